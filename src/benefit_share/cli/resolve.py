"""`benefit-share resolve`: an objection is answered."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import Json, Lang
from benefit_share.cli.signing import Folder, Signing, carried_out

__all__ = ["resolve"]


def resolve(
    folder: Folder,
    *,
    signing: Signing,
    number: Annotated[str, Parameter(name="--number")],
    outcome: Annotated[Literal["upheld", "rejected"], Parameter(name="--outcome")],
    lang: Lang = None,
    json: Json = False,
) -> int:
    """Record the answer to an objection."""
    from benefit_share.files.office.acting import do_beside

    console = Console(language_of(lang), json)
    return carried_out(
        console,
        lambda: do_beside(
            signing.office(folder),
            "resolve",
            signing.sign_off(),
            objection=number,
            outcome=outcome,
        ),
    )
