"""The record of a procedure: which stages, in which order, with which quorum, for how long."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import pytest

from benefit_share.audit import Answer, Lists, Outcome, Recorded, audit
from benefit_share.plan.model import Contact
from benefit_share.procedure import Act, Calendar, Notice, Part, Procedure, Quorum, Stage
from benefit_share.values import Text
from house_case import among, d, plan_of, run_of

TEN_DAYS = Contact(Text(zh="村委会", en="the village office"), days=10)
PLAN = plan_of(among(), contact=TEN_DAYS)


def vote(present: int | None, in_favour: int | None = None, **keys: Any) -> Recorded:
    """Return a vote of thirty with so many present, all in favour unless it is said."""
    came = None if present is None else Fraction(present)
    agreed = came if in_favour is None else Fraction(in_favour)
    return Recorded("voted", d("05-11"), None, "", Fraction(30), came, agreed, **keys)


WHOLE = (
    Recorded("村提方案", d("05-10")),
    vote(20),
    Recorded("公示", d("05-12"), d("05-21")),
    Recorded("乡镇审核", d("05-25")),
    Recorded("县级备案", d("05-28")),
)


def told(code: str, *record: Recorded, plan: Any = PLAN) -> Answer:
    """Return what a check says of a record."""
    return audit(run_of(plan), Lists(procedure_record=record)).answers[code]


def said(answer: Answer) -> list[str]:
    """Return the codes of what was found."""
    return [one.code for one in answer.findings]


def test_a_whole_procedure_has_nothing_to_find() -> None:
    """In Chinese words; the order that was looked for is said, for the plan names none."""
    assert said(told("C03", *WHOLE)) == []
    answer = told("C21", *WHOLE)
    assert (said(answer), answer.looked_at) == ([], 5)
    assert [one.code for one in answer.remarks] == ["audit.c21-usual"]


@pytest.mark.parametrize(
    ("place", "what"), [(0, "proposal"), (1, "vote"), (2, "posting of the plan")]
)
def test_a_stage_that_is_missing_is_named(place: int, what: str) -> None:
    """A list that nobody voted on was decided by nobody."""
    answer = told("C21", *WHOLE[:place], *WHOLE[place + 1 :])

    assert [dict(one.params)["what"] for one in answer.findings] == [what]


def test_an_empty_record_lacks_everything() -> None:
    """It was given, so it is an answer: nothing was done."""
    assert said(told("C21")) == ["audit.c21"] * 5
    assert said(told("C03")) == ["audit.c03"]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (vote(16, meeting="members"), []),
        (vote(15, meeting="members"), ["audit.c21-quorum"]),
        (vote(20, meeting="representatives"), []),
        (vote(19, meeting="representatives"), ["audit.c21-quorum"]),
        (vote(20, 10), ["audit.c21-quorum"]),
        (vote(20, 11), []),
        (vote(20), []),
        (vote(19), ["audit.c21-meeting"]),
        (vote(15), ["audit.c21-quorum"]),
        (vote(31), ["audit.c21-quorum"]),
        (vote(None), ["audit.c21-count"]),
    ],
)
def test_a_vote_binds_by_the_quorum_of_the_body_that_met(
    record: Recorded, expected: list[str]
) -> None:
    """More than half of the members, two thirds of the representatives, half of those in favour."""
    assert said(told("C21", WHOLE[0], record, *WHOLE[2:])) == expected


def test_the_procedure_of_the_plan_decides_what_is_looked_for() -> None:
    """Two postings, no vote, and the review before the second."""
    notice = Notice(3)
    stages = (
        Stage("draft", Act.PROPOSE, "village"),
        Stage("first", Act.POST, "village", notice=notice),
        Stage("review", Act.REVIEW, "town"),
        Stage("second", Act.POST, "village", notice=notice),
        Stage("record", Act.FILE, "county"),
    )
    plan = plan_of(among(), procedure=Procedure(stages))
    second = Recorded("公示", d("05-26"), d("05-27"))
    whole = (WHOLE[0], WHOLE[2], WHOLE[3], second, WHOLE[4])

    assert said(told("C21", *whole, plan=plan)) == []
    assert told("C21", *whole, plan=plan).remarks == ()
    (short,) = told("C03", *whole, plan=plan).findings
    assert dict(short.params)["wanted"] == "2020-05-28"
    (missing,) = told("C21", WHOLE[0], WHOLE[2], WHOLE[3], WHOLE[4], plan=plan).findings
    assert missing.message == "The record of the procedure has no posting of the plan ('second')."


def test_a_stage_s_own_quorum_decides() -> None:
    """Three quarters of those entitled."""
    quorum = Quorum(Part(at_least=Fraction(3, 4)))
    stages = (
        Stage("draft", Act.PROPOSE, "village"),
        Stage("vote", Act.MEET, "meeting", quorum=quorum),
        Stage("record", Act.FILE, "county"),
    )
    plan = plan_of(among(), procedure=Procedure(stages))

    assert said(told("C21", WHOLE[0], vote(23), WHOLE[4], plan=plan)) == []
    assert said(told("C21", WHOLE[0], vote(22), WHOLE[4], plan=plan)) == ["audit.c21-quorum"]


def test_a_posting_by_working_days_needs_its_year() -> None:
    """An unlisted year is no Monday to Friday: it is not counted, and that is said."""
    stages = (
        Stage("draft", Act.PROPOSE, "village"),
        Stage("posting", Act.POST, "village", notice=Notice(5, working=True)),
        Stage("record", Act.FILE, "county"),
    )
    posted = (WHOLE[0], Recorded("posted", d("05-11"), d("05-14")), WHOLE[4])

    def of(calendar: Calendar) -> Answer:
        plan = plan_of(among(), procedure=Procedure(stages, calendar=calendar))
        return told("C03", *posted, plan=plan)

    (short,) = of(Calendar(years=(2020,))).findings
    assert dict(short.params)["wanted"] == "2020-05-15"
    unknown = of(Calendar(years=(2021,)))
    assert unknown.outcome is Outcome.NOT_CHECKED
    assert [one.code for one in unknown.lacks] == ["audit.lacks-calendar"]


def test_without_a_number_of_days_only_the_posting_itself_is_looked_at() -> None:
    """And the answer says so."""
    answer = told("C03", *WHOLE, plan=plan_of(among()))

    assert answer.outcome is Outcome.NOTHING_FOUND
    assert [one.code for one in answer.lacks] == ["audit.lacks-days"]


@pytest.mark.parametrize("word", ["方案变更", "退修"])
def test_a_changed_or_returned_plan_is_posted_again(word: str) -> None:
    """Or what hung there is not what was filed."""
    again = Recorded("posted", d("05-24"), d("06-02"))
    later = (*WHOLE[3:4], attrs.evolve(WHOLE[4], on=d("06-05")))

    assert said(told("C21", *WHOLE, Recorded(word, d("05-22")))) == ["audit.c21-again"]
    assert said(told("C21", *WHOLE[:3], Recorded(word, d("05-22")), again, *later)) == []


def test_every_objection_has_its_answer() -> None:
    """One of two was answered."""
    objections = (Recorded("异议", d("05-13")), Recorded("异议", d("05-14")))
    answer = Recorded("异议处理", d("05-20"))

    assert said(told("C21", *WHOLE, *objections, answer)) == ["audit.c21-objection"]
    assert said(told("C21", *WHOLE, *objections, answer, answer)) == []
