"""From a tree of text to the values of a plan or a head: strict, and every fault at once.

One converter is built, at first use; its hooks refuse what cattrs would make fit (`int(3.9)`,
`bool("no")`).
"""

from __future__ import annotations

import datetime as dt
import functools
import operator
import re
import types
import typing
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.expressions import Condition, Quantity
from benefit_share.expressions.asking import BOOLEAN_WORDS
from benefit_share.files import faults
from benefit_share.files.plans import shapes
from benefit_share.files.plans.problems import Misread, Notebook, Problem, walk
from benefit_share.files.plans.quantities import read_condition, read_defined, read_quantity
from benefit_share.households import Collective
from benefit_share.plan.model import (
    Account,
    Header,
    Plan,
    Pool,
    RegisterCheck,
    Step,
    Table,
    TableRow,
)
from benefit_share.points.effects import Effect
from benefit_share.points.giving import FORMS
from benefit_share.procedure import Act
from benefit_share.values import Band, Text, day, exact, identifier, plain_text
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    import cattrs

__all__ = ["converter", "structured", "union_of"]

TEXT_LIMIT: Final = 2_000
_WHOLE: Final = re.compile(r"0|[1-9][0-9]{0,8}")

T = typing.TypeVar("T")


def structured(node: Any, kind: type[T]) -> T:  # noqa: ANN401  (a node of YAML, or what it becomes)
    """Return *node* as a value of *kind*; raise `Misread` with every problem in it."""
    try:
        value: T = converter().structure(node, kind)
    except Exception as error:  # noqa: BLE001  (walk raises what is no problem)
        raise Misread(walk(error)) from None
    return value


def union_of(kind: object, union: object) -> bool:
    """Say whether *kind* is *union*, or *union* or None."""
    wanted = frozenset(typing.get_args(union))
    return frozenset(typing.get_args(kind)) - {type(None)} == wanted


@functools.cache
def converter() -> cattrs.Converter:
    """Return the converter of plan and case files."""
    import cattrs

    made = cattrs.Converter(forbid_extra_keys=True, detailed_validation=True)
    for scalar, hook in _SCALARS:
        made.register_structure_hook(scalar, hook)
    for union, read in (
        (Quantity, read_quantity),
        (Condition, read_condition),
        (Condition | Quantity, read_defined),
    ):
        made.register_structure_hook_func(
            functools.partial(_is_union, union=union), _tree_hook(read)
        )
    made.register_structure_hook_func(
        functools.partial(_is_union, union=functools.reduce(operator.or_, FORMS, Quantity)), _give
    )
    made.register_structure_hook_func(functools.partial(_is_union, union=str | Effect), _effect)
    made.register_structure_hook(Account, shapes.read_account)
    made.register_structure_hook(TableRow, shapes.read_table_row)
    made.register_structure_hook(RegisterCheck, shapes.read_register_check)
    made.register_structure_hook(Table, _table)
    made.register_structure_hook_factory(attrs.has, functools.partial(_class_hook, made))
    made.register_structure_hook_factory(_is_tuple, functools.partial(_tuple_hook, made))
    made.register_structure_hook_factory(_is_mapping, functools.partial(_mapping_hook, made))
    return made


def _is_union(kind: object, union: object) -> bool:
    return isinstance(kind, types.UnionType) and union_of(kind, union)


def _is_tuple(kind: object) -> bool:
    return typing.get_origin(kind) is tuple


def _is_mapping(kind: object) -> bool:
    return typing.get_origin(kind) is Mapping


def _tree_hook(read: Callable[[Any, str, Notebook], Any]) -> Callable[[Any, Any], Any]:
    def hook(node: Any, _type: object) -> Any:  # noqa: ANN401  (a node of YAML, or what it becomes)
        notes = Notebook()
        value = read(node, "", notes)
        notes.close()
        return value

    return hook


# ---- classes, lists, mappings ------------------------------------------------------------------

_SPECIAL: Final[Mapping[tuple[str, str], Callable[[Any, Any], Any]]] = types.MappingProxyType(
    {
        (Step.__name__, "to"): shapes.read_destination,
        (Step.__name__, "then"): shapes.read_then,
        (Step.__name__, "split"): shapes.read_split,
        (Pool.__name__, "fed_by"): shapes.read_fed_by,
        (Plan.__name__, "words"): shapes.read_titles,
    }
)
"""Fields whose shape in the file is another than in the class."""


def _class_hook(made: cattrs.Converter, kind: type) -> Callable[[Any, Any], Any]:
    from cattrs.gen import make_dict_structure_fn, override

    attrs.resolve_types(kind)
    overrides: dict[str, Any] = {}
    for field in attrs.fields(kind):
        hook = _SPECIAL.get((kind.__name__, field.name))
        if field.name == "id":
            hook = _identifier if kind in {Header, Collective} else _name
        if field.name == "short":
            hook = functools.partial(_short, made)
        rename = field.name.rstrip("_")
        overrides[field.name] = override(rename=rename, struct_hook=hook)
    inner: Callable[[Any, Any], Any] = make_dict_structure_fn(
        kind, made, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True, **overrides
    )
    example = _example(kind)

    def hook_of_class(node: Any, type_: Any) -> Any:  # noqa: ANN401  (a node of YAML, or what it becomes)
        if not isinstance(node, dict):
            notes = Notebook()
            notes.shape(node, "a mapping", example, "")
            raise Misread(notes.problems)
        return inner(node, type_)

    return hook_of_class


