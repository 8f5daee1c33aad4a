"""Shapes: how a value becomes the plain data of JSON and back, told once for both ways.

A shape is a pair of functions; a record is a table of keys, fields and shapes.
Only text, whole numbers, true, false, null, lists and mappings come out; an exact number is `p/q`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

import attrs

from benefit_share.errors import BenefitShareError
from benefit_share.expressions.units import Unit
from benefit_share.findings import Finding, Kind, Param, Place, Severity
from benefit_share.values import AmountText, Json, Period, Span, Text, currency, day
from benefit_share.values.faults import ValueFault

__all__ = [
    "BOOLEAN",
    "CURRENCY",
    "DAY",
    "EXACT",
    "FINDING",
    "PERIOD",
    "SPAN",
    "TEXT",
    "UNIT",
    "WHOLE",
    "WORD",
    "Shape",
    "StatementUnreadable",
    "choice",
    "listed",
    "optional",
    "pairs",
    "record",
    "tree",
    "unless",
    "written",
]

_AMOUNT = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,4})?", re.ASCII)
_FRACTION = re.compile(r"-?[0-9]{1,2000}(/[1-9][0-9]{0,1999})?", re.ASCII)


class StatementUnreadable(BenefitShareError, ValueError):
    """The data are not a statement that this version wrote.

    Attributes:
        place: the key that is missing or wrong.
    """

    def __init__(self, place: str) -> None:
        """Say where."""
        super().__init__(place)
        self.place = place

    def __str__(self) -> str:
        """Say where, and what to do."""
        return (
            f"'{self.place}' is missing or wrong: this is not a statement of this version."
            " Use the file as it was written."
        )


SAID: Final = object()
"""The key is always written."""


@attrs.frozen
class Shape:
    """How one kind of value is written and read.

    Attributes:
        write: value to plain data.
        read: plain data to value; raises `StatementUnreadable`.
        unsaid: the value whose key is left out, or `SAID` for none.
    """

    write: Callable[[Any], Json]
    read: Callable[[Any], Any]
    unsaid: object = SAID


def _of(kind: type) -> Shape:
    """A value that is plain data already."""

    def read(data: object) -> object:
        if type(data) is not kind:
            raise StatementUnreadable(str(kind.__name__))
        return data

    return Shape(lambda value: value, read)


WORD: Final = _of(str)
WHOLE: Final = _of(int)
BOOLEAN: Final = _of(bool)


def choice(words: Iterable[str]) -> Shape:
    """Return the shape of a word that is one of *words*, since pages have no other ones."""
    known = frozenset(words)

    def read(data: object) -> object:
        if not isinstance(data, str) or data not in known:
            raise StatementUnreadable("word")
        return data

    return Shape(lambda value: value, read)


def _read_exact(data: object) -> Fraction:
    if not isinstance(data, str) or not _FRACTION.fullmatch(data):
        raise StatementUnreadable("p/q")
    return Fraction(data)


EXACT: Final = Shape(lambda value: str(Fraction(value)), _read_exact)
"""An exact number as `p/q`."""


def _checked(make: Callable[[Any], Any], place: str) -> Callable[[Any], Any]:
    def read(data: object) -> object:
        try:
            return make(data)
        except (ValueFault, TypeError, KeyError, ValueError):
            raise StatementUnreadable(place) from None

    return read


def _span(of: type[Period | Span], place: str) -> Shape:
    def write(value: Period | Span) -> Json:
        first, last = value.text()
        return {"from": first, "to": last}

    return Shape(write, _checked(lambda data: of.from_text(data["from"], data["to"]), place))


PERIOD: Final = _span(Period, "period")
SPAN: Final = _span(Span, "span")
DAY: Final = Shape(dt.date.isoformat, _checked(day, "day"))
CURRENCY: Final = Shape(lambda value: value.code, _checked(currency, "currency"))
TEXT: Final = Shape(
    lambda value: {"zh": value.zh, "en": value.en},
    _checked(lambda data: Text(zh=data["zh"], en=data["en"]), "text"),
)


def _write_unit(unit: Unit) -> Json:
    return {"powers": [[symbol, power] for symbol, power in unit.powers], "bare": unit.bare}


def _read_unit(data: Any) -> Unit:  # noqa: ANN401  (JSON, before it is looked at)
    powers = tuple((WORD.read(symbol), WHOLE.read(power)) for symbol, power in data["powers"])
    return Unit(powers, bare=BOOLEAN.read(data["bare"]))


UNIT: Final = Shape(_write_unit, _checked(_read_unit, "unit"))


def optional(shape: Shape) -> Shape:
    """Return the shape of a value or None."""
    return Shape(
        lambda value: None if value is None else shape.write(value),
        lambda data: None if data is None else shape.read(data),
    )


def unless(value: object, shape: Shape) -> Shape:
    """Return the shape of a field whose key is left out where it has this *value*."""
    return attrs.evolve(shape, unsaid=value)


def listed(shape: Shape) -> Shape:
    """Return the shape of a tuple."""

    def read(data: object) -> tuple[object, ...]:
        if not isinstance(data, list | tuple):
            raise StatementUnreadable("list")
        return tuple(map(shape.read, data))

    return Shape(lambda value: [shape.write(one) for one in value], read)


def pairs(first: Shape, second: Shape) -> Shape:
    """Return the shape of a tuple of pairs, each a list of two."""

    def pair(data: object) -> tuple[object, object]:
        if not isinstance(data, list | tuple) or len(data) != 2:
            raise StatementUnreadable("pair")
        return first.read(data[0]), second.read(data[1])

    return listed(Shape(lambda one: [first.write(one[0]), second.write(one[1])], pair))


Row = tuple[str, str, Shape]
"""Key in JSON, name of the field, shape of its value."""


def record(make: Callable[..., Any], rows: Sequence[Row]) -> Shape:
    """Return the shape of an attrs class, field by field."""
    return Shape(lambda value: written(value, rows), lambda data: make(**fields(data, rows)))


def written(value: object, rows: Sequence[Row]) -> dict[str, Any]:
    """Return the fields of a value by their keys."""
    told = ((key, getattr(value, field), shape) for key, field, shape in rows)
    return {key: shape.write(one) for key, one, shape in told if one != shape.unsaid}


def fields(data: object, rows: Sequence[Row]) -> dict[str, Any]:
    """Return the values of a mapping by the names of their fields."""
    if not isinstance(data, Mapping):
        raise StatementUnreadable("object")
    for key, _, shape in rows:
        if key not in data and shape.unsaid is SAID:
            raise StatementUnreadable(key)
    return {
        field: shape.read(data[key]) if key in data else shape.unsaid for key, field, shape in rows
    }


def tree(make: Callable[..., Any], rows: Sequence[Row]) -> Shape:
    """Return the shape of a tree as a flat list, each node with its level from 0.

    A list is as deep as the deepest tree is high, and a reader of sealed data takes no more than
    twelve levels.
    """

    def read(data: Any) -> object:  # noqa: ANN401  (JSON, before it is looked at)
        if not isinstance(data, list | tuple) or not data:
            raise StatementUnreadable("tree")
        levels = [WHOLE.read(node.get("level")) for node in data if isinstance(node, Mapping)]
        if len(levels) != len(data) or levels[0] != 0:
            raise StatementUnreadable("level")
        made, after = _grown(make, rows, (data, levels), 0)
        if after != len(data):
            raise StatementUnreadable("level")
        return made

    return Shape(lambda value: list(_flat(value, rows, 0)), read)


def _flat(node: Any, rows: Sequence[Row], level: int) -> Iterator[Json]:  # noqa: ANN401  (JSON, before it is looked at)
    """Yield a node and, behind it, its parts a level deeper."""
    yield {"level": level, **written(node, rows)}
    for part in node.parts:
        yield from _flat(part, rows, level + 1)


def _grown(
    make: Callable[..., Any], rows: Sequence[Row], flat: tuple[Sequence[Any], list[int]], place: int
) -> tuple[object, int]:
    """Return the node at *place* with its parts, and the place after them."""
    data, levels = flat
    parts: list[object] = []
    after = place + 1
    while after < len(data) and levels[after] > levels[place]:
        if levels[after] != levels[place] + 1:
            raise StatementUnreadable("level")
        part, after = _grown(make, rows, flat, after)
        parts.append(part)
    return make(**fields(data[place], rows), parts=tuple(parts)), after


# ---- findings


def _write_param(value: Param) -> Json:
    """An amount is written in groups of digits once it is read, and must be known again as one."""
    return {"amount": str(value)} if isinstance(value, AmountText) else value


def _read_param(data: Any) -> Param:  # noqa: ANN401  (JSON, before it is looked at)
    if isinstance(data, Mapping):
        text = str(WORD.read(data.get("amount")))
        if not _AMOUNT.fullmatch(text):
            raise StatementUnreadable("params")
        return AmountText(text)
    if type(data) not in {str, int}:
        raise StatementUnreadable("params")
    return data  # type: ignore[no-any-return]  # a text or a whole number, looked at above


def _write_finding(finding: Finding) -> Json:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": finding.path,
        "place": finding.place,
        "says": finding.kind.says,
        "do": finding.kind.do,
        "params": [[name, _write_param(value)] for name, value in finding.params],
    }


def _read_finding(data: Any) -> Finding:  # noqa: ANN401  (JSON, before it is looked at)
    words = {key: WORD.read(data[key]) for key in ("code", "says", "do", "path", "place")}
    kind = Kind(words["code"], Severity(data["severity"]), words["says"], words["do"])
    params = [(WORD.read(name), _read_param(value)) for name, value in data["params"]]
    return Finding(kind, words["path"], tuple(params), Place(text=words["place"]))


FINDING: Final = Shape(_write_finding, _checked(_read_finding, "finding"))
"""A finding with its own English words, from which the others are found again."""
