"""Reading whole cases: what every table becomes, in both languages, whatever the order of rows."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benefit_share.assets import Contract, Expense, Funding, Income, Ownership
from benefit_share.distribution import Case
from benefit_share.distribution.case import Balance, Decision, RegisterRow
from benefit_share.errors import Refused
from benefit_share.files import (
    Limits,
    Storage,
    new_case_files,
    plan_from_bytes,
    read_case,
    read_case_findings,
    read_folder,
    write_new,
)
from benefit_share.files import disk as disks
from benefit_share.files.cases.head import CaseHead
from benefit_share.files.places import SHOWN, Collector
from benefit_share.files.tables.csv_reader import column_letters, read_sheet
from benefit_share.files.tables.declared import TABLES
from benefit_share.findings import Kind, Severity
from benefit_share.households import Collective, FactRow, Household, Payee
from benefit_share.points import Entry
from benefit_share.points.kinds import ITEM_UNKNOWN
from benefit_share.values import ALWAYS, Period, Span, Text, sample_resident_id
from benefit_share.values.frozen import FrozenMap

Write = Callable[..., Path]


def only(case: Case, table: str) -> Any:
    """Return the one row of a table."""
    (row,) = getattr(case, table)
    return row


# ---- what the tables become --------------------------------------------------------------------


def test_every_table_becomes_rows_of_values(write: Write) -> None:
    """Money in minor units, numbers exact, spans with their last day included."""
    number = sample_resident_id(dt.date(1970, 1, 1), 7)
    case = read_case(
        write(
            {
                "case.yaml": "title: {zh: 分配, en: sharing}\nsynthetic: {zh: 示例, en: sample}\n"
                "period: {from: 2020-01-01, to: 2020-06-30}\nknown_on: 2020-12-31\n"
                "kind: supplementary\nscope: [v1]\nrows: {households: 3, posts: 1}\n",
                "ownership.csv": "asset,owner,quantity,unit,from,to\na1,v1,1/3,,2019-01-01,\n",
                "funding.csv": "asset,source,amount(万元)\na1,财政,1.000001\n",
                "contracts.csv": "id,asset,kind,from,to,amount,rate,principal,unit_price,due_on\n"
                "k1,a1,rent,2020-01-01,2020-12-31,600,5 %,1000,0.5,2020-12-31\n",
                "expenses.csv": "asset,kind,received_on,amount,for_from,for_to\n"
                "a1,repair,2020-03-01,7,2020-01-01,2020-12-31\n",
                "balances.csv": "account,holder,put_in,taken_out,from_run\ncarried,v1,10,3.5,r\n",
                "facts.csv": "subject,fact,value,from,to,recorded_on,evidence\n"
                "p2,illness,serious,2020-01-01,2020-01-31,2020-02-01,证明\n",
                "points.csv": "id,subject,item,on,quantity,recorded_on,evidence,act,state\n"
                "e1,h1,work,2020-02-01,1.5,2020-02-02,照片,act1,pending\n",
                "decisions.csv": "figure,of,amount,minute\ngrant,v1,12.30,会议\n",
                "posts.csv": "holder,listed_by,wage,months,rate,note\np1,v1,300.5,6,80%,\n",
                "certificates.csv": "id,household,asset,from\nc1,h1,a1,2020-01-01\n",
                "payees.csv": f"household,payee,id_number,account,bank,phone\nh1,张三,{number},"
                "0000001234567893,银行,13900000000\n",
            }
        )
    )

    year = Span(dt.date(2020, 1, 1), dt.date(2021, 1, 1))
    assert case.period == Period(dt.date(2020, 1, 1), dt.date(2020, 7, 1))
    assert case.title == Text("分配", "sharing")
    assert case.synthetic == Text("示例", "sample")
    assert (case.kind, case.scope, case.known_on) == (
        "supplementary",
        ("v1",),
        dt.date(2020, 12, 31),
    )
    assert only(case, "ownership") == Ownership(
        "a1", "v1", Fraction(1, 3), "share", Span(dt.date(2019, 1, 1), None)
    )
    assert only(case, "funding") == Funding("a1", "财政", 1_000_001)
    assert only(case, "contracts") == Contract(
        "k1", "a1", "rent", year, 60_000, Fraction(1, 20), 100_000, 50, dt.date(2020, 12, 31)
    )
    assert only(case, "expenses") == Expense(
        "expenses-1", "a1", dt.date(2020, 3, 1), "repair", 700, "", year
    )
    assert only(case, "balances") == Balance("carried", "held", "v1", 1000, 350, "r")
    assert case.facts[0] == FactRow(
        "p2",
        "illness",
        "serious",
        Span(dt.date(2020, 1, 1), dt.date(2020, 2, 1)),
        dt.date(2020, 2, 1),
        "证明",
    )
    assert only(case, "points") == Entry(
        "e1",
        "h1",
        "work",
        dt.date(2020, 2, 1),
        Fraction(3, 2),
        dt.date(2020, 2, 2),
        "照片",
        "act1",
        "pending",
    )
    assert only(case, "decisions") == Decision("grant", "v1", 1230, "会议")
    posts: FrozenMap[str, Fraction | int | str] = FrozenMap(
        {"wage": 30050, "months": 6, "rate": Fraction(4, 5), "note": ""}
    )
    assert case.registers["posts"] == (RegisterRow("p1-1", "p1", posts, "", "v1"),)
    assert case.registers["certificates"] == (
        RegisterRow("c1", "h1", FrozenMap(), "a1", "", Span(dt.date(2020, 1, 1), None)),
    )
    assert only(case, "payees") == Payee(
        "h1", "张三", number, "0000001234567893", "银行", "13900000000"
    )


def test_columns_named_after_facts_are_facts_over_the_span_of_the_row(write: Write) -> None:
    """Empty cells say nothing; words for yes and no become one."""
    case = read_case(write())

    assert case.households[1] == Household("h2", "v1", "1", "李四", Span(dt.date(2019, 3, 1), None))
    assert case.facts == (
        FactRow("h1", "status", "policy"),
        FactRow("h2", "status", "policy", Span(dt.date(2019, 3, 1), None)),
        FactRow("h3", "status", "other", Span(None, dt.date(2020, 7, 1))),
        FactRow("p1", "able", "true"),
        FactRow("p3", "able", "true"),
        FactRow("p4", "able", "false"),
    )


def test_headers_and_file_names_are_read_in_chinese(write: Write) -> None:
    """The same case, word for word."""
    english = read_case(write())
    chinese = read_case(
        write(
            {
                "households.csv": None,
                "户.csv": "户编号,集体,村民组,户主,起,止,户类型\nh1,v1,1,张三,,,policy\n"
                "h2,v1,1,李四,2019-03-01,,policy\nh3,v1,2,王五,,2020-06-30,other\n",
                "income.csv": "编号,资产,收款日期,种类,金额（万元）\n"
                "i1,a1,2020-05-01,rent,0.12345\n"
                "i2,a1,2020-06-01,clawback,-0.001\n",
            }
        )
    )

    assert chinese == english


def test_a_table_in_gb18030_is_read_when_told(write: Write, files: Mapping[str, str]) -> None:
    """The same case as in UTF-8."""
    recoded = {
        name: text.encode("gb18030") for name, text in files.items() if name.endswith(".csv")
    }

    assert read_case(write(recoded), encoding="gb18030") == read_case(write())


def test_collectives_may_stand_in_the_head(write: Write) -> None:
    """One village needs no table of its own."""
    case = read_case(
        write(
            {
                "collectives.csv": None,
                "case.yaml": "collectives: [{id: v1, name: 一村}, {id: v0}]\nscope: [v1]\n",
            }
        )
    )

    assert case.collectives == (Collective("v1", "一村"), Collective("v0"))
    assert case.scope == ("v1",)


def test_the_plan_may_have_another_name(write: Write, files: Mapping[str, str]) -> None:
    """The head says which."""
    case = read_case(
        write(
            {
                "plan.yaml": None,
                "rules-2020.yaml": files["plan.yaml"],
                "case.yaml": "plan: rules-2020.yaml\n",
            }
        )
    )

    assert case.plan.plan.id == "village"


def test_ids_are_made_from_the_content_not_from_the_order(write: Write) -> None:
    """In a register they are counted for each holder."""
    lines = ["a1,2020-05-01,rent,5", "a1,2020-02-01,rent,7", "a1,2020-05-01,dividend,5"]
    posts = ["p1,v1,1,1,1,b", "p2,v1,1,1,1,a", "p1,v1,1,1,1,a"]
    seen = set()
    for _ in range(2):
        lines.reverse()
        posts.reverse()
        case = read_case(
            write(
                {
                    "income.csv": "\n".join(["asset,received_on,kind,amount", *lines, ""]),
                    "posts.csv": "\n".join(["holder,listed_by,wage,months,rate,note", *posts, ""]),
                }
            )
        )
        receipts = frozenset((row.id, row.received_on, row.kind) for row in case.income)
        rows = frozenset((row.id, row.columns["note"]) for row in case.registers["posts"])
        seen.add((receipts, rows))

    ((receipts, rows),) = seen
    assert ("income-1", dt.date(2020, 2, 1), "rent") in receipts
    assert rows == {("p1-1", "a"), ("p1-2", "b"), ("p2-1", "a")}


def test_a_quoted_table_is_the_same_as_a_plain_one(write: Write, files: Mapping[str, str]) -> None:
    """Whichever way the cells are split."""
    quoted = {}
    for name in ("households.csv", "members.csv", "income.csv"):
        rows = list(csv.reader(io.StringIO(files[name])))
        out = io.StringIO()
        csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
        quoted[name] = out.getvalue()

    assert read_case(write(quoted)) == read_case(write())


def test_a_cell_between_quotation_marks_may_hold_commas_and_quotation_marks(write: Write) -> None:
    """As every spreadsheet writes them."""
    case = read_case(write({"collectives.csv": 'id,name\nv1,"一村,""东"""\n'}))

    assert only(case, "collectives").name == '一村,"东"'


