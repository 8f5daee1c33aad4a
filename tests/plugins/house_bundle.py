"""A small signed bundle, made of values: three synthetic households, three roles, one journal.

The keys are the published test keys of RFC 8032; they sign nothing else.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from benefit_share.rendering.web.sealed_notice import notice_csv, notice_html, readme_txt
from benefit_share.seal.bundle import ROWS, VKEYS, public_files, vkeys_file
from benefit_share.seal.envelope import Envelope, signed
from benefit_share.seal.journal import (
    Checkpoint,
    Entry,
    extended,
    journal_tree,
    signed_checkpoint,
)
from benefit_share.seal.keys import Key, Keyring, signer_from_seed
from benefit_share.seal.manifest import Engine, InputFile, Origin, manifest_bytes
from benefit_share.seal.notice import Notice
from benefit_share.seal.parties import Totals
from benefit_share.seal.rows import Party, SealedRows, receipt, seal_rows
from benefit_share.values import Period, Text, currency, digest
from benefit_share.values.frozen import FrozenMap

VECTORS = Path(__file__).parent.parent / "vectors" / "seal.json"
RUN = "plan.village.2026.regular.e1"
ORIGIN = "benefit-share.example/000000/journal"
DAY = dt.date(2026, 12, 1)
ID_NUMBER = "11010519491231002X"
RUN_KEY = bytes(range(32))
INPUT = b"id\nH1\n"

PARTIES = (
    Party(
        id="H1",
        name="合成甲",
        is_person=True,
        group="一组",
        points="12.5",
        lines=(("1/base", 300), ("1/points", 150)),
        amount=450,
        detail_sha256="",
        id_number=ID_NUMBER,
        account="62001234",
    ),
    Party("H2", "合成", True, "=1+1", "", (("1/base", 0), ("1/points", 1)), 1, ""),  # noqa: FBT003  (a party in order)
    Party("C1", "合成村, 集体", False, "", "", (("1/base", 49),), 49, ""),  # noqa: FBT003  (a party in order)
)
DETAIL = json.dumps({"awarded_minor": 450}, separators=(",", ":")).encode()

TOTALS = Totals(
    rows=3, awarded=500, released=20, held=10, offset=5, payable=505, paid=605,
    income=1_000, deferred=0, earlier=0, opening=100, closing=495,
)  # fmt: skip
WATERFALL: Mapping[str, Any] = {
    "steps": [
        {"step": "1/costs", "pool": "net", "copy": "", "used_minor": 100, "residue_minor": 0,
         "outs": [{"to": "payee", "id": "operator", "holder": "", "amount_minor": 100}]},
        {"step": "1/base", "pool": "net", "copy": "", "used_minor": 500, "residue_minor": 1,
         "outs": [{"to": "claimants", "id": "", "holder": "", "amount_minor": 500}]},
        {"step": "1/rest", "pool": "net", "copy": "", "used_minor": 400, "residue_minor": 0,
         "outs": [{"to": "account", "id": "carried", "holder": "", "amount_minor": 400}]},
    ],
    "pools": [
        {"pool": "net", "copy": "", "opening_minor": 0, "fed_minor": 1_000, "topped_up_minor": 0,
         "used_minor": 1_000, "left_minor": 0},
    ],
}  # fmt: skip


@attrs.frozen
class Bundle:
    """A bundle with what belongs to it.

    Attributes:
        files: the public folder.
        ring: the keyring that was handed over beforehand.
        rows: the sealed rows.
        manifest: the bytes that were signed.
    """

    files: Mapping[str, bytes]
    ring: bytes
    rows: SealedRows
    manifest: bytes

    def slip(self, no: int) -> bytes:
        """The receipt of a row."""
        return receipt(self.rows, no, manifest=self.manifest)

    def changed(self, **files: bytes | None) -> dict[str, bytes]:
        """The files with some replaced, or taken away with None; `__` stands for a point."""
        new = {name.replace("__", "."): data for name, data in files.items()}
        both = {**self.files, **new}
        return {name: data for name, data in both.items() if data is not None}


def _seeds() -> list[bytes]:
    cases = json.loads(VECTORS.read_text("utf-8"))["ed25519_rfc8032"]["cases"]
    return [bytes.fromhex(case["secret"]) for case in cases]


def sealed_rows(parties: tuple[Party, ...] = PARTIES) -> SealedRows:
    """The rows of the three parties, or of others."""
    parties = tuple(attrs.evolve(one, detail_sha256=digest(DETAIL)) for one in parties)
    return seal_rows(parties, run_id=RUN, run_key=RUN_KEY, currency=currency("CNY"))


def notice(rows: SealedRows) -> Notice:
    """The notice over them."""
    return Notice(
        run_id=RUN,
        title=Text(zh="合成示例 <甲>", en="Synthetic <example>"),
        plan_title=None,
        plan_id="plan",
        plan_version=1,
        synthetic=Text(zh="全部虚构。", en="All of it is made up."),
        period=Period(dt.date(2026, 1, 1), dt.date(2027, 1, 1)),
        currency=currency("CNY"),
        rows=rows.rows,
        totals=TOTALS,
        root=rows.tree.root.hex(),
        contact=None,
    )


def bundle(
    *,
    is_signed: bool = True,
    totals: Totals = TOTALS,
    waterfall: Mapping[str, Any] = WATERFALL,
    supersedes: str | None = None,
    pages: Mapping[str, bytes] = FrozenMap(),
    parties: tuple[Party, ...] = PARTIES,
) -> Bundle:
    """A whole bundle, filed; signed by three roles and the journal, or by nobody.

    Args:
        is_signed: whether anybody signs.
        totals: what the manifest says.
        waterfall: as above.
        supersedes: as above.
        pages: what is sealed in the place of an honest page.
        parties: who is awarded something.
    """
    rows = sealed_rows(parties)
    told = notice(rows)
    signers = {}
    if is_signed:
        seeds = [*_seeds(), b"\x09" * 32]
        roles = ("village", "township", "county", "journal")
        signers = dict(zip(roles, map(signer_from_seed, seeds), strict=True))
    keys = [Key(public, role, f"person-of-{role}", DAY) for role, (public, _) in signers.items()]
    ring = Keyring.of(key for key in keys if key.role != "journal")
    journal_key = (ORIGIN, signers["journal"][0]) if is_signed else None
    subjects = {
        ROWS: rows.rows_file,
        "notice.html": notice_html(told),
        "notice.csv": notice_csv(told),
        VKEYS: vkeys_file(ring, journal_key),
        "README.txt": readme_txt(told),
        **pages,
    }
    origin = Origin(
        "plan.village.2026.regular", 1, ("2026-01-01", "2026-12-31"), "regular", supersedes,
        Engine("benefit-share", "0.1.0", "0" * 64), "1" * 64, "2" * 64,
        (InputFile.of("households.csv", INPUT),), "CNY", 2, synthetic=True,
    )  # fmt: skip
    manifest = manifest_bytes(
        origin, rows, totals=totals.document(), waterfall=waterfall, subjects=subjects.items()
    )
    envelope = Envelope(manifest)
    for role in ("village", "township", "county") if is_signed else ():
        envelope = signed(envelope, *signers[role])
    lines = journal_lines(manifest, envelope.document())
    head = Checkpoint(ORIGIN, len(lines), journal_tree(lines).root)
    if is_signed:
        head = signed_checkpoint(head, *signers["journal"])
    files = public_files(subjects, envelope, journal=lines, checkpoint=head, origin=ORIGIN)
    pinned = Keyring.of(
        attrs.evolve(key, person=ORIGIN) if key.role == "journal" else key for key in keys
    )
    return Bundle(files, pinned.document(), rows, manifest)


EVENTS: tuple[tuple[str, str], ...] = (
    ("run_proposed", "person-of-village"),
    ("notice_posted", "person-of-village"),
    ("objection", "H2"),
    ("objection_resolved", "person-of-village"),
    ("reviewed", "person-of-township"),
    ("filed", "person-of-county"),
)


def journal_lines(
    manifest: bytes, envelope: bytes, events: tuple[tuple[str, str], ...] = EVENTS
) -> tuple[bytes, ...]:
    """The journal of a run from proposal to filing."""
    lines: tuple[bytes, ...] = ()
    for place, (kind, actor) in enumerate(events):
        body: dict[str, Any] = {"run_id": RUN, "manifest_sha256": digest(manifest)}
        if kind.startswith("objection"):
            body["objection"] = "o1"
        if kind == "filed":
            body |= {"filed_on": "2026-12-12", "envelope_sha256": digest(envelope)}
        at = f"2026-12-{place + 1:02}T08:00:00Z"
        lines = extended(lines, Entry(kind, actor, at, body))
    return lines
