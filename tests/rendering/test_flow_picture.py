"""The picture of the flow of money: the same bytes, all the figures, and nothing on the way.

The pictures in `pictures/` were looked at in a browser; write them anew with
`python tests/rendering/test_flow_picture.py`, and look at them before they are committed.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings

from benefit_share import distribute, read_case, summary
from benefit_share.distribution import Case, Run
from benefit_share.rendering import LANGUAGES
from benefit_share.rendering.explained.names import Names
from benefit_share.rendering.pictures.flow import RIVER, UNIT, WIDTH, flow_svg
from benefit_share.rendering.pictures.flow_words import flow_table, label_of
from benefit_share.statements import MoneyFlow, money_flow, simplified
from benefit_share.testing import cases

HERE = Path(__file__).parent
SVG = "{http://www.w3.org/2000/svg}"


def drawn(run: Run, language: str) -> tuple[str, MoneyFlow, Names]:
    """Return the picture of a run, with what it was made of."""
    flow, names = simplified(money_flow(run)), Names.of(summary(run), language)
    return flow_svg(flow, names), flow, names


def texts(picture: str) -> list[str]:
    """Return the text of each line in the picture."""
    root = ET.fromstring(picture)  # noqa: S314  (made a line above)
    return ["".join(one.itertext()) for one in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_is_the_one_that_was_looked_at(run: Run, language: str) -> None:
    """A changed line is seen in the diff, and then in a browser."""
    assert drawn(run, language)[0] == (HERE / "pictures" / f"flow.{language}.svg").read_text(
        "utf-8"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_node_has_its_words_in_full(run: Run, language: str) -> None:
    """Title, amount and percentage of each node stand in the picture as text."""
    picture, flow, names = drawn(run, language)
    told = "".join(texts(picture)).replace(" ", "")
    for node in flow.nodes:
        label = label_of(node, flow, names)
        for part in (label.title, label.amount + label.part, label.more):
            assert part.replace(" ", "") in told


@given(cases())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_bars_are_as_wide_as_their_money(case: Case) -> None:
    """A bar has its part of the width of the river, to one pixel for each thin band in it."""
    run = distribute(case)
    picture, flow, _ = drawn(run, "zh")
    root = ET.fromstring(picture)  # noqa: S314  (made a line above)
    bars = [float(one.attrib["width"]) for one in root.iter(f"{SVG}rect")]

    assert len(bars) == len(flow.nodes)
    for node, bar in zip(flow.nodes, bars, strict=True):
        exact = flow.through(node) * RIVER / UNIT / (flow.total or 1)
        thin = max(len(flow.into[node.key]), len(flow.out_of[node.key]))
        assert exact - thin * 0.02 <= bar <= exact + thin + 0.02


def test_bands_stay_inside(run: Run) -> None:
    """No place is left of the picture, right of it, or broken."""
    picture, _, _ = drawn(run, "en")
    places = [float(one) for one in re.findall(r"[MLC ](\d+(?:\.\d+)?),", picture)]

    assert places
    assert max(places) < WIDTH / UNIT
    assert "NaN" not in picture


def test_nothing_in_it_runs_or_is_loaded(run: Run) -> None:
    """No script, no style sheet, no address but the name of the format."""
    picture, _, _ = drawn(run, "zh")

    assert not re.search(r"<script|<style|<image|<use|href|\bon\w+=|url\(", picture)
    assert re.findall(r"https?://[^\"]+", picture) == ["http://www.w3.org/2000/svg"]


def test_it_can_be_heard(run: Run) -> None:
    """It has a title and points to the table, which has every link."""
    picture, flow, names = drawn(run, "en")
    table = flow_table(flow, names)

    assert 'role="img" aria-labelledby="flow-title flow-told"' in picture
    assert '<title id="flow-title">Where ' in picture
    assert len(table.rows) == len(flow.links)
    assert {row[2] for row in table.rows} == {names.amount(one.amount) for one in flow.links}


def test_a_name_cannot_become_a_tag(run: Run) -> None:
    """What a plan or an asset is called is text, whatever is in it."""
    flow, names = simplified(money_flow(run)), Names.of(summary(run), "zh")
    one = next(node.id for node in flow.nodes if node.kind == "asset")
    bad = type(next(iter(names.titles.values())))(zh="<script>&", en="x")
    picture = flow_svg(flow, Names(names.words, names.currency, {("asset", one): bad}))

    assert "<script>&" in texts(picture)


def write() -> None:
    """Write the golden pictures anew."""
    run = distribute(read_case(HERE / "sample"))
    for language in LANGUAGES:
        path = HERE / "pictures" / f"flow.{language}.svg"
        path.write_text(drawn(run, language)[0], "utf-8")


if __name__ == "__main__":
    write()