def test_files_that_are_no_tables_are_left_alone(write: Write) -> None:
    """Readme, hidden files, the locks of an office program."""
    changes = {"README.md": "x", ".hidden.csv": "x", "~$households.csv": "x", "plan.csv.bak": "x"}

    assert read_folder(write(changes)).findings == ()


# ---- order, limits, counts ---------------------------------------------------------------------


def as_sets(case: Case) -> Case:
    """Return a case whose rows are in an order of their own."""
    ordered: dict[str, Any] = {
        field.name: tuple(sorted(getattr(case, field.name), key=repr))
        for field in attrs.fields(Case)
        if isinstance(getattr(case, field.name), tuple) and field.name != "scope"
    }
    return attrs.evolve(case, **ordered)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(seed=st.integers(0, 2**32))
def test_the_order_of_rows_means_nothing(write: Write, files: Mapping[str, str], seed: int) -> None:
    """Shuffling every table gives the same set of rows."""
    rng = random.Random(seed)  # noqa: S311 - rows are shuffled, nothing is secret
    shuffled = {}
    for name, text in files.items():
        if name.endswith(".csv"):
            header, *lines = text.splitlines()
            rng.shuffle(lines)
            shuffled[name] = "\n".join([header, *lines, ""])

    assert as_sets(read_case(write(shuffled))) == as_sets(read_case(write(files)))


