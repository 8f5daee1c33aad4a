"""Parts of pages that hold all they need: style sheets and scripts, and the hashes that allow them.

A content security policy that names these hashes, and nothing else, lets a page load nothing, send
nothing, and run nothing that somebody wrote into it later.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

__all__ = ["hash_of", "part"]


def part(name: str) -> str:
    """Return a file of `pages/`."""
    return (files("benefit_share.rendering") / "pages" / name).read_text("utf-8")


def hash_of(text: str) -> str:
    """Return the hash of a script or a style sheet, as a policy names it after `sha256-`."""
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
