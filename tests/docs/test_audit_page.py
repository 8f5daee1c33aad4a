"""The page of the audit checks says what the code says."""

from __future__ import annotations

import pytest

from house_audit import PAGES, page


@pytest.mark.parametrize("language", PAGES)
def test_the_page_of_the_audit_checks_is_made_from_the_code(language: str) -> None:
    """Made again by `python tests/plugins/house_audit.py`."""
    assert PAGES[language].read_text(encoding="utf-8") == page(language)
