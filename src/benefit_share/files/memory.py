"""A disk in memory: files by name, to be read as if they lay in a folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.files.disk import Look

if TYPE_CHECKING:
    from typing import NoReturn

__all__ = ["FOLDER", "MemoryDisk"]

FOLDER: Final = Path("case")
"""The folder in which the files seem to lie."""

_STAMP: Final = (0,)


@attrs.frozen
class MemoryDisk:
    """Files that are read and never written.

    Attributes:
        files: name and bytes of each file.
    """

    files: Mapping[str, bytes] = attrs.field(repr=False)

    def look(self, path: Path) -> Look | None:
        """Return what is at *path*, or None for nothing."""
        if path == FOLDER:
            return Look("folder", 0, _STAMP)
        data = self.files.get(path.name) if path.parent == FOLDER else None
        return None if data is None else Look("file", len(data), _STAMP)

    def names(self, folder: Path) -> list[str]:
        """Return the names in the folder."""
        if folder != FOLDER:
            raise FileNotFoundError(str(folder))
        return list(self.files)

    def read(self, path: Path, limit: int) -> tuple[Look, bytes, Look]:
        """Return at most *limit* bytes of a file."""
        look = self.look(path)
        if look is None or look.kind != "file":
            raise FileNotFoundError(str(path))
        return look, self.files[path.name][:limit], look

    def _read_only(self, *_: object) -> NoReturn:
        raise PermissionError("a disk in memory is only read")

    write = append = lock = unlock = settle = _read_only
    rename = make_folder = remove_file = remove_folder = _read_only
