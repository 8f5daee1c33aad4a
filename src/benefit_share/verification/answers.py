"""What banks answered, read a second time and apart from the program that reconciled it.

Only what a check needs is taken: the reference, whether money went or came back, and how much.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Final
from xml.etree import ElementTree as ET

import attrs

__all__ = ["Moved", "Unreadable", "moved_in"]

_REFERENCE: Final = ("reference", "参考号", "业务参考号", "端到端标识")
_SAID: Final = ("said", "结果", "状态", "处理结果")
_MAIN: Final = ("amount", "金额")
_ON: Final = ("on", "日期", "处理日期")
_MINOR: Final = ("amount_minor", "金额（分）", "金额(分)")
_WENT: Final = frozenset({"paid", "success", "成功", "已付", "支付成功"})
_CAME: Final = frozenset({"returned", "退回", "退票", "退汇"})
_ENTRY: Final = re.compile(
    r":61:\d{6}(?:\d{4})?(R?[CD])[A-Z]?(\d+,\d*)[A-Z][A-Z0-9]{3}([^\n]*?)(?://([^\n]*))?"
)
_END_TO_END: Final = re.compile(r"EREF\+([A-Za-z0-9]{16})")
_DONE: Final = frozenset({"ACSC", "ACCC"})
_REFUSED: Final = frozenset({"rejected", "failed", "失败", "拒绝", "支付失败", "RJCT", "CANC"})
_WHOLE: Final = (
    (".//{*}OrgnlGrpInfAndSts", "OrgnlMsgId", "GrpSts"),
    (".//{*}OrgnlPmtInfAndSts", "OrgnlPmtInfId", "PmtInfSts"),
)


class Unreadable(ValueError):
    """An answer that this reader cannot take whole."""


@attrs.frozen
class Moved:
    """One movement that an answer tells of, or that there was none.

    Attributes:
        reference: what the payment is called.
        amount: minor units; below 0 for money that came back, 0 for a payment never made.
        mark: tells it from another of the same answer.
    """

    reference: str
    amount: int
    mark: str


def moved_in(data: bytes, encoding: str, exponent: int, /) -> tuple[str, tuple[Moved, ...]]:
    """Return the form of an answer and every movement in it.

    Args:
        data: the answer as it came.
        encoding: of its texts.
        exponent: decimals of the currency.

    Raises:
        Unreadable: when it cannot be taken whole.
    """
    try:
        text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except (UnicodeDecodeError, LookupError):
        raise Unreadable from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    start = text.lstrip()[:5]
    if start.startswith("<"):
        form, found = _message(text, exponent)
    elif start.startswith((":20:", "{1:", ":940:")):
        form, found = "mt940", tuple(_statement(text, exponent))
    else:
        form, found = "csv", tuple(_table(text, exponent))
    return form, tuple(_marked(found))


def _marked(found: tuple[Moved, ...]) -> Iterator[Moved]:
    seen: dict[Moved, int] = {}
    for one in found:
        seen[one] = place = seen.get(one, -1) + 1
        yield attrs.evolve(one, mark=f"{one.mark}#{place}")


def _minor(text: str, exponent: int) -> int:
    try:
        value = Decimal(text.replace(",", ".")).scaleb(exponent)
    except InvalidOperation:
        raise Unreadable from None
    if not value.is_finite() or value != value.to_integral_value() or value < 0:
        raise Unreadable
    return int(value)


def _table(text: str, exponent: int) -> Iterator[Moved]:
    try:
        rows = [row for row in csv.reader(text.split("\n"), strict=True) if any(row)]
    except csv.Error:
        raise Unreadable from None
    header = [name.strip() for name in rows[0]] if rows else []

    def place(names: tuple[str, ...]) -> int | None:
        return next((header.index(name) for name in names if name in header), None)

    reference, said, main, minor, on = map(place, (_REFERENCE, _SAID, _MAIN, _MINOR, _ON))
    if said is None:
        raise Unreadable
    for row in rows[1:]:
        if len(row) < len(header):
            raise Unreadable
        word = row[said].strip().lower()
        sign = 1 if word in _WENT else -1 if word in _CAME else 0
        name = row[reference].strip() if reference is not None else ""
        whole = row[minor].strip() if minor is not None else ""
        part = row[main].strip() if main is not None else ""
        if sign:
            amount = _minor(whole, 0) if whole else _minor(part, exponent)
            # Paid again on another day is paid twice; said again of the same day is a copy.
            yield Moved(name, sign * amount, row[on].strip() if on is not None else "")
        elif word in _REFUSED:
            yield Moved(name, 0, "")


def _statement(text: str, exponent: int) -> list[Moved]:
    own, found, is_entry = "", list[Moved](), False
    for field in re.split(r"\n(?=:[0-9]{2}[A-Z]?:)", f"\n{text}"):
        if field.startswith(":28C:"):
            own = field[5:].strip()
        # What field 86 tells of stands before it; the end-to-end id in its parts is the surer one.
        if field.startswith(":86:") and is_entry:
            named = _END_TO_END.search(re.sub(r"\?(2[0-9]|6[0-3])|\s", "", field))
            if named is not None:
                found[-1] = attrs.evolve(found[-1], reference=named[1])
        is_entry = field.startswith(":61:")
        if is_entry:
            found.append(_entry(field.partition("\n")[0], exponent, own))
    return found


def _entry(line: str, exponent: int, own: str) -> Moved:
    match = _ENTRY.fullmatch(line)
    if match is None:
        raise Unreadable
    sign = 1 if match[1] in {"D", "RC"} else -1
    reference = match[3].strip()
    name = "" if reference == "NONREF" else reference
    return Moved(name, sign * _minor(match[2], exponent), (match[4] or "").strip() or own)


def _message(text: str, exponent: int) -> tuple[str, tuple[Moved, ...]]:
    # No document type, so no entity: the parser of the standard library is then safe.
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Unreadable
    try:
        root = ET.fromstring(text.encode("utf-8"))  # noqa: S314  (as said above)
    except (ET.ParseError, ValueError):
        raise Unreadable from None
    for form, read in (("pain.002", _report), ("camt.053", _bookings), ("camt.054", _bookings)):
        if f":{form}." in root.tag:
            return form, tuple(read(root, exponent))
    raise Unreadable


def _first(parent: ET.Element, *paths: str) -> str:
    for path in paths:
        found = parent.findtext("/".join(f"{{*}}{one}" for one in path.split("/")))
        if found and found.strip():
            return found.strip()
    return ""


def _report(root: ET.Element, exponent: int) -> Iterator[Moved]:
    for one in root.iterfind(".//{*}TxInfAndSts"):
        amount = _first(one, "OrgnlTxRef/Amt/InstdAmt")
        if _first(one, "TxSts") in _DONE and amount:
            yield Moved(_first(one, "OrgnlEndToEndId"), _minor(amount, exponent), "")
        elif _first(one, "TxSts") in _REFUSED:
            yield Moved(_first(one, "OrgnlEndToEndId"), 0, "")
    for path, name, state in _WHOLE:
        for one in root.iterfind(path):
            if _first(one, state) in _REFUSED:
                yield Moved(_first(one, name), 0, "")


def _bookings(root: ET.Element, exponent: int) -> Iterator[Moved]:
    for number, entry in enumerate(root.iterfind(".//{*}Ntry"), start=1):
        if _first(entry, "Sts/Cd", "Sts") != "BOOK":
            continue
        own = _first(entry, "AcctSvcrRef")
        parts = entry.findall("./{*}NtryDtls/{*}TxDtls")
        whole = _minor(_first(entry, "Amt"), exponent) * _side(entry, entry)
        for part in parts or [entry]:
            text = _first(part, "Amt", "AmtDtls/TxAmt/Amt")
            if not text and len(parts) < 2:
                text = _first(entry, "Amt")
            paths = ("Refs/EndToEndId", "NtryDtls/Btch/PmtInfId", "NtryDtls/Btch/MsgId")
            reference = _first(part, *paths)
            mark = _first(part, "Refs/AcctSvcrRef", "AcctSvcrRef") or own
            amount = _minor(text, exponent) * _side(part, entry)
            whole -= amount
            yield Moved("" if reference == "NOTPROVIDED" else reference, amount, mark)
        if whole:  # what the entry moved beyond its transactions
            yield Moved("", whole, f"{own}:{number}")


def _side(part: ET.Element, entry: ET.Element) -> int:
    """Return 1 for money that went, and -1 for money that came."""
    return 1 if (_first(part, "CdtDbtInd") or _first(entry, "CdtDbtInd")) == "DBIT" else -1
