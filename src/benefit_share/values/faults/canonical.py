"""Refusals of values and bytes that are not in the canonical profile."""

from __future__ import annotations

from typing import ClassVar

import attrs

from benefit_share.findings import Kind
from benefit_share.values.faults.base import ValueFault, kind_of


@attrs.define(slots=False)
class CanonicalFault(ValueFault):
    """Something that has no place in a canonical document."""


@attrs.define(slots=False)
class CanonicalType(CanonicalFault):
    """A value that is no object, array, text, whole number, boolean or null."""

    type_name: str
    kind: ClassVar[Kind] = kind_of(
        "canonical-type",
        "A {type_name} has no place in a canonical document.",
        "Give text, a whole number, a boolean, null, a list or a dict; a ratio is text, 'num/den'.",
    )


@attrs.define(slots=False)
class CanonicalInteger(CanonicalFault):
    """A whole number beyond 2^53 - 1."""

    kind: ClassVar[Kind] = kind_of(
        "canonical-integer",
        "A whole number lies beyond 9007199254740991 either way.",
        "Other readers of JSON would change it; give it as text.",
    )


@attrs.define(slots=False)
class CanonicalKey(CanonicalFault):
    """A key outside the declared pattern; `form` and `length` are those of the key."""

    form: str
    length: int
    kind: ClassVar[Kind] = kind_of(
        "canonical-key",
        "A key of the form '{form}' ({length} characters) is not accepted.",
        "Use a small ASCII letter, then small letters, digits and underlines, 32 in all.",
    )


@attrs.define(slots=False)
class CanonicalDuplicate(CanonicalKey):
    """A key stands twice in one object."""

    kind: ClassVar[Kind] = kind_of(
        "canonical-duplicate",
        "A key of the form '{form}' stands twice in one object.",
        "Keep one of them.",
    )


@attrs.define(slots=False)
class CanonicalText(CanonicalFault):
    """Text that is not NFC, or holds a control, format, private or surrogate character.

    Attributes:
        position: place of the character, counted from 1.
        code_point: which character, like `U+200B`.
    """

    position: int
    code_point: str
    kind: ClassVar[Kind] = kind_of(
        "canonical-text",
        "Character {position} ({code_point}) of a text is hidden, private or not in form NFC.",
        "Save the text in NFC without hidden characters.",
    )


@attrs.define(slots=False)
class CanonicalLimit(CanonicalFault):
    """Something is longer or deeper than `limit`."""

    limit: int
    kind: ClassVar[Kind] = kind_of(
        "canonical-limit", "Something is larger than {limit}.", "Make it smaller."
    )


class CanonicalDepth(CanonicalLimit):
    """Objects and arrays are nested too deeply."""

    kind = kind_of(
        "canonical-depth", "The document is nested more than {limit} deep.", "Nest it less deeply."
    )


class CanonicalTextLength(CanonicalLimit):
    """A text has too many code points."""

    kind = kind_of(
        "canonical-text-length", "A text has more than {limit} characters.", "Shorten it."
    )


class CanonicalSize(CanonicalLimit):
    """The document has too many bytes."""

    kind = kind_of(
        "canonical-size",
        "The document has more than {limit} bytes.",
        "Split it into several documents.",
    )


@attrs.define(slots=False)
class CanonicalUnreadable(CanonicalFault):
    """The bytes are not UTF-8, or not JSON."""

    kind: ClassVar[Kind] = kind_of(
        "canonical-unreadable",
        "The bytes are not JSON in UTF-8.",
        "Take the file as it was written; do not edit it.",
    )


@attrs.define(slots=False)
class CanonicalDiffers(CanonicalFault):
    """The bytes are JSON, but not the canonical bytes of what they say.

    Attributes:
        offset: count of the bytes before the first difference.
    """

    offset: int
    kind: ClassVar[Kind] = kind_of(
        "canonical-differs",
        "The bytes differ from the canonical form after {offset} bytes.",
        "Take the file as it was written; something has changed spaces, order or escapes.",
    )
