"""Why a condition holds, does not hold, or cannot be answered: as data, without words."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Reason", "Verdict", "all_of", "any_of", "negated"]


class Verdict(enum.StrEnum):
    """The three answers."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@attrs.frozen
class Reason:
    """One question asked, what was seen, and the answer.

    Attributes:
        form: the form of the condition: `fact`, `all`, `any`, `not`, `no_member`, `member`, …
        verdict: the answer.
        name: the name asked for: a fact, a register, a step, a definition, a member.
        wanted: what was asked of it: pairs of a word (`one_of`, `at_least`, …) and a value.
        seen: the value seen, or empty where there is none; of `at`, the day that decided.
        parts: the reasons of the parts.
        unit: the unit of the value seen and of the values asked for: `money`, `text`, …
    """

    form: str
    verdict: Verdict
    name: str = ""
    wanted: tuple[tuple[str, str], ...] = ()
    seen: str = ""
    parts: tuple[Reason, ...] = ()
    unit: str = ""


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Return yes if all are yes, no if one is no, else unknown (Kleene's strong logic)."""
    seen = frozenset(verdicts)
    if Verdict.NO in seen:
        return Verdict.NO
    return Verdict.UNKNOWN if Verdict.UNKNOWN in seen else Verdict.YES


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Return no if all are no, yes if one is yes, else unknown."""
    return negated(all_of(negated(verdict) for verdict in verdicts))


def negated(verdict: Verdict) -> Verdict:
    """Return the opposite answer; the opposite of unknown is unknown."""
    return {Verdict.YES: Verdict.NO, Verdict.NO: Verdict.YES}.get(verdict, verdict)
