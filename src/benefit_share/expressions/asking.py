"""The meaning of conditions: each tree becomes a question with three answers and a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from benefit_share.errors import ValueRefused
from benefit_share.expressions import condition as c
from benefit_share.expressions import faults
from benefit_share.expressions import quantity as q
from benefit_share.expressions.meaning import Asked, Compiler, Meaning
from benefit_share.expressions.reasons import Reason, Verdict, all_of, any_of, negated
from benefit_share.expressions.units import TEXT
from benefit_share.expressions.world import Subject, Unknown, World
from benefit_share.values import exact

__all__ = ["ask", "first_unknown", "shown"]

_ANSWER = MappingProxyType({True: Verdict.YES, False: Verdict.NO, None: Verdict.UNKNOWN})
_HOLDS = MappingProxyType({Verdict.YES: True, Verdict.NO: False, Verdict.UNKNOWN: None})

BOOLEAN_WORDS: Mapping[str, str] = MappingProxyType(
    {"true": "true", "yes": "true", "是": "true", "false": "false", "no": "false", "否": "false"}
)


def ask(to: Compiler, tree: c.Condition, path: str) -> Asked | None:
    """Return the question that *tree* asks, or None after adding a finding."""
    return _FORMS[type(tree)](to, tree, path)


def first_unknown(reason: Reason) -> str:
    """Return the name of the first fact that kept an answer unknown."""
    if reason.verdict is not Verdict.UNKNOWN:
        return ""
    for part in reason.parts:
        found = first_unknown(part)
        if found:
            return found
    return reason.name


def shown(value: object) -> str:
    """Return a value as it is shown in a reason."""
    return "" if value is None else str(value)


def _from_why(why: Callable[[World, Subject], Reason]) -> Asked:
    return Asked(lambda world, subject: _HOLDS[why(world, subject).verdict], why)


# ---- facts -----------------------------------------------------------------------------------


def _fact(to: Compiler, tree: c.Fact, path: str) -> Asked | None:
    asked = q.Name(tree.of) if isinstance(tree.of, str) else tree.of
    meaning = _mentioned(to, asked) if isinstance(tree.test, c.OneOf) else None
    meaning = meaning or to.quantity(asked, path)
    if meaning is None:
        return None
    name = asked.name if isinstance(asked, q.Name) else path.rpartition(".")[2]
    return _TESTS[type(tree.test)](to, tree.test, path, name, meaning)


def _mentioned(to: Compiler, asked: q.Quantity) -> Meaning | None:
    """Return the meaning of a plain name that nothing in the plan explains: a fact mentioned."""
    if not isinstance(asked, q.Name) or "." in asked.name or to.words.name(asked.name):
        return None
    return to.words.undeclared(asked.name)


def _asked(
    name: str,
    meaning: Meaning,
    passes: Callable[[World, Subject, Any], bool],
    wanted: Callable[[World, Subject], tuple[tuple[str, str], ...]],
) -> Asked:
    get = meaning.get

    def holds(world: World, subject: Subject) -> bool | None:
        try:
            return passes(world, subject, get(world, subject))
        except Unknown:
            return None

    def why(world: World, subject: Subject) -> Reason:
        answer = holds(world, subject)
        try:
            seen, missing = shown(get(world, subject)), name
        except Unknown as unknown:
            seen, missing = "", unknown.fact
        named = name if answer is not None else missing
        try:
            asked_for = wanted(world, subject)
        except Unknown as unknown:
            asked_for, named = (), unknown.fact
        return Reason("fact", _ANSWER[answer], named, asked_for, seen, unit=str(meaning.unit))

    return Asked(holds, why)


def _one_of(to: Compiler, test: c.OneOf, path: str, name: str, meaning: Meaning) -> Asked | None:
    if meaning.unit == TEXT:
        words = frozenset(BOOLEAN_WORDS.get(word, word) for word in test.values) | frozenset(
            test.values
        )
        unknown = to.words.unknown_words(name, test.values)
        for word in unknown:
            accepted = ", ".join(to.words.words_of(name))
            to.fault(faults.WORD_UNKNOWN, path, word=word, name=name, accepted=accepted)
        wanted = (("one_of", ", ".join(test.values)),)
        return _asked(name, meaning, lambda _w, _s, value: value in words, lambda _w, _s: wanted)
    scale = _scale(to, meaning)
    try:
        numbers = frozenset(exact(word) * scale for word in test.values)
    except ValueRefused:
        to.fault(faults.NEEDS_NUMBER, path, name=", ".join(test.values))
        return None
    wanted = (("one_of", ", ".join(str(number) for number in sorted(numbers))),)
    return _asked(name, meaning, lambda _w, _s, value: value in numbers, lambda _w, _s: wanted)


def _scale(to: Compiler, meaning: Meaning) -> int:
    """Words and bands have no unit: they write money in the currency's own, such as yuan."""
    return 10**to.words.currency.exponent if meaning.unit.has_money else 1


