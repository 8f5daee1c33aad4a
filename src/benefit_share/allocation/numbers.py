"""Exact numbers in: int, Fraction, Decimal or text become integers over one denominator.

What never lives here: money, currencies, and any number that is not exact.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from benefit_share.allocation.faults import (
    DenominatorTooLarge,
    InexactNumber,
    TooLarge,
    UnreadableNumber,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["DIGITS", "Exact", "Number", "read_number", "scaled"]

Number = int | Fraction | Decimal | str
"""What may be written for a number."""

Exact = int | Fraction
"""What a number is once it has been read."""

DIGITS = 100
"""How many digits a numerator or a denominator may have: far beyond money, far below trouble."""

_LIMIT = 10**DIGITS
_TEXT = re.compile(r"-?[0-9]+(\.[0-9]+)?|-?[0-9]+/[0-9]+")


def read_number(value: object, path: str) -> Exact:
    """Return *value* exactly.

    Args:
        value: an int, a Fraction, a Decimal, or text as "-12.50" or "1/3".
        path: where it stands, for the message.

    Raises:
        InexactNumber: a float, a bool, NaN, an infinity, or no number at all.
        UnreadableNumber: a text in another form, or with a denominator of 0.
        TooLarge: more than `DIGITS` digits.
    """
    if isinstance(value, bool) or not isinstance(value, int | Fraction | Decimal | str):
        raise InexactNumber(path, type(value).__name__)
    if isinstance(value, str):
        return _read_text(value, path)
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise InexactNumber(path, "Decimal that is not finite")
        # The exponent is looked at first: Decimal("1e999999999") would fill the memory.
        if value.adjusted() > DIGITS or int(value.as_tuple().exponent) < -DIGITS:
            raise TooLarge(f"the number of digits of {path}", DIGITS + 1, DIGITS)
        return _limited(Fraction(value), path)
    return _limited(value, path)


def _read_text(text: str, path: str) -> Exact:
    """Return the number that *text* writes."""
    if len(text) > 2 * DIGITS:
        raise TooLarge(f"the number of characters of {path}", len(text), 2 * DIGITS)
    if _TEXT.fullmatch(text) is None:
        raise UnreadableNumber(path, len(text))
    if "/" not in text:
        return _limited(Fraction(text) if "." in text else int(text), path)
    numerator, denominator = (int(part) for part in text.split("/"))
    if denominator == 0:
        raise UnreadableNumber(path, len(text))
    return _limited(Fraction(numerator, denominator), path)


def _limited(value: Exact, path: str) -> Exact:
    """Return *value*, an int when it is whole, if it is of a reasonable size."""
    if abs(value.numerator) >= _LIMIT or value.denominator >= _LIMIT:
        raise TooLarge(f"the number of digits of {path}", DIGITS + 1, DIGITS)
    return int(value) if value.denominator == 1 else value


def scaled(groups: Iterable[Sequence[Exact]]) -> tuple[list[list[int]], int]:
    """Write all numbers of all *groups* over one denominator.

    The least common multiple is found once, so that every later step is integer arithmetic.

    Returns:
        the numerators, group by group, and the denominator (1 or more).

    Raises:
        DenominatorTooLarge: it has more than `DIGITS` digits.
    """
    kept = [list(group) for group in groups]
    scale = 1
    if all(set(map(type, group)) <= {int} for group in kept):
        return kept, scale  # type: ignore[return-value]  # the line above: every number is an int
    for denominator in sorted({value.denominator for group in kept for value in group}):
        scale = math.lcm(scale, denominator)
        if scale >= _LIMIT:
            raise DenominatorTooLarge(len(str(scale)), DIGITS)
    return [
        [value.numerator * (scale // value.denominator) for value in group] for group in kept
    ], scale
