"""Charts of a run, by Altair: bars from zero, a sentence above, each figure written beside its bar.

One form for all, so that whoever has read one can read the others.  The figures are exact where
they are written; the length of a bar is drawn from the same whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.distribution import slices_of
from benefit_share.errors import BenefitShareError
from benefit_share.rendering.explained.names import Names
from benefit_share.rendering.pictures.flow import BARS, FONTS, INK, MUTED, flow_svg
from benefit_share.rendering.words.languages import LANGUAGES
from benefit_share.seal.notice import LEAST_IN_CELL, Cell, merged_cells
from benefit_share.statements import money_flow, simplified, summary
from benefit_share.statements.comparisons import (
    SIZE,
    Comparison,
    Share,
    Year,
    as_one,
    by_category,
    by_number,
    by_points,
    year_of,
)
from benefit_share.values import Rounding, round_fraction
from benefit_share.values.width import wrap

if TYPE_CHECKING:
    from benefit_share.distribution import Run, SlicedRun

__all__ = ["Bar", "Chart", "ChartsNotInstalled", "chart_files", "chart_svg"]

WIDTH: Final = 320
STEP: Final = 64
LETTERS: Final = 36
"""How many columns a line of a title has."""
GRAMMAR: Final = "5.20"
"""The version of Vega-Lite that a picture is drawn by: another one may draw other bytes."""


class ChartsNotInstalled(BenefitShareError):
    """The packages that draw charts are not installed."""

    def __str__(self) -> str:
        """Say how to get them."""
        return 'charts need the packages altair and vl-convert: pip install "benefit-share[plots]"'


@attrs.frozen
class Bar:
    """One bar.

    Attributes:
        name: what it stands for, above the bar.
        size: how long it is, a whole number.
        said: the figure, in words.
        is_last: whether it belongs to the year before.
    """

    name: str
    size: int
    said: str
    is_last: bool = False


@attrs.frozen
class Chart:
    """One chart in one language.

    Attributes:
        title: what it shows, as a sentence.
        notes: what must be known to read it.
        bars: from above to below.
    """

    title: str
    notes: tuple[str, ...]
    bars: tuple[Bar, ...]


def chart_files(run: Run | SlicedRun, *, last: Year | None = None) -> Mapping[str, bytes]:
    """Return the charts of a run: `charts/<name>.{zh,en}.svg`; the flow of money among them.

    Args:
        run: the record of the run.
        last: the sums of the year before, to be put beside those of this one.

    Raises:
        ChartsNotInstalled: without the extra `plots`.
    """
    flow, told = simplified(money_flow(run)), summary(run)
    files = {}
    for language in LANGUAGES:
        names = Names.of(told, language)
        pictures = {"flow": flow_svg(flow, names)}
        for name, chart in _charts(run, names, last):
            pictures[name] = chart_svg(chart)
        for name, picture in pictures.items():
            files[f"charts/{name}.{language}.svg"] = picture.encode("utf-8")
    return files


def _charts(whole: Run | SlicedRun, names: Names, last: Year | None) -> Iterator[tuple[str, Chart]]:
    run = as_one(whole)
    made_up = (*_made_up(run, names), *_as_of(whole, names))
    for comparison in by_category(run):
        yield f"category-{comparison.fact}", _received(comparison, names, made_up)
    points = by_points(run)
    if points is not None:
        yield "points", _points(points, names, made_up)
    for comparison in by_number(run):
        name = "size" if comparison.fact == SIZE else comparison.fact
        yield f"need-{name}", _need(comparison, names, made_up)
    if last is not None:
        yield "years", _years(year_of(summary(whole)), last, names, made_up)


def _as_of(run: Run | SlicedRun, names: Names) -> tuple[str, ...]:
    """Return on which day people are looked at, where several versions each have their own."""
    runs = slices_of(run)
    if len(runs) == 1:
        return ()
    told = {"day": runs[-1].case.record_date.isoformat(), "count": len(runs)}
    return (
        names.words.tell(
            "Amounts of all {count} versions of the rules; households as they were on {day}, and"
            " only those that were there then.",
            **told,
        ),
    )


def _made_up(run: Run, names: Names) -> tuple[str, ...]:
    if run.case.synthetic is None:
        return ()
    return (names.words.tell("MADE-UP DATA. {what}", what="").strip(),)


# ---- what each shows


def _received(told: Comparison, names: Names, notes: tuple[str, ...]) -> Chart:
    tell = names.words.tell
    title = tell("What the households of each {fact} received", fact=names.title("fact", told.fact))
    shares = [(names.word(share.name) if share.name else "", share) for share in told.shares]
    cells = _cells(shares, names)
    bars = tuple(
        Bar(
            str(cell.name),
            cell.amount,
            tell(
                "{amount} · households: {count} · on average {average}",
                amount=names.money(cell.amount),
                count=cell.parties,
                average=_average(cell, names),
            ),
        )
        for cell in cells
    )
    return Chart(title, notes, bars)


def _need(told: Comparison, names: Names, notes: tuple[str, ...]) -> Chart:
    """Return the average by a number: whether those who need more received more."""
    tell = names.words.tell
    fact = names.word(SIZE) if told.fact == SIZE else names.title("fact", told.fact)
    title = tell("What a household received on average, by {fact}", fact=fact)
    shares = [(_class(share, told.unit, names), share) for share in told.shares]
    cells = _cells(shares, names)
    bars = tuple(
        Bar(
            str(cell.name),
            cell.amount // cell.parties,
            tell(
                "on average {average} · households: {count} · together {amount}",
                average=_average(cell, names),
                count=cell.parties,
                amount=names.money(cell.amount),
            ),
        )
        for cell in cells
    )
    return Chart(title, notes, bars)


def _points(told: Comparison, names: Names, notes: tuple[str, ...]) -> Chart:
    tell = names.words.tell
    bars = tuple(
        Bar(
            _class(share, told.unit, names),
            share.parties,
            tell("Households: {count}", count=share.parties),
        )
        for share in told.shares
    )
    return Chart(tell("How many households have how many points"), notes, bars)


def _years(now: Year, last: Year, names: Names, notes: tuple[str, ...]) -> Chart:
    """Return income, payment and every step that both years have."""
    tell = names.words.tell
    pairs = [
        (tell("Income"), now.income, last.income),
        *(
            (names.title("step", step), used, last.used[step])
            for step, used in now.used.items()
            if step in last.used
        ),
        (tell("Paid to households and other claimants"), now.paid, last.paid),
    ]
    bars = []
    for name, this, before in pairs:
        bars.append(Bar(name, this, names.money(this)))
        earlier = tell("{name}, the year before", name=name)
        bars.append(Bar(earlier, before, names.money(before), is_last=True))
    this_year = tell("{first} to {last}", first=now.period[0], last=now.period[1])
    last_year = tell("{first} to {last}", first=last.period[0], last=last.period[1])
    both = tell("Blue: {this}; grey: {before}", this=this_year, before=last_year)
    return Chart(tell("This year and the year before"), (both, *notes), tuple(bars))


def _class(share: Share, unit: str, names: Names) -> str:
    if share.low is None or share.high is None:
        return ""
    low, high = (names.simple(edge, unit) for edge in (share.low, share.high))
    if share.low == share.high:
        return low
    return names.words.tell(
        "{low} and more, below {high}", low=names.words.number(share.low), high=high
    )


def _cells(shares: Iterable[tuple[str, Share]], names: Names) -> tuple[Cell, ...]:
    """Return the shares as they may be shown: what stands for too few is told together."""
    tell = names.words.tell
    given = (
        Cell(name or tell("not recorded"), share.parties, share.amount)
        for name, share in shares
        if share.parties
    )
    merged = tell("Others (groups of fewer than {least}, together)", least=LEAST_IN_CELL)
    return tuple(
        cell if cell.name is not None else attrs.evolve(cell, name=merged)
        for cell in merged_cells(given)
    )


def _average(cell: Cell, names: Names) -> str:
    """Return what each has on average; rounded for show alone."""
    return names.money(round_fraction(Fraction(cell.amount, cell.parties), Rounding.HALF_UP))


# ---- what is drawn


def chart_svg(chart: Chart) -> str:
    """Return a chart as SVG; text stays text, and the same chart gives the same bytes.

    Raises:
        ChartsNotInstalled: without the extra `plots`.
    """
    try:
        import altair as alt
        import vl_convert
    except ImportError:
        raise ChartsNotInstalled from None
    made = alt.Chart.from_dict(_spec(chart))
    picture: str = vl_convert.vegalite_to_svg(made.to_json(indent=None), vl_version=GRAMMAR)
    return picture


def _spec(chart: Chart) -> dict[str, Any]:
    """Return the chart in the grammar of Vega-Lite."""
    rows = [
        {"place": place, "name": bar.name, "size": bar.size, "said": bar.said, "last": bar.is_last}
        for place, bar in enumerate(chart.bars)
    ]
    place = {"field": "place", "type": "ordinal", "axis": None, "scale": {"padding": 0}}
    return {
        "title": {
            "text": wrap(chart.title, LETTERS),
            "subtitle": [line for note in chart.notes for line in wrap(note, LETTERS + 8)],
            "anchor": "start",
            "offset": 18,
        },
        "data": {"values": rows},
        "width": WIDTH,
        "height": {"step": STEP},
        "encoding": {"y": place},
        "layer": [
            {
                "mark": {"type": "bar", "height": 10, "yOffset": 12},
                "encoding": {
                    "x": {
                        "field": "size",
                        "type": "quantitative",
                        "scale": {"zero": True, "nice": False},
                        "axis": None,
                    },
                    "color": {
                        "field": "last",
                        "scale": {"domain": [False, True], "range": [BARS["paid"], "#9aa3ab"]},
                        "legend": None,
                    },
                },
            },
            _text("name", -24, 15, INK),
            _text("said", -5, 13, MUTED),
        ],
        "config": {
            "font": FONTS.replace("'", ""),
            "view": {"stroke": None},
            "title": {
                "fontSize": 17,
                "fontWeight": 600,
                "color": INK,
                "lineHeight": 24,
                "subtitleFontSize": 13,
                "subtitleColor": MUTED,
                "subtitleLineHeight": 19,
                "subtitlePadding": 8,
            },
        },
    } | {"padding": 12, "background": "white"}


def _text(field: str, down: int, size: int, colour: str) -> dict[str, Any]:
    """Return a line of words above a bar, from the left edge."""
    return {
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "middle",
            "dy": down,
            "fontSize": size,
            "color": colour,
        },
        "encoding": {"x": {"value": 0}, "text": {"field": field}},
    }
