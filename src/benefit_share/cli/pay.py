"""`benefit-share pay`: a filed run becomes a payment list and the files a bank takes, once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import (
    At,
    By,
    JournalFolder,
    JournalKey,
    JournalPassphrase,
    Json,
    Lang,
    SealedFolder,
    moment_of,
)
from benefit_share.cli.progress import working

__all__ = ["pay"]

Formats = Annotated[
    list[Literal["csv", "pain.001", "g2p"]] | None, Parameter(name="--format", negative="")
]


BatchEncoding = Annotated[Literal["utf-8", "gb18030", "gbk"], Parameter(name="--encoding")]
Day = Annotated[str | None, Parameter(name="--on")]
Accounts = Annotated[Path | None, Parameter(name="--accounts")]
Cash = Annotated[bool, Parameter(name="--cash", negative="")]
Provider = Annotated[str, Parameter(name="--provider")]
Again = Annotated[bool, Parameter(name="--again", negative="")]
Party = Annotated[list[str] | None, Parameter(name="--party", negative="")]


def pay(
    bundle: SealedFolder,
    *,
    format_: Formats = None,
    encoding: BatchEncoding = "utf-8",
    on: Day = None,
    accounts: Accounts = None,
    cash: Cash = False,
    provider: Provider = "",
    again: Again = False,
    party: Party = None,
    by: By = "county",
    at: At = None,
    journal: JournalFolder = None,
    journal_key: JournalKey = None,
    journal_passphrase: JournalPassphrase = None,
    lang: Lang = None,
    json: Json = False,
) -> int:
    """Pay a filed run: write the payment list and the batches for the bank, once."""
    from benefit_share.cli.hints import hint
    from benefit_share.cli.keys import given_key
    from benefit_share.cli.words import word, written
    from benefit_share.errors import Refused
    from benefit_share.files.bank.filed_run import filed_run
    from benefit_share.files.bank.paying import Order, read_accounts
    from benefit_share.files.bank.paying import pay as order_payment
    from benefit_share.rendering.reports.payments import list_json, list_text

    console = Console(language_of(lang), json)
    try:
        moment = moment_of(at)
        key = given_key(journal_key, journal_passphrase)
        with working(console, "paying"):
            filed = filed_run(bundle, journal=journal, key=key)
            given, doubts = read_accounts(accounts, filed.money) if accounts else ((), ())
            order = Order(
                who=by,
                at=moment,
                on=on or "",
                formats=tuple(format_ or ("csv",)),
                encoding=encoding,
                accounts=given,
                allows_cash=cash,
                provider=provider,
                again=again,
                only=tuple(party or ()),
            )
            made, files = order_payment(filed, order)
    except Refused as refused:
        console.findings(refused.findings, accounts and accounts.parent)
        return console.document(refused.findings)
    console.result(list_text(made, console.language))
    console.findings((*doubts, *made.findings))
    folder = filed.payments.folder / str(made.attempt)
    if files:
        console.message(written(len(files), folder, console.language))
        hint(console, "reconcile", bundle, "ANSWER")
    else:
        console.message(word("recorded", console.language, folder=folder))
    if filed.journal is None:
        console.message(word("no-journal", console.language))
    return console.document((*doubts, *made.findings), payments=list_json(made), files=list(files))
