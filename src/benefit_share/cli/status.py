"""`benefit-share status`: what was done about the runs of a distribution, paid, and is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import Json, Lang
from benefit_share.cli.signing import Folder, event_said, next_said

if TYPE_CHECKING:
    from benefit_share.files.office.folder import Office
    from benefit_share.files.office.recording import Done

__all__ = ["status"]


def status(folder: Folder, *, lang: Lang = None, json: Json = False) -> int:
    """Say what was done about each run of a distribution, what was paid, and what is due now."""
    from benefit_share.errors import Refused
    from benefit_share.files.office.acting import standing_now
    from benefit_share.files.office.folder import Office

    console = Console(language_of(lang), json)
    try:
        office = Office(folder)
        events, now = standing_now(office)
    except Refused as refused:
        console.findings(refused.findings)
        return console.document(refused.findings)
    for event in events:
        console.result(event_said(event, console.language))
    told = next_said(console, now)
    listed = [
        {"type": one.type, "run": one.run, "on": one.on.isoformat(), "role": one.role}
        for one in events
    ]
    try:
        paid = _payments(console, office, now)
    except Refused as refused:
        console.findings(refused.findings)
        return console.document(refused.findings)
    return console.document((), run=now.edition.run, events=listed, paid=paid, **told)


def _payments(console: Console, office: Office, now: Done) -> dict[str, Any] | None:
    """Say what was paid of the run that is filed and stands; None if there is no such run."""
    from benefit_share.cli.words import word
    from benefit_share.files.bank.filed_run import filed_run
    from benefit_share.files.bank.paying import state as standing
    from benefit_share.rendering.reports.payments import (
        list_json,
        list_text,
        reconciliation_json,
        reconciliation_text,
    )

    over = now.state.filed is None or now.state.voided or now.state.superseded_by
    run = now.state.head if over else now.edition.run
    if not run:
        return None
    filed = filed_run(office.edition(run).folder)
    before = filed.paid_before()  # a correction: the money went out for the run it replaces
    filed = filed_run(office.edition(before).folder) if before else filed
    lists = filed.lists()
    if not lists:
        console.message(word("not-paid", console.language, folder=filed.folder))
        return {"lists": [], "reconciliation": None}
    for made in lists:
        console.result(list_text(made, console.language))
    state = standing(filed)
    console.result(reconciliation_text(state, filed.money, console.language))
    return {"lists": list(map(list_json, lists)), "reconciliation": reconciliation_json(state)}
