"""Paying and reconciling generated households, stage by stage; nobody in them exists."""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from benchmarks.sealing import Stages
from benefit_share.files.bank.answers import read_answer
from benefit_share.files.bank.instructions import Sending, payment_files
from benefit_share.households import Payee
from benefit_share.payments import Due, Filing, PaymentList, payment_list, reconcile
from benefit_share.values import currency
from benefit_share.values.frozen import FrozenMap

RUN = "plan.village.2026.regular.e1"
MONEY = currency("CNY")
SENDING = Sending(
    at="2026-12-20T08:00:00Z",
    on="2026-12-21",
    fingerprint="0123 4567 89ab cdef",
    payers=FrozenMap({"v1": Payee("v1", "合成村", account="8" * 16, bank="合成银行")}),
    encoding="gb18030",
    provider="bank.example",
)


class Busy(Stages):
    """The seconds of each stage on the processor: other work on the machine is not in them."""

    def time(self, name: str, call: Callable[[], Any]) -> Any:  # noqa: ANN401  (whatever it makes)
        """Return what *call* makes, and keep how long the processor worked on it."""
        began = time.process_time()
        made = call()
        self.seconds[f"{name}_s"] = time.process_time() - began
        return made


def _listed(size: int) -> PaymentList:
    due = [Due(f"h{place:07d}", 300 + place % 2_000, "v1") for place in range(size)]
    accounts = [
        Payee(one.party, "合成甲", account=f"9{place:015d}", bank="合成银行")
        for place, one in enumerate(due)
    ]
    filing = Filing(RUN, "a" * 64, "b" * 64, is_filed=True, pays=sum(one.amount for one in due))
    return payment_list(filing, due, accounts, currency=MONEY)


def _answer(made: PaymentList) -> bytes:
    """Return a bank's answer: one payment in a thousand comes back."""
    day = dt.date(2026, 12, 22).isoformat()
    rows = ["reference,said,amount_minor,on,why\n"]
    for place, line in enumerate(made.lines):
        said = "returned" if place % 1_000 == 0 else "paid"
        rows.append(f"{line.reference},{said},{line.amount},{day},\n")
    return "".join(rows).encode("utf-8")


def paying(size: int) -> dict[str, float]:
    """Pay so many households and reconcile the answer; the sums close."""
    stages = Busy()
    made = stages.time("list", lambda: _listed(size))
    for name in ("csv", "pain.001", "g2p"):
        stages.time(name, partial(payment_files, made, SENDING, [name]))
    data = _answer(made)
    answer = stages.time("answer", lambda: read_answer(data, MONEY))
    state = stages.time("reconcile", lambda: reconcile([made], [answer]))
    if state.sums.paid + state.sums.open != made.total or len(state.items) != -(-size // 1_000):
        sys.exit("the payments do not close")
    return stages.figures(size)
