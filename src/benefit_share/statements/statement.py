"""One party's statement, derived from the record of a run."""

from __future__ import annotations

import difflib
from fractions import Fraction
from typing import TYPE_CHECKING

from benefit_share.errors import BenefitShareError
from benefit_share.expressions.reasons import Reason, Verdict, any_of
from benefit_share.plan.names import BUILT_IN_REGISTERS
from benefit_share.statements.data import Statement
from benefit_share.statements.flow import receipts_of
from benefit_share.statements.index import index
from benefit_share.statements.parts import Absence, Line, Movement, SummaryStep
from benefit_share.statements.persons import persons_of
from benefit_share.statements.ranks import ranks_in, ranks_of
from benefit_share.statements.subjects import rows_in, subject_of, tracer_of, world_of
from benefit_share.statements.titles import member_names, titles_of
from benefit_share.statements.touching import warnings_for
from benefit_share.statements.used import facts_used
from benefit_share.values import currency

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from benefit_share.distribution import Division, Run
    from benefit_share.expressions import Subject
    from benefit_share.expressions.meaning import Asked
    from benefit_share.expressions.world import World
    from benefit_share.plan import CompiledStep
    from benefit_share.points import EntryFate

__all__ = ["NoSuchParty", "parties_of_one", "statement_of_one"]


class NoSuchParty(BenefitShareError, KeyError):
    """Nobody of this name is on the roster or has a claim.

    Attributes:
        party: the id that was asked for.
        nearest: ids that look like it.
        absent_on: the record date, if it is a household that was there on other days.
    """

    def __init__(
        self, party: str, nearest: tuple[str, ...] = (), absent_on: dt.date | None = None
    ) -> None:
        """Say that *party* is not there, and name the *nearest*, or the day it was *absent_on*."""
        super().__init__(party, nearest, absent_on)
        self.party = party
        self.nearest = nearest
        self.absent_on = absent_on

    def __str__(self) -> str:
        """Say who is not there, and who might be meant."""
        if self.absent_on:
            return (
                f"'{self.party}' is not on the roster of {self.absent_on} and has no claim in"
                " this run"
            )
        meant = f"; did you mean {', '.join(self.nearest)}?" if self.nearest else ""
        return f"'{self.party}' is not on the roster and has no claim in this run{meant}"


def parties_of_one(run: Run) -> tuple[str, ...]:
    """Return the ids of everybody who has a statement: the roster, and whoever has a claim."""
    roster = run.seen.world.roster
    return tuple(sorted({*roster.households, *run.seen.claims}))


def statement_of_one(run: Run, party: str) -> Statement:
    """Return a party's statement of one run, or of one slice; raise `NoSuchParty`."""
    seen, case = run.seen, run.case
    roster = seen.world.roster
    row = roster.households.get(party)
    claims = seen.claims.get(party, ())
    if row is None and not claims:
        if any(one.id == party for one in case.households):
            raise NoSuchParty(party, absent_on=case.record_date)
        raise NoSuchParty(party, _nearest(run, party))
    found = index(run)
    subject = seen.world.party(party)
    lines = tuple(_line(run, found.lines[number], number, place) for number, place in claims)
    members = roster.members.get(party, ())
    own = {line.claimant for line in lines} | {party} | {member.id for member in members}
    copies = frozenset(line.step.copy for line in lines) | {subject.collective, ""}
    names = {one.id: one.name for one in case.collectives}
    return Statement(
        distribution_id=run.distribution_id,
        inputs_digest=run.inputs_digest,
        plan_id=case.plan.plan.id,
        plan_version=case.plan.plan.version,
        plan_title=case.plan.plan.title,
        title=case.title,
        synthetic=case.synthetic,
        engine=run.engine,
        currency=currency(case.plan.plan.currency),
        period=case.period,
        record_date=case.record_date,
        party=party,
        kind=subject.kind,
        collective=subject.collective,
        collective_name=names.get(subject.collective, ""),
        group=row.group if row else "",
        head=row.head if row else "",
        size=len(members),
        known=facts_used(run, subject),
        gross=run.gross,
        receipts=seen.keep("receipts", lambda: receipts_of(run)),
        steps=_steps(run, copies, own),
        lines=lines,
        movements=_movements(run, own),
        absences=_absences(run, subject, own, {line.step.step for line in lines}),
        awarded=run.given.get(party, 0),
        payable=found.payable.get(party, 0),
        held=tuple(
            flow
            for one in sorted(own)
            for flow in found.balances.get(one, ())
            if flow.opening or flow.closing
        ),
        contact=case.plan.contact,
        findings=warnings_for(run, own, subject.collective),
        points=_points(run, party),
        persons=persons_of(run, party),
        entries=_entries(run, party),
        names=(*seen.keep("titles", lambda: titles_of(run)), *member_names(run, subject)),
        slice=case.slice_number,
    )


