"""Why a condition holds or does not hold, in plain words with the values that were seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from benefit_share.expressions.reasons import Reason, Verdict
from benefit_share.rendering.words.catalogues import marked

if TYPE_CHECKING:
    from benefit_share.rendering.explained.names import Names

__all__ = ["REASON_FORMS", "why"]

Lines = list[tuple[int, str]]
"""How far a line is set in, and what it says."""

WANTED: Mapping[str, str] = MappingProxyType(
    {
        "one_of": marked("{value}"),
        "in_band": marked("within {value}"),
        "at_least": marked("at least {value}"),
        "at_most": marked("at most {value}"),
        "above": marked("above {value}"),
        "below": marked("below {value}"),
    }
)

FACTS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.YES: marked("{name} is '{seen}', as the rules ask: {wanted}"),
        Verdict.NO: marked("{name} is '{seen}'; the rules ask for: {wanted}"),
        Verdict.UNKNOWN: marked("{name} is not known; the rules ask for: {wanted}"),
    }
)

JOINED: Mapping[tuple[str, Verdict], str] = MappingProxyType(
    {
        ("all", Verdict.YES): marked("all of these hold:"),
        ("all", Verdict.NO): marked("all must hold, and these do not:"),
        ("all", Verdict.UNKNOWN): marked("all must hold, and these are not known:"),
        ("any", Verdict.YES): marked("at least one must hold, and these do:"),
        ("any", Verdict.NO): marked("at least one must hold, and none does:"),
        ("any", Verdict.UNKNOWN): marked("at least one must hold, and these are not known:"),
        ("any_row", Verdict.YES): marked("at least one of its rows meets it:"),
        ("any_row", Verdict.NO): marked("none of its rows meets it:"),
        ("any_row", Verdict.UNKNOWN): marked("it is not known of these rows:"),
        ("any_member", Verdict.YES): marked("at least one member meets it:"),
        ("any_member", Verdict.NO): marked("no member meets it:"),
        ("any_member", Verdict.UNKNOWN): marked("it is not known of these members:"),
        ("all_members", Verdict.YES): marked("every member meets it:"),
        ("all_members", Verdict.NO): marked("every member must meet it, and these do not:"),
        ("all_members", Verdict.UNKNOWN): marked("it is not known of these members:"),
        ("no_member", Verdict.YES): marked("no member may meet it, and none does:"),
        ("no_member", Verdict.NO): marked("no member may meet it, and these do:"),
        ("no_member", Verdict.UNKNOWN): marked("it is not known of these members:"),
    }
)
"""What stands above the parts of a combination."""

TELLING: Mapping[tuple[str, Verdict], Verdict] = MappingProxyType(
    {
        ("all", Verdict.NO): Verdict.NO,
        ("any", Verdict.YES): Verdict.YES,
        ("any_row", Verdict.YES): Verdict.YES,
        ("any_member", Verdict.YES): Verdict.YES,
        ("all_members", Verdict.NO): Verdict.NO,
        ("no_member", Verdict.NO): Verdict.YES,
    }
)
"""Which of the parts are told, where not all of them matter; unknown ones where that is it."""

INSIDE: Mapping[tuple[str, Verdict], str] = MappingProxyType(
    {
        ("in_step", Verdict.YES): marked("has a claim in '{name}'"),
        ("in_step", Verdict.NO): marked("has no claim in '{name}'"),
        ("in_register", Verdict.YES): marked("has a row in the register '{name}'"),
        ("in_register", Verdict.NO): marked("has no row in the register '{name}'"),
        ("elsewhere", Verdict.NO): marked(
            "has a row in the register '{name}', but in nothing that this step shares"
        ),
    }
)

ABOVE: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("at", "any_time"): marked("on any day of the period; on {day}:"),
        ("at", "throughout"): marked("throughout the period; on {day}:"),
        ("of", "household"): marked("of its household:"),
        ("of", "person"): marked("of the person:"),
        ("of", "collective"): marked("of its collective:"),
    }
)

NOT: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.YES: marked("this must not hold, and does not:"),
        Verdict.NO: marked("this must not hold, and does:"),
        Verdict.UNKNOWN: marked("this must not hold, and is not known:"),
    }
)


def why(reason: Reason, names: Names) -> tuple[tuple[int, str], ...]:
    """Return why a condition holds or not, as lines each with how far it is set in.

    Of a combination only the parts that decided are told; under a `not`, the opposite is asked.
    """
    return tuple(_FORMS[reason.form](reason, names, 0))


def _lines(reason: Reason, names: Names, level: int) -> Lines:
    return _FORMS[reason.form](reason, names, level)


def _fact(reason: Reason, names: Names, level: int) -> Lines:
    words = names.words
    wanted = words.tell(" and ").join(
        words.tell(WANTED[word], value=_wanted(word, value, names, reason.unit))
        for word, value in reason.wanted
    )
    told = FACTS[reason.verdict]
    seen = _shown(reason.seen, names, reason.unit)
    if reason.verdict is Verdict.YES and wanted == seen:
        told = marked("{name} is '{seen}', as the rules ask")
    name = names.quantity(reason.name)
    return [(level, words.tell(told, name=name, seen=seen, wanted=wanted))]


def _wanted(word: str, value: str, names: Names, unit: str) -> str:
    if word == "one_of":
        parts = (_shown(part, names, unit) for part in value.split(", "))
        return names.words.tell(" or ").join(parts)
    return value if word == "in_band" else _shown(value, names, unit)


def _shown(value: str, names: Names, unit: str) -> str:
    """Return a value as the reader knows it; a reason has its numbers in the engine's units."""
    try:
        number = Fraction(value)
    except (ValueError, ZeroDivisionError):  # a word, be it '1/0'
        return names.word(value)
    return names.simple(number, unit)


