"""A machine that does whatever may be done to a run in any order, stops, and is tampered with.

After every step the journal verifies and says what was done, filed bytes are what they were, a
distribution has at most one head, and every closed bundle holds in the eyes of a stranger.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from benefit_share.errors import Refused
from benefit_share.files import Storage
from benefit_share.files.disk import Disk, SystemDisk
from benefit_share.files.office.journal import LivingJournal
from benefit_share.procedure import filed_head
from benefit_share.seal.events import events_of
from benefit_share.verification import Outcome, verify
from house_office import DISTRIBUTION, done, public, refused, written

NUMBERS = st.sampled_from(("1", "2", "3"))
COMMANDS = ("propose", "supersede", "post", "review", "return", "file", "void")
WRITES = frozenset({"write", "append", "rename", "make_folder", "remove_file", "remove_folder"})


class Stopped(BaseException):
    """The process is gone."""


class Stopping:
    """The computer's disk until a call that writes, and then nothing any more."""

    def __init__(self, at: int) -> None:
        """Stop at the call that writes for the *at*-th time."""
        self.at, self.count = at, 0

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Stand in for a call of the computer's disk."""

        def call(*arguments: Any) -> object:
            self.count += name in WRITES
            if name == "append" and self.count == self.at:
                path, data = arguments
                SystemDisk().append(path, data[: len(data) // 2])
            if name == "unlock":
                SystemDisk().unlock(*arguments)  # the system does it for the dead
                return None
            if self.count >= self.at:
                raise Stopped
            return getattr(SystemDisk(), name)(*arguments)

        return call


class Offices(RuleBasedStateMachine):
    """What people, stops and a tamperer do to the folder of a distribution."""

    def __init__(self) -> None:
        """Begin with nothing but a case."""
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.case = written(self.root / "case")
        self.office = self.root / "office"
        self.day = 1
        self.history: list[tuple[str, str]] = []
        self.filed: dict[str, dict[str, bytes]] = {}

    def teardown(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self.root)

    def entries(self) -> list[tuple[str, str]]:
        """Return type and run of each entry that stands."""
        if not (self.office / "journal/checkpoint.txt").exists():
            return []
        entries = LivingJournal.found(self.office / "journal").entries()
        return [(one.type, one.body["run_id"]) for one in entries]

    def tried(self, command: str, storage: Storage | None = None, **more: str) -> bool:
        """Do something; whatever was refused has changed nothing."""
        try:
            made = done(self.office, command, self.day, self.case, storage or Storage(), **more)
        except Refused:
            assert self.entries() == self.history
            return False
        if not made.again:
            self.history.append((made.event.type, made.event.run))
            if made.event.supersedes and made.event.type == "filed":
                self.history.append(("superseded", made.event.supersedes))
        return True

    @initialize()
    def first(self) -> None:
        """Somebody proposes."""
        assert self.tried("propose")

    @rule(days=st.integers(0, 4))
    def wait(self, days: int) -> None:
        """Days go by."""
        self.day += days

    @rule(command=st.sampled_from(COMMANDS))
    def act(self, command: str) -> None:
        """Somebody does something, be it due or not."""
        self.tried(command)

    @rule()
    def on_to_the_filing(self) -> None:
        """Everybody does what is due."""
        for command, days in (("propose", 0), ("post", 0), ("review", 3), ("file", 0)):
            self.day += days
            self.tried(command)

    @rule(number=NUMBERS)
    def complain(self, number: str) -> None:
        """A villager objects."""
        self.tried("object", objection=number)

    @rule(number=NUMBERS, outcome=st.sampled_from(("upheld", "rejected")))
    def answer(self, number: str, outcome: str) -> None:
        """The township answers."""
        self.tried("resolve", objection=number, outcome=outcome)

    @rule(command=st.sampled_from(COMMANDS), at=st.integers(1, 40))
    def stop(self, command: str, at: int) -> None:
        """The power goes in the middle; afterwards the entry stands or not, and it can go on."""
        before = list(self.history)
        try:
            self.tried(command, Storage(cast("Disk", Stopping(at))))
        except Stopped:
            self.history = self.entries()
            assert self.history[: len(before)] == before
            assert len(self.history) <= len(before) + 2
            self.tried(command)

    @rule(place=st.sampled_from(("journal.jsonl", "checkpoint.txt")), at=st.integers(0, 4_000))
    def tamper_with_the_journal(self, place: str, at: int) -> None:
        """A byte of it is changed: nothing more is written until it is put right."""
        path = self.office / "journal" / place
        data = path.read_bytes()
        if not data:
            return
        at %= len(data) - 1
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        journal = (self.office / "journal/journal.jsonl").read_bytes()
        assert refused(lambda: done(self.office, "return", self.day, self.case))
        assert (self.office / "journal/journal.jsonl").read_bytes() == journal
        path.write_bytes(data)

    @rule(name=st.sampled_from(("rows.jsonl", "notice.html", "notice.csv", "README.txt")))
    def tamper_with_the_draft(self, name: str) -> None:
        """A public file of the last run is changed: no stage passes, and a stranger sees it."""
        run = next(run for type_, run in reversed(self.history) if type_ == "run_proposed")
        path = self.office / run.rpartition(".")[2] / "public" / name
        data = path.read_bytes()
        path.write_bytes(data + b"\n")
        assert not verify(public(path.parent)).holds
        if run not in self.filed:
            for command in ("post", "review", "file"):
                with pytest.raises(Refused):
                    done(self.office, command, self.day, self.case)
            assert self.entries() == self.history
        path.write_bytes(data)

    @invariant()
    def the_journal_says_what_was_done(self) -> None:
        """No more and no less, and every line follows the one before."""
        assert self.entries() == self.history

    @invariant()
    def filed_bytes_never_change(self) -> None:
        """From the filing on the public folder is what it was, and verifies."""
        for type_, run in self.history:
            if type_ == "filed":
                files = public(self.office / run.rpartition(".")[2] / "public")
                assert self.filed.setdefault(run, files) == files
                assert Outcome.FAILED not in verify(files).by_name.values()

    @invariant()
    def there_is_one_head_or_none(self) -> None:
        """The run filed last, unless it was voided."""
        filed = [run for type_, run in self.history if type_ == "filed"]
        voided = {run for type_, run in self.history if type_ == "voided"}
        entries = LivingJournal.found(self.office / "journal").entries() if self.history else ()
        head = filed_head(events_of(entries), DISTRIBUTION)
        expected = filed[-1] if filed and filed[-1] not in voided else None
        assert (head.run if head else None) == expected


Offices.TestCase.settings = settings(
    max_examples=int(os.environ.get("MACHINES", "12")),
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestOffices = Offices.TestCase
