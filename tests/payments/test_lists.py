"""The payment list: bound to the filed run, once, with a reference for each line."""

from __future__ import annotations

from random import Random

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.errors import Refused
from benefit_share.households import Payee
from benefit_share.payments import (
    Channel,
    Due,
    batches_of,
    issue_again,
    payment_list,
    payment_reference,
    reconcile,
)
from house_payments import CNY, RUN, account, answer, back, due, filing, listed, paid, payees

AMOUNTS = st.lists(st.integers(1, 10**9), min_size=1, max_size=12)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    """Return the codes of a refusal."""
    return [one.code for one in refused.value.findings]


@given(AMOUNTS)
def test_the_control_total_is_what_the_filed_run_pays(amounts: list[int]) -> None:
    """Count and sum are those of the lines, and bound to the run."""
    made = listed(*amounts)

    assert (made.count, made.total) == (len(amounts), sum(amounts))
    assert (made.run_id, made.attempt) == (RUN, 1)


@given(AMOUNTS, st.randoms())
def test_the_order_of_rows_changes_nothing(amounts: list[int], chance: Random) -> None:
    """The list is a function of the set of amounts and accounts."""
    rows, accounts = list(due(*amounts)), list(payees(len(amounts)))
    chance.shuffle(rows)
    chance.shuffle(accounts)

    again = payment_list(filing(sum(amounts)), rows, accounts, currency=CNY)

    assert again == listed(*amounts)


@given(
    st.tuples(st.text("abc", max_size=3), st.text("abc", max_size=3), st.integers(1, 9)),
    st.tuples(st.text("abc", max_size=3), st.text("abc", max_size=3), st.integers(1, 9)),
)
def test_a_reference_is_that_of_run_payer_party_and_attempt(
    one: tuple[str, str, int], other: tuple[str, str, int]
) -> None:
    """The same payment has the same reference, another payment another; 16 characters."""
    references = payment_reference(RUN, *one), payment_reference(RUN, *other)

    assert (references[0] == references[1]) == (one == other)
    assert all(len(reference) == 16 and reference.isalnum() for reference in references)


def test_only_a_filed_run_that_is_the_head_is_paid_and_only_once() -> None:
    """Every reason is said at once."""
    bad = attrs.evolve(
        filing(5, is_filed=False, is_sent=True), superseded_by="other.e2", is_voided=True
    )

    with pytest.raises(Refused) as refused:
        payment_list(bad, due(3, 2), payees(2), currency=CNY)

    assert codes(refused) == [
        "payments.not-filed",
        "payments.superseded",
        "payments.voided",
        "payments.already-sent",
    ]


def test_what_is_paid_is_what_the_filed_run_pays() -> None:
    """A fen more, somebody twice, less than nothing, nobody at all: refused."""
    twice = (*due(3), *due(3))
    samples = {
        "payments.control-total": (filing(4), due(3)),
        "payments.party-twice": (filing(6), twice),
        "payments.negative": (filing(-3), due(-3)),
        "payments.nothing-due": (filing(0), due(0)),
    }
    for code, (what, rows) in samples.items():
        with pytest.raises(Refused) as refused:
            payment_list(what, rows, payees(1), currency=CNY)
        assert codes(refused) == [code]


def test_who_has_no_account_is_refused_or_signs_for_cash() -> None:
    """Cash is in no batch; the name is that of the payee, else that of the head."""
    some = (Payee("h001", "", account=account(1)), Payee("h002", "户主2"))
    with pytest.raises(Refused) as refused:
        payment_list(filing(6), due(1, 2, 3), some, currency=CNY)
    assert codes(refused) == ["payments.no-account"] * 3

    made = payment_list(filing(6), due(1, 2, 3), some, currency=CNY, allows_cash=True)

    assert [line.by for line in made.lines] == [Channel.CASH] * 3
    assert [line.name for line in made.lines] == ["户主1", "户主2", "户主3"]
    assert {line.account for line in made.lines} == {""}
    assert batches_of(made) == ()


def test_one_account_for_two_parties_is_a_warning_that_names_both() -> None:
    """It needs a written authorisation; the account is not in the message."""
    shared = tuple(attrs.evolve(one, account=account(1)) for one in payees(2))

    (found,) = payment_list(filing(3), due(1, 2), shared, currency=CNY).findings

    assert (found.code, dict(found.params)) == (
        "payments.same-account",
        {"party": "h002", "other": "h001"},
    )


