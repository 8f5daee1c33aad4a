"""The workbook that is written says what the CSV files say, and helps whoever fills it in."""

from __future__ import annotations

import csv
import datetime as dt
import io
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from benefit_share import Refused, distribute, read_case, result_files
from benefit_share.files import (
    case_book,
    new_case_files,
    plan_from_bytes,
    read_case_findings,
    read_folder,
)
from benefit_share.files.tables.csv_reader import column_letters
from benefit_share.files.tables.declared import TABLES
from benefit_share.files.workbook.fields import fields_of, tables_of
from house_map import ROOT

SLICED = ROOT / "examples" / "lingtai-versions"
EXAMPLES = sorted({path.parent for path in (ROOT / "examples").glob("*/plan.yaml")} - {SLICED})
FLAGSHIP = ROOT / "examples/shenzhou-greenhouse"
LANGUAGES = ("zh", "en")


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the files of a case folder."""
    wanted = {".csv", ".yaml"}
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in wanted}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_the_workbook_of_a_case_is_the_same_case(
    folder: Path, language: str, tmp_path: Path
) -> None:
    """Every value, in both languages of headers and sheets."""
    book = tmp_path / "village.xlsx"
    book.write_bytes(case_book(files_of(folder), language))

    assert read_case(book) == read_case(folder)


def test_the_flagship_gives_the_same_result_to_the_byte(tmp_path: Path) -> None:
    """From its workbook alone, as from its files."""
    book = tmp_path / "village.xlsx"
    book.write_bytes(case_book(files_of(FLAGSHIP), "zh"))

    assert result_files(distribute(read_case(book))) == result_files(
        distribute(read_case(FLAGSHIP))
    )


def test_the_same_content_gives_the_same_bytes() -> None:
    """No clock, no chance, no order of a set."""
    files = files_of(FLAGSHIP)
    backwards = dict(reversed(files.items()))

    assert case_book(files, "zh") == case_book(backwards, "zh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_workbook_wants_nothing_but_data(language: str, tmp_path: Path) -> None:
    """It can be read as it is, and lacks what a case lacks that nobody has filled in."""
    book = tmp_path / "village.xlsx"
    book.write_bytes(case_book(new_case_files(language), language))
    case, findings = read_case_findings(book)

    assert case is None
    assert {one.code for one in findings} == {"case.no-households"}


def test_a_plan_that_cannot_be_read_makes_no_workbook() -> None:
    """It says which columns, registers and words there are; a book without them looks whole."""
    files = files_of(FLAGSHIP)
    faulty = files["plan.yaml"].replace(b"steps:", b"stepps:")
    for made, code in (({**files, "plan.yaml": faulty}, "plan."), ({}, "case.no-plan")):
        with pytest.raises(Refused) as refused:
            case_book(made, "zh")
        assert all(one.code.startswith(code) for one in refused.value.findings)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fault_names_sheets_and_columns_as_the_workbook_does(
    language: str, tmp_path: Path
) -> None:
    """Whoever fills in Chinese sheets is told of no table and no column in English."""
    path = tmp_path / "village.xlsx"
    path.write_bytes(case_book(files_of(FLAGSHIP), language))
    book = load_workbook(path)
    (households, members), head = {
        "zh": (("户", "成员"), "户主"),
        "en": (("households", "members"), "head"),
    }[language]
    column = [cell.value for cell in book[households][1]].index(head) + 1
    book[households].cell(1, column).value = "who"
    home = [cell.value for cell in book[members][1]].index(
        {"zh": "户编号", "en": "household"}[language]
    )
    book[members].cell(2, home + 1).value = "H999"
    book.save(path)

    told = {one.code: dict(one.params) for one in read_folder(path).findings}

    assert told["case.unknown-reference"]["table"] == households
    assert head in str(told["table.header-unknown"]["accepted"]).split(", ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_workbook_helps_whoever_fills_it_in(language: str) -> None:
    """Headers with notes, text where digits must stay, days and amounts, lists on a sheet seen."""
    files = new_case_files(language)
    book = load_workbook(io.BytesIO(case_book(files, language)))
    titles = [table.title if language == "zh" else name for name, table in TABLES.items()]

    assert set(titles) <= set(book.sheetnames)
    assert {sheet.sheet_state for sheet in book} == {"visible"}
    assert book.active is book[book.sheetnames[0]]
    for title in titles:
        sheet = book[title]
        assert sheet.max_row == 1, "a worked line would be read as data"
        assert sheet.freeze_panes == "A2"
        assert all(cell.comment is not None for cell in sheet[1])


def test_the_guide_has_an_example_that_its_reader_can_read() -> None:
    """In an English workbook none of them is Chinese."""
    guide = load_workbook(io.BytesIO(case_book(new_case_files("en"), "en")))["guide"]

    shown = [row[2] for row in guide.iter_rows(values_only=True) if row[2]]
    assert "Ada Brook" in shown
    assert [one for one in shown if any(sign >= "\u2e80" for sign in str(one))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_column_asks_for_what_its_cells_must_be(language: str) -> None:
    """Text where digits must stay, a day, an amount, a word of the list, an id of another sheet."""
    files = new_case_files(language)
    book = load_workbook(io.BytesIO(case_book(files, language)))
    plan = plan_from_bytes(files["plan.yaml"])
    forms = {"text": "@", "day": "yyyy-mm-dd", "money": "0.00", "number": "General"}
    for name, table in tables_of(plan).items():
        sheet = book[table.title if language == "zh" else name]
        rules: dict[str, Any] = {
            str(one.sqref): one for one in sheet.data_validations.dataValidation
        }
        widths: list[Any] = list(sheet.column_dimensions.values())
        for place, field in enumerate(fields_of(table, plan, language, None)):
            at = column_letters(place)
            group = next(one for one in widths if one.min <= place + 1 <= one.max)
            rule = rules.get(f"{at}2:{at}200000")
            assert sheet[f"{at}1"].value == field.header
            assert group.number_format == forms.get(field.form, group.number_format)
            if field.choices:
                cells: Any = book["选项" if language == "zh" else "lists"]
                chosen = cells[rule.formula1.split("!")[1]] if rule is not None else ()
                assert tuple(cell.value for (cell,) in chosen) == field.choices
            elif field.refers:
                assert rule is not None
                assert {field.refers, TABLES[field.refers].title} & set(rule.formula1.split("'"))
            else:
                kinds = {"day": "date", "money": "decimal", "number": "decimal"}
                assert (rule.type if rule is not None else "") == kinds.get(field.form, "")


def test_a_new_workbook_filled_in_is_a_case(tmp_path: Path) -> None:
    """As an accountant fills it in: a few lines on a few sheets, dates and amounts as such."""
    book = load_workbook(io.BytesIO(case_book(new_case_files("zh"), "zh")))
    rows: Mapping[str, list[list[Any]]] = {
        "集体": [["V1", "一村"]],
        "资产": [["A1", "greenhouse"]],
        "收入": [["A1", None, "rent", 1234.5, None, None, "回单1", dt.date(2026, 6, 30)]],
        "户": [["H1", "V1", "一组", "张三", None, None, "policy"], ["H2", "V1", "", "李四"]],
        "成员": [["P1", "H1", "张三"], ["P2", "H1", "张小"], ["P3", "H2", "李四"]],
    }
    for title, lines in rows.items():
        for at, line in enumerate(lines, 2):
            for place, value in enumerate(line, 1):
                book[title].cell(at, place, value)
    path = tmp_path / "village.xlsx"
    book.save(path)
    case, findings = read_case_findings(path)

    assert [str(one) for one in findings if one.is_error] == []
    assert case is not None
    assert [(one.received_on, one.amount) for one in case.income] == [
        (dt.date(2026, 6, 30), 123450)
    ]


def test_a_table_that_cannot_be_split_is_refused_and_not_taken_over() -> None:
    """A workbook that lacks rows would pass for the whole."""
    files = {**new_case_files("en"), "households.csv": b'id,collective\nh1,"v1\nh2,v1\n'}

    with pytest.raises(Refused) as refused:
        case_book(files, "en")

    assert [one.code for one in refused.value.findings] == ["table.quote-open"]


def test_the_encoding_of_the_tables_is_told(tmp_path: Path) -> None:
    """Old programs write GB18030; it is never guessed."""
    files = files_of(FLAGSHIP)
    old = {
        name: data.decode("utf-8").encode("gb18030") if name.endswith(".csv") else data
        for name, data in files.items()
    }
    path = tmp_path / "village.xlsx"
    path.write_bytes(case_book(old, "zh", encoding="gb18030"))

    assert path.read_bytes() == case_book(files, "zh")


TEXTS = st.one_of(
    st.sampled_from(
        ["", "0", "-0", "007", "1/3", "1.50", "0.1", "123456789012345", "1234567890123456", "1e3"]
    ),
    st.sampled_from(["2020-05-01", "2020-5-1", "1900-02-28", "2020-02-30", "2100-01-01", "5 %"]),
    st.sampled_from(["=1+1", "http://x", " 张三", "_x0041_", "是", "true", "rent", "3-1", "'a"]),
    st.decimals("-999", "999", places=2, allow_nan=False).map(str),
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), max_size=8),
)
COLUMNS = ("asset", "received_on", "kind", "amount", "evidence")


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(*[TEXTS] * len(COLUMNS)), min_size=1, max_size=4))
def test_any_text_says_in_a_workbook_what_it_says_in_a_csv_file(
    rows: list[tuple[str, ...]],
) -> None:
    """The same values, and the same faults, row by row and column by column."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([COLUMNS, *rows])
    files = {**new_case_files("en"), "income.csv": out.getvalue().encode("utf-8")}
    files["assets.csv"] = b"id\na1\n"
    with TemporaryDirectory() as folder:
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
        told = read_folder(folder)
        book = Path(folder) / "village" / "village.xlsx"
        book.parent.mkdir()
        book.write_bytes(case_book(files, "en"))
        again = read_folder(book)

    assert again.tables["income"].rows == told.tables["income"].rows
    paths = [{(one.code, one.path) for one in reading.findings} for reading in (told, again)]
    assert paths[0] == paths[1]


