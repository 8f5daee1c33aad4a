"""How each language writes numbers, money and days; nothing depends on the machine."""

from __future__ import annotations

import os
import subprocess
import sys
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.expressions.units import MONEY, NUMBER, SHARE, Unit
from benefit_share.findings import Kind, Severity
from benefit_share.rendering import LANGUAGES, say, words_in
from benefit_share.rendering.explained.names import Names
from benefit_share.rendering.words.languages import Words
from benefit_share.values import (
    ALWAYS,
    MINOR_LIMIT,
    AmountText,
    Span,
    Text,
    currency,
    day,
    minor_text,
)
from benefit_share.values.faults import LanguageUnknown
from benefit_share.values.frozen import FrozenMap

CNY = currency("CNY")
YUAN_A_MONTH = Unit((("money", 1), ("month", -1)))


@pytest.mark.parametrize(
    ("minor", "code", "zh", "en"),
    [
        (123_456_790, "CNY", "¥1,234,567.90", "¥1,234,567.90"),
        (-5, "CNY", "-¥0.05", "-¥0.05"),
        (0, "CNY", "¥0.00", "¥0.00"),
        (1_234, "JPY", "JP¥1,234", "¥1,234"),
        (1_234, "EUR", "€12.34", "€12.34"),
        (1_234, "KWD", "KWD1.234", "KWD1.234"),
        (MINOR_LIMIT, "CNY", "¥90,071,992,547,409.91", "¥90,071,992,547,409.91"),
    ],
)
def test_money_has_the_sign_of_its_currency(minor: int, code: str, zh: str, en: str) -> None:
    """And all the decimals of the currency, never a rounding."""
    shown = [words_in(language).money(minor, currency(code)) for language in ("zh", "en")]

    assert [one.replace("\xa0", "") for one in shown] == [zh, en]


@given(st.integers(-MINOR_LIMIT, MINOR_LIMIT))
def test_an_amount_loses_no_fen(minor: int) -> None:
    """What is shown is the amount."""
    shown = words_in("en").amount(minor, CNY)

    assert Fraction(shown.replace(",", "")) * 100 == minor


@pytest.mark.parametrize(
    ("minor", "shown"),
    [
        (Fraction(100), "1.00"),
        (Fraction(1, 2), "0.005"),
        (Fraction(10**6, 3), "3,333.333333…"),
        (Fraction(1, 10**4), "0.000001"),
        (Fraction(1, 10**5), "0.000000…"),
        (Fraction(-1, 3), "-0.003333…"),
    ],
)
def test_an_exact_amount_says_where_its_decimals_go_on(minor: Fraction, shown: str) -> None:
    """Four beyond the fen, cut and not rounded."""
    assert words_in("en").exact(minor, CNY) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(12_940), "12,940"),
        (Fraction(6, 5), "1.2"),
        (Fraction(1, 3), "1/3"),
        (Fraction(1, 10_007), "0.000099…"),
    ],
)
def test_a_number_is_exact_or_says_that_it_goes_on(value: Fraction, shown: str) -> None:
    """A fraction with a small denominator is shown as one."""
    assert words_in("zh").number(value) == shown


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        (Fraction(29, 1000), "2.90%"),
        (Fraction(1, 800), "0.13%"),
        (Fraction(-1, 2), "-50.00%"),
        (Fraction(-1, 10**9), "0.00%"),
        (Fraction(12), "1,200.00%"),
    ],
)
def test_a_percentage_is_rounded_for_show(part: Fraction, shown: str) -> None:
    """To two decimals, a half up."""
    assert words_in("zh").percent(part) == shown


@pytest.mark.parametrize(
    ("rate", "shown"),
    [(Fraction(29, 1000), "2.9%"), (Fraction(1), "100%"), (Fraction(1, 3), "1/3")],
)
def test_a_rate_is_shown_exactly(rate: Fraction, shown: str) -> None:
    """With the decimals it has."""
    assert words_in("en").rate(rate) == shown


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (Fraction(40_000), MONEY, "400.00元", "400.00 yuan"),
        (Fraction(40_000), YUAN_A_MONTH, "400.00元/月", "400.00 yuan/month"),
        (Fraction(100, 3), YUAN_A_MONTH, "1/3元/月", "1/3 yuan/month"),
        (Fraction(1), Unit((("person", 1),)), "1人", "1 person"),
        (Fraction(4), Unit((("person", 1),)), "4人", "4 persons"),
        (Fraction(4), Unit((("kW", 1),)), "4千瓦", "4 kW"),
        (Fraction(4), Unit((("hour", -1),)), "41/小时", "4 1/hour"),
        (Fraction(4), Unit((("box", 2),)), "4box", "4 box"),
        (Fraction(6, 5), NUMBER, "1.2", "1.2"),
        (Fraction(1, 2), SHARE, "0.5", "0.5"),
        ("policy", Unit((("text", 1),)), "享受政策户", "policy household"),
        ("三星", Unit((("text", 1),)), "三星", "三星"),
        (None, MONEY, "未知", "not known"),
    ],
)
def test_a_value_has_its_unit(value: Fraction | str | None, unit: Unit, zh: str, en: str) -> None:
    """Money in main units, whatever it is divided by."""
    shown = [Names(words_in(one), CNY).value(value, unit) for one in ("zh", "en")]

    assert shown == [zh, en]


