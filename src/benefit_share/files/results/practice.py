"""The tables of practice that a run can fill, with the exact headers of the published ones.

To add one, write its rows and its columns here and name it in `practice`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from benefit_share.assets import arrears
from benefit_share.files.results.forms import column
from benefit_share.files.results.point_items import POINT_ITEMS
from benefit_share.files.results.published import Published, Seen, Source, fact
from benefit_share.values import Text, currency, number_text, parse_minor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benefit_share.assets import Contract
    from benefit_share.households import Collective, Household

__all__ = ["practice"]

_WAN: Final = 10_000
_WITHHELD: Final = Text(
    zh="身份证号和电话不进入任何结果；需要时从表 payees 抄录",
    en="identity and telephone numbers enter no result; copy them from the table payees",
)


def _number() -> Source:
    """Return the source that counts the rows; they come as (number, what)."""
    return Source(lambda _seen, row: row[0])


def _year(seen: Seen) -> str:
    period = seen.run.case.period
    first, last = period.first.year, period.last.year
    return str(first) if first == last else f"{first}-{last}"


def _counted(rows: Iterator[Any]) -> tuple[Any, ...]:
    return tuple(enumerate(rows, 1))


# ---- 村级收益分配表


def _collectives(seen: Seen) -> tuple[Any, ...]:
    case = seen.run.case
    return _counted(one for one in case.collectives if one.id in case.scope)


def _to_people(seen: Seen, row: tuple[int, Collective]) -> int:
    """Return what the people of a collective are awarded."""
    return seen.to_people.get(row[1].id, 0)


def _kept(seen: Seen, row: tuple[int, Collective], what: str) -> int:
    """Return *what* of all balances that the collective itself holds; of the scope if alone."""
    run, (_, one) = seen.run, row
    own = {one.id, *([""] if len(run.case.scope) == 1 else [])}
    return sum(
        getattr(flow, what) for flow in run.accounts if flow.kind == "held" and flow.holder in own
    )


def _to_village(seen: Seen, row: tuple[int, Collective]) -> int:
    """Return what the collective is awarded itself, and what its balances grew by."""
    grew = _kept(seen, row, "closing") - _kept(seen, row, "opening")
    return seen.run.given.get(row[1].id, 0) + grew


def _net_income(seen: Seen, row: tuple[int, Collective]) -> int | None:
    """Return what is shared and kept, unless the plan pays others, for costs or as their share."""
    stated = seen.number(row[1].id, "net_income")
    if stated is not None:
        return parse_minor(stated, currency(seen.run.case.plan.plan.currency).exponent)
    if any(one.named and one.amount for one in seen.run.payments):
        return None
    return _to_village(seen, row) + _to_people(seen, row)


def _rent(seen: Seen, row: tuple[int, Collective]) -> int | None:
    """Return the rents of the period, if all of each is the collective's own."""
    run, (_, one) = seen.run, row
    total = 0
    for income in run.case.income:
        part = run.recognised.get(income.id)
        if income.kind != "rent" or part is None:
            continue
        owners = {own.owner for own in run.case.ownership if own.asset == income.asset}
        if len(run.case.scope) > 1 and one.id in owners and len(owners) > 1:
            return None
        if len(run.case.scope) == 1 or owners == {one.id}:
            total += part.recognised
    return total


def _of_collective(row: tuple[int, Collective]) -> str:
    return row[1].id


VILLAGE_INCOME: Final = Published(
    "village_income",
    Text(zh="村级收益分配表", en="village income"),
    _collectives,
    (
        (column("number", "序号", "number", "whole"), _number()),
        (
            column("town_code", "镇编号", "code of the town"),
            fact("town_code", "collective", _of_collective),
        ),
        (column("code", "编号", "code"), Source(lambda _, row: row[1].code or row[1].id)),
        (column("town", "镇", "town"), fact("town", "collective", _of_collective)),
        (column("village", "村", "village"), Source(lambda _, row: row[1].name or row[1].id)),
        (
            column("net", "净收益总额", "net income", "money"),
            Source(
                _net_income,
                Text(
                    zh="办法向点名的收款人付款，其中哪些是成本、哪些是分配，办法没有写："
                    "声明 net_income（of: collective）并填入表 facts",
                    en="the plan pays named payees and does not say which of it are costs:"
                    " declare net_income (of: collective) and fill in the table facts",
                ),
            ),
        ),
        (
            column("rent", "土地经营及租赁收入", "rents", "money"),
            Source(
                _rent,
                Text(
                    zh="资产属于几个村，租金不能算作一个村的；按村分别登记资产",
                    en="the asset belongs to several villages; enter one asset for each",
                ),
            ),
        ),
        (
            column("to_village", "村集体分配额", "to the collective", "money"),
            Source(_to_village),
        ),
        (
            column("to_people", "股东分配额", "to the shareholders", "money"),
            Source(_to_people),
        ),
        (
            column("kept", "本期留存额", "kept after the period", "money"),
            Source(lambda seen, row: _kept(seen, row, "closing")),
        ),
        (
            column("brought", "上期结转额", "brought forward", "money"),
            Source(lambda seen, row: _kept(seen, row, "opening")),
        ),
        *(
            (column(name, zh, en, "number"), fact(name, "collective", _of_collective, "number"))
            for name, zh, en in (
                ("rural_shares", "农村型股份总数", "rural shares"),
                ("rural_share_price", "农村型股份单价", "price of a rural share"),
                ("urban_shares", "城市型股份总数", "urban shares"),
                ("urban_share_price", "城市型股份单价", "price of an urban share"),
            )
        ),
        (column("year", "统计年份", "year"), Source(lambda seen, _: _year(seen))),
    ),
)


