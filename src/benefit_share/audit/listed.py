"""Who stands on a list of another office, or twice among the payees: C05–C08."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.audit import faults, lacks
from benefit_share.audit.check import Answer, AuditCheck, Evidence, not_checked
from benefit_share.audit.crossing import crossed
from benefit_share.audit.lists import FILES

if TYPE_CHECKING:
    from benefit_share.findings import Finding, Kind
    from benefit_share.households import Member, Payee

__all__ = ["CHECKS"]

BARRED: Final = ("deceased", "budget_paid", "business_owners")
"""The lists whose people may not be paid."""


def kin_favour(evidence: Evidence) -> Answer:
    """C05: cadres and their kin among those who are paid; each is a question, not a fault."""
    rows = evidence.lists.cadre_kin
    if rows is None:
        return not_checked(evidence.lacking("cadre_kin"))
    seen = crossed(evidence, "cadre_kin", rows)
    findings = tuple(
        (faults.KIN if one.by_id else faults.KIN_NAME)
        .at(f"cadre_kin.{one.party}", party=one.party, amount=evidence.money(one.amount))
        .placed(one.row.place)
        for one in seen.hits
    )
    return Answer(seen.looked_at, seen.strange, findings, seen.lacks)


def ineligible_crossmatch(evidence: Evidence) -> Answer:
    """C06: nobody is paid who is dead, paid from the public budget, or owns what the rules name."""
    day = evidence.case.record_date
    findings: list[Finding] = []
    why: list[Finding] = []
    looked_at = strange = 0
    for name in BARRED:
        rows = getattr(evidence.lists, name)
        if rows is None:
            why.append(evidence.lacking(name))
            continue
        seen = crossed(evidence, name, rows)
        looked_at, strange = max(looked_at, seen.looked_at), strange + seen.strange
        why += (one for one in seen.lacks if one not in why)
        for one in seen.hits:
            if not one.row.span.contains(day):
                continue
            since = one.row.span.first.isoformat() if one.row.span.first else "-"
            kind = faults.INELIGIBLE if one.by_id else faults.INELIGIBLE_NAME
            said = {"party": one.party, "what": FILES[name], "amount": evidence.money(one.amount)}
            findings.append(
                kind.at(
                    f"{name}.{one.party}", **said, **({"since": since} if one.by_id else {})
                ).placed(one.row.place)
            )
    return Answer(looked_at, strange, findings, why)


def duplicate_payee(evidence: Evidence) -> Answer:
    """C07: nobody is paid twice: one identity number, one person, one roster."""
    numbers = _paid_payees(evidence, "id_number", "id_number")
    persons, nameless = _persons(evidence)
    findings = [*_same(numbers.rows, lambda one: one.id_number, faults.TWICE), *persons]
    why = [*numbers.lacks, *nameless]
    looked_at = len(numbers.rows) + sum(map(_is_known, evidence.case.members))
    not_comparable = numbers.left_out + sum(not _is_known(one) for one in evidence.case.members)
    rows = evidence.lists.other_rosters
    if rows is None:
        why.append(evidence.lacking("other_rosters"))
        return Answer(looked_at, not_comparable, findings, why)
    seen = crossed(evidence, "other_rosters", rows)
    findings += [
        faults.ELSEWHERE.at(
            f"other_rosters.{one.party}", party=one.party, roster=one.row.roster or "-"
        ).placed(one.row.place)
        for one in seen.hits
    ]
    return Answer(
        looked_at + seen.looked_at, not_comparable + seen.strange, findings, [*why, *seen.lacks]
    )


def _is_known(member: Member) -> bool:
    """Say whether a person can be told from another by name and day of birth."""
    return bool(member.name) and member.born_on is not None


def _persons(evidence: Evidence) -> tuple[list[Finding], list[Finding]]:
    """Return who stands in two households, and why somebody could not be compared."""
    members = evidence.case.members
    if not members:
        return [], [lacks.TABLE_EMPTY.at("members", wanted="members.csv")]
    findings: list[Finding] = []
    homes: dict[str, set[str]] = {}
    for member in members:
        homes.setdefault(member.id, set()).add(member.household)
    first: dict[tuple[str, str], str] = {}
    for member in sorted(filter(_is_known, members), key=lambda one: one.id):
        other = first.setdefault((member.name, str(member.born_on)), member.id)
        if other != member.id and len(homes[other] | homes[member.id]) > 1:
            findings.append(
                faults.TWICE_NAME.at(f"members.{member.id}", one=other, other=member.id)
            )
    left_out = sum(not _is_known(one) for one in members)
    why = lacks.CELLS_EMPTY.at(
        "members", count=left_out, wanted="members.csv", what="name or born_on"
    )
    return findings, [why] if left_out else []


@attrs.frozen(repr=False)
class _Payees:
    """The payees of a run of whom something is known, and why others are left out."""

    rows: list[Payee]
    left_out: int
    lacks: list[Finding]


def _paid_payees(evidence: Evidence, field: str, what: str) -> _Payees:
    """Return the rows of the payees that the run pays and whose *field* is filled in."""
    payees = {one.household: one for one in evidence.case.payees}
    if not payees:
        return _Payees([], 0, [lacks.TABLE_EMPTY.at("payees", wanted="payees.csv")])
    paid = evidence.parties_paid()
    rows = [payees[party] for party in sorted(paid & set(payees))]
    absent = len(paid - set(payees))
    empty = sum(not getattr(one, field) for one in rows)
    why = []
    if absent:
        why.append(
            lacks.NOT_ON_LIST.at(
                "payees", count=absent, what="parties that are paid", wanted="payees.csv"
            )
        )
    if empty:
        why.append(lacks.CELLS_EMPTY.at("payees", count=empty, wanted="payees.csv", what=what))
    if not rows and not absent:
        why.append(lacks.NOTHING_OF_THE_KIND.at("", why="Nobody gets anything."))
    return _Payees([one for one in rows if getattr(one, field)], absent + empty, why)


def _same(rows: list[Payee], key: Callable[[Payee], str], kind: Kind) -> Iterator[Finding]:
    """Yield a finding for each payee for whom *key* is that of one above."""
    seen: dict[str, str] = {}
    for one in rows:
        first = seen.setdefault(key(one), one.household)
        if first != one.household:
            yield kind.at(f"payees.{one.household}", one=first, other=one.household)


def shared_account(evidence: Evidence) -> Answer:
    """C08: every payee has an account of its own."""
    seen = _paid_payees(evidence, "account", "account")
    findings = _same(seen.rows, lambda one: one.account, faults.SHARED_ACCOUNT)
    return Answer(len(seen.rows), seen.left_out, tuple(findings), seen.lacks)


CHECKS = (
    AuditCheck(
        "C05",
        "kin_favour",
        "kin favour",
        "Cadres and their kin are known.",
        kin_favour,
        needs=("audit/cadre_kin.csv",),
    ),
    AuditCheck(
        "C06",
        "ineligible_crossmatch",
        "ineligible",
        "Nobody is paid who is on a list of those who may not be.",
        ineligible_crossmatch,
        needs=("audit/deceased.csv", "audit/budget_paid.csv", "audit/business_owners.csv"),
    ),
    AuditCheck(
        "C07",
        "duplicate_payee",
        "paid twice",
        "Nobody is paid twice.",
        duplicate_payee,
        needs=("payees.csv", "members.csv", "audit/other_rosters.csv"),
        refusals=("case.id-number-twice", "case.payee-twice", "case.two-households"),
    ),
    AuditCheck(
        "C08",
        "shared_account",
        "shared account",
        "Every payee has an account of its own.",
        shared_account,
        needs=("payees.csv",),
        refusals=("case.account-twice",),
    ),
)
