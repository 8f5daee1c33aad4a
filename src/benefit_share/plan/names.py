"""The names a plan may use, what they mean, and in which unit: the vocabulary of one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from benefit_share.errors import ValueRefused
from benefit_share.expressions import quantity as q
from benefit_share.expressions.asking import BOOLEAN_WORDS
from benefit_share.expressions.condition import Condition
from benefit_share.expressions.meaning import Compiler, Meaning
from benefit_share.expressions.units import MONEY, NUMBER, TEXT, Unit, parse_unit
from benefit_share.expressions.world import Subject, Unknown, World
from benefit_share.plan.model import FactDeclaration, Figure, Plan, Register
from benefit_share.plan.nearest import nearest_name
from benefit_share.values import currency, exact, parse_minor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benefit_share.findings import Finding
    from benefit_share.values import Currency

__all__ = ["BUILT_IN_REGISTERS", "Words", "words_for"]

PERSON = Unit((("person", 1),))
POINT = Unit((("point", 1),))
YEAR = Unit((("year", 1),))

BUILT_IN_REGISTERS: Mapping[str, Register] = MappingProxyType(
    {
        "ownership": Register(
            holder="body", about="asset", columns={"quantity": "number", "unit": "text"}
        ),
        "expenses": Register(
            holder="asset", about="asset", columns={"amount": "money", "kind": "text"}
        ),
        "income": Register(
            holder="asset", about="asset", columns={"amount": "money", "kind": "text"}
        ),
    }
)
"""Registers that every case has: the tables of the same names."""


@attrs.frozen
class Words:
    """The vocabulary at one place of a plan.

    Attributes:
        plan: the plan.
        currency: its currency.
        step: how many steps stand above; the names below are not visible.
        pool: the pool that the step draws from, or empty.
        row: the register whose rows are looked at, or None.
        defining: names being defined, to refuse a circle.
    """

    plan: Plan
    currency: Currency
    step: int = 0
    pool: str = ""
    row: Register | None = None
    defining: tuple[str, ...] = ()

    def name(self, name: str) -> Meaning | None:
        """Return what a plain name means, or None."""
        if self.row is not None and name in self.row.columns:
            return _column(self, name)
        head, dot, rest = name.partition(".")
        if dot:
            prefixed = _PREFIXES.get(head)
            return prefixed(self, rest) if prefixed else None
        return (
            _plain_word(self, name)
            or _figure(self, name)
            or _defined(self, name)
            or _fact(self, name, None)
            or self._money_name(name)
        )

    def undeclared(self, name: str) -> Meaning:
        """Return the meaning of a fact that the plan mentions without declaring it."""
        return undeclared(name)

    def base(self, name: str) -> Meaning | None:
        """Return what a name means as the base of a rate: an amount of money."""
        meaning = self._money_name(name) or self.name(name)
        return meaning if meaning is not None and meaning.unit.is_money else None

    def _money_name(self, name: str) -> Meaning | None:
        if name == "remaining" and self.pool:
            pool = self.pool
            return Meaning(lambda world, subject: world.pool_left(pool, subject), MONEY)
        if name in self.plan.pools or name == "award":
            return Meaning(lambda world, subject: world.pool_fed(name, subject), MONEY)
        if self.is_step(name):
            return Meaning(lambda world, subject: world.step_used(name, subject), MONEY)
        return None

    def is_step(self, name: str) -> bool:
        """Return whether a step above has this name."""
        return any(step.id == name for step in self.plan.steps[: self.step])

    def register(self, name: str) -> Words | None:
        """Return the vocabulary inside the rows of a register, or None."""
        found = self.plan.registers.get(name) or BUILT_IN_REGISTERS.get(name)
        return None if found is None else attrs.evolve(self, row=found)

    def table(self, name: str) -> tuple[tuple[Condition | None, q.Quantity], ...] | None:
        """Return the rows of a table, or None."""
        found = self.plan.tables.get(name)
        return None if found is None else tuple((row.when, row.is_) for row in found.rows)

    def definition(self, name: str) -> Condition | None:
        """Return the condition defined by a name, or None."""
        found = self.plan.define.get(name)
        return found if isinstance(found, Condition) else None

    def words_of(self, name: str) -> tuple[str, ...]:
        """Return the words that a category may take; empty if any."""
        fact = self.plan.facts.get(name.rpartition(".")[2])
        if fact is None:
            return ()
        return ("true", "false") if fact.type_ == "boolean" else fact.values

    def unknown_words(self, name: str, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return those of *words* that the category can never take."""
        known = self.words_of(name)
        return tuple(word for word in words if known and BOOLEAN_WORDS.get(word, word) not in known)

    def nearest(self, name: str) -> str:
        """Return the known name that looks most like *name*, be it ever so little."""
        columns = tuple(self.row.columns) if self.row else ()
        return nearest_name(name, self.plan, self.step, columns)

    def special(self, quantity: q.Quantity) -> Meaning | None:
        """Return the meaning of `used`, `awarded`, `earlier`: what steps gave."""
        if isinstance(quantity, q.Used) and self.is_step(quantity.used):
            step, party = quantity.used, quantity.party
            if party:
                return Meaning(lambda world, _subject: world.given(step, party), MONEY)
            return Meaning(lambda world, subject: world.step_used(step, subject), MONEY)
        if isinstance(quantity, q.Awarded) and all(map(self.is_step, quantity.awarded)):
            steps = quantity.awarded
            return Meaning(
                lambda world, subject: sum(
                    world.given(step, subject.household or subject.id) for step in steps
                ),
                MONEY,
            )
        if isinstance(quantity, q.Earlier) and quantity.since in {"year", "ever"}:
            step, since = quantity.earlier, quantity.since
            if any(one.id == step for one in self.plan.steps):
                return Meaning(lambda world, subject: world.earlier(step, subject, since), MONEY)
        return None


