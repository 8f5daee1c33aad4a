"""The laws of a points sheet, each a sentence."""

from __future__ import annotations

import datetime as dt
import random
from fractions import Fraction

import attrs
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.expressions import Literal
from benefit_share.points import (
    Bracket,
    Brackets,
    Cap,
    Duration,
    Effect,
    Entry,
    Group,
    Item,
    PointsSheet,
    Range,
    Repeat,
    Scheme,
    Tier,
    Tiers,
    Validity,
    points_sheet,
)
from benefit_share.values import Band, Period

DAY = dt.date(2024, 12, 31)
PERIOD = Period(dt.date(2024, 1, 1), dt.date(2025, 1, 1))
PEOPLE = {"h1": ("m1", "m2"), "h2": ("m3",)}
PERSONS = ("m1", "m2", "m3")


def n(text: str | int) -> Literal:
    """Return a plain number."""
    return Literal(Fraction(text))


TIERS = Tiers(tuple(Tier(n(at), n(give)) for at, give in [(4, 1), (10, 2), (20, 5)]))
RATES = [("0", "0.1", "10"), ("100", "1", "100"), ("1000", "1", "400")]
BRACKETS = Brackets(tuple(Bracket(n(at), n(give), n(per)) for at, give, per in RATES))
PLAIN = (
    Item("training", give=n(1), at_most=Cap(n(3), "year")),
    Item("blood", give=n(10), valid=Duration(years=1), group="g"),
    Item("hours", of="hour", give=TIERS, total_in="ever"),
    Item("gift", of="yuan", give=BRACKETS, at_most=Cap(n(40), "year"), group="g"),
    Item("clean", give=n("0.5"), each="month"),
)
HARD = (
    *PLAIN,
    Item("litter", give=n(-5)),
    Item("road", give=Range(n(-50), n(-20))),
    Item("caught", effect="reset"),
    Item("fraud", effect=Effect(veto=n(100)), valid=Duration(months=6)),
    Item("demoted", give=n(-20), effect=Effect(freeze="additions"), valid=Duration(years=1)),
)
SCHEME = Scheme(
    items=HARD,
    of="person",
    base=n(1000),
    step=Fraction(1, 10),
    repeat=Repeat(Fraction(2)),
    pending="leave_out",
    valid=(Validity(Band.parse("[-40,0)"), years=1), Validity(Band.parse("(,-40)"), years=2)),
    at_least=n(0),
    groups=(Group("g", at_most=Cap(n(45), "year")),),
)

QUANTITIES = {
    "hours": st.fractions(0, 30, max_denominator=4),
    "gift": st.integers(0, 3000).map(Fraction),
    "road": st.integers(-50, -20).map(Fraction),
}


@st.composite
def ledgers(draw: st.DrawFn, items: tuple[Item, ...] = HARD) -> list[Entry]:
    """Return a ledger without a fault."""
    count = draw(st.integers(0, 14))
    entries = []
    for number in range(count):
        item = draw(st.sampled_from(items)).id
        entries.append(
            Entry(
                id=f"e{number:02}",
                subject=draw(st.sampled_from(PERSONS)),
                item=item,
                on=draw(st.dates(dt.date(2022, 1, 1), DAY)),
                quantity=draw(QUANTITIES.get(item, st.just(Fraction(1)))),
                act=draw(st.sampled_from(["", "", "", "a", "b"])),
                state=draw(st.sampled_from(["", "", "", "pending", "withdrawn"])),
            )
        )
    return entries


def sheet_of(entries: list[Entry], scheme: Scheme = SCHEME) -> PointsSheet:
    """Return the sheet of a ledger without a fault."""
    sheet, findings = points_sheet(
        scheme, entries, people=PEOPLE, heads={"h1": "m2", "h2": "m3"}, day=DAY, period=PERIOD
    )
    assert findings == ()
    return sheet


@given(ledgers(), st.sampled_from(["valid_at", "earned_in"]), st.randoms())
def test_the_sheet_is_a_function_of_the_set_of_entries(
    entries: list[Entry], counts: str, chance: random.Random
) -> None:
    """Their order changes nothing, neither figure nor reason."""
    scheme = attrs.evolve(SCHEME, counts=counts)
    shuffled = entries.copy()
    chance.shuffle(shuffled)
    one, other = sheet_of(entries, scheme), sheet_of(shuffled, scheme)

    assert one == other
    assert one.canonical() == other.canonical()
    assert [one.explain(home) for home in PEOPLE] == [other.explain(home) for home in PEOPLE]


