"""The pieces of a statement and of a summary, as values; amounts in minor units, shares exact."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from benefit_share.expressions import Reason
    from benefit_share.expressions.tracing import Term
    from benefit_share.statements.ranks import Rank
    from benefit_share.values import Span, Text

__all__ = [
    "Absence",
    "Known",
    "Line",
    "Movement",
    "Outlet",
    "Receipt",
    "Spread",
    "SummaryStep",
    "Titled",
]


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
        slice: which version of the rules did it, from 1.
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
    slice: int = 1


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
        ranks: its places in the ranked lists of which the best were taken.
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
    ranks: tuple[Rank, ...] = ()


@attrs.frozen
class Absence:
    """A step that the party has no claim in, and why not.

    Attributes:
        step: id of the step.
        title: what it is called.
        clause: where the rules say so.
        why: the condition that does not hold; None if the party is not of the kind asked for.
        among: who the step is for.
        ranks: the places in its ranked lists, none of them among those taken in the end.
    """

    step: str
    title: Text | None
    clause: str
    among: str
    why: Reason | None
    ranks: tuple[Rank, ...] = ()


@attrs.frozen
class Movement:
    """What happened between awarded and payable: held back, released, offset."""

    step: str
    title: Text | None
    clause: str
    to: str
    id: str
    amount: int
