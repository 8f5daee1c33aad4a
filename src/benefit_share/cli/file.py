"""`benefit-share file`: a run is filed, and its bundle closed."""

from __future__ import annotations

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import Json, Lang
from benefit_share.cli.signing import Case, Folder, Signing, carried_out

__all__ = ["file"]


def file(
    folder: Folder,
    *,
    signing: Signing,
    case: Case = None,
    lang: Lang = None,
    json: Json = False,
) -> int:
    """File a run: the last stage, after which nothing about it can be changed."""
    from benefit_share.files.office.acting import do_stage
    from benefit_share.procedure import Act

    console = Console(language_of(lang), json)
    return carried_out(
        console,
        lambda: do_stage(signing.office(folder), Act.FILE, signing.sign_off(), case=case),
    )
