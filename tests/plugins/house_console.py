r"""Console blocks of the documents, executed.

A fenced block marked `console` is a transcript: lines that begin with `$ ` are commands, what
follows is what they print.

    ```console
    $ benefit-share allocate --rule talmud --estate 200 \
    >     --claim a=100 --claim b=200 --claim c=300
    a   50.00
    ...
    ```

How it is run and compared:

- All blocks of a document run in order in one copy of the repository's `examples/`, thrown away
  afterwards; that copy is the current folder of its Python blocks too.
  A document that speaks from the root of the repository says so once, above its first block:
  `<!-- console: repository -->`; it then finds the copy under `examples/`, and nothing else.
- `<!-- file: club/plan.yaml -->` right above a code block of any language writes what the block
  shows to that file of the current folder, as its reader is asked to do; what is to be typed into a
  workbook has its own comments (`house_sheets.py`).
- Standard output and standard error come as a terminal shows them, in one stream of 80 columns,
  without colours. They must be exactly what the block shows, blank lines included; only spaces at
  the end of a line, which no reader sees and editors take away, do not count.
  A line that is exactly `...` stands for any number of lines, none as well.
- A command must end with 0, unless the very next command is `$ echo $?`, which shows what it was.
- Messages are in the language of the document: Chinese in docs/zh and README.zh-CN.md, else
  English. `$ BENEFIT_SHARE_LANG=zh benefit-share …` sets a variable for one command.
- There is no shell. Known beside `benefit-share` are `cat`, `cd`, `echo`, `head -n N FILE`, `ls`
  and `mkdir`, a pipe from `cat` or `echo`, and `< FILE`. `\` at the end of a line continues it, and
  the next line begins with `> `. What is not meant to be run is marked `sh` or `text` instead.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sysconfig
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import attrs
from sybil import Document, Example, Region
from sybil.parsers.markdown import CodeBlockParser
from sybil.parsers.markdown.lexers import DirectiveInHTMLCommentLexer

WORKSPACE = "workspace"
"""The fixture, and so the name in an example's namespace, that holds the `Workspace`."""

SECONDS_MAX = 120


@attrs.frozen
class Command:
    """One command of a transcript and what it is said to print."""

    line: str
    expected: tuple[str, ...]


@attrs.define
class Workspace:
    """The folder in which one document runs.

    Attributes:
        root: a folder of its own, which holds the copy of `examples/`.
        folder: where the next command runs.
        language: in which messages are printed, `en` or `zh`.
        status: what the last command ended with.
    """

    root: Path
    folder: Path
    language: str
    status: int = 0

    @classmethod
    def of(cls, root: Path, examples: Path, language: str) -> Workspace:
        """Copy *examples*, if there are any yet, into *root* and stand there."""
        folder = root / "examples"
        if examples.is_dir():
            shutil.copytree(examples, folder)
        else:
            folder.mkdir(parents=True)
        return cls(root=root, folder=folder, language=language)

    def environment(self, more: Mapping[str, str]) -> dict[str, str]:
        """Return the variables a command sees: this process's, but for what changes the output."""
        own = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("BENEFIT_SHARE_", "LC_", "FORCE_COLOR"))
        }
        home = self.root / "home"
        home.mkdir(exist_ok=True)
        fixed = {
            "BENEFIT_SHARE_LANG": self.language,
            "COLUMNS": "80",
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "NO_COLOR": "1",
            "PYTHONUNBUFFERED": "1",  # so that the two streams meet in the order of a terminal
            "PYTHONUTF8": "1",
            "TERM": "dumb",
        }
        return {**own, **fixed, **more}


class NotRunnable(Exception):
    """The transcript holds what this runner does not know."""


def commands_of(source: str) -> Iterator[Command]:
    """Yield the commands of a transcript, each with the lines that follow it."""
    line: str | None = None
    expected: list[str] = []
    continued = False
    for text in source.splitlines():
        if continued and line is not None:
            if not text.startswith(">"):
                raise NotRunnable(f"the line after {line!r} must begin with '> '")
            continued = text.endswith("\\")
            line += " " + text[1:].removesuffix("\\").strip()
        elif text.startswith("$ "):
            if line is not None:
                yield Command(line, tuple(expected))
            continued = text.endswith("\\")
            line, expected = text[2:].removesuffix("\\").strip(), []
        elif line is None:
            raise NotRunnable(f"a console block begins with '$ ', not with {text!r}")
        else:
            expected.append(text)
    if line is None:
        raise NotRunnable("a console block needs a command")
    yield Command(line, tuple(expected))


def agrees(expected: tuple[str, ...], printed: tuple[str, ...]) -> bool:
    """Answer whether the lines are those expected, `...` standing for any number of them."""
    pattern = "".join(
        r"(?:[^\n]*\n)*" if line == "..." else re.escape(line.rstrip(" ")) + r"\n"
        for line in expected
    )
    text = "".join(line.rstrip(" ") + "\n" for line in printed)
    return re.fullmatch(pattern, text) is not None


def _benefit_share(words: list[str], stdin: str, place: Workspace, more: Mapping[str, str]) -> str:
    program = shutil.which(words[0], path=sysconfig.get_path("scripts"))
    if program is None:
        raise NotRunnable(f"{words[0]} is not installed beside this Python")
    done = subprocess.run(
        [program, *words[1:]],
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=place.folder,
        env=place.environment(more),
        encoding="utf-8",
        timeout=SECONDS_MAX,
        check=False,
    )
    place.status = done.returncode
    return done.stdout


def _cat(words: list[str], stdin: str, place: Workspace) -> str:
    if len(words) == 1:
        return stdin
    return "".join((place.folder / name).read_text(encoding="utf-8") for name in words[1:])


