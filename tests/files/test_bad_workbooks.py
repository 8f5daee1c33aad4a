# ruff: noqa: E501 - a table, one thing that is tried a line
"""Every workbook that readers must stand: what is wrong is found at its cell, before a parser.

The rows are the X of the reliability list; `messages_of_workbooks.txt` beside this file holds the
words, as they were read by a person.
"""

from __future__ import annotations

import io
import re
import struct
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import attrs
import pytest
from openpyxl import load_workbook

from benefit_share import Refused
from benefit_share.files import mark_book, places_of, read_case_findings
from house_workbook import (
    DATE,
    MAIN,
    MOMENT,
    PERCENT,
    ZEROS,
    Page,
    Raw,
    formula,
    number,
    packed,
    pages_of,
    parts_of,
    workbook,
)

MESSAGES = Path(__file__).parent / "messages_of_workbooks.txt"

Pages = dict[str, Page]
Make = Callable[[Pages], bytes]


@attrs.frozen
class Row:
    """One thing that is tried: a workbook, what is found, and where first."""

    id: str
    make: Make
    codes: tuple[str, ...]
    place: str = r"case\.xlsx"
    accepted: bool = False


def put(sheet: str, cell: str, value: str | Raw) -> Make:
    """Put a value into a cell."""
    return lambda pages: workbook({**pages, sheet: pages[sheet].put(cell, value)})


def formatted(sheet: str, cell: str, code: str, value: str = "1234.5") -> Make:
    """Put a number into a cell that is shown in a format."""
    quoted = quoteattr(code).encode()

    def made(pages: Pages) -> bytes:
        changed = {**pages, sheet: pages[sheet].put(cell, number(value, ZEROS))}
        parts = parts_of(changed)
        styles = parts["xl/styles.xml"].replace(b'formatCode="0000"', b"formatCode=" + quoted)
        return packed({**parts, "xl/styles.xml": styles})

    return made


def page(sheet: str, **changes: Any) -> Make:
    """Change a sheet, or begin one."""
    return lambda pages: workbook(
        {**pages, sheet: attrs.evolve(pages.get(sheet, Page([])), **changes)}
    )


def part(name: str, data: bytes) -> Make:
    """Put a part into the archive, or replace one."""
    return lambda pages: packed({**parts_of(pages), name: data})


def other(data: bytes) -> Make:
    """Give another file the name of a workbook."""
    return lambda _pages: data


def zipped(**parts: bytes) -> bytes:
    """Return an archive that is no workbook."""
    return packed(
        {name.replace("__", "/").replace("_dot_", "."): data for name, data in parts.items()}
    )


def payees(cell: str, value: str | Raw) -> Make:
    """Add a table of payees with one value changed."""
    table = Page([["household", "payee", "id_number", "account", "phone"], ["h1", "张三"]])
    return lambda pages: workbook({**pages, "payees": table.put(cell, value)})


def bomb(pages: Pages) -> bytes:
    """A sheet of a few hundred kilobytes that unpacks to 200 million bytes."""
    cell = b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + b"A" * 200_000_000
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>'.encode() + cell
    return packed(
        {
            **parts_of(pages),
            "xl/worksheets/s1.xml": sheet + b"</t></is></c></row></sheetData></worksheet>",
        }
    )


def steep(pages: Pages) -> bytes:
    """A part that unpacks to 800 times its size, within the limit of bytes."""
    return packed({**parts_of(pages), "docProps/custom.xml": b"<a>" + b" " * 40_000_000 + b"</a>"})


def lying(pages: Pages) -> bytes:
    """An archive that states a size of one byte for a large part."""
    data = bytearray(
        packed({**parts_of(pages), "docProps/custom.xml": b"<a>" + b"A" * 5_000_000 + b"</a>"})
    )
    real = struct.pack("<I", 5_000_007)
    assert data.count(real) == 2
    return bytes(data).replace(real, struct.pack("<I", 1))


def overlapping(pages: Pages) -> bytes:
    """Two entries of the directory that point to the same bytes."""
    data = packed({**parts_of(pages), "docProps/a.xml": b"<a/>", "docProps/b.xml": b"<b/>"})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first, second = (archive.getinfo(f"docProps/{one}.xml").header_offset for one in "ab")
    at = data.rindex(struct.pack("<I", second))
    return data[:at] + struct.pack("<I", first) + data[at + 4 :]


