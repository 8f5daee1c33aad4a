"""The tables of a case, as a declaration: names and columns in two languages, types, needs.

To add a column, add a line here and the field in the class of the row; to add a table, add it here
and to `rows`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from benefit_share.plan.model import Register

__all__ = ["TABLES", "Column", "TableOf", "register_table"]


@attrs.frozen
class Column:
    """One column of a table.

    Attributes:
        name: the English header, the name of the field.
        headers: the Chinese headers, the usual one first.
        type_: what its cells are: `id`, `reference`, `word`, `text`, `name`, `day`, `money`,
            `number`,
            `rate`, `event` and `meeting` (words of a procedure), `value` (read by its row),
            `secret` (never shown).
        required: whether the column must be there and every cell filled.
        also: further English headers.
    """

    name: str
    headers: tuple[str, ...]
    type_: str
    required: bool = False
    also: tuple[str, ...] = ()

    @property
    def sensitive(self) -> bool:
        """Whether nothing of a cell is ever shown but its form and length."""
        return self.type_ in {"secret", "name", "value"}


@attrs.frozen
class TableOf:
    """One table.

    Attributes:
        name: the English name, which is the file name and the field of the case.
        title: the Chinese name, also a file name.
        columns: its columns.
        derives_id: whether ids are made from the content when there is no column `id`.
        takes_facts: whether further columns named after facts are accepted.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    derives_id: bool = False
    takes_facts: bool = False

    def column(self, name: str) -> Column:
        """Return the column called *name*."""
        return next(column for column in self.columns if column.name == name)


def _must(name: str, type_: str, *headers: str, also: tuple[str, ...] = ()) -> Column:
    return Column(name, headers, type_, required=True, also=also)


def _may(name: str, type_: str, *headers: str, also: tuple[str, ...] = ()) -> Column:
    return Column(name, headers, type_, also=also)


_FROM = _may("from", "day", "起", "起始日", "自")
_TO = _may("to", "day", "止", "截止日", "至")
_RECORDED = _may("recorded_on", "day", "登记日期", "登记日")
_EVIDENCE = _may("evidence", "text", "凭证", "依据")
_ASSET = _must("asset", "reference", "资产", "资产编号")

_RECEIPT = (
    _may("id", "id", "编号"),
    _ASSET,
    _may("contract", "reference", "合同", "合同编号"),
    _must("kind", "word", "种类", "类别"),
    _must("amount", "money", "金额"),
    _may("for_from", "day", "所属期起"),
    _may("for_to", "day", "所属期止"),
    _EVIDENCE,
)

