"""Write a generated case as a folder of CSV tables, to measure the reading of them."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from benefit_share.values import minor_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from benefit_share.distribution import Case
    from benefit_share.values import Span

__all__ = ["write_case"]

PLAN = """\
plan: {id: bench, version: 1, from: 2025-01-01, to: 2025-12-31, currency: CNY}
facts:
  status: {values: [policy, ordinary]}
  category: {values: [destitute, dibao, ordinary]}
  able: {of: person, type: boolean}
  paid: {of: person, type: boolean}
accounts: {reserve: {held: collective}}
points: {items: [%s]}
pools: {net: {per: collective, fed_by: {income: {}}}}
steps:
  - {id: keep, from: net, take: 10 %% of net, to: {account: reserve}, clause: "1"}
  - {id: points, from: net, take: remaining, among: households, who: {status: policy},
     share: points.total, if_none: refuse, clause: "2"}
"""


def write_case(case: Case, folder: Path) -> int:
    """Write *case* into *folder*; return how many rows of tables there are."""
    scheme = case.plan.points
    items = ", ".join(f"{{id: {item.id}, give: 1}}" for item in (scheme.items if scheme else ()))
    (folder / "plan.yaml").write_text(PLAN % items, encoding="utf-8")
    rows = 0
    for name, header, lines in _tables(case):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header)
            for line in lines:
                writer.writerow(line)
                rows += 1
    return rows


def _span(span: Span) -> tuple[str, str]:
    return span.text()


def _tables(case: Case) -> Iterable[tuple[str, list[str], Iterable[tuple[object, ...]]]]:
    yield "collectives", ["id", "name"], ((row.id, row.name) for row in case.collectives)
    yield "assets", ["id", "kind"], ((row.id, row.kind) for row in case.assets)
    yield (
        "income",
        ["id", "asset", "received_on", "kind", "amount"],
        (
            (row.id, row.asset, row.received_on, row.kind, minor_text(row.amount, 2))
            for row in case.income
        ),
    )
    yield (
        "households",
        ["id", "collective", "group", "head", "from", "to"],
        (
            (row.id, row.collective, row.group, row.head, *_span(row.span))
            for row in case.households
        ),
    )
    yield (
        "members",
        ["id", "household", "born_on", "from", "to"],
        ((row.id, row.household, row.born_on, *_span(row.span)) for row in case.members),
    )
    yield (
        "facts",
        ["subject", "fact", "value", "from", "to"],
        ((row.subject, row.fact, row.value, *_span(row.span)) for row in case.facts),
    )
    yield (
        "points",
        ["id", "subject", "item", "on", "quantity"],
        ((row.id, row.subject, row.item, row.on, row.quantity) for row in case.points),
    )