def _nearest(run: Run, party: str) -> tuple[str, ...]:
    return tuple(difflib.get_close_matches(party, parties_of_one(run), 3))


def _steps(run: Run, copies: frozenset[str], own: set[str]) -> tuple[SummaryStep, ...]:
    """Return the steps the money came through: of other villages none, of other claimants none."""
    found, scope = index(run), run.case.scope
    placed = [
        (place, step)
        for place, step in found.steps
        if step.copy in copies or step.copy not in scope
    ]
    placed += [pair for one in own for pair in found.own.get(one, ())]
    return tuple(step for _, step in sorted(placed, key=lambda pair: pair[0]))


def _line(run: Run, step: SummaryStep, number: int, place: int) -> Line:
    division = run.nodes[number].division
    assert division is not None  # noqa: S101  (claims only point at divisions)
    compiled = run.seen.program.steps[run.nodes[number].position]
    subject = subject_of(run, compiled, number, division.ids[place])
    world = world_of(run, compiled)
    tree = compiled.step.pay if compiled.step.pay is not None else compiled.step.share
    made = None
    if tree is not None and (compiled.pay or compiled.share) is not None:
        made = tracer_of(run, compiled).trace(tree, world, subject)
    amount = division.amounts[place]
    return Line(
        step=step,
        claim=division.ids[place],
        claimant=division.claimants[place],
        asked=Fraction(division.asked[place]),
        made=made,
        exact=division.exact(place),
        amount=amount,
        raised=place in division.raised,
        bound=division.bound.get(place, ""),
        floor=None if division.floors is None else Fraction(division.floors[place]),
        cap=None if division.caps is None else Fraction(division.caps[place]),
        unpaid=division.unpaid.get(place, 0),
        why=compiled.who.why(world, subject) if compiled.who is not None else None,
        of_gross=Fraction(amount, run.gross) if run.gross else Fraction(0),
        edge=_edge(division, place),
        ranks=ranks_in(run, number, division.ids[place]),
    )


def _edge(division: Division, place: int) -> str:
    """Return what decided about a claim at the cut, or nothing if it is not among those."""
    if division.ids[place] in division.tie_decided:
        return "seed"
    return "order" if place in division.edge else ""


def _movements(run: Run, own: set[str]) -> tuple[Movement, ...]:
    """Return what the steps from `award` did for these claimants."""
    found: list[Movement] = []
    steps = run.case.plan.steps
    nodes = (node for one in own for node in index(run).nodes.get(one, ()))
    for node in sorted(nodes, key=lambda node: (node.position, node.copy)):
        step = steps[node.position]
        found.extend(
            Movement(step.id, step.title, step.clause, move.to, move.id, move.amount)
            for move in node.moves
            if not (move.to == "payee" and move.holder == "own")
        )
    return tuple(found)


