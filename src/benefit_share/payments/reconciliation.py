"""Reconciliation: what all answers of a bank together amount to, line by line and in sums.

The answers are taken as one set of lines: given twice, overlapping, or in another order they amount
to the same.
Two statements of an account add up; a report of results and a statement of the account tell of the
same money, so of several formats the one that tells of more counts.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from benefit_share.errors import Refused
from benefit_share.payments import faults
from benefit_share.payments.answers import Answer, BankLine, Said
from benefit_share.payments.batches import batches_of
from benefit_share.payments.references import plain

if TYPE_CHECKING:
    from benefit_share.findings import Kind
    from benefit_share.payments.model import PaymentLine, PaymentList

__all__ = ["Because", "OpenItem", "Reconciliation", "Settled", "Sums", "batch_totals", "reconcile"]


class Because(enum.StrEnum):
    """Why an item is open."""

    RETURNED = "returned"
    """Sent back, or never made."""

    SHORT = "short"
    """Less was paid than instructed."""

    DOUBLED = "doubled"
    """Paid again, by the bank or after it was issued again."""

    DIFFERENT = "different"
    """Another amount, or statements that cannot both be true."""

    UNKNOWN = "unknown"
    """A line of the bank that belongs to no payment of the run."""

    UNANSWERED = "unanswered"
    """The bank has said nothing of it, or only that it has it."""

    STOP = "stop"
    """Not answered, and no longer owed: an earlier attempt was paid after all."""


@attrs.frozen
class OpenItem:
    """One thing that somebody must look into.

    Attributes:
        because: why.
        reference: of the payment, or what the bank calls it.
        party: who was to be paid; empty for an unknown line.
        payer: who was to pay; empty for an unknown line.
        owed: still to be paid, minor units.
        beyond: what moved beyond what is settled, minor units: to get back, or, below 0, to
            explain, because more came back than went.
        why: the bank's reason, if it gave one.
    """

    because: Because
    reference: str
    party: str
    owed: int
    beyond: int
    why: str = ""
    payer: str = ""


@attrs.frozen
class Settled:
    """Where one party stands, over all attempts.

    Attributes:
        payer: the collective that pays.
        party: who is paid.
        instructed: what the run owes it, minor units.
        paid: what it has got of that.
        moved: all that went to it and did not come back.
        on: the last day on which something went, or None.
        obstacle: why nothing can be issued again to it, or None when it can.
    """

    payer: str
    party: str
    instructed: int
    paid: int
    moved: int
    on: dt.date | None
    obstacle: Kind | None = attrs.field(eq=False)

    @property
    def open(self) -> int:
        """What is still owed."""
        return self.instructed - self.paid


@attrs.frozen
class Sums:
    """The sums; paid + open = instructed, and moved = paid + beyond.

    Attributes:
        count: how many parties are paid.
        instructed: what the run owes them, minor units.
        paid: what they have got of it.
        open: what they have not.
        moved: all that left the account under references of the run or unknown ones, without
            what came back.
        beyond: what of it is not paid to whom it was owed.
    """

    count: int
    instructed: int
    paid: int
    open: int
    moved: int
    beyond: int


@attrs.frozen
class Reconciliation:
    """What all answers amount to.

    Attributes:
        settled: each party, in order of payer and party.
        items: what is open, in order of the lists, unknown lines last.
        sums: over all of it.
        steps: the sums after each answer, the first before any.
    """

    settled: tuple[Settled, ...] = attrs.field(repr=False)
    items: tuple[OpenItem, ...]
    sums: Sums
    steps: tuple[Sums, ...] = ()


def reconcile(lists: Sequence[PaymentList], answers: Sequence[Answer], /) -> Reconciliation:
    """Return what is settled and what is open.

    Args:
        lists: every payment list of one run, in order of attempt.
        answers: every answer of the bank, in the order in which they came.

    Returns:
        Each party, each open item with its reason, and sums that close, now and after each answer.

    Raises:
        Refused: when there is no list, or the lists are not of one filing.
    """
    if not lists:
        raise Refused([faults.LIST_MISSING.at("payments")])
    if len({(one.run_id, one.manifest_sha256) for one in lists}) > 1:
        raise Refused([faults.OTHER_RUN.at("payments")])
    whole = _state(lists, answers)
    before = (_state(lists, answers[:upto]).sums for upto in range(len(answers)))
    return attrs.evolve(whole, steps=(*before, whole.sums))


# ---- one reference


@attrs.define
class _Told:
    """What is said under one reference: sums of each format, and the lines that are counted."""

    paid: dict[str, int] = attrs.field(factory=dict)
    back: dict[str, int] = attrs.field(factory=dict)
    is_rejected: bool = False
    on: dt.date | None = None
    why: str = ""

    def take(self, form: str, line: BankLine) -> None:
        """Count one line."""
        self.why = line.why or self.why
        if line.said is Said.REJECTED:
            self.is_rejected = True
        elif line.said is Said.PAID:
            self.paid[form] = self.paid.get(form, 0) + (line.amount or 0)
            self.on = max(filter(None, (self.on, line.on)), default=None)
        elif line.said is Said.RETURNED:
            self.back[form] = self.back.get(form, 0) + (line.amount or 0)

    @property
    def out(self) -> int:
        """What went, by the format that tells of most."""
        return max(self.paid.values(), default=0)

    @property
    def came(self) -> int:
        """What came back, by the format that tells of most."""
        return max(self.back.values(), default=0)


def _told(answers: Iterable[Answer]) -> dict[str, _Told]:
    """Return what is said under each reference; a line that stands in two copies counts once.

    Lines without a reference are not one payment: each is told by its mark.
    """
    lines = {
        (answer.form, plain(line.reference), line.said, line.amount, line.mark): line
        for answer in answers
        for line in answer.lines
    }
    found: dict[str, _Told] = {}
    for (form, reference, *_), line in lines.items():
        found.setdefault(reference or line.mark, _Told()).take(form, line)
    return found


@attrs.frozen
class _Stand:
    """What the bank says of one payment line."""

    line: PaymentLine
    moved: int
    because: Because | None
    why: str = ""
    on: dt.date | None = None
    is_contested: bool = False

    @property
    def is_clear(self) -> bool:
        """Whether it is paid, sent back or short, and nothing else is said of it."""
        return self.because in {None, Because.RETURNED, Because.SHORT}


def _stand(line: PaymentLine, told: _Told | None) -> _Stand:
    if told is None:
        return _Stand(line, 0, Because.UNANSWERED)
    # A bank that reports a return alone has paid before, in a batch booking or without a word.
    out = told.out or (line.amount if told.came == line.amount else 0)
    moved = out - told.came
    because = _because(line.amount, moved, told)
    return _Stand(line, moved, because, told.why, told.on, told.is_rejected and moved > 0)


def _because(amount: int, moved: int, told: _Told) -> Because | None:
    if moved < 0 or (told.is_rejected and moved):
        return Because.DIFFERENT
    if moved > amount:
        return Because.DIFFERENT if moved % amount else Because.DOUBLED
    if moved == 0:
        is_back = told.is_rejected or told.came
        return Because.RETURNED if is_back else Because.UNANSWERED
    return None if moved == amount else Because.SHORT


# ---- one party over its attempts


@attrs.frozen
class _Share:
    """What counts of one payment line as paid, and what of it is still owed."""

    stand: _Stand
    paid: int
    owed: int

    def item(self) -> OpenItem | None:
        """Return what is open about it, if anything is."""
        line, because = self.stand.line, self.stand.because
        beyond = self.stand.moved - self.paid
        if because is None:
            if not beyond:
                return None
            because = Because.DOUBLED  # an earlier attempt was paid after all
        elif because is Because.UNANSWERED and not self.owed:
            because = Because.STOP
        elif self.stand.is_clear and not beyond and not self.owed:
            return None  # issued again since
        figures = (self.owed, beyond, self.stand.why)
        return OpenItem(because, line.reference, line.party, *figures, line.payer)


def _shares(stands: Sequence[_Stand]) -> tuple[_Share, ...]:
    """Return what counts of each attempt: no more than is owed, the earliest first.

    What a contested line has moved counts as beyond, not as paid: nobody knows it.
    """
    left = stands[0].line.amount
    paid = []
    for one in stands:
        counts = 0 if one.is_contested else max(0, min(one.moved, one.line.amount, left))
        paid.append(counts)
        left -= counts
    owed = []
    for one, counts in zip(reversed(stands), reversed(paid), strict=True):
        owed.append(min(left, one.line.amount - counts))
        left -= owed[-1]
    return tuple(map(_Share, stands, paid, reversed(owed)))


def _obstacle(shares: Sequence[_Share]) -> Kind | None:
    """Return why a party cannot be issued a payment again, or None."""
    if not any(one.owed for one in shares):
        return faults.NOT_OPEN
    if any(one.stand.because is Because.UNANSWERED for one in shares):
        return faults.STILL_OUT
    is_clear = all(one.stand.is_clear and one.stand.moved == one.paid for one in shares)
    return None if is_clear else faults.CONTESTED


# ---- all of it


def _state(lists: Sequence[PaymentList], answers: Sequence[Answer]) -> Reconciliation:
    told = _told(answers)
    _spread_rejections(lists, told)
    attempts: dict[tuple[str, str], list[_Stand]] = {}
    for payments in lists:
        for line in payments.lines:
            stand = _stand(line, told.pop(line.reference, None))
            attempts.setdefault((line.payer, line.party), []).append(stand)
    items = list(_batch_items(lists, told))
    settled, moved = [], 0
    own: list[OpenItem] = []
    for (payer, party), stands in sorted(attempts.items()):
        shares = _shares(stands)
        own += filter(None, (one.item() for one in shares))
        went = sum(one.stand.moved for one in shares)
        moved += went
        settled.append(
            Settled(
                payer=payer,
                party=party,
                instructed=stands[0].line.amount,
                paid=sum(one.paid for one in shares),
                moved=went,
                on=max(filter(None, (one.on for one in stands)), default=None),
                obstacle=_obstacle(shares),
            )
        )
    # What went under an unknown reference and came back under it is closed.
    items += [
        OpenItem(Because.UNKNOWN, reference, "", 0, one.out - one.came, one.why)
        for reference, one in sorted(told.items())
        if one.out != one.came or not one.out
    ]
    moved += sum(one.beyond for one in items)
    instructed, paid = sum(one.instructed for one in settled), sum(one.paid for one in settled)
    sums = Sums(len(settled), instructed, paid, instructed - paid, moved, moved - paid)
    return Reconciliation(tuple(settled), (*own, *items), sums)


def _spread_rejections(lists: Iterable[PaymentList], told: dict[str, _Told]) -> None:
    """Let a batch that was rejected whole reject each of its lines."""
    for payments in lists:
        for batch in batches_of(payments):
            whole = told.get(batch.reference)
            if whole is not None and whole.is_rejected:
                for line in batch.lines:
                    one = told.setdefault(line.reference, _Told(why=whole.why))
                    one.is_rejected = True


def batch_totals(lists: Iterable[PaymentList]) -> dict[str, int]:
    """Return the total of each batch by its reference."""
    return {batch.reference: batch.total for one in lists for batch in batches_of(one)}


def _batch_items(lists: Iterable[PaymentList], told: dict[str, _Told]) -> Iterator[OpenItem]:
    """Yield the batches that were booked whole with another total; a total settles no line."""
    for reference, total in batch_totals(lists).items():
        one = told.pop(reference, None)
        moved = 0 if one is None else one.out - one.came
        if one is not None and moved not in {0, total}:
            yield OpenItem(Because.DIFFERENT, reference, "", 0, moved - total, one.why)
