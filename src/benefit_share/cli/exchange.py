"""`benefit-share export` and `import`: a case and its run for other programs, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import CaseFolder, Encoding, Json, Lang
from benefit_share.cli.progress import working

__all__ = ["export", "import_"]

Form = Literal["document", "beancount", "package"]


def export(
    case: CaseFolder,
    *,
    form: Annotated[Form, Parameter(name="--as")],
    out: Annotated[Path, Parameter(name="--out")],
    lang: Lang = None,
    json: Json = False,
    encoding: Encoding = "utf-8",
) -> int:
    """Write a case, or its run, for another program."""
    from benefit_share.cli.words import written
    from benefit_share.errors import Refused
    from benefit_share.files import read_folder, write_new, write_new_file
    from benefit_share.files.exchange.forms import exported

    console = Console(language_of(lang), json)
    with working(console, "reading"):
        reading = read_folder(case, encoding=encoding)
    if reading.case is None:
        console.findings(reading.findings, case, encoding)
        return console.document(reading.findings)
    try:
        with working(console, "computing"):
            made = exported(case, form, reading.case, encoding=encoding)
        if form == "package":
            write_new(made, out)
        else:
            (data,) = made.values()
            write_new_file(data, out)
    except Refused as refused:
        found = tuple(map(reading.placed, refused.findings))
        console.findings(found, case, encoding)
        return console.document(found)
    console.message(written(len(made), out, console.language))
    return console.document((), files=sorted(made) if form == "package" else [out.name])


def import_(
    document: Path,
    *,
    out: Annotated[Path, Parameter(name="--out")],
    lang: Lang = None,
    json: Json = False,
) -> int:
    """Make the folder of a case from its JSON document: plans as YAML, tables as CSV."""
    from benefit_share.cli.hints import hint
    from benefit_share.cli.words import written
    from benefit_share.errors import Refused
    from benefit_share.files import STORAGE, write_new
    from benefit_share.files.cases.document import (
        DOCUMENT_LIMIT,
        read_document_case,
        written_case,
    )

    console = Console(language_of(lang), json)
    try:
        data = STORAGE.read_bytes(document, DOCUMENT_LIMIT, what="document")
        reading = read_document_case(data)
        files = {} if reading.case is None else written_case(data)
        if files:
            write_new(files, out)
    except Refused as refused:
        console.findings(refused.findings)
        return console.document(refused.findings)
    console.findings(reading.findings, document)
    if files:
        console.message(written(len(files), out, console.language))
        hint(console, "check", out)
    return console.document(reading.findings, files=sorted(files))
