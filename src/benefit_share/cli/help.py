"""The help: what a command does, what it accepts, what it writes, and lines that work."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import attrs

from benefit_share.cli.command import PROGRAM, accepts
from benefit_share.cli.help_words import HELP_WORDS
from benefit_share.cli.manual import GROUPS, Manual, heading_of, manual_of
from benefit_share.cli.usage import missing_command
from benefit_share.values.width import pad, width, wrap

if TYPE_CHECKING:
    from cyclopts import App

    from benefit_share.cli.console import Console

__all__ = ["Help", "Row", "rows_of", "show_help", "usage_of"]

GENERAL = ("--lang", "--json")
"""The options that every command has."""
LABELS_MAX = 26
"""A label that is wider stands on a line of its own."""


@attrs.frozen
class Row:
    """An option or an argument as the help shows it.

    Attributes:
        name: of an option with its hyphens; of an argument what stands for it, as CASE.
        label: the name and what it accepts.
        says: what it means, whether it is required, its default.
        required: whether a line without it is refused.
    """

    name: str
    label: str
    says: str
    required: bool

    @property
    def is_option(self) -> bool:
        """Say whether it is given by its name."""
        return self.name.startswith("--")


def rows_of(app: App, manual: Manual, language: str) -> list[Row]:
    """Return the arguments and options of a command, arguments first."""
    rows = []
    for argument in app.assemble_argument_collection():
        if not argument.show:
            continue
        own = argument.name.lstrip("-")
        option = manual.options[own]
        accepted = accepts(argument, option.value)
        by_place = argument.index is not None
        name = accepted if by_place else argument.name
        label = name if by_place or not accepted else f"{name} {accepted}"
        more = _more(argument, language, told=not by_place)
        says = option.says.in_language(language)
        if more:
            says += more if language == "zh" else f" {more}"
        rows.append(Row(name, label, says, argument.required))
    return sorted(rows, key=lambda row: row.is_option)


def _more(argument: Any, language: str, *, told: bool) -> str:  # noqa: ANN401  (as above)
    """Return what follows the text: that it is required, its default, its variable."""
    default, variables = argument.field_info.default, argument.parameter.env_var
    if argument.required:
        return _word("required", language) if told else ""
    if variables:
        return _word("or-variable", language, name=variables[0])
    is_said = isinstance(default, (str, int)) and not isinstance(default, bool) and default != ""
    return _word("default", language, default=default) if is_said else ""


def usage_of(command: str, rows: Iterable[Row], language: str) -> str:
    """Return the line that shows how a command is written; what may be left out in brackets."""
    rows = tuple(rows)
    arguments = [row.name if row.required else f"[{row.name}]" for row in rows if not row.is_option]
    required = [row.label for row in rows if row.is_option and row.required]
    rest = [_word("some-options", language)]
    return " ".join((PROGRAM, command, *arguments, *required, *rest))


def _word(word: str, language: str, /, **params: object) -> str:
    return HELP_WORDS[word].in_language(language).format(**params)


@attrs.frozen
class Help:
    """The help in one language, in lines of at most so many columns; a heading ends with a colon.

    Attributes:
        language: `zh` or `en`.
        columns: of a line.
    """

    language: str
    columns: int = 80

    def of_program(self, commands: Iterable[str], above: str = "") -> list[str]:
        """Return the help of the program, or of the command above others: each with a sentence."""
        listed = [name for name in commands if not above or name.startswith(f"{above} ")]
        says = heading_of(above)[1].in_language(self.language) if above else self._word("program")
        words = (PROGRAM, above, self._word("command"), self._word("some-options"))
        lines = [*self._text(says), "", *self._usage(" ".join(filter(None, words)))]
        grouped: dict[str, list[tuple[str, str]]] = {name: [] for name in GROUPS}
        for name in listed:
            group, does = heading_of(name)
            grouped[group].append((name, does.in_language(self.language)))
        column = max(map(len, listed)) + 2
        for group, rows in grouped.items():
            if rows:
                lines += ["", f"{GROUPS[group].in_language(self.language)}{self._colon}"]
                lines += self._rows(rows, column)
        general = self._rows(self._general(), max(column, len("--lang zh|en") + 2))
        lines += ["", *self._section("general", general)]
        if not above:
            begin = manual_of("init").examples[:1]
            lines += self._section("begin-with", [f"  {one.run}" for one in begin])
        each = " ".join(filter(None, (above, self._word("command"))))
        return [*lines, *self._text(self._word("each", command=each))]

    def of_command(self, app: App, command: str) -> list[str]:
        """Return the help of one command."""
        manual = manual_of(command)
        rows = rows_of(app, manual, self.language)
        lines = [*self._text(manual.says.in_language(self.language)), ""]
        lines += [*self._usage(usage_of(command, rows, self.language)), ""]
        if manual.more:
            lines += [*self._text(manual.more.in_language(self.language)), ""]
        for title, some in (
            ("arguments", [row for row in rows if not row.is_option]),
            ("options", [row for row in rows if row.is_option and row.name not in GENERAL]),
        ):
            if some:
                said = [(row.label, row.says) for row in some]
                lines += self._section(title, self._rows(said, self._column(rows)))
        general = [(row.label, row.says) for row in rows if row.name in GENERAL]
        general.append(("--help, -h", self._word("help")))
        lines += self._section("general", self._rows(general, self._column(rows)))
        if manual.writes:
            lines += self._section("writes", self._text(self._said(manual.writes), indent=2))
        lines += self._section("examples", list(self._examples(manual)))
        lines += self._section("see", [f"  {self._page(manual.see)}"])
        return lines[:-1]

    def _general(self) -> list[tuple[str, str]]:
        shared = manual_of("init").options
        return [
            ("--lang zh|en", self._said(shared["lang"].says)),
            ("--json", self._said(shared["json"].says)),
            ("--help, -h", self._word("help")),
            ("--version", self._word("version")),
        ]

    def _examples(self, manual: Manual) -> Iterator[str]:
        for example in manual.examples:
            says = wrap(self._said(example.says), self.columns - len("  # "))
            yield from (f"  # {line}" for line in says)
            yield f"  {example.run}"

    def _page(self, see: str) -> str:
        return f"docs/zh/{see}" if self.language == "zh" else f"docs/{see}"

    def _column(self, rows: Iterable[Row]) -> int:
        widths = [width(row.label) for row in rows] + [len("--help, -h")]
        return max(one for one in widths if one <= LABELS_MAX) + 2

    def _rows(self, rows: Iterable[tuple[str, str]], column: int) -> list[str]:
        lines: list[str] = []
        for label, says in rows:
            told = self._text(says, indent=column + 2)
            if width(label) + 2 > column:
                lines.append(f"  {label}")
            else:
                told[0] = "  " + pad(label, column) + told[0].lstrip()
            lines += told
        return lines

    def _section(self, title: str, lines: list[str]) -> list[str]:
        return [f"{self._word(title)}{self._colon}", *lines, ""]

    def _usage(self, line: str) -> list[str]:
        head = self._word("usage") + self._colon + ("" if self.language == "zh" else " ")
        return wrap(head + line, self.columns, hanging=4)

    def _text(self, text: str, indent: int = 0) -> list[str]:
        return [" " * indent + line for line in wrap(text, self.columns - indent)]

    def _said(self, text: Any) -> str:  # noqa: ANN401  (a Text; the name would hide the property)
        return str(text.in_language(self.language))

    @property
    def _colon(self) -> str:
        return "：" if self.language == "zh" else ":"

    def _word(self, word: str, /, **params: object) -> str:
        return _word(word, self.language, **params)


def show_help(
    app: App, command: str, commands: tuple[str, ...], console: Console, *, asked: bool
) -> int:
    """Show the help that was asked for; or, where a command is missing, what commands there are.

    Returns:
        The exit code: 2 if nobody asked.
    """
    columns = min(shutil.get_terminal_size().columns, 100)

    def lines(language: str, columns: int = columns) -> list[str]:
        told = Help(language, max(columns, 40))
        if command in commands:
            return told.of_command(app, command)
        return told.of_program(commands, command)

    if not asked:
        if console.json:
            return missing_command(command, console)
        sys.stderr.write(_shown(lines(console.language), sys.stderr))
        return 2
    if not console.json:
        sys.stdout.write(_shown(lines(console.language), sys.stdout))
    both = {language: "\n".join(lines(language, 80)) for language in ("zh", "en")}
    return console.document((), help=both)


def _shown(lines: list[str], stream: Any) -> str:  # noqa: ANN401  (a text stream)
    """Return the lines for a stream; the headings bold where it is a terminal."""
    import os

    bold = stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    heads = (
        f"\x1b[1m{line}\x1b[0m" if bold and line[:1] != " " and line[-1:] in ":：" else line
        for line in lines
    )
    return "\n".join(heads) + "\n"
