"""Count the instructions of three kernels with callgrind, and print them as JSON.

    python -m benchmarks.instructions

Instructions do not depend on what else the machine does, so that a change of one percent is seen.
Each kernel runs twice, with its work and without it; the difference is the work. The program
`valgrind` must be installed (package valgrind of Debian). Nothing here is a test.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

from benchmarks.generate import generated_case
from benchmarks.measure import ROOT, machine
from benefit_share.allocation import proportional_units
from benefit_share.distribution import distribute
from benefit_share.statements import statement

WEIGHTS, HOUSEHOLDS = 5_000, 50


def proportional() -> Callable[[], object]:
    """Divide in proportion among 5,000 integer weights."""
    weights = [1 + (place * 7919) % 2000 for place in range(WEIGHTS)]
    ids = [f"h{place:07d}" for place in range(WEIGHTS)]
    return lambda: proportional_units(50_000 * WEIGHTS + 17, weights, ids, tie_seed="s")


def run() -> Callable[[], object]:
    """Run a case of 50 households from values in memory to the record."""
    distribute(generated_case(2))  # what is loaded or compiled once does not count
    case = generated_case(HOUSEHOLDS)
    return lambda: distribute(case)


def statements() -> Callable[[], object]:
    """Make the statements of the 50 households as data."""
    done = distribute(generated_case(HOUSEHOLDS))
    statement(done, "h0000001")
    return lambda: [statement(done, f"h{place:07d}") for place in range(HOUSEHOLDS)]


KERNELS = MappingProxyType({"proportional": proportional, "run": run, "statements": statements})


def counted(kernel: str, *, working: bool) -> int:
    """Return how many instructions a process takes that makes a kernel ready, and runs it."""
    with tempfile.TemporaryDirectory() as folder:
        words = [
            *("valgrind", "--tool=callgrind", f"--callgrind-out-file={Path(folder) / 'out'}"),
            *(sys.executable, "-m", "benchmarks.instructions", kernel, str(int(working))),
        ]
        fixed = {**os.environ, "PYTHONHASHSEED": "0"}
        done = subprocess.run(  # noqa: S603  (our own module)
            words, cwd=ROOT, env=fixed, capture_output=True, text=True, check=True
        )
    found = re.search(r"Collected : ([0-9]+)", done.stderr)
    if found is None:
        sys.exit("callgrind did not say how many instructions it collected")
    return int(found[1])


def main() -> None:
    """Run one kernel, or count all of them and print."""
    if len(sys.argv) == 3:
        work = KERNELS[sys.argv[1]]()
        if sys.argv[2] == "1":
            work()
        return
    if shutil.which("valgrind") is None:
        sys.exit("valgrind is not installed (package valgrind of Debian)")
    figures = {name: counted(name, working=True) - counted(name, working=False) for name in KERNELS}
    sys.stdout.write(json.dumps({"machine": machine(), "instructions": figures}, indent=2) + "\n")


if __name__ == "__main__":
    main()
