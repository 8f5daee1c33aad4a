"""Which copy of a pool, and which row, concerns whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benefit_share.expressions.world import Subject

__all__ = ["concerns", "key_of"]


def key_of(per: str, subject: Subject) -> str:
    """Return the copy, or the holder, that *subject* has where there is one *per* something."""
    if per == "collective":
        return subject.collective
    if per == "asset":
        return subject.asset
    return subject.id if per == "claimant" else ""


def concerns(row: Subject, subject: Subject) -> bool:
    """Return whether a row of a register concerns *subject*."""
    if subject.kind == "asset":
        return row.asset == subject.asset
    if subject.kind == "collective":
        return row.collective == subject.collective
    if subject.kind == "household":
        return subject.id in {row.household, row.id}
    return subject.kind == "scope" or row.id == subject.id
