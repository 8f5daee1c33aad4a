"""The slips of a sealed run as PDF files: opened against the seal, then set in each language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.errors import Refused
from benefit_share.files.faults import of_paper as faults
from benefit_share.files.pages.fonts import code_points
from benefit_share.files.results.folder import LANGUAGES
from benefit_share.rendering import statement_from_json
from benefit_share.rendering.paper.slip import (
    LeftOut,
    left_out_pages,
    qr_code,
    slip_pages,
    slip_texts,
)
from benefit_share.rendering.paper.typeset import DoesNotFit, typeset
from benefit_share.seal.parties import PERSONS, awarded_parties, names_in
from benefit_share.seal.slips import STATEMENTS, slips_of
from benefit_share.statements import parties, statement
from benefit_share.values import read_canonical

if TYPE_CHECKING:
    from benefit_share.files.pages.fonts import FontChain
    from benefit_share.files.sealed.again import Again
    from benefit_share.files.storage import Watch
    from benefit_share.seal.slips import Slip
    from benefit_share.statements import Statement

__all__ = ["BATCH", "slip_files"]

BATCH: Final = 250
"""So many slips stand in one file: one of all would need two megabytes of memory for each."""

DETAIL_LIMIT: Final = 4_000_000

_ACCOUNT_SHOWN: Final = 4

Pair = tuple["Slip", "Statement"]


def slip_files(
    public: Mapping[str, bytes],
    restricted: Mapping[str, bytes],
    fonts: FontChain,
    *,
    paper: str = "a5",
    households: Sequence[str] = (),
    again: Again | None = None,
    watch: Watch = iter,
) -> dict[str, bytes]:
    """Return the slips of a sealed run in every language, by village, group and row.

    Args:
        public: name and bytes of the files of the public folder.
        restricted: name and bytes of the private files.
        fonts: what they are set in.
        paper: `a5`, or `a4` for four on a page.
        households: whose; everybody's if empty.
        again: the run computed again; then those to whom nothing is awarded have a slip too.
        watch: goes through the files; somebody may want to see how far it has come.

    Returns:
        `slips.zh.pdf` and `slips.en.pdf`; above 250 slips `slips-1.zh.pdf`, `slips-2.zh.pdf`, …;
        `nothing.zh.pdf` and so on for those to whom nothing is awarded.

    Raises:
        Refused: when the private files are not those that were sealed, when a character has no
            glyph (all such slips are named), or a slip has more text than its paper.
    """
    slips = slips_of(public, restricted)
    left_out = () if again is None else _left_out(again)
    _check_known({*(one.party for one in slips), *(one.party for one in left_out)}, households)
    pairs = _ordered(slips, households)
    others = [one for one in left_out if one.party in households or not households]
    codes = {slip.no: qr_code(slip.code) for slip, _ in pairs}
    sealed = _Stack(
        "slips",
        tuple(slip.party for slip, _ in pairs),
        tuple(f"{STATEMENTS}:{slip.no + 1}" for slip, _ in pairs),
        lambda some, language: slip_pages(pairs[some], language, paper=paper, codes=codes),
    )
    mark = ("", "") if again is None else (again.run_id, again.fingerprint)
    nothing = _Stack(
        "nothing",
        tuple(one.party for one in others),
        tuple("" for _ in others),
        lambda some, language: left_out_pages(others[some], language, paper=paper, mark=mark),
    )
    return _set_in((sealed, nothing), fonts, watch)


@attrs.frozen
class _Stack:
    """Slips of one kind.

    Attributes:
        name: how their files begin.
        parties: whose they are, in order of printing.
        places: where each comes from, for whoever has to mend it.
        page: makes what the template shows of some of them.
    """

    name: str
    parties: tuple[str, ...]
    places: tuple[str, ...]
    page: Callable[[slice, str], dict[str, Any]]

    def batches(self) -> Iterator[tuple[str, slice]]:
        """Yield the name of each file and whose slips it holds."""
        several = len(self.parties) > BATCH
        for number, at in enumerate(range(0, len(self.parties), BATCH), start=1):
            yield f"{self.name}-{number}" if several else self.name, slice(at, at + BATCH)


def _set_in(stacks: Sequence[_Stack], fonts: FontChain, watch: Watch) -> dict[str, bytes]:
    """Return the files of all slips, once every character of them has a glyph."""
    pages = {
        (f"{name}.{language}.pdf"): (stack, some, stack.page(some, language))
        for stack in stacks
        for language in LANGUAGES
        for name, some in stack.batches()
    }
    _check_glyphs(pages.values(), fonts)
    return {name: _pdf(*pages[name], fonts) for name in watch(pages)}


def _left_out(again: Again) -> tuple[LeftOut, ...]:
    """Return everybody to whom nothing is awarded, by village, group and id."""
    run = again.run
    awarded, called = set(awarded_parties(run)), names_in(run)
    accounts = {one.household: one.account[-_ACCOUNT_SHOWN:] for one in run.case.payees}
    found = []
    for party in parties(run):
        told = None if party in awarded else statement(run, party)
        if told is not None and told.kind in PERSONS:
            found.append(LeftOut(party, called(party), accounts.get(party, ""), told))
    return tuple(sorted(found, key=lambda one: (one.told.collective, one.told.group, one.party)))


def _check_known(known: set[str], households: Sequence[str]) -> None:
    unknown = [one for one in dict.fromkeys(households) if one not in known]
    if unknown:
        raise Refused(faults.NO_SUCH_SLIP.at("", household=one) for one in unknown)
    if not known:
        raise Refused([faults.NOTHING.at("")])


def _ordered(slips: Sequence[Slip], households: Sequence[str]) -> list[Pair]:
    """Return the slips asked for with their statements, in the order of handing out."""
    chosen = [slip for slip in slips if slip.party in households or not households]
    pairs = [(slip, _statement(slip)) for slip in chosen]
    return sorted(pairs, key=lambda pair: (pair[1].collective, pair[1].group, pair[0].no))


def _statement(slip: Slip) -> Statement:
    return statement_from_json(
        read_canonical(slip.detail, text_limit=2_000, depth_limit=12, size_limit=DETAIL_LIMIT)
    )


def _check_glyphs(pages: Iterable[tuple[_Stack, slice, Any]], fonts: FontChain) -> None:
    """Refuse every slip with a character that no font has, and the words of the page."""
    words: set[str] = set()
    lacking: dict[tuple[str, str], set[str]] = {}
    for stack, some, page in pages:
        words.update(fonts.missing(slip_texts(page)))
        whose = zip(stack.parties[some], stack.places[some], page["slips"], strict=True)
        for party, place, slip in whose:
            lacking.setdefault((party, place), set()).update(fonts.missing(slip_texts(slip)))
    found = [faults.NO_GLYPH_WORDS.at("", characters=code_points(words))] if words else []
    for (party, place), characters in lacking.items():
        if characters:
            told = {"household": party, "characters": code_points(characters)}
            found.append(faults.NO_GLYPH.at("", **told).placed(place))
    if found:
        raise Refused(found)


def _pdf(stack: _Stack, some: slice, page: Mapping[str, Any], fonts: FontChain) -> bytes:
    try:
        return typeset("slip", {**page, "fonts": fonts.families}, fonts.folder)
    except DoesNotFit as unfit:
        at = [slip["no"] for slip in page["slips"]].index(unfit.place)
        finding = faults.DOES_NOT_FIT.at("", household=stack.parties[some][at])
        raise Refused([finding.placed(stack.places[some][at])]) from None
