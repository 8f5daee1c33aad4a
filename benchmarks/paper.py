"""Slips and the notice for the board of a generated run, stage by stage; nobody in them exists.

Fonts are those of BENEFIT_SHARE_FONT_PATH, else the Noto fonts where Debian puts them.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from benchmarks.generate import generated_case
from benchmarks.sealing import Stages
from benefit_share.distribution import Run, distribute
from benefit_share.files.pages.fonts import FontChain, font_chain
from benefit_share.files.pages.slips import slip_files
from benefit_share.files.sealed.sealing import Sealed, seal_run
from benefit_share.rendering.paper.board import Posting, board_page
from benefit_share.rendering.paper.typeset import typeset
from benefit_share.seal.manifest import Engine
from benefit_share.seal.notice import board_of, notice_of
from benefit_share.seal.parties import awarded_parties, totals_of, villages_of
from benefit_share.statements import summary
from benefit_share.statements.money_flow import money_flow
from benefit_share.values import currency

NOTO = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"

__all__ = ["board", "slips"]


def _paths() -> list[Path]:
    return [Path(one) for one in os.environ.get("BENEFIT_SHARE_FONT_PATH", NOTO).split(os.pathsep)]


def _sealed(size: int) -> tuple[Run, Sealed]:
    """Return a run in which *size* households are awarded something: three of four are."""
    households = size
    while True:
        run = distribute(generated_case(households))
        if len(awarded_parties(run)) >= size:
            break
        households += max(1, size // 50)
    return run, seal_run(run, run_key=bytes(32), engine=Engine("b", "0", "0" * 64), inputs={})


def _part(made: Sealed, name: str) -> dict[str, bytes]:
    return {
        path.partition("/")[2]: data for path, data in made.files.items() if path.startswith(name)
    }


def slips(size: int, paper: str = "a5") -> dict[str, float]:
    """Measure the slips of a run in both languages: opened, typeset."""
    _, made = _sealed(size)
    stages = Stages()
    public, restricted = _part(made, "public/"), _part(made, "restricted/")
    chosen = sorted(made.rows.parties)[:size]

    def printed(chain: FontChain) -> int:
        files = slip_files(public, restricted, chain, paper=paper, households=chosen)
        return sum(map(len, files.values()))

    with font_chain(_paths()) as chain:
        began = time.process_time()
        written = stages.time("slips", lambda: printed(chain))
        used = time.process_time() - began
    return {**stages.figures(size), "process_s": used, "bytes": written}


def slips_a4(size: int) -> dict[str, float]:
    """Measure the same, four on a page."""
    return slips(size, "a4")


def board(size: int) -> dict[str, float]:
    """Measure the notice for the board, A3, in one language."""
    run, made = _sealed(size)
    stages, money = Stages(), currency(run.case.plan.plan.currency)
    notice = notice_of(run, made.rows, totals_of(run), money)
    told = board_of(notice, made.rows, made.fingerprint)

    def printed(chain: FontChain) -> int:
        page = board_page(
            told,
            summary(run),
            money_flow(run),
            "zh",
            paper="a3",
            posting=Posting(),
            villages=villages_of(run, made.rows.parties),
        )
        data = {**page, "fonts": chain.families}
        return len(typeset("board", data, chain.folder, tagged=True))

    with font_chain(_paths()) as chain:
        began = time.process_time()
        written = stages.time("board", lambda: printed(chain))
        used = time.process_time() - began
    return {**stages.figures(size), "process_s": used, "bytes": written}
