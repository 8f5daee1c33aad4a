"""From a finished run to what is sealed of it: parties, totals and the waterfall."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.distribution import slices_of
from benefit_share.errors import Refused
from benefit_share.seal import faults
from benefit_share.seal.rows import Party
from benefit_share.values import number_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from benefit_share.distribution import Run, SlicedRun
    from benefit_share.statements import Summary

__all__ = [
    "Totals",
    "latest_slice",
    "names_in",
    "parties_of",
    "totals_of",
    "villages_of",
    "waterfall_of",
]

AWARD: Final = "award"
"""The pool of each claimant; no manifest lists its copies."""

_IN_TRUST: Final = ("held", "claimant")

PERSONS: Final = ("household", "person")


def awarded_parties(run: Run | SlicedRun) -> tuple[str, ...]:
    """Return the ids of everybody who is awarded something, in order."""
    return tuple(sorted(party for party, amount in run.given.items() if amount))


def parties_of(run: Run | SlicedRun, details: Mapping[str, str]) -> tuple[Party, ...]:
    """Return what is sealed of everybody who is awarded something, in order of id.

    Args:
        run: the record of the run.
        details: the SHA-256 of the explained statement of each, by party.
    """
    case = run.case
    names = {one.id: one.name or one.id for one in case.collectives}
    payees = {one.household: one for one in case.payees}
    called = names_in(run)
    lines = _lines(run)
    made = []
    for party in awarded_parties(run):
        known = latest_slice(run, party).seen.world
        subject, row = known.party(party), known.roster.households.get(party)
        payee = payees.get(party)
        village = names.get(subject.collective, "") if len(case.scope) > 1 else ""
        made.append(
            Party(
                id=party,
                name=called(party),
                is_person=subject.kind in PERSONS,
                group=" ".join(filter(None, (village, row.group if row else ""))),
                points=_points(run, party),
                lines=lines[party],
                amount=run.given[party],
                detail_sha256=details[party],
                id_number=payee.id_number if payee else "",
                account=payee.account if payee else "",
            )
        )
    return tuple(made)


def names_in(run: Run | SlicedRun) -> Callable[[str], str]:
    """Return what gives the whole name of a party: that of a household's head, or its own."""
    collectives = {one.id: one.name or one.id for one in run.case.collectives}
    people = {one.id: one.name for one in run.case.members}

    def name(party: str) -> str:
        row = latest_slice(run, party).seen.world.roster.households.get(party)
        if row is not None:
            return people.get(row.head, row.head)
        return people.get(party) or collectives.get(party, party)

    return name


def latest_slice(run: Run | SlicedRun, party: str) -> Run:
    """Return the last slice in which a party has a claim; of a run by one version, itself."""
    runs = slices_of(run)
    return next((one for one in reversed(runs) if party in one.seen.claims), runs[-1])


def villages_of(run: Run | SlicedRun, parties: Sequence[str]) -> tuple[str, ...]:
    """Return the collective of each party by its name; of a collective, its own."""
    names = {one.id: one.name or one.id for one in run.case.collectives}
    seen = (latest_slice(run, party).seen.world.party(party) for party in parties)
    return tuple(names.get(one.collective or one.id, "") for one in seen)


def _points(run: Run | SlicedRun, party: str) -> str:
    """Return the total points of a party; nothing where several slices have scored it."""
    sheets = [one.sheet for one in slices_of(run) if one.sheet is not None]
    totals = [sheet.totals[party] for sheet in sheets if party in sheet.totals]
    return number_text(Fraction(totals[0])) if len(totals) == 1 else ""


def _lines(run: Run | SlicedRun) -> dict[str, tuple[tuple[str, int], ...]]:
    """Return what each party is awarded by slice and step, in the order of the plan."""
    found: dict[str, dict[str, int]] = {}
    for one in slices_of(run):
        for node in one.nodes:
            if node.division is None or one.case.plan.steps[node.position].then:
                continue
            key = f"{one.case.slice_number}/{node.step}"
            for party, amount in zip(node.division.parties, node.division.amounts, strict=True):
                steps = found.setdefault(party, {})
                steps[key] = steps.get(key, 0) + amount
    return {party: tuple(steps.items()) for party, steps in found.items()}


