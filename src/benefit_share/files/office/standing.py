"""How a proposed run stands now: computed again from its sealed inputs and compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benefit_share.distribution import slices_of
from benefit_share.errors import Refused
from benefit_share.files.cases.case import read_folder
from benefit_share.files.sealed.bundles import read_restricted
from benefit_share.files.sealed.sealing import input_files, seal_run
from benefit_share.findings import Severity
from benefit_share.procedure import Standing
from benefit_share.seal.bundle import ROWS
from benefit_share.seal.documents import MANIFEST, read_document
from benefit_share.seal.manifest import Engine
from benefit_share.seal.parties import totals_of
from benefit_share.values import digest
from benefit_share.verification import Outcome, verify

if TYPE_CHECKING:
    from benefit_share.distribution import Run, SlicedRun
    from benefit_share.files.office.folder import Edition
    from benefit_share.findings import Finding

__all__ = ["closes", "codes_of", "damage", "standing_of", "warned"]

UNSIGNED = "V9"
"""The check that cannot hold before everybody has signed."""


def warned(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the warnings among findings."""
    return tuple(one for one in findings if one.severity is Severity.WARNING)


def codes_of(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return the codes of findings, each once, in order."""
    return tuple(dict.fromkeys(one.code for one in findings))


def closes(run: Run | SlicedRun) -> bool:
    """Say whether money in is money paid, kept and carried, over all and at every pool."""
    said = totals_of(run)
    whole = said.income + said.deferred - said.earlier + said.opening == said.paid + said.closing
    pools = all(
        flow.opening + flow.fed + flow.topped_up == flow.used
        for one in slices_of(run)
        for flow in one.pools
    )
    return whole and pools


def damage(edition: Edition) -> tuple[Finding, ...]:
    """Return why the public folder of a run is not what was proposed, or nothing."""
    verdict = verify(edition.public())
    bad = (
        check
        for check in verdict.checks
        if check.outcome is Outcome.FAILED and check.name != UNSIGNED
    )
    return tuple(one for check in bad for one in check.findings if one.is_error)


def standing_of(edition: Edition, case: Path | None = None) -> Standing:
    """Return how a run stands, computed again from its sealed inputs.

    Args:
        edition: the run.
        case: the case as it lies with whoever works on it, to be compared too; or None.

    Raises:
        Refused: when a file cannot be read.
    """
    said = read_document(edition.manifest, MANIFEST)["predicate"]
    folder = edition.folder / "restricted"
    inputs = input_files(folder / "inputs", storage=edition.storage)
    changed = not _are(inputs, said)
    if case is not None:
        changed |= not _are(input_files(case, storage=edition.storage), said)
    if changed:
        return Standing("")
    return _again(edition, said, inputs)


def _are(files: Mapping[str, bytes], said: Mapping[str, Any]) -> bool:
    """Say whether files are those that a manifest names as its inputs."""
    now = {name: digest(data) for name, data in files.items()}
    return now == {one["name"]: one["sha256"] for one in said["inputs"]}


def _again(edition: Edition, said: Mapping[str, Any], inputs: Mapping[str, bytes]) -> Standing:
    from benefit_share.distribution import run_case

    private = read_restricted(edition.folder / "restricted", storage=edition.storage)
    reading = read_folder(edition.folder / "restricted" / "inputs")
    if reading.case is None:
        return Standing("", errors=codes_of(one for one in reading.findings if one.is_error))
    try:
        run = run_case(reading.case)
        made = seal_run(
            run,
            run_key=private.get("run_key.bin", b""),
            engine=Engine(**said["engine"]),
            inputs=inputs,
            edition=said["edition"],
        )
    except Refused as refused:
        return Standing("", errors=codes_of(one for one in refused.findings if one.is_error))
    same = (
        made.rows.rows_file == edition.public().get(ROWS)
        and made.rows.statements_file == private.get("statements.jsonl")
        and (run.inputs_digest, run.plan_digest) == (said["inputs_sha256"], said["plan_sha256"])
        and totals_of(run).document() == said["totals"]
    )
    warnings = codes_of(warned((*reading.findings, *run.findings)))
    return Standing(digest(edition.manifest) if same else "", closes(run), (), warnings)
