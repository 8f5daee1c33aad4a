"""Whatever became of each payment, in whatever format: exactly this is found, and it closes."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefit_share.files.bank.answers import read_answer
from benefit_share.payments import PaymentList, Reconciliation, check_answer, reconcile
from benefit_share.verification.answers import moved_in
from house_banking import FORMS, Deed, told
from house_payments import CNY, listed

FATES: Final = ("settled", "returned", "doubled", "short", "unanswered")
"""What may become of a payment; unknown lines are drawn beside them."""


Item = tuple[object, ...]
"""Why something is open, under which reference, whose it is, what is owed and what is beyond."""


def deeds_of(made: PaymentList, fates: list[str], unknown: list[int], form: str) -> list[Deed]:
    """Return what a bank did to give each payment its fate."""
    found: list[Deed] = []

    def do(reference: str, said: str, amount: int, why: str = "") -> None:
        found.append(Deed(reference, said, amount, len(found), why))

    for line, fate in zip(made.lines, fates, strict=True):
        if fate == "returned" and form in {"csv", "pain.002"}:
            do(line.reference, "rejected", line.amount, "AC04")
        elif fate != "unanswered":
            do(line.reference, "paid", line.amount - (fate == "short"))
        if fate == "doubled":
            do(line.reference, "paid", line.amount)
        if fate == "returned" and form in {"camt.054", "mt940"}:
            do(line.reference, "returned", line.amount, "AC04")
    for place, amount in enumerate(unknown):
        do(f"NOBODY{place:010d}", "paid", amount)
    return found


def expected(made: PaymentList, fates: list[str], unknown: list[int]) -> Counter[Item]:
    """Return the open items: why, whose, owed, beyond."""
    items: Counter[Item] = Counter()
    for line, fate in zip(made.lines, fates, strict=True):
        owed = {"returned": line.amount, "short": 1, "unanswered": line.amount}.get(fate, 0)
        beyond = line.amount if fate == "doubled" else 0
        if fate != "settled":
            items[fate, line.reference, line.party, owed, beyond] += 1
    for place, amount in enumerate(unknown):
        items["unknown", f"NOBODY{place:010d}", "", 0, amount] += 1
    return items


def items_of(state: Reconciliation) -> Counter[Item]:
    """Return the open items of a state in the same form."""
    return Counter(
        (one.because.value, one.reference, one.party, one.owed, one.beyond) for one in state.items
    )


def closes(state: Reconciliation, total: int) -> None:
    """Hold that the sums close before and after every answer, and are those of the items."""
    for sums in state.steps:
        assert sums.instructed == total == sums.paid + sums.open
        assert sums.moved == sums.paid + sums.beyond
    assert sum(one.owed for one in state.items) == state.sums.open
    assert sum(one.beyond for one in state.items) == state.sums.beyond


PAYMENTS: Final = st.tuples(st.sampled_from(FATES), st.integers(2, 10**7))


@pytest.mark.parametrize("form", FORMS)
@given(
    fates=st.lists(
        st.tuples(st.sampled_from(FATES), st.integers(2, 10**7)), min_size=1, max_size=9
    ),
    unknown=st.lists(st.integers(1, 10**7), max_size=2),
    seed=st.integers(0, 2**32),
    cuts=st.lists(st.integers(0, 20), max_size=2),
)
@settings(deadline=None)
def test_every_fate_is_found_and_nothing_else(
    form: str, fates: list[tuple[str, int]], unknown: list[int], seed: int, cuts: list[int]
) -> None:
    """Lines mixed, given in several files, each file twice: the items are those, the sums close."""
    if form == "mt940":
        pytest.importorskip("mt940")
    made = listed(*(amount for _, amount in fates))
    names = [fate for fate, _ in fates]
    deeds = deeds_of(made, names, unknown, form)
    random.Random(seed).shuffle(deeds)  # noqa: S311  (a test)
    if form in {"csv", "pain.002"}:
        # Of these a bank gives no number of its own: a double is one only within a file.
        deeds.sort(key=lambda one: one.reference)
        bounds = [place for place in cuts if _is_between(deeds, place)]
    else:
        bounds = cuts
    places = sorted({0, len(deeds), *(place for place in bounds if place < len(deeds))})
    files = [told(form, deeds[a:b]) for a, b in itertools.pairwise(places)]
    answers = [read_answer(data, CNY) for data in files]

    state = reconcile([made], [*answers, *answers])

    assert items_of(state) == expected(made, names, unknown)
    assert sum(not one.open for one in state.settled) == sum(
        fate in {"settled", "doubled"} for fate in names
    )
    closes(state, made.total)
    # The second reader, which shares nothing with the first, sees the same money.
    moved = sum(one.amount for data in files for one in moved_in(data, "utf-8", 2)[1])
    assert moved == state.sums.moved


def _is_between(deeds: list[Deed], place: int) -> bool:
    """Say whether a cut at a place leaves what is told of one payment together."""
    return 0 < place < len(deeds) and deeds[place - 1].reference != deeds[place].reference


@pytest.mark.parametrize("form", FORMS)
def test_three_returns_an_unknown_line_a_double_and_a_short_payment_in_every_format(
    form: str,
) -> None:
    """Exactly these six items; the rest is settled; the sums close."""
    if form == "mt940":
        pytest.importorskip("mt940")
    names = ["settled"] * 20 + ["returned"] * 3 + ["doubled", "short"]
    made = listed(*range(10_000, 10_000 + len(names)))
    data = told(form, deeds_of(made, names, [500], form))
    answer = read_answer(data, CNY)
    check_answer([made], answer)

    state = reconcile([made], [answer])

    assert items_of(state) == expected(made, names, [500])
    assert len(state.items) == 6
    assert sum(not one.open for one in state.settled) == len(names) - 4
    assert {one.why for one in state.items if one.because.value == "returned"} == {"AC04"}
    closes(state, made.total)
