"""Words that a plan gives in both languages."""

from __future__ import annotations

import attrs

from benefit_share.values import faults
from benefit_share.values.names import plain_text

__all__ = ["TEXT_LIMIT", "Text"]

TEXT_LIMIT = 2_000
"""How many characters the words in one language may have, as in an explained statement."""


def _checked(_text: object, _field: object, words: str) -> None:
    plain_text(words, TEXT_LIMIT)


@attrs.frozen
class Text:
    """The same words in Chinese and in English; neither may be missing.

    Attributes:
        zh: simplified Chinese, one line of at most 2,000 characters.
        en: English, likewise.
    """

    zh: str = attrs.field(validator=_checked)
    en: str = attrs.field(validator=_checked)

    def in_language(self, language: str, /) -> str:
        """Return the words in *language*.

        Args:
            language: `zh` or `en`.

        Returns:
            The words.

        Raises:
            LanguageUnknown: for another language.
        """
        match language:
            case "zh":
                return self.zh
            case "en":
                return self.en
            case _:
                raise faults.LanguageUnknown
