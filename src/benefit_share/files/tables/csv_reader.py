"""From bytes to rows of text: one encoding, one delimiter, no guessing, every fault with its row.

A row is counted as a spreadsheet shows it: the header is row 1, blank rows count.
Faultless tables take a short path (the parser of the standard library and a few searches over the
whole text);
only a table with something odd in it is looked at cell by cell.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from itertools import repeat
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.files import faults

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benefit_share.files.places import Collector

__all__ = ["ENCODINGS", "Limits", "Sheet", "column_letters", "read_sheet"]

ENCODINGS: Final = ("utf-8", "gb18030")
"""The encodings that are offered; neither is ever guessed."""

_MAGIC: Final = (
    (b"PK\x03\x04", "a workbook or another zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "a PDF document"),
    (b"<!DOCTYPE", "a web page"),
    (b"<html", "a web page"),
)
_UTF16: Final = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_CELL_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f]")
_CONTROL_BYTES: Final = bytes([*range(9), 9, 11, 12, *range(14, 32), 127])
_DELIMITERS: Final[Mapping[str, str]] = MappingProxyType(
    {";": "semicolons ';'", "\t": "tabs", "，": "full-width commas '，'", "|": "bars '|'"}
)


@attrs.frozen
class Limits:
    """How much a table may hold.

    Attributes:
        rows: rows with a value, header included.
        columns: columns with a value.
        cell: characters of a cell.
        size: bytes of a file.
        book_size: bytes of a workbook.
        book_unpacked: bytes of all its parts, unpacked.
        book_parts: parts of a workbook.
        book_ratio: times its size that a workbook may unpack to.
    """

    rows: int = 200_000
    columns: int = 200
    cell: int = 10_000
    size: int = 100_000_000
    book_size: int = 20_000_000
    book_unpacked: int = 100_000_000
    book_parts: int = 200
    book_ratio: int = 100


@attrs.frozen
class Sheet:
    """The cells of a table as text, column by column.

    Attributes:
        header: the names of the columns as they are written.
        columns: the cells of each column, as many columns as there are names.
        numbers: the number of each row in the file; rows without a value are left out.
        header_number: the number of the row with the names.
    """

    header: tuple[str, ...]
    columns: Sequence[list[str]]
    numbers: Sequence[int]
    header_number: int = 1


def column_letters(place: int) -> str:
    """Return the letters of a column as a spreadsheet shows them: A for 0, AA for 26."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def read_sheet(data: bytes, found: Collector, encoding: str, limits: Limits) -> Sheet | None:
    """Return the rows of a table.

    Args:
        data: the bytes of the file.
        found: takes what is wrong.
        encoding: one of `ENCODINGS`; a byte order mark of UTF-8 is taken off.
        limits: how much it may hold.

    Returns:
        The sheet without the rows that are at fault; None if there is no header to read by.
    """
    text = _text(data, found, encoding)
    if text is None:
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if lines[-1]:
        found.add(faults.NO_FINAL_LINE_END, "", str(len(lines)))
    else:
        lines.pop()
    if max(map(len, lines), default=0) > limits.cell:
        _long_lines(lines, found, limits)
    if not ('"' in text or _has_controls(data, text)):
        sheet = _plain_sheet(lines, limits)
        if sheet is not None:
            return sheet
    rows, numbers = _split(lines, found)
    rows, numbers = _without_controls(rows, numbers, found)
    return _sheet(rows, numbers, found, limits)


def _has_controls(data: bytes, text: str) -> bool:
    """Say whether there may be a control character other than a line end; the bytes tell fast."""
    if len(data.translate(None, _CONTROL_BYTES)) < len(data):
        return True
    return b"\xc2" in data and _CONTROL.search(text) is not None


def _plain_sheet(lines: list[str], limits: Limits) -> Sheet | None:
    """Return the sheet of lines without a quotation mark, if nothing is odd about any of them.

    All cells are split at once: a list for each row would make the collector of garbage look
    at every one of them again and again.
    """
    header = lines[0].split(",") if lines else []
    wanted = len(header)
    even = set(map(str.count, lines, repeat(","))) == {wanted - 1}
    if not even or "" in lines or "," * (wanted - 1) in lines or len(lines) > limits.rows:
        return None
    if wanted > limits.columns or any(not name or _odd(name) for name in header):
        return None
    cells = ",".join(lines).split(",")
    columns = [cells[place + wanted :: wanted] for place in range(wanted)]
    return Sheet(tuple(header), columns, range(2, len(lines) + 1))


def _odd(name: str) -> bool:
    return name != name.strip() or any(sign in name for sign in _DELIMITERS)


