"""Salted commitments: what a household can open, and nobody can guess.

Every key and salt comes in as an argument; chance is the caller's.
A public row holds the HMAC of a private statement under a salt of 32 bytes, so that neither a name
nor an amount nor an identity number can be tried out against it.
"""

from __future__ import annotations

import hmac
from typing import Final

from benefit_share.errors import Refused
from benefit_share.seal import faults
from benefit_share.seal.documents import IDENTIFIER

__all__ = ["SECRET_BYTES", "check_identifier", "commitment", "holder_mark", "opens", "salt_of"]

SECRET_BYTES: Final = 32
"""A run key and a salt have exactly so many bytes: HMAC pads a shorter one without a word."""

_SALT: Final = b"benefit_share/v1/salt\n"
_HOLDER: Final = b"benefit_share/v1/holder\n"
_STATEMENT: Final = b"benefit_share/v1/statement\n"


def _mac(key: bytes, message: bytes) -> bytes:
    if len(key) != SECRET_BYTES:
        found = faults.BAD_SECRET.at("", found=len(key), expected=SECRET_BYTES)
        raise Refused([found])
    return hmac.digest(key, message, "sha256")


def check_identifier(text: str, /, *, limit: int = 64, path: str = "") -> str:
    """Return *text* if it can stand in what is hashed; raise `Refused` otherwise.

    Args:
        text: a run id or the id of a party.
        limit: characters it may have.
        path: what it is, for the finding.
    """
    if IDENTIFIER.fullmatch(text) is None or len(text) > limit:
        found = faults.BAD_IDENTIFIER.at(path, length=len(text), limit=limit)
        raise Refused([found])
    return text


def salt_of(run_key: bytes, /, *, run_id: str, party: str) -> bytes:
    """Return the salt of one party in one run, 32 bytes.

    Args:
        run_key: 32 bytes from a source of chance, one for each run.
        run_id: the run; another run has other salts, so commitments do not link years.
        party: id of the household or other party.

    Raises:
        Refused: for a key of another length, or an id outside `[A-Za-z0-9._-]{1,64}`.
    """
    run, whom = (check_identifier(text).encode("ascii") for text in (run_id, party))
    return _mac(run_key, _SALT + run + b"\n" + whom)


def holder_mark(salt: bytes, /, id_number: str) -> str:
    """Return what lets the holder of a statement check their own identity number against it.

    Args:
        salt: the salt of the party.
        id_number: an identity number in ASCII; empty when none is known.

    Returns:
        64 hexadecimal digits, or empty for no number.
    """
    if not id_number:
        return ""
    try:
        typed = id_number.encode("ascii")
    except UnicodeEncodeError:
        found = faults.BAD_IDENTIFIER.at("id_number", length=len(id_number), limit=18)
        raise Refused([found]) from None
    return _mac(salt, _HOLDER + typed).hex()


def commitment(salt: bytes, /, statement: bytes) -> str:
    """Return the commitment to the canonical bytes of a statement, 64 hexadecimal digits."""
    return _mac(salt, _STATEMENT + statement).hex()


def opens(commit: str, /, *, salt: bytes, statement: bytes) -> bool:
    """Say whether a commitment is the one to *statement* under *salt*; never for another length."""
    if len(salt) != SECRET_BYTES:
        return False
    return hmac.compare_digest(commitment(salt, statement).encode(), commit.encode())
