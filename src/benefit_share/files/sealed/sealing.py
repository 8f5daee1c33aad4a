"""The files of a sealed run: the public folder, and the private one beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.files.cases.case import DOCUMENT
from benefit_share.files.cases.document import written_case
from benefit_share.files.cases.parts import BOOK
from benefit_share.files.storage import STORAGE, Storage, Watch
from benefit_share.rendering import statement_line
from benefit_share.rendering.web.sealed_notice import (
    board_html,
    notice_csv,
    notice_html,
    readme_txt,
)
from benefit_share.rendering.web.verifier import verify_page
from benefit_share.seal.bundle import ROWS, VKEYS, public_files, vkeys_file
from benefit_share.seal.envelope import Envelope
from benefit_share.seal.journal import Entry, extended
from benefit_share.seal.keys import Keyring
from benefit_share.seal.manifest import Engine, InputFile, Origin, fingerprint, manifest_bytes
from benefit_share.seal.notice import board_of, notice_of
from benefit_share.seal.parties import (
    acknowledged,
    awarded_parties,
    parties_of,
    totals_of,
    waterfall_of,
)
from benefit_share.seal.rows import SealedRows, receipt, seal_rows
from benefit_share.statements import statement, summary
from benefit_share.values import currency, digest

if TYPE_CHECKING:
    from benefit_share.distribution import Run, SlicedRun

__all__ = ["Sealed", "engine_of", "input_files", "journal_name", "seal_run"]

SLIPS_LIMIT: Final = 1_000
"""Up to so many receipts have a file each."""

SOURCE_LIMIT: Final = 4_000_000
INPUT_LIMIT: Final = 200_000_000
SOURCE_SUFFIXES: Final = (".json", ".po", ".py", ".typed", ".csv", ".yaml", ".txt")


@attrs.frozen
class Sealed:
    """A run, sealed.

    Attributes:
        run_id: the run.
        files: `public/…` and `restricted/…`, and the bytes of each.
        manifest: the bytes of the manifest.
        rows: the sealed rows.
    """

    run_id: str
    files: Mapping[str, bytes] = attrs.field(repr=False)
    manifest: bytes = attrs.field(repr=False)
    rows: SealedRows = attrs.field(repr=False)

    @property
    def fingerprint(self) -> str:
        """What people compare by eye."""
        return fingerprint(self.manifest)


def engine_of(*, storage: Storage = STORAGE) -> Engine:
    """Return name, version and source digest of this package, as it is installed here."""
    import benefit_share

    root = Path(benefit_share.__file__).parent
    lines = (
        f"{path.relative_to(root).as_posix()} {digest(storage.read_bytes(path, SOURCE_LIMIT))}\n"
        for path in sorted(_sources(root, storage), key=lambda path: path.as_posix())
    )
    source = digest("".join(lines).encode("utf-8"))
    return Engine("benefit-share", metadata.version("benefit-share"), source)


def _sources(folder: Path, storage: Storage) -> Iterable[Path]:
    for name in storage.names(folder):
        path = folder / name
        if storage.kind(path) == "folder":
            yield from _sources(path, storage)
        elif path.suffix in SOURCE_SUFFIXES:
            yield path


def input_files(folder: Path, *, storage: Storage = STORAGE) -> Mapping[str, bytes]:
    """Return the files of a case: the plan, the head and the tables, or its workbook, by name.

    A workbook that is the case gets the name under which a folder's workbook is read; a JSON
    document becomes the files of its case, which people can read.
    """
    if storage.kind(folder) == "file":
        data = storage.read_bytes(folder, INPUT_LIMIT)
        return written_case(data) if folder.suffix.lower() == DOCUMENT else {BOOK: data}
    names = (
        name
        for name in storage.names(folder)
        if name.endswith((".csv", ".yaml")) or name.lower() == BOOK
    )
    return {
        name: storage.read_bytes(folder / name, INPUT_LIMIT)
        for name in names
        if storage.kind(folder / name) == "file"
    }


def seal_run(
    run: Run | SlicedRun,
    *,
    run_key: bytes,
    engine: Engine,
    inputs: Mapping[str, bytes],
    edition: int = 1,
    supersedes: str | None = None,
    ring: Keyring | None = None,
    proposed: tuple[str, str] | None = None,
    origin: str = "",
    read: Iterable[tuple[str, str, str]] = (),
    watch: Watch = iter,
) -> Sealed:
    """Return the files of a sealed run; the same arguments give the same bytes.

    Args:
        run: the record of the run.
        run_key: 32 bytes from a source of chance; private.
        engine: what computed it.
        inputs: name and bytes of each file that it was read from.
        edition: the n-th run of the distribution.
        supersedes: digest of the manifest that it replaces, or None.
        ring: the public keys of those who will sign, or None.
        proposed: who proposes the run, and when (UTC, `YYYY-MM-DDThh:mm:ssZ`), for the first line
            of the journal; None: the journal is empty.
        origin: name of the journal; made of the distribution if empty.
        read: code, path and name, for each warning that somebody acknowledged.
        watch: goes through the parties; somebody may want to see how far it has come.

    Returns:
        `public/…`: the bundle; `restricted/…`: key, statements, explained statements, inputs, the
        notice with full names for the board, and for at most 1,000 parties a receipt each.

    Raises:
        Refused: when something in the run cannot be sealed.
    """
    money, run_id = currency(run.case.plan.plan.currency), f"{run.distribution_id}.e{edition}"
    details = {
        party: statement_line(statement(run, party)) + b"\n"
        for party in watch(awarded_parties(run))
    }
    digests = {party: digest(line[:-1]) for party, line in details.items()}
    rows = seal_rows(parties_of(run, digests), run_id=run_id, run_key=run_key, currency=money)
    totals = totals_of(run)
    notice = notice_of(run, rows, totals, money)
    subjects = {
        ROWS: rows.rows_file,
        "notice.html": notice_html(notice),
        "notice.csv": notice_csv(notice),
        VKEYS: vkeys_file(ring or Keyring(())),
        "README.txt": readme_txt(notice),
        "verify.html": verify_page(),
    }
    manifest = manifest_bytes(
        _origin(run, engine, inputs, edition, supersedes=supersedes, read=read),
        rows,
        totals=totals.document(),
        waterfall=waterfall_of(summary(run)),
        subjects=subjects.items(),
    )
    journal = _proposal(run_id, manifest, proposed)
    name = origin or journal_name(run.distribution_id)
    public = public_files(subjects, Envelope(manifest), journal=journal, origin=name)
    explained = b"".join(details[party] for party in rows.parties)
    board = board_html(board_of(notice, rows, fingerprint(manifest)))
    private = _private(rows, manifest, run_key, explained, inputs) | {"board.html": board}
    files = {f"public/{one}": data for one, data in public.items()}
    files |= {f"restricted/{one}": data for one, data in private.items()}
    return Sealed(run_id, files, manifest, rows)


def journal_name(distribution: str) -> str:
    """Return the name of a distribution's journal where nobody gave it one."""
    return f"benefit-share.example/{distribution}/journal"


