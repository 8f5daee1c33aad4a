"""The assets behind the money, and the tables of the plan: C22, C26, C27."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from benefit_share.audit import faults, lacks
from benefit_share.audit.check import Answer, AuditCheck, Evidence, none_there, not_checked
from benefit_share.values import percent_text

if TYPE_CHECKING:
    from benefit_share.findings import Finding

__all__ = ["CHECKS"]

LEAST_YIELD: Final = Fraction(1, 100)
MOST_YIELD: Final = Fraction(20, 100)
"""Published yields lie between 5 % (a floor) and 10 %; far outside it is a question."""

BANDS: Final = (
    "plan.table-gap",
    "plan.table-overlap",
    "plan.table-category",
    "points.band-overlap",
)
"""Under these codes gaps and overlaps are found."""


def asset_missing(evidence: Evidence) -> Answer:
    """C22: income comes from assets that are there, and assets that are there earn."""
    case = evidence.case
    if not case.assets:
        return not_checked(lacks.TABLE_EMPTY.at("assets", wanted="assets.csv"))
    dated = [one for one in case.assets if one.commissioned_on is not None]
    findings: list[Finding] = []
    for asset in dated:
        began = asset.commissioned_on
        rows = [row for row in case.income if row.asset == asset.id]
        findings += [
            faults.TOO_EARLY.at(f"income.{row.id}", income=row.id, asset=asset.id, day=str(began))
            for row in rows
            if began is not None and row.received_on < began
        ]
        counted = any(evidence.run.recognised.get(row.id) for row in rows)
        if began is not None and began < case.period.start and not counted:
            findings.append(faults.NO_YIELD.at(f"assets.{asset.id}", asset=asset.id))
    undated = len(case.assets) - len(dated)
    why = lacks.CELLS_EMPTY.at("assets", count=undated, wanted="assets.csv", what="commissioned_on")
    return Answer(len(dated), undated, findings, (why,) if undated else ())


def band_gaps(evidence: Evidence) -> Answer:
    """C26: bands of grades and sizes leave nothing out and hold nothing twice."""
    tables = evidence.case.plan.tables
    if not tables:
        return none_there("The plan has no table (tables).")
    return Answer(len(tables), findings=evidence.carried(*BANDS))


def yield_sanity(evidence: Evidence) -> Answer:
    """C27: what an asset earns is what such an asset earns."""
    case = evidence.case
    capital: dict[str, int] = {}
    for row in case.funding:
        capital[row.asset] = capital.get(row.asset, 0) + row.amount
    capital = {asset: amount for asset, amount in capital.items() if amount > 0}
    earned: dict[str, int] = {}
    for receipt in case.income:
        part = evidence.run.recognised.get(receipt.id)
        if part is not None:
            earned[receipt.asset] = earned.get(receipt.asset, 0) + part.fresh + part.released
    findings, remarks = [], []
    for asset, amount in sorted(capital.items()):
        rate = Fraction(earned.get(asset, 0), amount)
        shown = percent_text(Fraction(round(rate * 10_000), 10_000))
        if LEAST_YIELD <= rate <= MOST_YIELD:
            remarks.append(faults.YIELD_SEEN.at(f"assets.{asset}", asset=asset, rate=shown))
        else:
            least, most = percent_text(LEAST_YIELD), percent_text(MOST_YIELD)
            said = {"asset": asset, "rate": shown, "least": least, "most": most}
            findings.append(faults.YIELD.at(f"assets.{asset}", **said))
    unfunded = len(set(earned) - set(capital))
    why = []
    if unfunded:
        why.append(
            lacks.NOT_ON_LIST.at(
                "funding", count=unfunded, what="assets that earned", wanted="funding.csv"
            )
        )
    elif not capital:
        why.append(lacks.TABLE_EMPTY.at("funding", wanted="funding.csv"))
    return Answer(len(capital), unfunded, findings, why, remarks)


CHECKS = (
    AuditCheck(
        "C22",
        "asset_missing",
        "asset missing",
        "Assets that are budgeted are there and earn.",
        asset_missing,
        needs=("assets.csv",),
    ),
    AuditCheck(
        "C26",
        "band_gaps",
        "band gaps",
        "Bands have no gap and no overlap.",
        band_gaps,
        refusals=BANDS,
    ),
    AuditCheck(
        "C27",
        "yield_sanity",
        "yield",
        "Income lies within what such capital earns.",
        yield_sanity,
        needs=("funding.csv",),
    ),
)
