"""`benefit-share object`: somebody objects to a proposed run."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import Json, Lang
from benefit_share.cli.signing import Folder, Signing, carried_out

__all__ = ["object_"]


def object_(
    folder: Folder,
    *,
    signing: Signing,
    number: Annotated[str, Parameter(name="--number")],
    lang: Lang = None,
    json: Json = False,
) -> int:
    """Record an objection; it cannot be taken back or deleted, only answered."""
    from benefit_share.files.office.acting import do_beside

    console = Console(language_of(lang), json)
    return carried_out(
        console,
        lambda: do_beside(signing.office(folder), "object", signing.sign_off(), objection=number),
    )
