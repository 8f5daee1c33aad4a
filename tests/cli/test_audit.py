"""The command `audit`: what it prints, its JSON and its exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from benefit_share.audit import CHECKS
from benefit_share.cli import main
from benefit_share.values.width import width
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
    assert "C09  income idle        NOT CHECKED: audit/paid.csv is not there." in out
    assert "contracts.csv:2: The contract 'lease' owes 196,000.00" in out


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
    assert told["audit"]["checks"]["C06"]["found"] == 1
    assert [one["message"]["en"] for one in told["audit"]["checks"]["C06"]["lacks"]] == [
        "audit/budget_paid.csv is not there.",
        "audit/business_owners.csv is not there.",
    ]
    assert "audit.c06" in [one["code"] for one in told["findings"]]


MIXED = "{plus: [household.size, 1 household]}"


def spoilt(tmp_path: Path, name: str, old: str, new: str) -> Path:
    """Copy an example with one thing of its plan changed."""
    case = tmp_path / "case"
    shutil.copytree(ROOT / "examples" / name, case, ignore=shutil.ignore_patterns("result"))
    plan = (case / "plan.yaml").read_text(encoding="utf-8")
    assert old in plan
    (case / "plan.yaml").write_text(plan.replace(old, new), encoding="utf-8")
    return case


@pytest.mark.parametrize(
    ("change", "code", "expected"),
    [
        (("200 yuan/person", "2000000 yuan/person"), "C13", "run.short"),
        (("{times: [points.total, {table: need}]}", MIXED), "C16", "plan.units-mixed"),
    ],
)
def test_a_refusal_is_told_under_the_number_of_its_check(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    change: tuple[str, str],
    code: str,
    expected: str,
) -> None:
    """Whether reading or running refused it; the others say that there was no run."""
    case = spoilt(tmp_path, "shenzhou-greenhouse", *change)

    assert main(["audit", str(case), "--json"]) == 1

    told = json.loads(capsys.readouterr().out)
    checks = told["audit"]["checks"]
    assert checks[code]["outcome"] == "found"
    assert expected in checks[code]["findings"]
    others = [one for other, one in checks.items() if other != code]
    assert {one["outcome"] for one in others} == {"not_checked"}
    assert {one["lacks"][0]["code"] for one in others} == {"audit.lacks-run"}
    assert [one["code"] for one in told["findings"]].count(expected) == 1


def test_what_no_check_looks_for_is_said_beside_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder without a plan is refused, and no check claims it."""
    assert main(["audit", str(tmp_path), "--lang", "en"]) == 1

    printed = capsys.readouterr()
    assert printed.out.startswith("NOT CHECKED in 28 checks: The run was refused")
    assert "plan.yaml" in printed.err


def test_of_a_refused_case_only_what_was_found_is_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Twenty-seven lines that say the same would hide the one that does not."""
    case = spoilt(tmp_path, "shenzhou-greenhouse", "200 yuan/person", "2000000 yuan/person")

    assert main(["audit", str(case), "--lang", "en"]) == 1

    out = capsys.readouterr().out
    assert [line[:3] for line in out.splitlines() if line.startswith("C1")] == ["C13"]
    assert "NOT CHECKED in 27 checks: The run was refused" in out


def test_what_is_found_in_a_list_has_its_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the file as the office called it; what is missing from a list has the file alone."""
    case = spoilt(tmp_path, "shenzhou-greenhouse", "version: 1", "version: 1")
    (case / "audit").mkdir()
    tables = {
        "死亡人员": "对象,日期\nnobody,2020-01-01\nH001,2020-01-01\n",
        "程序记录": "环节,日期,止\n村提方案,2021-01-04,\n公示,2021-01-05,2021-01-06\n",
        "实付": "对象,金额,日期\nH001,1.00,2021-02-01\n",
    }
    for name, text in tables.items():
        (case / "audit" / f"{name}.csv").write_text(text, encoding="utf-8")

    main(["audit", str(case), "--lang", "en"])

    out = capsys.readouterr().out
    assert "- audit/死亡人员.csv:3: 'H001' stands in audit/deceased.csv" in out
    assert "- audit/程序记录.csv:3: The posting from 2021-01-05" in out
    assert "- audit/程序记录.csv: The record of the procedure has no review" in out
    assert "- audit/实付.csv:2: 'H001' was to get" in out
    assert "- audit/实付.csv: 'H003' was to get" in out


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["shenzhou-greenhouse", "huaian-posts", "wendeng-points"])
def test_no_line_is_wider_than_a_terminal(
    capsys: pytest.CaptureFixture[str], language: str, name: str
) -> None:
    """A Chinese character takes two of the eighty columns."""
    main(["audit", str(ROOT / "examples" / name), "--lang", language])

    lines = capsys.readouterr().out.splitlines()
    assert len([line for line in lines if line[:1] == "C" and line[1:3].isdigit()]) == 28
    assert [line for line in lines if width(line) > 80] == []


def test_many_findings_of_a_kind_are_shown_by_their_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Forty-two posts without evidence are five lines and a number."""
    main(["audit", str(ROOT / "examples" / "huaian-posts"), "--lang", "en"])

    out = capsys.readouterr().out
    assert out.count("names no\n") == 5
    assert "and 37 more, which --json shows" in out
    assert out.count("audit.c12-unproved") == 1
