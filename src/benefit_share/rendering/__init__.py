"""Words in every language for findings, statements and summaries; as text, Markdown and JSON.

This is the only room that speaks to Babel; what is said was decided below, and nothing here ever
computes an amount or reads a file but the catalogues that come with it.
"""

from __future__ import annotations

from benefit_share.rendering.plain_data.as_json import (
    statement_from_json,
    statement_json,
    statement_line,
    summary_json,
)
from benefit_share.rendering.plain_data.codec import StatementUnreadable
from benefit_share.rendering.rendered import FORMS, FormUnknown, render
from benefit_share.rendering.words.capitals import capitals
from benefit_share.rendering.words.languages import LANGUAGES, Words, say, words_in

__all__ = [
    "FORMS",
    "LANGUAGES",
    "FormUnknown",
    "StatementUnreadable",
    "Words",
    "capitals",
    "render",
    "say",
    "statement_from_json",
    "statement_json",
    "statement_line",
    "summary_json",
    "words_in",
]
