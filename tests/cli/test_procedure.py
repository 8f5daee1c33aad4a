"""From proposal to filing by the commands, as a village, a street and a county use them."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benefit_share.cli import main
from benefit_share.verification import verify
from house_paper import REGULAR, pages

GREENHOUSE = Path(__file__).resolve().parents[2] / "examples" / "shenzhou-greenhouse"
RUN = "greenhouse.shenzhou.2020.regular"

Call = Callable[..., dict[str, Any]]


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run a command of the procedure as somebody on a day of January 2021; return its document."""

    def call(
        command: str, day: int, person: str, role: str, *more: object, at: str = ""
    ) -> dict[str, Any]:
        case = (more[0], "--to") if command in {"propose", "supersede"} else ()
        rest = more[1:] if case else more
        at = at or f"2021-01-{day:02}T02:00:00Z"
        who = ("--person", person, "--role", role, "--at", at)
        words = (command, *case, tmp_path / "office", *who, *rest, "--json")
        code = main([str(word) for word in words])
        told: dict[str, Any] = json.loads(capsys.readouterr().out)
        assert code == (0 if told["ok"] else 1)
        return told

    return call


def codes(told: dict[str, Any]) -> list[str]:
    """Return what a command was refused with, without the room's name."""
    return [
        one["code"].removeprefix("procedure.")
        for one in told["findings"]
        if one["severity"] == "error"
    ]


def reviewed(office: Call) -> None:
    """Bring the greenhouses to the eve of the filing."""
    assert office("propose", 1, "Wang", "village", GREENHOUSE)["ok"]
    assert office("post", 2, "Wang", "village")["ok"]
    assert office("review", 12, "Li", "township")["ok"]


def filed(office: Call) -> None:
    """File the greenhouses."""
    reviewed(office)
    assert office("file", 13, "Zhang", "county")["ok"]


