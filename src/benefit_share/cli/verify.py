"""`benefit-share verify`: every check over a bundle, one line each, and what was not checked."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import Json, Lang
from benefit_share.cli.progress import working

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benefit_share.verification import Verdict

__all__ = ["verify"]

INCOMPLETE = 3
SMALL = 1_048_576

Keys = Annotated[Path | None, Parameter(name="--keys")]
Roles = Annotated[tuple[str, ...], Parameter(name="--role", negative="")]
Remember = Annotated[Path | None, Parameter(name="--remember")]
Stamp = Annotated[Path | None, Parameter(name="--stamp")]
StampRoots = Annotated[Path | None, Parameter(name="--stamp-roots")]


def verify(
    bundle: Path,
    *,
    household: Annotated[Path | None, Parameter(name="--household")] = None,
    code: Annotated[str | None, Parameter(name="--code")] = None,
    ask_id: Annotated[bool, Parameter(name="--ask-id", negative="")] = False,
    restricted: Annotated[Path | None, Parameter(name="--restricted")] = None,
    keys: Keys = None,
    role: Roles = (),
    remember: Remember = None,
    stamp: Stamp = None,
    stamp_roots: StampRoots = None,
    lang: Lang = None,
    json: Json = False,
) -> int:
    """Check a sealed run: what was checked, what was not, and the level reached."""
    from benefit_share.errors import Refused
    from benefit_share.files import STORAGE
    from benefit_share.files.sealed.bundles import detail_of, read_public, read_restricted
    from benefit_share.verification import ROLES
    from benefit_share.verification import verify as check

    console = Console(language_of(lang), json)

    def content(path: Path | None, limit: int = SMALL) -> bytes | None:
        return None if path is None else STORAGE.read_bytes(path, limit)

    try:
        files = read_public(bundle)
        private = None if restricted is None else read_restricted(restricted)
        seen = content(remember) if remember and STORAGE.kind(remember) else None
        slip = content(household) if code is None else _opened(code, files, private)
        number = _id_number() if ask_id else ""
        with working(console, "checking"):
            verdict = check(
                files,
                keys=content(keys),
                roles=role or ROLES,
                slip=slip,
                detail=detail_of(private, slip) if private and slip else None,
                id_number=number,
                restricted=private,
                remembered=seen,
                stamp=content(stamp),
                stamp_roots=content(stamp_roots),
                **({} if restricted is None else _from_inputs(restricted, check(files).run_id)),
            )
        if remember is not None and verdict.holds:
            STORAGE.write_whole(remember, files["checkpoint.txt"])
    except Refused as refused:
        console.findings(refused.findings)
        return console.document(refused.findings)
    return _told(console, verdict, _two_heads(verdict, seen, files))


def _id_number() -> str:
    """Return what is typed; a small x is what people type, and no other number."""
    return sys.stdin.readline().strip().upper()


def _told(console: Console, verdict: Verdict, heads: list[str]) -> int:
    """Show a verdict, and two heads that contradict each other; return the exit code."""
    from benefit_share.cli.words import word
    from benefit_share.rendering.reports.verdict import verdict_json, verdict_text

    console.result(verdict_text(verdict, console.language))
    if heads:
        console.result("\n".join((word("two-heads", console.language), *heads)))
    found = tuple(one for check in verdict.checks for one in check.findings if one.is_error)
    failed = console.document(found, **verdict_json(verdict), contradicting=heads)
    return failed or (0 if verdict.is_complete else INCOMPLETE)


def _two_heads(verdict: Verdict, seen: bytes | None, files: Mapping[str, bytes]) -> list[str]:
    """Return the checkpoint seen before and the one of the bundle where V12 failed over them."""
    from benefit_share.verification import Outcome

    if seen is None or verdict.by_name.get("V12") is not Outcome.FAILED:
        return []
    now = files.get("checkpoint.txt", b"")
    return [note.decode("utf-8", errors="replace") for note in (seen, now)]


def _from_inputs(restricted: Path, run_id: str) -> dict[str, Any]:
    """Return what the sealed inputs say: the run again, who stands twice, who is owed what."""
    from benefit_share.files.sealed.bundles import owed_of, rerun_of, twice_of

    return {
        "rerun": rerun_of(restricted, run_id),
        "twice": twice_of(restricted),
        "owed": owed_of(restricted),
    }


def _opened(code: str, public: Mapping[str, bytes], private: Mapping[str, bytes] | None) -> bytes:
    """Return the slip whose QR code was scanned, from the private folder."""
    from benefit_share.errors import Refused
    from benefit_share.seal import faults
    from benefit_share.seal.slips import receipt_of

    if private is None:
        raise Refused([faults.SLIP_PRIVATE.at("--code")])
    return receipt_of(code, public, private)
