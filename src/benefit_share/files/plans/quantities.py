"""Quantities and conditions as a plan file writes them."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.expressions import condition as c
from benefit_share.expressions.faults import RATE_BARE
from benefit_share.expressions.quantity import (
    QUANTITY_FORMS,
    Literal,
    Name,
    Quantity,
    RateOf,
    parse_quantity,
)
from benefit_share.files import faults
from benefit_share.files.places import nearest
from benefit_share.values import Band, ValueFault, percent_text, plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from benefit_share.expressions import Condition
    from benefit_share.files.plans.problems import Notebook

__all__ = [
    "FORM_KEYS",
    "LIMITS",
    "NAME",
    "PARTS",
    "RESERVED",
    "SCOPES",
    "TESTS",
    "read_condition",
    "read_defined",
    "read_quantity",
    "read_table_says",
    "read_word",
    "read_words",
]

WORD_LIMIT: Final = 100
NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*")
_LABEL: Final = re.compile(r"[^\W\d][\w-]{0,39}")

FORM_KEYS: Final[Mapping[str, type]] = MappingProxyType(
    {attrs.fields(form)[0].name: form for form in QUANTITY_FORMS}
)
"""The key by which a form of quantity is known, and its class."""

LIMITS: Final = ("at_least", "at_most", "above", "below")
"""The keys of limits."""

TESTS: Final = (*LIMITS, "is")
"""The keys that test a quantity inside a condition."""

PARTS: Final[Mapping[str, type]] = MappingProxyType(
    {
        "not": c.Not,
        "any_member": c.AnyMember,
        "all_members": c.AllMembers,
        "no_member": c.NoMember,
    }
)
"""Keys that hold one condition."""

LISTS: Final[Mapping[str, type]] = MappingProxyType({"all": c.AllOf, "any": c.AnyOf})
"""Keys that hold a list of conditions."""

SCOPES: Final = ("person", "household", "collective")
"""Keys that ask the condition of another kind of party."""

NAMING: Final[Mapping[str, type]] = MappingProxyType(
    {"in_step": c.InStep, "in_register": c.InRegister}
)
"""Keys that name a step or a register."""

RESERVED: Final = (*LISTS, *PARTS, *SCOPES, *NAMING, "at", "top")
"""The keys of a condition that are not names of facts."""

Node = Any


def read_word(node: Node, at: str, to: Notebook) -> str:
    """Return a text that stands alone: a name, a value, a code."""
    if not isinstance(node, str) or not node:
        to.shape(node, "a word", "dibao", at)
        return ""
    try:
        return plain_text(node, WORD_LIMIT)
    except ValueFault as fault:
        to.refuse(fault, at)
        return ""


def read_words(node: Node, at: str, to: Notebook) -> tuple[str, ...]:
    """Return a list of words; one word may stand without its brackets."""
    if isinstance(node, str):
        return (read_word(node, at, to),)
    if not isinstance(node, list) or not node:
        to.shape(node, "a list of words", "[base, level]", at)
        return ()
    return tuple(read_word(part, f"{at}[{place}]", to) for place, part in enumerate(node))


# ---- quantities --------------------------------------------------------------------------------


def read_quantity(node: Node, at: str, to: Notebook) -> Quantity | None:
    """Return the quantity that *node* writes, or None after noting a problem."""
    if isinstance(node, str):
        return _text_quantity(node, at, to)
    if isinstance(node, dict):
        return _form(node, at, to)
    to.shape(node, "a quantity", "400 yuan, or {times: [row.wage, row.months]}", at)
    return None


def _text_quantity(text: str, at: str, to: Notebook) -> Quantity | None:
    try:
        quantity = parse_quantity(text)
    except ValueFault as fault:
        to.refuse(fault, at)
        return None
    if quantity is None:
        to.add(faults.NOT_QUANTITY, at, text=text[:60])
    elif isinstance(quantity, RateOf) and isinstance(quantity.rate, Literal):
        _check_rate(quantity.rate, quantity.base, at, to)
    return quantity


def _check_rate(rate: Literal, base: str, at: str, to: Notebook) -> None:
    value = rate.value
    if rate.unit == "" and value.denominator == 1 and value not in {0, 1}:
        to.add(RATE_BARE, at, text=str(value))
    elif rate.unit in {"", "%"} and not 0 <= value <= 1:
        sign = "-" if value < 0 else ""
        example = f"{{times: [3/2, {base}]}}"
        to.add(faults.RATE_RANGE, at, rate=sign + percent_text(abs(value)), example=example)


def _form(node: dict[str, Node], at: str, to: Notebook) -> Quantity | None:
    """Read a mapping: the class whose form key is there and that knows most of the other keys."""
    fitting = [form for key, form in FORM_KEYS.items() if key in node]
    if not fitting:
        key = next(iter(node), "")
        accepted = ", ".join(FORM_KEYS)
        close = nearest(key, list(FORM_KEYS))
        to.add(faults.FORM_KEYS, at, key=key[:60], nearest=close, accepted=accepted)
        return None
    form = max(fitting, key=lambda form: len(set(attrs.fields_dict(form)) & set(node)))
    fields = attrs.fields_dict(form)
    for key in node:
        if key not in fields:
            to.unknown(key, at, fields)
    values: dict[str, Any] = {}
    for key, field in fields.items():
        if key in node:
            values[key] = _READERS[str(field.type)](node[key], f"{at}.{key}", to)
        elif field.default is attrs.NOTHING:
            to.add(faults.MISSING_KEY, at, key=key)
            values[key] = None
    quantity: Quantity = form(**values)
    return quantity


def _quantities(node: Node, at: str, to: Notebook) -> tuple[Quantity | None, ...]:
    if not isinstance(node, list) or not node:
        to.shape(node, "a list of quantities", "[row.wage, row.months]", at)
        return ()
    return tuple(read_quantity(part, f"{at}[{place}]", to) for place, part in enumerate(node))


def read_table_says(node: Node, at: str, to: Notebook) -> Quantity | None:
    """Return what a row of a table says: a quantity, or a word of any script as a name."""
    if isinstance(node, str) and not node.isascii() and _LABEL.fullmatch(node):
        return Name(read_word(node, at, to))
    return read_quantity(node, at, to)


def read_defined(node: Node, at: str, to: Notebook) -> Condition | Quantity | None:
    """Return a definition: a text or a form of quantity, or else a condition."""
    if isinstance(node, dict) and not (set(node) & set(FORM_KEYS) and not set(node) & set(TESTS)):
        return read_condition(node, at, to)
    return read_quantity(node, at, to)


# ---- conditions --------------------------------------------------------------------------------


def read_condition(node: Node, at: str, to: Notebook) -> Condition | None:
    """Return the condition that *node* writes, or None after noting a problem."""
    if isinstance(node, str):
        if NAME.fullmatch(node):
            return c.Named(node)
        to.add(faults.NOT_NAME, at, text=node[:60])
        return None
    if not isinstance(node, dict) or not node:
        to.shape(node, "a condition", "{status: dibao}", at)
        return None
    when = None
    if "at" in node:
        when = read_word(node["at"], f"{at}.at", to)
        node = {key: value for key, value in node.items() if key != "at"}
        if not node:
            to.add(faults.MISSING_KEY, at, key="a condition beside 'at'")
            return None
    found = _parts(node, at, to)
    whole = [part for part in found if part is not None]
    if len(whole) < len(found) or not whole:
        return None
    condition = whole[0] if len(whole) == 1 else c.AllOf(tuple(whole))
    return condition if when is None else c.At(when, condition)


def _parts(node: dict[str, Node], at: str, to: Notebook) -> list[Condition | None]:
    """Return the condition of each key; a form of quantity takes its keys and tests together."""
    if set(node) & set(FORM_KEYS):
        return [_tested(node, at, to)]
    return [_part(key, value, f"{at}.{key}", to) for key, value in node.items()]


def _part(key: str, value: Node, at: str, to: Notebook) -> Condition | None:
    if key in LISTS:
        return _listed(LISTS[key], value, at, to)
    if key in PARTS:
        inner = read_condition(value, at, to)
        return None if inner is None else PARTS[key](inner)
    if key in SCOPES:
        inner = read_condition(value, at, to)
        return None if inner is None else c.Of(key, inner)
    if key in NAMING:
        word = read_word(value, at, to)
        return NAMING[key](word) if word else None
    if key == "top":
        return _top(value, at, to)
    if not NAME.fullmatch(key) or key in TESTS:
        to.add_key(faults.NOT_NAME, at, text=key[:60])
        return None
    test = _test(value, at, to)
    return None if test is None else c.Fact(key, test)


def _listed(form: type, node: Node, at: str, to: Notebook) -> Condition | None:
    if not isinstance(node, list) or not node:
        to.shape(node, "a list of conditions", "[{status: dibao}, linked]", at)
        return None
    found = [read_condition(part, f"{at}[{place}]", to) for place, part in enumerate(node)]
    condition: Condition | None = None if None in found else form(tuple(found))
    return condition


def _top(node: Node, at: str, to: Notebook) -> Condition | None:
    example = "{share: 10 %, by: points.total, ties: all_in}"
    if not isinstance(node, dict):
        to.shape(node, "a mapping", example, at)
        return None
    before = len(to.problems)
    values = _keyed(c.Top, node, at, to)
    return None if len(to.problems) > before else c.Top(**values)


def _keyed(form: type, node: dict[str, Node], at: str, to: Notebook) -> dict[str, Any]:
    fields = attrs.fields_dict(form)
    for key in node:
        if key not in fields:
            to.unknown(key, at, fields)
    values = {}
    for key, field in fields.items():
        if key in node:
            values[key] = _READERS[str(field.type)](node[key], f"{at}.{key}", to)
        elif field.default is attrs.NOTHING:
            to.add(faults.MISSING_KEY, at, key=key)
    return values


def _tested(node: dict[str, Node], at: str, to: Notebook) -> Condition | None:
    """Read `{count: members, where: …, at_least: 2}` or `{table: stars, is: five}`."""
    asked = read_quantity({k: v for k, v in node.items() if k not in TESTS}, at, to)
    limits = {key: value for key, value in node.items() if key in LIMITS}
    if "is" in node and limits:
        to.unknown("is", at, LIMITS)
        return None
    if "is" not in node and not limits:
        to.add(faults.MISSING_KEY, at, key=", ".join(TESTS))
        return None
    test = _test(node["is"], f"{at}.is", to) if "is" in node else _test(limits, at, to)
    return None if asked is None or test is None else c.Fact(asked, test)


def _test(node: Node, at: str, to: Notebook) -> c.Test | None:
    if isinstance(node, dict):
        return _limits(node, at, to)
    before = len(to.problems)
    listed = isinstance(node, list)
    words = read_words(node, at, to)
    if len(to.problems) > before:
        return None
    bands = [_is_band(word) for word in words]
    if not any(bands):
        return c.OneOf(words)
    if not all(bands):
        to.add(faults.BAND_OR_LIST, at)
        return None
    found = []
    for place, word in enumerate(words):
        try:
            found.append(Band.parse(word))
        except ValueFault as fault:
            to.refuse(fault, f"{at}[{place}]" if listed else at)
    return c.InBands(tuple(found)) if len(found) == len(words) else None


def _is_band(word: str) -> bool:
    return word[0] in "[(" and word[-1] in "])"


def _limits(node: dict[str, Node], at: str, to: Notebook) -> c.Test | None:
    if not node:
        to.shape(node, "a limit", "{at_least: 18}", at)
        return None
    before = len(to.problems)
    values = {}
    for key, value in node.items():
        if key in LIMITS:
            values[key] = read_quantity(value, f"{at}.{key}", to)
        else:
            to.unknown(key, at, LIMITS)
    return None if len(to.problems) > before else c.Limits(**values)


_READERS: Final[Mapping[str, Callable[[Node, str, Notebook], Any]]] = MappingProxyType(
    {
        "str": read_word,
        "tuple[str, ...]": read_words,
        "Quantity": read_quantity,
        "tuple[Quantity, ...]": _quantities,
        "Condition | None": read_condition,
    }
)
"""How a field is read, by its annotation as the classes write it."""
