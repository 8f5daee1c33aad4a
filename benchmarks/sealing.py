"""Sealing and verifying generated rows, stage by stage; nobody in them exists.

The explained statements are not in it: `benchmarks.measure` times a statement by itself.
"""

from __future__ import annotations

import datetime as dt
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benefit_share.files import write_new
from benefit_share.files.sealed.bundles import read_public
from benefit_share.rendering.web.sealed_notice import notice_csv, notice_html, readme_txt
from benefit_share.seal.bundle import ROWS, VKEYS, public_files, vkeys_file
from benefit_share.seal.envelope import Envelope
from benefit_share.seal.journal import Entry, extended
from benefit_share.seal.keys import Keyring
from benefit_share.seal.manifest import Engine, InputFile, Origin, manifest_bytes
from benefit_share.seal.notice import Notice
from benefit_share.seal.parties import Totals
from benefit_share.seal.rows import Party, seal_rows
from benefit_share.values import Period, Text, currency, digest
from benefit_share.verification import verify

RUN = "plan.village.2026.regular.e1"
ROOT = Path(__file__).resolve().parents[1]


class Stages:
    """The seconds of each stage."""

    def __init__(self) -> None:
        """Begin with none."""
        self.seconds: dict[str, float] = {}

    def time(self, name: str, call: Callable[[], Any]) -> Any:  # noqa: ANN401  (whatever it makes)
        """Return what *call* makes, and keep how long it took."""
        began = time.perf_counter()
        made = call()
        self.seconds[f"{name}_s"] = time.perf_counter() - began
        return made

    def figures(self, size: int) -> dict[str, float]:
        """Return all stages, their sum and the peak of this process."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        whole = sum(self.seconds.values())
        return {"rows": size, **self.seconds, "whole_s": whole, "peak_mb": peak}


def parties(size: int) -> list[Party]:
    """Return households with two lines each."""
    return [
        Party(
            id=f"h{place:07d}",
            name="合成甲",
            is_person=True,
            group=f"{place % 40}组",
            points=str(place % 900),
            lines=(("1/base", 300), ("1/points", place % 2_000)),
            amount=300 + place % 2_000,
            detail_sha256=digest(b"%d" % place),
        )
        for place in range(size)
    ]


def _waterfall(whole: int) -> dict[str, Any]:
    out = {"to": "claimants", "id": "", "holder": "", "amount_minor": whole}
    step = {"step": "1/base", "pool": "net", "copy": "", "used_minor": whole, "residue_minor": 0}
    pool = {"pool": "net", "copy": "", "opening_minor": 0, "fed_minor": whole}
    more = {"topped_up_minor": 0, "used_minor": whole, "left_minor": 0}
    return {"steps": [{**step, "outs": [out]}], "pools": [{**pool, **more}]}


def _origin() -> Origin:
    return Origin(
        distribution_id=RUN.removesuffix(".e1"),
        edition=1,
        period=("2026-01-01", "2026-12-31"),
        kind="regular",
        supersedes=None,
        engine=Engine("benefit-share", "0.1.0", "0" * 64),
        plan_sha256="1" * 64,
        inputs_sha256="2" * 64,
        inputs=(InputFile.of("households.csv", b"id\n"),),
        currency="CNY",
        exponent=2,
        synthetic=True,
    )


def seal_into(size: int, folder: Path) -> Stages:
    """Seal so many rows into a new folder."""
    stages, money, people = Stages(), currency("CNY"), parties(size)
    whole = sum(one.amount for one in people)
    totals = Totals(
        rows=size,
        awarded=whole,
        released=0,
        held=0,
        offset=0,
        payable=whole,
        paid=whole,
        income=whole,
        deferred=0,
        earlier=0,
        opening=0,
        closing=0,
    )
    rows = stages.time(
        "rows_and_tree", lambda: seal_rows(people, run_id=RUN, run_key=bytes(32), currency=money)
    )
    told = Notice(
        run_id=RUN,
        title=Text(zh="合成", en="Synthetic"),
        plan_title=None,
        plan_id="plan",
        plan_version=1,
        synthetic=Text(zh="全部虚构。", en="All of it is made up."),
        period=Period(dt.date(2026, 1, 1), dt.date(2027, 1, 1)),
        currency=money,
        rows=rows.rows,
        totals=totals,
        root=rows.tree.root.hex(),
        contact=None,
    )

    def pages() -> dict[str, bytes]:
        return {
            ROWS: rows.rows_file,
            "notice.html": notice_html(told),
            "notice.csv": notice_csv(told),
            VKEYS: vkeys_file(Keyring(())),
            "README.txt": readme_txt(told),
        }

    def closed() -> dict[str, bytes]:
        manifest = manifest_bytes(
            _origin(),
            rows,
            totals=totals.document(),
            waterfall=_waterfall(whole),
            subjects=subjects.items(),
        )
        body = {"run_id": RUN, "manifest_sha256": digest(manifest)}
        lines = extended((), Entry("run_proposed", "village", "2026-12-01T08:00:00Z", body))
        made = public_files(subjects, Envelope(manifest), journal=lines, origin="made.up/1/journal")
        return {f"public/{name}": data for name, data in made.items()}

    subjects = stages.time("notice", pages)
    files = stages.time("manifest", closed)
    stages.time("write", lambda: write_new(files, folder))
    return stages


def sealing(size: int) -> dict[str, float]:
    """Measure the sealing of so many rows."""
    with tempfile.TemporaryDirectory() as folder:
        return seal_into(size, Path(folder) / "sealed").figures(size)


def verifying(size: int) -> dict[str, float]:
    """Measure the verifying of so many rows, sealed by another process."""
    made = "import sys; from pathlib import Path; from benchmarks.sealing import seal_into; "
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "sealed"
        code = f"{made}seal_into({size}, Path(sys.argv[1]))"
        subprocess.run([sys.executable, "-c", code, str(out)], cwd=ROOT, check=True)  # noqa: S603  (our own module)
        stages = Stages()
        files = stages.time("read", lambda: read_public(out))
        verdict = stages.time("checks", lambda: verify(files))
    if not verdict.holds:
        sys.exit("the bundle does not verify")
    return stages.figures(size)
