"""A power cut in any call: what was not settled may be lost, torn, or kept without what was before.

The disk here keeps two states: what programs see, and what a cut leaves. The names in a folder are
for good only once it was settled; until then any of its changes may have reached the disk without
the others. The bytes of a file are for good when the call that wrote them has returned; until then
any beginning of them may be there.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from random import Random
from typing import cast

import attrs
import pytest

from benefit_share.errors import Refused
from benefit_share.files import Storage
from benefit_share.files.disk import Disk, Look
from benefit_share.files.office.journal import LivingJournal
from benefit_share.seal.journal import Entry

CALLS_MAX = 90
SEEDS = range(6)
OLD, NEW = ({"a.txt": b"old", "in/b.txt": b"old too"}, {"a.txt": b"new", "in/c.txt": b"new too"})


class Cut(BaseException):
    """The power is gone."""


@attrs.define(eq=False)
class File:
    """Bytes."""

    data: bytes = b""


@attrs.define(eq=False)
class Folder:
    """Names as programs see them, as they are for good, and the changes between the two."""

    names: dict[str, File | Folder] = attrs.field(factory=dict)
    kept: dict[str, File | Folder] = attrs.field(factory=dict)
    pending: list[Callable[[dict[str, File | Folder]], None]] = attrs.field(factory=list)

    def change(self, how: Callable[[dict[str, File | Folder]], None]) -> None:
        """Change what programs see; what a cut leaves of it is open."""
        how(self.names)
        self.pending.append(how)


class Model:
    """A disk whose power is cut in call number *at*."""

    def __init__(self, at: int = 0, seed: int = 0) -> None:
        """Keep an empty folder; 0 cuts nothing."""
        self.root, self.at, self.count = Folder(), at, 0
        self.random = Random(seed)  # noqa: S311 - it says what the cut leaves, the same each time

    def _called(self) -> bool:
        self.count += 1
        return self.count == self.at

    def _find(self, path: Path) -> File | Folder | None:
        found: File | Folder | None = self.root
        for part in PurePosixPath(path).parts[1:]:
            found = found.names.get(part) if isinstance(found, Folder) else None
        return found

    def _folder(self, path: Path) -> Folder:
        found = self._find(path)
        if not isinstance(found, Folder):
            raise FileNotFoundError(errno.ENOENT, "no such folder")
        return found

    def cut(self) -> None:
        """Leave what is for good, and of the rest whatever chance has brought to the disk."""
        self._cut(self.root)
        self.at = 0

    def _cut(self, folder: Folder) -> None:
        left = dict(folder.kept)
        for change in folder.pending:
            if self.random.random() < 0.5:
                change(left)
        folder.names, folder.kept, folder.pending = left, dict(left), []
        for one in left.values():
            if isinstance(one, Folder):
                self._cut(one)

    def look(self, path: Path) -> Look | None:
        """Return what programs see at a path."""
        found = self._find(path)
        if isinstance(found, File):
            return Look("file", len(found.data), (id(found),))
        return None if found is None else Look("folder", 0, (id(found),))

    def names(self, folder: Path) -> list[str]:
        """Return the names that programs see."""
        return list(self._folder(folder).names)

    def read(self, path: Path, limit: int) -> tuple[Look, bytes, Look]:
        """Return the bytes that programs see."""
        found, look = self._find(path), self.look(path)
        if not isinstance(found, File) or look is None:
            raise FileNotFoundError(errno.ENOENT, "no such file")
        return look, found.data[:limit], look

    def write(self, path: Path, data: bytes) -> None:
        """Make a file; a cut leaves any beginning of it."""
        self._put(path, File(), data)

    def append(self, path: Path, data: bytes) -> None:
        """Put bytes behind a file; a cut leaves any beginning of them."""
        found = self._find(path)
        self._put(path, found if isinstance(found, File) else File(), data)

    def _put(self, path: Path, file: File, data: bytes) -> None:
        stops, folder = self._called(), self._folder(path.parent)
        if folder.names.get(path.name) is not file:
            folder.change(lambda names: names.update({path.name: file}))
        file.data += data[: self.random.randint(0, len(data))] if stops else data
        if stops:
            raise Cut

    def lock(self, path: Path) -> int:
        """Hold a file."""
        self._folder(path.parent)
        return 0

    def unlock(self, number: int) -> None:
        """Whoever is dead holds nothing."""

    def settle(self, folder: Path) -> None:
        """Bring the names of a folder to the disk for good."""
        if self._called():
            raise Cut
        found = self._folder(folder)
        found.kept, found.pending = dict(found.names), []

    def rename(self, old: Path, new: Path) -> None:
        """Give another name in the same folder."""

        def moved(names: dict[str, File | Folder]) -> None:
            one, there = names.get(old.name), names.get(new.name)
            full = isinstance(there, Folder) and bool(there.names)
            if one is not None and not full:
                names[new.name] = names.pop(old.name)

        self._named(new, moved)

    def make_folder(self, folder: Path) -> None:
        """Make a folder."""
        made = Folder()
        self._named(folder, lambda names: names.update({folder.name: made}))

    def remove_file(self, path: Path) -> None:
        """Take a name away."""
        self._named(path, lambda names: cast("None", names.pop(path.name, None)))

    def remove_folder(self, folder: Path) -> None:
        """Take a name away."""
        self._named(folder, lambda names: cast("None", names.pop(folder.name, None)))

    def _named(self, path: Path, how: Callable[[dict[str, File | Folder]], None]) -> None:
        stops = self._called()
        self._folder(path.parent).change(how)
        if stops:
            raise Cut


def told(disk: Model, folder: Path = Path("/place/result")) -> dict[str, bytes]:
    """Return path and bytes of every file below a folder."""
    found = disk._find(folder)
    return dict(below(found)) if isinstance(found, Folder) else {}


def below(folder: Folder, path: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield the files of a folder."""
    for name, one in folder.names.items():
        if isinstance(one, File):
            yield path + name, one.data
        else:
            yield from below(one, f"{path}{name}/")


