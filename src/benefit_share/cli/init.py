"""`benefit-share init`: an empty case with every table, ready to be filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import Json, Lang

__all__ = ["init"]


def init(
    case: Annotated[Path, Parameter(help="Folder to make; it must be new or empty.")],
    *,
    lang: Lang = None,
    json: Json = False,
) -> int:
    """Begin a case: a commented plan, and one table a file with its headers.

    The headers are Chinese under --lang zh and English under --lang en; both can be read.
    """
    from benefit_share.cli.words import word
    from benefit_share.errors import Refused
    from benefit_share.files import new_case_files, write_new

    console = Console(language_of(lang), json)
    files = new_case_files(console.language)
    try:
        write_new(files, case)
    except Refused as refused:
        console.findings(refused.findings)
        return console.document(refused.findings)
    console.message(word("created", console.language, folder=case))
    return console.document((), files=sorted(files))
