"""`benefit-share run`: a case becomes a folder of statements, written whole or not at all."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.hints import hint
from benefit_share.cli.options import CaseFolder, Encoding, Json, Lang
from benefit_share.cli.progress import working

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benefit_share.cli.progress import Work
    from benefit_share.distribution import Run, SlicedRun

__all__ = ["run"]


def run(
    case: CaseFolder,
    *,
    out: Annotated[Path, Parameter(name="--out")],
    each: Annotated[bool, Parameter(name="--each", negative="")] = False,
    charts: Annotated[bool, Parameter(name="--charts", negative="")] = False,
    last: Annotated[Path | None, Parameter(name="--last")] = None,
    workbook: Annotated[bool, Parameter(name="--workbook", negative="")] = False,
    csv: Annotated[bool, Parameter(name="--csv", negative="")] = False,
    parquet: Annotated[bool, Parameter(name="--parquet", negative="")] = False,
    lang: Lang = None,
    json: Json = False,
    encoding: Encoding = "utf-8",
) -> int:
    """Share the income of a case: write the result to a folder, and print its summary."""
    from benefit_share.distribution import run_case
    from benefit_share.errors import Refused
    from benefit_share.files import read_folder, result_files, table_files, write_result
    from benefit_share.rendering import render, summary_json
    from benefit_share.statements import parties, summary

    console = Console(language_of(lang), json)
    with working(console, "reading"):
        reading = read_folder(case, encoding=encoding)
    findings = reading.findings
    if reading.case is None:
        console.findings(findings, case, encoding)
        return console.document(findings)
    gc.disable()  # a command ends soon, and next to nothing it makes is garbage
    try:
        with working(console, "computing") as work:
            done = run_case(reading.case)
            found = tuple(dict.fromkeys((*findings, *done.findings)))
            work.goes_on("statements")
            files = result_files(done, findings=found, each=each, watch=work.each)
            if charts or last is not None:
                files |= _charts(done, last, work)
            forms = {"workbook": workbook, "csv": csv, "parquet": parquet}
            if any(forms.values()):
                work.goes_on("tables")
                files |= table_files(done, findings=found, **forms)
            work.goes_on("writing")
            write_result(files, out, watch=work.each)
    except Refused as refused:
        found = tuple(map(reading.placed, dict.fromkeys((*findings, *refused.findings))))
        console.findings(found, case, encoding)
        return console.document(found)
    # The result is the same from a folder and from memory: places are for the screen.
    found, told = tuple(map(reading.placed, found)), summary(done)
    console.result(render(told, language=console.language, form="text"))
    console.findings(found, case, encoding)
    _say_written(console, files, out, len(parties(done)))
    hint(console, "seal", case, "--out", "sealed")
    return console.document(found, summary=summary_json(told), files=sorted(files))


def _say_written(console: Console, files: Mapping[str, bytes], out: Path, count: int) -> None:
    """Say what was written, and whether the statements have a file each."""
    from benefit_share.cli.words import word, written

    if count and not any(name.startswith("statements/") for name in files):
        console.message(word("statements-left-out", console.language, count=count))
    console.message(written(len(files), out, console.language))


def _charts(done: Run | SlicedRun, last: Path | None, work: Work) -> Mapping[str, bytes]:
    """Return the pictures of a run; beside those of an earlier result where there is one."""
    from benefit_share.errors import Refused
    from benefit_share.files.pages.charts import NO_CHARTS, last_year
    from benefit_share.rendering.pictures.charts import ChartsNotInstalled, chart_files

    work.goes_on("charts")
    before = None if last is None else last_year(last)
    try:
        return chart_files(done, last=before)
    except ChartsNotInstalled:
        raise Refused([NO_CHARTS.at("")]) from None
