"""What `benefit-share check` finds before anything is paid: faults of plans that were published.

Each is one thing changed in a small case that has nothing wrong with it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import attrs
import pytest

from benefit_share.cli import main

PLAN = """\
plan: {id: levy, version: 1, from: 2020-01-01, to: 2020-12-31, currency: CNY}
facts:
  status: {values: [policy, ordinary, watched], none: ordinary}
registers:
  posts: {holder: person, columns: {wage: yuan/month, months: month}}
  keys: {holder: household, columns: {part: share}, checks: [{sum: part, is: 1}]}
tables:
  grade:
    - {points.total: "(,1030)", is: 1}
    - {points.total: "[1030,)", is: 2}
points: {step: 0.1, base: 1000, items: [{id: work, give: 1}]}
accounts: {kept: {held: collective}}
pools: {net: {per: collective, fed_by: {income: {}}}, labour: {per: collective}}
steps:
  - {id: parts, from: net, take: remaining, split: {pool.labour: 60 %, account.kept: 40 %}, clause: "§1"}
  - {id: posts, from: labour, take: needed, among: posts, pay: {times: [row.wage, row.months]}, short: refuse, if_none: skip, clause: "§2"}
  - {id: rest, from: labour, take: remaining, among: households, share: {table: grade}, if_none: refuse, clause: "§3"}
checks:
  - {id: stated, that: {used: posts}, at_most: 60 % of net, otherwise: finding, clause: "§4"}
"""  # noqa: E501  (a step is a line)
TABLES = {
    "plan.yaml": PLAN,
    "collectives.csv": "id,name\nv,Village\n",
    "assets.csv": "id,kind\na,greenhouse\n",
    "income.csv": "id,asset,kind,amount,received_on\ni1,a,rent,195000.00,2020-05-01\n",
    "households.csv": "id,collective,status\nh1,v,policy\nh2,v,ordinary\n",
    "members.csv": "id,household\nh1.1,h1\nh2.1,h2\n",
    "posts.csv": "holder,wage,months\nh1.1,300.00,12\n",
    "keys.csv": "holder,part\nh1,1/2\nh2,1/2\n",
}
HUAIAN = "holder,wage,months\n" + "".join(f"p{one},300.00,12\n" for one in range(42))
WORKERS = "id,household\nh1.1,h1\nh2.1,h2\n" + "".join(f"p{one},h1\n" for one in range(42))
HEISHUI = "holder,part\n" + "".join(f"h{one},1.5625 %\n" for one in range(1, 59))
VILLAGES = "id,collective,status\n" + "".join(f"h{one},v,policy\n" for one in range(1, 59))
SPLIT = "split: {pool.labour: 60 %, account.kept: 40 %}"
REST = "share: {table: grade}, if_none: refuse"
BY_TABLE = "    - {points.total: "


@attrs.frozen
class Promise:
    """One fault: what is changed, what is found, and in which file."""

    name: str
    code: str
    file: str = "plan.yaml"
    old: str = ""
    new: str = ""
    tables: dict[str, str] = attrs.field(factory=dict)
    also: tuple[str, str] = ("", "")


PROMISES = (
    Promise("split above 100 %", "plan.share-sum", old="kept: 40 %", new="kept: 45 %"),
    Promise("split below 100 %", "plan.share-sum", old="kept: 40 %", new="kept: 30 %"),
    Promise(
        "58 villages with 1.5625 % each (黑水)",
        "run.register-sum",
        tables={"keys.csv": HEISHUI, "households.csv": VILLAGES},
    ),
    Promise(
        "rates of a pool below 100 %",
        "plan.rates-below",
        old=f'take: remaining, {SPLIT}, clause: "§1"}}',
        new='take: 60 % of net, to: {pool: labour}, clause: "§1"}\n'
        '  - {id: kept, from: net, take: 30.625 % of net, to: {account: kept}, clause: "§1"}',
    ),
    Promise("bands with a gap (1029.5)", "plan.table-gap", old='"(,1030)"', new='"(,1029]"'),
    Promise("bands that overlap", "plan.table-overlap", old='"(,1030)"', new='"(,1040)"'),
    Promise(
        "a percentage without a base",
        "plan.rate-no-base",
        old=f"take: remaining, {SPLIT}",
        new="take: 60 %, to: {pool: labour}",
    ),
    Promise(
        "a percentage of nothing that is known",
        "plan.name-unknown",
        old="60 % of net",
        new="60 % of ent",
    ),
    Promise(
        "a step that is never reached",
        "plan.step-unreached",
        old=f"among: households, {REST}",
        new='to: {account: kept}, clause: "§3"}\n'
        f"  - {{id: late, from: labour, take: remaining, among: households, {REST}",
    ),
    Promise(
        "a row of a table that always fits",
        "plan.table-row-always",
        old=f'{BY_TABLE}"[1030,)", is: 2}}',
        new=f'    - {{is: 3}}\n{BY_TABLE}"[1030,)", is: 2}}',
    ),
    Promise(
        "a row of a table below one that always fits",
        "plan.table-row-unreached",
        old="share: {table: grade}",
        new="share: {table: sizes, several: first}",
        also=("points: {step", "  sizes: [{is: 1}, {household.size: 1, is: 2}]\npoints: {step"),
    ),
    Promise(
        "a condition that never holds",
        "plan.never-holds",
        old=REST,
        new="share: equal, who: {all: [{status: policy}, {status: watched}]}, if_none: skip",
    ),
    Promise(
        "a category without a row",
        "plan.table-category",
        old=f'{BY_TABLE}"(,1030)", is: 1}}\n{BY_TABLE}"[1030,)", is: 2}}',
        new="    - {status: policy, is: 1}\n    - {status: ordinary, is: 2}",
    ),
    Promise(
        "a category that no rule asks for",
        "plan.category-unasked",
        old=REST,
        new="share: equal, who: {status: [policy, ordinary]}, if_none: refuse",
    ),
    Promise("weights that are always 0", "plan.weight-zero", old="{table: grade}", new="0"),
    Promise(
        "weights that add up to 0",
        "run.zero-total-weight",
        old="{table: grade}",
        new="points.work",
    ),
    Promise(
        "a floor above what there is",
        "plan.floor-above",
        old="take: remaining, among: households, share: {table: grade}",
        new="take: 100 yuan, among: households, share: {table: grade}, at_least: 200 yuan",
    ),
    Promise(
        "42 posts at 300 yuan over 117,000 (怀安)",
        "run.short",
        tables={"posts.csv": HUAIAN, "members.csv": WORKERS},
    ),
    Promise(
        "households added to persons",
        "plan.units-mixed",
        old="share: {table: grade}",
        new="share: {plus: [household.size, 1 household]}",
    ),
    Promise(
        "a stated 29 % beside a derived 29.24 % (高县)",
        "run.check-differs",
        old="at_most: 60 % of net, otherwise",
        new="equals: 3601 yuan, otherwise",
    ),
    Promise(
        "the rules of another year",
        "case.period-not-the-plan",
        file="case.yaml",
        tables={"case.yaml": "period: {from: 2021-01-01, to: 2021-12-31}\n"},
    ),
)


def written(folder: Path, changes: dict[str, str]) -> Path:
    """Write the case with some files changed."""
    for name, text in (TABLES | changes).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def checked(case: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, Any]]]:
    """Return the exit code of `check` and what it finds."""
    code = main(["check", str(case), "--json"])
    return code, json.loads(capsys.readouterr().out)["findings"]


def test_the_case_itself_has_nothing_wrong_with_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Or what is found below might be its own."""
    code, findings = checked(written(tmp_path, {}), capsys)

    assert code == 0
    assert [one for one in findings if one["severity"] != "note"] == []


