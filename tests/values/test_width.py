"""Lines that fit into a terminal, Chinese characters taking two columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.values.width import clean, pad, width, wrap

TEXTS = st.text(
    st.characters(categories=("L", "N", "P", "S", "Zs", "Mn"))
    | st.sampled_from("收益分配，。（）“”¥ab1 ")
)


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("收益", 4), ("（元）", 6), ("a\u0301", 1), ("“×…”", 4), ("ｈ", 2)],
)
def test_a_chinese_character_takes_two_columns(text: str, columns: int) -> None:
    """A combining mark takes none, a character of ambiguous width one."""
    assert width(text) == columns


@given(TEXTS, st.integers(0, 40))
def test_padding_fills_the_columns(text: str, more: int) -> None:
    """On either side."""
    columns = width(text) + more

    assert width(pad(text, columns)) == columns
    assert pad(text, columns, right=True).endswith(text)


@given(TEXTS, st.integers(8, 60), st.integers(0, 4))
def test_a_wrapped_line_fits_and_loses_nothing(text: str, columns: int, hanging: int) -> None:
    """But spaces where a line breaks."""
    lines = wrap(text, columns, hanging=hanging)

    assert all(width(line) <= columns for line in lines)
    assert all(line == line.rstrip() for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    """A comma stays with the word before it, a bracket with the word after it."""
    lines = wrap("甲乙丙丁，戊己（庚辛）壬癸“子丑”。" * 3, 11)

    assert not any(line[0] in "，）”。" for line in lines)
    assert not any(line[-1] in "（“" for line in lines)


def test_a_word_or_a_number_is_not_broken() -> None:
    """A line breaks at a space or between Chinese characters."""
    assert wrap("共 1,234,567.89 元 of income", 14) == ["共", "1,234,567.89", "元 of income"]


def test_what_is_longer_than_a_line_is_cut() -> None:
    """A digest, for example."""
    assert wrap("0123456789" * 2, 8) == ["01234567", "89012345", "6789"]


def test_nothing_that_moves_the_cursor_reaches_a_terminal() -> None:
    """Escapes, line breaks, marks of direction."""
    assert clean("a\x1b[31m\nb\u202ec") == "a\ufffd[31m b\ufffdc"
