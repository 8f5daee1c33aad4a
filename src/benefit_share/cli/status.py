"""`benefit-share status`: what was done about the runs of a distribution, and what is due."""

from __future__ import annotations

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import Json, Lang
from benefit_share.cli.signing import Folder, event_said, next_said

__all__ = ["status"]


def status(folder: Folder, *, lang: Lang = None, json: Json = False) -> int:
    """Say what was done about each run of a distribution, and what is due now."""
    from benefit_share.errors import Refused
    from benefit_share.files.office.acting import standing_now
    from benefit_share.files.office.folder import Office

    console = Console(language_of(lang), json)
    try:
        events, now = standing_now(Office(folder))
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
    return console.document((), run=now.edition.run, events=listed, **told)
