"""`benefit-share check`: everything that is wrong with a case, all at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import CaseFolder, Encoding, Json, Lang
from benefit_share.cli.progress import working

if TYPE_CHECKING:
    from benefit_share.findings import Finding

__all__ = ["check"]


def check(
    case: CaseFolder,
    *,
    mark: Annotated[Path | None, Parameter(name="--mark")] = None,
    lang: Lang = None,
    json: Json = False,
    encoding: Encoding = "utf-8",
) -> int:
    """Check a case: the plan, the tables, and whether the rules can be carried out on them."""
    from benefit_share.cli.hints import hint
    from benefit_share.cli.words import word
    from benefit_share.distribution import run_case
    from benefit_share.errors import Refused
    from benefit_share.files import read_folder
    from benefit_share.findings import Severity, errors_of

    console = Console(language_of(lang), json)
    with working(console, "reading"):
        reading = read_folder(case, encoding=encoding)
    values, findings = reading.case, reading.findings
    if values is not None and not errors_of(findings):
        try:
            with working(console, "computing"):
                findings = (*findings, *run_case(values).findings)
        except Refused as refused:
            findings = (*findings, *refused.findings)
    found = tuple(map(reading.placed, dict.fromkeys(findings)))
    marked = ""
    if mark is not None:
        try:
            marked = _mark(case, mark, found, console.language)
        except Refused as refused:
            found = (*found, *refused.findings)
    console.findings(found, case, encoding)
    if marked:
        console.message(marked)
    counted = {
        f"{severity.value}s": sum(one.severity is severity for one in found)
        for severity in Severity
    }
    if not counted["errors"]:
        console.result(word("no-errors", console.language))
    console.result(word("counts", console.language, **counted))
    if not counted["errors"]:
        hint(console, "run", case, "--out", "result")
    return console.document(found, **counted)


def _mark(case: Path, mark: Path, found: tuple[Finding, ...], language: str) -> str:
    """Write a copy of the workbook of a case with what was found at its cells; return a message."""
    from benefit_share.cli.words import word
    from benefit_share.errors import Refused
    from benefit_share.files import STORAGE, Limits, mark_book, places_of, write_new_file
    from benefit_share.files.cases.parts import BOOK
    from benefit_share.files.faults import of_books
    from benefit_share.rendering.words.languages import words_in

    book = case if STORAGE.kind(case) == "file" else case / BOOK
    if STORAGE.kind(book) != "file":
        raise Refused([of_books.NO_BOOK.at("").placed(str(case))])
    if any(one.place == book.name for one in found if one.is_error):
        raise Refused([of_books.NOT_MARKED.at("").placed(str(mark))])
    places = places_of(found, book.name)
    data = STORAGE.read_bytes(book, Limits().book_size, what="workbook")
    words = words_in(language)
    marked = mark_book(data, places, lambda one: f"{words.message(one)} {words.advice(one)}")
    write_new_file(marked, mark)
    return word("marked", language, cells=len(places), file=mark)
