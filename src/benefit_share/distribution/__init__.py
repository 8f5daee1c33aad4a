"""One run: a case goes in, its record comes out, closed to the minor unit at every pool.

Here lives the order of the stages and the carrying out of the steps; words, files and clocks
never do.
"""

from benefit_share.distribution.case import (
    CASE_FORMAT,
    Balance,
    Case,
    Decision,
    EarlierAward,
    RegisterRow,
    Slice,
    Version,
)
from benefit_share.distribution.distribute import distribute
from benefit_share.distribution.earlier import earlier_after
from benefit_share.distribution.run import RUN_FORMAT, Division, Move, Node, Run
from benefit_share.distribution.slices import (
    SlicedRun,
    distribute_slices,
    run_case,
    slices_of,
)

__all__ = [
    "CASE_FORMAT",
    "RUN_FORMAT",
    "Balance",
    "Case",
    "Decision",
    "Division",
    "EarlierAward",
    "Move",
    "Node",
    "RegisterRow",
    "Run",
    "Slice",
    "SlicedRun",
    "Version",
    "distribute",
    "distribute_slices",
    "earlier_after",
    "run_case",
    "slices_of",
]
