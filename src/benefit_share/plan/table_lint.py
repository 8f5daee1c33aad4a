"""What a table of the plan leaves out or says twice, decided before any value is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from benefit_share.expressions.condition import Fact, InBands, OneOf
from benefit_share.expressions.quantity import TableOf
from benefit_share.plan import faults
from benefit_share.plan.mentions import parts_of
from benefit_share.values import Gap, check_bands

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.plan.model import Plan, Table

__all__ = ["check_tables"]

WHOLE = frozenset({"household.size", "size", "age"})
"""What is counted in whole numbers: between 3 and 4 there is nothing to leave out."""


def check_tables(plan: Plan) -> Iterator[Finding]:
    """Yield the gaps, overlaps and missing categories of every table, and rows never reached.

    A table is read only where every row asks one and the same fact, or nothing: other conditions
    can be judged only with the values. Rows that fit together are a fault where a use of the table
    says `several: refuse`, and a row that always fits is one beside every other; where it takes the
    first, rows below such a row are useless.
    """
    uses: dict[str, set[str]] = {}
    for use in parts_of(TableOf, (plan.steps, plan.checks, plan.define, plan.tables, plan.points)):
        uses.setdefault(use.table, set()).add(use.several)
    for name, table in plan.tables.items():
        several = uses.get(name, set())
        yield from _unreached(name, table, several)
        yield from _asked(plan, name, table, several)


def _unreached(name: str, table: Table, several: set[str]) -> Iterator[Finding]:
    always = [place for place, row in enumerate(table.rows) if row.when is None]
    if always and len(table.rows) > 1 and "refuse" in several:
        path = f"tables.{name}[{always[0]}]"
        yield faults.TABLE_ROW_ALWAYS.at(path, name=name, row=always[0] + 1)
    if always and several == {"first"} and always[0] < len(table.rows) - 1:
        path = f"tables.{name}[{always[0] + 1}]"
        yield faults.TABLE_ROW_UNREACHED.at(path, name=name, row=always[0] + 1)


def _asked(plan: Plan, name: str, table: Table, several: set[str]) -> Iterator[Finding]:
    facts = [row.when for row in table.rows if isinstance(row.when, Fact)]
    others = [row for row in table.rows if not isinstance(row.when, Fact)]
    asked = {fact.of for fact in facts if isinstance(fact.of, str)}
    if len(asked) != 1 or any(row.when is not None for row in others):
        return
    of, once, tests = asked.pop(), "refuse" in several, [fact.test for fact in facts]
    if all(isinstance(test, InBands) for test in tests):
        bands = [band for test in tests if isinstance(test, InBands) for band in test.bands]
        for fault in check_bands(bands, Fraction(1) if of in WHOLE else None):
            if isinstance(fault, Gap) and not others:
                yield faults.TABLE_GAP.at(f"tables.{name}", name=name, where=str(fault.where))
            elif not isinstance(fault, Gap) and once:
                yield faults.TABLE_OVERLAP.at(f"tables.{name}", name=name, where=str(fault.where))
    elif all(isinstance(test, OneOf) for test in tests):
        words = [word for test in tests if isinstance(test, OneOf) for word in test.values]
        yield from _categories(plan, name, of, words, once=once, whole=not others)


def _categories(
    plan: Plan, name: str, of: str, words: list[str], *, once: bool, whole: bool
) -> Iterator[Finding]:
    for word, times in Counter(words).items():
        if times > 1 and once:
            yield faults.TABLE_OVERLAP.at(f"tables.{name}", name=name, where=word)
    declared = plan.facts.get(of)
    missing = [word for word in (declared.values if declared else ()) if word not in words]
    if missing and whole:
        yield faults.TABLE_CATEGORY.at(
            f"tables.{name}", name=name, fact=of, missing=", ".join(missing)
        )
