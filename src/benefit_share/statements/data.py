"""What a statement and a summary say, as values; amounts in minor units, shares exact."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from benefit_share.expressions import Reason
    from benefit_share.expressions.tracing import Term
    from benefit_share.findings import Finding
    from benefit_share.plan.model import Contact
    from benefit_share.points import EntryFate
    from benefit_share.statements.persons import Persons
    from benefit_share.values import Currency, Period, Span, Text
    from benefit_share.waterfall import AccountFlow, PoolFlow, Totals

__all__ = [
    "STATEMENT_FORMAT",
    "SUMMARY_FORMAT",
    "Absence",
    "Known",
    "Line",
    "Movement",
    "Outlet",
    "Receipt",
    "Spread",
    "Statement",
    "Summary",
    "SummaryStep",
    "Titled",
]

STATEMENT_FORMAT: Final = "benefit-share/statement/1"
SUMMARY_FORMAT: Final = "benefit-share/summary/1"


@attrs.frozen
class Titled:
    """What something is called, so that no reader meets an id where there is a name.

    Attributes:
        kind: `pool`, `fact`, `figure`, `register`, `item`, `step`, `asset`, `collective`, …
        id: its id.
        title: what it is called.
    """

    kind: str
    id: str
    title: Text


@attrs.frozen
class Receipt:
    """What one asset brought in, by kind."""

    asset: str
    name: str
    kind: str
    amount: int


@attrs.frozen
class Spread:
    """A receipt that was earned in several periods, in minor units.

    Attributes:
        receipt: id of the receipt.
        asset: id of the asset that earned it.
        name: what the asset is called.
        received_on: the day on which it came.
        earned: the days in which it was earned.
        amount: the whole of it.
        recognised: what belongs to this period.
        released: the part of that which earlier runs kept.
        deferred: what this run keeps for later periods.
    """

    receipt: str
    asset: str
    name: str
    received_on: dt.date
    earned: Span
    amount: int
    recognised: int
    released: int
    deferred: int


@attrs.frozen
class Outlet:
    """One place that a step sent money to: `pool`, `account`, `payee`, or `claimants`."""

    to: str
    id: str
    holder: str
    exact: Fraction
    amount: int


@attrs.frozen
class SummaryStep:
    """One step in one copy of its pool: the waterfall, line by line.

    Attributes:
        step: id of the step.
        title: what it is called.
        clause: where the rules say so.
        pool: the pool it drew from.
        copy: the copy of the pool.
        before: what was in the pool.
        exact: the exact amount it asked for, or None.
        offered: the whole amount offered.
        used: the amount used.
        after: what is left in the pool.
        rounding: how the amount offered was rounded, or empty.
        take: how the amount was made, or None for all that remained or was needed.
        outlets: where the money went.
        mode: `share`, `pay`, or empty.
        claims: how many claims there were.
        total: the total weight, or the sum of what was asked.
        unit_of_total: the unit of *total*: `money`, `point`, `person`, `number`, …
        multiplier: minor units for one unit of weight, or the multiplier of the rule.
        cut: the fraction at which rounding up stopped.
        raised: how many got a rounding unit.
        residue: what was offered and not given, and stays in the pool.
        rule: the rule of division.
        skipped: why nothing was done, or empty.
        of_gross: the part of the gross income that it used.
        unit: the smallest amount awarded, in minor units.
        share_rounding: how the amounts of the claims were rounded, or empty.
        beyond_limits: the part of the residue above all limits; the rest is what rounding left.
    """

    step: str
    title: Text | None
    clause: str
    pool: str
    copy: str
    before: int
    exact: Fraction | None
    offered: int
    used: int
    after: int
    rounding: str
    take: Term | None
    outlets: tuple[Outlet, ...]
    mode: str
    claims: int
    total: Fraction
    unit_of_total: str
    multiplier: Fraction | None
    cut: Fraction | None
    raised: int
    residue: int
    rule: str
    skipped: str
    of_gross: Fraction
    unit: int = 1
    share_rounding: str = ""
    beyond_limits: Fraction = Fraction(0)


@attrs.frozen
class Known:
    """One fact about the household or a member, as it was used, with its days.

    Attributes:
        subject: id of the household or member.
        fact: the name of the fact.
        value: the value as it is recorded.
        span: the days on which it was true.
        evidence: where it is proved, or empty.
        unit: `money`, the unit of a number, or empty for a word.
    """

    subject: str
    fact: str
    value: str
    span: Span
    evidence: str = ""
    unit: str = ""


@attrs.frozen
class Line:
    """One claim of the party: what it rests on, and how it became an amount.

    Attributes:
        step: the step in its copy.
        claim: the claim: the claimant's id, or `holder#row`.
        claimant: the party that owns the claim.
        asked: the weight, or the wanted sum in minor units.
        made: how that was made, or None for equal shares.
        exact: the exact share in minor units.
        amount: the whole amount awarded in minor units.
        raised: whether it got a rounding unit.
        bound: the limit that bound it, or empty.
        floor: its least, or None.
        cap: its most, or None.
        unpaid: what was asked and is not paid now.
        why: why it is in the step, or None if everybody is.
        of_gross: the part of the gross income that it is.
        edge: what decided at the cut, where only some could be raised: `order` (the smaller share,
            then the larger claim) or `seed` (the tie seed, among equals); else empty.
    """

    step: SummaryStep
    claim: str
    claimant: str
    asked: Fraction
    made: Term | None
    exact: Fraction
    amount: int
    raised: bool
    bound: str
    floor: Fraction | None
    cap: Fraction | None
    unpaid: int
    why: Reason | None
    of_gross: Fraction
    edge: str


@attrs.frozen
class Absence:
    """A step that the party has no claim in, and why not.

    Attributes:
        step: id of the step.
        title: what it is called.
        clause: where the rules say so.
        why: the condition that does not hold; None if the party is not of the kind asked for.
        among: who the step is for.
    """

    step: str
    title: Text | None
    clause: str
    among: str
    why: Reason | None


@attrs.frozen
class Movement:
    """What happened between awarded and payable: held back, released, offset."""

    step: str
    title: Text | None
    clause: str
    to: str
    id: str
    amount: int


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
