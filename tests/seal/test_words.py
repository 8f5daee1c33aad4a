"""What the seal refuses says where and what, to the letter: a place that is wrong helps nobody."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from benefit_share.errors import Refused
from benefit_share.seal.commitments import check_identifier, holder_mark, salt_of
from benefit_share.seal.documents import closed, read_lines, split_lines, typed
from benefit_share.seal.envelope import (
    Envelope,
    Signature,
    check_signatures,
    read_envelope,
)
from benefit_share.seal.journal import Entry, extended, journal_bytes, read_checkpoint, read_journal
from benefit_share.seal.keys import (
    Key,
    Keyring,
    from_base64,
    key_id,
    read_keyring,
    signer_from_seed,
    vkey,
)
from benefit_share.values import canonical_bytes

DAY = dt.date(2026, 12, 1)
PUBLIC = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
KEYS = r"[a-z][a-z0-9_]{0,31}|payloadType"


def said(call: Callable[[], object]) -> list[tuple[str, str, str, dict[str, Any]]]:
    """Return code, path, place and figures of each finding that a call is refused with."""
    with pytest.raises(Refused) as refused:
        call()
    for one in refused.value.findings:
        assert str(one)
    return [(one.code, one.path, one.place, dict(one.params)) for one in refused.value.findings]


def keyring(**changes: object) -> bytes:
    """A keyring of one key with something else in its row."""
    document = json.loads(Keyring((Key(PUBLIC, "village", "a", DAY),)).document())
    document["keys"][0] |= changes
    return canonical_bytes(document)


def envelope(**changes: object) -> bytes:
    """An envelope with something else in it."""
    document = json.loads(Envelope(b"{}", (Signature("k" * 64, b"x"),)).document())
    return canonical_bytes(document | changes, key_pattern=re.compile(KEYS))


def journal(**changes: object) -> bytes:
    """A journal of two lines, the second with something else in it."""
    first = Entry("run_proposed", "village", "2026-12-01T08:00:00Z", {"run_id": "r"})
    one, two = extended(extended((), first), first)
    return journal_bytes((one, canonical_bytes(json.loads(two) | changes)))


PLACE, LINE = "a.json", "j.jsonl:2"


@pytest.mark.parametrize(
    ("call", "code", "place", "params"),
    [
        (partial(closed, {"a": 1, "b": 2}, ("a", "c", "d"), place=PLACE), "wrong-keys", PLACE,
         {"extra": 1, "missing": 2}),
        (partial(closed, [], ("a",), place=PLACE), "wrong-keys", PLACE,
         {"extra": 0, "missing": 1}),
        (partial(typed, {"t": "x"}, "y", (), place=PLACE), "wrong-type", PLACE, {"expected": "y"}),
        (partial(typed, {"t": "y"}, "y", ("a",), place=PLACE), "wrong-keys", PLACE,
         {"extra": 0, "missing": 1}),
        (partial(split_lines, b"{}", place=PLACE), "line-end", PLACE, {}),
        (partial(read_lines, b"{}\r\n", place=PLACE), "line-end", PLACE, {}),
        (partial(from_base64, "e31=", place=PLACE), "not-base64", PLACE, {}),
        (partial(read_envelope, envelope(more=1), place=PLACE), "wrong-keys", PLACE,
         {"extra": 1, "missing": 0}),
        (partial(read_envelope, envelope(payloadType="x"), place=PLACE), "wrong-value", PLACE,
         {"key": "payloadType"}),
        (partial(read_envelope, envelope(payload=1), place=PLACE), "wrong-value", PLACE,
         {"key": "payload"}),
        (partial(read_envelope, envelope(payload="e31="), place=PLACE), "not-base64", PLACE, {}),
        (partial(read_envelope, envelope(signatures=1), place=PLACE), "wrong-value", PLACE,
         {"key": "payload"}),
        (partial(read_envelope, envelope(signatures=[{}]), place=PLACE), "wrong-keys", PLACE,
         {"extra": 0, "missing": 2}),
        (partial(read_envelope, envelope(signatures=[{"keyid": "k", "sig": 1}]), place=PLACE),
         "wrong-value", PLACE, {"key": "signatures"}),
        (partial(read_envelope, envelope(signatures=[{"keyid": "k", "sig": "e31="}]), place=PLACE),
         "not-base64", PLACE, {}),
        (partial(read_keyring, canonical_bytes({"t": "x"}), place=PLACE), "wrong-type", PLACE,
         {"expected": "benefit_share/keyring/v1"}),
        (partial(read_keyring, canonical_bytes({"t": "benefit_share/keyring/v1", "keys": 1}),
                 place=PLACE), "wrong-value", PLACE, {"key": "keys"}),
        (partial(read_keyring, canonical_bytes({"t": "benefit_share/keyring/v1", "keys": [1]}),
                 place=PLACE), "wrong-value", f"{PLACE}: keys[0]", {"key": "keys"}),
        (partial(read_keyring, keyring(public_hex="0"), place=PLACE), "bad-key",
         f"{PLACE}: keys[0]", {}),
        (partial(read_keyring, keyring(keyid="0"), place=PLACE), "wrong-value",
         f"{PLACE}: keys[0]", {"key": "keyid"}),
        (partial(read_keyring, keyring(person=""), place=PLACE), "wrong-value",
         f"{PLACE}: keys[0]", {"key": "person"}),
        (partial(read_keyring, keyring(role=1), place=PLACE), "wrong-value",
         f"{PLACE}: keys[0]", {"key": "role"}),
        (partial(read_keyring, keyring(valid_to="soon"), place=PLACE), "wrong-value",
         f"{PLACE}: keys[0]", {"key": "valid_to"}),
        (partial(read_keyring, keyring(revoked_at=20261201), place=PLACE), "wrong-value",
         f"{PLACE}: keys[0]", {"key": "revoked_at"}),
        (partial(read_keyring, keyring(valid_from=None), place=PLACE), "wrong-value",
         f"{PLACE}: keys[0]", {"key": "valid_from"}),
        (partial(read_journal, b"{}", place="j.jsonl"), "line-end", "j.jsonl", {}),
        (partial(read_journal, journal(seq=7), place="j.jsonl"), "chain-broken", LINE, {"seq": 1}),
        (partial(read_journal, journal(type="x"), place="j.jsonl"), "unknown-event", LINE, {}),
        (partial(read_journal, journal(at="x"), place="j.jsonl"), "bad-time", LINE, {}),
        (partial(read_journal, journal(body=1), place="j.jsonl"), "wrong-value", LINE,
         {"key": "body"}),
        (partial(read_checkpoint, b"x", place="c.txt"), "bad-note", "c.txt", {}),
        (partial(read_checkpoint, "o\n0\n{}\n\n— o e31=\n".format("A" * 43 + "=").encode(),
                 place="c.txt"), "not-base64", "c.txt", {}),
        (partial(vkey, "a b", PUBLIC), "bad-key-name", "", {}),
        (partial(vkey, "a", bytes(32)), "bad-key", "", {}),
        (partial(signer_from_seed, b"x"), "secret-length", "", {"found": 1, "expected": 32}),
    ],
)  # fmt: skip
def test_a_refusal_says_where_and_what(
    call: Callable[[], object], code: str, place: str, params: dict[str, Any]
) -> None:
    """Code, place and every figure of its sentence; no path where there is a place."""
    assert said(call) == [(f"seal.{code}", "", place, params)]


def test_what_cannot_be_hashed_says_its_length_and_the_limit() -> None:
    """A key, an identifier, an identity number; the longest identifier is accepted."""
    assert check_identifier("x" * 64) == "x" * 64
    for call, code, path, params in (
        (partial(salt_of, b"x", run_id="r", party="p"), "secret-length", "",
         {"found": 1, "expected": 32}),
        (partial(check_identifier, "x" * 41, limit=40, path="run_id"), "identifier", "run_id",
         {"length": 41, "limit": 40}),
        (partial(holder_mark, bytes(32), "１１"), "identifier", "id_number",
         {"length": 2, "limit": 18}),
    ):  # fmt: skip
        assert said(call) == [(f"seal.{code}", path, "", params)]


def test_a_document_that_is_not_canonical_is_refused_at_its_place() -> None:
    """Of an envelope, a keyring and a line of a journal."""
    for call, place in (
        (partial(read_envelope, b"{ }", place=PLACE), PLACE),
        (partial(read_keyring, b"{ }", place=PLACE), PLACE),
        (partial(read_journal, b"{ }\n", place="j.jsonl"), "j.jsonl:1"),
    ):
        assert [(where, path) for _, path, where, _ in said(call)] == [(place, "")]


def test_what_signatures_lack_is_said_of_each() -> None:
    """Which one, by its first sixteen digits, and which role."""
    pytest.importorskip("cryptography")
    ring = Keyring.of([Key(PUBLIC, "village", "a", DAY)])
    known, stranger = key_id(PUBLIC), "5" * 10 + "a" * 54
    made = Envelope(b"{}", (Signature(stranger, b"x"), Signature(known, bytes(64))))
    found = check_signatures(made, ring, required=("village",), on=DAY).findings

    assert [(one.code, one.path, dict(one.params)) for one in found] == [
        ("seal.unknown-signer", "signatures[0]", {"key": stranger[:16]}),
        ("seal.bad-signature", "signatures[1]", {"key": known[:16]}),
        ("seal.no-known-key", "signatures", {}),
        ("seal.role-missing", "signatures", {"role": "village"}),
    ]
    assert all(map(str, found))


def test_a_keyring_says_which_key_it_cannot_hold() -> None:
    """One that is none, one twice, and a person in two roles, which are both named."""
    other = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    ring = [
        Key(PUBLIC, "village", "a", DAY),
        Key(bytes(32), "township", "b", DAY),
        Key(PUBLIC, "village", "a", DAY),
        Key(other, "county", "a", DAY),
    ]

    assert said(lambda: Keyring.of(ring)) == [
        ("seal.bad-key", "keys[1]", "", {}),
        ("seal.key-twice", "keys[2]", "", {}),
        ("seal.person-twice", "keys[3]", "", {"first": "village", "second": "county"}),
    ]


def test_a_key_may_sign_on_its_last_day_and_not_on_that_of_its_revocation() -> None:
    """The first and the last day count; revoked means from that day on."""
    later = DAY + dt.timedelta(1)
    key = Key(PUBLIC, "village", "a", DAY, valid_to=DAY)
    revoked = Key(PUBLIC, "village", "a", DAY, revoked_at=later)

    assert [key.holds_on(DAY - dt.timedelta(1)), key.holds_on(DAY), key.holds_on(later)] == [
        False,
        True,
        False,
    ]
    assert (revoked.holds_on(DAY), revoked.holds_on(later)) == (True, False)