def _short(made: cattrs.Converter, node: Any, _type: object) -> Any:  # noqa: ANN401  (a node of YAML, or what it becomes)
    return shapes.read_shortage(node, made)


def _example(kind: type) -> str:
    keys = [
        field.name.rstrip("_") for field in attrs.fields(kind) if field.default is attrs.NOTHING
    ] or [attrs.fields(kind)[0].name.rstrip("_")]
    return "{" + ", ".join(f"{key}: …" for key in keys) + "}"


def _tuple_hook(made: cattrs.Converter, kind: Any) -> Callable[[Any, Any], Any]:  # noqa: ANN401  (a node of YAML, or what it becomes)
    inner = typing.get_args(kind)[0]

    def hook(node: Any, _type: object) -> Any:  # noqa: ANN401  (a node of YAML, or what it becomes)
        notes = Notebook()
        if not isinstance(node, list):
            notes.shape(node, "a list", "[…, …]", "")
            raise Misread(notes.problems)
        values = []
        for place, part in enumerate(node):
            try:
                values.append(made.structure(part, inner))
            except Exception as error:  # noqa: BLE001  (walk raises what is no problem)
                notes.take(error, f"[{place}]")
        notes.close()
        return tuple(values)

    return hook


def _mapping_hook(made: cattrs.Converter, kind: Any) -> Callable[[Any, Any], Any]:  # noqa: ANN401  (a node of YAML, or what it becomes)
    inner = typing.get_args(kind)[1]

    def hook(node: Any, _type: object) -> Any:  # noqa: ANN401  (a node of YAML, or what it becomes)
        notes = Notebook()
        if not isinstance(node, dict):
            notes.shape(node, "a mapping", "{name: …}", "")
            raise Misread(notes.problems)
        values = {}
        for key, part in node.items():
            if not shapes.PLAN_ID.fullmatch(key):
                notes.add_key(faults.NOT_NAME, f".{key}", text=key[:60])
            try:
                values[key] = made.structure(part, inner)
            except Exception as error:  # noqa: BLE001  (walk raises what is no problem)
                notes.take(error, f".{key}")
        notes.close()
        return FrozenMap(values)

    return hook


def _table(node: Any, _type: object) -> Table:  # noqa: ANN401  (a node of YAML, or what it becomes)
    return Table(converter().structure(node, tuple[TableRow, ...]))


def _name(node: Any, _type: object) -> str:  # noqa: ANN401  (a node of YAML, or what it becomes)
    return shapes.read_name(node)


def _identifier(node: Any, _type: object) -> str:  # noqa: ANN401  (a node of YAML, or what it becomes)
    return identifier(_scalar(node, "an identifier", "joint-solar"), "id")


# ---- unions of the points scheme ---------------------------------------------------------------


def _give(node: Any, _type: object) -> Any:  # noqa: ANN401  (a node of YAML, or what it becomes)
    if isinstance(node, dict):
        for form in FORMS:
            first = attrs.fields(form)[0].name.rstrip("_")
            if first in node:
                return converter().structure(node, form)
    return _tree_hook(read_quantity)(node, _type)


def _effect(node: Any, _type: object) -> Any:  # noqa: ANN401  (a node of YAML, or what it becomes)
    return converter().structure(node, Effect if isinstance(node, dict) else str)


# ---- scalars -----------------------------------------------------------------------------------


def _scalar(node: object, wanted: str, example: str) -> str:
    if isinstance(node, str):
        return node
    notes = Notebook()
    notes.shape(node, wanted, example, "")
    raise Misread(notes.problems)


def _text(node: object, _type: object) -> str:
    text = _scalar(node, "a text", "§3(1)")
    return plain_text(text, TEXT_LIMIT) if text else text


def _whole(node: object, _type: object) -> int:
    text = _scalar(node, "a whole number", "10")
    if not _WHOLE.fullmatch(text):
        raise Misread([Problem("", faults.NOT_WHOLE, {"text": text[:60]})])
    return int(text)


def _boolean(node: object, _type: object) -> bool:
    text = _scalar(node, "true or false", "true")
    if text not in BOOLEAN_WORDS:
        raise Misread([Problem("", faults.NOT_BOOLEAN, {"text": text[:60]})])
    return BOOLEAN_WORDS[text] == "true"


def _day(node: object, _type: object) -> dt.date:
    return day(_scalar(node, "a day", "2026-01-31"))


def _number(node: object, _type: object) -> Fraction:
    return exact(_scalar(node, "a number", "0.1"))


def _band(node: object, _type: object) -> Band:
    return Band.parse(_scalar(node, "a band between quotation marks", '"[3,4]"'))


def _act(node: object, _type: object) -> Act:
    text = _scalar(node, "an act", "review")
    acts = {act.name.lower(): act for act in Act}
    if text not in acts:
        accepted = ", ".join(acts)
        raise Misread([Problem("", faults.NOT_WORD, {"text": text[:60], "accepted": accepted})])
    return acts[text]


def _words(node: object, _type: object) -> Text:
    return shapes.read_text(node)


_SCALARS: Final[tuple[tuple[type, Callable[[Any, Any], Any]], ...]] = (
    (str, _text),
    (int, _whole),
    (bool, _boolean),
    (dt.date, _day),
    (Fraction, _number),
    (Band, _band),
    (Text, _words),
    (Act, _act),
)
