"""Writing what is made for the documents: each file whole, its place said on standard output."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from house_map import ROOT

__all__ = ["write"]


def write(made: Mapping[Path, str | bytes]) -> None:
    """Write each file of *made*, with plain line ends."""
    for place, content in made.items():
        data = content.encode("utf-8") if isinstance(content, str) else content
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        sys.stdout.write(f"{place.relative_to(ROOT)}\n")
