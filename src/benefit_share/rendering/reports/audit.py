"""An audit in words: a line a check with its number, its name and what it came to."""

from __future__ import annotations

from functools import reduce
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from benefit_share.audit import CHECKS, Outcome, lacks
from benefit_share.findings import Severity
from benefit_share.rendering.words.catalogues import marked
from benefit_share.rendering.words.languages import words_in
from benefit_share.values.width import clean, pad, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benefit_share.audit import Answer, Audit
    from benefit_share.findings import Finding
    from benefit_share.rendering.words.languages import Words

__all__ = ["COLUMNS", "audit_json", "audit_text"]

COLUMNS: Final = 80
"""The width of a line; a Chinese character takes two columns."""

SHOWN: Final = 5
"""So many findings of one kind are shown; the JSON has all of them."""

_OUTCOMES = (
    (Outcome.FOUND, marked("FOUND")),
    (Outcome.NOTHING_FOUND, marked("nothing found")),
    (Outcome.NOT_CHECKED, marked("NOT CHECKED")),
)
_SEVERITIES = (
    (Severity.ERROR, marked("error")),
    (Severity.WARNING, marked("warning")),
    (Severity.NOTE, marked("note")),
)


def audit_text(audit: Audit, language: str) -> str:
    """Return an audit in words.

    Args:
        audit: what every check says.
        language: `zh` or `en`.

    Returns:
        A line a check with its number, its short name and what it came to; below it what was
        found, and what was not looked at and why; no line is wider than `COLUMNS`.
        Where a run was refused, the checks that were not asked stand together at the end.

    Raises:
        LanguageUnknown: for another language.
    """
    words = words_in(language)
    names = {code: words.tell(check.title) for code, check in CHECKS.items()}
    column = max(map(width, names.values()))
    lines: list[str] = []
    unasked = [one for one in audit.answers.values() if _is_unasked(one)]
    for code, answer in audit.answers.items():
        if _is_unasked(answer):
            continue
        head = f"{code}  {pad(names[code], column)}  "
        came_to = wrap(_came_to(answer, words), COLUMNS - width(head))
        lines.append(head + came_to[0])
        lines += (" " * width(head) + line for line in came_to[1:])
        lines += _below(answer, words)
    if unasked:
        lines += wrap(
            words.tell(
                "NOT CHECKED in {count} checks: {why}",
                count=len(unasked),
                why=words.message(unasked[0].lacks[0]),
            ),
            COLUMNS,
        )
    outcomes = [answer.outcome for answer in audit.answers.values()]
    lines.append("")
    lines += wrap(
        words.tell(
            "Checks with findings: {found}; without: {clean}; NOT CHECKED: {open}.",
            found=outcomes.count(Outcome.FOUND),
            clean=outcomes.count(Outcome.NOTHING_FOUND),
            open=outcomes.count(Outcome.NOT_CHECKED),
        ),
        COLUMNS,
    )
    return "\n".join(lines) + "\n"


def _is_unasked(answer: Answer) -> bool:
    """Say whether a check was not asked, since there was no run to ask it about."""
    refused = [one.kind for one in answer.lacks] == [lacks.REFUSED]
    return answer.outcome is Outcome.NOT_CHECKED and refused


def _came_to(answer: Answer, words: Words) -> str:
    """Say what a check came to, and if it did not look at all, why."""
    named = words.tell(dict(_OUTCOMES)[answer.outcome])
    if answer.outcome is Outcome.NOT_CHECKED:
        first, *others = map(words.message, answer.lacks)
        why = reduce(
            lambda one, other: words.tell("{one} {other}", one=one, other=other), others, first
        )
        return words.tell("{outcome}: {why}", outcome=named, why=why)
    if answer.looked_at:
        return words.tell("{outcome}, looked at {count}", outcome=named, count=answer.looked_at)
    return named


def _below(answer: Answer, words: Words) -> Iterator[str]:
    """Yield what was found, kind by kind, the figures, and what a check that looked left out."""
    for kind, told in groupby(answer.findings, key=lambda one: one.kind):
        findings = list(told)
        for one in findings[:SHOWN]:
            yield from _listed("- ", _found(one, words))
        if len(findings) > SHOWN:
            more = words.tell("and {more} more, which --json shows", more=len(findings) - SHOWN)
            yield from _listed("- ", more)
        severity = words.tell(dict(_SEVERITIES)[kind.severity])
        what = words.tell(
            "{severity} {code}: {advice}",
            severity=severity,
            code=kind.code,
            advice=words.advice(findings[0]),
        )
        yield from _listed("  ", what)
    for one in answer.remarks[:SHOWN]:
        yield from _listed("- ", words.message(one))
    if answer.outcome is not Outcome.NOT_CHECKED:
        for one in (one for one in answer.lacks if one.kind is not lacks.REFUSED):
            yield from _listed("* ", words.tell("not looked at: {why}", why=words.message(one)))


def _found(finding: Finding, words: Words) -> str:
    """Say what was found, with its place."""
    where, message = finding.place or finding.path, words.message(finding)
    return words.tell("{where}: {message}", where=where, message=message) if where else message


def _listed(sign: str, text: str) -> Iterator[str]:
    lines = wrap(clean(text), COLUMNS - 7)
    yield f"     {sign}{lines[0]}"
    yield from (f"       {line}" for line in lines[1:])


def audit_json(audit: Audit) -> dict[str, Any]:
    """Return the answers of an audit as plain data, by the number of the check."""
    return {
        "distribution_id": audit.distribution_id,
        "checks": {
            code: {
                "name": CHECKS[code].name,
                "outcome": answer.outcome.value,
                "looked_at": answer.looked_at,
                "not_comparable": answer.not_comparable,
                "found": len(answer.findings),
                "findings": [one.code for one in answer.findings],
                "lacks": [_told(one) for one in answer.lacks],
                "remarks": [_told(one) for one in answer.remarks],
            }
            for code, answer in audit.answers.items()
        },
    }


def _told(finding: Finding) -> dict[str, Any]:
    """Return why something was not looked at, or a figure, in both languages."""
    message = {language: words_in(language).message(finding) for language in ("zh", "en")}
    return {"code": finding.code, "message": message}
