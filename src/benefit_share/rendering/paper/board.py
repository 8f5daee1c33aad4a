"""The notice for the board in the village as data for its template: large, complete, on paper.

It says what the web notice says, and the rules in words beside it; no figure is made here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.procedure.days import Calendar
from benefit_share.procedure.days import Notice as Hanging
from benefit_share.procedure.model import Act
from benefit_share.rendering.explained.names import Names
from benefit_share.rendering.pictures.flow import FONTS, flow_svg
from benefit_share.rendering.reports.flow import contact_fields, step_items
from benefit_share.rendering.reports.slices import rules_in
from benefit_share.statements import simplified

if TYPE_CHECKING:
    import datetime as dt

    from benefit_share.plan.model import Contact
    from benefit_share.procedure import Procedure
    from benefit_share.rendering.words.languages import Words
    from benefit_share.seal.notice import Board
    from benefit_share.seal.rows import PublicRow
    from benefit_share.statements import Summary
    from benefit_share.statements.money_flow import MoneyFlow

__all__ = ["BOARD_PAPERS", "Posting", "board_page", "picture_in", "picture_texts", "posting_days"]

BOARD_PAPERS: Final = ("a3", "a4")
COPIES_TOLD: Final = 3
"""A step in more copies of its pool than this is told by its sums."""

_TEXT: Final = re.compile(r">([^<\n]+)<")


@attrs.frozen
class Posting:
    """How long a notice hangs, and since when.

    Attributes:
        procedure: the procedure of the plan, or None.
        on: the local day on which it is put up, or None: the day is written in by hand.
    """

    procedure: Procedure | None = None
    on: dt.date | None = None


def board_page(
    board: Board,
    told: Summary,
    flow: MoneyFlow,
    language: str,
    *,
    paper: str,
    posting: Posting,
    villages: Sequence[str],
    is_masked: bool = False,
) -> dict[str, Any]:
    """Return what the template shows.

    Args:
        board: the rows, with their full names and the fingerprint.
        told: the summary of the same run.
        flow: the flow of its money.
        language: `zh` or `en`.
        paper: one of `BOARD_PAPERS`.
        posting: how long it hangs, and since when.
        villages: the collective of each row, by its name; several have a list each.
        is_masked: whether names stand as they do on the web.

    Returns:
        Texts and numbers, nested; the families of the fonts are added by whoever has them.

    Raises:
        Refused: when working days of a year are counted that the plan does not list.
    """
    names, notice = Names.of(told, language), board.notice
    words = names.words
    return {
        "paper": paper,
        "lang": language,
        "region": "cn" if language == "zh" else "gb",
        "title": names.heading(told),
        "run": notice.run_id,
        "fingerprint": board.fingerprint,
        "made_up": words.made_up(told.synthetic),
        "words": _shared_words(words),
        "facts": list(_facts(board, told, names)),
        "picture": flow_svg(simplified(flow), names),
        "rules": [
            {"name": one.text, "lines": one.under}
            for one in step_items(told.steps, names, at_most=COPIES_TOLD).items
        ],
        "warnings": [words.say(one) for one in told.findings],
        "days": list(posting_days(told.contact, posting, words)),
        "ask": [] if told.contact is None else contact_fields(told.contact, names).rows[:-1],
        "check": _check(board, words),
        "heads": [
            words.tell("No."),
            words.tell("Name"),
            words.tell("Group"),
            words.tell("Amount ({unit})", unit=names.unit),
            words.tell("Check code"),
        ],
        "lists": _lists(board, villages, names, is_masked=is_masked),
        "total": _total(len(notice.rows), notice.totals.awarded, names),
    }


def picture_texts(picture: str) -> Iterator[str]:
    """Yield the words of a picture."""
    yield from map(unescape, _TEXT.findall(picture))


def picture_in(picture: str, families: tuple[str, ...]) -> str:
    """Return a picture whose words are set in the fonts that are given, and in no other."""
    return picture.replace(FONTS, ",".join(f"'{one}'" for one in families))


def _shared_words(words: Words) -> dict[str, str]:
    tell = words.tell
    return {
        "notice": tell("Notice"),
        "fingerprint": tell("Fingerprint; on every slip stand the same 16 digits"),
        "flow": tell("Where the money came from and where it went"),
        "rules": tell("The rules, step by step"),
        "warnings": tell("Warnings and notes"),
        "object": tell("If you object"),
        "verify": tell("How to check it"),
        "list": tell("Who is awarded what"),
        "nobody": tell("Nobody is awarded anything in this run."),
        "by": tell("Posted by (seal)"),
        "day": tell("Date"),
        "page": tell("Page {page} of {pages}", page="{page}", pages="{pages}"),
    }


def _facts(board: Board, told: Summary, names: Names) -> Iterator[tuple[str, str]]:
    words, totals = names.words, board.notice.totals
    yield words.tell("Period"), names.span(told.period)
    yield from rules_in(told, names)
    villages = words.tell(", ").join(name or one for one, name in told.collectives)
    yield words.tell("Collective"), villages
    if not told.slices:
        yield words.tell("Record date"), told.record_date.isoformat()
    yield words.tell("Gross income"), names.money(told.gross)
    yield words.tell("Awarded in all"), names.money(totals.awarded)
    for name, amount in (
        (words.tell("Released"), totals.released),
        (words.tell("Held"), totals.held),
        (words.tell("Offset"), totals.offset),
    ):
        if amount:
            yield name, names.money(amount)
    yield words.tell("Payable in all"), names.money(totals.payable)


def posting_days(
    contact: Contact | None, posting: Posting, words: Words
) -> Iterator[tuple[str, str, bool]]:
    """Yield how long the notice hangs and objections are heard, each with its days.

    The stages of the plan say it; where they say nothing of objections, its contact does.

    Args:
        contact: whom to object to, or None.
        posting: the procedure, and the day of the posting where it is known.
        words: the language.

    Yields:
        What it is, how long, and whether its first and last day are to be written in by hand.

    Raises:
        Refused: when working days of a year are counted that the plan does not list.
    """
    stages = () if posting.procedure is None else posting.procedure.stages
    posted = [stage for stage in stages if stage.act is Act.POST]
    for stage in posted:
        for name, hanging in (
            (words.tell("Posted for"), stage.notice),
            (words.tell("Objections are heard for"), stage.objections),
        ):
            if hanging is not None:
                yield name, *_span(hanging, posting, words)
    if contact is not None and not any(stage.objections for stage in posted):
        hanging = Hanging(contact.days)
        yield words.tell("Objections are heard for"), *_span(hanging, posting, words)


def _span(hanging: Hanging, posting: Posting, words: Words) -> tuple[str, bool]:
    sentence = words.tell("{days} days, the day of the posting included", days=hanging.days)
    if hanging.working:
        sentence = words.tell(
            "{days} working days, the day of the posting included", days=hanging.days
        )
    if posting.on is None:
        return sentence, True
    calendar = Calendar() if posting.procedure is None else posting.procedure.calendar
    last = hanging.last_day(posting.on, calendar)
    days = words.tell("{first} to {last}", first=posting.on.isoformat(), last=last.isoformat())
    return words.tell("{sentence}: {days}", sentence=sentence, days=days), False


def _lists(
    board: Board, villages: Sequence[str], names: Names, *, is_masked: bool
) -> list[dict[str, Any]]:
    """Return the rows, those of each of several villages by themselves with their sum."""
    found: dict[str, list[tuple[PublicRow, str]]] = {}
    for row, name, village in zip(board.notice.rows, board.names, villages, strict=True):
        found.setdefault(village, []).append((row, row.name if is_masked else name))
    return [
        {
            "name": village if len(found) > 1 else "",
            "rows": [
                (str(row.no), name, row.group, names.amount(row.amount), row.check)
                for row, name in rows
            ],
            "total": _total(len(rows), sum(row.amount for row, _ in rows), names),
        }
        for village, rows in found.items()
    ]


def _total(count: int, amount: int, names: Names) -> tuple[str, str]:
    return names.words.tell("{count} rows together", count=count), names.money(amount)


def _check(board: Board, words: Words) -> list[str]:
    tell = words.tell
    return [
        tell("Find your row by its number and check code; both stand on your slip."),
        tell("Add up the amounts: they make the sum below the list."),
        tell(
            "Compare the fingerprint with your slip and with the copies of other offices: if one"
            " digit differs, there are two versions."
        ),
        tell("Open verify.html of the public folder in a browser: it checks everything by itself."),
        tell("Root of the rows (SHA-256): {root}", root=" ".join(_in_pieces(board.notice.root))),
    ]


def _in_pieces(digest: str) -> Iterator[str]:
    """Yield a digest in pieces that an eye can compare, and a line can break between."""
    yield from (digest[at : at + 16] for at in range(0, len(digest), 16))
