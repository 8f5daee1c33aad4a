"""Who acts, and what stands for it: the options that the commands of the procedure share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import attrs
from cyclopts import Parameter

from benefit_share.cli.console import Console
from benefit_share.cli.options import JournalKey, JournalPassphrase, moment_of

if TYPE_CHECKING:
    from benefit_share.files.office.folder import Office
    from benefit_share.files.office.recording import Done
    from benefit_share.files.office.sign_off import SignOff
    from benefit_share.findings import Finding
    from benefit_share.procedure import Event, Stage

__all__ = ["Case", "Folder", "Signing", "carried_out", "event_said", "next_said", "told"]

PAGE_LIMIT = 200_000_000

Folder = Path
Case = Annotated[Path | None, Parameter(name="--case")]


@Parameter(name="*")
@attrs.frozen
class Signing:
    """Who acts."""

    person: Annotated[str, Parameter(name="--person")]
    role: Annotated[str, Parameter(name="--role")]
    post: Annotated[str, Parameter(name="--post")] = ""
    page: Annotated[Path | None, Parameter(name="--page")] = None
    key: Annotated[Path | None, Parameter(name="--key")] = None
    passphrase: Annotated[Path | None, Parameter(name="--passphrase")] = None
    journal_key: JournalKey = None
    journal_passphrase: JournalPassphrase = None
    at: Annotated[str | None, Parameter(name="--at")] = None

    def sign_off(self) -> SignOff:
        """Return who acts.

        Raises:
            Refused: when a file cannot be read, or the time lies ahead: a notice would otherwise
                have hung for days that have not come.
        """
        from benefit_share.cli.keys import given_key
        from benefit_share.files import STORAGE
        from benefit_share.files.office.sign_off import SignOff
        from benefit_share.values import digest

        at = moment_of(self.at)
        page = self.page and digest(STORAGE.read_bytes(self.page, PAGE_LIMIT, what="page"))
        return SignOff(
            person=self.person,
            role=self.role,
            at=at,
            post=self.post,
            page_sha256=page or "",
            key=given_key(self.key, self.passphrase),
        )

    def office(self, folder: Path) -> Office:
        """Return the folder of the distribution."""
        from benefit_share.cli.keys import given_key
        from benefit_share.files.office.folder import Office

        return Office(folder, key=given_key(self.journal_key, self.journal_passphrase))


def carried_out(console: Console, act: Callable[[], Done]) -> int:
    """Do something about a run, and say what was done or every reason why not."""
    from benefit_share.errors import Refused

    try:
        done = act()
    except Refused as refused:
        console.findings(refused.findings)
        return console.document(refused.findings)
    return told(console, done)


def _called(stage: Stage, language: str) -> str:
    if stage.title is None:
        return stage.id
    return stage.title.zh if language == "zh" else stage.title.en


def event_said(event: Event, language: str) -> str:
    """Return what somebody did, in words."""
    from benefit_share.cli.words import word

    return word(
        f"done-{event.type.replace('_', '-')}",
        language,
        run=event.run,
        day=event.on,
        person=event.person,
        number=event.objection,
        by=event.by_run,
    )


def next_said(console: Console, done: Done) -> dict[str, Any]:
    """Say what is due and which objections are open; return the same for the document."""
    from benefit_share.cli.words import word

    due, wait, say = done.due, done.not_before, console.language
    if due is not None:
        name = "due-from" if wait is not None and wait > done.event.on else "due"
        called = _called(due, say)
        console.message(word(name, say, stage=called, role=due.role, day=wait))
    for number in done.state.open_objections:
        console.message(word("open-objection", say, number=number))
    first = wait.isoformat() if wait else None
    told = None if due is None else {"stage": due.id, "role": due.role, "from": first}
    return {"due": told, "open_objections": list(done.state.open_objections)}


def told(
    console: Console, done: Done, found: tuple[Finding, ...] = (), case: Path | None = None
) -> int:
    """Say what was done, what it is worth, and what is due."""
    from benefit_share.cli.words import word
    from benefit_share.findings import Severity
    from benefit_share.seal.manifest import fingerprint

    event, say = done.event, console.language
    if done.again:
        console.result(word("done-again", say, run=event.run))
    else:
        console.result(event_said(event, say))
    if event.stage and not done.again:
        console.message(word(f"level-{done.level}", say))
    if done.kept:
        console.message(word("kept", say, file=done.kept))
    following = next_said(console, done)
    console.findings((one for one in found if one.severity is not Severity.NOTE), case)
    return console.document(
        found,
        run=event.run,
        event=event.type,
        on=event.on.isoformat(),
        level=done.level,
        again=done.again,
        fingerprint=fingerprint(done.edition.manifest),
        **following,
    )