_BOUNDS: Mapping[str, Callable[[Any, Any], bool]] = MappingProxyType(
    {
        "at_least": lambda value, bound: value >= bound,
        "at_most": lambda value, bound: value <= bound,
        "above": lambda value, bound: value > bound,
        "below": lambda value, bound: value < bound,
    }
)


def _limits(to: Compiler, test: c.Limits, path: str, name: str, meaning: Meaning) -> Asked | None:
    if meaning.unit == TEXT:
        to.fault(faults.NEEDS_NUMBER, path, name=name)
        return None
    bounds = []
    for word, passes in _BOUNDS.items():
        tree = getattr(test, word)
        if tree is None:
            continue
        bound = to.number(tree, f"{path}.{word}")
        if bound is None or to.alike([meaning, bound], f"{path}.{word}") is None:
            return None
        bounds.append((word, passes, bound.get))

    def all_pass(world: World, subject: Subject, value: object) -> bool:
        return all(passes(value, get(world, subject)) for _, passes, get in bounds)

    def wanted(world: World, subject: Subject) -> tuple[tuple[str, str], ...]:
        return tuple((word, shown(get(world, subject))) for word, _, get in bounds)

    return _asked(name, meaning, all_pass, wanted)


def _in_bands(
    to: Compiler, test: c.InBands, path: str, name: str, meaning: Meaning
) -> Asked | None:
    if meaning.unit == TEXT:
        to.fault(faults.NEEDS_NUMBER, path, name=name)
        return None
    wanted = (("in_band", ", ".join(str(band) for band in test.bands)),)
    part = Fraction(1, _scale(to, meaning))

    def inside(_world: World, _subject: Subject, value: Fraction) -> bool:
        return any(band.contains(value * part) for band in test.bands)

    return _asked(name, meaning, inside, lambda _w, _s: wanted)


_TESTS: Mapping[type, Callable[..., Asked | None]] = MappingProxyType(
    {c.OneOf: _one_of, c.Limits: _limits, c.InBands: _in_bands}
)


# ---- combinations ----------------------------------------------------------------------------


def _all_parts(to: Compiler, trees: tuple[c.Condition, ...], path: str) -> list[Asked] | None:
    found = [ask(to, tree, f"{path}[{place}]") for place, tree in enumerate(trees)]
    whole = [asked for asked in found if asked is not None]
    return whole if len(whole) == len(found) else None


def _all(to: Compiler, tree: c.AllOf, path: str) -> Asked | None:
    parts = _all_parts(to, tree.all_, f"{path}.all")
    if parts is None:
        return None
    questions = tuple(part.holds for part in parts)

    def holds(world: World, subject: Subject) -> bool | None:
        answer: bool | None = True
        for question in questions:
            one = question(world, subject)
            if one is False:
                return False
            if one is None:
                answer = None
        return answer

    def why(world: World, subject: Subject) -> Reason:
        reasons = tuple(part.why(world, subject) for part in parts)
        return Reason("all", all_of(part.verdict for part in reasons), parts=reasons)

    return Asked(holds, why)


def _any(to: Compiler, tree: c.AnyOf, path: str) -> Asked | None:
    parts = _all_parts(to, tree.any_, f"{path}.any")
    if parts is None:
        return None

    def why(world: World, subject: Subject) -> Reason:
        reasons = tuple(part.why(world, subject) for part in parts)
        return Reason("any", any_of(part.verdict for part in reasons), parts=reasons)

    return _from_why(why)


def _not(to: Compiler, tree: c.Not, path: str) -> Asked | None:
    part = ask(to, tree.not_, f"{path}.not")
    if part is None:
        return None

    def why(world: World, subject: Subject) -> Reason:
        reason = part.why(world, subject)
        return Reason("not", negated(reason.verdict), parts=(reason,))

    return _from_why(why)


def _named(to: Compiler, tree: c.Named, path: str) -> Asked | None:
    defined = to.words.definition(tree.name)
    if defined is None:
        to.fault(faults.NAME_UNKNOWN, path, name=tree.name, nearest=to.words.nearest(tree.name))
        return None
    inner = to.entering(tree.name)
    if inner is None:
        instead = "Say what the name means without the name itself."
        to.fault(faults.FORM_UNKNOWN, path, form=tree.name, instead=instead)
        return None
    part = ask(inner, defined, f"define.{tree.name}")
    if part is None:
        return None

    def why(world: World, subject: Subject) -> Reason:
        reason = part.why(world, subject)
        return Reason("named", reason.verdict, tree.name, parts=(reason,))

    return Asked(part.holds, why)


