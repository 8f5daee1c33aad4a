"""The meaning of quantities: each tree becomes one function, with its unit checked on the way.

A plan is compiled once and its functions are then called for every claimant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import reduce
from math import prod
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

import attrs

from benefit_share.expressions import faults
from benefit_share.expressions import quantity as q
from benefit_share.expressions.units import NUMBER, SHARE, TEXT, Unit, parse_unit, unit_of_money
from benefit_share.expressions.world import Subject, World
from benefit_share.values import percent_text

if TYPE_CHECKING:
    from benefit_share.expressions.condition import Condition
    from benefit_share.expressions.reasons import Reason
    from benefit_share.findings import Finding, Kind, Param
    from benefit_share.values import Currency

__all__ = ["Asked", "Compiler", "Meaning", "Vocabulary"]

Getter = Callable[[World, Subject], Any]


@attrs.frozen
class Meaning:
    """A compiled quantity.

    Attributes:
        get: gives the value for a subject: an int or Fraction, in minor units if money;
            a word if the unit is text. Raises `Unknown` if a fact is missing.
        unit: the unit of the value.
        constant: whether the value does not depend on the subject.
    """

    get: Getter
    unit: Unit
    constant: bool = False


@attrs.frozen
class Asked:
    """A compiled condition.

    Attributes:
        holds: answers True, False, or None for unknown.
        why: gives the same answer with its reason.
    """

    holds: Callable[[World, Subject], bool | None]
    why: Callable[[World, Subject], Reason]


class Vocabulary(Protocol):
    """The names that a quantity may use, and what they mean."""

    @property
    def currency(self) -> Currency:
        """The currency whose units are money."""

    def name(self, name: str) -> Meaning | None:
        """Return what a plain name means, or None."""

    def undeclared(self, name: str) -> Meaning:
        """Return the meaning of a fact that the plan mentions without declaring it."""

    def base(self, name: str) -> Meaning | None:
        """Return what a name means as the base of a rate, or None."""

    def register(self, name: str) -> Vocabulary | None:
        """Return the vocabulary inside the rows of a register, or None."""

    def nearest(self, name: str) -> str:
        """Return the nearest known name, or empty."""

    def table(self, name: str) -> tuple[tuple[Condition | None, q.Quantity], ...] | None:
        """Return the rows of a table, or None."""

    def definition(self, name: str) -> Condition | None:
        """Return the condition defined by a name, or None."""

    def is_step(self, name: str) -> bool:
        """Return whether a step above has this name."""

    def words_of(self, name: str) -> tuple[str, ...]:
        """Return the words that a category may take; empty if any."""

    def unknown_words(self, name: str, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return those of *words* that the category can never take."""

    def special(self, quantity: q.Quantity) -> Meaning | None:
        """Return the meaning of a form that only a run can answer (`used`, `awarded`, …)."""


class Compiler:
    """Turns trees into functions and collects what is wrong with them."""

    def __init__(
        self, words: Vocabulary, findings: list[Finding], inside: tuple[str, ...] = ()
    ) -> None:
        """Read names in *words*; add faults to *findings*; refuse what leads back *inside*."""
        self.words = words
        self.findings = findings
        self.inside = inside

    def entering(self, name: str) -> Compiler | None:
        """Return a compiler for what stands behind *name*, or None if it leads back to itself."""
        if name in self.inside:
            return None
        return Compiler(self.words, self.findings, (*self.inside, name))

    def fault(self, kind: Kind, path: str, **params: Param) -> None:
        """Add a finding."""
        self.findings.append(kind.at(path, **params))

    def quantity(self, tree: q.Quantity, path: str) -> Meaning | None:
        """Return the meaning of *tree*, or None after adding a finding."""
        return _FORMS[type(tree)](self, tree, path)

    def money(self, tree: q.Quantity, path: str) -> Meaning | None:
        """Return the meaning of *tree* if it is an amount of money."""
        meaning = self.quantity(tree, path)
        if meaning is None or meaning.unit.is_money:
            return meaning
        if isinstance(tree, q.Literal) and tree.unit == "%":
            self.fault(faults.RATE_NO_BASE, path, rate=percent_text(tree.value))
        else:
            money = unit_of_money(self.words.currency)
            self.fault(faults.NEEDS_MONEY, path, unit=str(meaning.unit), money=money)
        return None

    def number(self, tree: q.Quantity, path: str) -> Meaning | None:
        """Return the meaning of *tree* if it is not a word."""
        meaning = self.quantity(tree, path)
        if meaning is not None and meaning.unit == TEXT:
            name = tree.name if isinstance(tree, q.Name) else str(TEXT)
            self.fault(faults.NEEDS_NUMBER, path, name=name)
            return None
        return meaning

    def condition(self, tree: Condition, path: str) -> Asked | None:
        """Return the meaning of a condition, or None after adding a finding."""
        from benefit_share.expressions.asking import ask

        return ask(self, tree, path)

    def parts(self, trees: tuple[q.Quantity, ...], path: str) -> list[Meaning] | None:
        """Return the meanings of all *trees*, or None if one of them is at fault."""
        found = [self.number(tree, f"{path}[{place}]") for place, tree in enumerate(trees)]
        whole = [meaning for meaning in found if meaning is not None]
        return whole if len(whole) == len(found) else None

    def alike(self, meanings: list[Meaning], path: str) -> Unit | None:
        """Return the unit that all *meanings* share, or None after adding a finding."""
        unit = meanings[0].unit
        for meaning in meanings[1:]:
            if not unit.fits(meaning.unit):
                self.fault(faults.UNITS_MIXED, path, one=str(unit), other=str(meaning.unit))
                return None
            unit = unit.joined(meaning.unit)
        if unit.has_money and not all(map(_may_be_money, meanings)):
            self.fault(faults.UNITS_MIXED, path, one=str(unit), other=str(NUMBER))
            return None
        return unit


