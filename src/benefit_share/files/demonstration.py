"""The flagship, made whole in one folder: the case, its result, the sealed run, notice and paper.

The case travels in this package, so that whoever installed it and has nothing else can see it work.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from benefit_share.errors import Refused
from benefit_share.files.cases.case import read_case
from benefit_share.files.folders import write_new, write_result
from benefit_share.files.pages.board import board_files
from benefit_share.files.pages.fonts import font_chain
from benefit_share.files.pages.slips import slip_files
from benefit_share.files.pages.web_notice import web_notice_files
from benefit_share.files.results.folder import result_files
from benefit_share.files.sealed.again import computed_again
from benefit_share.files.sealed.bundles import (
    owed_of,
    read_public,
    read_restricted,
    rerun_of,
    twice_of,
)
from benefit_share.files.sealed.sealing import engine_of, input_files, seal_run
from benefit_share.verification import verify

if TYPE_CHECKING:
    from benefit_share.distribution import Run, SlicedRun
    from benefit_share.findings import Finding
    from benefit_share.verification import Verdict

__all__ = ["Demonstration", "demonstrate", "flagship_files"]

CASE, RESULT, SEALED, NOTICE = "case", "result", "sealed", "notice"
SLIPS, BOARD = "slips", "board"


@attrs.frozen
class Demonstration:
    """What was made.

    Attributes:
        folder: where it lies, one folder below for each part.
        run: the record of the run.
        verdict: what every check says of the sealed run.
        parts: the folders that were made, in order.
        lacks: why slips and board were not printed; nothing where they were.
    """

    folder: Path
    run: Run | SlicedRun
    verdict: Verdict
    parts: tuple[str, ...]
    lacks: tuple[Finding, ...] = ()


def flagship_files() -> dict[str, bytes]:
    """Return the files of the flagship, as `examples/shenzhou-greenhouse` has them."""
    within = files("benefit_share.files").joinpath("flagship")
    return {
        one.name: one.read_bytes() for one in sorted(within.iterdir(), key=lambda one: one.name)
    }


def demonstrate(
    folder: Path, *, run_key: bytes, proposed: tuple[str, str], fonts: Sequence[Path]
) -> Demonstration:
    """Share, seal, put up, print and verify the flagship.

    Args:
        folder: a new or an empty folder.
        run_key: 32 bytes from a source of chance.
        proposed: who proposes the run, and when (UTC).
        fonts: font files or folders for the paper; without one, nothing is printed.

    Returns:
        What was made.

    Raises:
        Refused: when the folder holds anything, the computer cannot write, or a check fails.
    """
    from benefit_share.distribution import run_case

    write_new({f"{CASE}/{name}": data for name, data in flagship_files().items()}, folder)
    run = run_case(read_case(folder / CASE))
    write_result(result_files(run), folder / RESULT)
    sealed = seal_run(
        run,
        run_key=run_key,
        engine=engine_of(),
        inputs=input_files(folder / CASE),
        proposed=proposed,
    )
    write_new(sealed.files, folder / SEALED)
    write_new(
        web_notice_files(folder / SEALED, verifier=f"../{SEALED}/public/verify.html"),
        folder / NOTICE,
    )
    public, restricted = read_public(folder / SEALED), folder / SEALED / "restricted"
    paper, lacks = _paper(public, restricted, fonts)
    for part, pages in paper.items():
        write_new(pages, folder / part)
    verdict = verify(
        public,
        restricted=read_restricted(restricted),
        rerun=rerun_of(restricted, sealed.run_id),
        twice=twice_of(restricted),
        owed=owed_of(restricted),
    )
    if not verdict.holds:  # a tour that says "none failed" must be true
        raise Refused(one for check in verdict.checks for one in check.findings if one.is_error)
    parts = (CASE, RESULT, SEALED, NOTICE, *paper)
    return Demonstration(folder, run, verdict, parts, lacks)


def _paper(
    public: Mapping[str, bytes], restricted: Path, paths: Sequence[Path]
) -> tuple[dict[str, Mapping[str, bytes]], tuple[Finding, ...]]:
    """Return the files of each kind of paper, or what is lacking to print them."""
    try:
        with font_chain(paths) as fonts:
            again = computed_again(public, restricted)
            slips = slip_files(public, read_restricted(restricted), fonts, again=again)
            return {SLIPS: slips, BOARD: board_files(public, restricted, fonts)}, ()
    except Refused as refused:
        return {}, refused.findings
