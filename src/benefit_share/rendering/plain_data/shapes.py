"""The shapes of everything that a statement or a summary holds, row by row.

Amounts are whole minor units under keys that end in `_minor`; exact amounts are `p/q` of them.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from benefit_share.expressions.reasons import Reason, Verdict
from benefit_share.expressions.tracing import Term
from benefit_share.plan.model import Contact
from benefit_share.points import Change, EntryFate
from benefit_share.points.fates import Reason as Fate
from benefit_share.rendering.explained.ranking import PLACES, TIES
from benefit_share.rendering.explained.why import REASON_FORMS
from benefit_share.rendering.plain_data.codec import (
    BOOLEAN,
    CURRENCY,
    DAY,
    EXACT,
    FINDING,
    PERIOD,
    SPAN,
    TEXT,
    UNIT,
    WHOLE,
    WORD,
    Shape,
    StatementUnreadable,
    choice,
    listed,
    optional,
    pairs,
    record,
    tree,
    unless,
)
from benefit_share.rendering.words.vocabulary import ACCOUNT_KINDS, PARTIES, ROUNDINGS, TOGETHER
from benefit_share.statements import (
    Absence,
    Known,
    Movement,
    Outlet,
    Persons,
    Rank,
    Receipt,
    Spread,
    SummaryStep,
    Titled,
)
from benefit_share.waterfall import AccountFlow, PoolFlow, Totals

if TYPE_CHECKING:
    from benefit_share.values import Json

__all__ = ["LINE_ROWS", "STATEMENT_ROWS", "SUMMARY_ROWS"]


def _write_value(value: Fraction | str | None) -> Json:
    """A word and a number must not be taken for one another: a word is a mapping."""
    if value is None or isinstance(value, Fraction):
        return None if value is None else str(value)
    return {"word": value}


def _read_value(data: Any) -> Fraction | str | None:  # noqa: ANN401  (JSON, before it is looked at)
    if isinstance(data, Mapping):
        return str(WORD.read(data.get("word")))
    return None if data is None else Fraction(EXACT.read(data))


def _enum(kind: type[enum.Enum]) -> Shape:
    def read(data: object) -> object:
        try:
            return kind(data)
        except ValueError:
            raise StatementUnreadable(kind.__name__.lower()) from None

    return Shape(lambda value: value.value, read)


PARAM: Final = Shape(
    lambda value: value, lambda data: (WHOLE if type(data) is int else WORD).read(data)
)

TERM: Final = tree(
    Term,
    (
        ("form", "form", WORD),
        ("name", "name", WORD),
        ("value", "value", Shape(_write_value, _read_value)),
        ("unit", "unit", UNIT),
    ),
)
REASON: Final = tree(
    Reason,
    (
        ("form", "form", choice(REASON_FORMS)),
        ("verdict", "verdict", _enum(Verdict)),
        ("name", "name", WORD),
        ("wanted", "wanted", pairs(WORD, WORD)),
        ("seen", "seen", WORD),
        ("unit", "unit", WORD),
    ),
)
TITLED: Final = record(
    Titled, (("kind", "kind", WORD), ("id", "id", WORD), ("title", "title", TEXT))
)
RECEIPT: Final = record(
    Receipt,
    (
        ("asset", "asset", WORD),
        ("name", "name", WORD),
        ("kind", "kind", WORD),
        ("amount_minor", "amount", WHOLE),
    ),
)
OUTLET: Final = record(
    Outlet,
    (
        ("to", "to", WORD),
        ("id", "id", WORD),
        ("holder", "holder", WORD),
        ("exact_minor", "exact", EXACT),
        ("amount_minor", "amount", WHOLE),
    ),
)
STEP: Final = record(
    SummaryStep,
    (
        ("step", "step", WORD),
        ("title", "title", optional(TEXT)),
        ("clause", "clause", WORD),
        ("pool", "pool", WORD),
        ("copy", "copy", WORD),
        ("before_minor", "before", WHOLE),
        ("exact_minor", "exact", optional(EXACT)),
        ("offered_minor", "offered", WHOLE),
        ("used_minor", "used", WHOLE),
        ("after_minor", "after", WHOLE),
        ("rounding", "rounding", choice(["", *ROUNDINGS])),
        ("take", "take", optional(TERM)),
        ("outlets", "outlets", listed(OUTLET)),
        ("mode", "mode", WORD),
        ("claims", "claims", WHOLE),
        ("total", "total", EXACT),
        ("unit_of_total", "unit_of_total", WORD),
        ("multiplier", "multiplier", optional(EXACT)),
        ("cut", "cut", optional(EXACT)),
        ("raised", "raised", WHOLE),
        ("residue_minor", "residue", WHOLE),
        ("rule", "rule", WORD),
        ("skipped", "skipped", WORD),
        ("of_gross", "of_gross", EXACT),
        ("unit_minor", "unit", WHOLE),
        ("share_rounding", "share_rounding", WORD),
        ("beyond_limits_minor", "beyond_limits", EXACT),
        ("slice", "slice", unless(1, WHOLE)),
    ),
)
KNOWN: Final = record(
    Known,
    (
        ("subject", "subject", WORD),
        ("fact", "fact", WORD),
        ("value", "value", WORD),
        ("span", "span", SPAN),
        ("evidence", "evidence", WORD),
        ("unit", "unit", WORD),
    ),
)
MOVEMENT: Final = record(
    Movement,
    (
        ("step", "step", WORD),
        ("title", "title", optional(TEXT)),
        ("clause", "clause", WORD),
        ("to", "to", WORD),
        ("id", "id", WORD),
        ("amount_minor", "amount", WHOLE),
    ),
)
RANK: Final = record(
    Rank,
    (
        ("claim", "claim", WORD),
        ("by", "by", TERM),
        ("first", "first", WHOLE),
        ("last", "last", WHOLE),
        ("of", "of", WHOLE),
        ("among", "among", WORD),
        ("within", "within", WORD),
        ("share", "share", EXACT),
        ("exact", "exact", EXACT),
        ("places", "places", WHOLE),
        ("count", "count", choice(PLACES)),
        ("edge", "edge", optional(EXACT)),
        ("ties", "ties", choice(TIES)),
        ("taken", "taken", WHOLE),
    ),
)
ABSENCE: Final = record(
    Absence,
    (
        ("step", "step", WORD),
        ("title", "title", optional(TEXT)),
        ("clause", "clause", WORD),
        ("among", "among", WORD),
        ("why", "why", optional(REASON)),
        ("ranks", "ranks", listed(RANK)),
    ),
)
ACCOUNT: Final = record(
    AccountFlow,
    (
        ("account", "account", WORD),
        ("kind", "kind", choice(ACCOUNT_KINDS)),
        ("holder", "holder", WORD),
        ("opening_in_minor", "opening_in", WHOLE),
        ("opening_out_minor", "opening_out", WHOLE),
        ("put_in_minor", "put_in", WHOLE),
        ("taken_out_minor", "taken_out", WHOLE),
    ),
)
CONTACT: Final = record(
    Contact, (("office", "office", TEXT), ("how", "how", optional(TEXT)), ("days", "days", WHOLE))
)
CHANGE: Final = record(
    Change,
    (
        ("reason", "reason", _enum(Fate)),
        ("points", "points", EXACT),
        ("params", "params", pairs(WORD, PARAM)),
    ),
)
ENTRY: Final = record(
    EntryFate,
    (
        ("entry", "entry", WORD),
        ("item", "item", WORD),
        ("on", "on", DAY),
        ("before", "before", EXACT),
        ("counted", "counted", EXACT),
        ("reason", "reason", _enum(Fate)),
        ("params", "params", pairs(WORD, PARAM)),
        ("changes", "changes", listed(CHANGE)),
    ),
)
PERSONS: Final = record(
    Persons, (("together", "together", choice(TOGETHER)), ("points", "points", pairs(WORD, EXACT)))
)
LINE_ROWS: Final = (
    ("claim", "claim", WORD),
    ("claimant", "claimant", WORD),
    ("asked", "asked", EXACT),
    ("made", "made", optional(TERM)),
    ("exact_minor", "exact", EXACT),
    ("amount_minor", "amount", WHOLE),
    ("raised", "raised", BOOLEAN),
    ("bound", "bound", WORD),
    ("floor_minor", "floor", optional(EXACT)),
    ("cap_minor", "cap", optional(EXACT)),
    ("unpaid_minor", "unpaid", WHOLE),
    ("why", "why", optional(REASON)),
    ("of_gross", "of_gross", EXACT),
    ("edge", "edge", WORD),
    ("ranks", "ranks", listed(RANK)),
)
HEAD_ROWS: Final = (
    ("distribution_id", "distribution_id", WORD),
    ("inputs_digest", "inputs_digest", WORD),
    ("plan_id", "plan_id", WORD),
    ("plan_version", "plan_version", WHOLE),
    ("plan_title", "plan_title", optional(TEXT)),
    ("title", "title", optional(TEXT)),
    ("synthetic", "synthetic", optional(TEXT)),
    ("engine", "engine", WORD),
    ("currency", "currency", CURRENCY),
    ("period", "period", PERIOD),
    ("record_date", "record_date", DAY),
    ("gross_minor", "gross", WHOLE),
    ("receipts", "receipts", listed(RECEIPT)),
    ("steps", "steps", listed(STEP)),
    ("findings", "findings", listed(FINDING)),
    ("contact", "contact", optional(CONTACT)),
    ("names", "names", listed(TITLED)),
    ("slice", "slice", unless(1, WHOLE)),
)
STATEMENT_ROWS: Final = (
    *HEAD_ROWS,
    ("party", "party", WORD),
    ("kind", "kind", choice(PARTIES)),
    ("collective", "collective", WORD),
    ("collective_name", "collective_name", WORD),
    ("group", "group", WORD),
    ("head", "head", WORD),
    ("size", "size", WHOLE),
    ("known", "known", listed(KNOWN)),
    ("movements", "movements", listed(MOVEMENT)),
    ("absences", "absences", listed(ABSENCE)),
    ("awarded_minor", "awarded", WHOLE),
    ("payable_minor", "payable", WHOLE),
    ("held", "held", listed(ACCOUNT)),
    ("points", "points", pairs(WORD, EXACT)),
    ("entries", "entries", listed(ENTRY)),
    ("persons", "persons", optional(PERSONS)),
)
POOL: Final = record(
    PoolFlow,
    (
        ("pool", "pool", WORD),
        ("copy", "copy", WORD),
        ("opening_minor", "opening", WHOLE),
        ("in_minor", "fed", WHOLE),
        ("topped_up_minor", "topped_up", WHOLE),
        ("used_minor", "used", WHOLE),
        ("left_minor", "left", WHOLE),
    ),
)
TOTALS: Final = record(
    Totals,
    (
        ("income_minor", "income", WHOLE),
        ("opening_held_minor", "opening_held", WHOLE),
        ("paid_minor", "paid", WHOLE),
        ("closing_held_minor", "closing_held", WHOLE),
        ("deferred_minor", "deferred", WHOLE),
        ("released_minor", "released", WHOLE),
    ),
)
SPREAD: Final = record(
    Spread,
    (
        ("receipt", "receipt", WORD),
        ("asset", "asset", WORD),
        ("name", "name", WORD),
        ("received_on", "received_on", DAY),
        ("earned", "earned", SPAN),
        ("amount_minor", "amount", WHOLE),
        ("recognised_minor", "recognised", WHOLE),
        ("released_minor", "released", WHOLE),
        ("deferred_minor", "deferred", WHOLE),
    ),
)
SUMMARY_ROWS: Final = (
    *HEAD_ROWS,
    ("plan_digest", "plan_digest", WORD),
    ("collectives", "collectives", pairs(WORD, WORD)),
    ("pools", "pools", listed(POOL)),
    ("accounts", "accounts", listed(ACCOUNT)),
    ("payees", "payees", pairs(WORD, WHOLE)),
    ("households", "households", WHOLE),
    ("persons", "persons", WHOLE),
    ("on_roster", "on_roster", WHOLE),
    ("paid_to_parties_minor", "paid_to_parties", WHOLE),
    ("totals", "totals", TOTALS),
    ("spread", "spread", listed(SPREAD)),
)
