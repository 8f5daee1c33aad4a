"""Bands: open and closed ends, and what a list of bands leaves out or says twice."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.values import Band, Gap, Overlap, check_bands, faults, number_text

TENTH = Fraction(1, 10)
STEPS = st.sampled_from([Fraction(1), TENTH, Fraction(1, 2), Fraction(5), Fraction(1, 3)])


def bands_of(*texts: str) -> list[Band]:
    """Read several bands."""
    return [Band.parse(text) for text in texts]


@st.composite
def bands(draw: st.DrawFn) -> Band:
    """A band with small ends, so that ends meet often."""
    ends = st.one_of(st.none(), st.integers(-6, 6).map(lambda number: Fraction(number, 2)))
    low, high = draw(ends), draw(ends)
    if low is not None and high is not None and low > high:
        low, high = high, low
    same = low is not None and low == high
    return Band(
        low,
        low is not None and (same or draw(st.booleans())),
        high,
        high is not None and (same or draw(st.booleans())),
    )


@pytest.mark.parametrize(
    "text", ["[3,4]", "(1040,1060]", "[5,)", "(,-40)", "(,)", "[1/3,0.5)", "[3,3]"]
)
def test_a_band_is_written_as_it_is_read(text: str) -> None:
    """Square brackets hold the end, round ones do not."""
    assert str(Band.parse(text)) == text


def test_a_space_after_the_comma_is_accepted() -> None:
    """People write it; it says nothing."""
    assert Band.parse("[3, 4]") == Band.parse("[3,4]")


@pytest.mark.parametrize(
    ("text", "leaf"),
    [
        ("", faults.BandFault),
        ("3-4", faults.BandFault),
        ("[3,4", faults.BandFault),
        ("[3;4]", faults.BandFault),
        ("［3,4］", faults.BandFault),
        ("[3，4]", faults.BandFault),
        ("[３,4]", faults.BandFault),
        ("[3,4] ", faults.BandFault),
        ("[03,4]", faults.BandFault),
        ("[1.,4]", faults.BandFault),
        ("[1/0,4]", faults.BandFault),
        ("[" + "1" * 90 + ",2]", faults.BandFault),
        ("[,5]", faults.BandOpenEnd),
        ("[,)", faults.BandOpenEnd),
        ("(5,]", faults.BandOpenEnd),
        ("[4,3]", faults.BandEmpty),
        ("[" + "1" * 41 + ",2]", faults.BandEmpty),
        ("[0.5,1/3]", faults.BandEmpty),
        ("(3,3]", faults.BandEmpty),
        ("[3,3)", faults.BandEmpty),
        ("(3,3)", faults.BandEmpty),
    ],
)
def test_another_band_is_refused_by_its_reason(text: str, leaf: type[faults.BandFault]) -> None:
    """With the four forms that are accepted."""
    with pytest.raises(faults.BandFault) as caught:
        Band.parse(text)

    assert type(caught.value) is leaf


@pytest.mark.parametrize("value", [3, None, [3, 4]])
def test_a_band_is_text(value: Any) -> None:
    """A YAML list is no band: it must be in quotes."""
    with pytest.raises(faults.BandFault):
        Band.parse(value)


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("[3,4]", [3, Fraction(7, 2), 4], [Fraction(29, 10), Fraction(41, 10)]),
        ("(3,4)", [Fraction(7, 2)], [3, 4]),
        ("(3,4]", [4], [3]),
        ("[3,4)", [3], [4]),
        ("[5,)", [5, 10**9], [4]),
        ("(,-40)", [-41], [-40, 0]),
        ("(,)", [-(10**9), 0], []),
    ],
)
def test_a_band_holds_what_lies_between_its_ends(
    text: str, inside: list[Fraction | int], outside: list[Fraction | int]
) -> None:
    """And the ends themselves where they are closed."""
    band = Band.parse(text)

    assert all(band.contains(number) for number in inside)
    assert not any(band.contains(number) for number in outside)


def test_years_of_points_leave_nothing_out_at_whole_points() -> None:
    """960 to 1029 and 1030 to 1049 are a table of whole points, and not one of tenths."""
    table = bands_of("[960,1029]", "[1030,1049]")

    assert check_bands(table, Fraction(1)) == ()
    assert check_bands(table, TENTH) == (Gap(Band.parse("[1029.1,1029.9]")),)
    assert check_bands(table) == (Gap(Band.parse("(1029,1030)")),)


@pytest.mark.parametrize(
    ("texts", "step", "over", "found"),
    [
        ([], None, None, []),
        ([], None, "[0,1]", [Gap(Band.parse("[0,1]"))]),
        (["[0,18)", "[18,21)", "[21,)"], None, "[0,)", []),
        (["[0,18)", "(18,21)"], None, None, [Gap(Band.parse("[18,18]"))]),
        (["[0,18]", "[18,21)"], None, None, [Overlap(0, 1, Band.parse("[18,18]"))]),
        (["[18,21)", "[0,18]"], None, None, [Overlap(0, 1, Band.parse("[18,18]"))]),
        (["(,0)", "[0,)"], None, "(,)", []),
        (["[0,1)"], None, "(,)", [Gap(Band.parse("(,0)")), Gap(Band.parse("[1,)"))]),
        (["[0,9]", "[2,3]"], None, None, [Overlap(0, 1, Band.parse("[2,3]"))]),
        (
            ["[0,9]", "[2,3]", "[3,12]"],
            Fraction(1),
            None,
            [
                Overlap(0, 1, Band.parse("[2,3]")),
                Overlap(0, 2, Band.parse("[3,9]")),
                Overlap(1, 2, Band.parse("[3,3]")),
            ],
        ),
        (["[0,1]", "(1.5,1.8)", "[2,3]"], Fraction(1), "[0,3]", []),
        (["[0.5,1.5]"], Fraction(1), "[0,3)", [Gap(Band.parse("[0,0]")), Gap(Band.parse("[2,2]"))]),
        (["(0,1)"], TENTH, "[0,1]", [Gap(Band.parse("[0,0]")), Gap(Band.parse("[1,1]"))]),
        (["[5,)"], Fraction(5), "(,)", [Gap(Band.parse("(,0]"))]),
        (["(,0]"], Fraction(5), "(,)", [Gap(Band.parse("[5,)"))]),
        (["[20,30]"], None, "[0,10]", [Gap(Band.parse("[0,10]"))]),
        (["[-20,-10]"], None, "[0,10]", [Gap(Band.parse("[0,10]"))]),
    ],
)
def test_gaps_and_overlaps_are_found(
    texts: list[str], step: Fraction | None, over: str | None, found: list[Gap | Overlap]
) -> None:
    """Gaps from low to high, then overlaps in the order of the list."""
    domain = None if over is None else Band.parse(over)

    assert list(check_bands(bands_of(*texts), step, over=domain)) == found


def test_a_gap_has_its_ends() -> None:
    """So that a message can name them."""
    (gap,) = check_bands(bands_of("[0,1]", "[2,3]"))

    assert isinstance(gap, Gap)
    assert (gap.low, gap.high) == (Fraction(1), Fraction(2))


@pytest.mark.parametrize("step", [Fraction(0), Fraction(-1)])
def test_a_step_is_positive(step: Fraction) -> None:
    """Nothing is a multiple of nought."""
    with pytest.raises(faults.StepRefused):
        check_bands([], step)


@given(st.lists(bands(), max_size=4), STEPS, st.integers(-12, 12))
def test_law_every_multiple_is_held_once_or_named(
    table: list[Band], step: Fraction, times: int
) -> None:
    """A multiple of the step lies in a gap when no band holds it, in an overlap when two do."""
    number = step * times
    holders = [index for index, band in enumerate(table) if band.contains(number)]
    found = check_bands(table, step, over=Band(None, False, None, False))  # noqa: FBT003  (a band is made of its ends in order)
    gaps = [fault for fault in found if isinstance(fault, Gap) and fault.where.contains(number)]
    pairs = {
        (fault.first, fault.second)
        for fault in found
        if isinstance(fault, Overlap) and fault.where.contains(number)
    }

    assert len(gaps) == (not holders)
    assert pairs == {(a, b) for a in holders for b in holders if a < b}


@given(st.lists(bands(), max_size=4), st.integers(-28, 28))
def test_law_every_number_is_held_once_or_named(table: list[Band], quarters: int) -> None:
    """The same without a step, for any number."""
    number = Fraction(quarters, 4)
    holders = [index for index, band in enumerate(table) if band.contains(number)]
    found = check_bands(table, over=Band(None, False, None, False))  # noqa: FBT003  (a band is made of its ends in order)
    gaps = [fault for fault in found if isinstance(fault, Gap) and fault.where.contains(number)]
    pairs = {
        (fault.first, fault.second)
        for fault in found
        if isinstance(fault, Overlap) and fault.where.contains(number)
    }

    assert len(gaps) == (not holders)
    assert pairs == {(a, b) for a in holders for b in holders if a < b}


@given(bands())
def test_law_a_band_is_read_back(band: Band) -> None:
    """What a plan prints is what it was."""
    assert Band.parse(str(band)) == band


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(1, 4), "0.25"),
        (Fraction(-40), "-40"),
        (Fraction(1, 3), "1/3"),
        (Fraction(7, 20), "0.35"),
        (Fraction(1, 2**41), f"1/{2**41}"),
    ],
)
def test_a_number_reads_as_the_shortest_exact_text(number: Fraction, text: str) -> None:
    """A decimal where one is exact and short."""
    assert number_text(number) == text
