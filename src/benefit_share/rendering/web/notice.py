"""The notice for the web: pages that hold all they need, for a telephone, a desk and paper.

They stand beside the sealed bundle and not in it.  The sealed notice has no script, and verifiers
refuse one that has: a script could show other rows than those that are checked.  These pages have
one, for searching and sorting; they show the same table to the letter, and say how to check it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.rendering.forms.html import shown
from benefit_share.rendering.web.bilingual import CHOICE, Bilingual
from benefit_share.rendering.web.inlined import hash_of, part
from benefit_share.rendering.web.notice_sections import (
    check_section,
    days_shown,
    money_section,
    objections_section,
    rules_section,
)
from benefit_share.rendering.web.sealed_notice import NOBODY, row_lines
from benefit_share.rendering.words.catalogues import marked
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benefit_share.procedure.days import Notice as Days
    from benefit_share.seal.notice import Notice
    from benefit_share.seal.rows import PublicRow
    from benefit_share.statements import MoneyFlow, Summary

__all__ = ["NOTICE_PAGE", "ROWS_LIMIT", "WebNotice", "notice_pages"]

NOTICE_PAGE: Final = "notice.html"
ROWS_LIMIT: Final = 2_000
"""So many rows stand on one page; more are split by collective."""

_HEADS: Final = (marked("No."), marked("Name"), marked("Group"), "", marked("Check code"))


@attrs.frozen
class WebNotice:
    """What the pages are made of.

    Attributes:
        notice: the sealed notice.
        told: the summary of the same run.
        flow: the flow of its money, fit to be looked at.
        villages: the collective of each row, by its name.
        fingerprint: what people compare by eye.
        posted: the first and the last day on which it hangs; None for what is not known.
        days: how long the rules let it hang, or None where they do not say.
        verifier: where the page `verify.html` of the sealed folder stands.
    """

    notice: Notice
    told: Summary
    flow: MoneyFlow
    villages: Sequence[str]
    fingerprint: str
    posted: tuple[dt.date, dt.date | None] | None = None
    days: Days | None = None
    verifier: str = "public/verify.html"


@attrs.frozen
class _Part:
    """The rows of one page of several: those of a collective, or some of them."""

    file: str
    name: str
    rows: tuple[PublicRow, ...]


def notice_pages(web: WebNotice, *, limit: int = ROWS_LIMIT) -> Mapping[str, bytes]:
    """Return file name and bytes of each page; the same arguments give the same bytes.

    Args:
        web: what they are made of.
        limit: so many rows stand on one page.

    Returns:
        `notice.html`; where there are more rows, it leads to `notice-1.html` and so on, each with
        the rows of one collective, or a part of them.
    """
    maker = _Maker(web, Bilingual.of(web.told))
    parts = tuple(_parts(web, limit)) if len(web.notice.rows) > limit else ()
    pages = {one.file: maker.one_of_several(one) for one in parts}
    return FrozenMap({NOTICE_PAGE: maker.first(parts)} | pages)


def _parts(web: WebNotice, limit: int) -> Iterator[_Part]:
    by_village: dict[str, list[PublicRow]] = {}
    for row, village in zip(web.notice.rows, web.villages, strict=True):
        by_village.setdefault(village, []).append(row)
    file = 0
    for village, rows in sorted(by_village.items()):
        starts = range(0, len(rows), limit)
        for number, start in enumerate(starts, 1):
            file += 1
            count = f" {number}/{len(starts)}" if len(starts) > 1 else ""
            name = (village or web.notice.run_id) + count
            yield _Part(f"notice-{file}.html", name, tuple(rows[start : start + limit]))


@attrs.frozen
class _Maker:
    """Makes the pages of one notice."""

    web: WebNotice
    words: Bilingual

    def first(self, parts: tuple[_Part, ...]) -> bytes:
        """Return the page that everybody opens: with all rows, or leading to those that have."""
        rows = self._contents(parts) if parts else self._rows(self.web.notice.rows)
        sections = (
            ("money", marked("The way of the money"), money_section(self.web.flow, self.words)),
            ("rules", marked("The rules, step by step"), rules_section(self.web.told, self.words)),
            ("find", marked("The list"), rows),
            *self._last(),
        )
        links = (
            f'<li><a href="#{name}">{self.words.says(head)}</a></li>\n'
            for name, head, _ in sections
        )
        made = [self._section(*one) for one in sections]
        made[:2] = [f'<div class="beside">\n{made[0]}{made[1]}</div>\n']
        contents = f'<nav aria-label="目录 / Contents">\n<ul>\n{"".join(links)}</ul>\n</nav>\n'
        return self._page("", self._cards() + contents + "".join(made))

    def one_of_several(self, one: _Part) -> bytes:
        """Return a page with the rows of one collective."""
        whole = self.words.says(marked("The whole notice"))
        back = f'<p><a href="{NOTICE_PAGE}">{whole}</a></p>\n'
        sections = (("find", marked("The list"), self._rows(one.rows)), *self._last())
        return self._page(one.name, back + "".join(self._section(*each) for each in sections))

    def _last(self) -> tuple[tuple[str, str, str], ...]:
        """Return the sections that stand on every page."""
        web, words = self.web, self.words
        objections = objections_section(web.notice.contact, self._days(), words)
        check = check_section(
            web.told,
            fingerprint=web.fingerprint,
            root=web.notice.root,
            verifier=web.verifier,
            words=words,
        )
        return (
            ("objections", marked("How to object"), objections),
            ("check", marked("How to check this page"), check),
        )

    def _page(self, village: str, body: str) -> bytes:
        notice, words = self.web.notice, self.words
        title, more = notice.title or notice.plan_title, f" · {village}" if village else ""
        heading = words.texts(lambda names: names.words.text(title, notice.run_id) + more)
        called = dict.fromkeys((title.zh, title.en)) if title else {notice.run_id: None}
        kicker = words.says(marked("Public notice"))
        style, script = part("notice.css"), part("notice.js")
        policy = (
            f"default-src 'none'; script-src 'sha256-{hash_of(script)}'; "
            f"style-src 'sha256-{hash_of(style)}'; base-uri 'none'; form-action 'none'"
        )
        return "".join(
            (
                '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n',
                f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
                '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
                '<meta name="robots" content="noindex">\n',
                '<meta name="referrer" content="no-referrer">\n',
                f"<title>{shown(' / '.join(called) + more)}</title>\n",
                f"<style>{style}</style>\n</head>\n<body>\n<main>\n{CHOICE}",
                f'<p class="kicker">{kicker}</p>\n',
                f'<h1>{heading}</h1>\n<p class="lead">{self._period()}</p>\n{self._banner()}',
                f"{body}{self._foot()}</main>\n<script>{script}</script>\n</body>\n</html>\n",
            )
        ).encode("utf-8")

    def _section(self, name: str, heading: str, body: str) -> str:
        return (
            f'<section id="{name}" aria-labelledby="{name}-head">\n'
            f'<h2 id="{name}-head">{self.words.says(heading)}</h2>\n{body}</section>\n'
        )

    # ---- above the list

    def _period(self) -> str:
        first, last = self.web.notice.period.text()
        return self.words.says(marked("Income from {first} to {last}"), first=first, last=last)

    def _banner(self) -> str:
        synthetic = self.web.notice.synthetic
        if synthetic is None:
            return ""
        said = self.words.texts(lambda names: names.words.made_up(synthetic))
        return f'<p class="banner">{said}</p>\n'

    def _cards(self) -> str:
        """Return the figures that everybody looks for first."""
        totals, words = self.web.notice.totals, self.words
        amounts = [(marked("Income"), totals.income), (marked("Awarded in all"), totals.awarded)]
        if totals.payable != totals.awarded:
            amounts.append((marked("Payable in all"), totals.payable))
        cards = [(name, _money(amount, words), "") for name, amount in amounts]
        cards.append((marked("Rows in the list"), str(totals.rows), ""))
        cards.append((marked("On show"), self._days(), ' class="days"'))
        told = "".join(
            f"<div><dt>{words.says(name)}</dt><dd{kind}>{value}</dd></div>\n"
            for name, value, kind in cards
        )
        return f'<dl class="cards">\n{told}</dl>\n'

    def _days(self) -> str:
        return days_shown(self.web.posted, self.web.days, self.words)

    # ---- the list

    def _rows(self, rows: Sequence[PublicRow]) -> str:
        """Return the table; what searches and sorts it is hidden until the script runs."""
        currency, words = self.web.notice.currency, self.words
        if not rows:
            return f"<p>{words.says(NOBODY)}</p>\n"
        unit = words.texts(lambda names: names.words.tell("Amount ({unit})", unit=names.unit))
        heads = (f'<th scope="col">{words.says(head) if head else unit}</th>' for head in _HEADS)
        asked = words.says(marked("Find a name, a group or a check code"))
        found = words.says(
            marked("Shown: {shown} of {all} rows, together {sum}"),
            shown="@shown@",
            all=len(rows),
            sum="@sum@",
        )
        for name in ("shown", "sum"):
            found = found.replace(f"@{name}@", f'<b data-name="{name}"></b>')
        return "".join(
            (
                f"<p>{_added(rows, words)}</p>\n",
                f'<div id="tools" hidden data-decimals="{currency.exponent}">\n',
                f'<label for="search">{asked}</label>\n',
                '<input id="search" type="search" autocomplete="off" spellcheck="false">\n',
                f'<p id="found" role="status">{found}</p>\n</div>\n',
                f'<table id="rows">\n<thead>\n<tr>{"".join(heads)}</tr>\n</thead>\n<tbody>\n',
                *row_lines(attrs.evolve(self.web.notice, rows=tuple(rows))),
                "</tbody>\n</table>\n",
            )
        )

    def _contents(self, parts: Iterable[_Part]) -> str:
        """Return the way to the pages that have the rows."""
        entries = (
            f'<li><p><a href="{one.file}">{shown(one.name)}</a></p>\n'
            f"<p>{_added(one.rows, self.words)}</p></li>\n"
            for one in parts
        )
        return f"<ul>\n{''.join(entries)}</ul>\n"

    def _foot(self) -> str:
        said = marked(
            "Run {run}. This page loads nothing and sends nothing; it may be saved and printed."
        )
        return f"<footer><p>{self.words.says(said, run=self.web.notice.run_id)}</p></footer>\n"


def _money(minor: int, words: Bilingual) -> str:
    return words.texts(lambda names: names.money(minor))


def _added(rows: Sequence[PublicRow], words: Bilingual) -> str:
    """Return how many rows there are, and their sum."""
    total = sum(row.amount for row in rows)
    return words.texts(
        lambda names: names.words.tell(
            "{rows} rows, together {amount}", rows=len(rows), amount=names.money(total)
        )
    )
