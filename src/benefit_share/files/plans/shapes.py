"""The parts of a plan file shaped otherwise than the field that holds them: `{held: scope}`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.files import faults
from benefit_share.files.plans.problems import Misread, Notebook, Problem
from benefit_share.files.plans.quantities import (
    read_condition,
    read_quantity,
    read_table_says,
    read_word,
    read_words,
)
from benefit_share.plan.model import Account, RegisterCheck, Shortage, TableRow
from benefit_share.plan.wording import CHECK, FED_BY
from benefit_share.values import Text, ValueFault, plain_text
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cattrs import Converter

    from benefit_share.expressions import Quantity

__all__ = [
    "ACCOUNT_KINDS",
    "FEEDS",
    "OTHERWISE",
    "PLACES",
    "PLAN_ID",
    "SUM_BOUNDS",
    "read_account",
    "read_destination",
    "read_fed_by",
    "read_name",
    "read_register_check",
    "read_shortage",
    "read_split",
    "read_table_row",
    "read_text",
    "read_then",
    "read_titles",
]

Node = Any

PLAN_ID: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,39}")
"""What a pool, a step, a fact, a figure may be called."""

PLACES: Final = ("pool", "account", "payee")
"""Where money may go."""

FEEDS: Final = FED_BY
"""The fields of a receipt that a pool may choose by."""

ACCOUNT_KINDS: Final = ("held", "owed", "receivable")
"""What a balance means."""

SUM_BOUNDS: Final = ("is", "at_least", "at_most")
"""What a sum over the rows of a register is held against."""

OTHERWISE: Final = CHECK["otherwise"]
"""What may follow from a row that fails: as of a check of the plan."""

_TEXT_EXAMPLE: Final = "{zh: 差异化分配, en: differentiated allocation}"
_TO_EXAMPLE: Final = "to: {account: reserve}, or to: payee"


def read_name(node: Node) -> str:
    """Return the name of something in the plan."""
    if isinstance(node, str) and PLAN_ID.fullmatch(node):
        return node
    if isinstance(node, str):
        raise Misread([Problem("", faults.NOT_NAME, {"text": node[:60]})])
    notes = Notebook()
    notes.shape(node, "a name", "net", "")
    raise Misread(notes.problems)


def read_text(node: Node) -> Text:
    """Return words in both languages."""
    notes = Notebook()
    if not isinstance(node, dict):
        shown = node[:40] if isinstance(node, str) and node else "…"
        ascii_only = shown.isascii()
        example = f"{{zh: …, en: {shown}}}" if ascii_only else f"{{zh: {shown}, en: …}}"
        raise Misread([Problem("", faults.NOT_BILINGUAL, {"example": example})])
    for key in node:
        if key not in {"zh", "en"}:
            notes.unknown(key, "", ("zh", "en"))
    if not {"zh", "en"} <= set(node):
        notes.add(faults.NOT_BILINGUAL, "", example=_TEXT_EXAMPLE)
    for key in ("zh", "en"):
        if key in node:
            _check_words(node[key], f".{key}", notes)
    notes.close()
    return Text(node["zh"], node["en"])


def _check_words(node: Node, at: str, notes: Notebook) -> None:
    if not isinstance(node, str):
        notes.shape(node, "a text", _TEXT_EXAMPLE, at)
        return
    try:
        plain_text(node, 2_000)
    except ValueFault as fault:
        notes.refuse(fault, at)


def read_titles(node: Node, _type: object = None) -> Mapping[str, Text]:
    """Return what words are called: `{need: {zh: 困难系数, en: need}}`; a word of any script."""
    notes = Notebook()
    if not isinstance(node, dict):
        notes.shape(node, "a mapping", f"{{need: {_TEXT_EXAMPLE}}}", "")
        raise Misread(notes.problems)
    titles: dict[str, Text] = {}
    for key, value in node.items():
        read_word(key, f".{key}", notes)
        try:
            titles[key] = read_text(value)
        except Misread as misread:
            notes.take(misread, f".{key}")
    notes.close()
    return FrozenMap(titles)


def read_destination(node: Node, _type: object = None) -> str:
    """Return `pool.x`, `account.x`, `payee.x` or `payee`."""
    notes = Notebook()
    if node == "payee":
        return "payee"
    if isinstance(node, dict) and len(node) == 1:
        key, value = next(iter(node.items()))
        if key in PLACES:
            word = read_word(value, f".{key}", notes)
            notes.close()
            return f"{key}.{word}"
        notes.unknown(key, "", PLACES)
    elif isinstance(node, str) and node.partition(".")[0] in PLACES and "." in node:
        return node
    else:
        notes.shape(node, "where the money goes", _TO_EXAMPLE, "")
    raise Misread(notes.problems)


def read_then(node: Node, _type: object = None) -> str:
    """Return the pool that awards enter: `{pool: village}`."""
    notes = Notebook()
    if not isinstance(node, dict) or set(node) != {"pool"}:
        notes.shape(node, "a pool", "then: {pool: village}", "")
        raise Misread(notes.problems)
    word = read_word(node["pool"], ".pool", notes)
    notes.close()
    return word


def read_split(node: Node, _type: object = None) -> Mapping[str, Quantity]:
    """Return destinations, each with its rate."""
    notes = Notebook()
    if not isinstance(node, dict) or not node:
        notes.shape(node, "a mapping", "split: {pool.a: 60 %, account.b: 40 %}", "")
        raise Misread(notes.problems)
    parts: dict[str, Quantity] = {}
    for key, value in node.items():
        if key != "payee" and ("." not in key or key.partition(".")[0] not in PLACES):
            notes.add_key(
                faults.NOT_WORD, f".{key}", text=key[:60], accepted="pool.…, account.…, payee.…"
            )
        rate = read_quantity(value, f".{key}", notes)
        if rate is not None:
            parts[key] = rate
    notes.close()
    return FrozenMap(parts)


def read_shortage(node: Node, made: Converter) -> Shortage:
    """Return what happens in a shortage; the word `refuse` stands for itself."""
    if isinstance(node, str) and node:
        notes = Notebook()
        if node != "refuse":
            notes.add(
                faults.NOT_WORD, "", text=node[:60], accepted="refuse, {take: partial, divide: …}"
            )
        notes.close()
        return Shortage(take="refuse")
    return made.structure(node, Shortage)


def read_fed_by(node: Node, _type: object = None) -> Mapping[str, tuple[str, ...]]:
    """Return which receipts feed a pool: `{income: {kind: [feed_in]}}`; `{}` within is all."""
    notes = Notebook()
    example = "fed_by: {income: {kind: [feed_in, rent]}}"
    if not isinstance(node, dict) or set(node) != {"income"}:
        notes.shape(node, "which income", example, "")
        raise Misread(notes.problems)
    wanted = node["income"]
    if not isinstance(wanted, dict):
        notes.shape(wanted, "a mapping", example, ".income")
        raise Misread(notes.problems)
    fields: dict[str, tuple[str, ...]] = {}
    for key, value in wanted.items():
        if key in FEEDS:
            fields[key] = read_words(value, f".income.{key}", notes)
        else:
            notes.unknown(key, ".income", FEEDS)
    notes.close()
    return FrozenMap(fields)


def read_account(node: Node, _type: object = None) -> Account:
    """Return an account: `{held: collective}`."""
    notes = Notebook()
    if not isinstance(node, dict) or len(node) != 1:
        notes.shape(node, "an account", "reserve: {held: collective}", "")
        raise Misread(notes.problems)
    kind, of = next(iter(node.items()))
    if kind not in ACCOUNT_KINDS:
        notes.unknown(kind, "", ACCOUNT_KINDS)
    word = read_word(of, f".{kind}", notes)
    notes.close()
    return Account(kind, word)


def read_table_row(node: Node, _type: object = None) -> TableRow:
    """Return a row of a table: conditions beside `is`."""
    notes = Notebook()
    if not isinstance(node, dict):
        notes.shape(node, "a row", "{category: dibao, is: 1.2}", "")
        raise Misread(notes.problems)
    if "is" not in node:
        raise Misread([Problem("", faults.MISSING_KEY, {"key": "is"})])
    rest = {key: value for key, value in node.items() if key != "is"}
    when = read_condition(rest, "", notes) if rest else None
    says = read_table_says(node["is"], ".is", notes)
    notes.close()
    assert says is not None  # noqa: S101  (a problem would have been noted)
    return TableRow(when, says)


def read_register_check(node: Node, _type: object = None) -> RegisterCheck:
    """Return a check of the rows of a register: `unique`, `sum`, or a condition of each row."""
    notes = Notebook()
    if not isinstance(node, dict) or not node:
        notes.shape(node, "a check", "{unique: holder}", "")
        raise Misread(notes.problems)
    otherwise = node.get("otherwise", OTHERWISE[0])
    if otherwise not in OTHERWISE:
        shown, accepted = str(otherwise)[:60], ", ".join(OTHERWISE)
        notes.add(faults.NOT_WORD, ".otherwise", text=shown, accepted=accepted)
    rest = {key: value for key, value in node.items() if key != "otherwise"}
    if "unique" in rest:
        found = _unique_check(rest, notes)
    elif "sum" in rest:
        found = _sum_check(rest, notes)
    elif rest:
        found = RegisterCheck(row=read_condition(rest, "", notes))
    else:
        notes.shape(node, "a check", "{unique: holder, otherwise: finding}", "")
        raise Misread(notes.problems)
    notes.close()
    return attrs.evolve(found, otherwise=otherwise)


def _unique_check(node: dict[str, Node], notes: Notebook) -> RegisterCheck:
    for key in node:
        if key != "unique":
            notes.unknown(key, "", ("unique", "otherwise"))
    return RegisterCheck(unique=read_words(node["unique"], ".unique", notes))


def _sum_check(node: dict[str, Node], notes: Notebook) -> RegisterCheck:
    accepted = ("sum", "per", *SUM_BOUNDS, "otherwise")
    for key in node:
        if key not in accepted:
            notes.unknown(key, "", accepted)
    if not set(SUM_BOUNDS) & set(node):
        notes.add(faults.MISSING_KEY, "", key=", ".join(SUM_BOUNDS))

    def bound(key: str) -> Quantity | None:
        return read_quantity(node[key], f".{key}", notes) if key in node else None

    return RegisterCheck(
        sum=bound("sum"),
        per=read_words(node["per"], ".per", notes) if "per" in node else (),
        is_=bound("is"),
        at_least=bound("at_least"),
        at_most=bound("at_most"),
    )