def _text(data: bytes, found: Collector, encoding: str) -> str | None:
    """Decode the bytes, or say why they cannot be."""
    for start, what in _MAGIC:
        if data[: len(start)] == start:
            found.add(faults.OTHER_TYPE, "", what=what)
            return None
    wide = next((name for start, name in _UTF16 if data[:2] == start), "")
    if not wide and data[:400].count(0) * 3 > len(data[:400]):
        wide = "UTF-16 without a byte order mark"
    if wide:
        found.add(faults.UTF16, "", encoding=wide)
        return None
    if encoding == "gb18030" and not data.isascii() and _decodes(data, "utf-8"):
        found.add(faults.LOOKS_UTF8, "")
        return None
    try:
        return data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        kind = faults.NOT_UTF8 if encoding == "utf-8" else faults.NOT_GB18030
        found.add(kind, "", str(line), offset=error.start, line=line)
        return None


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _long_lines(lines: list[str], found: Collector, limits: Limits) -> None:
    """Empty the lines that hold a cell too long, so that they cannot stop the parser."""
    for place, line in enumerate(lines):
        if len(line) > limits.cell and max(map(len, line.split(","))) > limits.cell:
            found.add(faults.CELL_TOO_LONG, "", str(place + 1), limit=limits.cell)
            lines[place] = ""


def _split(lines: list[str], found: Collector) -> tuple[list[list[str]], list[int]]:
    """Split lines, leaving out rows with wrong quotation marks and rows over several lines."""
    rows: list[list[str]] = []
    numbers: list[int] = []
    reader = csv.reader(lines, strict=True)
    line = 0
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            _quotes(str(error), reader.line_num - line, str(line + 1), found)
            line = reader.line_num
            continue
        if row is None:
            return rows, numbers
        if reader.line_num == line + 1:
            rows.append(row)
            numbers.append(line + 1)
        else:
            found.add(faults.CELL_LINES, "", str(line + 1))
        line = reader.line_num


def _quotes(error: str, lines: int, place: str, found: Collector) -> None:
    """Say what the parser means: a cell that never ends, one too long, or a mark too many."""
    if lines > 1 or "unexpected end" in error:
        found.add(faults.QUOTE_OPEN, "", place)
    elif "larger than" in error:
        found.add(faults.CELL_TOO_LONG, "", place, limit=csv.field_size_limit())
    else:
        found.add(faults.QUOTE_WRONG, "", place)


def _without_controls(
    rows: list[list[str]], numbers: Sequence[int], found: Collector
) -> tuple[list[list[str]], list[int]]:
    """Leave out rows that hold a control character; a table divided by tabs is left as it is."""
    kept, kept_numbers = [], []
    header = next((row for row in rows if any(row)), [])
    if any("\t" in name for name in header):
        return rows, list(numbers)
    for row, number in zip(rows, numbers, strict=True):
        bad = [
            (place, match)
            for place, cell in enumerate(row)
            if (match := _CELL_CONTROL.search(cell))
        ]
        for place, match in bad:
            named = place < len(header) and row is not header
            where = f"{number}:{header[place] if named else column_letters(place)}"
            found.add(faults.CELL_CONTROL, "", where, character=f"U+{ord(match[0]):04X}")
        if not bad:
            kept.append(row)
            kept_numbers.append(number)
    return kept, kept_numbers


def _sheet(
    rows: list[list[str]], numbers: Sequence[int], found: Collector, limits: Limits
) -> Sheet | None:
    """Take the header off, skip what is blank, and hold every row against the header."""
    blank = [place for place, row in enumerate(rows) if not any(row)]
    if blank:
        skipped = frozenset(blank)
        numbers = [number for place, number in enumerate(numbers) if place not in skipped]
        rows = [row for place, row in enumerate(rows) if place not in skipped]
    if not rows:
        return None
    header = [name.strip() for name in rows[0]]
    other = next((sign for sign in _DELIMITERS if any(sign in name for name in rows[0])), "")
    if other:
        found.add(faults.DELIMITER, "", str(numbers[0]), found=_DELIMITERS[other])
        return None
    while header and not header[-1]:
        header.pop()
    at, rows, numbers = numbers[0], rows[1:], numbers[1:]
    if len(header) > limits.columns:
        where = f"{column_letters(limits.columns)}"
        found.add(faults.TOO_MANY_COLUMNS, "", f"{at}:{where}", limit=limits.columns)
        return None
    if len(rows) and numbers[-1] > limits.rows:
        found.add(faults.TOO_MANY_ROWS, "", str(limits.rows + 1), limit=limits.rows)
        return None
    kept, kept_numbers = _fitted(len(header), rows, numbers, found, limits)
    columns = list(map(list, zip(*kept, strict=True))) or [[] for _ in header]
    return Sheet(tuple(header), columns, kept_numbers, at)


def _fitted(
    wanted: int,
    rows: list[list[str]],
    numbers: Sequence[int],
    found: Collector,
    limits: Limits,
) -> tuple[list[list[str]], Sequence[int]]:
    """Leave out rows whose cells are not as many as the names; empty cells beyond are cut off."""
    if set(map(len, rows)) <= {wanted}:
        return rows, numbers
    kept, kept_numbers = [], []
    for row, number in zip(rows, numbers, strict=True):
        cells = row
        if len(row) > wanted and not any(row[wanted:]):
            cells = row[:wanted]
        if len(cells) == wanted:
            kept.append(cells)
            kept_numbers.append(number)
        elif len(cells) > limits.columns:
            found.add(faults.TOO_MANY_COLUMNS, "", str(number), limit=limits.columns)
        else:
            kind = faults.ROW_SHORT if len(cells) < wanted else faults.ROW_LONG
            found.add(kind, "", str(number), found=len(cells), wanted=wanted)
    return kept, kept_numbers