def _cd(words: list[str], _stdin: str, place: Workspace) -> str:
    (name,) = words[1:]
    folder = (place.folder / name).resolve()
    if not folder.is_dir() or not folder.is_relative_to(place.root.resolve()):
        raise NotRunnable(f"cd {name}: no such folder in the copy of the examples")
    place.folder = folder
    return ""


def _echo(words: list[str], _stdin: str, place: Workspace) -> str:
    return " ".join(str(place.status) if word == "$?" else word for word in words[1:]) + "\n"


def _head(words: list[str], _stdin: str, place: Workspace) -> str:
    option, count, name = words[1:]
    if option != "-n":
        raise NotRunnable("head is known as head -n N FILE")
    lines = (place.folder / name).read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(lines[: int(count)])


def _ls(words: list[str], _stdin: str, place: Workspace) -> str:
    folder = place.folder.joinpath(*words[1:2])
    names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    return "".join(f"{name}\n" for name in names)


def _mkdir(words: list[str], _stdin: str, place: Workspace) -> str:
    for name in words[1:]:
        (place.folder / name).mkdir()
    return ""


BUILT_IN: Mapping[str, Callable[[list[str], str, Workspace], str]] = MappingProxyType(
    {"cat": _cat, "cd": _cd, "echo": _echo, "head": _head, "ls": _ls, "mkdir": _mkdir}
)


def run(line: str, place: Workspace) -> str:
    """Run one command line in *place* and return what a terminal would show."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|<>;&")
    lexer.whitespace_split = True
    words = list(lexer)
    stages: list[list[str]] = [[]]
    for word in words:
        if word == "|":
            stages.append([])
        else:
            stages[-1].append(word)
    text = ""
    for number, stage in enumerate(stages):
        if number and stages[number - 1][0] not in {"cat", "echo"}:
            raise NotRunnable("only cat and echo can stand before a pipe")
        text = _stage(stage, text, place)
    return text


def _stage(stage: list[str], text: str, place: Workspace) -> str:
    words, more = list(stage), dict[str, str]()
    while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
        name, _, value = words.pop(0).partition("=")
        more[name] = value
    if "<" in words:
        at = words.index("<")
        text = (place.folder / words[at + 1]).read_text(encoding="utf-8")
        del words[at : at + 2]
    if not words or any(re.fullmatch(r"[|<>;&]+", word) for word in words):
        raise NotRunnable(f"{' '.join(stage)!r} needs a shell, and there is none here")
    if words[0] == "benefit-share":
        return _benefit_share(words, text, place, more)
    if words[0] not in BUILT_IN or more:
        raise NotRunnable(f"{words[0]!r} is not run here; mark the block sh if it need not be")
    try:
        printed = BUILT_IN[words[0]](words, text, place)
    except (OSError, ValueError) as fault:
        raise NotRunnable(f"{' '.join(words)}: {fault}") from fault
    if words[0] != "echo":
        place.status = 0
    return printed


def evaluate(example: Example) -> str | None:
    """Run a console block; return what went wrong, or None."""
    place: Workspace = example.namespace[WORKSPACE]
    try:
        commands = list(commands_of(str(example.parsed)))
        for number, command in enumerate(commands):
            printed = tuple(run(command.line, place).splitlines())
            if not agrees(command.expected, printed):
                return _difference(command, printed)
            following = commands[number + 1].line if number + 1 < len(commands) else ""
            if place.status and following != "echo $?" and command.line != "echo $?":
                return f"$ {command.line}\nended with {place.status}, which the block does not show"
    except NotRunnable as fault:
        return str(fault)
    return None


def _difference(command: Command, printed: tuple[str, ...]) -> str:
    shown = "\n".join(f"    {line}" for line in command.expected) or "    (nothing)"
    found = "\n".join(f"    {line}" for line in printed) or "    (nothing)"
    return f"$ {command.line}\nthe document shows:\n{shown}\nit printed:\n{found}"


def _stand_at_the_root(example: Example) -> None:
    place: Workspace = example.namespace[WORKSPACE]
    place.folder = place.root


@attrs.frozen
class Written:
    """A file that the document asks its reader to write: its name and what it holds."""

    name: str
    text: str


def write(example: Example) -> str | None:
    """Write the file of a block; return what went wrong, or None."""
    place: Workspace = example.namespace[WORKSPACE]
    written: Written = example.parsed
    path = (place.folder / written.name).resolve()
    if not path.parent.is_dir() or not path.is_relative_to(place.root.resolve()):
        return f"{written.name}: no such folder in the copy of the examples"
    path.write_text(written.text, encoding="utf-8", newline="\n")
    return None


class FileParser:
    """Finds the blocks below `<!-- file: NAME -->`."""

    BLOCK = re.compile(
        r"^<!-- file: (?P<name>\S+) -->\n+```\w+\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
    )

    def __call__(self, document: Document) -> Iterator[Region]:
        """Yield a region for each such block."""
        for match in self.BLOCK.finditer(document.text):
            parsed = Written(match["name"], match["text"])
            yield Region(match.start(), match.end(), parsed, write)


class ConsoleParser(CodeBlockParser):
    """Finds the console blocks of a Markdown document."""

    def __init__(self) -> None:
        """Look for blocks marked `console`."""
        super().__init__("console", evaluate)


class PlaceParser:
    """Finds `<!-- console: repository -->`."""

    def __call__(self, document: Document) -> Iterator[Region]:
        """Yield a region for each such comment."""
        for region in DirectiveInHTMLCommentLexer("console", "repository")(document):
            region.parsed = None
            region.evaluator = _stand_at_the_root
            yield region
