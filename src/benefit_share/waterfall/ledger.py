"""The ledger of one run: every move of money between pools, accounts and payees.

Amounts are whole minor units.
A pool copy is named by the pool and its key (an asset, a collective, a claimant, or empty).
A pool accepts nothing once a step has drawn from it: the order of steps is the order of money.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from benefit_share.errors import BenefitShareError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["AccountFlow", "Ledger", "NotConserved", "Payment", "PoolFlow", "Totals"]

Key = tuple[str, str]


class NotConserved(BenefitShareError):
    """Money would appear or vanish: a defect of the program, never of the data.

    Attributes:
        place: where.
        difference: what is missing (positive) or too much (negative), in minor units.
    """

    def __init__(self, place: str, difference: int) -> None:
        """Say that *difference* minor units are missing at *place*."""
        super().__init__(place, difference)
        self.place = place
        self.difference = difference

    def __str__(self) -> str:
        """Say where and how much."""
        return f"{self.place} does not close: {self.difference} minor units are unaccounted for"


@attrs.frozen
class PoolFlow:
    """What went through one copy of a pool: opening + fed + topped_up = used + left.

    Attributes:
        pool: id of the pool.
        copy: its key: an asset, a collective, a claimant, or empty.
        opening: what the account that it opens held.
        fed: what came in before the first step drew from it.
        used: what its steps drew.
        left: what nobody drew; 0 at the end of a run.
        topped_up: drawn from an account for a step that was short. It is no income of the pool:
            a rate of the pool is of opening and fed alone, above the step and below it.
    """

    pool: str
    copy: str
    opening: int
    fed: int
    used: int
    left: int
    topped_up: int = 0


@attrs.frozen
class AccountFlow:
    """What one balance did: opening + put in − taken out = closing.

    Attributes:
        account: id of the account.
        kind: `held`, `owed` or `receivable`.
        holder: whose balance; empty for the scope.
        opening_in: all that was ever put in before the run.
        opening_out: all that was ever taken out before the run.
        put_in: put in by the run.
        taken_out: taken out by the run.
    """

    account: str
    kind: str
    holder: str
    opening_in: int
    opening_out: int
    put_in: int
    taken_out: int

    @property
    def opening(self) -> int:
        """The balance before the run."""
        return self.opening_in - self.opening_out

    @property
    def closing(self) -> int:
        """The balance after the run."""
        return self.opening + self.put_in - self.taken_out


@attrs.frozen
class Payment:
    """What one payee gets in all: `claimant` parties, or a payee named by the plan."""

    payee: str
    named: bool
    amount: int


@attrs.frozen
class Totals:
    """The conservation of the whole run.

    Income + kept for later periods − kept by earlier runs + opening held = paid + closing held.

    Attributes:
        income: what belongs to the period and entered the pools.
        opening_held: all that was held before the run.
        paid: all that is paid.
        closing_held: all that is held after the run.
        deferred: what came with the run and is kept for later periods.
        released: the part of *income* that earlier runs kept for this period.
    """

    income: int
    opening_held: int
    paid: int
    closing_held: int
    deferred: int = 0
    released: int = 0

    @property
    def came(self) -> int:
        """The money that came with the run."""
        return self.income + self.deferred - self.released

    @property
    def difference(self) -> int:
        """What does not close; always 0 in a run that was returned."""
        return self.came + self.opening_held - self.paid - self.closing_held


class Ledger:
    """The books of a run while it is being made."""

    __slots__ = (
        *("_accounts", "_drawn", "_kinds", "_left", "_paid", "_pools"),
        *("deferred", "income", "released"),
    )

    def __init__(self, accounts: Iterable[AccountFlow] = ()) -> None:
        """Open with the balances of *accounts*."""
        self._pools: dict[Key, list[int]] = {}
        self._left: dict[Key, int] = {}
        self._drawn: set[Key] = set()
        self._accounts: dict[Key, list[int]] = {}
        self._kinds: dict[str, str] = {}
        self._paid: dict[tuple[str, bool], int] = {}
        self.income = self.deferred = self.released = 0
        for flow in accounts:
            self._kinds[flow.account] = flow.kind
            entry = [flow.opening_in, flow.opening_out, 0, 0]
            self._accounts[flow.account, flow.holder] = entry

    # ---- pools

    def receive(self, pool: str, copy: str, amount: int) -> None:
        """Feed income from outside into a copy of a pool."""
        self.income += amount
        self.feed(pool, copy, amount)

    def feed(self, pool: str, copy: str, amount: int) -> None:
        """Feed a copy of a pool from another place of the ledger."""
        key = (pool, copy)
        _forward(f"pool {pool}", amount)
        if key in self._drawn:
            raise NotConserved(f"pool {pool}, fed after it was drawn from", amount)
        flow = self._pools.setdefault(key, [0, 0, 0])
        flow[1] += amount
        self._left[key] = self._left.get(key, 0) + amount

    def open(self, pool: str, copy: str, account: str, holder: str) -> None:
        """Move the whole opening balance of a held account into a copy of a pool."""
        balance = self.balance(account, holder)
        key = (pool, copy)
        if key in self._drawn:
            raise NotConserved(f"pool {pool}, opened after it was drawn from", balance)
        self.take_out(account, holder, balance)
        flow = self._pools.setdefault(key, [0, 0, 0])
        flow[0] += balance
        self._left[key] = self._left.get(key, 0) + balance

    def top_up(self, pool: str, copy: str, amount: int) -> None:
        """Put what was drawn from an account into the copy that a step is drawing from."""
        _forward(f"pool {pool}", amount)
        self._pools.setdefault((pool, copy), [0, 0, 0])[2] += amount
        self._left[pool, copy] = self._left.get((pool, copy), 0) + amount

    def copies(self, pool: str) -> list[str]:
        """Return the copies of a pool that hold or held something, in order."""
        return sorted(copy for name, copy in self._pools if name == pool)

    def fed(self, pool: str, copy: str) -> int:
        """Return all that came into a copy, its opening included; what topped it up is left out."""
        return sum(self._pools.get((pool, copy), [0, 0, 0])[:2])

    def left(self, pool: str, copy: str) -> int:
        """Return what is left in a copy."""
        return self._left.get((pool, copy), 0)

    def draw(self, pool: str, copy: str, amount: int) -> None:
        """Take *amount* out of a copy; what is not there cannot be taken."""
        key = (pool, copy)
        left = self._left.get(key, 0)
        if not 0 <= amount <= left:
            raise NotConserved(f"pool {pool}, drawn for {amount} of {left}", amount - left)
        self._drawn.add(key)
        self._left[key] = left - amount

    # ---- accounts and payees

    def balance(self, account: str, holder: str) -> int:
        """Return the balance of an account now."""
        entry = self._accounts.get((account, holder))
        return entry[0] - entry[1] + entry[2] - entry[3] if entry else 0

    def holders(self, account: str) -> list[str]:
        """Return those who have a balance in an account, in order."""
        return sorted(
            holder
            for name, holder in self._accounts
            if name == account and self.balance(account, holder)
        )

    def column(self, account: str, holder: str | None, column: str) -> int:
        """Return `put_in` or `taken_out` at the opening, or the opening `balance`.

        Of one *holder*, or of all together where it is None.
        """
        entries = [
            entry
            for (name, one), entry in self._accounts.items()
            if name == account and holder in {one, None}
        ]
        put_in, taken_out = (sum(entry[place] for entry in entries) for place in (0, 1))
        return {"put_in": put_in, "taken_out": taken_out}.get(column, put_in - taken_out)

    def put_in(self, account: str, kind: str, holder: str, amount: int) -> None:
        """Put money (or a debt) into an account."""
        _forward(f"account {account}", amount)
        if self._kinds.setdefault(account, kind) != kind:
            raise NotConserved(f"account {account}, {kind} and {self._kinds[account]}", amount)
        self._accounts.setdefault((account, holder), [0, 0, 0, 0])[2] += amount

    def take_out(self, account: str, holder: str, amount: int) -> None:
        """Take money (or a settled debt) out of an account; never more than its balance."""
        balance = self.balance(account, holder)
        if amount < 0 or amount > max(balance, 0):
            raise NotConserved(
                f"account {account}, drawn for {amount} of {balance}", amount - balance
            )
        if amount:
            self._accounts[account, holder][3] += amount

    def defer(self, account: str, holder: str, amount: int) -> None:
        """Keep money that came in a held account: later periods will have earned it."""
        self.put_in(account, "held", holder, amount)
        self.deferred += amount

    def release(self, account: str, holder: str, amount: int) -> None:
        """Take out of a held account what it kept for this period, to be received as income."""
        self.take_out(account, holder, amount)
        self.released += amount

    def pay(self, payee: str, amount: int, *, named: bool) -> None:
        """Pay a payee that the plan names, or (not *named*) a claimant's party."""
        _forward(f"payment to {payee}", amount)
        key = (payee, named)
        self._paid[key] = self._paid.get(key, 0) + amount

    def leftovers(self) -> list[tuple[str, str, int]]:
        """Return the pool, the copy and the amount of every copy that is not empty, in order."""
        return sorted((pool, copy, left) for (pool, copy), left in self._left.items() if left)

    # ---- the end

    def pool_flows(self) -> tuple[PoolFlow, ...]:
        """Return what went through every copy, each asserted to close."""
        flows = []
        for (pool, copy), (opening, fed, topped_up) in sorted(self._pools.items()):
            left = self._left[pool, copy]
            used = opening + fed + topped_up - left
            flows.append(PoolFlow(pool, copy, opening, fed, used, left, topped_up))
        return tuple(flows)

    def account_flows(self) -> tuple[AccountFlow, ...]:
        """Return what every balance did."""
        return tuple(
            AccountFlow(account, self._kinds[account], holder, *entry)
            for (account, holder), entry in sorted(self._accounts.items())
        )

    def payments(self) -> tuple[Payment, ...]:
        """Return what every payee gets."""
        return tuple(Payment(*key, amount) for key, amount in sorted(self._paid.items()))

    def close(self) -> Totals:
        """Return the totals of the run, asserted to close to the unit."""
        held = [flow for flow in self.account_flows() if flow.kind == "held"]
        totals = Totals(
            income=self.income,
            opening_held=sum(flow.opening for flow in held),
            paid=sum(self._paid.values()),
            closing_held=sum(flow.closing for flow in held),
            deferred=self.deferred,
            released=self.released,
        )
        inside = sum(self._left.values())
        if totals.difference != inside:
            raise NotConserved("the run", totals.difference - inside)
        return totals


def _forward(place: str, amount: int) -> None:
    """Refuse an amount below 0: money moves forward, a recovery is a move of its own."""
    if amount < 0:
        raise NotConserved(f"{place}, moved backwards", amount)
