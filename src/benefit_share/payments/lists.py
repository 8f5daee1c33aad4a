"""Making a payment list: who is paid how much, once, bound to the filing; what is issued again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from benefit_share.errors import Refused
from benefit_share.findings import Finding, errors_of
from benefit_share.payments import faults
from benefit_share.payments.model import Channel, Due, Filing, PaymentLine, PaymentList
from benefit_share.payments.references import payment_reference
from benefit_share.values import Currency, minor_text

if TYPE_CHECKING:
    from benefit_share.households import Payee
    from benefit_share.payments.reconciliation import Reconciliation

__all__ = ["issue_again", "payment_list"]


def payment_list(
    filing: Filing,
    due: Iterable[Due],
    accounts: Iterable[Payee],
    /,
    *,
    currency: Currency,
    allows_cash: bool = False,
) -> PaymentList:
    """Return the payment list of a filed run: its first, and only once.

    Args:
        filing: what is known of the filing.
        due: what each party is to be paid; nothing for an amount of 0.
        accounts: where the money goes, by party.
        currency: of all amounts.
        allows_cash: whether a party without an account is paid against a signature.

    Returns:
        The list, whose control total is what the filed run pays.

    Raises:
        Refused: when the run is not the filed head or has been paid, when somebody has no account,
            or when the sum is another than that of the filing; every reason at once.
    """
    found = list(filing.blockers())
    if filing.is_sent:
        found.append(faults.ALREADY_SENT.at("run", run=filing.run_id))
    if filing.paid_before:
        told = {"run": filing.run_id, "other": filing.paid_before}
        found.append(faults.PAID_BEFORE.at("run", **told))
    wanted = sorted((one for one in due if one.amount), key=lambda one: (one.payer, one.party))
    found += _amounts(wanted, filing, currency)
    return _made(filing, wanted, accounts, 1, currency, allows_cash=allows_cash, found=found)


def issue_again(
    filing: Filing,
    earlier: Sequence[PaymentList],
    state: Reconciliation,
    accounts: Iterable[Payee],
    /,
    *,
    only: Iterable[str] = (),
    allows_cash: bool = False,
) -> PaymentList:
    """Return a list of what came back or was paid short, under new references.

    Args:
        filing: what is known of the filing.
        earlier: every list so far, in order.
        state: what all answers amount to, over exactly these lists.
        accounts: where the money goes now; an account may have been put right.
        only: the parties, or none for every one that can be issued again.
        allows_cash: whether a party without an account is paid against a signature.

    Returns:
        The next list; each amount is what is still open of the party.

    Raises:
        Refused: when there is no list yet, when a party named is not open to it, or when there is
            nothing to issue.
    """
    if not earlier:
        raise Refused([faults.LIST_MISSING.at("payments")])
    found = list(filing.blockers())
    named = frozenset(only)
    chosen = [one for one in state.settled if not named or one.party in named]
    found += [
        one.obstacle.at("payments", party=one.party) for one in chosen if named and one.obstacle
    ]
    known = {one.party for one in chosen}
    found += [faults.NOT_PAID.at("payments", party=one) for one in sorted(named - known)]
    ready = [one for one in chosen if one.obstacle is None]
    if not ready and not found:
        found.append(faults.NOTHING_TO_ISSUE.at("payments"))
    first = {(line.payer, line.party): line for line in earlier[0].lines}
    wanted = []
    for one in ready:
        line = first[one.payer, one.party]
        wanted.append(Due(one.party, one.open, one.payer, line.awarded, line.group, line.name))
    attempt = len(earlier) + 1
    money = earlier[0].currency
    return _made(filing, wanted, accounts, attempt, money, allows_cash=allows_cash, found=found)


def _amounts(due: Sequence[Due], filing: Filing, money: Currency) -> Iterator[Finding]:
    if not due:
        yield faults.NOTHING_DUE.at("payments")
    seen = set[tuple[str, str]]()
    for one in due:
        if one.amount < 0:
            yield faults.NEGATIVE.at(f"payments.{one.party}", party=one.party)
        if (one.payer, one.party) in seen:
            yield faults.PARTY_TWICE.at(f"payments.{one.party}", party=one.party)
        seen.add((one.payer, one.party))
    total = sum(one.amount for one in due)
    if total != filing.pays:
        shown = minor_text(total, money.exponent), minor_text(filing.pays, money.exponent)
        yield faults.CONTROL_TOTAL.at("payments", total=shown[0], filed=shown[1])


def _made(
    filing: Filing,
    due: Sequence[Due],
    accounts: Iterable[Payee],
    attempt: int,
    money: Currency,
    *,
    allows_cash: bool,
    found: list[Finding],
) -> PaymentList:
    """Return the list, or refuse with all that was found before and is found here."""
    at = {one.household: one for one in accounts}
    whose: dict[str, set[str]] = {}
    for row in at.values():
        whose.setdefault(row.account, set()).add(row.household)
    listed = {one.party for one in due}
    lines = []
    for one in due:
        where = at.get(one.party)
        name = where.payee if where else ""
        account = where.account if where else ""
        has_account = bool(name and account)
        if not has_account and not allows_cash:
            found.append(faults.NO_ACCOUNT.at(f"payees.{one.party}", party=one.party))
        others = sorted(whose[account] - {one.party}) if has_account else []
        if others and (others[0] < one.party or others[0] not in listed):
            path = f"payees.{one.party}"
            found.append(faults.SAME_ACCOUNT.at(path, party=one.party, other=others[0]))
        lines.append(
            PaymentLine(
                reference=payment_reference(filing.run_id, one.payer, one.party, attempt),
                party=one.party,
                amount=one.amount,
                payer=one.payer,
                by=Channel.BANK if has_account else Channel.CASH,
                name=name or one.name,
                account=account if has_account else "",
                bank=where.bank if where and has_account else "",
                awarded=one.awarded,
                group=one.group,
            )
        )
    if errors_of(found):
        raise Refused(found)
    return PaymentList(
        filing.run_id,
        filing.manifest_sha256,
        filing.root,
        attempt,
        money,
        tuple(lines),
        tuple(found),
    )
