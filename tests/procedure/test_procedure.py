"""The procedure: orders as data, and every reason why an event is not due."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.errors import Refused
from benefit_share.procedure import (
    Act,
    Calendar,
    Event,
    Head,
    Notice,
    Part,
    Procedure,
    Quorum,
    Stage,
    Standing,
    State,
    blockers,
    check_procedure,
    filed_head,
    is_filed_already,
    mirrored,
    run_under_way,
    state_of,
)
from benefit_share.procedure.events import TYPES
from benefit_share.seal.journal import EVENT_TYPES

TEN = Notice(10)
HALF = Quorum(Part(above=Fraction(1, 2)))
THIRDS = Quorum(Part(at_least=Fraction(2, 3)))
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
    years=(2026,),
    days_off=tuple(dt.date(2026, 10, day) for day in (1, 2, 5, 6, 7)),
    days_worked=(dt.date(2026, 10, 10),),
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
    return Event(
        type_, "r", START, "a villager", "village", objection=number,
        outcome="rejected" if type_ == "objection_resolved" else "",
    )  # fmt: skip


def codes(procedure: Procedure, state: State, one: Event, now: Standing = NOW) -> list[str]:
    """Return what blocks, without the room's name."""
    return [f.code.removeprefix("procedure.") for f in blockers(procedure, state, one, now)]


def walked(procedure: Procedure, upto: int) -> State:
    """Return the state when the first stages were done, twenty days apart."""
    days = [START + dt.timedelta(days=20 * place) for place in range(upto)]
    return state_of(map(event, procedure.stages, days), "r")


VOTED = Procedure(
    ORDERS["representatives vote and post, town reviews, county files"], calendar=YEAR
)
LATE = dt.date(2026, 12, 20)


@pytest.mark.parametrize("name", ORDERS)
def test_every_order_in_use_is_data(name: str) -> None:
    """Each passes stage by stage in its order, and no later stage passes before its turn."""
    procedure = Procedure(ORDERS[name], calendar=YEAR)
    state, day = State(), START
    for place, stage in enumerate(procedure.stages):
        for later in procedure.stages[place + 1 :]:
            assert "not-due" in codes(procedure, state, event(later, day))
        assert codes(procedure, state, event(stage, day)) == []
        state, day = state.after(event(stage, day)), day + dt.timedelta(days=20)

    assert check_procedure(procedure) == ()
    assert state.filed is not None
    assert state.due(procedure) is None


def test_every_act_and_event_is_a_type_of_the_journal() -> None:
    """What the procedure says can be written down."""
    assert TYPES <= EVENT_TYPES


def test_a_procedure_that_cannot_be_walked_is_refused() -> None:
    """Two stages of one name; no proposal; a filing in the middle."""
    stages = ORDERS["reported, returned or passed"]
    found = [one.code for one in check_procedure(Procedure([*stages, stages[0]]))]

    assert found == ["procedure.stage-twice", "procedure.order"]
    assert [one.code for one in check_procedure(Procedure([]))] == ["procedure.order"]


@pytest.mark.parametrize(
    ("code", "at", "keys"),
    [
        ("no-role", "role", {"role": ""}),
        ("out-of-place", "quorum", {"quorum": THIRDS}),
        ("out-of-place", "objections", {"objections": TEN}),
        ("days", "notice.days", {"act": N, "notice": Notice(0)}),
        ("days", "objections.days", {"act": N, "objections": Notice(367)}),
        ("no-calendar", "notice.working", {"act": N, "notice": Notice(5, working=True)}),
        ("word", "blocked_by[1]", {"blocked_by": ("page", "weather")}),
        ("part", "quorum.present", {"act": M, "quorum": Quorum(Part())}),
        ("part", "quorum.in_favour", {"act": M, "quorum": Quorum(HALF.present, Part(Fraction(2)))}),
    ],
)
def test_a_slip_in_a_stage_is_named_where_it_stands(
    code: str, at: str, keys: dict[str, Any]
) -> None:
    """One slip, one finding."""
    first, second, last = ORDERS["reported, returned or passed"]
    (found,) = check_procedure(Procedure([first, attrs.evolve(second, **keys), last]))

    assert (found.code, found.path) == (f"procedure.{code}", f"procedure.stages[1].{at}")


