"""What the sheets of an allocation say, and what one unit of weight gets in whole numbers."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.values import Text

if TYPE_CHECKING:
    from benefit_share.distribution import Division

__all__ = [
    "ALLOCATION",
    "EXACT",
    "LIMITED",
    "OTHER_RULE",
    "RAISED",
    "SHARES",
    "STEPS",
    "STEPS_TITLE",
    "TOO_LARGE",
    "Price",
]

EXACT: Final = 2**53
TOO_LARGE: Final = "超过 2^53，表格软件会算错 / beyond 2^53, where a spreadsheet reckons wrongly"
OTHER_RULE: Final = "由规则得出，不是一次乘法 / made by a rule, not by one multiplication: {rule}"
LIMITED: Final = "受限，按限额 / held at its limit: {bound}"
RAISED: Final = MappingProxyType({"half_up": (2, 1), "down": (1, 0), "up": (1, -1)})
"""Of a fraction a/b: a times the first plus b times the second, over b times the first, cut off."""

STEPS_TITLE: Final = Text(zh="步骤", en="steps")
ALLOCATION: Final = Text(zh="分配", en="allocation")
STEPS: Final = (
    Text(zh="步骤", en="step"),
    Text(zh="所属", en="copy"),
    Text(zh="名称", en="title"),
    Text(zh="总额（分）E", en="amount, minor units, E"),
    Text(zh="权重放大倍数", en="weights are multiplied by"),
    Text(zh="权重合计 W", en="sum of weights, W"),
    Text(zh="每份权重：分子 p", en="a unit of weight gets p /"),
    Text(zh="每份权重：分母 q", en="/ q"),
    Text(zh="取整单位（分）u", en="rounding unit, minor units, u"),
    Text(zh="进位界 c", en="raised above the remainder c"),
    Text(zh="金额合计（分）", en="sum of the amounts"),
    Text(zh="等于已用", en="equals what was used"),
    Text(zh="E × q = W × p", en="E × q = W × p"),
)
SHARES: Final = (
    Text(zh="步骤", en="step"),
    Text(zh="所属", en="copy"),
    Text(zh="分配对象", en="claim"),
    Text(zh="户编号", en="household or party"),
    Text(zh="权重或应得数", en="weight, or sum asked"),
    Text(zh="整数权重 n", en="whole weight, n"),
    Text(zh="份额 = p×n÷q÷100", en="share = p×n÷q÷100"),
    Text(zh="取整（分）", en="whole units, cut off"),
    Text(zh="余数", en="remainder"),
    Text(zh="同余数者进位", en="raised among equals"),
    Text(zh="算得金额（分）", en="amount by formula"),
    Text(zh="记录金额（分）", en="amount recorded, minor units"),
    Text(zh="金额", en="amount"),
    Text(zh="两者相同", en="the two agree"),
)


@attrs.frozen
class Price:
    """What one unit of whole weight gets, as whole numbers.

    Attributes:
        scale: the weights are multiplied by it to be whole.
        p: numerator of what a unit gets, in minor units.
        q: denominator.
        unit: the rounding unit, in minor units.
        cut: remainders above it are raised; None: none is.
    """

    scale: int
    p: int
    q: int
    unit: int
    cut: int | None

    @classmethod
    def of(cls, division: Division) -> Price | None:
        """Return it for a division that is one multiplication, else None."""
        if division.mode != "share" or division.multiplier is None:
            return None
        if division.rounding not in {"largest_remainder", "keep"}:
            return None
        scale = lcm(*(Fraction(one).denominator for one in set(division.asked)))
        price = Fraction(division.multiplier) / scale
        cut = None
        if division.cut is not None:
            exact = Fraction(division.cut) * price.denominator * division.unit
            if exact.denominator != 1:
                return None
            cut = exact.numerator
        return cls(scale, price.numerator, price.denominator, division.unit, cut)