def public(folder: Path) -> dict[str, bytes]:
    """Return the files of a public folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def entries(tmp_path: Path) -> list[dict[str, Any]]:
    """Return the entries of the living journal."""
    lines = (tmp_path / "office/journal/journal.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_w1_nobody_files_before_the_notice_has_ended(office: Call, tmp_path: Path) -> None:
    """The refusal says the day, and nothing was written."""
    office("propose", 1, "Wang", "village", GREENHOUSE)
    told = office("post", 2, "Wang", "village")
    assert told["due"] == {"stage": "review", "role": "township", "from": "2021-01-12"}
    before = (tmp_path / "office/journal/journal.jsonl").read_bytes()

    early = office("review", 11, "Li", "township")

    assert codes(early) == ["window-open", "notice-running"]
    assert early["findings"][0]["params"]["due"] == "2021-01-12"
    assert (tmp_path / "office/journal/journal.jsonl").read_bytes() == before
    assert office("review", 12, "Li", "township")["ok"]


@pytest.mark.parametrize("form", ["workbook", "document", "plan of another name"])
def test_every_form_of_a_case_goes_from_proposal_to_filing(
    office: Call, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """The sealed inputs are read as the case was, and computed again they give the same rows."""
    case = tmp_path / {"workbook": "case.xlsx", "document": "case.json"}.get(form, "case")
    if form == "workbook":
        main(["init", str(case), "--workbook", "--like", str(GREENHOUSE)])
    elif form == "document":
        main(["export", str(GREENHOUSE), "--as", "document", "--out", str(case)])
    else:
        shutil.copytree(GREENHOUSE, case)
        (case / "plan.yaml").rename(case / "rules.yaml")
        head = case / "case.yaml"
        head.write_text(head.read_text("utf-8") + "plan: rules.yaml\n", "utf-8")
    capsys.readouterr()

    assert office("propose", 1, "Wang", "village", case)["ok"]
    assert office("post", 2, "Wang", "village")["ok"]
    assert office("review", 12, "Li", "township", "--case", case)["ok"]
    assert office("file", 13, "Zhang", "county")["ok"]

    private = tmp_path / "office/e1/restricted"
    code = main(["verify", str(private.parent), "--restricted", str(private), "--json"])
    checks = json.loads(capsys.readouterr().out)["checks"]
    outcomes = {one["name"]: one["outcome"] for one in checks}
    assert code == 0
    assert [outcomes[name] for name in ("A1", "A2")] == ["PASSED"] * 2


def test_w2_who_proposed_does_not_review(office: Call) -> None:
    """Not even under the name of the other role."""
    office("propose", 1, "Wang", "village", GREENHOUSE)
    office("post", 2, "Wang", "village")

    assert codes(office("review", 12, "Wang", "township")) == ["same-person"] * 2


def test_w3_inputs_that_changed_after_the_proposal_stop_the_run(
    office: Call, tmp_path: Path
) -> None:
    """In the folder of the office, and in the case of whoever works on it."""
    case = tmp_path / "case"
    shutil.copytree(GREENHOUSE, case)
    office("propose", 1, "Wang", "village", case)
    office("post", 2, "Wang", "village")
    income = case / "income.csv"
    income.write_text(income.read_text("utf-8").replace("2020", "2019", 1), "utf-8")
    assert codes(office("review", 12, "Li", "township", "--case", case)) == ["inputs-changed"]

    shutil.copy(income, tmp_path / "office/e1/restricted/inputs/income.csv")
    assert codes(office("review", 12, "Li", "township")) == ["inputs-changed"]


def test_w4_filing_twice_is_filing_once(office: Call, tmp_path: Path) -> None:
    """By whomever; the same bytes, and a bundle that verifies."""
    filed(office)
    before, journal = public(tmp_path / "office/e1/public"), entries(tmp_path)

    again = office("file", 14, "Qian", "county")

    assert again["again"]
    assert (public(tmp_path / "office/e1/public"), entries(tmp_path)) == (before, journal)
    assert verify(before).holds


def test_w6_an_open_objection_stops_every_stage_behind_the_posting(office: Call) -> None:
    """Until it is answered; one that was found right until the run is returned."""
    office("propose", 1, "Wang", "village", GREENHOUSE)
    office("post", 2, "Wang", "village")
    assert office("object", 3, "Zhao", "household", "--number", "1")["open_objections"] == ["1"]
    assert codes(office("review", 12, "Li", "township")) == ["objection-open"]
    answer = ("--number", "1", "--outcome", "upheld")
    assert office("resolve", 12, "Li", "township", *answer)["open_objections"] == []
    assert codes(office("review", 12, "Li", "township")) == ["objection-upheld"]

    back = office("return", 12, "Li", "township")

    assert back["due"] is None
    assert codes(office("review", 12, "Li", "township")) == ["returned"]
    assert office("propose", 13, "Wang", "village", GREENHOUSE)["run"] == f"{RUN}.e2"


def test_w7_a_filed_run_is_neither_returned_nor_objected_to(office: Call) -> None:
    """And there is no command that edits or deletes one."""
    filed(office)

    assert codes(office("return", 14, "Li", "township")) == ["already-filed"]
    assert codes(office("object", 14, "Zhao", "household", "--number", "1")) == [
        *("already-filed", "objection-late")
    ]
    assert codes(office("propose", 14, "Wang", "village", GREENHOUSE)) == ["head-filed"]


def test_w8_a_correction_replaces_the_filed_run_with_its_own_filing(
    office: Call, tmp_path: Path
) -> None:
    """It names what it replaces; a second correction of the same run is refused."""
    assert codes(office("supersede", 1, "Wang", "village", GREENHOUSE)) == ["not-filed"]
    filed(office)
    first = public(tmp_path / "office/e1/public")
    assert office("supersede", 14, "Wang", "village", GREENHOUSE)["run"] == f"{RUN}.e2"
    assert codes(office("supersede", 14, "Wang", "village", GREENHOUSE)) == ["under-way"]
    office("post", 14, "Wang", "village")
    office("review", 25, "Li", "township")
    assert office("file", 26, "Zhang", "county")["ok"]

    second = verify(public(tmp_path / "office/e2/public"))

    assert second.holds
    assert public(tmp_path / "office/e1/public") == first
    last = entries(tmp_path)[-1]
    assert (last["type"], last["body"]["run_id"], last["body"]["by_run"]) == (
        *("superseded", f"{RUN}.e1", f"{RUN}.e2"),
    )
    assert codes(office("void", 27, "Zhang", "village")) == ["may-not"]
    assert office("void", 27, "Zhang", "county")["run"] == f"{RUN}.e2"


def test_w11_a_clock_that_was_set_back_is_refused(office: Call) -> None:
    """An entry is never older than the one before; the day is that of the plan's time zone."""
    told = office("propose", 2, "Wang", "village", GREENHOUSE)

    assert told["on"] == "2021-01-02"
    assert codes(office("post", 1, "Wang", "village")) == ["clock-back"]
    late = office("post", 2, "Wang", "village", at="2021-01-02T16:00:00Z")
    assert late["on"] == "2021-01-03"


