"""Statements and summaries as plain data, and statements read back.

Every key, its field and its shape stand in `shapes`; here are the documents made of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from benefit_share.rendering.plain_data.codec import (
    WHOLE,
    Shape,
    StatementUnreadable,
    fields,
    listed,
    written,
)
from benefit_share.rendering.plain_data.shapes import LINE_ROWS, STATEMENT_ROWS, SUMMARY_ROWS
from benefit_share.statements import STATEMENT_FORMAT, Line, Statement
from benefit_share.statements.data import SUMMARY_FORMAT
from benefit_share.values import canonical_bytes

if TYPE_CHECKING:
    from benefit_share.statements import Summary, SummaryStep

__all__ = ["statement_from_json", "statement_json", "statement_line", "summary_json"]

LINE_LIMIT: Final = 4_000_000
"""The most bytes that one line of statements.jsonl may have."""
TEXT_LIMIT: Final = 2_000
DEPTH_LIMIT: Final = 12


def statement_json(told: Statement) -> dict[str, Any]:
    """Return a statement as plain data, complete: `statement_from_json` makes it again.

    Args:
        told: the statement.

    Returns:
        A mapping that begins with `format`; its lines name their step by its place in `steps`.
    """
    places = {_place(step): place for place, step in enumerate(told.steps)}
    lines = [
        {"step_place": places[_place(line.step)], **written(line, LINE_ROWS)} for line in told.lines
    ]
    slices = {"slices": [statement_json(one) for one in told.slices]} if told.slices else {}
    return {"format": STATEMENT_FORMAT, **written(told, STATEMENT_ROWS), "lines": lines, **slices}


def _place(step: SummaryStep) -> tuple[int, str, str]:
    return step.slice, step.step, step.copy


def statement_from_json(data: Mapping[str, Any]) -> Statement:
    """Return the statement that `statement_json` wrote.

    Args:
        data: the parsed JSON.

    Raises:
        StatementUnreadable: for anything else; it names the key.
    """
    if data.get("format") != STATEMENT_FORMAT:
        raise StatementUnreadable("format")
    read = fields(data, STATEMENT_ROWS)
    steps = read["steps"]
    lines = []
    for one in listed(Shape(lambda line: line, lambda line: line)).read(data.get("lines")):
        place = WHOLE.read(one.get("step_place")) if isinstance(one, Mapping) else -1
        if not 0 <= place < len(steps):
            raise StatementUnreadable("step_place")
        lines.append(Line(step=steps[place], **fields(one, LINE_ROWS)))
    slices = listed(Shape(statement_json, statement_from_json)).read(data.get("slices", ()))
    return Statement(lines=tuple(lines), slices=slices, **read)


def summary_json(told: Summary) -> dict[str, Any]:
    """Return a summary as plain data: no name and no fact of a person.

    Args:
        told: the summary.

    Returns:
        A mapping that begins with `format`.
    """
    arrears = [
        {
            "contract": contract,
            "due_exact_minor": str(due),
            "received_minor": received,
            "open_exact_minor": str(still),
        }
        for contract, due, received, still in told.arrears
    ]
    slices = {"slices": [summary_json(one) for one in told.slices]} if told.slices else {}
    return {"format": SUMMARY_FORMAT, **written(told, SUMMARY_ROWS), "arrears": arrears, **slices}


def statement_line(told: Statement) -> bytes:
    """Return the canonical bytes of a statement: one line of statements.jsonl without its end."""
    return canonical_bytes(
        statement_json(told),
        text_limit=TEXT_LIMIT,
        depth_limit=DEPTH_LIMIT,
        size_limit=LINE_LIMIT,
    )
