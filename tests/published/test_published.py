"""Published rules that are no example: each written from the documentation alone, in sixty lines.

Each folder is a whole case with its source on the first line of the plan; what is real in it, and
what is made up, stands in its `case.yaml`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import attrs
import pytest

from benefit_share.distribution import Run, distribute
from benefit_share.files import read_case
from benefit_share.rendering import LANGUAGES, render
from benefit_share.statements import parties, statement, summary

HERE = Path(__file__).parent
CASES = ("osage", "permanent-fund", "wind-fund")
LINES_MOST = 60


@cache
def ran(case: str) -> Run:
    """Return the run of a case."""
    return distribute(read_case(HERE / case))


def test_every_case_is_named_here() -> None:
    """Another would be run by nobody."""
    assert tuple(sorted(path.parent.name for path in HERE.glob("*/plan.yaml"))) == CASES


@pytest.mark.parametrize("case", CASES)
def test_a_published_rule_needs_no_more_than_sixty_lines(case: str) -> None:
    """Source and titles in two languages included."""
    lines = (HERE / case / "plan.yaml").read_text(encoding="utf-8").splitlines()

    assert lines[0].startswith("# Source: ")
    assert len(lines) <= LINES_MOST


@pytest.mark.parametrize("case", CASES)
def test_it_closes_and_warns_of_nothing(case: str) -> None:
    """What came and was held is what is paid and held, at every pool and for the whole."""
    run = ran(case)
    totals = run.totals

    assert [one.code for one in run.findings if str(one.severity) != "note"] == []
    assert all(pool.opening + pool.fed == pool.used and pool.left == 0 for pool in run.pools)
    assert totals.income + totals.opening_held == totals.paid + totals.closing_held
    assert sum(one.amount for one in run.payments) == totals.paid


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_everybody_reads_a_page_in_the_currency_of_the_case(case: str, language: str) -> None:
    """Dollars and pounds, in both languages, and not one yuan."""
    run = ran(case)
    pages = [render(summary(run), language=language, form="markdown")]
    pages += [render(statement(run, one), language=language, form="text") for one in parties(run)]

    assert len(pages) > 3
    text = "".join(pages).replace("美元", "")
    assert [word for word in ("yuan", "¥", "元") if word in text] == []


# ---- Osage: fractions of a headright ---------------------------------------------------------


def test_three_eighths_of_a_headright_are_89438() -> None:
    """0.375 × 2,385 = 894.375: half a cent, which the rule rounds up."""
    given = ran("osage").given

    assert given["whole"] == 2_385_00
    assert given["part"] == 894_38
    assert given["estate-7"] == 5_366_25  # an estate goes on being paid: 2.25 × 2,385
    assert "sold-1" not in given


@pytest.mark.parametrize(("way", "cents"), [("half_up", 894_38), ("down", 894_37)])
def test_the_rule_of_rounding_decides_the_half_cent(way: str, cents: int) -> None:
    """Nothing else does."""
    case = ran("osage").case
    first, *others = case.plan.steps
    plan = attrs.evolve(case.plan, steps=(attrs.evolve(first, round_=way), *others))

    assert distribute(attrs.evolve(case, plan=plan)).given["part"] == cents


def test_the_rise_since_september_is_as_published() -> None:
    """2,385 less 1,015 is 1,370 a headright in September."""
    case = ran("osage").case
    (decision,) = case.decisions
    september = attrs.evolve(case, decisions=(attrs.evolve(decision, amount=1_370_00),))

    assert ran("osage").given["whole"] - distribute(september).given["whole"] == 1_015_00


# ---- a wind farm: bills of properties nearby -------------------------------------------------


def test_twenty_megawatts_pay_100000_pounds() -> None:
    """20 × 5,000, which the check of the plan holds against what came."""
    run = ran("wind-fund")

    assert run.gross == 100_000_00
    assert run.node("community", "parish").used == 100_000_00 - 799_99


def test_a_bill_is_paid_up_to_400_pounds_within_2250_metres() -> None:
    """The limit, the bill below it, one metre too far, and no bill at all."""
    assert ran("wind-fund").given == {"p1": 400_00, "p2": 399_99, "p4": 0}


# ---- Alaska: the formula of the statute ------------------------------------------------------


def test_the_formula_of_the_statute_is_followed() -> None:
    """(10,000 + 250.07 - 114 - 300 - 1,000) / 7 = 1,262.29 each, and four cents lapse."""
    run = ran("permanent-fund")
    dividend = run.node("dividend", "").division

    assert dividend is not None
    assert set(dividend.amounts) == {1_262_29}
    assert run.node("left", "").used == 4
    assert run.given["a9"] == 114_00


def test_an_estate_counts_among_the_divisors() -> None:
    """Without its row the dividend of the others is greater."""
    case = ran("permanent-fund").case
    rows = tuple(row for row in case.registers["eligible"] if row.holder != "estate-4")
    run = distribute(attrs.evolve(case, registers={"eligible": rows}))

    assert ran("permanent-fund").given["estate-4"] == 1_262_29
    assert run.given["a1"] == 1_472_67
