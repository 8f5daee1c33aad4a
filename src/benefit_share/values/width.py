"""The width of text in a terminal, and lines that fit into it.

A Chinese character takes two columns (Unicode Standard Annex 11: wide and full width), a combining
mark none, anything else one; characters of ambiguous width (`“`, `×`, `…`) one, as terminals do.
"""

from __future__ import annotations

import unicodedata
from itertools import accumulate

__all__ = ["clean", "pad", "width", "wrap"]

_CLOSING = frozenset("，。；：、？！）》」』”’％%,.;:?!)]}")
"""What must not begin a line."""
_OPENING = frozenset("（《「『“‘([{¥￥")
"""What must not end one."""
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_NONE = frozenset({"Mn", "Me"})


def clean(text: str) -> str:
    """Return *text* as one line without anything that could move the cursor or hide."""
    if text.isprintable():
        return text
    return "".join(
        " "
        if character in "\n\t"
        else "\ufffd"
        if unicodedata.category(character) in _HIDDEN
        else character
        for character in text
    )


def _columns(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.category(character) in _NONE:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def width(text: str) -> int:
    """Return how many columns *text* takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Return *text* with spaces up to *columns*: after it, or before it if it goes to the right."""
    spaces = " " * (columns - width(text))
    return spaces + text if right else text + spaces


def wrap(text: str, columns: int, *, hanging: int = 0) -> list[str]:
    """Return *text* in lines of at most *columns*.

    A line breaks at a space or between Chinese characters, never before a closing mark or after an
    opening one; what is longer than a line is cut.

    Args:
        text: one line of text.
        columns: the width of a line.
        hanging: by how many spaces the lines after the first are set in.

    Returns:
        At least one line; none ends with a space.
    """
    lines: list[str] = []
    line, used = "", 0
    for token in _tokens(text):
        size = width(token)
        room = columns - (hanging if lines else 0)
        if used + width(token.rstrip()) > room and line.strip():
            lines.append(line)
            line, used = "", 0
            room = columns - hanging
        if not line and not token.strip():
            continue
        while size > room:
            piece = _fitting(token, room)
            lines.append(piece)
            token = token[len(piece) :]  # noqa: PLW2901  (the rest goes on)
            size, room = width(token), columns - hanging
        line, used = line + token, used + size
    lines.append(line)
    indent = " " * hanging
    return [(indent if place else "") + one.rstrip() for place, one in enumerate(lines)]


def _fitting(text: str, columns: int) -> str:
    """Return the beginning of *text* that fits, whatever stands where; one character at least."""
    fitting = sum(used <= columns for used in accumulate(map(_columns, text)))
    return text[: max(fitting, 1)]


def _tokens(text: str) -> list[str]:
    """Return the parts between which a line may break."""
    tokens: list[str] = []
    for character in text:
        if tokens and _joins(tokens[-1][-1], character):
            tokens[-1] += character
        else:
            tokens.append(character)
    return tokens


def _joins(left: str, right: str) -> bool:
    """Say whether no line may break between two characters."""
    if left.isspace() or right.isspace():
        return left.isspace() and right.isspace()
    if right in _CLOSING or left in _OPENING:
        return True
    return _columns(left) < 2 and _columns(right) < 2
