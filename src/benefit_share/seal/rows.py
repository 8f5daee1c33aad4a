"""Public rows and private statements: what is posted, and what only its household can open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.errors import Refused
from benefit_share.seal import faults
from benefit_share.seal.commitments import check_identifier, commitment, holder_mark, salt_of
from benefit_share.seal.documents import document_bytes, join_lines, read_document
from benefit_share.seal.tree import Tree
from benefit_share.values import Currency, digest

if TYPE_CHECKING:
    from benefit_share.findings import Finding

__all__ = [
    "RECEIPT_TYPE",
    "ROWS_LIMIT",
    "ROW_TYPE",
    "STATEMENT_TYPE",
    "Party",
    "PublicRow",
    "SealedRows",
    "masked",
    "receipt",
    "seal_rows",
]

ROW_TYPE: Final = "benefit_share/row/v1"
STATEMENT_TYPE: Final = "benefit_share/statement/v1"
RECEIPT_TYPE: Final = "benefit_share/receipt/v1"
ROWS_LIMIT: Final = 300_000
RUN_ID_LIMIT: Final = 40
CHECK_DIGITS: Final = 8

_LONG_NUMBER: Final = re.compile(r"\d(?:[ -]?\d){8}")
"""Nine digits, in any script or spacing: no name of a person or group has so many, while every
identity number, account and telephone has more."""


@attrs.frozen
class Party:
    """What is sealed of one party of a run.

    Attributes:
        id: id of the household or other party.
        name: the name of its head, or its own; never in a public row unless it is no person's.
        is_person: whether the name is a person's, and so is masked.
        group: its group, with its village where there are several.
        points: its total points as text, or empty.
        lines: `slice/step` and the amount awarded in it, minor units.
        amount: what it is awarded in all, minor units.
        detail_sha256: digest of its explained statement.
        id_number: identity number of the holder, or empty; only its mark is kept.
        account: account number, or empty; only its last four characters are kept.
    """

    id: str
    name: str
    is_person: bool
    group: str
    points: str
    lines: tuple[tuple[str, int], ...]
    amount: int
    detail_sha256: str
    id_number: str = attrs.field(default="", repr=False)
    account: str = attrs.field(default="", repr=False)


@attrs.frozen
class PublicRow:
    """One row that everybody may read.

    Attributes:
        no: its place, from 0.
        name: the masked name, or the whole name of what is no person.
        group: the group.
        amount: what is awarded, minor units.
        commit: commitment to the statement; its first eight digits tell namesakes apart.
    """

    no: int
    name: str
    group: str
    amount: int
    commit: str

    @property
    def check(self) -> str:
        """The first eight digits of the commitment (核对码)."""
        return self.commit[:CHECK_DIGITS]

    def document(self) -> bytes:
        """Return its canonical bytes: the leaf of the tree."""
        return document_bytes(
            {
                "t": ROW_TYPE,
                "no": self.no,
                "name": self.name,
                "group": self.group,
                "amount_minor": self.amount,
                "commit": self.commit,
            },
            path=f"rows[{self.no}]",
        )


def masked(name: str, /) -> str:
    """Return a person's name as it may stand on a web page (`mask/v1`).

    Args:
        name: the whole name.

    Returns:
        The first character and one star for a name of two, two stars for a longer one; a star
        alone for a single character, nothing for no name.
    """
    if len(name) < 2:
        return "*" * len(name)
    return name[0] + ("*" if len(name) == 2 else "**")


@attrs.frozen
class SealedRows:
    """The rows of one run with what opens them.

    Attributes:
        run_id: the run.
        rows: the public rows, in order.
        statements: the statement behind each row.
        salts: the salt of each statement; private.
        parties: the id of each; private.
        names: the whole name of each, for the board in the village alone; private.
        tree: the tree over the rows.
    """

    run_id: str
    rows: tuple[PublicRow, ...]
    statements: tuple[bytes, ...] = attrs.field(repr=False)
    salts: tuple[bytes, ...] = attrs.field(repr=False)
    parties: tuple[str, ...] = attrs.field(repr=False)
    names: tuple[str, ...] = attrs.field(repr=False)
    documents: tuple[bytes, ...] = attrs.field(repr=False)
    tree: Tree = attrs.field(repr=False)

    @property
    def rows_file(self) -> bytes:
        """The file rows.jsonl."""
        return join_lines(self.documents)

    @property
    def statements_file(self) -> bytes:
        """The private file statements.jsonl, in the order of the rows."""
        return join_lines(self.statements)


def seal_rows(
    parties: Sequence[Party], /, *, run_id: str, run_key: bytes, currency: Currency
) -> SealedRows:
    """Return rows, statements and tree; the same arguments give the same bytes.

    Args:
        parties: everybody who is awarded something, in the order of the rows; nobody, when all
            of the income went elsewhere.
        run_id: `plan.scope.period.kind.e1`, 40 characters at most.
        run_key: 32 bytes from a source of chance, one for each run, never made public.
        currency: the currency of all amounts.

    Returns:
        The rows, numbered from 0 in the order given.

    Raises:
        Refused: for too many parties, a name or group that holds a long number, a bad run id, a
            key of another length, or text that has no place in a canonical document.
    """
    check_identifier(run_id, limit=RUN_ID_LIMIT, path="run_id")
    if len(parties) > ROWS_LIMIT:
        raise Refused([faults.TOO_MANY_ROWS.at("", limit=ROWS_LIMIT)])
    if found := tuple(_long_numbers(parties)):
        raise Refused(found)
    rows, statements, salts = [], [], []
    for no, party in enumerate(parties):
        salt = salt_of(run_key, run_id=run_id, party=party.id)
        statement = document_bytes(
            _statement(party, no=no, run_id=run_id, currency=currency, salt=salt),
            path=f"statements[{no}]",
        )
        name = masked(party.name) if party.is_person else party.name
        commit = commitment(salt, statement)
        rows.append(PublicRow(no, name, party.group, party.amount, commit))
        statements.append(statement)
        salts.append(salt)
    documents = tuple(row.document() for row in rows)
    return SealedRows(
        run_id=run_id,
        rows=tuple(rows),
        statements=tuple(statements),
        salts=tuple(salts),
        parties=tuple(party.id for party in parties),
        names=tuple(party.name for party in parties),
        documents=documents,
        tree=Tree.of(documents),
    )


def _long_numbers(parties: Sequence[Party]) -> Iterator[Finding]:
    for no, party in enumerate(parties):
        for what, text in (("name", party.name), ("group", party.group)):
            if _LONG_NUMBER.search(text):
                yield faults.NUMBER_IN_TEXT.at(f"rows[{no}].{what}", what=what)


def _statement(
    party: Party, *, no: int, run_id: str, currency: Currency, salt: bytes
) -> dict[str, Any]:
    return {
        "t": STATEMENT_TYPE,
        "run_id": run_id,
        "no": no,
        "household": party.id,
        "holder": holder_mark(salt, party.id_number),
        "name": party.name,
        "group": party.group,
        "points": party.points,
        "lines": [{"step": step, "amount_minor": amount} for step, amount in party.lines],
        "amount_minor": party.amount,
        "account_last4": party.account[-4:],
        "currency": currency.code,
        "exponent": currency.exponent,
        "detail_sha256": party.detail_sha256,
    }


def receipt(sealed: SealedRows, no: int, /, *, manifest: bytes) -> bytes:
    """Return the receipt of one row: what its household needs to check it; private.

    Args:
        sealed: the rows of the run.
        no: the row, from 0.
        manifest: the bytes of the manifest, which the receipt names by their digest.

    Returns:
        Canonical bytes of the type `benefit_share/receipt/v1`.

    Raises:
        IndexError: when there is no such row.
    """
    path = sealed.tree.inclusion(no)
    return document_bytes(
        {
            "t": RECEIPT_TYPE,
            "run_id": sealed.run_id,
            "salt": sealed.salts[no].hex(),
            "statement": read_document(sealed.statements[no]),
            "row": read_document(sealed.documents[no]),
            "size": sealed.tree.size,
            "path": [one.hex() for one in path],
            "root": sealed.tree.root.hex(),
            "manifest_sha256": digest(manifest),
        },
        path=f"slips[{no}]",
    )
