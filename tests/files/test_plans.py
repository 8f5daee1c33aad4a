"""Plan files: good ones are read, bad ones are refused with their place, and the schema agrees."""

from __future__ import annotations

import inspect
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest
import yaml

from benefit_share.errors import Refused
from benefit_share.expressions import condition as c
from benefit_share.expressions import quantity as q
from benefit_share.files import plan_from_bytes, plan_schema, read_plan
from benefit_share.files.plans.formats import migrated
from benefit_share.files.plans.problems import Notebook
from benefit_share.files.plans.schema import SCHEMA_FILE, schema_bytes
from benefit_share.plan import Plan
from benefit_share.plan.model import Account, Shortage
from benefit_share.values import Band

PLANS = Path(__file__).parent / "plans"
GOOD = sorted((PLANS / "good").glob("*.yaml"))
BAD = sorted((PLANS / "bad").glob("*.yaml"))
SCHEMA = Path(inspect.getfile(plan_schema)).parent / SCHEMA_FILE


def errors(data: bytes) -> list[Any]:
    """Return the errors found in a plan, or none."""
    try:
        plan_from_bytes(data)
    except Refused as refused:
        return [finding for finding in refused.findings if finding.is_error]
    return []


def expected(text: str) -> set[str]:
    """Return the codes that the first line of a bad plan announces."""
    match = re.match(r"# expect: (.+)", text)
    assert match
    return set(match[1].split(", "))


