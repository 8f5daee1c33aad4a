"""The first stage: from an entry to a line, with its points in the range of its item."""

from __future__ import annotations

from difflib import get_close_matches
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from benefit_share.points import kinds
from benefit_share.points.fates import Reason
from benefit_share.points.lines import Line
from benefit_share.points.rows import ONE, STATES
from benefit_share.points.rules import ALIVE, ONE_ACT, ONES, PAIR_SHIFT
from benefit_share.values import number_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benefit_share.points.giving import Number
    from benefit_share.points.rows import Entry
    from benefit_share.points.rules import Rule
    from benefit_share.points.scheme import Scheme
    from benefit_share.points.setting import Setting

__all__ = ["Admitted", "admit"]

Admitted = tuple[list[Line], list[tuple["Entry", Reason]], int, int]
"""The lines that go on, the entries that do not and why, the needs, and the units entered."""


def admit(party: str, entries: Iterable[Entry], setting: Setting) -> Admitted:
    """Make lines of the entries of a party, which come in order of day and id."""
    rules, day, known_on = setting.rules.items, setting.day, setting.known_on
    act = ONE_ACT if setting.rules.scheme.same_act == "largest" else 0
    lines: list[Line] = []
    refused: list[tuple[Entry, Reason]] = []
    needs = entered = 0
    for entry in entries:
        if known_on is not None and not setting.knows(entry):
            refused.append((entry, Reason.NOT_KNOWN))
            continue
        if entry.on > day:
            refused.append((entry, Reason.NOT_YET))
            continue
        rule = rules.get(entry.item)
        need = ALIVE if entry.state else 0
        if need or rule is None:
            rule, reason = _ruled(entry, rule, setting)
            if rule is None:
                refused.append((entry, reason))
                continue
        quantity = entry.quantity
        number: Number = 1
        if quantity is not ONE:
            number = quantity.numerator if quantity.denominator == 1 else quantity
        units = rule.quick(number) if type(number) is int else None
        if units is None:
            units = _units(party, entry, rule, number, setting)
            if units is None:
                refused.append((entry, Reason.REFUSED))
                continue
        lines.append(Line(entry, rule, units, number))
        entered += units
        need |= rule.needs | act if entry.act else rule.needs
        needs |= need | (needs & need & ONES) << PAIR_SHIFT
    return lines, refused, needs, entered


def _ruled(entry: Entry, rule: Rule | None, setting: Setting) -> tuple[Rule | None, Reason]:
    """Return the rule of an entry of an unknown item or in a state, or why there is none."""
    path = _path(entry)
    if entry.state == "withdrawn":
        return None, Reason.WITHDRAWN
    if rule is None:
        near = _nearest(entry.item, setting.rules.scheme)
        found = kinds.ITEM_UNKNOWN.at(f"{path}.item", item=entry.item, nearest=near)
        setting.findings.append(found)
        return None, Reason.UNKNOWN_ITEM
    if entry.state not in STATES:
        known = ", ".join(filter(None, STATES))
        setting.findings.append(kinds.STATE_UNKNOWN.at(path, state=entry.state, known=known))
        return None, Reason.UNKNOWN_STATE
    if entry.state == "repaired":
        if rule.repaired is None:
            setting.findings.append(kinds.REPAIR_UNKNOWN.at(path, item=rule.item))
            return None, Reason.REFUSED
        return rule.repaired, Reason.COUNTED
    return rule, Reason.COUNTED


def _units(party: str, entry: Entry, rule: Rule, number: Number, setting: Setting) -> int | None:
    """Return the points of an entry in units; None, and a finding, if its item forbids them."""
    giver, path = rule.giver, _path(entry)
    if number < 0 and not giver.entered:
        text = number_text(entry.quantity)
        setting.findings.append(kinds.QUANTITY.at(path, quantity=text))
        return None
    if rule.meter is not None:
        return 0 if rule.total is not None else rule.meter(number)
    points = _points(party, entry, rule, setting)
    text = number_text(points)
    units = setting.rules.scale.units(points)
    finding = None
    if units is None:
        step = number_text(setting.rules.scheme.step)
        finding = kinds.NOT_A_STEP.at(path, points=text, step=step)
    elif giver.low is not None and giver.high is not None and not giver.low <= points <= giver.high:
        low, high = number_text(giver.low), number_text(giver.high)
        finding = kinds.OUT_OF_RANGE.at(path, points=text, low=low, high=high)
    elif units < 0 and not rule.deducts:
        finding = kinds.NEGATIVE.at(path, points=text, item=rule.item)
    elif units > 0 and not rule.adds:
        finding = kinds.POSITIVE.at(path, points=text, item=rule.item)
    if finding is not None:
        setting.findings.append(finding)
        return None
    return units


def _points(party: str, entry: Entry, rule: Rule, setting: Setting) -> Fraction:
    """Return the points that an entry says: as entered, or so many for each one."""
    giver = rule.giver
    if giver.entered:
        return entry.quantity
    if giver.computed is not None:
        return setting.number(giver.computed, party, entry.on) * entry.quantity
    assert giver.per_one is not None  # noqa: S101  (a giver has exactly one way)
    return setting.rules.scale.points(giver.per_one) * entry.quantity


def _nearest(word: str, scheme: Scheme) -> str:
    """Return the id of the item that *word* is most like; people write the title for the id."""
    ids = {item.id: item.id for item in scheme.items}
    titles = {
        words: item.id for item in scheme.items if item.title for words in attrs.astuple(item.title)
    }
    known = titles | ids
    near = get_close_matches(word, known, n=1, cutoff=0)
    return known[near[0]] if near else "-"


def _path(entry: Entry) -> str:
    return f"points[{entry.id}]"