def test_a_time_that_has_not_come_is_refused(office: Call) -> None:
    """A notice would otherwise have hung for days that nobody has seen."""
    told = office("propose", 1, "Wang", "village", GREENHOUSE, at="2199-01-01T00:00:00Z")

    assert codes(told) == ["clock-ahead"]


def test_status_says_what_was_done_and_what_is_due(
    office: Call, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In words and as a document; where there is no journal it says so."""
    assert main(["status", str(tmp_path / "office"), "--lang", "en"]) == 1
    assert "file.no-journal" in capsys.readouterr().err
    office("propose", 1, "Wang", "village", GREENHOUSE)
    office("post", 2, "Wang", "village")
    office("object", 3, "Wang", "village", "--number", "1")

    assert main(["status", str(tmp_path / "office"), "--lang", "zh"]) == 0
    told = capsys.readouterr()
    assert f"{RUN}.e1：2021-01-02 由 Wang 公示" in told.out
    assert "下一环节：街道审核（township），2021-01-12 起" in told.err
    main(["status", str(tmp_path / "office"), "--json"])
    document = json.loads(capsys.readouterr().out)
    assert [one["type"] for one in document["events"]] == [
        *("run_proposed", "notice_posted", "objection"),
    ]
    assert document["open_objections"] == ["1"]


def test_a_time_that_is_none_is_refused(office: Call) -> None:
    """In the form of UTC, to the second."""
    told = office("propose", 1, "Wang", "village", GREENHOUSE, at="1 January")

    assert codes(told) == ["file.not-a-moment"]


@pytest.mark.needs("noto-cjk")
def test_w12_the_days_that_are_printed_are_those_that_the_record_waits_for(
    office: Call, tmp_path: Path
) -> None:
    """Read back from the paper and from the page: the next stage is due on the day after."""
    office("propose", 1, "Wang", "village", GREENHOUSE)
    due = office("post", 2, "Wang", "village")["due"]["from"]
    folder, day = tmp_path / "office/e1", ("--posted", "2021-01-02")
    fonts = ("--font-path", str(REGULAR), "--lang", "en")
    assert main(["board", str(folder), "--out", str(tmp_path / "paper"), *day, *fonts]) == 0
    assert main(["notice", str(folder), "--out", str(tmp_path / "web"), *day]) == 0
    paper = " ".join("".join(pages((tmp_path / "paper/board.en.pdf").read_bytes())).split())
    web = (tmp_path / "web/notice.html").read_text("utf-8")
    printed = re.findall(r"2021-01-02 to (2021-\d\d-\d\d)", paper)
    last = dt.date.fromisoformat(due) - dt.timedelta(days=1)

    assert set(printed) == {last.isoformat()}
    assert last.isoformat() in web
    assert due not in web
