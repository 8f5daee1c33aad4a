"""Wrong usage: what is wrong with a line, what is accepted, what comes near, and where to look.

The parser's errors are taken apart here; not a word of its own sentences is shown.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import attrs
from cyclopts.exceptions import (
    CoercionError,
    CycloptsError,
    MissingArgumentError,
    RepeatArgumentError,
    UnknownCommandError,
    UnknownOptionError,
    UnusedCliTokensError,
    ValidationError,
)

from benefit_share.cli.command import PROGRAM, accepts
from benefit_share.cli.help_words import HELP_WORDS
from benefit_share.cli.manual import manual_of
from benefit_share.cli.refusal import refusal, refuse

if TYPE_CHECKING:
    from cyclopts import App
    from cyclopts.argument import Argument

    from benefit_share.cli.console import Console

__all__ = ["USAGE", "Wrong", "missing_command", "wrong_usage"]

USAGE = 2


@attrs.frozen
class Wrong:
    """What is wrong with a line.

    Attributes:
        name: of the sentence that says it.
        command: whose line it is; empty for the program itself.
        params: what the sentence names.
        accepted: what would have been accepted, if it is a choice.
        argument: the option or argument that it is about.
        nearest: what was meant, perhaps.
    """

    name: str
    command: str
    params: Mapping[str, str] = attrs.field(factory=dict)
    accepted: tuple[str, ...] = ()
    argument: Argument | None = None
    nearest: str = ""

    def say(self, language: str) -> str:
        """Return the sentence, and what was meant perhaps."""
        params = {"command": self.command or PROGRAM, **self.params}
        if self.accepted:
            params["accepted"] = ("、" if language == "zh" else ", ").join(self.accepted)
        if self.argument is not None:
            option = manual_of(self.command).options[self.argument.name.lstrip("-")]
            by_place = self.argument.index is not None
            name = accepts(self.argument, option.value) if by_place else self.argument.name
            params = {"name": name, "says": option.says.in_language(language), **params}
        said = [HELP_WORDS[self.name].in_language(language).format(**params)]
        if self.nearest:
            said.append(HELP_WORDS["nearest"].in_language(language).format(nearest=self.nearest))
        return ("" if language == "zh" else " ").join(said)

    @property
    def look(self) -> str:
        """Return the line that shows how it is written."""
        return " ".join(filter(None, (PROGRAM, self.command, "--help")))

    @property
    def document(self) -> dict[str, Any]:
        """Return the one JSON document."""
        told: dict[str, Any] = {"problem": self.name, **self.params, "look": self.look}
        if self.accepted:
            told["accepted"] = list(self.accepted)
        if self.nearest:
            told["nearest"] = self.nearest
        return refusal("cli.usage", {"zh": self.say("zh"), "en": self.say("en")}, told)

    def tell(self, console: Console) -> int:
        """Say it to the reader, or in the one JSON document; return the exit code."""
        if console.json:
            refuse(console, self.document)
            return USAGE
        language = console.language
        wrong = HELP_WORDS["wrong"].in_language(language).format(what=self.say(language))
        console.message(wrong)
        console.message(HELP_WORDS["look"].in_language(language).format(line=self.look))
        return USAGE


def missing_command(command: str, console: Console) -> int:
    """Say that the line names no command; return the exit code."""
    return Wrong("no-command", command).tell(console)


def wrong_usage(error: CycloptsError, command: str, console: Console) -> int:
    """Say what is wrong with the line of a command; return the exit code."""
    return _wrong(error, command).tell(console)


def _wrong(error: CycloptsError, command: str) -> Wrong:
    match error:
        case UnknownCommandError():
            return _unknown_command(error, command)
        case UnknownOptionError():
            word = error.token.keyword or error.token.value
            name = word.partition("=")[0]
            near = _near(name, _names(error.app))
            return Wrong("unknown-option", command, {"word": name}, nearest=near)
        case MissingArgumentError():
            return _missing(error, command)
        case CoercionError():
            word = error.token.value if error.token else ""
            return _not_accepted(error.argument, word, command)
        case ValidationError() if error.argument is not None:
            known = error.exception_message in HELP_WORDS
            name = error.exception_message if known else "not-understood"
            word = error.argument.tokens[0].value if error.argument.tokens else ""
            return Wrong(name, command, {"word": word}, argument=error.argument)
        case RepeatArgumentError():
            return Wrong("twice", command, {"name": error.token.keyword or ""})
        case UnusedCliTokensError() if error.unused_tokens:
            return Wrong("too-many", command, {"word": error.unused_tokens[0]})
    return Wrong("not-understood", command)


def _unknown_command(error: UnknownCommandError, command: str) -> Wrong:
    word = (error.unused_tokens or [""])[0]
    names = [name for name in error.app or () if not name.startswith("-")]
    if word.startswith("-"):
        return Wrong("unknown-option", command, {"word": word}, nearest=_near(word, ("--help",)))
    return Wrong("unknown-command", command, {"word": word}, nearest=_near(word, names))


def _missing(error: MissingArgumentError, command: str) -> Wrong:
    argument = error.argument
    if argument is None:
        return Wrong("not-understood", command)
    if argument.tokens or error.keyword is not None:
        return Wrong("missing-value", command, argument=argument)
    if argument.index is not None:
        return Wrong("missing-argument", command, argument=argument)
    stray = [word.partition("=")[0] for word in error.unused_tokens or () if word[:1] == "-"]
    if stray:
        near = _near(stray[0], _names(error.app))
        return Wrong("unknown-option", command, {"word": stray[0]}, nearest=near)
    return Wrong("missing-option", command, argument=argument)


def _not_accepted(argument: Argument | None, word: str, command: str) -> Wrong:
    if argument is None:
        return Wrong("not-understood", command)
    choices = argument.get_choices()
    if choices:
        near = _near(word, choices)
        return Wrong("not-a-choice", command, {"word": word}, choices, argument, near)
    hints = {str(bool): "not-a-flag", str(int): "not-a-number"}
    name = hints.get(str(argument.hint), "not-understood")
    if any(str(day) in str(argument.hint) for day in ("datetime.date", dt.date)):
        name = "not-a-day"
    return Wrong(name, command, {"word": word}, argument=argument)


def _names(app: App | None) -> list[str]:
    """Return the options that a command knows."""
    known = [] if app is None or app.default_command is None else app.assemble_argument_collection()
    return ["--help", "--version", *(name for one in known if one.show for name in one.names)]


def _near(word: str, names: Iterable[str]) -> str:
    """Return the name that comes nearest; the hyphens, which all options share, do not count."""
    bare = {name.lstrip("-"): name for name in names}
    return next((bare[one] for one in difflib.get_close_matches(word.lstrip("-"), bare, n=1)), "")
