"""`benefit-share supersede`: a corrected case is proposed in the place of the filed run."""

from __future__ import annotations

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import CaseFolder, Json, Lang
from benefit_share.cli.propose import Acknowledge, Keys, RunKey, Target, proposed
from benefit_share.cli.signing import Signing

__all__ = ["supersede"]


def supersede(
    case: CaseFolder,
    *,
    to: Target,
    signing: Signing,
    acknowledge: Acknowledge = (),
    keys: Keys = None,
    run_key: RunKey = None,
    lang: Lang = None,
    json: Json = False,
) -> int:
    """Propose a corrected case in the place of the run that is filed."""
    return proposed(
        Console(language_of(lang), json),
        case,
        to,
        signing,
        acknowledge=acknowledge,
        keys=keys,
        run_key=run_key,
        replaces=True,
    )
