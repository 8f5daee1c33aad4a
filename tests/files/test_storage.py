"""Storage: whole or not at all, whichever call fails, wherever it stops."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from benefit_share.errors import Refused
from benefit_share.files import STORAGE, Storage, write_new, write_result
from benefit_share.files.disk import Disk, Look, SystemDisk

OLD = {"summary.json": b'{"format": "benefit-share/summary/1"}', "statements/h1.zh.md": b"old"}
NEW = {"summary.json": b'{"format": "benefit-share/summary/1", "n": 2}', "findings.json": b"[]"}


class Stopped(BaseException):
    """The process is gone."""


class Faulty:
    """A disk on which one call fails, or after which nothing happens any more."""

    def __init__(self, at: int, *, stops: bool) -> None:
        """Fail at call number *at*; with *stops*, never do that nor anything later."""
        self.at = at
        self.stops = stops
        self.count = 0

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Stand in for a call of the computer's disk."""
        real = getattr(SystemDisk(), name)

        def call(*arguments: object) -> object:
            self.count += 1
            if self.stops and self.count >= self.at:
                raise Stopped
            if self.count == self.at:
                raise OSError(28, os.strerror(28))
            return real(*arguments)

        return call


def faulty(at: int, *, stops: bool = False) -> Storage:
    """Return storage whose call number *at* fails."""
    return Storage(cast("Disk", Faulty(at, stops=stops)))


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def calls_of_a_replacement(tmp_path: Path) -> int:
    """Return how many calls it takes."""
    folder = tmp_path / "count"
    write_result(OLD, folder)
    disk = Faulty(10_000, stops=False)
    write_result(NEW, folder, storage=Storage(cast("Disk", disk)))
    return disk.count


@pytest.mark.parametrize("stops", [False, True], ids=["fails", "stops"])
def test_whichever_call_fails_one_whole_result_is_there(
    tmp_path: Path,
    stops: bool,  # noqa: FBT001 - a table of cases
) -> None:
    """The old or the new, under its name at the latest after the next command."""
    last = calls_of_a_replacement(tmp_path)
    assert last > 20
    for at in range(1, last + 1):
        folder = tmp_path / f"at{at}" / "result"
        folder.parent.mkdir()
        write_result(OLD, folder)

        with pytest.raises((Refused, Stopped)):
            write_result(NEW, folder, storage=faulty(at, stops=stops))
        Storage().mend(folder)

        assert contents(folder) in (OLD, NEW)
        assert [path.name for path in folder.parent.iterdir()] == ["result"]


def test_a_first_result_that_fails_leaves_nothing(tmp_path: Path) -> None:
    """No folder appears, nor anything beside it."""
    for at in range(1, 8):
        with pytest.raises(Refused, match=r"file\.cannot-write|file\.cannot-read"):
            write_result(NEW, tmp_path / "result", storage=faulty(at))

        assert list(tmp_path.iterdir()) == []


def test_a_result_replaces_the_earlier_one_and_only_the_owner_can_open_it(tmp_path: Path) -> None:
    """Files of the earlier result that the new one has not are gone."""
    folder = tmp_path / "result"
    write_result(OLD, folder)
    write_result(NEW, folder)

    assert contents(folder) == NEW
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    """There is nothing to lose in it."""
    (tmp_path / "result").mkdir()
    write_result(NEW, tmp_path / "result")

    assert contents(tmp_path / "result") == NEW


@pytest.mark.parametrize(
    "there",
    [
        {"letter.docx": b"x"},
        {**OLD, "letter.docx": b"x"},
        {**OLD, "statements/deep/letter.md": b"x"},
        {"summary.json": b"[1]"},
        {"summary.json": b"no json"},
        {"summary.json": b'{"format": "other/1"}'},
        {"summary.json": b"[" * 100_000},
        {"findings.json": b"[]"},
    ],
    ids=["foreign", "beside", "deep", "list", "text", "format", "nested", "no-summary"],
)
def test_any_other_folder_is_refused_and_untouched(tmp_path: Path, there: dict[str, bytes]) -> None:
    """What somebody put there is never removed."""
    folder = tmp_path / "result"
    for name, data in there.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)

    with pytest.raises(Refused, match=r"file\.foreign-folder"):
        write_result(NEW, folder)

    assert contents(folder) == there


def test_a_file_or_a_link_is_no_folder(tmp_path: Path) -> None:
    """A link would lead to a folder that is another's."""
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "folder")

    for name in ("file", "link"):
        for writes in (write_result, write_new):
            with pytest.raises(Refused, match=r"file\.not-a-folder"):
                writes(NEW, tmp_path / name)


def test_new_files_go_into_a_new_or_empty_folder_alone(tmp_path: Path) -> None:
    """Not even an earlier result is replaced."""
    write_new(NEW, tmp_path / "case")

    assert contents(tmp_path / "case") == NEW
    with pytest.raises(Refused, match=r"file\.folder-not-empty.*findings\.json"):
        write_new(NEW, tmp_path / "case")


