"""The journal: a chain of lines and a checkpoint over them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from benefit_share.errors import Refused
from benefit_share.seal.journal import (
    Checkpoint,
    Entry,
    entry_bytes,
    extended,
    journal_bytes,
    journal_tree,
    read_checkpoint,
    read_journal,
    signed_checkpoint,
)
from benefit_share.seal.keys import signer_from_seed, vkey
from benefit_share.seal.tree import verify_consistency

AT = "2026-12-01T08:00:00Z"


def codes(call: Callable[[], object]) -> list[tuple[str, str]]:
    """Return code and place of each finding that a call is refused with."""
    with pytest.raises(Refused) as refused:
        call()
    return [(one.code, one.place) for one in refused.value.findings]


def three() -> tuple[bytes, ...]:
    """A journal of three lines."""
    lines: tuple[bytes, ...] = ()
    for kind in ("run_proposed", "notice_posted", "filed"):
        lines = extended(lines, Entry(kind, "village", AT, {"run_id": "r"}))
    return lines


def test_the_recorded_journal_has_the_recorded_root_proof_and_checkpoint(vectors: Any) -> None:
    """Chain, tree and note on the bytes of the prototype."""
    design = vectors["design_v1"]
    lines = [line.encode() for line in design["journal_lines"]]
    tree = journal_tree(lines)
    before = journal_tree(lines[:2])

    assert tree.root.hex() == design["journal_root"]
    assert before.root.hex() == design["journal_root_2"]
    proof = tree.consistency(2)
    assert [one.hex() for one in proof] == design["journal_consistency_2_4"]
    assert verify_consistency(
        earlier=2, later=4, proof=proof, earlier_root=before.root, later_root=tree.root
    )
    read = read_checkpoint(design["checkpoint"].encode())
    assert (read.size, read.root) == (4, tree.root)


def test_the_recorded_checkpoint_is_signed_again_to_the_byte(vectors: Any) -> None:
    """Same head and key, same note."""
    pytest.importorskip("cryptography")
    design = vectors["design_v1"]
    seed = bytes.fromhex(vectors["ed25519_rfc8032"]["cases"][2]["secret"])
    public, sign = signer_from_seed(seed)
    origin = "benefit-share.example/110105/journal"
    root = bytes.fromhex(design["journal_root"])

    note = signed_checkpoint(Checkpoint(origin, 4, root), public, sign)

    assert note.document().decode() == design["checkpoint"]
    assert vkey(origin, public) == design["checkpoint_vkey"]


def test_a_journal_is_read_as_it_was_written() -> None:
    """Every line names the one before it."""
    entries = read_journal(journal_bytes(three()))

    assert [(one.seq, one.type) for one in entries] == [
        (0, "run_proposed"),
        (1, "notice_posted"),
        (2, "filed"),
    ]
    assert read_journal(b"") == ()


@pytest.mark.parametrize(
    ("name", "lines", "broken"),
    [
        ("a line deleted", (0, 2), [2]),
        ("the first deleted", (1, 2), [1, 2]),
        ("two swapped", (0, 2, 1), [2, 3]),
        ("one twice", (0, 0, 1, 2), [2, 3, 4]),
    ],
)
def test_a_line_left_out_moved_or_doubled_is_found(
    name: str, lines: tuple[int, ...], broken: list[int]
) -> None:
    """At the line where the chain breaks, and everywhere after."""
    whole = three()
    data = journal_bytes(whole[place] for place in lines)

    found = codes(lambda: read_journal(data))
    assert {place for _, place in found} <= {f"journal.jsonl:{line}" for line in broken}, name
    assert found[0] == ("seal.chain-broken", f"journal.jsonl:{broken[0]}")


def test_a_changed_time_breaks_the_chain_behind_it() -> None:
    """Even though its line is well formed."""
    first, *rest = three()
    data = journal_bytes([first.replace(b"08:00", b"09:00"), *rest])

    assert codes(lambda: read_journal(data)) == [("seal.chain-broken", "journal.jsonl:2")]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("type", "paid", "seal.unknown-event"),
        ("at", "2026-12-01T08:00:00+08:00", "seal.bad-time"),
        ("at", "2026-13-01T08:00:00Z", "seal.bad-time"),
        ("actor", 1, "seal.wrong-value"),
        ("body", [], "seal.wrong-value"),
        ("seq", False, "seal.chain-broken"),
        ("t", "benefit_share/row/v1", "seal.wrong-type"),
    ],
)
def test_an_entry_of_another_form_is_refused(key: str, value: object, code: str) -> None:
    """Unknown events, local times, wrong types, and a line of another document."""
    document = {**json.loads(three()[0]), key: value}
    data = json.dumps(document, sort_keys=True, separators=(",", ":")).encode() + b"\n"

    assert codes(lambda: read_journal(data)) == [(code, "journal.jsonl:1")]


def test_an_entry_that_cannot_be_read_is_not_written() -> None:
    """The same rules on the way out."""
    assert codes(lambda: entry_bytes(Entry("paid", "a", AT, {}))) == [("seal.unknown-event", "")]
    assert codes(lambda: entry_bytes(Entry("filed", "a", "now", {}))) == [("seal.bad-time", "")]
    body = {"days": 7.0}
    assert codes(lambda: entry_bytes(Entry("filed", "a", AT, body))) == [
        ("values.canonical-type", "")
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\n1\n", b"\n01\n"),
        (b"\n1\n", b"\n1\nextension\n"),
        (b"\n\n", b"\n"),
        (b"o/j", b" o/j"),
        (b"=\n\n", b"=\n\n- o/j AAAA\n"),
        (b"AAA=", b"AAB="),
        (b"o/j", b"\xff"),
    ],
)
def test_a_checkpoint_of_another_form_is_refused(old: bytes, new: bytes) -> None:
    """A leading zero, an extension, no blank line, another dash, loose base64, no UTF-8."""
    data = Checkpoint("o/j", 1, bytes(32)).document()
    assert read_checkpoint(data) == Checkpoint("o/j", 1, bytes(32))
    changed = data.replace(old, new, 1)
    assert changed != data

    ((code, place),) = codes(lambda: read_checkpoint(changed))
    assert code in {"seal.bad-note", "seal.not-base64"}
    assert place == "checkpoint.txt"
