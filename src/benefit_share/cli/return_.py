"""`benefit-share return`: a proposed run is sent back for correction."""

from __future__ import annotations

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import Json, Lang
from benefit_share.cli.signing import Folder, Signing, carried_out

__all__ = ["return_"]


def return_(
    folder: Folder,
    *,
    signing: Signing,
    lang: Lang = None,
    json: Json = False,
) -> int:
    """Return a run for correction; the corrected one is proposed as the next edition."""
    from benefit_share.files.office.acting import do_beside

    console = Console(language_of(lang), json)
    return carried_out(
        console,
        lambda: do_beside(signing.office(folder), "return", signing.sign_off()),
    )
