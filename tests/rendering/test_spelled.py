"""An amount in English words says the amount, and nothing else does."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.rendering.words.spelled import spelled
from benefit_share.values.money import MINOR_LIMIT

LARGEST = (
    "ninety trillion seventy-one billion nine hundred and ninety-two million five hundred and"
    " forty-seven thousand four hundred and nine yuan and 91/100"
)
AMOUNTS = (
    (0, "zero yuan"),
    (1, "zero yuan and 01/100"),
    (100, "one yuan"),
    (1_300, "thirteen yuan"),
    (4_205, "forty-two yuan and 05/100"),
    (10_000, "one hundred yuan"),
    (11_000, "one hundred and ten yuan"),
    (100_500, "one thousand and five yuan"),
    (129_001, "one thousand two hundred and ninety yuan and 01/100"),
    (
        19_479_215,
        "one hundred and ninety-four thousand seven hundred and ninety-two yuan and 15/100",
    ),
    (100_000_000, "one million yuan"),
    (100_000_100, "one million and one yuan"),
    (-250, "minus two yuan and 50/100"),
    (MINOR_LIMIT, LARGEST),
)
SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
LARGE = "thousand million billion trillion quadrillion"
WORTH = {word: value for value, word in enumerate(SMALL.split())}
WORTH |= {word: 10 * value for value, word in enumerate(TENS.split(), 2)}
POWERS = {word: 1_000**power for power, word in enumerate(LARGE.split(), 1)}


def heard(words: str) -> int:
    """Return the number that somebody hears, word by word."""
    total = group = 0
    for word in re.split(r"[ -]", words):
        if word == "hundred":
            group *= 100
        elif word in POWERS:
            total, group = total + group * POWERS[word], 0
        elif word != "and":
            group += WORTH[word]
    return total + group


@pytest.mark.parametrize(("minor", "words"), AMOUNTS)
def test_amounts_are_spelled_as_on_a_cheque(minor: int, words: str) -> None:
    """With `and` before tens and ones, a hyphen in them, and the rest as a fraction."""
    assert spelled(minor, 2, "yuan") == words


@given(st.integers(0, MINOR_LIMIT))
def test_what_is_heard_is_what_was_meant(minor: int) -> None:
    """Whoever writes down the words has the number again."""
    words = spelled(minor, 0, "x")

    assert words.endswith(" x")
    assert heard(words.removesuffix(" x")) == minor


def test_a_currency_has_the_decimals_it_has() -> None:
    """None, or three."""
    assert spelled(1_290, 0, "JPY") == "one thousand two hundred and ninety JPY"
    assert spelled(1_290_005, 3, "KWD") == "one thousand two hundred and ninety KWD and 005/1000"


@pytest.mark.parametrize("minor", [MINOR_LIMIT + 1, -MINOR_LIMIT - 1])
def test_beyond_the_limit_there_are_no_words(minor: int) -> None:
    """As there is no amount."""
    with pytest.raises(ValueError, match="minor units"):
        spelled(minor, 2, "yuan")
