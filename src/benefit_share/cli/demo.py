"""`benefit-share demo`: the flagship in a folder of its own, and a tour of what was made."""

from __future__ import annotations

import csv
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from benefit_share.cli.console import Console, finding_json, language_of
from benefit_share.cli.options import FontPath, Json, Lang, now
from benefit_share.cli.progress import working

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from benefit_share.files.demonstration import Demonstration
    from benefit_share.statements import Statement

__all__ = ["demo"]

FOLLOWED, AT_THE_LIMIT = "H005", "H019"
"""The households of the tour; each shows what its case's README says of it."""

NAME = "benefit-share"
COLUMNS = 80
NOTICE_LIMIT = 1 << 20
INDENT = "  "


def demo(
    folder: Path | None = None,
    *,
    font_path: FontPath = (),
    lang: Lang = None,
    json: Json = False,
) -> int:
    """See it work: share a real year of eight greenhouses, seal it, verify it, be shown round."""
    import secrets

    from benefit_share.errors import Refused
    from benefit_share.files.demonstration import demonstrate

    console = Console(language_of(lang), json)
    try:
        with working(console, "computing"):
            made = demonstrate(
                (folder or _temporary()).resolve(),
                run_key=secrets.token_bytes(32),
                proposed=("village", now()),
                fonts=font_path,
            )
    except Refused as refused:
        console.findings(refused.findings)
        return console.document(refused.findings)
    console.result("\n".join(_Guide(made, console.language).lines()))
    # Who gave a font asked for paper: what stands against it is then an error, told as one.
    found = made.lacks if font_path else ()
    console.findings(found)
    return console.document(found, **_told(made))


def _temporary() -> Path:
    """Make a folder among those for temporary files; only its owner can open it."""
    from benefit_share.errors import Refused
    from benefit_share.files import faults

    try:
        return Path(tempfile.mkdtemp(prefix=f"{NAME}-demo-"))
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else type(error).__name__
        raise Refused([faults.CANNOT_WRITE.at("", reason=reason)]) from error


def _told(made: Demonstration) -> dict[str, Any]:
    """Return what was made, for a program."""
    from benefit_share.rendering.reports.verdict import verdict_json

    return {
        "folder": str(made.folder),
        "parts": {part: str(made.folder / part) for part in made.parts},
        "not_printed": [finding_json(one) for one in made.lacks],
        "verdict": verdict_json(made.verdict),
    }


# ---- the tour


@attrs.frozen
class _Guide:
    """Says the sentences of the tour, in lines that fit a terminal."""

    made: Demonstration
    language: str

    def word(self, name: str, **params: object) -> str:
        from benefit_share.cli.words import word

        return word(name, self.language, **params)

    def say(self, name: str, **params: object) -> list[str]:
        from benefit_share.values.width import wrap

        return wrap(self.word(name, **params), COLUMNS)

    @staticmethod
    def _set_in(text: str, hanging: int) -> list[str]:
        from benefit_share.values.width import wrap

        return [INDENT + line for line in wrap(text, COLUMNS - len(INDENT), hanging=hanging)]

    def heading(self, name: str, **params: object) -> list[str]:
        from benefit_share.values.width import width

        text = self.word(name, **params)
        return ["", text, "-" * width(text)]

    def lines(self) -> Iterator[str]:
        """Yield the whole tour."""
        from benefit_share.statements import statement, summary

        told, whole = statement(self.made.run, FOLLOWED), summary(self.made.run)
        yield from self.say("tour-opening", paid=whole.households)
        yield from self.say("tour-folder")
        yield INDENT + str(self.made.folder)
        yield from self.heading("tour-made")
        yield from self._parts(whole.on_roster)
        yield from self.heading("tour-household", household=FOLLOWED)
        yield from self._by_hand(told)
        yield from self.say("tour-page", file=f"result/statements/{FOLLOWED}.{self.language}.md")
        yield from self.heading("tour-change")
        yield from self._change()
        yield from self.heading("tour-next")
        yield from self._next()

    def _parts(self, roster: int) -> Iterator[str]:
        """Yield a line for each thing made, and one for what could not be printed."""
        from benefit_share.rendering import say
        from benefit_share.values.width import pad, width

        of = self.language
        shown = {
            "case": [("case/", "tour-case")],
            "result": [
                (f"result/summary.{of}.md", "tour-summary"),
                ("result/statements/", "tour-statements"),
            ],
            "sealed": [
                ("sealed/public/", "tour-public"),
                ("sealed/restricted/", "tour-restricted"),
            ],
            "notice": [("notice/notice.html", "tour-notice")],
            "slips": [(f"slips/slips.{of}.pdf", "tour-slips")],
            "board": [(f"board/board.{of}.pdf", "tour-board")],
        }
        rows = [row for part in self.made.parts for row in shown[part]]
        wide = max(width(file) for file, _ in rows)
        for file, name in rows:
            line = f"{pad(file, wide)}  {self.word(name, roster=roster)}"
            yield from self._set_in(line, wide + 2)
        for one in self.made.lacks:
            yield from ("", *self.say("tour-not-printed", why=say(one, of)))

    def _by_hand(self, told: Statement) -> Iterator[str]:
        """Yield what a slip says under each amount, and the sum: each line fits a calculator."""
        from benefit_share.rendering.explained.names import Names
        from benefit_share.rendering.paper.slip_reckoning import slip_rows

        names = Names.of(told, self.language)
        repeated = names.words.tell("Each part")  # it stands in the line that reckons with it
        for line in told.lines:
            for label, text in slip_rows(line, names):
                if label != repeated:
                    yield from self._set_in(text, len(INDENT))
        parts = " + ".join(names.amount(line.amount) for line in told.lines)
        yield f"{INDENT}{parts} = {names.yuan(told.awarded)}"

    def _change(self) -> Iterator[str]:
        """Yield what to change, and what `verify` then says."""
        notice = self.made.folder / "sealed" / "public" / "notice.csv"
        old, new = _amounts(notice)
        passed = sum(one.value == "PASSED" for one in self.made.verdict.by_name.values())
        yield from self.say("tour-verified", passed=passed)
        yield from self.say("tour-do-change", old=old, new=new)
        yield INDENT + str(notice)
        yield from self.say("tour-ask")
        yield _typed(("verify", str(self.made.folder / "sealed")))
        yield from self.say("tour-refused", old=old)

    def _next(self) -> Iterator[str]:
        """Yield the commands worth typing."""
        result = str(self.made.folder / "result")
        for name, command in (
            ("tour-explain", ("explain", result, AT_THE_LIMIT)),
            ("tour-init", ("init", "my-village.xlsx", "--workbook")),
            ("tour-help", ("--help",)),
        ):
            yield from self.say(name, household=AT_THE_LIMIT)
            yield _typed(command)
        yield ""
        yield from self.say("tour-stays")


def _amounts(notice: Path) -> tuple[str, str]:
    """Return the amount of the first row of the notice, and the same with another first digit."""
    from benefit_share.files import STORAGE

    table = csv.DictReader(STORAGE.read_bytes(notice, NOTICE_LIMIT).decode("utf-8").splitlines())
    amount = next(table)["amount"]
    return amount, f"{int(amount[0]) % 9 + 1}{amount[1:]}"


def _typed(words: Iterable[str]) -> str:
    """Return a command as it is typed here: with the program by the name it was started under."""
    own = sys.argv[0] if Path(sys.argv[0]).stem == NAME else NAME
    program = NAME if shutil.which(NAME) else own
    quoted = subprocess.list2cmdline if os.name == "nt" else shlex.join
    return INDENT + quoted([program, *words])
