"""`benefit-share run`: a case becomes a folder of statements, written whole or not at all."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import CaseFolder, Encoding, Json, Lang

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benefit_share.distribution import Run, SlicedRun

__all__ = ["run"]


def run(
    case: CaseFolder,
    *,
    out: Annotated[Path, Parameter(name="--out", help="Folder for the result.")],
    each: Annotated[
        bool,
        Parameter(name="--each", negative="", help="A file for each household, however many."),
    ] = False,
    charts: Annotated[
        bool,
        Parameter(name="--charts", negative="", help="Pictures too, in charts/ (extra: plots)."),
    ] = False,
    last: Annotated[
        Path | None,
        Parameter(name="--last", help="Result of the year before, to be put beside this one."),
    ] = None,
    workbook: Annotated[
        bool,
        Parameter(name="--workbook", negative="", help="Also result.xlsx, with its formulas."),
    ] = False,
    csv: Annotated[bool, Parameter(name="--csv", negative="", help="Also tables/*.csv.")] = False,
    parquet: Annotated[
        bool, Parameter(name="--parquet", negative="", help="Also tables/*.parquet.")
    ] = False,
    lang: Lang = None,
    json: Json = False,
    encoding: Encoding = "utf-8",
) -> int:
    """Share the income of a case: write the result to a folder, and print its summary.

    The result is private: it holds a statement for every household.
    """
    from benefit_share.cli.words import word
    from benefit_share.distribution import run_case
    from benefit_share.errors import Refused
    from benefit_share.files import read_folder, result_files, table_files, write_result
    from benefit_share.rendering import render, summary_json
    from benefit_share.statements import parties, summary

    console = Console(language_of(lang), json)
    reading = read_folder(case, encoding=encoding)
    values, findings = reading.case, reading.findings
    if values is None:
        console.findings(findings)
        return console.document(findings)
    gc.disable()  # a command ends soon, and next to nothing it makes is garbage
    try:
        done = run_case(values)
        found = tuple(dict.fromkeys((*findings, *done.findings)))
        files = result_files(done, findings=found, each=each)
        if charts or last is not None:
            files |= _charts(done, last)
        if workbook or csv or parquet:
            files |= table_files(done, findings=found, workbook=workbook, csv=csv, parquet=parquet)
        write_result(files, out)
    except Refused as refused:
        found = tuple(map(reading.placed, dict.fromkeys((*findings, *refused.findings))))
        console.findings(found)
        return console.document(found)
    # The result is the same from a folder and from memory: places are for the reader of the screen.
    found = tuple(map(reading.placed, found))
    told = summary(done)
    console.result(render(told, language=console.language, form="text"))
    console.findings(found)
    count = len(parties(done))
    if count and not any(name.startswith("statements/") for name in files):
        console.message(word("statements-left-out", console.language, count=count))
    console.message(word("written", console.language, files=len(files), folder=out))
    return console.document(found, summary=summary_json(told), files=sorted(files))


def _charts(done: Run | SlicedRun, last: Path | None) -> Mapping[str, bytes]:
    """Return the pictures of a run; beside those of an earlier result where there is one."""
    from benefit_share.errors import Refused
    from benefit_share.files.charts import NO_CHARTS, last_year
    from benefit_share.rendering.charts import ChartsNotInstalled, chart_files

    before = None if last is None else last_year(last)
    try:
        return chart_files(done, last=before)
    except ChartsNotInstalled:
        raise Refused([NO_CHARTS.at("")]) from None
