"""The check A3: the payment files line by line, held against what the sealed inputs owe.

Nothing of the program that wrote them is used; who is owed what comes from the sealed inputs.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

import attrs

from benefit_share.values import digest, minor_text
from benefit_share.verification import faults
from benefit_share.verification.answers import Unreadable
from benefit_share.verification.payment_lists import ReadList, read_lists
from benefit_share.verification.settling import answer_check
from benefit_share.verification.verdict import Check, judged, unchecked

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.verification.reading import Parts

__all__ = ["Owed", "payment_checks"]

_ENCODINGS: Final = ("utf-8", "gb18030", "gbk")


@attrs.frozen(repr=False)
class Owed:
    """What one payee is owed by one payer by the sealed inputs, and where it goes.

    Attributes:
        party: who.
        amount: payable, minor units.
        payer: by whom.
        name: the name on the account, or empty.
        account: its number, or empty.
    """

    party: str
    amount: int
    payer: str
    name: str = ""
    account: str = ""


Row = tuple[str, str, str, int]
"""Reference, account, name and amount, as a file for a bank has them."""


def payment_checks(
    parts: Parts, restricted: Mapping[str, bytes], owed: Sequence[Owed] | None, /
) -> tuple[Check, Check]:
    """Return the checks A3 and A4.

    Args:
        parts: the bundle.
        restricted: file name below the private folder, and bytes.
        owed: who is owed what by the sealed inputs, or None when it could not be computed.
    """
    lists = tuple(read_lists(restricted))
    if not lists:
        return unchecked("A3", faults.NOT_PRESENT), unchecked("A4", faults.NOT_PRESENT)
    found = [one for read in lists for one in _list(parts, restricted, read)]
    if any(read.lines is None for read in lists):
        return judged("A3", found), unchecked("A4", faults.NOT_READ, required=True)
    four = answer_check(parts, restricted, lists)
    if owed is None and not found:
        return unchecked("A3", faults.NOT_GIVEN, required=True), four
    return judged("A3", [*found, *_owed(parts, lists, owed or ())]), four


def _list(parts: Parts, restricted: Mapping[str, bytes], read: ReadList) -> Iterator[Finding]:
    """A list is bound to this run, and its files have its lines and no other."""
    head, lines = read.head, read.lines
    place = f"{read.place}list.json"
    if head is None or lines is None:
        yield faults.FORM.at("", key="lines").placed(place)
        return
    told = parts.predicate
    total = sum(line["amount_minor"] for line in lines)
    expected = {
        "run_id": told["run_id"],
        "manifest_sha256": parts.digest,
        "root": told["tree"]["root"],
        "currency": told["currency"],
        "exponent": told["exponent"],
        "count": len(lines),
        "total_minor": total,
        "lines_sha256": digest(restricted[f"{read.place}lines.jsonl"]),
        "attempt": int(read.place.split("/")[1]),
    }
    for key, value in expected.items():
        if head.get(key) != value:
            yield faults.PAYMENT_BINDING.at("", key=key).placed(place)
    yield from _files(restricted, read, expected)


def _files(
    restricted: Mapping[str, bytes], read: ReadList, expected: Mapping[str, Any]
) -> Iterator[Finding]:
    head, batches = read.head or {}, f"{read.place}batches/"
    present = {
        name.removeprefix(batches): data
        for name, data in restricted.items()
        if name.startswith(batches)
    }
    listed = {one["name"]: one for one in head.get("files", ()) if isinstance(one, dict)}
    wanted = sorted(
        (line["reference"], line["account"], line["name"], line["amount_minor"])
        for line in read.lines or ()
        if line["by"] == "bank"
    )
    by_form: dict[str, list[Row]] = {}
    for name in sorted({*present, *listed}):
        data, said = present.get(name), listed.get(name)
        if data is None or said is None or digest(data) != said.get("sha256"):
            yield faults.PAYMENT_FILE.at("").placed(batches + name)
            continue
        try:
            rows = _rows(name, data, expected)
        except (Unreadable, KeyError, ValueError, TypeError, ET.ParseError):
            yield faults.PAYMENT_FILE.at("").placed(batches + name)
            continue
        counted = (len(rows), sum(row[3] for row in rows))
        if counted != (said.get("count"), said.get("total_minor")):
            yield faults.PAYMENT_SUM.at("").placed(batches + name)
        by_form.setdefault(name.rpartition(".")[2], []).extend(rows)
    if wanted and not present and not listed:
        yield faults.PAYMENT_FILE.at("").placed(batches)
    for form, rows in sorted(by_form.items()):
        for row in sorted(set(rows) ^ set(wanted))[:20]:
            found = faults.PAYMENT_LINE.at("", reference=row[0][:20])
            yield found.placed(f"{batches}*.{form}")
        if len(rows) != len(wanted) and set(rows) == set(wanted):
            yield faults.PAYMENT_SUM.at("").placed(f"{batches}*.{form}")


def _rows(name: str, data: bytes, expected: Mapping[str, Any]) -> list[Row]:
    """Return the rows of a file for a bank, held against what the file itself counts."""
    read = {"csv": _csv, "xml": _xml, "json": _json}.get(name.rpartition(".")[2])
    if read is None:
        raise Unreadable
    rows, count, total = read(data, expected["exponent"])
    if (count, total) != (len(rows), sum(row[3] for row in rows)):
        raise Unreadable
    return rows


def _csv(data: bytes, _exponent: int) -> tuple[list[Row], int, int]:
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise Unreadable
    control, *rows = csv.reader(text.split("\n")[:-1], strict=True)
    _, _, count, total, *_ = control
    read = [(row[5], row[1], row[2], int(row[4])) for row in rows if len(row) == 6]
    return read, int(count), int(total)


def _xml(data: bytes, exponent: int) -> tuple[list[Row], int, int]:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Unreadable
    root = ET.fromstring(data)  # noqa: S314 - no document type, so no entity
    rows: list[Row] = []
    for one in root.iterfind(".//{*}CdtTrfTxInf"):
        place, amount = "{*}CdtrAcct/{*}Id", "{*}Amt/{*}InstdAmt"
        reference, iban, other, name = (
            one.findtext(x) or ""
            for x in (
                "{*}PmtId/{*}EndToEndId",
                f"{place}/{{*}}IBAN",
                f"{place}/{{*}}Othr/{{*}}Id",
                "{*}Cdtr/{*}Nm",
            )
        )
        # Only one of the two may stand there: both together are the account of nobody.
        rows.append((reference, iban + other, name, _units(one.findtext(amount), exponent)))
    counts = {one.text for one in root.iterfind(".//{*}NbOfTxs")}
    sums = {_units(one.text, exponent) for one in root.iterfind(".//{*}CtrlSum")}
    if len(counts) != 1 or len(sums) != 1:
        raise Unreadable
    return rows, int(counts.pop() or ""), sums.pop()


def _json(data: bytes, exponent: int) -> tuple[list[Row], int, int]:
    document = json.loads(data)
    rows = []
    for one in document["message"]["disbursements"]:
        account = one["payee_fa"].removeprefix("account:").partition("@")[0]
        amount = one["amount"] if exponent else one["amount"].removesuffix(".0")
        rows.append((one["reference_id"], account, one["payee_name"], _units(amount, exponent)))
    return rows, document["header"]["total_count"], sum(row[3] for row in rows)


def _units(text: str | None, exponent: int) -> int:
    """Return minor units of an amount with exactly the currency's decimals."""
    whole, _, part = (text or "").partition(".")
    if len(part) != exponent or not (whole + part).isascii() or not (whole + part).isdecimal():
        raise Unreadable
    return int(whole + part)


