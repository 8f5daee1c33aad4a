"""What the things of one statement or summary are called, and how its figures are written."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Self

import attrs

from benefit_share.expressions.units import SHARE, SYMBOLS
from benefit_share.rendering.words.languages import Words, words_in
from benefit_share.rendering.words.vocabulary import KNOWN, UNITS
from benefit_share.values import AMOUNT_UNITS, AmountText
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benefit_share.expressions.units import Unit
    from benefit_share.findings import Finding, Param
    from benefit_share.statements import Statement, Summary, SummaryStep, Titled
    from benefit_share.values import Currency, Period, Span, Text

__all__ = ["Names"]

OWNERS = ("household", "person", "collective", "asset")


@attrs.frozen
class Names:
    """The names and figures of one page in one language.

    Attributes:
        words: the language.
        currency: the currency of all amounts.
        titles: what things are called, by kind and id.
    """

    words: Words
    currency: Currency
    titles: Mapping[tuple[str, str], Text] = FrozenMap()

    @classmethod
    def of(cls, told: Statement | Summary, language: str) -> Self:
        """Return the names of a statement or summary in *language*."""
        return cls(words_in(language), told.currency, _by_id(told.names))

    # ---- names

    def title(self, kind: str, one: str) -> str:
        """Return what something is called: its title, a known word, or its id."""
        found = self.titles.get((kind, one))
        if found is not None:
            return self.words.text(found)
        return self.word(one)

    def word(self, word: str) -> str:
        """Return a word of the plan or of the data in plain words, or as it is.

        What the plan itself calls it goes before what this library would say.
        """
        own = self.titles.get(("word", word))
        if own is not None:
            return self.words.text(own)
        known = KNOWN.get(word)
        return word if known is None else self.words.tell(known)

    def step(self, step: str, title: Text | None, clause: str) -> str:
        """Return a step by its title, with its clause."""
        named = self.words.text(title) if title is not None else self.title("step", step)
        return self.words.tell("{step} ({clause})", step=named, clause=clause) if clause else named

    def pool(self, pool: str, copy: str) -> str:
        """Return a pool, with whose copy it is."""
        named = self.title("pool", pool)
        if not copy:
            return named
        return self.words.tell("{pool} of {copy}", pool=named, copy=self.party(copy))

    def party(self, party: str) -> str:
        """Return a party or asset by its name, with its id where that is another."""
        for kind in OWNERS[1:]:
            if (kind, party) in self.titles:
                return self.title(kind, party)
        return party

    def quantity(self, name: str) -> str:
        """Return the name of a quantity as a plan writes it (`points.total`) in plain words."""
        if name in KNOWN and not any((kind, name) in self.titles for kind in _PLAIN):
            return self.word(name)
        head, dot, rest = name.partition(".")
        if not dot:
            for kind in _PLAIN:
                if (kind, name) in self.titles:
                    return self.title(kind, name)
            return self.word(name)
        if head in OWNERS:
            return self.title("fact", rest)
        if head == "points":
            return self.title("item", rest)
        if head in {"account", "owed", "held", "receivable"}:
            return self._account(rest)
        return self.word(rest) if head == "row" else name

    def _account(self, rest: str) -> str:
        account, _, column = rest.partition(".")
        sentences = {
            "": self.words.tell("balance of '{account}'", account=self.title("account", account)),
            "put_in": self.words.tell(
                "all put into '{account}'", account=self.title("account", account)
            ),
            "taken_out": self.words.tell(
                "all taken out of '{account}'", account=self.title("account", account)
            ),
        }
        return sentences.get(column, rest)

    def heading(self, told: Statement | Summary) -> str:
        """Return the title of a case; of one without, that of its plan."""
        return self.words.text(told.title, self.words.text(told.plan_title, told.plan_id))

    def span(self, span: Span | Period) -> str:
        """Return days as `2020-01-01 to 2020-12-31`, last day included."""
        first, last = span.text()
        if first and last:
            return self.words.tell("{first} to {last}", first=first, last=last)
        if first:
            return self.words.tell("from {first} on", first=first)
        return self.words.tell("up to {last}", last=last) if last else self.words.tell("always")

    def say(self, finding: Finding) -> str:
        """Return a finding in words, what it names by its title."""
        params = tuple((name, self._said(name, value)) for name, value in finding.params)
        return self.words.say(attrs.evolve(finding, params=params))

    def _said(self, name: str, value: Param) -> Param:
        if not isinstance(value, str) or isinstance(value, AmountText):
            return value
        if name in _LISTED:
            return self.words.tell(", ").join(map(self.word, value.split(", ")))
        return self.title(name, value) if name in _NAMED else value

    # ---- figures

    def money(self, minor: int) -> str:
        """Return an amount for a sentence."""
        return self.words.money(minor, self.currency)

    def amount(self, minor: int) -> str:
        """Return an amount for a table."""
        return self.words.amount(minor, self.currency)

    def exact(self, minor: Fraction | int) -> str:
        """Return an exact amount in main units, `…` if its decimals go on."""
        return self.words.exact(Fraction(minor), self.currency)

    def fraction(self, minor: Fraction) -> str:
        """Return an exact amount in main units as a fraction, with its unit."""
        return self._with(str(minor * Fraction(1, 10**self.currency.exponent)), self.unit)

    @property
    def unit(self) -> str:
        """The main unit of the currency in a word: yuan, or its code."""
        return self.words.tell("yuan") if self.currency.code == "CNY" else self.currency.code

    def yuan(self, minor: Fraction | int) -> str:
        """Return an exact amount with its unit."""
        return self._with(self.exact(minor), self.unit)

    def with_yuan(self, figure: str) -> str:
        """Return a figure in main units with their unit."""
        return self._with(figure, self.unit)

    def value(self, value: Fraction | str | None, unit: Unit, *, rate: bool = False) -> str:
        """Return a value with its unit; a *rate* as a percentage."""
        if value is None:
            return self.words.tell("not known")
        if isinstance(value, str):
            return self.word(value)
        if unit.is_money:
            return self.yuan(value)
        if rate and unit.powers == SHARE.powers and not unit.bare:
            return self.words.rate(value)
        power = dict(unit.powers).get("money", 0)
        exponent = self.currency.exponent
        shown = value * Fraction(1, 10**exponent) ** power
        number = self.words.number(shown)
        if power == 1 and shown.denominator == 1:
            number = self.words.decimals(shown, exponent, exponent)
        name = self._unit(unit.powers, single=shown == 1)
        return self._with(number, name) if name else number

    def main(self, recorded: str) -> str:
        """Return an amount as it is recorded in main units."""
        return self._with(self.words.figure(recorded), self.unit)

    def with_unit(self, recorded: str, unit: str) -> str:
        """Return a number as it is recorded, with the unit that the plan declares."""
        first, *others = ("money" if one in AMOUNT_UNITS else one for one in unit.split("/"))
        above = self._symbol(SYMBOLS.get(first, first), single=recorded == "1")
        below = [self._symbol(SYMBOLS.get(one, one), single=True) for one in others]
        return self._with(self.words.figure(recorded), "/".join([above, *below]))

    def simple(self, value: Fraction, unit: str) -> str:
        """Return a number with a unit of one word; years and pure numbers stand alone."""
        if unit == "money":
            return self.yuan(value)
        if unit not in UNITS or unit == "year":
            return self.words.number(value)
        return self._with(self.words.number(value), self._symbol(unit, single=value == 1))

    def _with(self, number: str, unit: str) -> str:
        return self.words.tell("{number} {unit}", number=number, unit=unit)

    def _unit(self, powers: Iterable[tuple[str, int]], *, single: bool) -> str:
        above = [self._symbol(symbol, single=single) for symbol, power in powers if power > 0]
        below = [self._symbol(symbol, single=True) for symbol, power in powers if power < 0]
        if not above and not below:
            return ""
        return "/".join(["·".join(above) or "1", *below])

    def _symbol(self, symbol: str, *, single: bool) -> str:
        if symbol == "money":
            return self.unit
        known = UNITS.get(symbol)
        return symbol if known is None else self.words.tell(known[not single])

    def of_pool(self, step: SummaryStep) -> str:
        """Return the pool that a step drew from."""
        return self.pool(step.pool, step.copy)


_NAMED = frozenset(
    {"account", "check", "fact", "figure", "item", "name", "pool", "register", "step", "table"}
)
"""Figures of a finding that are the id of something with a title."""

_LISTED = frozenset({"missing"})
"""Figures of a finding that are words of the plan, one after the other."""

_PLAIN = ("figure", "fact", "pool", "step", "register")


def _by_id(titles: Iterable[Titled]) -> FrozenMap[tuple[str, str], Text]:
    return FrozenMap({(one.kind, one.id): one.title for one in titles})
