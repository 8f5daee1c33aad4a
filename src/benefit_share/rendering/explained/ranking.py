"""Where somebody stands in a ranked list, and where it was cut, in words to check by hand."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from benefit_share.rendering.explained.formula import formula
from benefit_share.rendering.words.catalogues import marked

if TYPE_CHECKING:
    from benefit_share.rendering.explained.names import Names
    from benefit_share.statements import Rank

__all__ = ["PLACES", "TIES", "ranking"]

RANKED: Mapping[str, str] = MappingProxyType({"households": "household", "persons": "person"})
"""The unit in which those who are ranked are counted; other ones are counted without."""

PLACES: Mapping[str, str] = MappingProxyType(
    {
        "down": marked(
            "Taken: the best {share} of {of}, that is {exact}, rounded down to {places}"
        ),
        "up": marked("Taken: the best {share} of {of}, that is {exact}, rounded up to {places}"),
    }
)
"""How the number of places is rounded."""

TIES: Mapping[str, str] = MappingProxyType(
    {
        "all_in": marked("equals at the last place are all in"),
        "all_out": marked("equals at the last place are all out"),
        "refuse": marked("equals at the last place are not allowed, and there are none"),
    }
)
"""What the rules do with equals at the last place."""


def ranking(rank: Rank, party: str, names: Names) -> tuple[tuple[int, str], ...]:
    """Return the place, the number of places and the cut, the last two set in."""
    place = _place(rank, names)
    if rank.claim != party:
        holder, _, row = rank.claim.partition("#")
        person = names.party(holder)
        if row:
            person = names.words.tell("{claim}, row {row}", claim=person, row=row)
        place = names.words.tell("{person}: {reason}", person=person, reason=place)
    return (0, place), (1, _places(rank, names)), (1, _cut(rank, names))


def _place(rank: Rank, names: Names) -> str:
    words = names.words
    told = {"by": formula(rank.by, names), "of": _count(rank.of, rank, names)}
    if rank.within:
        told["of"] = words.tell(
            "{of} of {copy}", of=told["of"], copy=names.title("collective", rank.within)
        )
    if rank.first == rank.last:
        return words.tell("Rank: place {place} of {of}, by {by}", place=rank.first, **told)
    equals = _count(rank.last - rank.first + 1, rank, names)
    return words.tell(
        "Rank: places {first} to {last} of {of}, which {equals} share, by {by}",
        first=rank.first,
        last=rank.last,
        equals=equals,
        **told,
    )


def _places(rank: Rank, names: Names) -> str:
    words = names.words
    told = {
        "share": words.rate(rank.share),
        "of": _count(rank.of, rank, names),
        "places": _count(rank.places, rank, names),
    }
    if rank.exact == rank.places:
        return words.tell("Taken: the best {share} of {of}, that is {places}", **told)
    return words.tell(PLACES[rank.count], exact=words.number(rank.exact), **told)


def _cut(rank: Rank, names: Names) -> str:
    words = names.words
    if rank.edge is None:
        return words.tell("Cut: there is no place, so nobody is taken")
    told = {
        "edge": names.value(rank.edge, rank.by.unit),
        "ties": words.tell(TIES[rank.ties]),
        "taken": _count(rank.taken, rank, names),
    }
    if rank.taken == rank.places:
        return words.tell("Cut: {taken} are taken, down to {edge}; {ties}", **told)
    return words.tell(
        "Cut: the last place has {edge}, and so has the next; {ties}, so {taken} are taken", **told
    )


def _count(count: int, rank: Rank, names: Names) -> str:
    return names.simple(Fraction(count), RANKED.get(rank.among, ""))
