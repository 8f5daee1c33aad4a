"""The base of the faults, and the form of a value: what may be said of it without saying it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import attrs

from benefit_share.errors import ValueRefused
from benefit_share.findings import Kind, Severity

if TYPE_CHECKING:
    from benefit_share.findings import Finding, Param

FORM_LIMIT = 24
"""How many characters of a form are shown before it is cut."""


def form_of(text: str, /) -> str:
    """Return the form of *text*: what kind of characters it has, never which.

    Args:
        text: anything somebody typed.

    Returns:
        `9` for an ASCII digit, `A` and `a` for ASCII letters, the character itself for a space or
        ASCII punctuation,
        `９` for another digit, `字` for another letter, `?` for the rest; cut after 24 characters
        with `…`.
    """
    form = "".join(_form_of_character(character) for character in text[:FORM_LIMIT])
    return form + "…" if len(text) > FORM_LIMIT else form


def _form_of_character(character: str) -> str:
    if character.isascii():
        if character.isdigit():
            return "9"
        if character.isalpha():
            return "A" if character.isupper() else "a"
        return character if character.isprintable() else "?"
    if character.isdigit():
        return "９"
    return "字" if character.isalpha() else "?"


def kind_of(code: str, says: str, do: str) -> Kind:
    """Return a kind of finding that refuses a value; *code* is put behind `values.`."""
    return Kind(code=f"values.{code}", severity=Severity.ERROR, says=says, do=do)


@attrs.define(slots=False)
class ValueFault(ValueRefused):
    """A value that cannot be accepted, with the words that say why and what to write."""

    kind: ClassVar[Kind] = kind_of(
        "refused", "This value cannot be accepted.", "Write another one."
    )

    @property
    def params(self) -> dict[str, Param]:
        """What the words need, by name."""
        return {field.name: getattr(self, field.name) for field in attrs.fields(type(self))}

    def at(self, path: str, /) -> Finding:
        """Return the finding that says the same about the value at *path*."""
        return self.kind.at(path, **self.params)

    def __str__(self) -> str:
        """Say what is wrong, then what to write instead."""
        finding = self.at("")
        return f"{finding.message} {finding.advice}"
