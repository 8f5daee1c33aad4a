"""Collecting what is wrong with one file: at most 200 faults shown, the rest counted."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benefit_share.findings import Finding, Kind, Param
    from benefit_share.values import ValueFault

from benefit_share.files import faults
from benefit_share.findings import NOWHERE, Place

_COMPARED: Final = 500
_NEIGHBOURS: Final = 20

__all__ = ["SHOWN", "TABLE", "Collector", "Collectors", "TextPlaces", "key_path", "nearest"]

TABLE: Final = ".csv"
"""The ending of a file that holds a table."""

SHOWN: Final = 200
"""How many faults of one file are shown."""


def key_path(path: str, key: str) -> str:
    """Return the path of the value under *key*."""
    return f"{path}.{key}" if path else key


def nearest(text: str, known: Sequence[str]) -> str:
    """Return the known word most like *text*, `-` if there is none; many words must be in order."""
    import difflib

    if len(known) > _COMPARED:
        # Only the neighbours in the order of the alphabet: a typing error is seldom in the front.
        at = bisect_left(known, text)
        known = known[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]
    close = difflib.get_close_matches(text, known, 1, 0)
    return close[0] if close else "-"


@attrs.frozen
class TextPlaces:
    """The places in a file of text: a line and a column of it, in a table a row and a header.

    Attributes:
        file: the name of the file.
    """

    file: str

    def __call__(self, place: str) -> Place:
        """Return the place that is written behind the name of the file; the file if there is none.

        Args:
            place: `12:9` in a text, `5:amount` in a table; a line or a row alone; or empty.
        """
        line, _, rest = place.partition(":")
        if not line.isdigit():
            return Place(self.file, text=f"{self.file}:{place}" if place else "")
        # A table may have any name: what a bank answers is called as the bank likes.
        if self.file.lower().endswith(TABLE) or (rest and not rest.isdigit()):
            return Place(self.file, line=int(line), field=rest)
        return Place(self.file, line=int(line), column=int(rest or 0))


class Collector:
    """The faults of one file in the order in which they were found."""

    def __init__(self, file: str, places: Callable[[str], Place] | None = None) -> None:
        """Collect what is found in *file*; *places* writes where, else as in a file of text."""
        self.file = file
        self.places = places or TextPlaces(file)
        self.errors = 0
        self.warnings = 0
        self._shown: list[Finding] = []

    def add(
        self, kind: Kind, path: str, place: str = "", beside: str = "", /, **params: Param
    ) -> None:
        """Add a finding of *kind*.

        Args:
            kind: what is wrong.
            path: where inside the values.
            place: where in the file: what follows its name.
            beside: the place in the file of what is contradicted or repeated.
            **params: the figures of the message.
        """
        self.take(kind.at(path, **params), place, beside)

    def refuse(self, fault: ValueFault, path: str, place: str) -> None:
        """Add what is wrong with a single value."""
        self.take(fault.at(path), place)

    def take(self, finding: Finding, place: str = "", beside: str = "") -> None:
        """Add a finding made elsewhere, if there is room for it, and count it if not."""
        error = finding.is_error
        seen = self.errors if error else self.warnings
        if seen < SHOWN:
            other = self.places(beside) if beside else NOWHERE
            self._shown.append(finding.placed(self.places(place), other))
        if error:
            self.errors += 1
        else:
            self.warnings += 1

    def findings(self) -> tuple[Finding, ...]:
        """Return what was found, and how much more there is."""
        more = []
        for count, kind in (
            (self.errors, faults.MORE),
            (self.warnings, faults.MORE_WARNINGS),
        ):
            if count > SHOWN:
                more.append(kind.at("", count=count - SHOWN).placed(self.places("")))
        return (*self._shown, *more)


class Collectors(dict[str, Collector]):
    """A collector for each file, made when it is first asked for."""

    def __missing__(self, file: str) -> Collector:
        """Make the collector of *file*."""
        self[file] = Collector(file)
        return self[file]
