"""Whether the words that a plan explains are words of anything: a slip of the pen explains nothing.

A word may be of the plan (a value of a category, a table, an account) or of the tables of the case
(a kind of income, a value of a fact); so it is known only where both are there.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.distribution import faults
from benefit_share.values import Text

if TYPE_CHECKING:
    from benefit_share.distribution.case import Case
    from benefit_share.findings import Finding

__all__ = ["check_names"]

ALIKE: Final = Fraction(3, 4)
"""From this likeness on a word is taken for a misspelt one."""


def check_names(case: Case) -> Iterator[Finding]:
    """Say which keys of `words` are no word of the plan or of the tables, and the nearest one."""
    of_plan = frozenset(_words(attrs.evolve(case.plan, words={})))
    unknown = sorted(set(case.plan.words) - of_plan)
    if not unknown:
        return
    public = {one.kind for one in case.income} | {one.kind for one in case.expenses}
    public |= {one.kind for one in case.assets} | {one.kind for one in case.contracts}
    public |= {one.id for one in case.contracts}  # the summary tells contracts by their ids
    private = {str(row.value) for row in case.facts}
    private |= {
        value
        for rows in case.registers.values()
        for row in rows
        for value in row.columns.values()
        if isinstance(value, str)
    }
    named = sorted({*of_plan, *public} - {""})
    for word in unknown:
        if word in public or word in private:
            continue
        # The nearest word is never one of the tables of people: it may be somebody's.
        close = difflib.get_close_matches(word, named, 1, ALIKE)  # type: ignore[call-overload]  # the stubs want a float; this cut is exact
        if close:
            yield faults.WORD_MEANT.at(f"words.{word}", word=word, nearest=close[0])
        else:
            yield faults.WORD_UNUSED.at(f"words.{word}", word=word)


def _words(value: Any) -> Iterator[str]:  # noqa: ANN401  (any part of a case)
    """Yield every word in a plan, the parts of `payee.lessor` too; not what things are called."""
    if isinstance(value, str):
        yield value
        if "." in value:
            yield value.partition(".")[2]
    elif isinstance(value, Text):
        return
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _words(key)
            yield from _words(one)
    elif isinstance(value, (tuple, frozenset)):
        for one in value:
            yield from _words(one)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _words(getattr(value, field.name))
