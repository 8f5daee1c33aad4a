"""The lines that findings speak of: what they show, what they hide, and where there is none."""

from __future__ import annotations

import json
import shutil
import unicodedata
from pathlib import Path

import pytest

from benefit_share.distribution import run_case
from benefit_share.errors import Refused
from benefit_share.files import read_folder
from benefit_share.files.excerpts import told
from benefit_share.findings import Kind, Place, Severity

ROOT = Path(__file__).resolve().parents[2]
FLAGSHIP = ROOT / "examples" / "shenzhou-greenhouse"
KIND = Kind("test.kind", Severity.ERROR, "Something is wrong.", "Mend it.")
ID_NUMBER = "110101199003074514"
TELEPHONE = "13912345678"
ACCOUNT = "6222021234567890123"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A copy of a case that has nothing wrong with it."""
    folder = tmp_path / "case"
    shutil.copytree(FLAGSHIP, folder, ignore=shutil.ignore_patterns("result*", "README*"))
    return folder


def change(case: Path, name: str, old: str, new: str) -> None:
    """Put *new* in place of what stands once or more in a file of the case."""
    text = (case / name).read_text(encoding="utf-8")
    assert old in text
    (case / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def check(case: Path, language: str = "en", columns: int = 80) -> str:
    """Return what is told of a case."""
    reading = read_folder(case)
    findings = reading.findings
    if reading.case is not None:
        try:
            run_case(reading.case)
        except Refused as refused:
            findings = (*findings, *refused.findings)
    return told(map(reading.placed, findings), case, language, columns=columns)


def about(case: Path, place: Place) -> str:
    """Return what is told of a finding at a place of a case."""
    return told([KIND.at("").placed(place)], case, "en")


def test_a_key_of_the_plan_is_underlined(case: Path) -> None:
    """The line with its number, and the mark under the key and nothing else."""
    change(case, "plan.yaml", "  base: 20\n", "  bass: 20\n")

    assert check(case).splitlines()[:6] == [
        "error[plan.unknown-key]: There is no key 'bass' here.",
        "  --> plan.yaml:36:3",
        "   |",
        "36 |   bass: 20",
        "   |   ^^^^",
        "   |",
    ]


def test_after_chinese_words_the_mark_stands_two_columns_a_character_further(case: Path) -> None:
    """Columns of the screen are counted, not characters."""
    change(case, "plan.yaml", "clause: 第四条, title:", "clause: 第四条, tite:")

    _, _, _, line, mark, *_ = check(case, "zh").splitlines()

    before = line[: line.index("tite:")]
    assert len(mark) - len("^^^^") == sum(
        1 + (unicodedata.east_asian_width(one) in "WF") for one in before
    )


def test_a_key_that_stands_twice_is_shown_at_both_places(case: Path) -> None:
    """What it repeats comes first, with a mark of its own."""
    change(case, "plan.yaml", "  base: 20\n", "  base: 20\n  at_least: 1\n  base: 30\n")

    shown = check(case).splitlines()

    assert "36 |   base: 20" in shown
    assert shown[shown.index("36 |   base: 20") + 1] == "   |   ----"
    assert shown[shown.index("38 |   base: 30") + 1] == "   |   ^^^^"


def test_a_cell_of_a_table_is_underlined_with_its_quotation_marks(case: Path) -> None:
    """A row of a table, and the mark under the cell of the column that is named."""
    change(case, "income.csv", "98000.00", '"98,000.00"')

    shown = check(case).splitlines()

    assert shown[1:5] == [
        " --> income.csv:2:amount",
        "  |",
        '2 | r1,greenhouses,lease,2020-06-28,rent,"98,000.00",合成-银行回单1',
        "  |                                      ^^^^^^^^^^^",
    ]


def test_two_rows_that_contradict_each_other_are_both_shown(case: Path) -> None:
    """The row that is held against is marked by hyphens."""
    change(case, "households.csv", "\nH002,", "\nH001,")

    shown = check(case).splitlines()

    at = next(place for place, line in enumerate(shown) if line.startswith("2 | H001,"))
    assert [line[:8] for line in shown[at : at + 4]] == [
        "2 | H001",
        "  | ----",
        "3 | H001",
        "  | ^^^^",
    ]


def test_of_a_sensitive_column_only_the_form_is_shown(case: Path) -> None:
    """A name, a fact and its value, an account: nothing of them but their form."""
    change(case, "members.csv", "H002-1,H002,合成002", "H002-1,H999,王小明")
    change(case, "facts.csv", "H001,category,lifted,2019-01-01", "H001,category,lifted,2019-13-01")
    (case / "payees.csv").write_text(
        f"household,payee,id_number,account,bank,phone\n"
        f"H999,王小明,{ID_NUMBER},{ACCOUNT},农商行,{TELEPHONE}\n",
        encoding="utf-8",
    )

    shown = check(case)

    assert "H002-1,H999,字字字,1953-03-15" in shown
    assert "H001,category,aaaaaa,2019-13-01" in shown
    assert "H999,字字字,999999999999999999,9999999999999999999,农商行,99999999999" in shown
    assert not [one for one in ("王小明", "lifted", ID_NUMBER, ACCOUNT, TELEPHONE) if one in shown]


@pytest.mark.parametrize("number", [ID_NUMBER, TELEPHONE, ACCOUNT])
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("plan.yaml", "  base: 20\n", "  bass: 20 # ask {}\n"),
        ("income.csv", "98000.00,合成-银行回单1", '"98,000.00",回单 {}'),
        ("points.csv", "P0001,H001,training", "P0001,H001,{},training"),
        ("households.csv", "H002,shenzhou,合成二村", "{},shenzou,合成二村"),
    ],
)
def test_a_number_that_may_be_somebodys_is_nowhere_shown(
    case: Path, name: str, old: str, new: str, number: str
) -> None:
    """In a comment, a voucher, a row that does not fit, an id: nine for each digit."""
    change(case, name, old, new.format(number))

    shown = check(case, columns=60)

    assert "^" in shown
    assert number not in shown
    assert number[:9] not in shown


def test_a_row_whose_columns_are_not_sure_is_shown_by_its_form(case: Path) -> None:
    """With a cell too many, who knows what stands under which header."""
    change(case, "members.csv", "合成002", "王,小明")

    shown = check(case)

    assert "A999-9,A999,字,字字,9999-99-99,字字,9999-99-99," in shown
    assert "小明" not in shown


@pytest.mark.parametrize("sign", ["\x1b[31m", "\x00", "\x07", "\u202e", "\u2066", "\u200b", "\x9b"])
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("plan.yaml", "  base: 20\n", "  ba{}se: 20\n"),
        ("plan.yaml", "  base: 20\n", "  bass: 20 # {}\n"),
        ("income.csv", "98000.00,合成-银行回单1", "98000.00,回{}单"),
        ("income.csv", "amount,evidence", "am{}ount,evidence"),
        ("households.csv", "H002,shenzhou", "H002,shen{}zou"),
    ],
)
def test_nothing_of_a_file_can_steer_the_terminal(
    case: Path, name: str, old: str, new: str, sign: str
) -> None:
    """Escapes, NUL, marks that turn the line around: none of them gets to the screen."""
    change(case, name, old, new.format(sign))

    shown = check(case)

    assert shown
    assert {one for one in shown if unicodedata.category(one) in {"Cc", "Cf", "Zl", "Zp"}} == {"\n"}


@pytest.mark.parametrize("name", ["plan.yaml", "households.csv"])
def test_of_a_file_in_another_encoding_the_bytes_that_are_not_readable_are_marked(
    case: Path, name: str
) -> None:
    """What an older Chinese program wrote, read as UTF-8."""
    data = (case / name).read_bytes().decode("utf-8")
    (case / name).write_bytes(data.encode("gb18030"))

    shown = check(case)

    row, mark = next(
        (row, mark)
        for row, mark in zip(shown.splitlines(), shown.splitlines()[1:], strict=False)
        if "^" in mark
    )
    assert not mark.startswith("  | ^")
    assert "合成" not in row


@pytest.mark.parametrize("name", ["answer.csv", "answer.txt", "answer"])
def test_a_table_of_any_name_is_shown_as_a_table(tmp_path: Path, name: str) -> None:
    """What a bank answers holds names, whatever it is called."""
    rows = f"reference,amount,account_name\nABC,5.00,王小明 {TELEPHONE}\n"
    (tmp_path / name).write_text(rows, encoding="utf-8")

    shown = about(tmp_path, Place(name, line=2, field="amount"))

    assert "2 | AAA,9.99,字字字 99999999999" in shown
    assert "  |     ^^^^" in shown


def test_a_long_line_is_cut_around_what_is_meant(case: Path) -> None:
    """What is marked is seen, and no line is wider than the screen."""
    change(case, "income.csv", "合成-银行回单1", "凭" * 150)
    change(case, "income.csv", "r1,greenhouses,lease", f"r1,greenhouse-{'x' * 60},lease")

    shown = check(case)

    row, mark = next(
        (row, mark)
        for row, mark in zip(shown.splitlines(), shown.splitlines()[1:], strict=False)
        if row.startswith("2 | …") or row.endswith("…")
    )
    assert row.endswith("…")
    assert mark.strip(" |^") == ""
    width = [
        sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in line)
        for line in shown.splitlines()
    ]
    assert max(width) <= 80


def test_a_row_of_a_workbook_is_shown_in_its_columns(tmp_path: Path) -> None:
    """Letters, header and row, and the mark under the cell; the plan is a text on its sheet."""
    from openpyxl import load_workbook

    from benefit_share.cli import main

    file = tmp_path / "village.xlsx"
    main(["init", str(file), "--workbook", "--like", str(FLAGSHIP), "--lang", "zh"])
    book = load_workbook(file)
    book["收入"]["F2"] = "98,000.00"
    book["成员"]["C3"] = 17
    line = next(cell for (cell,) in book["办法"].iter_rows(max_col=1) if cell.value == "  base: 20")
    line.value = "  bass: 20"
    book.save(file)

    shown = check(file, "zh")

    assert f"{line.row} |   bass: 20\n   |   ^^^^\n" in shown
    assert (
        "  | A     B            C      D           E     F          G\n"
        "1 | 编号  资产         合同   收款日期    种类  金额       凭证\n"
        "2 | r1    greenhouses  lease  2020-06-28  rent  98,000.00  合成-银行回单1\n"
        "  |                                             ^^^^^^^^^\n"
    ) in shown
    assert "3 | H002-1    H002    99 " in shown


def test_a_value_of_a_json_document_is_shown_on_its_line(case: Path, tmp_path: Path) -> None:
    """Of the rows in a document all values are shown by their form."""
    from benefit_share.cli import main

    file = tmp_path / "case.json"
    main(["export", str(case), "--as", "document", "--out", str(file)])
    document = json.loads(file.read_text(encoding="utf-8"))
    document["tables"]["income"][0]["amount"] = "98,000.00"
    for indent in (None, 1, "\t"):
        file.write_text(json.dumps(document, ensure_ascii=False, indent=indent), encoding="utf-8")

        shown = check(file)

        assert '"amount": "99,999.99"' in shown
        assert "^" * len('"99,999.99"') in shown
        assert "greenhouses" not in shown


@pytest.mark.parametrize(
    "place",
    [
        Place("gone.csv", line=2, field="amount"),
        Place("plan.yaml", line=100_000, column=1),
        Place("income.csv", line=100_000, field="amount"),
        Place("income.csv"),
        Place("case.xlsx", "收入", line=2, cell="F2"),
        Place(text="plan.yaml:1:1"),
    ],
)
def test_where_there_is_no_such_line_nothing_is_invented(case: Path, place: Place) -> None:
    """The finding is told with its place, without a line."""
    assert about(case, place) == (
        f"error[test.kind]: Something is wrong.\n --> {place}\n  = Mend it.\n"
    )


def test_errors_come_first_and_those_of_a_file_together(case: Path) -> None:
    """Weight, then file, then line."""
    notes = Kind("test.note", Severity.NOTE, "Good to know.", "Nothing.")
    places = [Place("b.csv", line=9), Place("a.csv", line=2), Place("b.csv", line=3)]
    findings = [notes.at("").placed(places[0]), *(KIND.at("").placed(one) for one in places)]

    lines = told(findings, case, "en").splitlines()

    assert [line.strip() for line in lines if "-->" in line] == [
        "--> b.csv:3",
        "--> b.csv:9",
        "--> a.csv:2",
        "--> b.csv:9",
    ]


def test_every_line_fits_whatever_the_width(case: Path) -> None:
    """Messages and advice are wrapped, lines of a file are cut."""
    change(case, "plan.yaml", "  base: 20\n", "  bass: 20\n")
    change(case, "income.csv", "98000.00", '"98,000.00"')
    for language in ("zh", "en"):
        for columns in (40, 57, 80, 100):
            for line in check(case, language, columns).splitlines():
                wide = sum(unicodedata.east_asian_width(one) in "WF" for one in line)
                assert len(line) + wide <= columns


def test_names_where_all_ids_belong_are_one_mistake(case: Path) -> None:
    """Nobody who refers to a household is then a stranger, and the table is not empty."""
    table = case / "households.csv"
    header, *rows = table.read_text(encoding="utf-8").splitlines()
    spoilt = [f"户{row}" for row in rows]
    table.write_text("\n".join([header, *spoilt]) + "\n", encoding="utf-8")

    text = check(case)

    assert text.count("error[") == text.count("error[values.identifier]") == 3
    assert f"The same in {len(rows) - 3} more rows: 5-{len(rows) + 1}" in text
