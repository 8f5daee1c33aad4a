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
from itertools import repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import attrs

from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benefit_share.distribution.case import Case

__all__ = ["inputs_digest", "plan_digest"]

_BY_HOUSEHOLD = ("households", "members", "facts", "points")
_ROWS = (
    "collectives",
    "assets",
    "ownership",
    "funding",
    "contracts",
    "income",
    "expenses",
    "balances",
    "decisions",
    "payees",
)


def plan_digest(case: Case) -> str:
    """Return the SHA-256 of the values of the plan, in hexadecimal."""
    return hashlib.sha256(_encoded(_value(case.plan))).hexdigest()


def inputs_digest(case: Case, plan: str) -> str:
    """Return the SHA-256 over everything that was read, in hexadecimal.

    Args:
        case: the values.
        plan: the digest of the plan, which is one of them.
    """
    hasher = hashlib.sha256()
    head = [
        plan,
        case.period.start.isoformat(),
        case.period.end.isoformat(),
        sorted(case.scope),
        case.kind,
        case.known_on.isoformat() if case.known_on else None,
    ]
    hasher.update(_encoded(["benefit-share/inputs/1", head]))
    for name in _ROWS:
        hasher.update(_encoded([name, sorted(_lines(getattr(case, name)))]))
    for name in sorted(case.registers):
        rows = sorted(_encoded(_value(row)).decode() for row in case.registers[name])
        hasher.update(_encoded([f"register {name}", rows]))
    _people(hasher, case)
    return hasher.hexdigest()


def _people(hasher: Any, case: Case) -> None:  # noqa: ANN401
    """Add what belongs to each household, in order of id, each table sorted inside it."""
    home = {row.id: row.household for row in case.members}
    groups: dict[str, list[tuple[str, ...]]] = {}
    for name in _BY_HOUSEHOLD:
        rows = getattr(case, name)
        for whose, line in zip(map(_OWNER[name], rows), _tuples(name, rows), strict=True):
            groups.setdefault(home.get(whose, whose), []).append(line)
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    for household in sorted(groups):
        hasher.update(encode([household, sorted(groups[household])]).encode("utf-8"))


_OWNER = FrozenMap(
    {
        "households": attrgetter("id"),
        "members": attrgetter("household"),
        "facts": attrgetter("subject"),
        "points": attrgetter("subject"),
    }
)
_NOTHING = "\x00"
"""What stands for None among the fields of a row; no text of a case can contain it."""


def _lines(rows: Iterable[Any]) -> list[str]:
    """Return one line of JSON for each row, framed by JSON itself."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    return [encode(line) for line in _tuples("", tuple(rows))]


def _tuples(name: str, rows: tuple[Any, ...]) -> Iterable[tuple[str, ...]]:
    """Return the fields of each row as text, behind the *name* of the table.

    It works by column, because most columns are text already and the others repeat their values.
    """
    if not rows:
        return ()
    fields = [field.name for field in attrs.fields(type(rows[0]))]
    columns = [_column(list(map(attrgetter(field), rows))) for field in fields]
    return zip(repeat(name), *columns, strict=False)


def _column(values: list[Any]) -> list[str]:
    """Return a column as text; each object that stands in it is put into words once."""
    if set(map(type, values)) == {str}:
        return values
    texts = {key: _text(value) for key, value in {id(value): value for value in values}.items()}
    return [texts[key] for key in map(id, values)]


def _text(value: Any) -> str:  # noqa: ANN401
    if value is None:
        return _NOTHING
    return value if isinstance(value, str) else str(_plain(value))


def _plain(value: Any) -> Any:  # noqa: ANN401
    """Return something JSON can write for the values that rows hold."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, (Fraction, int)):
        return str(value)
    return _value(value)


def _value(value: Any) -> Any:  # noqa: ANN401
    """Return an immutable value as lists and strings, with the name of its class."""
    if attrs.has(type(value)):
        fields = [_value(getattr(value, field.name)) for field in attrs.fields(type(value))]
        return [type(value).__name__, *fields]
    if isinstance(value, Mapping):
        return {str(key): _value(one) for key, one in sorted(value.items())}
    if isinstance(value, (list, tuple)):
        return [_value(one) for one in value]
    if isinstance(value, (set, frozenset)):
        return sorted(_value(one) for one in value)
    if value is None or isinstance(value, (str, bool, int)):
        return value
    return _plain(value)


def _encoded(value: Any) -> bytes:  # noqa: ANN401
    text = json.dumps(
        value, ensure_ascii=False, separators=(",", ":"), default=_plain, sort_keys=True
    )
    return (text + "\n").encode("utf-8")
