"""What both pages show: receipts, the steps one by one, rounding, warnings, objections."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from benefit_share.rendering.explained.formula import formula
from benefit_share.rendering.explained.reckoning import price_of, rule_name
from benefit_share.rendering.forms.page import Block, Column, Fields, Heading, Item, Items, Table
from benefit_share.rendering.words.vocabulary import ROUNDINGS, SECTIONS
from benefit_share.values import Rounding, round_fraction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from benefit_share.findings import Finding
    from benefit_share.plan.model import Contact
    from benefit_share.rendering.explained.names import Names
    from benefit_share.statements import Outlet, Receipt, SummaryStep

__all__ = [
    "Section",
    "contact_fields",
    "numbered",
    "receipts_table",
    "residues",
    "short_digest",
    "step_items",
    "step_name",
    "warnings",
]

DIGEST_SHOWN = 16

Section = tuple[str, tuple[Block, ...]]
"""A heading and what stands under it."""


def numbered(sections: Iterable[Section], names: Names, *, level: int = 2) -> tuple[Block, ...]:
    """Return the sections that say something, one after another, each with its number."""
    blocks: list[Block] = []
    number = 0
    for heading, under in sections:
        if under:
            blocks.append(Heading(names.words.tell(SECTIONS[number], heading=heading), level))
            blocks += under
            number += 1
    return tuple(blocks)


def receipts_table(receipts: Iterable[Receipt], gross: int, names: Names) -> Table:
    """Return what each asset brought in."""
    words = names.words
    return Table(
        columns=(
            Column(words.tell("Asset")),
            Column(words.tell("Kind of income")),
            Column(words.tell("Amount ({unit})", unit=names.unit), figures=True),
        ),
        rows=tuple(
            (one.name or names.party(one.asset), names.word(one.kind), names.amount(one.amount))
            for one in receipts
        ),
        total=(words.tell("Gross income"), "", names.amount(gross)),
    )


# ---- the steps


def step_name(step: SummaryStep, names: Names) -> str:
    """Return a step by its title, with its clause."""
    return names.step(step.step, step.title, step.clause)


def step_items(steps: Iterable[SummaryStep], names: Names, *, at_most: int = 0) -> Items:
    """Return the steps in order: what went in, how the amount was made, where it went.

    What one step did in several copies of its pool stands together; what it did alike in all of
    them is said once, and the copies where it did nothing are named in one line.

    Args:
        steps: the steps, a line for each copy.
        names: words and titles.
        at_most: a step with more copies than this is told by its sums; 0 tells every copy.

    """
    groups: dict[str, list[SummaryStep]] = {}
    for step in steps:
        groups.setdefault(step.step, []).append(step)
    return Items(
        tuple(
            Item(step_name(group[0], names), tuple(_group(group, names, at_most)))
            for group in groups.values()
        ),
        counted=True,
    )


def _group(group: list[SummaryStep], names: Names, at_most: int) -> Iterator[tuple[int, str]]:
    if len(group) == 1:
        yield 0, _balance(group[0], names)
        yield from ((0, line) for line in _did(group[0], names))
        return
    done = [step for step in group if not step.skipped]
    told = [list(_did(step, names)) for step in done]
    alike = (
        [line for line in told[0] if len(told) > 1 and all(line in lines for lines in told)]
        if told
        else []
    )
    yield from ((0, line) for line in alike)
    if at_most and len(done) > at_most:
        yield from ((0, line) for line in _together(done, names))
    else:
        for step, lines in zip(done, told, strict=True):
            yield 0, _balance(step, names)
            yield from ((1, line) for line in lines if line not in alike)
    yield from ((0, line) for line in _left_out(group, names))


def _together(steps: list[SummaryStep], names: Names) -> Iterator[str]:
    """Say what a step did in many copies of its pool by the sums, and by what rule."""
    words = names.words
    yield from _common_rule(steps, names)
    yield words.tell(
        "{count} pools together: {before} − {used} = {after}; each is told in the summary",
        count=len(steps),
        before=names.amount(sum(step.before for step in steps)),
        used=names.amount(sum(step.used for step in steps)),
        after=names.amount(sum(step.after for step in steps)),
    )
    sums: dict[tuple[str, str, str], Outlet] = {}
    for outlet in (one for step in steps for one in step.outlets):
        holder = outlet.holder if outlet.to == "payee" else ""  # of accounts and pools: many
        so_far = sums.get((outlet.to, outlet.id, holder))
        exact = outlet.exact + (so_far.exact if so_far else 0)
        amount = outlet.amount + (so_far.amount if so_far else 0)
        summed = attrs.evolve(outlet, holder=holder, exact=exact, amount=amount)
        sums[outlet.to, outlet.id, holder] = summed
    yield words.tell(
        "Goes to: {places}; {percent} of the gross income",
        places=words.tell("; ").join(_outlet(one, steps[0], names) for one in sums.values()),
        percent=words.percent(sum((step.of_gross for step in steps), Fraction(0))),
    )


def _common_rule(steps: list[SummaryStep], names: Names) -> Iterator[str]:
    """Say how the amount is made in every copy: by one rate, or as in the first of them."""
    takes = [step.take for step in steps]
    rates = {take.parts[0].value for take in takes if take is not None and take.form == "rate_of"}
    first = takes[0]
    if first is None:
        return
    rate = next(iter(rates), None)
    if len(rates) == 1 and isinstance(rate, Fraction):
        rule = f"{names.quantity(first.name)} × {names.words.rate(rate)}"
        yield names.words.tell("Amount: {formula}", formula=rule)
    else:
        told = _how_much(steps[0], names)
        yield names.words.tell("{sentence} ({pools})", sentence=told, pools=names.of_pool(steps[0]))


def _left_out(group: list[SummaryStep], names: Names) -> Iterator[str]:
    """Name the copies in which a step did nothing, with the reason."""
    for reason in dict.fromkeys(step.skipped for step in group if step.skipped):
        pools = names.words.tell("; ").join(
            names.of_pool(step) for step in group if step.skipped == reason
        )
        yield names.words.tell(
            "{sentence} ({pools})", sentence=_nothing(reason, names), pools=pools
        )


def _nothing(reason: str, names: Names) -> str:
    if reason == "where":
        return names.words.tell("Nothing is done: the condition of the step does not hold here")
    return names.words.tell("Nothing is done: nobody is entitled")


def _balance(step: SummaryStep, names: Names) -> str:
    return names.words.tell(
        "{pool}: {before} − {used} = {after}",
        pool=names.of_pool(step),
        before=names.amount(step.before),
        used=names.amount(step.used),
        after=names.amount(step.after),
    )


def _did(step: SummaryStep, names: Names) -> Iterator[str]:
    """Say how much a step took, among how many, and where it went."""
    words = names.words
    if step.skipped:
        yield _nothing(step.skipped, names)
        return
    yield _how_much(step, names)
    if step.mode:
        yield _division(step, names)
    yield words.tell(
        "Goes to: {places}; {percent} of the gross income",
        places=words.tell("; ").join(_outlet(one, step, names) for one in step.outlets),
        percent=words.percent(step.of_gross),
    )
    yield from _left_over(step, names)


def _left_over(step: SummaryStep, names: Names) -> Iterator[str]:
    """Say what was offered and not given: beyond the limits, or left by rounding."""
    words = names.words
    rounding = step.residue - step.beyond_limits
    if step.beyond_limits:
        left = names.yuan(step.beyond_limits)
        yield words.tell("The limits leave {amount}, which stays in the pool", amount=left)
    if rounding:
        left = names.yuan(rounding)
        yield words.tell("Rounding left {amount}, which stays in the pool", amount=left)


def _how_much(step: SummaryStep, names: Names) -> str:
    """Return how the amount was made, to the rounding."""
    words = names.words
    if step.take is None:
        if step.mode == "pay":
            return words.tell("Amount: what the claims need")
        return words.tell("Amount: all that is left")
    said = words.tell("Amount: {formula}", formula=formula(step.take, names))
    if step.rounding:
        how = words.tell(ROUNDINGS[step.rounding])
        amount = names.yuan(round_fraction(step.exact or Fraction(0), Rounding(step.rounding)))
        said = words.tell("{sentence}, {how}: {amount}", sentence=said, how=how, amount=amount)
    if step.take.value is not None and step.exact is not None and step.offered < step.exact - 1:
        return words.tell(
            "{sentence}; limited to {amount}", sentence=said, amount=names.money(step.offered)
        )
    return said


def _division(step: SummaryStep, names: Names) -> str:
    words = names.words
    if step.mode == "pay":
        told = {"claims": step.claims, "total": names.yuan(step.total)}
        if step.rule == "in_full":
            return words.tell("Claims: {claims}, together {total}, paid in full", **told)
        return words.tell(
            "Claims: {claims}, together {total}, of which {used} can be paid; rule: {rule}",
            used=names.money(step.used),
            rule=rule_name(step.rule, names),
            **told,
        )
    rule = rule_name("equal" if step.unit_of_total == "equal" else step.rule, names)
    total = names.exact if step.unit_of_total == "money" else names.words.number
    said = words.tell(
        "Claims: {claims}, total weight {total}; rule: {rule}",
        claims=step.claims,
        total=total(step.total),
        rule=rule,
    )
    if step.multiplier is None:
        return said
    price = words.tell("one unit of weight is worth {price}", price=price_of(step, names))
    return words.tell("{sentence}; {more}", sentence=said, more=price)


def _outlet(outlet: Outlet, step: SummaryStep, names: Names) -> str:
    words, amount = names.words, names.money(outlet.amount)
    if outlet.to == "claimants":
        return words.tell("the claimants {amount}", amount=amount)
    if outlet.to == "payee":
        if outlet.holder == "own":
            return words.tell("the claimant's payee {amount}", amount=amount)
        return words.tell("payee {payee} {amount}", payee=names.word(outlet.id), amount=amount)
    if outlet.to == "account":
        account = _held(names.title("account", outlet.id), outlet.holder, names)
        return words.tell("account {account} {amount}", account=account, amount=amount)
    copy = "" if step.mode else outlet.holder
    return words.tell("pool {pool} {amount}", pool=names.pool(outlet.id, copy), amount=amount)


def _held(account: str, holder: str, names: Names) -> str:
    if not holder:
        return account
    return names.words.tell("{pool} of {copy}", pool=account, copy=names.party(holder))


# ---- what rounding left, warnings, objections


def residues(steps: tuple[SummaryStep, ...], names: Names) -> tuple[Item, ...]:
    """Return what rounding left in each pool, and who owns it in the end."""
    found = []
    for place, step in enumerate(steps):
        rounding = step.residue - step.beyond_limits
        if not rounding:
            continue
        same = (step.pool, step.copy)
        later = [one for one in steps[place + 1 :] if (one.pool, one.copy) == same]
        told = {
            "step": step_name(step, names),
            "amount": names.yuan(rounding),
            "pool": names.of_pool(step),
        }
        said = names.words.tell("{step}: {amount} stays in the pool '{pool}'", **told)
        owner = next((one for one in reversed(later) if one.take is None), None)
        if owner is not None:
            said = names.words.tell("{sentence}; {more}", sentence=said, more=_owner(owner, names))
        found.append(Item(said))
    return tuple(found)


def _owner(step: SummaryStep, names: Names) -> str:
    """Return who gets what is left in a pool in the end."""
    return names.words.tell(
        "what is left there in the end goes by '{last}' to: {places}",
        last=step_name(step, names),
        places=names.words.tell("; ").join(_outlet(one, step, names) for one in step.outlets),
    )


def warnings(findings: Iterable[Finding], names: Names) -> Items:
    """Return the findings as they are said."""
    return Items(tuple(Item(names.say(one)) for one in findings))


def contact_fields(contact: Contact, names: Names) -> Fields:
    """Return whom to object to, and by when."""
    words = names.words
    how = () if contact.how is None else ((words.tell("How"), words.text(contact.how)),)
    within = words.tell(
        "within {days} days of the posting, the day of the posting included", days=contact.days
    )
    return Fields(
        (
            (words.tell("Office"), words.text(contact.office)),
            *how,
            (words.tell("Until"), within),
        )
    )


def short_digest(digest: str) -> str:
    """Return the beginning of a digest, enough to compare by eye."""
    return digest[:DIGEST_SHOWN]