def prepared(seed: int) -> tuple[Model, Storage]:
    """A disk with an empty folder on it, for good."""
    disk = Model(seed=seed)
    storage = Storage(cast("Disk", disk))
    storage.make_folder(Path("/place"))
    return disk, storage


def cuts(
    act: Callable[[Storage], None], prepare: Callable[[Storage], None]
) -> Iterator[tuple[Model, Storage, bool]]:
    """Yield the disk after a cut in each call of *act*, and whether *act* had returned before."""
    for seed in SEEDS:
        for at in range(1, CALLS_MAX):
            disk, storage = prepared(seed)
            prepare(storage)
            disk.count, disk.at = 0, at
            try:
                act(storage)
                returned = True
            except Cut:
                returned = False
            disk.cut()
            yield disk, storage, returned
            if returned:
                break
        else:
            pytest.fail("more calls than were tried")


def test_c2_a_result_that_replaces_another_is_the_old_one_or_the_new() -> None:
    """Never a mix, after `mend`; and once the call has returned the new one stands."""
    place, seen = Path("/place/result"), set()
    for disk, storage, returned in cuts(
        lambda storage: storage.replace_folder(place, NEW),
        lambda storage: storage.replace_folder(place, OLD),
    ):
        storage.mend(place)
        found = told(disk)
        assert found in ([NEW] if returned else [OLD, NEW])
        assert told(disk, Path("/place")) == {
            f"result/{name}": data for name, data in found.items()
        }
        seen.add(found == NEW)
    assert seen == {False, True}


def test_c2_a_file_is_the_old_one_or_the_new() -> None:
    """Written beside, brought to the disk, renamed, settled: no moment shows a part of it."""
    path, seen = Path("/place/checkpoint.txt"), set()
    for disk, storage, returned in cuts(
        lambda storage: storage.write_whole(path, b"the new one, which is longer"),
        lambda storage: storage.write_whole(path, b"old"),
    ):
        data = told(disk, Path("/place"))["checkpoint.txt"]
        assert data in ({b"the new one, which is longer"} | (set() if returned else {b"old"}))
        storage.write_whole(path, b"next")
        assert told(disk, Path("/place")) == {"checkpoint.txt": b"next"}
        seen.add(data)
    assert len(seen) == 2


def entry(number: int) -> Entry:
    """An entry of the journal."""
    return Entry("objection", "village", "2026-12-01T08:00:00Z", {"run_id": f"r{number}"})


def test_c2_an_entry_of_the_journal_stands_or_does_not() -> None:
    """A torn line is moved aside, nothing before it is lost, and what was told stays."""
    journal = LivingJournal(Path("/place/journal"), "example.org/village")
    for disk, storage, returned in cuts(
        lambda storage: cast("None", attrs.evolve(journal, storage=storage).append(entry(2))),
        lambda storage: cast("None", attrs.evolve(journal, storage=storage).append(entry(1))),
    ):
        again = attrs.evolve(journal, storage=storage)
        runs = [one.body["run_id"] for one in again.entries()]
        assert runs in ([["r1", "r2"]] if returned else [["r1"], ["r1", "r2"]])
        again.append(entry(3))
        assert [one.body["run_id"] for one in again.entries()] == [*runs, "r3"]
        kept = [name for name in told(disk, journal.folder) if name.startswith("journal.torn")]
        assert len(kept) <= 1


def test_c2_without_settling_a_result_could_be_lost() -> None:
    """The model can fail: a disk that settles nothing loses what was told to stand."""

    class Careless(Model):
        def settle(self, folder: Path) -> None:
            assert self.look(folder)

    lost = 0
    for seed in SEEDS:
        disk = Careless(seed=seed)
        disk.root.names["place"] = disk.root.kept["place"] = Folder()
        Storage(cast("Disk", disk)).replace_folder(Path("/place/result"), NEW)
        disk.cut()
        lost += told(disk) != NEW
    assert lost


class ReadOnly(Model):
    """A medium that can only be read: every call that writes is refused."""

    def _called(self) -> bool:
        raise OSError(errno.EROFS, "Read-only file system")


def test_c9_what_cannot_be_written_is_refused_with_the_reason() -> None:
    """And nothing on the medium is another than before."""
    disk, storage = prepared(0)
    storage.replace_folder(Path("/place/result"), OLD)
    frozen = ReadOnly()
    frozen.root = disk.root
    fixed = Storage(cast("Disk", frozen))
    journal = LivingJournal(Path("/place/journal"), "example.org/village", fixed)
    for act in (
        lambda: fixed.replace_folder(Path("/place/result"), NEW),
        lambda: fixed.write_whole(Path("/place/a.txt"), b""),
        lambda: fixed.make_folder(Path("/place/more")),
        lambda: journal.append(entry(1)),
    ):
        with pytest.raises(Refused, match="Read-only file system"):
            act()

    assert told(frozen, Path("/place")) == {f"result/{name}": data for name, data in OLD.items()}
