"""`run --charts`, as the accountant uses it from one year to the next."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benefit_share.cli import main
from benefit_share.rendering.pictures import charts

SHENZHOU = Path(__file__).resolve().parents[2] / "examples" / "shenzhou-greenhouse"


def run(*words: object) -> int:
    """Run the example."""
    return main(["run", str(SHENZHOU), "--lang", "en", *map(str, words)])


def test_charts_stand_in_a_folder_of_the_result(tmp_path: Path) -> None:
    """In both languages; the next run replaces them, and finds its own year before."""
    pytest.importorskip("altair")
    assert run("--out", tmp_path / "r", "--charts") == 0
    first = {path.name for path in (tmp_path / "r" / "charts").iterdir()}
    assert run("--out", tmp_path / "s", "--last", tmp_path / "r") == 0
    second = {path.name for path in (tmp_path / "s" / "charts").iterdir()}

    assert {"flow.zh.svg", "flow.en.svg", "points.zh.svg", "need-size.en.svg"} <= first
    assert second - first == {"years.zh.svg", "years.en.svg"}
    assert run("--out", tmp_path / "r") == 0
    assert not (tmp_path / "r" / "charts").exists()


def test_charts_of_several_versions_are_of_the_whole(tmp_path: Path) -> None:
    """With the awards of all, and on which day households were looked at."""
    pytest.importorskip("altair")
    case = SHENZHOU.parent / "lingtai-versions"
    assert main(["run", str(case), "--out", str(tmp_path / "r"), "--charts"]) == 0
    told = (tmp_path / "r/charts/need-size.en.svg").read_text("utf-8")
    words = " ".join(re.sub("<[^>]*>", " ", told).split())

    assert "Amounts of all 2 versions of the rules; households as they were on 2019-12-31" in words
    assert (tmp_path / "r/charts/flow.zh.svg").exists()


def test_a_year_before_that_is_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the file, and nothing is written."""
    (tmp_path / "last").mkdir()
    (tmp_path / "last" / "summary.json").write_text("[]", "utf-8")

    assert run("--out", tmp_path / "r", "--last", tmp_path / "last") == 1
    assert "charts.not-a-result" in capsys.readouterr().err
    assert not (tmp_path / "r").exists()


def test_without_the_extra_it_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says what to install, and nothing is written."""

    def missing(*_more: object, **_names: object) -> None:
        raise charts.ChartsNotInstalled

    monkeypatch.setattr(charts, "chart_files", missing)

    assert run("--out", tmp_path / "r", "--charts") == 1
    assert "benefit-share[plots]" in capsys.readouterr().err
    assert not (tmp_path / "r").exists()
