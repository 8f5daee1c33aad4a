"""A run's summary as a page for everybody: no name and no fact of a person."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from benefit_share.rendering.explained.names import Names
from benefit_share.rendering.forms.page import Column, Fields, Heading, Items, Page, Table
from benefit_share.rendering.reports.flow import (
    contact_fields,
    numbered,
    receipts_table,
    residues,
    short_digest,
    step_items,
    step_name,
    warnings,
)
from benefit_share.rendering.reports.slices import rules_in, slice_heading, slice_name
from benefit_share.rendering.words.vocabulary import ACCOUNT_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benefit_share.rendering.forms.page import Block
    from benefit_share.rendering.reports.flow import Section
    from benefit_share.statements import Summary

__all__ = ["head_fields", "summary_page", "whole_table"]


def summary_page(told: Summary, language: str) -> Page:
    """Return *told* as a page in *language*."""
    names = Names.of(told, language)
    return Page(
        title=names.heading(told),
        kind=names.words.tell("Summary"),
        banner=names.words.made_up(told.synthetic),
        blocks=(head_fields(told, names), *_body(told, names, language)),
    )


def _body(told: Summary, names: Names, language: str) -> Iterator[Block]:
    """Yield the sections; of several slices those of each, then what is of them together."""
    if not told.slices:
        yield from numbered((*_sections(told, names), *_ending(told, names)), names)
        return
    for one in told.slices:
        own = Names.of(one, language)
        yield slice_heading(one.slice, one.period, own)
        yield from numbered(_sections(one, own), own, level=3)
    tell = names.words.tell
    yield Heading(tell("All slices together"))
    together = (
        (tell("What each slice shared"), (_slices(told, names),)),
        (tell("Who is paid"), (_payees(told, names),)),
        (tell("Every account closes: opening + in − out = closing"), _accounts(told, names)),
        (tell("The whole closes"), (whole_table(told, names),)),
    )
    yield from numbered((*together, *_ending(told, names)), names, level=3)


def _slices(told: Summary, names: Names) -> Table:
    """Return what each slice received, and what it gave the parties."""
    words = names.words
    return Table(
        columns=(
            Column(words.tell("Slice")),
            Column(words.tell("Gross income"), figures=True),
            Column(words.tell("To households and other claimants"), figures=True),
        ),
        rows=tuple(
            (
                slice_name(one.slice, one.period, names),
                names.amount(one.gross),
                names.amount(one.paid_to_parties),
            )
            for one in told.slices
        ),
        total=(
            words.tell("Together"),
            names.amount(told.gross),
            names.amount(told.paid_to_parties),
        ),
    )


def _sections(told: Summary, names: Names) -> Iterator[Section]:
    tell = names.words.tell
    yield tell("Assets and income"), (receipts_table(told.receipts, told.gross, names),)
    yield tell("Earned in several periods"), _spread(told, names)
    yield tell("Contracts: due, received, open"), _arrears(told, names)
    yield tell("The steps in figures"), (_waterfall(told, names),)
    yield tell("The steps in words"), (step_items(told.steps, names),)
    yield tell("Who is paid"), (_payees(told, names),)
    yield tell("Every pool closes: opening + in = used + left"), (_pools(told, names),)
    yield tell("Every account closes: opening + in − out = closing"), _accounts(told, names)
    yield tell("The whole closes"), (whole_table(told, names),)
    left = residues(told.steps, names)
    yield tell("What rounding left, and who owns it"), (Items(left),) if left else ()
    found = (warnings(told.findings, names),) if told.findings else ()
    yield tell("Warnings and notes"), found


def _ending(told: Summary, names: Names) -> Iterator[Section]:
    tell = names.words.tell
    contact = () if told.contact is None else (contact_fields(told.contact, names),)
    yield tell("Objections"), contact
    yield tell("How this page is known again"), (_marks(told, names),)


def head_fields(told: Summary, names: Names) -> Fields:
    """Return what is shared, by which rules, and among how many."""
    words = names.words
    villages = words.tell(", ").join(name or one for one, name in told.collectives)
    rows = [
        (words.tell("Period"), names.span(told.period)),
        *rules_in(told, names),
        (words.tell("Collective"), villages),
        (words.tell("Record date"), "" if told.slices else told.record_date.isoformat()),
        (words.tell("Gross income"), names.money(told.gross)),
        (words.tell("Households on the roster"), str(told.on_roster)),
        (
            words.tell("Parties paid"),
            _paid_to(told, names),
        ),
    ]
    return Fields(tuple((name, text) for name, text in rows if text))


def _paid_to(told: Summary, names: Names) -> str:
    words, amount = names.words, names.money(told.paid_to_parties)
    if not told.persons:  # where no members are recorded, their number is not known to be 0
        return words.tell(
            "{households}, together {amount}", households=told.households, amount=amount
        )
    return words.tell(
        "{households}, with {persons} members, together {amount}",
        households=told.households,
        persons=told.persons,
        amount=amount,
    )


def _spread(told: Summary, names: Names) -> tuple[Block, ...]:
    """Return what of each such receipt belongs here, and what is kept for later."""
    if not told.spread:
        return ()
    words = names.words
    sides = [(one, *one.earned.text()) for one in told.spread]
    table = Table(
        columns=(
            Column(words.tell("Receipt")),
            Column(words.tell("Earned")),
            Column(words.tell("Amount ({unit})", unit=names.unit), figures=True),
            Column(words.tell("Of this period"), figures=True),
            Column(words.tell("of it, kept from before"), figures=True),
            Column(words.tell("Kept for later"), figures=True),
        ),
        rows=tuple(
            (
                words.tell(
                    "{asset}, received on {day}",
                    asset=one.name or names.party(one.asset),
                    day=one.received_on.isoformat(),
                ),
                words.tell("{first} to {last}", first=first, last=last),
                *map(names.amount, (one.amount, one.recognised, one.released, one.deferred)),
            )
            for one, first, last in sides
        ),
    )
    return (table,)


def _arrears(told: Summary, names: Names) -> tuple[Block, ...]:
    if not told.arrears:
        return ()
    words = names.words
    table = Table(
        columns=(
            Column(words.tell("Contract")),
            Column(words.tell("Due"), figures=True),
            Column(words.tell("Received"), figures=True),
            Column(words.tell("Open"), figures=True),
        ),
        rows=tuple(
            (
                names.title("contract", contract),
                names.exact(due),
                names.amount(received),
                names.exact(still),
            )
            for contract, due, received, still in told.arrears
        ),
    )
    return (table,)


def _waterfall(told: Summary, names: Names) -> Table:
    """Return a row for each step; several copies of its pool are added up."""
    words = names.words
    rows: dict[str, list[int]] = {}
    titles = {}
    for step in told.steps:
        titles[step.step] = step_name(step, names)
        sums = rows.setdefault(step.step, [0, 0, 0])
        for place, amount in enumerate((step.before, step.used, step.after)):
            sums[place] += amount
    return Table(
        columns=(
            Column(words.tell("Step")),
            Column(words.tell("In the pool"), figures=True),
            Column(words.tell("Used"), figures=True),
            Column(words.tell("Left"), figures=True),
            Column(words.tell("Of gross"), figures=True),
        ),
        rows=tuple(
            (
                titles[step],
                *map(names.amount, sums),
                words.percent(Fraction(sums[1], told.gross) if told.gross else Fraction(0)),
            )
            for step, sums in rows.items()
        ),
    )


def _payees(told: Summary, names: Names) -> Table:
    words = names.words
    rows = [
        (words.tell("Households and other claimants"), names.amount(told.paid_to_parties)),
        *((names.word(payee), names.amount(amount)) for payee, amount in told.payees),
    ]
    return Table(
        columns=(
            Column(words.tell("Payee")),
            Column(words.tell("Amount ({unit})", unit=names.unit), figures=True),
        ),
        rows=tuple(rows),
        total=(words.tell("Payable"), names.amount(told.totals.paid)),
    )


def _pools(told: Summary, names: Names) -> Table:
    tell = names.words.tell
    topped_up = any(flow.topped_up for flow in told.pools)
    return Table(
        columns=(
            Column(tell("Pool")),
            Column(tell("Opening"), figures=True),
            Column(tell("In"), figures=True),
            *((Column(tell("Topped up"), figures=True),) if topped_up else ()),
            Column(tell("Used"), figures=True),
            Column(tell("Left"), figures=True),
        ),
        rows=tuple(
            (
                names.pool(flow.pool, flow.copy),
                *map(names.amount, (flow.opening, flow.fed)),
                *((names.amount(flow.topped_up),) if topped_up else ()),
                *map(names.amount, (flow.used, flow.left)),
            )
            for flow in told.pools
        ),
    )


def _accounts(told: Summary, names: Names) -> tuple[Block, ...]:
    """Return one row an account: balances in the name of parties are added up."""
    if not told.accounts:
        return ()
    words = names.words
    rows: dict[tuple[str, str], list[int]] = {}
    for flow in told.accounts:
        sums = rows.setdefault((flow.account, flow.kind), [0, 0, 0, 0])
        for place, amount in enumerate((flow.opening, flow.put_in, flow.taken_out, flow.closing)):
            sums[place] += amount
    table = Table(
        columns=(
            Column(words.tell("Account")),
            Column(words.tell("Opening"), figures=True),
            Column(words.tell("In"), figures=True),
            Column(words.tell("Out"), figures=True),
            Column(words.tell("Closing"), figures=True),
        ),
        rows=tuple(
            (_account(account, kind, names), *map(names.amount, sums))
            for (account, kind), sums in rows.items()
        ),
    )
    return (table,)


def _account(account: str, kind: str, names: Names) -> str:
    return names.words.tell(
        "{step} ({clause})",
        step=names.title("account", account),
        clause=names.words.tell(ACCOUNT_KINDS[kind]),
    )


def whole_table(told: Summary, names: Names) -> Table:
    """Return the conservation of the whole run, down to the difference, which is 0."""
    words, totals = names.words, told.totals
    between = [
        (words.tell("Received and kept for later periods"), totals.deferred),
        (words.tell("less: of the income, kept from earlier periods"), -totals.released),
    ]
    return Table(
        columns=(
            Column(words.tell("The whole run")),
            Column(words.tell("Amount ({unit})", unit=names.unit), figures=True),
        ),
        rows=(
            (words.tell("Income"), names.amount(totals.income)),
            *((name, names.amount(amount)) for name, amount in between if amount),
            (words.tell("Held at the opening"), names.amount(totals.opening_held)),
            (words.tell("less: paid"), names.amount(-totals.paid)),
            (words.tell("less: held at the closing"), names.amount(-totals.closing_held)),
        ),
        total=(words.tell("Difference (must be 0)"), names.amount(totals.difference)),
    )


def _marks(told: Summary, names: Names) -> Fields:
    words = names.words
    return Fields(
        (
            (words.tell("Distribution"), told.distribution_id),
            (words.tell("Digest of the inputs"), short_digest(told.inputs_digest)),
            (words.tell("Digest of the plan"), short_digest(told.plan_digest)),
            (words.tell("Version of the program"), told.engine),
        )
    )
