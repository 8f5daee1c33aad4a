"""Documents of the seal: canonical bytes with a type, a closed set of keys, and a place.

The bytes are those of `values.canonical_bytes` (RFC 8785, restricted); here is what each document
adds to that profile, and the reader that turns every refusal into a finding with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from benefit_share.errors import Refused
from benefit_share.findings import Finding
from benefit_share.seal import faults
from benefit_share.values import KEY_PATTERN, ValueFault, canonical_bytes, read_canonical
from benefit_share.values import Json as JsonValue

__all__ = [
    "DOCUMENT",
    "ENVELOPE",
    "FILE_LIMIT",
    "HEX_DIGEST",
    "IDENTIFIER",
    "MANIFEST",
    "Profile",
    "closed",
    "document_bytes",
    "join_lines",
    "read_document",
    "read_lines",
    "split_lines",
    "typed",
]

FILE_LIMIT: Final = 67_108_864
"""Bytes that a file of lines may have."""

IDENTIFIER: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")
"""A run or a party, as it stands in what is hashed: no line feed can hide in it."""

HEX_DIGEST: Final = re.compile(r"[0-9a-f]{64}")

_IN_TOTO: Final = re.compile(rf"{KEY_PATTERN.pattern}|_type|predicateType")
_DSSE: Final = re.compile(rf"{KEY_PATTERN.pattern}|payloadType")


@attrs.frozen
class Profile:
    """The limits of a kind of document.

    Attributes:
        keys: what a key looks like.
        text: characters of a text.
        depth: how many objects and arrays may lie in one another.
        size: bytes of the document.
    """

    keys: re.Pattern[str] = KEY_PATTERN
    text: int = 200
    depth: int = 8
    size: int = 65_536


DOCUMENT: Final = Profile()
"""Rows, statements, receipts and journal entries."""

MANIFEST: Final = Profile(keys=_IN_TOTO)
"""An in-toto statement, whose own keys are not all small letters."""

ENVELOPE: Final = Profile(keys=_DSSE, text=87_384, size=131_072)
"""A DSSE envelope; its one long text is the base64 of a manifest."""


def document_bytes(value: JsonValue, /, profile: Profile = DOCUMENT, *, path: str = "") -> bytes:
    """Return the canonical bytes of a document.

    Args:
        value: the document.
        profile: its limits.
        path: where the value comes from, for the finding.

    Returns:
        UTF-8 without a line end (RFC 8785, restricted).

    Raises:
        Refused: when something in it is outside the profile.
    """
    try:
        return canonical_bytes(
            value,
            key_pattern=profile.keys,
            text_limit=profile.text,
            depth_limit=profile.depth,
            size_limit=profile.size,
        )
    except ValueFault as fault:
        raise Refused([fault.at(path)]) from None


def read_document(data: bytes, /, profile: Profile = DOCUMENT, *, place: str = "") -> Any:  # noqa: ANN401 - what the bytes say is checked by whoever asked for them.
    """Return the document whose canonical bytes *data* are: read, written again, compared.

    Args:
        data: the bytes as they were received.
        profile: its limits.
        place: the file, or file and line, for the finding.

    Returns:
        Dicts, lists, texts, whole numbers, booleans and None.

    Raises:
        Refused: with one finding at *place*, for anything but canonical bytes of the profile.
    """
    try:
        return read_canonical(
            data,
            key_pattern=profile.keys,
            text_limit=profile.text,
            depth_limit=profile.depth,
            size_limit=profile.size,
        )
    except ValueFault as fault:
        raise Refused([fault.at("").placed(place)]) from None


def closed(value: object, keys: Iterable[str], *, place: str = "") -> dict[str, Any]:
    """Return *value* if it is an object with exactly *keys*; raise `Refused` otherwise."""
    wanted = frozenset(keys)
    have = frozenset(value) if isinstance(value, dict) else frozenset[str]()
    if not isinstance(value, dict) or have != wanted:
        extra, missing = len(have - wanted), len(wanted - have)
        found = faults.WRONG_KEYS.at("", extra=extra, missing=missing)
        raise Refused([found.placed(place)])
    return value


def typed(value: object, name: str, keys: Iterable[str], *, place: str = "") -> dict[str, Any]:
    """Return *value* if it is an object of the type *name* with exactly *keys* beside `t`.

    Raises:
        Refused: for another type, which must not stand for this one, or another set of keys.
    """
    if not isinstance(value, Mapping) or value.get("t") != name:
        raise Refused([faults.WRONG_TYPE.at("", expected=name).placed(place)])
    return closed(value, ("t", *keys), place=place)


def join_lines(lines: Iterable[bytes]) -> bytes:
    """Return a file of lines: exactly one line feed after each."""
    return b"".join(line + b"\n" for line in lines)


def split_lines(data: bytes, /, *, place: str = "") -> tuple[bytes, ...]:
    """Return the lines of a file without their line feeds.

    Raises:
        Refused: when the last line has no line feed, or a line is empty or holds a carriage
            return.
    """
    if not data:
        return ()
    lines = data.split(b"\n")
    if lines.pop() or any(not line or b"\r" in line for line in lines):
        raise Refused([faults.LINE_END.at("").placed(place)])
    return tuple(lines)


def read_lines(data: bytes, /, *, place: str) -> tuple[tuple[bytes, Any], ...]:
    """Return each line of a file of documents with what it says.

    Args:
        data: the file.
        place: its name.

    Returns:
        Bytes without the line feed, and the document.

    Raises:
        Refused: with a finding for every line that is not canonical, at `place:line`.
    """
    found: list[Finding] = []
    read = []
    for number, line in enumerate(split_lines(data, place=place), start=1):
        try:
            read.append((line, read_document(line, place=f"{place}:{number}")))
        except Refused as refused:
            found.extend(refused.findings)
    if found:
        raise Refused(found)
    return tuple(read)
