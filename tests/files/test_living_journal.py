"""The living journal: an entry stands or does not, whichever call fails, wherever it stops."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from benefit_share.errors import Refused
from benefit_share.files import Storage
from benefit_share.files.disk import Disk, SystemDisk
from benefit_share.files.office.journal import LivingJournal
from benefit_share.seal.journal import Entry, read_checkpoint
from benefit_share.seal.keys import signature_fits, signer_from_seed

AT = "2026-12-01T08:00:00Z"
ORIGIN = "example.org/371522/village"
CALLS_MAX = 60


class Stopped(BaseException):
    """The process is gone."""


class Faulty:
    """A disk on which one call fails, or half an append is done and then nothing any more."""

    def __init__(self, at: int, *, stops: bool) -> None:
        """Fail at call number *at*."""
        self.at, self.stops, self.count = at, stops, 0

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Stand in for a call of the computer's disk."""

        def call(*arguments: Any) -> object:
            self.count += 1
            dead = self.stops and self.count >= self.at
            if name == "append" and self.count == self.at:
                path, data = arguments
                SystemDisk().append(path, data[: len(data) // 2])
            if name == "unlock":
                SystemDisk().unlock(*arguments)  # the system does it for the dead
                return None
            if dead:
                raise Stopped
            if self.count == self.at:
                raise OSError(28, os.strerror(28))
            return getattr(SystemDisk(), name)(*arguments)

        return call


def entry(kind: str = "objection") -> Entry:
    """An entry."""
    return Entry(kind, "village", AT, {"run_id": "r"})


def opened(folder: Path, disk: Disk | None = None) -> LivingJournal:
    """Return the journal of a folder."""
    return LivingJournal(folder / "journal", ORIGIN, Storage(disk) if disk else Storage())


def codes(call: Callable[[], object]) -> list[str]:
    """Return what a call is refused with."""
    with pytest.raises(Refused) as refused:
        call()
    return [one.code for one in refused.value.findings]


@pytest.mark.parametrize("stops", [False, True])
@pytest.mark.parametrize("before", [0, 2])
def test_whichever_call_fails_the_entry_stands_or_does_not_and_the_next_one_follows(
    tmp_path: Path, before: int, *, stops: bool
) -> None:
    """Old or new, never a mix; the next append mends what was left."""
    for at in range(1, CALLS_MAX):
        folder = tmp_path / str(at)
        folder.mkdir()
        for _ in range(before):
            opened(folder).append(entry())
        disk = Faulty(at, stops=stops)
        try:
            opened(folder, cast("Disk", disk)).append(entry("filed"))
        except (Refused, Stopped):
            failed = True
        else:
            failed = False
        found = [one.type for one in opened(folder).entries()]
        old = ["objection"] * before
        assert found in ([old, [*old, "filed"]] if failed else [[*old, "filed"]])

        opened(folder).append(entry("voided"))
        assert [one.type for one in opened(folder).entries()] == [*found, "voided"]
        head = read_checkpoint((folder / "journal/checkpoint.txt").read_bytes())
        assert head.size == len(found) + 1
        if disk.count < at:
            return
    pytest.fail("an append makes more calls than were tried")


def test_a_fragment_is_kept_under_another_name(tmp_path: Path) -> None:
    """What a stop has left is evidence."""
    journal = opened(tmp_path)
    journal.append(entry())
    with (tmp_path / "journal/journal.jsonl").open("ab") as file:
        file.write(b'{"half')

    assert len(journal.entries()) == 1
    assert journal.append(entry()) == "journal.torn-1"
    assert (tmp_path / "journal/journal.torn-1").read_bytes() == b'{"half'
    assert len(journal.entries()) == len(("one", "two"))


@pytest.mark.parametrize("keep", [0, 1])
def test_a_journal_shorter_than_its_checkpoint_is_damaged(tmp_path: Path, keep: int) -> None:
    """Nothing more is written to it."""
    journal = opened(tmp_path)
    journal.append(entry())
    journal.append(entry())
    path = tmp_path / "journal/journal.jsonl"
    cut = b"".join(path.read_bytes().splitlines(keepends=True)[:keep]) + b'{"half'
    path.write_bytes(cut)

    assert codes(journal.entries) == ["file.journal-damaged"]
    assert codes(lambda: journal.append(entry())) == ["file.journal-damaged"]
    assert path.read_bytes() == cut


def test_a_journal_of_another_name_is_not_this_one(tmp_path: Path) -> None:
    """Its checkpoint says which it is."""
    opened(tmp_path).append(entry())

    assert codes(LivingJournal(tmp_path / "journal", "other").entries) == ["file.journal-damaged"]


def test_a_checkpoint_that_was_removed_is_missed(tmp_path: Path) -> None:
    """Without it the journal could have been cut back unseen."""
    journal = opened(tmp_path)
    assert codes(lambda: LivingJournal.found(tmp_path / "journal")) == ["file.no-journal"]
    journal.append(entry())
    assert LivingJournal.found(tmp_path / "journal") == journal
    (tmp_path / "journal/checkpoint.txt").unlink()

    missed = ["file.no-checkpoint"]
    assert codes(journal.entries) == codes(lambda: journal.append(entry())) == missed
    assert codes(lambda: LivingJournal.found(tmp_path / "journal")) == missed


def test_what_is_appended_is_decided_on_the_last_entry(tmp_path: Path) -> None:
    """Inside the lock; a refusal leaves nothing."""
    journal = opened(tmp_path)

    def counted(entries: tuple[Entry, ...]) -> Entry:
        if entries:
            raise Refused([])
        return entry()

    journal.append(counted)
    assert codes(lambda: journal.append(counted)) == []
    assert len(journal.entries()) == 1


def test_a_journal_with_a_key_signs_its_checkpoints(tmp_path: Path) -> None:
    """Under the name of the journal."""
    key = signer_from_seed(b"j" * 32)
    LivingJournal(tmp_path / "journal", ORIGIN, key=key).append(entry())
    head = read_checkpoint((tmp_path / "journal/checkpoint.txt").read_bytes())

    (signature,) = head.signatures
    assert signature.name == ORIGIN
    assert signature_fits(key[0], head.text(), signature.sig)


def test_while_one_writes_the_other_is_told(tmp_path: Path) -> None:
    """Two filers at once: one wins, the other hears of it and has changed nothing."""
    journal = opened(tmp_path)
    journal.append(entry())
    with journal.storage.locked(tmp_path / "journal/journal.lock"):
        assert codes(lambda: journal.append(entry())) == ["file.held"]

    assert len(journal.entries()) == 1
