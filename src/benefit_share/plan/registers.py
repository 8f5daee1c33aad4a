"""Registers as a plan declares them: dated tables of rows, and what must hold of the rows.

The field names are the keys of the plan file, as in `model`; nothing here computes.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from benefit_share.expressions import Condition, Quantity
from benefit_share.values import Text
from benefit_share.values.frozen import FrozenMap

__all__ = ["Register", "RegisterCheck"]


def _mapping(value: Mapping[str, str]) -> Mapping[str, str]:
    return FrozenMap(value)


@attrs.frozen
class RegisterCheck:
    """What must hold of the rows of a register: exactly one of `unique`, `sum` and `row`.

    Attributes:
        unique: the columns that no two rows of one day have in common.
        sum: what is added up over the rows.
        per: the columns whose every value has a sum of its own; empty: one sum in all.
        is_: what the sum is, exactly.
        at_least: the least it may be.
        at_most: the most it may be.
        row: the condition that every row meets.
        otherwise: `refuse` or `finding` (a warning), as of a check of the plan.
    """

    unique: tuple[str, ...] = ()
    sum: Quantity | None = None
    per: tuple[str, ...] = ()
    is_: Quantity | None = None
    at_least: Quantity | None = None
    at_most: Quantity | None = None
    row: Condition | None = None
    otherwise: str = "refuse"


@attrs.frozen
class Register:
    """A table of dated rows, each held by one party.

    Attributes:
        holder: the kind of party that holds a row: `household`, `person`, `collective`, `body`.
        about: `asset` if each row is about one.
        listed_by: `collective` if each row is listed by one.
        columns: name of a column and its unit (`kW`, `yuan/month`, `share`, `text`).
        checks: what must hold of its rows.
        title: what it is called.
    """

    holder: str
    about: str = ""
    listed_by: str = ""
    columns: Mapping[str, str] = attrs.field(factory=dict, converter=_mapping)
    checks: tuple[RegisterCheck, ...] = ()
    title: Text | None = None
