"""The table of what gives and costs points, with the headers of the published one (文登)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from benefit_share.expressions.quantity import Literal
from benefit_share.files.results.forms import column
from benefit_share.files.results.published import Published, Seen, Source
from benefit_share.points.giving import MANUAL, Brackets, Range, Tiers
from benefit_share.values import Text, number_text
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from benefit_share.expressions.quantity import Quantity
    from benefit_share.points import Item
    from benefit_share.points.scheme import Cap

__all__ = ["POINT_ITEMS"]

_WINDOWS: Final = FrozenMap(
    {
        "entry": "每次",
        "month": "每月",
        "quarter": "每季",
        "year": "每年",
        "period": "本期",
        "ever": "累计",
    }
)


def _items(seen: Seen) -> tuple[Any, ...]:
    scheme = seen.run.case.plan.points
    return scheme.items if scheme is not None else ()


def _plain(quantity: Quantity) -> str:
    """Return a number as the plan writes it, or that it is computed."""
    if not isinstance(quantity, Literal):
        return "按公式 / by a formula"
    return f"{number_text(quantity.value)}{f' {quantity.unit}' if quantity.unit else ''}"


def _sign(_seen: Seen, item: Item) -> str:
    """Return whether it adds or deducts, or what it does to the whole."""
    if item.effect is not None:
        return "清零 / reset" if item.effect == "reset" else "一票否决 / veto"
    give = item.give
    low = give.from_ if isinstance(give, Range) else give
    negative = isinstance(low, Literal) and low.value < 0
    return "扣分 / deducts" if item.deduction or negative else "加分 / adds"


def _group(seen: Seen, item: Item) -> str | None:
    scheme = seen.run.case.plan.points
    titles = {one.id: one.title for one in scheme.groups} if scheme is not None else {}
    title = titles.get(item.group)
    return title.zh if title is not None else item.group or item.category or None


def _standard(_seen: Seen, item: Item) -> str:
    title = item.id if item.title is None else f"{item.title.zh} / {item.title.en}"
    return f"{title} ({item.clause})" if item.clause else title


def _given(_seen: Seen, item: Item) -> str:
    """Return the points in the words of the plan, whatever their form."""
    give = item.give
    if isinstance(give, Range):
        return f"{_plain(give.from_)} … {_plain(give.to)}"
    if isinstance(give, Tiers):
        return "; ".join(f"≥ {_plain(one.at_least)}: {_plain(one.give)}" for one in give.tiers)
    if isinstance(give, Brackets):
        return "; ".join(
            f"> {_plain(one.above)}: {_plain(one.give)} / {_plain(one.per)}"
            for one in give.brackets
        )
    if give == MANUAL:
        return "由评定者录入 / entered by the assessors"
    return "" if give is None else _plain(give)


def _limits(_seen: Seen, item: Item) -> str:
    """Return what limits it: at most so much, so long valid, with evidence, approved by whom."""
    said = []
    if item.at_most is not None:
        said.append(_cap(item.at_most))
    if item.valid is not None:
        said.append(f"有效 {item.valid.in_months} 个月 / valid {item.valid.in_months} months")
    if item.evidence or item.approver:
        said.append("须有佐证 / with evidence")
    return "；".join(said)


def _cap(cap: Cap) -> str:
    per = _WINDOWS.get(cap.per, cap.per)
    return f"{per}上限 {_plain(cap.is_)} / at most {_plain(cap.is_)} ({cap.per})"


POINT_ITEMS: Final = Published(
    "point_items",
    Text(zh="积分项目表", en="point items"),
    _items,
    (
        (column("property", "信息属性", "adds or deducts"), Source(_sign)),
        (
            column("class", "信息类别", "class"),
            Source(
                _group,
                Text(
                    zh="在办法的积分项目上写 category 或 group",
                    en="write category or group at the items of points in the plan",
                ),
            ),
        ),
        (
            column("level", "信息层级", "level"),
            Source(
                lambda _, item: item.approver or None,
                Text(
                    zh="由哪一级认定：在办法的积分项目上写 approver",
                    en="who has to approve it: write approver at the items of points in the plan",
                ),
            ),
        ),
        (column("standard", "评价标准", "standard"), Source(_standard)),
        (column("points", "信用赋分", "points"), Source(_given)),
        (column("remark", "备注", "remark"), Source(_limits)),
    ),
)
