# ruff: noqa: E501 - words in two languages, one thing a line
"""What the sheets of a case workbook say about themselves, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from benefit_share.values import Text

__all__ = ["COLUMNS", "EXAMPLES", "EXAMPLES_IN_ENGLISH", "FORMS", "GUIDE", "TABLE_USES", "WORDS"]


def _texts(
    pairs: Mapping[str, tuple[str, str]] = MappingProxyType({}), /, **more: tuple[str, str]
) -> Mapping[str, Text]:
    return MappingProxyType(
        {name: Text(zh=zh, en=en) for name, (zh, en) in {**pairs, **more}.items()}
    )


WORDS: Final = _texts(
    guide=("说明", "guide"),
    lists=("选项", "lists"),
    plan=("办法", "plan"),
    case=("本次分配", "case"),
    required=("必填", "required"),
    optional=("可空", "may be empty"),
    also=("另一语言的表头：{other}", "In the other language: {other}"),
    fact=("“{name}”：办法中声明的情况", "'{name}': a fact that the plan declares"),
    one_of=("请从列表中选择", "Choose from the list"),
    refers=("须是“{sheet}”中已有的编号", "Must be an id on the sheet '{sheet}'"),
    sheet=("工作表", "sheet"),
    holds=("内容", "what it holds"),
    column=("列", "column"),
    example=("示例", "example"),
    meaning=("意思与写法", "meaning and form"),
    wrong=("这里应填：{form}", "Write here: {form}"),
)

FORMS: Final = _texts(
    id=(
        "字母、数字、点、下划线、连字符，最多 40 个",
        "letters, digits, point, underline, hyphen; at most 40",
    ),
    reference=("编号", "an id"),
    word=("词", "a word"),
    text=("文字", "a text"),
    name=("姓名", "a name"),
    secret=(
        "数字（账号也可为 IBAN），单元格必须是文本格式",
        "digits (of an account also an IBAN), in a cell formatted as text",
    ),
    value=("文字或数", "a text or a number"),
    day=("日期，如 2026-01-31", "a day, such as 2026-01-31"),
    money=(
        "金额，如 1234.50；不写单位和千分位",
        "an amount, such as 1234.50; no unit, no separators",
    ),
    number=("数，如 12.5", "a number, such as 12.5"),
    rate=("百分数，如 5%", "a percentage, such as 5%"),
    yes_no=("是或否", "yes or no"),
)
"""How a cell of each type is written."""

TABLE_USES: Final = _texts(
    collectives=("参加分配的集体（村）。", "The collectives (villages) that take part."),
    assets=("产生收入的资产，每项一行。", "The assets that earn, one a row."),
    ownership=(
        "资产属于谁、多少；办法按份额分才需要。",
        "Who owns how much of an asset; needed where rules share by it.",
    ),
    funding=("购建资产的资金来源。", "What money the assets were made with."),
    contracts=("租赁、入股等合同，用来算应收多少。", "Leases and stakes: what was due."),
    income=("收到的每一笔钱，以到账为准。", "Every receipt of money, as it came in."),
    expenses=("支出的每一笔钱。", "Every cost that was paid."),
    balances=(
        "从上一次分配带来的账户余额：抄上次结果中的 balances_next。",
        "Balances brought forward: the balances_next of the last result.",
    ),
    earlier=(
        "以往各次分给了谁：抄上次结果中的 earlier_next。",
        "What earlier runs gave: the earlier_next of the last result.",
    ),
    households=("花名册：每户一行。", "The roster: one household a row."),
    members=("花名册：每人一行。", "The roster: one person a row."),
    facts=(
        "户和人的情况，有起止日期；也可在“户”“成员”表中加一列。",
        "What is known of households and persons, with days; or add a column to the roster.",
    ),
    points=("积分登记，每次一行。", "The ledger of points, one entry a row."),
    decisions=("会议决定的数额及会议记录。", "Amounts that a meeting decided, with the minute."),
    payees=(
        "谁来领款；只有这张表有身份证号、账号和电话。",
        "Who is paid; the only table with identity numbers, accounts, telephones.",
    ),
    register=("办法中的登记册“{name}”。", "The register '{name}' of the plan."),
)
"""What each table is for."""

COLUMNS: Final = _texts(
    {"from": ("首日，当天算在内；空白表示一直如此", "the first day, included; empty: always")},
    id=("本行的编号，全表不重复", "the id of the row, once in the table"),
    name=("名称", "what it is called"),
    code=("登记证号或统一社会信用代码", "number of registration"),
    kind=("种类，用办法里的词", "its kind, in the words of the plan"),
    commissioned_on=("投入使用的日期", "the day on which it began to work"),
    capacity=("规模，如千瓦、亩数", "its size, such as kilowatts or mu"),
    capacity_unit=("规模的单位", "the unit of the size"),
    asset=("哪项资产", "which asset"),
    owner=("权属人的编号", "the id of the owner"),
    quantity=("数量", "how much or how many"),
    unit=("数量的单位", "the unit of the quantity"),
    to=("末日，当天算在内；空白表示至今有效", "the last day, included; empty: still true"),
    source=("资金来源", "where the money came from"),
    amount=("金额", "the amount"),
    rate=("每年的利率或收益率", "the rate for a year"),
    principal=("本金", "the principal"),
    unit_price=("每单位每年的价格", "the price of a unit for a year"),
    due_on=("应付日期", "the day on which it is due"),
    spread=("跨期收入怎样分到各期", "how income of several periods is spread"),
    contract=("哪份合同", "which contract"),
    for_from=("所属期的首日", "the first day that it was earned in"),
    for_to=("所属期的末日", "the last day that it was earned in"),
    evidence=("凭证，如回单号", "the proof, such as the number of a bank slip"),
    received_on=("到账日期", "the day on which it came in"),
    paid_on=("支付日期", "the day on which it was paid"),
    account=("账户", "the account"),
    holder=("持有人的编号", "the id of the holder"),
    put_in=("历次转入合计", "all that was ever put in"),
    taken_out=("历次转出合计", "all that was ever taken out"),
    from_run=("来自哪次分配", "the run it comes from"),
    step=("办法中的步骤", "the step of the plan"),
    claimant=("分配对象的编号", "the id of the claimant"),
    party=("列在哪一户的明细单上", "on whose statement it stood"),
    collective=("属于哪个集体", "which collective it belongs to"),
    group=("村民组", "the group within the village"),
    head=("户主姓名或成员编号", "the head: a name, or the id of a member"),
    household=("属于哪一户", "which household"),
    born_on=("出生日期", "day of birth"),
    relation=("与户主的关系", "relation to the head"),
    subject=("户或人的编号", "the id of a household or person"),
    fact=("哪种情况", "which fact"),
    value=("情况是什么", "what the fact is"),
    recorded_on=("登记的日期", "the day on which it was recorded"),
    item=("积分项目", "the item of points"),
    on=("发生的日期", "the day on which it happened"),
    act=("同一行为的标记", "a mark shared by entries of one act"),
    state=("空白、待定、已修复或已撤回", "empty, or what became of the entry"),
    figure=("办法中由会议决定的数", "the figure of the plan that was decided"),
    of=("哪个集体决定的", "which collective decided"),
    minute=("会议记录编号", "the minute of the meeting"),
    payee=("收款人姓名，只写一人", "the name of one payee"),
    id_number=("身份证号", "the identity number"),
    bank=("开户银行", "the bank"),
    phone=("电话", "the telephone"),
    about=("关于哪项资产", "which asset it is about"),
    listed_by=("由哪个集体列入", "which collective listed it"),
)
"""What each column says."""

EXAMPLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "id": "H001", "name": "张三", "code": "N2370000XX", "kind": "rent", "commissioned_on": "2020-05-01",
        "capacity": "100", "capacity_unit": "kW", "asset": "A1", "owner": "V1", "quantity": "1",
        "unit": "share", "from": "2026-01-01", "to": "", "source": "县级资金", "amount": "12000.00",
        "rate": "5%", "principal": "200000.00", "unit_price": "400.00", "due_on": "2026-12-31",
        "spread": "days", "contract": "C1", "for_from": "2026-01-01", "for_to": "2026-12-31",
        "evidence": "回单 0012", "received_on": "2026-06-30", "paid_on": "2026-07-01",
        "account": "reserve", "holder": "V1", "put_in": "5000.00", "taken_out": "0.00",
        "from_run": "village.all.2025.regular.e1", "step": "households", "claimant": "H001",
        "party": "H001", "collective": "V1", "group": "一组", "head": "张三", "household": "H001",
        "born_on": "1970-01-31", "relation": "户主", "subject": "H001", "fact": "status",
        "value": "policy", "recorded_on": "2026-01-10", "item": "labour", "on": "2026-03-15",
        "act": "", "state": "", "figure": "works", "of": "V1", "minute": "2026-12-20 会议",
        "payee": "张三", "id_number": "（18 位，文本）", "bank": "某某农商行", "phone": "（文本）",
        "about": "A1", "listed_by": "V1", "collectives.id": "V1", "collectives.name": "一村",
        "assets.id": "A1", "assets.name": "一号大棚", "assets.kind": "greenhouse", "contracts.id": "C1",
        "members.id": "H001-1", "payees.account": "（文本）", "balances.kind": "held",
    }
)  # fmt: skip
"""A worked line: what could stand in each column, by its name or that of its table before it."""

EXAMPLES_IN_ENGLISH: Final[Mapping[str, str]] = MappingProxyType(
    {
        "name": "Ada Brook", "source": "county fund", "evidence": "bank slip 0012", "group": "group 1",
        "head": "Ada Brook", "relation": "head", "minute": "meeting of 2026-12-20", "payee": "Ada Brook",
        "id_number": "(18 characters, text)", "bank": "Rural Bank", "phone": "(text)",
        "collectives.name": "Lower Village", "assets.name": "greenhouse 1", "payees.account": "(text)",
    }
)  # fmt: skip
"""The same for whoever does not read Chinese: what is a name or a word of a person."""

GUIDE: Final = (
    Text(zh="怎样填写这个工作簿", en="How to fill in this workbook"),
    Text(
        zh="1. 每张工作表是一张表，第一行是表头，从第二行起填写；不用的表留空。",
        en="1. Each sheet is a table: headers in the first row, your rows below; leave what you do not use empty.",
    ),
    Text(
        zh="2. 鼠标停在表头上，可看到这一列的意思与写法；深色表头必填。",
        en="2. Hold the pointer over a header to see what the column means; dark headers must be filled.",
    ),
    Text(
        zh="3. 不要合并单元格，不要写公式，不要隐藏行列；算好的数请“粘贴为数值”。",
        en="3. No merged cells, no formulas, nothing hidden; paste what you have calculated as values.",
    ),
    Text(
        zh="4. 编号、身份证号、账号、电话的单元格是文本格式，请勿改动。",
        en="4. Cells of ids, identity numbers, accounts and telephones are formatted as text; leave them so.",
    ),
    Text(
        zh="5. “办法”表的 A 列是分配办法的文字，一行一格，写法见“办法语言”。",
        en="5. Column A of the sheet 'plan' is the text of the rules, a line a row; see the plan language.",
    ),
    Text(
        zh="6. 检查：benefit-share check 本文件；标出错误：benefit-share check 本文件 --mark 另存文件。",
        en="6. To check: benefit-share check THIS-FILE; to have faults marked: benefit-share check THIS-FILE --mark COPY.",
    ),
    Text(
        zh="7. 本表和“选项”表不会被读取；自己的草稿请放在名称以 # 开头的工作表里。",
        en="7. This sheet and 'lists' are not read; keep your own notes on a sheet whose name begins with #.",
    ),
)  # fmt: skip
"""The lines of the sheet that explains the rest."""
