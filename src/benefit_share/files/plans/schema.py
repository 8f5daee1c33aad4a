"""The JSON Schema (2020-12) of plan files, made from the classes of a plan and the grammar.

Editors check a plan while it is typed; the reader of this room decides.
A scalar may be written as text or as the number or boolean that an editor makes of it.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
import re
import types
import typing
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final

import attrs

from benefit_share.expressions import Condition, Quantity
from benefit_share.expressions.asking import BOOLEAN_WORDS
from benefit_share.expressions.condition import Top
from benefit_share.expressions.quantity import QUANTITY_FORMS
from benefit_share.files.plans import shapes
from benefit_share.files.plans.quantities import (
    FORM_KEYS,
    LIMITS,
    LISTS,
    NAMING,
    PARTS,
    SCOPES,
    TESTS,
)
from benefit_share.plan.model import (
    PLAN_FORMAT,
    Account,
    Plan,
    Pool,
    RegisterCheck,
    Shortage,
    Step,
    Table,
)
from benefit_share.procedure import Act
from benefit_share.values import Band, Text

__all__ = ["SCHEMA_FILE", "plan_schema", "schema_bytes"]

SCHEMA_FILE: Final = "plan.schema.json"
"""The committed schema, beside this module."""

Schema = dict[str, Any]

_NUMBER: Final = r"-?(0|[1-9][0-9]*)(\.[0-9]+|/[1-9][0-9]*)?"
_LITERAL: Final = rf"{_NUMBER}( ?%| [^\s%]+)?"
_NAME: Final = r"[A-Za-z_][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*"
_QUANTITY: Final = rf"^(({_LITERAL}|{_NAME})( of {_NAME})?)$"
_LABEL: Final = r"^[^\s!-~]\S{0,39}$"
_PLAN_ID: Final = rf"^{shapes.PLAN_ID.pattern}$"
_SCALAR: Final = ("string", "number", "boolean")


def plan_schema() -> Schema:
    """Return the schema of a plan file, as plain dicts and lists."""
    schema: Schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "benefit-share plan",
        **_class(Plan),
    }
    schema["properties"]["format"] = {
        "description": schema["properties"]["format"]["description"],
        "const": PLAN_FORMAT,
    }
    return {**schema, "$defs": _definitions()}


def schema_bytes() -> bytes:
    """Return the schema as it is committed."""
    return (json.dumps(plan_schema(), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _definitions() -> dict[str, Schema]:
    """Return every part that is named in another: the grammar, then the classes below a plan."""
    found: dict[str, Schema] = {
        "word": {"type": list(_SCALAR), "minLength": 1, "maxLength": 100},
        "words": _either(_ref("word"), _list(_ref("word"), least=1)),
        "text": _object({"zh": _SENTENCE, "en": _SENTENCE}, required=("zh", "en")),
        "day": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "number": {"type": ["string", "number"], "pattern": f"^{_NUMBER}$"},
        "whole": {"type": ["string", "integer"], "pattern": "^(0|[1-9][0-9]{0,8})$", "minimum": 0},
        "truth": {"enum": [True, False, *BOOLEAN_WORDS]},
        "band": {"type": "string", "pattern": r"^[\[(][^,\s]*, ?[^,\s]*[\])]$"},
        "name": {"type": "string", "pattern": _PLAN_ID},
        "quantity": _quantity(),
        "test": _either(_ref("words"), _ref("limits")),
        "limits": {**_object(dict.fromkeys(LIMITS, _ref("quantity"))), "minProperties": 1},
        "condition": _condition(),
        "definition": _definition(),
        "destination": _destination(),
    }
    found |= {form.__name__: _form(form) for form in (*QUANTITY_FORMS, Top)}
    for kind in _classes(Plan):
        found[kind.__name__] = _class(kind)
    return found


# ---- small pieces ------------------------------------------------------------------------------

_SENTENCE: Final = types.MappingProxyType({"type": "string", "minLength": 1, "maxLength": 2000})


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _either(*schemas: Schema) -> Schema:
    return {"anyOf": list(schemas)}


def _list(of: Schema, *, least: int = 0) -> Schema:
    return {"type": "array", "items": of, **({"minItems": least} if least else {})}


def _object(properties: Mapping[str, Any], *, required: tuple[str, ...] = ()) -> Schema:
    return {
        "type": "object",
        "properties": {key: dict(value) for key, value in properties.items()},
        "required": list(required),
        "additionalProperties": False,
    }


def _named(of: Schema) -> Schema:
    names = {"pattern": _PLAN_ID}
    return {"type": "object", "propertyNames": names, "additionalProperties": of}


def _has(keys: typing.Iterable[str]) -> Schema:
    return {"type": "object", "anyOf": [{"required": [key]} for key in keys]}


# ---- the grammar -------------------------------------------------------------------------------


def _quantity() -> Schema:
    written: list[Schema] = [{"type": ["string", "number"], "pattern": _QUANTITY}]
    return _either(*written, *(_ref(form.__name__) for form in QUANTITY_FORMS))


_FIELDS: Final[Mapping[str, Schema]] = types.MappingProxyType(
    {
        "str": _ref("word"),
        "tuple[str, ...]": _ref("words"),
        "Quantity": _ref("quantity"),
        "tuple[Quantity, ...]": _list(_ref("quantity"), least=1),
        "Condition | None": _ref("condition"),
    }
)
"""The schema of a field of a form, by its annotation as the classes write it."""


def _form(form: type) -> Schema:
    described = _described(form)
    properties: dict[str, Schema] = {}
    for field in attrs.fields(form):
        properties[field.name] = {**_FIELDS[str(field.type)]}
        if field.name in described:
            properties[field.name]["description"] = described[field.name]
    required = tuple(one.name for one in attrs.fields(form) if one.default is attrs.NOTHING)
    return {"description": _sentence(form), **_object(properties, required=required)}


def _tested(*tests: str) -> Schema:
    """Return the schema of a form of quantity with tests beside its own keys."""
    keys = {field.name for form in QUANTITY_FORMS for field in attrs.fields(form)}
    properties: dict[str, Schema] = {key: {} for key in sorted(keys)}
    properties |= {key: _ref("test" if key == "is" else "quantity") for key in tests}
    apart = [] if "is" not in tests else [{"not": {**_has(LIMITS), "required": ["is"]}}]
    return {**_object(properties), "allOf": [_has(tests), *apart]}


def _plain() -> dict[str, Schema]:
    """Return the schema of each reserved key of a condition."""
    one = _ref("condition")
    return {
        **dict.fromkeys(LISTS, _list(one, least=1)),
        **dict.fromkeys((*PARTS, *SCOPES), one),
        **dict.fromkeys((*NAMING, "at"), _ref("word")),
        "top": _ref("Top"),
    }


def _facts(**more: Schema) -> Schema:
    """Return the schema of conditions side by side: reserved keys, and names of facts."""
    names = {"pattern": f"^{_NAME}$", "not": {"enum": [key for key in TESTS if key not in more]}}
    return {
        "type": "object",
        "properties": {**_plain(), **more},
        "propertyNames": names,
        "additionalProperties": _ref("test"),
        "minProperties": 1,
        "not": {"required": ["at"], "maxProperties": 1 + len(more)},
    }


def _condition() -> Schema:
    named = {"type": "string", "pattern": f"^{_NAME}$"}
    mapping = {"if": _has(FORM_KEYS), "then": _tested(*TESTS), "else": _facts()}
    return {"if": {"type": "object"}, "then": mapping, "else": named}


def _definition() -> Schema:
    quantity = {"allOf": [_has(FORM_KEYS), {"not": _has(TESTS)}]}
    mapping = {"if": quantity, "then": _ref("quantity"), "else": _ref("condition")}
    return {"if": {"type": "object"}, "then": mapping, "else": _ref("quantity")}


def _table_row() -> Schema:
    says = _either(_ref("quantity"), {"type": "string", "pattern": _LABEL})
    tested = _tested(*LIMITS)
    tested["properties"]["is"] = says
    plain = _facts(**{"is": says})
    return {"required": ["is"], "if": _has(FORM_KEYS), "then": tested, "else": plain}


def _destination() -> Schema:
    pattern = rf"^(payee|({'|'.join(shapes.PLACES)})\..+)$"
    one = _object(dict.fromkeys(shapes.PLACES, _ref("word")))
    return _either({"type": "string", "pattern": pattern}, {**one, **_exactly(1)})


def _exactly(count: int) -> Schema:
    return {"minProperties": count, "maxProperties": count}


def _split() -> Schema:
    names = {"pattern": rf"^(payee|({'|'.join(shapes.PLACES)})\..*)$"}
    rates = {"additionalProperties": _ref("quantity"), "minProperties": 1}
    return {"type": "object", "propertyNames": names, **rates}


def _account() -> Schema:
    return {**_object(dict.fromkeys(shapes.ACCOUNT_KINDS, _ref("word"))), **_exactly(1)}


def _register_check() -> Schema:
    """Return the schema of a check of rows: its keys decide which of the three it is."""
    also = {"otherwise": {"enum": list(shapes.OTHERWISE)}}
    unique = _object({"unique": _ref("words"), **also}, required=("unique",))
    bounds = dict.fromkeys(shapes.SUM_BOUNDS, _ref("quantity"))
    keys = {"sum": _ref("quantity"), "per": _ref("words"), **bounds, **also}
    summed = _object(keys, required=("sum",))
    return {
        "if": _has(["unique"]),
        "then": unique,
        "else": {
            "if": _has(["sum"]),
            "then": {**summed, **_has(shapes.SUM_BOUNDS), "type": "object"},
            "else": {"allOf": [_ref("condition"), {"properties": also}]},
        },
    }


def _titles() -> Schema:
    names = {"minLength": 1, "maxLength": 100}
    return {"type": "object", "propertyNames": names, "additionalProperties": _ref("text")}


def _fed_by() -> Schema:
    fields = _object(dict.fromkeys(shapes.FEEDS, _ref("words")))
    return _object({"income": fields}, required=("income",))


_SPECIAL: Final[Mapping[tuple[str, str], Callable[[], Schema]]] = types.MappingProxyType(
    {
        (Step.__name__, "to"): lambda: _ref("destination"),
        (Step.__name__, "then"): lambda: _object({"pool": _ref("word")}, required=("pool",)),
        (Step.__name__, "split"): _split,
        (Step.__name__, "short"): lambda: _either({"const": "refuse"}, _ref(Shortage.__name__)),
        (Pool.__name__, "fed_by"): _fed_by,
        (Plan.__name__, "words"): _titles,
    }
)
"""Fields whose shape in the file is another than in the class."""

# ---- the classes -------------------------------------------------------------------------------


def _class(kind: type) -> Schema:
    """Return the schema of a class: its fields are the keys, its docstring describes them."""
    attrs.resolve_types(kind)
    described = _described(kind)
    properties: dict[str, Schema] = {}
    required = []
    for field in attrs.fields(kind):
        key = field.name.rstrip("_")
        special = _SPECIAL.get((kind.__name__, field.name))
        if special is not None:
            properties[key] = special()
        elif field.name == "id" and field.type is str and kind.__name__ != "Header":
            properties[key] = _ref("name")
        else:
            properties[key] = _type(field.type)
        if field.name in described:
            properties[key]["description"] = described[field.name]
        if field.default is attrs.NOTHING:
            required.append(key)
    return {"description": _sentence(kind), **_object(properties, required=tuple(required))}


_SCALARS: Final[Mapping[type, Mapping[str, Any]]] = types.MappingProxyType(
    {
        str: types.MappingProxyType({"type": list(_SCALAR), "maxLength": 2000}),
        int: _ref("whole"),
        bool: _ref("truth"),
        dt.date: _ref("day"),
        Fraction: _ref("number"),
        Band: _ref("band"),
        Text: _ref("text"),
        Act: types.MappingProxyType({"enum": [act.name.lower() for act in Act]}),
    }
)
_UNIONS: Final[tuple[tuple[Any, Schema], ...]] = (
    (Quantity, _ref("quantity")),
    (Condition, _ref("condition")),
    (Condition | Quantity, _ref("definition")),
)


def _type(of: Any) -> Schema:  # noqa: ANN401  (a type, or a form of typing)
    """Return the schema of a type that a field may have."""
    if of in _SCALARS:
        return dict(_SCALARS[of])
    if of is Table:
        return _list(_table_row())
    if of is Account:
        return _account()
    if of is RegisterCheck:
        return _register_check()
    if attrs.has(of):
        return _ref(of.__name__)
    origin, arguments = typing.get_origin(of), typing.get_args(of)
    if origin is tuple:
        return _list(_type(arguments[0]))
    if origin is Mapping:
        return _named(_type(arguments[1]))
    return _union(frozenset(arguments) - {type(None)})


def _union(members: frozenset[Any]) -> Schema:
    for union, schema in _UNIONS:
        if members == frozenset(typing.get_args(union)):
            return dict(schema)
    quantity = frozenset(typing.get_args(Quantity))
    if quantity < members:
        others = sorted(members - quantity, key=lambda one: one.__name__)
        return _either(_ref("quantity"), *map(_type, others))
    ordered = sorted(members, key=lambda one: one.__name__)
    return _type(ordered[0]) if len(ordered) == 1 else _either(*map(_type, ordered))


def _classes(kind: type) -> list[type]:
    """Return the classes below *kind* that have a schema of their own, in order of name."""
    grammar = (*typing.get_args(Quantity), *typing.get_args(Condition))
    apart = {*_SCALARS, *grammar, Table, Account, RegisterCheck}
    found: dict[str, type] = {}
    waiting: list[Any] = [kind]
    while waiting:
        one = waiting.pop()
        if isinstance(one, type) and attrs.has(one) and one not in apart:
            if one.__name__ in found:
                continue
            found[one.__name__] = one
            attrs.resolve_types(one)
            waiting.extend(field.type for field in attrs.fields(one))
        else:
            waiting.extend(typing.get_args(one))
    del found[kind.__name__]
    return [found[name] for name in sorted(found)]


@functools.cache
def _described(kind: type) -> dict[str, str]:
    """Return what the docstring says of each field, under `Attributes:`."""
    _, _, section = (kind.__doc__ or "").partition("Attributes:\n")
    found: dict[str, str] = {}
    for match in re.finditer(r"^ {8}(\w+): (.*(?:\n {9,}\S.*)*)", section, re.MULTILINE):
        found[match[1]] = re.sub(r"\s+", " ", match[2])
    return found


def _sentence(kind: type) -> str:
    return (kind.__doc__ or "").partition("\n")[0]
