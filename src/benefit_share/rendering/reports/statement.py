"""One party's statement as a page: everything needed to check it, its own facts included."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from benefit_share.rendering.explained.names import Names
from benefit_share.rendering.explained.ranking import ranking
from benefit_share.rendering.explained.reckoning import reckoning
from benefit_share.rendering.explained.why import why
from benefit_share.rendering.forms.page import (
    Column,
    Fields,
    Heading,
    Item,
    Items,
    Page,
    Paragraph,
    Table,
)
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
from benefit_share.rendering.reports.slices import rules_in, slice_heading, slices_ladder
from benefit_share.rendering.words.capitals import capitals
from benefit_share.rendering.words.vocabulary import ACCOUNT_KINDS, FATES, PARTIES, TOGETHER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benefit_share.points import EntryFate
    from benefit_share.rendering.forms.page import Block
    from benefit_share.rendering.reports.flow import Section
    from benefit_share.statements import Absence, Known, Line, Statement

__all__ = ["absence_reason", "ladder", "line_name", "statement_page"]

CAPITALS_IN = "zh"
"""The language whose readers expect amounts of yuan in capitals too."""

UNRECKONED = frozenset(
    {"unknown_subject", "unknown_item", "unknown_state", "not_known", "not_yet", "withdrawn"}
)
"""Reasons for which an entry is left out before its points are reckoned: it has none to tell."""

COPIES_TOLD = 3
"""A step in more copies of its pool than this is told by its sums; the summary has each copy."""


def statement_page(told: Statement, language: str) -> Page:
    """Return *told* as a page in *language*."""
    names = Names.of(told, language)
    return Page(
        title=names.heading(told),
        kind=names.words.tell("Statement"),
        banner=names.words.made_up(told.synthetic),
        blocks=(_head(told, names), *_body(told, names, language)),
    )


def _body(told: Statement, names: Names, language: str) -> Iterator[Block]:
    """Yield the sections; of several slices those of each, then what is of them together."""
    if not told.slices:
        yield from numbered((*_sections(told, names), *_ending(told, names)), names)
        return
    for one in told.slices:
        own = Names.of(one, language)
        yield slice_heading(one.slice, one.period, own)
        yield _slice_head(one, own)
        yield from numbered(_sections(one, own), own, level=3)
    tell = names.words.tell
    yield Heading(tell("All slices together"))
    together = (tell("From awarded to payable"), (slices_ladder(told, names),))
    yield from numbered((together, *_ending(told, names)), names, level=3)


def _sections(told: Statement, names: Names) -> Iterator[Section]:
    tell = names.words.tell
    yield tell("Assets and income"), (receipts_table(told.receipts, told.gross, names),)
    steps = step_items(told.steps, names, at_most=COPIES_TOLD)
    yield tell("What was done with the money, step by step"), (steps,)
    yield tell("What is known of you on the record date"), _known(told, names)
    yield tell("Your points"), _points(told, names)
    yield tell("What you get, and how it was reckoned"), _lines(told, names)
    yield tell("What you do not get, and why"), _absences(told, names)
    yield tell("From awarded to payable"), (ladder(told, names),)
    yield tell("Held or owed for you"), _held(told, names)
    left = residues(told.steps, names)
    yield tell("What rounding left, and who owns it"), (Items(left),) if left else ()
    found = (warnings(told.findings, names),) if told.findings else ()
    yield tell("Warnings about this distribution"), found


def _ending(told: Statement, names: Names) -> Iterator[Section]:
    tell = names.words.tell
    contact = () if told.contact is None else (contact_fields(told.contact, names),)
    yield tell("If you object"), contact
    yield tell("How this page is known again"), (_marks(told, names),)


# ---- the head


def _head(told: Statement, names: Names) -> Fields:
    words = names.words
    rows = [
        (words.tell("Period"), names.span(told.period)),
        *rules_in(told, names),
        (words.tell("Collective"), told.collective_name or told.collective),
        (words.tell("Group"), told.group),
        (words.tell(PARTIES[told.kind]), told.party),
        (words.tell("Head"), names.party(told.head) if told.head else ""),
        *(() if told.slices else _on_record_date(told, names)),
        (words.tell("Awarded"), _money(told, told.awarded, names)),
        (words.tell("Payable"), _money(told, told.payable, names)),
        (words.tell("In capitals"), _capitals(told, told.payable, names)),
    ]
    return Fields(tuple((name, text) for name, text in rows if text))


def _on_record_date(told: Statement, names: Names) -> Iterator[tuple[str, str]]:
    tell = names.words.tell
    yield tell("Members on the record date"), str(told.size) if told.size else ""
    yield tell("Record date"), told.record_date.isoformat()


def _slice_head(told: Statement, names: Names) -> Fields:
    """Return what is of one slice alone."""
    rows = (
        *rules_in(told, names),
        *_on_record_date(told, names),
        (names.words.tell("Awarded"), _money(told, told.awarded, names)),
    )
    return Fields(tuple((name, text) for name, text in rows if text))


def _money(told: Statement, amount: int, names: Names) -> str:
    part = names.words.percent(Fraction(amount, told.gross) if told.gross else Fraction(0))
    return names.words.tell(
        "{amount} ({percent} of the gross income)", amount=names.money(amount), percent=part
    )


def _capitals(told: Statement, amount: int, names: Names) -> str:
    """Return the amount in capitals, where that is the custom and the currency."""
    custom = names.words.language == CAPITALS_IN and told.currency.code == "CNY"
    return capitals(amount) if custom else ""


# ---- the inputs


def _known(told: Statement, names: Names) -> tuple[Block, ...]:
    items = [Item(_fact(one, told, names)) for one in told.known]
    return (Items(tuple(items)),) if items else ()


def _fact(one: Known, told: Statement, names: Names) -> str:
    words = names.words
    said = words.tell(
        "{name}: {value} ({span})",
        name=names.title("fact", one.fact),
        value=_value(one, names),
        span=names.span(one.span),
    )
    if one.subject != told.party:
        said = words.tell("{person}: {reason}", person=names.party(one.subject), reason=said)
    if one.evidence:
        said = words.tell("{sentence}; evidence: {evidence}", sentence=said, evidence=one.evidence)
    return said


def _value(one: Known, names: Names) -> str:
    """Return the value of a fact as it is recorded, with its unit."""
    if one.unit == "money":
        return names.main(one.value)
    return names.with_unit(one.value, one.unit) if one.unit else names.word(one.value)


def _points(told: Statement, names: Names) -> tuple[Block, ...]:
    if not told.points:
        return ()
    words = names.words
    totals = dict(told.points)
    table = Table(
        columns=(Column(words.tell("Item")), Column(words.tell("Points"), figures=True)),
        rows=tuple(
            (_item(item, names), words.number(points))
            for item, points in told.points
            if item != "total"
        ),
        total=(names.word("points.total"), words.number(totals["total"])),
    )
    entries = tuple(Item(_entry(one, names)) for one in told.entries)
    return (table, *_persons(told, names), *((Items(entries),) if entries else ()))


def _persons(told: Statement, names: Names) -> tuple[Block, ...]:
    """Return whose points they are, where persons are scored."""
    if told.persons is None:
        return ()
    words = names.words
    listed = words.tell("; ").join(
        words.tell("{person} {points}", person=names.party(person), points=words.number(points))
        for person, points in told.persons.points
    )
    return (Paragraph(words.tell(TOGETHER[told.persons.together], persons=listed)),)


def _item(item: str, names: Names) -> str:
    if item == "other":
        return names.words.tell("Base score, and limits on the whole")
    return names.title("item", item)


def _entry(fate: EntryFate, names: Names) -> str:
    words = names.words
    told = {
        "day": fate.on.isoformat(),
        "item": names.title("item", fate.item),
        "points": words.number(fate.counted),
    }
    if fate.reason.value == "counted":
        return words.tell("{day} {item}: {points}", **told)
    reason = words.tell(FATES[fate.reason.value])
    if fate.reason.value in UNRECKONED:
        return words.tell("{day} {item}: does not count: {reason}", reason=reason, **told)
    return words.tell(
        "{day} {item}: entered {before}, counts {points}: {reason}",
        before=words.number(fate.before),
        reason=reason,
        **told,
    )


# ---- what it gets, and what not


def _lines(told: Statement, names: Names) -> tuple[Block, ...]:
    if not told.lines:
        return (Paragraph(names.words.tell("Nothing in this distribution.")),)
    items = tuple(Item(line_name(one, told, names), _line(one, names)) for one in told.lines)
    return (Items(items, counted=True),)


def line_name(line: Line, told: Statement, names: Names) -> str:
    """Return what a line is called: its step, and whose claim it is where not the party's own."""
    name = step_name(line.step, names)
    if line.claim == told.party:
        return name
    holder, _, row = line.claim.partition("#")
    claim = names.party(holder)
    claim = names.words.tell("{claim}, row {row}", claim=claim, row=row) if row else claim
    return names.words.tell("{person}: {reason}", person=claim, reason=name)


