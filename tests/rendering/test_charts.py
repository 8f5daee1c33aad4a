"""Charts: bars from zero, figures as text, and the same bytes every time.

Those in `docs/images/` were looked at in a browser; write them anew with
`python tests/rendering/test_charts.py`, and look at them before they are committed.
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import pytest

from benefit_share import distribute, read_case, summary
from benefit_share.distribution import Run
from benefit_share.rendering.explained.names import Names
from benefit_share.rendering.pictures.charts import (
    Bar,
    Chart,
    ChartsNotInstalled,
    _charts,
    chart_files,
    chart_svg,
)
from benefit_share.statements.comparisons import Year, year_of

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
IMAGES = HERE.parents[1] / "docs" / "images"
LAST = Year(
    ("2019-01-01", "2019-12-31"),
    150_000_00,
    150_000_00,
    140,
    {"base": 60_000_00, "points": 90_000_00},
)
SHOWN = ("category-category", "need-size", "points", "years")


@cache
def greenhouse() -> Run:
    """A village with categories, members and points."""
    return distribute(read_case(EXAMPLES / "shenzhou-greenhouse"))


@cache
def files() -> Mapping[str, bytes]:
    """Its charts, beside a year before that is made up."""
    pytest.importorskip("altair")
    return chart_files(greenhouse(), last=LAST)


def charts(run: Run, language: str) -> dict[str, Chart]:
    """Return the charts of a run before they are drawn."""
    return dict(_charts(run, Names.of(summary(run), language), LAST))


def same_for_every_font(picture: bytes) -> str:
    """Return a picture without its outer size, which follows from the widest letters here."""
    text = picture.decode("utf-8")
    return re.sub(r'(?:width|height|viewBox)="[^"]*"', "", text, count=5)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", SHOWN)
def test_the_chart_is_the_one_that_was_looked_at(name: str, language: str) -> None:
    """A changed place or word is seen in the diff, and then in a browser."""
    made = files()[f"charts/{name}.{language}.svg"]
    looked_at = (IMAGES / f"chart-{name}.{language}.svg").read_bytes()

    assert same_for_every_font(made) == same_for_every_font(looked_at)


def test_the_same_run_gives_the_same_bytes() -> None:
    """Nothing in a chart comes from a clock or from chance."""
    assert dict(chart_files(greenhouse(), last=LAST)) == dict(files())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_text_stays_text(language: str) -> None:
    """Title, names and figures are in the file as they are said, whatever font is there."""
    for name, chart in charts(greenhouse(), language).items():
        root = ET.fromstring(files()[f"charts/{name}.{language}.svg"])  # noqa: S314  (our own file)
        told = "".join("".join(one.itertext()) for one in root.iter() if one.tag.endswith("text"))
        for bar in chart.bars:
            assert bar.name in told
            assert bar.said in told
        assert chart.title.replace(" ", "") in told.replace(" ", "")


def test_bars_begin_at_zero_and_are_as_long_as_their_figures() -> None:
    """A bar of half the figure has half the length, whatever the least figure is."""
    pytest.importorskip("altair")
    chart = Chart("t", (), (Bar("a", 400, "400"), Bar("b", 500, "500"), Bar("c", 1000, "1000")))
    paths = re.findall(r'd="M([\d.]+),[\d.-]+h([\d.]+)v10', chart_svg(chart))

    assert [(float(left), float(wide)) for left, wide in paths] == [(0, 128), (0, 160), (0, 320)]


def test_nothing_in_it_runs_or_is_loaded() -> None:
    """No script, no picture, no address but the names of formats."""
    for picture in files().values():
        text = picture.decode("utf-8")
        assert not re.search(r"<script|<image|<style|url\(|\bon\w+=", text)
        assert set(re.findall(r"https?://[^\"]+", text)) <= {
            "http://www.w3.org/2000/svg",
            "http://www.w3.org/1999/xlink",
        }


def test_groups_of_few_are_told_together() -> None:
    """No bar stands for fewer than five households, where amounts are told."""
    for name, chart in charts(greenhouse(), "en").items():
        if name in {"points", "years"}:
            continue
        counts = [int(re.findall(r"households: (\d+)", bar.said)[0]) for bar in chart.bars]
        assert min(counts) >= 5, name


def test_made_up_data_say_so() -> None:
    """On every chart, in its language; and no chart of real data says it."""
    run = greenhouse()
    real = attrs.evolve(run, case=attrs.evolve(run.case, synthetic=None))

    assert all("MADE-UP DATA." in chart.notes for chart in charts(run, "en").values())
    assert not any("MADE-UP DATA." in chart.notes for chart in charts(real, "en").values())


def test_a_step_that_one_year_lacks_is_not_compared() -> None:
    """Only what both years have stands beside each other."""
    now = year_of(summary(greenhouse()))
    other = attrs.evolve(LAST, used={"base": 1})
    names = Names.of(summary(greenhouse()), "en")
    chart = dict(_charts(greenhouse(), names, other))["years"]

    assert set(now.used) == {"base", "points"}
    assert len(chart.bars) == 2 * 3
    assert [bar.is_last for bar in chart.bars] == [False, True] * 3


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not a missing module, but the command that brings it."""
    there = builtins.__import__

    def missing(name: str, *more: Any) -> Any:
        if name == "altair":
            raise ImportError(name)
        return there(name, *more)

    monkeypatch.setattr(builtins, "__import__", missing)

    with pytest.raises(ChartsNotInstalled, match=r"benefit-share\[plots\]"):
        chart_svg(Chart("t", (), ()))


if __name__ == "__main__":
    for name in SHOWN:
        for language in ("zh", "en"):
            path = IMAGES / f"chart-{name}.{language}.svg"
            path.write_bytes(chart_files(greenhouse(), last=LAST)[f"charts/{name}.{language}.svg"])
