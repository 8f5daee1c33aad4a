"""Points: what dated acts add and deduct, by the rules of a scheme, to a frozen sheet of totals.

Here live the language of the scheme, its linter, the ledger's rows, the mechanisms and their
order; what points are worth in money, grades, and where the entries come from never do.
"""

from benefit_share.points.checking import check_scheme
from benefit_share.points.effects import Effect
from benefit_share.points.fates import Change, EntryFate, Reason
from benefit_share.points.giving import FORMS as GIVE_FORMS
from benefit_share.points.giving import Bracket, Brackets, Give, Range, Tier, Tiers
from benefit_share.points.pipeline import COLUMNS
from benefit_share.points.rows import Entry
from benefit_share.points.scheme import (
    Cap,
    Duration,
    Group,
    Item,
    Normalise,
    Repair,
    Repeat,
    Scheme,
    Validity,
)
from benefit_share.points.setting import Evaluate
from benefit_share.points.sheet import PointsSheet, SheetRow, points_sheet

__all__ = [
    "COLUMNS",
    "GIVE_FORMS",
    "Bracket",
    "Brackets",
    "Cap",
    "Change",
    "Duration",
    "Effect",
    "Entry",
    "EntryFate",
    "Evaluate",
    "Give",
    "Group",
    "Item",
    "Normalise",
    "PointsSheet",
    "Range",
    "Reason",
    "Repair",
    "Repeat",
    "Scheme",
    "SheetRow",
    "Tier",
    "Tiers",
    "Validity",
    "check_scheme",
    "points_sheet",
]
