"""What a compiled quantity or condition may ask of the run it is evaluated in.

The run itself lives in `distribution`; here stands only what may be asked of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import attrs

from benefit_share.values import ALWAYS, Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

__all__ = ["Subject", "Unknown", "World"]


@attrs.define(eq=False)
class Subject:
    """Of whom or of what a question is asked; one is made for each candidate of a step.

    Attributes:
        kind: `household`, `person`, `collective`, `asset`, `body` or `scope`.
        id: id of the party or asset; empty for the scope.
        household: id of the household it belongs to, or empty.
        collective: id of the collective it belongs to, or empty.
        asset: id of the asset it is about, or empty.
        span: the days on which the party, or its row, was there.
        row: the columns of the register row that is looked at; None outside a register.
        balance: the balance that is looked at, in minor units, if the step goes among an account.
    """

    kind: str
    id: str
    household: str = ""
    collective: str = ""
    asset: str = ""
    span: Span = ALWAYS
    row: Mapping[str, Fraction | int | str] | None = None
    balance: int = 0


class Unknown(Exception):
    """A fact that is asked for is not known of a subject.

    Attributes:
        subject: id of the party or asset.
        fact: the name that is asked for.
    """

    def __init__(self, subject: str, fact: str) -> None:
        """Say that *fact* is not known of *subject*."""
        super().__init__(subject, fact)
        self.subject = subject
        self.fact = fact


class World(Protocol):
    """The run, as far as quantities and conditions may see it."""

    day: dt.date
    """The day on which facts are looked at."""

    def fact(self, subject: str, fact: str) -> str:
        """Return the text of a fact on the day; raise `Unknown`."""

    def texts(self, fact: str) -> Mapping[str, str]:
        """Return the text of a fact on the day for everybody of whom it is known, by id."""

    def members(self, subject: Subject) -> Sequence[Subject]:
        """Return the members of a household on the day."""

    def size(self, subject: Subject) -> int:
        """Return how many members the subject's household has on the day."""

    def households(self, subject: Subject) -> Sequence[Subject]:
        """Return the households of a collective, or of the scope, on the day."""

    def related(self, subject: Subject, kind: str) -> Subject | None:
        """Return the household, collective or person that *subject* belongs to, or is."""

    def rows(self, register: str, subject: Subject) -> Sequence[Subject]:
        """Return the rows of a register that concern *subject*, as subjects."""

    def in_step(self, step: str, subject: Subject) -> bool:
        """Return whether the party has a claim in a step above."""

    def turning_days(self, subject: Subject) -> Sequence[dt.date]:
        """Return the days of the period on which something about *subject* changes."""

    def on(self, day: dt.date) -> World:
        """Return the same world looked at on another day."""

    def present(self, subject: Subject, unit: str, count: str) -> Fraction:
        """Return the part of the period in which *subject* was there."""

    def figure(self, figure: str, subject: Subject) -> Fraction | int:
        """Return a decided figure; raise `Unknown`."""

    def pool_fed(self, pool: str, subject: Subject) -> int:
        """Return all that was fed into the pool's copy of *subject*."""

    def pool_left(self, pool: str, subject: Subject) -> int:
        """Return what is left in the pool's copy of *subject* now."""

    def step_used(self, step: str, subject: Subject) -> int:
        """Return what a step used in the copy of *subject*."""

    def given(self, step: str, party: str) -> int:
        """Return what a step gave one party."""

    def earlier(self, step: str, subject: Subject, since: str) -> int:
        """Return what filed runs gave the subject in a step; raise `Unknown`."""

    def points(self, subject: Subject, column: str) -> Fraction | int:
        """Return a column of the points sheet."""

    def asset(self, subject: Subject, column: str) -> Fraction | int | str:
        """Return a column of the asset: `capital`, `due`, `received`, `kind`, or a capacity."""

    def account(self, account: str, subject: Subject, column: str) -> int:
        """Return `balance`, `put_in` or `taken_out` of an account at the opening."""

    def age(self, subject: Subject) -> int:
        """Return the age of a person on the day, in whole years; raise `Unknown`."""
