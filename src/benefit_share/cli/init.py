"""`benefit-share init`: an empty case with every table, ready to be filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import Encoding, Json, Lang

__all__ = ["init"]


def init(
    case: Path,
    *,
    workbook: Annotated[bool, Parameter(name="--workbook", negative="")] = False,
    like: Annotated[Path | None, Parameter(name="--like")] = None,
    lang: Lang = None,
    json: Json = False,
    encoding: Encoding = "utf-8",
) -> int:
    """Begin a case: a commented plan, and one table a file with its headers."""
    from benefit_share.cli.words import word
    from benefit_share.errors import Refused
    from benefit_share.files import case_book, new_case_files, write_new, write_new_file
    from benefit_share.files.cases.parts import BOOK
    from benefit_share.files.sealed.sealing import input_files

    console = Console(language_of(lang), json)
    try:
        files = new_case_files(console.language) if like is None else dict(input_files(like))
        if workbook and BOOK not in files:
            files = {BOOK: case_book(files, console.language, encoding=encoding)}
        if workbook and case.suffix.lower() == ".xlsx":
            write_new_file(files[BOOK], case)
        else:
            write_new(files, case)
    except Refused as refused:
        console.findings(refused.findings, like, encoding)
        return console.document(refused.findings)
    console.message(word("created", console.language, folder=case))
    return console.document((), files=sorted(files))
