"""The sentences of each language: one catalogue, `locale/<code>/LC_MESSAGES/benefit_share.po`.

The msgids are the English sentences of the code, so English itself needs no catalogue.
A catalogue comes with the package and is read at its first use.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

__all__ = ["PHRASE", "SOURCE", "catalogue", "doubled", "marked", "phrases", "shapes"]

SOURCE: Final = "en"
"""The language in which the code is written."""

PHRASE: Final = "phrase"
"""Context, in a catalogue, of the words that a finding receives as a figure."""

_FIELD = re.compile(r"\\\{([a-z_]+)\\\}")


def marked(sentence: str, /) -> str:
    """Return *sentence* as it is: it stands in the catalogues and is put into words later."""
    return sentence


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Return the sentences of *language* by the English ones; none for English itself."""
    return _entries(language, "")


@cache
def phrases(language: str) -> Mapping[str, str]:
    """Return the words that findings receive as figures, by the English ones."""
    return _entries(language, PHRASE)


@cache
def shapes(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the phrases with figures of their own, as patterns that find the figures again.

    The phrase with the most words of its own comes first: `{one} or {other}` would fit the most.
    """
    own = {english: len(_FIELD.sub("", english)) for english in phrases(language) if "{" in english}
    return tuple(
        (
            re.compile(_FIELD.sub(r"(?P<\1>.+)", re.escape(_single(english)))),
            phrases(language)[english],
        )
        for english in sorted(own, key=lambda english: -own[english])
    )


def doubled(text: str) -> str:
    """Return *text* as a msgid has it: braces that are no figure stand twice."""
    return text.replace("{", "{{").replace("}", "}}")


def _single(sentence: str) -> str:
    return sentence.replace("{{", "{").replace("}}", "}")


def _entries(language: str, context: str) -> Mapping[str, str]:
    if language == SOURCE:
        return MappingProxyType({})
    return MappingProxyType(
        {
            str(one.id): str(one.string)
            for one in _read(language)
            if one.id and (one.context or "") == context
        }
    )


@cache
def _read(language: str) -> Catalog:
    place = files("benefit_share.rendering").joinpath("locale", language, "LC_MESSAGES")
    with place.joinpath("benefit_share.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)
