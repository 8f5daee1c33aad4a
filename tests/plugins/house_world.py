"""A desk on which every example of the help can be tried: what its line names lies there.

The case is the flagship with made-up accounts; whatever else a line names (a sealed run, an office
where a proposal hangs, the bank's answer) is made from it by the commands themselves, once, and
copied to every desk that needs it.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import shlex
import shutil
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from hashlib import sha256
from io import StringIO
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

import attrs

from benefit_share.cli import main
from benefit_share.values import check_digit_for_luhn
from house_map import ROOT
from house_payments import rows_in

VILLAGE = "--person Wang --role village"
PROPOSED = f"propose case --to office --at 2021-01-11T02:00:00Z {VILLAGE}"
POSTED = f"post office --at 2021-01-12T02:00:00Z {VILLAGE}"
REVIEWED = "review office --at 2021-01-22T02:00:00Z --person Li --role township"
FILED = "file office --at 2021-01-27T02:00:00Z --person Zhang --role county"
HUNG = (PROPOSED, POSTED)
LONG_AGO = (*HUNG, REVIEWED, FILED)
KEYS = f"keys new village.pem --keyring keys.json {VILLAGE} --passphrase passphrase.txt"

OFFICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "status": HUNG,
        "meet": (PROPOSED,),
        "post": (PROPOSED,),
        "object": (PROPOSED, f"post office {VILLAGE}"),  # today, so that objections are heard
        "resolve": (PROPOSED, f"post office {VILLAGE}", f"object office --number 1 {VILLAGE}"),
        "review": HUNG,
        "return": HUNG,
        "file": (*HUNG, REVIEWED),
        "supersede": LONG_AGO,
        "void": LONG_AGO,
        "pay": LONG_AGO,
        "one-card": (*LONG_AGO, "pay office/e1"),
        "reconcile": (*LONG_AGO, "pay office/e1"),
    }
)
"""What was done in the folder `office` before a command is tried."""

MADE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "case.json": ("export case --as document --out case.json",),
        "keys.json": (KEYS,),
        "result": ("run case --out result",),
        "sealed": ("seal case --out sealed --run-key run.key",),
        "village.pem": (KEYS,),
        "village.xlsx": ("init village.xlsx --workbook --like case",),
    }
)
"""By which lines another thing is made."""

MEETING = "    - {id: vote, act: meet, role: village, quorum: {present: {at_least: 2/3}}}\n"


@attrs.frozen
class World:
    """The desks, and what was made for them.

    Attributes:
        root: a folder of its own.
    """

    root: Path

    def desk(self, name: str, command: str, line: str) -> Path:
        """Return a new folder in which everything lies that a line of a command reads."""
        desk = self.root / "desks" / name
        desk.mkdir(parents=True)
        for thing in sorted(_read_by(command, line)):
            lay(self._made(thing, command), desk)
        return desk

    def _made(self, thing: str, command: str) -> Path:
        """Return where a thing lies that a command reads, made the first time."""
        lines = OFFICES[command] if thing in {"office", "answer.csv"} else MADE.get(thing, ())
        return self._after(lines, thing, command if command == "meet" else "")

    def _after(self, lines: tuple[str, ...], thing: str, command: str) -> Path:
        """Return where a thing lies after these lines, each over what the lines before it left."""
        about = (lines, command, "" if lines and thing != "answer.csv" else thing)
        place = self.root / "made" / sha256(repr(about).encode()).hexdigest()
        made = place / thing
        if made.exists():
            return made
        place.mkdir(parents=True)
        if thing in FILES:
            made.write_text(FILES[thing], encoding="utf-8")
        elif thing in {"case", "corrected"}:
            _case(made, votes=command == "meet")
        elif thing == "answer.csv":
            _answer(self._after(lines, "office", command), made)
        else:
            line = lines[-1]
            if lines[:-1]:
                lay(self._after(lines[:-1], thing, command), place)
            for other in sorted(_read_by(line.split()[0], line) - {thing}):
                lay(self._made(other, command), place)
            done = call(place, line.split())
            if done.code:
                raise AssertionError(line, done.err)
        return made


def lay(made: Path, desk: Path) -> None:
    """Lay a copy on a desk."""
    if made.is_dir():
        shutil.copytree(made, desk / made.name)
    else:
        shutil.copy(made, desk / made.name)


def _case(folder: Path, *, votes: bool) -> None:
    """Copy the flagship, with made-up accounts whose check digits hold; and a vote if wanted."""
    source = ROOT / "examples" / "shenzhou-greenhouse"
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("result"))
    names = {row["id"]: row["name"] for row in rows_in(folder / "members.csv")}
    with (folder / "payees.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["household", "payee", "account", "bank"])
        for number, row in enumerate(rows_in(folder / "households.csv")):
            digits = f"9{number:014d}"
            account = f"{digits}{check_digit_for_luhn(digits)}"
            table.writerow([row["id"], names[row["head"]], account, "农商银行"])
    if votes:
        plan = folder / "plan.yaml"
        first, rest = plan.read_text(encoding="utf-8").split("    - {id: posting", 1)
        plan.write_text(f"{first}{MEETING}    - {{id: posting{rest}", encoding="utf-8")


FILES: Mapping[str, str] = MappingProxyType(
    {
        "passphrase.txt": "a synthetic passphrase\n",
        "page.pdf": "in place of the scan of a signed page\n",
        "run.key": bytes(range(32)).hex() + "\n",
    }
)
THINGS = frozenset({*FILES, *MADE, "answer.csv", "case", "corrected", "office"})
WRITTEN_AFTER = frozenset({"--out", "--to", "--mark"})
WRITERS = frozenset({"init", "keys"})
"""Commands whose first word is made by them; `keys new` makes its keyring, too."""


def _read_by(command: str, line: str) -> set[str]:
    """Return the things that a line reads, and not those that it writes."""
    words = shlex.split(line)
    command = command.split(maxsplit=1)[0]
    read = set()
    for before, word in pairwise(words):
        thing = word.partition("/")[0]
        makes = command == "supersede" and thing == "office"
        if thing not in THINGS or (before in WRITTEN_AFTER and not makes):
            continue
        if "keys new" in line and thing in {"keys.json", "village.pem"}:
            continue
        if command in WRITERS and before == command:
            continue
        read.add(thing)
    return read


@attrs.frozen
class Done:
    """How a line ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, object]:
        """Return the one JSON document; anything else on standard output is refused."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found


def call(desk: Path, words: list[str]) -> Done:
    """Run the words after the program's name in a folder, within this process."""
    out, err = StringIO(), StringIO()
    with chdir(desk), redirect_stdout(out), redirect_stderr(err):
        code = main(words)
    return Done(code, out.getvalue(), err.getvalue())


def refused_words(command: str, absent: str) -> list[str]:
    """Return a line of a command that is well formed, and whose files are not there."""
    from benefit_share.cli.app import application

    app = application()
    for name in command.split():
        app = app[name]
    given: list[str] = []
    for argument in app.assemble_argument_collection():
        if not (argument.required and argument.show):
            continue
        choices = argument.get_choices()
        value = choices[0] if choices else ("1" if argument.hint is int else absent)
        given += [value] if argument.index is not None else [str(argument.name), value]
    return [*command.split(), *given]


def _answer(office: Path, place: Path) -> None:
    """Write a bank's answer to the first payment list: everything was paid today."""
    today = dt.datetime.now(dt.UTC).date().isoformat()
    text = (office / "e1/restricted/payments/1/lines.jsonl").read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    with place.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["reference", "said", "amount_minor", "on", "why"])
        table.writerows([one["reference"], "paid", one["amount_minor"], today, ""] for one in lines)
