"""`benefit-share slips`: the paper slip of every household of a sealed run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import FontPath, Json, Lang, SealedFolder
from benefit_share.cli.progress import working

__all__ = ["slips"]


def slips(
    sealed: SealedFolder,
    *,
    out: Annotated[Path, Parameter(name="--out")],
    font_path: FontPath = (),
    paper: Annotated[Literal["a5", "a4"], Parameter(name="--paper")] = "a5",
    household: Annotated[tuple[str, ...], Parameter(name="--household", negative="")] = (),
    awarded_only: Annotated[bool, Parameter(name="--awarded-only", negative="")] = False,
    lang: Lang = None,
    json: Json = False,
) -> int:
    """Print a slip for every household of a sealed run: amount, reckoning, QR code, receipt."""
    from benefit_share.cli.words import word, written
    from benefit_share.errors import Refused
    from benefit_share.files import write_new
    from benefit_share.files.pages.fonts import font_chain
    from benefit_share.files.pages.slips import slip_files
    from benefit_share.files.sealed.again import computed_again
    from benefit_share.files.sealed.bundles import read_restricted, read_verified

    console = Console(language_of(lang), json)
    try:
        with working(console, "checking") as work:
            public, verdict = read_verified(sealed)
            at = sealed / "restricted"
            private = read_restricted(at)
            again = None if awarded_only else computed_again(public, at)
            work.goes_on("setting")
            with font_chain(font_path) as fonts:
                files = slip_files(
                    public,
                    private,
                    fonts,
                    paper=paper,
                    households=household,
                    again=again,
                    watch=work.each,
                )
            work.goes_on("writing")
            write_new(files, out)
    except Refused as refused:
        console.findings(refused.findings)
        return console.document(refused.findings)
    told = {"run": verdict.run_id, "fingerprint": verdict.fingerprint}
    console.result(word("slips", console.language, **told))
    console.message(written(len(files), out, console.language))
    return console.document((), **told, files=sorted(files))
