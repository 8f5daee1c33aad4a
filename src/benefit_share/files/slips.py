"""The slips of a sealed run as PDF files: opened against the seal, then set in each language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from benefit_share.errors import Refused
from benefit_share.files.faults import of_paper as faults
from benefit_share.files.fonts import code_points
from benefit_share.files.outcome import LANGUAGES
from benefit_share.rendering import statement_from_json
from benefit_share.rendering.slip_page import qr_code, slip_pages, slip_texts
from benefit_share.rendering.typeset import DoesNotFit, typeset
from benefit_share.seal.slips import STATEMENTS, slips_of
from benefit_share.values import read_canonical

if TYPE_CHECKING:
    from benefit_share.files.fonts import FontChain
    from benefit_share.files.storage import Watch
    from benefit_share.seal.slips import Slip
    from benefit_share.statements import Statement

__all__ = ["BATCH", "slip_files"]

BATCH: Final = 250
"""So many slips stand in one file: one of all would need two megabytes of memory for each."""

DETAIL_LIMIT: Final = 4_000_000

Pair = tuple["Slip", "Statement"]


def slip_files(
    public: Mapping[str, bytes],
    restricted: Mapping[str, bytes],
    fonts: FontChain,
    *,
    paper: str = "a5",
    households: Sequence[str] = (),
    watch: Watch = iter,
) -> dict[str, bytes]:
    """Return the slips of a sealed run in every language, by village, group and row.

    Args:
        public: name and bytes of the files of the public folder.
        restricted: name and bytes of the private files.
        fonts: what they are set in.
        paper: `a5`, or `a4` for four on a page.
        households: whose; everybody's if empty.
        watch: goes through the files; somebody may want to see how far it has come.

    Returns:
        `slips.zh.pdf` and `slips.en.pdf`; above 250 slips `slips-1.zh.pdf`, `slips-2.zh.pdf`, ….

    Raises:
        Refused: when the private files are not those that were sealed, when a character has no
            glyph (all such slips are named), or a slip has more text than its paper.
    """
    pairs = _chosen(slips_of(public, restricted), households)
    codes = {slip.no: qr_code(slip.code) for slip, _ in pairs}
    several = len(pairs) > BATCH
    pages = {
        f"slips{f'-{number}' if several else ''}.{language}.pdf": slip_pages(
            some, language, paper=paper, codes=codes
        )
        for language in LANGUAGES
        for number, some in enumerate(_batches(pairs), start=1)
    }
    whose = {slip.no: slip.party for slip, _ in pairs}
    _check_glyphs(pages.values(), whose, fonts)
    return {name: _pdf(pages[name], whose, fonts) for name in watch(pages)}


def _chosen(slips: Sequence[Slip], households: Sequence[str]) -> list[Pair]:
    """Return the slips asked for with their statements, in the order of handing out."""
    known = {slip.party for slip in slips}
    unknown = [one for one in dict.fromkeys(households) if one not in known]
    if unknown:
        raise Refused(faults.NO_SUCH_SLIP.at("", household=one) for one in unknown)
    if not slips:
        raise Refused([faults.NOTHING.at("")])
    pairs = [(slip, _statement(slip)) for slip in slips if slip.party in (households or known)]
    return sorted(pairs, key=lambda pair: (pair[1].collective, pair[1].group, pair[0].no))


def _statement(slip: Slip) -> Statement:
    return statement_from_json(
        read_canonical(slip.detail, text_limit=2_000, depth_limit=12, size_limit=DETAIL_LIMIT)
    )


def _batches(pairs: Sequence[Pair]) -> list[Sequence[Pair]]:
    return [pairs[at : at + BATCH] for at in range(0, len(pairs), BATCH)]


def _check_glyphs(pages: Iterable[Any], whose: Mapping[int, str], fonts: FontChain) -> None:
    """Refuse every slip with a character that no font has, and the words of the page."""
    words: set[str] = set()
    lacking: dict[int, set[str]] = {}
    for page in pages:
        words.update(fonts.missing(slip_texts(page)))
        for one in page["slips"]:
            lacking.setdefault(one["no"], set()).update(fonts.missing(slip_texts(one)))
    found = [faults.NO_GLYPH_WORDS.at("", characters=code_points(words))] if words else []
    for no, characters in lacking.items():
        if characters:
            told = {"household": whose[no], "characters": code_points(characters)}
            found.append(faults.NO_GLYPH.at("", **told).placed(f"{STATEMENTS}:{no + 1}"))
    if found:
        raise Refused(found)


def _pdf(page: Mapping[str, Any], whose: Mapping[int, str], fonts: FontChain) -> bytes:
    try:
        return typeset("slip", {**page, "fonts": fonts.families}, fonts.folder)
    except DoesNotFit as unfit:
        finding = faults.DOES_NOT_FIT.at("", household=whose[unfit.place])
        raise Refused([finding.placed(f"{STATEMENTS}:{unfit.place + 1}")]) from None