def test_a_filing_waits_for_objections_and_notices_and_somebody_may_do_each_deed() -> None:
    """What guards the villagers cannot be left out."""
    first, second, last = ORDERS["reported, returned or passed"]
    open_ = attrs.evolve(last, blocked_by=("warnings",))
    may: dict[str, tuple[str, ...]] = {"void": (), "dance": ("village",)}
    found = check_procedure(Procedure([first, second, open_], may))

    assert [one.code.removeprefix("procedure.") for one in found] == [
        *("unguarded", "unguarded"),
        *("nobody-may", "word"),
    ]


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

    answered = state.after(objection("objection_resolved"))
    assert codes(VOTED, answered, event(VOTED.stages[3], LATE)) == []
    assert codes(VOTED, answered, objection("objection")) == ["objection-twice"]
    assert codes(VOTED, answered, objection("objection_resolved")) == ["no-such-objection"]

    back = Event("returned", "p.e1", LATE, "t", "town")
    events = [attrs.evolve(one, run="p.e1") for one in (*walked(VOTED, 3).done,)]
    events += [attrs.evolve(objection("objection"), run="p.e1"), back]
    assert state_of(events, "p.e2") == State(objections=("1",), open_objections=("1",))


def test_an_objection_that_was_found_right_asks_for_a_return() -> None:
    """An answer alone does not give the household its due."""
    right = attrs.evolve(objection("objection_resolved"), outcome="upheld")
    state = walked(VOTED, 3).after(objection("objection")).after(right)

    assert codes(VOTED, state, event(VOTED.stages[3], LATE)) == ["objection-upheld"]
    assert codes(VOTED, state, Event("returned", "r", LATE, "t", "town")) == []
    maybe = attrs.evolve(right, outcome="perhaps")
    assert codes(VOTED, walked(VOTED, 3).after(objection("objection")), maybe) == ["outcome"]


def test_the_time_for_objections_is_another_than_the_notice() -> None:
    """Within it the next stage waits, and behind it nobody is heard; a return is still possible."""
    posting = Stage("posting", N, "village", notice=Notice(3), objections=Notice(7))
    own = Procedure([VOTED.stages[0], posting, VOTED.stages[3], VOTED.stages[4]])
    state = walked(own, 2)
    last = state.done[-1].on + dt.timedelta(days=6)
    late = attrs.evolve(objection("objection"), on=last + dt.timedelta(days=1))

    assert codes(own, state, event(own.stages[2], last)) == ["window-open"]
    assert codes(own, state, attrs.evolve(late, on=last)) == []
    assert codes(own, state, event(own.stages[2], late.on)) == []
    assert codes(own, state, late) == ["objection-late"]


def test_a_plan_says_what_blocks_a_stage() -> None:
    """A page, a signature; a review that need not wait for the notice."""
    first, *_, review, last = VOTED.stages
    strict = attrs.evolve(review, blocked_by=("page", "signature"))
    own = Procedure([first, VOTED.stages[2], strict, last])
    state = walked(own, 2).after(objection("objection"))
    paper = attrs.evolve(event(strict, state.done[-1].on), key="")

    assert codes(own, state, paper) == ["no-page", "no-signature"]
    assert codes(own, state, attrs.evolve(paper, key="k", scan_sha256="s")) == []
    assert own.signing_roles() == ("town",)


def test_who_may_object_answer_return_and_void_comes_from_the_plan() -> None:
    """If it says nothing: anybody objects, the offices do the rest."""
    state = walked(VOTED, 3).after(objection("objection"))
    stranger = attrs.evolve(objection("objection", "2"), role="guest")
    answer = attrs.evolve(objection("objection_resolved"), role="guest")
    back = Event("returned", "r", LATE, "v", "village")
    mine = Procedure(VOTED.stages, {"object": ("household",), "return": ("village",)})

    assert codes(VOTED, state, stranger) == []
    assert codes(VOTED, state, answer) == codes(VOTED, state, back) == ["may-not"]
    assert codes(mine, state, stranger) == ["may-not"]
    assert codes(mine, state, back) == []
    assert codes(VOTED, State(), attrs.evolve(back, role="town")) == ["not-proposed"]


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
    assert codes(VOTED, walked(VOTED, 4).after(back), event(VOTED.stages[4], LATE)) == ["returned"]


