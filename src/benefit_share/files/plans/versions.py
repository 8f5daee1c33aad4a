"""The plans of a case whose rules change inside the period: read together, each with its days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.distribution.case import Version
from benefit_share.files import faults
from benefit_share.files.tables.fact_names import asked_facts
from benefit_share.plan.model import FactDeclaration
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benefit_share.files.places import Collector
    from benefit_share.files.plans.reading import Document
    from benefit_share.plan import Plan
    from benefit_share.values import Period

__all__ = ["PlanRead", "plan_of_tables", "versions_of"]

_SHAPE: Final[Mapping[str, tuple[str, ...]]] = FrozenMap(
    {
        "register": ("holder", "about", "listed_by", "columns"),
        "account": ("kind", "of"),
        "fact": ("of", "type_", "unit"),
        "figure": ("unit", "by"),
    }
)
"""What decides how a table is read; the rest may change from version to version."""


@attrs.frozen
class PlanRead:
    """One plan file of a case.

    Attributes:
        file: its name.
        document: the plan with its places, or None if there is no such file.
    """

    file: str
    document: Document | None = attrs.field(repr=False)

    @property
    def plan(self) -> Plan | None:
        """The plan, if it is whole and its currency is known."""
        return self.document.reckonable() if self.document is not None else None


def plan_of_tables(reads: Sequence[PlanRead], collected: Mapping[str, Collector]) -> Plan | None:
    """Return the plan by which tables are read: the last, with the names that any version knows.

    It is for reading alone; its steps are those of the last version.

    Args:
        reads: the plans in order of days.
        collected: takes what two versions declare differently, so that no row has one meaning.
    """
    plans = [one.plan for one in reads]
    whole = [plan for plan in plans if plan is not None]
    if not plans or len(whole) < len(plans):
        return None
    if len(whole) == 1:
        return whole[0]
    together: dict[str, dict[str, Any]] = {kind: {} for kind in _SHAPE}
    for read, plan in zip(reads, whole, strict=True):
        for kind, name, declared in _declared(plan):
            seen = together[kind].get(name)
            if seen is not None and _shape(kind, seen) != _shape(kind, declared):
                where = read.document.where(f"{kind}s.{name}") if read.document else ""
                collected[read.file].add(
                    faults.DECLARED_TWICE, f"{kind}s.{name}", where, kind=kind, name=name
                )
            together[kind][name] = _with_words(declared, seen) if kind == "fact" else declared
    for plan in whole:
        for name, of in asked_facts(plan).items():
            together["fact"].setdefault(name, FactDeclaration(of=of))
    return attrs.evolve(
        whole[-1],
        registers=FrozenMap(together["register"]),
        accounts=FrozenMap(together["account"]),
        facts=FrozenMap(together["fact"]),
        figures=tuple(together["figure"].values()),
    )


def _declared(plan: Plan) -> Iterator[tuple[str, str, Any]]:
    for kind, things in (
        ("register", plan.registers),
        ("account", plan.accounts),
        ("fact", plan.facts),
    ):
        for name, declared in things.items():
            yield kind, name, declared
    for figure in {one.id: one for one in plan.figures}.values():
        yield "figure", figure.id, figure


def _with_words(fact: FactDeclaration, seen: FactDeclaration | None) -> FactDeclaration:
    """Return a fact that may take the words of both declarations; none listed: any."""
    if seen is None or not seen.values or not fact.values:
        return fact if seen is None else attrs.evolve(fact, values=())
    return attrs.evolve(fact, values=tuple(dict.fromkeys((*seen.values, *fact.values))))


def _shape(kind: str, declared: Any) -> tuple[Any, ...]:  # noqa: ANN401  (a declaration of any kind)
    return tuple(getattr(declared, field) for field in _SHAPE[kind])


def versions_of(reads: Sequence[PlanRead], periods: Sequence[Period]) -> tuple[Version, ...]:
    """Return each plan with its days; none where there is but one plan."""
    if len(reads) < 2:
        return ()
    return tuple(
        Version(period, read.plan)
        for read, period in zip(reads, periods, strict=True)
        if read.plan is not None
    )
