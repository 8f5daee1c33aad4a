"""人民币大写: an amount of yuan in the capital characters of bills and receipts.

They follow 支付结算办法, annex 正确填写票据和结算凭证的基本规定:
整 after 元 or 角, never after 分; zeros between digits are one 零, at the end of the yuan none.
Where the annex allows 零 or none, one rule is kept: a whole group of four zeros is one 零 before
the next digit (¥900,001,000 is 玖亿零壹仟元整), zeros at the end of a group that is not all zeros
are none (¥107,000.53 is 壹拾万柒仟元伍角叁分).
"""

from __future__ import annotations

from typing import Final

from benefit_share.values.money import MINOR_LIMIT

__all__ = ["capitals"]

DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
PLACES: Final = ("", "拾", "佰", "仟")
GROUPS: Final = ("", "万", "亿", "万亿")


def capitals(fen: int) -> str:
    """Return an amount in capitals: `壹仟贰佰玖拾元零壹分`.

    Args:
        fen: a whole number of fen, at most 2^53 - 1 either way.

    Returns:
        The capitals, beginning with 负 if the amount is negative; 零元整 for nothing.

    Raises:
        ValueError: beyond the limit.
    """
    if not -MINOR_LIMIT <= fen <= MINOR_LIMIT:
        raise ValueError("an amount has at most 2^53 - 1 minor units")
    if not fen:
        return "零元整"
    yuan, rest = divmod(abs(fen), 100)
    jiao, cents = divmod(rest, 10)
    sign = "负" if fen < 0 else ""
    return f"{sign}{_whole(yuan) + '元' if yuan else ''}{_rest(yuan, jiao, cents)}"


def _rest(yuan: int, jiao: int, cents: int) -> str:
    """Return what stands after 元."""
    if not cents:
        return f"{DIGITS[jiao]}角整" if jiao else "整"
    if jiao:
        return f"{DIGITS[jiao]}角{DIGITS[cents]}分"
    return f"{'零' if yuan else ''}{DIGITS[cents]}分"


def _whole(yuan: int) -> str:
    """Return the whole yuan, group by group of four digits from the greatest."""
    said = ""
    zeros = False
    for power in range(len(GROUPS) - 1, -1, -1):
        group = yuan // 10_000**power % 10_000
        if not group:
            zeros = bool(said)
            continue
        if said and (zeros or group < 1_000):
            said += "零"
        said += _group(group) + _unit(power, yuan)
        zeros = False
    return said


def _unit(power: int, yuan: int) -> str:
    """万亿 is said once: 万 alone where 亿 follows anyway."""
    below = yuan // 10_000**2 % 10_000
    return "万" if power == 3 and below else GROUPS[power]


def _group(group: int) -> str:
    """Return a group of four digits; zeros between digits are one 零."""
    said = ""
    zero = False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if not digit:
            zero = bool(said)
            continue
        said += ("零" if zero else "") + DIGITS[digit] + PLACES[place]
        zero = False
    return said
