"""Quantities: the only arithmetic of a plan, as immutable trees.

A quantity written as text has one of three closed forms (`parse_quantity`):
a literal with its unit (`400 yuan/mu`, `29 %`, `3/8`), a rate of a name (`60 % of village`),
a name.
Every other form is a mapping with one *form key*, the first field of a class below:
`{times: [...]}` is `Times(times=(...))`.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from benefit_share.values import exact

if TYPE_CHECKING:
    from benefit_share.expressions.condition import Condition

__all__ = [
    "QUANTITY_FORMS",
    "Awarded",
    "Count",
    "Earlier",
    "Least",
    "Literal",
    "Minus",
    "Most",
    "Name",
    "Plus",
    "Present",
    "Quantity",
    "RateOf",
    "Sum",
    "TableOf",
    "Times",
    "Used",
    "Whole",
    "parse_quantity",
]


@attrs.frozen
class Literal:
    """A number with its unit as written; `%` is divided out of the value."""

    value: Fraction
    unit: str = ""


@attrs.frozen
class Name:
    """A name: a figure, a definition, a fact, `household.size`, `row.kw`, `points.total`."""

    name: str


@attrs.frozen
class RateOf:
    """A rate of a named base: `60 % of village`, `om_rate of gross`."""

    rate: Literal | Name
    base: str


@attrs.frozen
class Times:
    """The product of its parts."""

    times: tuple[Quantity, ...]


@attrs.frozen
class Plus:
    """The sum of its parts."""

    plus: tuple[Quantity, ...]


@attrs.frozen
class Minus:
    """The first part less all the others."""

    minus: tuple[Quantity, ...]


@attrs.frozen
class Least:
    """The least of its parts."""

    least: tuple[Quantity, ...]


@attrs.frozen
class Most:
    """The greatest of its parts."""

    most: tuple[Quantity, ...]


@attrs.frozen
class Whole:
    """The greatest whole multiple of *unit* that is not above the quantity."""

    whole: Quantity
    unit: Quantity


@attrs.frozen
class Count:
    """How many members (of a household) or households (of a collective) meet a condition."""

    count: str
    where: Condition | None = None


@attrs.frozen
class Sum:
    """The sum of a quantity over the rows of a register, or over members or households."""

    sum: str
    of: Quantity
    where: Condition | None = None


@attrs.frozen
class Present:
    """The part of the period in which the claimant, or its row, was there.

    Attributes:
        present: `months` or `days`.
        count: which months count: `started` (there on any day), `complete`, `day_15`.
    """

    present: str
    count: str = ""


@attrs.frozen
class TableOf:
    """What a table of the plan says for the claimant.

    Attributes:
        table: the id of the table.
        several: what to take if several rows fit: `highest`, `lowest`, `sum`, `first`, `refuse`.
    """

    table: str
    several: str = "refuse"


@attrs.frozen
class Used:
    """What a step above used in this copy, or (with *party*) what it gave one party."""

    used: str
    party: str = ""


@attrs.frozen
class Awarded:
    """What the steps named gave this statement's party, above this step."""

    awarded: tuple[str, ...]


@attrs.frozen
class Earlier:
    """What a step gave the claimant in filed runs before this one; a household all on its page.

    Attributes:
        earlier: the id of the step.
        since: `year` (the calendar year in which the period ends) or `ever`.
    """

    earlier: str
    since: str = "ever"


Quantity = (
    Literal
    | Name
    | RateOf
    | Times
    | Plus
    | Minus
    | Least
    | Most
    | Whole
    | Count
    | Sum
    | Present
    | TableOf
    | Used
    | Awarded
    | Earlier
)

QUANTITY_FORMS: tuple[type, ...] = (
    Times,
    Plus,
    Minus,
    Least,
    Most,
    Whole,
    Count,
    Sum,
    Present,
    TableOf,
    Used,
    Awarded,
    Earlier,
)
"""The classes written as a mapping; the first field of each is its form key."""

_NUMBER = r"-?[0-9]+(?:\.[0-9]+)?(?:/[1-9][0-9]*)?"
_LITERAL = re.compile(rf"({_NUMBER})(?: ?(%)| ([^\s%]+))?", re.ASCII | re.DOTALL)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*", re.ASCII)
_RATE = re.compile(r"(\S.*?) of (\S+)", re.ASCII)


def parse_quantity(text: str) -> Literal | Name | RateOf | None:
    """Return the quantity that *text* writes, or None if it has none of the three forms.

    Raises:
        ValueFault: when it is a literal whose number is written in a way that is refused: `00`.
    """
    rate = _RATE.fullmatch(text)
    if rate:
        left, base = _simple(rate.group(1)), rate.group(2)
        if left is None or not _NAME.fullmatch(base):
            return None
        return RateOf(left, base)
    return _simple(text)


def _simple(text: str) -> Literal | Name | None:
    match = _LITERAL.fullmatch(text)
    if match is None:
        return Name(text) if _NAME.fullmatch(text) else None
    number, percent, unit = match.groups()
    if "." in number and "/" in number:
        return None
    value = exact(number)
    return Literal(value * Fraction(1, 100), "%") if percent else Literal(value, unit or "")
