"""The one door: a statement or a summary in a language and a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from benefit_share.errors import BenefitShareError
from benefit_share.rendering.forms.markdown import markdown_form
from benefit_share.rendering.forms.text import text_form
from benefit_share.rendering.reports.statement import statement_page
from benefit_share.rendering.reports.summary import summary_page
from benefit_share.rendering.words.languages import words_in
from benefit_share.statements import Statement

if TYPE_CHECKING:
    from benefit_share.rendering.forms.page import Page
    from benefit_share.rendering.words.languages import Words
    from benefit_share.statements import Summary

__all__ = ["FORMS", "FormUnknown", "render"]

FORMS: Mapping[str, Callable[[Page, Words], str]] = MappingProxyType(
    {"text": text_form, "markdown": markdown_form}
)
"""Name of a form, and how a page is laid out in it: the list to add one to."""


class FormUnknown(BenefitShareError, ValueError):
    """There is no such form.

    Attributes:
        form: the form that was asked for.
    """

    def __init__(self, form: str) -> None:
        """Say that there is no *form*."""
        super().__init__(form)
        self.form = form

    def __str__(self) -> str:
        """Say which forms there are."""
        return f"there is no form '{self.form}'; ask for one of: {', '.join(FORMS)}"


def render(told: Statement | Summary, *, language: str, form: str = "text") -> str:
    """Return a statement or a summary in words.

    Args:
        told: the statement or summary.
        language: `zh` or `en`.
        form: `text` (at most eighty columns) or `markdown`.

    Returns:
        The page, with a line break at its end; the same on every machine with the same Babel.

    Raises:
        LanguageUnknown: for another language.
        FormUnknown: for another form.
    """
    lay_out = FORMS.get(form)
    if lay_out is None:
        raise FormUnknown(form)
    page = (
        statement_page(told, language)
        if isinstance(told, Statement)
        else summary_page(told, language)
    )
    return lay_out(page, words_in(language))