def _line(line: Line, names: Names) -> tuple[tuple[int, str], ...]:
    said: list[tuple[int, str]] = []
    if line.why is not None:
        said += _because(names.words.tell("Entitled because"), why(line.why, names), names)
    for rank in line.ranks:
        said += ranking(rank, line.claim, names)
    said += [(0, one) for one in reckoning(line, names)]
    return tuple(said)


def _because(
    head: str, lines: tuple[tuple[int, str], ...], names: Names
) -> Iterator[tuple[int, str]]:
    (_, first), *rest = lines
    yield 0, names.words.tell("{name}: {text}", name=head, text=first)
    yield from rest


def _absences(told: Statement, names: Names) -> tuple[Block, ...]:
    items = tuple(
        Item(names.step(one.step, one.title, one.clause), _absence(one, told.party, names))
        for one in told.absences
    )
    return (Items(items),) if items else ()


def _absence(absence: Absence, party: str, names: Names) -> tuple[tuple[int, str], ...]:
    lines = absence_reason(absence, party, names)
    if absence.why is None or absence.ranks or absence.why.verdict.value == "yes":
        return lines
    return tuple(_because(names.words.tell("Why not"), lines, names))


def absence_reason(absence: Absence, party: str, names: Names) -> tuple[tuple[int, str], ...]:
    """Return why a step gives nothing to a party, as lines each with how far it is set in."""
    words = names.words
    if absence.ranks:
        said = words.tell("the conditions are met, but its rank is below the last place taken")
        ranks = (line for rank in absence.ranks for line in ranking(rank, party, names))
        return ((0, said), *ranks)
    if absence.why is not None and absence.why.verdict.value == "yes":
        said = words.tell("the conditions are met, but it is not among those chosen")
        return ((0, said),)
    if absence.why is not None:
        return why(absence.why, names)
    sentences = {
        "households": words.tell("this step is for households"),
        "persons": words.tell("this step is for persons"),
        "collectives": words.tell("this step is for collectives"),
    }
    register = words.tell(
        "no row in the register '{name}'", name=names.title("register", absence.among)
    )
    return ((0, sentences.get(absence.among, register)),)


