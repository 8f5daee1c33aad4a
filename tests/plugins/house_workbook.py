"""Workbooks made by hand, byte for byte, so that a test can make what no library would write."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

import attrs

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

STYLES = f"""<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164"
 formatCode="0000"/></numFmts><fonts count="1"><font/></fonts>
<fills count="1"><fill><patternFill/></fill>
</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="49"/><xf numFmtId="9"/>
<xf numFmtId="164"/><xf numFmtId="22"/></cellXfs></styleSheet>"""
GENERAL, DATE, TEXT, PERCENT, ZEROS, MOMENT = range(6)
"""The styles of the cells."""


@attrs.frozen
class Raw:
    """A cell as it is written: what stands between its tags, its type and its style."""

    inner: str
    type_: str = "n"
    style: int = GENERAL


def number(value: object, style: int = GENERAL) -> Raw:
    """Return a cell that is a number."""
    return Raw(f"<v>{value}</v>", style=style)


def formula(text: str, value: object = 0) -> Raw:
    """Return a cell with a formula and the value that was last made of it."""
    return Raw(f"<f>{escape(text)}</f><v>{value}</v>")


Cell = str | Raw | None


@attrs.frozen
class Page:
    """One sheet.

    Attributes:
        rows: its cells.
        hidden: whether it is hidden.
        before: XML before the rows, such as that of columns.
        after: XML behind the rows, such as that of merged cells.
        row_marks: number of a row and what its tag says of it.
    """

    rows: Sequence[Sequence[Cell]]
    hidden: bool = False
    before: str = ""
    after: str = ""
    row_marks: Mapping[int, str] = attrs.field(factory=dict)

    def put(self, cell: str, value: Cell) -> Page:
        """Return the sheet with another value in a cell, such as `B2`."""
        column, row = ord(cell[0]) - ord("A"), int(cell[1:]) - 1
        rows = [list(one) for one in self.rows]
        while len(rows) <= row:
            rows.append([])
        rows[row] += [None] * (column + 1 - len(rows[row]))
        rows[row][column] = value
        return attrs.evolve(self, rows=rows)

    def xml(self) -> str:
        """Return the part of the sheet."""
        lines = []
        for at, row in enumerate(self.rows, 1):
            cells = "".join(_cell(cell, at, column) for column, cell in enumerate(row))
            lines.append(f'<row r="{at}" {self.row_marks.get(at, "")}>{cells}</row>')
        return (
            f'<worksheet xmlns="{MAIN}">{self.before}<sheetData>{"".join(lines)}</sheetData>'
            f"{self.after}</worksheet>"
        )


def _cell(cell: Cell, row: int, column: int) -> str:
    if cell is None or cell == "":
        return ""
    name = f"{chr(ord('A') + column)}{row}"
    if isinstance(cell, str):
        return (
            f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
        )
    return f'<c r="{name}" t="{cell.type_}" s="{cell.style}">{cell.inner}</c>'


def pages_of(files: Mapping[str, str]) -> dict[str, Page]:
    """Return the sheets that say what the files of a case folder say, all of it as text."""
    pages = {}
    for name, text in files.items():
        stem, _, ending = name.partition(".")
        rows: Sequence[Sequence[Cell]] = [[line] for line in text.splitlines()]
        if ending == "csv":
            rows = list(csv.reader(io.StringIO(text)))
        pages[stem] = Page(rows)
    return pages


def parts_of(pages: Mapping[str, Page], properties: str = "") -> dict[str, bytes]:
    """Return the parts of a workbook."""
    states = {True: ' state="hidden"', False: ""}
    sheets = "".join(
        f'<sheet name="{escape(title)}" sheetId="{at}" r:id="r{at}"{states[page.hidden]}/>'
        for at, (title, page) in enumerate(pages.items(), 1)
    )
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{RELATIONS}/worksheet" Target="worksheets/s{at}.xml"/>'
        for at in range(1, len(pages) + 1)
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/s{at}.xml" ContentType="application/vnd.openxmlformats'
        '-officedocument.spreadsheetml.worksheet+xml"/>'
        for at in range(1, len(pages) + 1)
    )
    texts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default'
        ' Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"'
        '/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-office'
        f'document.spreadsheetml.styles+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1"'
        f' Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{properties}'
        f"<sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}'
        f'<Relationship Id="styles" Type="{RELATIONS}/styles" Target="styles.xml"/>'
        "</Relationships>",
        "xl/styles.xml": STYLES,
        **{f"xl/worksheets/s{at}.xml": page.xml() for at, page in enumerate(pages.values(), 1)},
    }
    return {name: text.encode("utf-8") for name, text in texts.items()}


def packed(parts: Mapping[str, bytes], more: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """Return the archive of the parts; *more* may repeat a name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (*parts.items(), *more):
            archive.writestr(name, data)
    return out.getvalue()


def workbook(pages: Mapping[str, Page], properties: str = "") -> bytes:
    """Return a workbook."""
    return packed(parts_of(pages, properties))
