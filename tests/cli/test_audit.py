"""The command `audit`: what it prints, its JSON and its exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from benefit_share.audit import CHECKS
from benefit_share.cli import main
from house_map import ROOT

CASE = ROOT / "examples" / "shenzhou-greenhouse"


def test_it_says_of_every_check_what_it_looked_at_or_lacks(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Twenty-eight questions, and none is answered that was not asked."""
    assert main(["audit", str(CASE), "--lang", "en"]) == 0

    out = capsys.readouterr().out
    assert [line[:3] for line in out.splitlines() if line[:1] == "C" and line[1:3].isdigit()] == [
        *CHECKS
    ]
    assert "NOT CHECKED (missing: paid)" in out
    assert "owes 196000.00 for the period, 194792.15 came, 1207.85 is open" in out


def test_its_lists_are_read_and_its_json_is_one_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A dead person on the roster is an error, and the exit code says so."""
    case = tmp_path / "case"
    shutil.copytree(CASE, case, ignore=shutil.ignore_patterns("result"))
    (case / "audit").mkdir()
    (case / "audit" / "deceased.csv").write_text("party,from\nH001,2020-01-01\n", encoding="utf-8")

    assert main(["audit", str(case), "--json"]) == 1

    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is False
    assert told["audit"]["checks"]["C06"]["outcome"] == "found"
    assert told["audit"]["checks"]["C06"]["missing"] == "budget_paid, business_owners"
    assert "audit.c06" in [one["code"] for one in told["findings"]]


def test_a_case_that_is_refused_is_not_audited(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither one that cannot be read nor one that cannot be run."""
    assert main(["audit", str(tmp_path), "--lang", "en"]) == 1
    assert "C01" not in capsys.readouterr().out
    case = tmp_path / "case"
    shutil.copytree(CASE, case, ignore=shutil.ignore_patterns("result"))
    plan = (case / "plan.yaml").read_text(encoding="utf-8")
    (case / "plan.yaml").write_text(
        plan.replace("200 yuan/person", "2000000 yuan/person"), encoding="utf-8"
    )

    assert main(["audit", str(case), "--lang", "en"]) == 1
    assert "C01" not in capsys.readouterr().out
