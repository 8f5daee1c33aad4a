"""What is shown of a person: masked on the web, whole on the board, never with a number."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.errors import Refused
from benefit_share.rendering.web.sealed_notice import board_html, notice_html
from benefit_share.seal.manifest import fingerprint
from benefit_share.seal.notice import LEAST_IN_CELL, Cell, Notice, board_of, merged_cells
from benefit_share.seal.rows import PublicRow, seal_rows
from benefit_share.values import currency
from house_bundle import PARTIES, RUN, RUN_KEY, notice, sealed_rows


def grouped(*sizes: int) -> Notice:
    """A notice with a group of each size, a yuan for each row."""
    groups = [f"{name}组" for name, size in enumerate(sizes) for _ in range(size)]
    rows = [PublicRow(no, "合*", group, 100, f"{no:064}") for no, group in enumerate(groups)]
    return attrs.evolve(notice(sealed_rows()), rows=tuple(rows))


def test_the_board_shows_the_same_rows_with_full_names_and_the_fingerprint() -> None:
    """The same number and check code tie a name on paper to its row on the web."""
    rows = sealed_rows()
    told, mark = notice(rows), fingerprint(b"manifest")
    board, web = board_html(board_of(told, rows, mark)).decode(), notice_html(told).decode()

    assert "合成甲" in board
    assert "合成甲" not in web
    for row in told.rows:
        assert row.check in board
        assert row.check in web
    assert mark in board
    assert "FOR THE BOARD IN THE VILLAGE ONLY" in board
    assert "合成甲" not in repr(board_of(told, rows, mark))


def test_no_cell_stands_for_fewer_than_five() -> None:
    """Small groups are merged, and with them the smallest large one if need be."""
    assert [(one.name, one.parties) for one in grouped(6, 2, 9, 4).groups] == [
        ("0组", 6),
        ("2组", 9),
        (None, 6),
    ]
    assert [(one.name, one.parties) for one in grouped(6, 1, 9).groups] == [("2组", 9), (None, 7)]
    assert [(one.name, one.parties) for one in grouped(5, 1).groups] == [(None, 6)]
    assert grouped(2, 2).groups == ()
    assert grouped().groups == ()


def test_what_a_group_is_awarded_stands_on_the_notice_where_there_are_several() -> None:
    """Merged cells are named as such; one cell alone says no more than the total."""
    page = notice_html(grouped(6, 2, 9, 4)).decode()

    assert '<table id="groups">' in page
    assert "其余合并 / others, together</td><td>6</td><td>6.00</td>" in page
    assert '<table id="groups">' not in notice_html(grouped(5, 1)).decode()


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 900)), max_size=8))
def test_law_merging_loses_nobody_and_shows_nobody_alone(sizes: list[tuple[int, int]]) -> None:
    """Every cell is large enough, and parties and amounts add up to the whole, or none is shown."""
    cells = [Cell(f"{n}", parties, amount) for n, (parties, amount) in enumerate(sizes)]
    shown, whole = merged_cells(cells), sum(one.parties for one in cells)

    assert all(one.parties >= LEAST_IN_CELL for one in shown)
    if whole >= LEAST_IN_CELL:
        counted = [one for one in cells if one.parties]
        assert sum(one.parties for one in shown) == whole
        assert sum(one.amount for one in shown) == sum(one.amount for one in counted)
    else:
        assert shown == ()


@pytest.mark.parametrize(
    "text",
    [
        "11010519491231002X",
        "13912345678",
        "139 1234 5678",
        "139-1234-5678",
        "６２００１２３４５",
        "三 123456789",
    ],
)
@pytest.mark.parametrize("what", ["name", "group"])
def test_a_name_or_group_with_a_long_number_is_not_sealed(what: str, text: str) -> None:
    """Whoever typed a number into the wrong column is told so, and it is not repeated."""
    party = attrs.evolve(PARTIES[2], **{what: text})  # type: ignore[arg-type]  # keys of many types, from a table of cases
    with pytest.raises(Refused) as refused:
        seal_rows([PARTIES[0], party], run_id=RUN, run_key=RUN_KEY, currency=currency("CNY"))

    assert [(one.code, one.path) for one in refused.value.findings] == [
        ("seal.number-in-text", f"rows[1].{what}")
    ]
    assert text not in str(refused.value)
