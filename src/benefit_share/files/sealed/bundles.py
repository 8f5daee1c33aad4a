"""A bundle read back: the bytes of the public folder, of the private one, and the run again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benefit_share.errors import Refused
from benefit_share.files import faults
from benefit_share.files.cases.case import read_folder
from benefit_share.files.sealed.sealing import Sealed, engine_of, input_files, seal_run
from benefit_share.files.storage import STORAGE, Storage
from benefit_share.values import ValueFault, digest, read_canonical

if TYPE_CHECKING:
    from benefit_share.distribution import Run, SlicedRun
    from benefit_share.findings import Finding
    from benefit_share.verification import Owed, Rerun, Verdict

__all__ = [
    "detail_of",
    "owed_of",
    "read_public",
    "read_restricted",
    "read_verified",
    "rerun_of",
    "resealed",
    "twice_of",
]

FILE_LIMIT: Final = 134_217_728
KEY_LIMIT: Final = 64


def read_public(folder: Path, *, storage: Storage = STORAGE) -> Mapping[str, bytes]:
    """Return name and bytes of each file of a public folder.

    Args:
        folder: the public folder, or the one that holds it.
        storage: how files are read.

    Raises:
        Refused: when there is no such folder, or anything in it is no ordinary file: a link or a
            folder has no place in a bundle.
    """
    if storage.kind(folder) not in {"", "folder"}:
        raise Refused([faults.NOT_A_FOLDER.at("").placed(str(folder))])
    inner = folder / "public"
    at = inner if storage.kind(inner) == "folder" else folder
    return {name: storage.read_bytes(at / name, FILE_LIMIT) for name in storage.names(at)}


def read_verified(
    folder: Path, *, storage: Storage = STORAGE
) -> tuple[Mapping[str, bytes], Verdict]:
    """Return the files of a public folder that agree with one another, and what the checks say.

    Raises:
        Refused: when a check fails, with its findings: nothing is made from such a folder.
    """
    from benefit_share.verification import verify

    files = read_public(folder, storage=storage)
    verdict = verify(files)
    if not verdict.holds:
        raise Refused(one for check in verdict.checks for one in check.findings if one.is_error)
    return files, verdict


def read_restricted(folder: Path, *, storage: Storage = STORAGE) -> Mapping[str, bytes]:
    """Return name and bytes of the private files that checks need."""
    files = {}
    for name in storage.names(folder):
        if storage.kind(folder / name) == "file":
            files[name] = storage.read_bytes(folder / name, FILE_LIMIT)
    for below in ("inputs", "payments"):
        files |= _below(folder, below, storage)
    return files


def _below(folder: Path, path: str, storage: Storage) -> dict[str, bytes]:
    """Return the files in a folder and in the folders within, by their path."""
    files: dict[str, bytes] = {}
    if storage.kind(folder / path) == "folder":
        for name in storage.names(folder / path):
            inner = f"{path}/{name}"
            if storage.kind(folder / inner) == "folder":
                files |= _below(folder, inner, storage)
            else:
                files[inner] = storage.read_bytes(folder / inner, FILE_LIMIT)
    return files


def detail_of(files: Mapping[str, bytes], slip: bytes) -> bytes | None:
    """Return the explained statement that a slip names, from the private files, or None.

    Args:
        files: the private files.
        slip: the slip; one that cannot be read names nothing.
    """
    try:
        read = read_canonical(slip)
    except ValueFault:
        return None
    statement = read.get("statement") if isinstance(read, dict) else None
    named = statement.get("detail_sha256") if isinstance(statement, dict) else None
    lines = files.get("details.jsonl", b"").split(b"\n")
    return next((line for line in lines if digest(line) == named), None)


def resealed(
    folder: Path, run_id: str, *, storage: Storage = STORAGE
) -> tuple[Run | SlicedRun, Sealed] | None:
    """Return the run computed and sealed again from a private folder, or None if it cannot be.

    Args:
        folder: the private folder, with `inputs/` and `run_key.bin`.
        run_id: the run of the manifest, whose edition it ends with.
        storage: how files are read.
    """
    from benefit_share.distribution import run_case

    _, _, edition = run_id.rpartition(".e")
    if not (edition.isascii() and edition.isdigit()) or len(edition) > 6:
        return None
    try:
        case = read_folder(folder / "inputs").case
        key = storage.read_bytes(folder / "run_key.bin", KEY_LIMIT)
        if case is None:
            return None
        run = run_case(case)
        made = seal_run(
            run,
            run_key=key,
            engine=engine_of(storage=storage),
            inputs=input_files(folder / "inputs", storage=storage),
            edition=int(edition),
        )
    except (Refused, ValueFault):
        return None
    return run, made


def rerun_of(folder: Path, run_id: str, *, storage: Storage = STORAGE) -> Rerun | None:
    """Return what a run gives when it is computed again, or None if it cannot be.

    Args:
        folder: the private folder, with `inputs/` and `run_key.bin`.
        run_id: the run of the manifest, whose edition it ends with.
        storage: how files are read.
    """
    from benefit_share.verification import Rerun

    made = resealed(folder, run_id, storage=storage)
    if made is None:
        return None
    engine, rows = engine_of(storage=storage), made[1].rows
    return Rerun(engine.version, engine.source_sha256, rows.rows_file, rows.statements_file)


def owed_of(folder: Path) -> tuple[Owed, ...] | None:
    """Return who is owed what by the inputs of a private folder, or None if they cannot be read.

    Args:
        folder: the private folder, with `inputs/`.
    """
    from benefit_share.distribution import run_case
    from benefit_share.payments.due import due_of
    from benefit_share.verification import Owed

    try:
        case = read_folder(folder / "inputs").case
        run = None if case is None else run_case(case)
    except (Refused, ValueFault):
        return None
    if run is None:
        return None
    accounts = {one.household: one for one in run.case.payees}
    made = []
    for one in due_of(run):
        at = accounts.get(one.party)
        name, account = (at.payee, at.account) if at else ("", "")
        made.append(Owed(one.party, one.amount, one.payer, name, account))
    return tuple(made)


def twice_of(folder: Path) -> tuple[Finding, ...] | None:
    """Return who stands twice in the inputs of a private folder, or None if they cannot be read.

    Args:
        folder: the private folder, with `inputs/`.
    """
    kinds = (faults.ID_NUMBER_TWICE, faults.PAYEE_TWICE, faults.SAME_ACCOUNT)
    try:
        reading = read_folder(folder / "inputs")
    except Refused:
        return None
    found = tuple(one for one in reading.findings if one.kind in kinds)
    return found if found or reading.case is not None else None
