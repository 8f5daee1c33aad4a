"""`benefit-share completion`: the script with which a shell completes commands and options."""

from __future__ import annotations

from typing import Literal

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import Json, Lang

__all__ = ["completion"]


def completion(
    shell: Literal["bash", "zsh", "fish"],
    *,
    lang: Lang = None,
    json: Json = False,
) -> int:
    """Print the completion script for a shell; nothing is installed, no startup file is touched."""
    from benefit_share.cli.app import application

    console = Console(language_of(lang), json)
    script = application(console.language).generate_completion(shell=shell)
    console.result(script)
    return console.document((), script=script)