def encrypted(pages: Pages) -> bytes:
    """An archive whose parts say that they are encrypted."""
    data = bytearray(workbook(pages))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def twice(pages: Pages) -> bytes:
    """Two parts of one name, of which programs take one or the other."""
    parts = parts_of(pages)
    with pytest.warns(UserWarning, match="Duplicate name"):
        return packed(parts, [("xl/worksheets/s1.xml", parts["xl/worksheets/s1.xml"])])


def renamed(old: str, new: str) -> Make:
    """Give a sheet another name."""
    return lambda pages: workbook(
        {(new if one == old else one): page for one, page in pages.items()}
    )


DTD = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
BILLION = b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
XXE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
SHARED = "xl/sharedStrings.xml"
STYLED = "".join(f'<row r="{n}" s="1" customFormat="1"/>' for n in range(5, 1_048_577))
CORNER = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
ID, ACCOUNT = "1.10105194912310021E+17", "6.2284800123456789E+18"


def beyond(rows: str) -> Make:
    """Put further rows behind those of the table of collectives."""

    def made(pages: Pages) -> bytes:
        at = 1 + list(pages).index("collectives")
        name = f"xl/worksheets/s{at}.xml"
        parts = parts_of(pages)
        return packed(
            {**parts, name: parts[name].replace(b"</sheetData>", f"{rows}</sheetData>".encode())}
        )

    return made


