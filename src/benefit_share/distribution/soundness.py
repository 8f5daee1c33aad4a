"""What must be true of the rows of a case, so that a run of it has one meaning.

Readers of files say more and say it with line and column; this holds for cases built in Python too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from benefit_share.assets import SPREADS
from benefit_share.distribution import faults
from benefit_share.distribution.earlier import check_earlier
from benefit_share.distribution.stage import amount_text
from benefit_share.expressions.meaning import Compiler
from benefit_share.expressions.quantity import Name
from benefit_share.expressions.world import Subject
from benefit_share.plan.names import words_for

if TYPE_CHECKING:
    from benefit_share.distribution.case import Case, Decision
    from benefit_share.findings import Finding
    from benefit_share.plan.model import Figure
    from benefit_share.values import Span

__all__ = ["check_rows"]


def check_rows(case: Case) -> Iterator[Finding]:
    """Say which rows contradict each other or the plan."""
    yield from _twice("collectives", case.collectives, lambda row: (row.id,))
    yield from _twice("assets", case.assets, lambda row: (row.id,))
    yield from _twice("income", case.income, lambda row: (row.id,))
    yield from _twice("contracts", case.contracts, lambda row: (row.id,))
    yield from _twice("balances", case.balances, lambda row: (row.account, row.holder))
    yield from _twice("decisions", case.decisions, lambda row: (row.figure, row.of))
    for name, rows in case.registers.items():
        yield from _twice(name, rows, lambda row: (row.id,))
    yield from _overlapping("households", case.households)
    yield from _overlapping("members", case.members)
    yield from _balances(case)
    yield from _decisions(case)
    yield from check_earlier(case)
    for row in case.contracts:
        if row.spread not in {"", *SPREADS}:
            accepted = ", ".join(SPREADS)
            yield faults.SPREAD_WORD.at(
                f"contracts.{row.id}", contract=row.id, word=row.spread, accepted=accepted
            )


def _twice(
    table: str, rows: Iterable[Any], key: Callable[[Any], tuple[str, ...]]
) -> Iterator[Finding]:
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        one = key(row)
        if one in seen:
            yield faults.ROW_TWICE.at(table, table=table, id=" ".join(filter(None, one)))
        seen.add(one)


def _overlapping(table: str, rows: tuple[Any, ...]) -> Iterator[Finding]:
    """A household, and a person, stands in one row on any day."""
    if len({row.id for row in rows}) == len(rows):
        return
    spans: dict[str, list[Span]] = {}
    for row in rows:
        others = spans.setdefault(row.id, [])
        if any(_touch(row.span, other) for other in others):
            yield faults.ROW_TWICE.at(table, table=table, id=row.id)
        others.append(row.span)


def _touch(one: Span, other: Span) -> bool:
    starts = one.start is None or other.end is None or one.start < other.end
    ends = other.start is None or one.end is None or other.start < one.end
    return starts and ends


def _balances(case: Case) -> Iterator[Finding]:
    for row in case.balances:
        declared = case.plan.accounts.get(row.account)
        path = f"balances.{row.account}"
        if declared is not None and declared.kind != row.kind:
            yield faults.BALANCE_KIND.at(
                path, account=row.account, kind=row.kind, declared=declared.kind
            )
        if not 0 <= row.taken_out <= row.put_in:
            yield faults.BALANCE_NEGATIVE.at(path, account=row.account, holder=row.holder)


def _decisions(case: Case) -> Iterator[Finding]:
    """Every figure that a meeting decides is decided, and within its limits."""
    rows = {(row.figure, row.of): row for row in case.decisions}
    for figure in case.plan.figures:
        if figure.is_ != Name("decided"):
            continue
        of = case.scope if figure.by == "collective" else ("",)
        for one in of:
            row = rows.get((figure.id, one)) or rows.get((figure.id, ""))
            if row is None:
                yield faults.FIGURE_UNDECIDED.at(
                    f"decisions.{figure.id}", figure=figure.id, of=one or "scope"
                )
            else:
                yield from _outside(case, figure, row)


def _outside(case: Case, figure: Figure, row: Decision) -> Iterator[Finding]:
    words = words_for(case.plan, 0)
    for sign, tree in (("≥", figure.at_least), ("≤", figure.at_most)):
        bound = None if tree is None else Compiler(words, []).number(tree, "")
        if bound is None or not bound.constant:
            continue
        limit = Fraction(bound.get(None, Subject("scope", "")))  # type: ignore[arg-type]  # a constant asks no world
        if (row.amount < limit) if sign == "≥" else (row.amount > limit):
            exponent = words.currency.exponent if bound.unit.has_money else 0
            yield faults.FIGURE_OUTSIDE.at(
                f"decisions.{figure.id}",
                figure=figure.id,
                seen=amount_text(row.amount, exponent),
                wanted=f"{sign} {amount_text(limit, exponent)}",
            )
