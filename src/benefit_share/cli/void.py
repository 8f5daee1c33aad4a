"""`benefit-share void`: a filed run no longer counts."""

from __future__ import annotations

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import Json, Lang
from benefit_share.cli.signing import Folder, Signing, carried_out

__all__ = ["void"]


def void(
    folder: Folder,
    *,
    signing: Signing,
    lang: Lang = None,
    json: Json = False,
) -> int:
    """Void the filed run: it may no longer be paid, and every line is mirrored to the fen."""
    from benefit_share.files.office.acting import do_beside

    console = Console(language_of(lang), json)
    return carried_out(
        console,
        lambda: do_beside(signing.office(folder), "void", signing.sign_off()),
    )
