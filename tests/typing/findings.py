"""A caller's code, checked by mypy strict and not run: findings and refusals."""

from __future__ import annotations

from benefit_share.errors import BenefitShareError, Refused
from benefit_share.findings import Finding, Kind, Severity, errors_of

kind = Kind(
    code="house.example",
    severity=Severity.WARNING,
    says="There are {count} of them.",
    do="Write fewer.",
)
finding: Finding = kind.at("steps[1]", count=3)
refusing: tuple[Finding, ...] = errors_of([finding])
message: str = finding.message

refused = Refused([finding])
first: Finding = refused.findings[0]
error: BenefitShareError = refused
text: str = str(error)

kind.at("steps[1]", count=0.5)  # type: ignore[arg-type]  # what this file is for: mypy refuses it
finding.path = "steps[2]"  # type: ignore[misc]  # what this file is for: mypy refuses it
