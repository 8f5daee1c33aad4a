"""What earned the money, and the points and tables behind it: C10, C22, C23, C25–C27."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from benefit_share.assets import arrears
from benefit_share.audit import faults
from benefit_share.audit.check import Answer, AuditCheck, Evidence, found, not_checked
from benefit_share.audit.flow import reaching
from benefit_share.values import percent_text
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.points import Entry

__all__ = ["CHECKS"]

LEAST_YIELD: Final = Fraction(1, 100)
MOST_YIELD: Final = Fraction(20, 100)
"""Published yields lie between 5 % (a floor) and 10 %; far outside it is a question."""


def rent_arrears(evidence: Evidence) -> Answer:
    """C10: what contracts promise has come."""
    case = evidence.case
    if not case.contracts:
        return not_checked("contracts")
    findings = [
        faults.ARREARS.at(
            f"contracts.{one.contract}",
            contract=one.contract,
            due=evidence.money(int(one.due)),
            received=evidence.money(one.received),
            open=evidence.money(int(one.open)),
        )
        for one in arrears(case.contracts, case.assets, case.income, case.period)
        if one.open >= 1
    ]
    return found(len(case.contracts), findings)


def asset_missing(evidence: Evidence) -> Answer:
    """C22: income comes from assets that are there, and assets that are there earn."""
    case = evidence.case
    dated = [one for one in case.assets if one.commissioned_on is not None]
    if not dated:
        return not_checked("commissioned_on")
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
    return found(len(dated), findings)


def points_tamper(evidence: Evidence) -> Answer:
    """C23: entries are proved, stand once, and were there when the sheet was frozen."""
    sheet, entries, known_on = evidence.run.sheet, evidence.case.points, evidence.case.known_on
    if sheet is None or not entries:
        return not_checked("points")
    findings: list[Finding] = [
        faults.LATE_ENTRY.at(
            f"points.{entry.id}",
            entry=entry.id,
            day=entry.recorded_on.isoformat(),
            frozen=sheet.day.isoformat(),
        )
        for entry in sorted(entries, key=lambda one: one.id)
        if entry.recorded_on is not None and entry.on <= sheet.day < entry.recorded_on
        # What became known too late does not count, and so is no tampering.
        if known_on is None or entry.recorded_on <= known_on
    ]
    findings += _twice(entries)
    unproved = sum(not entry.evidence for entry in entries if entry.on <= sheet.day)
    if unproved:
        findings.append(faults.ENTRY_UNPROVED.at("points", count=unproved))
    return found(len(entries), findings)


def _twice(entries: tuple[Entry, ...]) -> Iterator[Finding]:
    """Yield a finding for each entry that says the same as another of the same day."""
    seen: dict[tuple[object, ...], str] = {}
    for entry in sorted(entries, key=lambda one: one.id):
        same = (entry.subject, entry.item, entry.on, entry.quantity, entry.act)
        first = seen.setdefault(same, entry.id)
        if first != entry.id:
            yield faults.ENTRY_TWICE.at(
                f"points.{entry.id}",
                one=first,
                other=entry.id,
                party=entry.subject,
                day=entry.on.isoformat(),
            )


def weak_link(evidence: Evidence) -> Answer:
    """C25: every asset has somebody whom it benefits."""
    case, reach = evidence.case, reaching(evidence)
    findings = []
    earning = sorted({row.asset for row in case.income if evidence.run.recognised.get(row.id)})
    for asset in earning:
        rows = [row for row in case.income if row.asset == asset]
        if not any(row.id in reach for row in rows):
            amount = evidence.money(sum(row.amount for row in rows))
            findings.append(faults.WEAK_LINK.at(f"assets.{asset}", asset=asset, amount=amount))
    return found(len(earning), findings) if earning else not_checked("income")


def band_gaps(evidence: Evidence) -> Answer:
    """C26: bands of grades and sizes leave nothing out and hold nothing twice."""
    tables = evidence.case.plan.tables
    if not tables:
        return not_checked("tables")
    codes = ("plan.table-gap", "plan.table-overlap", "plan.table-category")
    return found(len(tables), evidence.carried(*codes))


def yield_sanity(evidence: Evidence) -> Answer:
    """C27: what an asset earns is what such an asset earns."""
    case = evidence.case
    capital: dict[str, int] = {}
    for row in case.funding:
        capital[row.asset] = capital.get(row.asset, 0) + row.amount
    capital = {asset: amount for asset, amount in capital.items() if amount > 0}
    if not capital:
        return not_checked("funding")
    findings = []
    for asset, amount in sorted(capital.items()):
        parts = [evidence.run.recognised.get(row.id) for row in case.income if row.asset == asset]
        earned = sum(part.fresh + part.released for part in parts if part is not None)
        rate = Fraction(earned, amount)
        if not LEAST_YIELD <= rate <= MOST_YIELD:
            findings.append(
                faults.YIELD.at(
                    f"assets.{asset}",
                    asset=asset,
                    rate=percent_text(Fraction(round(rate * 10_000), 10_000)),
                    least=percent_text(LEAST_YIELD),
                    most=percent_text(MOST_YIELD),
                )
            )
    return found(len(capital), findings)


CHECKS = FrozenMap(
    {
        "C10": AuditCheck(
            "C10", "rent_arrears", "What contracts promise has come.", "contracts", rent_arrears
        ),
        "C22": AuditCheck(
            "C22",
            "asset_missing",
            "Assets that are budgeted are there and earn.",
            "commissioned_on",
            asset_missing,
        ),
        "C23": AuditCheck(
            "C23",
            "points_tamper",
            "Entries of points are proved, stand once and are not later than the sheet.",
            "points",
            points_tamper,
        ),
        "C25": AuditCheck(
            "C25", "weak_link", "Every asset that earns benefits somebody.", "", weak_link
        ),
        "C26": AuditCheck("C26", "band_gaps", "Bands have no gap and no overlap.", "", band_gaps),
        "C27": AuditCheck(
            "C27",
            "yield_sanity",
            "Income lies within what such capital earns.",
            "funding",
            yield_sanity,
        ),
    }
)
