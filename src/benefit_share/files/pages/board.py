"""The notice for the board as PDF files: computed again, compared with the seal, then set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benefit_share.errors import Refused
from benefit_share.files.faults import of_paper as faults
from benefit_share.files.pages.fonts import code_points
from benefit_share.files.results.folder import LANGUAGES
from benefit_share.files.sealed.again import computed_again
from benefit_share.rendering.paper.board import Posting, board_page, picture_in, picture_texts
from benefit_share.rendering.paper.slip import slip_texts
from benefit_share.rendering.paper.typeset import typeset
from benefit_share.seal.bundle import ROWS
from benefit_share.seal.notice import board_of, notice_of
from benefit_share.seal.parties import totals_of, villages_of
from benefit_share.statements.money_flow import money_flow
from benefit_share.values import currency

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from benefit_share.files.pages.fonts import FontChain

__all__ = ["board_files"]


def board_files(
    public: Mapping[str, bytes],
    restricted: Path,
    fonts: FontChain,
    *,
    paper: str = "a3",
    posted_on: dt.date | None = None,
    is_masked: bool = False,
) -> dict[str, bytes]:
    """Return the notice for the board in every language.

    Args:
        public: name and bytes of the files of the public folder, verified.
        restricted: the private folder, with the inputs and the run key.
        fonts: what it is set in.
        paper: `a3` or `a4`.
        posted_on: the local day on which it is put up; None: the days are written in by hand.
        is_masked: whether names stand as they do on the web.

    Returns:
        `board.zh.pdf` and `board.en.pdf`.

    Raises:
        Refused: when the run computed again is not the one that was sealed, or a character has no
            glyph.
    """
    again = computed_again(public, restricted)
    run, rows = again.run, again.rows
    money = currency(run.case.plan.plan.currency)
    board = board_of(notice_of(run, rows, totals_of(run), money), rows, again.fingerprint)
    pages = {
        language: board_page(
            board,
            again.told,
            money_flow(run),
            language,
            paper=paper,
            posting=Posting(run.case.plan.procedure, posted_on),
            villages=villages_of(run, rows.parties),
            is_masked=is_masked,
        )
        for language in LANGUAGES
    }
    _check_glyphs(tuple(pages.values()), rows.parties, fonts)
    return {
        f"board.{language}.pdf": typeset("board", _set_in(page, fonts), fonts.folder, tagged=True)
        for language, page in pages.items()
    }


def _check_glyphs(
    pages: Sequence[Mapping[str, Any]], parties: Sequence[str], fonts: FontChain
) -> None:
    """Refuse every row with a character that no font has, and the words of the page."""
    words: set[str] = set()
    found = []
    for page in pages:
        rest = {name: part for name, part in page.items() if name not in {"lists", "picture"}}
        words.update(fonts.missing(slip_texts(rest)), fonts.missing(picture_texts(page["picture"])))
        words.update(fonts.missing(one["name"] for one in page["lists"]))
    for row in sorted((row for one in pages[0]["lists"] for row in one["rows"]), key=_number):
        lacking, no = fonts.missing(row), _number(row)
        if lacking:
            told = {"household": parties[no], "characters": code_points(lacking)}
            found.append(faults.NO_GLYPH.at("", **told).placed(f"{ROWS}:{no + 1}"))
    if words:
        found.insert(0, faults.NO_GLYPH_WORDS.at("", characters=code_points(words)))
    if found:
        raise Refused(found)


def _number(row: Sequence[str]) -> int:
    return int(row[0])


def _set_in(page: Mapping[str, Any], fonts: FontChain) -> dict[str, Any]:
    picture = picture_in(page["picture"], fonts.families)
    return {**page, "picture": picture, "fonts": fonts.families}
