"""Bands of numbers with open and closed ends, and what a list of them leaves out or says twice."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Self

import attrs

from benefit_share.values import faults
from benefit_share.values.numbers import PLACES_LIMIT, decimal_text, exact, fraction_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Band", "Gap", "Overlap", "check_bands", "number_text"]

_LENGTH_LIMIT = 90
_NUMBER = r"-?[0-9][0-9.]*(?:/[0-9]+)?"
_BAND = re.compile(rf"([\[(])({_NUMBER})?, ?({_NUMBER})?([\])])")

# An end is a cut between numbers: (0, x, 0) lies just before x and (0, x, 1) just after it.
# (-1, 0, 0) and (1, 0, 0) lie before and after all numbers.
# Every band is then half-open between two cuts, whatever its brackets.
_Cut = tuple[int, Fraction, int]
_LEAST: _Cut = (-1, Fraction(0), 0)
_GREATEST: _Cut = (1, Fraction(0), 0)


def number_text(number: Fraction) -> str:
    """Return *number* as the shortest exact text: `0.25`, `-40`, or `1/3`."""
    rest, places = number.denominator, 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        places = max(places, power)
    is_short = rest == 1 and places <= PLACES_LIMIT
    return decimal_text(number, places) if is_short else fraction_text(number)


@attrs.frozen
class Band:
    """All numbers between two ends.

    Attributes:
        low: the lower end; None when there is none.
        low_closed: whether the lower end belongs to the band.
        high: the upper end; None when there is none.
        high_closed: whether the upper end belongs to the band.
    """

    low: Fraction | None
    low_closed: bool
    high: Fraction | None
    high_closed: bool

    def __attrs_post_init__(self) -> None:
        """Refuse a closed end that is not there, and a band without a number."""
        text = str(self)
        if (self.low is None and self.low_closed) or (self.high is None and self.high_closed):
            raise faults.BandOpenEnd(faults.form_of(text), len(text))
        if self._from >= self._to:
            raise faults.BandEmpty(faults.form_of(text), len(text))

    @classmethod
    def parse(cls, text: str, /) -> Self:
        """Read a band.

        Args:
            text: `[3,4]`, `(1040,1060]`, `[5,)` or `(,-40)` in ASCII; `[` and `]` close an end, `(`
                and `)` open it, and an end may be left out.

        Returns:
            The band.

        Raises:
            BandOpenEnd: when a missing end is closed.
            BandEmpty: when no number lies in it.
            BandFault: for any other text.
        """
        if not isinstance(text, str):
            name = type(text).__name__
            raise faults.BandFault(faults.form_of(name), len(name))
        match = _BAND.fullmatch(text) if len(text) <= _LENGTH_LIMIT else None
        if match is None:
            raise faults.BandFault(faults.form_of(text), len(text))
        try:
            low, high = (None if end is None else exact(end) for end in match.group(2, 3))
        except faults.NumberRefused:
            raise faults.BandFault(faults.form_of(text), len(text)) from None
        return cls(low, match[1] == "[", high, match[4] == "]")

    @property
    def _from(self) -> _Cut:
        return _LEAST if self.low is None else (0, self.low, 0 if self.low_closed else 1)

    @property
    def _to(self) -> _Cut:
        return _GREATEST if self.high is None else (0, self.high, 1 if self.high_closed else 0)

    def contains(self, number: Fraction | int, /) -> bool:
        """Say whether *number* lies in the band.

        Args:
            number: an exact number.

        Returns:
            Whether it lies between the ends, or on a closed one.
        """
        # Compared directly, not as cuts: tables are looked up once for every claimant.
        if self.low is not None and (
            number < self.low or (number == self.low and not self.low_closed)
        ):
            return False
        return self.high is None or number < self.high or (number == self.high and self.high_closed)

    def __str__(self) -> str:
        """Write the band as `parse` reads it."""
        low = "" if self.low is None else number_text(self.low)
        high = "" if self.high is None else number_text(self.high)
        return f"{'[' if self.low_closed else '('}{low},{high}{']' if self.high_closed else ')'}"


@attrs.frozen
class Gap:
    """Numbers that no band holds.

    Attributes:
        where: all of them; with a step, from the first to the last multiple that is left out.
    """

    where: Band

    @property
    def low(self) -> Fraction | None:
        """The lower end; None when there is none."""
        return self.where.low

    @property
    def high(self) -> Fraction | None:
        """The upper end; None when there is none."""
        return self.where.high


@attrs.frozen
class Overlap:
    """Numbers that two bands hold.

    Attributes:
        first: index of the band that was listed first.
        second: index of the other.
        where: the numbers they share; with a step, from the first to the last multiple.
    """

    first: int
    second: int
    where: Band


def check_bands(
    bands: Sequence[Band], step: Fraction | None = None, *, over: Band | None = None
) -> tuple[Gap | Overlap, ...]:
    """Return what *bands* leave out and what they hold twice.

    With *step*, only its multiples can occur: `[960,1029]` and `[1030,1049]` leave nothing out at a
    step of 1, and 1029.1 to 1029.9 at a step of 1/10.

    Args:
        bands: the bands, in any order.
        step: the positive distance of the numbers that can occur; None when any number can.
        over: what the bands must cover; when None, from the lowest end to the highest.

    Returns:
        The gaps from low to high, then the overlaps of each two bands in the order of the list.

    Raises:
        StepRefused: when *step* is zero or negative.
    """
    if step is not None and step <= 0:
        raise faults.StepRefused
    ranges = [(_cuts(band, step), index) for index, band in enumerate(bands)]
    held = sorted((cuts, index) for cuts, index in ranges if cuts[0] < cuts[1])
    return (*_gaps([cuts for cuts, _ in held], step, over), *_overlaps(held, step))


def _cuts(band: Band, step: Fraction | None) -> tuple[_Cut, _Cut]:
    """Return the two cuts of *band*, moved onto the multiples of *step* when there is one."""
    low, high = band._from, band._to  # noqa: SLF001 - cuts are this module's own way to see a band.
    return (low, high) if step is None else (_moved(low, step), _moved(high, step))


def _moved(cut: _Cut, step: Fraction) -> _Cut:
    """Return the cut just before the first multiple of *step* that lies after *cut*."""
    infinite, at, after = cut
    if infinite:
        return cut
    whole = -(-at // step)
    return (0, (whole + 1 if after and whole * step == at else whole) * step, 0)


def _gaps(
    held: Iterable[tuple[_Cut, _Cut]], step: Fraction | None, over: Band | None
) -> Iterable[Gap]:
    limits = None if over is None else _cuts(over, step)
    reached = None if limits is None else limits[0]
    for low, high in held:
        start = low if limits is None else min(low, limits[1])
        if reached is not None and reached < start:
            yield Gap(_band(reached, start, step))
        reached = high if reached is None else max(reached, high)
    if limits is not None and reached is not None and reached < limits[1]:
        yield Gap(_band(reached, limits[1], step))


def _overlaps(
    held: Sequence[tuple[tuple[_Cut, _Cut], int]], step: Fraction | None
) -> list[Overlap]:
    found = []
    for place, ((_, high), index) in enumerate(held):
        for (other_low, other_high), other in held[place + 1 :]:
            if other_low >= high:
                break
            first, second = sorted((index, other))
            found.append(Overlap(first, second, _band(other_low, min(high, other_high), step)))
    return sorted(found, key=lambda overlap: (overlap.first, overlap.second))


def _band(low: _Cut, high: _Cut, step: Fraction | None) -> Band:
    """Return the band between two cuts; with *step*, from the first to the last multiple."""
    from_, to = (None if cut[0] else cut[1] for cut in (low, high))
    if step is not None:
        return Band(from_, from_ is not None, None if to is None else to - step, to is not None)
    return Band(from_, from_ is not None and not low[2], to, to is not None and bool(high[2]))