SHORT = Procedure(ORDERS["reported, returned or passed"])


def edition(number: int, upto: int, supersedes: str = "") -> list[Event]:
    """The first stages of an edition, twenty days apart; its result is named after it."""
    run = f"plan.v1.2026.regular.e{number}"
    return [
        attrs.evolve(one, run=run, result_sha256=run, supersedes=supersedes)
        for one in walked(SHORT, upto).done
    ]


FIRST, SECOND, THIRD = (f"plan.v1.2026.regular.e{number}" for number in (1, 2, 3))
DISTRIBUTION = "plan.v1.2026.regular"


def test_the_filed_head_is_the_run_that_may_be_paid() -> None:
    """None before the filing; the next edition from its own filing on; none when voided."""
    one, two = edition(1, 3), edition(2, 3, FIRST)
    first = Head(FIRST, FIRST, str(one[-1].on))
    second = attrs.evolve(first, run=SECOND, result_sha256=SECOND)
    back = Event("returned", SECOND, LATE, "t", "town")
    other = [attrs.evolve(event, run="another.e1") for event in one]

    assert filed_head(one[:2], DISTRIBUTION) is None
    assert filed_head([*one, *other], DISTRIBUTION) == first
    assert filed_head([*one, *two[:2]], DISTRIBUTION) == attrs.evolve(first, correction=SECOND)
    assert filed_head([*one, *two[:2], back], DISTRIBUTION) == first
    assert filed_head([*one, *two], DISTRIBUTION) == second
    for run, head in ((FIRST, second), (SECOND, None)):
        void = Event("voided", run, LATE, "c", "county")
        assert filed_head([*one, *two, void], DISTRIBUTION) == head


def test_one_run_of_a_distribution_at_a_time() -> None:
    """A second proposal waits, and replaces what is filed by name or not at all."""
    one, two = edition(1, 3), edition(2, 1)[0]
    replacing = attrs.evolve(two, supersedes=FIRST)
    now = Standing(SECOND)

    assert codes(SHORT, state_of(one[:1], SECOND), two, now) == ["under-way"]
    assert codes(SHORT, state_of(one, SECOND), two, now) == ["head-filed"]
    assert codes(SHORT, state_of(one, SECOND), replacing, now) == []
    assert codes(SHORT, state_of([], SECOND), replacing, now) == ["not-head"]
    void = Event("voided", FIRST, LATE, "c", "county")
    assert codes(SHORT, state_of([*one, void], SECOND), two, now) == []


def test_two_runs_do_not_replace_the_same_one() -> None:
    """The second is refused, and the one that was replaced says by which."""
    events = [*edition(1, 3), *edition(2, 3, FIRST)]
    third = edition(3, 1, FIRST)[0]

    assert codes(SHORT, state_of(events, THIRD), third, Standing(THIRD)) == [
        "head-filed",
        "not-head",
    ]
    assert state_of(events, FIRST).superseded_by == SECOND
    assert run_under_way(events) == ""
    assert run_under_way([*events, third]) == THIRD


def test_an_event_of_another_run_or_of_the_bank_changes_nothing() -> None:
    """Each run has its own state."""
    other = attrs.evolve(event(VOTED.stages[0], START), run="other")

    assert state_of([other, Event("bank_sent", "r", LATE, "b", "bank")], "r") == State()


@given(st.lists(st.tuples(st.text(), st.text(), st.integers())))
def test_a_reversal_undoes_every_line_to_the_fen(lines: list[tuple[str, str, int]]) -> None:
    """Line by line nothing is left, and reversing it again is the original."""
    undone = mirrored(lines)

    assert all(a[:2] == b[:2] and a[2] + b[2] == 0 for a, b in zip(lines, undone, strict=True))
    assert mirrored(undone) == tuple(lines)