# ---- 股东名册 and 明白卡: a row a household


def _households(seen: Seen, *facts: str) -> tuple[Any, ...]:
    """Return the households of the scope, if the plan declares one of these facts."""
    run = seen.run
    if not any(name in run.case.plan.facts for name in facts):
        return ()
    rows = run.seen.world.roster.households.values()
    own = (row for row in rows if row.collective in run.case.scope)
    return _counted(iter(sorted(own, key=lambda row: row.id)))


def _of_household(row: tuple[int, Household]) -> str:
    return row[1].id


def _of_its_collective(row: tuple[int, Household]) -> str:
    return row[1].collective


def _head(seen: Seen, row: tuple[int, Household]) -> str:
    people = {one.id: one.name for one in seen.run.seen.world.roster.members.get(row[1].id, ())}
    return people.get(row[1].head) or row[1].head


def _size(seen: Seen, row: tuple[int, Household]) -> int | None:
    return len(seen.run.seen.world.roster.members.get(row[1].id, ())) or None


def _village(seen: Seen, row: tuple[int, Household]) -> str:
    names = {one.id: one.name for one in seen.run.case.collectives}
    return names.get(row[1].collective) or row[1].collective


_PERSONS: Final = Source(
    _size, Text(zh="在表 members 中登记家庭成员", en="enter the persons in the table members")
)
_SHARE_FACTS: Final = ("share_capital", "share_type", "joined_on")

SHAREHOLDERS: Final = Published(
    "shareholders",
    Text(zh="股东名册", en="shareholders"),
    lambda seen: _households(seen, *_SHARE_FACTS),
    (
        (column("number", "序号", "number", "whole"), _number()),
        (
            column("town_code", "镇编号", "code of the town"),
            fact("town_code", "collective", _of_its_collective),
        ),
        (column("name", "股东姓名", "shareholder"), Source(_head)),
        (column("code", "股东编号", "code"), Source(lambda _, row: row[1].id)),
        (column("id_number", "身份证号", "identity number"), Source(lambda *_: None, _WITHHELD)),
        (column("phone", "联系电话", "telephone"), Source(lambda *_: None, _WITHHELD)),
        (column("persons", "家庭人数", "persons", "whole"), _PERSONS),
        (column("town", "所在镇", "town"), fact("town", "collective", _of_its_collective)),
        (column("village", "所在村", "village"), Source(_village)),
        *(
            (column(name, zh, en, form), fact(name, "household", _of_household, form))
            for (name, zh, en, form) in (
                ("share_capital", "股金总数", "share capital", "number"),
                ("share_type", "股份类型", "kind of share", "text"),
                ("joined_on", "入股时间", "since", "text"),
            )
        ),
        (column("year", "统计年份", "year"), Source(lambda seen, _: _year(seen))),
    ),
)

_INCOMES: Final = ("income_wages", "income_business", "income_property", "income_transfer")


def _sum(seen: Seen, row: tuple[int, Household]) -> Fraction | None:
    """Return the income of a household, if all four kinds of it are known."""
    parts = [seen.number(row[1].id, name) for name in _INCOMES]
    return None if None in parts else sum((Fraction(one or 0) for one in parts), Fraction(0))


def _net(seen: Seen, row: tuple[int, Household]) -> Fraction | None:
    total, costs = _sum(seen, row), seen.number(row[1].id, "income_costs")
    return None if total is None or costs is None else total - Fraction(costs)


