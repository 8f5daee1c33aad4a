"""Digests of the values that were read: the same set of values has the same digest.

Records are framed and sorted within a household, households in order of id,
so neither the order of rows nor the language of headers nor the kind of file can change it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from benefit_share.errors import BenefitShareError
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benefit_share.distribution.case import Case

__all__ = ["inputs_digest", "plan_digest"]

_FIELD, _ROW = "\x1f", "\x1e"
Row = TypeVar("Row")

_BATCH = 10_000
"""How many rows are put into words at once; the bytes do not depend on it."""

_NOTHING = "\x00"
"""What stands for None among the fields of a row."""

_BY_HOUSEHOLD: Mapping[str, str] = FrozenMap(
    {"households": "id", "members": "household", "facts": "subject", "points": "subject"}
)
"""The tables that are sorted by household, and the field that leads to it."""

_ROWS = (
    "collectives",
    "assets",
    "ownership",
    "funding",
    "contracts",
    "income",
    "expenses",
    "balances",
    "earlier",
    "decisions",
    "payees",
)


class ControlCharacter(BenefitShareError, ValueError):
    """A text of a case holds a control character, so that its values cannot be framed.

    Attributes:
        table: the table it stands in.
    """

    def __init__(self, table: str) -> None:
        """Name the *table*."""
        super().__init__(table)
        self.table = table

    def __str__(self) -> str:
        """Say what to do."""
        return f"a text in the table {self.table} holds a control character; take it out"


_LATER: Mapping[str, Mapping[str, str | None]] = FrozenMap(
    {
        "Plan": FrozenMap({"procedure": None}),
        "RegisterCheck": FrozenMap({"otherwise": "refuse"}),
    }
)
"""Fields that a class got later, and what they say where nothing is written: then older digests
stay what they were."""


def plan_digest(case: Case) -> str:
    """Return the SHA-256 of the values of the plan, in hexadecimal."""
    return hashlib.sha256(_encoded(_value(case.plan))).hexdigest()


def inputs_digest(case: Case, plan: str) -> str:
    """Return the SHA-256 over everything that was read, in hexadecimal.

    Args:
        case: the values.
        plan: the digest of the plan, which is one of them.

    Raises:
        ControlCharacter: if a text holds a control character, which no reader lets in.

    """
    hasher = hashlib.sha256()
    head: list[Any] = [
        plan,
        case.period.start.isoformat(),
        case.period.end.isoformat(),
        sorted(case.scope),
        case.kind,
        case.known_on.isoformat() if case.known_on else None,
    ]
    if case.slice:
        whole = case.slice.whole
        head += [case.slice.number, whole.start.isoformat(), whole.end.isoformat()]
    hasher.update(_encoded(["benefit-share/inputs/1", head]))
    for name in _ROWS:
        for part in _table(name, getattr(case, name), None):
            hasher.update(part)
    for name in sorted(case.registers):
        rows = sorted(_encoded(_value(row)).decode() for row in case.registers[name])
        hasher.update(_encoded([f"register {name}", rows]))
    home = {row.id: row.household for row in case.members}
    if len(home) != len(case.members):
        # Who moved is counted with the last of its households in order of id, not of rows.
        home = {row.id: row.household for row in sorted(case.members, key=attrgetter("household"))}
    for name, owner in _BY_HOUSEHOLD.items():
        for part in _table(name, getattr(case, name), [home, owner]):
            hasher.update(part)
    return hasher.hexdigest()


def _table(name: str, rows: tuple[Any, ...], by: list[Any] | None) -> Iterator[bytes]:
    """Yield the rows of a table as bytes: by household in order of id, sorted inside it.

    Fields and rows are framed by two control characters. No text of a case can hold one, and the
    count of them is compared, so that different values can never be the same bytes.
    It works in batches, so that what a batch needs on the way stays small, and near at hand.
    """
    yield f"{name}{_ROW}".encode()
    if not rows:
        return
    fields = [field.name for field in attrs.fields(type(rows[0]))]
    marks = len(fields) - 1 if by is None else len(fields)
    lines: list[str] = []
    for batch in _batches(rows):
        lines.extend(_lines(batch, fields, by))
    lines.sort()
    for ready in _batches(lines):
        text = _ROW.join([*ready, ""])
        if (text.count(_FIELD), text.count(_ROW)) != (len(ready) * marks, len(ready)):
            raise ControlCharacter(name)
        yield text.encode("utf-8")


def _batches(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    return (rows[start : start + _BATCH] for start in range(0, len(rows), _BATCH))


def _lines(rows: Sequence[Any], fields: list[str], by: list[Any] | None) -> Iterator[str]:
    """Return each row as text, led by its household.

    It works by column, because most columns are text already and the others repeat their values.
    """
    columns = [_column(list(map(attrgetter(field), rows))) for field in fields]
    if by is not None:
        home, owner = by
        whose = columns[fields.index(owner)]
        columns.insert(0, list(map(home.get, whose, whose)))
    return map(_FIELD.join, zip(*columns, strict=True))


def _column(values: list[Any]) -> list[str]:
    """Return a column as text; each object that stands in it is put into words once."""
    if set(map(type, values)) == {str}:
        return values
    texts = {key: _text(value) for key, value in {id(value): value for value in values}.items()}
    return [texts[key] for key in map(id, values)]


def _text(value: Any) -> str:  # noqa: ANN401  (any part of a case)
    if value is None:
        return _NOTHING
    return value if isinstance(value, str) else str(_plain(value))


_NESTED = (Mapping, list, tuple, set, frozenset)


def _plain(value: Any) -> Any:  # noqa: ANN401  (any part of a case)
    """Return something JSON can write for the values that rows hold."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, (Fraction, int)):
        return str(value)
    if isinstance(value, (*_NESTED, bool)) or attrs.has(type(value)):
        return _value(value)
    message = f"a {type(value).__name__} cannot stand in a case: write a Fraction, an int or a text"
    raise TypeError(message)


def _value(value: Any) -> Any:  # noqa: ANN401  (any part of a case)
    """Return an immutable value as lists and strings, with the name of its class."""
    if attrs.has(type(value)):
        kind = type(value).__name__
        said = ((one.name, getattr(value, one.name)) for one in attrs.fields(type(value)))
        later = _LATER.get(kind, {})
        told = (one for name, one in said if name not in later or one != later[name])
        return [kind, *map(_value, told)]
    if isinstance(value, Mapping):
        return {str(key): _value(one) for key, one in sorted(value.items())}
    if isinstance(value, (list, tuple)):
        return [_value(one) for one in value]
    if value is None or isinstance(value, (str, bool)):
        return value
    return _plain(value)


def _encoded(value: Any) -> bytes:  # noqa: ANN401  (any part of a case)
    text = json.dumps(
        value, ensure_ascii=False, separators=(",", ":"), default=_plain, sort_keys=True
    )
    return (text + "\n").encode("utf-8")
