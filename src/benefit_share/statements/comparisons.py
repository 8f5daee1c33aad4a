"""Who received how much, put beside something else: a category, points, a number, the last year.

Sums over households, each exact; whoever shows them joins what stands for too few.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.distribution import slices_of
from benefit_share.values import ValueFault, exact

if TYPE_CHECKING:
    from benefit_share.distribution import Run, SlicedRun
    from benefit_share.statements.data import Summary

__all__ = [
    "SIZE",
    "Comparison",
    "Share",
    "Year",
    "as_one",
    "by_category",
    "by_number",
    "by_points",
    "year_of",
    "year_read",
]

SIZE: Final = "household.size"
"""The name under which households are compared by the number of their members."""

MOST_VALUES: Final = 8
"""So many different numbers are told one by one; more are told in classes."""
CLASSES: Final = 10


@attrs.frozen
class Share:
    """Those who have something in common.

    Attributes:
        name: the word of a category; empty for a class of numbers and where nothing is recorded.
        low: the least number of a class, or None.
        high: the greatest number that a class may have, or None; with *low* it may be one number.
        parties: how many they are.
        amount: what they are awarded together, minor units.
    """

    name: str
    low: Fraction | None
    high: Fraction | None
    parties: int
    amount: int


@attrs.frozen
class Comparison:
    """What households received, by one thing that is known of them.

    Attributes:
        kind: `category`, `points` or `number`.
        fact: the name of the fact; empty for points.
        unit: the unit of its numbers, or empty.
        shares: each household is in one of them.
    """

    kind: str
    fact: str
    unit: str
    shares: tuple[Share, ...]


def as_one(run: Run | SlicedRun) -> Run:
    """Return a run to compare households by: as the last version sees them, with all awards."""
    last = slices_of(run)[-1]
    return last if run is last else attrs.evolve(last, given=run.given)


def by_category(run: Run) -> tuple[Comparison, ...]:
    """Return what the households of each category received, for each fact with given words."""
    found = []
    for name, fact in run.case.plan.facts.items():
        if fact.of != "household" or fact.type_ != "category" or not fact.values:
            continue
        said = run.seen.world.texts(name)
        homes = [(said.get(home, fact.none or ""), amount) for home, amount in _homes(run)]
        shares = (_share(word, None, None, homes) for word in (*fact.values, ""))
        told = tuple(share for share in shares if share.parties)
        found.append(Comparison("category", name, "", told))
    return tuple(found)


def by_number(run: Run) -> tuple[Comparison, ...]:
    """Return what households received by each number that the plan asks of them, and by size."""
    found = []
    roster = run.seen.world.roster
    if roster.members:
        sizes = [
            (Fraction(len(roster.members.get(home, ()))), amount) for home, amount in _homes(run)
        ]
        found.append(Comparison("number", SIZE, "person", _classes(sizes)))
    for name, fact in run.case.plan.facts.items():
        if fact.of != "household" or fact.type_ not in {"number", "money"}:
            continue
        said = run.seen.world.texts(name)
        known = [(_number(said.get(home, fact.none or "")), amount) for home, amount in _homes(run)]
        homes = [(number, amount) for number, amount in known if number is not None]
        unit = "money" if fact.type_ == "money" else fact.unit
        if homes:
            found.append(Comparison("number", name, unit, _classes(homes)))
    return tuple(found)


def by_points(run: Run) -> Comparison | None:
    """Return how many households have how many points, and what they received; None: no points."""
    if run.sheet is None:
        return None
    given = dict(_homes(run))
    homes = [
        (Fraction(points), given[home])
        for home, points in run.sheet.totals.items()
        if home in given
    ]
    return Comparison("points", "", "point", _classes(homes)) if homes else None


def _homes(run: Run) -> list[tuple[str, int]]:
    """Return every household of the run with what it is awarded, in order."""
    scope = run.case.scope
    return [
        (home, run.given.get(home, 0))
        for home, row in sorted(run.seen.world.roster.households.items())
        if row.collective in scope
    ]


def _number(text: str) -> Fraction | None:
    try:
        return exact(text)
    except ValueFault:
        return None


def _share(
    name: str, low: Fraction | None, high: Fraction | None, homes: Iterable[tuple[str, int]]
) -> Share:
    amounts = [amount for word, amount in homes if word == name]
    return Share(name, low, high, len(amounts), sum(amounts))


def _classes(homes: Sequence[tuple[Fraction, int]]) -> tuple[Share, ...]:
    """Return a share for each number, or for classes of one round width where there are many."""
    numbers = sorted({number for number, _ in homes})
    if len(numbers) <= MOST_VALUES:
        edges = [(number, number) for number in numbers]
    else:
        width = _width(numbers[-1] - numbers[0])
        first = numbers[0] // width
        last = numbers[-1] // width
        edges = [(place * width, (place + 1) * width) for place in range(first, last + 1)]
    found = []
    for low, high in edges:
        amounts = [
            amount
            for number, amount in homes
            if number == low or (low != high and low <= number < high)
        ]
        found.append(Share("", low, high, len(amounts), sum(amounts)))
    return tuple(found)


def _width(span: Fraction) -> Fraction:
    """Return 1, 2 or 5 times a power of ten, so that about ten classes cover *span*."""
    power = Fraction(1)
    while power * 10 * CLASSES < span:
        power *= 10
    while power * CLASSES > span:
        power *= Fraction(1, 10)
    return next(power * step for step in (1, 2, 5, 10) if power * step * CLASSES >= span)


# ---- this year and the last


@attrs.frozen
class Year:
    """The sums of one run that can be put beside those of another.

    Attributes:
        period: first and last day.
        income: the income of the period, minor units.
        paid: what the parties are paid.
        households: how many are paid.
        used: what each step used, by its id.
    """

    period: tuple[str, str]
    income: int
    paid: int
    households: int
    used: Mapping[str, int]


def year_of(told: Summary) -> Year:
    """Return the sums of a summary."""
    used: dict[str, int] = {}
    for step in told.steps:
        used[step.step] = used.get(step.step, 0) + step.used
    return Year(told.period.text(), told.gross, told.paid_to_parties, told.households, used)


def year_read(document: Mapping[str, Any]) -> Year:
    """Return the sums of a summary that was written as JSON; raise KeyError for anything else."""
    used: dict[str, int] = {}
    for step in document["steps"]:
        used[step["step"]] = used.get(step["step"], 0) + int(step["used_minor"])
    return Year(
        (document["period"]["from"], document["period"]["to"]),
        int(document["gross_minor"]),
        int(document["paid_to_parties_minor"]),
        int(document["households"]),
        used,
    )