@pytest.mark.parametrize("promise", PROMISES, ids=lambda one: one.name)
def test_check_finds_it_before_any_run(
    promise: Promise, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its code, its place in the file, and what to do, in both languages."""
    assert promise.old in PLAN
    plan = PLAN
    for old, new in ((promise.old, promise.new), promise.also):
        plan = plan.replace(old, new) if old else plan
    code, findings = checked(written(tmp_path, {"plan.yaml": plan, **promise.tables}), capsys)

    found = [one for one in findings if one["code"] == promise.code]
    assert found, [one["code"] for one in findings]
    for one in found:
        assert one["place"].startswith(f"{promise.file}:")
        assert one["message"]["zh"] != one["message"]["en"]
    assert code == int(any(one["severity"] == "error" for one in findings))
    assert not (tmp_path / "result").exists()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_not_shown_is_counted(
    tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of 501 wrong rows 199 stand behind the word on the others; the figures are those of all."""
    for name, text in TABLES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    rows = "".join(f"h{number},v,wrong,p\n" for number in range(501))
    (tmp_path / "households.csv").write_text(f"id,collective,status,head\n{rows}", encoding="utf-8")

    assert main(["check", str(tmp_path), "--json"]) == 1
    figures = json.loads(capsys.readouterr().out)
    assert figures["errors"] >= 501
    every = figures["errors"] + figures["warnings"] + figures["notes"]
    assert main(["check", str(tmp_path), "--lang", language]) == 1
    told = capsys.readouterr()
    shown = told.err.count("[case.") + told.err.count("[file.") - told.err.count("[file.more")
    shown += sum(map(int, re.findall(r"(?:The same in|另有) ([0-9]+) (?:more rows|行)", told.err)))
    assert {"zh": f"另有 {every - shown} 项", "en": f"and {every - shown} more"}[
        language
    ] in told.err
    errors = {"zh": f"{figures['errors']} 个错误", "en": f"Errors: {figures['errors']}"}
    assert errors[language] in told.out
