"""The points sheet of a day: frozen totals, and on demand the reasons of every figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from benefit_share.errors import Refused
from benefit_share.expressions.quantity import Literal
from benefit_share.findings import Finding, errors_of
from benefit_share.points import kinds
from benefit_share.points.assigning import assign, homes_of
from benefit_share.points.checking import check_scheme
from benefit_share.points.fates import EntryFate, Reason, outside
from benefit_share.points.pipeline import COLUMNS, Score, empty_score, score
from benefit_share.points.rows import Entry
from benefit_share.points.rules import Rules
from benefit_share.points.scheme import Scheme
from benefit_share.points.setting import Evaluate, Setting
from benefit_share.points.together import TOGETHER
from benefit_share.values import Period, number_text
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from benefit_share.expressions.quantity import Quantity
    from benefit_share.points.giving import Number

__all__ = ["PointsSheet", "SheetRow", "points_sheet"]

_ZERO = Fraction(0)
_NOBODY: tuple[Entry, ...] = ()


@attrs.frozen
class SheetRow:
    """The points of one scored party.

    Attributes:
        party: id of the household or person that is scored.
        household: id of its household.
        base: what it begins with.
        columns: what each stage changed, by name, in order; with the base they add up to the total.
        total: the points.
    """

    party: str
    household: str
    base: Fraction
    columns: Mapping[str, Fraction]
    total: Fraction


@attrs.frozen
class PointsSheet:
    """Who has how many points on a day, and why.

    The reasons are not stored: they are reckoned again from the entries of a party when asked for.

    Attributes:
        scheme: the scheme.
        day: the day of the sheet.
        period: the period whose points are asked for.
        known_on: what was recorded later is left out; None: everything is known.
        totals: id and points of every household, in order of id.
        people: the households and their members.
        heads: the head of each household.
        unplaced: what became of the entries whose subject is nobody's.
    """

    scheme: Scheme
    day: dt.date
    period: Period
    known_on: dt.date | None
    totals: Mapping[str, Fraction]
    people: Mapping[str, tuple[str, ...]] = attrs.field(repr=False)
    heads: Mapping[str, str] = attrs.field(repr=False)
    unplaced: tuple[EntryFate, ...] = attrs.field(repr=False)
    _homes: Mapping[str, str] = attrs.field(repr=False, eq=False)
    _scores: Mapping[str, Score] = attrs.field(repr=False)
    _entries: Mapping[str, list[Entry]] = attrs.field(repr=False)
    _evaluate: Evaluate | None = attrs.field(repr=False, eq=False)
    _rules: Rules = attrs.field(init=False, repr=False, eq=False)

    @_rules.default
    def _made_ready(self) -> Rules:
        return Rules.of(self.scheme)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle and copy without the rules, which hold functions and are made again."""
        fields = [field for field in attrs.fields(type(self)) if field.init]
        return type(self), tuple(getattr(self, field.name) for field in fields)

    def __hash__(self) -> int:
        """Hash by the days; two sheets of one day are rarely in one set."""
        return hash((self.day, self.period, self.known_on))

    def parties(self) -> tuple[str, ...]:
        """Return the ids of all that are scored, in order."""
        return tuple(sorted(self._scores))

    def row(self, party: str) -> SheetRow:
        """Return the row of one scored party."""
        found = self._scores[party]
        points = self._rules.scale.points
        return SheetRow(
            party=party,
            household=self._homes[party],
            base=points(found.base),
            columns=FrozenMap(zip(COLUMNS, map(points, found.changes), strict=True)),
            total=points(found.total),
        )

    def total(self, party: str) -> Fraction:
        """Return the points of a household, or of a person that is scored."""
        return self.totals[party] if party in self.totals else self.row(party).total

    def explain(self, party: str) -> tuple[EntryFate, ...]:
        """Return what became of each entry of a scored party, or of all persons of a household."""
        setting = self._setting()
        scale = setting.rules.scale
        fates: list[EntryFate] = []
        for scored in self._scored(party):
            _, lines, refused = score(scored, self._entries.get(scored, _NOBODY), setting, 0)
            fates += (line.fate(scale) for line in lines)
            fates += (outside(entry, reason) for entry, reason in refused)
        return tuple(sorted(fates, key=lambda fate: (fate.on, fate.entry)))

    def item_totals(self, party: str) -> Mapping[str, Fraction]:
        """Return what each item of the scheme gave a scored party, or a household.

        A household has them of the persons whose points it has, divided as those are.
        """
        setting = self._setting()
        taken: tuple[str, ...] = (party,)
        divisor = 1
        if party in self.totals and party not in self._scores:
            taken, divisor = self._taken(party)
        units = dict.fromkeys((item.id for item in self.scheme.items), 0)
        for scored in taken:
            for line in score(scored, self._entries.get(scored, _NOBODY), setting, 0)[1]:
                units[line.rule.item] += line.value
        parts = divisor * setting.rules.scale.per_point
        return FrozenMap(
            {item: Fraction(value, parts) if value else _ZERO for item, value in units.items()}
        )

    def canonical(self) -> list[list[str | list[str]]]:
        """Return all figures as lists of text, in order of party, to be digested."""
        texts: dict[Number, str] = {}

        def text(units: Number) -> str:
            found = texts.get(units)
            if found is None:
                found = texts[units] = number_text(self._rules.scale.points(units))
            return found

        rows: list[list[str | list[str]]] = []
        for party in self.parties():
            base, changes, total = self._scores[party]
            rows.append(
                [party, self._homes[party], text(base), list(map(text, changes)), text(total)]
            )
        rows += ([home, number_text(points)] for home, points in self.totals.items())
        return rows

    def _setting(self) -> Setting:
        return Setting(
            self._rules,
            day=self.day,
            period=self.period,
            known_on=self.known_on,
            evaluate=self._evaluate,
        )

    def _scored(self, party: str) -> tuple[str, ...]:
        """Return the scored parties *party* stands for: itself, or the persons of a household."""
        return (party,) if party in self._scores else tuple(sorted(self.people[party]))

    def _taken(self, household: str) -> tuple[tuple[str, ...], int]:
        """Return the persons whose points the household has, and the divisor."""
        taken, divisor = TOGETHER[self.scheme.to_household](
            self._scored(household),
            lambda member: self._scores[member].total,
            self.heads.get(household, ""),
        )
        return tuple(taken), divisor


