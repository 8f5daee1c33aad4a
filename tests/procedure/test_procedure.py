"""The procedure: orders as data, and every reason why an event is not due."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.errors import Refused
from benefit_share.procedure import (
    Calendar,
    Event,
    Notice,
    Part,
    Procedure,
    Quorum,
    Stage,
    Standing,
    State,
    blockers,
    is_filed_already,
    mirrored,
    state_of,
)
from benefit_share.procedure.events import local_day, other_day
from benefit_share.procedure.model import Act
from benefit_share.seal.journal import EVENT_TYPES

TEN = Notice(10)
HALF = Quorum(Part(Fraction(1, 2), more_than=True))
THIRDS = Quorum(Part(Fraction(2, 3)))
P, M, N, R, F = Act.PROPOSE, Act.MEET, Act.POST, Act.REVIEW, Act.FILE

ORDERS = {
    "village proposes, street reviews, county files": [
        Stage("proposal", P, "village"),
        Stage("review", R, "street"),
        Stage("filing", F, "county"),
    ],
    "representatives vote and post, town reviews, county files": [
        Stage("proposal", P, "village"),
        Stage("vote", M, "meeting", THIRDS),
        Stage("posting", N, "village", notice=TEN),
        Stage("review", R, "town"),
        Stage("filing", F, "county"),
    ],
    "four deliberations and two disclosures": [
        Stage("proposal", P, "party_branch"),
        Stage("committees", M, "committees"),
        Stage("party_members", M, "party_meeting"),
        Stage("representatives", M, "meeting", THIRDS),
        Stage("decision", N, "village", notice=TEN),
        Stage("review", R, "town"),
        Stage("filing", F, "county"),
    ],
    "assessment group, town, posting, contract, town files": [
        Stage("proposal", P, "group"),
        Stage("review", R, "town"),
        Stage("posting", N, "village", notice=TEN),
        Stage("contract", M, "village"),
        Stage("filing", F, "town_office"),
    ],
    "county group meets and posts for ten days": [
        Stage("proposal", P, "county_office"),
        Stage("group", M, "leading_group"),
        Stage("posting", N, "county_office", notice=TEN),
        Stage("filing", F, "county"),
    ],
    "council plans, members vote, posted, meeting hands out": [
        Stage("proposal", P, "council"),
        Stage("vote", M, "meeting", HALF),
        Stage("posting", N, "village", notice=Notice(5, working=True)),
        Stage("handing_out", M, "meeting", HALF),
        Stage("filing", F, "committee"),
    ],
    "reported, returned or passed": [
        Stage("proposal", P, "village"),
        Stage("review", R, "town"),
        Stage("filing", F, "town_office"),
    ],
}
YEAR = Calendar(
    years=frozenset({2026}),
    off=frozenset(dt.date(2026, 10, day) for day in (1, 2, 5, 6, 7)),
    on=frozenset({dt.date(2026, 10, 10)}),
)
START = dt.date(2026, 9, 22)
NOW = Standing("d")


def event(stage: Stage, on: dt.date) -> Event:
    """What the right person does in a stage."""
    return Event(
        stage.act, "r", on, f"person of {stage.role}", stage.role, stage=stage.id,
        key=f"key of {stage.role}", result_sha256="d", entitled=30, present=20, in_favour=11,
    )  # fmt: skip


def objection(type_: str, number: str = "1") -> Event:
    """An objection, or its answer."""
    return Event(type_, "r", START, "a villager", "household", objection=number)


def codes(procedure: Procedure, state: State, one: Event, now: Standing = NOW) -> list[str]:
    """Return what blocks, without the room's name."""
    return [f.code.removeprefix("procedure.") for f in blockers(procedure, state, one, now)]


def walked(procedure: Procedure, upto: int) -> State:
    """Return the state when the first stages were done, twenty days apart."""
    days = [START + dt.timedelta(days=20 * place) for place in range(upto)]
    return state_of(map(event, procedure.stages, days), "r")


VOTED = Procedure(ORDERS["representatives vote and post, town reviews, county files"], YEAR)
LATE = dt.date(2026, 12, 20)


@pytest.mark.parametrize("name", ORDERS)
def test_every_order_in_use_is_data(name: str) -> None:
    """Each passes stage by stage in its order, and no later stage passes before its turn."""
    procedure = Procedure(ORDERS[name], YEAR)
    state, day = State(), START
    for place, stage in enumerate(procedure.stages):
        for later in procedure.stages[place + 1 :]:
            assert "not-due" in codes(procedure, state, event(later, day))
        assert codes(procedure, state, event(stage, day)) == []
        state, day = state.after(event(stage, day)), day + dt.timedelta(days=20)

    assert procedure.findings() == ()
    assert state.filed is not None
    assert state.due(procedure) is None


