"""The tables of an example's result, and what a spreadsheet program makes of its workbook."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING, Any

from benefit_share import Run, distribute, read_case
from benefit_share.distribution import SlicedRun
from benefit_share.files.results.tables import result_tables
from house_map import ROOT

if TYPE_CHECKING:
    from pathlib import Path

RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item
 oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item></oor:items>"""


def run_of(name: str) -> Run:
    """Return the run of an example."""
    return distribute(read_case(ROOT / "examples" / name))


def rows_of(run: Run | SlicedRun, name: str) -> list[dict[str, Any]]:
    """Return the rows of a table, each by the names of its columns."""
    (table,) = (one for one in result_tables(run) if one.name == name)
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows()]


def emptied(data: bytes) -> bytes:
    """Return a workbook without the values that its formulas had when it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            part = old.read(member)
            if member.filename.startswith("xl/worksheets/"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
            new.writestr(member, part)
    return out.getvalue()


def recalculated(data: bytes, folder: Path) -> Path:
    """Return what LibreOffice makes of a workbook when it recalculates all of it."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program is not None
    home = folder / "home"
    (home / "user").mkdir(parents=True)
    (home / "user/registrymodifications.xcu").write_text(RECALCULATE, encoding="utf-8")
    (folder / "result.xlsx").write_bytes(data)
    subprocess.run(
        [program, f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", "xlsx",
         "--outdir", str(folder / "again"), str(folder / "result.xlsx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return folder / "again/result.xlsx"
