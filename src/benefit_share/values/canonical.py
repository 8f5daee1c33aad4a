"""Canonical bytes: one value, one sequence of bytes, on every machine.

The profile is RFC 8785 restricted to ASCII keys, texts in normalisation form C, whole numbers
within 2^53 - 1, booleans, null, arrays and objects; on it the standard library writes the same
bytes as a full implementation.
A reader parses, writes again and compares: that one comparison refuses duplicate keys, `1.0`, `-0`,
spaces, another order and needless escapes.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

import attrs

from benefit_share.values import faults
from benefit_share.values.characters import code_point, first_not_normal
from benefit_share.values.money import MINOR_LIMIT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["KEY_PATTERN", "Json", "canonical_bytes", "digest", "read_canonical"]

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"
"""What a canonical document may hold."""

KEY_PATTERN = re.compile(r"[a-z][a-z0-9_]{0,31}")
"""What a key looks like unless the caller says otherwise."""

_REFUSED = frozenset({"Cc", "Cf", "Co", "Cs"})


@attrs.frozen
class _Limits:
    """The limits of one call, carried down the document."""

    keys: re.Pattern[str]
    text: int
    depth: int


def canonical_bytes(
    value: Json,
    /,
    *,
    key_pattern: re.Pattern[str] = KEY_PATTERN,
    text_limit: int = 200,
    depth_limit: int = 8,
    size_limit: int = 65_536,
) -> bytes:
    """Return the canonical bytes of *value*.

    Args:
        value: dicts with text keys, lists or tuples, texts, whole numbers, booleans and None.
        key_pattern: what a key must match in full; a key must be ASCII besides, for RFC 8785 sorts
            others otherwise.
        text_limit: characters a text may have.
        depth_limit: how many objects and arrays may lie in one another.
        size_limit: bytes the document may have.

    Returns:
        UTF-8 without a byte order mark and without a line end.

    Raises:
        CanonicalFault: for anything outside the profile; the leaf says what.
    """
    _check(value, _Limits(key_pattern, text_limit, depth_limit), 0)
    written = json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
    data = written.encode("utf-8")
    if len(data) > size_limit:
        raise faults.CanonicalSize(size_limit)
    return data


def _check(value: object, limits: _Limits, depth: int) -> None:
    """Refuse what the profile does not have, before the writer would write it somehow."""
    match value:
        case None | bool():
            return
        case str():
            _check_text(value, limits.text)
        case int():
            if not -MINOR_LIMIT <= value <= MINOR_LIMIT:
                raise faults.CanonicalInteger
        case dict() | list() | tuple():
            if depth >= limits.depth:
                raise faults.CanonicalDepth(limits.depth)
            if isinstance(value, dict):
                for key in value:
                    _check_key(key, limits.keys)
            for part in value.values() if isinstance(value, dict) else value:
                _check(part, limits, depth + 1)
        case _:
            raise faults.CanonicalType(type(value).__name__)


def _check_key(key: object, pattern: re.Pattern[str]) -> None:
    if not isinstance(key, str):
        raise faults.CanonicalType(type(key).__name__)
    if not key.isascii() or not key.isprintable() or pattern.fullmatch(key) is None:
        raise faults.CanonicalKey(faults.form_of(key), len(key))


def _check_text(text: str, limit: int) -> None:
    if len(text) > limit:
        raise faults.CanonicalTextLength(limit)
    if text.isascii() and text.isprintable():
        return
    for index, character in enumerate(text):
        if unicodedata.category(character) in _REFUSED:
            raise faults.CanonicalText(index + 1, code_point(character))
    changed = first_not_normal(text)
    if changed is not None:
        raise faults.CanonicalText(changed + 1, code_point(text[changed]))


def read_canonical(
    data: bytes,
    /,
    *,
    key_pattern: re.Pattern[str] = KEY_PATTERN,
    text_limit: int = 200,
    depth_limit: int = 8,
    size_limit: int = 65_536,
) -> Any:  # noqa: ANN401 - what the bytes say is checked by whoever asked for them.
    """Return the value whose canonical bytes *data* are.

    Args:
        data: the bytes as they were received.
        key_pattern: as for `canonical_bytes`.
        text_limit: as for `canonical_bytes`.
        depth_limit: as for `canonical_bytes`.
        size_limit: bytes the document may have.

    Returns:
        Dicts, lists, texts, whole numbers, booleans and None.

    Raises:
        CanonicalDiffers: when the bytes are JSON but not the canonical bytes of what they say.
        CanonicalFault: for anything else outside the profile; the leaf says what.
    """
    if len(data) > size_limit:
        raise faults.CanonicalSize(size_limit)
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_without_duplicates,
            parse_int=_whole,
            parse_float=_refuse_float,
            parse_constant=_refuse_float,
        )
    except RecursionError:
        raise faults.CanonicalDepth(depth_limit) from None
    except (UnicodeDecodeError, json.JSONDecodeError):
        raise faults.CanonicalUnreadable from None
    written = canonical_bytes(
        value,
        key_pattern=key_pattern,
        text_limit=text_limit,
        depth_limit=depth_limit,
        size_limit=size_limit,
    )
    if written != data:
        same = next(
            (index for index, (a, b) in enumerate(zip(written, data, strict=False)) if a != b), None
        )
        raise faults.CanonicalDiffers(min(len(written), len(data)) if same is None else same)
    return value


def _without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    read: dict[str, object] = {}
    for key, value in pairs:
        if key in read:
            raise faults.CanonicalDuplicate(faults.form_of(key), len(key))
        read[key] = value
    return read


def _whole(digits: str) -> int:
    # Seventeen characters hold every number within the limit; Python would refuse thousands of
    # digits in its own words.
    if len(digits) > len(str(-MINOR_LIMIT)):
        raise faults.CanonicalInteger
    return int(digits)


def _refuse_float(_text: str) -> NoReturn:
    raise faults.CanonicalType("float")


def digest(data: bytes, /) -> str:
    """Return the SHA-256 of *data* as 64 small hexadecimal digits (FIPS 180-4)."""
    return hashlib.sha256(data).hexdigest()