def test_every_act_and_event_is_a_type_of_the_journal() -> None:
    """What the procedure says can be written down."""
    from benefit_share.procedure import events

    named = {events.OBJECT, events.RESOLVE, events.RETURN, events.SUPERSEDE, events.VOID}

    assert named | {act.value for act in Act} <= EVENT_TYPES


def test_a_procedure_that_cannot_be_walked_is_refused() -> None:
    """Two stages of one name; no proposal; a filing in the middle."""
    stages = ORDERS["reported, returned or passed"]
    found = [one.code for one in Procedure([*stages, stages[0]]).findings()]

    assert found == ["procedure.stage-twice", "procedure.order"]
    assert [one.code for one in Procedure([]).findings()] == ["procedure.order"]


def test_ten_days_from_the_22nd_are_the_22nd_to_the_31st() -> None:
    """Both ends count."""
    assert TEN.last_day(dt.date(2026, 12, 22), Calendar()) == dt.date(2026, 12, 31)


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        (1, dt.date(2026, 9, 30), dt.date(2026, 9, 30)),
        (2, dt.date(2026, 9, 30), dt.date(2026, 10, 8)),
        (4, dt.date(2026, 9, 30), dt.date(2026, 10, 10)),
        (1, dt.date(2026, 10, 3), dt.date(2026, 10, 8)),
    ],
)
def test_working_days_skip_what_is_off_and_count_what_is_worked(
    days: int, first: dt.date, last: dt.date
) -> None:
    """A worked Saturday counts; a notice posted on a day off begins to count afterwards."""
    assert Notice(days, working=True).last_day(first, YEAR) == last


def test_working_days_of_an_unknown_year_are_refused() -> None:
    """Monday to Friday would be a guess."""
    with pytest.raises(Refused) as refused:
        Notice(9, working=True).last_day(dt.date(2026, 12, 25), YEAR)

    assert [one.code for one in refused.value.findings] == ["procedure.year-unknown"]


@given(st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 60))
def test_a_notice_hangs_as_many_calendar_days_as_it_says(first: dt.date, days: int) -> None:
    """Counted one by one, both ends included."""
    assert (Notice(days).last_day(first, Calendar()) - first).days + 1 == days


def test_every_blocker_is_named_at_once() -> None:
    """Nobody mends one thing to be told the next."""
    state = walked(VOTED, 3).after(objection("objection"))
    posted = state.done[-1].on
    wrong = attrs.evolve(
        event(VOTED.stages[4], posted), person="person of village", result_sha256="e"
    )
    now = Standing("e", balanced=False, errors=("x.y",), warnings=("v.w",))

    assert codes(VOTED, state, wrong, now) == [
        "not-due",
        *("same-person", "same-person"),
        *("inputs-changed", "pool-unbalanced", "error-finding", "warning-unacknowledged"),
        *("objection-open", "notice-running"),
    ]


def test_a_running_notice_says_its_last_day_and_when_to_come_back() -> None:
    """On the last day it still runs, on the next it does not."""
    state = walked(VOTED, 3)
    posted = state.done[-1].on
    last = posted + dt.timedelta(days=9)
    (found,) = blockers(VOTED, state, event(VOTED.stages[3], last), NOW)

    assert dict(found.params) == {
        "stage": "posting",
        "last": str(last),
        "due": str(last + dt.timedelta(days=1)),
    }
    assert codes(VOTED, state, event(VOTED.stages[3], last + dt.timedelta(days=1))) == []


@pytest.mark.parametrize(
    ("person", "key"), [("person of village", "another"), ("another", "key of village")]
)
def test_who_proposed_does_not_review(person: str, key: str) -> None:
    """Neither the same person nor the same key, not even when both stages are one role's."""
    own = Procedure([Stage("p", P, "village"), Stage("r", R, "village"), Stage("f", F, "county")])
    state = walked(own, 1)
    other = attrs.evolve(event(own.stages[1], LATE), person="another", key="another")

    assert codes(own, state, other) == []
    assert codes(own, state, attrs.evolve(other, person=person, key=key)) == ["same-person"]


def test_two_sign_offs_on_paper_do_not_share_the_key_that_neither_has() -> None:
    """An empty key is no key."""
    own = Procedure(ORDERS["reported, returned or passed"])
    state = State().after(attrs.evolve(event(own.stages[0], START), key=""))

    assert codes(own, state, attrs.evolve(event(own.stages[1], LATE), key="")) == []


def test_only_the_role_of_a_stage_may_do_it() -> None:
    """The street reviews, not the county."""
    wrong = attrs.evolve(event(VOTED.stages[0], START), role="county")

    assert codes(VOTED, State(), wrong) == ["wrong-role"]


