"""What a statement is as plain data, and that nothing is lost on the way there and back."""

from __future__ import annotations

import copy
import json
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benefit_share import Case, distribute, parties, read_case, statement
from benefit_share.distribution import Run
from benefit_share.distribution.faults import CHECK_WARNS
from benefit_share.expressions.reasons import Reason, Verdict
from benefit_share.expressions.tracing import Term
from benefit_share.expressions.units import SYMBOLS, Unit
from benefit_share.rendering import (
    FORMS,
    LANGUAGES,
    StatementUnreadable,
    render,
    say,
    statement_from_json,
    statement_json,
    statement_line,
    summary_json,
)
from benefit_share.statements import Statement, Summary
from benefit_share.values import AmountText, read_canonical

ROUND = {"text_limit": 2_000, "depth_limit": 12, "size_limit": 4_000_000}

WORDS = st.text(st.characters(categories=("L", "N", "P")), max_size=8).filter(
    lambda text: text.isprintable() and unicodedata.is_normalized("NFC", text)
)
EXACTS = st.fractions()
UNITS = st.builds(
    Unit,
    st.dictionaries(st.sampled_from(sorted(SYMBOLS.values())), st.integers(1, 2), max_size=2).map(
        lambda powers: tuple(sorted(powers.items()))
    ),
    bare=st.booleans(),
)
TERMS = st.recursive(
    st.builds(Term, st.just("name"), WORDS, st.none() | EXACTS | WORDS, UNITS),
    lambda inner: st.builds(
        Term,
        st.sampled_from(["times", "plus", "minus", "least", "most"]),
        WORDS,
        EXACTS,
        UNITS,
        st.lists(inner, min_size=1, max_size=3).map(tuple),
    ),
    max_leaves=12,
)
FACTS = st.builds(
    Reason,
    st.just("fact"),
    st.sampled_from(Verdict),
    WORDS,
    st.lists(st.tuples(st.just("one_of"), WORDS), max_size=2).map(tuple),
    WORDS,
    unit=st.sampled_from(["text", "number", ""]),
)
REASONS = st.recursive(
    FACTS,
    lambda inner: st.builds(
        Reason,
        st.sampled_from(["all", "any"]),
        st.sampled_from(Verdict),
        parts=st.lists(inner, min_size=1, max_size=3).map(tuple),
    ),
    max_leaves=12,
)


@cache
def second() -> Statement:
    """Return one statement of the sample; a fixture would be printed whole by Hypothesis."""
    return statement(distribute(read_case(Path(__file__).parent / "sample")), "h2")


def leaves(value: Any) -> Iterator[Any]:
    """Yield every value of a document that is no list and no mapping."""
    if isinstance(value, dict):
        for part in value.values():
            yield from leaves(part)
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part)
    else:
        yield value


def test_a_statement_comes_back_as_it_was(told: dict[str, Statement]) -> None:
    """From its canonical line."""
    for one in told.values():
        data = read_canonical(statement_line(one), **ROUND)  # type: ignore[arg-type]  # limits by name

        assert statement_from_json(data) == one


@settings(deadline=None)  # the first call reads the sample
@example(terms=[], reason=Reason("fact", Verdict.YES, "", (), "0/0", unit="text"))
@given(terms=st.lists(TERMS, max_size=3), reason=st.none() | REASONS)
def test_what_is_read_back_reads_the_same(terms: list[Term], reason: Reason | None) -> None:
    """However deep its formulas and its reasons are."""
    one = second()
    lines = tuple(
        attrs.evolve(line, made=terms[place] if place < len(terms) else None, why=reason)
        for place, line in enumerate(one.lines)
    )
    one = attrs.evolve(one, lines=lines)
    back = statement_from_json(json.loads(statement_line(one)))

    assert back == one
    for language in LANGUAGES:
        for form in FORMS:
            shown = render(back, language=language, form=form)
            assert shown == render(one, language=language, form=form)


def test_the_line_of_a_statement_is_the_same_every_time(run: Run) -> None:
    """One line of bytes, no line break inside."""
    again = {party: statement_line(statement(run, party)) for party in parties(run)}

    assert again == {party: statement_line(statement(run, party)) for party in parties(run)}
    assert not any(b"\n" in line for line in again.values())


def test_no_order_of_rows_changes_a_byte(run: Run) -> None:
    """Tables turned round give the same lines."""
    case = run.case
    turned = attrs.evolve(
        case,
        income=case.income[::-1],
        households=case.households[::-1],
        members=case.members[::-1],
        facts=case.facts[::-1],
        points=case.points[::-1],
        assets=case.assets[::-1],
    )
    other = distribute(turned)

    assert isinstance(case, Case)
    assert [statement_line(statement(other, one)) for one in parties(other)] == [
        statement_line(statement(run, one)) for one in parties(run)
    ]


def test_plain_data_holds_no_float(told: dict[str, Statement], public: Summary) -> None:
    """Text, whole numbers, true, false and nothing; exact numbers are text."""
    for document in (*map(statement_json, told.values()), summary_json(public)):
        kinds = {type(leaf) for leaf in leaves(document)}

        assert kinds <= {str, int, bool, type(None)}
        assert next(iter(document)) == "format"


