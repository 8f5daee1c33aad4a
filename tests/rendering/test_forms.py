"""Text keeps to eighty columns, Markdown shows every name as it is."""

from __future__ import annotations

import re

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.errors import BenefitShareError
from benefit_share.rendering import FORMS, LANGUAGES, FormUnknown, render, words_in
from benefit_share.rendering.forms.markdown import escaped, markdown_form
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
from benefit_share.rendering.forms.text import COLUMNS, text_form
from benefit_share.statements import Statement, Summary
from benefit_share.values.width import width

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
WORDS = words_in("zh")


def page(*blocks: Heading | Paragraph | Fields | Table | Items, banner: str = "") -> Page:
    """Return a page with these blocks."""
    return Page("收益分配", "明细单", banner, blocks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_a_page_has_more_than_eighty_columns(
    language: str, told: dict[str, Statement], public: Summary
) -> None:
    """Statements and summary, every line of them; and no space at its end."""
    everything: list[Statement | Summary] = [*told.values(), public]
    for one in everything:
        lines = render(one, language=language).split("\n")

        assert max(map(width, lines)) <= COLUMNS
        assert [line for line in lines if line != line.rstrip()] == []


@given(ANY, ANY, ANY, st.integers(-(10**17), 10**17))
def test_no_name_however_long_breaks_the_columns(
    one: str, two: str, three: str, amount: int
) -> None:
    """Whatever characters it is made of."""
    table = Table(
        (Column(one), Column(two), Column("元", figures=True)),
        ((two, three, f"{amount:,}"), (three, one, "0")),
        (one, "", f"{amount:,}"),
    )
    lines = text_form(
        page(
            Heading(one),
            Paragraph(two),
            Fields(((one, two), ("甲", three))),
            table,
            Items((Item(three, ((0, one), (3, two))),), counted=True),
            banner=three,
        ),
        WORDS,
    ).split("\n")

    assert max(map(width, lines)) <= COLUMNS


def test_amounts_stand_under_one_another() -> None:
    """To the right, whatever characters stand before them."""
    table = Table(
        (Column("步骤"), Column("元", figures=True)),
        (("运维费 (om)", "1.00"), ("提取", "1,234.50")),
        ("合计", "1,235.50"),
    )
    lines = text_form(page(table), WORDS).split("\n")[4:]

    assert lines == [
        "步骤               元",
        "-----------  --------",
        "运维费 (om)      1.00",
        "提取         1,234.50",
        "-----------  --------",
        "合计         1,235.50",
        "",
    ]


def test_a_table_too_wide_for_the_page_becomes_a_list() -> None:
    """Every figure with the name of its column."""
    wide = "90,071,992,547,409.91"
    columns = tuple(Column(f"列{place}", figures=True) for place in range(4))
    rows = (("甲", *(wide,) * 4), ("乙", wide, "", "", "1"))
    lines = text_form(page(Table((Column("池"), *columns), rows)), WORDS).split("\n")[4:-1]

    assert lines[:5] == ["甲", *(f"  列{place}：{wide}" for place in range(4))]
    assert lines[5:] == ["乙", f"  列0：{wide}", "  列3：1"]


def test_long_words_wrap_inside_their_column() -> None:
    """The figures stand on the last line of the row."""
    table = Table((Column("步骤"), Column("元", figures=True)), (("收益" * 40, "1.00"),))
    lines = text_form(page(table), WORDS).split("\n")[6:-1]

    assert len(lines) == 3
    assert [line.endswith("1.00") for line in lines] == [False, False, True]


MARKS = "\\`*_[]|~<>#"


@given(ANY)
def test_no_name_becomes_a_mark(text: str) -> None:
    """Every mark has a backslash before it, and taking them away gives the name."""
    shown = escaped(text)
    plain = re.sub(r"\\([\\`*_\[\]|~<>#])", r"\1", shown).replace("&amp;", "&")

    assert re.sub(r"\\[\\`*_\[\]|~<>#]", "", shown).translate(
        {ord(mark): "!" for mark in MARKS}
    ) == re.sub(r"\\[\\`*_\[\]|~<>#]", "", shown)
    assert "\n" not in shown
    assert plain == re.sub(r"[\n\t]", " ", "".join(map(seen, text))).strip()


def seen(character: str) -> str:
    """Return a character as a page shows it."""
    from benefit_share.values.width import clean

    return clean(character)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1. 甲", "- 1\\. 甲"),
        ("- 甲", "- \\- 甲"),
        ("+甲", "- \\+甲"),
        ("2020 年", "- 2020 年"),
        ("# 甲", "- \\# 甲"),
        ("a_b|c", "- a\\_b\\|c"),
        ("&lt;", "- &amp;lt;"),
    ],
)
def test_an_item_begins_no_list_inside_itself(text: str, shown: str) -> None:
    """Numbers and signs at the start of a line are escaped, elsewhere they are not."""
    assert markdown_form(page(Items((Item(text),))), WORDS).split("\n")[4] == shown


def test_a_markdown_table_has_as_many_cells_in_every_row() -> None:
    """A bar in a name is escaped."""
    table = Table((Column("池"), Column("元", figures=True)), (("甲|乙", "1"),), ("合计", "1"))
    lines = markdown_form(page(table), WORDS).split("\n")[4:-1]

    assert lines == ["| 池 | 元 |", "| --- | ---: |", "| 甲\\|乙 | 1 |", "| **合计** | **1** |"]


def test_a_form_that_does_not_exist_is_refused_with_those_that_do(public: Summary) -> None:
    """The registry is the list."""
    with pytest.raises(FormUnknown, match="text, markdown") as caught:
        render(public, language="zh", form="pdf")

    assert caught.value.form == "pdf"
    assert isinstance(caught.value, BenefitShareError)
    assert list(FORMS) == ["text", "markdown"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_summary_names_nobody(
    form: str, language: str, public: Summary, told: dict[str, Statement]
) -> None:
    """No household, no member, no fact of one."""
    shown = render(public, language=language, form=form)
    persons = {one.title.zh for each in told.values() for one in each.names if one.kind == "person"}

    assert persons
    assert not any(name in shown for name in (*persons, *told, "5900", "5,900"))


@pytest.mark.parametrize("party", ["h1", "h2", "h3", "h4"])
def test_a_statement_names_nobody_else(party: str, told: dict[str, Statement]) -> None:
    """The persons and the ids of other households stand on their own pages."""
    shown = render(told[party], language="zh")
    others = {
        one.title.zh
        for other, each in told.items()
        for one in each.names
        if one.kind == "person" and other != party
    } - {one.title.zh for one in told[party].names}

    assert others
    assert not any(name in shown for name in (*others, *(told.keys() - {party})))


def test_what_is_not_made_up_has_no_banner(public: Summary) -> None:
    """And a plan without titles or an office still has a page."""
    bare = attrs.evolve(
        public,
        synthetic=None,
        title=None,
        plan_title=None,
        contact=None,
        names=(),
        arrears=(),
        accounts=(),
        findings=(),
        gross=0,
    )
    shown = render(bare, language="en")

    assert "MADE-UP" not in shown
    assert shown.split("\n")[1].strip() == "sample"
