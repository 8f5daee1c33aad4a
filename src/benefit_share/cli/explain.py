"""`benefit-share explain`: one household's statement, from a case or from a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import CaseFolder, Encoding, Json, Lang
from benefit_share.cli.refusal import refusal, refuse

if TYPE_CHECKING:
    from pathlib import Path

    from benefit_share.statements import Statement
    from benefit_share.statements.statement import NoSuchParty

__all__ = ["explain"]

_PARTS = ("plan.yaml", "case.yaml", "case.xlsx")
"""What shows that a folder is a case."""


def explain(
    case: CaseFolder,
    household: str,
    *,
    lang: Lang = None,
    json: Json = False,
    encoding: Encoding = "utf-8",
) -> int:
    """Show what one household gets and why, and why not for the steps it is not in."""
    from benefit_share.cli.words import both
    from benefit_share.errors import Refused
    from benefit_share.rendering import render, statement_json
    from benefit_share.statements.statement import NoSuchParty

    console = Console(language_of(lang), json)
    try:
        told = _statement(case, household, encoding)
    except Refused as refused:
        console.findings(refused.findings, case, encoding)
        return console.document(refused.findings)
    except NoSuchParty as error:
        return refuse(console, refusal("cli.not-found", _missing(error, case)))
    if told is None:
        return refuse(console, refusal("cli.not-found", both("no-result", folder=case)))
    console.result(render(told, language=console.language, form="text"))
    return console.document((), statement=statement_json(told))


def _missing(error: NoSuchParty, case: Path) -> dict[str, str]:
    """Say who is not there: who left or came, who may be meant, or nobody."""
    from benefit_share.cli.words import both

    if error.absent_on:
        return both("absent-household", household=error.party, day=error.absent_on)
    if error.nearest:
        return both("nearest-household", household=error.party, nearest=error.nearest[0])
    return both("no-household", household=error.party, folder=case)


def _statement(case: Path, household: str, encoding: Encoding) -> Statement | None:
    """Return the statement, or None if the folder is neither a case nor a result."""
    from benefit_share.distribution import run_case
    from benefit_share.errors import Refused
    from benefit_share.files import read_folder, read_statement
    from benefit_share.statements import statement

    if (case / "statements.jsonl").is_file():
        return read_statement(case, household)
    if case.is_file() or any((case / name).is_file() for name in _PARTS):
        reading = read_folder(case, encoding=encoding)
        if reading.case is None:
            raise Refused(reading.findings)
        try:
            return statement(run_case(reading.case), household)
        except Refused as refused:
            raise Refused(map(reading.placed, refused.findings)) from None
    return None