def test_a_payment_turned_to_the_account_of_somebody_who_is_not_in_the_list_is_told() -> None:
    """As when one household alone is issued a payment again, to the account of another."""
    turned = (attrs.evolve(payees(2)[0], account=account(2)), payees(2)[1])

    (found,) = payment_list(filing(1), due(1), turned, currency=CNY).findings

    assert dict(found.params) == {"party": "h001", "other": "h002"}


def test_a_household_paid_by_two_villages_has_two_payments() -> None:
    """They have references of their own, and stand in batches of their own."""
    rows = (Due("h001", 5, "v1"), Due("h001", 7, "v2"))

    made = payment_list(filing(12), rows, payees(1), currency=CNY)

    assert len({line.reference for line in made.lines}) == 2
    assert [(one.payer, one.total) for one in batches_of(made)] == [("v1", 5), ("v2", 7)]


@given(AMOUNTS, st.integers(1, 5))
def test_batches_hold_every_line_once_and_none_is_too_large(amounts: list[int], limit: int) -> None:
    """Their counts and totals add up to those of the list."""
    made = listed(*amounts)

    batches = batches_of(made, limit=limit)

    assert tuple(line for one in batches for line in one.lines) == made.lines
    assert all(0 < one.count <= limit for one in batches)
    assert sum(one.total for one in batches) == made.total
    assert len({one.reference for one in batches}) == len(batches)


def test_names_and_accounts_are_in_no_repr() -> None:
    """A value that is logged tells nobody's account."""
    made = listed(100)
    shown = f"{made!r}{made.lines[0]!r}{batches_of(made)!r}{due(100)!r}"

    assert account(1) not in shown
    assert "户主" not in shown
    assert "h001" in shown


# ---- issued again


def test_what_came_back_is_issued_again_under_a_new_reference() -> None:
    """The rest stays as it is; an account that was put right is used."""
    first = listed(100, 200, 300)
    state = reconcile([first], [answer((*paid(first, 0, 2), back(first, 1)))])

    accounts = (*payees(1), Payee("h002", "户主2", account=account(77)))
    again = issue_again(filing(600), [first], state, accounts)

    (line,) = again.lines
    assert (again.attempt, line.party, line.amount, line.account) == (2, "h002", 200, account(77))
    assert line.reference not in {one.reference for one in first.lines}


def test_every_attempt_has_its_number_and_a_reference_of_its_own() -> None:
    """Sent back twice, paid the third time."""
    lists = [listed(100)]
    told = []
    for number in (2, 3):
        told.append(answer([back(lists[-1], 0)], name=str(number)))
        state = reconcile(lists, told)
        lists.append(issue_again(filing(100), lists, state, payees(1)))
        assert lists[-1].attempt == number
    told.append(answer(paid(lists[-1]), name="4"))

    assert len({one.lines[0].reference for one in lists}) == 3
    assert reconcile(lists, told).items == ()


def test_of_a_short_payment_the_rest_is_issued_again() -> None:
    """90 of 100 came, so 10 go."""
    first = listed(100)
    short = attrs.evolve(paid(first)[0], amount=90)

    state = reconcile([first], [answer([short])])

    assert issue_again(filing(100), [first], state, payees(1)).total == 10


def test_nothing_is_issued_again_before_it_is_clear_that_it_did_not_arrive() -> None:
    """Not answered, paid, contested, or nobody the list knows: each says why."""
    first = listed(100, 200, 300)
    told = (*paid(first, 1, 2), attrs.evolve(paid(first, 2)[0], amount=50, mark="1"))
    lines = (*told, attrs.evolve(back(first, 2), amount=500))
    state = reconcile([first], [answer(lines)])

    with pytest.raises(Refused) as refused:
        issue_again(filing(600), [first], state, payees(3), only=["h001", "h002", "h003", "h009"])

    assert codes(refused) == [
        "payments.still-out",
        "payments.not-open",
        "payments.contested",
        "payments.not-paid",
    ]


def test_nothing_to_issue_again_is_said() -> None:
    """Everything was paid; or there is no list yet; or the run was voided since."""
    first = listed(100)
    state = reconcile([first], [answer(paid(first))])

    with pytest.raises(Refused) as nothing:
        issue_again(filing(100), [first], state, payees(1))
    with pytest.raises(Refused) as missing:
        issue_again(filing(100), [], state, payees(1))
    with pytest.raises(Refused) as voided:
        issue_again(attrs.evolve(filing(100), is_voided=True), [first], state, payees(1))

    assert codes(nothing) == ["payments.nothing-to-issue"]
    assert codes(missing) == ["payments.list-missing"]
    assert codes(voided) == ["payments.voided"]
