"""The check V15: a time stamp (RFC 3161) over the manifest, under certificates from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benefit_share.verification import faults
from benefit_share.verification.proofs import SignaturesNotInstalled
from benefit_share.verification.verdict import Check, judged, unchecked

if TYPE_CHECKING:
    from benefit_share.verification.reading import Parts

__all__ = ["stamp_check"]


def stamp_check(parts: Parts, stamp: bytes | None, roots: bytes | None, /) -> Check:
    """Return V15: the bytes of the manifest existed when the office of the stamp says.

    Args:
        parts: the bundle.
        stamp: the answer of the office (`TimeStampResp`, DER), or None.
        roots: certificates (PEM) that came from outside the bundle, or None.
    """
    if stamp is None:
        return unchecked("V15", faults.NOT_PRESENT)
    if roots is None:
        return unchecked("V15", faults.NO_ROOTS, required=True)
    if not parts.payload:
        return unchecked("V15", faults.NOT_READ, required=True)
    try:
        good = _fits(stamp, roots, parts.payload)
    except SignaturesNotInstalled:
        return unchecked("V15", faults.STAMP_NOT_INSTALLED, required=True)
    return judged("V15", () if good else [faults.STAMP.at("")])


def _fits(stamp: bytes, roots: bytes, payload: bytes) -> bool:
    """Say whether a stamp is over *payload*, by an office under a self-signed one of *roots*."""
    try:
        from cryptography import x509
        from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response
    except ImportError:
        raise SignaturesNotInstalled from None
    try:
        given = x509.load_pem_x509_certificates(roots)
        builder = VerifierBuilder(
            roots=[one for one in given if one.issuer == one.subject],
            intermediates=[one for one in given if one.issuer != one.subject],
        )
        verifier = builder.build()
        return bool(verifier.verify_message(decode_timestamp_response(stamp), payload))
    except (VerificationError, ValueError):
        return False
