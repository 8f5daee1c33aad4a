"""The ledger: money is conserved, and every misuse says where it would not be."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.waterfall import AccountFlow, Ledger, NotConserved, Payment, PoolFlow, Totals


def opened() -> Ledger:
    """Return books with a reserve of 50, a debt of 30 and an advance of 7."""
    return Ledger(
        [
            AccountFlow("reserve", "held", "v", 90, 40, 0, 0),
            AccountFlow("backpay", "owed", "h1", 30, 0, 0, 0),
            AccountFlow("advance", "receivable", "h2", 10, 3, 0, 0),
        ]
    )


def test_a_year_of_moves_closes() -> None:
    """Income and what was held are paid or held; debts roll beside them."""
    ledger = opened()
    ledger.receive("net", "v", 100)
    ledger.open("net", "v", "reserve", "v")
    ledger.draw("net", "v", 150)
    ledger.pay("operator", 20, named=True)
    ledger.pay("operator", 5, named=True)
    ledger.feed("award", "h1", 40)
    ledger.feed("award", "h1", 5)
    ledger.put_in("reserve", "held", "v", 80)
    ledger.draw("award", "h1", 45)
    ledger.pay("h1", 45, named=False)
    ledger.take_out("backpay", "h1", 30)
    ledger.put_in("backpay", "owed", "h3", 4)

    assert ledger.close() == Totals(income=100, opening_held=50, paid=70, closing_held=80)
    assert ledger.close().difference == 0
    assert ledger.leftovers() == []
    assert ledger.pool_flows() == (
        PoolFlow("award", "h1", 0, 45, 45, 0),
        PoolFlow("net", "v", 50, 100, 150, 0),
    )
    assert ledger.payments() == (
        Payment("h1", named=False, amount=45),
        Payment("operator", named=True, amount=25),
    )
    assert [(flow.account, flow.holder, flow.closing) for flow in ledger.account_flows()] == [
        ("advance", "h2", 7),
        ("backpay", "h1", 0),
        ("backpay", "h3", 4),
        ("reserve", "v", 80),
    ]
    assert [flow.opening for flow in ledger.account_flows()] == [7, 30, 0, 50]


def test_what_is_in_a_pool_can_be_asked() -> None:
    """All that came in, what is left; a top-up is no income; an unknown copy holds nothing."""
    ledger = opened()
    ledger.feed("net", "w", 30)
    ledger.feed("net", "v", 70)
    ledger.draw("net", "v", 20)
    ledger.top_up("net", "v", 5)

    assert ledger.copies("net") == ["v", "w"]
    assert (ledger.fed("net", "v"), ledger.left("net", "v")) == (70, 55)
    assert (ledger.fed("net", "x"), ledger.left("net", "x")) == (0, 0)
    assert ledger.leftovers() == [("net", "v", 55), ("net", "w", 30)]


def test_what_is_in_an_account_can_be_asked() -> None:
    """The balance moves, its columns are those of the opening, of one holder or of all."""
    ledger = Ledger(
        [
            AccountFlow("reserve", "held", "v", 90, 40, 0, 0),
            AccountFlow("reserve", "held", "w", 9, 4, 0, 0),
            AccountFlow("empty", "held", "v", 4, 4, 0, 0),
        ]
    )
    ledger.put_in("reserve", "held", "v", 1)

    assert ledger.balance("reserve", "v") == 51
    assert ledger.balance("reserve", "x") == 0
    assert ledger.holders("reserve") == ["v", "w"]
    assert ledger.holders("empty") == []
    assert [ledger.column("reserve", "v", one) for one in ("balance", "put_in", "taken_out")] == [
        50,
        90,
        40,
    ]
    assert [ledger.column("reserve", None, one) for one in ("balance", "put_in")] == [55, 99]
    assert ledger.column("nothing", "v", "balance") == 0


def test_opening_with_nothing_opens_an_empty_copy() -> None:
    """A pool without a balance is there, and empty."""
    ledger = opened()
    ledger.open("net", "w", "reserve", "w")

    assert ledger.pool_flows() == (PoolFlow("net", "w", 0, 0, 0, 0),)


def drawn() -> Ledger:
    """Return books in which the pool has been drawn from."""
    ledger = opened()
    ledger.receive("net", "v", 10)
    ledger.draw("net", "v", 4)
    return ledger


def closed(books: Ledger, move: Callable[..., None], *args: object, **keys: object) -> Totals:
    """Close after a move that leads nowhere."""
    move(*args, **keys)
    return books.close()


MISUSES: list[tuple[Callable[[Ledger], object], str, int]] = [
    (lambda books: books.feed("net", "v", 1), "pool net, fed after it was drawn from", 1),
    (lambda books: books.receive("net", "v", 1), "pool net, fed after it was drawn from", 1),
    (
        lambda books: books.open("net", "v", "reserve", "v"),
        "pool net, opened after it was drawn from",
        50,
    ),
    (lambda books: books.draw("net", "v", 7), "pool net, drawn for 7 of 6", 1),
    (lambda books: books.draw("net", "v", -1), "pool net, drawn for -1 of 6", -7),
    (lambda books: books.draw("net", "w", 1), "pool net, drawn for 1 of 0", 1),
    (lambda books: books.feed("net", "w", -1), "pool net, moved backwards", -1),
    (lambda books: books.top_up("net", "v", -1), "pool net, moved backwards", -1),
    (lambda books: books.put_in("x", "held", "v", -1), "account x, moved backwards", -1),
    (
        lambda books: books.put_in("reserve", "owed", "v", 1),
        "account reserve, owed and held",
        1,
    ),
    (
        lambda books: books.take_out("reserve", "v", 51),
        "account reserve, drawn for 51 of 50",
        1,
    ),
    (lambda books: books.take_out("reserve", "v", -1), "account reserve, drawn for -1", -51),
    (lambda books: books.take_out("reserve", "w", 1), "account reserve, drawn for 1 of 0", 1),
    (lambda books: books.pay("h1", -1, named=False), "payment to h1, moved backwards", -1),
    (lambda books: closed(books, books.pay, "h1", 1, named=False), "the run", -1),
    (lambda books: closed(books, books.take_out, "reserve", "v", 1), "the run", 1),
]


@pytest.mark.parametrize(
    ("misuse", "place", "difference"), MISUSES, ids=list(map(str, range(len(MISUSES))))
)
def test_a_misuse_is_not_conserved(
    misuse: Callable[[Ledger], object], place: str, difference: int
) -> None:
    """The place and the amount are said, and the error travels."""
    books = drawn()
    if place == "the run":
        books.put_in("reserve", "held", "v", 4)
    with pytest.raises(NotConserved) as error:
        misuse(books)

    assert error.value.place.startswith(place)
    assert error.value.difference == difference
    assert str(error.value.difference) in str(error.value)
    for other in (copy.copy(error.value), pickle.loads(pickle.dumps(error.value))):
        assert (other.place, other.difference) == (error.value.place, error.value.difference)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=8), st.data())
def test_any_order_of_lawful_moves_closes(amounts: list[int], data: st.DataObject) -> None:
    """Whatever is drawn goes somewhere; what stays is inside."""
    ledger = opened()
    for place, amount in enumerate(amounts):
        ledger.receive("net", str(place), amount)
    for place, amount in enumerate(amounts):
        part = data.draw(st.integers(0, amount))
        ledger.draw("net", str(place), part)
        data.draw(
            st.sampled_from(
                [
                    lambda part=part: ledger.pay("h1", part, named=False),
                    lambda part=part: ledger.put_in("reserve", "held", "v", part),
                    lambda part=part: ledger.feed("later", "", part),
                ]
            )
        )()
    totals = ledger.close()

    assert totals.difference == sum(left for _, _, left in ledger.leftovers())
    assert all(
        flow.opening + flow.fed + flow.topped_up == flow.used + flow.left
        for flow in ledger.pool_flows()
    )
