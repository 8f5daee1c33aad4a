"""A command of the application: its words are read from the manual, when they are asked for."""

from __future__ import annotations

from typing import Any

import attrs
from cyclopts import App, ArgumentCollection, Parameter

from benefit_share.cli.manual import heading_of, manual_of

__all__ = ["PROGRAM", "Command", "accepts"]

PROGRAM = "benefit-share"


@attrs.define(kw_only=True, eq=False)
class Command(App):
    """A command, or the application itself.

    Attributes:
        language: in which its texts are read; None where nobody asks for them.
        path: its name with those of the commands above it, as `keys new`.
    """

    language: str | None = None
    path: str = ""

    def __attrs_post_init__(self) -> None:
        """Read what the command does, if its texts are asked for."""
        super().__attrs_post_init__()  # type: ignore[no-untyped-call]  # of cyclopts
        if self.language and self.path:
            self.help = heading_of(self.path)[1].in_language(self.language)

    def assemble_argument_collection(
        self, *, default_parameter: Parameter | None = None, parse_docstring: bool = False
    ) -> ArgumentCollection:
        """Return the arguments; with what the manual says of them where texts are asked for."""
        arguments = super().assemble_argument_collection(default_parameter=default_parameter)
        if parse_docstring and self.language:
            said = manual_of(self.path).options
            for argument in arguments:
                option = said.get(argument.name.lstrip("-"))
                if option is not None:
                    text = Parameter(help=option.says.in_language(self.language))
                    argument.parameter = Parameter.combine(argument.parameter, text)
        return arguments


def accepts(argument: Any, value: str) -> str:  # noqa: ANN401  (an Argument of cyclopts)
    """Return what an argument accepts: its choices, or what stands for its value."""
    choices = argument.get_choices()
    if choices:
        return "|".join(choices)
    return "" if argument.token_count()[0] == 0 else value
