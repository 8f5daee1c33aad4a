"""What the procedure was: C03, C21."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from benefit_share.audit import faults, lacks
from benefit_share.audit.check import Answer, AuditCheck, Evidence, not_checked
from benefit_share.errors import Refused
from benefit_share.procedure import Act, Notice, Part, Quorum, Stage
from benefit_share.procedure.events import OBJECT, RESOLVE, RETURN
from benefit_share.procedure.words import CHANGED, MEMBERS, REPRESENTATIVES
from benefit_share.values import number_text
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from benefit_share.audit.lists import Recorded
    from benefit_share.findings import Finding

__all__ = ["CHECKS"]

USUAL: Final = tuple(Stage(act.name.lower(), act, "") for act in Act)
"""Where the plan has no procedure: proposed, voted, posted, reviewed, filed (村提方案、表决、公示、
审核、备案)."""

QUORUM: Final = FrozenMap(
    {
        MEMBERS: Quorum(Part(above=Fraction(1, 2))),
        REPRESENTATIVES: Quorum(Part(at_least=Fraction(2, 3))),
    }
)
"""Where the plan has no quorum: who must be present, and more than half of them in favour."""


SAID: Final = FrozenMap(
    {
        Act.PROPOSE.value: "proposal",
        Act.MEET.value: "vote",
        Act.POST.value: "posting of the plan",
        Act.REVIEW.value: "review",
        Act.FILE.value: "filing",
        CHANGED: "changed",
        RETURN: "returned",
    }
)
"""What an event is called in a sentence."""


def not_publicised(evidence: Evidence) -> Answer:
    """C03: the plan was posted, for as long as the rules say."""
    record = evidence.lists.procedure_record
    if record is None:
        return not_checked(evidence.lacking("procedure_record"))
    where = "procedure_record"
    postings = sorted((one for one in record if one.event == Act.POST), key=_day)
    if not postings:
        looked_at = max(len(record), 1)  # a record without events has no posting either
        return Answer(looked_at, findings=(faults.NOT_POSTED.at(where),))
    wanted = _notices(evidence)
    if not wanted:
        # On which days it hung is known, and for how many it should have is not.
        return Answer(len(postings), lacks=(lacks.DAYS_UNSAID.at("plan"),))
    findings: list[Finding] = []
    why: list[Finding] = []
    # The last postings are those of the plan that was filed.
    for posting, notice in zip(postings[-len(wanted) :], wanted, strict=False):
        try:
            last = _last_day(evidence, notice, posting.on)
        except Refused as unknown:
            why += (
                lacks.YEAR_UNLISTED.at(one.path, **dict(one.params)) for one in unknown.findings
            )
            continue
        end = posting.to or posting.on
        if end < last:
            findings.append(
                faults.POSTED_SHORT.at(
                    where,
                    first=posting.on.isoformat(),
                    last=end.isoformat(),
                    needed=notice.days,
                    wanted=last.isoformat(),
                ).placed(posting.place)
            )
    return Answer(len(postings) - len(why), len(why), findings, why)


def _notices(evidence: Evidence) -> list[Notice]:
    """Return for how long the plan is posted, each time: by its procedure, else for objections."""
    plan = evidence.case.plan
    stages = plan.procedure.stages if plan.procedure is not None else ()
    notices = [one.notice for one in stages if one.act == Act.POST and one.notice is not None]
    if notices or plan.contact is None:
        return notices
    return [Notice(plan.contact.days)]


def _last_day(evidence: Evidence, notice: Notice, first: dt.date) -> dt.date:
    procedure = evidence.case.plan.procedure
    if procedure is None:
        return first + dt.timedelta(days=notice.days - 1)
    return notice.last_day(first, procedure.calendar)


def procedure_gap(evidence: Evidence) -> Answer:
    """C21: every stage was gone through in its order, with a quorum, and changes posted again."""
    record = evidence.lists.procedure_record
    if record is None:
        return not_checked(evidence.lacking("procedure_record"))
    procedure = evidence.case.plan.procedure
    stages = USUAL if procedure is None else procedure.stages
    days = sorted(record, key=_day)
    done = _done(stages, days)
    findings = [
        *_missing(stages, done),
        *_out_of_order(stages, done),
        *_meetings(stages, done, days),
        *_again(days),
    ]
    usual = (faults.USUAL_ORDER.at("plan"),) if procedure is None else ()
    return Answer(max(len(record), 1), findings=findings, remarks=usual)


def _day(one: Recorded) -> dt.date:
    return one.on


def _done(stages: Iterable[Stage], days: list[Recorded]) -> dict[str, Recorded]:
    """Return the event that did each stage: of several, the last ones, in their order."""
    done: dict[str, Recorded] = {}
    for act in Act:
        of_act = [one.id for one in stages if one.act == act]
        events = [one for one in days if one.event == act]
        done |= dict(zip(of_act, events[-len(of_act) :] if of_act else (), strict=False))
    return done


def _missing(stages: Iterable[Stage], done: dict[str, Recorded]) -> Iterator[Finding]:
    for stage in stages:
        if stage.id not in done:
            # The usual stages have no role, and their names are nobody's words.
            named = f" ('{stage.id}')" if stage.role else ""
            yield faults.NO_EVENT.at("procedure_record", what=SAID[stage.act], stage=named)


def _out_of_order(stages: Iterable[Stage], done: dict[str, Recorded]) -> Iterator[Finding]:
    there = [(stage, done[stage.id]) for stage in stages if stage.id in done]
    for (earlier, first), (later, second) in pairwise(there):
        if second.on < first.on:
            yield faults.EVENT_ORDER.at(
                "procedure_record",
                one=SAID[later.act],
                day=second.on.isoformat(),
                other=SAID[earlier.act],
                before=first.on.isoformat(),
            ).placed(second.place)


def _meetings(
    stages: Iterable[Stage], done: dict[str, Recorded], days: list[Recorded]
) -> Iterator[Finding]:
    """Look at every vote, by the quorum of its stage or by that of the body that met."""
    own = {id(done[one.id]): one.quorum for one in stages if one.id in done and one.quorum}
    for vote in days:
        if vote.event == Act.MEET:
            yield from _quorum(vote, own.get(id(vote)))


def _quorum(vote: Recorded, quorum: Quorum | None) -> Iterator[Finding]:
    """Say that a vote lacked those who had to come, or a majority, or does not say enough."""
    where, day = "procedure_record", vote.on.isoformat()
    if vote.entitled is None or vote.present is None or vote.in_favour is None:
        yield faults.UNCOUNTED.at(where, day=day).placed(vote.place)
        return
    said = {
        "day": day,
        "present": number_text(vote.present),
        "entitled": number_text(vote.entitled),
        "in_favour": number_text(vote.in_favour),
    }
    accepted = [quorum] if quorum else _quorums(vote.meeting)
    binding = [_binds(one, vote) for one in accepted]
    if not any(binding):
        yield faults.NO_QUORUM.at(where, **said).placed(vote.place)
    elif not all(binding):
        yield faults.WHO_MET.at(where, **said).placed(vote.place)


def _quorums(meeting: str) -> list[Quorum]:
    """Return the quorum of a body, or of all if the record does not say which it was."""
    return [QUORUM[meeting]] if meeting else list(QUORUM.values())


def _binds(quorum: Quorum, vote: Recorded) -> bool:
    """Say whether enough came, and enough of them agreed; more than all is a slip of the pen."""
    entitled, present, in_favour = vote.entitled, vote.present, vote.in_favour
    assert entitled is not None  # noqa: S101  (the caller has looked)
    assert present is not None  # noqa: S101  (as above)
    assert in_favour is not None  # noqa: S101  (as above)
    return quorum.present.reached(present, entitled) and quorum.in_favour.reached(
        in_favour, present
    )


def _again(days: list[Recorded]) -> Iterator[Finding]:
    """A changed or returned plan is posted again, and every objection is answered."""
    where = "procedure_record"
    last = {one.event: one for one in days}
    posted = last.get(Act.POST)
    for event in (CHANGED, RETURN):
        change = last.get(event)
        if change is not None and posted is not None and posted.on < change.on:
            found = faults.NOT_POSTED_AGAIN.at(where, what=SAID[event], day=change.on.isoformat())
            yield found.placed(change.place)
    objections = [one for one in days if one.event == OBJECT]
    answered = sum(one.event == RESOLVE for one in days)
    for one in objections[answered:]:
        yield faults.UNANSWERED.at(where, day=one.on.isoformat()).placed(one.place)


CHECKS = (
    AuditCheck(
        "C03",
        "not_publicised",
        "not publicised",
        "The plan was posted for long enough.",
        not_publicised,
        needs=("audit/procedure_record.csv",),
    ),
    AuditCheck(
        "C21",
        "procedure_gap",
        "procedure gap",
        "No stage of the procedure is missing or out of order.",
        procedure_gap,
        needs=("audit/procedure_record.csv",),
    ),
)