def words_for(plan: Plan, position: int, pool: str = "") -> Words:
    """Return the vocabulary of a place in *plan* with *position* steps above it."""
    return Words(plan, currency(plan.plan.currency), position, pool)


# ---- plain names -----------------------------------------------------------------------------


def _plain_word(words: Words, name: str) -> Meaning | None:  # noqa: ARG001  (every kind of name takes the same)
    if name == "balance":
        return Meaning(lambda _world, subject: subject.balance, MONEY)
    if name == "age":
        return Meaning(lambda world, subject: world.age(subject), YEAR)
    return None


def _figure(words: Words, name: str) -> Meaning | None:
    versions = [figure for figure in words.plan.figures if figure.id == name]
    if not versions:
        return None
    first = versions[0]
    if isinstance(first.is_, q.Name) and first.is_.name == "decided":
        parsed = parse_unit(first.unit, words.currency)
        unit = parsed[0] if parsed else NUMBER
        return Meaning(lambda world, subject: world.figure(name, subject), unit)
    if len(versions) == 1 and first.from_ is None and first.to is None:
        return _compiled(words, first.is_, name)
    return _dated_figure(words, name, versions)


def _dated_figure(words: Words, name: str, versions: list[Figure]) -> Meaning | None:
    compiled = [(version, _compiled(words, version.is_, name)) for version in versions]
    known = [(version, meaning) for version, meaning in compiled if meaning is not None]
    unit = known[0][1].unit if known else NUMBER
    if len(known) != len(compiled) or any(one.unit != unit for _, one in known):
        return None

    def get(world: World, subject: Subject) -> Any:  # noqa: ANN401  (an amount, a number, a word or a day)
        for version, meaning in known:
            after = version.from_ is None or version.from_ <= world.day
            if after and (version.to is None or world.day <= version.to):
                return meaning.get(world, subject)
        raise Unknown(subject.id or "scope", name)

    return Meaning(get, unit)


def _compiled(words: Words, tree: q.Quantity, name: str) -> Meaning | None:
    if name in words.defining:
        return None
    findings: list[Finding] = []
    inner = attrs.evolve(words, defining=(*words.defining, name))
    return Compiler(inner, findings).quantity(tree, name)


def _defined(words: Words, name: str) -> Meaning | None:
    found = words.plan.define.get(name)
    if found is None or isinstance(found, Condition):
        return None
    return _compiled(words, found, name)


# ---- facts -----------------------------------------------------------------------------------


def _fact(words: Words, name: str, kind: str | None) -> Meaning | None:
    declared = words.plan.facts.get(name)
    if declared is None or (kind is not None and declared.of != kind):
        return None
    read, unit = _reader(declared, words)
    seen: dict[str, Any] = {}
    of, none, money = declared.of, declared.none, words.currency

    def get(world: World, subject: Subject) -> Any:  # noqa: ANN401  (an amount, a number, a word or a day)
        whose = subject if subject.kind == of else world.related(subject, of) or subject
        text = world.texts(name).get(whose.id, none)
        if text is None:
            raise Unknown(whose.id, name)
        if text not in seen:
            if read_fact(declared, text, money):
                raise Unknown(whose.id, name)
            seen[text] = read(text)
        return seen[text]

    return Meaning(get, unit)


