"""How the slices of a period are named, where several versions of the rules share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benefit_share.rendering.forms.page import Column, Heading, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benefit_share.rendering.explained.names import Names
    from benefit_share.statements import Statement, Summary
    from benefit_share.values import Period

__all__ = ["rules_in", "slice_heading", "slice_name", "slices_ladder"]


def rules_in(told: Statement | Summary, names: Names) -> Iterator[tuple[str, str]]:
    """Yield the rules of a page, of several slices those of each with its days."""
    words = names.words
    if not told.slices:
        yield words.tell("Rules"), _rules(told, names)
    for one in told.slices:
        yield (
            words.tell("Rules of slice {number}", number=one.slice),
            words.tell("{days}: {rules}", days=names.span(one.period), rules=_rules(one, names)),
        )


def _rules(told: Statement | Summary, names: Names) -> str:
    words = names.words
    return words.tell(
        "{title} ({id}, version {version})",
        title=words.text(told.plan_title, told.plan_id),
        id=told.plan_id,
        version=told.plan_version,
    )


def slice_heading(number: int, period: Period, names: Names) -> Heading:
    """Return the heading over what is of one slice."""
    return Heading(slice_name(number, period, names))


def slice_name(number: int, period: Period, names: Names) -> str:
    """Return a slice by its number and days."""
    first, last = period.text()
    return names.words.tell(
        "Slice {number}: {first} to {last}", number=number, first=first, last=last
    )


def slices_ladder(told: Statement, names: Names) -> Table:
    """Return what each slice awards and pays; nothing is netted between them."""
    words = names.words
    return Table(
        columns=(
            Column(words.tell("Slice")),
            Column(words.tell("Awarded"), figures=True),
            Column(words.tell("Payable ({unit})", unit=names.unit), figures=True),
        ),
        rows=tuple(
            (
                slice_name(one.slice, one.period, names),
                names.amount(one.awarded),
                names.amount(one.payable),
            )
            for one in told.slices
        ),
        total=(words.tell("Together"), names.amount(told.awarded), names.amount(told.payable)),
    )
