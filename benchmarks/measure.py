"""Measure the library on this machine and print the figures as JSON.

    python -m benchmarks.measure                 every figure, a few minutes
    python -m benchmarks.measure --small         the same on a tenth of the data
    python -m benchmarks.measure --compare A B   two files of figures, change in percent

Times are the median of the runs of one process; nothing here is a test.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.generate import generated_case
from benchmarks.paper import board, slips, slips_a4
from benchmarks.paying import paying
from benchmarks.reference import threshold_cut
from benchmarks.sealing import sealing, verifying
from benchmarks.write_case import write_case
from benefit_share.allocation import proportional_units, round_to_units, solve
from benefit_share.distribution import distribute
from benefit_share.files import read_case, table_files
from benefit_share.files.tables.csv_reader import Limits
from benefit_share.statements import statement

ROOT = Path(__file__).resolve().parents[1]


def timed(call: Callable[[], Any], runs: int = 3) -> float:
    """Return the median seconds of *call*."""
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        call()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def kernels(size: int) -> dict[str, float]:
    """Measure the kernel against the reference, on weights 1 to 2,000."""
    weights = [1 + (place * 7919) % 2000 for place in range(size)]
    ids = [f"h{place:07d}" for place in range(size)]
    estate = 50_000 * size + 17
    mapping = dict(zip(ids, weights, strict=True))
    same = threshold_cut(estate, weights, ids, "s") == proportional_units(
        estate, weights, ids, tie_seed="s"
    )
    if not same:
        sys.exit("the kernel and the reference differ")

    def by_mapping() -> None:
        shares = solve("proportional", estate, mapping)
        round_to_units(shares, estate, policy="largest_remainder", tie_seed="s")

    reference = timed(lambda: threshold_cut(estate, weights, ids, "s"))
    kernel = timed(lambda: proportional_units(estate, weights, ids, tie_seed="s"))
    mapped = timed(by_mapping)
    return {
        "weights": size,
        "reference_s": reference,
        "kernel_s": kernel,
        "mapping_s": mapped,
        "kernel_to_reference": kernel / reference,
        "mapping_to_reference": mapped / reference,
    }


def runs(size: int) -> dict[str, float]:
    """Measure a whole run from values in memory, digest included, and a statement."""
    case = generated_case(size)
    gc.disable()  # as the command line does
    began = time.perf_counter()
    run = distribute(case)
    took = time.perf_counter() - began
    statement(run, "h0000001")
    one = timed(lambda: [statement(run, f"h{place:07d}") for place in range(100)])
    return {
        "households": size,
        "distribute_s": took,
        "households_a_second": size / took,
        "statement_ms": one * 10,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def reading(size: int) -> dict[str, float]:
    """Measure the reading of the same case from CSV tables."""
    with tempfile.TemporaryDirectory() as folder:
        rows = write_case(generated_case(size), Path(folder))
        limits = Limits(rows=10_000_000)
        took = timed(lambda: read_case(folder, limits=limits), runs=1)
    return {"households": size, "rows": rows, "read_s": took, "rows_a_second": rows / took}


def apart(name: str, size: int) -> dict[str, float]:
    """Run one measurement in a process of its own, so that peaks do not add up."""
    words = [sys.executable, "-m", "benchmarks.measure", "--one", name, str(size)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603  (our own module)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def machine() -> dict[str, str]:
    """Name the commit and the machine."""
    words = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603  (git)
    return {
        "commit": commit.stdout.strip(),
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
    }


def compare(one: str, other: str) -> None:
    """Print the change of every figure from one file to another, in percent."""
    before, after = (json.loads(Path(name).read_text(encoding="utf-8")) for name in (one, other))
    for part, figures in after.items():
        for name, value in figures.items():
            old = before.get(part, {}).get(name)
            if isinstance(old, (int, float)) and isinstance(value, (int, float)) and old:
                change = 100 * (value - old) / old
                figures_told = f"{old:>14.4f} {value:>14.4f} {change:+.1f} %"
                sys.stdout.write(f"{part:>16} {name:<24} {figures_told}\n")


def tables(size: int) -> dict[str, float]:
    """Measure a result workbook with its formulas, and the same tables as CSV."""
    run = distribute(generated_case(size))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began, worked = time.perf_counter(), time.process_time()
    made = len(table_files(run, workbook=True)["result.xlsx"])
    took, work = time.perf_counter() - began, time.process_time() - worked
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    csv = timed(lambda: table_files(run, csv=True), runs=1)
    return {
        "households": size,
        "workbook_s": took,
        "workbook_cpu_s": work,
        "workbook_mb": made / 1_000_000,
        "peak_of_the_run_mb": before,
        "peak_mb": after,
        "csv_s": csv,
    }


MEASURES = {
    "kernels": kernels,
    "runs": runs,
    "reading": reading,
    "tables": tables,
    "sealing": sealing,
    "verifying": verifying,
    "paying": paying,
    "slips": slips,
    "slips_a4": slips_a4,
    "board": board,
}


def main() -> None:
    """Read the options and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--compare", nargs=2)
    parser.add_argument("--one", nargs=2)
    options = parser.parse_args()
    if options.compare:
        compare(*options.compare)
        return
    if options.one:
        name, size = options.one
        sys.stdout.write(json.dumps(MEASURES[name](int(size))))
        return
    scale = 10 if options.small else 1
    figures: dict[str, Any] = {"machine": machine()}
    figures["kernels"] = apart("kernels", 1_000_000 // scale)
    for size in (1_000, 10_000, 100_000):
        figures[f"runs_{size // scale}"] = apart("runs", size // scale)
    for name in ("reading", "tables", "sealing", "verifying", "paying"):
        figures[name] = apart(name, 100_000 // scale)
    for name in ("slips", "slips_a4", "board"):
        figures[name] = apart(name, 1_000 // scale)
    sys.stdout.write(json.dumps(figures, indent=2) + "\n")


if __name__ == "__main__":
    main()
