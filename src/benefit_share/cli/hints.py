"""What comes next: one line for a person at a terminal, nothing for a script or a file."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

from benefit_share.cli.help_words import HELP_WORDS

if TYPE_CHECKING:
    from benefit_share.cli.console import Console

__all__ = ["hint"]


def hint(console: Console, *words: object) -> None:
    """Say which command comes next, written so that it can be copied.

    Args:
        console: to whom.
        *words: of the line, after the program's name; paths are quoted where they need it.
    """
    if sys.stderr.isatty():
        line = shlex.join(("benefit-share", *map(str, words)))
        console.message(HELP_WORDS["next"].in_language(console.language).format(line=line))
