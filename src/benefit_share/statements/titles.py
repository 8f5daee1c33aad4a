"""What the things of a run are called: titles of the plan, names of assets and of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benefit_share.statements.parts import Titled
from benefit_share.values import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benefit_share.distribution import Run
    from benefit_share.expressions import Subject

__all__ = ["member_names", "titles_of"]


def titles_of(run: Run) -> tuple[Titled, ...]:
    """Return what pools, facts, figures, points items, assets and villages are called."""
    return tuple(Titled(kind, one, title) for kind, one, title in _titles(run) if title is not None)


def _titles(run: Run) -> Iterator[tuple[str, str, Text | None]]:
    plan, case = run.case.plan, run.case
    for kind, titled in (("pool", plan.pools), ("fact", plan.facts), ("register", plan.registers)):
        for one, thing in titled.items():
            yield kind, one, thing.title
    for figure in {one.id: one for one in plan.figures}.values():
        yield "figure", figure.id, figure.title
    for step in plan.steps:
        yield "step", step.id, step.title
    for word, title in plan.words.items():
        yield "word", word, title
    for item in plan.points.items if plan.points else ():
        yield "item", item.id, item.title
    for collective in sorted(case.collectives, key=lambda one: one.id):
        if collective.id in case.scope:
            yield "collective", collective.id, _same(collective.name)
    for asset in sorted(case.assets, key=lambda one: one.id):
        yield "asset", asset.id, _same(asset.name)


def _same(name: str) -> Text | None:
    """A proper name is the same in every language."""
    return Text(zh=name, en=name) if name else None


def member_names(run: Run, subject: Subject) -> tuple[Titled, ...]:
    """Return the names of the members of a household, for its own statement alone."""
    found = []
    rows = run.seen.world.roster.members.get(subject.id, ())
    for row in rows:
        title = _same(row.name)
        if title is not None:
            found.append(Titled("person", row.id, title))
    return tuple(found)
