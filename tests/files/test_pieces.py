"""The pieces of the room, where whole cases do not reach."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

import benefit_share.files
from benefit_share.errors import Refused
from benefit_share.files import plan_from_bytes, read_case, read_case_findings
from benefit_share.files.cases.checking import shared_day
from benefit_share.files.places import Collector, nearest
from benefit_share.files.plans.problems import walk
from benefit_share.files.plans.yaml_tree import COUNT_LIMIT, read_tree
from benefit_share.files.tables.declared import TABLES
from benefit_share.values import Span

PLANS = sorted((Path(__file__).parent / "plans").glob("*/*.yaml"))
Write = Callable[..., Path]


# ---- trees -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_the_slow_parser_finds_what_the_fast_one_finds(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PyYAML may be installed without its C part; only the words about syntax differ."""

    def found() -> set[str]:
        try:
            plan_from_bytes(path.read_bytes())
        except Refused as refused:
            return {one.code for one in refused.findings}
        return set()

    fast = found()
    monkeypatch.delattr(yaml, "CLoader")

    assert found() == fast


def test_a_character_that_the_slow_parser_refuses_is_a_finding(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It has no place, but it is no traceback either."""
    monkeypatch.delattr(yaml, "CLoader", raising=False)
    found = Collector("plan.yaml")

    def refuses(*_args: object, **_kwargs: object) -> None:
        raise yaml.reader.ReaderError("x", 0, 0, "y", "z")

    monkeypatch.setattr(yaml, "parse", refuses)

    assert read_tree(b"a: b\n", found) is None
    assert [one.code for one in found.findings()] == ["plan.yaml"]


def test_a_file_of_too_many_values_is_refused() -> None:
    """Rows belong into tables."""
    found = Collector("plan.yaml")

    assert read_tree(b"[" + b"a," * (COUNT_LIMIT + 1) + b"]", found) is None
    assert [one.code for one in found.findings()] == ["plan.too-many"]


def test_every_scalar_stays_text_with_its_place() -> None:
    """Values and keys, lists and mappings, counted from 1."""
    found = Collector("plan.yaml")
    tree = read_tree("\ufeffa: 010\nb: [no, {c: 12:30}]\nd:\n".encode(), found)

    assert tree is not None
    assert tree.root == {"a": "010", "b": ["no", {"c": "12:30"}], "d": ""}
    assert tree.values["b[1].c"] == (2, 13)
    assert tree.keys["b[1].c"] == (2, 10)
    assert tree.place("b[1].c.deeper[3]") == (2, 13)
    assert tree.place("unknown.path") == (1, 1)
    assert found.findings() == ()


def test_an_error_that_is_no_problem_of_the_file_is_not_swallowed() -> None:
    """A mistake of the library shows itself."""
    with pytest.raises(ZeroDivisionError):
        list(walk(ZeroDivisionError()))


# ---- words and days ----------------------------------------------------------------------------


def test_the_nearest_word_is_found_among_few_and_among_many() -> None:
    """Among many only the neighbours are looked at."""
    many = [f"h{number:05d}" for number in range(50_000)]

    assert nearest("satus", ["status", "household"]) == "status"
    assert nearest("h0123", many) in many
    assert nearest("anything", []) == "-"


def test_a_day_that_two_spans_share() -> None:
    """The one that is asked for, or the first; none if they do not meet."""
    spring = Span(dt.date(2020, 3, 1), dt.date(2020, 6, 1))
    may = Span(dt.date(2020, 5, 1), None)
    autumn = Span(dt.date(2020, 9, 1), dt.date(2020, 12, 1))

    assert shared_day(spring, may, dt.date(2020, 5, 7)) == dt.date(2020, 5, 7)
    assert shared_day(spring, may, dt.date(2020, 12, 31)) == dt.date(2020, 5, 1)
    assert shared_day(spring, autumn, dt.date(2020, 12, 31)) is None


def test_what_is_sensitive_is_declared() -> None:
    """Names, numbers of persons and accounts, and the values of facts."""
    sensitive = {
        f"{table.name}.{column.name}"
        for table in TABLES.values()
        for column in table.columns
        if column.sensitive
    }

    assert sensitive == {
        "households.head",
        "members.name",
        "facts.value",
        "decisions.amount",
        "payees.payee",
        "payees.id_number",
        "payees.account",
        "payees.phone",
    }


def test_every_column_has_a_chinese_header_of_its_own() -> None:
    """Within a table no header is claimed by two columns' first names."""
    for table in TABLES.values():
        firsts = [column.headers[0] for column in table.columns]

        assert len(set(firsts)) == len(firsts)


# ---- what only some plans ask for --------------------------------------------------------------


def test_members_are_needed_where_the_plan_goes_among_persons(
    write: Write, files: Mapping[str, str]
) -> None:
    """Nothing is shared among nobody."""
    plan = files["plan.yaml"].replace("among: households", "among: persons")
    plan = plan.replace("any_member: {able: true}", "able: true")
    changes = {"plan.yaml": plan.replace("status: policy, ", ""), "members.csv": None}

    with pytest.raises(Refused, match=r"members\.csv: case\.no-members"):
        read_case(write(changes))


def test_without_a_plan_the_tables_are_still_looked_at(write: Write) -> None:
    """Registers and facts are then unknown, so nothing is said about columns named after them."""
    _, findings = read_case_findings(
        write({"plan.yaml": "plan: 1\n", "income.csv": "id,asset\n", "posts.csv": "holder\n"})
    )
    codes = [finding.code for finding in findings]

    assert codes.count("table.header-missing") == 3
    assert set(codes) == {"plan.wrong-shape", "plan.missing-key", "table.header-missing"}


def test_a_table_without_its_columns_says_so_once(write: Write) -> None:
    """What refers to it is not blamed as well."""
    _, findings = read_case_findings(write({"households.csv": "name\nx\n"}))

    assert {finding.code for finding in findings} == {
        "table.header-unknown",
        "table.header-missing",
    }


@pytest.mark.parametrize(
    ("table", "line", "code"),
    [
        ("ownership", "asset,owner,quantity\na1,v1,9007199254740992\n", "values.amount-limit"),
        ("funding", "asset,source,amount\na1,\u200b,5\n", "values.character-hidden"),
        ("funding", "asset,source,amount\na1, 财政,5\n", "values.character-space"),
        ("contracts", "id,asset,kind,rate\nk1,a1,rent,5\n", "values.rate-bare"),
        ("income", "id,asset,kind,amount,received_on\n,a1,rent,5,2020-01-01\n", "table.cell-empty"),
    ],
    ids=["number", "text", "space", "rate", "id"],
)
def test_a_cell_is_refused_by_its_type(write: Write, table: str, line: str, code: str) -> None:
    """Each type has its own grammar."""
    _, findings = read_case_findings(write({f"{table}.csv": line}))

    assert [finding.code for finding in findings] == [code]


def test_an_empty_cell_of_an_id_column_that_is_there_is_refused(write: Write) -> None:
    """Ids are made for all rows of a table or for none."""
    _, findings = read_case_findings(
        write({"points.csv": "id,subject,item,on\n,h1,work,2020-01-01\ne2,h1,work,2020-01-01\n"})
    )

    assert [str(finding)[:27] for finding in findings] == ["points.csv:2:id: table.cell-"[:27]]


def test_the_words_that_bring_the_languages_come_at_their_first_use() -> None:
    """The room says what it has, and nothing else."""
    assert set(benefit_share.files.__all__) >= {"read_case", "write_result", "result_files"}
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = benefit_share.files.nothing
