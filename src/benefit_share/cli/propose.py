"""`benefit-share propose`: a case becomes the draft of the next edition of its distribution."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import CaseFolder, Json, Lang
from benefit_share.cli.progress import working
from benefit_share.cli.signing import Signing, told

__all__ = ["Acknowledge", "Keys", "RunKey", "Target", "propose", "proposed"]

Target = Annotated[Path, Parameter(name="--to")]
Acknowledge = Annotated[tuple[str, ...], Parameter(name="--acknowledge", negative="")]
Keys = Annotated[Path | None, Parameter(name="--keys")]
RunKey = Annotated[Path | None, Parameter(name="--run-key")]


def propose(
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
    """Propose a run: it is computed, sealed as a draft, and written into the journal."""
    console = Console(language_of(lang), json)
    return proposed(console, case, to, signing, acknowledge=acknowledge, keys=keys, run_key=run_key)


def proposed(
    console: Console,
    case: Path,
    folder: Path,
    signing: Signing,
    *,
    acknowledge: tuple[str, ...],
    keys: Path | None,
    run_key: Path | None,
    replaces: bool = False,
) -> int:
    """Propose a case as the next edition, and say what was done or every reason why not."""
    from benefit_share.cli.seal import key_of
    from benefit_share.errors import Refused
    from benefit_share.files import STORAGE
    from benefit_share.files.office.proposing import propose as draft
    from benefit_share.seal.keys import read_keyring

    try:
        ring = None
        if keys is not None:
            ring = read_keyring(STORAGE.read_bytes(keys, 1 << 20), place=keys.name)
        office, who = signing.office(folder), signing.sign_off()
        with working(console, "computing"):
            done, reading = draft(
                office,
                case,
                who,
                run_key=key_of(run_key),
                acknowledged=acknowledge,
                replaces=replaces,
                ring=ring,
            )
    except Refused as refused:
        console.findings(refused.findings, case)
        return console.document(refused.findings)
    return told(console, done, tuple(map(reading.placed, reading.findings)), case)
