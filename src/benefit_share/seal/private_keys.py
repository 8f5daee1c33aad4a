"""Private keys in a file: encrypted PKCS#8 in PEM, opened with a passphrase and never shown.

The package cryptography (extra `sign`) does all of it; chance and the passphrase are the caller's.
"""

from __future__ import annotations

from typing import Final

from benefit_share.errors import Refused
from benefit_share.seal import faults
from benefit_share.seal.keys import KEY_BYTES, Signer

__all__ = ["PASSPHRASE_LEAST", "locked", "unlocked"]

PASSPHRASE_LEAST: Final = 12
"""Characters of a passphrase: when the file is copied, its length alone stands in the way."""


def locked(seed: bytes, passphrase: str, /) -> bytes:
    """Return the file of a private key.

    Args:
        seed: 32 bytes from a source of chance.
        passphrase: what opens it, twelve characters or more.

    Returns:
        PEM, `ENCRYPTED PRIVATE KEY`.

    Raises:
        Refused: for a seed of another length, a short passphrase, or without the extra `sign`.
    """
    if len(seed) != KEY_BYTES:
        raise Refused([faults.BAD_SECRET.at("", found=len(seed), expected=KEY_BYTES)])
    if len(passphrase) < PASSPHRASE_LEAST:
        raise Refused([faults.SHORT_PASSPHRASE.at("", least=PASSPHRASE_LEAST)])
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import (
            BestAvailableEncryption,
            Encoding,
            PrivateFormat,
        )
    except ImportError:
        raise Refused([faults.SIGN_EXTRA.at("")]) from None
    key = Ed25519PrivateKey.from_private_bytes(seed)
    encryption = BestAvailableEncryption(passphrase.encode("utf-8"))
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)


def unlocked(data: bytes, passphrase: str, /, *, place: str = "") -> tuple[bytes, Signer]:
    """Return the public key, 32 bytes, and what signs with the private one.

    Args:
        data: the file of the key.
        passphrase: what opens it.
        place: the name of the file, for the finding.

    Raises:
        Refused: when the passphrase does not open it, it is no encrypted Ed25519 key, or the extra
            `sign` is not installed.
    """
    try:
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key
    except ImportError:
        raise Refused([faults.SIGN_EXTRA.at("")]) from None
    try:
        key = load_pem_private_key(data, passphrase.encode("utf-8"))
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise Refused([faults.LOCKED.at("").placed(place)])
    return key.public_key().public_bytes_raw(), key.sign