def test_only_two_hundred_faults_of_a_file_are_shown_and_the_rest_counted(write: Write) -> None:
    """Errors and warnings are counted apart."""
    lines = "".join(f"h{n},v1,x{n}\n" for n in range(10, 510))
    _, findings = read_case_findings(
        write({"households.csv": "id,collective,status\n" + lines, "members.csv": None})
    )

    errors = [finding for finding in findings if finding.is_error]
    assert len(errors) == SHOWN + 1
    assert str(errors[-1]) == (
        "households.csv: file.more: There are 300 more faults in this file. "
        "Mend those that are shown, then read the file again."
    )


def test_warnings_beyond_two_hundred_are_counted_too() -> None:
    """They never push an error out of sight."""
    found = Collector("a.csv")
    warning = Kind("house.sample", Severity.WARNING, "It is odd.", "Look at it.")
    for _ in range(SHOWN + 5):
        found.add(warning, "a")

    assert len(found.findings()) == SHOWN + 1
    assert found.findings()[-1].code == "file.more-warnings"
    assert found.errors == 0


def test_a_limit_can_be_raised(write: Write) -> None:
    """By whoever reads more than a village."""
    folder = write()

    with pytest.raises(Refused, match=r"table\.too-many-rows"):
        read_case(folder, limits=Limits(rows=3))
    assert read_case(folder, limits=Limits(rows=5)) == read_case(folder)
    with pytest.raises(Refused, match=r"file\.too-large"):
        read_case(folder, limits=Limits(size=20))


