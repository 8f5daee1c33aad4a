"""`benefit-share audit`: the checks C01 to C28 over a case, its run and the lists beside it."""

from __future__ import annotations

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import CaseFolder, Encoding, Json, Lang

__all__ = ["audit"]


def audit(
    case: CaseFolder, *, lang: Lang = None, json: Json = False, encoding: Encoding = "utf-8"
) -> int:
    """Audit a case: every check with what it looked at, what it found, and what was NOT CHECKED.

    Lists of other offices, the record of the procedure and what was paid are read from the folder
    `audit` inside the case; a check that needs one that is not there says so.
    Exit code: 0 no error was found, 1 at least one.
    """
    from benefit_share.audit import audit as ask
    from benefit_share.distribution import distribute
    from benefit_share.errors import Refused
    from benefit_share.files import read_folder
    from benefit_share.files.audit_lists import read_lists
    from benefit_share.rendering.audit_form import audit_json, audit_text

    console = Console(language_of(lang), json)
    reading = read_folder(case, encoding=encoding)
    if reading.case is None:
        console.findings(reading.findings)
        return console.document(reading.findings)
    try:
        run = distribute(reading.case)
        lists, faults = read_lists(case, code=reading.case.plan.plan.currency, encoding=encoding)
    except Refused as refused:
        found = tuple(map(reading.placed, refused.findings))
        console.findings(found)
        return console.document(found)
    told = ask(run, lists)
    console.result(audit_text(told, console.language))
    console.findings(faults)
    return console.document((*faults, *told.findings), audit=audit_json(told))