def test_the_current_folder_can_be_named_by_a_point(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--out .` finds its parent."""
    (tmp_path / "result").mkdir()
    monkeypatch.chdir(tmp_path / "result")
    write_result(NEW, ".")

    assert contents(tmp_path / "result") == NEW


def test_the_root_of_the_disk_is_refused_like_any_other_folder() -> None:
    """It has no name, and nothing can lie beside it."""
    for writes in (write_result, write_new):
        with pytest.raises(Refused, match=r"file\.(?:foreign-folder|folder-not-empty)"):
            writes(NEW, "/")
    with pytest.raises(Refused, match=r"file\.not-a-file"):
        STORAGE.write_whole(Path("/"), b"x")
    with pytest.raises(Refused, match=r"file\.not-a-folder"):
        STORAGE.replace_folder(Path("/"), NEW)


@pytest.mark.parametrize(
    "name",
    [
        "CON.md",
        "statements/nul.zh.md",
        "a.",
        "a b",
        "../a",
        "/a",
        "a//b",
        "a\\b",
        "",
        "文.md",
        "x" * 200,
    ],
)
def test_names_that_some_computer_cannot_keep_are_refused(tmp_path: Path, name: str) -> None:
    """Everywhere, so that a result can be copied anywhere."""
    with pytest.raises(Refused, match=r"file\.name:"):
        write_result({name: b""}, tmp_path / "result")


def test_names_that_some_computer_cannot_keep_apart_are_refused(tmp_path: Path) -> None:
    """H1 and h1 are one file on many."""
    with pytest.raises(Refused, match=r"'statements/h1\.md' and 'statements/H1\.md' are one file"):
        write_result({"statements/H1.md": b"", "statements/h1.md": b""}, tmp_path / "result")


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    """The old or the new after any failure, and nothing beside it."""
    path = tmp_path / "journal"
    storage = Storage()
    storage.write_whole(path, b"old")
    for at in range(1, 5):
        with pytest.raises((Refused, Stopped)):
            faulty(at).write_whole(path, b"new")

        assert path.read_bytes() in {b"old", b"new"}
        assert [one.name for one in tmp_path.iterdir()] == ["journal"]

    (tmp_path / ".journal.new").write_bytes(b"left by a stop")
    storage.write_whole(path, b"last")

    assert path.read_bytes() == b"last"
    assert [one.name for one in tmp_path.iterdir()] == ["journal"]


def test_a_folder_is_made_once_and_for_its_owner(tmp_path: Path) -> None:
    """Making it again changes nothing."""
    storage = Storage()
    storage.make_folder(tmp_path / "private")
    storage.make_folder(tmp_path / "private")

    assert stat.S_IMODE((tmp_path / "private").stat().st_mode) == 0o700


# ---- reading -----------------------------------------------------------------------------------


def test_an_ordinary_file_is_read_whole(tmp_path: Path) -> None:
    """Up to the limit exactly, in as many parts as it takes."""
    data = os.urandom(3_000_000)
    (tmp_path / "a").write_bytes(data)

    assert Storage().read_bytes(tmp_path / "a", 3_000_000) == data
    with pytest.raises(Refused, match=r"a: file\.too-large: The file has more than 2999999 bytes"):
        Storage().read_bytes(tmp_path / "a", 2_999_999)


def test_what_is_no_ordinary_file_is_refused(tmp_path: Path) -> None:
    """A folder, a link, a pipe; nothing at all."""
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()

    for name in ("link", "pipe", "folder"):
        with pytest.raises(Refused, match=rf"{name}: file\.not-a-file"):
            Storage().read_bytes(tmp_path / name, 10)
    with pytest.raises(Refused, match=r"none: file\.not-found: There is no table here"):
        Storage().read_bytes(tmp_path / "none", 10, what="table")
    with pytest.raises(Refused, match=r"file\.not-found"):
        Storage().names(tmp_path / "none")
    with pytest.raises(Refused, match=r"file\.cannot-read"):
        faulty(1).read_bytes(tmp_path / "file", 10)


class Swapping(SystemDisk):
    """A disk on which somebody puts something else in the place between a look and a read."""

    def look(self, path: Path) -> Look | None:
        """Look, and let the other one work."""
        found = super().look(path)
        path.unlink()
        path.mkdir()
        return found


def test_a_folder_put_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    """What counts is what was opened."""
    (tmp_path / "a").write_bytes(b"x")

    with pytest.raises(Refused, match=r"a: file\.not-a-file"):
        Storage(Swapping()).read_bytes(tmp_path / "a", 10)


class Writing(SystemDisk):
    """A disk on which somebody writes to every file while it is read."""

    grow: bytes = b""

    def read(self, path: Path, limit: int) -> tuple[Look, bytes, Look]:
        """Read, with a change between the first look and the last."""
        before, _, _ = super().read(path, limit)
        path.write_bytes(self.grow or path.read_bytes())
        os.utime(path, ns=(1, 1))
        _, data, after = super().read(path, limit)
        return before, data, after


class Growing(Writing):
    """As above, with another size."""

    grow = b"id\n" * 100


@pytest.mark.parametrize("disk", [Writing(), Growing()], ids=["same-size", "grown"])
def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, disk: Writing) -> None:
    """E14: half of one version and half of another is no table."""
    (tmp_path / "a").write_bytes(b"id\nv1\n")

    with pytest.raises(Refused, match=r"a: file\.changed-while-reading"):
        Storage(disk).read_bytes(tmp_path / "a", 1000)


# ---- another system ----------------------------------------------------------------------------


def test_windows_reads_and_writes_without_what_it_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No call to make a folder durable, and no flag that it does not know."""
    storage = Storage(SystemDisk(windows=True))
    opened: list[int] = []
    real = os.open

    def watched(path: str, flags: int, *rest: int) -> int:
        opened.append(flags)
        return real(path, flags, *rest)

    monkeypatch.setattr(os, "open", watched)
    write_result(OLD, tmp_path / "result", storage=storage)
    write_result(NEW, tmp_path / "result", storage=storage)

    assert storage.read_bytes(tmp_path / "result" / "findings.json", 10) == b"[]"
    assert contents(tmp_path / "result") == NEW
    assert not any(flags & (os.O_NOFOLLOW | os.O_DIRECTORY | os.O_NONBLOCK) for flags in opened)
    (tmp_path / "link").symlink_to(tmp_path / "result" / "findings.json")
    with pytest.raises(Refused, match=r"file\.not-a-file"):
        storage.read_bytes(tmp_path / "link", 10)
