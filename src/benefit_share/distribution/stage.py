"""One step in one copy of its pool, while it runs."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from benefit_share.distribution import faults
from benefit_share.expressions.world import Subject, Unknown
from benefit_share.values import AmountText, Rounding, minor_text, round_fraction

if TYPE_CHECKING:
    from benefit_share.distribution.world import CaseWorld
    from benefit_share.expressions.meaning import Meaning
    from benefit_share.findings import Finding, Kind, Param
    from benefit_share.plan import CompiledStep, Program

__all__ = ["ROUNDINGS", "Stage", "amount_text", "offered_amount", "refuse_short"]

ROUNDINGS = frozenset(rounding.value for rounding in Rounding)
"""How a single amount may be rounded; the other words say how a shared amount is."""


@attrs.frozen
class Stage:
    """One step in one copy of its pool, while it runs.

    Attributes:
        world: the case and the money so far.
        program: the compiled plan.
        compiled: the step.
        copy: the copy of the pool, as a subject of questions.
        key: the key of the copy.
        findings: where faults are added.
    """

    world: CaseWorld
    program: Program
    compiled: CompiledStep
    copy: Subject
    key: str
    findings: list[Finding]

    @property
    def before(self) -> int:
        """What is in the pool now."""
        return self.world.ledger.left(self.compiled.step.from_, self.key)

    @property
    def named(self) -> str:
        """The copy as it stands in a message."""
        return f" ({self.key})" if self.key else ""

    def fault(self, kind: Kind, key: str, **params: Param) -> None:
        """Add a finding at a part of the step."""
        self.findings.append(
            kind.at(f"steps[{self.compiled.position}].{key}", step=self.compiled.step.id, **params)
        )

    def money(self, minor: int | Fraction) -> str:
        """Return an amount for a message, in the currency's own unit."""
        return amount_text(minor, self.program.currency.exponent)

    def amount(self, meaning: Meaning, key: str) -> Fraction | None:
        """Return an exact amount of the copy, or None after saying what is missing."""
        try:
            value = Fraction(meaning.get(self.world, self.copy))
        except Unknown as unknown:
            self.fault(
                faults.AMOUNT_UNKNOWN,
                key,
                copy=self.named,
                party=unknown.subject,
                fact=unknown.fact,
            )
            return None
        if value < 0:
            self.fault(faults.TAKE_NEGATIVE, key, copy=self.named, value=self.money(value))
            return None
        return value

    def settle(self, account: str, holder: str, amount: int) -> None:
        """Take *amount* out of an account that it settles, or say that the account holds less."""
        there = max(self.world.ledger.balance(account, holder), 0)
        if amount <= there:
            self.world.ledger.take_out(account, holder, amount)
            return
        self.fault(
            faults.SETTLED_TOO_MUCH,
            "settles",
            account=account,
            party=holder,
            amount=self.money(amount),
            there=self.money(there),
        )

    @property
    def tie_seed(self) -> str:
        """The seed of the tie key: public before any data exist, different in every step."""
        case = self.world.case
        return f"{case.distribution_id}/{case.slice_number}/{self.compiled.step.id}/{self.key}"


def amount_text(minor: int | Fraction, exponent: int) -> str:
    """Return minor units as text in major units; a part of a minor unit stays a fraction."""
    value = Fraction(minor)
    if value.denominator == 1:
        return AmountText(minor_text(value.numerator, exponent))
    return f"{value * Fraction(1, 10**exponent)}"


def refuse_short(stage: Stage, needed: int, there: int) -> None:
    """Say that a step needs more than there is."""
    stage.fault(
        faults.SHORT,
        "short",
        copy=stage.named,
        needed=stage.money(needed),
        there=stage.money(there),
        missing=stage.money(needed - there),
    )


def offered_amount(stage: Stage) -> tuple[Fraction | None, int, str] | None:
    """Return the exact and the whole amount that `take` and `budget` offer, before any shortage."""
    compiled = stage.compiled
    exact: Fraction | None = None
    offered, rounding = stage.before, ""
    if compiled.take is not None:
        exact = stage.amount(compiled.take, "take")
        if exact is None:
            return None
        rounding = compiled.step.round_ or stage.program.plan.rounding.takes
        if rounding not in ROUNDINGS:
            rounding = stage.program.plan.rounding.takes
        offered = round_fraction(exact, Rounding(rounding))
        rounding = rounding if exact.denominator != 1 else ""
    if compiled.budget is not None:
        budget = stage.amount(compiled.budget, "budget")
        if budget is None:
            return None
        offered = min(offered, round_fraction(budget, Rounding(stage.program.plan.rounding.takes)))
    return exact, offered, rounding
