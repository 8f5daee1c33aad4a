"""What stands on the paper slip of each household: read back from a sealed run, and opened again.

A slip is made from the sealed files and from nothing else, so that the paper says what was sealed;
every statement must open the commitment of its row before a word of it is printed.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.errors import Refused
from benefit_share.seal import faults
from benefit_share.seal.bundle import MANIFEST_FILE, ROWS
from benefit_share.seal.commitments import opens, salt_of
from benefit_share.seal.documents import (
    MANIFEST,
    document_bytes,
    read_document,
    read_lines,
    split_lines,
    typed,
)
from benefit_share.seal.envelope import read_envelope
from benefit_share.seal.manifest import fingerprint
from benefit_share.seal.rows import CHECK_DIGITS, RECEIPT_TYPE, ROW_TYPE, STATEMENT_TYPE
from benefit_share.seal.tree import Tree
from benefit_share.values import digest

if TYPE_CHECKING:
    from benefit_share.findings import Finding

__all__ = ["Slip", "receipt_of", "slip_code", "slips_of"]

RUN_KEY: Final = "run_key.bin"
STATEMENTS: Final = "statements.jsonl"
DETAILS: Final = "details.jsonl"

_CODE: Final = "BS1"
_MANIFEST_DIGITS: Final = 32
_WRITTEN: Final = re.compile(
    r"BS1:([A-Za-z0-9._-]{1,40}):([0-9]{1,6}):([A-Za-z0-9_-]{43}):([0-9a-f]{32})"
)
_ROW: Final = ("no", "name", "group", "amount_minor", "commit")
_STATEMENT: Final = (
    *("run_id", "no", "household", "holder", "name", "group", "points", "lines"),
    *("amount_minor", "account_last4", "currency", "exponent", "detail_sha256"),
)


@attrs.frozen
class Slip:
    """What the paper of one party says beside its explained statement; private.

    Attributes:
        run_id: the run.
        fingerprint: what people compare by eye.
        no: the row, from 0.
        check: the first digits of the commitment: the check code of the public list.
        party: id of the household or other party.
        name: the whole name of its head, or its own.
        amount: what it is awarded, minor units.
        account_last4: the last characters of its account, or empty.
        code: the text of the QR code; whoever has it can open the statement.
        detail: the canonical bytes of the explained statement.
    """

    run_id: str
    fingerprint: str
    no: int
    check: str
    party: str
    name: str = attrs.field(repr=False)
    amount: int
    account_last4: str = attrs.field(repr=False)
    code: str = attrs.field(repr=False)
    detail: bytes = attrs.field(repr=False)


def slip_code(run_id: str, no: int, salt: bytes, manifest: bytes, /) -> str:
    """Return the text of a QR code: `BS1:<run>:<row>:<salt>:<digits of the manifest>`.

    Args:
        run_id: the run.
        no: the row, from 0.
        salt: the salt of the statement, 32 bytes; written in base64url without padding.
        manifest: the bytes of the manifest, of whose digest the first half is named.
    """
    written = base64.urlsafe_b64encode(salt).decode("ascii").rstrip("=")
    return f"{_CODE}:{run_id}:{no}:{written}:{digest(manifest)[:_MANIFEST_DIGITS]}"


def receipt_of(code: str, public: Mapping[str, bytes], restricted: Mapping[str, bytes], /) -> bytes:
    """Return the receipt that a paper slip stands for, opened with the salt of its QR code.

    Whether it opens is not said here: that is `verification`'s to check, as of any receipt.

    Args:
        code: the text of the QR code.
        public: name and bytes of the files of the public folder.
        restricted: name and bytes of the private files, of which the statement is taken.

    Raises:
        Refused: when it is no such text, or the run has no such row.
    """
    _check_present(public, (MANIFEST_FILE, ROWS))
    _check_present(restricted, (STATEMENTS,))
    read = _WRITTEN.fullmatch(code.strip())
    if read is None:
        raise Refused([faults.SLIP_CODE.at("")])
    run_id, no, salt, digits = read[1], int(read[2]), read[3], read[4]
    rows = split_lines(public[ROWS], place=ROWS)
    statements = split_lines(restricted[STATEMENTS], place=STATEMENTS)
    if no >= len(rows) or no >= len(statements):
        raise Refused([faults.SLIP_ROW.at("", no=no, rows=len(rows))])
    tree = Tree.of(rows)
    manifest = read_envelope(public[MANIFEST_FILE], place=MANIFEST_FILE).payload
    return document_bytes(
        {
            "t": RECEIPT_TYPE,
            "run_id": run_id,
            "salt": base64.urlsafe_b64decode(f"{salt}=").hex(),
            "statement": read_document(statements[no], place=f"{STATEMENTS}:{no + 1}"),
            "row": read_document(rows[no], place=f"{ROWS}:{no + 1}"),
            "size": tree.size,
            "path": [one.hex() for one in tree.inclusion(no)],
            "root": tree.root.hex(),
            # The half that the code names: of another manifest it is another digest.
            "manifest_sha256": digits + digest(manifest)[_MANIFEST_DIGITS:],
        },
        path="code",
    )


def slips_of(public: Mapping[str, bytes], restricted: Mapping[str, bytes]) -> tuple[Slip, ...]:
    """Return the slip of everybody who is awarded something, in the order of the public rows.

    Args:
        public: name and bytes of the files of the public folder; whether they agree with one
            another is `verification`'s to say.
        restricted: name and bytes of the private files.

    Returns:
        A slip for each row.

    Raises:
        Refused: when a file is missing or no document of this program, or when a statement is not
            the one that was sealed; every such row is named.
    """
    _check_present(public, (MANIFEST_FILE, ROWS))
    _check_present(restricted, (RUN_KEY, STATEMENTS, DETAILS))
    manifest = read_envelope(public[MANIFEST_FILE], place=MANIFEST_FILE).payload
    said = read_document(manifest, MANIFEST, place=MANIFEST_FILE)
    run_id = str(said["predicate"]["run_id"])
    rows = _documents(public[ROWS], ROWS, ROW_TYPE, _ROW)
    statements = _documents(restricted[STATEMENTS], STATEMENTS, STATEMENT_TYPE, _STATEMENT)
    details = {digest(line): line for line in restricted[DETAILS].split(b"\n") if line}
    if len(rows) != len(statements):
        finding = faults.SLIPS_COUNT.at("", statements=len(statements), rows=len(rows))
        raise Refused([finding.placed(STATEMENTS)])
    key, mark = restricted[RUN_KEY], fingerprint(manifest)
    found: list[Finding] = []
    made, opened = [], 0
    pairs = zip(rows, statements, strict=True)
    for no, ((_, row), (line, told)) in enumerate(pairs):
        salt = salt_of(key, run_id=run_id, party=str(told["household"]))
        detail = details.get(told["detail_sha256"])
        is_open = opens(str(row["commit"]), salt=salt, statement=line)
        opened += is_open
        if not is_open or not _agrees(no, row, told, run_id):
            found.append(faults.SLIP_DIFFERS.at("").placed(f"{STATEMENTS}:{no + 1}"))
        elif detail is None:
            found.append(faults.SLIP_DETAIL.at("").placed(f"{STATEMENTS}:{no + 1}"))
        else:
            made.append(
                Slip(
                    run_id=run_id,
                    fingerprint=mark,
                    no=no,
                    check=str(row["commit"])[:CHECK_DIGITS],
                    party=told["household"],
                    name=told["name"],
                    amount=told["amount_minor"],
                    account_last4=told["account_last4"],
                    code=slip_code(run_id, no, salt, manifest),
                    detail=detail,
                )
            )
    if rows and not opened:
        found = [faults.SLIPS_KEY.at("", rows=len(rows)).placed(RUN_KEY)]
    if found:
        raise Refused(found)
    return tuple(made)


def _check_present(files: Mapping[str, bytes], names: tuple[str, ...]) -> None:
    missing = [name for name in names if name not in files]
    if missing:
        raise Refused([faults.SLIPS_FILE.at("", name=name).placed(name) for name in missing])


def _documents(
    data: bytes, place: str, kind: str, keys: tuple[str, ...]
) -> tuple[tuple[bytes, dict[str, Any]], ...]:
    """Return each line with what it says, of one type and one set of keys."""

    def each() -> Iterator[tuple[bytes, dict[str, Any]]]:
        for number, (line, said) in enumerate(read_lines(data, place=place), start=1):
            yield line, typed(said, kind, keys, place=f"{place}:{number}")

    return tuple(each())


def _agrees(no: int, row: Mapping[str, Any], told: Mapping[str, Any], run_id: str) -> bool:
    """Say whether a private statement is that of its row; the commitment says the rest."""
    return (told["run_id"], told["no"], row["no"], told["amount_minor"]) == (
        run_id,
        no,
        no,
        row["amount_minor"],
    )
