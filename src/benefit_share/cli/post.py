"""`benefit-share post`: the notice was put up, and its days begin."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import Json, Lang
from benefit_share.cli.signing import Case, Folder, Signing, carried_out

__all__ = ["post"]


def post(
    folder: Folder,
    *,
    signing: Signing,
    stage: Annotated[str, Parameter(name="--stage")] = "",
    case: Case = None,
    lang: Lang = None,
    json: Json = False,
) -> int:
    """Record that the notice of a proposed run was put up today."""
    from benefit_share.files.office.acting import do_stage
    from benefit_share.procedure import Act

    console = Console(language_of(lang), json)
    return carried_out(
        console,
        lambda: do_stage(
            signing.office(folder), Act.POST, signing.sign_off(), stage=stage, case=case
        ),
    )
