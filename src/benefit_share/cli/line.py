"""What stands on the command line, before any command reads it."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from benefit_share.cli.console import language_of

__all__ = ["Line"]

END = "--"
"""What stands after it is no option."""


@attrs.frozen
class Line:
    """The words of a line, and what may stand anywhere on it: the language, JSON, help, version.

    Attributes:
        command: the words without those, in their order.
        general: the language and JSON, as they were given; they go behind the command.
        help: whether help is asked for.
        version: whether the version is.
    """

    command: tuple[str, ...]
    general: tuple[str, ...] = ()
    help: bool = False
    version: bool = False

    @classmethod
    def of(cls, words: Sequence[str]) -> Line:
        """Sort the words of a line."""
        end = words.index(END) if END in words else len(words)
        command: list[str] = []
        general: list[str] = []
        flags = {"--help": False, "-h": False, "--version": False}
        left = list(words[:end])
        while left:
            word = left.pop(0)
            if word in flags:
                flags[word] = True
            elif word == "--json" or word.startswith("--lang="):
                general.append(word)
            elif word == "--lang":
                general += [word, *left[:1]]
                del left[:1]
            else:
                command.append(word)
        return cls(
            (*command, *words[end:]),
            tuple(general),
            help=flags["--help"] or flags["-h"],
            version=flags["--version"],
        )

    @property
    def words(self) -> list[str]:
        """Return the words as a command reads them: general options last, but before `--`."""
        end = self.command.index(END) if END in self.command else len(self.command)
        return [*self.command[:end], *self.general, *self.command[end:]]

    @property
    def json(self) -> bool:
        """Say whether standard output is to be one JSON document."""
        return "--json" in self.general

    @property
    def language(self) -> str:
        """Return the language of messages, known before the command is."""
        named = [word.removeprefix("--lang=") for word in self.general]
        return language_of(next((word for word in named if word in {"zh", "en"}), None))
