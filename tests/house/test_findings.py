"""Every kind of finding: its code is unique, and its words fit the figures it is given."""

from __future__ import annotations

import ast
import re
import string
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import pytest

from benefit_share.findings import Kind
from house_map import Source, sources

CODE = re.compile(r"[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*")


@cache
def kinds() -> tuple[tuple[str, Kind], ...]:
    """Return each kind with the name of the module that made it, each once."""
    found: dict[int, tuple[str, Kind]] = {}
    for source in sources():
        module = source.module()
        for value in vars(module).values():
            if isinstance(value, Kind):
                found.setdefault(id(value), (f"{source.name}: {value.code}", value))
    return tuple(found.values())


def fields(sentence: str) -> set[str]:
    """Return the names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def kind_named(node: ast.expr, names: dict[str, object]) -> Kind | None:
    """Return the kind that an expression of a module names, if it names one."""
    if isinstance(node, ast.Name):
        value = names.get(node.id)
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        value = getattr(names.get(node.value.id), node.attr, None)
    else:
        value = None
    return value if isinstance(value, Kind) else None


def calls(source: Source) -> Iterator[tuple[int, Kind, set[str]]]:
    """Yield each `KIND.at(path, figure=…)` of a module: line, kind, names of the figures."""
    names = vars(source.module())
    for node in ast.walk(source.tree()):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        kind = kind_named(node.func.value, names) if node.func.attr == "at" else None
        if kind is not None and all(keyword.arg for keyword in node.keywords):
            yield node.lineno, kind, {str(keyword.arg) for keyword in node.keywords}


def test_no_two_kinds_share_a_code() -> None:
    """A code is what a caller branches on, and what the documents list."""
    owners: dict[str, list[str]] = defaultdict(list)
    for name, kind in kinds():
        owners[kind.code].append(name)

    assert {code: names for code, names in owners.items() if len(names) > 1} == {}


def test_a_code_is_the_room_and_a_few_words() -> None:
    """`room.what-is-wrong`, in small letters."""
    assert [kind.code for _, kind in kinds() if not CODE.fullmatch(kind.code)] == []


def test_a_kind_says_what_is_wrong_and_what_to_do_in_whole_sentences() -> None:
    """Each begins with a capital, a figure, or a quoted word, and ends with a full stop."""
    # A figure at the end may be a sentence itself, and bring its own.
    bad = [
        f"{kind.code}: {sentence}"
        for _, kind in kinds()
        for sentence in (kind.says, kind.do)
        if not sentence or sentence[0].islower() or not sentence.endswith((".", "?", "}"))
    ]

    assert bad == []


def test_the_figures_of_a_sentence_are_plain_names() -> None:
    """No position, attribute or format: the catalogue of another language cannot know them."""
    bad = [
        f"{kind.code}: {{{field}}}"
        for _, kind in kinds()
        for field in fields(kind.says) | fields(kind.do)
        if not field.isidentifier()
    ]

    assert bad == []


@pytest.mark.parametrize("source", sources(), ids=str)
def test_a_finding_is_made_with_every_figure_its_words_need(source: Source) -> None:
    """A missing figure would raise only when the finding is printed."""
    missing = [
        f"line {line}: {kind.code} needs {', '.join(sorted(lacking))}"
        for line, kind, given in calls(source)
        if (lacking := (fields(kind.says) | fields(kind.do)) - given)
    ]

    assert missing == []
