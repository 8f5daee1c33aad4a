"""The notice for the web as text: what stands on it, whoever reads it, and what never does."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from benefit_share.distribution import Run
from benefit_share.plan.model import Contact
from benefit_share.procedure.days import Notice as Days
from benefit_share.rendering.forms.html import html_blocks
from benefit_share.rendering.forms.page import (
    Column,
    Fields,
    Heading,
    Item,
    Items,
    Paragraph,
    Table,
)
from benefit_share.rendering.web.bilingual import Bilingual
from benefit_share.rendering.web.inlined import hash_of
from benefit_share.rendering.web.notice import NOTICE_PAGE, WebNotice, notice_pages
from benefit_share.rendering.web.notice_sections import days_shown, objections_section
from benefit_share.seal.notice import Notice
from benefit_share.seal.parties import totals_of
from benefit_share.seal.rows import PublicRow
from benefit_share.statements import Summary, money_flow, simplified
from benefit_share.values import Period, Text, currency

DAY = dt.date(2026, 12, 1)


def row(no: int, name: str = "合**", group: str = "一组", amount: int = 100) -> PublicRow:
    """Return a public row."""
    return PublicRow(no, name, group, amount, f"{no:064x}")


@pytest.fixture
def web(run: Run, public: Summary) -> WebNotice:
    """A notice of four rows, of which two live in each of two villages."""
    notice = Notice(
        run_id="plan.v.2026.regular.e1",
        title=Text(zh="年度分配", en="Yearly distribution"),
        plan_title=None,
        plan_id="plan",
        plan_version=1,
        synthetic=Text(zh="全部", en="everything"),
        period=Period(dt.date(2026, 1, 1), dt.date(2027, 1, 1)),
        currency=currency("CNY"),
        rows=tuple(map(row, range(4))),
        totals=totals_of(run),
        root="ab" * 32,
        contact=None,
    )
    flow = simplified(money_flow(run))
    return WebNotice(notice, public, flow, ("乙村", "甲村", "乙村", "甲村"), "0123 4567")


def page(web: WebNotice, **changes: Any) -> str:
    """Return the page of a notice that was changed."""
    notice = attrs.evolve(web.notice, **changes)
    return notice_pages(attrs.evolve(web, notice=notice))[NOTICE_PAGE].decode("utf-8")


def test_the_same_run_gives_the_same_bytes(web: WebNotice) -> None:
    """Nothing on the page comes from a clock, a place or a chance."""
    assert notice_pages(web) == notice_pages(web)


def test_a_name_cannot_become_a_tag(web: WebNotice) -> None:
    """Titles, names and groups are text, whatever is in them."""
    bad = '<script>alert("x")</script>'
    rows = (row(0, name=bad, group=bad),)
    told = page(web, rows=rows, title=Text(zh=bad, en=bad), synthetic=Text(zh=bad, en=bad))

    assert told.count("<script>") == 1
    assert "&lt;script&gt;" in told


def test_the_policy_allows_this_script_and_this_style_alone(web: WebNotice) -> None:
    """The hashes are those of what stands in the page."""
    told = page(web)
    for tag in ("script", "style"):
        (inside,) = re.findall(f"<{tag}>(.*?)</{tag}>", told, re.DOTALL)
        assert f"{tag}-src 'sha256-{hash_of(inside)}'" in told
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", told)
    assert not re.search(r"\s(style|on\w+)=", told)


def test_every_id_stands_once(web: WebNotice) -> None:
    """Two pictures and two languages share a page; what points somewhere points to one place."""
    told = page(web)
    ids = re.findall(r'\bid="([^"]+)"', told)

    assert len(ids) == len(set(ids))
    for names in re.findall(r'(?:href="#|aria-labelledby="|for=")([^"]+)"', told):
        assert set(names.split()) <= set(ids)


def test_no_name_of_a_household_stands_outside_the_list(web: WebNotice, run: Run) -> None:
    """Beside the masked names of the rows the page names nobody."""
    told = page(web)
    people = {one.name for one in run.case.members if len(one.name) > 1}

    assert people
    assert [name for name in people if name in told] == []


def test_many_rows_are_split_by_village(web: WebNotice) -> None:
    """The first page leads to them; together they have every row once, and the sums are told."""
    pages = notice_pages(web, limit=3)
    first = pages[NOTICE_PAGE].decode("utf-8")
    shown = {
        name: re.findall(r"<td><bdi>(\d+)</bdi></td><td>", text.decode("utf-8"))
        for name, text in pages.items()
    }

    assert shown == {NOTICE_PAGE: [], "notice-1.html": ["0", "2"], "notice-2.html": ["1", "3"]}
    assert re.findall(r'<a href="(notice-\d\.html)">(.+?)</a>', first) == [
        ("notice-1.html", "乙村"),
        ("notice-2.html", "甲村"),
    ]
    assert "乙村" in pages["notice-1.html"].decode("utf-8")
    assert first.count("共 2 行，合计 ¥2.00") == 2


def test_a_village_with_too_many_rows_has_several_pages(web: WebNotice) -> None:
    """Each says which of them it is."""
    pages = notice_pages(web, limit=1)
    first = pages[NOTICE_PAGE].decode("utf-8")

    rows = re.findall(r"<td><bdi>(\d+)</bdi></td><td>", b"".join(pages.values()).decode("utf-8"))

    assert len(pages) == 5
    assert rows == ["0", "2", "1", "3"]
    assert "乙村 1/2" in first
    assert "甲村 2/2" in first


def test_what_is_not_paid_out_is_told_apart(web: WebNotice) -> None:
    """Where awarded and payable differ both stand above; where they are the same, one does."""
    same = attrs.evolve(web.notice.totals, payable=web.notice.totals.awarded)

    assert "应付合计" in page(web)
    assert "应付合计" not in page(web, totals=same)


def test_an_empty_list_says_that_it_is_empty(web: WebNotice) -> None:
    """Where all went elsewhere, no table and no search stand there as if something were missing."""
    told = page(web, rows=())

    assert "Nobody is awarded anything in this run" in told
    assert '<table id="rows">' not in told
    assert 'id="search"' not in told


def test_without_titles_the_run_is_named(web: WebNotice) -> None:
    """A plan and a case need no title; nothing made up stands for it, and no banner."""
    told = page(web, title=None, synthetic=None)

    assert "<h1>plan.v.2026.regular.e1</h1>" in told
    assert '<p class="banner">' not in told


@pytest.mark.parametrize(
    ("posted", "days", "said"),
    [
        ((DAY, dt.date(2026, 12, 10)), Days(10), "2026-12-01 to 2026-12-10"),
        ((DAY, None), None, "from 2026-12-01 on"),
        (None, Days(10), "10 days"),
        (None, Days(7, working=True), "7 working days"),
        (None, None, "The days stand on the notice board."),
    ],
)
def test_the_days_are_told_as_far_as_they_are_known(
    public: Summary, posted: tuple[dt.date, dt.date | None] | None, days: Days | None, said: str
) -> None:
    """Never a day that nobody stated."""
    told = days_shown(posted, days, Bilingual.of(public))

    assert said in re.sub(r"<[^>]+>", "", told)


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        (None, "The rules name no office for objections."),
        (Contact(Text(zh="监委会", en="the committee")), "the committee"),
    ],
)
def test_whom_to_object_to(public: Summary, contact: Contact | None, said: str) -> None:
    """Who it is, or that the rules do not say."""
    assert said in objections_section(contact, "days", Bilingual.of(public))


def test_the_link_to_the_page_that_checks(web: WebNotice) -> None:
    """As it is given, and harmless."""
    text = notice_pages(attrs.evolve(web, verifier='https://x.example/"><b>'))[NOTICE_PAGE]

    assert b'<a href="https://x.example/&quot;&gt;&lt;b&gt;">verify.html</a>' in text


BLOCKS: tuple[tuple[Any, str], ...] = (
    (Heading("a & b"), "<h2>a &amp; b</h2>\n"),
    (Paragraph("<i>"), "<p>&lt;i&gt;</p>\n"),
    (Fields((("a", "1"),)), '<dl class="fields">\n<div><dt>a</dt><dd>1</dd></div>\n</dl>\n'),
    (
        Items((Item("x", ((0, "y"), (1, "z"))),)),
        '<ul>\n<li><p>x</p>\n<p class="under">y</p>\n<p class="under inner">z</p>\n</li>\n</ul>\n',
    ),
    (Items((Item("x"),), counted=True), "<ol>\n<li><p>x</p>\n</li>\n</ol>\n"),
)


@pytest.mark.parametrize(("block", "said"), BLOCKS)
def test_a_block_as_html(block: Any, said: str) -> None:
    """Every character that could begin a tag is escaped."""
    assert html_blocks([block]) == said


def test_a_table_as_html() -> None:
    """Figures go to the right, the first cell is the head of its row, the total stands below."""
    columns = (Column("a"), Column("b", figures=True))
    with_total = html_blocks([Table(columns, (("x", "1"),), ("y", "1"))])
    without = html_blocks([Table(columns, (("x", "1"),))])

    assert '<th scope="row">x</th><td class="figures">1</td>' in with_total
    assert '<tfoot>\n<tr><th scope="row">y</th>' in with_total
    assert "<tfoot>" not in without


def test_both_languages_stand_once_where_they_are_the_same(public: Summary) -> None:
    """A number is no sentence."""
    words = Bilingual.of(public)
    same: Callable[..., str] = lambda names: "1"  # noqa: E731, ARG005  (typed, and called as pages call it)

    assert words.texts(same) == "1"
    assert words.texts(lambda names: names.words.language).count("<span") == 2
