"""`benefit-share reconcile`: the bank's answer, line by line, and what is left open."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import (
    At,
    By,
    Encoding,
    JournalFolder,
    JournalKey,
    JournalPassphrase,
    Json,
    Lang,
    SealedFolder,
    moment_of,
)
from benefit_share.cli.progress import working

__all__ = ["reconcile"]

ANSWER_LIMIT = 67_108_864


def reconcile(
    bundle: SealedFolder,
    answer: Path | None = None,
    *,
    encoding: Encoding = "utf-8",
    tables: Annotated[Path | None, Parameter(name="--tables")] = None,
    by: By = "county",
    at: At = None,
    journal: JournalFolder = None,
    journal_key: JournalKey = None,
    journal_passphrase: JournalPassphrase = None,
    lang: Lang = None,
    json: Json = False,
) -> int:
    """Hold the bank's answer against the payment lists, line by line, and say what is open."""
    from benefit_share.cli.keys import given_key
    from benefit_share.cli.words import word
    from benefit_share.errors import Refused
    from benefit_share.files import STORAGE
    from benefit_share.files.bank.audit_tables import audit_tables
    from benefit_share.files.bank.filed_run import filed_run
    from benefit_share.files.bank.paying import settle
    from benefit_share.files.bank.paying import state as standing
    from benefit_share.rendering.reports.payments import reconciliation_json, reconciliation_text

    console = Console(language_of(lang), json)
    is_new = True
    try:
        moment = moment_of(at)
        key = given_key(journal_key, journal_passphrase)
        with working(console, "reading"):
            filed = filed_run(bundle, journal=journal, key=key)
            if answer is None:
                state = standing(filed)
            else:
                data = STORAGE.read_bytes(answer, ANSWER_LIMIT, what="answer")
                state, is_new = settle(
                    filed, data, name=answer.name, encoding=encoding, who=by, at=moment
                )
            if tables is not None:
                first, day = filed.payments.lists()[0], moment[:10]
                STORAGE.make_folder(tables)
                for name, content in audit_tables(first, state, day).items():
                    STORAGE.write_whole(tables / name, content)
    except Refused as refused:
        console.findings(refused.findings, answer and answer.parent, encoding)
        return console.document(refused.findings)
    if not is_new:
        console.message(word("answer-known", console.language))
    console.result(reconciliation_text(state, filed.money, console.language))
    return console.document((), reconciliation=reconciliation_json(state))
