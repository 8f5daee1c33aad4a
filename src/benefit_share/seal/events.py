"""What the procedure says, as entries of the journal, and back.

An entry's body holds what is said and nothing else: a field that says nothing is left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from benefit_share.errors import Refused
from benefit_share.procedure.events import TYPES, Event
from benefit_share.seal import faults
from benefit_share.seal.journal import Entry
from benefit_share.values import ValueFault, day
from benefit_share.values.frozen import FrozenMap

__all__ = ["entry_of", "event_of", "events_of"]

_NAMES: Final = FrozenMap({"run": "run_id", "result_sha256": "manifest_sha256"})
"""Fields whose key in a body is another."""

_APART: Final = frozenset({"type", "on", "acknowledged"})
"""Fields that are no text and no number."""


def entry_of(event: Event, at: str, /, **more: str) -> Entry:
    """Return the entry that says an event.

    Args:
        event: what somebody did.
        at: when it is written, UTC, `YYYY-MM-DDThh:mm:ssZ`.
        **more: what else there is to say, such as a signature.
    """
    body: dict[str, Any] = {"on": event.on.isoformat(), **more}
    for field in attrs.fields(Event):
        value = getattr(event, field.name)
        if field.name not in _APART and value:
            body[_NAMES.get(field.name, field.name)] = value
    if event.acknowledged:
        body["acknowledged"] = list(event.acknowledged)
    return Entry(event.type, event.person, at, body)


def event_of(entry: Entry, /) -> Event | None:
    """Return the event that an entry says, or None for what is no matter of the procedure.

    Raises:
        Refused: when a field of the body is not of its kind.
    """
    if entry.type not in TYPES:
        return None
    body, place = entry.body, f"journal[{entry.seq}]"
    fields: dict[str, Any] = {
        field.name: _typed(body, _NAMES.get(field.name, field.name), field.default, place)
        for field in attrs.fields(Event)
        if field.name not in _APART
    }
    # A line that a sealed record begins with says less: who acted is its actor.
    fields["person"] = fields["person"] or entry.actor
    read = body.get("acknowledged", [])
    if not isinstance(read, list) or not all(isinstance(one, str) for one in read):
        raise Refused([faults.WRONG_VALUE.at("", key="acknowledged").placed(place)])
    on = _day(body.get("on", entry.at[:10]), place)
    return Event(type=entry.type, on=on, acknowledged=tuple(read), **fields)


def events_of(entries: Iterable[Entry], /) -> tuple[Event, ...]:
    """Return the events of the procedure in a journal, in order."""
    return tuple(event for entry in entries if (event := event_of(entry)) is not None)


def _typed(body: Mapping[str, Any], key: str, default: object, place: str) -> Any:  # noqa: ANN401  (of the type of the usual value, which is looked at)
    usual = "" if default is attrs.NOTHING else default
    value = body.get(key, usual)
    if type(value) is not type(usual):
        raise Refused([faults.WRONG_VALUE.at("", key=key).placed(place)])
    return value


def _day(text: object, place: str) -> dt.date:
    try:
        return day(text)  # type: ignore[arg-type]  # a text or not is what `day` asks first
    except ValueFault:
        raise Refused([faults.WRONG_VALUE.at("", key="on").placed(place)]) from None
