"""A run as plain tables: the roster, points, the allocation, conservation, checks, the payout list.

What a table is stands in `forms`, and the tables of points in `points_tables`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.distribution import SlicedRun, slices_of
from benefit_share.files.results.forms import ResultTable, column
from benefit_share.files.results.points_tables import points_tables
from benefit_share.files.results.practice import practice
from benefit_share.files.results.published import Seen, published_tables
from benefit_share.rendering import say
from benefit_share.seal.parties import latest_slice
from benefit_share.statements import parties
from benefit_share.statements.index import index
from benefit_share.values import Text, currency, minor_text, number_text

if TYPE_CHECKING:
    from benefit_share.distribution import Run
    from benefit_share.files.results.forms import Row
    from benefit_share.findings import Finding

__all__ = ["result_tables", "slice_tables"]

_SLICE: Final = column("slice", "办法分段", "slice", "whole")
_PARTY: Final = column("party", "户编号", "household or party")
_STEP: Final = (column("step", "步骤", "step"), column("copy", "所属", "copy"))
_ROSTER: Final = (
    column("number", "序号", "number", "whole"),
    column("collective", "集体", "collective"),
    column("group", "村民组", "group"),
    _PARTY,
    column("kind", "类型", "kind"),
    column("head", "户主", "head"),
    column("persons", "人口", "persons", "whole"),
    column("points", "积分", "points"),
    column("awarded", "应发", "awarded", "money"),
    column("payable", "实发", "payable", "money"),
)
_ALLOCATION: Final = (
    *_STEP,
    column("claim", "分配对象", "claim"),
    _PARTY,
    column("mode", "方式", "mode"),
    column("asked", "权重或应得数", "weight, or sum asked"),
    column("exact", "精确份额（分）", "exact share, minor units"),
    column("bound", "受限", "bound"),
    column("raised", "进位", "raised", "whole"),
    column("amount", "金额", "amount", "money"),
)
_CONSERVATION: Final = (
    column("what", "项目", "what"),
    column("id", "名称", "id"),
    column("copy", "所属", "copy"),
    column("opening", "期初", "opening", "money"),
    column("in", "进", "in", "money"),
    column("out", "出", "out", "money"),
    column("left", "期末", "left", "money"),
)
_CHECKS: Final = (
    column("severity", "程度", "severity"),
    column("code", "代码", "code"),
    column("path", "位置", "where"),
    column("zh", "说明", "in Chinese"),
    column("en", "英文说明", "in English"),
)
_PAYOUT: Final = (
    column("number", "序号", "number", "whole"),
    column("village_group", "村/组", "village, group"),
    _PARTY,
    column("head", "户主", "head"),
    column("persons", "人口", "persons", "whole"),
    column("category", "类别", "category"),
    column("points", "积分", "points"),
    column("basis", "计算依据(系数/标准)", "basis of the amount"),
    column("awarded", "应发", "awarded", "money"),
    column("difference", "扣/补", "held back or added", "money"),
    column("payable", "实发", "payable", "money"),
    column("bank", "开户行", "bank"),
    column("account_end", "账号(末四位)", "account, last four digits"),
    column("signature", "领款人签字/日期", "signature, date"),
    column("remark", "备注", "remark"),
)
_ACCOUNT_SHOWN: Final = 4


def result_tables(
    run: Run | SlicedRun, findings: Iterable[Finding] | None = None
) -> tuple[ResultTable, ...]:
    """Return the tables of a result; all are private, the payout list most of all.

    Where several versions of the rules share the period, what each did stands in one table with
    the number of its slice in front; people stand once, with the sum of all.

    Args:
        run: the record of the run.
        findings: what was found in reading and running; those of the run if None.
    """
    found = run.findings if findings is None else tuple(findings)
    practised: tuple[ResultTable, ...] = ()
    if not isinstance(run, SlicedRun):
        seen = Seen(run)
        practised = published_tables(seen, practice(seen))
    return (
        ResultTable("roster", Text(zh="花名册", en="roster"), _ROSTER, lambda: _roster(run)),
        *_joined([slice_tables(one) for one in slices_of(run)]),
        ResultTable("payout", Text(zh="发放清册", en="payout"), _PAYOUT, lambda: _payout(run)),
        *practised,
        ResultTable("checks", Text(zh="检查", en="checks"), _CHECKS, lambda: _checks(found)),
    )


def slice_tables(run: Run) -> tuple[ResultTable, ...]:
    """Return the tables that each slice has for itself."""
    return (
        *points_tables(run),
        ResultTable(
            "allocation", Text(zh="分配", en="allocation"), _ALLOCATION, lambda: _allocation(run)
        ),
        ResultTable(
            "conservation",
            Text(zh="守恒", en="conservation"),
            _CONSERVATION,
            lambda: _conservation(run),
        ),
    )


def _joined(slices: list[tuple[ResultTable, ...]]) -> Iterator[ResultTable]:
    """Yield the tables of all slices, each once, with the slice of every row in front."""
    if len(slices) == 1:
        yield from slices[0]
        return
    found: dict[str, list[tuple[int, ResultTable]]] = {}
    for number, tables in enumerate(slices, 1):
        for table in tables:
            found.setdefault(table.name, []).append((number, table))
    for parts in found.values():
        yield _one_of(parts)


def _one_of(parts: list[tuple[int, ResultTable]]) -> ResultTable:
    first = parts[0][1]
    return attrs.evolve(
        first,
        columns=(_SLICE, *first.columns),
        rows=lambda: ((number, *row) for number, table in parts for row in table.rows()),
    )


@attrs.frozen
class _Known:
    """What is known of one party of a run."""

    collective: str
    group: str
    kind: str
    head: str
    persons: int
    points: str
    awarded: int
    payable: int


def _known(run: Run | SlicedRun) -> Iterator[tuple[str, _Known]]:
    """Yield every party and what is known of it, in order of id: by the last slice it is in."""
    runs = slices_of(run)
    names = {one.id: one.name or one.id for one in run.case.collectives}
    people = {one.id: one.name for one in run.case.members}
    for party in parties(run):
        last = latest_slice(run, party)
        world = last.seen.world
        subject, row = world.party(party), world.roster.households.get(party)
        head = row.head if row else people.get(party, "")
        totals = last.sheet.totals if last.sheet is not None else {}
        yield (
            party,
            _Known(
                names.get(subject.collective, subject.collective),
                row.group if row else "",
                subject.kind,
                people.get(head, head) or head,
                len(world.roster.members.get(party, ())),
                number_text(Fraction(totals[party])) if party in totals else "",
                run.given.get(party, 0),
                sum(index(one).payable.get(party, 0) for one in runs),
            ),
        )


def _roster(run: Run | SlicedRun) -> Iterator[Row]:
    for number, (party, one) in enumerate(_known(run), 1):
        yield (
            *(number, one.collective, one.group, party, one.kind, one.head, one.persons),
            *(one.points, one.awarded, one.payable),
        )


def _allocation(run: Run) -> Iterator[Row]:
    for node in run.nodes:
        division = node.division
        for place, claim in enumerate(division.ids if division is not None else ()):
            assert division is not None  # noqa: S101  (an empty range has no place)
            yield (
                *(node.step, node.copy, claim, division.parties[place], division.mode),
                str(division.asked[place]),
                str(division.exact(place)),
                division.bound.get(place, ""),
                int(place in division.raised),
                division.amounts[place],
            )


def _conservation(run: Run) -> Iterator[Row]:
    plan = run.case.plan
    sums: dict[str, list[int]] = {}
    for pool in run.pools:
        moved = (pool.opening, pool.fed + pool.topped_up, pool.used, pool.left)
        if pool.pool == "award" or plan.pools[pool.pool].per == "claimant":
            # One a claimant, which the roster tells; here they are one line.
            so_far = sums.setdefault(pool.pool, [0, 0, 0, 0])
            sums[pool.pool] = [one + more for one, more in zip(so_far, moved, strict=True)]
        else:
            yield "pool", pool.pool, pool.copy, *moved
    for name, total in sums.items():
        yield "pool", name, "Σ", *total
    for one in run.accounts:
        flow = (one.opening, one.put_in, one.taken_out, one.closing)
        yield f"account, {one.kind}", one.account, one.holder, *flow
    totals = run.totals
    yield "run", "", "", totals.opening_held, totals.came, totals.paid, totals.closing_held


def _checks(findings: Iterable[Finding]) -> Iterator[Row]:
    for one in findings:
        yield one.severity.value, one.code, one.path, say(one, "zh"), say(one, "en")


def _payout(run: Run | SlicedRun) -> Iterator[Row]:
    """Yield the list by which households are paid and sign; the columns are those of practice."""
    payees = {one.household: one for one in run.case.payees}
    categories, basis = _categories(run), _basis(run)
    number = 0
    for party, one in _known(run):
        if not one.awarded and not one.payable:
            continue
        number += 1
        payee = payees.get(party)
        account = payee.account if payee is not None else ""
        yield (
            *(number, " ".join(filter(None, (one.collective, one.group))), party, one.head),
            *(one.persons, "、".join(categories.get(party, ())), one.points),
            "；".join(basis.get(party, ())),
            *(one.awarded, one.payable - one.awarded, one.payable),
            payee.bank if payee is not None else "",
            account[-_ACCOUNT_SHOWN:] if len(account) > 2 * _ACCOUNT_SHOWN else "",
            *("", ""),
        )


def _categories(run: Run | SlicedRun) -> dict[str, list[str]]:
    """Return the categories of each household on the day of the roster, in Chinese."""
    plan = run.case.plan
    asked = {name for name, fact in plan.facts.items() if fact.type_ == "category"}
    found: dict[str, list[str]] = {}
    for row in run.case.facts:
        if row.fact in asked and row.span.contains(run.case.record_date):
            word = plan.words.get(row.value)
            found.setdefault(row.subject, []).append(word.zh if word is not None else row.value)
    return found


def _basis(run: Run | SlicedRun) -> dict[str, list[str]]:
    """Return of each party what every step gives it, in the words of the rules."""
    found: dict[str, list[str]] = {}
    runs = slices_of(run)
    for number, one in enumerate(runs, 1):
        slice_ = f"第{number}段 " if len(runs) > 1 else ""
        for party, said in _given(one):
            found.setdefault(party, []).append(f"{slice_}{said}")
    return found


def _given(run: Run) -> Iterator[tuple[str, str]]:
    """Yield each party and what one step gives it."""
    exponent = currency(run.case.plan.plan.currency).exponent
    for node in run.nodes:
        step = run.case.plan.steps[node.position]
        if node.division is None or step.then:
            continue
        title = step.title.zh if step.title is not None else step.id
        given: dict[str, int] = {}
        for party, amount in zip(node.division.parties, node.division.amounts, strict=True):
            given[party] = given.get(party, 0) + amount
        for party, amount in given.items():
            yield party, f"{title} {minor_text(amount, exponent)}"
