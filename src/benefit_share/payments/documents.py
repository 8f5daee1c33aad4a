"""The payment list as documents: a head that is bound to the filing, and a line for each payment.

Both stay in the restricted folder: the lines hold names and accounts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs

from benefit_share.errors import Refused
from benefit_share.payments import faults
from benefit_share.payments.model import Channel, PaymentLine, PaymentList
from benefit_share.seal.documents import (
    HEX_DIGEST,
    Profile,
    document_bytes,
    join_lines,
    read_document,
    read_lines,
    typed,
)
from benefit_share.values import currency, digest
from benefit_share.values.currencies import EXPONENTS

__all__ = ["LINE_TYPE", "LIST_TYPE", "PaymentFile", "list_documents", "read_list"]

LIST_TYPE: Final = "benefit_share/payments/v1"
LINE_TYPE: Final = "benefit_share/payment/v1"

_HEAD: Final = (
    *("attempt", "count", "currency", "exponent", "files", "lines_sha256"),
    *("manifest_sha256", "root", "run_id", "total_minor"),
)
_LINE: Final = (
    *("reference", "party", "amount_minor", "payer", "by", "name", "account", "bank"),
    *("awarded_minor", "group"),
)
_PROFILE: Final = Profile(size=1_048_576)
_REFERENCE: Final = re.compile(r"[A-Z2-7]{16}")


@attrs.frozen
class PaymentFile:
    """A file that was made of a list: its name, digest, how many payments it holds, their sum."""

    name: str
    sha256: str
    count: int
    total: int


def list_documents(payments: PaymentList, files: Sequence[PaymentFile], /) -> tuple[bytes, bytes]:
    """Return the head of a payment list, and its lines.

    Args:
        payments: the list.
        files: the files for the bank that were made of it.

    Returns:
        Canonical bytes of the head, whose digest the journal keeps, and the file of lines.

    Raises:
        Refused: when a name or account has no place in a canonical document.
    """
    lines = join_lines(
        document_bytes(_line(line), path=f"payments.{line.party}") for line in payments.lines
    )
    head: dict[str, Any] = {
        "t": LIST_TYPE,
        "run_id": payments.run_id,
        "manifest_sha256": payments.manifest_sha256,
        "root": payments.root,
        "attempt": payments.attempt,
        "currency": payments.currency.code,
        "exponent": payments.currency.exponent,
        "count": payments.count,
        "total_minor": payments.total,
        "lines_sha256": digest(lines),
        "files": [
            {
                "name": one.name,
                "sha256": one.sha256,
                "count": one.count,
                "total_minor": one.total,
            }
            for one in files
        ],
    }
    return document_bytes(head, _PROFILE, path="payments"), lines


def _line(line: PaymentLine) -> dict[str, Any]:
    return {
        "t": LINE_TYPE,
        "reference": line.reference,
        "party": line.party,
        "amount_minor": line.amount,
        "payer": line.payer,
        "by": line.by.value,
        "name": line.name,
        "account": line.account,
        "bank": line.bank,
        "awarded_minor": line.awarded,
        "group": line.group,
    }


def read_list(head: bytes, lines: bytes, /, *, place: str = "list.json") -> PaymentList:
    """Return the payment list that two documents say, held against each other.

    Args:
        head: the head.
        lines: the file of lines.
        place: the head's file, for findings.

    Raises:
        Refused: for anything but what `list_documents` writes.
    """
    told = typed(read_document(head, _PROFILE, place=place), LIST_TYPE, _HEAD, place=place)
    read = tuple(
        _read_line(typed(one, LINE_TYPE, _LINE, place="lines.jsonl"))
        for _, one in read_lines(lines, place="lines.jsonl")
    )
    stated = (told["count"], told["total_minor"], told["lines_sha256"])
    known = (len(read), sum(line.amount for line in read), digest(lines))
    if stated != known or not _is_head(told):
        raise Refused([faults.LIST_CHANGED.at("").placed(place)])
    return PaymentList(
        run_id=told["run_id"],
        manifest_sha256=told["manifest_sha256"],
        root=told["root"],
        attempt=told["attempt"],
        currency=currency(told["currency"]),
        lines=read,
    )


def _is_head(told: Mapping[str, Any]) -> bool:
    digests = (told["manifest_sha256"], told["root"])
    attempt = told["attempt"]
    return (
        all(isinstance(one, str) and HEX_DIGEST.fullmatch(one) for one in digests)
        and isinstance(told["run_id"], str)
        and isinstance(attempt, int)
        and attempt > 0
        and EXPONENTS.get(told["currency"]) == told["exponent"]
    )


def _read_line(told: Mapping[str, Any]) -> PaymentLine:
    whole = (told["amount_minor"], told["awarded_minor"])
    texts = [told[key] for key in _LINE if not key.endswith("_minor")]
    is_good = (
        all(isinstance(one, int) and not isinstance(one, bool) and one >= 0 for one in whole)
        and all(isinstance(one, str) for one in texts)
        and _REFERENCE.fullmatch(told["reference"])
        and told["by"] in set(Channel)
    )
    if not is_good:
        raise Refused([faults.LIST_CHANGED.at("").placed("lines.jsonl")])
    return PaymentLine(
        reference=told["reference"],
        party=told["party"],
        amount=told["amount_minor"],
        payer=told["payer"],
        by=Channel(told["by"]),
        name=told["name"],
        account=told["account"],
        bank=told["bank"],
        awarded=told["awarded_minor"],
        group=told["group"],
    )