def _parts(reason: Reason, names: Names, level: int) -> Lines:
    """A combination: what is asked, then the parts that decided."""
    telling = TELLING.get((reason.form, reason.verdict))
    if reason.verdict is Verdict.UNKNOWN:
        telling = Verdict.UNKNOWN
    told = [part for part in reason.parts if telling is None or part.verdict is telling]
    if len(reason.parts) == 1 and reason.form in {"all", "any"}:
        return _lines(reason.parts[0], names, level)
    if not told:
        return [(level, names.words.tell("the household has no members on the record date"))]
    head = names.words.tell(JOINED[reason.form, reason.verdict])
    if reason.form == "no_member":
        seen = [(part, _seen(part, names, level + 1)) for part in told]
        return [(level, head), *_together(seen, names)]
    return [(level, head), *_under(told, names, level)]


def _under(parts: list[Reason], names: Names, level: int) -> Lines:
    return _together([(part, _lines(part, names, level + 1)) for part in parts], names)


def _together(told: list[tuple[Reason, Lines]], names: Names) -> Lines:
    """Say once what is the same of several members, with all their names before it."""
    groups: dict[tuple[tuple[int, str], ...], list[str]] = {}
    for part, lines in told:
        member = names.party(part.name) if part.form == "member" else ""
        groups.setdefault(tuple(lines), []).append(member)
    found: Lines = []
    for alike, members in groups.items():
        named = names.words.tell(", ").join(member for member in members if member)
        (level, first), *rest = alike
        if named:
            first = names.words.tell("{person}: {reason}", person=named, reason=first)
        found += [(level, first), *rest]
    return found


def _not(reason: Reason, names: Names, level: int) -> Lines:
    (part,) = reason.parts
    head = names.words.tell(NOT[reason.verdict])
    return [(level, head), *_seen(part, names, level + 1)]


def _seen(part: Reason, names: Names, level: int) -> Lines:
    """Return what was seen where the opposite is asked for: not what a plain question asks."""
    if part.form == "member" and part.parts[0].form == "fact":
        return _seen(part.parts[0], names, level)
    if part.form != "fact" or part.verdict is Verdict.UNKNOWN:
        return _lines(part, names, level)
    seen = _shown(part.seen, names, part.unit)
    name = names.quantity(part.name)
    return [(level, names.words.tell("{name} is '{seen}'", name=name, seen=seen))]


def _named(reason: Reason, names: Names, level: int) -> Lines:
    name = names.word(reason.name)
    sentences = {
        Verdict.YES: names.words.tell("'{name}' holds:", name=name),
        Verdict.NO: names.words.tell("'{name}' does not hold:", name=name),
        Verdict.UNKNOWN: names.words.tell("'{name}' is not known:", name=name),
    }
    return [(level, sentences[reason.verdict]), *_under(list(reason.parts), names, level)]


def _member(reason: Reason, names: Names, level: int) -> Lines:
    """What is true of a member; `_together` puts the name before it."""
    return _under(list(reason.parts), names, level - 1)


def _above(reason: Reason, names: Names, level: int) -> Lines:
    if not reason.parts:
        return [(level, names.words.tell("there is no such party"))]
    head = names.words.tell(ABOVE[reason.form, reason.name], day=reason.seen)
    return [(level, head), *_under(list(reason.parts), names, level)]


def _inside(reason: Reason, names: Names, level: int) -> Lines:
    kind = "step" if reason.form == "in_step" else "register"
    told = INSIDE[reason.form, reason.verdict]
    return [(level, names.words.tell(told, name=names.title(kind, reason.name)))]


_FORMS: Mapping[str, Callable[[Reason, Names, int], Lines]] = MappingProxyType(
    {
        "fact": _fact,
        "all": _parts,
        "any": _parts,
        "any_row": _parts,
        "any_member": _parts,
        "all_members": _parts,
        "no_member": _parts,
        "not": _not,
        "named": _named,
        "member": _member,
        "of": _above,
        "at": _above,
        "in_step": _inside,
        "in_register": _inside,
        "elsewhere": _inside,
    }
)
"""How each form of a reason is told."""

REASON_FORMS = frozenset(_FORMS)
"""Every form of a reason that there are words for."""
