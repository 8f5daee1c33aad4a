"""A workbook is read wherever CSV files are, and says the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benefit_share import distribute, read_case, result_files
from benefit_share.files import read_case_findings, read_folder
from house_map import ROOT
from house_workbook import DATE, GENERAL, Page, Raw, number, packed, pages_of, parts_of, workbook

EXAMPLES = ROOT / "examples"


def texts(folder: Path) -> dict[str, str]:
    """Return the files of a case folder."""
    return {
        path.name: path.read_text(encoding="utf-8")
        for path in sorted(folder.iterdir())
        if path.suffix in {".csv", ".yaml"}
    }


def test_the_flagship_runs_from_its_workbook_alone_to_the_byte(tmp_path: Path) -> None:
    """Every file of the result is the one that the CSV case gives."""
    folder = EXAMPLES / "shenzhou-greenhouse"
    book = tmp_path / "village.xlsx"
    book.write_bytes(workbook(pages_of(texts(folder))))

    assert result_files(distribute(read_case(book))) == result_files(distribute(read_case(folder)))


def test_a_workbook_in_a_folder_stands_beside_a_plan_in_a_file(
    tmp_path: Path, files: Mapping[str, str]
) -> None:
    """What is not in the workbook may be a file; what is in neither is missing."""
    pages = pages_of(files)
    del pages["plan"]
    (tmp_path / "case.xlsx").write_bytes(workbook(pages))
    case, findings = read_case_findings(tmp_path)

    assert case is None
    assert [one.code for one in findings] == ["case.no-plan"]

    (tmp_path / "plan.yaml").write_text(files["plan.yaml"], encoding="utf-8")

    assert read_case_findings(tmp_path) == (read_case(tmp_path), ())


def test_what_stands_in_a_file_and_in_the_workbook_is_refused(
    tmp_path: Path, files: Mapping[str, str]
) -> None:
    """Nobody could say which of the two was meant."""
    (tmp_path / "case.xlsx").write_bytes(workbook(pages_of(files)))
    for name in ("plan.yaml", "households.csv"):
        (tmp_path / name).write_text(files[name], encoding="utf-8")
    case, findings = read_case_findings(tmp_path)

    assert case is None
    assert [(one.code, one.place) for one in findings] == [
        ("workbook.two-for-one", "case.xlsx:plan"),
        ("workbook.two-for-one", "case.xlsx:households"),
    ]


def test_another_workbook_in_a_folder_is_named_and_not_read(
    tmp_path: Path, files: Mapping[str, str]
) -> None:
    """A copy kept beside the tables changes nothing, and is not passed over in silence."""
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "copy.xlsx").write_bytes(b"anything")
    (tmp_path / "~$copy.xlsx").write_bytes(b"what a spreadsheet program leaves beside it")
    case, findings = read_case_findings(tmp_path)

    assert case is not None
    assert [(one.code, one.place) for one in findings] == [("workbook.not-read", "copy.xlsx")]


def test_cells_as_a_spreadsheet_program_writes_them_say_what_a_csv_file_says(
    tmp_path: Path, files: Mapping[str, str]
) -> None:
    """Dates as dates, amounts as numbers, ids as small numbers, shared and rich texts, Chinese."""
    pages = pages_of(files)
    pages["资产"] = pages.pop("assets").put("C2", number("12.5"))
    income = pages["income"].put("C2", number(43952, DATE)).put("E2", number("1234.5"))
    pages["income"] = income.put("E3", number("-1E1"))
    spoken = "<rPh sb='0' eb='1'><t>zhang</t></rPh>"
    rich = f"<is><r><t>张</t></r><r><rPr><b/></rPr><t>三</t></r>{spoken}</is>"
    pages["households"] = pages["households"].put("D2", Raw(rich, "inlineStr", GENERAL))
    pages["members"] = pages["members"].put("E2", Raw("<v>1</v>", "b"))
    pages["说明"] = Page([["anything at all", number(1)]])
    book = tmp_path / "village.xlsx"
    book.write_bytes(workbook(pages))
    folder = tmp_path / "case"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")

    assert read_case(book) == read_case(folder)


def test_a_whole_plan_pasted_into_one_cell_is_read(
    tmp_path: Path, files: Mapping[str, str]
) -> None:
    """As good as a line a row; a fault is then at that cell."""
    pages = pages_of(files)
    pages["plan"] = Page([[files["plan.yaml"]]])
    book = tmp_path / "village.xlsx"
    book.write_bytes(workbook(pages))

    assert read_case(book).plan.plan.id == "village"

    pages["plan"] = Page([["# ours"], [files["plan.yaml"].replace("values", "valuse")]])
    book.write_bytes(workbook(pages))
    _, findings = read_case_findings(book)

    assert {one.place for one in findings if one.code.startswith("plan")} == {
        "village.xlsx:plan!A2"
    }


def test_what_a_run_finds_is_placed_in_the_workbook(
    tmp_path: Path, files: Mapping[str, str]
) -> None:
    """A later stage knows paths; the reader of the screen sees cells."""
    pages = pages_of(files)
    book = tmp_path / "village.xlsx"
    book.write_bytes(workbook(pages))
    reading = read_folder(book)
    about = [
        ("steps[0].share", "village.xlsx:plan!A20"),
        ("households[1].head", "village.xlsx:households!D3"),
        ("households.h3", "village.xlsx:households!A4"),
        ("households", "village.xlsx:households!A1"),
    ]
    kind = read_case_findings(tmp_path / "nowhere")[1][0].kind

    assert reading.case is not None
    found = [reading.placed(kind.at(path, what="")).place for path, _ in about[:3]]
    assert found == [place for _, place in about[:3]]


@pytest.mark.parametrize("name", ["case.xlsx", "CASE.XLSX"])
def test_a_folder_of_a_damaged_workbook_says_that_alone(name: str, tmp_path: Path) -> None:
    """What would follow from it is not said."""
    (tmp_path / name).write_bytes(b"nothing")
    _, findings = read_case_findings(tmp_path)

    assert [one.code for one in findings] == ["workbook.other-type"]


MAIN_NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def test_the_ways_of_other_spreadsheet_programs_are_read(
    tmp_path: Path, files: Mapping[str, str]
) -> None:
    """Prefixes, targets from the root, cells without an address, texts kept apart, own parts."""
    pages = pages_of(files)
    pages["collectives"] = Page([["id", "name"], [Raw("<v>0</v>", "s"), Raw("<v>1</v>", "s")]])
    parts = parts_of(pages)
    rich = "<si><r><t>一</t></r><r><t>村</t></r></si>"
    texts = f"<sst {MAIN_NAMESPACE}><si><t>v1</t></si>{rich}</sst>"
    types = parts["[Content_Types].xml"].decode()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    relations = parts["xl/_rels/workbook.xml.rels"].decode()
    shared = '<Relationship Id="t" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    shared += 'relationships/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>'
    assets = "xl/worksheets/s3.xml"
    prefixed = re.sub(r"<(/?)([a-zA-Z])", r"<\1x:\2", parts[assets].decode())
    bare = re.sub(r' r="[A-Z]+[0-9]+"', "", parts["xl/worksheets/s4.xml"].decode())
    changed = {
        "[Content_Types].xml": types.replace("</Types>", override),
        "xl/sharedStrings.xml": texts,
        "xl/_rels/workbook.xml.rels": relations.replace(
            'Target="worksheets/', 'Target="/xl/worksheets/'
        ).replace("</Relationships>", shared),
        assets: prefixed.replace("xmlns=", "xmlns:x="),
        "xl/worksheets/s4.xml": bare,
        "customXml/item1.xml": "<a/>",
        "docProps/custom.xml": "<KSOProductBuildVer>2052-12.1.0</KSOProductBuildVer>",
        "docMetadata/LabelInfo.xml": "<a/>",
        "xl/cellimages.xml": "<a/>",
    }
    book = tmp_path / "village.xlsx"
    book.write_bytes(packed({**parts, **{name: one.encode() for name, one in changed.items()}}))
    folder = tmp_path / "case"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")

    assert list(pages) == ["plan", "collectives", "assets", "income", "households", "members"]
    assert [str(one) for one in read_case_findings(book)[1]] == []
    assert read_case(book) == read_case(folder)


@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.randoms(use_true_random=False), st.booleans())
def test_a_workbook_with_any_bytes_changed_is_read_or_refused(
    files: Mapping[str, str],
    chance: Random,
    packed_again: bool,  # noqa: FBT001  (a table of cases)
) -> None:
    """It never ends in a traceback, whichever library meets the damage."""
    parts = parts_of(pages_of(files))
    changed = bytearray(packed(parts))
    if packed_again:
        name = chance.choice(sorted(parts))
        changed = bytearray(parts[name])
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(changed))
        if chance.random() < 0.5:
            changed[at] = chance.choice(b'<>"=/&;0129AZ-. \x00\xff')
        else:
            del changed[at : at + chance.randrange(1, 40)]
    data = packed({**parts, name: bytes(changed)}) if packed_again else bytes(changed)
    with TemporaryDirectory() as folder:
        book = Path(folder) / "case.xlsx"
        book.write_bytes(data)
        case, findings = read_case_findings(book)

    assert (case is None) == any(one.is_error for one in findings)
