"""The checks A3 and A4: the payment files line by line, and what the bank moved under them.

Nothing of the program that wrote them is used; who is owed what comes from the sealed inputs.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

import attrs

from benefit_share.values import ValueFault, digest, minor_text, read_canonical
from benefit_share.verification import faults
from benefit_share.verification.answers import Unreadable, moved_in
from benefit_share.verification.reading import is_whole
from benefit_share.verification.verdict import Check, judged, unchecked

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.verification.reading import Parts

__all__ = ["Owed", "payment_checks"]

FOLDER: Final = "payments/"
ANSWERS: Final = "payments/answers/"
_KEYS: Final = frozenset(
    {
        *("t", "reference", "party", "amount_minor", "payer", "by", "name", "account", "bank"),
        *("awarded_minor", "group"),
    }
)
_ENCODINGS: Final = ("utf-8", "gb18030", "gbk")


@attrs.frozen(repr=False)
class Owed:
    """What one payee is owed by the sealed inputs, and where it goes.

    Attributes:
        party: who.
        amount: payable, minor units.
        name: the name on the account, or empty.
        account: its number, or empty.
    """

    party: str
    amount: int
    name: str = ""
    account: str = ""


Line = Mapping[str, Any]
Row = tuple[str, str, str, int]
"""Reference, account, name and amount, as a file for a bank has them."""


@attrs.frozen
class _List:
    """One payment list as it lies in the folder; None for what could not be read."""

    place: str
    head: Mapping[str, Any] | None
    lines: tuple[Line, ...] | None


def payment_checks(
    parts: Parts, restricted: Mapping[str, bytes], owed: Sequence[Owed] | None, /
) -> tuple[Check, Check]:
    """Return the checks A3 and A4.

    Args:
        parts: the bundle.
        restricted: file name below the private folder, and bytes.
        owed: who is owed what by the sealed inputs, or None when it could not be computed.
    """
    lists = tuple(_lists(restricted))
    if not lists:
        return unchecked("A3", faults.NOT_PRESENT), unchecked("A4", faults.NOT_PRESENT)
    found = [one for read in lists for one in _list(parts, restricted, read)]
    sums = unchecked("A4", faults.NOT_READ, required=True)
    if any(read.lines is None for read in lists):
        return judged("A3", found), sums
    if owed is None and not found:
        return unchecked("A3", faults.NOT_GIVEN, required=True), _answers(parts, restricted, lists)
    found += _owed(parts, lists, owed or ())
    return judged("A3", found), _answers(parts, restricted, lists)


# ---- A3


def _lists(restricted: Mapping[str, bytes]) -> Iterator[_List]:
    numbers = {
        name.split("/")[1]
        for name in restricted
        if name.startswith(FOLDER) and name.split("/")[1].isdecimal()
    }
    for number in sorted(numbers, key=int):
        place = f"{FOLDER}{number}/"
        head, lines = _document(restricted.get(f"{place}list.json")), _lines(restricted, place)
        yield _List(place, head, lines)


def _document(data: bytes | None) -> Mapping[str, Any] | None:
    try:
        read = None if data is None else read_canonical(data, size_limit=1_048_576)
    except ValueFault:
        return None
    return read if isinstance(read, dict) else None


def _lines(restricted: Mapping[str, bytes], place: str) -> tuple[Line, ...] | None:
    data = restricted.get(f"{place}lines.jsonl", b"")
    read = [_document(line) for line in data.split(b"\n")[:-1]]
    good = [one for one in read if one is not None and set(one) == _KEYS and _is_line(one)]
    return tuple(good) if good and len(good) == len(read) and data.endswith(b"\n") else None


def _is_line(line: Line) -> bool:
    texts = (line[key] for key in _KEYS if not key.endswith("_minor"))
    return is_whole(line["amount_minor"]) and all(isinstance(one, str) for one in texts)


def _list(parts: Parts, restricted: Mapping[str, bytes], read: _List) -> Iterator[Finding]:
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
    restricted: Mapping[str, bytes], read: _List, expected: Mapping[str, Any]
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
        path, amount = "{*}CdtrAcct/{*}Id/{*}Othr/{*}Id", "{*}Amt/{*}InstdAmt"
        reference, account, name = (
            one.findtext(x) or "" for x in ("{*}PmtId/{*}EndToEndId", path, "{*}Cdtr/{*}Nm")
        )
        rows.append((reference, account, name, _units(one.findtext(amount), exponent)))
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


def _owed(parts: Parts, lists: Sequence[_List], owed: Sequence[Owed]) -> Iterator[Finding]:
    """The first list pays what the inputs owe; a later one no more, and to the same accounts."""
    exponent = parts.predicate["exponent"]
    due: dict[str, int] = {}
    where: dict[str, tuple[str, str]] = {}
    for one in owed:
        due[one.party] = due.get(one.party, 0) + one.amount
        where[one.party] = (one.name, one.account)
    for number, read in enumerate(lists, start=1):
        told: dict[str, int] = {}
        place = f"{read.place}lines.jsonl"
        for line in read.lines or ():
            told[line["party"]] = told.get(line["party"], 0) + line["amount_minor"]
            if line["by"] == "bank" and (line["name"], line["account"]) != where.get(line["party"]):
                known = where.get(line["party"], ("", ""))[1]
                # An account that the inputs have not, or a later correction, is for the auditor
                # to look into; another than the inputs have, in the first list, is a fault.
                kind = faults.PAYMENT_ACCOUNT if known and number == 1 else faults.PAYMENT_ELSEWHERE
                yield kind.at("", party=line["party"]).placed(place)
        for party in sorted({*told, *(due if number == 1 else ())}):
            amount, wanted = told.get(party, 0), due.get(party, 0)
            if amount > wanted or (number == 1 and amount != wanted):
                figures = {
                    "amount": minor_text(amount, exponent),
                    "owed": minor_text(wanted, exponent),
                }
                yield faults.PAYMENT_OTHER.at("", party=party, **figures).placed(place)
    total = sum(line["amount_minor"] for line in lists[0].lines or ())
    if total != parts.predicate["totals"]["paid_minor"]:
        yield faults.PAYMENT_SUM.at("").placed(f"{lists[0].place}list.json")


# ---- A4


def _answers(parts: Parts, restricted: Mapping[str, bytes], lists: Sequence[_List]) -> Check:
    names = sorted({name.split("/")[2] for name in restricted if name.startswith(ANSWERS)})
    if not names:
        return unchecked("A4", faults.NO_ANSWER)
    exponent = parts.predicate["exponent"]
    out: dict[str, dict[str, int]] = {}
    back: dict[str, dict[str, int]] = {}
    seen = set[tuple[Any, ...]]()
    for name in names:
        place = f"{ANSWERS}{name}"
        about = _document(restricted.get(f"{place}/about.json"))
        data = restricted.get(f"{place}/answer")
        if about is None or data is None or about.get("sha256") != digest(data):
            return judged("A4", [faults.ANSWER_FILE.at("").placed(place)])
        try:
            form, moved = moved_in(data, str(about.get("encoding")), exponent)
        except Unreadable:
            return unchecked("A4", faults.ANSWER_UNREAD, required=True)
        for one in moved:
            if (form, one) in seen:
                continue
            seen.add((form, one))
            side = out if one.amount > 0 else back
            sums = side.setdefault(one.reference or one.mark, {})
            sums[form] = sums.get(form, 0) + abs(one.amount)
    return judged("A4", _compared(lists, out, back, exponent))


def _compared(
    lists: Sequence[_List],
    out: Mapping[str, Mapping[str, int]],
    back: Mapping[str, Mapping[str, int]],
    exponent: int,
) -> Iterator[Finding]:
    """No line moved more than it says, nobody got more than is owed, nothing unknown moved."""

    def shown(**figures: int) -> dict[str, str]:
        return {name: minor_text(amount, exponent) for name, amount in figures.items()}

    known = {line["reference"]: line for one in lists for line in one.lines or ()}
    whole = dict(_batches(lists))
    first = {(line["payer"], line["party"]): line["amount_minor"] for line in lists[0].lines or ()}
    got: dict[tuple[str, str], int] = {}
    differs = set[tuple[str, str]]()
    for reference in sorted({*out, *back}):
        went, came = (max(side.get(reference, {}).values(), default=0) for side in (out, back))
        line = known.get(reference)
        if line is None:
            moved = went - came
            if moved not in {0, whole.get(reference, 0)}:
                yield faults.ANSWER_UNKNOWN.at("", **shown(amount=moved))
            continue
        key, amount = (line["payer"], line["party"]), line["amount_minor"]
        # A return alone is a payment that went with its batch, and came back.
        moved = 0 if not went and came == amount else went - came
        got[key] = got.get(key, 0) + moved
        if not 0 <= moved <= amount:
            differs.add(key)
            figures = shown(moved=moved, amount=amount)
            yield faults.ANSWER_DIFFERS.at("", party=key[1], **figures)
    for key, moved in sorted(got.items()):
        if moved > first.get(key, 0) and key not in differs:
            figures = shown(moved=moved, owed=first.get(key, 0))
            yield faults.ANSWER_TWICE.at("", party=key[1], **figures)
    unpaid = [owed - got.get(key, 0) for key, owed in first.items() if got.get(key, 0) < owed]
    if unpaid:
        yield faults.ANSWER_OPEN.at("", count=len(unpaid), **shown(amount=sum(unpaid)))


def _batches(lists: Sequence[_List]) -> Iterator[tuple[str, int]]:
    """Yield reference and total of each batch, by the names of its files."""
    for read in lists:
        for one in (read.head or {}).get("files", ()):
            if isinstance(one, dict) and is_whole(one.get("total_minor")):
                yield str(one.get("name")).partition(".")[0], one["total_minor"]
