"""Rules that change inside a period: how a case names its versions, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from benefit_share.distribution import SlicedRun, run_case
from benefit_share.errors import Refused
from benefit_share.files import read_case, read_folder, result_files

Write = Callable[..., Path]

PLAN = """\
plan: {{id: p, version: {version}, from: {first}, to: {last}, currency: CNY}}
facts: {{status: {{values: [{words}]}}}}
accounts: {{carried: {{held: collective}}}}
pools: {{net: {{per: collective, fed_by: {{income: {{}}}}}}}}
{more}steps:
  - {{id: all, from: net, take: remaining, among: households, share: equal,
     if_none: refuse, clause: "2"}}
"""


def plan(version: int, first: str, last: str, words: str = "policy, other", more: str = "") -> str:
    """Return a version of a plan that shares equally."""
    return PLAN.format(version=version, first=first, last=last, words=words, more=more)


OLD = plan(1, "2019-01-01", "2020-05-31")
NEW = plan(2, "2020-06-01", "2020-12-31")
CASE = """\
slices:
  - {from: 2020-01-01, to: 2020-05-31, plan: old.yaml}
  - {from: 2020-06-01, to: 2020-12-31, plan: plan.yaml}
"""
MONEY = (
    "id,asset,received_on,kind,amount\ni1,a1,2020-05-01,rent,90.00\ni2,a1,2020-07-01,rent,60.00\n"
)
PEOPLE = "id,household,name\np1,h1,张三\np3,h2,李四\np4,h3,王五\n"
FILES = {
    "plan.yaml": NEW,
    "old.yaml": OLD,
    "case.yaml": CASE,
    "income.csv": MONEY,
    "members.csv": PEOPLE,
}


def said(folder: Path) -> list[tuple[str, str]]:
    """Return code and place of each error of reading and running."""
    reading = read_folder(folder)
    findings = list(reading.findings)
    if reading.case is not None:
        try:
            run_case(reading.case)
        except Refused as refused:
            findings += map(reading.placed, refused.findings)
    return [(one.code, one.place) for one in findings if one.is_error]


def test_each_version_shares_what_came_on_its_days(write: Write) -> None:
    """h3 is gone by the second record date."""
    run = run_case(read_case(write(FILES)))

    assert isinstance(run, SlicedRun)
    assert [one.case.plan.plan.version for one in run.runs] == [1, 2]
    assert run.given == {"h1": 60_00, "h2": 60_00, "h3": 30_00}
    assert run.findings == ()


def test_the_result_of_slices_is_written_whole(write: Write) -> None:
    """One statement a household, and the balances of the last slice."""
    files = result_files(run_case(read_case(write(FILES))))

    assert len(files["statements.jsonl"].splitlines()) == 3
    assert files["balances_next.csv"].decode().startswith("account,")
    assert "第 2 分段" in files["summary.zh.md"].decode()


def test_a_version_may_bring_words_registers_and_decisions_of_its_own(write: Write) -> None:
    """What only one version has is left to it."""
    more = (
        "registers: {work: {holder: household, columns: {days: day}}}\n"
        "figures: [{id: cost, is: decided, unit: yuan, clause: '1'}]\n"
    )
    new = plan(2, "2020-06-01", "2020-12-31", "policy, other, sick", more)
    files = {
        **FILES,
        "plan.yaml": new.replace("share: equal", "share: {sum: work, of: row.days}"),
        "work.csv": "holder,days\nh1,1\nh2,3\n",
        "decisions.csv": "figure,amount\ncost,1.00\n",
        "facts.csv": "subject,fact,value,from,recorded_on\nh2,status,sick,2020-08-01,2020-08-01\n",
    }
    run = run_case(read_case(write(files)))

    assert run.given["h2"] == 30_00 + 45_00


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"old.yaml": None}, [("case.no-plan", "old.yaml")]),
        ({"case.yaml": CASE + "plan: plan.yaml\n"}, [("case.plan-and-slices", "case.yaml:2:3")]),
        (
            {"case.yaml": CASE.replace("plan: old.yaml", "plan: ../old.yaml")},
            [("file.name", "case.yaml:2:46")],
        ),
        (
            {"case.yaml": CASE.replace("2020-05-31", "2020-06-01")},
            [("case.period-not-the-plan", "case.yaml:2:5")],
        ),
        (
            {"case.yaml": CASE.replace("2020-05-31", "2019-05-31")},
            [("values.period-order", "case.yaml:2:5")],
        ),
        (
            {"case.yaml": CASE.replace("2020-05-31", "2020-05-30")},
            [("run.slices-tile", "case.yaml:3:5")],
        ),
        (
            {"case.yaml": CASE + "period: {from: 2020-01-01, to: 2021-01-31}\n"},
            [("run.slices-tile", "case.yaml:3:5")],
        ),
        (
            {"case.yaml": CASE + "period: {from: 2020-02-01, to: 2020-01-31}\n"},
            [("values.period-order", "case.yaml:4:9")],
        ),
        ({"old.yaml": OLD.replace("id: p,", "id: q,")}, [("run.slices-differ", "plan.yaml:1:7")]),
        (
            {"old.yaml": OLD.replace("clause:", "claus:")},
            [("plan.unknown-key", "old.yaml:7:23")],
        ),
        (
            {"old.yaml": OLD.replace("carried: {held: coll", "carried: {owed: coll")},
            [("case.versions-differ", "plan.yaml:3:21")],
        ),
        (
            {"old.yaml": OLD.replace("if_none: refuse", "who: {status: sick}, if_none: refuse")},
            [("plan.word-unknown", "old.yaml:7:11")],
        ),
    ],
)
def test_every_fault_is_said_at_its_place(
    write: Write, changes: dict[str, str | None], wanted: list[tuple[str, str]]
) -> None:
    """In the head, in the plan of its version, or in the table."""
    assert said(write({**FILES, **changes})) == wanted


def test_people_are_looked_at_on_the_record_date_of_each_slice(write: Write) -> None:
    """A household without a member in spring is said, though it has one in winter."""
    late = "id,household,name,from\np1,h1,张三,\np3,h2,李四,2020-07-01\np4,h3,王五,\n"
    found = read_folder(write({**FILES, "members.csv": late})).findings

    assert [(one.code, dict(one.params)["day"]) for one in found] == [
        ("case.household-without-members", "2020-05-31")
    ]
