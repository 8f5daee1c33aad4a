"""`benefit-share meet`: a meeting and how it voted."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import Json, Lang
from benefit_share.cli.signing import Case, Folder, Signing, carried_out

__all__ = ["meet"]


def meet(
    folder: Folder,
    *,
    signing: Signing,
    entitled: Annotated[int, Parameter(name="--entitled")],
    present: Annotated[int, Parameter(name="--present")],
    in_favour: Annotated[int, Parameter(name="--in-favour")],
    stage: Annotated[str, Parameter(name="--stage")] = "",
    case: Case = None,
    lang: Lang = None,
    json: Json = False,
) -> int:
    """Record a meeting with its figures; without quorum or majority it is refused."""
    from benefit_share.files.office.acting import Figures, do_stage
    from benefit_share.procedure import Act

    console = Console(language_of(lang), json)
    return carried_out(
        console,
        lambda: do_stage(
            signing.office(folder),
            Act.MEET,
            signing.sign_off(),
            stage=stage,
            case=case,
            figures=Figures(entitled, present, in_favour),
        ),
    )
