"""The reason of a bank, of which only codes and words are kept: it may hold an account number."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["reason_in"]

_CODE: Final = re.compile(r"(?<![A-Z0-9])[A-Z]{2}[0-9]{2}(?![A-Z0-9])")
_DIGITS: Final = re.compile(r"[0-9０-９][0-9０-９ *-]{2,}[0-9０-９]")
_REASON_LENGTH: Final = 60


def reason_in(text: str, /) -> str:
    """Return the reason that a text gives: its codes, or the text without any number in it."""
    codes = _CODE.findall(text)
    if codes:
        return " ".join(dict.fromkeys(codes))
    return _DIGITS.sub("…", " ".join(text.split()))[:_REASON_LENGTH]