def _may_be_money(meaning: Meaning) -> bool:
    """A number without a unit is no amount of money: 60 could be yuan or fen; only 0 is both."""
    return not meaning.unit.bare or (meaning.constant and meaning.get(_NOWHERE, _NOBODY) == 0)


_NOWHERE: Any = None
_NOBODY = Subject("scope", "")
"""Constants are asked in no world, of nobody."""


def _plain(value: Fraction | int) -> Fraction | int:
    return value.numerator if value.denominator == 1 else value


def _constant(value: Fraction | int, unit: Unit) -> Meaning:
    kept = _plain(value)
    return Meaning(lambda _world, _subject: kept, unit, constant=True)


def _literal(to: Compiler, tree: q.Literal, path: str) -> Meaning | None:
    if not tree.unit:
        return _constant(tree.value, NUMBER)
    parsed = parse_unit(tree.unit, to.words.currency)
    if parsed is None:
        money = unit_of_money(to.words.currency)
        to.fault(faults.UNIT_UNKNOWN, path, unit=tree.unit, money=money)
        return None
    unit, scale = parsed
    return _constant(tree.value * scale, unit)


def _name(to: Compiler, tree: q.Name, path: str) -> Meaning | None:
    meaning = to.words.name(tree.name)
    if meaning is None:
        to.fault(faults.NAME_UNKNOWN, path, name=tree.name, nearest=to.words.nearest(tree.name))
    return meaning


def _rate_of(to: Compiler, tree: q.RateOf, path: str) -> Meaning | None:
    rate = to.quantity(tree.rate, path)
    base = to.words.base(tree.base)
    if base is None:
        to.fault(faults.NAME_UNKNOWN, path, name=tree.base, nearest=to.words.nearest(tree.base))
    if rate is None or base is None:
        return None
    written = (
        isinstance(tree.rate, q.Literal) and tree.rate.unit == "" and "/" in str(tree.rate.value)
    )
    if rate.unit != SHARE and not written:
        to.fault(faults.NOT_A_SHARE, path, rate=_written(tree.rate))
        return None
    return Meaning(_product((rate.get, base.get)), base.unit)


def _written(rate: q.Literal | q.Name) -> str:
    return rate.name if isinstance(rate, q.Name) else str(rate.value)


def _product(gets: tuple[Getter, ...]) -> Getter:
    if len(gets) == 2:
        one, other = gets
        return lambda world, subject: one(world, subject) * other(world, subject)
    return lambda world, subject: prod(get(world, subject) for get in gets)


def _times(to: Compiler, tree: q.Times, path: str) -> Meaning | None:
    parts = to.parts(tree.times, f"{path}.times")
    if parts is None:
        return None
    unit = reduce(lambda one, other: one.times(other), (part.unit for part in parts), NUMBER)
    return Meaning(
        _product(tuple(part.get for part in parts)),
        unit,
        constant=all(part.constant for part in parts),
    )


def _folded(
    key: str, fold: Callable[[list[Any]], Any]
) -> Callable[[Compiler, Any, str], Meaning | None]:
    def compile_fold(to: Compiler, tree: Any, path: str) -> Meaning | None:  # noqa: ANN401  (one of two kinds of tree)
        parts = to.parts(getattr(tree, key), f"{path}.{key}")
        unit = to.alike(parts, f"{path}.{key}") if parts else None
        if not parts or unit is None:
            return None
        gets = tuple(part.get for part in parts)
        return Meaning(
            lambda world, subject: fold([get(world, subject) for get in gets]),
            unit,
            constant=all(part.constant for part in parts),
        )

    return compile_fold