@given(ledgers(), st.sampled_from(["valid_at", "earned_in"]))
def test_the_total_is_the_base_and_all_columns(entries: list[Entry], counts: str) -> None:
    """A row can be added up, its items too, and every entry is accounted for."""
    sheet = sheet_of(entries, attrs.evolve(SCHEME, counts=counts))

    for party in sheet.parties():
        row, fates = sheet.row(party), sheet.explain(party)
        assert row.total == row.base + sum(row.columns.values())
        assert row.columns["entered"] == sum(fate.before for fate in fates)
        assert sum(sheet.item_totals(party).values()) == sum(fate.counted for fate in fates)
        late = row.columns["veto"] + row.columns["limits"] + row.columns["normalised"]
        assert row.total == row.base + sum(fate.counted for fate in fates) + late
    assert sum(len(sheet.explain(home)) for home in PEOPLE) == len(entries)


@given(ledgers(PLAIN))
def test_a_cap_is_never_exceeded(entries: list[Entry]) -> None:
    """Of an item in its year, of an item in its month, of a group in its year."""
    sheet = sheet_of(entries)

    for party in PERSONS:
        for year in (2022, 2023, 2024):
            fates = [fate for fate in sheet.explain(party) if fate.on.year == year]
            counted = {
                item.id: sum(fate.counted for fate in fates if fate.item == item.id)
                for item in PLAIN
            }
            assert counted["training"] <= 3
            assert counted["gift"] <= 40
            assert counted["clean"] <= 6
            assert counted["gift"] + counted["blood"] <= 45


@given(ledgers(), st.sampled_from(PERSONS), st.dates(dt.date(2020, 1, 1), dt.date(2021, 12, 1)))
def test_an_expired_entry_without_act_or_repetition_changes_nothing(
    entries: list[Entry], subject: str, on: dt.date
) -> None:
    """Blood given more than a year ago."""
    expired = Entry("old", subject, "blood", on)

    assert sheet_of([*entries, expired]).totals == sheet_of(entries).totals


@given(st.lists(st.integers(1, 9), min_size=1, max_size=5), st.dates(PERIOD.first, DAY))
def test_one_act_counts_once_and_with_its_largest(sizes: list[int], on: dt.date) -> None:
    """However often, and under however many items, it was entered."""
    items = tuple(Item(f"i{size}", give=n(size)) for size in range(1, 10))
    entries = [Entry(f"e{at}", "m1", f"i{size}", on, act="a") for at, size in enumerate(sizes)]

    assert sheet_of(entries, Scheme(items=items, of="person")).totals["h1"] == max(sizes)


@given(ledgers(PLAIN), ledgers(PLAIN))
def test_without_an_act_more_additions_are_never_fewer_points(
    entries: list[Entry], more: list[Entry]
) -> None:
    """No freeze, no veto, no reset: an addition never lowers a total."""
    plain = [attrs.evolve(entry, act="") for entry in entries]
    added = [attrs.evolve(entry, act="", id=f"x{entry.id}") for entry in more]
    before, after = sheet_of(plain), sheet_of(plain + added)

    assert all(before.totals[home] <= after.totals[home] for home in PEOPLE)


@given(ledgers())
def test_the_entries_of_one_person_are_nothing_to_another(entries: list[Entry]) -> None:
    """The points of a person are those of its own entries alone."""
    sheet = sheet_of(entries)

    for person in PERSONS:
        own = [entry for entry in entries if entry.subject == person]
        assert sheet.row(person) == sheet_of(own).row(person)


@given(ledgers(), st.dates(dt.date(2022, 1, 1), DAY))
def test_what_is_known_later_is_as_if_it_were_not_there(
    entries: list[Entry], known_on: dt.date
) -> None:
    """A sheet as known on a day is the sheet of what had been recorded."""
    recorded = [attrs.evolve(entry, recorded_on=entry.on) for entry in entries]
    sheet, _ = points_sheet(
        SCHEME, recorded, people=PEOPLE, heads={}, day=DAY, period=PERIOD, known_on=known_on
    )

    assert sheet.totals == sheet_of([entry for entry in recorded if entry.on <= known_on]).totals
