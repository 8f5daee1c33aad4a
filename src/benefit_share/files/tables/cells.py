"""From the cells of a column to values: each distinct text is read once, every fault has its row.

A value that was refused leaves a hole; the row with a hole is left out, and its fault refuses the
case.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from benefit_share.files import faults
from benefit_share.procedure.words import event_of, meeting_of
from benefit_share.values import (
    MINOR_LIMIT,
    ValueFault,
    day,
    exact,
    form_of,
    identifier,
    mend_name,
    name,
    parse_minor,
    percent,
    plain_text,
)

if TYPE_CHECKING:
    from benefit_share.files.places import Collector
    from benefit_share.files.tables.declared import Column

__all__ = ["DEFAULTS", "HOLE", "Cells", "read_name", "read_number"]

HOLE: Final = "\x00"
"""What stands for a cell that was refused before its text was known: it leaves a hole, no more."""
WORD_LIMIT: Final = 100
TEXT_LIMIT: Final = 500

_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,40}")
_ID_LENGTH: Final = 40
_ID_BYTES: Final = (string.ascii_letters + string.digits + "._-").encode()
_NAMES: Final = re.compile(r"(?:[\u3400-\u4dbf\u4e00-\u9fff\u00b7]{0,100}\n)*+")
_WORDS: Final = re.compile(r"(?:[!-~\u3400-\u4dbf\u4e00-\u9fff]{0,100}\n)*+")
_FAST: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {"name": _NAMES, "word": _WORDS, "text": _WORDS}
)
"""Patterns that a whole column of texts fits if nothing in it can be at fault."""

DEFAULTS: Final[Mapping[str, Any]] = MappingProxyType(
    {"day": None, "money": None, "number": None, "rate": None}
)
"""What an empty cell means; an empty text elsewhere."""

_FORMULA: Final = "=+-@＝＋－＠"
_SEVERAL: Final = re.compile(r"[、,，;；/()（）]")


def read_number(text: str) -> Any:  # noqa: ANN401  (an int or a Fraction)
    """Return an exact number no larger than any amount."""
    value = exact(text)
    if abs(value) > MINOR_LIMIT:
        from benefit_share.values.faults import AmountTooLarge

        raise AmountTooLarge(len(str(int(abs(value)))))
    return value


class Cells:
    """Reads the columns of one table.

    Attributes:
        holes: places of the rows, counted from 0, in which something was refused.
    """

    def __init__(
        self,
        found: Collector,
        table: str,
        numbers: Sequence[int],
        exponent: int,
        texts: dict[str, str],
    ) -> None:
        """Read cells of *table*.

        Args:
            found: takes what is wrong.
            table: the name of the table.
            numbers: the number of each row.
            exponent: decimals of money.
            texts: texts seen in any table, so that each is kept once.
        """
        self.found = found
        self.table = table
        self.numbers = numbers
        self.holes: set[int] = set()
        self._exponent = exponent
        self._texts = texts

    def column(self, cells: list[str], column: Column, header: str, scale: int) -> list[Any]:
        """Return the values of a column.

        Args:
            cells: its texts.
            column: what it is.
            header: its name as it is written in the file.
            scale: main units of a text of money: 10,000 for 万元.

        Returns:
            A value for each text; None in a hole.
        """
        # Ids are made for all the rows of a table or for none.
        if (column.required or column.type_ == "id") and "" in cells:
            self._empty(cells, column, header)
        if _faultless(cells, column.type_):
            return list(map(self._texts.setdefault, cells, cells))
        if column.type_ == "name":
            return self._names(cells, column, header)
        read = self._reader(column, scale)
        return self.read(cells, read, column.name, header, empty=DEFAULTS.get(column.type_, ""))

    def read(
        self,
        cells: list[str],
        read: Callable[[str], Any],
        name_: str,
        header: str,
        *,
        empty: Any = "",  # noqa: ANN401  (a value of the column's type)
    ) -> list[Any]:
        """Return what *read* makes of each text; an empty one becomes *empty*."""
        values: dict[str, Any] = {"": empty}
        refused: dict[str, ValueFault] = {}
        if HOLE in cells:
            values[HOLE] = None
            self.holes.update(place for place, text in enumerate(cells) if text == HOLE)
        for text in set(cells) - {"", HOLE}:
            try:
                values[text] = read(text)
            except ValueFault as fault:
                refused[text] = fault
                values[text] = None
        if refused:
            for place, text in enumerate(cells):
                if text in refused:
                    self.refuse(refused[text], place, name_, header)
        return list(map(values.__getitem__, cells))

    def refuse(self, fault: ValueFault, place: int, name_: str, header: str) -> None:
        """Note what is wrong with a cell, and leave its row out."""
        self.holes.add(place)
        self.found.refuse(fault, self.path(place, name_), f"{self.numbers[place]}:{header}")

    def path(self, place: int, name_: str = "") -> str:
        """Return the path of a cell, or of a row."""
        return f"{self.table}[{place}]{'.' if name_ else ''}{name_}"

    def _empty(self, cells: list[str], column: Column, header: str) -> None:
        accepted = _ACCEPTED.get(column.type_, "a text")
        for place, text in enumerate(cells):
            if not text:
                self.holes.add(place)
                where = f"{self.numbers[place]}:{header}"
                path = self.path(place, column.name)
                self.found.add(faults.CELL_EMPTY, path, where, column=header, accepted=accepted)

    def _reader(self, column: Column, scale: int) -> Callable[[str], Any]:
        if column.type_ == "money":
            exponent = self._exponent
            return lambda text: parse_minor(text, exponent, scale)
        if column.type_ in {"id", "reference"}:
            what = column.name
            return lambda text: identifier(text, what)
        return _READERS[column.type_]

    def _names(self, cells: list[str], column: Column, header: str) -> list[Any]:
        """Read names: dots and outer spaces are put right with a warning, the rest is refused."""
        values: list[Any] = []
        for place, text in enumerate(cells):
            if text == HOLE:
                self.holes.add(place)
                values.append(None)
                continue
            try:
                values.append(self._name(text, place, column, header) if text else "")
            except ValueFault as fault:
                self.refuse(fault, place, column.name, header)
                values.append(None)
        return values

    def _name(self, text: str, place: int, column: Column, header: str) -> str:
        where, path = f"{self.numbers[place]}:{header}", self.path(place, column.name)
        if text[0] in _FORMULA:
            self.holes.add(place)
            self.found.add(faults.NAME_FORMULA, path, where)
            return ""
        if column.name == "payee" and _SEVERAL.search(text):
            self.holes.add(place)
            self.found.add(faults.SEVERAL_PAYEES, path, where, form=form_of(text))
            return ""
        if column.name == "head" and _ID.fullmatch(text):
            return text
        return read_name(text, path, where, self.found)


def _faultless(cells: list[str], type_: str) -> bool:
    """Say whether no text of a column can be at fault, by one look at all of them together."""
    if type_ in {"id", "reference"}:
        joined = "".join(cells)
        allowed = joined.isascii() and not joined.encode().translate(None, _ID_BYTES)
        return allowed and max(map(len, cells), default=0) <= _ID_LENGTH
    pattern = _FAST.get(type_)
    return pattern is not None and pattern.fullmatch("\n".join([*cells, ""])) is not None


def read_name(text: str, path: str, where: str, found: Collector) -> str:
    """Return a name put right, with a warning if anything was; raise a `ValueFault`."""
    mended, changes = mend_name(text)
    whole = name(mended)
    if changes:
        first = changes[0]
        found.add(
            faults.NAME_MENDED,
            path,
            where,
            count=len(changes),
            was=first.was,
            position=first.position,
        )
    return whole


def _word(text: str) -> str:
    return plain_text(text, WORD_LIMIT)


def _event(text: str) -> str:
    """Return the word as it is, for it may say more than the event: who met."""
    event_of(text)
    return text


def _text(text: str) -> str:
    return plain_text(text, TEXT_LIMIT)


def _as_written(text: str) -> str:
    return text


_READERS: Final[Mapping[str, Callable[[str], Any]]] = MappingProxyType(
    {
        "word": _word,
        "text": _text,
        "value": _word,
        "day": day,
        "number": read_number,
        "rate": percent,
        "event": _event,
        "meeting": meeting_of,
        "secret": _as_written,
    }
)
_ACCEPTED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "id": "letters, digits, point, underline, hyphen",
        "reference": "the id of a row of that table",
        "word": "a word",
        "event": "a word",
        "value": "its value",
        "name": "a name",
        "day": "a day such as 2026-01-31",
        "money": "an amount such as 1234.50",
        "number": "a number such as 12.5",
        "rate": "a rate such as 5 %",
    }
)