@pytest.mark.needs("spreadsheet")
@pytest.mark.parametrize("ending", ["ods", "xlsx"])
def test_what_a_spreadsheet_program_saves_again_is_the_same_case(
    ending: str, tmp_path: Path
) -> None:
    """LibreOffice opens our workbook, saves it in its own way, and we read that."""
    path = tmp_path / "village.xlsx"
    path.write_bytes(case_book(files_of(FLAGSHIP), "zh"))
    if ending == "ods":
        path = converted(path, "ods", tmp_path / "ods")
    saved = converted(path, "xlsx", tmp_path / "saved")

    assert saved.read_bytes() != path.read_bytes()
    assert read_case(saved) == read_case(FLAGSHIP)


def converted(path: Path, ending: str, folder: Path) -> Path:
    """Return what LibreOffice saves a file as."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program is not None
    home = (folder / "home").as_uri()
    subprocess.run(
        [program, f"-env:UserInstallation={home}", "--headless", "--convert-to", ending,
         "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return folder / f"{path.stem}.{ending}"


def test_a_case_of_several_versions_is_not_put_into_one_workbook() -> None:
    """Its plans stay files; one of them alone would be another case."""
    with pytest.raises(Refused) as caught:
        case_book(files_of(SLICED), "zh")
    assert [one.code for one in caught.value.findings] == ["workbook.several-plans"]
