"""What is read from the folder `audit` of a case, in either language, and what is refused."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from benefit_share.audit import Instructed, Listed, Lists, Paid, Recorded
from benefit_share.audit.lists import FILES
from benefit_share.files.tables.audit_lists import AUDIT_TABLES, read_lists
from benefit_share.values import Span
from house_case import d


def written(folder: Path, **tables: str) -> Path:
    """Write tables into the folder `audit` of a case."""
    (folder / "audit").mkdir()
    for name, text in tables.items():
        (folder / "audit" / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_a_case_without_the_folder_has_no_lists(tmp_path: Path) -> None:
    """And nothing is wrong with that."""
    assert read_lists(tmp_path) == (Lists(), ())


def test_lists_are_read_in_either_language(tmp_path: Path) -> None:
    """The names of files and columns of both; what is not there stays None."""
    case = written(
        tmp_path,
        deceased="party,from\nm1,2020-03-01\n",
        财政供养人员="对象,姓名,名单\n,张三,县财政\n",
        procedure_record="event,on,to,by,entitled,present,in_favour\n"
        "posted,2020-05-12,2020-05-21,,,,\nvoted,2020-05-11,,,30,20,15.5\n",
        支付明细="户编号,金额,账号\nh1,12.30,0000001\n",
        paid="party,amount,on\nh1,12.30,2020-06-01\n",
        other_rosters="party,roster\n",
    )

    lists, findings = read_lists(case)

    assert findings == ()
    assert lists.deceased == (Listed("m1", span=Span(d("03-01"), None)),)
    assert lists.budget_paid == (Listed("", "张三", "县财政"),)
    assert lists.procedure_record is not None
    assert lists.procedure_record[0] == Recorded("posted", d("05-12"), d("05-21"))
    assert str(lists.procedure_record[1].in_favour) == "31/2"
    assert lists.payment_lines == (Instructed("h1", 12_30, "0000001"),)
    assert lists.paid == (Paid("h1", 12_30, d("06-01")),)
    assert lists.other_rosters == ()
    assert lists.cadre_kin is None


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("paid", "party,amount\nh1,1.00\n", "table.header-missing"),
        ("paid", "party,amount,on\nh1,1e3,2020-06-01\n", "values.number-exponent"),
        ("paid", "", "table.no-header"),
        ("dead", "party\nh1\n", "file.unknown-table"),
        ("deceased", "party,colour\nh1,red\n", "table.header-unknown"),
    ],
)
def test_a_list_with_a_fault_is_not_used(tmp_path: Path, name: str, text: str, code: str) -> None:
    """Half a list would pass somebody over."""
    lists, findings = read_lists(written(tmp_path, **{name: text}))

    assert lists == Lists(faulty=frozenset({name} & set(FILES)))
    assert [one.code for one in findings] == [code]
    assert findings[0].place.startswith(f"audit/{name}.csv")


def test_a_record_is_read_in_the_words_of_either_language(tmp_path: Path) -> None:
    """A clerk writes what the minutes say, and the word for the vote says who met."""
    rows = (
        "环节,日期,应到人数,实到人数,赞成人数,会议\n"
        "村提方案,2020-05-10,,,,\n村民代表会议,2020-05-11,30,20,15,\n表决,2020-05-12,30,20,15,村民会议\n"
    )
    lists, findings = read_lists(written(tmp_path, 程序记录=rows))

    assert findings == ()
    assert lists.procedure_record is not None
    assert [(one.event, one.meeting) for one in lists.procedure_record] == [
        ("run_proposed", ""),
        ("meeting_recorded", "representatives"),
        ("meeting_recorded", "members"),
    ]


def test_an_unknown_event_is_refused_at_its_place_with_the_nearest_word(tmp_path: Path) -> None:
    """Taken in silence it would be an event that did not happen."""
    rows = "环节,日期\n村提方案,2020-05-10\n县级备按,2020-05-28\n"
    lists, (finding,) = read_lists(written(tmp_path, 程序记录=rows))

    assert lists == Lists(faulty=frozenset({"procedure_record"}))
    assert finding.place == "audit/程序记录.csv:3:环节"
    assert "县级备案" in finding.message
    assert "县级备按" not in str(finding)


def test_nothing_of_a_listed_person_is_shown() -> None:
    """Not in a repr, which ends in logs."""
    shown = f"{Listed('m1', '张三')} {Instructed('h1', 1, '0000001')}"

    assert "张三" not in shown
    assert "0000001" not in shown


def test_every_list_has_a_table() -> None:
    """A list nobody can give would never be checked."""
    assert set(AUDIT_TABLES) == set(attrs.fields_dict(Lists)) - {"faulty", "files"}
