"""Names and one-line texts: what a register writes, and what only looks like it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.values import (
    INTERPUNCT,
    NAME_LIMIT,
    Mended,
    Text,
    faults,
    mend_name,
    name,
    plain_text,
)


@pytest.mark.parametrize(
    "text",
    [
        "张三",
        "阿依古丽·买买提",
        "\u4dae",
        "李〇",
        "\U0002ceda",
        "\ufa0e",
        "Müller",
        "王2",
        "O·Brien",
        "Ana García López",
        "John B. Smith",
        "J.B. Smith Jr.",
        "一" * NAME_LIMIT,
    ],
)
def test_a_name_is_accepted_as_it_is_registered(text: str) -> None:
    """Rare ideographs, the zero ideograph, the middle dot, other scripts."""
    assert name(text) == text


@pytest.mark.parametrize(
    ("text", "leaf", "position", "code_point"),
    [
        ("张 三", faults.CharacterSpace, 2, "U+0020"),
        (" 张三", faults.CharacterSpace, 1, "U+0020"),
        ("张三\u3000", faults.CharacterSpace, 3, "U+3000"),
        ("张\u00a0三", faults.CharacterSpace, 2, "U+00A0"),
        ("Ana  García", faults.CharacterSpace, 4, "U+0020"),
        ("Ana ", faults.CharacterSpace, 4, "U+0020"),
        (" Ana", faults.CharacterSpace, 1, "U+0020"),
        ("Ana\u00a0García", faults.CharacterSpace, 4, "U+00A0"),
        ("王 Ana", faults.CharacterSpace, 2, "U+0020"),
        (".Ana", faults.CharacterInterpunct, 1, "U+002E"),
        ("Ana\u30fbGarcía", faults.CharacterInterpunct, 4, "U+30FB"),
        ("张\t三", faults.CharacterHidden, 2, "U+0009"),
        ("张三\n", faults.CharacterHidden, 3, "U+000A"),
        ("张\u200b三", faults.CharacterHidden, 2, "U+200B"),
        ("张\u200d三", faults.CharacterHidden, 2, "U+200D"),
        ("\ufeff张三", faults.CharacterHidden, 1, "U+FEFF"),
        ("张\u202e三", faults.CharacterHidden, 2, "U+202E"),
        ("张\u2066三", faults.CharacterHidden, 2, "U+2066"),
        ("张\u2028三", faults.CharacterHidden, 2, "U+2028"),
        ("张\u0085三", faults.CharacterHidden, 2, "U+0085"),
        ("张\ufe00三", faults.CharacterHidden, 2, "U+FE00"),
        ("张\U000e0100三", faults.CharacterHidden, 2, "U+E0100"),
        ("张\u3164三", faults.CharacterHidden, 2, "U+3164"),
        ("张\ue000", faults.CharacterPrivate, 2, "U+E000"),
        ("张\U000f0000", faults.CharacterPrivate, 2, "U+F0000"),
        ("张\ud800", faults.CharacterPrivate, 2, "U+D800"),
        ("张\ufffe", faults.CharacterPrivate, 2, "U+FFFE"),
        ("张\ufdd0", faults.CharacterPrivate, 2, "U+FDD0"),
        ("\u2f2a", faults.CharacterRadical, 1, "U+2F2A"),
        ("\u2e80", faults.CharacterRadical, 1, "U+2E80"),
        ("\uf9e1四", faults.CharacterCompatibility, 1, "U+F9E1"),
        ("\U0002f800", faults.CharacterCompatibility, 1, "U+2F800"),
        ("张Ａ", faults.CharacterCompatibility, 2, "U+FF21"),
        ("Mu\u0308ller", faults.CharacterNotNormal, 2, "U+0075"),
        ("阿\u2022买", faults.CharacterInterpunct, 2, "U+2022"),
        ("阿\u30fb买", faults.CharacterInterpunct, 2, "U+30FB"),
        ("阿\uff65买", faults.CharacterInterpunct, 2, "U+FF65"),
        ("阿\u2027买", faults.CharacterInterpunct, 2, "U+2027"),
        ("阿\u22c5买", faults.CharacterInterpunct, 2, "U+22C5"),
        ("阿.买", faults.CharacterInterpunct, 2, "U+002E"),
        ("李O", faults.CharacterLookalike, 2, "U+004F"),
        ("李o", faults.CharacterLookalike, 2, "U+006F"),
        ("李\u25cb", faults.CharacterLookalike, 2, "U+25CB"),
        ("李\u25ef", faults.CharacterLookalike, 2, "U+25EF"),
    ],
)
def test_a_name_that_only_looks_right_is_refused_with_the_character(
    text: str, leaf: type[faults.CharacterRefused], position: int, code_point: str
) -> None:
    """Two spellings that print alike would be two people, or one person twice."""
    with pytest.raises(faults.CharacterRefused) as caught:
        name(text)

    assert type(caught.value) is leaf
    assert (caught.value.position, caught.value.code_point) == (position, code_point)


def test_the_greek_dot_is_refused_though_normalisation_would_mend_it() -> None:
    """U+0387 becomes U+00B7 under NFC; a mended name is still offered, not taken."""
    with pytest.raises(faults.CharacterNotNormal):
        name("阿\u0387买")
    assert mend_name("阿\u0387买")[0] == "阿·买"


@pytest.mark.parametrize(
    ("value", "leaf"),
    [
        ("", faults.TextEmpty),
        ("一" * (NAME_LIMIT + 1), faults.TextTooLong),
        (7, faults.TextType),
        (None, faults.TextType),
    ],
)
def test_a_name_is_some_text(value: Any, leaf: type[faults.TextFault]) -> None:
    """Not nothing, not too much, not a number."""
    with pytest.raises(faults.TextFault) as caught:
        name(value)

    assert type(caught.value) is leaf


def test_a_name_is_mended_only_where_nothing_could_be_lost() -> None:
    """Dots and outer spaces; every change is reported."""
    assert mend_name("\u3000阿\u30fb买 ") == (
        "阿·买",
        (
            Mended(1, "U+3000", ""),
            Mended(3, "U+30FB", "U+00B7"),
            Mended(5, "U+0020", ""),
        ),
    )
    assert mend_name("张 三") == ("张 三", ())
    assert mend_name("John B. Smith ") == ("John B. Smith", (Mended(14, "U+0020", ""),))
    assert mend_name("\uf9e1四") == ("\uf9e1四", ())
    assert mend_name("  ") == ("", (Mended(1, "U+0020", ""), Mended(2, "U+0020", "")))


@given(st.text("张三阿买·•・･‧⋅. \u3000", max_size=12))
def test_law_mending_twice_changes_nothing_more(text: str) -> None:
    """And no other dot is left."""
    mended, changes = mend_name(text)

    assert mend_name(mended) == (mended, ())
    assert (mended == text) is (not changes)
    assert set(mended) <= set("张三阿买 \u3000") | {INTERPUNCT}


@given(st.text(min_size=1, max_size=12))
def test_law_an_accepted_name_is_itself(text: str) -> None:
    """A name is returned unchanged or refused, and what is a name is a plain text."""
    try:
        accepted = name(text)
    except faults.TextFault:
        return

    assert accepted == text == plain_text(text, NAME_LIMIT)
    assert mend_name(text) == (text, ())


def test_a_plain_text_may_have_spaces_inside() -> None:
    """A title is words; full-width punctuation is Chinese."""
    title = "差异化分配（2026 年）: 60 % of net"

    assert plain_text(title, 200) == title


@pytest.mark.parametrize(
    ("text", "leaf"),
    [
        ("", faults.TextEmpty),
        (" a", faults.CharacterSpace),
        ("a\u3000", faults.CharacterSpace),
        ("a\nb", faults.CharacterHidden),
        ("a\u200bb", faults.CharacterHidden),
        ("a\ue000", faults.CharacterPrivate),
        ("\uf9e1", faults.CharacterCompatibility),
        ("e\u0301", faults.CharacterNotNormal),
        ("abcdef", faults.TextTooLong),
    ],
)
def test_another_text_is_refused_by_its_reason(text: str, leaf: type[faults.TextFault]) -> None:
    """The same rules as for canonical bytes, and no space at an edge."""
    with pytest.raises(faults.TextFault) as caught:
        plain_text(text, 5)

    assert type(caught.value) is leaf


def test_words_are_given_in_both_languages() -> None:
    """By code, and no third one."""
    words = Text(zh="差异化分配", en="differentiated allocation")

    assert (words.in_language("zh"), words.in_language("en")) == (words.zh, words.en)
    with pytest.raises(faults.LanguageUnknown):
        words.in_language("fr")


@pytest.mark.parametrize(("zh", "en"), [("", "words"), ("词", ""), ("词", " "), ("词", "a\nb")])
def test_neither_language_may_be_missing(zh: str, en: str) -> None:
    """A reader of either gets words, not a gap."""
    with pytest.raises(faults.TextFault):
        Text(zh, en)
