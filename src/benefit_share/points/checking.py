"""The linter of the `points:` section: all that can be wrong before there is an entry."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from benefit_share.points import kinds
from benefit_share.points.checks import check_points, check_word, plain_number
from benefit_share.points.doubling import VALIDITY
from benefit_share.points.effects import FREEZES, WHILES, WORDS, Effect
from benefit_share.points.giving import METERED, Range, check_give, points_of
from benefit_share.points.living import COUNTS, PENDING
from benefit_share.points.together import TOGETHER
from benefit_share.points.windows import ENTRY, WINDOWS
from benefit_share.values import Gap, check_bands, number_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benefit_share.findings import Finding
    from benefit_share.points.scheme import Cap, Group, Item, Scheme

__all__ = ["check_scheme"]

OF = ("household", "person")
SAME_ACT = ("largest", "each")
SIDES = ("before", "after")
SPANS = tuple(word for word in WINDOWS if word != ENTRY)


def check_scheme(scheme: Scheme) -> tuple[Finding, ...]:
    """Return all that is wrong with *scheme*, in the order of its keys; empty when it can be used.

    Quantities that have to be computed are checked where names are known, in the plan.
    """
    return tuple(_scheme(scheme))


def _scheme(scheme: Scheme) -> Iterator[Finding]:
    path, step = "points", scheme.step
    yield from check_word(scheme.of, OF, f"{path}.of")
    yield from check_word(scheme.counts, COUNTS, f"{path}.counts")
    yield from check_word(scheme.to_household, TOGETHER, f"{path}.to_household")
    yield from check_word(scheme.same_act, SAME_ACT, f"{path}.same_act")
    yield from check_word(scheme.pending, PENDING, f"{path}.pending")
    if step <= 0:
        yield kinds.STEP.at(f"{path}.step", step=number_text(step))
    if plain_number(scheme.base) is not None:
        yield from check_points(scheme.base, f"{path}.base", step)
    yield from _repeat(scheme, f"{path}.repeat")
    yield from _validity(scheme, f"{path}.valid")
    yield from _limits(scheme, path)
    yield from _twice([group.id for group in scheme.groups], f"{path}.groups")
    for at, group in enumerate(scheme.groups):
        yield from _group(group, scheme, f"{path}.groups[{at}]")
    yield from _twice([item.id for item in scheme.items], f"{path}.items")
    for at, item in enumerate(scheme.items):
        yield from _item(item, scheme, f"{path}.items[{at}]")


def _twice(ids: list[str], path: str) -> Iterator[Finding]:
    for name, number in Counter(ids).items():
        if number > 1:
            yield kinds.ID_TWICE.at(path, id=name)


def _repeat(scheme: Scheme, path: str) -> Iterator[Finding]:
    if scheme.repeat is None:
        return
    yield from check_word(scheme.repeat.within, (VALIDITY, *SPANS), f"{path}.within")
    yield from check_word(scheme.repeat.validity_by, SIDES, f"{path}.validity_by")
    if scheme.repeat.factor <= 1:
        yield kinds.FACTOR.at(f"{path}.factor", factor=number_text(scheme.repeat.factor))


def _validity(scheme: Scheme, path: str) -> Iterator[Finding]:
    for at, row in enumerate(scheme.valid):
        if row.in_months <= 0:
            yield kinds.DURATION.at(f"{path}[{at}]")
    step = scheme.step if scheme.step > 0 else None
    for fault in check_bands([row.value for row in scheme.valid], step):
        where = str(fault.where)
        if isinstance(fault, Gap):
            yield kinds.BAND_GAP.at(path, where=where)
        else:
            first, second = fault.first + 1, fault.second + 1
            yield kinds.BAND_OVERLAP.at(path, first=first, second=second, where=where)


def _limits(scheme: Scheme, path: str) -> Iterator[Finding]:
    yield from check_points(scheme.at_least, f"{path}.at_least", scheme.step)
    yield from check_points(scheme.at_most, f"{path}.at_most", scheme.step)
    least, greatest = plain_number(scheme.at_least), plain_number(scheme.at_most)
    if least is not None and greatest is not None and least > greatest:
        yield kinds.LIMITS_REVERSED.at(
            f"{path}.at_least", least=number_text(least), greatest=number_text(greatest)
        )
    if scheme.normalise is not None:
        full = plain_number(scheme.normalise.out_of)
        for number, key in ((scheme.normalise.to, "to"), (full, "out_of")):
            if number is not None and number <= 0:
                yield kinds.STEP.at(f"{path}.normalise.{key}", step=number_text(number))


def _cap(cap: Cap | None, path: str, step: Fraction) -> Iterator[Finding]:
    if cap is None:
        return
    yield from check_word(cap.per, WINDOWS, f"{path}.per")
    yield from check_points(cap.is_, f"{path}.is", step)
    most = plain_number(cap.is_)
    if most is not None and most < 0:
        yield kinds.CAP_NEGATIVE.at(f"{path}.is", points=number_text(most))


def _group(group: Group, scheme: Scheme, path: str) -> Iterator[Finding]:
    yield from _cap(group.at_most, f"{path}.at_most", scheme.step)
    yield from check_points(group.each_at_most, f"{path}.each_at_most", scheme.step)
    items = [item for item in scheme.items if item.group == group.id]
    deductions = [
        item for item in items if item.deduction or min(points_of(item.give), default=0) < 0
    ]
    for key, limit, number in (
        ("additions", group.additions, len(items) - len(deductions)),
        ("deductions", group.deductions, len(deductions)),
    ):
        if limit is not None and number > limit:
            yield kinds.GROUP_ITEMS.at(f"{path}.{key}", number=number, limit=limit)
    most = plain_number(group.each_at_most)
    for at, item in enumerate(scheme.items):
        points = max(map(abs, points_of(item.give)), default=Fraction(0))
        if most is not None and item.group == group.id and points > most:
            yield kinds.GROUP_ITEM_POINTS.at(
                f"points.items[{at}].give", points=number_text(points), limit=number_text(most)
            )


def _item(item: Item, scheme: Scheme, path: str) -> Iterator[Finding]:
    step = scheme.step
    if item.give is None and item.effect is None:
        yield kinds.GIVES_NOTHING.at(path)
    if item.give is not None:
        yield from check_give(item.give, f"{path}.give", step, item.of)
    if item.deduction:
        yield from _sign(item, path)
    yield from check_word(item.each, WINDOWS, f"{path}.each")
    if item.total_in:
        yield from check_word(item.total_in, SPANS, f"{path}.total_in")
        if not isinstance(item.give, METERED):
            yield kinds.TOTAL_UNMETERED.at(f"{path}.total_in")
    yield from _cap(item.at_most, f"{path}.at_most", step)
    groups = [group.id for group in scheme.groups]
    if item.group and item.group not in groups:
        known = ", ".join(sorted(groups)) or "-"
        yield kinds.GROUP_UNKNOWN.at(f"{path}.group", group=item.group, known=known)
    yield from _effect(item, path, step)
    if item.valid is not None and item.valid.in_months <= 0:
        yield kinds.DURATION.at(f"{path}.valid")


def _sign(item: Item, path: str) -> Iterator[Finding]:
    numbers = [number for number in points_of(item.give) if number > 0]
    if numbers and not isinstance(item.give, Range):
        yield kinds.SIGN.at(f"{path}.deduction", points=number_text(max(numbers)))


def _effect(item: Item, path: str, step: Fraction) -> Iterator[Finding]:
    effect, repair = item.effect, item.repair
    if isinstance(effect, str):
        yield from check_word(effect, WORDS, f"{path}.effect")
    elif isinstance(effect, Effect):
        yield from check_word(effect.freeze, FREEZES, f"{path}.effect.freeze")
        yield from check_word(effect.while_, WHILES, f"{path}.effect.while")
        yield from check_points(effect.veto, f"{path}.effect.veto", step)
        if effect.veto is None and not effect.freeze:
            yield kinds.EFFECT_EMPTY.at(f"{path}.effect")
    if repair is not None:
        yield from check_points(repair.turns_into, f"{path}.repair.turns_into", step)
        if not effect:
            yield kinds.NOTHING_TO_REPAIR.at(f"{path}.repair")