@pytest.mark.parametrize(
    ("entitled", "present", "in_favour", "binds"),
    [
        (30, 20, 11, True),
        (30, 19, 19, False),
        (30, 20, 10, False),
        (0, 0, 0, False),
        (30, 31, 31, False),
        (30, 20, 21, False),
    ],
)
def test_a_meeting_binds_with_quorum_and_majority(
    entitled: int, present: int, in_favour: int, *, binds: bool
) -> None:
    """Two thirds present, more than half of them in favour; more than all is no count."""
    vote = attrs.evolve(
        event(VOTED.stages[1], LATE), entitled=entitled, present=present, in_favour=in_favour
    )

    assert codes(VOTED, walked(VOTED, 1), vote) == ([] if binds else ["quorum"])


def test_inputs_that_changed_after_the_proposal_block() -> None:
    """Neither the event nor the run may speak of another result."""
    state, review = walked(VOTED, 3), event(VOTED.stages[3], LATE)

    assert codes(VOTED, state, review, Standing("e")) == ["inputs-changed"]
    assert codes(VOTED, state, attrs.evolve(review, result_sha256="e"), Standing("e")) == [
        "inputs-changed"
    ]


def test_a_warning_is_acknowledged_by_name_with_the_proposal() -> None:
    """Its code must be among those read."""
    proposal = event(VOTED.stages[0], START)
    read = attrs.evolve(proposal, acknowledged=("v.w",))
    now = Standing("d", warnings=("v.w",))

    assert codes(VOTED, State(), proposal, now) == ["warning-unacknowledged"]
    assert codes(VOTED, State(), read, now) == []


def test_an_objection_blocks_until_answered_and_outlives_a_return() -> None:
    """It is an event; nothing takes it away, and its number is never given again."""
    state = walked(VOTED, 3).after(objection("objection"))
    assert codes(VOTED, state, event(VOTED.stages[3], LATE)) == ["objection-open"]
    assert codes(VOTED, state, objection("objection")) == ["objection-twice"]
    assert codes(VOTED, state, objection("objection_resolved", "2")) == ["no-such-objection"]

    returned = state.after(Event("returned", "r", LATE, "t", "town"))
    assert (returned.done, returned.open_objections) == ((), ("1",))

    answered = state.after(objection("objection_resolved"))
    assert codes(VOTED, answered, event(VOTED.stages[3], LATE)) == []
    assert codes(VOTED, answered, objection("objection")) == ["objection-twice"]
    assert codes(VOTED, answered, objection("objection_resolved")) == ["no-such-objection"]


def test_filing_the_same_run_twice_asks_for_nothing_new() -> None:
    """Already filed is an answer; another result under the same run is a fault."""
    state = walked(VOTED, 5)
    again = event(VOTED.stages[4], LATE)

    assert is_filed_already(state, again)
    assert not is_filed_already(state, attrs.evolve(again, result_sha256="e"))
    assert not is_filed_already(walked(VOTED, 4), again)
    assert codes(VOTED, state, again) == ["already-filed"]


def test_a_filed_run_is_replaced_or_voided_once_and_never_returned() -> None:
    """A chain of corrections has one head."""
    filed = walked(VOTED, 5)
    replace = Event("superseded", "r", LATE, "v", "village", by_run="s")
    void = Event("voided", "r", LATE, "c", "county")
    back = Event("returned", "r", LATE, "t", "town")

    assert codes(VOTED, walked(VOTED, 4), replace) == ["not-filed"]
    assert codes(VOTED, filed, replace) == codes(VOTED, filed, void) == []
    assert codes(VOTED, filed.after(replace), replace) == ["superseded-twice"]
    assert codes(VOTED, filed.after(void), replace) == ["closed"]
    assert codes(VOTED, filed.after(void), back) == ["closed", "already-filed"]
    assert codes(VOTED, walked(VOTED, 4), back) == []


def test_an_event_of_another_run_or_of_the_bank_changes_nothing() -> None:
    """Each run has its own state."""
    other = attrs.evolve(event(VOTED.stages[0], START), run="other")

    assert state_of([other, Event("bank_sent", "r", LATE, "b", "bank")], "r") == State()


def test_the_day_of_an_event_is_local() -> None:
    """At 16:00 UTC the next day has begun in China."""
    one = event(VOTED.stages[0], dt.date(2026, 9, 23))

    assert local_day("2026-09-22T15:59:59Z", 480) == dt.date(2026, 9, 22)
    assert other_day(one, "2026-09-22T16:00:00Z", 480) == ()
    assert [f.code for f in other_day(one, "2026-09-22T15:59:59Z", 480)] == ["procedure.other-day"]


@given(st.lists(st.tuples(st.text(), st.text(), st.integers())))
def test_a_reversal_undoes_every_line_to_the_fen(lines: list[tuple[str, str, int]]) -> None:
    """Line by line nothing is left, and reversing it again is the original."""
    undone = mirrored(lines)

    assert all(a[:2] == b[:2] and a[2] + b[2] == 0 for a, b in zip(lines, undone, strict=True))
    assert mirrored(undone) == tuple(lines)
