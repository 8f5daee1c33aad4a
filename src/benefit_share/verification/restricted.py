"""The checks A1 to A5: what an auditor can check with the private folder too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from benefit_share.values import digest
from benefit_share.verification import faults
from benefit_share.verification.payments import payment_checks
from benefit_share.verification.reading import ROWS
from benefit_share.verification.verdict import Check, Outcome, judged, unchecked

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.verification.payments import Owed
    from benefit_share.verification.reading import Parts

__all__ = ["Rerun", "auditor_checks"]

INPUTS = "inputs/"
STATEMENTS = "statements.jsonl"


@attrs.frozen
class Rerun:
    """A run computed again from the sealed inputs, by whoever calls; this room computes nothing.

    Attributes:
        version: the version of the program that did.
        source: the digest of its source files.
        rows: the file rows.jsonl as it comes out.
        statements: the private file statements.jsonl as it comes out.
    """

    version: str
    source: str
    rows: bytes = attrs.field(repr=False)
    statements: bytes = attrs.field(repr=False)


def auditor_checks(
    parts: Parts,
    restricted: Mapping[str, bytes] | None,
    rerun: Rerun | None,
    twice: Sequence[Finding] | None = None,
    owed: Sequence[Owed] | None = None,
    /,
) -> tuple[Check, ...]:
    """Return the checks A1 to A5; none of them without the private folder.

    Args:
        parts: the bundle.
        restricted: file name below the private folder, and bytes; or None.
        rerun: the run computed again, or None when it could not be.
        twice: who stands twice in the sealed inputs, or None when nobody has looked.
        owed: who is owed what by the sealed inputs, or None when it could not be computed.
    """
    if restricted is None:
        return ()
    if parts.manifest is None:
        return tuple(unchecked(f"A{n}", faults.NOT_READ, required=True) for n in range(1, 6))
    return (
        judged("A1", _inputs(parts, restricted)),
        _recomputed(parts, restricted, rerun),
        *payment_checks(parts, restricted, owed),
        _people(twice),
    )


def _inputs(parts: Parts, restricted: Mapping[str, bytes]) -> Iterator[Finding]:
    stated = {one["name"]: one for one in parts.predicate["inputs"]}
    present = {name.removeprefix(INPUTS) for name in restricted if name.startswith(INPUTS)}
    for name in sorted(set(stated) | present):
        data, said = restricted.get(INPUTS + name), stated.get(name)
        if (
            data is None
            or said is None
            or (digest(data), len(data))
            != (
                said["sha256"],
                said["bytes"],
            )
        ):
            yield faults.INPUT.at("").placed(f"{INPUTS}{name}")


def _people(twice: Sequence[Finding] | None) -> Check:
    """A5 fails on whoever stands twice, and never passes: there is no list of the dead."""
    if twice is None:
        return unchecked("A5", faults.NOT_GIVEN, required=True)
    if any(one.is_error for one in twice):
        return judged("A5", twice)
    return Check("A5", Outcome.NOT_CHECKED, (*twice, faults.NO_DEATHS.at("")))


def _recomputed(parts: Parts, restricted: Mapping[str, bytes], rerun: Rerun | None) -> Check:
    if rerun is None:
        return unchecked("A2", faults.NOT_GIVEN, required=True)
    engine = parts.predicate["engine"]
    if (rerun.version, rerun.source) != (engine["version"], engine["source_sha256"]):
        return unchecked("A2", faults.OTHER_ENGINE, required=True)
    pairs = (
        (ROWS, rerun.rows, parts.files.get(ROWS)),
        (STATEMENTS, rerun.statements, restricted.get(STATEMENTS)),
    )
    return judged(
        "A2", [faults.RERUN.at("").placed(name) for name, made, kept in pairs if made != kept]
    )
