"""What is done about a proposed run: the stages, and what may be done beside them.

Everything is decided while the journal is held, so that of two who act at once one is told.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs

from benefit_share.errors import Refused
from benefit_share.files.office.folder import Edition, Office
from benefit_share.files.office.journal import Book
from benefit_share.files.office.recording import (
    Done,
    clock,
    close,
    done,
    last_edition,
    refuse,
    unsigned,
    written,
)
from benefit_share.files.office.reversing import DIFFERENCES, REVERSAL, differences, reversal
from benefit_share.files.office.sign_off import SignOff
from benefit_share.files.office.standing import damage, standing_of
from benefit_share.procedure import (
    Event,
    State,
    blockers,
    filed_head,
    is_filed_already,
    state_of,
)
from benefit_share.procedure import faults as blocks
from benefit_share.procedure.events import DEED_TYPES, SUPERSEDE, distribution_of
from benefit_share.procedure.model import Act
from benefit_share.seal.events import entry_of, events_of
from benefit_share.values import digest

__all__ = ["Figures", "do_beside", "do_stage", "standing_now"]


@attrs.frozen
class Figures:
    """The figures of a meeting: how many were entitled, present, and in favour."""

    entitled: int = 0
    present: int = 0
    in_favour: int = 0


def do_stage(
    office: Office,
    act: Act,
    who: SignOff,
    *,
    stage: str = "",
    case: Path | None = None,
    figures: Figures = Figures(),
) -> Done:
    """Do a stage of the run that was proposed last.

    Args:
        office: the folder of the distribution.
        act: what is done.
        who: who does it.
        stage: which stage; if empty, the one that is due, or else the first of that act.
        case: the case as it lies with whoever works on it, to be compared too; or None.
        figures: of a meeting.

    Returns:
        What was done; filing again what is filed does nothing and says so.

    Raises:
        Refused: with every reason why it cannot be done now.
    """
    with office.journal().held() as book:
        edition, state = _last(book, office)
        named = stage or _stage_of(edition, state, act)
        proposal = state.done[0]
        event = who.event(
            act,
            edition.run,
            edition.zone,
            stage=named,
            result_sha256=digest(edition.manifest),
            supersedes=proposal.supersedes if act == Act.FILE else "",
            **attrs.asdict(figures),
        )
        if is_filed_already(state, event):
            _finished(book, office, edition, event, who)
            return done(book, edition, event, who, again=True)
        standing = standing_of(edition, case)
        found = blockers(edition.procedure, state, event, standing)
        refuse(
            (
                *damage(edition),
                *found,
                *unsigned(office.ring(), event),
                *clock(book, who.at),
                *office.keyless(),
            )
        )
        after = written(book, office, edition, event, who)
        close(after, edition)
        if act == Act.FILE:
            _finished(after, office, edition, event, who)
        return done(after, edition, event, who)


def do_beside(office: Office, deed: str, who: SignOff, **more: Any) -> Done:  # noqa: ANN401  (the fields of an event, each of its own type)
    """Do what may be done beside the stages: `object`, `resolve`, `return` or `void`.

    Args:
        office: the folder of the distribution.
        deed: which of them.
        who: who does it.
        **more: what else the event says: `objection`, `outcome`.

    Raises:
        Refused: with every reason why it cannot be done now.
    """
    # These are the word of a person and a page; only what is filed is signed.
    who = attrs.evolve(who, key=None)
    with office.journal().held() as book:
        edition, state = _last(book, office)
        if deed == "void":
            head = filed_head(events_of(book.entries), distribution_of(edition.run))
            if head is not None and head.run != edition.run:
                edition = office.edition(head.run)
                state = state_of(events_of(book.entries), head.run)
        event = who.event(DEED_TYPES[deed], edition.run, edition.zone, **more)
        found = blockers(edition.procedure, state, event)
        refuse((*found, *clock(book, who.at), *office.keyless()))
        if deed == "void":
            data = reversal(edition)
            edition.keep(REVERSAL, data)
            after = written(book, office, edition, event, who, reversal_sha256=digest(data))
        else:
            after = written(book, office, edition, event, who)
        close(after, edition)
        return done(after, edition, event, who)


def _finished(book: Book, office: Office, edition: Edition, event: Event, who: SignOff) -> None:
    """Do what follows from a filing, unless it is done: a stop may have come in between."""
    close(book, edition)
    if not event.supersedes:
        return
    edition.keep(DIFFERENCES, differences(office.edition(event.supersedes), edition))
    said = any(
        one.type == SUPERSEDE and one.run == event.supersedes for one in events_of(book.entries)
    )
    if not said:
        book.append(entry_of(_replaced(event), who.at))


def standing_now(office: Office) -> tuple[tuple[Event, ...], Done]:
    """Return all that was done about the runs of a distribution, and where the last one stands.

    It only reads, and so waits for nobody.

    Raises:
        Refused: when there is no journal, or nothing was proposed yet.
    """
    events = events_of(office.journal().entries())
    runs = [one.run for one in events if one.type == Act.PROPOSE]
    if not runs:
        raise Refused([blocks.NOT_PROPOSED.at("")])
    edition = office.edition(runs[-1])
    return events, Done(events[-1], edition, state_of(events, edition.run), "")


def _replaced(filing: Event) -> Event:
    """Return what a filing says of the run that it replaces, for whoever reads of that one."""
    return attrs.evolve(
        filing,
        type=SUPERSEDE,
        run=filing.supersedes,
        by_run=filing.run,
        stage="",
        supersedes="",
        result_sha256="",
        key="",
    )


def _last(book: Book, office: Office) -> tuple[Edition, State]:
    """Return the run that was proposed last, and where it stands."""
    found = last_edition(book, office)
    if found is None:
        raise Refused([blocks.NOT_PROPOSED.at("")])
    return found


def _stage_of(edition: Edition, state: State, act: Act) -> str:
    due = state.due(edition.procedure)
    if due is not None and due.act == act:
        return due.id
    return next((one.id for one in edition.procedure.stages if one.act == act), "")
