"""The `points:` section of a plan, as values; the field names are its keys.

This page is the reference of the section.
A trailing underscore is dropped (`is_` is `is`); numbers are written like everywhere in a plan
(`40`, `40 point`); a word has one of the values listed with its field, the first being the default.

    points:
      of: person                      # who is scored: household, person
      counts: valid_at                # valid_at: what is valid on the day; earned_in: in the period
      base: 1000                      # everybody begins with
      step: 0.1                       # the smallest step of a point
      to_household: sum               # sum, head, highest, mean of the persons of a household
      head_takes: family              # items of this category go to the head of the household
      same_act: largest               # largest of the entries with one act; each
      repeat: {factor: 2, within: validity}
      pending: refuse                 # an open objection: refuse, count, leave_out
      valid:                          # how long an entry is valid, by its points
        - {value: "[-40,0)", years: 1}
        - {value: "(,-40)", years: 2}
      at_least: 0
      at_most: 1100
      normalise: {to: 100, out_of: 1100}
      groups:
        - {id: local, at_most: {is: 10, per: year}, additions: 5, deductions: 5, each_at_most: 2}
      items:
        - {id: training, give: 1, at_most: {is: 3, per: year}}
        - {id: hours, of: hour, total_in: ever,
           give: {tiers: [{at_least: 4, give: 1}, {at_least: 10, give: 2}]}}
        - {id: gift, of: yuan, at_most: {is: 40, per: year},
           give: {brackets: [{above: 0, give: 0.1, per: 10}, {above: 100, give: 1, per: 100}]}}
        - {id: yard, give: {times: [-1, household.size]}, deduction: true, each: quarter}
        - {id: blocked_road, give: {from: -50, to: -20}, repeat: false}
        - {id: littering, effect: reset}
        - {id: fraud, effect: {veto: 0, freeze: additions, while: valid}, valid: {years: 5},
           repair: {turns_into: -60}}
        - {id: special, give: manual, approver: township}

The stages come in the order of `pipeline`, whatever the order of the keys.
The forms of `give` stand in `giving`, those of `effect` in `effects`, the windows (`each`,
`total_in`, `per`) in `windows`, `to_household` in `together`: each word is one entry there.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from benefit_share.expressions.quantity import Quantity
from benefit_share.points.effects import Effect
from benefit_share.points.giving import Give
from benefit_share.values import Band, Text

__all__ = [
    "Cap",
    "Duration",
    "Group",
    "Item",
    "Normalise",
    "Repair",
    "Repeat",
    "Scheme",
    "Validity",
]


@attrs.frozen
class Duration:
    """How long an entry is valid, from the day of the act on.

    Valid for a year from 1 March is valid to the last day of February.

    Attributes:
        years: whole years.
        months: whole months, added to the years.
    """

    years: int = 0
    months: int = 0

    @property
    def in_months(self) -> int:
        """The whole in months."""
        return self.years * 12 + self.months


@attrs.frozen
class Validity:
    """How long entries of some points are valid; entries outside every band are valid for ever.

    Attributes:
        value: the band of points, `"[-40,0)"`.
        years: whole years.
        months: whole months, added to the years.
    """

    value: Band
    years: int = 0
    months: int = 0

    @property
    def in_months(self) -> int:
        """The whole in months."""
        return self.years * 12 + self.months


@attrs.frozen
class Cap:
    """The most that counts in a window; of deductions, the most that is deducted.

    Attributes:
        is_: the number of points, for additions and deductions each for itself.
        per: the window: `period`, `entry`, `month`, `quarter`, `year`, `ever`.
    """

    is_: Quantity
    per: str = "period"


@attrs.frozen
class Repeat:
    """What a deduction is multiplied by when the same item is entered again.

    Attributes:
        factor: by how much; 2 doubles. The third time is multiplied once, like the second.
        within: `validity` of the earlier entry, or the same window as the earlier entry.
        validity_by: whether the points `before` or `after` this stage decide how long it is valid.
    """

    factor: Fraction
    within: str = "validity"
    validity_by: str = "before"


@attrs.frozen
class Repair:
    """What an entry with an effect becomes when it has been put right (`state: repaired`).

    Attributes:
        turns_into: the points it then gives; its validity is that of these points.
    """

    turns_into: Quantity


@attrs.frozen
class Normalise:
    """The total as a part of *to*: total × to ÷ out_of, exactly.

    Attributes:
        to: the full score printed, such as 100.
        out_of: the points that are the full score.
    """

    to: Fraction
    out_of: Quantity


@attrs.frozen
class Group:
    """Items that are limited together.

    Attributes:
        id: its name in the scheme.
        at_most: the most that counts of all its items, earliest first.
        additions: how many items that add it may have, or None for any number.
        deductions: how many items that deduct it may have, or None for any number.
        each_at_most: the most points that one of its items may give or deduct.
        title: what it is called.
        clause: where the rules say so.
    """

    id: str
    at_most: Cap | None = None
    additions: int | None = None
    deductions: int | None = None
    each_at_most: Quantity | None = None
    title: Text | None = None
    clause: str = ""


@attrs.frozen
class Item:
    """Something that gives or costs points.

    Attributes:
        id: its name in the scheme and in the ledger.
        title: what it is called.
        clause: where the rules say so.
        category: a word by which `head_takes` finds it.
        give: the points of an entry: a quantity for each one (`1`, `{times: [-1, …]}`), a range
            `{from, to}` or `manual` for the assessors, `{tiers: …}`, `{brackets: …}`.
        of: the unit in which the quantity of an entry is measured: `hour`, `yuan`; empty: counted.
        each: one entry counts in each of these windows, the earliest: `entry`, `month`, …
        total_in: tiers and brackets look at the total of this window; empty: at each entry.
        at_most: the most that counts of this item, earliest first.
        group: the id of its group.
        effect: `reset`, or `{veto, freeze, while}`.
        repair: what becomes of it when it has been put right.
        valid: how long it is valid, instead of the scheme's bands.
        approver: who has to approve an entry; the approval is its evidence.
        evidence: whether an entry without evidence counts for nothing.
        deduction: whether computed or manual points are a deduction; elsewhere the sign says so.
        repeat: whether the scheme's `repeat` multiplies a deduction of this item.
    """

    id: str
    title: Text | None = None
    clause: str = ""
    category: str = ""
    give: Give | None = None
    of: str = ""
    each: str = "entry"
    total_in: str = ""
    at_most: Cap | None = None
    group: str = ""
    effect: str | Effect | None = None
    repair: Repair | None = None
    valid: Duration | None = None
    approver: str = ""
    evidence: bool = False
    deduction: bool = False
    repeat: bool = True


@attrs.frozen
class Scheme:
    """How points are reckoned.

    Attributes:
        items: what gives or costs points.
        of: who is scored: `household` or `person`.
        counts: `valid_at` the day of the sheet, or `earned_in` its period.
        base: what everybody begins with.
        step: the smallest step of a point; what is no multiple of it is refused.
        to_household: from persons to the household: `sum`, `head`, `highest`, `mean`.
        head_takes: the category of items that go to the head of the household, or empty.
        same_act: of the entries of one act `largest` addition and deduction, or `each`.
        repeat: what a repeated deduction is multiplied by.
        pending: an entry under objection: `refuse`, `count`, `leave_out`.
        valid: how long entries are valid, by their points.
        at_least: the least total; without one a negative total is refused.
        at_most: the greatest total.
        normalise: the total as a part of a full score.
        groups: items limited together.
        title: what the scheme is called.
        clause: where the rules say so.
    """

    items: tuple[Item, ...]
    of: str = "household"
    counts: str = "valid_at"
    base: Quantity | None = None
    step: Fraction = Fraction(1)
    to_household: str = "sum"
    head_takes: str = ""
    same_act: str = "largest"
    repeat: Repeat | None = None
    pending: str = "refuse"
    valid: tuple[Validity, ...] = ()
    at_least: Quantity | None = None
    at_most: Quantity | None = None
    normalise: Normalise | None = None
    groups: tuple[Group, ...] = ()
    title: Text | None = None
    clause: str = ""
