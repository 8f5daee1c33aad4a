"""`benefit-share check`: everything that is wrong with a case, all at once."""

from __future__ import annotations

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import CaseFolder, Encoding, Json, Lang

__all__ = ["check"]


def check(
    case: CaseFolder, *, lang: Lang = None, json: Json = False, encoding: Encoding = "utf-8"
) -> int:
    """Check a case: the plan, the tables, and whether the rules can be carried out on them.

    Every fault is named with its file, row and column, what is accepted, and what to do.
    """
    from benefit_share.cli.words import word
    from benefit_share.distribution import run_case
    from benefit_share.errors import Refused
    from benefit_share.files import read_folder
    from benefit_share.findings import Severity, errors_of

    console = Console(language_of(lang), json)
    reading = read_folder(case, encoding=encoding)
    values, findings = reading.case, reading.findings
    if values is not None and not errors_of(findings):
        try:
            findings = (*findings, *run_case(values).findings)
        except Refused as refused:
            findings = (*findings, *refused.findings)
    found = tuple(map(reading.placed, dict.fromkeys(findings)))
    console.findings(found)
    counted = {
        f"{severity.value}s": sum(one.severity is severity for one in found)
        for severity in Severity
    }
    if not counted["errors"]:
        console.result(word("no-errors", console.language))
    console.result(word("counts", console.language, **counted))
    return console.document(found, **counted)
