"""The width of text in a terminal: it lives in `values`, where the command line's help finds it.

Help must not wait for the catalogues of this room.
"""

from __future__ import annotations

from benefit_share.values.width import clean, pad, width, wrap

__all__ = ["clean", "pad", "width", "wrap"]