def accepted(text: str) -> bool:
    """Say whether the schema accepts a plan, its scalars being text."""
    validator = jsonschema.Draft202012Validator(plan_schema())
    return bool(
        validator.is_valid(yaml.load(text, yaml.BaseLoader))  # noqa: S506 (text alone)
    )


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_plan_is_read_and_fits_the_schema(path: Path) -> None:
    """With nothing to refuse."""
    assert [str(error) for error in errors(path.read_bytes())] == []
    assert accepted(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_plan_fits_the_schema_as_an_editor_sees_it(path: Path) -> None:
    """An editor makes numbers and booleans of scalars; days stay text."""

    class Loader(yaml.SafeLoader):
        """Reads as YAML does, but for days."""

    Loader.yaml_implicit_resolvers = {
        sign: [one for one in ones if "timestamp" not in one[0]]
        for sign, ones in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    tree = yaml.load(path.read_text(encoding="utf-8"), Loader)  # noqa: S506 (a safe loader)

    found = jsonschema.Draft202012Validator(plan_schema()).iter_errors(tree)

    assert [error.message for error in found] == []


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_plan_is_refused_for_what_is_wrong_with_it_and_nothing_else(path: Path) -> None:
    """The codes are those of its first line, and each finding has a line and a column."""
    data = path.read_bytes()

    found = errors(data)

    assert {error.code for error in found} == expected(data.decode())
    assert all(re.fullmatch(r"plan\.yaml:\d+(:\d+)?", error.place) for error in found)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_the_schema_refuses_what_the_reader_refuses(path: Path) -> None:
    """But for the plans that say on their second line why a schema cannot."""
    text = path.read_text(encoding="utf-8")
    cannot = "\n# schema accepts: " in text
    try:
        fits = accepted(text)
    except yaml.YAMLError:
        fits = True

    assert fits == cannot


def test_the_committed_schema_is_the_one_that_the_classes_make() -> None:
    """Regenerate it by writing `schema_bytes()` to the file."""
    jsonschema.Draft202012Validator.check_schema(plan_schema())

    assert SCHEMA.read_bytes() == schema_bytes()


def test_every_key_of_the_schema_is_described() -> None:
    """The words of the docstrings reach the editor."""
    schema = plan_schema()
    keys = {
        f"{name}.{key}": value
        for name, part in {"Plan": schema, **schema["$defs"]}.items()
        if name[0].isupper() and "Attributes:" in part.get("description", "") + "Attributes:"
        for key, value in part.get("properties", {}).items()
    }
    silent = [name for name, value in keys.items() if "description" not in value]

    assert [name for name in silent if name.partition(".")[0] in {"Plan", "Step", "Pool"}] == []


# ---- what the pieces become --------------------------------------------------------------------


def solar() -> Plan:
    """Return the rich plan."""
    return read_plan(PLANS / "good" / "solar.yaml")


def grades() -> Plan:
    """Return the plan of grades."""
    return read_plan(PLANS / "good" / "grades.yaml")


def test_quantities_are_read_as_they_are_written() -> None:
    """Literals exactly, rates with their base, forms as trees."""
    steps = {step.id: step for step in solar().steps}

    assert q.RateOf(q.Name("om_rate"), "gross") == steps["om"].take
    assert steps["to_labour"].take == q.RateOf(q.Literal(Fraction(3, 5), "%"), "remaining")
    assert q.Times((q.Name("asset.mu"), q.Literal(Fraction(400), "yuan/mu"))) == steps["land"].take
    assert steps["shared"].at_most == q.Minus(
        (q.Literal(Fraction(3000), "yuan"), q.Awarded(("base", "level")))
    )


def test_conditions_are_read_as_they_are_written() -> None:
    """Several keys hold together; bands, limits and words are told apart."""
    linked = solar().define["linked"]
    define = grades().define

    paid = c.Fact("budget_paid", c.OneOf(("true",)))
    assert linked == c.AllOf((c.Fact("status", c.OneOf(("policy",))), c.NoMember(paid)))
    assert define["big"] == c.Fact("household.size", c.InBands((Band.parse("[5,)"),)))
    assert isinstance(define["many"], c.Fact)
    assert isinstance(define["many"].of, q.Count)
    assert define["many"].test == c.Limits(at_least=q.Literal(Fraction(2)))
    assert define["always"] == c.At("throughout", c.Fact("status", c.OneOf(("policy", "低保"))))


def test_the_shapes_of_a_file_become_the_fields_of_the_plan() -> None:
    """Accounts, destinations, shortages, what feeds a pool, rows of tables."""
    plan = solar()
    steps = {step.id: step for step in plan.steps}

    assert plan.accounts["backpay"] == Account("owed", "claimant")
    assert plan.pools["gross"].fed_by == {"kind": ("feed_in", "subsidy", "rent")}
    assert plan.pools["village"].fed_by is None
    assert steps["blocked"].to == "account.excluded"
    assert steps["villages"].then == "village"
    assert steps["land"].short == Shortage(take="refuse")
    assert steps["back_pay"].short == Shortage("partial", "proportional", None, "owed.backpay")
    assert plan.facts["budget_paid"].sensitive
    assert plan.tables["need"].rows[0].when == c.Fact("category", c.OneOf(("destitute",)))
    assert grades().tables["bands"].rows[2] == attrs.evolve(
        grades().tables["bands"].rows[2], when=None, is_=q.Name("其他")
    )
    assert grades().steps[1].split == {
        "account.kept": q.Literal(Fraction(3, 5), "%"),
        "payee.owner": q.Literal(Fraction(2, 5)),
    }


def test_a_json_plan_is_read_like_a_yaml_one(tmp_path: Path) -> None:
    """JSON is YAML in other clothes, and every scalar is text in both."""
    import json

    text = (PLANS / "good" / "solar.yaml").read_text(encoding="utf-8")
    tree = yaml.load(text, yaml.BaseLoader)  # noqa: S506 (text alone)
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")

    assert read_plan(path) == solar()


def test_an_older_format_is_read_through_pure_migrations() -> None:
    """Each number becomes the next by one function; the newest is kept as it is."""
    notes = Notebook()
    old = {"format": "benefit-share/plan/1", "rules": "x"}

    new = migrated(
        old,
        "plan",
        notes,
        newest={"plan": 3},
        migrations={
            ("plan", 1): lambda tree: {**tree, "plan": tree["rules"]},
            ("plan", 2): lambda tree: {key: tree[key] for key in tree if key != "rules"},
        },
    )

    assert new == {"format": "benefit-share/plan/3", "plan": "x"}
    assert old == {"format": "benefit-share/plan/1", "rules": "x"}
    assert notes.problems == []


def test_a_plan_file_of_another_name_is_named_in_the_message(tmp_path: Path) -> None:
    """The place begins with the file that was read."""
    path = tmp_path / "rules.yaml"
    path.write_text("plan: 1\n", encoding="utf-8")

    with pytest.raises(Refused, match=r"rules\.yaml:1:7: plan\.wrong-shape"):
        read_plan(path)


def test_a_key_misspelt_is_said_once() -> None:
    """What is there and what is missing together; a second unknown key stands for itself."""
    found = errors(
        b"plan: {id: x, version: 1, from: 2020-01-01, too: 2020-12-31, tto: 2, currency: CNY}\n"
        b"pools: {}\nsteps: []\n"
    )
    said = {error.code: error for error in found}

    assert sorted(error.code for error in found) == ["plan.key-meant", "plan.unknown-key"]
    assert said["plan.key-meant"].place == "plan.yaml:1:45"
    assert "no key 'too' here, and the key 'to' is missing" in said["plan.key-meant"].message


@pytest.mark.parametrize(("code", "unit"), [("CNY", "yuan"), ("EUR", "EUR")])
def test_a_finding_asks_for_the_money_of_the_plan(code: str, unit: str) -> None:
    """Whoever counts in euros is not told to write yuan, which is refused there."""
    text = f"""
plan: {{id: p, version: 1, from: 2026-01-01, to: 2026-12-31, currency: {code}}}
facts: {{size: {{type: number, unit: hectare}}}}
accounts: {{kept: {{held: collective}}}}
pools: {{net: {{per: collective, fed_by: {{income: {{}}}}}}}}
steps:
  - {{id: one, from: net, take: 5 pounds, to: {{account: kept}}, clause: "1"}}
  - {{id: two, from: net, take: 5 kWh, to: {{account: kept}}, clause: "1"}}
  - {{id: all, from: net, take: remaining, to: {{account: kept}}, clause: "1"}}
"""
    with pytest.raises(Refused) as refused:
        plan_from_bytes(text.encode())

    said = [one.advice for one in refused.value.findings]
    assert sum(f"such as {unit}, {unit}/mu" in one for one in said) == 2
    assert sum(f"(400 {unit})" in one and f"as {unit}/month" in one for one in said) == 1
