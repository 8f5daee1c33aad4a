"""The tree of errors: what a call may raise.

An *error* is a broken call or a refusal to go on.
What is wrong with the content of a plan, a case or a run is not an error but a list of findings
(see `benefit_share.findings`); `Refused` is the one exception that carries findings across the API.

    BenefitShareError
    ├── Refused              the content was refused; .findings says why, all at once
    ├── ValueRefused         a single value is not acceptable (leaves in values/faults.py)
    └── AllocationError      a claims problem has no answer (leaves in allocation/faults.py)

Every error keeps its numbers as attributes, can be pickled and copied, and reads as English.
No error ever holds a sensitive value: only its form and its length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benefit_share.findings import Finding

__all__ = ["AllocationError", "BenefitShareError", "Refused", "ValueRefused"]


class BenefitShareError(Exception):
    """Anything this library raises on purpose."""


class ValueRefused(BenefitShareError, ValueError):
    """A value cannot be accepted; the message says what to write instead."""


class AllocationError(BenefitShareError, ValueError):
    """A claims problem is malformed or has no answer under the rule asked for."""


class Refused(BenefitShareError):
    """The content was refused: at least one finding is an error.

    Attributes:
        findings: all findings, errors first as they were found, warnings and notes included.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        """Keep *findings*, an iterable of `Finding`, as a tuple."""
        self.findings: tuple[Finding, ...] = tuple(findings)
        super().__init__(self.findings)

    def __str__(self) -> str:
        """Say how many errors there are, then each of them on a line."""
        errors = [finding for finding in self.findings if finding.is_error]
        head = f"refused: {len(errors)} error{'' if len(errors) == 1 else 's'}"
        return "\n".join([head, *(f"  {finding}" for finding in errors)])
