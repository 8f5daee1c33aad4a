"""The notice for the web, made of a sealed folder: of the very inputs and rows that are sealed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from benefit_share.errors import Refused
from benefit_share.files.faults.of_notices import NOTICE_OTHER_ROWS, NOTICE_SEALED
from benefit_share.files.sealed.bundles import read_public, resealed
from benefit_share.files.storage import STORAGE, Storage
from benefit_share.procedure import Act
from benefit_share.procedure.days import Calendar
from benefit_share.procedure.days import Notice as Days
from benefit_share.rendering.web.notice import WebNotice, notice_pages
from benefit_share.seal.bundle import MANIFEST_FILE, ROWS
from benefit_share.seal.documents import MANIFEST, read_document
from benefit_share.seal.envelope import read_envelope
from benefit_share.seal.manifest import fingerprint
from benefit_share.seal.notice import notice_of
from benefit_share.seal.parties import totals_of, villages_of
from benefit_share.statements import money_flow, simplified, summary
from benefit_share.values import currency

if TYPE_CHECKING:
    from benefit_share.plan import Plan

__all__ = ["web_notice_files"]


def web_notice_files(
    folder: Path,
    *,
    posted_on: dt.date | None = None,
    verifier: str = "public/verify.html",
    storage: Storage = STORAGE,
) -> Mapping[str, bytes]:
    """Return the pages of the notice of a sealed run; the same folder gives the same bytes.

    Args:
        folder: what `seal` wrote: `public/` and `restricted/`.
        posted_on: the first day on which it hangs, or None where that is not known yet.
        verifier: where the page `verify.html` stands, as the notice links to it.
        storage: how files are read.

    Returns:
        File name to bytes; `notice.html` is the page that everybody opens.

    Raises:
        Refused: when there is no sealed run, when its inputs cannot be read, or when they do not
            give the rows that were sealed.
    """
    public = read_public(folder, storage=storage)
    for name in (MANIFEST_FILE, ROWS):
        if name not in public:
            raise Refused([NOTICE_SEALED.at("", file=f"public/{name}").placed(str(folder))])
    manifest = read_envelope(public[MANIFEST_FILE], place=MANIFEST_FILE).payload
    predicate = read_document(manifest, MANIFEST, place=MANIFEST_FILE).get("predicate") or {}
    done = resealed(folder / "restricted", str(predicate.get("run_id", "")), storage=storage)
    if done is None:
        raise Refused([NOTICE_SEALED.at("", file="restricted/").placed(str(folder))])
    run, made = done
    if made.rows.rows_file != public[ROWS]:
        raise Refused([NOTICE_OTHER_ROWS.at("").placed(str(folder))])
    days = _days(run.case.plan)
    web = WebNotice(
        notice=notice_of(run, made.rows, totals_of(run), currency(run.case.plan.plan.currency)),
        told=summary(run),
        flow=simplified(money_flow(run)),
        villages=villages_of(run, made.rows.parties),
        fingerprint=fingerprint(manifest),
        posted=_posted(run.case.plan, days, posted_on),
        days=days,
        verifier=verifier,
    )
    return notice_pages(web)


def _days(plan: Plan) -> Days | None:
    """Return how long the procedure lets a notice hang; or else, how long it may be objected to."""
    stages = plan.procedure.stages if plan.procedure is not None else ()
    for stage in stages:
        if stage.act is Act.POST and stage.notice is not None:
            return stage.notice
    return Days(plan.contact.days) if plan.contact is not None else None


def _posted(
    plan: Plan, days: Days | None, first: dt.date | None
) -> tuple[dt.date, dt.date | None] | None:
    if first is None or days is None:
        return None if first is None else (first, None)
    calendar = plan.procedure.calendar if plan.procedure is not None else Calendar()
    return first, days.last_day(first, calendar)
