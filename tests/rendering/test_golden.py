"""Whole pages of the sample, as somebody has read them; a changed word is seen in the diff.

After a change that is meant, write them anew with `python tests/rendering/test_golden.py`, and read
what has changed before it is committed.
"""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from benefit_share import distribute, parties, read_case, statement, summary
from benefit_share.rendering import FORMS, LANGUAGES, render, statement_line
from benefit_share.statements import Statement, Summary

HERE = Path(__file__).parent
ENDINGS = {"text": "txt", "markdown": "md"}


def pages() -> dict[str, Statement | Summary]:
    """Return what is told, by the name of its file; no version and no digest of this day."""
    run = distribute(read_case(HERE / "sample"))
    told: dict[str, Statement | Summary] = {
        one: attrs.evolve(statement(run, one), engine="0", inputs_digest="0" * 64)
        for one in parties(run)
    }
    public = summary(run)
    same = attrs.evolve(public, engine="0", inputs_digest="0" * 64, plan_digest="1" * 64)
    return {"summary": same} | told


def files() -> dict[str, str]:
    """Return every golden file: every page in every language as text, some as Markdown and data."""
    found: dict[str, str] = {}
    for name, told in pages().items():
        for language in LANGUAGES:
            for form in FORMS if name in {"summary", "h2"} else ("text",):
                page = render(told, language=language, form=form)
                found[f"{name}.{language}.{ENDINGS[form]}"] = page
        if isinstance(told, Statement) and name == "h2":
            found[f"{name}.jsonl"] = statement_line(told).decode() + "\n"
    return found


@pytest.mark.parametrize("name", sorted(files()))
def test_a_page_is_as_it_was_read(name: str, golden: Path) -> None:
    """Word by word, byte by byte."""
    assert files()[name].encode() == (golden / name).read_bytes()


def test_no_golden_page_is_left_over(golden: Path) -> None:
    """A page that is not made any more goes."""
    assert {path.name for path in golden.iterdir()} == set(files())


if __name__ == "__main__":
    for name, text in files().items():
        (HERE / "golden" / name).write_bytes(text.encode())
