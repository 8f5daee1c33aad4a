"""How far long work has come, on a terminal: its stage, and how many of how many are done.

The work only says where it is; a thread looks at that, and begins to show it after a second.
What is shown is taken away before anything else is written, and when the work is interrupted.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from benefit_share.cli.terminal import is_lively
from benefit_share.values import Text

if TYPE_CHECKING:
    from benefit_share.cli.console import Console

__all__ = ["STAGES", "Stage", "Work", "working"]

Stage = Literal[
    "reading",
    "computing",
    "checking",
    "statements",
    "charts",
    "tables",
    "sealing",
    "setting",
    "paying",
    "writing",
]

STAGES: Final[Mapping[Stage, Text]] = MappingProxyType(
    {
        "reading": Text(zh="正在读取", en="Reading"),
        "computing": Text(zh="正在计算", en="Computing"),
        "checking": Text(zh="正在核验", en="Checking"),
        "statements": Text(zh="正在编写明细单", en="Statements"),
        "charts": Text(zh="正在绘图", en="Charts"),
        "tables": Text(zh="正在编制表格", en="Tables"),
        "sealing": Text(zh="正在封存", en="Sealing"),
        "setting": Text(zh="正在排版", en="Setting pages"),
        "paying": Text(zh="正在编制清册", en="Payment list"),
        "writing": Text(zh="正在写入", en="Writing"),
    }
)
QUIET: Final = 1.0
"""So many seconds pass before anything is shown: most work is done by then."""

T = TypeVar("T")


class Work:
    """Where some work is: told by a command, looked at by the thread that shows it.

    Attributes:
        stage: what is being done.
        done: how many of *total* are done.
        total: how many there are; 0 where nothing is counted.
        began: when, in seconds of a clock that never goes back.
    """

    def __init__(self, stage: Stage) -> None:
        """Begin with a *stage*."""
        self.stage: Stage = stage
        self.done = 0
        self.total = 0
        self.began = time.monotonic()

    def goes_on(self, stage: Stage) -> None:
        """Go on to another stage."""
        self.stage, self.done, self.total = stage, 0, 0

    def each(self, items: Collection[T]) -> Iterator[T]:
        """Yield *items*, counting those that are done."""
        self.done, self.total = 0, len(items)
        for item in items:
            yield item
            self.done += 1


@contextmanager
def working(console: Console, stage: Stage) -> Iterator[Work]:
    """Show on standard error how far the work has come, if it is a terminal and it takes long.

    Args:
        console: of the command; under `--json` nothing is shown.
        stage: with which the work begins.
    """
    work = Work(stage)
    if console.json or not is_lively(sys.stderr):
        yield work
        return
    ended = threading.Event()
    shower = threading.Thread(target=_show, args=(work, ended, console.language), daemon=True)
    shower.start()
    try:
        yield work
    finally:
        ended.set()
        shower.join()


def _show(work: Work, ended: threading.Event, language: str) -> None:
    """Show where the work is until it has ended, if that takes long."""
    if ended.wait(QUIET):
        return
    from rich.console import Console as Screen
    from rich.live import Live
    from rich.progress_bar import ProgressBar
    from rich.spinner import Spinner
    from rich.table import Table

    spinner = Spinner("dots", style="blue")

    def line() -> Table:
        said, done, total = STAGES[work.stage], work.done, work.total
        grid = Table.grid(padding=(0, 1))
        parts: list[Any] = [spinner, said.zh if language == "zh" else said.en]
        if total:
            bar = ProgressBar(total, done, 24, complete_style="blue", finished_style="blue")
            parts += [bar, f"{done:,} / {total:,}"]
        grid.add_row(*parts, f"{int(time.monotonic() - work.began)} s")
        return grid

    with Live(
        get_renderable=line,
        console=Screen(stderr=True, highlight=False),
        refresh_per_second=10,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    ):
        ended.wait()
