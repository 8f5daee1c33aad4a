"""`benefit-share keys`: make a key, show a keyring, revoke a key of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import Json, Lang

if TYPE_CHECKING:
    import datetime as dt

    from benefit_share.seal.keys import Key, Keyring, Signer

__all__ = ["given_key", "new", "revoke", "show"]

LIMIT = 1 << 20

Ring = Path
Passphrase = Annotated[Path | None, Parameter(name="--passphrase")]


def new(
    file: Path,
    *,
    keyring: Annotated[Path, Parameter(name="--keyring")],
    person: Annotated[str, Parameter(name="--person")],
    role: Annotated[str, Parameter(name="--role")],
    from_: Annotated[str | None, Parameter(name="--from")] = None,
    to: Annotated[str | None, Parameter(name="--to")] = None,
    passphrase: Passphrase = None,
    lang: Lang = None,
    json: Json = False,
) -> int:
    """Make a key: the private part, encrypted, into a file; the public part into the keyring."""
    import secrets

    from benefit_share.cli.words import word
    from benefit_share.errors import Refused
    from benefit_share.files import STORAGE
    from benefit_share.files.faults import ALREADY_THERE
    from benefit_share.files.office.recording import refuse
    from benefit_share.seal.keys import Key, Keyring, public_key_of, vkey
    from benefit_share.seal.private_keys import locked

    console = Console(language_of(lang), json)
    try:
        refuse([ALREADY_THERE.at("").placed(file.name)] if STORAGE.kind(file) else [])
        ring = _ring(keyring) if STORAGE.kind(keyring) else Keyring(())
        seed = secrets.token_bytes(32)
        first, last = _day(from_) or _today(), _day(to)
        key = Key(public_key_of(seed), role, person, first, last)
        vkey(person if role == "journal" else f"{role}/{person}", key.public)
        more = Keyring.of((*ring.keys, key))
        data = locked(seed, _passphrase(passphrase, twice=True))
        STORAGE.write_whole(file, data)
        STORAGE.write_whole(keyring, more.document())
    except Refused as refused:
        console.findings(refused.findings)
        return console.document(refused.findings)
    console.result(word("key-made", console.language, key=key.id[:16], person=person, role=role))
    console.message(word("key-keep", console.language, file=file))
    return _shown(console, more)


def show(keyring: Ring, *, lang: Lang = None, json: Json = False) -> int:
    """Show a keyring and its digest, which the county prints on paper."""
    from benefit_share.errors import Refused

    console = Console(language_of(lang), json)
    try:
        ring = _ring(keyring)
    except Refused as refused:
        console.findings(refused.findings)
        return console.document(refused.findings)
    return _shown(console, ring)


def revoke(
    keyring: Ring,
    *,
    key: Annotated[str, Parameter(name="--key")],
    on: Annotated[str | None, Parameter(name="--on")] = None,
    lang: Lang = None,
    json: Json = False,
) -> int:
    """Revoke a key: what it signs from that day on counts for nothing."""
    import attrs

    from benefit_share.errors import Refused
    from benefit_share.files import STORAGE
    from benefit_share.files.faults import NO_SUCH_KEY
    from benefit_share.files.office.recording import refuse
    from benefit_share.seal.keys import Keyring

    console = Console(language_of(lang), json)
    try:
        ring = _ring(keyring)
        open_ = (one for one in ring.keys if one.revoked_at is None)
        found = [one for one in open_ if key and one.id.startswith(key)]
        unclear = NO_SUCH_KEY.at("", found=len(found)).placed(keyring.name)
        refuse([] if len(found) == 1 else [unclear])
        day = _day(on) or _today()
        kept = (attrs.evolve(one, revoked_at=day) if one is found[0] else one for one in ring.keys)
        less = Keyring.of(kept)
        STORAGE.write_whole(keyring, less.document())
    except Refused as refused:
        console.findings(refused.findings)
        return console.document(refused.findings)
    return _shown(console, less)


def given_key(file: Path | None, passphrase: Path | None) -> tuple[bytes, Signer] | None:
    """Return public key and signer of a private key's file, or None where no file was given.

    Raises:
        Refused: when the file stays shut.
    """
    from benefit_share.files import STORAGE
    from benefit_share.seal.private_keys import unlocked

    if file is None:
        return None
    data = STORAGE.read_bytes(file, LIMIT, what="key")
    return unlocked(data, _passphrase(passphrase), place=file.name)


def _ring(file: Path) -> Keyring:
    from benefit_share.files import STORAGE
    from benefit_share.seal.keys import read_keyring

    return read_keyring(STORAGE.read_bytes(file, LIMIT, what="keyring"), place=file.name)


def _shown(console: Console, ring: Keyring) -> int:
    from benefit_share.cli.words import word
    from benefit_share.values import digest

    for key in ring.keys:
        console.result(
            word(
                "key",
                console.language,
                id=key.id[:16],
                holder=f"{key.role}/{key.person}",
                days=_days(key),
            )
        )
    mark = digest(ring.document())
    console.result(word("keyring", console.language, digest=mark))
    listed = [
        {
            "keyid": key.id,
            "person": key.person,
            "role": key.role,
            "from": key.valid_from.isoformat(),
            "to": key.valid_to.isoformat() if key.valid_to else None,
            "revoked_at": key.revoked_at.isoformat() if key.revoked_at else None,
        }
        for key in ring.keys
    ]
    return console.document((), keys=listed, keyring_sha256=mark)


def _days(key: Key) -> str:
    span = f"{key.valid_from} … {key.valid_to or ''}".strip()
    return f"{span} ✗ {key.revoked_at}" if key.revoked_at else span


def _day(text: str | None) -> dt.date | None:
    from benefit_share.errors import Refused
    from benefit_share.values import ValueFault, day

    try:
        return None if text is None else day(text)
    except ValueFault as fault:
        raise Refused([fault.at("day")]) from None


def _today() -> dt.date:
    import datetime as dt

    return dt.datetime.now().astimezone().date()


def _passphrase(file: Path | None, *, twice: bool = False) -> str:
    """Return the passphrase of a file, or ask for it; it is never an argument of a command."""
    import getpass
    import sys

    from benefit_share.errors import Refused
    from benefit_share.files import STORAGE
    from benefit_share.seal import faults

    if file is not None:
        data = STORAGE.read_bytes(file, 4_096, what="passphrase")
        return data.decode("utf-8", errors="replace").strip("\r\n")
    if not sys.stdin.isatty():
        raise Refused([faults.NO_PASSPHRASE.at("")])
    typed = getpass.getpass()
    if twice and getpass.getpass() != typed:
        raise Refused([faults.LOCKED.at("")])
    return typed
