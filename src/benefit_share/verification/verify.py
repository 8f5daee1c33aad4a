"""All checks over one bundle, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from benefit_share.verification.household import household_checks
from benefit_share.verification.journal import (
    chain_check,
    checkpoint_check,
    is_named,
    remembered_check,
    signing_day,
)
from benefit_share.verification.public import public_checks
from benefit_share.verification.reading import VKEYS, parts_of
from benefit_share.verification.restricted import auditor_checks
from benefit_share.verification.signing import bundle_keys, pinned_keys, signature_check
from benefit_share.verification.stamp import stamp_check
from benefit_share.verification.verdict import WHAT, Verdict

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.verification.payments import Owed
    from benefit_share.verification.restricted import Rerun

__all__ = ["ROLES", "verify"]

ROLES: Final = ("village", "township", "county")
"""The roles that must have signed a filed run, unless the caller names others."""


def verify(
    files: Mapping[str, bytes],
    /,
    *,
    keys: bytes | None = None,
    roles: Sequence[str] = ROLES,
    slip: bytes | None = None,
    id_number: str = "",
    detail: bytes | None = None,
    restricted: Mapping[str, bytes] | None = None,
    rerun: Rerun | None = None,
    twice: Sequence[Finding] | None = None,
    owed: Sequence[Owed] | None = None,
    remembered: bytes | None = None,
    stamp: bytes | None = None,
    stamp_roots: bytes | None = None,
) -> Verdict:
    """Return what every check says of a bundle; nothing that its writer says is taken on trust.

    Args:
        files: file name and bytes of the public folder.
        keys: a keyring that came from outside the bundle, or None: the bundle's own are used, and
            the verdict says so.
        roles: the roles that must have signed, when *keys* are given.
        slip: the receipt of one household, or None.
        id_number: the identity number that its holder typed; it goes nowhere.
        detail: the explained statement of the household, without its line end, or None.
        restricted: file name and bytes of the private folder, or None.
        rerun: the run computed again from the sealed inputs, or None.
        twice: who stands twice in the sealed inputs, or None when nobody has looked.
        owed: who is owed what by the sealed inputs, or None when it could not be computed.
        remembered: the checkpoint that was seen last, or None.
        stamp: an RFC 3161 time stamp over the manifest, or None.
        stamp_roots: certificates in PEM, from outside, to check the stamp under, or None.

    Returns:
        One check a line: `V1` to `V15`, `H1` to `H6` with a slip, `A1` to `A5` with the private
        folder. Bad bytes never raise; they fail a check.
    """
    parts = parts_of(files)
    is_pinned = keys is not None
    own = pinned_keys(keys) if keys is not None else bundle_keys(files.get(VKEYS, b""))
    day = signing_day(parts)
    made = (
        *public_checks(parts),
        signature_check(parts, own, is_pinned=is_pinned, required=tuple(roles), day=day),
        chain_check(parts),
        checkpoint_check(parts, own, is_pinned=is_pinned),
        remembered_check(parts, remembered),
        stamp_check(parts, stamp, stamp_roots),
        *household_checks(parts, slip, id_number=id_number, detail=detail),
        *auditor_checks(parts, restricted, rerun, twice, owed),
    )
    order = [name for name, _ in WHAT]
    digest = parts.digest[:16]
    return Verdict(
        checks=tuple(sorted(made, key=lambda check: order.index(check.name))),
        is_pinned=is_pinned,
        is_named=is_named(parts),
        fingerprint=" ".join(digest[n : n + 4] for n in range(0, 16, 4)) if parts.payload else "",
        run_id=str(parts.predicate.get("run_id", "")),
    )
