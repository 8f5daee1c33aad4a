"""What an answer must be before it is taken: one to these payments, and not from before them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from benefit_share.errors import Refused
from benefit_share.findings import Finding
from benefit_share.payments import faults
from benefit_share.payments.reconciliation import batch_totals
from benefit_share.payments.references import plain

if TYPE_CHECKING:
    from benefit_share.payments.answers import Answer
    from benefit_share.payments.model import PaymentList

__all__ = ["check_answer"]

APART: Final = dt.timedelta(days=1)
"""So far a day of the bank may lie before a day in UTC: it is counted where the bank is."""


def check_answer(
    lists: Sequence[PaymentList],
    answer: Answer,
    /,
    *,
    made: Mapping[int, dt.date] | None = None,
) -> None:
    """Refuse an answer that says nothing line by line, or nothing of this run.

    Args:
        lists: every payment list of the run.
        answer: what the bank says.
        made: the day on which each list was made, by attempt, where that is known.

    Raises:
        Refused: for an answer without lines, for one of which no line belongs to the run, and for
            one that knows of a payment before there was one.
    """
    if not answer.lines:
        raise Refused([faults.NO_LINES.at("answer")])
    attempts = {line.reference: one.attempt for one in lists for line in one.lines}
    known = {*attempts, *batch_totals(lists)}
    own = [line for line in answer.lines if plain(line.reference) in known]
    if not own:
        raise Refused([faults.FOREIGN_ANSWER.at("answer", lines=len(answer.lines))])
    found: list[Finding] = []
    for attempt, day in sorted((made or {}).items()):
        early = sum(
            line.on is not None
            and line.on < day - APART
            and attempts.get(plain(line.reference)) == attempt
            for line in own
        )
        if early:
            found.append(
                faults.BEFORE_SENT.at("answer", count=early, attempt=attempt, day=day.isoformat())
            )
    if found:
        raise Refused(found)
