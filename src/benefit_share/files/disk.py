"""The calls to the operating system that touch a file, one method each; no other room makes one.

Another `Disk` can stand in for the computer's, so that a test makes any single call fail.
What differs on Windows (a folder cannot be made durable, there are no modes, links are found by
looking) is decided
here by one flag.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path
from typing import Final, Protocol

import attrs

if sys.platform == "win32":  # pragma: no cover -- the other computer
    import msvcrt
else:
    import fcntl

__all__ = ["COMPUTER", "Disk", "Look", "SystemDisk"]

_CHUNK: Final = 1 << 20


@attrs.frozen
class Look:
    """What a look at a path shows.

    Attributes:
        kind: `file`, `folder`, `link` or `other`.
        size: bytes of a file.
        stamp: device, number, and times of the last change of content and of attributes.
    """

    kind: str
    size: int
    stamp: tuple[int, ...]


class Disk(Protocol):
    """What storage asks of a computer; every method may raise `OSError`."""

    def look(self, path: Path) -> Look | None:
        """Return what is at *path* itself, or None for nothing."""

    def names(self, folder: Path) -> list[str]:
        """Return the names in a folder."""

    def read(self, path: Path, limit: int) -> tuple[Look, bytes, Look]:
        """Return at most *limit* bytes of a file, with a look at it before and one after."""

    def write(self, path: Path, data: bytes) -> None:
        """Make a new file and bring its bytes to the disk for good."""

    def append(self, path: Path, data: bytes) -> None:
        """Put bytes behind a file, made if need be, in one write, and for good."""

    def lock(self, path: Path) -> int:
        """Hold a file against other processes; `BlockingIOError` if another holds it."""

    def unlock(self, number: int) -> None:
        """Let go of what `lock` holds."""

    def settle(self, folder: Path) -> None:
        """Bring the names in a folder to the disk for good."""

    def rename(self, old: Path, new: Path) -> None:
        """Give a file or folder another name; a file of that name is replaced."""

    def make_folder(self, folder: Path) -> None:
        """Make a folder that only its owner can open."""

    def remove_file(self, path: Path) -> None:
        """Remove a file or a link."""

    def remove_folder(self, folder: Path) -> None:
        """Remove an empty folder."""


@attrs.frozen
class SystemDisk:
    """The computer this runs on.

    Attributes:
        windows: whether it lacks modes, durable folders and `O_NOFOLLOW`.
    """

    windows: bool = os.name == "nt"

    def look(self, path: Path) -> Look | None:
        """Return what is at *path* itself, or None for nothing."""
        try:
            return _look(path.lstat())
        except (FileNotFoundError, NotADirectoryError):
            return None

    def names(self, folder: Path) -> list[str]:
        """Return the names in a folder."""
        return os.listdir(folder)  # noqa: PTH208  (names, not paths, are asked for)

    def read(self, path: Path, limit: int) -> tuple[Look, bytes, Look]:
        """Return at most *limit* bytes of a file, with a look at it before and one after."""
        flags = os.O_RDONLY | getattr(os, "O_BINARY", 0)
        if not self.windows:
            # A pipe would otherwise wait for a writer, and a link would lead elsewhere.
            flags |= os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        number = os.open(path, flags)
        try:
            before = _look(os.fstat(number))
            parts: list[bytes] = []
            while limit > 0 and before.kind == "file":
                part = os.read(number, min(limit, _CHUNK))
                if not part:
                    break
                parts.append(part)
                limit -= len(part)
            return before, b"".join(parts), _look(os.fstat(number))
        finally:
            os.close(number)

    def write(self, path: Path, data: bytes) -> None:
        """Make a new file and bring its bytes to the disk for good."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        number = os.open(path, flags, 0o600)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(number, rest) :]
            os.fsync(number)
        finally:
            os.close(number)

    def append(self, path: Path, data: bytes) -> None:
        """Put bytes behind a file, made if need be, in one write, and for good."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        number = os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            if os.write(number, data) != len(data):
                # The rest in a second write could stand behind somebody else's line.
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(number)
        finally:
            os.close(number)

    def lock(self, path: Path) -> int:
        """Hold a file against other processes; a process that dies lets go of it."""
        number = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            _hold(number)
        except OSError:
            os.close(number)
            raise
        return number

    def unlock(self, number: int) -> None:
        """Let go of what `lock` holds."""
        os.close(number)

    def settle(self, folder: Path) -> None:
        """Bring the names in a folder to the disk for good; Windows has no call for it."""
        if self.windows:
            return
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(number)
        finally:
            os.close(number)

    def rename(self, old: Path, new: Path) -> None:
        """Give a file or folder another name; a file of that name is replaced."""
        old.replace(new)

    def make_folder(self, folder: Path) -> None:
        """Make a folder that only its owner can open."""
        folder.mkdir(0o700)

    def remove_file(self, path: Path) -> None:
        """Remove a file or a link."""
        path.unlink()

    def remove_folder(self, folder: Path) -> None:
        """Remove an empty folder."""
        folder.rmdir()


if sys.platform == "win32":  # pragma: no cover -- the other computer

    def _hold(number: int) -> None:
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError(*error.args) from None

else:

    def _hold(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _look(found: os.stat_result) -> Look:
    kinds = ((stat.S_ISREG, "file"), (stat.S_ISDIR, "folder"), (stat.S_ISLNK, "link"))
    kind = next((word for asks, word in kinds if asks(found.st_mode)), "other")
    stamp = (found.st_dev, found.st_ino, found.st_mtime_ns, found.st_ctime_ns, found.st_size)
    return Look(kind, found.st_size, stamp)


COMPUTER: Final = SystemDisk()
"""The computer this runs on."""
