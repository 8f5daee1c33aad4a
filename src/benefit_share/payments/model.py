"""What is paid by a filed run: the filing, what is due, each payment, and the list of them."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping

import attrs

from benefit_share.findings import Finding
from benefit_share.payments import faults
from benefit_share.values import Currency

__all__ = ["Channel", "Due", "Filing", "PaymentLine", "PaymentList"]


class Channel(enum.StrEnum):
    """How a payment reaches its payee."""

    BANK = "bank"
    CASH = "cash"
    """Handed over against a signature on the one-card list."""


@attrs.frozen
class Filing:
    """What is known of the filing of a run when it is to be paid.

    Attributes:
        run_id: the run, with its edition.
        manifest_sha256: digest of the manifest that was filed.
        root: the root over its rows.
        is_filed: whether it was filed.
        superseded_by: the run that took its place, or empty.
        is_voided: whether it was voided.
        is_sent: whether a payment list of it has gone out already.
        paid_before: another run of the same distribution that was paid, or empty.
        pays: all that the filed run pays, minor units, as its manifest says.
    """

    run_id: str
    manifest_sha256: str
    root: str
    is_filed: bool
    pays: int
    superseded_by: str = ""
    is_voided: bool = False
    is_sent: bool = False
    paid_before: str = ""

    def blockers(self) -> tuple[Finding, ...]:
        """Return every reason why the run cannot be paid; that it was paid is none of them."""
        return tuple(self._blockers())

    def _blockers(self) -> Iterator[Finding]:
        if not self.is_filed:
            yield faults.NOT_FILED.at("run", run=self.run_id)
        if self.superseded_by:
            yield faults.SUPERSEDED.at("run", run=self.run_id, other=self.superseded_by)
        if self.is_voided:
            yield faults.VOIDED.at("run", run=self.run_id)


@attrs.frozen
class Due:
    """What one party is to be paid by a run.

    Attributes:
        party: household, or another payee that the plan names.
        amount: payable, minor units.
        payer: whose money it is: a collective, an asset of several, or the scope.
        awarded: what the public row says, before anything was held or offset.
        group: group of the household, for the list that is signed.
        name: who signs for cash where no payee is named.
    """

    party: str
    amount: int
    payer: str
    awarded: int = 0
    group: str = ""
    name: str = attrs.field(default="", repr=False)


@attrs.frozen(repr=False)
class PaymentLine:
    """One payment; name and account are in no text that this value makes of itself.

    Attributes:
        reference: the end-to-end id.
        party: who is paid.
        amount: minor units.
        payer: who pays: a collective, an asset of several, or the scope.
        by: how.
        name: the name on the account.
        account: its number, empty for cash.
        bank: the name of the bank.
        awarded: what the public row says.
        group: the group of the household.
    """

    reference: str
    party: str
    amount: int
    payer: str
    by: Channel
    name: str
    account: str = ""
    bank: str = ""
    awarded: int = 0
    group: str = ""

    def __repr__(self) -> str:
        """Show the reference, the party and the amount."""
        return f"PaymentLine({self.reference!r}, {self.party!r}, {self.amount}, …)"


@attrs.frozen
class PaymentList:
    """All payments of one attempt.

    Attributes:
        run_id: the filed run.
        manifest_sha256: digest of its manifest.
        root: the root over its rows.
        attempt: 1, and one more for each time that lines are issued again.
        currency: of all amounts.
        lines: in order of payer and party.
        findings: what there is to know beside it; none is an error.
    """

    run_id: str
    manifest_sha256: str
    root: str
    attempt: int
    currency: Currency
    lines: tuple[PaymentLine, ...] = attrs.field(repr=False)
    findings: tuple[Finding, ...] = attrs.field(default=(), eq=False)

    @property
    def count(self) -> int:
        """How many lines it has."""
        return len(self.lines)

    @property
    def total(self) -> int:
        """The control total, minor units."""
        return sum(line.amount for line in self.lines)

    def by_payer(self) -> Mapping[str, tuple[PaymentLine, ...]]:
        """Return the lines of each payer, in order of payer and party."""
        found: dict[str, list[PaymentLine]] = {}
        for line in sorted(self.lines, key=lambda one: (one.payer, one.party)):
            found.setdefault(line.payer, []).append(line)
        return {payer: tuple(own) for payer, own in found.items()}
