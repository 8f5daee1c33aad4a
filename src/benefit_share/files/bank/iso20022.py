"""Reading ISO 20022 messages of a bank: pain.002, camt.053 and camt.054, of any version.

The bytes come from outside: they are UTF-8, without document type or entity, and of bounded depth
and size, before anything is made of them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.errors import Refused
from benefit_share.files.bank.reasons import reason_in
from benefit_share.payments import BankLine, Said, faults
from benefit_share.values import Currency, ValueFault, parse_minor
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["read_message"]

DEPTH_LIMIT: Final = 40
ELEMENTS_LIMIT: Final = 6_000_000

_ROOT: Final = re.compile(
    r"\{urn:iso:std:iso:20022:tech:xsd:(pain\.002|camt\.05[34])\.[0-9]{3}\.[0-9]{2}\}Document"
)
_STATES: Final = FrozenMap(
    {
        **dict.fromkeys(("ACSC", "ACCC"), Said.PAID),
        **dict.fromkeys(("RJCT", "CANC"), Said.REJECTED),
    }
)
"""What a status means; every other is on its way."""

_GROUPS: Final = (
    ("OrgnlGrpInfAndSts", "OrgnlMsgId", "GrpSts"),
    ("OrgnlPmtInfAndSts", "OrgnlPmtInfId", "PmtInfSts"),
)
"""Where a report speaks of a whole batch: the element, its reference, its status."""

_BOOKED_ON: Final = ("BookgDt/Dt", "BookgDt/DtTm")


def read_message(data: bytes, money: Currency, name: str, /) -> tuple[str, tuple[BankLine, ...]]:
    """Return the format of a message and its lines.

    Args:
        data: the message.
        money: the currency of the payments.
        name: the file, for findings.

    Raises:
        Refused: for anything but one of these messages, or one of which an amount cannot be read.
    """
    root = _root(data, name)
    match = _ROOT.fullmatch(root.tag)
    if match is None:
        raise Refused([faults.OTHER_MESSAGE.at("").placed(name)])
    form = match[1]
    reader = _Reader(money, name)
    return form, tuple(reader.report(root) if form == "pain.002" else reader.bookings(root))


def _root(data: bytes, name: str) -> Element:
    """Return the root of a document that is safe to look into."""
    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import ParseError, iterparse
    except ImportError:
        raise Refused([faults.BANK_EXTRA.at("").placed(name)]) from None
    try:
        # Only UTF-8: in another encoding the parser would see a document type that this does not.
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused([faults.NOT_XML.at("").placed(name)]) from None
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Refused([faults.XML_REFUSED.at("").placed(name)])
    depth = count = 0
    root: Element | None = None
    try:
        for event, element in iterparse(
            BytesIO(text.encode("utf-8")), events=("start", "end"), forbid_dtd=True
        ):
            depth += 1 if event == "start" else -1
            count += 1
            root = element if root is None else root
            if depth > DEPTH_LIMIT or count > ELEMENTS_LIMIT:
                raise Refused([faults.XML_REFUSED.at("").placed(name)])
    except DefusedXmlException:
        raise Refused([faults.XML_REFUSED.at("").placed(name)]) from None
    except (ParseError, LookupError, ValueError):
        raise Refused([faults.NOT_XML.at("").placed(name)]) from None
    assert root is not None  # noqa: S101 - a document without an element is a parse error
    return root


def _all(parent: Element, path: str) -> Iterator[Element]:
    """Yield the elements under a path, whatever the version of their namespace."""
    yield from parent.iterfind("/".join(f"{{*}}{step}" for step in path.split("/")))


def _text(parent: Element, *paths: str) -> str:
    """Return the first text that stands under one of the paths."""
    for path in paths:
        for found in _all(parent, path):
            text = (found.text or "").strip()
            if text:
                return text
    return ""


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None


@attrs.frozen
class _Reader:
    """Reads one message, whose amounts are in one currency."""

    money: Currency
    name: str

    def amount(self, parent: Element, number: int, *paths: str) -> int | None:
        """Return the amount under the first path that has one, or None; refuse a bad one."""
        for path in paths:
            for found in _all(parent, path):
                text = (found.text or "").strip()
                # A decimal of the schema may have zeros behind the currency's last place.
                whole, _, part = text.partition(".")
                places = self.money.exponent
                kept = part[:places] + part[places:].rstrip("0")
                try:
                    minor = parse_minor(f"{whole}.{kept}" if kept else whole, places)
                except ValueFault:
                    minor = -1
                if minor < 0 or found.get("Ccy") != self.money.code:
                    raise self._bad(number)
                return minor
        return None

    def report(self, root: Element) -> Iterator[BankLine]:
        """Yield what a status report says of each payment, and of whole batches rejected."""
        day = _day(_text(root, "CstmrPmtStsRpt/GrpHdr/CreDtTm"))
        for report in _all(root, "CstmrPmtStsRpt"):
            for number, one in enumerate(_all(report, "OrgnlPmtInfAndSts/TxInfAndSts"), start=1):
                said = _STATES.get(_text(one, "TxSts"), Said.PENDING)
                amount = self.amount(one, number, "OrgnlTxRef/Amt/InstdAmt")
                if said is Said.PAID and amount is None:
                    said = Said.PENDING  # nothing is settled by a reference without an amount
                moved = amount if said is Said.PAID else None
                on = _day(_text(one, "AccptncDtTm")) or day
                reference = _text(one, "OrgnlEndToEndId")
                yield BankLine(reference, said, moved, "", on, _why(one, "StsRsnInf"))
            for path, reference, state in _GROUPS:
                for one in _all(report, path):
                    if _STATES.get(_text(one, state)) is Said.REJECTED:
                        why, named = _why(one, "StsRsnInf"), _text(one, reference)
                        yield BankLine(named, Said.REJECTED, None, state, day, why)

    def bookings(self, root: Element) -> Iterator[BankLine]:
        """Yield every booking of a notification or statement, each transaction by itself."""
        number = 0
        for kind in ("BkToCstmrDbtCdtNtfctn/Ntfctn", "BkToCstmrStmt/Stmt"):
            for statement in _all(root, kind):
                for entry in _all(statement, "Ntry"):
                    number += 1
                    yield from self._entry(entry, number, _text(statement, "Id"))

    def _entry(self, entry: Element, number: int, statement: str) -> Iterator[BankLine]:
        """Yield the lines of an entry; they move what the entry moves, and not less.

        What it moves beyond its transactions, or short of them, is a line of its own, which no
        payment is behind.
        """
        whole = self._given(entry, number, "Amt")
        parts = tuple(_all(entry, "NtryDtls/TxDtls"))
        left = _signed(entry, whole)
        for part in parts or (entry,):
            amount = self.amount(part, number, "Amt", "AmtDtls/TxAmt/Amt")
            if amount is None and len(parts) < 2:
                amount = whole
            if amount is None:
                raise self._bad(number)
            left -= _signed(part, amount, entry)
            yield _booking(entry, part, amount, statement)
        if left and _is_booked(entry):
            said = Said.PAID if left > 0 else Said.RETURNED
            mark = f"{_text(entry, 'AcctSvcrRef') or statement}:{number}"
            yield BankLine("", said, abs(left), mark, _day(_text(entry, *_BOOKED_ON)))

    def _given(self, parent: Element, number: int, path: str) -> int:
        amount = self.amount(parent, number, path)
        if amount is None:
            raise self._bad(number)
        return amount

    def _bad(self, number: int) -> Refused:
        return Refused([faults.BAD_AMOUNT.at("", number=number).placed(self.name)])


def _why(parent: Element, path: str) -> str:
    return reason_in(
        _text(parent, *(f"{path}/{one}" for one in ("Rsn/Cd", "Rsn/Prtry", "AddtlInf")))
    )


def _is_booked(entry: Element) -> bool:
    return _text(entry, "Sts/Cd", "Sts") == "BOOK"


def _way(part: Element, entry: Element) -> Said:
    """Return whether money went or came.

    A reversal of a debit stands as a credit, and of a credit as a debit.
    """
    way = _text(part, "CdtDbtInd") or _text(entry, "CdtDbtInd")
    return Said.PAID if way == "DBIT" else Said.RETURNED


def _signed(part: Element, amount: int, entry: Element | None = None) -> int:
    """Return what went: below 0 for what came."""
    way = _way(part, part if entry is None else entry)
    return amount if way is Said.PAID else -amount


def _booking(entry: Element, part: Element, amount: int, statement: str) -> BankLine:
    """Return the line of a transaction of an entry, or of an entry without any."""
    is_booked, said = _is_booked(entry), _way(part, entry)
    paths = ("Refs/EndToEndId", "NtryDtls/Btch/PmtInfId", "NtryDtls/Btch/MsgId")
    reference = _text(part, *paths)
    own = _text(part, "Refs/AcctSvcrRef", "AcctSvcrRef") or _text(entry, "AcctSvcrRef")
    return BankLine(
        reference="" if reference == "NOTPROVIDED" else reference,
        said=said if is_booked else Said.PENDING,
        amount=amount if is_booked else None,
        mark=own or statement,
        on=_day(_text(entry, *_BOOKED_ON)),
        why=_why(part, "RtrInf"),
    )
