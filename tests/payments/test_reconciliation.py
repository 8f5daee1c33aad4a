"""Reconciliation: every line by reference and amount, every difference an item, sums that close."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.errors import Refused
from benefit_share.payments import (
    Answer,
    BankLine,
    Because,
    PaymentList,
    Reconciliation,
    Said,
    batches_of,
    check_answer,
    issue_again,
    reconcile,
)
from benefit_share.rendering.reports.payments import reconciliation_json, reconciliation_text
from house_payments import CNY, DAY, answer, back, filing, listed, paid, payees

FORMS = ("csv", "pain.002", "camt.054", "mt940")


def items(state: Reconciliation) -> list[tuple[str, str, int, int]]:
    """Return what is open: why, of whom, owed and beyond."""
    return [(one.because.value, one.party, one.owed, one.beyond) for one in state.items]


def test_three_returns_an_unknown_line_a_double_and_a_short_payment_are_six_items() -> None:
    """The rest is settled, and the sums close: paid + open = instructed, moved = paid + beyond."""
    made = listed(*(100 * place for place in range(1, 11)))
    lines = (
        *paid(made, 0, 1, 2, 3),
        back(made, 4),
        back(made, 5, "AC01"),
        BankLine(made.lines[6].reference, Said.REJECTED, None, "0", DAY, "AC06"),
        BankLine("NOBODY", Said.PAID, 55, "0", DAY),
        *paid(made, 7),
        attrs.evolve(paid(made, 7)[0], mark="1"),
        attrs.evolve(paid(made, 8)[0], amount=899),
        *paid(made, 9),
    )

    state = reconcile([made], [answer(lines)])

    assert items(state) == [
        ("returned", "h005", 500, 0),
        ("returned", "h006", 600, 0),
        ("returned", "h007", 700, 0),
        ("doubled", "h008", 0, 800),
        ("short", "h009", 1, 0),
        ("unknown", "", 0, 55),
    ]
    assert [one.why for one in state.items] == ["AC04", "AC01", "AC06", "", "", ""]
    assert sum(not one.open for one in state.settled) == 6
    sums = state.sums
    assert (sums.count, sums.instructed, sums.paid, sums.open) == (10, 5500, 3699, 1801)
    assert (sums.moved, sums.beyond) == (3699 + 800 + 55, 855)


def said(draw: st.DrawFn, made: PaymentList) -> BankLine:
    """Draw a line that a bank might write, true or not."""
    line = draw(st.sampled_from(made.lines))
    whole = line.amount
    amount = draw(st.sampled_from((whole, whole, whole - 1, whole * 2, 1, 0)))
    what = draw(st.sampled_from(Said))
    moves = what in {Said.PAID, Said.RETURNED}
    return BankLine(
        draw(st.sampled_from((line.reference, line.reference, "NOBODY", ""))),
        what,
        amount if moves else None,
        draw(st.sampled_from("012")),
        draw(st.sampled_from((DAY, None))),
    )


@st.composite
def books(draw: st.DrawFn) -> tuple[list[PaymentList], list[Answer]]:
    """Draw a payment list, answers to it, and what was issued again after some of them."""
    first = listed(*draw(st.lists(st.integers(1, 1000), min_size=1, max_size=4)))
    lists, answers = [first], []
    for place in range(draw(st.integers(0, 4))):
        chosen = draw(st.sampled_from(lists))
        lines = [said(draw, chosen) for _ in range(draw(st.integers(1, 4)))]
        answers.append(answer(lines, form=draw(st.sampled_from(FORMS)), name=str(place)))
        state = reconcile(lists, answers)
        if any(one.obstacle is None for one in state.settled) and draw(st.booleans()):
            lists.append(issue_again(filing(first.total), lists, state, payees(4)))
    return lists, answers


@given(books())
def test_the_sums_close_at_every_step(book: tuple[list[PaymentList], list[Answer]]) -> None:
    """Paid + open = instructed, moved = paid + beyond, and the items are the sums."""
    lists, answers = book

    state = reconcile(lists, answers)

    assert len(state.steps) == len(answers) + 1
    for sums in state.steps:
        assert sums.instructed == lists[0].total == sums.paid + sums.open
        assert sums.moved == sums.paid + sums.beyond
    assert state.steps[-1] == state.sums
    assert sum(one.owed for one in state.items) == state.sums.open
    assert sum(one.beyond for one in state.items) == state.sums.beyond
    assert sum(one.paid for one in state.settled) == state.sums.paid


@given(books(), st.data())
def test_answers_are_one_set(
    book: tuple[list[PaymentList], list[Answer]], data: st.DataObject
) -> None:
    """Given twice, or in another order, they amount to the same."""
    lists, answers = book
    mixed = data.draw(st.permutations([*answers, *answers[:2]]))

    one, other = reconcile(lists, answers), reconcile(lists, mixed)

    assert (one.sums, one.settled) == (other.sums, other.settled)
    assert items(one) == items(other)


@given(books())
def test_nobody_is_paid_more_than_the_run_owes(
    book: tuple[list[PaymentList], list[Answer]],
) -> None:
    """What counts as paid is at most what is instructed; more is beyond."""
    for one in reconcile(*book).settled:
        assert 0 <= one.paid <= one.instructed


@given(books())
def test_what_is_open_has_an_item_of_its_party(
    book: tuple[list[PaymentList], list[Answer]],
) -> None:
    """And a party that is paid in full, and no more, has none but a payment to stop."""
    state = reconcile(*book)
    named = {one.party for one in state.items if one.because is not Because.STOP}
    contested = {one.party for one in state.items if one.because is Because.DIFFERENT}

    for one in state.settled:
        is_clean = one.open == 0 and one.moved == one.paid
        assert (one.party in named) != is_clean or one.party in contested


def test_a_report_and_a_statement_tell_of_the_same_money() -> None:
    """Paid in both is paid once; a return in one of them is a return."""
    made = listed(100, 200)
    report = answer(paid(made))
    booked = answer((*paid(made), back(made, 1)), form="mt940", name="2")

    assert items(reconcile([made], [report, booked])) == [("returned", "h002", 200, 0)]


def test_a_report_that_is_sent_again_doubles_nothing() -> None:
    """The bank sends its whole report every day, with more in it."""
    made = listed(100, 200)
    days = [answer(paid(made, 0)), answer(paid(made), name="2")]

    assert reconcile([made], days).items == ()


def test_a_return_alone_is_a_payment_that_came_back() -> None:
    """The bank booked the batch as a whole, and the return by itself."""
    made = listed(100, 200)
    (batch,) = batches_of(made)
    whole = BankLine(batch.reference, Said.PAID, 300, "0", DAY)
    state = reconcile([made], [answer([whole, back(made, 0)], form="mt940")])

    assert items(state) == [("returned", "h001", 100, 0), ("unanswered", "h002", 200, 0)]


def test_a_batch_that_was_booked_with_another_total_is_an_item() -> None:
    """A total settles nothing, and a wrong one is said."""
    made = listed(100, 200)
    (batch,) = batches_of(made)
    whole = BankLine(batch.reference, Said.PAID, 310, "0", DAY)

    state = reconcile([made], [answer([whole], form="mt940")])

    assert items(state)[-1] == ("different", "", 0, 10)
    assert state.sums.beyond == 10


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((("paid", 90), ("returned", 90)), ("returned", 100, 0)),
        ((("paid", 130),), ("different", 0, 30)),
        ((("paid", 300),), ("doubled", 0, 200)),
        ((("returned", 90),), ("different", 100, -90)),
        ((("paid", 100), ("rejected", None)), ("different", 100, 100)),
        ((("paid", 100), ("returned", 100), ("rejected", None)), ("returned", 100, 0)),
        ((("paid", 100), ("returned", 40)), ("short", 40, 0)),
        ((("pending", None),), ("unanswered", 100, 0)),
    ],
)
def test_what_is_said_of_a_line_has_one_meaning(
    lines: tuple[tuple[str, int | None], ...], expected: tuple[str, int, int]
) -> None:
    """Why it is open, what is owed, and what moved beyond; the instruction was 100."""
    made = listed(100)
    reference = made.lines[0].reference
    told = [BankLine(reference, Said(what), amount, "0", DAY) for what, amount in lines]

    ((because, party, owed, beyond),) = items(reconcile([made], [answer(told)]))

    assert (because, owed, beyond) == expected
    assert party == "h001"


def test_an_unknown_line_that_was_undone_is_closed() -> None:
    """Debited and credited again under the same reference; without one, each stands by itself."""
    made = listed(100)
    there = BankLine("NOBODY", Said.PAID, 5, "a", DAY)
    undone = BankLine("NOBODY", Said.RETURNED, 5, "b", DAY)
    bare = (BankLine("", Said.PAID, 5, "c", DAY), BankLine("", Said.RETURNED, 5, "d", DAY))
    told = answer((*paid(made), there, undone, *bare), form="mt940")

    state = reconcile([made], [told])

    assert [(one.reference, one.beyond) for one in state.items] == [("c", 5), ("d", -5)]


def test_an_unknown_line_that_moved_nothing_is_said_too() -> None:
    """A rejection of something else: it may be the answer to another batch."""
    made = listed(100)
    odd = BankLine("NOBODY", Said.REJECTED, None, "0", DAY, "AC01")

    state = reconcile([made], [answer((*paid(made), odd))])

    assert [(one.reference, one.beyond, one.why) for one in state.items] == [("NOBODY", 0, "AC01")]


def test_a_payment_issued_again_that_arrives_twice_is_found() -> None:
    """The first attempt was paid after all: one of the two is beyond, or is to be stopped."""
    first = listed(100)
    sent_back = answer([BankLine(first.lines[0].reference, Said.REJECTED, None, "0", DAY)])
    state = reconcile([first], [sent_back])
    second = issue_again(filing(100), [first], state, payees(1))
    assert items(reconcile([first, second], [sent_back])) == [("unanswered", "h001", 100, 0)]

    # The bank takes its rejection back by a return that never was, and a payment.
    late = answer(paid(first), form="camt.054", name="2")
    waiting = reconcile([first, second], [late])
    both = reconcile([first, second], [late, answer(paid(second), form="camt.054", name="3")])

    assert items(waiting) == [("stop", "h001", 0, 0)]
    assert items(both) == [("doubled", "h001", 0, 100)]
    assert both.settled[0].paid == 100


def test_the_last_day_of_a_payment_is_known() -> None:
    """The latest day on which something went; none if nothing did."""
    made = listed(100, 50)
    later = dt.date(2026, 12, 30)
    told = answer(
        (
            attrs.evolve(paid(made, 0)[0], amount=40),
            BankLine(made.lines[0].reference, Said.PAID, 60, "1", later),
        )
    )

    assert [one.on for one in reconcile([made], [told]).settled] == [later, None]


def test_lists_of_one_filing_belong_together() -> None:
    """None at all, or one of another run, is refused."""
    made = listed(100)
    for lists, code in (
        ([], "payments.list-missing"),
        ([made, attrs.evolve(made, run_id="other.e1")], "payments.other-run"),
    ):
        with pytest.raises(Refused) as refused:
            reconcile(lists, [])
        assert [one.code for one in refused.value.findings] == [code]


def test_an_answer_to_something_else_is_refused() -> None:
    """No line at all, or none that belongs to the run; one that does is enough."""
    made = listed(100)
    (batch,) = batches_of(made)
    foreign = BankLine("NOBODY", Said.PAID, 5, "0", DAY)
    for lines, code in (((), "payments.no-lines"), ((foreign,), "payments.foreign-answer")):
        with pytest.raises(Refused) as refused:
            check_answer([made], answer(lines))
        assert [one.code for one in refused.value.findings] == [code]

    check_answer([made], answer((foreign, *paid(made))))
    check_answer([made], answer([BankLine(batch.reference, Said.PAID, 100, "0", DAY)]))


@pytest.mark.parametrize(("language", "told"), [("zh", "v2 付"), ("en", "from v2")])
def test_of_two_payments_to_one_party_it_is_said_which_is_open(language: str, told: str) -> None:
    """A household with rights in two villages: one payment arrived, the other came back."""
    made = listed(100, 200)
    own, other = made.lines
    two = attrs.evolve(made, lines=(own, attrs.evolve(other, party=own.party, payer="v2")))
    state = reconcile([two], [answer((*paid(two, 0), back(two, 1)))])

    (line,) = [
        line
        for line in reconciliation_text(state, CNY, language).splitlines()
        if other.reference in line
    ]
    assert told in line
    said = reconciliation_json(state)
    assert said["settled"] == [{"payer": "v1", "party": own.party}]
    assert [(one["payer"], one["party"]) for one in said["items"]] == [("v2", own.party)]
    alone = reconcile([made], [answer((*paid(made, 0), back(made, 1)))])
    assert "v1" not in reconciliation_text(alone, CNY, language)
