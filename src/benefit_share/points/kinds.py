"""The kinds of findings of this room: what can be wrong with a scheme, and with the ledger."""

from __future__ import annotations

from benefit_share.findings import Kind, Severity

__all__ = [
    "BAND_GAP",
    "BAND_OVERLAP",
    "CAP_NEGATIVE",
    "DURATION",
    "EFFECT_EMPTY",
    "ENTRY_TWICE",
    "EVIDENCE_MISSING",
    "FACTOR",
    "GIVES_NOTHING",
    "GROUP_ITEMS",
    "GROUP_ITEM_POINTS",
    "GROUP_UNKNOWN",
    "HEAD_MISSING",
    "ID_TWICE",
    "ITEM_UNKNOWN",
    "LIMITS_REVERSED",
    "NEGATIVE",
    "NOTHING_TO_REPAIR",
    "NOT_A_NUMBER",
    "NOT_A_STEP",
    "NO_MEMBERS",
    "OUT_OF",
    "OUT_OF_RANGE",
    "PENDING",
    "POSITIVE",
    "QUANTITY",
    "RANGE_REVERSED",
    "REPAIR_UNKNOWN",
    "SIGN",
    "STATE_UNKNOWN",
    "STEP",
    "SUBJECT_HOUSEHOLD",
    "SUBJECT_UNKNOWN",
    "TIERS_EMPTY",
    "TIERS_ORDER",
    "TOTAL_NEGATIVE",
    "TOTAL_UNMETERED",
    "UNIT",
    "WORD",
]


def _error(code: str, says: str, do: str) -> Kind:
    return Kind(code, Severity.ERROR, says, do)


# ------------------------------------------------------------------------------------ the scheme

WORD = _error("points.word", "'{word}' has no meaning here.", "Write one of: {known}.")
ID_TWICE = _error("points.id-twice", "The name '{id}' is given twice.", "Give each its own name.")
STEP = _error(
    "points.step",
    "{step} stands where a number above zero is needed.",
    "Write one, such as 1 or 0.1.",
)
FACTOR = _error(
    "points.factor", "The factor {factor} does not raise.", "Write a factor above 1; 2 doubles."
)
NOT_A_NUMBER = _error(
    "points.not-a-number",
    "Here stands no plain number.",
    "Write the number itself; a computed quantity is allowed in give, base and out_of.",
)
UNIT = _error(
    "points.unit",
    "The unit '{unit}' does not fit; expected is '{expected}'.",
    "Write the same unit.",
)
NOT_A_STEP = _error(
    "points.not-a-step",
    "{points} points are no multiple of the step {step}.",
    "Write a multiple of the step, or a smaller step in the scheme.",
)
BAND_GAP = _error(
    "points.band-gap", "No band holds {where}.", "Let the bands meet, one end closed and one open."
)
BAND_OVERLAP = _error(
    "points.band-overlap",
    "Bands {first} and {second} both hold {where}.",
    "Let the bands meet, one end closed and one open.",
)
DURATION = _error(
    "points.duration", "The validity has no length.", "Write years or months above zero."
)
CAP_NEGATIVE = _error(
    "points.cap-negative",
    "The most that counts is {points}, below zero.",
    "Write zero or more: it limits deductions by their size.",
)
LIMITS_REVERSED = _error(
    "points.limits-reversed",
    "The least, {least}, is above the greatest, {greatest}.",
    "Exchange the two, or leave one out.",
)
RANGE_REVERSED = _error(
    "points.range-reversed", "The range ends at {to}, below its begin {low}.", "Write from ≤ to."
)
TIERS_EMPTY = _error(
    "points.tiers-empty", "There is no row.", "Write at least one tier or bracket."
)
TIERS_ORDER = _error(
    "points.tiers-order",
    "The row begins at {at}, not above the row before it, so one of them is never reached.",
    "Order the rows from low to high, each beginning once: tiers above zero, brackets from zero.",
)
GROUP_UNKNOWN = _error(
    "points.group-unknown", "There is no group '{group}'.", "Write one of: {known}."
)
GROUP_ITEMS = _error(
    "points.group-items",
    "The group has {number} items of the kind limited to {limit}.",
    "Leave items out, or raise the limit if the rules allow it.",
)
GROUP_ITEM_POINTS = _error(
    "points.group-item-points",
    "The item gives {points} points, its group allows {limit} for one item.",
    "Lower the points, or raise the limit if the rules allow it.",
)
SIGN = _error(
    "points.sign",
    "The item is declared a deduction and adds {points} points.",
    "Write a negative number, or leave deduction out.",
)
GIVES_NOTHING = _error(
    "points.gives-nothing",
    "The item neither gives points nor has an effect.",
    "Write give or effect.",
)
EFFECT_EMPTY = _error(
    "points.effect-empty", "The effect does nothing.", "Write veto, freeze: additions, or both."
)
NOTHING_TO_REPAIR = _error(
    "points.nothing-to-repair", "Only an effect can be repaired.", "Write an effect, or no repair."
)
TOTAL_UNMETERED = _error(
    "points.total-unmetered",
    "A total is asked for, and only tiers or brackets look at one.",
    "Write tiers or brackets, or leave total_in out.",
)

