"""The gallery of errors shows what the program prints today, and a way out that works."""

from __future__ import annotations

import re

import pytest

from house_gallery import LANGUAGES, PAGES, Fault, faults, page, printed
from house_map import ROOT

CODE = re.compile(r"^(?:error|warning|note)\[([a-z]+\.[a-z0-9-]+)\]: ", re.MULTILINE)
NOTHING = {
    "en": "No errors found.\nErrors: 0, warnings: 0, notes: 0\n",
    "zh": "未发现错误。\n0 个错误，0 个警告，0 个提示\n",
}


def id_of(fault: Fault) -> str:
    """Return the test's id."""
    return fault.id


every_fault = pytest.mark.parametrize("fault", faults(), ids=id_of)


@every_fault
def test_what_is_written_wrongly_is_found_and_nothing_else(fault: Fault) -> None:
    """One place is changed, so what is printed is about that place."""
    code, text = printed(fault.wrong, "en")

    assert sorted(CODE.findall(text)) == sorted(fault.codes)
    assert code == int("Errors: 0" not in text)


@every_fault
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_mended_case_has_nothing_to_find(fault: Fault, language: str) -> None:
    """Whoever copies the mended line is done."""
    assert printed(fault.mended, language) == (0, NOTHING[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gallery_is_what_the_program_prints(language: str) -> None:
    """After a change of words, `python tests/plugins/house_gallery.py` writes both pages anew."""
    at = ROOT / PAGES[language].path

    assert at.read_text(encoding="utf-8") == page(language)


def test_every_fault_has_a_name_of_its_own_and_another_text() -> None:
    """The names are anchors; what is shown as mended differs from what was wrong."""
    names = [fault.id for fault in faults()]

    assert len(set(names)) == len(names)
    assert [one.id for one in faults() for a, b in one.shown.values() if a == b] == []
