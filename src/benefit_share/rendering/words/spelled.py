"""An amount in English words, as on a cheque: one thousand two hundred and ninety yuan and 05/100.

Written here because no kept library whose licence fits spells numbers: it is one table and one
rule for each group of three digits. The part of a unit stands as a fraction, which holds for every
currency, however many decimals it has and whatever its smaller coin is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benefit_share.values.money import MINOR_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["spelled"]

UP_TO_NINETEEN: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
FROM_TWENTY: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
ONES: Final = tuple(UP_TO_NINETEEN.split())
TENS: Final = ("", "", *FROM_TWENTY.split())
GROUPS: Final = ("", " thousand", " million", " billion", " trillion", " quadrillion")


def spelled(minor: int, exponent: int, unit: str) -> str:
    """Return an amount in words.

    Args:
        minor: whole minor units, at most 2^53 - 1 either way.
        exponent: how many decimals the currency has.
        unit: what the main unit is called.

    Raises:
        ValueError: beyond the limit.
    """
    if not -MINOR_LIMIT <= minor <= MINOR_LIMIT:
        raise ValueError("an amount has at most 2^53 - 1 minor units")
    whole, rest = divmod(abs(minor), 10**exponent)
    said = f"{'minus ' if minor < 0 else ''}{_number(whole)} {unit}"
    return f"{said} and {rest:0{exponent}}/{10**exponent}" if rest else said


def _number(number: int) -> str:
    """Return a whole number, group by group of three digits from the greatest."""
    if not number:
        return ONES[0]
    said = ""
    for power in range(len(GROUPS) - 1, -1, -1):
        group = number // 1_000**power % 1_000
        if group:
            # "and" stands before the last tens and ones: one thousand and five.
            joined = " and " if said and not power and group < 100 else " "
            said += (joined if said else "") + _group(group) + GROUPS[power]
    return said


def _group(group: int) -> str:
    return " and ".join(_parts(group))


def _parts(group: int) -> Iterator[str]:
    hundreds, rest = divmod(group, 100)
    if hundreds:
        yield f"{ONES[hundreds]} hundred"
    if rest >= len(ONES):
        tens, ones = divmod(rest, 10)
        yield f"{TENS[tens]}-{ONES[ones]}" if ones else TENS[tens]
    elif rest:
        yield ONES[rest]
