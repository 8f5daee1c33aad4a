"""A payment list and a reconciliation in words and as JSON; no account stands in either."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from benefit_share.payments import Because, Channel
from benefit_share.rendering.words.catalogues import marked
from benefit_share.rendering.words.languages import words_in
from benefit_share.values.frozen import FrozenMap
from benefit_share.values.width import clean, pad, width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benefit_share.payments import OpenItem, PaymentList, Reconciliation, Sums
    from benefit_share.rendering.words.languages import Words
    from benefit_share.values import Currency

__all__ = ["list_json", "list_text", "reconciliation_json", "reconciliation_text"]

COLUMNS: Final = 80
AMOUNTS: Final = 3
"""The column of an open item that holds amounts."""

_BECAUSE: Final = FrozenMap(
    {
        Because.RETURNED: marked("sent back"),
        Because.SHORT: marked("paid short"),
        Because.DOUBLED: marked("paid more than once"),
        Because.DIFFERENT: marked("does not fit"),
        Because.UNKNOWN: marked("unknown line"),
        Because.UNANSWERED: marked("not answered"),
        Because.STOP: marked("to be stopped"),
    }
)

_TO_DO: Final = FrozenMap(
    {
        Because.RETURNED: marked("put the account right, and issue it again (pay --again)"),
        Because.SHORT: marked("issue the rest again (pay --again)"),
        Because.DOUBLED: marked("ask the bank and the household to give back what is beyond"),
        Because.DIFFERENT: marked("ask the bank which of its answers is true"),
        Because.UNKNOWN: marked("ask the bank whose money this is; it is no payment of this run"),
        Because.UNANSWERED: marked("wait, or ask the bank; it is not issued again before that"),
        Because.STOP: marked("let the bank stop it; an earlier payment has arrived after all"),
    }
)
"""What is to be done about an open item."""

_REASONS: Final = FrozenMap(
    {
        "AC01": marked("account number wrong"),
        "AC03": marked("account number of the payee not valid"),
        "AC04": marked("account closed"),
        "AC06": marked("account blocked"),
        "AC07": marked("account of the payee closed"),
        "AG01": marked("the account takes no such payment"),
        "AM04": marked("not enough money"),
        "AM05": marked("the bank has this payment already"),
        "AM09": marked("another amount than agreed"),
        "BE01": marked("name and account do not belong together"),
        "BE06": marked("payee not known at the bank"),
        "DUPL": marked("the bank has this payment already"),
        "MD07": marked("holder of the account has died"),
        "MS02": marked("the payee refuses it, without a reason"),
        "MS03": marked("the bank gives no reason"),
        "RC01": marked("code of the bank wrong"),
        "RR04": marked("not allowed by law or supervision"),
        "TM01": marked("came to the bank too late in the day"),
    }
)
"""The commonest codes of ISO 20022; others stand as they came."""


def list_text(made: PaymentList, language: str) -> str:
    """Return in a few lines what a payment list holds.

    Args:
        made: the list.
        language: `zh` or `en`.
    """
    words, money = words_in(language), made.currency
    cash = [line for line in made.lines if line.by is Channel.CASH]
    lines = [
        words.tell(
            "Payment list {attempt} of {run}: {count} payments, {total}",
            attempt=made.attempt,
            run=made.run_id,
            count=made.count,
            total=words.money(made.total, money),
        )
    ]
    by_payer = made.by_payer()
    if len(by_payer) > 1:
        for payer, own in by_payer.items():
            total = words.money(sum(line.amount for line in own), money)
            told = marked("  of these paid by {payer}: {count}, {total}")
            lines.append(words.tell(told, payer=payer, count=len(own), total=total))
    if cash:
        total = words.money(sum(line.amount for line in cash), money)
        told = marked("of these against a signature: {count}, {total}")
        lines.append(words.tell(told, count=len(cash), total=total))
    return "\n".join(lines) + "\n"


def list_json(made: PaymentList) -> dict[str, Any]:
    """Return what a payment list holds as JSON; its lines stay in the restricted folder."""
    return {
        "run": made.run_id,
        "manifest_sha256": made.manifest_sha256,
        "attempt": made.attempt,
        "count": made.count,
        "total_minor": made.total,
        "payers": [
            {"payer": payer, "count": len(own), "total_minor": sum(line.amount for line in own)}
            for payer, own in made.by_payer().items()
        ],
        "cash": sum(line.by is Channel.CASH for line in made.lines),
        "currency": made.currency.code,
    }


def reconciliation_text(state: Reconciliation, money: Currency, language: str) -> str:
    """Return where payments stand: each open item on a line, and the sums.

    Args:
        state: what all answers amount to.
        money: the currency.
        language: `zh` or `en`.
    """
    words = words_in(language)
    settled = sum(not one.open for one in state.settled)
    told = marked("Settled: {settled} of {count}; open items: {items}")
    figures = {"settled": settled, "count": state.sums.count, "items": len(state.items)}
    lines = [words.tell(told, **figures)]
    lines += _table([_cells(item, words, money) for item in state.items])
    lines += _to_do(state.items, words)
    lines += _sums(state.sums, words, money)
    return "\n".join(lines) + "\n"


def _to_do(items: Sequence[OpenItem], words: Words) -> list[str]:
    """Return what is to be done, once for each reason why something is open."""
    return [
        words.tell(
            marked("{what}: {to_do}."),
            what=words.tell(_BECAUSE[because]),
            to_do=words.tell(_TO_DO[because]),
        )
        for because in dict.fromkeys(item.because for item in items)
    ]


def _cells(item: OpenItem, words: Words, money: Currency) -> tuple[str, ...]:
    amounts = [
        words.tell(said, amount=words.amount(amount, money))
        for said, amount in (
            (marked("owed {amount}"), item.owed),
            (marked("beyond {amount}"), item.beyond),
        )
        if amount
    ]
    codes = (words.tell(_REASONS[one]) if one in _REASONS else one for one in item.why.split())
    return (
        words.tell(_BECAUSE[item.because]),
        item.party,
        clean(item.reference),
        "  ".join(amounts),
        clean(" ".join(codes)),
    )


def _table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    lines: list[str] = []
    for row in rows:
        cells = (
            pad(cell, size, right=place == AMOUNTS)
            for place, (cell, size) in enumerate(zip(row, widths, strict=True))
        )
        told = wrap("  ".join(cells).rstrip(), COLUMNS - 2, hanging=2)
        lines += (f"  {line}" for line in told)
    return lines


def _sums(sums: Sums, words: Words, money: Currency) -> list[str]:
    figures = {
        name: words.money(getattr(sums, name), money)
        for name in ("instructed", "paid", "open", "moved", "beyond")
    }
    return [
        words.tell(marked("Paid {paid} + open {open} = instructed {instructed}"), **figures),
        words.tell(marked("Moved {moved} = paid {paid} + beyond {beyond}"), **figures),
    ]


def reconciliation_json(state: Reconciliation) -> dict[str, Any]:
    """Return where payments stand as JSON, with the sums before and after each answer."""
    return {
        "sums": _sums_json(state.sums),
        "steps": [_sums_json(one) for one in state.steps],
        "settled": [one.party for one in state.settled if not one.open],
        "items": [
            {
                "because": one.because.value,
                "payer": one.payer,
                "reference": one.reference,
                "party": one.party,
                "owed_minor": one.owed,
                "beyond_minor": one.beyond,
                "why": one.why,
            }
            for one in state.items
        ],
    }


def _sums_json(sums: Sums) -> dict[str, int]:
    return {
        "count": sums.count,
        "instructed_minor": sums.instructed,
        "paid_minor": sums.paid,
        "open_minor": sums.open,
        "moved_minor": sums.moved,
        "beyond_minor": sums.beyond,
    }
