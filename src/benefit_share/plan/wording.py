"""The closed words of a plan: which may stand where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from benefit_share.expressions.faults import UNIT_UNKNOWN
from benefit_share.expressions.quantity import Name
from benefit_share.expressions.units import parse_unit, unit_of_money
from benefit_share.plan import faults
from benefit_share.values import currency

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.plan.model import Plan

__all__ = ["FED_BY", "check_units", "check_words"]

ROUNDINGS = ("half_up", "half_even", "down", "up")
POLICIES = ("largest_remainder", "keep", "unit_price")
PER = ("scope", "asset", "collective", "claimant")
KINDS = ("household", "person", "collective", "asset")

Words = Mapping[str, tuple[str, ...]]

HEADER: Words = MappingProxyType({"versions_by": ("received", "earned"), "payer": ("collective",)})
BASIS: Words = MappingProxyType({"income": ("recognised",), "spread": ("refuse", "days", "months")})
ROUNDING: Words = MappingProxyType({"takes": ROUNDINGS, "pay": ROUNDINGS, "share": POLICIES})
FACT: Words = MappingProxyType(
    {"of": KINDS, "type_": ("category", "boolean", "number", "money", "date")}
)
FIGURE: Words = MappingProxyType({"by": ("collective", "scope")})
REGISTER: Words = MappingProxyType(
    {
        "holder": ("household", "person", "collective", "body"),
        "about": ("", "asset"),
        "listed_by": ("", "collective"),
    }
)
ACCOUNT: Words = MappingProxyType({"kind": ("held", "owed", "receivable"), "of": PER})
POOL: Words = MappingProxyType({"per": PER})
STEP: Words = MappingProxyType(
    {
        "if_none": ("", "refuse", "skip"),
        "surplus": ("", "share_again", "leave"),
        "several_lists": ("each", "first", "refuse"),
        "round_": ("", *ROUNDINGS, *POLICIES),
    }
)
SHORT: Words = MappingProxyType({"take": ("refuse", "partial", "all_or_nothing")})
CHECK: Words = MappingProxyType(
    {
        "otherwise": ("refuse", "finding"),
        "per": ("scope", "collective", "asset", "household", "person"),
    }
)
REGISTER_CHECK: Words = MappingProxyType({"otherwise": CHECK["otherwise"]})
FED_BY = ("kind", "asset", "asset_kind", "contract")
"""The fields of a receipt by which a pool may be fed."""


def check_words(plan: Plan) -> Iterator[Finding]:
    """Say which closed words are none of those that may stand there."""
    for path, value, accepted in _places(plan):
        for key, words in accepted.items():
            yield from _word(f"{path}.{key.rstrip('_')}", getattr(value, key), words)
    for name, pool in plan.pools.items():
        for field in pool.fed_by or ():
            yield from _word(f"pools.{name}.fed_by", field, FED_BY)


def _word(path: str, word: str, accepted: tuple[str, ...]) -> Iterator[Finding]:
    if word not in accepted:
        listed = ", ".join(filter(None, accepted))
        yield faults.WORD_NOT_ACCEPTED.at(path, word=word, accepted=listed)


def _places(plan: Plan) -> Iterator[tuple[str, Any, Words]]:
    yield "plan", plan.plan, HEADER
    yield "basis", plan.basis, BASIS
    yield "rounding", plan.rounding, ROUNDING
    for key, words in (
        ("facts", FACT),
        ("registers", REGISTER),
        ("accounts", ACCOUNT),
        ("pools", POOL),
    ):
        for name, value in getattr(plan, key).items():
            yield f"{key}.{name}", value, words
    for name, register in plan.registers.items():
        for place, row_check in enumerate(register.checks):
            yield f"registers.{name}.checks[{place}]", row_check, REGISTER_CHECK
    for place, figure in enumerate(plan.figures):
        yield f"figures[{place}]", figure, FIGURE
    for place, step in enumerate(plan.steps):
        yield f"steps[{place}]", step, STEP
        if step.short is not None:
            yield f"steps[{place}].short", step.short, SHORT
    for place, check in enumerate(plan.checks):
        yield f"checks[{place}]", check, CHECK


def check_units(plan: Plan) -> Iterator[Finding]:
    """Say which units of facts, of columns and of decided figures are not known."""
    money = currency(plan.plan.currency)
    written = [(f"facts.{name}.unit", fact.unit) for name, fact in plan.facts.items() if fact.unit]
    for name, register in plan.registers.items():
        written += [(f"registers.{name}.{key}", unit) for key, unit in register.columns.items()]
    written += [
        (f"figures[{place}].unit", figure.unit)
        for place, figure in enumerate(plan.figures)
        if figure.is_ == Name("decided")
    ]
    for path, unit in written:
        if unit != "money" and parse_unit(unit, money) is None:
            yield UNIT_UNKNOWN.at(path, unit=unit, money=unit_of_money(money))