def test_a_rate_among_values_is_a_percentage() -> None:
    """A literal written with `%`; a bare number stays one."""
    names = Names(words_in("en"), CNY)

    assert names.value(Fraction(1, 2), SHARE, rate=True) == "50%"
    assert names.value(Fraction(1, 2), NUMBER, rate=True) == "0.5"


@pytest.mark.parametrize(
    ("span", "zh", "en"),
    [
        (ALWAYS, "一直", "always"),
        (Span(day("2020-01-01"), None), "自 2020-01-01 起", "from 2020-01-01 on"),
        (Span(None, day("2020-01-01")), "至 2019-12-31 止", "up to 2019-12-31"),
        (
            Span(day("2020-01-01"), day("2021-01-01")),
            "2020-01-01 至 2020-12-31",
            "2020-01-01 to 2020-12-31",
        ),
    ],
)
def test_days_are_written_with_the_last_one_included(span: Span, zh: str, en: str) -> None:
    """As everywhere a person reads them."""
    assert [Names(words_in(one), CNY).span(span) for one in ("zh", "en")] == [zh, en]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("household.size", "members of the household"),
        ("points.total", "points in all"),
        ("points.labour", "public labour"),
        ("household.status", "standing"),
        ("status", "standing"),
        ("net", "income of the year"),
        ("row.wage", "wage"),
        ("row.other", "other"),
        ("account.reserve", "balance of 'reserve'"),
        ("account.reserve.put_in", "all put into 'reserve'"),
        ("account.reserve.taken_out", "all taken out of 'reserve'"),
        ("remaining", "what is left"),
        ("mystery", "mystery"),
        ("asset.capital", "capital put in"),
        ("asset.slope", "slope"),
        ("a.b", "a.b"),
    ],
)
def test_a_quantity_is_called_as_the_plan_calls_it(name: str, shown: str) -> None:
    """By its title, else by a known word, else by its name."""
    titles = {
        ("item", "labour"): Text(zh="劳动", en="public labour"),
        ("fact", "status"): Text(zh="类别", en="standing"),
        ("pool", "net"): Text(zh="净收益", en="income of the year"),
    }
    names = Names(words_in("en"), CNY, FrozenMap(titles))

    assert names.quantity(name) == shown


def test_digits_are_grouped_as_the_locale_does() -> None:
    """Hindi groups by two above a thousand, French has a narrow space and a comma."""
    assert Words.of("en", "hi").figure("12345678.90") == "1,23,45,678.90"
    assert Words.of("en", "fr").figure("-1234.5") == "-1\u202f234,5"


def test_only_the_languages_of_the_list_are_spoken() -> None:
    """Anything else is refused, not shown in English."""
    with pytest.raises(LanguageUnknown):
        words_in("fr")


def test_a_third_language_shows_the_english_words_of_a_plan() -> None:
    """A plan has no others."""
    words = Words.of("fr", "fr")

    assert words.text(Text(zh="村", en="village")) == "village"
    assert words.text(None, "v") == "v"


@pytest.mark.parametrize("seed", ["0", "7"])
def test_no_page_depends_on_the_machine(seed: str) -> None:
    """Not on the locale, the time zone or the hash seed."""
    code = (
        "import sys; sys.stdout.reconfigure(encoding='utf-8');"
        "from benefit_share.rendering import *; from benefit_share.values import currency;"
        "print([words_in(one).money(-123456, currency('CNY')) for one in LANGUAGES],"
        " words_in('zh').tell('{first} to {last}', first=1, last=2))"
    )
    environment = {
        **os.environ,
        "LC_ALL": "C" if seed == "0" else "de_DE.UTF-8",
        "LANGUAGE": "fr",
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": seed,
    }
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env=environment
    ).stdout.decode("utf-8")

    assert printed.strip() == "['-¥1,234.56', '-¥1,234.56'] 1 至 2"
    assert set(LANGUAGES) == {"zh", "en"}


def test_amounts_in_messages_stand_in_groups_in_every_language() -> None:
    """The data keep plain digits, so that a program can read them; a reader sees separators."""
    kind = Kind("x.short", Severity.ERROR, "It needs {needed}: {n}.", "Look for {wanted}.")
    minus = AmountText("-1234567.50")
    finding = kind.at("", needed=AmountText("151200.00"), n=12345, wanted=f"= {minus}")

    assert str(finding) == "x.short: It needs 151,200.00: 12345. Look for = -1,234,567.50."
    assert all("151,200.00" in say(finding, language) for language in LANGUAGES)
    assert dict(finding.params)["needed"] == "151200.00"


@given(st.integers(-MINOR_LIMIT, MINOR_LIMIT), st.integers(0, 4))
def test_english_messages_group_as_rendering_does(minor: int, exponent: int) -> None:
    """The pure rooms write English alone, and must not write it otherwise."""
    text = minor_text(minor, exponent)

    assert f"{AmountText(text)}" == words_in("en").figure(text)