def _each(seen: Seen, row: tuple[int, Household]) -> Fraction | None:
    net, persons = _net(seen, row), _size(seen, row)
    return None if net is None or persons is None else net * Fraction(1, persons)


def _text(number: Fraction | None) -> str | None:
    return None if number is None else number_text(number)


INCOME_CARD: Final = Published(
    "income_card",
    Text(zh="收入明白卡", en="income card"),
    lambda seen: _households(seen, *_INCOMES),
    (
        (column("code", "户编号", "household"), Source(lambda _, row: row[1].id)),
        (column("head", "户主", "head"), Source(_head)),
        (column("persons", "人口A", "persons A", "whole"), _PERSONS),
        *(
            (column(name, zh, en, "number"), fact(name, "household", _of_household, "number"))
            for name, zh, en in (
                ("labour", "劳动力B", "able to work B"),
                ("land", "土地C", "land C"),
                ("income_wages", "工资性收入L", "wages L"),
                ("income_business", "生产经营性收入M", "production M"),
                ("income_property", "财产性收入N", "property N"),
                ("income_transfer", "转移性收入P", "transfers P"),
            )
        ),
        (
            column("total", "收入合计K", "income K = L+M+N+P", "number"),
            Source(lambda seen, row: _text(_sum(seen, row))),
        ),
        (
            column("income_costs", "支出R", "costs R", "number"),
            fact("income_costs", "household", _of_household, "number"),
        ),
        (
            column("net", "纯收入S", "net S = K-R", "number"),
            Source(lambda seen, row: _text(_net(seen, row))),
        ),
        (
            column("each", "人均纯收入T", "a person T = S/A", "number"),
            Source(lambda seen, row: _text(_each(seen, row))),
        ),
    ),
)


# ---- 收益分配方案附表: so much on the capital put in


def _guaranteed(seen: Seen) -> tuple[tuple[Contract, Fraction], ...]:
    """Return the contracts that pay a rate on a principal, each with what was due."""
    case = seen.run.case
    rows = arrears(case.contracts, case.assets, case.income, case.period)
    due = {row.contract: row.due for row in rows}
    return tuple(
        (one, due[one.id])
        for one in case.contracts
        if one.rate is not None and one.principal is not None and one.id in due
    )


def _owner(seen: Seen, row: tuple[Contract, Fraction]) -> str:
    """Return who put the capital in: the owner of the asset if it is one, else the asset."""
    case, (contract, _) = seen.run.case, row
    names = {one.id: one.name for one in case.assets}
    names |= {one.id: one.name for one in case.collectives}
    owners = {own.owner for own in case.ownership if own.asset == contract.asset}
    named = owners.pop() if len(owners) == 1 else contract.asset
    return names.get(named) or named


def _in_wan(seen: Seen, minor: Fraction | int) -> str:
    """Return an amount in units of ten thousand, exactly."""
    scale = 10 ** currency(seen.run.case.plan.plan.currency).exponent
    return number_text(Fraction(minor) * Fraction(1, scale * _WAN))


def _principal(seen: Seen, row: tuple[Contract, Fraction]) -> str:
    return _in_wan(seen, row[0].principal or 0)


def _due(seen: Seen, row: tuple[Contract, Fraction]) -> str:
    return _in_wan(seen, row[1])


def _returns(seen: Seen) -> Iterator[Published]:
    """Yield a table for each rate, because the published header names the rate."""
    rows: dict[Fraction, list[tuple[Contract, Fraction]]] = {}
    for contract, due in _guaranteed(seen):
        rows.setdefault(contract.rate or Fraction(0), []).append((contract, due))
    for number, rate in enumerate(sorted(rows), 1):
        written = number_text(rate * 100)
        yield Published(
            f"returns_{number}",
            Text(zh=f"投入资金收益表{number}", en=f"returns {number}"),
            _these(tuple(rows[rate])),
            (
                (column("town", "乡(镇)街", "town or village"), Source(_owner)),
                (
                    column("principal", "投入资金(万元)", "capital, 10,000", "number"),
                    Source(_principal),
                ),
                (
                    column("due", f"按投入资金{written}%收益(万元)", "return, 10,000", "number"),
                    Source(_due),
                ),
            ),
        )


def _these(rows: tuple[Any, ...]) -> Callable[[Seen], tuple[Any, ...]]:
    return lambda _: rows


def practice(seen: Seen) -> tuple[Published, ...]:
    """Return the tables of practice; the payout list stands with the tables that every run has."""
    return (VILLAGE_INCOME, SHAREHOLDERS, POINT_ITEMS, *_returns(seen), INCOME_CARD)