@attrs.frozen
class Totals:
    """What stands between awarded and payable, and the conservation of the whole; minor units.

    Awarded + released − held − offset = payable; income + deferred − earlier + opening =
    paid + closing.

    Attributes:
        rows: how many public rows there are.
        awarded: the sum of the public rows.
        released: paid now from what was held or trusted before.
        held: awarded and kept for its owner.
        offset: awarded and kept back for something else.
        payable: what goes to the parties.
        paid: all that is paid, payees named by the plan included.
        income: what belongs to the period.
        deferred: what came and is kept for later periods.
        earlier: the part of *income* that earlier runs kept for this period.
        opening: all that was held before.
        closing: all that is held after.
    """

    rows: int
    awarded: int
    released: int
    held: int
    offset: int
    payable: int
    paid: int
    income: int
    deferred: int
    earlier: int
    opening: int
    closing: int

    def document(self) -> dict[str, int]:
        """Return the totals by their key in the manifest."""
        fields = attrs.asdict(self)
        return {key if key == "rows" else f"{key}_minor": value for key, value in fields.items()}


def totals_of(run: Run | SlicedRun) -> Totals:
    """Return the totals of a run, each measured by itself.

    Args:
        run: the record of the run.

    Raises:
        Refused: when awarded and released, without what is held and offset, are not what is paid
            to the parties; no figure is made to fit.
    """
    awarded = sum(run.given.values())
    fed = held = offset = direct = 0
    for one in slices_of(run):
        fed += sum(flow.used for flow in one.pools if flow.pool == AWARD)
        for pool, move in ((node.pool, move) for node in one.nodes for move in node.moves):
            own = move.to == "payee" and move.holder == "own"
            if pool != AWARD:
                direct += move.amount if own else 0
            elif not own:
                account = one.case.plan.accounts.get(move.id) if move.to == "account" else None
                # What goes to an account in another name than the claimant's is lost to them.
                is_held = account is not None and (account.kind, account.of) == _IN_TRUST
                held, offset = held + move.amount * is_held, offset + move.amount * (not is_held)
    payable = sum(one.amount for one in run.payments if not one.named)
    released = fed - awarded + direct
    difference = awarded + released - held - offset - payable
    if difference or released < 0:
        raise Refused([faults.TOTALS.at("totals", difference=difference or released)])
    whole = run.totals
    return Totals(
        rows=len(awarded_parties(run)),
        awarded=awarded,
        released=released,
        held=held,
        offset=offset,
        payable=payable,
        paid=whole.paid,
        income=whole.income,
        deferred=whole.deferred,
        earlier=whole.released,
        opening=whole.opening_held,
        closing=whole.closing_held,
    )


def waterfall_of(told: Summary) -> dict[str, Any]:
    """Return the waterfall as it stands in a manifest: steps with their outlets, and pools.

    Args:
        told: the summary, which names no person and no claimant.

    Returns:
        `steps` and `pools`, each a list of objects; amounts in minor units.
    """
    return {
        "steps": [
            {
                "step": f"{one.slice}/{one.step}",
                "pool": _pool(told, one.slice, one.pool),
                "copy": one.copy,
                "used_minor": one.used,
                "residue_minor": one.residue,
                "outs": [
                    {"to": out.to, "id": out.id, "holder": out.holder, "amount_minor": out.amount}
                    for out in one.outlets
                    if out.amount
                ],
            }
            for one in told.steps
        ],
        "pools": [
            {
                "pool": _pool(told, part.slice, one.pool),
                "copy": one.copy,
                "opening_minor": one.opening,
                "fed_minor": one.fed,
                "topped_up_minor": one.topped_up,
                "used_minor": one.used,
                "left_minor": one.left,
            }
            for part in told.slices or (told,)
            for one in part.pools
        ],
    }


def _pool(told: Summary, slice_: int, pool: str) -> str:
    """Return the name of a pool in a manifest: each slice has its own, but for what is awarded."""
    return f"{slice_}/{pool}" if told.slices and pool != AWARD else pool


def acknowledged(
    run: Run | SlicedRun, by: Iterable[tuple[str, str, str]] = ()
) -> list[dict[str, str | None]]:
    """Return the warnings of a run for the manifest, each with who acknowledged it, or None.

    Args:
        run: the record of the run.
        by: code, path and name, for each warning that somebody acknowledged.
    """
    from benefit_share.findings import Severity
    from benefit_share.values import digest

    names = {(code, path): name for code, path, name in by}
    warned = (one for one in run.findings if one.severity is Severity.WARNING)
    return [
        {
            "code": one.code,
            "path_sha256": digest(one.path.encode("utf-8")),
            "by": names.get((one.code, one.path)),
        }
        for one in warned
    ]
