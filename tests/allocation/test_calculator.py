"""The calculator: one document in, one out, and every fault at once."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.allocation import RULES, calculate
from benefit_share.allocation.calculator import DEFAULT_SEED


def codes(answer: dict[str, object]) -> list[str]:
    """Return the codes of the findings, in order."""
    findings = answer["findings"]
    assert isinstance(findings, list)
    return [finding["code"] for finding in findings]


def test_a_document_is_divided_exactly_and_then_in_whole_units() -> None:
    """Everything needed to check it with a pocket calculator."""
    answer = calculate(
        {
            "rule": "proportional",
            "estate": "100.00",
            "claims": {"a": 1, "b": "1/2", "c": "1.5"},
            "tie_seed": "2025",
        }
    )

    assert answer == {
        "ok": True,
        "rule": "proportional",
        "exact": {"a": "100/3", "b": "50/3", "c": "50"},
        "multiplier": "100/3",
        "bound": {},
        "left_over": "0",
        "amounts": {"a": "33.33", "b": "16.67", "c": "50.00"},
        "residue": "0.00",
        "rounding": "largest_remainder",
        "price": None,
        "raised": ["b"],
        "tie_decided": [],
        "findings": [],
    }
    assert json.loads(json.dumps(answer)) == answer


def test_an_estate_between_two_units_leaves_a_residue() -> None:
    """Half a fen cannot be paid; a third of a fen is written as a fraction."""
    claims = {"a": 1, "b": 1}

    half = calculate({"rule": "equal", "estate": "10.005", "claims": claims})
    third = calculate({"rule": "equal", "estate": "100/3", "claims": {"a": 1}})

    assert (half["amounts"], half["residue"]) == ({"a": "5.00", "b": "5.00"}, "0.005")
    assert (third["amounts"], third["residue"]) == ({"a": "33.33"}, "1/300")


@pytest.mark.parametrize(
    ("unit", "amounts", "residue"),
    [
        ("0.01", {"a": "3.33", "b": "6.67"}, "0.00"),
        ("0.10", {"a": "3.30", "b": "6.70"}, "0.00"),
        ("0.1", {"a": "3.3", "b": "6.7"}, "0.0"),
        (1, {"a": "3", "b": "7"}, "0"),
        ("3", {"a": "3", "b": "6"}, "1"),
        ("5/1", {"a": "5", "b": "5"}, "0"),
    ],
)
def test_amounts_have_the_decimals_of_the_unit(
    unit: object, amounts: dict[str, str], residue: str
) -> None:
    """And are multiples of it."""
    answer = calculate(
        {"rule": "proportional", "estate": 10, "claims": {"a": 1, "b": 2}, "unit": unit}
    )

    assert (answer["amounts"], answer["residue"]) == (amounts, residue)


def test_a_unit_price_is_shown_in_major_units() -> None:
    """0.1428 yuan a point, not 14.28 fen."""
    document = {"rule": "proportional", "estate": 1, "claims": {"a": 3, "b": 4}}

    answer = calculate(document | {"rounding": "unit_price"})
    between = calculate(document | {"rounding": "unit_price", "estate": "1.005"})

    assert answer["price"] == str(Fraction(1428, 10_000))
    assert (answer["amounts"], answer["residue"]) == ({"a": "0.42", "b": "0.57"}, "0.01")
    assert codes(between) == ["allocation.not-a-whole-unit"]


def test_whole_things_are_dealt_in_ones() -> None:
    """No decimals, and no other unit."""
    document = {"rule": "webster", "estate": 10, "claims": {"a": 6, "b": 3, "c": 1}}

    assert calculate(document)["amounts"] == {"a": "6", "b": "3", "c": "1"}
    assert codes(calculate(document | {"unit": "0.01"})) == ["allocation.bad-option"]
    tie = document | {"claims": {"a": 1, "b": 1, "c": 1}}
    assert codes(calculate(tie)) == ["allocation.tie-by-default-seed"]
    assert calculate(tie | {"tie_seed": "s"})["tie_decided"] == ["a", "b", "c"]


def test_a_tie_without_a_seed_is_decided_by_the_default_and_said() -> None:
    """The answer is the same every time, and a note names the seed and those who are equal."""
    answer = calculate({"rule": "equal", "estate": "0.01", "claims": {"b": 0, "a": 0}})

    assert answer["ok"] is True
    amounts = answer["amounts"]
    assert isinstance(amounts, dict)
    assert sorted(amounts.values()) == ["0.00", "0.01"]
    assert answer == calculate({"rule": "equal", "estate": "0.01", "claims": {"a": 0, "b": 0}})
    assert answer["findings"] == [
        {
            "code": "allocation.tie-by-default-seed",
            "severity": "note",
            "message": f"nobody fixed a tie_seed, so '{DEFAULT_SEED}' decided among equals;"
            " fix a text of your own before the data are known.",
            "params": {"ids": ["a", "b"], "seed": DEFAULT_SEED},
        }
    ]


def test_every_option_of_solve_may_be_written() -> None:
    """Tiers, levels, floors and caps; what is left over is said."""
    tiers = calculate(
        {
            "rule": "priority",
            "estate": 10,
            "claims": {"a": 6, "b": 3},
            "tiers": [{"rule": "talmud", "ids": ["b"]}, {"rule": "proportional", "ids": ["a"]}],
            "surplus": "return",
        }
    )
    level = calculate(
        {
            "rule": "level_up",
            "estate": 6,
            "claims": {"a": 0, "b": 0},
            "incomes": {"a": 1, "b": 3},
            "sizes": {"a": 1, "b": 1},
            "line": None,
        }
    )
    floors = calculate(
        {
            "rule": "water_fill",
            "estate": 10,
            "claims": {"a": 1, "b": 9},
            "floors": {"a": "2.50"},
            "floor_meaning": "topup",
        }
    )

    assert (tiers["amounts"], tiers["left_over"]) == ({"a": "6.00", "b": "3.00"}, "1")
    assert tiers["residue"] == "1.00"
    assert level["amounts"] == {"a": "4.00", "b": "2.00"}
    assert floors["bound"] == {"a": "floor"}


def test_all_faults_are_found_at_once() -> None:
    """A file is mended in one pass."""
    answer = calculate(
        {
            "rule": "proportional",
            "estate": 1.5,
            "claims": {"a": -1, "b": 0.25, "c": "1,000", "": 1},
            "weights": {"a": 1},
            "floors": {"z": 1},
            "tie_sed": "x",
            "zzzzzz": 1,
            "unit": 0.01,
            "rounding": "nearest",
            "tie_seed": 7,
        }
    )

    assert answer["ok"] is False
    assert sorted(codes(answer)) == [
        "allocation.bad-claimant-id",
        "allocation.bad-option",
        "allocation.bad-option",
        "allocation.inexact-number",
        "allocation.inexact-number",
        "allocation.inexact-number",
        "allocation.missing-option",
        "allocation.negative-weight",
        "allocation.option-not-taken",
        "allocation.unknown-claimant",
        "allocation.unknown-key",
        "allocation.unknown-key",
        "allocation.unreadable-number",
    ]
    assert json.loads(json.dumps(answer)) == answer


def test_a_document_is_an_object_and_what_it_needs_is_not_null() -> None:
    """Whatever was sent, the answer is a finding and not a crash."""
    null = {"rule": None, "estate": None, "claims": None}

    assert codes(calculate([])) == ["allocation.bad-option"]  # type: ignore[arg-type]  # wrong on purpose: it is refused
    assert codes(calculate(null)) == ["allocation.unknown-rule"]
    assert codes(calculate(null | {"rule": "equal"})) == [
        "allocation.inexact-number",
        "allocation.bad-option",
    ]
    assert codes(calculate(null | {"rule": {}, "claims": {"a": 1}})) == ["allocation.unknown-rule"]
    whole = {"rule": "hamilton", "estate": 1, "claims": {"a": 1}, "tie_seed": 7}
    assert codes(calculate(whole)) == ["allocation.bad-option"]


def test_what_is_missing_is_named() -> None:
    """With what to write."""
    assert codes(calculate({})) == ["allocation.missing-option"] * 3
    assert codes(calculate({"rule": "equl", "estate": 1, "claims": {}})) == [
        "allocation.unknown-rule"
    ]


@pytest.mark.parametrize("unit", ["0", "-1", "1/3", "0.0000000000001", "x"])
def test_a_unit_is_more_than_nothing_and_ends(unit: str) -> None:
    """A third of a unit cannot be printed."""
    answer = calculate({"rule": "equal", "estate": 1, "claims": {"a": 1}, "unit": unit})

    assert answer["ok"] is False
    assert len(codes(answer)) == 1


def test_a_figure_of_a_finding_is_exact_text() -> None:
    """Fractions as "p/q", lists as lists."""
    answer = calculate({"rule": "talmud", "estate": "10.5", "claims": {"a": 3}})

    assert answer["findings"][0]["params"] == {"left_over": "15/2"}  # type: ignore[index]  # an answer is a tree of JSON


@given(
    rule=st.sampled_from(sorted(set(RULES) - {"priority", "level_up"})),
    estate=st.integers(0, 10_000),
    claims=st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 9999), min_size=1),
)
def test_amounts_and_residue_add_up_to_the_estate(
    rule: str, estate: int, claims: dict[str, int]
) -> None:
    """Conserved, or refused."""
    answer = calculate({"rule": rule, "estate": estate, "claims": claims, "tie_seed": "s"})

    if answer["ok"]:
        amounts = answer["amounts"]
        assert isinstance(amounts, dict)
        assert sum(map(Fraction, amounts.values())) + Fraction(str(answer["residue"])) == estate
        assert all(amounts[one] in {"0.00", "0"} for one, claim in claims.items()
                   if not claim and rule != "equal")  # fmt: skip
    else:
        assert codes(answer)[0].startswith("allocation.")
