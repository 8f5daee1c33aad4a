"""What a single character is: hidden, private, radical, compatibility form.

The general categories are those of the Unicode Character Database that Python carries; a character
it does not know yet is let through, for new ideographs stand in people's names.
"""

from __future__ import annotations

import unicodedata

__all__ = [
    "code_point",
    "first_not_normal",
    "is_compatibility",
    "is_hidden",
    "is_ideograph",
    "is_private",
    "is_radical",
]

# Letters and marks that print as nothing: joiner, Hangul fillers, Mongolian and other variation
# selectors, blank Braille.
_BLANK = frozenset(
    {
        *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0),
        *range(0x180B, 0x1810),
        *range(0xFE00, 0xFE10),
        *range(0xE0100, 0xE01F0),
    }
)


def code_point(character: str) -> str:
    """Return the number of *character* as Unicode writes it: `U+00B7`."""
    return f"U+{ord(character):04X}"


def is_hidden(character: str) -> bool:
    """Say whether *character* is a control, a format character or prints as nothing."""
    return unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"} or ord(character) in _BLANK


def is_private(character: str) -> bool:
    """Say whether *character* is of private use, a lone surrogate, or no character for good."""
    number = ord(character)
    never = 0xFDD0 <= number <= 0xFDEF or number & 0xFFFE == 0xFFFE
    return never or unicodedata.category(character) in {"Co", "Cs"}


def is_radical(character: str) -> bool:
    """Say whether *character* is a Kangxi radical or of the supplement of radicals."""
    return "\u2e80" <= character <= "\u2fd5"


def is_compatibility(character: str) -> bool:
    """Say whether *character* stands for another one.

    Twelve characters of the block of compatibility ideographs stand for no other and are accepted,
    as GB 18030 has them.
    """
    if "\uff01" <= character <= "\uffee":
        return True
    in_blocks = "\uf900" <= character <= "\ufaff" or "\U0002f800" <= character <= "\U0002fa1f"
    return in_blocks and unicodedata.decomposition(character) != ""


def is_ideograph(character: str) -> bool:
    """Say whether *character* is a Chinese ideograph, zero included."""
    return (
        character == "\u3007"
        or "\u3400" <= character <= "\u4dbf"
        or "\u4e00" <= character <= "\u9fff"
        or "\ufa0e" <= character <= "\ufa29"
        or "\U00020000" <= character <= "\U0003ffff"
    )


def first_not_normal(text: str) -> int | None:
    """Return the index of the first character that form NFC changes; None when there is none."""
    if unicodedata.is_normalized("NFC", text):
        return None
    normal = unicodedata.normalize("NFC", text)
    pairs = zip(text, normal, strict=False)
    return next(
        (index for index, (a, b) in enumerate(pairs) if a != b), min(len(text), len(normal))
    )
