"""The page of the command line: the part of each command is made from its manual.

`python tests/plugins/house_cli.py` writes what stands between `<!-- made: run -->` and
`<!-- end -->` anew on both pages; what stands around it is written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType

from cyclopts import App

from benefit_share.cli.app import COMMANDS, application
from benefit_share.cli.help import GENERAL, Row, rows_of, usage_of
from benefit_share.cli.help_words import HELP_WORDS
from benefit_share.cli.manual import Manual, manual_of
from house_map import ROOT
from house_write import write

PAGES = MappingProxyType(
    {"en": ROOT / "docs/reference/cli.md", "zh": ROOT / "docs/zh/reference/cli.md"}
)
BLOCK = re.compile(r"<!-- made: (?P<name>[a-z -]+) -->\n.*?<!-- end -->", re.DOTALL)
HEADS = MappingProxyType({"en": ("Option", "What it means"), "zh": ("选项", "是什么")})
FIELDS = MappingProxyType(
    {
        "en": (("Command", "Fields beside `ok` and `findings`"), ("Field", "What it is")),
        "zh": (("命令", "`ok` 和 `findings` 之外的字段"), ("字段", "是什么")),
    }
)
SIGNERS = "signing"
"""The block of the options that every step of the procedure shares; they stand there once."""


def made(name: str, language: str) -> str:
    """Return the block of that name."""
    if name == "json":
        return _fields(language)
    if name == SIGNERS:
        return _table([row for row in _rows("post", language) if row.name in signing()], language)
    return _command(name, language)


def signing() -> frozenset[str]:
    """Return the options that every step of the procedure has, but for the general ones."""
    steps = [name for name in COMMANDS if "person" in _own(name) and not name.startswith("keys")]
    return frozenset(f"--{one}" for one in frozenset.intersection(*map(_own, steps))) - {*GENERAL}


def page(language: str) -> str:
    """Return the page with every block made anew."""

    def again(match: re.Match[str]) -> str:
        name = match["name"]
        return f"<!-- made: {name} -->\n\n{made(name, language)}\n\n<!-- end -->"

    return BLOCK.sub(again, PAGES[language].read_text(encoding="utf-8"))


def blocks(language: str) -> list[str]:
    """Return the names of the blocks of a page, in their order."""
    text = PAGES[language].read_text(encoding="utf-8")
    return [match["name"] for match in BLOCK.finditer(text)]


def _app(name: str) -> App:
    app = application()
    for one in name.split():
        app = app[one]
    return app


def _own(name: str) -> frozenset[str]:
    shown = [one for one in _app(name).assemble_argument_collection() if one.show]
    return frozenset(one.name.lstrip("-") for one in shown if one.index is None)


def _rows(name: str, language: str) -> list[Row]:
    return rows_of(_app(name), manual_of(name), language)


def _command(name: str, language: str) -> str:
    manual, rows = manual_of(name), _rows(name, language)
    steps = {*signing()} if {*signing()} <= {row.name for row in rows} else set()
    shown = [row for row in rows if row.name not in {*GENERAL, *steps}]
    usage = usage_of(name, [row for row in rows if row.name not in steps], language)
    parts = [
        manual.says.in_language(language),
        f"```text\n{usage}\n```",
        _sentences(manual.more.in_language(language)) if manual.more else "",
        _table(shown, language) if shown else "",
        _writes(manual, language),
        _examples(manual, language),
    ]
    return "\n\n".join(filter(None, parts))


def _writes(manual: Manual, language: str) -> str:
    if manual.writes is None:
        return ""
    head = HELP_WORDS["writes"].in_language(language)
    return f"{head}{'：' if language == 'zh' else ': '}{manual.writes.in_language(language)}"


def _examples(manual: Manual, _language: str) -> str:
    lines = "\n".join(example.run for example in manual.examples)
    return f"```sh\n{lines}\n```"


def _table(rows: list[Row], language: str) -> str:
    cells = [(f"`{_cell(row.label)}`", _cell(row.says)) for row in rows]
    return _cells(HEADS[language], cells)


def _fields(language: str) -> str:
    """Return which fields each command has, those with the same together; and what each is."""
    together: dict[tuple[str, ...], list[str]] = {}
    said: dict[str, str] = {}
    for name in COMMANDS:
        fields = manual_of(name).fields
        together.setdefault(tuple(fields), []).append(name)
        said |= {field: says.in_language(language) for field, says in fields.items()}
    heads, meanings = FIELDS[language]

    def listed(names: Iterable[str]) -> str:
        return ("、" if language == "zh" else ", ").join(f"`{name}`" for name in names)

    return "\n\n".join(
        (
            _cells(heads, [(listed(names), listed(one)) for one, names in together.items()]),
            _cells(meanings, [(f"`{name}`", _cell(said[name])) for name in sorted(said)]),
        )
    )


def _cells(head: tuple[str, str], rows: Iterable[tuple[str, str]]) -> str:
    lines = (f"| {left} | {right} |" for left, right in (head, ("---", "---"), *rows))
    return "\n".join(lines)


def _sentences(text: str) -> str:
    """Return a text with one sentence a line."""
    return re.sub(r"(?<=[.”]) (?=[A-Z])|(?<=。)(?=.)", "\n", text)


def _cell(text: str) -> str:
    """Return a text as a cell of a table shows it."""
    return text.replace("|", "\\|").replace("*", "\\*")


def pages() -> dict[Path, str]:
    """Return both pages, made anew where they are made."""
    return {path: page(language) for language, path in PAGES.items()}


if __name__ == "__main__":
    write(pages())
