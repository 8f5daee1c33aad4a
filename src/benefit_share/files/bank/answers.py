"""Reading what a bank answers: the bytes show the format, and every format says the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from benefit_share.errors import Refused
from benefit_share.files.bank.reasons import reason_in
from benefit_share.files.faults import ENCODING_UNKNOWN, NO_HEADER
from benefit_share.files.places import Collector
from benefit_share.files.tables.columns import read_columns
from benefit_share.files.tables.csv_reader import ENCODINGS, Limits, read_sheet
from benefit_share.files.tables.declared import Column, TableOf
from benefit_share.payments import Answer, BankLine, Said, faults
from benefit_share.values import Currency, digest, form_of
from benefit_share.values.frozen import FrozenMap

__all__ = ["ANSWER_TABLE", "read_answer", "with_marks"]

ANSWER_TABLE: Final = TableOf(
    "bank_answer",
    "银行回执",
    (
        Column("reference", ("参考号", "业务参考号", "端到端标识"), "text"),
        Column("said", ("结果", "状态", "处理结果"), "word", required=True),
        Column("amount", ("金额",), "money"),
        Column("amount_minor", ("金额（分）", "金额(分)"), "number"),
        Column("on", ("日期", "处理日期"), "day"),
        Column("why", ("原因", "失败原因", "备注"), "text"),
    ),
)
"""The table that a bank, or somebody with a signed list, answers in."""

_SAID: Final = FrozenMap(
    {
        **{one.value: one for one in Said},
        **dict.fromkeys(("成功", "已付", "支付成功", "success"), Said.PAID),
        **dict.fromkeys(("退回", "退票", "退汇"), Said.RETURNED),
        **dict.fromkeys(("失败", "拒绝", "支付失败", "failed"), Said.REJECTED),
        **dict.fromkeys(("处理中", "待处理"), Said.PENDING),
    }
)
_MOVES: Final = frozenset({Said.PAID, Said.RETURNED})


def read_answer(
    data: bytes, money: Currency, /, *, name: str = "answer", encoding: str = "utf-8"
) -> Answer:
    """Return what a bank says.

    Args:
        data: the bytes of its answer: a table, pain.002, camt.053, camt.054 or MT940.
        money: the currency of the payments.
        name: the file, for findings.
        encoding: of a table or an MT940: `utf-8` or `gb18030`; XML says its own, which must be
            UTF-8.

    Returns:
        Every line of it, or nothing.

    Raises:
        Refused: with every fault of a table at its row; anything else is taken whole or not at all.
    """
    if encoding not in ENCODINGS:
        raise Refused([ENCODING_UNKNOWN.at("", encoding=encoding[:20])])
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:8]
    if start.startswith(b"<"):
        from benefit_share.files.bank.iso20022 import read_message

        form, lines = read_message(data, money, name)
    elif start.startswith((b":20:", b"{1:", b":940:")):
        from benefit_share.files.bank.mt940 import read_statements

        form, lines = "mt940", read_statements(data, money, name, encoding)
    else:
        form, lines = "csv", _read_table(data, money, name, encoding)
    return Answer(digest(data), form, tuple(with_marks(lines)))


def with_marks(lines: Iterable[BankLine]) -> Iterator[BankLine]:
    """Yield the lines with marks: the bank's own, or none, and the place among equals."""
    seen: dict[tuple[object, ...], int] = {}
    for line in lines:
        key = (line.reference, line.said, line.amount, line.mark)
        seen[key] = place = seen.get(key, -1) + 1
        yield attrs.evolve(line, mark=f"{line.mark}#{place}")


def _read_table(data: bytes, money: Currency, name: str, encoding: str) -> tuple[BankLine, ...]:
    found = Collector(name)
    sheet = read_sheet(data, found, encoding, Limits())
    if sheet is None:
        if not found.errors:
            accepted = ", ".join(column.name for column in ANSWER_TABLE.columns)
            found.add(NO_HEADER, "", "1", accepted=accepted)
        raise Refused(found.findings())
    columns = read_columns(sheet, ANSWER_TABLE, found, exponent=money.exponent, texts={})
    names = ("reference", "said", "amount", "amount_minor", "on", "why")
    lines = []
    rows = zip(sheet.numbers, *map(columns.get, names), strict=False)
    for place, (number, reference, word, amount, minor, on, why) in enumerate(rows):
        if place in columns.cells.holes:
            continue  # said already
        said = _SAID.get(str(word).lower())
        if said is None:
            found.add(faults.SAID_UNKNOWN, "", str(number), form=form_of(str(word)))
            continue
        given = [one for one in (amount, minor) if one is not None]
        is_good = all(one >= 0 and one.denominator == 1 for one in given)
        if len(given) > 1 or not is_good or (said in _MOVES and not given):
            found.add(faults.AMOUNT_MISSING, "", str(number))
            continue
        moved = int(given[0]) if said in _MOVES else None
        # Paid again on another day is paid twice; said again of the same day is a copy.
        mark = on.isoformat() if on else ""
        lines.append(BankLine(str(reference), said, moved, mark, on, reason_in(str(why))))
    if found.errors:
        raise Refused(found.findings())
    return tuple(lines)
