"""The one-card lists of a payment list as PDF files, each payer's by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from benefit_share.errors import Refused
from benefit_share.files.cases.case import read_folder
from benefit_share.files.faults import of_paper
from benefit_share.files.pages.fonts import code_points
from benefit_share.files.results.folder import LANGUAGES
from benefit_share.payments import faults
from benefit_share.rendering.paper.one_card import Card, cards_of, one_card_page
from benefit_share.rendering.paper.slip import slip_texts
from benefit_share.rendering.paper.typeset import DoesNotFit, typeset
from benefit_share.seal.manifest import fingerprint

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benefit_share.distribution import Case
    from benefit_share.files.bank.filed_run import FiledRun
    from benefit_share.files.pages.fonts import FontChain

__all__ = ["one_card_files", "payer_names"]

LINES: Final = "lines.jsonl"


def payer_names(case: Case) -> Mapping[str, str]:
    """Return what whoever may pay is called, by id: assets, and before them collectives."""
    assets = {one.id: one.name for one in case.assets}
    return {**assets, **{one.id: one.name for one in case.collectives}}


def one_card_files(filed: FiledRun, fonts: FontChain, *, attempt: int = 0) -> dict[str, bytes]:
    """Return the one-card lists of a payment list in every language.

    Args:
        filed: the run.
        fonts: what they are set in.
        attempt: which payment list, from 1; 0 for the last.

    Returns:
        `one-card.zh.pdf` and `one-card.en.pdf`; of several payers `one-card.<payer>.zh.pdf`, ….

    Raises:
        Refused: when there is no such list, or a name has a character that no font has.
    """
    lists = {one.attempt: one for one in filed.lists()}
    chosen = lists.get(attempt or len(lists))
    if chosen is None:
        raise Refused([faults.LIST_MISSING.at("payments")])
    reading = read_folder(filed.folder / "restricted" / "inputs", storage=filed.storage)
    if reading.case is None:
        raise Refused(reading.findings)
    names, synthetic = payer_names(reading.case), reading.case.synthetic
    mark = fingerprint(filed.manifest)
    cards = cards_of(chosen, mark, names=names, synthetic=synthetic)
    pages = {
        (card, language): one_card_page(card, language) for card in cards for language in LANGUAGES
    }
    _check_glyphs(list(pages.items()), fonts)
    return {
        f"{card.name}.{language}.pdf": _pdf(card, page, fonts)
        for (card, language), page in pages.items()
    }


def _check_glyphs(
    pages: Sequence[tuple[tuple[Card, str], Mapping[str, Any]]], fonts: FontChain
) -> None:
    """Refuse every payee with a character that no font has, and the words of the list."""
    words: set[str] = set()
    lacking: dict[str, set[str]] = {}
    for (card, _), page in pages:
        rest = {name: part for name, part in page.items() if name != "pages"}
        words.update(fonts.missing(slip_texts(rest)))
        rows = (row for one in page["pages"] for row in one["rows"])
        for line, row in zip(card.lines, rows, strict=True):
            lacking.setdefault(line.party, set()).update(fonts.missing(row))
    found = [of_paper.NO_GLYPH_WORDS.at("", characters=code_points(words))] if words else []
    for party, characters in lacking.items():
        if characters:
            told = {"household": party, "characters": code_points(characters)}
            found.append(of_paper.NO_GLYPH.at("", **told).placed(LINES))
    if found:
        raise Refused(found)


def _pdf(card: Card, page: Mapping[str, Any], fonts: FontChain) -> bytes:
    try:
        return typeset("one_card", {**page, "fonts": fonts.families}, fonts.folder)
    except DoesNotFit as unfit:
        party = card.lines[unfit.place - 1].party
        raise Refused([of_paper.DOES_NOT_FIT.at("", household=party).placed(LINES)]) from None