def points_sheet(
    scheme: Scheme,
    entries: Iterable[Entry],
    *,
    people: Mapping[str, tuple[str, ...]],
    heads: Mapping[str, str],
    day: dt.date,
    period: Period,
    known_on: dt.date | None = None,
    evaluate: Evaluate | None = None,
) -> tuple[PointsSheet, tuple[Finding, ...]]:
    """Reckon the points of all households.

    The sheet is a function of the set of entries: their order does not matter.

    Args:
        scheme: how points are reckoned.
        entries: the ledger.
        people: id of each household and the ids of its members on the day.
        heads: id of a household and of the member that is its head, or empty.
        day: the day of the sheet; what is dated later does not count yet.
        period: the period of the run.
        known_on: what was recorded later does not count; None: everything is known.
        evaluate: from a quantity of the scheme, the id of the scored party and a day to a number;
            not needed when the scheme writes only numbers.

    Returns:
        The sheet, and all findings in order of path; with an error among them the sheet is void.

    Raises:
        Refused: when the scheme itself has an error (see `check_scheme`).
        ValueRefused: when a quantity has to be computed and *evaluate* was not given.
    """
    faults = check_scheme(scheme)
    if errors_of(faults):
        raise Refused(faults)
    setting = Setting(
        Rules.of(scheme), day=day, period=period, known_on=known_on, evaluate=evaluate
    )
    groups, lost = assign(entries, setting, people, heads)
    unplaced = tuple(outside(entry, Reason.UNKNOWN_SUBJECT) for entry in lost)
    scores = dict(_scores(groups, setting))
    totals = dict(_totals(people, heads, scores, setting))
    sheet = PointsSheet(
        scheme=scheme,
        day=day,
        period=period,
        known_on=known_on,
        totals=FrozenMap(totals),
        people=people,
        heads=heads,
        unplaced=unplaced,
        homes=homes_of(scheme, people),
        scores=scores,
        entries=groups,
        evaluate=evaluate,
    )
    findings = sorted(
        setting.findings, key=lambda finding: (finding.path, finding.code, finding.params)
    )
    return sheet, (*faults, *findings)


def _scores(groups: Mapping[str, list[Entry]], setting: Setting) -> Iterator[tuple[str, Score]]:
    """Yield each scored party, in order, and its score."""
    base = setting.rules.scheme.base
    same = base is None or isinstance(base, Literal)
    units = _base(base, "", setting) if same else 0
    for party in sorted(groups):
        if not same:
            units = _base(base, party, setting)
        group = groups[party]
        if group:
            yield party, score(party, group, setting, units)[0]
        else:
            yield party, empty_score(party, setting, units)


def _base(base: Quantity | None, party: str, setting: Setting) -> int:
    """Return in units what *party* begins with."""
    if base is None:
        return 0
    points = setting.number(base, party, setting.day)
    units = setting.rules.scale.units(points)
    if units is None:
        text, step = number_text(points), number_text(setting.rules.scheme.step)
        setting.findings.append(kinds.NOT_A_STEP.at("points.base", points=text, step=step))
    return units or 0


def _totals(
    people: Mapping[str, tuple[str, ...]],
    heads: Mapping[str, str],
    scores: Mapping[str, Score],
    setting: Setting,
) -> Iterator[tuple[str, Fraction]]:
    """Yield each household, in order, and its points."""
    scheme, scale = setting.rules.scheme, setting.rules.scale
    together = TOGETHER[scheme.to_household]
    by_person = scheme.of == "person"
    points: dict[Number, Fraction] = {}
    for home in sorted(people):
        units: Number
        if not by_person:
            units = scores[home].total
        elif people[home]:
            members, divisor = together(
                sorted(people[home]), lambda member: scores[member].total, heads.get(home, "")
            )
            if not members:
                setting.findings.append(kinds.HEAD_MISSING.at("points", household=home))
            units = sum(scores[member].total for member in members)
            units = units if divisor == 1 else Fraction(units, divisor)
        else:
            setting.findings.append(kinds.NO_MEMBERS.at("points", household=home))
            units = 0
        total = points.get(units)
        if total is None:
            total = points[units] = scale.points(units)
        yield home, total
