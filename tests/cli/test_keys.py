"""`keys`: made, shown, revoked, and used to sign; nothing private leaves its file."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benefit_share.cli import main
from benefit_share.errors import Refused
from benefit_share.seal.keys import read_keyring, signature_fits
from benefit_share.seal.private_keys import locked, unlocked
from house_office import written

PHRASE = "four words with nothing"
Call = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run a command in a folder; return its exit code and its document."""
    (tmp_path / "phrase.txt").write_text(PHRASE + "\n", encoding="utf-8")

    def run(*words: object) -> tuple[int, dict[str, Any]]:
        code = main([*map(str, words), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run


def made(call: Call, folder: Path, role: str, person: str) -> tuple[int, dict[str, Any]]:
    """Make a key."""
    who = ("--person", person, "--role", role, "--from", "2021-01-01")
    file, ring, phrase = (folder / name for name in (f"{role}.pem", "keys.json", "phrase.txt"))
    return call("keys", "new", file, "--keyring", ring, *who, "--passphrase", phrase)


def codes(told: dict[str, Any]) -> list[str]:
    """Return what a command was refused with."""
    return [one["code"] for one in told["findings"]]


def test_a_key_is_made_encrypted_and_only_for_its_owner(call: Call, tmp_path: Path) -> None:
    """The keyring holds the public part; the file opens with the passphrase and not without."""
    code, told = made(call, tmp_path, "village", "Wang")
    data = (tmp_path / "village.pem").read_bytes()
    (key,) = read_keyring((tmp_path / "keys.json").read_bytes()).keys
    public, signer = unlocked(data, PHRASE)

    assert code == 0
    assert data.startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")
    assert public == key.public
    assert signature_fits(key.public, b"run", signer(b"run"))
    assert told["keys"][0]["keyid"] == key.id
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / "village.pem").stat().st_mode) == 0o600
    with pytest.raises(Refused):
        unlocked(data, "another passphrase")


def test_a_keyring_refuses_what_would_count_twice(call: Call, tmp_path: Path) -> None:
    """One person in two roles; a file that is there; and nothing is written then."""
    made(call, tmp_path, "village", "Wang")
    before = (tmp_path / "keys.json").read_bytes()

    assert codes(made(call, tmp_path, "county", "Wang")[1]) == ["seal.person-twice"]
    assert codes(made(call, tmp_path, "village", "Li")[1]) == ["file.already-there"]
    assert codes(made(call, tmp_path, "town ship", "Li")[1]) == ["seal.bad-key-name"]
    (tmp_path / "phrase.txt").write_text("short", encoding="utf-8")
    assert codes(made(call, tmp_path, "county", "Zhang")[1]) == ["seal.short-passphrase"]
    assert (tmp_path / "keys.json").read_bytes() == before
    assert sorted(path.name for path in tmp_path.glob("*.pem")) == ["village.pem"]


def test_a_key_is_revoked_once_and_from_a_day_on(call: Call, tmp_path: Path) -> None:
    """By its id or the beginning of it; the digest of the keyring is another then."""
    made(call, tmp_path, "village", "Wang")
    ring = tmp_path / "keys.json"
    _, shown = call("keys", "show", ring)
    own = shown["keys"][0]["keyid"]

    assert codes(call("keys", "revoke", ring, "--key", "zz")[1]) == ["file.no-such-key"]
    code, told = call("keys", "revoke", ring, "--key", own[:8], "--on", "2021-03-01")
    assert (code, told["keys"][0]["revoked_at"]) == (0, "2021-03-01")
    assert told["keyring_sha256"] != shown["keyring_sha256"]
    assert codes(call("keys", "revoke", ring, "--key", own)[1]) == ["file.no-such-key"]
    made(call, tmp_path, "county", "Zhang")
    last = call("keys", "show", ring)[1]["keys"][1]["keyid"]
    assert codes(call("keys", "revoke", ring, "--key", last, "--on", "March")[1]) == ["values.day"]


def test_a_proposal_is_signed_and_says_what_that_is_worth(call: Call, tmp_path: Path) -> None:
    """With the key of its person; without the passphrase nothing is done."""
    case = written(tmp_path / "case")
    made(call, tmp_path, "village", "Wang")
    who = ("--person", "Wang", "--role", "village", "--at", "2021-01-02T02:00:00Z")
    words = ("propose", case, "--to", tmp_path / "office", *who, "--keys", tmp_path / "keys.json")
    key = ("--key", tmp_path / "village.pem")

    assert codes(call(*words, *key)[1]) == ["seal.no-passphrase"]
    code, told = call(*words, *key, "--passphrase", tmp_path / "phrase.txt")
    assert (code, told["level"]) == (0, "signed")
    public = tmp_path / "office/e1/public"
    assert len(json.loads((public / "manifest.dsse.json").read_bytes())["signatures"]) == 1
    everything = b"".join(path.read_bytes() for path in public.iterdir())
    assert b"PRIVATE KEY" not in everything


def test_no_key_is_made_of_too_little() -> None:
    """Neither of a short seed nor with a short passphrase; and what is no key is not opened."""
    for seed, phrase in ((b"x" * 31, PHRASE), (b"x" * 32, "short")):
        with pytest.raises(Refused):
            locked(seed, phrase)
    with pytest.raises(Refused):
        unlocked(b"no key", PHRASE)