def test_amounts_say_that_they_are_minor_units(told: dict[str, Statement]) -> None:
    """The currency stands beside them, titles in both languages."""
    data = statement_json(told["h1"])

    assert data["format"] == "benefit-share/statement/1"
    assert data["currency"] == "CNY"
    assert data["payable_minor"] == told["h1"].payable
    assert data["title"] == {"zh": "示例村2020年度收益分配", "en": "Sample village, income of 2020"}
    assert data["lines"][0]["exact_minor"] == str(told["h1"].lines[0].exact)
    assert data["steps"][data["lines"][0]["step_place"]]["step"] == "arrears"


def test_a_summary_as_data_names_nobody(public: Summary, told: dict[str, Statement]) -> None:
    """No household, no member, no balance in a name."""
    data = summary_json(public)
    texts = {leaf for leaf in leaves(data) if isinstance(leaf, str)}

    assert data["format"] == "benefit-share/summary/1"
    assert data["arrears"][0]["open_exact_minor"] == "19999"
    assert texts.isdisjoint(told)
    assert texts.isdisjoint(
        {one.id for each in told.values() for one in each.names} - {one.id for one in public.names}
    )


def wrong(data: dict[str, Any], path: tuple[str | int, ...], value: object) -> dict[str, Any]:
    """Return the document with another value at a path."""
    changed = copy.deepcopy(data)
    place: Any = changed
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return changed


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "benefit-share/statement/2"),
        (("party",), 7),
        (("payable_minor",), "7"),
        (("payable_minor",), True),
        (("currency",), "XXX"),
        (("period",), {"from": "2020-12-31", "to": "2020-01-01"}),
        (("period",), None),
        (("record_date",), "2020-02-30"),
        (("title",), {"zh": "甲"}),
        (("known", 0, "span"), {"from": ""}),
        (("lines",), None),
        (("lines", 0), 7),
        (("lines", 0, "step_place"), 99),
        (("lines", 0, "step_place"), -1),
        (("lines", 0, "exact_minor"), "1/0"),
        (("lines", 0, "exact_minor"), "0.5"),
        (("lines", 0, "exact_minor"), 5),
        (("lines", 0, "raised"), 1),
        (("lines", 0, "made"), []),
        (("lines", 0, "made"), [7]),
        (("lines", 0, "made", 0, "level"), 1),
        (("lines", 0, "made", 0, "unit"), {"powers": 7, "bare": True}),
        (("lines", 1, "made", 1, "level"), 2),
        (("lines", 1, "made", 1, "level"), 0),
        (("lines", 1, "why", 0, "verdict"), "perhaps"),
        (("lines", 1, "why", 0, "form"), "guess"),
        (("kind",), "asset"),
        (("held", 0, "kind"), "lent"),
        (("steps", 0, "rounding"), "sideways"),
        (("lines", 1, "why", 0, "wanted"), [["one_of"]]),
        (("entries", 0, "reason"), "because"),
        (("entries", 0, "params"), [["limit", None]]),
        (("points", 0), "labour"),
        (("steps",), {}),
        (("receipts", 0), []),
        (("findings",), [{"code": "run.x"}]),
        (("contact",), {"office": {"zh": "甲", "en": "a"}, "days": 7}),
    ],
)
def test_what_was_not_written_here_is_refused(
    path: tuple[str | int, ...], value: object, told: dict[str, Statement]
) -> None:
    """By the key that is wrong."""
    with pytest.raises(StatementUnreadable, match="is missing or wrong"):
        statement_from_json(wrong(statement_json(told["h1"]), path, value))


@pytest.mark.parametrize("key", ["party", "lines", "steps", "kind", "names"])
def test_a_key_that_is_missing_is_named(key: str, told: dict[str, Statement]) -> None:
    """With what to do."""
    data = statement_json(told["h1"])
    del data[key]

    with pytest.raises(StatementUnreadable) as caught:
        statement_from_json(data)
    assert caught.value.place in {key, "list"}
    assert "Use the file as it was written." in str(caught.value)


def test_a_finding_of_a_statement_keeps_its_words(public: Summary, run: Run) -> None:
    """So that it can be said in another language by a later version."""
    one = statement(run, "h1")
    marked = attrs.evolve(one, findings=public.findings)

    assert public.findings
    assert statement_from_json(statement_json(marked)) == marked
    for param in (None, {"amount": "1,000.00"}, {"amount": 5}, {}):
        broken = statement_json(marked)
        broken["findings"][0]["params"] = [["residue", param]]
        with pytest.raises(StatementUnreadable):
            statement_from_json(broken)


def test_an_amount_of_a_finding_is_still_one_when_it_is_read_back(run: Run) -> None:
    """So that it stands in groups of digits on every page that is made of the data."""
    finding = CHECK_WARNS.at(
        "", check="c", copy="", seen=AmountText("60000.00"), wanted="0", clause="§1"
    )
    marked = attrs.evolve(statement(run, "h1"), findings=(finding,))

    again = statement_from_json(statement_json(marked))
    assert say(again.findings[0], "zh") == say(finding, "zh")
    assert "60,000.00" in render(again, language="en", form="text")


def test_exact_numbers_of_any_length_come_back() -> None:
    """Beyond the digits of an ordinary number."""
    from benefit_share.rendering.plain_data.codec import EXACT

    value = Fraction(10**900 + 1, 10**901)

    assert EXACT.read(EXACT.write(value)) == value
