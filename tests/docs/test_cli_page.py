"""The page of the command line says what the application says."""

from __future__ import annotations

import re

import pytest

from benefit_share.cli.app import COMMANDS
from benefit_share.cli.help_words import HELP_WORDS
from benefit_share.cli.manual import GROUPS, heading_of, manual_of
from house_cli import PAGES, SIGNERS, blocks, page

LANGUAGES = sorted(PAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_made_from_the_application(language: str) -> None:
    """After a change of words or options, `python tests/plugins/house_cli.py` writes it anew."""
    assert PAGES[language].read_text(encoding="utf-8") == page(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_stands_on_the_page_once_below_its_work(language: str) -> None:
    """In the order of the help."""
    text = PAGES[language].read_text(encoding="utf-8")
    titles = re.findall(r"^## (.+)$", text, re.MULTILINE)
    groups = [one.in_language(language) for one in GROUPS.values()]

    assert [one for one in blocks(language) if one not in {"json", SIGNERS}] == list(COMMANDS)
    assert [one for one in titles if one in groups] == groups
    for name in COMMANDS:
        above = text[: text.index(f"<!-- made: {name} -->")]
        group = [one for one in re.findall(r"^## (.+)$", above, re.MULTILINE) if one in groups][-1]
        assert group == GROUPS[heading_of(name)[0]].in_language(language)
        assert re.findall(r"^### (.+)$", above, re.MULTILINE)[-1] == name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_and_example_stands_on_the_page(language: str) -> None:
    """Those of the steps once, above all of them."""
    text = PAGES[language].read_text(encoding="utf-8")

    for name in COMMANDS:
        for example in manual_of(name).examples:
            assert f"\n{example.run}\n" in text
        for option in manual_of(name).fields.values():
            assert option.in_language(language) in text
    assert HELP_WORDS["required"].in_language(language) in text
