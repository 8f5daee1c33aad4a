"""A verdict in words: one line a check, then what was found, the level and what it proves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from benefit_share.rendering.words.catalogues import marked
from benefit_share.rendering.words.languages import words_in
from benefit_share.values.width import clean, pad, width, wrap
from benefit_share.verification import Outcome

if TYPE_CHECKING:
    from benefit_share.verification import Verdict

__all__ = ["LEVELS", "verdict_json", "verdict_text"]

COLUMNS: Final = 80
INDENT: Final = 4

_OUTCOMES = (
    (Outcome.PASSED, marked("PASSED")),
    (Outcome.FAILED, marked("FAILED")),
    (Outcome.NOT_CHECKED, marked("NOT CHECKED")),
)
LEVELS: Final = (
    ("", marked("No level: a check failed. Do not rely on this folder.")),
    ("L0", marked("Level L0: the files agree with each other. Nobody answers for them yet.")),
    (
        "L1",
        marked(
            "Level L1: named persons signed on paper. This proves nothing against whoever keeps "
            "the files."
        ),
    ),
    (
        "L2",
        marked("Level L2: every role signed with a key that was handed over beforehand."),
    ),
    (
        "L3",
        marked("Level L3: as L2, and an office outside stamped the time of exactly this."),
    ),
    (
        "L4",
        marked("Level L4: as L3, and computed again from the inputs it comes out to the byte."),
    ),
)


def verdict_text(verdict: Verdict, language: str) -> str:
    """Return a verdict in words.

    Args:
        verdict: what every check says.
        language: `zh` or `en`.

    Returns:
        A line a check, with what was found below it; then run, fingerprint and level; no line
        is wider than 80 columns.

    Raises:
        LanguageUnknown: for another language.
    """
    words = words_in(language)
    named = {outcome: words.tell(said) for outcome, said in _OUTCOMES}
    column = max(map(width, named.values()))
    lines: list[str] = []
    for check in verdict.checks:
        head = f"{check.name:<4}{pad(named[check.outcome], column)}  "
        lines += wrap(head + words.tell(check.what.says), COLUMNS, hanging=width(head))
        for one in check.findings:
            told = wrap(clean(words.say(one)), COLUMNS - INDENT, hanging=2)
            lines += (" " * INDENT + line for line in told)
    if verdict.run_id:
        lines.append(words.tell("Run: {run}", run=verdict.run_id))
    if verdict.fingerprint:
        lines.append(words.tell("Fingerprint: {digits}", digits=verdict.fingerprint))
    if not verdict.is_pinned:
        lines.append(words.tell("The folder was checked against itself; keys not pinned."))
    lines += wrap(words.tell(dict(LEVELS)[verdict.level]), COLUMNS, hanging=2)
    return "\n".join(lines) + "\n"


def verdict_json(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict as plain data: its checks, run, fingerprint, level and keys."""
    return {
        "checks": [
            {
                "name": check.name,
                "outcome": check.outcome.value,
                "required": check.required,
                "findings": [one.code for one in check.findings],
            }
            for check in verdict.checks
        ],
        "run_id": verdict.run_id,
        "fingerprint": verdict.fingerprint,
        "level": verdict.level,
        "keys_pinned": verdict.is_pinned,
    }