def _owed(parts: Parts, lists: Sequence[ReadList], owed: Sequence[Owed]) -> Iterator[Finding]:
    """The first list pays what the inputs owe, by whose money it is; a later one no more."""
    exponent = parts.predicate["exponent"]
    due = Counter({(one.payer, one.party): one.amount for one in owed})
    for number, read in enumerate(lists, start=1):
        place = f"{read.place}lines.jsonl"
        told: Counter[tuple[str, str]] = Counter()
        for line in read.lines or ():
            told[line["payer"], line["party"]] += line["amount_minor"]
        for key in sorted({*told, *(due if number == 1 else ())}):
            amount, wanted = told[key], due[key]
            if amount > wanted or (number == 1 and amount != wanted):
                figures = {
                    "amount": minor_text(amount, exponent),
                    "owed": minor_text(wanted, exponent),
                }
                found = faults.PAYMENT_OTHER.at("", payer=key[0], party=key[1], **figures)
                yield found.placed(place)
    yield from _accounts(lists, owed)
    total = sum(line["amount_minor"] for line in lists[0].lines or ())
    if total != parts.predicate["totals"]["paid_minor"]:
        yield faults.PAYMENT_SUM.at("").placed(f"{lists[0].place}list.json")


def _accounts(lists: Sequence[ReadList], owed: Sequence[Owed]) -> Iterator[Finding]:
    """Each payment goes to the account of the inputs, or says that it does not.

    An account that the inputs have not, or one that was put right after a return, is for the
    auditor to look into. Another than the inputs have in the first list is a fault, and so is, in
    any list, one that the inputs have of somebody else.
    """
    where = {one.party: (one.name, one.account) for one in owed}
    whose: dict[str, set[str]] = {}
    for one in owed:
        whose.setdefault(one.account, set()).add(one.party)
    for number, read in enumerate(lists, start=1):
        for line in read.lines or ():
            party, account = line["party"], line["account"]
            known = where.get(party, ("", ""))
            if line["by"] != "bank" or (line["name"], account) == known:
                continue
            is_others = bool(whose.get(account, set()) - {party})
            is_fault = is_others or (number == 1 and known[1])
            kind = faults.PAYMENT_ACCOUNT if is_fault else faults.PAYMENT_ELSEWHERE
            yield kind.at("", party=party).placed(f"{read.place}lines.jsonl")
