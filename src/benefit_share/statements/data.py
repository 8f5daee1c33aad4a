"""What a statement and a summary say, as values; amounts in minor units, shares exact."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.statements.parts import (
    Absence,
    Known,
    Line,
    Movement,
    Receipt,
    Spread,
    SummaryStep,
    Titled,
)

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.plan.model import Contact
    from benefit_share.points import EntryFate
    from benefit_share.statements.persons import Persons
    from benefit_share.values import Currency, Period, Text
    from benefit_share.waterfall import AccountFlow, PoolFlow, Totals

__all__ = ["STATEMENT_FORMAT", "SUMMARY_FORMAT", "Statement", "Summary"]

STATEMENT_FORMAT: Final = "benefit-share/statement/1"
SUMMARY_FORMAT: Final = "benefit-share/summary/1"


@attrs.frozen
class Statement:
    """Everything one party is told of one run.

    Attributes:
        distribution_id: what people talk about.
        inputs_digest: SHA-256 over the values that were read.
        plan_id: id of the rules.
        plan_version: version of the rules.
        plan_title: what the rules are called.
        title: what the distribution is called.
        synthetic: which part of the data is made up.
        engine: the version of the library.
        currency: the currency of all amounts.
        period: the period whose income is shared.
        record_date: the day on which the roster was looked at.
        party: id of the party.
        kind: `household`, `person`, `collective` or `body`.
        collective: id of its collective, or empty.
        collective_name: name of its collective, or empty.
        group: its group, or empty.
        head: its head, or empty.
        size: how many members it had on the record date.
        known: the facts that were used.
        gross: the income of the run.
        receipts: what each asset brought in.
        steps: the waterfall that its money came through.
        lines: what it gets.
        movements: what stands between awarded and payable.
        absences: what it does not get, and why.
        awarded: the sum of the lines.
        payable: what is to be paid.
        held: what is held for it after the run, by account.
        contact: whom to object to.
        findings: warnings of the run.
        points: the points that count by item, and the total.
        persons: whose points they are, where persons are scored.
        entries: what became of each entry of the points ledger.
        names: what the things on this page are called.
        slices: where several versions of the rules share the period, the statement of each slice
            in which the party is known, complete. The whole then has the steps, lines, movements
            and sums of all; what is known of the party, its points and what it does not get stand
            in the slices alone. Empty: one version.
        slice: which slice this is, from 1.
    """

    distribution_id: str
    inputs_digest: str
    plan_id: str
    plan_version: int
    plan_title: Text | None
    title: Text | None
    synthetic: Text | None
    engine: str
    currency: Currency
    period: Period
    record_date: dt.date
    party: str
    kind: str
    collective: str
    collective_name: str
    group: str
    head: str
    size: int
    known: tuple[Known, ...]
    gross: int
    receipts: tuple[Receipt, ...]
    steps: tuple[SummaryStep, ...]
    lines: tuple[Line, ...]
    movements: tuple[Movement, ...]
    absences: tuple[Absence, ...]
    awarded: int
    payable: int
    held: tuple[AccountFlow, ...]
    contact: Contact | None
    findings: tuple[Finding, ...]
    points: tuple[tuple[str, Fraction], ...] = ()
    entries: tuple[EntryFate, ...] = ()
    names: tuple[Titled, ...] = ()
    persons: Persons | None = None
    slices: tuple[Statement, ...] = ()
    slice: int = 1


@attrs.frozen
class Summary:
    """Everything the public is told of one run: no name, no fact of a person.

    Attributes:
        distribution_id: what people talk about.
        inputs_digest: SHA-256 over the values that were read.
        plan_digest: SHA-256 over the values of the plan.
        plan_id: id of the rules.
        plan_version: version of the rules.
        plan_title: what the rules are called.
        title: what the distribution is called.
        synthetic: which part of the data is made up.
        engine: the version of the library.
        currency: the currency of all amounts.
        period: the period.
        record_date: the record date.
        collectives: id and name of each collective.
        receipts: what each asset brought in.
        gross: the income of the run.
        steps: the waterfall.
        pools: what went through each pool.
        accounts: what each balance did.
        payees: what each payee named by the plan gets.
        households: how many parties get something.
        persons: how many members they have.
        on_roster: how many households were on the roster.
        paid_to_parties: what they get together.
        totals: the conservation of the whole.
        arrears: contract, due, received, still open (minor units, exact).
        findings: what is to be said.
        contact: whom to object to.
        names: what the things on this page are called; no person's.
        spread: the receipts that were earned in several periods.
        slices: where several versions of the rules share the period, the summary of each slice,
            complete. The whole then has the steps and sums of all; pools and the receipts of
            several periods stand in the slices alone. Empty: one version.
        slice: which slice this is, from 1.
    """

    distribution_id: str
    inputs_digest: str
    plan_digest: str
    plan_id: str
    plan_version: int
    plan_title: Text | None
    title: Text | None
    synthetic: Text | None
    engine: str
    currency: Currency
    period: Period
    record_date: dt.date
    collectives: tuple[tuple[str, str], ...]
    receipts: tuple[Receipt, ...]
    gross: int
    steps: tuple[SummaryStep, ...]
    pools: tuple[PoolFlow, ...]
    accounts: tuple[AccountFlow, ...]
    payees: tuple[tuple[str, int], ...]
    households: int
    persons: int
    on_roster: int
    paid_to_parties: int
    totals: Totals
    arrears: tuple[tuple[str, Fraction, int, Fraction], ...]
    findings: tuple[Finding, ...]
    contact: Contact | None
    names: tuple[Titled, ...] = ()
    spread: tuple[Spread, ...] = ()
    slices: tuple[Summary, ...] = ()
    slice: int = 1
