"""How an amount came about, on the face of a slip: at most four short lines, each with its label.

The statement says it in full (`reckoning`); a slip says it so that a household can follow it with a
pocket calculator, standing.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from benefit_share.rendering.explained.formula import formula
from benefit_share.rendering.explained.reckoning import price_of, rule_name
from benefit_share.rendering.words.vocabulary import ROUNDINGS
from benefit_share.values import Text
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from benefit_share.expressions.tracing import Term
    from benefit_share.rendering.explained.names import Names
    from benefit_share.statements import Line

__all__ = ["slip_rows"]

Row = tuple[str, str]
"""What a line is about, and what it says."""

_TABLE = "table:"


def slip_rows(line: Line, names: Names) -> tuple[Row, ...]:
    """Return the lines under the amount of *line*."""
    return tuple(_rows(line, names))


def _rows(line: Line, names: Names) -> Iterator[Row]:
    tell = names.words.tell
    made = tell("1, the same for everybody")
    if line.made is not None:
        made = formula(_plain(line.made), _with_factors(line.made, names))
    if line.step.mode == "pay":
        yield tell("Entitled to"), made
        yield from _paid(line, names)
    else:
        yield tell("Your part"), made
        yield from _shared(line, names)
    if line.bound in {"floor", "cap"}:
        said = {"cap": tell("at most {amount}", amount=names.yuan(line.exact))}
        yield (
            tell("Limit"),
            said.get(line.bound, tell("at least {amount}", amount=names.yuan(line.exact))),
        )
    if _before_rounding(line) != line.amount:
        yield tell("Rounded"), _rounded(line, names)
    if line.unpaid:
        yield tell("Not paid now"), names.money(line.unpaid)


def _paid(line: Line, names: Names) -> Iterator[Row]:
    tell, step = names.words.tell, line.step
    if step.rule == "in_full" or line.bound in {"floor", "cap"}:
        return
    there, needed = names.yuan(step.offered), names.yuan(step.total)
    yield tell("There is"), tell("{there} for {needed} in all", there=there, needed=needed)
    exact = names.yuan(line.exact)
    if step.rule == "proportional" and step.total:
        asked, total = names.exact(line.asked), names.exact(step.total)
        yield tell("Reckoned"), f"{names.exact(step.offered)} × {asked} ÷ {total} = {exact}"
    else:
        rule = rule_name(step.rule, names)
        yield tell("Reckoned"), tell("{rule}: {amount}", rule=rule, amount=exact)


def _shared(line: Line, names: Names) -> Iterator[Row]:
    tell, step = names.words.tell, line.step
    is_money = line.made is not None and line.made.unit.is_money
    weight, total = (
        names.exact(value) if is_money else names.words.number(value)
        for value in (line.asked, step.total)
    )
    offered, price = names.exact(step.offered), price_of(step, names)
    is_priced = step.share_rounding == "unit_price"
    is_even = (
        not is_priced and bool(step.total) and line.exact * step.total == step.offered * line.asked
    )
    if is_even and line.bound not in {"floor", "cap"}:
        yield (
            tell("All parts"),
            tell("{total} in all, for {amount}", total=total, amount=names.yuan(step.offered)),
        )
        yield tell("Reckoned"), f"{offered} × {weight} ÷ {total} = {names.yuan(line.exact)}"
        return
    worth = price if step.unit_of_total == "money" else names.with_yuan(price)
    each = f"{offered} ÷ {total} → {worth}" if is_priced else worth
    yield tell("Each part"), each
    wanted = line.asked * (step.multiplier or Fraction(0))
    yield tell("Reckoned"), f"{weight} × {price} = {names.yuan(wanted)}"


def _before_rounding(line: Line) -> Fraction:
    """Return what is rounded: where a price is published, weight times that price."""
    if line.step.share_rounding == "unit_price":
        return line.asked * (line.step.multiplier or 0)
    return line.exact


def _rounded(line: Line, names: Names) -> str:
    words, step = names.words, line.step
    amount, unit = names.yuan(line.amount), names.yuan(step.unit)
    if step.share_rounding in ROUNDINGS:
        how = words.tell(ROUNDINGS[step.share_rounding])
        return words.tell("{how} to {unit}: {amount}", how=how, unit=unit, amount=amount)
    if line.raised:
        return words.tell(
            "{amount}: what was left over is among the largest, so {unit} more",
            amount=amount,
            unit=unit,
        )
    return words.tell("{amount}: what is below {unit} is left off", amount=amount, unit=unit)


# ---- a table of the rules is a factor to whoever reads a slip


def _plain(term: Term) -> Term:
    """Return *term* with each table as a name; the statement says which of its rows decided."""
    if term.form == "table":
        return attrs.evolve(term, form="name", name=_TABLE + term.name, parts=())
    return attrs.evolve(term, parts=tuple(map(_plain, term.parts)))


def _tables(term: Term) -> Iterator[Term]:
    if term.form == "table":
        yield term
    for part in term.parts:
        yield from _tables(part)


def _with_factors(term: Term, names: Names) -> Names:
    titles, tell = dict(names.titles), names.words.tell

    def both(text: str) -> Text:
        return Text(zh=text, en=text)

    for table in _tables(term):
        known = names.title("word", table.name)
        said = both(known)
        if known == table.name:  # nobody has called it anything
            said = both(tell("factor") if table.unit.bare else tell("amount by the table"))
        titles["figure", _TABLE + table.name] = said
    return attrs.evolve(names, titles=FrozenMap(titles))
