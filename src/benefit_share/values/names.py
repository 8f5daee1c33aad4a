"""Names of people and places, and one-line texts such as titles and notes."""

from __future__ import annotations

import attrs

from benefit_share.values import faults
from benefit_share.values.characters import (
    code_point,
    first_not_normal,
    is_compatibility,
    is_hidden,
    is_ideograph,
    is_private,
    is_radical,
)

__all__ = ["INTERPUNCT", "NAME_LIMIT", "Mended", "mend_name", "name", "plain_text"]

INTERPUNCT = "\u00b7"
"""The dot between the parts of a name (民委发〔2016〕33号, JR/T 0253-2022)."""

NAME_LIMIT = 100
"""How many characters a name may have; the notice of 2016 asks for fifty at least."""

_OTHER_INTERPUNCTS = frozenset("\u2022\u30fb\uff65\u2027\u22c5\u0387.")
_ZERO_LOOKALIKES = frozenset("Oo\u25cb\u25ef")


def plain_text(text: str, limit: int) -> str:
    """Return *text* when it is one line of ordinary characters.

    Args:
        text: a title, a note or a name in normalisation form C.
        limit: how many characters it may have.

    Returns:
        The same text.

    Raises:
        TextType: when it is no text.
        TextEmpty: when there is none.
        TextTooLong: beyond *limit*.
        CharacterHidden: for a control, zero-width or bidirectional character or a line break.
        CharacterPrivate: for a character of a private use area.
        CharacterNotNormal: when it is not in normalisation form C.
        CharacterSpace: for a space at either edge.
    """
    _check_plain(text, limit)
    for index in (0, len(text) - 1):
        if text[index].isspace():
            raise faults.CharacterSpace(index + 1, code_point(text[index]))
    return text


def _check_plain(text: str, limit: int) -> None:
    if not isinstance(text, str):
        raise faults.TextType(type(text).__name__)
    if not text:
        raise faults.TextEmpty
    if len(text) > limit:
        raise faults.TextTooLong(len(text), limit)
    for index, character in enumerate(text):
        if is_hidden(character):
            raise faults.CharacterHidden(index + 1, code_point(character))
        if is_private(character):
            raise faults.CharacterPrivate(index + 1, code_point(character))
        # Before normalisation form C, which would change it too but say less.
        if (
            character >= "\uf900"
            and not "\uff01" <= character <= "\uffee"
            and is_compatibility(character)
        ):
            raise faults.CharacterCompatibility(index + 1, code_point(character))
    changed = first_not_normal(text)
    if changed is not None:
        raise faults.CharacterNotNormal(changed + 1, code_point(text[changed]))


def name(text: str, /) -> str:
    """Return *text* when it is a name as a register writes it.

    Args:
        text: 1 to 100 characters in normalisation form C; parts of a Chinese name are divided by
            U+00B7, those of a name without an ideograph also by single spaces and points
            (`John B. Smith`).

    Returns:
        The same text.

    Raises:
        TextFault: as `plain_text` does.
        CharacterSpace: for a space that divides nothing, any space of a name with an ideograph,
            and every other space than U+0020.
        CharacterInterpunct: for another dot.
        CharacterRadical: for a radical that looks like an ideograph.
        CharacterCompatibility: for a compatibility ideograph or a full-width letter.
        CharacterLookalike: for a Latin O or a circle among ideographs.
    """
    _check_plain(text, NAME_LIMIT)
    chinese = any(map(is_ideograph, text))
    for index, character in enumerate(text):
        if not chinese and _divides(text, index):
            continue
        fault = _fault_in_name(character, chinese=chinese)
        if fault is not None:
            raise fault(index + 1, code_point(character))
    return text


def _divides(text: str, index: int) -> bool:
    """Say whether a character divides, or shortens, the parts of a name in an alphabet.

    Among ideographs a space or a point is a slip of typing and would make another person; between
    the words of other scripts a single space is how names are written.
    """
    before = text[index - 1] if index else " "
    if text[index] == ".":
        return before.isalpha()
    after = text[index + 1] if index + 1 < len(text) else " "
    return text[index] == " " and not before.isspace() and not after.isspace()


def _fault_in_name(character: str, *, chinese: bool) -> type[faults.CharacterRefused] | None:
    if character.isspace():
        return faults.CharacterSpace
    if character in _OTHER_INTERPUNCTS:
        return faults.CharacterInterpunct
    if is_radical(character):
        return faults.CharacterRadical
    if is_compatibility(character):
        return faults.CharacterCompatibility
    if chinese and character in _ZERO_LOOKALIKES:
        return faults.CharacterLookalike
    return None


@attrs.frozen
class Mended:
    """One thing that `mend_name` changed.

    Attributes:
        position: place in the text that was given, counted from 1.
        was: the character that stood there, like `U+2022`.
        now: what stands there now, like `U+00B7`; empty when it was left out.
    """

    position: int
    was: str
    now: str


def mend_name(text: str, /) -> tuple[str, tuple[Mended, ...]]:
    """Return *text* with the dots and outer spaces of a name put right, and what was changed.

    It is an offer: the caller reports the changes, and `name` still judges what comes out.
    Nothing that could be another name is mended: not ideographs, not spaces inside.

    Args:
        text: a name as somebody typed it.

    Returns:
        The mended text, and each change in order; no change when there was nothing to mend.
    """
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    chinese = any(map(is_ideograph, text))
    mended, changes = [], []
    for index, character in enumerate(text):
        if not start <= index < end:
            changes.append(Mended(index + 1, code_point(character), ""))
        elif character in _OTHER_INTERPUNCTS and (chinese or not _divides(text, index)):
            changes.append(Mended(index + 1, code_point(character), code_point(INTERPUNCT)))
            mended.append(INTERPUNCT)
        else:
            mended.append(character)
    return "".join(mended), tuple(changes)
