"""The files of a result: names and bytes, the same everywhere; one statement read back."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from benefit_share.distribution import SlicedRun, earlier_after, slices_of
from benefit_share.distribution.carrying import balances_after
from benefit_share.rendering import (
    render,
    say,
    statement_from_json,
    statement_line,
    summary_json,
)
from benefit_share.statements import parties, statement, summary
from benefit_share.statements.statement import NoSuchParty
from benefit_share.values import currency, minor_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from benefit_share.distribution import EarlierAward, Run
    from benefit_share.files.storage import Storage, Watch
    from benefit_share.findings import Finding
    from benefit_share.statements import Statement

__all__ = ["EACH_LIMIT", "LANGUAGES", "read_statement", "result_files", "table_files"]

EACH_LIMIT = 1_000
"""Up to so many statements have a file each; more only when asked for."""

LANGUAGES = ("zh", "en")

RESULT_LIMIT = 2_000_000_000
"""The most bytes of a `statements.jsonl` that is read back."""


def result_files(
    run: Run | SlicedRun,
    *,
    findings: Iterable[Finding] | None = None,
    each: bool = False,
    watch: Watch = iter,
) -> dict[str, bytes]:
    """Return the files of a result: their names below the folder, and their bytes.

    Args:
        run: the record of the run.
        findings: what was found in reading and running; those of the run if None.
        each: write a file for each statement, however many there are.
        watch: goes through the parties; somebody may want to see how far it has come.

    Returns:
        summary.json, summary.zh.md, summary.en.md, statements.jsonl, balances_next.csv,
        findings.json, and for at most 1,000 statements statements/<party>.{zh,en}.md;
        earlier_next.csv where the plan asks what earlier runs gave.
        No file holds a path, a clock time, a host name or a digest of a source file.

    """
    told = summary(run)
    found = run.findings if findings is None else tuple(findings)
    files = {
        "summary.json": _json(summary_json(told)),
        "balances_next.csv": _balances(run),
        "findings.json": _json([_finding(one) for one in found]),
    }
    awarded = run.earlier if isinstance(run, SlicedRun) else earlier_after(run)
    if awarded:
        files["earlier_next.csv"] = _earlier(run, awarded)
    for language in LANGUAGES:
        files[f"summary.{language}.md"] = _text(render(told, language=language, form="markdown"))
    everybody = parties(run)
    write_each = each or len(everybody) <= EACH_LIMIT
    lines = []
    for party in watch(everybody):
        one = statement(run, party)
        lines.append(statement_line(one) + b"\n")
        if write_each:
            for language in LANGUAGES:
                page = render(one, language=language, form="markdown")
                files[f"statements/{party}.{language}.md"] = _text(page)
    files["statements.jsonl"] = b"".join(lines)
    return files


def table_files(
    run: Run | SlicedRun,
    *,
    findings: Iterable[Finding] | None = None,
    workbook: bool = False,
    csv: bool = False,
    parquet: bool = False,
) -> dict[str, bytes]:
    """Return the tables of a result as files: the roster, points, allocation, conservation, checks.

    Args:
        run: the record of the run.
        findings: what was found in reading and running; those of the run if None.
        workbook: `result.xlsx`, with formulas that reckon every share again.
        csv: `tables/<name>.csv`.
        parquet: `tables/<name>.parquet`; needs the extra `columns`.

    Raises:
        Refused: when Parquet is asked for and pyarrow is not installed.

    """
    from benefit_share.files.results.forms import csv_files, parquet_files
    from benefit_share.files.results.tables import result_tables

    tables = result_tables(run, findings)
    files: dict[str, bytes] = {}
    if workbook:
        from benefit_share.files.workbook.results import result_book

        files["result.xlsx"] = result_book(run, tables)
    if csv:
        files |= csv_files(tables, currency(run.case.plan.plan.currency).exponent)
    if parquet:
        files |= parquet_files(tables)
    return files


def read_statement(folder: Path, party: str, *, storage: Storage | None = None) -> Statement:
    """Return one party's statement from the folder of a result.

    Args:
        folder: the folder of a result.
        party: id of the household or other party.
        storage: how files are read.

    Raises:
        NoSuchParty: if the result has no statement of this party.
        Refused: if the file cannot be read.

    """
    from benefit_share.files.storage import STORAGE

    data = (storage or STORAGE).read_bytes(folder / "statements.jsonl", RESULT_LIMIT, what="result")
    wanted = json.dumps(party, ensure_ascii=False).encode("utf-8")
    for line in data.splitlines():
        if b'"party":' + wanted in line:
            body = json.loads(line)
            if body.get("party") == party:
                return statement_from_json(body)
    raise NoSuchParty(party)


def _text(text: str) -> bytes:
    return (text.rstrip("\n") + "\n").encode("utf-8")


def _json(value: Any) -> bytes:  # noqa: ANN401  (anything that JSON can hold)
    return _text(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True))


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": finding.path,
        "zh": say(finding, "zh"),
        "en": say(finding, "en"),
    }


def _balances(run: Run | SlicedRun) -> bytes:
    """Return the balances after the run, as the table `balances` of the next one."""
    money = _money(run)
    return _table(
        ("account", "kind", "holder", "put_in", "taken_out", "from_run"),
        (
            (
                *(row.account, row.kind, row.holder),
                money(row.put_in),
                money(row.taken_out),
                row.from_run,
            )
            for row in balances_after(slices_of(run)[-1])
        ),
    )


def _earlier(run: Run | SlicedRun, awarded: Iterable[EarlierAward]) -> bytes:
    """Return what was given so far, as the table `earlier` of the next run."""
    money = _money(run)
    return _table(
        ("step", "claimant", "party", "amount", "to", "from_run"),
        (
            (*(row.step, row.claimant, row.party), money(row.amount), row.to, row.from_run)
            for row in awarded
        ),
    )


def _money(run: Run | SlicedRun) -> Callable[[int], str]:
    exponent = currency(run.case.plan.plan.currency).exponent
    return lambda minor: minor_text(minor, exponent)


def _table(headers: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headers)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")