def undeclared(name: str) -> Meaning:
    """Return the meaning of a fact that the plan only mentions: a word about the subject itself."""

    def get(world: World, subject: Subject) -> str:
        text = world.fact(subject.id, name)
        return BOOLEAN_WORDS.get(text, text)

    return Meaning(get, TEXT)


def _reader(declared: FactDeclaration, words: Words) -> tuple[Callable[[str], Any], Unit]:
    if declared.type_ == "boolean":
        return (lambda text: BOOLEAN_WORDS.get(text, text)), TEXT
    if declared.type_ == "money":
        exponent = words.currency.exponent
        return (lambda text: parse_minor(text, exponent)), MONEY
    if declared.type_ == "number":
        parsed = parse_unit(declared.unit, words.currency) if declared.unit else (NUMBER, 1)
        unit, scale = parsed or (NUMBER, 1)
        return (lambda text: exact(text) * scale), unit
    return str, TEXT


def read_fact(declared: FactDeclaration, text: str, money: Currency) -> str:
    """Return what is wrong with the text of a fact, or empty: a word for the finding."""
    if declared.type_ == "boolean":
        return "" if text in BOOLEAN_WORDS else "boolean"
    if declared.type_ == "category":
        return "" if not declared.values or text in declared.values else "category"
    try:
        if declared.type_ == "money":
            parse_minor(text, money.exponent)
        elif declared.type_ == "number":
            exact(text)
    except ValueRefused:
        return declared.type_
    return ""


# ---- prefixed names --------------------------------------------------------------------------


def _household(words: Words, rest: str) -> Meaning | None:
    if rest == "size":
        return Meaning(lambda world, subject: world.size(subject), PERSON)
    return _fact(words, rest, "household")


def _person(words: Words, rest: str) -> Meaning | None:
    return _plain_word(words, rest) if rest == "age" else _fact(words, rest, "person")


def _collective(words: Words, rest: str) -> Meaning | None:
    return _fact(words, rest, "collective")


def _asset(words: Words, rest: str) -> Meaning | None:
    units: Iterable[tuple[str, Unit]] = (
        ("capital", MONEY),
        ("due", MONEY),
        ("received", MONEY),
        ("kind", TEXT),
        ("id", TEXT),
    )
    unit = dict(units).get(rest)
    if unit is None:
        declared = _fact(words, rest, "asset")
        if declared is not None:
            return declared
        parsed = parse_unit(rest, words.currency)
        if parsed is None or parsed[0].is_money:
            return None
        unit = parsed[0]
    return Meaning(lambda world, subject: world.asset(subject, rest), unit)


def _row(words: Words, rest: str) -> Meaning | None:
    if words.row is None or rest not in words.row.columns:
        return None
    return _column(words, rest)


def _column(words: Words, name: str) -> Meaning:
    assert words.row is not None  # noqa: S101  (both callers have looked)
    written = words.row.columns[name]
    parsed = (MONEY, 1) if written == "money" else parse_unit(written, words.currency)

    def get(_world: World, subject: Subject) -> Fraction | int | str:
        value = None if subject.row is None else subject.row.get(name)
        if value is None or value == "":  # an empty cell answers nothing
            raise Unknown(subject.id, f"row.{name}")
        return value

    return Meaning(get, parsed[0] if parsed else NUMBER)


def _points(words: Words, rest: str) -> Meaning | None:
    if words.plan.points is None:
        return None
    known = {"total", *(item.id for item in words.plan.points.items)}
    if rest not in known:
        return None
    return Meaning(lambda world, subject: world.points(subject, rest), POINT)


def _account(words: Words, rest: str) -> Meaning | None:
    account, _, column = rest.partition(".")
    column = column or "balance"
    if account not in words.plan.accounts or column not in {"balance", "put_in", "taken_out"}:
        return None
    return Meaning(lambda world, subject: world.account(account, subject, column), MONEY)


_PREFIXES: Mapping[str, Callable[[Words, str], Meaning | None]] = MappingProxyType(
    {
        "household": _household,
        "person": _person,
        "collective": _collective,
        "asset": _asset,
        "row": _row,
        "points": _points,
        "account": _account,
        "owed": _account,
        "held": _account,
        "receivable": _account,
    }
)
