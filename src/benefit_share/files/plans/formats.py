"""The numbers of file formats, and the pure migrations that bring an older file to the newest.

To change a format: raise its number in `NEWEST`, and add the function that turns the tree of the
number before into
the tree of the new one to `MIGRATIONS`; both are tables, nothing else has to change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from benefit_share.files import faults

if TYPE_CHECKING:
    from benefit_share.files.plans.problems import Notebook

__all__ = ["MIGRATIONS", "NEWEST", "Migration", "migrated"]

Migration = Callable[[dict[str, Any]], dict[str, Any]]

NEWEST: Final[Mapping[str, int]] = MappingProxyType({"plan": 1, "case": 1})
"""The newest number of each format."""

MIGRATIONS: Final[Mapping[tuple[str, int], Migration]] = MappingProxyType({})
"""From format and number to the function that makes the next number of it."""

_FORMAT: Final = re.compile(r"benefit-share/([a-z]+)/([1-9][0-9]{0,5})")


def migrated(
    tree: dict[str, Any],
    format_: str,
    notes: Notebook,
    *,
    newest: Mapping[str, int] = NEWEST,
    migrations: Mapping[tuple[str, int], Migration] = MIGRATIONS,
) -> dict[str, Any] | None:
    """Return *tree* in the newest number of *format_*, or None after noting why not.

    Args:
        tree: a file whose key `format` says its number; without the key it is 1.
        format_: `plan` or `case`.
        notes: takes what is wrong.
        newest: the newest number of each format.
        migrations: from format and number to the function that makes the next.

    Returns:
        The tree; the argument is not changed.
    """
    last = newest[format_]
    known = f"benefit-share/{format_}/{last}"
    written = tree.get("format", f"benefit-share/{format_}/1")
    match = _FORMAT.fullmatch(written) if isinstance(written, str) else None
    if match is None or match[1] != format_:
        shown = written[:60] if isinstance(written, str) else "a list or mapping"
        notes.add(faults.FORMAT_UNKNOWN, ".format", found=shown, known=known)
        return None
    number = int(match[2])
    if number > last:
        notes.add(faults.FORMAT_NEWER, ".format", found=number, known=last)
        return None
    for step in range(number, last):
        tree = migrations[format_, step](tree)
    return {**tree, "format": known}
