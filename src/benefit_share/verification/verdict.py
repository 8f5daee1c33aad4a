"""One line a check: what was checked, how it came out, and why; and the level reached."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.findings import Kind, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from benefit_share.findings import Finding

__all__ = ["WHAT", "Check", "Outcome", "Verdict", "failed", "judged", "unchecked"]


class Outcome(enum.StrEnum):
    """How a check came out; there is no fourth way."""

    PASSED = "PASSED"
    FAILED = "FAILED"
    NOT_CHECKED = "NOT CHECKED"


def _what(name: str, says: str) -> tuple[str, Kind]:
    do = "Look at the lines below it."
    return name, Kind(f"verification.{name.lower()}", Severity.NOTE, says, do)


WHAT: Final = (
    _what("V1", "The files are within their limits."),
    _what("V2", "The folder holds the files of the manifest and no other."),
    _what("V3", "Each file has the digest in the manifest."),
    _what("V4", "Every document is in canonical bytes."),
    _what("V5", "The rows are numbered without a gap, and no commitment stands twice."),
    _what("V6", "The rows add up to what was awarded."),
    _what("V7", "The root over the rows is the one in the manifest."),
    _what("V8", "Every step, every pool and the whole close."),
    _what("V9", "The roles have signed, each by a key and a person of its own."),
    _what("V10", "The journal is an unbroken chain in the right order."),
    _what("V11", "The checkpoint is that of the journal, and signed."),
    _what("V12", "The journal begins with the lines that were seen before."),
    _what("V13", "The notice shows the sealed rows."),
    _what("V14", "What the run replaces is named."),
    _what("V15", "A time stamp from outside fits."),
    _what("H1", "The salt of the slip has 32 bytes."),
    _what("H2", "The slip opens the commitment of its row."),
    _what("H3", "The slip is made out to the identity number typed."),
    _what("H4", "The lines of the slip add up to the amount of its row."),
    _what("H5", "The row of the slip is among the sealed rows."),
    _what("H6", "The explained statement is the one that the slip names."),
    _what("A1", "The inputs are the files that were sealed."),
    _what("A2", "Computed again, every statement and row comes out to the byte."),
    _what("A3", "The bank batch has one line for each row."),
    _what("A4", "The answer of the bank agrees with the batch."),
    _what("A5", "Nobody stands twice or after death."),
)
"""Every check in order: its name and what it looks at."""


@attrs.frozen
class Check:
    """One check of a bundle.

    Attributes:
        name: `V1` … `V15`, `H1` … `H6`, `A1` … `A5`.
        outcome: how it came out.
        findings: why it failed or was not made; notes may stand beside a pass.
        required: whether it was asked for, so that not making it is no success.
    """

    name: str
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    required: bool = False

    @property
    def what(self) -> Kind:
        """What it looks at, in words."""
        return dict(WHAT)[self.name]


def judged(name: str, findings: Iterable[Finding] = ()) -> Check:
    """Return a check that was made: failed if one of *findings* is an error."""
    found = tuple(findings)
    bad = any(one.is_error for one in found)
    return Check(name, Outcome.FAILED if bad else Outcome.PASSED, found)


def failed(name: str, kind: Kind, place: str = "") -> Check:
    """Return a failed check with one finding that needs no figure."""
    return judged(name, [kind.at("").placed(place)])


def unchecked(name: str, kind: Kind, *, required: bool = False) -> Check:
    """Return a check that was not made, and why."""
    return Check(name, Outcome.NOT_CHECKED, (kind.at(""),), required)


@attrs.frozen
class Verdict:
    """What all checks say together.

    Attributes:
        checks: one each, in order.
        is_pinned: whether the keys came from outside the bundle.
        is_named: whether the journal names who signed off, with post, day and scanned page.
        fingerprint: sixteen digits of the manifest, to compare by eye; empty if unreadable.
        run_id: the run, or empty.
    """

    checks: tuple[Check, ...]
    is_pinned: bool = False
    is_named: bool = False
    fingerprint: str = ""
    run_id: str = ""

    @property
    def by_name(self) -> Mapping[str, Outcome]:
        """Outcome of each check."""
        return {check.name: check.outcome for check in self.checks}

    @property
    def holds(self) -> bool:
        """Whether no check failed."""
        return Outcome.FAILED not in self.by_name.values()

    @property
    def is_complete(self) -> bool:
        """Whether everything that was asked for could be checked."""
        return not any(
            check.required and check.outcome is Outcome.NOT_CHECKED for check in self.checks
        )

    @property
    def level(self) -> str:
        """The level reached: `L0` digests, `L1` named, `L2` signed under pinned keys.

        `L3` needs an anchor from outside, which this program cannot check yet, so it and `L4` are
        never said. Empty when a check failed.
        """
        if not self.holds:
            return ""
        passed = self.by_name
        signed = {passed.get(name) for name in ("V9", "V11")} == {Outcome.PASSED}
        if signed and self.is_pinned:
            return "L2"
        return "L1" if self.is_named else "L0"
