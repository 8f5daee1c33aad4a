"""Storage: reading whole or not at all; writing so that a stop leaves the old or the new.

A folder is replaced in four renames and removals that each leave one whole result behind:
the new one is built beside its target, the earlier one is renamed aside, the new one is renamed in,
the earlier one is
removed. `mend` puts right what a stop in between has left.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import attrs

from benefit_share.errors import Refused
from benefit_share.files import faults
from benefit_share.files.disk import COMPUTER, Disk

__all__ = ["STORAGE", "Storage", "Watch"]

Watch = Callable[[Collection[str]], Iterable[str]]
"""What goes through names in their order: `iter`, or what shows somebody how far it has come."""

_BUILT = ".new"
_ASIDE = ".earlier"


@contextmanager
def _told(what: str, place: Path | str, *, writing: bool = False) -> Iterator[None]:
    """Turn an error of the operating system into a refusal."""
    try:
        yield
    except FileNotFoundError:
        raise Refused([faults.NOT_FOUND.at("", what=what).placed(str(place))]) from None
    except OSError as error:
        kind = faults.CANNOT_WRITE if writing else faults.CANNOT_READ
        reason = os.strerror(error.errno) if error.errno else type(error).__name__
        raise Refused([kind.at("", reason=reason).placed(str(place))]) from error


@attrs.frozen
class Storage:
    """All that the library does with files.

    Attributes:
        disk: the computer, or what stands in for it in a test.
    """

    disk: Disk = COMPUTER

    def read_bytes(self, path: Path, limit: int, *, what: str = "file") -> bytes:
        """Return the bytes of an ordinary file.

        Args:
            path: the file; a link is refused.
            limit: how many bytes it may have.
            what: what it is, for the message.

        Returns:
            All its bytes.

        Raises:
            Refused: when it is missing, no ordinary file, too large, unreadable, or changes while
                it is read.
        """
        name = path.name
        with _told(what, name):
            at = self.disk.look(path)
            if at is not None and at.kind != "file":
                raise Refused([faults.NOT_A_FILE.at("").placed(name)])
            before, data, after = self.disk.read(path, limit + 1)
        if before.kind != "file":
            raise Refused([faults.NOT_A_FILE.at("").placed(name)])
        if before.stamp != after.stamp or before.size != len(data) <= limit:
            raise Refused([faults.CHANGED.at("").placed(name)])
        if len(data) > limit:
            raise Refused([faults.TOO_LARGE.at("", limit=limit).placed(name)])
        return data

    def names(self, folder: Path, *, what: str = "folder") -> tuple[str, ...]:
        """Return the names in a folder, in order; raise `Refused` when there is no such folder."""
        with _told(what, folder):
            return tuple(sorted(self.disk.names(folder)))

    def kind(self, path: Path) -> str:
        """Return `file`, `folder`, `link`, `other`, or empty for nothing."""
        with _told("file", path):
            found = self.disk.look(path)
        return "" if found is None else found.kind

    def make_folder(self, folder: Path) -> None:
        """Make a folder that only its owner can open, unless it is there."""
        with _told("folder", folder, writing=True):
            if self.disk.look(folder) is None:
                self.disk.make_folder(folder)
                self.disk.settle(folder.parent)

    def write_whole(self, path: Path, data: bytes) -> None:
        """Write a file so that after a stop there is the earlier one or the new one.

        Args:
            path: the file; an earlier one is replaced.
            data: its bytes.

        Raises:
            Refused: when the computer cannot; the earlier file is then untouched.
        """
        if not path.name:
            raise Refused([faults.NOT_A_FILE.at("").placed(str(path))])
        beside = path.with_name(f".{path.name}{_BUILT}")
        with _told("folder", path.name, writing=True):
            try:
                if self.disk.look(beside) is not None:
                    self.disk.remove_file(beside)
                self.disk.write(beside, data)
                self.disk.rename(beside, path)
            except OSError:
                with suppress(OSError):
                    self.disk.remove_file(beside)
                raise
            self.disk.settle(path.parent)

    def append(self, path: Path, data: bytes) -> None:
        """Put bytes behind a file in one write, and bring them to the disk for good.

        Raises:
            Refused: when the computer cannot; a part of the bytes may then stand there.
        """
        with _told("file", path.name, writing=True):
            self.disk.append(path, data)
            self.disk.settle(path.parent)

    @contextmanager
    def locked(self, path: Path) -> Iterator[None]:
        """Hold a file against other processes as long as the block runs.

        Raises:
            Refused: when another holds it, or the computer cannot.
        """
        with _told("file", path.name, writing=True):
            try:
                number = self.disk.lock(path)
            except BlockingIOError:
                raise Refused([faults.HELD.at("").placed(path.name)]) from None
        try:
            yield
        finally:
            self.disk.unlock(number)

    def replace_folder(self, folder: Path, files: Mapping[str, bytes], watch: Watch = iter) -> None:
        """Write a folder whole in the place of an earlier one.

        Args:
            folder: the folder; what is there now is removed, so the caller looks first whether it
                may be.
            files: path below the folder, parts divided by `/`, and bytes of each file.
            watch: goes through the names.

        Raises:
            Refused: when the computer cannot; the earlier folder is then still whole, after `mend`
                under its own name.
        """
        folder = _named(folder)
        if not folder.name:
            raise Refused([faults.NOT_A_FOLDER.at("").placed(str(folder))])
        built, aside = _beside(folder)
        self.mend(folder)
        with _told("folder", folder, writing=True):
            try:
                self._build(built, files, watch)
                replaces = self.disk.look(folder) is not None
                if replaces:
                    self.disk.rename(folder, aside)
                self.disk.rename(built, folder)
            except OSError:
                with suppress(OSError, Refused):
                    self.mend(folder)
                raise
            self.disk.settle(folder.parent)
            if replaces:
                self._remove(aside)
                self.disk.settle(folder.parent)

    def mend(self, folder: Path) -> tuple[str, ...]:
        """Put right what a stopped `replace_folder` has left: one whole folder, under its name.

        Args:
            folder: the folder that was to be replaced.

        Returns:
            The names that were found and removed or renamed; nothing when all was well.
        """
        folder = _named(folder)
        if not folder.name:  # the root: nothing can lie beside it
            return ()
        built, aside = _beside(folder)
        done = []
        with _told("folder", folder, writing=True):
            if self.disk.look(aside) is not None:
                done.append(aside.name)
                if self.disk.look(folder) is None:
                    self.disk.rename(aside, folder)
                    self.disk.settle(folder.parent)
                else:
                    self._remove(aside)
            if self.disk.look(built) is not None:
                done.append(built.name)
                self._remove(built)
        return tuple(done)

    def _build(self, folder: Path, files: Mapping[str, bytes], watch: Watch) -> None:
        self.disk.make_folder(folder)
        folders = {folder}
        for name in watch(sorted(files)):
            *parts, last = name.split("/")
            within = folder
            for part in parts:
                within = within / part
                if within not in folders:
                    self.disk.make_folder(within)
                    folders.add(within)
            self.disk.write(within / last, files[name])
        for made in sorted(folders, reverse=True):
            self.disk.settle(made)

    def _remove(self, path: Path) -> None:
        found = self.disk.look(path)
        if found is not None and found.kind == "folder":
            for name in self.disk.names(path):
                self._remove(path / name)
            self.disk.remove_folder(path)
        else:
            self.disk.remove_file(path)


def _named(folder: Path) -> Path:
    """Return a path whose last part is a name; `.` and `results/..` have none, nor has the root."""
    return folder if folder.name not in {"", ".."} else folder.resolve()


def _beside(folder: Path) -> tuple[Path, Path]:
    return folder.with_name(f".{folder.name}{_BUILT}"), folder.with_name(f".{folder.name}{_ASIDE}")


STORAGE: Final = Storage()
"""The storage of the computer this runs on."""