def _absences(run: Run, subject: Subject, own: set[str], present: set[str]) -> tuple[Absence, ...]:
    """Return the steps among people in which the party has no claim, each with the reason."""
    found = []
    for compiled in run.seen.program.steps:
        step = compiled.step
        if not step.among or step.id in present or step.among.startswith(("owed.", "held.")):
            continue
        of_villages = step.among == "collectives" or (
            step.among in BUILT_IN_REGISTERS and bool(step.then)
        )
        if of_villages and subject.kind != "collective":
            continue
        why = None
        asked_of = {"households": "household", "persons": "person", "collectives": "collective"}
        kind = asked_of.get(step.among)
        world = world_of(run, compiled)
        if compiled.who is not None and kind == subject.kind:
            why = compiled.who.why(world, subject)
        elif compiled.who is not None and (kind, subject.kind) == ("person", "household"):
            why = _of_members(compiled.who, world, subject)
        elif kind is None:
            why = _of_register(run, compiled, subject.id)
        ranks = ranks_of(run, compiled.position, own)
        found.append(Absence(step.id, step.title, step.clause, step.among, why, ranks))
    return tuple(found)


def _of_members(who: Asked, world: World, subject: Subject) -> Reason | None:
    """Return why no member of a household has a claim, member by member."""
    reasons = tuple(
        Reason("member", reason.verdict, member.id, parts=(reason,))
        for member in world.members(subject)
        for reason in (who.why(world, member),)
    )
    if not reasons:
        return None
    return Reason("any_member", any_of(one.verdict for one in reasons), parts=reasons)


def _of_register(run: Run, compiled: CompiledStep, party: str) -> Reason | None:
    """Return why none of the rows that a party holds has a claim, row by row; None: no row.

    A row of another asset, or of a village for which the step does nothing, is not asked anything.
    """
    rows = _rows_of(run, compiled.step.among, party)
    if not rows:
        return None
    here = run.seen.keep(("rows here", compiled.position), lambda: _rows_here(run, compiled))
    asked = [row for row in rows if _row_id(row) in here]
    if not asked:
        return Reason("elsewhere", Verdict.NO, compiled.step.among)
    if compiled.who is None:
        return None
    world = world_of(run, compiled)
    reasons = tuple(
        Reason("member", reason.verdict, row.id, parts=(reason,))
        for row in asked
        for reason in (compiled.who.why(world, row),)
    )
    return Reason("any_row", any_of(one.verdict for one in reasons), parts=reasons)


def _rows_here(run: Run, compiled: CompiledStep) -> frozenset[str]:
    """Return the ids of the rows among which a step shares, in all copies where it does."""
    return frozenset(
        _row_id(row)
        for number, node in enumerate(run.nodes)
        if node.position == compiled.position and node.skipped != "where"
        for row in rows_in(run, compiled, number).values()
    )


def _row_id(row: Subject) -> str:
    return str((row.row or {})["id"])


def _rows_of(run: Run, register: str, party: str) -> Sequence[Subject]:
    """Return the rows that a party or its members hold; a register is looked through once a run."""

    def by_party() -> Mapping[str, list[Subject]]:
        found: dict[str, list[Subject]] = {}
        rows = run.seen.world.register(register)
        for row in sorted(rows, key=lambda row: (row.id, _row_id(row))):
            for one in {row.id, row.household} - {""}:
                found.setdefault(one, []).append(row)
        return found

    return run.seen.keep(("rows of", register), by_party).get(party, [])


def _entries(run: Run, party: str) -> tuple[EntryFate, ...]:
    if run.sheet is None or party not in run.sheet.totals:
        return ()
    return run.sheet.explain(party)


def _points(run: Run, party: str) -> tuple[tuple[str, Fraction], ...]:
    """Return the points by item, what is no item's (the base, limits on the whole), the total."""
    if run.sheet is None or party not in run.sheet.totals:
        return ()
    items = sorted(run.sheet.item_totals(party).items())
    told = [(name, Fraction(value)) for name, value in items if value]
    total = Fraction(run.sheet.totals[party])
    other = total - sum((value for _, value in told), Fraction(0))
    if other:
        told.append(("other", other))
    return (*told, ("total", total))