# ---- what is paid


def ladder(told: Statement, names: Names) -> Table:
    """Return what stands between awarded and payable."""
    words = names.words
    rows = [(words.tell("Awarded"), names.amount(told.awarded))]
    rows += [
        (
            words.tell(
                "less: {step}, to '{place}'",
                step=names.step(one.step, one.title, one.clause),
                place=names.title(one.to, one.id),
            ),
            names.amount(-one.amount),
        )
        for one in told.movements
    ]
    rest = told.payable - told.awarded + sum(one.amount for one in told.movements)
    if rest:
        rows.append((words.tell("released, or paid elsewhere"), names.amount(rest)))
    return Table(
        columns=(
            Column(words.tell("From awarded to payable")),
            Column(words.tell("Amount ({unit})", unit=names.unit), figures=True),
        ),
        rows=tuple(rows),
        total=(words.tell("Payable"), names.amount(told.payable)),
    )


def _held(told: Statement, names: Names) -> tuple[Block, ...]:
    if not told.held:
        return ()
    words = names.words
    table = Table(
        columns=(
            Column(words.tell("Account")),
            Column(words.tell("Kind")),
            Column(words.tell("Opening"), figures=True),
            Column(words.tell("In"), figures=True),
            Column(words.tell("Out"), figures=True),
            Column(words.tell("Closing"), figures=True),
        ),
        rows=tuple(
            (
                names.title("account", one.account),
                words.tell(ACCOUNT_KINDS[one.kind]),
                *map(names.amount, (one.opening, one.put_in, one.taken_out, one.closing)),
            )
            for one in told.held
        ),
    )
    return (table,)


def _marks(told: Statement, names: Names) -> Fields:
    words = names.words
    return Fields(
        (
            (words.tell("Distribution"), told.distribution_id),
            (words.tell("Digest of the inputs"), short_digest(told.inputs_digest)),
            (words.tell("Version of the program"), told.engine),
        )
    )
