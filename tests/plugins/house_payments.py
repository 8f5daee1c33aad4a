"""A filed run of a few households, and a bank that answers, for the tests of payments."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from benefit_share.distribution import distribute
from benefit_share.files import read_folder, write_new
from benefit_share.files.office.journal import LivingJournal
from benefit_share.files.sealed.sealing import engine_of, input_files, seal_run
from benefit_share.households import Payee
from benefit_share.payments import Answer, BankLine, Due, Filing, PaymentList, Said, payment_list
from benefit_share.seal.journal import Entry
from benefit_share.values import Currency, currency, digest
from house_map import ROOT

CNY: Currency = currency("CNY")
DAY = dt.date(2026, 12, 21)
RUN = "greenhouse.v1.2025.regular.e1"
"""The run that is paid."""


def filing(pays: int, /, *, is_filed: bool = True, is_sent: bool = False) -> Filing:
    """Return the filing of a run that pays so much."""
    return Filing(RUN, "a" * 64, "b" * 64, is_filed=is_filed, pays=pays, is_sent=is_sent)


def due(*amounts: int) -> tuple[Due, ...]:
    """Return what households h001, h002, … are to be paid."""
    return tuple(
        Due(f"h{place:03d}", amount, "v1", awarded=amount, group="1", name=f"户主{place}")
        for place, amount in enumerate(amounts, start=1)
    )


def account(place: int) -> str:
    """Return an account number that belongs to nobody."""
    return f"9{place:015d}"


def payees(count: int) -> tuple[Payee, ...]:
    """Return an account for each of so many households."""
    return tuple(
        Payee(f"h{place:03d}", f"户主{place}", account=account(place), bank="农商银行")
        for place in range(1, count + 1)
    )


def listed(*amounts: int) -> PaymentList:
    """Return the first payment list of a run that pays these amounts."""
    return payment_list(filing(sum(amounts)), due(*amounts), payees(len(amounts)), currency=CNY)


def answer(lines: Iterable[BankLine], /, *, form: str = "csv", name: str = "1") -> Answer:
    """Return an answer of a bank; *name* stands for its bytes."""
    return Answer(name.rjust(64, "0"), form, tuple(lines))


def paid(payments: PaymentList, /, *places: int) -> tuple[BankLine, ...]:
    """Return that the bank paid these lines of a list, or all of them."""
    chosen: Sequence[int] = places or range(len(payments.lines))
    return tuple(
        BankLine(payments.lines[place].reference, Said.PAID, payments.lines[place].amount, "0", DAY)
        for place in chosen
    )


def back(payments: PaymentList, place: int, /, why: str = "AC04") -> BankLine:
    """Return that the bank sent a line back."""
    line = payments.lines[place]
    return BankLine(line.reference, Said.RETURNED, line.amount, "0", DAY, why)


IBAN = "DE89370400440532013000"
"""The example of the registry."""
EXAMPLES = ROOT / "examples"


def with_accounts(case: Path, *, leave_out: int = 0) -> None:
    """Give every household of a case an account that belongs to nobody, but for the first ones.

    The sixth has an IBAN, so that every format and both readers meet one.
    """
    heads = {row["id"]: row["name"] for row in rows_in(case / "members.csv")}
    households = rows_in(case / "households.csv")
    rows = ["household,payee,account,bank\n"]
    for place, row in enumerate(households[leave_out:]):
        number = IBAN if place == 5 else f"9{place:015d}"
        rows.append(f"{row['id']},{heads[row['head']]},{number},农商银行\n")
    (case / "payees.csv").write_text("".join(rows), encoding="utf-8")


def rows_in(table: Path) -> list[dict[str, str]]:
    """Return the rows of a table in CSV by its header."""
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def office(
    folder: Path,
    example: str = "shenzhou-greenhouse",
    *,
    is_filed: bool = True,
    leave_out: int = 0,
) -> Path:
    """Return the folder of an edition of an example in an office, with its journal beside it."""
    case, edition = folder / "case", folder / "office" / "e1"
    shutil.copytree(EXAMPLES / example, case, ignore=shutil.ignore_patterns("result"))
    with_accounts(case, leave_out=leave_out)
    values = read_folder(case).case
    assert values is not None
    sealed = seal_run(
        distribute(values),
        run_key=bytes(range(32)),
        engine=engine_of(),
        inputs=input_files(case),
        proposed=("village", "2026-12-01T08:00:00Z"),
    )
    edition.parent.mkdir()
    write_new(sealed.files, edition)
    journal = LivingJournal(folder / "office" / "journal", "benefit-share.example/test/journal")
    body = {"run_id": sealed.run_id, "manifest_sha256": digest(sealed.manifest)}
    journal.append(Entry("run_proposed", "village", "2026-12-01T08:00:00Z", body))
    if is_filed:
        journal.append(Entry("filed", "county", "2026-12-18T08:00:00Z", body))
    return edition
