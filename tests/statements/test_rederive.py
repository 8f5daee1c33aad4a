"""A statement is enough to check itself: weight, price, limits and cut give the same fen."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import house_rederive
from benefit_share.distribution import Case, run_case
from benefit_share.files import read_case
from benefit_share.rendering import statement_json
from benefit_share.statements import parties, statement
from benefit_share.testing import cases
from house_case import among, case_of, rest
from house_rederive import rederive

EXAMPLES = sorted(
    plan.parent for plan in (Path(__file__).parents[2] / "examples").glob("*/plan.yaml")
)


def documents(case: Case) -> list[dict[str, Any]]:
    """Return the statement of everybody as another program would read it."""
    run = run_case(case)
    told = (statement_json(statement(run, party)) for party in parties(run))
    return [json.loads(json.dumps(one)) for one in told]


def test_the_script_is_short_and_knows_nothing_of_the_program() -> None:
    """At most sixty lines, and beside types only json, fractions and sys."""
    source = Path(house_rederive.__file__).read_text(encoding="utf-8")
    imported = {
        name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in [getattr(node, "module", None) or node.names[0].name]
    }

    assert len(source.splitlines()) <= 60
    assert imported == {"json", "sys", "fractions", "typing"}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_every_statement_of_an_example_gives_its_own_fen(example: Path) -> None:
    """Every line of everybody; none is left underived."""
    for told in documents(read_case(example)):
        for step, says, gives in rederive(told):
            assert gives == says, (told["party"], step)


@given(cases())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_no_statement_of_a_generated_plan_gives_another_fen(case: Case) -> None:
    """Where a rule has a price; in a shortage the sums are cut down by rules that have none."""
    for told in documents(case):
        for _, says, gives in rederive(told):
            assert gives in {says, None}


def test_the_larger_claim_is_raised_where_share_and_part_are_equal() -> None:
    """One cap binds h2 and h3: 3,500.35 fen each, one fen is short, and h3 asked for more."""
    capped = among(share="household.size", at_most="35 % of net", surplus="share_again")
    told = documents(case_of((capped, rest()), income=100_01))
    lines = {told["party"]: told["lines"][0] for told in told}

    assert {one: line["edge"] for one, line in lines.items()} == {
        "h1": "",
        "h2": "order",
        "h3": "order",
    }
    assert lines["h2"]["exact_minor"] == lines["h3"]["exact_minor"] == "70007/20"
    assert (lines["h2"]["amount_minor"], lines["h3"]["amount_minor"]) == (35_00, 35_01)
    for one in told:
        assert all(says == gives for _, says, gives in rederive(one))


def test_a_fen_too_much_is_seen() -> None:
    """The check can fail: an amount, a weight, a price that was changed is no longer the same."""
    flagship = next(path for path in EXAMPLES if path.name == "shenzhou-greenhouse")
    told = documents(read_case(flagship))[0]
    share = next(line for line in told["lines"] if line["asked"] != "20000")

    share["amount_minor"] += 1
    assert rederive(told)[1][1] != rederive(told)[1][2]
    share["amount_minor"] -= 1
    share["asked"] = "42"
    assert rederive(told)[1][2] is None
