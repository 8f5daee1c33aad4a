"""The page of findings says what the code says."""

from __future__ import annotations

from pathlib import Path

import pytest

import house_findings
from house_map import ROOT


@pytest.mark.parametrize(
    "place", sorted(house_findings.pages()), ids=lambda place: place.relative_to(ROOT).as_posix()
)
def test_the_page_of_findings_is_that_of_the_code(place: Path) -> None:
    """After a change of words, `python tests/plugins/house_findings.py` writes both anew."""
    assert place.read_text(encoding="utf-8") == house_findings.pages()[place]


def test_a_sign_of_markdown_is_shown_as_it_is() -> None:
    """A bar would end the cell, an asterisk would disappear."""
    assert house_findings.cell("a|b *c* <d>") == r"a\|b \*c\* \<d>"
