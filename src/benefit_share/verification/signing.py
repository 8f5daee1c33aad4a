"""The check V9: who signed, counted over distinct keys, persons and roles."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeGuard

import attrs

from benefit_share.values import ValueFault, read_canonical
from benefit_share.verification import faults
from benefit_share.verification.proofs import (
    SignaturesNotInstalled,
    bytes_of_base64,
    fits,
    is_good_key,
    signed_bytes,
)
from benefit_share.verification.reading import ENVELOPE, PAYLOAD_TYPE, VKEYS, is_digest
from benefit_share.verification.verdict import Check, judged, unchecked

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.verification.reading import Parts

__all__ = ["Holder", "Keys", "bundle_keys", "is_day", "pinned_keys", "signature_check"]

_VKEY: Final = re.compile(r"([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})")
_KEY: Final = frozenset(
    {*("keyid", "person", "public_hex", "revoked_at", "role", "valid_from", "valid_to")}
)


@attrs.frozen
class Holder:
    """A public key with its holder; days bound when it may sign."""

    public: bytes
    role: str
    person: str
    first: str = ""
    last: str = ""
    revoked: str = ""

    def may_sign(self, day: str) -> bool:
        """Say whether it may sign on an ISO day; without a day only when nothing bounds it."""
        if not day:
            return not (self.last or self.revoked)
        late = bool(self.last) and day > self.last
        return self.first <= day and not late and not (self.revoked and day >= self.revoked)


@attrs.frozen
class Keys:
    """The keys to check with.

    Attributes:
        holders: those who sign off runs, by key id.
        named: every key by the name it has in a note.
        findings: what is wrong with them.
    """

    holders: Mapping[str, Holder]
    named: Mapping[str, bytes]
    findings: tuple[Finding, ...] = ()


def bundle_keys(data: bytes, /) -> Keys:
    """Return the bundle's own keys: vkeys.txt, a line each in the form of signed notes."""
    named: dict[str, bytes] = {}
    found: list[Finding] = []
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return Keys({}, {}, (faults.BAD_KEY.at("").placed(VKEYS),))
    for number, line in enumerate(text.split("\n")[:-1] if text.endswith("\n") else [text], 1):
        if not text:
            break
        match = _VKEY.fullmatch(line)
        raw = bytes_of_base64(match[3]) if match else None
        public = raw[1:] if raw else b""
        name = match[1] if match else ""
        mark = hashlib.sha256(name.encode() + b"\n\x01" + public).hexdigest()[:8]
        good = match is not None and raw is not None and raw[:1] == b"\x01" and match[2] == mark
        if not good or not is_good_key(public) or name in named or public in named.values():
            found.append(faults.BAD_KEY.at("").placed(f"{VKEYS}:{number}"))
        else:
            named[name] = public
    holders = [
        Holder(public, *name.split("/")) for name, public in named.items() if name.count("/") == 1
    ]
    found += _two_roles(holders, VKEYS)
    return Keys(_by_id(holders), named, tuple(found))


def pinned_keys(data: bytes, /, *, place: str = "keys") -> Keys:
    """Return the keys of a keyring that came from outside the bundle.

    Args:
        data: canonical bytes of the type `benefit_share/keyring/v1`.
        place: the file, for findings.
    """
    try:
        document = read_canonical(data)
    except ValueFault as fault:
        return Keys({}, {}, (fault.at("").placed(place),))
    rows = document.get("keys") if isinstance(document, dict) else None
    if not isinstance(rows, list) or document.get("t") != "benefit_share/keyring/v1":
        return Keys({}, {}, (faults.FORM.at("", key="keys").placed(place),))
    holders: list[Holder] = []
    found: list[Finding] = []
    for number, row in enumerate(rows):
        holder = _holder(row)
        twice = holder is not None and holder.public in {one.public for one in holders}
        if holder is None or twice or not is_good_key(holder.public):
            found.append(faults.BAD_KEY.at("").placed(f"{place}: keys[{number}]"))
        else:
            holders.append(holder)
    found += _two_roles(holders, place)
    named = {f"{one.role}/{one.person}": one.public for one in holders}
    # A journal has no person: its key is known by its origin.
    named |= {one.person: one.public for one in holders if one.role == "journal"}
    return Keys(_by_id(holders), named, tuple(found))


