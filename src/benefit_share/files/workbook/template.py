"""A workbook to be filled in, or one that says what the files of a case folder say.

The same content gives the same bytes: the day of creation is the first day of the plan.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.errors import Refused
from benefit_share.files.cases.head import CaseHead
from benefit_share.files.faults import of_books, of_cases
from benefit_share.files.places import Collector
from benefit_share.files.plans.reading import read_document
from benefit_share.files.tables.csv_reader import Limits, Sheet, column_letters, read_sheet
from benefit_share.files.workbook.fields import Field, fields_of, said, tables_of
from benefit_share.files.workbook.notes import (
    EXAMPLES,
    EXAMPLES_IN_ENGLISH,
    FORMS,
    GUIDE,
    TABLE_USES,
    WORDS,
)
from benefit_share.plan import Plan
from benefit_share.values import ValueFault, currency, day

if TYPE_CHECKING:
    from benefit_share.files.tables.declared import TableOf

__all__ = ["case_book"]

_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_DIGITS: Final = 15
_CREATED: Final = dt.date(2000, 1, 1)
_FIRST_DAY: Final = dt.date(1900, 3, 1)
_LAST_DAY: Final = dt.date(2199, 12, 31)
_NAME_LIMIT: Final = 31
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\]")
_ROWS: Final = Limits().rows
_MOST: Final = 9_007_199_254_740
_USED_FIRST: Final = ("collectives", "assets", "income", "households", "members", "facts", "points")
_WIDTHS: Final[Mapping[str, int]] = MappingProxyType(
    {"day": 12, "money": 14, "number": 10, "rate": 10, "text": 14}
)


@attrs.frozen
class _Table:
    """A table on its way into a workbook.

    Attributes:
        table: what it is.
        title: the name of its sheet.
        fields: its columns.
        sheet: its rows as text, or None.
    """

    table: TableOf
    title: str
    fields: Sequence[Field]
    sheet: Sheet | None


def case_book(files: Mapping[str, bytes], language: str, *, encoding: str = "utf-8") -> bytes:
    """Return the workbook that says what the files of a case folder say.

    Args:
        files: name and bytes of plan.yaml, case.yaml and the CSV tables; a table of a header alone
            is offered with all its columns.
        language: `zh` or `en`: of the names of sheets, of the notes, and of headers to be filled.
        encoding: of the CSV tables.

    Returns:
        The bytes of an `.xlsx` file: a sheet that explains, the head, the plan, one sheet a table,
        and one with the lists to choose from.

    Raises:
        Refused: when a CSV file cannot be split into rows, or the plan cannot be read: it says
            which columns, registers and words there are, and the book would lack them unseen.
    """
    head = read_document(files.get("case.yaml", b"{}\n"), "case.yaml", CaseHead, "case").value
    if head is not None and head.slices:
        raise Refused([of_books.SEVERAL_PLANS.at("slices", count=len(head.slices))])
    file = "plan.yaml" if head is None else head.plan_files[0]
    if file not in files:
        raise Refused([of_cases.PLAN_MISSING.at("plan", file=file).placed(file)])
    read = read_document(files[file], file, Plan, "plan")
    plan = read.value
    if plan is None:
        raise Refused(read.findings)
    texts = {"case": files.get("case.yaml", b""), "plan": files.get(file, b"")}
    wanted = tables_of(plan)
    sheets = {
        name: _split(files[file], file, encoding)
        for name, table in wanted.items()
        for file in (f"{name}.csv", f"{table.title}.csv")
        if file in files
    }
    return _Writer(plan, language).book(texts, sheets)


class _Writer:
    """Writes one workbook."""

    def __init__(self, plan: Plan | None, language: str) -> None:
        import xlsxwriter

        self._plan = plan
        self._language = language
        self._out = io.BytesIO()
        self._book: Any = xlsxwriter.Workbook(
            self._out,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        created = plan.plan.from_ if plan is not None else _CREATED
        self._book.set_properties(
            {"author": "benefit-share", "created": dt.datetime.combine(created, dt.time())}
        )
        exponent = 2
        if plan is not None:
            try:
                exponent = currency(plan.plan.currency).exponent
            except ValueFault:
                exponent = 2
        decimals = f"0.{'0' * exponent}" if exponent else "0"
        font = {"font_name": "Noto Sans CJK SC" if language == "zh" else "Arial", "font_size": 10}
        add = self._book.add_format
        self._forms = {
            "text": add({**font, "num_format": "@"}),
            "day": add({**font, "num_format": "yyyy-mm-dd", "align": "center"}),
            "money": add({**font, "num_format": decimals}),
            "number": add({**font, "num_format": "General"}),
            "rate": add({**font, "num_format": "0.####%"}),
        }
        head = {**font, "bold": True, "bottom": 1, "num_format": "@"}
        self._must = add({**head, "bg_color": "#1F4E79", "font_color": "#FFFFFF"})
        self._may = add({**head, "bg_color": "#DDEBF7"})
        self._plain = add({**font, "text_wrap": True, "valign": "top", "num_format": "@"})
        self._bold = add({**font, "bold": True, "valign": "top", "num_format": "@"})
        self._big = add({**font, "bold": True, "font_size": 14, "num_format": "@"})
        self._code = add({"font_name": "Consolas", "font_size": 10, "num_format": "@"})

    def _said(self, name: str, **figures: str) -> str:
        return said(WORDS[name], self._language, **figures)

    def book(self, texts: Mapping[str, bytes], sheets: Mapping[str, Sheet | None]) -> bytes:
        """Write every sheet and return the bytes."""
        tables = self._tables(sheets)
        guide = self._book.add_worksheet(self._said("guide"))
        self._guide(guide, tables)
        for name in ("case", "plan"):
            self._text(self._said(name), texts[name])
        lists = [field for table in tables for field in table.fields if field.choices]
        for table in tables:
            self._table(table, tables, lists)
        self._lists(lists)
        guide.activate()
        self._book.close()
        return self._out.getvalue()

    def _tables(self, sheets: Mapping[str, Sheet | None]) -> list[_Table]:
        found = []
        taken: set[str] = set()
        wanted = tables_of(self._plan)
        order = [*_USED_FIRST, *(name for name in wanted if name not in _USED_FIRST)]
        for name in order:
            table = wanted[name]
            sheet = sheets.get(name)
            filled = sheet if sheet is not None and len(sheet.numbers) else None
            given = None if filled is None else filled.header
            fields = fields_of(table, self._plan, self._language, given)
            chosen = table.title if self._language == "zh" else name
            title = next(
                (one for one in (chosen, name) if _fits(one) and one.lower() not in taken), name
            )
            taken.add(title.lower())
            found.append(_Table(table, title[:_NAME_LIMIT], fields, filled))
        return found

    def _text(self, title: str, data: bytes) -> None:
        sheet = self._book.add_worksheet(title)
        sheet.set_column(0, 0, 120, self._code)
        _printed(sheet)
        for row, line in enumerate(data.decode("utf-8-sig", "replace").splitlines()):
            if line:
                sheet.write_string(row, 0, line, self._code)

    def _table(self, table: _Table, tables: Sequence[_Table], lists: Sequence[Field]) -> None:
        sheet = self._book.add_worksheet(table.title)
        needed = any(field.required for field in table.fields) and table.sheet is not None
        sheet.set_tab_color("#1F4E79" if needed or table.table.name in _USED_FIRST else "#A6A6A6")
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        _printed(sheet)
        for place, field in enumerate(table.fields):
            width = max(_WIDTHS[field.form], _width(field.header) + 4)
            sheet.set_column(place, place, width, self._forms[field.form])
            sheet.write_string(0, place, field.header, self._must if field.required else self._may)
            if field.note:
                lines = field.note.count("\n") + 1 + len(field.note) // 24
                sheet.write_comment(
                    0, place, field.note, {"author": "", "x_scale": 1.8, "y_scale": 0.3 * lines}
                )
            rule = self._rule(field, tables, lists)
            if rule:
                sheet.data_validation(1, place, _ROWS - 1, place, rule)
        if table.sheet is not None:
            for place, (field, cells) in enumerate(
                zip(table.fields, table.sheet.columns, strict=True)
            ):
                for row, text in enumerate(cells, 1):
                    if text:
                        self._cell(sheet, row, place, field, text)

    def _cell(self, sheet: Any, row: int, place: int, field: Field, text: str) -> None:  # noqa: ANN401  (XlsxWriter has no types)
        """Write a text as the number or day that reads back as the same text, else as a text."""
        form = self._forms[field.form]
        if field.form in {"money", "number"} and _is_number(text, verbatim=field.verbatim):
            sheet.write_number(row, place, float(text), form)
        elif field.form == "day" and _is_day(text):
            sheet.write_datetime(row, place, dt.date.fromisoformat(text), form)
        else:
            # A cell of a text in a column of numbers is a text all the same.
            sheet.write_string(row, place, text, self._forms["text"])

    def _rule(
        self, field: Field, tables: Sequence[_Table], lists: Sequence[Field]
    ) -> dict[str, Any]:
        """Return what the spreadsheet program asks of a column, or nothing."""
        told = {
            "error_title": field.header[:32],
            "error_message": self._said("wrong", form=said(FORMS[field.type_], self._language)),
        }
        if field.choices:
            told["error_message"] = self._said("one_of")
            at = column_letters(lists.index(field))
            title = self._said("lists")
            source = f"='{title}'!${at}$2:${at}${len(field.choices) + 1}"
            kind = "stop" if field.closed else "warning"
            return {"validate": "list", "source": source, "error_type": kind, **told}
        if field.refers:
            other = next(one for one in tables if one.table.name == field.refers)
            at = next(
                (column_letters(n) for n, one in enumerate(other.fields) if one.name == "id"), ""
            )
            if at:
                cells = f"'{other.title}'!${at}$2"
                filled = f"COUNTA('{other.title}'!${at}:${at})"
                source = f"=OFFSET({cells},0,0,MAX(1,{filled}-1),1)"
                return {"validate": "list", "source": source, "error_type": "warning", **told}
        if field.form == "day":
            days = {"minimum": _FIRST_DAY, "maximum": _LAST_DAY}
            return {"validate": "date", "criteria": "between", **days, **told}
        if field.form in {"money", "number"}:
            limits = {"minimum": -_MOST, "maximum": _MOST}
            # A quantity may also be written as a fraction, so a warning and no more.
            told["error_type"] = "stop" if field.form == "money" else "warning"
            return {"validate": "decimal", "criteria": "between", **limits, **told}
        return {}

    def _lists(self, lists: Sequence[Field]) -> None:
        sheet = self._book.add_worksheet(self._said("lists"))
        sheet.freeze_panes(1, 0)
        _printed(sheet)
        for place, field in enumerate(lists):
            sheet.set_column(place, place, max(14, _width(field.header) + 4), self._plain)
            sheet.write_string(0, place, field.header, self._may)
            for row, word in enumerate(field.choices, 1):
                sheet.write_string(row, place, word, self._plain)

    def _guide(self, sheet: Any, tables: Sequence[_Table]) -> None:  # noqa: ANN401  (XlsxWriter has no types)
        """Write what the workbook is, then for each table its use and one worked line."""
        sheet.hide_gridlines(2)
        _printed(sheet)
        sheet.set_column(0, 0, 18, self._plain)
        sheet.set_column(1, 1, 18, self._plain)
        sheet.set_column(2, 2, 22, self._plain)
        sheet.set_column(3, 3, 62, self._plain)
        title, *lines = (said(one, self._language) for one in GUIDE)
        sheet.write_string(0, 0, title, self._big)
        for row, line in enumerate(lines, 1):
            sheet.merge_range(row, 0, row, 3, line, self._plain)
        row = len(lines) + 2
        heads = ("sheet", "column", "example", "meaning")
        for place, word in enumerate(heads):
            sheet.write_string(row, place, self._said(word), self._may)
        row += 1
        apart = "；" if self._language == "zh" else "; "
        examples = EXAMPLES if self._language == "zh" else {**EXAMPLES, **EXAMPLES_IN_ENGLISH}
        for table in tables:
            name = table.table.name
            use = TABLE_USES.get(name, TABLE_USES["register"])
            sheet.write_string(row, 0, table.title, self._bold)
            use_told = said(use, self._language, name=name)
            sheet.merge_range(row, 1, row, 3, use_told, self._bold)
            row += 1
            for field in table.fields:
                keys = (f"{name}.{field.name}", field.name)
                example = next((examples[key] for key in keys if key in examples), "")
                sheet.write_string(row, 1, field.header, self._plain)
                shown = field.choices[0] if field.choices else example
                sheet.write_string(row, 2, shown, self._plain)
                sheet.write_string(
                    row,
                    3,
                    field.note.replace("\n", apart),
                    self._plain,
                )
                row += 1


def _printed(sheet: Any) -> None:  # noqa: ANN401  (a sheet of XlsxWriter)
    """Let a sheet print on A4, as wide as one page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _split(data: bytes, file: str, encoding: str) -> Sheet | None:
    found = Collector(file)
    sheet = read_sheet(data, found, encoding, Limits())
    if found.errors:
        raise Refused(found.findings())
    return sheet


def _fits(title: str) -> bool:
    return 0 < len(title) <= _NAME_LIMIT and not _FORBIDDEN.search(title) and title[0] != "'"


def _width(text: str) -> int:
    return sum(1 if sign < "\u0300" else 2 for sign in text)


def _is_number(text: str, *, verbatim: bool) -> bool:
    """Say whether a text is a number that a spreadsheet keeps to the last digit.

    Args:
        text: the text.
        verbatim: whether the same text must come back, not only the same number.
    """
    digits = text.lstrip("-").replace(".", "").lstrip("0")
    plain = not verbatim or not ("." in text and text.endswith("0"))
    return plain and _NUMBER.fullmatch(text) is not None and len(digits) <= _DIGITS


def _is_day(text: str) -> bool:
    try:
        return day(text) >= _FIRST_DAY
    except ValueFault:
        return False