def test_a_row_far_too_long_is_named() -> None:
    """Beyond the last column that may have a value."""
    found = Collector("a.csv")
    read_sheet(b"id\nv1" + b",x" * 300 + b"\n", found, "utf-8", Limits())

    assert [str(one)[:33] for one in found.findings()] == [
        "a.csv:2: table.too-many-columns: T"[:33]
    ]


@pytest.mark.parametrize(
    ("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_have_the_letters_of_a_spreadsheet(place: int, letters: str) -> None:
    """So that a cell without a header can be found."""
    assert column_letters(place) == letters


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """With what was typed."""
    with pytest.raises(Refused, match=r"nowhere: file\.not-found: There is no folder here"):
        read_case(tmp_path / "nowhere")


def test_files_that_cannot_be_read_are_named_and_the_others_are_still_looked_at(
    write: Write,
) -> None:
    """A link is never followed."""
    folder = write({"plan.yaml": None, "assets.csv": None, "case.yaml": None})
    for name in ("plan.yaml", "assets.csv", "case.yaml"):
        (folder / name).symlink_to(folder / "income.csv")

    found = {str(one).partition(": There")[0][:40] for one in read_folder(folder).findings}

    assert {one.partition(":")[0] for one in found} == {"plan.yaml", "assets.csv", "case.yaml"}


class Writing(disks.SystemDisk):
    """A disk on which somebody writes to a table while it is read."""

    def read(self, path: Path, limit: int) -> tuple[disks.Look, bytes, disks.Look]:
        """Read, with a change in between."""
        before, data, after = super().read(path, limit)
        if path.name == "households.csv":
            after = attrs.evolve(after, stamp=())
        return before, data, after


def test_a_table_that_changes_while_it_is_read_is_refused(write: Write) -> None:
    """E14, in a case."""
    with pytest.raises(Refused, match=r"households\.csv: file\.changed-while-reading"):
        read_case(write(), storage=Storage(Writing()))


# ---- round trips and rubbish -------------------------------------------------------------------

TEXTS = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029"
    ),
    max_size=12,
)
NAMED = st.lists(st.text("abcdefgh", min_size=1, max_size=5), min_size=1, max_size=4, unique=True)


@given(header=NAMED, data=st.data())
def test_what_a_csv_writer_writes_is_read_back(header: list[str], data: st.DataObject) -> None:
    """Every cell, whatever has to be quoted; rows without a value are left out."""
    cells = st.lists(TEXTS, min_size=len(header), max_size=len(header))
    rows = data.draw(st.lists(cells, max_size=5))
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    found = Collector("a.csv")

    sheet = read_sheet(out.getvalue().encode("utf-8"), found, "utf-8", Limits())

    assert found.findings() == ()
    assert sheet is not None
    assert sheet.header == tuple(header)
    kept = [row for row in rows if any(row)]
    assert list(map(list, zip(*sheet.columns, strict=True))) == kept


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    name=st.sampled_from(["plan.yaml", "case.yaml", *(f"{name}.csv" for name in TABLES)]),
    data=st.binary(max_size=200),
)
def test_rubbish_is_refused_and_never_ends_in_a_traceback(
    write: Write, name: str, data: bytes
) -> None:
    """Whatever the bytes, whatever the file."""
    folder = write({name: data})
    case, findings = read_case_findings(folder)

    assert (case is None) == any(finding.is_error for finding in findings)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_a_cell_changed_at_random_is_read_or_refused(
    write: Write, files: Mapping[str, str], data: st.DataObject
) -> None:
    """One cell of one table, or one place of the plan."""
    name = data.draw(st.sampled_from(sorted(files)))
    text = files[name]
    at = data.draw(st.integers(0, len(text) - 1))
    length = data.draw(st.integers(0, 6))
    put = data.draw(
        st.one_of(TEXTS, st.sampled_from(['"', ",", "\n", "-1", "1e9", "{}", "[", ": "]))
    )

    case, findings = read_case_findings(write({name: text[:at] + put + text[at + length :]}))

    assert (case is None) == any(finding.is_error for finding in findings)


