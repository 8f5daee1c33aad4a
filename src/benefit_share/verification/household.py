"""The checks H1 to H6: what a household can check with its own slip."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from benefit_share.values import ValueFault, canonical_bytes, digest, read_canonical
from benefit_share.verification import faults
from benefit_share.verification.proofs import mac, root_through
from benefit_share.verification.reading import is_digest, is_whole
from benefit_share.verification.verdict import Check, failed, judged, unchecked

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.verification.reading import Parts

__all__ = ["household_checks"]

NAMES: Final = ("H1", "H2", "H3", "H4", "H5", "H6")
SLIP: Final = "slip"
_KEYS: Final = frozenset(
    {*("t", "run_id", "salt", "statement", "row", "size", "path", "root", "manifest_sha256")}
)
_STATEMENT: Final = frozenset(
    {
        *("t", "run_id", "no", "household", "holder", "name", "group", "points", "lines"),
        *("amount_minor", "account_last4", "currency", "exponent", "detail_sha256"),
    }
)


def household_checks(
    parts: Parts, slip: bytes | None, /, *, id_number: str = "", detail: bytes | None = None
) -> tuple[Check, ...]:
    """Return the checks of a slip; none of them without one.

    Args:
        parts: the bundle.
        slip: canonical bytes of the type `benefit_share/receipt/v1`, or None.
        id_number: the identity number that the holder typed, or empty.
        detail: the explained statement, a line of it without its end, or None.
    """
    if slip is None:
        return ()
    read = _read(slip)
    if read is None:
        return (failed("H1", faults.SLIP_RUN, SLIP),)
    if parts.manifest is None or parts.rows is None:
        return tuple(unchecked(name, faults.NOT_READ, required=True) for name in NAMES)
    salt, statement, row = bytes.fromhex(read["salt"]), read["statement"], read["row"]
    if len(salt) != 32:
        rest = [unchecked(name, faults.NOT_READ, required=True) for name in NAMES[1:]]
        return (failed("H1", faults.SALT, SLIP), *rest)
    written = canonical_bytes(statement)
    opens = mac(salt, "statement", written) == row.get("commit")
    return (
        judged("H1"),
        judged("H2", () if opens else (faults.COMMITMENT.at("").placed(SLIP),)),
        _holder(statement["holder"], salt, id_number),
        judged("H4", _lines(statement, row, parts.predicate)),
        judged("H5", _path(read, parts)),
        _detail(statement, detail),
    )


def _read(slip: bytes) -> Mapping[str, Any] | None:
    try:
        read = read_canonical(slip)
    except ValueFault:
        return None
    good = (
        isinstance(read, dict)
        and set(read) == _KEYS
        and read["t"] == "benefit_share/receipt/v1"
        and isinstance(read["row"], dict)
        and isinstance(read["statement"], dict)
        and set(read["statement"]) == _STATEMENT
        and isinstance(read["statement"]["lines"], list)
        and isinstance(read["path"], list)
        and all(map(is_digest, read["path"]))
        and is_whole(read["size"])
        and _is_hex(read["salt"])
    )
    return read if good else None


def _is_hex(text: object) -> bool:
    return isinstance(text, str) and len(text) % 2 == 0 and set(text) <= set("0123456789abcdef")


def _holder(mark: object, salt: bytes, id_number: str) -> Check:
    if not id_number:
        return unchecked("H3", faults.NOT_GIVEN)
    if not mark:
        return unchecked("H3", faults.NOT_PRESENT, required=True)
    if not id_number.isascii() or mac(salt, "holder", id_number.encode()) != mark:
        return failed("H3", faults.HOLDER, SLIP)
    return judged("H3")


def _lines(
    statement: Mapping[str, Any], row: Mapping[str, Any], predicate: Mapping[str, Any]
) -> Iterator[Finding]:
    amounts = [
        line.get("amount_minor") if isinstance(line, dict) else None for line in statement["lines"]
    ]
    whole = [amount for amount in amounts if is_whole(amount) and isinstance(amount, int)]
    same = statement["amount_minor"] == row.get("amount_minor")
    if len(whole) != len(amounts) or sum(whole) != statement["amount_minor"] or not same:
        yield faults.SLIP_LINES.at("").placed(SLIP)
    if any(statement[key] != predicate[key] for key in ("run_id", "currency", "exponent")):
        yield faults.SLIP_RUN.at("").placed(SLIP)
    if statement["no"] != row.get("no"):
        yield faults.SLIP_RUN.at("").placed(SLIP)


def _path(read: Mapping[str, Any], parts: Parts) -> Iterator[Finding]:
    """The row of the slip is the sealed one, and its path leads to the sealed root."""
    tree, row = parts.predicate["tree"], read["row"]
    place = row.get("no")
    leaf = canonical_bytes(row)
    listed = is_whole(place) and parts.row_lines[place : place + 1] == (leaf,)
    path = [bytes.fromhex(one) for one in read["path"]]
    root = root_through(leaf, place, tree["size"], path) if listed else None
    if root is None or root.hex() != tree["root"]:
        yield faults.SLIP_PATH.at("").placed(SLIP)
    said = (read["run_id"], read["manifest_sha256"], read["root"], read["size"])
    if said != (parts.predicate["run_id"], parts.digest, tree["root"], tree["size"]):
        yield faults.SLIP_RUN.at("").placed(SLIP)


def _detail(statement: Mapping[str, Any], detail: bytes | None) -> Check:
    """The explained statement has the digest, and the total, that the slip names."""
    if detail is None:
        return unchecked("H6", faults.NOT_GIVEN)
    if digest(detail) != statement["detail_sha256"]:
        return failed("H6", faults.DETAIL, SLIP)
    try:
        told = read_canonical(detail, text_limit=2_000, depth_limit=12, size_limit=4_000_000)
    except ValueFault:
        return failed("H6", faults.DETAIL, SLIP)
    total = told.get("awarded_minor") if isinstance(told, dict) else None
    return judged("H6") if total == statement["amount_minor"] else failed("H6", faults.DETAIL, SLIP)