def _proposal(run_id: str, manifest: bytes, proposed: tuple[str, str] | None) -> tuple[bytes, ...]:
    """Return the journal of a run that was just proposed, or an empty one."""
    if proposed is None:
        return ()
    who, at = proposed
    body = {"run_id": run_id, "manifest_sha256": digest(manifest)}
    return extended((), Entry("run_proposed", who, at, body))


def _private(
    rows: SealedRows, manifest: bytes, run_key: bytes, explained: bytes, inputs: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Return the files that stay in the office."""
    slips = zip(range(len(rows.rows)), rows.parties, strict=True)
    return {
        "run_key.bin": run_key,
        "statements.jsonl": rows.statements_file,
        "details.jsonl": explained,
        **{f"inputs/{name}": data for name, data in inputs.items()},
        **{
            f"slips/{party}.json": receipt(rows, no, manifest=manifest)
            for no, party in slips
            if len(rows.rows) <= SLIPS_LIMIT
        },
    }


def _origin(
    run: Run | SlicedRun,
    engine: Engine,
    inputs: Mapping[str, bytes],
    edition: int,
    *,
    supersedes: str | None,
    read: Iterable[tuple[str, str, str]],
) -> Origin:
    money = currency(run.case.plan.plan.currency)
    return Origin(
        distribution_id=run.distribution_id,
        edition=edition,
        period=run.case.period.text(),
        kind=run.case.kind,
        supersedes=supersedes,
        engine=engine,
        plan_sha256=run.plan_digest,
        inputs_sha256=run.inputs_digest,
        inputs=tuple(InputFile.of(name, data) for name, data in sorted(inputs.items())),
        currency=money.code,
        exponent=money.exponent,
        synthetic=run.case.synthetic is not None,
        warnings=tuple(acknowledged(run, read)),
    )
