"""Writing a folder whole: a result in the place of the earlier one, or the files of a new case."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from benefit_share.errors import Refused
from benefit_share.files import faults
from benefit_share.files.storage import STORAGE, Storage, Watch

__all__ = ["RESULT_FILES", "write_new", "write_new_file", "write_result"]

RESULT_FILES: Final = (
    "summary.json",
    "summary.*.md",
    "statements.jsonl",
    "balances_next.csv",
    "earlier_next.csv",
    "findings.json",
    "result.xlsx",
    "tables/*.csv",
    "tables/*.parquet",
    "statements/*.md",
    "charts/*.svg",
)
"""What an earlier result may consist of; a folder with anything else is not replaced."""

_MARK: Final = "summary.json"
_MARK_LIMIT: Final = 200_000_000
_NAME: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,120}")
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


def write_result(
    files: Mapping[str, bytes],
    folder: str | Path,
    *,
    storage: Storage = STORAGE,
    watch: Watch = iter,
) -> None:
    """Write a result whole.

    Args:
        files: path below the folder, parts divided by `/`, and the bytes of each file.
        folder: where; a new or empty folder, or an earlier result, which is replaced.
        storage: what writes.
        watch: goes through the names; somebody may want to see how far it has come.

    Raises:
        Refused: when the folder holds anything else, a name is not possible on every computer, or
            the computer cannot write; an earlier result is then still whole.
    """
    at = Path(folder)
    _check_names(files)
    storage.mend(at)
    kind = storage.kind(at)
    if kind and kind != "folder":
        raise Refused([faults.NOT_A_FOLDER.at("").placed(str(at))])
    if kind:
        _check_earlier(at, (*RESULT_FILES, *files), storage)
    storage.replace_folder(at, files, watch)


def write_new(
    files: Mapping[str, bytes],
    folder: str | Path,
    *,
    storage: Storage = STORAGE,
    watch: Watch = iter,
) -> None:
    """Write files into a new or empty folder, whole; raise `Refused` for any other."""
    at = Path(folder)
    _check_names(files)
    storage.mend(at)
    kind = storage.kind(at)
    if kind and kind != "folder":
        raise Refused([faults.NOT_A_FOLDER.at("").placed(str(at))])
    present = storage.names(at) if kind else ()
    if present:
        raise Refused([faults.NOT_EMPTY.at("", name=present[0][:60]).placed(str(at))])
    storage.replace_folder(at, files, watch)


def write_new_file(data: bytes, file: str | Path, *, storage: Storage = STORAGE) -> None:
    """Write one file whole, under a name that nothing has yet; raise `Refused` for any other."""
    at = Path(file)
    if storage.kind(at):
        raise Refused([faults.EXISTS.at("").placed(str(at))])
    storage.write_whole(at, data)


def _check_names(files: Iterable[str]) -> None:
    """Refuse names that some computer cannot keep, or cannot keep apart."""
    findings = []
    seen: dict[str, str] = {}
    for name in sorted(files):
        parts = name.split("/")
        if any(not _possible(part) for part in parts):
            findings.append(faults.NAME_REFUSED.at(name, name=name[:120]))
        other = seen.setdefault(name.lower(), name)
        if other != name:
            findings.append(faults.NAMES_COLLIDE.at(name, name=name[:120], other=other[:120]))
    if findings:
        raise Refused(findings)


def _possible(part: str) -> bool:
    ends_well = not part.endswith((".", " "))
    return bool(_NAME.fullmatch(part)) and ends_well and not _RESERVED.fullmatch(part)


def _check_earlier(folder: Path, patterns: Iterable[str], storage: Storage) -> None:
    """Refuse a folder that is neither empty nor an earlier result and nothing else."""
    names = tuple(_below(folder, "", storage))
    known = tuple(patterns)
    foreign = [name for name in names if not any(fnmatchcase(name, one) for one in known)]
    if not foreign and names and not _is_result(folder, names, storage):
        foreign = [names[0]]
    if foreign:
        finding = faults.FOREIGN_FOLDER.at("", name=foreign[0][:120])
        raise Refused([finding.placed(str(folder))])


def _below(folder: Path, prefix: str, storage: Storage) -> Iterable[str]:
    for name in storage.names(folder):
        if storage.kind(folder / name) == "folder" and not prefix:
            yield from _below(folder / name, f"{name}/", storage)
        else:
            yield prefix + name


def _is_result(folder: Path, names: tuple[str, ...], storage: Storage) -> bool:
    """Say whether the summary says that it is one."""
    if _MARK not in names:
        return False
    data = storage.read_bytes(folder / _MARK, _MARK_LIMIT, what="summary")
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return False
    written = said.get("format", "") if isinstance(said, dict) else ""
    return isinstance(written, str) and written.startswith("benefit-share/")
