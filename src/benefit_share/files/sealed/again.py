"""A sealed run computed again, for what is printed of it and stands in no sealed file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from benefit_share.errors import Refused
from benefit_share.files.faults import of_paper as faults
from benefit_share.files.sealed.bundles import resealed
from benefit_share.seal.bundle import MANIFEST_FILE, ROWS
from benefit_share.seal.documents import MANIFEST, read_document
from benefit_share.seal.envelope import read_envelope
from benefit_share.seal.manifest import fingerprint
from benefit_share.seal.parties import waterfall_of
from benefit_share.statements import summary

if TYPE_CHECKING:
    from pathlib import Path

    from benefit_share.distribution import Run, SlicedRun
    from benefit_share.seal.rows import SealedRows
    from benefit_share.statements import Summary

__all__ = ["Again", "computed_again"]


@attrs.frozen
class Again:
    """A run computed again, of which rows, waterfall, rules and inputs are those that were sealed.

    Attributes:
        run: the record of the run.
        run_id: the sealed run.
        rows: its rows.
        told: its summary.
        fingerprint: what people compare by eye.
    """

    run: Run | SlicedRun = attrs.field(repr=False)
    run_id: str
    rows: SealedRows = attrs.field(repr=False)
    told: Summary = attrs.field(repr=False)
    fingerprint: str


def computed_again(public: Mapping[str, bytes], restricted: Path) -> Again:
    """Return the run that was sealed, computed again.

    Args:
        public: name and bytes of the files of the public folder, verified.
        restricted: the private folder, with the inputs and the run key.

    Raises:
        Refused: when it cannot be computed, or is not the one that was sealed.
    """
    manifest = read_envelope(public[MANIFEST_FILE], place=MANIFEST_FILE).payload
    said = read_document(manifest, MANIFEST, place=MANIFEST_FILE)["predicate"]
    again = resealed(restricted, said["run_id"])
    if again is None:
        raise Refused([faults.NOT_AGAIN.at("").placed(str(restricted))])
    run, made = again
    told = summary(run)
    mine = (made.rows.rows_file, run.plan_digest, run.inputs_digest, waterfall_of(told))
    sealed = (public[ROWS], said["plan_sha256"], said["inputs_sha256"], said["waterfall"])
    if mine != sealed:
        version = str(said["engine"]["version"])
        raise Refused([faults.COMPUTED_OTHERWISE.at("", version=version).placed(str(restricted))])
    return Again(run, said["run_id"], made.rows, told, fingerprint(manifest))
