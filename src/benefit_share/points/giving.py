"""How an entry gives points: the forms of `give`.

To add a form, write its class with its `giver`, name it in `FORMS` and `Give`, and write its test
and its line in the documents.

* a quantity (`1`, `-5`, `{times: [-1, household.size]}`): so many points for each one entered;
* `{from: -50, to: -20}`: the assessors decide, and enter the points as the quantity;
* `manual`: the same without limits;
* `{tiers: [{at_least: 4, give: 1}, …]}`: only the tier reached counts;
* `{brackets: [{above: 100, give: 1, per: 100}, …]}`: in each bracket so many for each whole `per`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from fractions import Fraction

import attrs

from benefit_share.expressions.quantity import Literal, Name, Quantity
from benefit_share.findings import Finding
from benefit_share.points import kinds
from benefit_share.points.amounts import Scale, literal
from benefit_share.points.checks import check_points, check_unit, plain_number
from benefit_share.values import number_text

__all__ = [
    "FORMS",
    "METERED",
    "Bracket",
    "Brackets",
    "Give",
    "Giver",
    "Meter",
    "Number",
    "Range",
    "Tier",
    "Tiers",
    "check_give",
    "giver_of",
    "points_of",
]

Number = int | Fraction
"""A quantity: an int where it is whole, which is much faster."""

Meter = Callable[[Number], int]
"""From a quantity, or the total of a window, to points in units."""

MANUAL = Name("manual")


@attrs.frozen
class Giver:
    """A form of `give`, ready to be used; exactly one of the ways is there.

    Attributes:
        per_one: units for each one entered.
        meter: units for a quantity or a total.
        computed: the quantity that has to be evaluated for the party, for each one entered.
        entered: whether the assessors enter the points as the quantity.
        low: the least points they may enter; None: no limit.
        high: the most points they may enter; None: no limit.
        deducts: whether it may deduct; None: the item's `deduction` says so.
        adds: whether it may add; None: the item's `deduction` says so.
    """

    per_one: int | None = None
    meter: Meter | None = None
    computed: Quantity | None = None
    entered: bool = False
    low: Fraction | None = None
    high: Fraction | None = None
    deducts: bool | None = None
    adds: bool | None = None


@attrs.frozen
class Range:
    """The assessors enter points within limits; both ends belong to it.

    Attributes:
        from_: the least points.
        to: the most points.
    """

    from_: Quantity
    to: Quantity

    def giver(self, _scale: Scale) -> Giver:
        """Return the form, ready to be used."""
        low, high = literal(self.from_), literal(self.to)
        return Giver(entered=True, low=low, high=high, deducts=low < 0, adds=high > 0)

    def points(self) -> tuple[Quantity, ...]:
        """Return every number of points it writes."""
        return self.from_, self.to

    def check(self, path: str, step: Fraction, _of: str) -> Iterator[Finding]:
        """Yield what is wrong with it."""
        yield from check_points(self.from_, f"{path}.from", step)
        yield from check_points(self.to, f"{path}.to", step)
        low, high = plain_number(self.from_), plain_number(self.to)
        if low is not None and high is not None and low > high:
            yield kinds.RANGE_REVERSED.at(path, low=number_text(low), to=number_text(high))


@attrs.frozen
class Tier:
    """The points of whoever reaches a quantity.

    Attributes:
        at_least: the quantity from which on the tier is reached.
        give: the points of this tier, in place of those below it.
    """

    at_least: Quantity
    give: Quantity


@attrs.frozen
class Tiers:
    """Only the tier reached counts; below the first there are no points.

    Attributes:
        tiers: from low to high.
    """

    tiers: tuple[Tier, ...]

    def giver(self, scale: Scale) -> Giver:
        """Return the form, ready to be used."""
        ends = [_number(literal(tier.at_least)) for tier in self.tiers]
        units = [0, *(scale.whole(tier.give) for tier in self.tiers)]
        return Giver(
            meter=lambda quantity: units[bisect_right(ends, quantity)],
            deducts=min(units) < 0,
            adds=max(units) > 0,
        )

    def points(self) -> tuple[Quantity, ...]:
        """Return every number of points it writes."""
        return tuple(tier.give for tier in self.tiers)

    def check(self, path: str, step: Fraction, of: str) -> Iterator[Finding]:
        """Yield what is wrong with it."""
        rows = tuple(
            (tier.at_least, f"{path}.tiers[{row}].at_least") for row, tier in enumerate(self.tiers)
        )
        yield from _check_rows(rows, of, f"{path}.tiers", lowest=Fraction(0))
        for row, tier in enumerate(self.tiers):
            yield from check_points(tier.give, f"{path}.tiers[{row}].give", step)


@attrs.frozen
class Bracket:
    """The points for the part of a quantity that lies in one bracket.

    Attributes:
        above: where the bracket begins; it ends where the next begins.
        give: the points for each whole *per* of that part.
        per: how much gives that many points.
    """

    above: Quantity
    give: Quantity
    per: Quantity


@attrs.frozen
class Brackets:
    """Each part of a quantity gives the points of its own bracket, like a tax.

    Attributes:
        brackets: from low to high.
    """

    brackets: tuple[Bracket, ...]

    def giver(self, scale: Scale) -> Giver:
        """Return the form, ready to be used."""
        begins = [_number(literal(row.above)) for row in self.brackets]
        gives = [scale.whole(row.give) for row in self.brackets]
        pers = [_number(literal(row.per)) for row in self.brackets]
        rows = list(zip(begins, [*begins[1:], None], gives, pers, strict=True))

        def meter(quantity: Number) -> int:
            units = 0
            for above, to, give, per in rows:
                if quantity <= above:
                    break
                part = quantity if to is None or quantity < to else to
                units += give * ((part - above) // per)
            return units

        return Giver(meter=meter, deducts=min(gives) < 0, adds=max(gives) > 0)

    def points(self) -> tuple[Quantity, ...]:
        """Return every number of points it writes."""
        return tuple(row.give for row in self.brackets)

    def check(self, path: str, step: Fraction, of: str) -> Iterator[Finding]:
        """Yield what is wrong with it."""
        path = f"{path}.brackets"
        rows = tuple((row.above, f"{path}[{at}].above") for at, row in enumerate(self.brackets))
        yield from _check_rows(rows, of, path, lowest=None)
        for at, row in enumerate(self.brackets):
            yield from check_points(row.give, f"{path}[{at}].give", step)
            yield from check_unit(row.per, f"{path}[{at}].per", of)
            per = plain_number(row.per)
            if per is not None and per <= 0:
                yield kinds.STEP.at(f"{path}[{at}].per", step=number_text(per))


FORMS = (Range, Tiers, Brackets)
"""The forms that are written as a mapping; the first field of each is its form key."""

METERED = (Tiers, Brackets)
"""The forms that look at a quantity, or at the total of a window."""

Give = Quantity | Range | Tiers | Brackets


def giver_of(give: Give, scale: Scale) -> Giver:
    """Return the form of a checked *give*, ready to be used."""
    if isinstance(give, FORMS):
        return give.giver(scale)
    if give == MANUAL:
        return Giver(entered=True)
    if isinstance(give, Literal):
        units = scale.whole(give)
        return Giver(per_one=units, deducts=units < 0, adds=units > 0)
    return Giver(computed=give)


def points_of(give: Give | None) -> tuple[Fraction, ...]:
    """Return the numbers of points that *give* writes; what has to be computed is left out."""
    written = give.points() if isinstance(give, FORMS) else (give,)
    numbers = (plain_number(quantity) for quantity in written)
    return tuple(number for number in numbers if number is not None)


def check_give(give: Give, path: str, step: Fraction, of: str) -> Iterator[Finding]:
    """Yield what is wrong with a *give* whose item is measured in *of*."""
    if isinstance(give, FORMS):
        yield from give.check(path, step, of)
    elif isinstance(give, Literal):
        yield from check_points(give, path, step)


def _check_rows(
    rows: tuple[tuple[Quantity, str], ...], of: str, path: str, *, lowest: Fraction | None
) -> Iterator[Finding]:
    """Yield rows that do not rise; the first is above *lowest*, without it at 0 or above."""
    if not rows:
        yield kinds.TIERS_EMPTY.at(path)
    reached = lowest
    for quantity, place in rows:
        yield from check_unit(quantity, place, of)
        at = plain_number(quantity)
        if at is None:
            continue
        if at < 0 or (reached is not None and at <= reached):
            yield kinds.TIERS_ORDER.at(place, at=number_text(at))
        reached = at


def _number(value: Fraction) -> Number:
    return value.numerator if value.denominator == 1 else value
