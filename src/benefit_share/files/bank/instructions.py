"""The files that a bank takes, written from a payment list: CSV, ISO 20022 and G2P Connect.

Nothing is escaped, replaced or cut: a name that a format cannot hold is refused by its party before
any file is made, with every other one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.errors import Refused
from benefit_share.files.cases.payee_checks import is_account
from benefit_share.payments import Batch, PaymentLine, PaymentList, batches_of, faults
from benefit_share.payments.documents import PaymentFile, list_documents
from benefit_share.values import digest, has_iban_form, minor_text
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from benefit_share.findings import Finding
    from benefit_share.households import Payee

__all__ = ["BATCH_ENCODINGS", "FORMATS", "Sending", "payment_files"]

BATCH_ENCODINGS: Final = ("utf-8", "gb18030", "gbk")
"""How a batch in CSV may be encoded; what the bank says, and never a guess."""

PAIN_001: Final = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"

_FORMULA: Final = frozenset("=+-@\t\r\n＝＋－＠")
_DELIMITERS: Final = frozenset(',"\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029')
_LIMITS: Final = FrozenMap({"payee": 70, "bank": 140})
"""Characters that a cell may have in pain.001: a name is cut by banks where its schema is not."""
_G2P_AMOUNT: Final = 10**13
"""From so many whole units on an amount has more digits than G2P Connect has places for."""
_BIC: Final = re.compile(r"[A-Z]{4}([A-Z]{2})[A-Z0-9]{2}([A-Z0-9]{3})?")
_PROVIDER: Final = re.compile(r"[A-Za-z0-9.-]{1,64}")


@attrs.frozen
class Sending:
    """What a file for a bank needs beside the payments.

    Attributes:
        at: when it is made, UTC, `YYYY-MM-DDThh:mm:ssZ`.
        on: the day on which it is to be paid, `YYYY-MM-DD`.
        fingerprint: of the filed manifest, for the remark of each payment.
        payers: account of each collective that pays, by id.
        encoding: of the batches in CSV.
        provider: who keeps the accounts, for G2P Connect.
    """

    at: str
    on: str
    fingerprint: str
    payers: Mapping[str, Payee] = attrs.field(default=FrozenMap(), repr=False)
    encoding: str = "utf-8"
    provider: str = ""


def payment_files(
    payments: PaymentList, sending: Sending, formats: Iterable[str], /
) -> dict[str, bytes]:
    """Return the files of a payment list: its head, its lines, and the batches in each format.

    Args:
        payments: the list.
        sending: what the formats need beside it.
        formats: some of `FORMATS`.

    Returns:
        Path below the folder of the list, and bytes; the same arguments give the same bytes.

    Raises:
        Refused: when a cell cannot be written in a format, with every other that cannot.
    """
    chosen, batches = tuple(dict.fromkeys(formats)), batches_of(payments)
    found = tuple(dict.fromkeys(_unfit(batches, sending, chosen, payments)))
    if found:
        raise Refused(found)
    files, told = {}, []
    for format_ in chosen:
        ending, write = _WRITERS[format_]
        for batch in batches:
            name, data = f"{batch.reference}.{ending}", write(batch, payments, sending)
            files[f"batches/{name}"] = data
            told.append(PaymentFile(name, digest(data), batch.count, batch.total))
    head, lines = list_documents(payments, told)
    return {"list.json": head, "lines.jsonl": lines, **files}


# ---- what cannot be written


def _unfit(
    batches: Iterable[Batch], sending: Sending, formats: tuple[str, ...], payments: PaymentList
) -> Iterator[Finding]:
    encoding = sending.encoding if "csv" in formats else "utf-8"
    for batch in batches:
        for line in batch.lines:
            yield from _unfit_line(line, encoding)
            yield from _unfit_size(line, formats, payments.currency.exponent)
        payer = sending.payers.get(batch.payer)
        for format_ in sorted({"pain.001", "g2p"} & set(formats)):
            if payer is None or not is_account(payer.account) or not payer.payee:
                told = {"payer": batch.payer, "format": format_}
                yield faults.PAYER_ACCOUNT.at(f"payees.{batch.payer}", **told)
        if payer is not None and "pain.001" in formats:
            yield from _too_long(batch.payer, payer.payee, payer.bank)
    if "g2p" in formats:
        money = payments.currency
        if not _PROVIDER.fullmatch(sending.provider):
            yield faults.PROVIDER.at("payments")
        if money.exponent > 2:
            told = {"currency": money.code, "exponent": str(money.exponent)}
            yield faults.DECIMALS.at("payments", **told)


def _unfit_line(line: PaymentLine, encoding: str) -> Iterator[Finding]:
    path = f"payees.{line.party}"
    if not is_account(line.account):
        yield faults.ACCOUNT_FORM.at(path, party=line.party)
    for column, text in (("payee", line.name), ("bank", line.bank)):
        cell = {"column": column, "party": line.party}
        if text[:1] in _FORMULA:
            yield faults.FORMULA.at(path, **cell)
        if _DELIMITERS & set(text):
            yield faults.DELIMITER.at(path, **cell)
        for character in text:
            if not _returns(character, encoding):
                told = {"character": f"U+{ord(character):04X}", "encoding": encoding}
                yield faults.CHARACTER.at(path, **cell, **told)
                break


def _unfit_size(line: PaymentLine, formats: tuple[str, ...], exponent: int) -> Iterator[Finding]:
    """Yield what is longer than a format has room for; nothing is cut."""
    if "pain.001" in formats:
        yield from _too_long(line.party, line.name, line.bank)
    if "g2p" in formats and line.amount >= _G2P_AMOUNT * 10**exponent:
        yield faults.AMOUNT_LARGE.at(f"payees.{line.party}", party=line.party, format="g2p")


def _too_long(party: str, name: str, bank: str) -> Iterator[Finding]:
    for column, text in (("payee", name), ("bank", bank)):
        most = _LIMITS[column]
        if len(text) > most:
            yield faults.TOO_LONG.at(
                f"payees.{party}",
                column=column,
                party=party,
                length=len(text),
                most=most,
                format="pain.001",
            )


def _returns(character: str, encoding: str) -> bool:
    """Say whether an encoding gives a character back."""
    try:
        return character.encode(encoding).decode(encoding) == character
    except UnicodeError:
        return False


# ---- the formats


def _csv(batch: Batch, payments: PaymentList, sending: Sending) -> bytes:
    """Return a batch as rows: first the control record, then a row for each payment.

    Amounts are whole numbers of the smallest unit, so no program can take a point for a comma.
    """
    payer = sending.payers.get(batch.payer)
    control = (
        batch.reference,
        payer.account if payer else "",
        str(batch.count),
        str(batch.total),
        payments.currency.code,
        _remark(payments, sending),
    )
    rows = [control]
    for number, line in enumerate(batch.lines, start=1):
        rows.append(
            (str(number), line.account, line.name, line.bank, str(line.amount), line.reference)
        )
    return "".join(",".join(row) + "\n" for row in rows).encode(sending.encoding)


def _remark(payments: PaymentList, sending: Sending) -> str:
    """Return what the payee reads on the statement: the run and what is compared by eye."""
    return f"{payments.run_id} {sending.fingerprint}"


def _pain_001(batch: Batch, payments: PaymentList, sending: Sending) -> bytes:
    """Return a batch as a customer credit transfer initiation, version 9."""
    from xml.etree import ElementTree as ET

    payer, code = sending.payers[batch.payer], payments.currency.code

    def amount(minor: int) -> str:
        return minor_text(minor, payments.currency.exponent)

    root = ET.Element("Document", xmlns=PAIN_001)
    message = ET.SubElement(root, "CstmrCdtTrfInitn")
    head = _child(message, "GrpHdr")
    sums = {"NbOfTxs": str(batch.count), "CtrlSum": amount(batch.total)}
    _fields(head, MsgId=batch.reference, CreDtTm=sending.at, **sums)
    _fields(_child(head, "InitgPty"), Nm=payer.payee)
    info = _child(message, "PmtInf")
    _fields(info, PmtInfId=batch.reference, PmtMtd="TRF", **sums)
    is_sepa = _is_sepa(batch, payer, code)
    if is_sepa:
        _fields(_child(_child(info, "PmtTpInf"), "SvcLvl"), Cd="SEPA")
    _fields(_child(info, "ReqdExctnDt"), Dt=sending.on)
    _fields(_child(info, "Dbtr"), Nm=payer.payee)
    _account(info, "DbtrAcct", payer.account)
    _bank(info, "DbtrAgt", payer)
    if is_sepa:
        _fields(info, ChrgBr="SLEV")
    for line in batch.lines:
        payment = _child(info, "CdtTrfTxInf")
        _fields(_child(payment, "PmtId"), EndToEndId=line.reference)
        money = ET.SubElement(_child(payment, "Amt"), "InstdAmt", Ccy=code)
        money.text = amount(line.amount)
        if line.bank:
            _bank(payment, "CdtrAgt", line)
        _fields(_child(payment, "Cdtr"), Nm=line.name)
        _account(payment, "CdtrAcct", line.account)
        _fields(_child(payment, "RmtInf"), Ustrd=_remark(payments, sending))
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _child(parent: Element, name: str) -> Element:
    from xml.etree.ElementTree import SubElement

    return SubElement(parent, name)


def _fields(parent: Element, **fields: str) -> None:
    for name, text in fields.items():
        _child(parent, name).text = text


def _is_sepa(batch: Batch, payer: Payee, currency: str) -> bool:
    """Say whether the batch is euros from an IBAN to IBANs, which banks take as SEPA transfers."""
    accounts = (payer.account, *(line.account for line in batch.lines))
    return currency == "EUR" and all(map(has_iban_form, accounts))


def _account(parent: Element, name: str, number: str) -> None:
    """Accounts that are no IBAN, as in China, stand under `Othr`."""
    place = _child(_child(parent, name), "Id")
    if has_iban_form(number):
        _fields(place, IBAN=number)
    else:
        _fields(_child(place, "Othr"), Id=number)


def _bank(parent: Element, name: str, whose: Payee | PaymentLine) -> None:
    """Name the bank; of an IBAN by its BIC alone, for the number says which bank it is.

    The rules of SEPA take no name of a bank. Eight letters may be a name as well (`POSTBANK`), so
    a BIC is one only if it is of the country of the account.
    """
    place = _child(_child(parent, name), "FinInstnId")
    bic = _BIC.fullmatch(whose.bank)
    if has_iban_form(whose.account):
        if bic and bic[1] == whose.account[:2]:
            _fields(place, BICFI=whose.bank)
            return
    elif whose.bank:
        _fields(place, Nm=whose.bank)
        return
    _fields(_child(place, "Othr"), Id="NOTPROVIDED")


def _g2p(batch: Batch, payments: PaymentList, sending: Sending) -> bytes:
    """Return a batch as a disbursement request of G2P Connect."""
    payer, money = sending.payers[batch.payer], payments.currency
    # Their pattern wants one or two decimals, of a currency that has none as well.
    tail = "" if money.exponent else ".0"

    def disbursement(line: PaymentLine) -> dict[str, Any]:
        return {
            "reference_id": line.reference,
            "payer_fa": f"account:{payer.account}@{sending.provider}",
            "payee_fa": f"account:{line.account}@{sending.provider}",
            "amount": minor_text(line.amount, money.exponent) + tail,
            "scheduled_timestamp": f"{sending.on}T00:00:00Z",
            "payer_name": payer.payee,
            "payee_name": line.name,
            "note": _remark(payments, sending),
            "currency_code": money.code,
        }

    document = {
        "header": {
            "version": "1.0.0",
            "message_id": batch.reference,
            "message_ts": sending.at,
            "action": "disburse",
            "sender_id": batch.payer,
            "total_count": batch.count,
        },
        "message": {
            "transaction_id": batch.reference,
            "disbursements": [disbursement(line) for line in batch.lines],
        },
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


_WRITERS: Final[Mapping[str, tuple[str, Callable[[Batch, PaymentList, Sending], bytes]]]] = (
    FrozenMap({"csv": ("csv", _csv), "pain.001": ("xml", _pain_001), "g2p": ("json", _g2p)})
)

FORMATS: Final = tuple(_WRITERS)
"""The formats of a batch: rows with a control record, ISO 20022, G2P Connect."""
