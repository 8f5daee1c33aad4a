"""`benefit-share one-card`: the lists that payees sign, on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import FontPath, JournalFolder, Json, Lang, SealedFolder

__all__ = ["one_card"]


def one_card(
    bundle: SealedFolder,
    *,
    out: Annotated[Path, Parameter(name="--out")],
    font_path: FontPath = (),
    attempt: Annotated[int, Parameter(name="--attempt")] = 0,
    journal: JournalFolder = None,
    lang: Lang = None,
    json: Json = False,
) -> int:
    """Print the one-card list of a payment list: every payee, amount, and room to sign."""
    from benefit_share.cli.words import word, written
    from benefit_share.errors import Refused
    from benefit_share.files import write_new
    from benefit_share.files.bank.filed_run import filed_run
    from benefit_share.files.pages.fonts import font_chain
    from benefit_share.files.pages.one_card import one_card_files

    console = Console(language_of(lang), json)
    try:
        filed = filed_run(bundle, journal=journal)
        with font_chain(font_path) as fonts:
            files = one_card_files(filed, fonts, attempt=attempt)
        write_new(files, out)
    except Refused as refused:
        console.findings(refused.findings)
        return console.document(refused.findings)
    run = filed.predicate["run_id"]
    console.result(word("one-card", console.language, run=run))
    console.message(written(len(files), out, console.language))
    return console.document((), run=run, files=sorted(files))
