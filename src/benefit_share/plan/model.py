"""The adopted rules as one versioned document, as values.

The field names are the keys of the plan file (a trailing underscore is dropped: `from_` is `from`).
Nothing here computes; the meaning is made by `names`, `expressions.meaning` and `distribution`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

import attrs

from benefit_share.expressions import Condition, Quantity
from benefit_share.plan.registers import Register, RegisterCheck
from benefit_share.points import Scheme
from benefit_share.procedure import Procedure
from benefit_share.values import Text
from benefit_share.values.frozen import FrozenMap

__all__ = [
    "PLAN_FORMAT",
    "Account",
    "Basis",
    "Check",
    "Contact",
    "FactDeclaration",
    "Figure",
    "Header",
    "Plan",
    "Pool",
    "Register",
    "RegisterCheck",
    "RoundingRules",
    "Shortage",
    "Step",
    "Table",
    "TableRow",
]

PLAN_FORMAT: Final = "benefit-share/plan/1"


def _mapping(value: Mapping[str, object]) -> Mapping[str, object]:
    return FrozenMap(value)


@attrs.frozen
class Header:
    """Which rules these are.

    Attributes:
        id: identifier of the rules, the same in every version.
        version: number of this version, 1 or more.
        from_: first day on which it holds.
        to: last day on which it holds.
        currency: ISO 4217 code.
        title: what the rules are called.
        versions_by: which date of a receipt decides its period: `earned` or `received`.
        payer: who pays: `collective`.
        time_zone: the zone in which local dates are counted.
    """

    id: str
    version: int
    from_: dt.date
    to: dt.date
    currency: str
    title: Text | None = None
    versions_by: str = "received"
    payer: str = "collective"
    time_zone: str = "Asia/Shanghai"


@attrs.frozen
class Basis:
    """On which day things are looked at, and to which period income belongs.

    Attributes:
        income: which income is shared: `recognised` (what was received for the period).
        roster: the record date; the last day of the period if not given.
        points: the day of the points sheet; the last day of the period if not given.
        spread: what becomes of a sum that was earned in several periods: `refuse`, or told apart
            by `days` or by `months`; a contract may say another way.
        unearned: the held account that keeps what later periods will have earned, or empty.
    """

    income: str = "recognised"
    roster: dt.date | None = None
    points: dt.date | None = None
    spread: str = "refuse"
    unearned: str = ""


@attrs.frozen
class RoundingRules:
    """How amounts become whole units.

    Attributes:
        takes: single amounts: `half_up`, `half_even`, `down`, `up`.
        pay: fixed claims, each for itself: the same words.
        share: an amount shared: `largest_remainder`, `keep`, `unit_price`.
        unit: the smallest amount awarded, such as `0.01 yuan` or `1 yuan`.
    """

    takes: str = "half_up"
    pay: str = "half_up"
    share: str = "largest_remainder"
    unit: Quantity | None = None


@attrs.frozen
class FactDeclaration:
    """What a fact is, so that its values can be read and its privacy kept.

    Attributes:
        of: whose fact: `household`, `person`, `collective`, `asset`.
        type_: `category`, `boolean`, `number`, `money`, `date`.
        values: the words a category may take; empty: any word.
        unit: the unit of a number.
        sensitive: whether the value must never be shown in public, in a message or a log.
        title: what the fact is called.
        none: the value where nothing is recorded; without it a missing fact is a fault.
    """

    of: str = "household"
    type_: str = "category"
    values: tuple[str, ...] = ()
    unit: str = ""
    sensitive: bool = True
    title: Text | None = None
    none: str | None = None


@attrs.frozen
class Figure:
    """A dated named number, or one that a meeting decides.

    Attributes:
        id: its name in the plan.
        is_: the number with its unit, or `decided`.
        unit: the unit of a decided number.
        by: who decides: `collective` (each its own) or `scope`.
        at_least: the least that may be decided.
        at_most: the most that may be decided.
        from_: first day of validity; open if not given.
        to: last day of validity; open if not given.
        clause: where the rules say so.
        title: what it is called.
    """

    id: str
    is_: Quantity
    unit: str = ""
    by: str = "scope"
    at_least: Quantity | None = None
    at_most: Quantity | None = None
    from_: dt.date | None = None
    to: dt.date | None = None
    clause: str = ""
    title: Text | None = None


@attrs.frozen
class TableRow:
    """One row of a table: when it fits, and what it says.

    Attributes:
        when: the condition; None fits always.
        is_: the quantity, or a word (a grade) as a name.
    """

    when: Condition | None
    is_: Quantity


@attrs.frozen
class Table:
    """Rows tried from top to bottom."""

    rows: tuple[TableRow, ...]


@attrs.frozen
class Account:
    """A balance that outlives the run.

    Attributes:
        kind: `held` (the money is there), `owed` (we owe it), `receivable` (they owe it).
        of: one balance in all (`scope`), or one for each `collective`, `asset`, `claimant`.
    """

    kind: str
    of: str


@attrs.frozen
class Pool:
    """A named sum inside a run.

    Attributes:
        per: one copy for each `asset`, `collective`, `claimant`, or one in all (`scope`).
        fed_by: which income enters it: a field of a receipt and its accepted words; None: none.
        opening: the held account whose balance opens it, or empty.
        title: what it is called.
    """

    per: str = "scope"
    fed_by: Mapping[str, tuple[str, ...]] | None = None
    opening: str = ""
    title: Text | None = None


@attrs.frozen
class Shortage:
    """What happens when a step asks for more than there is.

    Attributes:
        take: `refuse` (nothing is computed), `partial` (what is there is divided),
            `all_or_nothing` (nobody is paid unless everybody can be).
        divide: the rule by which a partial amount is divided.
        weight: the weights of that rule, or None for equal ones.
        unpaid: `lapse`, or `owed.<account>` that keeps the unpaid part.
        draw: a held account that is drawn on first, or empty.
    """

    take: str = "refuse"
    divide: str = ""
    weight: Quantity | None = None
    unpaid: str = ""
    draw: str = ""


@attrs.frozen
class Step:
    """One move of money: from a pool to one place, to several, or among claimants.

    Attributes:
        id: its name in the plan.
        from_: the pool it draws from.
        title: what it is called.
        clause: where the rules say so.
        where: a condition on the pool's copy; the step skips the copies that fail it.
        take: how much is offered: a quantity, `remaining`, or `needed` (the sum of the claims).
        budget: the most it may take.
        use: the code of the lawful use.
        to: `pool.<id>`, `account.<id>`, `payee.<id>`, or `payee` (the claimant's own).
        split: destinations as in *to*, each with its rate; together exactly 100 %.
        among: `households`, `persons`, `collectives`, a register, `owed.<account>`, or
            `held.<account>`.
        who: which of them.
        as_of: the day they are looked at, instead of the record date.
        several_lists: a claimant with several rows: `each`, `first`, `refuse`.
        pay: what each claimant is paid.
        share: the weight of each claimant, or `equal`.
        at_least: the least a claimant gets (topped up from the others).
        at_most: the most a claimant gets.
        surplus: what a limit leaves over: `share_again` or `leave`.
        then: the pool that the awards enter, instead of the claimants' `award`.
        settles: the account that is settled by what is given.
        unit: the smallest amount awarded, instead of the plan's.
        round_: the rounding, instead of the plan's.
        price_unit: the smallest step of a published price for `round: unit_price`.
        if_none: nobody to give to: `refuse` or `skip`.
        short: not enough to take: see `Shortage`.
    """

    id: str
    from_: str
    title: Text | None = None
    clause: str = ""
    where: Condition | None = None
    take: Quantity | None = None
    budget: Quantity | None = None
    use: str = ""
    to: str = ""
    split: Mapping[str, Quantity] | None = None
    among: str = ""
    who: Condition | None = None
    as_of: dt.date | None = None
    several_lists: str = "refuse"
    pay: Quantity | None = None
    share: Quantity | None = None
    at_least: Quantity | None = None
    at_most: Quantity | None = None
    surplus: str = ""
    then: str = ""
    settles: str = ""
    unit: Quantity | None = None
    round_: str = ""
    price_unit: Quantity | None = None
    if_none: str = ""
    short: Shortage | None = None


@attrs.frozen
class Check:
    """A test of the result; it never moves money.

    Attributes:
        id: its name in the plan.
        that: what is tested.
        at_least: the least it may be.
        at_most: the most it may be.
        equals: what it should be, to the unit.
        otherwise: `refuse` or `finding` (a warning).
        per: tested once in all (`scope`), or for each `collective`, `asset`, `household`, `person`.
        who: for which of them; None: for all.
        clause: where the rules say so.
    """

    id: str
    that: Quantity
    at_least: Quantity | None = None
    at_most: Quantity | None = None
    equals: Quantity | None = None
    otherwise: str = "refuse"
    per: str = "scope"
    who: Condition | None = None
    clause: str = ""


@attrs.frozen
class Contact:
    """Whom to object to, and by when.

    Attributes:
        office: who takes objections.
        how: address, hours, telephone of the office.
        days: within how many days of the posting.
    """

    office: Text
    how: Text | None = None
    days: int = 10


@attrs.frozen
class Plan:
    """One version of the rules.

    Attributes:
        plan: which rules these are.
        steps: what is done with the money, in order.
        pools: the sums it moves through.
        format: the name and number of this file format.
        basis: on which day things are looked at.
        rounding: how amounts become whole units.
        facts: the facts that the rules ask for.
        figures: dated named numbers.
        registers: dated tables of rows.
        tables: what is said for whom.
        define: conditions and quantities by name.
        accounts: balances that outlive the run.
        points: the points scheme.
        checks: tests of the result.
        contact: whom to object to.
        procedure: from proposal to filing: the stages, who does them, what blocks them.
        uses: the codes of lawful uses; empty: not limited.
        words: what the plan's own words are called: values of categories, tables, accounts, kinds.
    """

    plan: Header
    steps: tuple[Step, ...]
    pools: Mapping[str, Pool] = attrs.field(converter=_mapping)
    format: str = PLAN_FORMAT
    basis: Basis = Basis()
    rounding: RoundingRules = RoundingRules()
    facts: Mapping[str, FactDeclaration] = attrs.field(factory=dict, converter=_mapping)
    figures: tuple[Figure, ...] = ()
    registers: Mapping[str, Register] = attrs.field(factory=dict, converter=_mapping)
    tables: Mapping[str, Table] = attrs.field(factory=dict, converter=_mapping)
    define: Mapping[str, Condition | Quantity] = attrs.field(factory=dict, converter=_mapping)
    accounts: Mapping[str, Account] = attrs.field(factory=dict, converter=_mapping)
    points: Scheme | None = None
    checks: tuple[Check, ...] = ()
    contact: Contact | None = None
    procedure: Procedure | None = None
    uses: tuple[str, ...] = ()
    words: Mapping[str, Text] = attrs.field(factory=dict, converter=_mapping)
