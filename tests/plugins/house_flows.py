"""The flow of money of every example, for the gallery: `python tests/plugins/house_flows.py`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import attrs

from benefit_share import summary
from benefit_share.distribution import run_case
from benefit_share.files import read_case
from benefit_share.rendering.explained.names import Names
from benefit_share.rendering.pictures.flow import flow_svg
from benefit_share.statements.money_flow import money_flow
from benefit_share.statements.simpler_flow import simplified
from house_map import ROOT
from house_write import write

IMAGES = ROOT / "docs" / "images" / "examples"
LANGUAGES = ("en", "zh")
MOST = 4
"""So many assets and payees of an example are drawn one by one."""


@attrs.frozen
class Shown:
    """What the gallery says of an example in figures.

    Attributes:
        income: the gross income, in fen.
        paid: how many parties are paid.
        warnings: how many warnings stand on the run.
        pictures: the flow of its money in each language.
    """

    income: int
    paid: int
    warnings: int
    pictures: Mapping[str, str]


@cache
def examples() -> Mapping[str, Shown]:
    """Return every example by its name."""
    folders = sorted(path.parent for path in (ROOT / "examples").glob("*/plan.yaml"))
    return MappingProxyType({folder.name: _shown(folder) for folder in folders})


def _shown(folder: Path) -> Shown:
    run = run_case(read_case(folder))
    told, flow = summary(run), simplified(money_flow(run), most=MOST)
    pictures = {
        language: flow_svg(flow, Names.of(told, language), name=f"{folder.name}-{language}")
        for language in LANGUAGES
    }
    warnings = sum(one.severity.value == "warning" for one in run.findings)
    return Shown(told.gross, told.households, warnings, MappingProxyType(pictures))


def pictures() -> dict[Path, str]:
    """Return every picture by its place."""
    return {
        IMAGES / f"{name}.{language}.svg": picture
        for name, shown in examples().items()
        for language, picture in shown.pictures.items()
    }


if __name__ == "__main__":
    write(pictures())