# ---- places of later findings ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("income[1].amount", "income.csv:3:amount"),
        ("income[1]", "income.csv:3"),
        ("income.i2", "income.csv:3"),
        ("income.i9", "income.csv"),
        ("income[7]", "income.csv"),
        ("steps[0].take", "plan.yaml:18:32"),
        ("pools.net.per", "plan.yaml:16:20"),
        ("nothing.here", ""),
        ("", ""),
    ],
)
def test_a_finding_of_a_later_stage_gets_its_place(write: Write, path: str, place: str) -> None:
    """Rows of tables, lines of the plan; what is in no file has none."""
    reading = read_folder(write())
    kind = Kind("house.sample", Severity.WARNING, "It is odd.", "Look at it.")

    assert reading.placed(kind.at(path)).place == place
    assert reading.placed(kind.at(path).placed("x")).place == "x"


def test_a_fault_of_an_entry_of_points_stands_at_its_row(write: Write) -> None:
    """By its id, which may be a number: entry 1 is in line 4, and nothing of it is in the plan."""
    rows = ("7,h1,work,2020-03-01", "8,h1,work,2020-03-02", "1,h2,work,2020-03-03")
    reading = read_folder(write({"points.csv": "\n".join(("id,subject,item,on", *rows)) + "\n"}))

    def place(entry: str) -> str:
        return reading.placed(ITEM_UNKNOWN.at(f"points[{entry}]", item="x", nearest="y")).place

    assert (place("1"), place("8")) == ("points.csv:4", "points.csv:3")
    assert reading.placed(ITEM_UNKNOWN.at("points[1].item", item="x", nearest="y")).place == (
        "points.csv:4:item"
    )


# ---- a new case --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_new_case_is_whole_but_for_its_rows(tmp_path: Path, language: str) -> None:
    """Only the households are missing."""
    write_new(new_case_files(language), tmp_path / "case")
    reading = read_folder(tmp_path / "case")

    assert [finding.code for finding in reading.findings] == ["case.no-households"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_stages_of_a_new_plan_hold_once_their_marks_are_taken_away(language: str) -> None:
    """They stand there as a comment: whose they are, only the village can say."""
    text = new_case_files(language)["plan.yaml"].decode("utf-8")
    before, marked, stages = text.partition("# procedure:\n")

    plan = plan_from_bytes((before + (marked + stages).replace("# ", "")).encode("utf-8"))

    assert plan_from_bytes(text.encode("utf-8")).procedure is None
    assert plan.procedure is not None
    assert [stage.role for stage in plan.procedure.stages] == [
        "village",
        "village",
        "township",
        "county",
    ]


def test_a_new_case_has_a_file_for_every_table() -> None:
    """With headers in the language asked for."""
    files = new_case_files("zh")

    assert set(files) == {"plan.yaml", "case.yaml", *(f"{name}.csv" for name in TABLES)}
    assert files["households.csv"].decode() == "户编号,集体,组,户主,起,止\n"


def test_the_head_of_a_case_has_defaults_for_everything() -> None:
    """An empty head says nothing."""
    assert CaseHead().plan_files == ("plan.yaml",)
    assert CaseHead().rows == {}


def test_income_is_read_with_the_span_for_which_it_came(write: Write) -> None:
    """Open where nothing is said."""
    case = read_case(
        write(
            {
                "income.csv": "id,asset,received_on,kind,amount,for_from,for_to\n"
                "i1,a1,2020-05-01,rent,5,,\ni2,a1,2020-05-01,rent,5,2020-01-01,2020-01-31\n"
            }
        )
    )

    january = Span(dt.date(2020, 1, 1), dt.date(2020, 2, 1))
    assert [row.earned for row in case.income] == [ALWAYS, january]
    assert isinstance(case.income[0], Income)
