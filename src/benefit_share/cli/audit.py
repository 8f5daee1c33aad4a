"""`benefit-share audit`: the checks C01 to C28 over a case, its run and the lists beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import CaseFolder, Encoding, Json, Lang
from benefit_share.cli.progress import working

if TYPE_CHECKING:
    from benefit_share.findings import Finding

__all__ = ["audit"]


def audit(
    case: CaseFolder, *, lang: Lang = None, json: Json = False, encoding: Encoding = "utf-8"
) -> int:
    """Audit a case: every check with what it looked at, what it found, and what was NOT CHECKED."""
    from benefit_share.audit import Lists
    from benefit_share.audit import audit as ask
    from benefit_share.audit import refused as tell
    from benefit_share.distribution import run_case
    from benefit_share.errors import Refused
    from benefit_share.files import read_folder
    from benefit_share.files.tables.audit_lists import read_lists
    from benefit_share.rendering.reports.audit import audit_json, audit_text

    console = Console(language_of(lang), json)
    with working(console, "reading"):
        reading = read_folder(case, encoding=encoding)
    values, lists = reading.case, Lists()

    def place(finding: Finding) -> Finding:
        """Give a finding its place in the tables of the case or in those of the audit."""
        name = finding.path.removeprefix("audit.").partition(".")[0]
        known = lists.files.get(name) if not finding.place else None
        return finding.placed(known) if known else reading.placed(finding)

    if values is None:
        told, others = tell(reading.findings), reading.findings
    else:
        lists, others = read_lists(case, code=values.plan.plan.currency, encoding=encoding)
        try:
            with working(console, "computing") as work:
                done = run_case(values)
                work.goes_on("checking")
                told = ask(done, lists).placed(place)
        except Refused as refusal:
            found = tuple(map(reading.placed, refusal.findings))
            told, others = tell(found, values.plan), (*others, *found)
    console.result(audit_text(told, console.language))
    others = tuple(one for one in others if one not in told.findings)
    console.findings(others, case, encoding)
    return console.document((*others, *told.findings), audit=audit_json(told))
