"""The DSSE envelope: a payload, its type, and signatures over both.

What is signed is the pre-authentication encoding, never the JSON around it; what was verified is
the payload in bytes, and those bytes alone are parsed afterwards.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

import attrs

from benefit_share.errors import Refused
from benefit_share.findings import Finding
from benefit_share.seal import faults
from benefit_share.seal.documents import ENVELOPE, closed, document_bytes, read_document
from benefit_share.seal.keys import (
    Keyring,
    Signer,
    from_base64,
    key_id,
    signature_fits,
    to_base64,
)

__all__ = [
    "PAYLOAD_TYPE",
    "Envelope",
    "Signature",
    "SignedBy",
    "check_signatures",
    "pae",
    "read_envelope",
    "signed",
]

PAYLOAD_TYPE: Final = "application/vnd.in-toto+json"


def pae(payload_type: str, payload: bytes, /) -> bytes:
    """Return the pre-authentication encoding of a payload (DSSE): what is signed."""
    kind = payload_type.encode("utf-8")
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


@attrs.frozen
class Signature:
    """One signature of an envelope: the key it says it is by, and 64 bytes."""

    keyid: str
    sig: bytes


@attrs.frozen
class Envelope:
    """A payload with its signatures.

    Attributes:
        payload: the bytes of the manifest.
        signatures: who signed; none at the level without keys.
        payload_type: what the payload is.
    """

    payload: bytes
    signatures: tuple[Signature, ...] = ()
    payload_type: str = PAYLOAD_TYPE

    def document(self) -> bytes:
        """Return the canonical bytes of the envelope."""
        rows = [{"keyid": one.keyid, "sig": to_base64(one.sig)} for one in self.signatures]
        return document_bytes(
            {
                "payload": to_base64(self.payload),
                "payloadType": self.payload_type,
                "signatures": rows,
            },
            ENVELOPE,
            path="manifest",
        )


def signed(envelope: Envelope, public: bytes, signer: Signer, /) -> Envelope:
    """Return the envelope with one more signature.

    Args:
        envelope: the payload and the signatures so far.
        public: the public key, 32 bytes.
        signer: what makes a signature over bytes.
    """
    made = Signature(key_id(public), signer(pae(envelope.payload_type, envelope.payload)))
    return attrs.evolve(envelope, signatures=(*envelope.signatures, made))


def read_envelope(data: bytes, /, *, place: str = "") -> Envelope:
    """Return the envelope whose canonical bytes *data* are.

    Args:
        data: the bytes as they were received.
        place: the file, for the finding.

    Raises:
        Refused: when they are not canonical, of another payload type, or hold anything beside the
            payload and signatures.
    """
    document = read_document(data, ENVELOPE, place=place)
    closed(document, ("payload", "payloadType", "signatures"), place=place)
    rows = document["signatures"]
    if document["payloadType"] != PAYLOAD_TYPE:
        raise Refused([faults.WRONG_VALUE.at("", key="payloadType").placed(place)])
    if not isinstance(document["payload"], str) or not isinstance(rows, list):
        raise Refused([faults.WRONG_VALUE.at("", key="payload").placed(place)])
    signatures = []
    for row in rows:
        read = closed(row, ("keyid", "sig"), place=place)
        if not isinstance(read["keyid"], str) or not isinstance(read["sig"], str):
            raise Refused([faults.WRONG_VALUE.at("", key="signatures").placed(place)])
        signatures.append(Signature(read["keyid"], from_base64(read["sig"], place=place)))
    return Envelope(from_base64(document["payload"], place=place), tuple(signatures))


@attrs.frozen
class SignedBy:
    """What the signatures of an envelope are worth.

    Attributes:
        roles: the roles that signed, each by a person and a key of its own, in order.
        findings: what is wrong, and signatures that count for nothing.
    """

    roles: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing refuses."""
        return not any(finding.is_error for finding in self.findings)


def check_signatures(
    envelope: Envelope, ring: Keyring, /, *, required: Iterable[str], on: dt.date
) -> SignedBy:
    """Return whose signatures count, over distinct keys, persons and roles.

    Args:
        envelope: what was signed.
        ring: the keys that were handed over beforehand.
        required: the roles that must have signed.
        on: the day of the last signature, for validity and revocation.

    Returns:
        The roles, and findings: a signature that does not fit under a known key refuses the whole,
        an unknown key is reported and counts for nothing.

    Raises:
        Refused: when the extra `sign` is not installed.
    """
    known, message = ring.by_id(), pae(envelope.payload_type, envelope.payload)
    roles: dict[str, str] = {}
    found: list[Finding] = []
    for place, one in enumerate(envelope.signatures):
        path, key = f"signatures[{place}]", known.get(one.keyid)
        if key is None:
            found.append(faults.UNKNOWN_SIGNER.at(path, key=one.keyid[:16]))
        elif not signature_fits(key.public, message, one.sig) or not key.holds_on(on):
            found.append(faults.BAD_SIGNATURE.at(path, key=one.keyid[:16]))
        elif key.person not in roles.values():
            # A second signature of a person, with this key or another, is no second pair of eyes.
            roles.setdefault(key.role, key.person)
    if not roles:
        found.append(faults.UNKNOWN_KEYS.at("signatures"))
    missing = [role for role in required if role not in roles]
    found.extend(faults.ROLE_MISSING.at("signatures", role=role) for role in missing)
    return SignedBy(tuple(sorted(roles)), tuple(found))
