"""The notice for the board as PDF files: computed again, compared with the seal, then set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benefit_share.errors import Refused
from benefit_share.files.bundles import resealed
from benefit_share.files.faults import of_paper as faults
from benefit_share.files.fonts import code_points
from benefit_share.files.outcome import LANGUAGES
from benefit_share.rendering.board_page import Posting, board_page, picture_in, picture_texts
from benefit_share.rendering.slip_page import slip_texts
from benefit_share.rendering.typeset import typeset
from benefit_share.seal.bundle import MANIFEST_FILE, ROWS
from benefit_share.seal.documents import MANIFEST, read_document
from benefit_share.seal.envelope import read_envelope
from benefit_share.seal.manifest import fingerprint
from benefit_share.seal.notice import board_of, notice_of
from benefit_share.seal.parties import totals_of, waterfall_of
from benefit_share.statements import summary
from benefit_share.statements.money_flow import money_flow
from benefit_share.values import currency

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from benefit_share.distribution import Run, SlicedRun
    from benefit_share.files.fonts import FontChain
    from benefit_share.files.sealing import Sealed
    from benefit_share.statements import Summary

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
    run, told, made, mark = _again(public, restricted)
    money = currency(run.case.plan.plan.currency)
    board = board_of(notice_of(run, made.rows, totals_of(run), money), made.rows, mark)
    pages = {
        language: board_page(
            board,
            told,
            money_flow(run),
            language,
            paper=paper,
            posting=Posting(run.case.plan.procedure, posted_on),
            is_masked=is_masked,
        )
        for language in LANGUAGES
    }
    _check_glyphs(tuple(pages.values()), made.rows.parties, fonts)
    return {
        f"board.{language}.pdf": typeset("board", _set_in(page, fonts), fonts.folder, tagged=True)
        for language, page in pages.items()
    }


def _again(
    public: Mapping[str, bytes], restricted: Path
) -> tuple[Run | SlicedRun, Summary, Sealed, str]:
    """Return the run that was sealed, computed again, with its summary and its fingerprint.

    The steps in words are no sealed file; they may be told because rows, waterfall, rules and
    inputs are those of the manifest.
    """
    manifest = read_envelope(public[MANIFEST_FILE], place=MANIFEST_FILE).payload
    said = read_document(manifest, MANIFEST, place=MANIFEST_FILE)["predicate"]
    again = resealed(restricted, said["run_id"])
    if again is None:
        raise Refused([faults.NOT_AGAIN.at("").placed(str(restricted))])
    run, made = again
    told = summary(run)
    mine = (made.rows.rows_file, run.plan_digest, run.inputs_digest, waterfall_of(told))
    sealed = (public[ROWS], said["plan_sha256"], said["inputs_sha256"], said["waterfall"])
    if mine != sealed:
        version = str(said["engine"]["version"])
        raise Refused([faults.COMPUTED_OTHERWISE.at("", version=version).placed(str(restricted))])
    return run, told, made, fingerprint(manifest)


def _check_glyphs(
    pages: Sequence[Mapping[str, Any]], parties: Sequence[str], fonts: FontChain
) -> None:
    """Refuse every row with a character that no font has, and the words of the page."""
    words: set[str] = set()
    found = []
    for page in pages:
        rest = {name: part for name, part in page.items() if name not in {"rows", "picture"}}
        words.update(fonts.missing(slip_texts(rest)), fonts.missing(picture_texts(page["picture"])))
    for party, row in zip(parties, pages[0]["rows"], strict=True):
        lacking = fonts.missing(row)
        if lacking:
            told = {"household": party, "characters": code_points(lacking)}
            found.append(faults.NO_GLYPH.at("", **told).placed(f"{ROWS}:{int(row[0]) + 1}"))
    if words:
        found.insert(0, faults.NO_GLYPH_WORDS.at("", characters=code_points(words)))
    if found:
        raise Refused(found)


def _set_in(page: Mapping[str, Any], fonts: FontChain) -> dict[str, Any]:
    picture = picture_in(page["picture"], fonts.families)
    return {**page, "picture": picture, "fonts": fonts.families}
