"""Findings: what is to be said about content, as data.

A finding has a *kind* (a stable code, a severity and its words) and a *path* into the values
(`steps[1].at_most`, `income[4].amount`).
Words in other languages are made in `rendering`; `files` adds the place in the file.
What never lives here: any text made by hand for one occasion.
"""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING, Final, Self

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["NOWHERE", "Finding", "Kind", "Param", "Place", "Severity", "errors_of", "hushed"]

Param = str | int
"""What a finding may say: text or a whole number, already free of anything sensitive."""

_PERSONAL: Final = re.compile(
    r"(?<![0-9A-Za-z/])(?<![0-9]\.)(?:[0-9]{15,19}[Xx]?|1[3-9][0-9]{9})(?!\.?[0-9A-Za-z/])"
)
"""An identity number, a card, an account or a mobile telephone, in whatever column it was typed;
not a part of a digest, a fraction or an amount with decimals."""


def hushed(text: str, /) -> str:
    """Return *text* with the form alone, `9` for a digit, of a number that may be somebody's.

    A text without one is returned itself, so that an amount stays an amount.
    """
    return _PERSONAL.sub(_form, text) if _PERSONAL.search(text) else text


def _form(number: re.Match[str]) -> str:
    return "".join("9" if one.isdigit() else "A" for one in number[0])


class Severity(enum.StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """Refuses: nothing is computed, or nothing is written."""

    WARNING = "warning"
    """The run finishes; the warning stands on summary and statement and must be acknowledged."""

    NOTE = "note"
    """Worth knowing; nothing has to be done."""


@attrs.frozen
class Kind:
    """One kind of finding: code, severity and the English words.

    Attributes:
        code: stable word, `room.what-is-wrong`.
        severity: what a finding of this kind weighs.
        says: one English sentence with `{param}` placeholders: what is wrong.
        do: one English sentence: what to do about it.
    """

    code: str
    severity: Severity
    says: str
    do: str

    def at(self, path: str, /, **params: Param) -> Finding:
        """Return a finding of this kind at *path*, with the numbers in *params*.

        A number that may be somebody's is kept by its form alone, whoever passes it.
        """
        told = {
            name: hushed(value) if isinstance(value, str) else value
            for name, value in params.items()
        }
        return Finding(kind=self, path=path, params=tuple(sorted(told.items())))


@attrs.frozen
class Place:
    """Where something stands in a file: the parts of a place that are known.

    Attributes:
        file: the name of the file.
        sheet: the title of the sheet of a workbook.
        line: the line of a text, or the row of a table or sheet, from 1; 0 for the whole.
        column: the character of the line, from 1; 0 for the whole line.
        field: the header of the column of a table.
        cell: the cell of a sheet, `B7`.
        path: where in a JSON document: `tables.income[3].amount`.
        text: the place as it is written, where no more is known of it.
    """

    file: str = ""
    sheet: str = ""
    line: int = 0
    column: int = 0
    field: str = ""
    cell: str = ""
    path: str = ""
    text: str = ""

    def __str__(self) -> str:
        """Read as `plan.yaml:12:9`, `income.csv:5:amount`, `case.xlsx:income!B7`."""
        if self.text or self.path:
            return self.text or self.path
        if self.sheet:
            return f"{self.file}:{self.sheet}{'!' if self.cell else ''}{self.cell}"
        parts = (self.file, self.line, self.column or self.field)
        return ":".join(str(part) for part in parts if part)

    def __bool__(self) -> bool:
        """Whether anything of the place is known."""
        return bool(self.known())

    @property
    def spot(self) -> str:
        """The place without the file: `12:9`, `5:amount`."""
        return str(attrs.evolve(self, file=""))

    def known(self) -> dict[str, str | int]:
        """Return the parts that are known, by name."""
        return attrs.asdict(self, filter=lambda _, value: bool(value))

    def hushed(self) -> Self:
        """Return the place without a number that may be somebody's: a header can be one."""
        return attrs.evolve(
            self,
            file=hushed(self.file),
            sheet=hushed(self.sheet),
            field=hushed(self.field),
            path=hushed(self.path),
            text=hushed(self.text),
        )


NOWHERE: Final = Place()
"""The place of what is in no file."""


@attrs.frozen
class Finding:
    """One thing found.

    Attributes:
        kind: what was found.
        path: where, inside the values: `steps[1].at_most`; empty for the whole.
        params: name and value of each figure in the message, in order of name.
        at: where in a file, filled in by `files`; `NOWHERE` when there is no file.
        beside: the place of what it contradicts or repeats, in the same file.
    """

    kind: Kind
    path: str
    params: tuple[tuple[str, Param], ...] = ()
    at: Place = NOWHERE
    beside: Place = NOWHERE

    @property
    def code(self) -> str:
        """The stable code of the kind."""
        return self.kind.code

    @property
    def severity(self) -> Severity:
        """The severity of the kind."""
        return self.kind.severity

    @property
    def is_error(self) -> bool:
        """Whether this finding refuses."""
        return self.kind.severity is Severity.ERROR

    @property
    def message(self) -> str:
        """The English sentence with the figures put in."""
        return self.kind.says.format(**dict(self.params))

    @property
    def advice(self) -> str:
        """The English sentence that says what to do."""
        return self.kind.do.format(**dict(self.params))

    def placed(self, place: Place | str, beside: Place = NOWHERE) -> Self:
        """Return the same finding with its place in a file, and that of what it is held against."""
        at = Place(text=place) if isinstance(place, str) else place
        return attrs.evolve(self, at=at.hushed(), beside=beside.hushed())

    @property
    def place(self) -> str:
        """The place in a file as it is written; empty when there is no file."""
        return str(self.at)

    @property
    def where(self) -> str:
        """The place in a file, else the path, as it may be shown: an id can be a number too."""
        return self.place or hushed(self.path)

    def __str__(self) -> str:
        """Read as `place: code: message advice`."""
        where = self.where
        return f"{where + ': ' if where else ''}{self.code}: {self.message} {self.advice}"


def errors_of(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return those of *findings* that refuse."""
    return tuple(finding for finding in findings if finding.is_error)
