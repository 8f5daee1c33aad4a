"""Public keys, who holds them, and the signatures that count: by key, by person and by role.

Signing and checking are done by the package cryptography (extra `sign`), imported where it is used.
A key in a keyring is held by one person in one role; thresholds are counted over all three, because
one key under two names, or one person with two keys, is still one pair of eyes.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.errors import Refused
from benefit_share.seal import faults
from benefit_share.seal.documents import HEX_DIGEST, document_bytes, read_document, typed

if TYPE_CHECKING:
    from benefit_share.findings import Finding

__all__ = [
    "KEYRING_TYPE",
    "Key",
    "Keyring",
    "Signer",
    "from_base64",
    "key_id",
    "public_key_of",
    "read_keyring",
    "signature_fits",
    "signer_from_seed",
    "to_base64",
    "vkey",
]

KEYRING_TYPE: Final = "benefit_share/keyring/v1"
_KEYS: Final = ("keyid", "person", "public_hex", "revoked_at", "role", "valid_from", "valid_to")

KEY_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64

_FIELD: Final = 2**255 - 19
_SMALL_ORDER: Final = frozenset(
    {
        0,
        1,
        _FIELD - 1,
        0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
        0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7,
    }
)
"""The heights of the eight points of small order, with either sign."""

Signer = Callable[[bytes], bytes]
"""What makes a signature of 64 bytes over a message; it keeps the private key to itself."""


def to_base64(data: bytes, /) -> str:
    """Return base64 with padding (RFC 4648, section 4)."""
    return base64.b64encode(data).decode("ascii")


def from_base64(text: str, /, *, place: str = "") -> bytes:
    """Return the bytes of base64 text; raise `Refused` unless it is exactly how they are written.

    Args:
        text: base64 with padding.
        place: where it stands, for the finding.
    """
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error):
        data = b""
    if to_base64(data) != text:
        raise Refused([faults.NOT_BASE64.at("").placed(place)])
    return data


def key_id(public: bytes, /) -> str:
    """Return the id of a public key: the SHA-256 of its 32 bytes, in hexadecimal."""
    return hashlib.sha256(public).hexdigest()


def is_acceptable(public: bytes, /) -> bool:
    """Say whether a public key may stand in a keyring: 32 bytes, canonical, not of small order."""
    if len(public) != KEY_BYTES:
        return False
    height = int.from_bytes(public, "little") & (2**255 - 1)
    return height < _FIELD and height not in _SMALL_ORDER


@attrs.frozen
class Key:
    """One public key of a keyring.

    Attributes:
        public: its 32 bytes.
        role: in which role its holder signs: `village`, `township`, `county`, `journal`, …
        person: who holds it.
        valid_from: first day on which it may sign.
        valid_to: last day, or None.
        revoked_at: day from which it may no longer, or None.
    """

    public: bytes
    role: str
    person: str
    valid_from: dt.date
    valid_to: dt.date | None = None
    revoked_at: dt.date | None = None

    @property
    def id(self) -> str:
        """The SHA-256 of the public key, in hexadecimal."""
        return key_id(self.public)

    def holds_on(self, day: dt.date, /) -> bool:
        """Say whether it may sign on a day."""
        ended = self.valid_to is not None and day > self.valid_to
        revoked = self.revoked_at is not None and day >= self.revoked_at
        return self.valid_from <= day and not ended and not revoked


@attrs.frozen
class Keyring:
    """The keys that were handed over beforehand, and so are not the bundle's own word."""

    keys: tuple[Key, ...]

    @classmethod
    def of(cls, keys: Iterable[Key], /) -> Keyring:
        """Return a keyring; raise `Refused` for a bad key, one twice, or a person in two roles."""
        ring = tuple(keys)
        found: list[Finding] = []
        seen: set[bytes] = set()
        roles: dict[str, str] = {}
        for place, key in enumerate(ring):
            if not is_acceptable(key.public):
                found.append(faults.BAD_KEY.at(f"keys[{place}]"))
            if key.public in seen:
                found.append(faults.KEY_TWICE.at(f"keys[{place}]"))
            seen.add(key.public)
            role = roles.setdefault(key.person, key.role)
            if role != key.role:
                twice = faults.PERSON_TWICE.at(f"keys[{place}]", first=role, second=key.role)
                found.append(twice)
        if found:
            raise Refused(found)
        return cls(ring)

    def by_id(self) -> Mapping[str, Key]:
        """Return the keys by their id."""
        return {key.id: key for key in self.keys}

    def document(self) -> bytes:
        """Return the canonical bytes of the keyring, whose digest the county prints on paper."""
        rows = [
            {
                "keyid": key.id,
                "person": key.person,
                "public_hex": key.public.hex(),
                "revoked_at": key.revoked_at.isoformat() if key.revoked_at else None,
                "role": key.role,
                "valid_from": key.valid_from.isoformat(),
                "valid_to": key.valid_to.isoformat() if key.valid_to else None,
            }
            for key in self.keys
        ]
        return document_bytes({"t": KEYRING_TYPE, "keys": rows})


