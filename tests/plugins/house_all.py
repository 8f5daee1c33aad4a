"""Every page and picture of the documents that is made: `python tests/plugins/house_all.py`.

A page before the pictures that stand on it; the prints come last, for they need poppler and
LibreOffice. A name or several make those alone: `python tests/plugins/house_all.py cli audit`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import house_audit
import house_cli
import house_findings
import house_flows
import house_gallery
import house_pictures
import house_prints
import house_reliability
import house_rules
from house_write import write

__all__ = ["MAKERS"]

MAKERS: Mapping[str, Callable[[], Mapping[Path, str | bytes]]] = MappingProxyType(
    {
        "findings": house_findings.pages,
        "cli": house_cli.pages,
        "audit": house_audit.pages,
        "rules": house_rules.pages,
        "reliability": house_reliability.pages,
        "gallery": house_gallery.pages,
        "pictures": house_pictures.pictures,
        "flows": house_flows.pictures,
        "prints": house_prints.pictures,
    }
)
"""What is made, in the order in which it is made."""


if __name__ == "__main__":
    for name in sys.argv[1:] or MAKERS:
        write(MAKERS[name]())
