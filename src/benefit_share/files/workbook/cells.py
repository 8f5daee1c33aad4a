"""From a cell of a spreadsheet to the text that a CSV file would hold, or to why it cannot be.

A spreadsheet keeps a number as a binary fraction and shows 15 digits of it: those are read.
What it may have spoilt (long numbers, dates made of texts, results of formulas) is refused, never
mended.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.files import faults
from benefit_share.files.faults import of_books

if TYPE_CHECKING:
    from benefit_share.files.tables.declared import Column
    from benefit_share.findings import Kind, Param

__all__ = ["Refusal", "text_of"]

_DIGITS: Final = 15
_WRITTEN: Final = re.compile(r"_x(00(?:[01][0-9A-Fa-f]|7[Ff]|[89][0-9A-Fa-f]))_")

_LITERAL: Final = re.compile(r'"[^"]*"|\\.|!.|\[[^\]]*\]|[_*].')
"""What a format shows as it stands: words, a sign after a stroke, a colour, a space or filling."""

_SCALED: Final = re.compile(r"[0#?],+(?![0#?,])")
"""Commas behind the last digit: each shows a thousandth of the number."""
_FIRST_DAY: Final = dt.date(1900, 3, 1)
_DAYS: Final = frozenset({"day", "value"})
_NAMED: Final = frozenset({"id", "reference", "word", "text"})
_PLAIN_FORMATS: Final = frozenset({"General", "0", "@", "GENERAL", ""})


@attrs.frozen
class Refusal(Exception):
    """A cell cannot be read.

    Attributes:
        kind: what is wrong with it.
        params: the figures of the message.
    """

    kind: Kind
    params: dict[str, Param]


def _refuse(kind: Kind, /, **params: Param) -> Refusal:
    return Refusal(kind, params)


def text_of(
    cell: Any,  # noqa: ANN401  (a cell of openpyxl)
    column: Column | None,
    header: str,
    *,
    from_1904: bool,
    limit: int,
) -> str:
    """Return the text that a cell stands for.

    Args:
        cell: a cell of openpyxl that has a value.
        column: what it belongs to; None for a header, a fact or a line of text.
        header: the name of its column as it is written.
        from_1904: whether the workbook counts its days from 1904.
        limit: how many characters it may have.

    Raises:
        Refusal: when it must not be read.
    """
    value = cell.value
    if cell.data_type == "f":
        raise _refuse(of_books.CELL_FORMULA)
    if cell.data_type == "e":
        raise _refuse(of_books.CELL_ERROR)
    if isinstance(value, str):
        return _text(value, limit)
    type_ = column.type_ if column is not None else "value"
    if isinstance(value, bool):
        if type_ != "value":
            raise _refuse(of_books.CELL_BOOLEAN, column=header)
        return "true" if value else "false"
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        if type_ not in _DAYS:
            raise _refuse(of_books.CELL_DATE, column=header)
        return _day(value, from_1904=from_1904)
    written = _format_of(cell)
    if not _is_shown(value, written):
        raise _refuse(of_books.CELL_FORMAT, format=_plain_format(written))
    return _number(value, written, type_, header)


def _format_of(cell: Any) -> str:  # noqa: ANN401  (a cell of openpyxl)
    try:
        return str(cell.number_format or "")
    except IndexError:  # the style that it names is not there
        raise _refuse(of_books.DAMAGED_BOOK, why="its parts do not fit together") from None


def _is_shown(value: float, written: str) -> bool:
    """Say whether a format shows the number itself, not nothing and not a thousandth of it."""
    if written in _PLAIN_FORMATS:
        return True
    sections = _LITERAL.sub("", written).split(";")
    shown = sections[1] if value < 0 and len(sections) > 1 else sections[0]
    if _SCALED.search(shown):
        return False
    return any(sign in shown for sign in "0#?@") or "general" in shown.lower()


def _plain_format(written: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in written[:40])


def _text(text: str, limit: int) -> str:
    written = _WRITTEN.search(text)  # how a workbook writes a character that XML cannot hold
    if written is not None:
        raise _refuse(faults.CELL_CONTROL, character=f"U+{written[1].upper()}")
    if len(text) > limit:
        raise _refuse(faults.CELL_TOO_LONG, limit=limit)
    for sign in text:
        if sign < " " or "\x7f" <= sign <= "\x9f":
            if sign in "\r\n":
                raise _refuse(faults.CELL_LINES)
            raise _refuse(faults.CELL_CONTROL, character=f"U+{ord(sign):04X}")
    return text


def _day(value: object, *, from_1904: bool) -> str:
    """Return a day as text; days are refused where programs count them differently."""
    if from_1904:
        raise _refuse(of_books.CELL_DAY, what="a day of a workbook that counts from 1904")
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise _refuse(of_books.CELL_DAY, what="a time")
    if value < _FIRST_DAY:
        raise _refuse(of_books.CELL_DAY, what="a day before March 1900")
    return value.isoformat()


def _number(value: float, written: str, type_: str, header: str) -> str:
    """Return the digits of a number as a person would type them."""
    if type_ in {"secret", "name"}:
        raise _refuse(of_books.CELL_NUMBER, column=header)
    shown = Decimal(format(value, f".{_DIGITS}g"))
    if not shown.is_finite():
        raise _refuse(of_books.CELL_ERROR)
    if shown.adjusted() >= _DIGITS:
        raise _refuse(of_books.CELL_DIGITS)
    if type_ in _NAMED and (written not in _PLAIN_FORMATS or shown != shown.to_integral_value()):
        raise _refuse(of_books.CELL_NUMBER, column=header)
    if "%" in written:
        return f"{_plain(shown * 100)}%"
    return _plain(shown)


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