ROWS = [
    Row("X1a", payees("C2", number(ID)), ("workbook.number-for-text",), r"case\.xlsx:payees!C2"),
    Row("X1b", put("households", "A2", number(ID)), ("workbook.number-digits",), r"case\.xlsx:households!A2"),
    Row("X1c", put("households", "A2", number(1, ZEROS)), ("workbook.number-for-text",), r"case\.xlsx:households!A2"),
    Row("X1d", put("households", "A2", number(44564, DATE)), ("workbook.date-for-text",), r"case\.xlsx:households!A2"),
    Row("X1e", payees("C2", number(123)), ("workbook.number-for-text",), r"case\.xlsx:payees!C2"),
    Row("X2a", payees("D2", number(ACCOUNT)), ("workbook.number-for-text",), r"case\.xlsx:payees!D2"),
    Row("X2b", payees("E2", number(13800000000)), ("workbook.number-for-text",), r"case\.xlsx:payees!E2"),
    Row("X3a", put("income", "E2", formula("B2*3", 1234.5)), ("workbook.formula",), r"case\.xlsx:income!E2"),
    Row("X3b", put("income", "E2", formula("B2*3")), ("workbook.formula",), r"case\.xlsx:income!E2"),
    Row("X3c", put("income", "E2", Raw("<v>#REF!</v>", "e")), ("workbook.cell-error",), r"case\.xlsx:income!E2"),
    Row("X3d", put("income", "E1", formula('"amount"')), ("workbook.formula",), r"case\.xlsx:income!E1"),
    Row("X3e", put("income", "E2", Raw('<f t="shared" ref="E2:E3" si="0">B2</f><v>3</v>')), ("workbook.formula",), r"case\.xlsx:income!E2"),
    Row("X4a", page("households", after='<mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>'), ("workbook.merged",), r"case\.xlsx:households!B2"),
    Row("X4b", page("households", row_marks={3: 'hidden="1"'}), ("workbook.hidden-row",), r"case\.xlsx:households!A3"),
    Row("X4c", page("households", before='<cols><col min="3" max="4" hidden="1"/></cols>'), ("workbook.hidden-column", "workbook.hidden-column"), r"case\.xlsx:households![CD]1"),
    Row("X4d", page("members", hidden=True), ("workbook.hidden-sheet",), r"case\.xlsx:members"),
    Row("X4e", page("households", row_marks={9: 'hidden="1"'}, before='<cols><col min="9" max="16384" hidden="1"/></cols>', after='<autoFilter ref="A1:G4"/>'), (), accepted=True),
    Row("X4f", page("households", row_marks={3: 'ht="0" customHeight="1"'}), ("workbook.hidden-row",), r"case\.xlsx:households!A3"),
    Row("X4g", page("households", before='<cols><col min="2" max="2" width="0" customWidth="1"/></cols>'), ("workbook.hidden-column",), r"case\.xlsx:households!B1"),
    Row("X4h", formatted("income", "E2", ";;;"), ("workbook.format",), r"case\.xlsx:income!E2"),
    Row("X4i", formatted("income", "E2", '0!.0,"万"'), ("workbook.format",), r"case\.xlsx:income!E2"),
    Row("X4j", formatted("income", "E2", "0.00;", "-5"), ("workbook.format",), r"case\.xlsx:income!E2"),
    Row("X4k", formatted("income", "E2", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '), (), accepted=True),
    Row("X4l", formatted("income", "E2", '[$¥-804]#,##0.00"元"'), (), accepted=True),
    Row("X5a", page("户", rows=[["id"], ["h9"]]), ("workbook.two-for-one",), r"case\.xlsx:户"),
    Row("X5b", renamed("members", "membrs"), ("workbook.unknown-sheet",), r"case\.xlsx:membrs"),
    Row("X5c", page("办法", rows=[["plan: {}"]]), ("workbook.two-for-one",), r"case\.xlsx:办法"),
    Row("X5d", page("#草稿", rows=[["1", formula("1+1")]], hidden=True), (), accepted=True),
    Row("X5e", page("Sheet1", rows=[]), (), accepted=True),
    Row("X5f", put("plan", "B3", "left over"), ("workbook.plan-column",), r"case\.xlsx:plan!B3"),
    Row("X6a", put("income", "C2", number(45000)), ("values.day",), r"case\.xlsx:income!C2"),
    Row("X6b", put("income", "C2", "2026/1/2"), ("values.day",), r"case\.xlsx:income!C2"),
    Row("X6c", put("income", "C2", "二〇二六年"), ("values.day",), r"case\.xlsx:income!C2"),
    Row("X6d", put("income", "C2", number(43952, DATE)), (), accepted=True),
    Row("X6e", put("income", "C2", number("43952.5", MOMENT)), ("workbook.day",), r"case\.xlsx:income!C2"),
    Row("X6f", put("income", "C2", number(59, DATE)), ("workbook.day",), r"case\.xlsx:income!C2"),
    Row("X6g", lambda pages: workbook({**pages, "income": pages["income"].put("C2", number(42490, DATE))}, '<workbookPr date1904="1"/>'), ("workbook.day",), r"case\.xlsx:income!C2"),
    Row("X6h", put("income", "C2", number(99999999, DATE)), ("workbook.cell-error",), r"case\.xlsx:income!C2"),
    Row("X6i", put("income", "C2", number("0.5", DATE)), ("workbook.day",), r"case\.xlsx:income!C2"),
    Row("X6j", put("income", "C2", Raw("<v>2020-05-01</v>", "d")), (), accepted=True),
    Row("X6k", put("income", "C2", number(60, DATE)), ("workbook.day",), r"case\.xlsx:income!C2"),
    Row("X7a", bomb, ("workbook.too-large",)),
    Row("X7b", steep, ("workbook.bomb",)),
    Row("X8a", lying, ("workbook.damaged",)),
    Row("X8b", overlapping, ("workbook.part-twice",)),
    Row("X8c", lambda pages: packed({**parts_of(pages), **{f"xl/media/{n}.png": b"" for n in range(200)}}), ("workbook.too-many-parts",)),
    Row("X9a", beyond(CORNER), ("table.too-many-rows", "table.too-many-columns"), r"case\.xlsx:collectives!A1048576"),
    Row("X9b", beyond('<row r="1048576"><c r="XFD1048576" s="1"/></row>'), (), accepted=True),
    Row("X9c", beyond('<row r="5"><c r="XFD5"><v>1</v></c></row>'), ("table.too-many-columns",), r"case\.xlsx:collectives!XFD1"),
    Row("X10a", part(SHARED, DTD), ("workbook.doctype",)),
    Row("X10b", part(SHARED, BILLION), ("workbook.doctype",)),
    Row("X10c", part("xl/workbook.xml", XXE), ("workbook.doctype",)),
    Row("X10d", part(SHARED, DTD.decode().encode("utf-16")), ("workbook.doctype",)),
    Row("X11a", other(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), ("workbook.other-type",)),
    Row("X11b", other(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")), ("workbook.other-type",)),
    Row("X11c", other(b"<html><table><tr><td>1</td></tr></table></html>"), ("workbook.other-type",)),
    Row("X11d", other("id,name\nv1,一村\n".encode()), ("workbook.other-type",)),
    Row("X11e", other(zipped(content_dot_xml=b"<a/>")), ("workbook.other-type",)),
    Row("X11f", other(zipped(word__document_dot_xml=b"<a/>")), ("workbook.other-type",)),
    Row("X11g", other(zipped(xl__workbook_dot_bin=b"\x00")), ("workbook.other-type",)),
    Row("X11h", other(zipped(photo=b"\x00")), ("workbook.other-type",)),
    Row("X11i", other(b""), ("workbook.other-type",)),
    Row("X11j", part("xl/workbook.xml", b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'), ("workbook.other-type",)),
    Row("X11k", lambda pages: workbook(pages)[:-200], ("workbook.damaged",)),
    Row("X11l", lambda pages: workbook(pages)[:2000] + workbook(pages)[2020:], ("workbook.damaged",)),
    Row("X11m", encrypted, ("workbook.damaged",)),
    Row("X11n", part("xl/worksheets/s1.xml", b"<worksheet><sheetData>"), ("workbook.damaged",)),
    Row("X11o", part("xl/styles.xml", f'<styleSheet xmlns="{MAIN}"><fills><fill/></fills></styleSheet>'.encode()), ("workbook.damaged",)),
    Row("X11p", part("xl/worksheets/s1.xml", f'<worksheet xmlns="{MAIN}"><sheetData><row r="2"/><row r="1"/></sheetData></worksheet>'.encode()), ("workbook.damaged",)),
    Row("X11q", part("xl/worksheets/s1.xml", f'<worksheet xmlns="{MAIN}"><sheetData><row r="2"><c r="B2"/><c r="A2"/></row></sheetData></worksheet>'.encode()), ("workbook.damaged",)),
    Row("X11r", put("income", "E2", number(5, 99)), ("workbook.damaged",), r"case\.xlsx:income!E2"),
    Row("X12", twice, ("workbook.part-twice",)),
    Row("X13a", part("xl/vbaProject.bin", b"\x00"), ("workbook.macros",)),
    Row("X13b", part("xl/macrosheets/sheet1.xml", b"<a/>"), ("workbook.macros",)),
    Row("X13c", part("xl/externalLinks/externalLink1.xml", b"<a/>"), ("workbook.linked",)),
    Row("X13d", part("xl/connections.xml", b"<a/>"), ("workbook.linked",)),
    Row("X13e", part("xl/worksheets/_rels/s1.xml.rels", b'<Relationships><Relationship Id="a" Type="x/image" TargetMode="External" Target="http://x/"/></Relationships>'), ("workbook.linked",)),
    Row("X13f", part("xl/worksheets/_rels/s1.xml.rels", b'<Relationships><Relationship Id="a" Type="x/hyperlink" TargetMode="External" Target="http://x/"/></Relationships>'), (), accepted=True),
    Row("X13g", part("../plan.yaml", b""), ("workbook.part",)),
    Row("X13h", part("xl/../../plan.yaml", b""), ("workbook.part",)),
    Row("X13i", part("virus.exe", b""), ("workbook.part",)),
    Row("X14", beyond(STYLED), (), accepted=True),
    # ---- numbers of cells, and texts that a CSV file could not hold
    Row("M1a", put("income", "E2", "1,234.56"), ("values.number-separator",), r"case\.xlsx:income!E2"),
    Row("M6a", put("income", "E2", number("0.30000000000000004")), (), accepted=True),
    Row("M6b", put("income", "E2", number("0.305")), ("values.number-decimals",), r"case\.xlsx:income!E2"),
    Row("M6c", put("income", "E2", number("9007199254740993.01")), ("workbook.number-digits",), r"case\.xlsx:income!E2"),
    Row("M6d", put("income", "E2", number("0.5", PERCENT)), ("values.number-percent",), r"case\.xlsx:income!E2"),
    Row("M6e", put("income", "E2", number("-1E-7")), ("values.number-decimals",), r"case\.xlsx:income!E2"),
    Row("M6f", put("income", "E2", Raw("<v>1</v>", "b")), ("workbook.boolean",), r"case\.xlsx:income!E2"),
    Row("E6", put("collectives", "B2", "一_x0007_村"), ("table.control-character",), r"case\.xlsx:collectives!B2"),
    Row("E12", put("collectives", "B2", "村" * 20_000), ("table.cell-too-long",), r"case\.xlsx:collectives!B2"),
    Row("Ea", put("collectives", "B2", "一村\n二村"), ("table.line-break",), r"case\.xlsx:collectives!B2"),
    Row("Eb", put("plan", "A4", "  illness: {of: person, values: [none], colour: 1}"), ("plan.unknown-key",), r"case\.xlsx:plan!A4"),
]  # fmt: skip


@pytest.fixture
def made(tmp_path: Path, files: Mapping[str, str]) -> Callable[[Row], Path]:
    """Write the workbook of a row."""

    def write(row: Row) -> Path:
        path = tmp_path / "case.xlsx"
        path.write_bytes(row.make(pages_of(files)))
        return path

    return write


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_what_is_wrong_with_a_workbook_is_found_at_its_cell(
    row: Row, made: Callable[[Row], Path]
) -> None:
    """All at once; a workbook with errors is never returned, and nothing else is found."""
    case, findings = read_case_findings(made(row))

    assert [str(one) for one in findings if one.code not in row.codes] == []
    assert sorted(one.code for one in findings) == sorted(row.codes)
    assert all(re.fullmatch(row.place, one.place) for one in findings[:1])
    assert (case is not None) == row.accepted


def test_the_messages_about_workbooks_are_those_that_were_read(
    made: Callable[[Row], Path],
) -> None:
    """Clear, gentle, short, and they say what to do; rewrite the file when words change."""
    told = []
    for row in ROWS:
        _, findings = read_case_findings(made(row))
        lines = "\n".join(f"  {finding}" for finding in findings)
        told.append(f"{row.id}\n{lines}".rstrip())

    assert told == MESSAGES.read_text(encoding="utf-8").rstrip("\n").split("\n\n")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_bad_workbook_is_marked_or_refused(row: Row, made: Callable[[Row], Path]) -> None:
    """The copy can be opened again; what no library can write again is said, without a traceback."""
    path = made(row)
    _, findings = read_case_findings(path)
    if any(one.place == path.name for one in findings):
        return  # it was never opened
    places = places_of(findings, path.name)
    if "workbook.damaged" in row.codes:
        with pytest.raises(Refused) as refused:
            mark_book(path.read_bytes(), places, str)
        assert [one.code for one in refused.value.findings] == ["workbook.not-marked"]
        return
    assert load_workbook(io.BytesIO(mark_book(path.read_bytes(), places, str))).sheetnames


def test_no_message_holds_a_number_of_a_person() -> None:
    """Not the number, not what a spreadsheet made of it."""
    text = MESSAGES.read_text(encoding="utf-8")

    assert [
        one for one in (ID, ACCOUNT, "1101051949", "62284800", "13800000000") if one in text
    ] == []


@pytest.mark.parametrize("make", [bomb, steep, beyond(CORNER)], ids=["bomb", "steep", "corner"])
def test_what_would_fill_the_memory_is_refused_before_it_does(
    make: Make, tmp_path: Path, files: Mapping[str, str]
) -> None:
    """A file made to do harm costs about its own size, and no parser of a library sees it."""
    path = tmp_path / "case.xlsx"
    path.write_bytes(make(pages_of(files)))
    tracemalloc.start()
    try:
        case, _ = read_case_findings(path)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert case is None
    assert most < 20_000_000


def test_all_faults_of_a_workbook_are_said_at_once(
    tmp_path: Path, files: Mapping[str, str]
) -> None:
    """Faults of cells and of values, of several sheets and of the plan."""
    pages = pages_of(files)
    pages["income"] = pages["income"].put("E2", formula("1+1")).put("C3", "2020/6/1")
    pages["households"] = pages["households"].put("B3", "v9").put("A4", number("0.5"))
    pages["members"] = attrs.evolve(
        pages["members"].put("D2", "1970-02-31"), row_marks={3: 'hidden="1"'}
    )
    pages["plan"] = pages["plan"].put("A1", "plan: {id: village, version: one}")
    path = tmp_path / "village.xlsx"
    path.write_bytes(workbook(pages))
    _, findings = read_case_findings(path)

    cells = ("income!E2", "income!C3", "households!A4", "members!A3", "members!D2")

    assert {f"village.xlsx:{cell}" for cell in cells} <= {one.place for one in findings}
    assert any(one.place == "village.xlsx:plan!A1" for one in findings)
