"""What is made for the documents is made by one command."""

from __future__ import annotations

from house_all import MAKERS
from house_map import ROOT

PLUGINS = ROOT / "tests" / "plugins"


def test_one_command_makes_every_page_and_picture_that_is_made() -> None:
    """`python tests/plugins/house_all.py` calls each that can be called alone."""
    alone = {
        path.stem.removeprefix("house_")
        for path in PLUGINS.glob("house_*.py")
        if "\nfrom house_write import write\n" in path.read_text(encoding="utf-8")
    }

    assert set(MAKERS) == alone - {"all"}
