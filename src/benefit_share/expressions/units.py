"""Units of quantities, so that households are never added to persons."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

import attrs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benefit_share.values import Currency

__all__ = ["MONEY", "NUMBER", "SHARE", "TEXT", "Unit", "parse_unit", "unit_of_money"]

MONEY_SYMBOL = "money"

SYMBOLS: Mapping[str, str] = MappingProxyType(
    {
        "kW": "kW",
        "千瓦": "kW",
        "kWh": "kWh",
        "mu": "mu",
        "亩": "mu",
        "month": "month",
        "月": "month",
        "day": "day",
        "天": "day",
        "year": "year",
        "年": "year",
        "hour": "hour",
        "小时": "hour",
        "point": "point",
        "分": "point",
        "household": "household",
        "户": "household",
        "person": "person",
        "人": "person",
        "piece": "piece",
        "个": "piece",
    }
)
"""Every symbol a plan may write after a number, and the one symbol it stands for."""

HEADS = frozenset({("person", 1), ("household", 1)})
YUAN = frozenset({"yuan", "元"})
_SHAPE = re.compile(r"[^\s/]+(/[^\s/]+)?")


@attrs.frozen
class Unit:
    """A product of powers of symbols, such as money per kW.

    Attributes:
        powers: symbol and exponent, in order of symbol, no exponent zero.
        bare: whether this is a number written without a unit, which fits any unit.
    """

    powers: tuple[tuple[str, int], ...] = ()
    bare: bool = False

    def times(self, other: Self) -> Unit:
        """Return the unit of a product."""
        powers = dict(self.powers)
        for symbol, exponent in other.powers:
            powers[symbol] = powers.get(symbol, 0) + exponent
        kept = tuple(sorted((symbol, power) for symbol, power in powers.items() if power))
        return Unit(kept, bare=self.bare and other.bare)

    def fits(self, other: Self) -> bool:
        """Return whether a value in this unit may stand beside one in *other*."""
        return self.bare or other.bare or self.powers == other.powers

    def joined(self, other: Self) -> Unit:
        """Return the unit of a sum of two that fit: the one that was written."""
        return other if self.bare else self

    @property
    def is_money(self) -> bool:
        """Whether this is an amount of money; money times a number of people is one."""
        return tuple(power for power in self.powers if power not in HEADS) == MONEY.powers

    @property
    def has_money(self) -> bool:
        """Whether this is money or a price, so that a number may be meant in yuan or in fen."""
        return any(symbol == MONEY_SYMBOL for symbol, _ in self.powers)

    def __str__(self) -> str:
        """Read as `money/kW`; a pure number reads as `number`."""
        above = [_power(symbol, power) for symbol, power in self.powers if power > 0]
        below = [_power(symbol, -power) for symbol, power in self.powers if power < 0]
        if not above and not below:
            return "number"
        return "/".join(["·".join(above) or "1", *below])


def _power(symbol: str, exponent: int) -> str:
    return symbol if exponent == 1 else f"{symbol}^{exponent}"


NUMBER = Unit(bare=True)
"""A number written without a unit."""
SHARE = Unit()
"""A pure ratio: a share, a rate, a coefficient."""
MONEY = Unit(((MONEY_SYMBOL, 1),))
"""An amount of money, in minor units."""
TEXT = Unit((("text", 1),))
"""A word: a category, a grade, a name."""


def unit_of_money(currency: Currency) -> str:
    """Return the unit in which a plan of this currency writes money: yuan, or the code."""
    return "yuan" if currency.code == "CNY" else currency.code


def parse_unit(text: str, currency: Currency) -> tuple[Unit, int] | None:
    """Return the unit that *text* names and its scale, or None for an unknown one.

    Args:
        text: `yuan`, `yuan/mu`, `kW`, `share`, `number`, `text`, or a currency code for `yuan`.
        currency: the currency of the plan; its code (and `yuan` for CNY) is money.

    Returns:
        The unit, and how many of the engine's units one of it is (100 fen for a yuan).

    """
    if text in {"share", "%", "number", "text"}:
        return {"share": SHARE, "%": SHARE, "number": NUMBER, "text": TEXT}[text], 1
    if not _SHAPE.fullmatch(text):
        return None
    unit, scale = SHARE, 1
    for place, symbol in enumerate(text.split("/")):
        sign = 1 if place == 0 else -1
        if symbol == currency.code or (symbol in YUAN and currency.code == "CNY"):
            unit = unit.times(Unit(((MONEY_SYMBOL, sign),)))
            if sign < 0:
                return None
            scale = 10**currency.exponent
        elif symbol in SYMBOLS:
            unit = unit.times(Unit(((SYMBOLS[symbol], sign),)))
        elif symbol == "share":
            continue
        else:
            return None
    return unit, scale
