"""The first two recipes of the page on extending are carried out, exactly as it writes them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "how-to" / "extend.md"

RULE = """
from benefit_share.allocation import RULES, solve
shares = solve("halfway", 120, {"a": 30, "b": 90, "c": 120})
print(RULES["halfway"].en)
print([str(shares.exact(one)) for one in "abc"], shares.total)
"""

POINTS = """
import datetime as dt
from fractions import Fraction
from benefit_share.expressions import Literal
from benefit_share.points import Entry, Item, Scheme, points_sheet
from benefit_share.points.giving import Every
from benefit_share.values import Period
give = Every(Literal(Fraction(10), "hour"), Literal(Fraction(2)))
scheme = Scheme(items=(Item("help", give=give, of="hour"),))
day = dt.date(2025, 6, 1)
entries = [Entry(f"e{q}", "h", "help", day, Fraction(q)) for q in (9, 10, 25, 100)]
sheet, findings = points_sheet(
    scheme, entries, people={"h": ()}, heads={"h": ""}, day=day,
    period=Period(dt.date(2025, 1, 1), dt.date(2026, 1, 1)),
)
print(sheet.totals["h"], [str(one) for one in findings])
"""


def _blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def _patched(text: str, hunk: list[str]) -> str:
    """Replace the old lines of *hunk* by its new ones; they must stand there once, in a row."""
    old = "\n".join(line[1:] for line in hunk if line[:1] in {" ", "-"})
    new = "\n".join(line[1:] for line in hunk if line[:1] in {" ", "+"})
    assert old in text, f"the page no longer fits the code: {old!r}"
    return text.replace(old, new, 1)


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the source with both recipes carried out."""
    copy = tmp_path_factory.mktemp("extended") / "src"
    shutil.copytree(ROOT / "src", copy, ignore=shutil.ignore_patterns("__pycache__"))
    (module,) = _blocks("python")
    (copy / "benefit_share" / "allocation" / "halfway.py").write_text(module, encoding="utf-8")
    for block in _blocks("diff"):
        first, *lines = block.rstrip("\n").split("\n")
        target = copy.parent / first.removeprefix("--- ")
        text = target.read_text(encoding="utf-8")
        hunk: list[str] = []
        for line in [*lines, "@@"]:
            if line != "@@":
                hunk.append(line)
                continue
            text, hunk = _patched(text, hunk), []
        target.write_text(text, encoding="utf-8")
    return copy


def _output(source: Path, script: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(not (ROOT / "src").is_dir(), reason="the source is absent: the wheel is tested")
def test_the_rule_of_the_page_divides(extended: Path) -> None:
    """The rule that the page adds divides by its name: the average of two known divisions."""
    proportional = (15, 45, 60)
    awards = (30, 45, 45)
    expected = [f"{one + other}/2" for one, other in zip(proportional, awards, strict=True)]

    told = _output(extended, RULE).splitlines()

    assert told[0] == "Halfway to equal awards"
    assert told[1] == f"{['45/2', '45', '105/2']} 120"
    assert expected == ["45/2", "90/2", "105/2"]


@pytest.mark.skipif(not (ROOT / "src").is_dir(), reason="the source is absent: the wheel is tested")
def test_the_mechanism_of_the_page_gives_points(extended: Path) -> None:
    """The mechanism that the page adds gives points for each whole ten."""
    assert _output(extended, POINTS) == "26 []\n"
