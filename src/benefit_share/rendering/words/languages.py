"""Languages: the catalogue of each, and how it writes numbers, money and findings.

English is the language of the code; every other language is one catalogue, `locale/<code>/
LC_MESSAGES/benefit_share.po`, whose msgids are the English sentences themselves.
Nothing here looks at the locale of the machine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Self

import attrs
from babel import Locale
from babel.numbers import get_currency_symbol

from benefit_share.rendering.words.catalogues import SOURCE, catalogue, doubled, phrases, shapes
from benefit_share.rendering.words.vocabulary import UNIT_WORDS
from benefit_share.values import AmountText, Rounding, decimal_text, minor_text
from benefit_share.values.faults import LanguageUnknown

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.values import Currency, Text

__all__ = ["LANGUAGES", "PHRASED", "Words", "say", "words_in"]

LANGUAGES: Mapping[str, str] = MappingProxyType({"en": "en", "zh": "zh_Hans_CN"})
"""Code of each language and the locale by which it writes numbers: the list to add one to."""

SYMBOLS: Mapping[str, str] = MappingProxyType({"CNY": "¥"})
"""Signs that stand in every language; the others are those of the locale."""

PHRASED: Final = frozenset(
    {
        "accepted",
        "advice",
        "among",
        "encoding",
        "found",
        "instead",
        "kind",
        "one",
        "other",
        "problem",
        "reason",
        "wanted",
        "what",
        "why",
    }
)
"""Names of the figures that may hold words of this library; the others are shown as they are."""

MEASURED: Final = frozenset({"unit", "one", "other"})
"""Names of the figures that may hold a unit."""

PLACES_BEYOND: Final = 4
"""So many decimals beyond the minor unit are shown of an exact share."""


@attrs.frozen
class Words:
    """One language: its sentences, and how it writes figures.

    Attributes:
        language: code of the language, a key of `LANGUAGES`.
        point: what stands before the decimals.
        comma: what stands between groups of digits.
        groups: how many digits the last group has, and the ones before it.
        minus: the sign of a negative number.
        money_affixes: what stands before and after an amount, `¤` for the sign of the currency.
        percent_affixes: what stands before and after a percentage.
    """

    language: str
    point: str
    comma: str
    groups: tuple[int, int]
    minus: str
    money_affixes: tuple[str, str]
    percent_affixes: tuple[str, str]

    @classmethod
    def of(cls, language: str, locale: str) -> Self:
        """Read how *locale* writes numbers; its patterns are read once."""
        known = Locale.parse(locale)
        symbols = known.number_symbols["latn"]
        money = known.currency_formats["standard"]
        percent = known.percent_formats[None]
        return cls(
            language=language,
            point=symbols["decimal"],
            comma=symbols["group"],
            groups=money.grouping,
            minus=symbols["minusSign"],
            money_affixes=(money.prefix[0], money.suffix[0]),
            percent_affixes=(percent.prefix[0], percent.suffix[0]),
        )

    # ---- sentences

    def tell(self, sentence: str, /, **figures: object) -> str:
        """Return *sentence* in this language with its *figures* put in."""
        return catalogue(self.language).get(sentence, sentence).format(**figures)

    def phrase(self, name: str, value: str | int) -> str | int:
        """Return a figure of a finding; words of this library in this language.

        A finding may be given a phrase (`has no claims to need anything`) beside ids and numbers,
        which stay as they are; the catalogue holds the phrases too, with figures of their own.
        """
        if isinstance(value, AmountText):
            return self.figure(str(value))
        if not isinstance(value, str):
            return value
        if name in MEASURED:
            value = self._unit(value)
        if name not in PHRASED:
            return value
        known = phrases(self.language).get(doubled(value))
        if known is not None:
            return known.format()
        for shape, sentence in shapes(self.language):
            found = shape.fullmatch(value)
            if found is not None:
                inner = {one: self.phrase(name, text) for one, text in found.groupdict().items()}
                return sentence.format(**inner)
        return value

    def _unit(self, text: str) -> str:
        """Return a unit as messages write it (`money·month`) in words; what is none, as it is."""
        if self.language == SOURCE:
            return text
        parts = re.split(r"([·/])", text)
        if not all(part in "·/" or part in UNIT_WORDS for part in parts):
            return text
        return "".join(self.tell(UNIT_WORDS.get(part, part)) for part in parts)

    def text(self, text: Text | None, otherwise: str = "") -> str:
        """Return what a plan gives in both languages, in this one, or *otherwise*.

        A third language shows the English words, as plans have no others.
        """
        if text is None:
            return otherwise
        return text.zh if self.language == "zh" else text.en

    def made_up(self, synthetic: Text | None) -> str:
        """Return the banner over made-up data, whose `synthetic` says what is made up; or empty."""
        if synthetic is None:
            return ""
        return self.tell("MADE-UP DATA. {what}", what=self.text(synthetic))

    def say(self, finding: Finding) -> str:
        """Return a finding as `place: code: message advice`."""
        figures = {name: self.phrase(name, value) for name, value in finding.params}
        where = finding.where
        said = {
            "code": finding.code,
            "message": self._sentence(finding.kind.says, figures),
            "advice": self._sentence(finding.kind.do, figures),
        }
        if where:
            return self.tell("{where}: {code}: {message} {advice}", where=where, **said)
        return self.tell("{code}: {message} {advice}", **said)

    def message(self, finding: Finding) -> str:
        """Return only the sentence of a finding, without place, code and advice."""
        figures = {name: self.phrase(name, value) for name, value in finding.params}
        return self._sentence(finding.kind.says, figures)

    def advice(self, finding: Finding) -> str:
        """Return only what a finding says is to be done."""
        figures = {name: self.phrase(name, value) for name, value in finding.params}
        return self._sentence(finding.kind.do, figures)

    def _sentence(self, english: str, figures: dict[str, str | int]) -> str:
        return catalogue(self.language).get(english, english).format(**figures)

    # ---- figures

    def figure(self, plain: str) -> str:
        """Return plain digits (`-1234.50`) with this language's groups and point."""
        digits, _, decimals = plain.lstrip("-").partition(".")
        sign = self.minus if plain.startswith("-") else ""
        return f"{sign}{self._grouped(digits)}{self.point + decimals if decimals else ''}"

    def _grouped(self, digits: str) -> str:
        last, before = self.groups
        parts = [digits[-last:]]
        digits = digits[:-last]
        while digits:
            parts.insert(0, digits[-before:])
            digits = digits[:-before]
        return self.comma.join(parts)

    def amount(self, minor: int, currency: Currency) -> str:
        """Return an amount for a table: groups and decimals, no sign of the currency."""
        return self.figure(minor_text(minor, currency.exponent))

    def money(self, minor: int, currency: Currency) -> str:
        """Return an amount for a sentence: `¥1,234.50`; only ever whole minor units."""
        before, after = (
            part.replace("¤", self._symbol(currency.code)) for part in self.money_affixes
        )
        sign = self.minus if minor < 0 else ""
        return f"{sign}{before}{self.amount(abs(minor), currency)}{after}"

    def _symbol(self, code: str) -> str:
        return SYMBOLS.get(code) or get_currency_symbol(code, LANGUAGES[self.language])

    def exact(self, minor: Fraction, currency: Currency) -> str:
        """Return an exact amount in main units: all its decimals, or so many and `…`.

        At least the decimals of the currency are shown, at most four beyond them.
        """
        value = minor * Fraction(1, 10**currency.exponent)
        return self.decimals(value, currency.exponent, currency.exponent + PLACES_BEYOND)

    def decimals(self, value: Fraction, least: int, most: int) -> str:
        """Return *value* with the decimals it has, from *least* to *most*; `…` if it goes on."""
        for places in range(least, most + 1):
            if (value * 10**places).denominator == 1:
                return self.figure(decimal_text(value, places, rounding=Rounding.DOWN))
        return self.figure(decimal_text(value, most, rounding=Rounding.DOWN)) + "…"

    def number(self, value: Fraction) -> str:
        """Return a number: its decimals if they end within six places, else a fraction `1/3`."""
        text = self.decimals(value, 0, 6)
        if not text.endswith("…"):
            return text
        return str(value) if value.denominator <= FRACTION_LIMIT else text

    def percent(self, part: Fraction) -> str:
        """Return *part* as a percentage with two decimals, rounded for show (half up)."""
        before, after = self.percent_affixes
        shown = decimal_text(abs(part) * 100, 2)
        sign = self.minus if part < 0 and shown != "0.00" else ""
        return f"{sign}{before}{self.figure(shown)}{after}"

    def rate(self, rate: Fraction) -> str:
        """Return a rate as a percentage with the decimals it has, or as a fraction."""
        before, after = self.percent_affixes
        shown = self.decimals(rate * 100, 0, 6)
        return str(rate) if shown.endswith("…") else f"{before}{shown}{after}"


FRACTION_LIMIT: Final = 10_000
"""Up to this denominator a number whose decimals go on is shown as a fraction."""


@cache
def words_in(language: str) -> Words:
    """Return the words of *language*.

    Args:
        language: `zh`, `en`, or another key of `LANGUAGES`.

    Raises:
        LanguageUnknown: for another language.
    """
    locale = LANGUAGES.get(language)
    if locale is None:
        raise LanguageUnknown
    return Words.of(language, locale)


def say(finding: Finding, language: str) -> str:
    """Return *finding* in words: `place: code: message advice`.

    Args:
        finding: what was found.
        language: `zh` or `en`.

    Returns:
        One line; in English the same as `str(finding)`.

    Raises:
        LanguageUnknown: for another language.
    """
    return words_in(language).say(finding)
