"""An audit in words: a line a check, what was looked at or is missing, and what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benefit_share.audit import CHECKS, Outcome
from benefit_share.rendering.catalogues import marked
from benefit_share.rendering.languages import words_in

if TYPE_CHECKING:
    from benefit_share.audit import Audit

__all__ = ["audit_json", "audit_text"]

_OUTCOMES = (
    (Outcome.FOUND, marked("found")),
    (Outcome.NOTHING_FOUND, marked("nothing found")),
    (Outcome.NOT_CHECKED, marked("NOT CHECKED")),
)


def audit_text(audit: Audit, language: str) -> str:
    """Return an audit in words.

    Args:
        audit: what every check says.
        language: `zh` or `en`.

    Returns:
        Two lines a check: its question, then what it came to, with its findings below.

    Raises:
        LanguageUnknown: for another language.
    """
    words = words_in(language)
    named = {outcome: words.tell(said) for outcome, said in _OUTCOMES}
    lines = []
    for code, answer in audit.answers.items():
        lines.append(f"{code}  {words.tell(CHECKS[code].says)}")
        if answer.outcome is Outcome.NOT_CHECKED:
            seen = words.tell("missing: {missing}", missing=answer.missing)
        else:
            seen = words.tell("looked at {count}", count=answer.looked_at)
            if answer.missing:
                seen += "; " + words.tell("missing: {missing}", missing=answer.missing)
        lines.append(f"     {named[answer.outcome]} ({seen})")
        lines.extend(f"     - {words.say(one)}" for one in answer.findings)
    outcomes = [answer.outcome for answer in audit.answers.values()]
    lines.append(
        words.tell(
            "Checks with findings: {found}; without: {clean}; NOT CHECKED: {open}.",
            found=outcomes.count(Outcome.FOUND),
            clean=outcomes.count(Outcome.NOTHING_FOUND),
            open=outcomes.count(Outcome.NOT_CHECKED),
        )
    )
    return "\n".join(lines) + "\n"


def audit_json(audit: Audit) -> dict[str, Any]:
    """Return the answers of an audit as plain data, by the number of the check."""
    return {
        "distribution_id": audit.distribution_id,
        "checks": {
            code: {
                "name": CHECKS[code].name,
                "outcome": answer.outcome.value,
                "looked_at": answer.looked_at,
                "missing": answer.missing,
                "findings": [one.code for one in answer.findings],
            }
            for code, answer in audit.answers.items()
        },
    }