# ------------------------------------------------------------------------------------ the ledger

ENTRY_TWICE = _error(
    "points.entry-twice",
    "The entry '{id}' stands {number} times in the ledger.",
    "Give each entry its own id, and enter nothing twice.",
)
SUBJECT_UNKNOWN = Kind(
    "points.subject-unknown",
    Severity.WARNING,
    "On the record date '{subject}' is not on the roster, so the entry counts for nobody.",
    "Correct the id; if the party has left, acknowledge this.",
)
SUBJECT_HOUSEHOLD = _error(
    "points.subject-household",
    "Persons are scored, and the entry names the household '{subject}'.",
    "Name the person, or let head_takes send this category of items to the head.",
)
HEAD_MISSING = _error(
    "points.head-missing",
    "The household '{household}' has no head among its members.",
    "Give the id of a member as its head.",
)
NO_MEMBERS = _error(
    "points.no-members",
    "Persons are scored, and the household '{household}' has no member.",
    "Enter its members, or end the household.",
)
ITEM_UNKNOWN = _error(
    "points.item-unknown",
    "The scheme has no item '{item}'.",
    "Write the id of an item; the nearest is '{nearest}'.",
)
STATE_UNKNOWN = _error(
    "points.state-unknown",
    "The state '{state}' is unknown.",
    "Leave it empty, or write one of: {known}.",
)
REPAIR_UNKNOWN = _error(
    "points.repair-unknown",
    "The entry is repaired, and the item '{item}' says not what it turns into.",
    "Write repair in the item, or another state.",
)
QUANTITY = _error(
    "points.quantity",
    "The quantity {quantity} is below zero.",
    "Write how many or how much; the item says whether that adds or deducts.",
)
OUT_OF_RANGE = _error(
    "points.out-of-range",
    "{points} points lie outside the range {low} to {high} of the item.",
    "Write points within the range as the quantity.",
)
NEGATIVE = _error(
    "points.negative",
    "The entry deducts {points} points, and the item '{item}' is no deduction.",
    "Correct the sign, or write deduction: true in the item.",
)
POSITIVE = _error(
    "points.positive",
    "The entry adds {points} points, and the item '{item}' is a deduction.",
    "Correct the sign.",
)
EVIDENCE_MISSING = Kind(
    "points.evidence-missing",
    Severity.WARNING,
    "The item '{item}' asks for evidence or an approval, so the entry does not count.",
    "Enter where it is proved, or acknowledge that it does not count.",
)
PENDING = _error(
    "points.pending",
    "An objection to the entry is open.",
    "Decide it, or let the scheme count or leave out what is pending.",
)
TOTAL_NEGATIVE = _error(
    "points.total-negative",
    "The total of '{party}' is {points}, below zero.",
    "Write at_least in the scheme, or correct the entries.",
)
OUT_OF = _error(
    "points.out-of",
    "The full score of '{party}' is {points}, not above zero.",
    "Correct out_of in the scheme.",
)
