"""A machine that pays, answers, issues again, stops and answers again: no line is paid twice."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from benefit_share.errors import Refused
from benefit_share.payments import (
    Answer,
    BankLine,
    PaymentLine,
    PaymentList,
    Reconciliation,
    Said,
    issue_again,
    payment_list,
    reconcile,
)
from benefit_share.payments.documents import list_documents, read_list
from house_payments import CNY, DAY, answer, due, filing, payees

BOOKINGS = "camt.054"
DEEDS = ("pay", "pay", "reject", "return", "short", "twice")


@attrs.define
class Bank:
    """What a bank really does; its answers tell of some of it, in any order and more than once.

    Attributes:
        lines: what there is to tell, by reference.
        done: the references it has dealt with.
        faults: what it moved of its own accord, beyond any instruction, by party.
    """

    lines: dict[str, list[BankLine]] = attrs.field(factory=dict)
    done: set[str] = attrs.field(factory=set)
    faults: dict[str, int] = attrs.field(factory=dict)

    def book(self, line: PaymentLine, said: Said, amount: int | None) -> None:
        """Keep one thing that happened."""
        told = self.lines.setdefault(line.reference, [])
        told.append(BankLine(line.reference, said, amount, f"{line.reference}{len(told)}", DAY))

    def moved(self, line: PaymentLine) -> int:
        """Return what really went under a reference and did not come back."""
        signs = {Said.PAID: 1, Said.RETURNED: -1}
        told = self.lines.get(line.reference, ())
        return sum(signs.get(one.said, 0) * (one.amount or 0) for one in told)


class Paying(RuleBasedStateMachine):
    """An office and a bank."""

    @initialize(amounts=st.lists(st.integers(2, 500), min_size=1, max_size=4))
    def begin(self, amounts: list[int]) -> None:
        """File a run."""
        self.amounts = amounts
        self.bank = Bank()
        self.lists: list[PaymentList] = []
        self.answers: list[Answer] = []

    def state(self) -> Reconciliation:
        """Return where the payments stand, as the office sees it."""
        return reconcile(self.lists, self.answers)

    def every(self) -> list[PaymentLine]:
        """Return every line ever instructed."""
        return [line for one in self.lists for line in one.lines]

    def waiting(self) -> list[PaymentLine]:
        """Return the lines that the bank has not dealt with."""
        return [line for line in self.every() if line.reference not in self.bank.done]

    # ---- the office

    @rule()
    def pay(self) -> None:
        """Pay: once, and refused ever after."""
        what = filing(sum(self.amounts), is_sent=bool(self.lists))
        rows, accounts = due(*self.amounts), payees(len(self.amounts))
        if self.lists:
            with pytest.raises(Refused, match="already-sent"):
                payment_list(what, rows, accounts, currency=CNY)
        else:
            self.lists.append(payment_list(what, rows, accounts, currency=CNY))

    @precondition(lambda self: self.lists)
    @rule(data=st.data())
    def issue_again(self, data: st.DataObject) -> None:
        """Issue again what came back, all of it or to one party."""
        state = self.state()
        ready = [one for one in state.settled if one.obstacle is None]
        only = data.draw(st.sampled_from([(), *((one.party,) for one in state.settled)]))
        try:
            made = issue_again(
                filing(sum(self.amounts), is_sent=True),
                self.lists,
                state,
                payees(len(self.amounts)),
                only=only,
            )
        except Refused:
            assert not ready or (only and only[0] not in {one.party for one in ready})
            return
        known = {line.reference for line in self.every()}
        assert not known & {line.reference for line in made.lines}
        self.lists.append(made)

    @precondition(lambda self: self.lists)
    @rule()
    def stop_and_read_again(self) -> None:
        """Stop: what was written is read again, and the last list is made again as it was."""
        self.lists = [read_list(*list_documents(one, ())) for one in self.lists]
        first = self.lists[0]
        again = payment_list(
            filing(first.total), due(*self.amounts), payees(len(self.amounts)), currency=CNY
        )
        assert again == first

    # ---- the bank

    @precondition(lambda self: self.waiting())
    @rule(
        data=st.data(), what=st.sampled_from(["pay", "pay", "reject", "return", "short", "twice"])
    )
    def deal(self, data: st.DataObject, what: str) -> None:
        """Deal with a payment, well or badly."""
        line = data.draw(st.sampled_from(self.waiting()))
        self.bank.done.add(line.reference)
        if what == "reject":
            self.bank.book(line, Said.REJECTED, None)
            return
        amount = line.amount - 1 if what == "short" and line.amount > 1 else line.amount
        self.bank.book(line, Said.PAID, amount)
        if what == "return":
            self.bank.book(line, Said.RETURNED, amount)
        if what == "twice":
            self.bank.book(line, Said.PAID, amount)
            self.bank.faults[line.party] = self.bank.faults.get(line.party, 0) + amount

    @precondition(lambda self: self.bank.done)
    @rule(data=st.data())
    def bounce(self, data: st.DataObject) -> None:
        """Send back, later, what had arrived."""
        line = data.draw(st.sampled_from(self.every()))
        if line.reference in self.bank.done and self.bank.moved(line) == line.amount:
            self.bank.book(line, Said.RETURNED, line.amount)

    @precondition(lambda self: self.bank.done)
    @rule(data=st.data())
    def revive(self, data: st.DataObject) -> None:
        """Pay, of its own accord, what it had sent back."""
        line = data.draw(st.sampled_from(self.every()))
        if line.reference in self.bank.done and self.bank.moved(line) == 0:
            self.bank.book(line, Said.PAID, line.amount)
            self.bank.faults[line.party] = self.bank.faults.get(line.party, 0) + line.amount

    @precondition(lambda self: self.bank.lines)
    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        """Tell of everything so far under some references, or repeat an earlier answer."""
        repeats: bool = data.draw(st.booleans())
        if self.answers and repeats:
            self.answers.append(data.draw(st.sampled_from(self.answers)))
            return
        chosen = data.draw(
            st.lists(st.sampled_from(sorted(self.bank.lines)), min_size=1, unique=True)
        )
        told = [line for reference in chosen for line in self.bank.lines[reference]]
        self.answers.append(answer(told, form=BOOKINGS, name=str(len(self.answers))))

    # ---- what holds

    @invariant()
    def nobody_is_paid_twice_by_the_office(self) -> None:
        """What really arrived is at most what is owed, but for what the bank did by itself."""
        for place, amount in enumerate(getattr(self, "amounts", ()), start=1):
            party = f"h{place:03d}"
            went = sum(self.bank.moved(line) for line in self.every() if line.party == party)
            assert went <= amount + self.bank.faults.get(party, 0)

    @invariant()
    def what_may_still_arrive_is_not_more_than_is_owed(self) -> None:
        """No two payments for the same money wait at the bank at once."""
        for place, amount in enumerate(getattr(self, "amounts", ()), start=1):
            party = f"h{place:03d}"
            waiting = sum(line.amount for line in self.waiting() if line.party == party)
            assert waiting <= amount

    @invariant()
    def the_sums_close(self) -> None:
        """Before and after every answer."""
        if getattr(self, "lists", ()):
            state = self.state()
            for sums in state.steps:
                assert sums.instructed == sum(self.amounts) == sums.paid + sums.open
                assert sums.moved == sums.paid + sums.beyond
            assert sum(one.owed for one in state.items) == state.sums.open
            assert sum(one.beyond for one in state.items) == state.sums.beyond

    def teardown(self) -> None:
        """In the end the bank tells of everything: what it moved beyond is then an open item."""
        if not getattr(self, "lists", ()) or not self.bank.lines:
            return
        told = [line for lines in self.bank.lines.values() for line in lines]
        state = reconcile(self.lists, [*self.answers, answer(told, form=BOOKINGS, name="last")])
        went = sum(self.bank.moved(line) for line in self.every())
        assert state.sums.moved == went
        for one in state.settled:
            if one.moved > one.instructed:
                assert any(item.party == one.party and item.beyond > 0 for item in state.items)


TestPaying = Paying.TestCase
TestPaying.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
