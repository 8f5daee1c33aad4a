"""The pictures of the documents show what the program prints today, and load nothing."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import house_flows
import house_prints
from house_map import ROOT
from house_pictures import COLUMNS, IMAGES, LANGUAGES, SCENES, pictures, rows_of

PICTURES = [IMAGES / f"{one.name}.{language}.svg" for one in SCENES for language in LANGUAGES]


def name_of(path: Path) -> str:
    """Return the test's id."""
    return path.name


@pytest.mark.parametrize("place", PICTURES, ids=name_of)
def test_the_picture_of_a_terminal_is_what_is_printed(place: Path) -> None:
    """After a change of words, `python tests/plugins/house_pictures.py` draws them anew."""
    assert place.read_text(encoding="utf-8") == pictures()[place]


@pytest.mark.parametrize("place", PICTURES, ids=name_of)
def test_a_picture_of_a_terminal_stands_alone_and_keeps_its_columns(place: Path) -> None:
    """No font, image or script from elsewhere; nothing runs over the right edge."""
    text = place.read_text(encoding="utf-8")
    root = ET.fromstring(text)  # noqa: S314 - our own file
    width = float(root.attrib["width"])
    ends = [
        float(one.attrib["x"]) + float(one.attrib["textLength"])
        for one in root.iter("{http://www.w3.org/2000/svg}text")
    ]

    assert re.findall(r"href|url\(|@import|<script|<image", text) == []
    assert re.findall(r"https?://\S+", text) == ['http://www.w3.org/2000/svg"']
    assert max(ends) < width


def test_a_row_is_as_long_as_a_terminal_is_wide() -> None:
    """A Chinese character takes two columns, and is never cut in half."""
    rows = [row.plain for row in rows_of("字" * COLUMNS + "\na" + "字" * COLUMNS)]

    assert [len(row) for row in rows] == [40, 40, 40, 40, 1]


def test_every_picture_of_the_documents_is_shown_somewhere() -> None:
    """A picture that nobody sees is dead weight in the repository."""
    pages = [ROOT / "README.md", ROOT / "README.zh-CN.md", *(ROOT / "docs").rglob("*.md")]
    shown = "\n".join(page.read_text(encoding="utf-8") for page in pages)

    assert [one.name for one in sorted(IMAGES.rglob("*.*")) if one.name not in shown] == []


@pytest.mark.needs("noto-cjk", "poppler", "spreadsheet")
@pytest.mark.parametrize("name", house_prints.PRINTS)
def test_the_picture_of_a_page_shows_the_text_of_the_page_that_is_printed_today(name: str) -> None:
    """The pixels may differ by a machine's fonts and versions; `house_prints.py` paints anew."""
    one, kept = house_prints.PRINTS[name], (IMAGES / name).read_bytes()
    again = house_prints.painted(one)

    assert house_prints.digest_in(kept) == house_prints.digest_of(one)
    assert house_prints.size_of(kept) == house_prints.size_of(again)
    assert len(kept) < house_prints.BYTES_MAX


FLOWS = {
    house_flows.IMAGES / f"{path.parent.name}.{language}.svg"
    for path in (ROOT / "examples").glob("*/plan.yaml")
    for language in LANGUAGES
}
GALLERY = {"en": "docs/explanation/examples.md", "zh": "docs/zh/explanation/examples.md"}


@pytest.mark.parametrize("place", sorted(FLOWS), ids=name_of)
def test_the_flow_of_an_example_is_that_of_its_run(place: Path) -> None:
    """After a change of an example, `python tests/plugins/house_flows.py` draws it anew."""
    assert place.read_text(encoding="utf-8") == house_flows.pictures()[place]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gallery_of_examples_shows_each_with_its_figures_picture_and_command(
    language: str,
) -> None:
    """A row of the index, a section, and nothing of an example that is no more."""
    text = (ROOT / GALLERY[language]).read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| \[([a-z-]+)\]\(#\1\) \| (.*) \|$", text, re.MULTILINE))
    told = {name: tuple(row.split(" | ")[1:3]) for name, row in rows.items()}

    assert told == {
        name: (f"{one.income // 100:,}.{one.income % 100:02}", str(one.paid))
        for name, one in house_flows.examples().items()
    }
    for name, one in house_flows.examples().items():
        section = text.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        assert f"images/examples/{name}.{language}.svg" in section
        assert f"benefit-share run examples/{name} --out result" in section
        assert one.warnings == 0 or re.search("warning|警告|names|指出|counts|预警", section)
