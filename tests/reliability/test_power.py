"""Rows C1 to C5 and C8: whatever stops the office, the run stands as before or as after.

Two models of a stop. A *kill* ends the program at a call; what was written is there.
A *power cut* also loses names that were not yet settled, from the last one on: bytes of a file are
there once its write has returned, a name once its folder was settled.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benefit_share.errors import Refused
from benefit_share.files import Storage
from benefit_share.files.disk import Disk, Look, SystemDisk
from benefit_share.files.office.journal import LivingJournal
from benefit_share.verification import Outcome, verify
from house_office import done, public, refused, written

STEPS = (("propose", 1), ("post", 1), ("review", 4), ("file", 4))
CALLS_MAX = 400
ERRORS = (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO)


class Stopped(BaseException):
    """The process is gone."""


WRITES = frozenset(
    {"write", "append", "settle", "rename", "make_folder", "remove_file", "remove_folder", "lock"}
)


class Failing:
    """The computer's disk, on which one call that writes fails, or from which on nothing is done.

    A stop between two calls that only read is the stop before the next one that writes.
    """

    def __init__(self, at: int, error: int = 0) -> None:
        """Fail with *error* at the *at*-th call that writes; without one, stop there for good."""
        self.at, self.error, self.count = at, error, 0

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Stand in for a call of the computer's disk."""

        def call(*arguments: Any) -> object:
            self.count += name in WRITES
            if name == "unlock":
                SystemDisk().unlock(*arguments)  # the system does it for the dead
                return None
            is_it = name in WRITES and self.count == self.at
            if is_it and name == "append" and not self.error:
                path, data = arguments
                SystemDisk().append(path, data[: len(data) // 2])
            if self.count >= self.at and not self.error:
                raise Stopped
            if is_it:
                raise OSError(self.error, os.strerror(self.error))
            return getattr(SystemDisk(), name)(*arguments)

        return call


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder as it is before each command."""
    root = tmp_path_factory.mktemp("prepared")
    case, folders = written(root / "case"), {"case": root / "case"}
    for place, (command, _) in enumerate(STEPS):
        folders[command] = root / command
        (root / command).mkdir()
        if place:
            before, day = STEPS[place - 1]
            shutil.copytree(folders[before], folders[command], dirs_exist_ok=True)
            done(folders[command], before, day, case)
    return folders


def upto(folder: Path, command: str, case: Path) -> None:
    """Do every step before a command."""
    for name, day in STEPS:
        if name == command:
            return
        done(folder, name, day, case)


def types(folder: Path) -> list[str]:
    """Return the types of the entries that stand."""
    if not (folder / "journal/checkpoint.txt").exists():
        return []
    return [one.type for one in LivingJournal.found(folder / "journal").entries()]


def completed(folder: Path, command: str, day: int, case: Path, before: list[str]) -> None:
    """The entry stands or does not; done again it stands, once, and a stranger finds no fault."""
    found, after = types(folder), types_after(command, before)
    assert found in (before, after)
    if found == before or command == "file":
        done(folder, command, day, case)
    else:
        assert refused(lambda: done(folder, command, day, case))
    assert types(folder) == after
    assert Outcome.FAILED not in verify(public(folder / "e1/public")).by_name.values()
    # A checkpoint that was being written lies there until the next entry.
    assert left_over(folder) <= {".checkpoint.txt.new"}


def left_over(folder: Path) -> set[str]:
    """Return the names of what a stop has left."""
    return {path.name for path in folder.rglob(".*")}


def onward(folder: Path, command: str, case: Path) -> None:
    """Do the rest, up to a filing that is done already."""
    place = [name for name, _ in STEPS].index(command)
    for name, day in STEPS[place + 1 :]:
        done(folder, name, day, case)
    assert done(folder, "file", 4, case).again
    assert types(folder) == ["run_proposed", "notice_posted", "reviewed", "filed"]
    if place + 1 < len(STEPS):
        assert left_over(folder) == set()


def types_after(command: str, before: list[str]) -> list[str]:
    """Return the entries when a command was done."""
    return [
        *before,
        {"propose": "run_proposed", "post": "notice_posted", "review": "reviewed"}.get(
            command, "filed"
        ),
    ]


def stopped_everywhere(
    prepared: dict[str, Path], command: str, day: int, tmp_path: Path, error: int = 0
) -> None:
    """Do a command with every call that writes failing in turn, and do it again each time."""
    case = prepared["case"]
    for at in range(1, CALLS_MAX):
        folder = tmp_path / str(at)
        shutil.copytree(prepared[command], folder)
        before, disk = types(folder), Failing(at, error)
        try:
            done(folder, command, day, case, Storage(cast("Disk", disk)))
        except (Stopped, Refused):
            completed(folder, command, day, case, before)
        if disk.count < at:
            onward(folder, command, case)
            return
    pytest.fail("a command makes more calls than were tried")


@pytest.mark.parametrize(("command", "day"), STEPS)
def test_c1_killed_at_any_call_a_command_is_done_or_not_and_can_be_done_again(
    prepared: dict[str, Path], command: str, day: int, tmp_path: Path
) -> None:
    """Half a line of the journal is set aside, half a folder is put right."""
    stopped_everywhere(prepared, command, day, tmp_path)


@pytest.mark.parametrize(
    ("command", "day", "error"),
    [(*step, error) for step, error in zip(STEPS, ERRORS, strict=False)],
)
def test_c3_and_c4_a_call_that_fails_is_a_refusal_and_nothing_half_done(
    prepared: dict[str, Path], command: str, day: int, error: int, tmp_path: Path
) -> None:
    """No space, no right, a failed fsync: nobody is told that it was done."""
    stopped_everywhere(prepared, command, day, tmp_path, error)


# ---- the power cut


class Volatile:
    """A disk that forgets names: it works on a folder, and notes what was not yet settled.

    Attributes:
        pending: for each folder, what undoes each change of a name since it was settled.
    """

    def __init__(self, at: int) -> None:
        """Lose the power at call number *at*."""
        self.at, self.count = at, 0
        self.pending: list[tuple[Path, Callable[[], None]]] = []
        self.real = SystemDisk()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Stand in for a call of the computer's disk."""

        def call(*arguments: Any) -> object:
            self.count += 1
            if name == "unlock":
                self.real.unlock(*arguments)
                return None
            if self.count >= self.at:
                raise Stopped
            self._note(name, arguments)
            return getattr(self.real, name)(*arguments)

        return call

    def _note(self, name: str, arguments: tuple[Any, ...]) -> None:
        if name == "settle":
            (folder,) = arguments
            self.pending = [one for one in self.pending if one[0] != folder]
        elif name in {"write", "append", "make_folder"}:
            path = arguments[0]
            if not path.exists():
                self.pending.append((path.parent, lambda: _gone(path)))
        elif name == "rename":
            old, new = arguments
            replaced = new.read_bytes() if new.is_file() else None
            self.pending.append((new.parent, lambda: _back(old, new, replaced)))
        elif name == "remove_file":
            (path,) = arguments
            data = path.read_bytes()
            self.pending.append((path.parent, lambda: _again(path, data)))
        elif name == "remove_folder":
            (path,) = arguments
            self.pending.append((path.parent, lambda: _made(path)))

    def cut(self, kept: int) -> None:
        """Undo, from the last, every unsettled change of a name behind the first *kept* ones."""
        for _, undo in reversed(self.pending[kept:]):
            undo()

    def look(self, path: Path) -> Look | None:
        """Looking changes nothing, and is not counted."""
        return self.real.look(path)


def _gone(path: Path) -> None:
    if path.is_dir():
        for one in path.iterdir():
            _gone(one)
        path.rmdir()
    else:
        path.unlink(missing_ok=True)


def _made(path: Path) -> None:
    if path.parent.is_dir():
        path.mkdir(exist_ok=True)


def _back(old: Path, new: Path, replaced: bytes | None) -> None:
    new.rename(old)
    if replaced is not None:
        _again(new, replaced)


def _again(path: Path, data: bytes) -> None:
    # Where its folder is gone for good, no name comes back.
    if path.parent.is_dir():
        path.write_bytes(data)
        path.chmod(0o600)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(step=st.sampled_from(STEPS), at=st.integers(1, 120), kept=st.integers(0, 30))
def test_c2_a_power_cut_that_loses_names_leaves_the_run_as_before_or_as_after(
    prepared: dict[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
    step: tuple[str, int],
    at: int,
    kept: int,
) -> None:
    """Whatever had not been settled may be lost, from the end; what was said to be done stands."""
    command, day = step
    case, folder = prepared["case"], tmp_path_factory.mktemp("power") / "office"
    shutil.copytree(prepared[command], folder)
    before, disk = types(folder), Volatile(at)
    try:
        done(folder, command, day, case, Storage(cast("Disk", disk)))
    except Stopped:
        disk.cut(kept)
    else:
        disk.cut(kept)
        assert types(folder) == types_after(command, before)
    completed(folder, command, day, case, before)
    onward(folder, command, case)


# ---- torn lines and locks


def test_c5_a_torn_last_line_is_set_aside_and_a_torn_middle_refuses(tmp_path: Path) -> None:
    """The first is what a stop leaves; the second is damage, and nothing is written over it."""
    case, folder = written(tmp_path / "case"), tmp_path / "office"
    upto(folder, "review", case)
    path = folder / "journal/journal.jsonl"
    with path.open("ab") as file:
        file.write(b'{"actor":"Li","at":"2021')

    told = done(folder, "review", 4, case)

    assert told.kept == "journal.torn-2"
    assert types(folder) == ["run_proposed", "notice_posted", "reviewed"]
    first, *rest = path.read_bytes().splitlines(keepends=True)
    torn = first[: len(first) // 2] + b"".join(rest)
    path.write_bytes(torn)
    assert refused(lambda: done(folder, "file", 4, case))
    assert path.read_bytes() == torn


HOLDING = """
import sys, time
from pathlib import Path
from benefit_share.files import STORAGE
with STORAGE.locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_c8_a_lock_of_a_dead_process_holds_nobody_up(tmp_path: Path) -> None:
    """While it lives the other is told; the moment it is killed the lock is free."""
    if os.name == "nt":
        pytest.skip("Windows has other signals")
    case, folder = written(tmp_path / "case"), tmp_path / "office"
    upto(folder, "post", case)
    lock = folder / "journal/journal.lock"
    words = [sys.executable, "-c", HOLDING, str(lock)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, encoding="utf-8") as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert refused(lambda: done(folder, "post", 1, case)) == ["file.held"]
        holder.send_signal(signal.SIGKILL)
    assert lock.exists()
    assert done(folder, "post", 1, case).event.type == "notice_posted"


FILING = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from house_office import done
from benefit_share.errors import Refused
try:
    print("again" if done(Path(sys.argv[1]), "file", 4, Path(sys.argv[2])).again else "filed")
except Refused as refused:
    print(refused.findings[0].code)
"""


def test_w5_of_two_who_file_at_once_one_wins_and_the_other_is_told(tmp_path: Path) -> None:
    """By a lock, or because it is filed already; there is one filing, and a bundle that holds."""
    case, folder = written(tmp_path / "case"), tmp_path / "office"
    upto(folder, "file", case)
    plugins = Path(__file__).resolve().parents[1] / "plugins"
    words = [sys.executable, "-c", FILING, str(folder), str(case), str(plugins)]
    both = [subprocess.Popen(words, stdout=subprocess.PIPE, encoding="utf-8") for _ in range(2)]
    told = sorted(one.communicate()[0].strip() for one in both)

    assert told[1] == "filed" or told[0] == "filed"
    assert set(told) - {"filed"} <= {"again", "file.held"}
    assert types(folder).count("filed") == 1
    assert verify(public(folder / "e1/public")).holds