def _whole(to: Compiler, tree: q.Whole, path: str) -> Meaning | None:
    parts = to.parts((tree.whole, tree.unit), path)
    unit = to.alike(parts, path) if parts else None
    if not parts or unit is None:
        return None
    value, step = parts[0].get, parts[1].get
    if not parts[1].constant or step(_NOWHERE, _NOBODY) <= 0:
        instead = "Write a fixed unit above 0, such as 1 yuan."
        to.fault(faults.FORM_UNKNOWN, f"{path}.unit", form="whole", instead=instead)
        return None

    def whole(world: World, subject: Subject) -> Fraction | int:
        size = step(world, subject)
        return _plain(value(world, subject) // size * Fraction(size))

    return Meaning(whole, unit)


def _count(to: Compiler, tree: q.Count, path: str) -> Meaning | None:
    if tree.count not in {"members", "households"}:
        instead = "Write {count: members} or {count: households}."
        to.fault(faults.FORM_UNKNOWN, path, form=f"count: {tree.count}", instead=instead)
        return None
    where = to.condition(tree.where, f"{path}.where") if tree.where is not None else None
    if tree.where is not None and where is None:
        return None
    unit = Unit((("person" if tree.count == "members" else "household", 1),))
    members = tree.count == "members"

    def count(world: World, subject: Subject) -> int:
        each = world.members(subject) if members else world.households(subject)
        return len(each) if where is None else len(_chosen(world, each, where))

    return Meaning(count, unit)


def _chosen(world: World, each: Iterable[Subject], where: Asked) -> list[Subject]:
    """Return those for whom *where* holds; unknown is passed on as `Unknown`."""
    chosen = []
    for subject in each:
        answer = where.holds(world, subject)
        if answer is None:
            where_unknown(world, subject, where)
        if answer:
            chosen.append(subject)
    return chosen


def where_unknown(world: World, subject: Subject, where: Asked) -> None:
    """Raise `Unknown` with the first fact that kept *where* from an answer."""
    from benefit_share.expressions.asking import first_unknown
    from benefit_share.expressions.world import Unknown

    raise Unknown(subject.id, first_unknown(where.why(world, subject)))


def _sum(to: Compiler, tree: q.Sum, path: str) -> Meaning | None:
    people = tree.sum in {"members", "households"}
    inner_words = to.words if people else to.words.register(tree.sum)
    if inner_words is None:
        to.fault(faults.NAME_UNKNOWN, path, name=tree.sum, nearest=to.words.nearest(tree.sum))
        return None
    inner = Compiler(inner_words, to.findings, to.inside)
    of = inner.number(tree.of, f"{path}.of")
    where = inner.condition(tree.where, f"{path}.where") if tree.where is not None else None
    if of is None or (tree.where is not None and where is None):
        return None
    name, get = tree.sum, of.get

    def total(world: World, subject: Subject) -> Fraction | int:
        if name == "members":
            each = world.members(subject)
        else:
            each = world.households(subject) if people else world.rows(name, subject)
        chosen = each if where is None else _chosen(world, each, where)
        added: Fraction | int = sum(get(world, row) for row in chosen)
        return added

    return Meaning(total, of.unit)


def _present(to: Compiler, tree: q.Present, path: str) -> Meaning | None:
    ways = {"months": ("started", "complete", "day_15"), "days": ("",)}
    if tree.present not in ways or tree.count not in ways[tree.present]:
        instead = "Write {present: months, count: started}, complete or day_15, or {present: days}."
        to.fault(faults.FORM_UNKNOWN, path, form=f"present: {tree.present}", instead=instead)
        return None
    unit, count = tree.present, tree.count
    return Meaning(lambda world, subject: world.present(subject, unit, count), SHARE)


def _special(to: Compiler, tree: q.Quantity, path: str) -> Meaning | None:
    meaning = to.words.special(tree)
    if meaning is None:
        form = next(iter(attrs.fields_dict(type(tree))))
        instead = "Name a step or a table of this plan that stands above."
        if isinstance(tree, q.Earlier):
            instead = "Name a step of this plan, and write since: year or since: ever."
        to.fault(faults.FORM_UNKNOWN, path, form=form, instead=instead)
    return meaning


def _table(to: Compiler, tree: q.TableOf, path: str) -> Meaning | None:
    from benefit_share.expressions.tables import table

    return table(to, tree, path)


_FORMS: Mapping[type, Callable[[Compiler, Any, str], Meaning | None]] = MappingProxyType(
    {
        q.Literal: _literal,
        q.Name: _name,
        q.RateOf: _rate_of,
        q.Times: _times,
        q.Plus: _folded("plus", sum),
        q.Minus: _folded("minus", lambda values: values[0] - sum(values[1:])),
        q.Least: _folded("least", min),
        q.Most: _folded("most", max),
        q.Whole: _whole,
        q.Count: _count,
        q.Sum: _sum,
        q.Present: _present,
        q.TableOf: _table,
        q.Used: _special,
        q.Awarded: _special,
        q.Earlier: _special,
    }
)
