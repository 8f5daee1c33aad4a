"""One mistake in a whole column is told a few times, and every row of it is named."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from benefit_share.findings import Finding, Kind, Place, Severity
from benefit_share.rendering.reports.findings import finding_rows, plain
from benefit_share.rendering.reports.folding import FOLDED, TOLD, folded, spans_of

KINDS = tuple(
    Kind(f"test.{severity.value}", severity, "Something is wrong.", "Mend it.")
    for severity in Severity
)
PLACES = st.builds(
    Place,
    file=st.sampled_from(["members.csv", "households.csv", "plan.yaml"]),
    line=st.integers(0, 40),
    field=st.sampled_from(["", "id", "name"]),
)
FOUND = st.lists(st.builds(lambda kind, at: kind.at("").placed(at), st.sampled_from(KINDS), PLACES))


def of_rows(*rows: int) -> list[Finding]:
    """Return findings of one kind in the rows of one column."""
    return [KINDS[0].at("").placed(Place("members.csv", line=row, field="id")) for row in rows]


@given(FOUND)
def test_every_finding_is_told_or_named_and_none_twice(found: list[Finding]) -> None:
    """What is folded is not lost: told and named findings together are those that were found."""
    folds = folded(found)

    assert Counter((*(one.finding for one in folds), *(x for one in folds for x in one.rest))) == (
        Counter(found)
    )


@given(FOUND)
def test_only_what_stands_in_one_column_and_says_one_thing_is_folded(found: list[Finding]) -> None:
    """Another code, file or column is another mistake."""
    for one in folded(found):
        told = one.finding
        for other in one.rest:
            assert (other.code, other.at.file, other.at.field) == (
                (told.code, told.at.file, told.at.field)
            )
            assert told.at.field
        assert not one.rest or len(one.rest) >= FOLDED


def test_a_few_are_all_told() -> None:
    """Nobody looks up the row of the only one that was left out."""
    few = of_rows(*range(2, 2 + TOLD + FOLDED - 1))

    assert [one.finding for one in folded(few)] == few
    assert len(folded([*few, *of_rows(99)])) == TOLD


def test_rows_that_follow_one_another_are_a_span() -> None:
    """As one reads them off: from, to, and single ones between."""
    assert spans_of(of_rows(5, 6, 7, 9, 12, 11)) == ["5-7", "9", "11-12"]


def test_the_rows_stand_below_the_last_that_is_told() -> None:
    """In words, in both languages."""
    *_, last = folded(of_rows(2, 3, 4, 5, 6, 9))

    told = {
        language: plain(finding_rows(last.finding, (), language, rest=last.rest))
        for language in ("zh", "en")
    }

    assert told["en"].endswith("  = Mend it.\n  = The same in 3 more rows: 5-6, 9\n")
    assert told["zh"].endswith("  = 另有 3 行同样如此：第 5-6、9 行\n")
