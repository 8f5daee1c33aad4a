"""Two languages on one page, of which a reader sees the one that is chosen.

Each word stands once in each language, marked as such for those who hear the page; the style sheet
hides the other one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Self

import attrs

from benefit_share.rendering.explained.names import Names
from benefit_share.rendering.forms.html import html_blocks, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benefit_share.rendering.forms.page import Block
    from benefit_share.statements import Summary

__all__ = ["CHOICE", "Bilingual"]

CHOICE: Final = (
    '<input class="choice" type="radio" name="language" id="zh" checked>\n'
    '<input class="choice" type="radio" name="language" id="en">\n'
    '<div class="languages"><label for="zh" lang="zh-CN">中文</label>'
    '<label for="en" lang="en">English</label></div>\n'
)
"""The choice between them; it works without a script."""


@attrs.frozen
class Bilingual:
    """The names and words of one page in Chinese and in English."""

    zh: Names
    en: Names

    @classmethod
    def of(cls, told: Summary) -> Self:
        """Return the words of a summary."""
        return cls(Names.of(told, "zh"), Names.of(told, "en"))

    def both(self, make: Callable[[Names], str], tag: str = "span") -> str:
        """Return the HTML that *make* makes in each language."""
        chinese, english = make(self.zh), make(self.en)
        return (
            f'<{tag} class="zh" lang="zh-CN">{chinese}</{tag}>'
            f'<{tag} class="en" lang="en">{english}</{tag}>'
        )

    def says(self, sentence: str, /, **figures: object) -> str:
        """Return a sentence."""
        return self.both(lambda names: shown(names.words.tell(sentence, **figures)))

    def texts(self, make: Callable[[Names], str]) -> str:
        """Return a text that is no HTML yet; once where both languages say the same."""
        chinese, english = shown(make(self.zh)), shown(make(self.en))
        return chinese if chinese == english else self.both(lambda names: shown(make(names)))

    def blocks(self, make: Callable[[Names], Sequence[Block]]) -> str:
        """Return blocks of a page."""
        return self.both(lambda names: html_blocks(make(names)), "div") + "\n"
