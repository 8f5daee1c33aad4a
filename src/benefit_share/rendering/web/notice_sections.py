"""What the notice for the web says below its list: money, rules, objections, and checking."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from benefit_share.rendering.forms.html import html_blocks, shown
from benefit_share.rendering.forms.page import Block, Items, Paragraph
from benefit_share.rendering.pictures.flow import flow_svg
from benefit_share.rendering.pictures.flow_words import flow_table
from benefit_share.rendering.reports.flow import contact_fields, residues, step_items, warnings
from benefit_share.rendering.reports.summary import head_fields, whole_table
from benefit_share.rendering.words.catalogues import marked

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from benefit_share.plan.model import Contact
    from benefit_share.procedure.days import Notice as Days
    from benefit_share.rendering.explained.names import Names
    from benefit_share.rendering.web.bilingual import Bilingual
    from benefit_share.statements import MoneyFlow, Summary

__all__ = ["check_section", "days_shown", "money_section", "objections_section", "rules_section"]

COPIES: Final = 6
"""A step in more copies of its pool than this is told by its sums."""


def money_section(flow: MoneyFlow, words: Bilingual) -> str:
    """Return the picture of the flow of money, and the table that says the same."""

    def told(names: Names) -> str:
        tell = names.words.tell
        all_ = names.money(flow.total)
        parts = shown(tell("All that came: {amount}; percentages are of this.", amount=all_))
        same = shown(tell("The same as a table"))
        picture = flow_svg(flow, names, name=f"flow-{names.words.language}")
        return (
            f'<p class="lead">{parts}</p>\n'
            f'<div class="flow">\n{picture}</div>\n'
            f"<details>\n<summary>{same}</summary>\n"
            f"{html_blocks([flow_table(flow, names)])}</details>\n"
        )

    return words.both(told, "div") + "\n"


def rules_section(told: Summary, words: Bilingual) -> str:
    """Return the rules step by step: what was taken, how it was divided, where it went."""

    def made(names: Names) -> Sequence[Block]:
        left, heading = residues(told.steps, names), "What rounding left, and who owns it"
        after = (Paragraph(names.words.tell(heading)), Items(left)) if left else ()
        steps = step_items(told.steps, names, at_most=COPIES)
        return (head_fields(told, names), steps, *after)

    return words.blocks(made)


def days_shown(
    posted: tuple[dt.date, dt.date | None] | None, days: Days | None, words: Bilingual
) -> str:
    """Say when the notice hangs, as far as that is known."""
    if posted is not None:
        first, last = posted
        if last is None:
            return words.says(marked("from {first} on"), first=first.isoformat())
        said = words.says(marked("{first} to {last}"), first="@first@", last="@last@")
        for name, day in (("first", first), ("last", last)):
            said = said.replace(f"@{name}@", f'<span class="day">{day.isoformat()}</span>')
        return said
    if days is None:
        return words.says(marked("The days stand on the notice board."))
    if days.working:
        return words.says(marked("{days} working days"), days=days.days)
    return words.says(marked("{days} days"), days=days.days)


def objections_section(contact: Contact | None, days: str, words: Bilingual) -> str:
    """Return until when the notice hangs, and whom to object to."""
    shows = words.says(marked("On show"))
    hangs = f'<dl class="fields">\n<div><dt>{shows}</dt><dd>{days}</dd></div>\n</dl>\n'
    if contact is None:
        nobody = marked("The rules name no office for objections.")
        return f"{hangs}<p>{words.says(nobody)}</p>\n"
    return hangs + words.blocks(lambda names: (contact_fields(contact, names),))


def check_section(
    told: Summary, *, fingerprint: str, root: str, verifier: str, words: Bilingual
) -> str:
    """Return how everybody can see that the list is the sealed one, and that the money closes."""
    link = f'<a href="{escape(verifier)}">verify.html</a>'

    def steps(names: Names) -> str:
        tell = names.words.tell
        sentences = (
            tell(
                "Ask three offices for the fingerprint of this run, and compare it with this one."
            ),
            tell("Open {page} and give it the sealed folder.", page="@page@"),
            tell("Compare your own row with your slip: number, amount and check code."),
        )
        items = "".join(f"<li><p>{shown(one)}</p></li>\n" for one in sentences)
        return f'<ol class="plain">\n{items}</ol>\n'.replace("@page@", link)

    def whole(names: Names) -> Sequence[Block]:
        found = (warnings(told.findings, names),) if told.findings else ()
        return (whole_table(told, names), *found)

    mark, tree = marked("Fingerprint"), marked("Root of the rows (SHA-256)")
    closes = marked("The whole closes")
    return (
        f"{words.both(steps, 'div')}\n"
        f"<h3>{words.says(mark)}</h3>\n"
        f'<p class="mark fingerprint">{fingerprint}</p>\n'
        f"<h3>{words.says(tree)}</h3>\n"
        f'<p class="mark">{root}</p>\n'
        f"<details>\n<summary>{words.says(closes)}</summary>\n"
        f"{words.blocks(whole)}</details>\n"
    )