def _holder(row: Any) -> Holder | None:  # noqa: ANN401  (JSON, before it is looked at)
    if not isinstance(row, dict) or set(row) != _KEY or not is_digest(row["public_hex"]):
        return None
    public = bytes.fromhex(row["public_hex"])
    words = [row["role"], row["person"], row["valid_from"]]
    days = [row["valid_from"], row["valid_to"], row["revoked_at"]]
    if not all(isinstance(word, str) and word for word in words) or not all(
        one is None or is_day(one) for one in days
    ):
        return None
    if row["keyid"] != hashlib.sha256(public).hexdigest():
        return None
    return Holder(public, row["role"], row["person"], *(one or "" for one in days))


def is_day(value: object, /) -> TypeGuard[str]:
    """Say whether a value is a day written YYYY-MM-DD."""
    try:
        return isinstance(value, str) and dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _two_roles(holders: Sequence[Holder], place: str) -> list[Finding]:
    roles: dict[str, set[str]] = {}
    for one in holders:
        roles.setdefault(one.person, set()).add(one.role)
    return [faults.PERSON.at("").placed(place) for held in roles.values() if len(held) > 1]


def _by_id(holders: Sequence[Holder]) -> dict[str, Holder]:
    return {hashlib.sha256(one.public).hexdigest(): one for one in holders}


def signature_check(
    parts: Parts, keys: Keys, /, *, is_pinned: bool, required: Sequence[str], day: str
) -> Check:
    """Return the check V9.

    Args:
        parts: the bundle.
        keys: pinned ones, or else the bundle's own.
        is_pinned: which of the two; without pinned keys the roles are those of the bundle.
        required: the roles that must have signed.
        day: local day of the last sign-off in the journal, or empty.
    """
    if parts.envelope is None or parts.manifest is None:
        return unchecked("V9", faults.NOT_READ, required=is_pinned)
    signatures = parts.envelope["signatures"]
    if keys.findings:
        return judged("V9", keys.findings)
    if not signatures and not is_pinned:
        return unchecked("V9", faults.NOT_SIGNED)
    try:
        persons, found = _counted(parts, keys, day)
    except SignaturesNotInstalled:
        return unchecked("V9", faults.NOT_INSTALLED, required=True)
    wanted = required if is_pinned else sorted({one.role for one in keys.holders.values()})
    # Without a pinned keyring nobody says which roles there must be: at least one.
    missing = [role for role in wanted or ["*"] if role not in persons]
    found += [faults.ROLE.at("", role=role).placed(ENVELOPE) for role in missing]
    if not is_pinned:
        found.append(faults.NOT_PINNED.at(""))
    return judged("V9", found)


def _counted(parts: Parts, keys: Keys, day: str) -> tuple[dict[str, str], list[Finding]]:
    """Return the person who signed in each role, and what is wrong with other signatures."""
    message = signed_bytes(PAYLOAD_TYPE, parts.payload)
    persons: dict[str, str] = {}
    found: list[Finding] = []
    for one in parts.envelope["signatures"] if parts.envelope else ():
        key, shown = keys.holders.get(one["keyid"]), one["keyid"][:16]
        signature = bytes_of_base64(one["sig"]) or b""
        if key is None:
            found.append(faults.UNKNOWN_KEY.at("", key=shown).placed(ENVELOPE))
        elif not fits(key.public, message, signature) or not key.may_sign(day):
            found.append(faults.SIGNATURE.at("", key=shown).placed(ENVELOPE))
        elif key.person not in persons.values():
            persons.setdefault(key.role, key.person)
    return persons, found
