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


def _what(name: str, says: str) -> Kind:
    do = "Look at the lines below it."
    return Kind(f"verification.{name}", Severity.NOTE, says, do)


V1 = _what("v1", "The files are within their limits.")
V2 = _what("v2", "The folder holds the files of the manifest and no other.")
V3 = _what("v3", "Each file has the digest in the manifest.")
V4 = _what("v4", "Every document is in canonical bytes.")
V5 = _what("v5", "The rows are numbered without a gap, and no commitment stands twice.")
V6 = _what("v6", "The rows add up to what was awarded.")
V7 = _what("v7", "The root over the rows is the one in the manifest.")
V8 = _what("v8", "Every step, every pool and the whole close.")
V9 = _what("v9", "The roles have signed, each by a key and a person of its own.")
V10 = _what("v10", "The journal is an unbroken chain in the right order.")
V11 = _what("v11", "The checkpoint is that of the journal, and signed.")
V12 = _what("v12", "The journal begins with the lines that were seen before.")
V13 = _what("v13", "The notice shows the sealed rows.")
V14 = _what("v14", "What the run replaces is named.")
V15 = _what("v15", "A time stamp from outside fits.")
H1 = _what("h1", "The salt of the slip has 32 bytes.")
H2 = _what("h2", "The slip opens the commitment of its row.")
H3 = _what("h3", "The slip is made out to the identity number typed.")
H4 = _what("h4", "The lines of the slip add up to the amount of its row.")
H5 = _what("h5", "The row of the slip is among the sealed rows.")
H6 = _what("h6", "The explained statement is the one that the slip names.")
A1 = _what("a1", "The inputs are the files that were sealed.")
A2 = _what("a2", "Computed again, every statement and row comes out to the byte.")
A3 = _what("a3", "The bank batch has one line for each row.")
A4 = _what("a4", "The answer of the bank agrees with the batch.")
A5 = _what("a5", "Nobody stands twice or after death.")

WHAT: Final = (
    ("V1", V1),
    ("V2", V2),
    ("V3", V3),
    ("V4", V4),
    ("V5", V5),
    ("V6", V6),
    ("V7", V7),
    ("V8", V8),
    ("V9", V9),
    ("V10", V10),
    ("V11", V11),
    ("V12", V12),
    ("V13", V13),
    ("V14", V14),
    ("V15", V15),
    ("H1", H1),
    ("H2", H2),
    ("H3", H3),
    ("H4", H4),
    ("H5", H5),
    ("H6", H6),
    ("A1", A1),
    ("A2", A2),
    ("A3", A3),
    ("A4", A4),
    ("A5", A5),
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

        `L3` is `L2` with a time stamp from outside, `L4` is `L3` computed again from the sealed
        inputs. Empty when a check failed.
        """
        if not self.holds:
            return ""
        passed = self.by_name
        signed = {passed.get(name) for name in ("V9", "V11")} == {Outcome.PASSED}
        if signed and self.is_pinned:
            if passed.get("V15") is not Outcome.PASSED:
                return "L2"
            again = {passed.get(name) for name in ("A1", "A2")} == {Outcome.PASSED}
            return "L4" if again else "L3"
        return "L1" if self.is_named else "L0"
