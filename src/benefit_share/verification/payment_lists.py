"""The payment lists of a private folder as the checks A3 and A4 read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from benefit_share.values import ValueFault, read_canonical
from benefit_share.verification.reading import is_whole

__all__ = ["FOLDER", "Line", "ReadList", "document", "read_lists"]

FOLDER: Final = "payments/"
_KEYS: Final = frozenset(
    {
        *("t", "reference", "party", "amount_minor", "payer", "by", "name", "account", "bank"),
        *("awarded_minor", "group"),
    }
)

Line = Mapping[str, Any]


@attrs.frozen
class ReadList:
    """One payment list as it lies in the folder; None for what could not be read."""

    place: str
    head: Mapping[str, Any] | None
    lines: tuple[Line, ...] | None


def read_lists(restricted: Mapping[str, bytes]) -> Iterator[ReadList]:
    """Yield every payment list of a private folder, in order of attempt."""
    numbers = {
        name.split("/")[1]
        for name in restricted
        if name.startswith(FOLDER) and name.split("/")[1].isdecimal()
    }
    for number in sorted(numbers, key=int):
        place = f"{FOLDER}{number}/"
        head, lines = document(restricted.get(f"{place}list.json")), _lines(restricted, place)
        yield ReadList(place, head, lines)


def document(data: bytes | None) -> Mapping[str, Any] | None:
    """Return what canonical bytes say, or None for any others."""
    try:
        read = None if data is None else read_canonical(data, size_limit=1_048_576)
    except ValueFault:
        return None
    return read if isinstance(read, dict) else None


def _lines(restricted: Mapping[str, bytes], place: str) -> tuple[Line, ...] | None:
    data = restricted.get(f"{place}lines.jsonl", b"")
    read = [document(line) for line in data.split(b"\n")[:-1]]
    good = [one for one in read if one is not None and set(one) == _KEYS and _is_line(one)]
    return tuple(good) if good and len(good) == len(read) and data.endswith(b"\n") else None


def _is_line(line: Line) -> bool:
    texts = (line[key] for key in _KEYS if not key.endswith("_minor"))
    return is_whole(line["amount_minor"]) and all(isinstance(one, str) for one in texts)
