"""A sealed village and the notice of it: the files of `benefit-share notice`, always the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from benefit_share.distribution import distribute
from benefit_share.files import read_case, write_new
from benefit_share.files.pages.web_notice import web_notice_files
from benefit_share.files.sealed.sealing import Sealed, engine_of, input_files, seal_run
from house_map import ROOT

VILLAGES = ROOT / "examples" / "zhangzhai-solar"
"""273 households in nine villages; synthetic."""
RUN_KEY = bytes(range(32))
FIRST = dt.date(2026, 12, 1)


def sealed_in(folder: Path, case: Path = VILLAGES) -> Sealed:
    """Seal a case into a new folder."""
    sealed = seal_run(
        distribute(read_case(case)),
        run_key=RUN_KEY,
        engine=engine_of(),
        inputs=input_files(case),
    )
    write_new(sealed.files, folder)
    return sealed


def notice_in(folder: Path, out: Path, posted_on: dt.date | None = FIRST) -> Mapping[str, bytes]:
    """Write the notice of a sealed folder, and return its files."""
    files = web_notice_files(folder, posted_on=posted_on)
    write_new(files, out)
    return files