# ---- other parties ---------------------------------------------------------------------------


def _members(form: str, key: str) -> Callable[[Compiler, Any, str], Asked | None]:
    def compile_members(to: Compiler, tree: Any, path: str) -> Asked | None:  # noqa: ANN401  (one of three kinds of tree)
        part = ask(to, getattr(tree, key), f"{path}.{key}")
        if part is None:
            return None

        def why(world: World, subject: Subject) -> Reason:
            household = world.related(subject, "household")
            members = world.members(household) if household is not None else ()
            if not members:
                return Reason(form, Verdict.UNKNOWN, "members")
            reasons = tuple(_member(part.why(world, member), member) for member in members)
            verdicts = [reason.verdict for reason in reasons]
            verdict = all_of(verdicts) if form == "all_members" else any_of(verdicts)
            if form == "no_member":
                verdict = negated(verdict)
            return Reason(form, verdict, parts=reasons)

        return _from_why(why)

    return compile_members


def _member(reason: Reason, member: Subject) -> Reason:
    return Reason("member", reason.verdict, member.id, parts=(reason,))


def _of(to: Compiler, tree: c.Of, path: str) -> Asked | None:
    if tree.kind not in {"person", "household", "collective"}:
        instead = "Write person, household or collective."
        to.fault(faults.FORM_UNKNOWN, path, form=tree.kind, instead=instead)
        return None
    part = ask(to, tree.condition, f"{path}.{tree.kind}")
    if part is None:
        return None

    def why(world: World, subject: Subject) -> Reason:
        other = world.related(subject, tree.kind)
        if other is None:
            return Reason("of", Verdict.NO, tree.kind)
        reason = part.why(world, other)
        return Reason("of", reason.verdict, tree.kind, parts=(reason,))

    return _from_why(why)


def _in_step(to: Compiler, tree: c.InStep, path: str) -> Asked | None:
    if not to.words.is_step(tree.in_step):
        nearest = to.words.nearest(tree.in_step)
        to.fault(faults.NAME_UNKNOWN, path, name=tree.in_step, nearest=nearest)
        return None

    def why(world: World, subject: Subject) -> Reason:
        return Reason("in_step", _ANSWER[world.in_step(tree.in_step, subject)], tree.in_step)

    return _from_why(why)


def _in_register(to: Compiler, tree: c.InRegister, path: str) -> Asked | None:
    if to.words.register(tree.in_register) is None:
        nearest = to.words.nearest(tree.in_register)
        to.fault(faults.NAME_UNKNOWN, path, name=tree.in_register, nearest=nearest)
        return None

    def why(world: World, subject: Subject) -> Reason:
        rows = world.rows(tree.in_register, subject)
        found = any(row.span.contains(world.day) for row in rows)
        return Reason("in_register", _ANSWER[found], tree.in_register)

    return _from_why(why)


def _at(to: Compiler, tree: c.At, path: str) -> Asked | None:
    part = ask(to, tree.condition, path)
    joins = {"any_time": any_of, "throughout": all_of}
    if tree.at == "record_date" or part is None:
        return part
    if tree.at not in joins:
        instead = "Write record_date, any_time or throughout."
        to.fault(faults.FORM_UNKNOWN, f"{path}.at", form=tree.at, instead=instead)
        return None
    join = joins[tree.at]

    def why(world: World, subject: Subject) -> Reason:
        days = world.turning_days(subject)
        reasons = [part.why(world.on(day), subject) for day in days]
        verdict = join(reason.verdict for reason in reasons)
        telling = next(
            (place for place, one in enumerate(reasons) if one.verdict is verdict), len(reasons) - 1
        )
        parts, day = (reasons[telling],), days[telling].isoformat()
        return Reason("at", verdict, tree.at, seen=day, parts=parts)

    return _from_why(why)


def _top(to: Compiler, tree: c.Top, path: str) -> Asked | None:  # noqa: ARG001  (every compiler of a kind takes the same)
    instead = "Write 'top' as a part of the step's 'who' itself: it ranks those who pass the rest."
    to.fault(faults.FORM_UNKNOWN, path, form="top", instead=instead)
    return None


_FORMS: Mapping[type, Callable[[Compiler, Any, str], Asked | None]] = MappingProxyType(
    {
        c.Fact: _fact,
        c.Named: _named,
        c.AllOf: _all,
        c.AnyOf: _any,
        c.Not: _not,
        c.AnyMember: _members("any_member", "any_member"),
        c.AllMembers: _members("all_members", "all_members"),
        c.NoMember: _members("no_member", "no_member"),
        c.Of: _of,
        c.InStep: _in_step,
        c.InRegister: _in_register,
        c.At: _at,
        c.Top: _top,
    }
)