_ALL: Final = (
    TableOf(
        "collectives",
        "集体",
        (
            _must("id", "id", "编号", "集体编号"),
            _may("name", "text", "名称"),
            _may("code", "word", "登记证号", "统一社会信用代码"),
        ),
    ),
    TableOf(
        "assets",
        "资产",
        (
            _must("id", "id", "编号", "资产编号"),
            _may("kind", "word", "种类", "类别"),
            _may("name", "text", "名称"),
            _may("commissioned_on", "day", "投产日期", "投用日期"),
            _may("capacity", "number", "规模"),
            _may("capacity_unit", "word", "规模单位"),
        ),
    ),
    TableOf(
        "ownership",
        "权属",
        (
            _ASSET,
            _must("owner", "reference", "权属人", "所有者"),
            _must("quantity", "number", "数量"),
            _may("unit", "word", "单位"),
            _FROM,
            _TO,
        ),
    ),
    TableOf(
        "funding",
        "出资",
        (_ASSET, _must("source", "text", "资金来源"), _must("amount", "money", "金额")),
    ),
    TableOf(
        "contracts",
        "合同",
        (
            _must("id", "id", "编号", "合同编号"),
            _ASSET,
            _must("kind", "word", "种类", "类别"),
            _FROM,
            _TO,
            _may("amount", "money", "年金额", "金额"),
            _may("rate", "rate", "年利率", "收益率"),
            _may("principal", "money", "本金"),
            _may("unit_price", "money", "单价"),
            _may("due_on", "day", "应付日期"),
            _may("spread", "word", "分摊"),
        ),
    ),
    TableOf(
        "income",
        "收入",
        (*_RECEIPT, _must("received_on", "day", "收款日期", "到账日期")),
        derives_id=True,
    ),
    TableOf(
        "expenses",
        "支出",
        (*_RECEIPT, _must("paid_on", "day", "付款日期", "支付日期", also=("received_on",))),
        derives_id=True,
    ),
    TableOf(
        "balances",
        "账户余额",
        (
            _must("account", "word", "账户"),
            _may("kind", "word", "类别"),
            _may("holder", "reference", "持有人"),
            _must("put_in", "money", "累计转入"),
            _must("taken_out", "money", "累计转出"),
            _may("from_run", "word", "来源"),
        ),
    ),
    TableOf(
        "earlier",
        "以往分配",
        (
            _must("step", "word", "步骤"),
            _must("claimant", "reference", "分配对象"),
            _may("party", "reference", "所在户"),
            _must("amount", "money", "金额"),
            _must("to", "day", "期间止", "止"),
            _must("from_run", "word", "来源"),
        ),
    ),
    TableOf(
        "households",
        "户",
        (
            _must("id", "id", "户编号", "编号", "户号"),
            _must("collective", "reference", "集体", "集体编号", "村"),
            _may("group", "word", "组", "村民组"),
            _may("head", "name", "户主"),
            _FROM,
            _TO,
        ),
        takes_facts=True,
    ),
    TableOf(
        "members",
        "成员",
        (
            _must("id", "id", "成员编号", "编号"),
            _must("household", "reference", "户编号", "户", "户号"),
            _may("name", "name", "姓名"),
            _may("born_on", "day", "出生日期"),
            _may("relation", "word", "与户主关系", "关系"),
            _FROM,
            _TO,
        ),
        takes_facts=True,
    ),
    TableOf(
        "facts",
        "情况",
        (
            _must("subject", "reference", "对象", "对象编号"),
            _must("fact", "word", "事项"),
            _must("value", "value", "值", "内容"),
            _FROM,
            _TO,
            _RECORDED,
            _EVIDENCE,
        ),
    ),
    TableOf(
        "points",
        "积分",
        (
            _may("id", "id", "编号"),
            _must("subject", "reference", "对象", "对象编号"),
            _must("item", "word", "项目", "积分项目"),
            _must("on", "day", "日期"),
            _may("quantity", "number", "数量"),
            _RECORDED,
            _EVIDENCE,
            _may("act", "word", "行为", "同一行为"),
            _may("state", "word", "状态"),
        ),
        derives_id=True,
    ),
    TableOf(
        "decisions",
        "决议",
        (
            _must("figure", "word", "决议数"),
            _may("of", "reference", "集体", "决定者"),
            _must("amount", "value", "数额", "金额"),
            _may("minute", "text", "会议记录", "会议纪要"),
        ),
    ),
    TableOf(
        "payees",
        "收款人",
        (
            _must("household", "reference", "户编号", "户", "户号"),
            _must("payee", "name", "收款人", "户名"),
            _may("id_number", "secret", "身份证号", "身份证号码"),
            _may("account", "secret", "账号", "银行账号"),
            _may("bank", "text", "开户行", "开户银行"),
            _may("phone", "secret", "电话", "手机号"),
        ),
    ),
)

TABLES: Final[Mapping[str, TableOf]] = MappingProxyType({table.name: table for table in _ALL})
"""Every table but the registers of the plan, by its English name."""


def register_table(name: str, register: Register) -> TableOf:
    """Return the table of a register: its own columns beside those of every register."""
    holder = _must("holder", "reference", "持有人", "持有人编号", also=(register.holder,))
    columns = [_may("id", "id", "编号"), holder]
    if register.about:
        columns.append(_must("about", "reference", "资产", "标的", also=(register.about,)))
    if register.listed_by:
        listed = _must("listed_by", "reference", "列入者", "名单", also=(register.listed_by,))
        columns.append(listed)
    columns += [
        _may(column, "value") if unit == "text" else _must(column, "value")
        for column, unit in register.columns.items()
    ]
    own = set(register.columns)
    shared = (_FROM, _TO, _RECORDED, _EVIDENCE)
    columns += [column for column in shared if column.name not in own]
    title = register.title.zh if register.title is not None else name
    return TableOf(name, title, tuple(_apart(columns)), derives_id=True)


def _apart(columns: list[Column]) -> list[Column]:
    """Take a further header away where another column has it as its own name."""
    names = {column.name for column in columns}
    return [
        attrs.evolve(column, also=tuple(word for word in column.also if word not in names))
        for column in columns
    ]
