"""Refusals of names, titles, notes and words in two languages."""

from __future__ import annotations

from typing import ClassVar

import attrs

from benefit_share.findings import Kind
from benefit_share.values.faults.base import ValueFault, kind_of


@attrs.define(slots=False)
class TextFault(ValueFault):
    """Text that cannot be accepted."""


@attrs.define(slots=False)
class TextType(TextFault):
    """Something that is not text; `type_name` says what."""

    type_name: str
    kind: ClassVar[Kind] = kind_of(
        "text-type", "A {type_name} is not text.", "Give text; format the cell as text."
    )


@attrs.define(slots=False)
class TextEmpty(TextFault):
    """Nothing was written."""

    kind: ClassVar[Kind] = kind_of(
        "text-empty", "There is no text here.", "Write it, or leave the whole field out."
    )


@attrs.define(slots=False)
class TextTooLong(TextFault):
    """More code points than the place can hold."""

    length: int
    limit: int
    kind: ClassVar[Kind] = kind_of(
        "text-length", "The text has {length} characters.", "Write at most {limit} characters."
    )


@attrs.define(slots=False)
class CharacterRefused(TextFault):
    """One character cannot stand where it stands.

    Attributes:
        position: its place, counted from 1.
        code_point: which character, like `U+200B`; one character of a name gives nobody away.
    """

    position: int
    code_point: str
    kind: ClassVar[Kind] = kind_of(
        "character",
        "Character {position} ({code_point}) is not accepted.",
        "Type the text again without it.",
    )


class CharacterHidden(CharacterRefused):
    """A control, zero-width or bidirectional character, a line break, a filler or a selector."""

    kind = kind_of(
        "character-hidden",
        "Character {position} ({code_point}) cannot be seen in print.",
        "Delete it, or type the text again instead of pasting it.",
    )


class CharacterPrivate(CharacterRefused):
    """A character of a private use area, a lone surrogate or no character at all."""

    kind = kind_of(
        "character-private",
        "Character {position} ({code_point}) has no meaning outside the machine it was typed on.",
        "Type the character that GB 18030-2022 gives; a rare one has its own code since then.",
    )


class CharacterNotNormal(CharacterRefused):
    """A character that normalisation form C replaces by another."""

    kind = kind_of(
        "character-normal",
        "Character {position} ({code_point}) is not in normalisation form C.",
        "Save the text in NFC, or type the character with an ordinary input method.",
    )


class CharacterRadical(CharacterRefused):
    """A radical that looks like an ideograph."""

    kind = kind_of(
        "character-radical",
        "Character {position} ({code_point}) is a radical, not an ideograph.",
        "Type the ideograph that looks the same; text copied from a PDF often holds radicals.",
    )


class CharacterCompatibility(CharacterRefused):
    """A compatibility ideograph that stands for another one, or a letter of full width."""

    kind = kind_of(
        "character-compatibility",
        "Character {position} ({code_point}) is a compatibility form of another character.",
        "Type the ordinary character that looks the same.",
    )


class CharacterInterpunct(CharacterRefused):
    """A dot other than U+00B7 between the parts of a name."""

    kind = kind_of(
        "character-interpunct",
        "Character {position} ({code_point}) is not the dot that divides names.",
        "Write the middle dot U+00B7.",
    )


class CharacterLookalike(CharacterRefused):
    """A Latin O or a circle among ideographs, where U+3007 is meant."""

    kind = kind_of(
        "character-lookalike",
        "Character {position} ({code_point}) looks like the ideograph for zero.",
        "Write U+3007 if the name has it.",
    )


class CharacterSpace(CharacterRefused):
    """A space in a name, or at the edge of a text."""

    kind = kind_of(
        "character-space",
        "Character {position} ({code_point}) is a space where none may be.",
        "Delete it; between the parts of a Chinese name write the middle dot U+00B7, "
        "between the words of another one single space.",
    )


@attrs.define(slots=False)
class LanguageUnknown(TextFault):
    """A language other than zh and en was asked for."""

    kind: ClassVar[Kind] = kind_of(
        "language", "There are no words in this language.", "Ask for 'zh' or 'en'."
    )
