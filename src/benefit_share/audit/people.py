"""Who is paid, and who is not: C02, C04–C08, C12, C16."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from benefit_share.audit import faults
from benefit_share.audit.check import Answer, AuditCheck, Evidence, found, not_checked
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from benefit_share.audit.lists import Listed
    from benefit_share.distribution import RegisterRow
    from benefit_share.distribution.run import Division
    from benefit_share.findings import Finding, Kind
    from benefit_share.values import Span

__all__ = ["CHECKS"]

BARRED = ("deceased", "budget_paid", "business_owners")
"""The lists whose people may not be paid."""


def flat_distribution(evidence: Evidence) -> Answer:
    """C02: equal amounts only where nothing differs."""
    several = [(node, one) for node, one in evidence.divisions() if len(one.ids) > 1]
    if not several:
        return not_checked("among")
    findings = []
    for node, division in several:
        low, high = min(division.amounts), max(division.amounts)
        # Equal parts differ by a rounding unit at most.
        what = "" if high - low > division.unit else _differing(evidence, division)
        if what:
            findings.append(
                faults.FLAT.at(
                    f"steps[{node.position}]",
                    step=node.step,
                    copy=f" ({node.copy})" if node.copy else "",
                    count=len(division.ids),
                    amount=evidence.money(low),
                    what=what,
                )
            )
    return found(len(several), findings)


def _differing(evidence: Evidence, division: Division) -> str:
    """Say in what the claimants differ: points, or a category that the plan asks for."""
    sheet = evidence.run.sheet
    if sheet is not None:
        points = {sheet.totals.get(party) for party in division.parties} - {None}
        if len(points) > 1:
            return "points"
    for fact, declared in evidence.case.plan.facts.items():
        if declared.type_ == "category" and declared.of == "household":
            values = {_value(evidence, party, fact) for party in division.parties}
            if len(values) > 1:
                return "facts"
    return ""


def _value(evidence: Evidence, party: str, fact: str) -> str | None:
    """Return what is recorded of a party on the record date, or None."""
    return evidence.run.seen.world.texts(fact).get(party)


def coverage(evidence: Evidence) -> Answer:
    """C04: of every category of households that the plan knows, somebody gets something."""
    categories = [
        name
        for name, one in evidence.case.plan.facts.items()
        if one.type_ == "category" and one.of == "household"
    ]
    if not categories:
        return not_checked("facts")
    households = evidence.run.seen.world.roster.households
    findings = []
    for fact in categories:
        by_value: dict[str, list[str]] = {}
        for household in households:
            value = _value(evidence, household, fact)
            if value is not None:
                by_value.setdefault(value, []).append(household)
        for _, members in sorted(by_value.items()):
            if not any(evidence.run.given.get(one) for one in members):
                findings.append(
                    faults.NOT_COVERED.at(f"facts.{fact}", fact=fact, count=len(members))
                )
    return found(len(households), findings)


def _listed(evidence: Evidence, rows: tuple[Listed, ...]) -> Iterator[tuple[Listed, str, bool]]:
    """Yield each row that meets a party which gets something, that party, and whether by id."""
    case, given = evidence.case, evidence.run.given
    home = {member.id: member.household for member in case.members}
    named: dict[str, set[str]] = {}
    for member in case.members:
        if member.name:
            named.setdefault(member.name, set()).add(member.id)
    for household in case.households:
        named.setdefault(household.head, set()).add(household.id)
    for row in rows:
        parties = {row.party} if row.party else named.get(row.name, set())
        for party in sorted(parties - {""}):
            if given.get(party) or given.get(home.get(party, "")):
                yield row, party, bool(row.party)


def _answered(
    evidence: Evidence, rows: tuple[Listed, ...], findings: list[Finding], missing: str = ""
) -> Answer:
    """Return the answer over *rows*; one that nothing can be held against was not looked at."""
    case = evidence.case
    ids = {one.id for one in case.members} | {one.id for one in case.households}
    names = {one.name for one in case.members} | {one.head for one in case.households}
    compared = sum(
        row.party in ids if row.party else bool(row.name) and row.name in names - {""}
        for row in rows
    )
    # A name that nobody bears was compared, if the case has names at all.
    if names - {""}:
        compared += sum(not row.party and row.name not in names for row in rows)
    if rows and not compared:
        return not_checked("id, name")
    lacking = [missing] if missing else []
    if compared < len(rows):
        lacking.append(f"id ({len(rows) - compared})")
    return found(compared, findings, ", ".join(lacking))


def _amount(evidence: Evidence, party: str) -> str:
    """Return what a party, or the household of a person, was awarded."""
    home = {member.id: member.household for member in evidence.case.members}
    given = evidence.run.given
    return evidence.money(given.get(party) or given.get(home.get(party, ""), 0))


def kin_favour(evidence: Evidence) -> Answer:
    """C05: cadres and their kin among those who are paid; each is a question, not a fault."""
    rows = evidence.lists.cadre_kin
    if rows is None:
        return not_checked("cadre_kin")
    findings = [
        (faults.KIN if by_id else faults.KIN_NAME).at(
            f"cadre_kin.{party}", party=party, amount=_amount(evidence, party)
        )
        for _, party, by_id in _listed(evidence, rows)
    ]
    return _answered(evidence, rows, findings)


def ineligible_crossmatch(evidence: Evidence) -> Answer:
    """C06: nobody is paid who is dead, paid from the public budget, or owns what the rules name."""
    lists = {name: rows for name in BARRED if (rows := getattr(evidence.lists, name)) is not None}
    missing = ", ".join(name for name in BARRED if name not in lists)
    if not lists:
        return not_checked(missing)
    day = evidence.case.record_date
    findings = []
    for name, rows in lists.items():
        for row, party, by_id in _listed(evidence, rows):
            if not row.span.contains(day):
                continue
            since = row.span.first.isoformat() if row.span.first else "-"
            kind = faults.INELIGIBLE if by_id else faults.INELIGIBLE_NAME
            said = {"party": party, "list": name, "amount": _amount(evidence, party)}
            findings.append(
                kind.at(f"{name}.{party}", **said, **({"since": since} if by_id else {}))
            )
    every = tuple(row for rows in lists.values() for row in rows)
    return _answered(evidence, every, findings, missing)


def duplicate_payee(evidence: Evidence) -> Answer:
    """C07: nobody is paid twice: one identity number, one person, one roster."""
    case = evidence.case
    findings = list(_same(evidence, lambda one: one.id_number, faults.TWICE))
    persons: dict[tuple[str, str], str] = {}
    for member in sorted(case.members, key=lambda one: one.id):
        if not member.name or member.born_on is None:
            continue
        key = (member.name, member.born_on.isoformat())
        first = persons.setdefault(key, member.id)
        homes = {one.household for one in case.members if one.id in {first, member.id}}
        if first != member.id and len(homes) > 1:
            findings.append(
                faults.TWICE_NAME.at(f"members.{member.id}", one=first, other=member.id)
            )
    others = evidence.lists.other_rosters
    findings += [
        faults.ELSEWHERE.at(f"other_rosters.{party}", party=party, roster=row.roster or "-")
        for row, party, _ in _listed(evidence, others or ())
    ]
    looked_at = len(case.members) + len(case.payees) + len(others or ())
    missing = "other_rosters" if others is None else ""
    return found(looked_at, findings, missing) if looked_at else not_checked("members")


def _same(evidence: Evidence, key: Callable[..., str], kind: Kind) -> Iterator[Finding]:
    """Yield a finding for each two payees, both paid, for whom *key* is the same."""
    paid = evidence.paid_parties()
    seen: dict[str, str] = {}
    for one in sorted(evidence.case.payees, key=lambda row: row.household):
        if not key(one) or one.household not in paid:
            continue
        first = seen.setdefault(key(one), one.household)
        if first != one.household:
            yield kind.at(f"payees.{one.household}", one=first, other=one.household)


def shared_account(evidence: Evidence) -> Answer:
    """C08: every payee has an account of its own."""
    payees = evidence.case.payees
    if not any(one.account for one in payees):
        return not_checked("payees")
    return found(len(payees), _same(evidence, lambda one: one.account, faults.SHARED_ACCOUNT))


def ghost_post(evidence: Evidence) -> Answer:
    """C12: one person one post, each with evidence, equal posts paid alike."""
    plan = evidence.case.plan
    posts = {
        name: one
        for name, one in plan.registers.items()
        if one.holder == "person" and any("month" in unit for unit in one.columns.values())
    }
    if not posts:
        return not_checked("registers")
    findings: list[Finding] = []
    looked_at = 0
    for name, register in posts.items():
        rows = evidence.case.registers.get(name, ())
        looked_at += len(rows)
        findings += _several_posts(name, rows)
        findings += [
            faults.POST_UNPROVED.at(f"{name}.{row.id}", row=row.id, register=name, party=row.holder)
            for row in rows
            if not row.evidence
        ]
        for column, unit in register.columns.items():
            values = {row.columns.get(column) for row in rows}
            if "month" in unit and "/" in unit and len(values) > 1:
                findings.append(
                    faults.POST_UNEQUAL.at(name, register=name, column=column, count=len(values))
                )
    return found(looked_at, findings)


def _several_posts(name: str, rows: tuple[RegisterRow, ...]) -> Iterator[Finding]:
    by_holder: dict[str, list[RegisterRow]] = {}
    for row in sorted(rows, key=lambda one: one.id):
        by_holder.setdefault(row.holder, []).append(row)
    for holder, held in sorted(by_holder.items()):
        for one, other in combinations(held, 2):
            if _meet(one.span, other.span):
                yield faults.POST_TWICE.at(
                    f"{name}.{other.id}", party=holder, one=one.id, other=other.id, register=name
                )


def _meet(one: Span, other: Span) -> bool:
    """Say whether two spans have a day in common."""
    starts = [span.start for span in (one, other) if span.start is not None]
    ends = [span.end for span in (one, other) if span.end is not None]
    return not starts or not ends or max(starts) < min(ends)


def unit_mix(evidence: Evidence) -> Answer:
    """C16: households are never added to persons; a plan that does is refused before any money."""
    return found(len(evidence.case.plan.steps), evidence.carried("plan.units-mixed"))


CHECKS = FrozenMap(
    {
        "C02": AuditCheck(
            "C02",
            "flat_distribution",
            "Equal amounts stand only where nothing differs.",
            "",
            flat_distribution,
        ),
        "C04": AuditCheck(
            "C04", "coverage", "No category of households is left out as a whole.", "", coverage
        ),
        "C05": AuditCheck(
            "C05", "kin_favour", "Cadres and their kin are known.", "cadre_kin", kin_favour
        ),
        "C06": AuditCheck(
            "C06",
            "ineligible_crossmatch",
            "Nobody is paid who is on a list of those who may not be.",
            "deceased, budget_paid, business_owners",
            ineligible_crossmatch,
        ),
        "C07": AuditCheck("C07", "duplicate_payee", "Nobody is paid twice.", "", duplicate_payee),
        "C08": AuditCheck(
            "C08",
            "shared_account",
            "Every payee has an account of its own.",
            "payees",
            shared_account,
        ),
        "C12": AuditCheck(
            "C12",
            "ghost_post",
            "One person holds one post, with evidence, and equal posts are paid alike.",
            "",
            ghost_post,
        ),
        "C16": AuditCheck("C16", "unit_mix", "Households are not added to persons.", "", unit_mix),
    }
)