def read_keyring(data: bytes, /, *, place: str = "") -> Keyring:
    """Return the keyring whose document *data* is.

    Args:
        data: canonical bytes of the type `benefit_share/keyring/v1`.
        place: the file, for the findings.

    Raises:
        Refused: when the bytes are not such a document, or a key of it cannot be accepted.
    """
    document = typed(read_document(data, place=place), KEYRING_TYPE, ("keys",), place=place)
    rows = document["keys"]
    if not isinstance(rows, list):
        raise Refused([faults.WRONG_VALUE.at("", key="keys").placed(place)])
    keys = []
    for number, row in enumerate(rows):
        where = f"{place}: keys[{number}]"
        if not isinstance(row, dict) or frozenset(row) != frozenset(_KEYS):
            raise Refused([faults.WRONG_VALUE.at("", key="keys").placed(where)])
        keys.append(_key(row, where))
    return Keyring.of(keys)


def _key(row: dict[str, Any], place: str) -> Key:
    public, name = row["public_hex"], row["keyid"]
    if not isinstance(public, str) or HEX_DIGEST.fullmatch(public) is None:
        raise Refused([faults.BAD_KEY.at("").placed(place)])
    if name != key_id(bytes.fromhex(public)):
        raise Refused([faults.WRONG_VALUE.at("", key="keyid").placed(place)])
    for word in ("role", "person"):
        if not isinstance(row[word], str) or not row[word]:
            raise Refused([faults.WRONG_VALUE.at("", key=word).placed(place)])
    days = {word: _day(row[word], word, place) for word in ("valid_from", "valid_to", "revoked_at")}
    first = days["valid_from"]
    if first is None:
        raise Refused([faults.WRONG_VALUE.at("", key="valid_from").placed(place)])
    return Key(
        bytes.fromhex(public),
        row["role"],
        row["person"],
        first,
        days["valid_to"],
        days["revoked_at"],
    )


def _day(text: object, word: str, place: str) -> dt.date | None:
    if text is None:
        return None
    try:
        day = dt.date.fromisoformat(text if isinstance(text, str) else "")
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise Refused([faults.WRONG_VALUE.at("", key=word).placed(place)])
    return day


def vkey(name: str, public: bytes, /) -> str:
    """Return a key as one line in the form of C2SP signed notes: name, hash, key.

    Args:
        name: `role/person`, or the origin of a journal; no space and no plus sign.
        public: 32 bytes.

    Raises:
        Refused: for a name that could be read as two, or a key that cannot be accepted.
    """
    if not name or "+" in name or any(character.isspace() for character in name):
        raise Refused([faults.BAD_KEY_NAME.at("")])
    if not is_acceptable(public):
        raise Refused([faults.BAD_KEY.at("")])
    key = to_base64(b"\x01" + public)
    return f"{name}+{note_key_id(name, public).hex()}+{key}"


def note_key_id(name: str, public: bytes, /) -> bytes:
    """Return the four bytes by which a signed note names a key (C2SP signed-note)."""
    return hashlib.sha256(name.encode("utf-8") + b"\n\x01" + public).digest()[:4]


# ---- the package that signs


def signer_from_seed(seed: bytes, /) -> tuple[bytes, Signer]:
    """Return the public key and the signer of a private key (RFC 8032).

    Args:
        seed: the 32 bytes of the private key.

    Raises:
        Refused: when the extra `sign` is not installed, or the seed has another length.
    """
    if len(seed) != KEY_BYTES:
        raise Refused([faults.BAD_SECRET.at("", found=len(seed), expected=KEY_BYTES)])
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    except ImportError:
        raise Refused([faults.SIGN_EXTRA.at("")]) from None
    private = Ed25519PrivateKey.from_private_bytes(seed)
    return private.public_key().public_bytes_raw(), private.sign


def public_key_of(seed: bytes, /) -> bytes:
    """Return the public key, 32 bytes, of the private key with this seed."""
    return signer_from_seed(seed)[0]


def signature_fits(public: bytes, message: bytes, signature: bytes, /) -> bool:
    """Say whether a signature over a message fits a public key (RFC 8032).

    Args:
        public: 32 bytes; whether the key is acceptable is asked when the keyring is made.
        message: what was signed.
        signature: 64 bytes; any other length never fits.

    Raises:
        Refused: when the extra `sign` is not installed; never a guess.
    """
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        raise Refused([faults.SIGN_EXTRA.at("")]) from None
    if len(signature) != SIGNATURE_BYTES or len(public) != KEY_BYTES:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
