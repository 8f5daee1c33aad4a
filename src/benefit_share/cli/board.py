"""`benefit-share board`: the notice of a sealed run for the board in the village, on paper."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import FontPath, Json, Lang, SealedFolder
from benefit_share.cli.progress import working

__all__ = ["board"]


def board(
    sealed: SealedFolder,
    *,
    out: Annotated[Path, Parameter(name="--out")],
    font_path: FontPath = (),
    paper: Annotated[Literal["a3", "a4"], Parameter(name="--paper")] = "a3",
    names: Annotated[Literal["full", "masked"], Parameter(name="--names")] = "full",
    posted_on: Annotated[dt.date | None, Parameter(name="--posted")] = None,
    lang: Lang = None,
    json: Json = False,
) -> int:
    """Print the notice of a sealed run: totals, money, rules, every row, how to object."""
    from benefit_share.cli.words import word, written
    from benefit_share.errors import Refused
    from benefit_share.files import write_new
    from benefit_share.files.pages.board import board_files
    from benefit_share.files.pages.fonts import font_chain
    from benefit_share.files.sealed.bundles import read_verified

    console = Console(language_of(lang), json)
    try:
        with working(console, "checking") as work:
            public, verdict = read_verified(sealed)
            work.goes_on("setting")
            with font_chain(font_path) as fonts:
                files = board_files(
                    public,
                    sealed / "restricted",
                    fonts,
                    paper=paper,
                    posted_on=posted_on,
                    is_masked=names == "masked",
                )
            write_new(files, out)
    except Refused as refused:
        console.findings(refused.findings)
        return console.document(refused.findings)
    told = {"run": verdict.run_id, "fingerprint": verdict.fingerprint}
    console.result(word("board", console.language, **told))
    console.message(written(len(files), out, console.language))
    return console.document((), **told, files=sorted(files))
