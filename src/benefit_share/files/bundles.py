"""A bundle read back: the bytes of the public folder, of the private one, and the run again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benefit_share.errors import Refused
from benefit_share.files import faults
from benefit_share.files.case_folder import read_folder
from benefit_share.files.sealing import engine_of, input_files, seal_run
from benefit_share.files.storage import STORAGE, Storage
from benefit_share.values import ValueFault, digest, read_canonical

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.verification import Rerun, Verdict

__all__ = ["detail_of", "read_public", "read_restricted", "read_verified", "rerun_of", "twice_of"]

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
    """Return name and bytes of the private files that checks need: statements and inputs."""
    files = {}
    for name in storage.names(folder):
        if storage.kind(folder / name) == "file":
            files[name] = storage.read_bytes(folder / name, FILE_LIMIT)
    if storage.kind(folder / "inputs") == "folder":
        for name in storage.names(folder / "inputs"):
            data = storage.read_bytes(folder / "inputs" / name, FILE_LIMIT)
            files[f"inputs/{name}"] = data
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


def rerun_of(folder: Path, run_id: str, *, storage: Storage = STORAGE) -> Rerun | None:
    """Return the run computed again from the inputs of a private folder, or None if it cannot be.

    Args:
        folder: the private folder, with `inputs/` and `run_key.bin`.
        run_id: the run of the manifest, whose edition it ends with.
        storage: how files are read.
    """
    from benefit_share.distribution import run_case
    from benefit_share.verification import Rerun

    _, _, edition = run_id.rpartition(".e")
    if not (edition.isascii() and edition.isdigit()) or len(edition) > 6:
        return None
    try:
        case = read_folder(folder / "inputs").case
        key = storage.read_bytes(folder / "run_key.bin", KEY_LIMIT)
        if case is None:
            return None
        made = seal_run(
            run_case(case),
            run_key=key,
            engine=engine_of(storage=storage),
            inputs=input_files(folder / "inputs", storage=storage),
            edition=int(edition),
        )
    except (Refused, ValueFault):
        return None
    engine, rows = engine_of(storage=storage), made.rows
    return Rerun(engine.version, engine.source_sha256, rows.rows_file, rows.statements_file)


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
