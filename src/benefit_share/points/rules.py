"""A scheme made ready: each item as a rule in whole units, each limit with its window."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from benefit_share.points.amounts import Scale, literal
from benefit_share.points.effects import RESET, Effect
from benefit_share.points.giving import Giver, Meter, giver_of
from benefit_share.points.windows import ENTRY, EVER, WINDOWS, WindowKey
from benefit_share.values import number_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from benefit_share.points.scheme import Cap, Item, Scheme

__all__ = [
    "ACT",
    "ALIVE",
    "CAP",
    "EACH",
    "FREEZE",
    "GROUP",
    "ONES",
    "ONE_ACT",
    "PAIR_SHIFT",
    "REPEAT",
    "RESETS",
    "TOTAL",
    "VETO",
    "Limit",
    "Rule",
    "Rules",
    "scale_of",
]

# What the entries of a party need: a stage whose bit is not set is passed over.
# The first three compare entries, so their stage is called for by the second entry that needs it.
ONE_ACT, ONE_EACH, ONE_REPEAT = 1, 2, 4
ONES = ONE_ACT | ONE_EACH | ONE_REPEAT
PAIR_SHIFT = 3
ACT, EACH, REPEAT = (one << PAIR_SHIFT for one in (ONE_ACT, ONE_EACH, ONE_REPEAT))
ALIVE, RESETS, TOTAL, CAP, GROUP, FREEZE, VETO = (1 << bit for bit in range(6, 13))


@attrs.frozen
class Limit:
    """The most that counts in a window.

    Attributes:
        units: the most, in units.
        key: the window of a day.
        single: whether each entry is limited by itself.
    """

    units: int
    key: WindowKey
    single: bool

    @classmethod
    def of(cls, cap: Cap | None, scale: Scale) -> Limit | None:
        """Return a checked *cap* in units."""
        if cap is None:
            return None
        return cls(scale.whole(cap.is_), WINDOWS[cap.per], cap.per == ENTRY)


@attrs.frozen(eq=False)
class Rule:
    """One item, made ready.

    Attributes:
        item: the id of the item.
        giver: how an entry gives points.
        per_one: units for each one entered, or None.
        meter: units for the quantity or the total, or None.
        quick: units of a whole quantity that the item plainly allows; None: look closely.
        total: the window whose total is looked at, or None.
        carries: whether what was earned before the period still lifts that total.
        each: the window in which one entry counts, or None.
        limit: the most that counts, or None.
        group: the id of its group, or empty.
        group_limit: the most that counts of its group, or None.
        months: how long an entry is valid, or None if the points decide.
        evidence: whether it counts only with evidence.
        headed: whether it goes to the head of the household.
        deducts: whether it may deduct.
        adds: whether it may add.
        resets: whether it resets the points.
        lasts: whether it has an effect that lasts.
        freezes: whether additions are frozen while it holds.
        veto: the score while it holds, in units, or None.
        in_period: whether its effect holds in its own period alone.
        repaired: the rule of an entry that has been put right, or None.
        needs: the stages it needs.
    """

    item: str
    giver: Giver
    per_one: int | None
    meter: Meter | None
    quick: Callable[[int], int | None]
    total: WindowKey | None
    carries: bool
    each: WindowKey | None
    limit: Limit | None
    group: str
    group_limit: Limit | None
    months: int | None
    evidence: bool
    headed: bool
    deducts: bool
    adds: bool
    resets: bool
    lasts: bool
    freezes: bool
    veto: int | None
    in_period: bool
    repaired: Rule | None
    needs: int


@attrs.frozen(eq=False)
class Rules:
    """A checked scheme, made ready.

    Attributes:
        scheme: the scheme.
        scale: how many units a point is.
        items: the rule of each item.
        at_least: the least total in units, or None.
        at_most: the greatest total in units, or None.
        factor: the factor of a repetition as text, or empty.
    """

    scheme: Scheme
    scale: Scale
    items: Mapping[str, Rule]
    at_least: int | None
    at_most: int | None
    factor: str

    @classmethod
    def of(cls, scheme: Scheme) -> Rules:
        """Make a scheme ready in which `check_scheme` has found no error."""
        scale = scale_of(scheme)
        groups = {group.id: Limit.of(group.at_most, scale) for group in scheme.groups}
        return cls(
            scheme,
            scale,
            {item.id: _rule(item, scheme, scale, groups) for item in scheme.items},
            None if scheme.at_least is None else scale.whole(scheme.at_least),
            None if scheme.at_most is None else scale.whole(scheme.at_most),
            "" if scheme.repeat is None else number_text(scheme.repeat.factor),
        )


def scale_of(scheme: Scheme) -> Scale:
    """Return the scale on which every number of points of *scheme* is whole."""
    return Scale.of(scheme.step, Fraction(1) if scheme.repeat is None else scheme.repeat.factor)


def _rule(item: Item, scheme: Scheme, scale: Scale, groups: Mapping[str, Limit | None]) -> Rule:
    giver = Giver(per_one=0) if item.give is None else giver_of(item.give, scale)
    effect = item.effect if isinstance(item.effect, Effect) else None
    deducts = item.deduction if giver.deducts is None else giver.deducts
    rule = Rule(
        item=item.id,
        giver=giver,
        per_one=giver.per_one,
        meter=giver.meter,
        quick=_quick(giver, scale, measured=bool(item.total_in)),
        total=WINDOWS[item.total_in] if item.total_in else None,
        carries=item.total_in == EVER,
        each=None if item.each == ENTRY else WINDOWS[item.each],
        limit=Limit.of(item.at_most, scale),
        group=item.group,
        group_limit=groups.get(item.group),
        months=None if item.valid is None else item.valid.in_months,
        evidence=item.evidence or bool(item.approver),
        headed=bool(scheme.head_takes) and item.category == scheme.head_takes,
        deducts=deducts,
        adds=(not item.deduction) if giver.adds is None else giver.adds,
        resets=item.effect == RESET,
        lasts=effect is not None,
        freezes=effect is not None and bool(effect.freeze),
        veto=None if effect is None or effect.veto is None else scale.whole(effect.veto),
        in_period=effect is not None and effect.while_ == "period",
        repaired=_repaired(item, scheme, scale, groups),
        needs=0,
    )
    return attrs.evolve(rule, needs=_needs(rule, item, scheme))


def _repaired(
    item: Item, scheme: Scheme, scale: Scale, groups: Mapping[str, Limit | None]
) -> Rule | None:
    if item.repair is None:
        return None
    give = item.repair.turns_into
    deduction = literal(give) < 0
    mended = attrs.evolve(
        item, give=give, effect=None, repair=None, valid=None, total_in="", deduction=deduction
    )
    return _rule(mended, scheme, scale, groups)


def _needs(rule: Rule, item: Item, scheme: Scheme) -> int:
    wanted = (
        (ONE_EACH, rule.each is not None),
        (ONE_REPEAT, scheme.repeat is not None and rule.deducts and item.repeat),
        (ALIVE, _mortal(rule, scheme)),
        (RESETS, rule.resets),
        (TOTAL, rule.total is not None),
        (CAP, rule.limit is not None),
        (GROUP, rule.group_limit is not None),
        (FREEZE, rule.freezes),
        (VETO, rule.veto is not None),
    )
    return sum(bit for bit, need in wanted if need)


def _mortal(rule: Rule, scheme: Scheme) -> bool:
    """Return whether an entry may come not to count for its date or its evidence."""
    by_date = scheme.counts != "valid_at" or rule.lasts or rule.months is not None
    highs = [row.value.high for row in scheme.valid]
    by_points = bool(highs) and (rule.deducts or any(high is None or high > 0 for high in highs))
    return by_date or by_points or rule.evidence


def _quick(giver: Giver, scale: Scale, *, measured: bool) -> Callable[[int], int | None]:
    """Return the short way for a whole quantity above zero; the long way says what is wrong."""
    per_one, meter, low, high = giver.per_one, giver.meter, giver.low, giver.high
    if measured:
        return lambda number: None if number < 0 else 0
    if meter is not None:
        return lambda number: None if number < 0 else meter(number)
    if per_one is not None:
        return lambda number: None if number < 0 else per_one * number
    if low is not None and high is not None and scale.step == 1:
        least, most, per_point = low, high, scale.per_point
        return lambda number: number * per_point if least <= number <= most else None
    return lambda _: None
