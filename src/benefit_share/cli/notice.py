"""`benefit-share notice`: the notice of a sealed run as pages for the web."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import Json, Lang
from benefit_share.cli.progress import working

__all__ = ["notice"]


def _link(_type: object, text: str | None) -> None:
    """Refuse a link that could be anything but a page: `javascript:` and the like."""
    if text is not None and ":" in text and not re.match(r"https?://", text):
        raise ValueError("not-a-link")


def notice(
    sealed: Path,
    *,
    out: Annotated[Path, Parameter(name="--out")],
    posted: Annotated[dt.datetime | None, Parameter(name="--posted")] = None,
    verifier: Annotated[str, Parameter(name="--verifier", validator=_link)] = "public/verify.html",
    lang: Lang = None,
    json: Json = False,
) -> int:
    """Write the notice of a sealed run as pages for the web: notice.html, in both languages."""
    from benefit_share.cli.words import written
    from benefit_share.errors import Refused
    from benefit_share.files import write_new
    from benefit_share.files.pages.web_notice import web_notice_files

    console = Console(language_of(lang), json)
    day = None if posted is None else posted.date()
    try:
        with working(console, "computing"):
            files = web_notice_files(sealed, posted_on=day, verifier=verifier)
            write_new(files, out)
    except Refused as refused:
        console.findings(refused.findings)
        return console.document(refused.findings)
    console.message(written(len(files), out, console.language))
    return console.document((), files=sorted(files))
