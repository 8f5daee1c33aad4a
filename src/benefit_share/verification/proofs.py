"""Hashes, trees and signatures, written a second time: nothing here comes from `seal`.

The root is built with a stack, a path is followed from the root down; the writer goes level by
level. Two ways to one answer are less likely to share a fault.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable, Sequence
from typing import Final

__all__ = [
    "SignaturesNotInstalled",
    "bytes_of_base64",
    "fits",
    "is_good_key",
    "mac",
    "root_of",
    "root_through",
    "signed_bytes",
]

_PRIME: Final = 2**255 - 19
_LOW_ORDER: Final = frozenset(
    {
        0,
        1,
        _PRIME - 1,
        2707385501144840649318225287225658788936804267575313519463743609750303402022,
        55188659117513257062467267217118295137698188065244968500265048394206261417927,
    }
)


class SignaturesNotInstalled(Exception):
    """The package that checks signatures is not there."""


def root_of(leaves: Iterable[bytes], /) -> bytes:
    """Return the RFC 9162 root over the bytes of *leaves*."""
    stack: list[bytes] = []
    for count, leaf in enumerate(leaves, start=1):
        stack.append(hashlib.sha256(b"\x00" + leaf).digest())
        filled = count
        while not filled & 1:
            right, left = stack.pop(), stack.pop()
            stack.append(hashlib.sha256(b"\x01" + left + right).digest())
            filled >>= 1
    if not stack:
        return hashlib.sha256().digest()
    root = stack.pop()
    while stack:
        root = hashlib.sha256(b"\x01" + stack.pop() + root).digest()
    return root


def root_through(leaf: bytes, index: int, size: int, path: Sequence[bytes], /) -> bytes | None:
    """Return the root that a path leads to, or None when it has not the length it must have.

    Args:
        leaf: the bytes of the leaf.
        index: its place, from 0.
        size: how many leaves there are.
        path: siblings, the lowest first.
    """
    if not 0 <= index < size or any(len(one) != 32 for one in path):
        return None
    if size == 1:
        return None if path else hashlib.sha256(b"\x00" + leaf).digest()
    if not path:
        return None
    half = 1
    while half * 2 < size:
        half *= 2
    if index < half:
        below = root_through(leaf, index, half, path[:-1])
        pair = None if below is None else below + path[-1]
    else:
        below = root_through(leaf, index - half, size - half, path[:-1])
        pair = None if below is None else path[-1] + below
    return None if pair is None else hashlib.sha256(b"\x01" + pair).digest()


def mac(key: bytes, label: str, message: bytes, /) -> str:
    """Return the labelled HMAC-SHA256 of a message in hexadecimal."""
    labelled = f"benefit_share/v1/{label}\n".encode() + message
    return hmac.new(key, labelled, hashlib.sha256).hexdigest()


def bytes_of_base64(text: object, /) -> bytes | None:
    """Return the bytes of base64 with padding, or None unless it is written exactly so."""
    if not isinstance(text, str) or not text.isascii():
        return None
    try:
        data = base64.standard_b64decode(text)
    except binascii.Error:
        return None
    return data if base64.standard_b64encode(data).decode() == text else None


def signed_bytes(payload_type: str, payload: bytes, /) -> bytes:
    """Return what a DSSE signature is over."""
    parts = []
    for part in (payload_type.encode(), payload):
        parts += [str(len(part)).encode(), part]
    return b" ".join([b"DSSEv1", *parts])


def is_good_key(public: bytes, /) -> bool:
    """Say whether a key has 32 bytes, is written canonically, and is not of low order."""
    if len(public) != 32:
        return False
    y = int.from_bytes(public, "little") % 2**255
    return y < _PRIME and y not in _LOW_ORDER


def fits(public: bytes, message: bytes, signature: bytes, /) -> bool:
    """Say whether an Ed25519 signature fits.

    Raises:
        SignaturesNotInstalled: when the package for it is not there.
    """
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError:
        raise SignaturesNotInstalled from None
    if len(signature) != 64 or not is_good_key(public):
        return False
    try:
        ed25519.Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
