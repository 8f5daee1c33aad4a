"""人民币大写: the examples of the rules, the choices, and a second opinion."""

from __future__ import annotations

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.rendering import capitals
from benefit_share.values import MINOR_LIMIT

# 支付结算办法, annex on filling in bills, gives the first five; 零 or none is allowed in the second
# and fourth.
EXAMPLES = (
    (140_950, "壹仟肆佰零玖元伍角整"),
    (600_714, "陆仟零柒元壹角肆分"),
    (168_032, "壹仟陆佰捌拾元叁角贰分"),
    (10_700_053, "壹拾万柒仟元伍角叁分"),
    (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
    (32_504, "叁佰贰拾伍元零肆分"),
    (0, "零元整"),
    (1, "壹分"),
    (10, "壹角整"),
    (11, "壹角壹分"),
    (100, "壹元整"),
    (101, "壹元零壹分"),
    (110, "壹元壹角整"),
    (1_000_00, "壹仟元整"),
    (1_010_00, "壹仟零壹拾元整"),
    (1_001_00, "壹仟零壹元整"),
    (10_000_00, "壹万元整"),
    (10_001_00, "壹万零壹元整"),
    (100_200_00, "壹拾万零贰佰元整"),
    (900_001_000_00, "玖亿零壹仟元整"),
    (100_000_000_00, "壹亿元整"),
    (100_000_001_00, "壹亿零壹元整"),
    (1_000_000_000_000_00, "壹万亿元整"),
    (1_000_100_000_000_00, "壹万零壹亿元整"),
    (19_479_215, "壹拾玖万肆仟柒佰玖拾贰元壹角伍分"),
    (-100, "负壹元整"),
    (MINOR_LIMIT, "玖拾万零柒佰壹拾玖亿玖仟贰佰伍拾肆万柒仟肆佰零玖元玖角壹分"),
)


@pytest.mark.parametrize(("fen", "said"), EXAMPLES)
def test_an_amount_is_written_as_on_a_bill(fen: int, said: str) -> None:
    """整 after 元 and 角 alone; one 零 for zeros between digits; none at the end of the yuan."""
    assert capitals(fen) == said


def spoken(said: str) -> int:
    """Read capitals back, in fen, by another way than they were written."""
    digits = {character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
    units = {"拾": 10, "佰": 100, "仟": 1000}
    total = group = digit = 0
    for character in said.removeprefix("负").removesuffix("整"):
        if character in digits:
            digit = digits[character]
        elif character in units:
            group, digit = group + digit * units[character], 0
        elif character in "万亿元":
            power = {"万": 10**4, "亿": 10**8, "元": 1}[character]
            if character == "亿":
                total, group, digit = (total + group + digit) * power, 0, 0
            else:
                total, group, digit = total + (group + digit) * power, 0, 0
            if character == "元":
                total *= 100
        elif character in "角分":
            total, digit = total + digit * {"角": 10, "分": 1}[character], 0
    return -total if said.startswith("负") else total


@given(st.integers(-MINOR_LIMIT, MINOR_LIMIT))
def test_capitals_say_the_amount_and_nothing_else(fen: int) -> None:
    """Reading them back gives the fen."""
    assert spoken(capitals(fen)) == fen


@given(st.integers(1, 10**13))
def test_cn2an_writes_the_same_but_for_a_zero_that_may_be_left_out(fen: int) -> None:
    """Where the two differ, it is by 零 or by 整, which the rules leave open."""
    theirs = cn2an.an2cn(f"{fen // 100}.{fen % 100:02}", "rmb")

    assert capitals(fen).replace("零", "").rstrip("整") == theirs.replace("零", "").rstrip("整")


@given(st.integers(-MINOR_LIMIT, MINOR_LIMIT))
def test_two_zeros_never_stand_together(fen: int) -> None:
    """And none before 元, unless there is nothing else."""
    said = capitals(fen)

    assert "零零" not in said
    assert fen == 0 or "零元" not in said


@pytest.mark.parametrize("fen", [MINOR_LIMIT + 1, -MINOR_LIMIT - 1])
def test_beyond_the_limit_there_is_no_amount(fen: int) -> None:
    """No amount of this library is greater."""
    with pytest.raises(ValueError, match="2\\^53"):
        capitals(fen)
