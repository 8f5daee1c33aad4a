"""Every rule of the catalogue: its snippet is read without a fault and pays what a hand reckons.

An entry may expect, all amounts in yuan:

* `gives`: what each party is awarded in all; `paid`: what each payee gets;
* `claims`: by step, what each claim is awarded; `used`: by step, what each copy uses;
* `kept`: by account, the balance of each holder after the run;
* `leaves`: by account, what was ever put in and taken out of it, as the next run reads it;
* `points`: the total of each household;
* `warns`: the codes of the warnings; none if it says nothing;
* `refuses`: the codes of the errors with which the case is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

import house_rules
from benefit_share.distribution import Run, SlicedRun, run_case, slices_of
from benefit_share.distribution.carrying import balances_after
from benefit_share.errors import Refused
from benefit_share.files import plan_from_bytes, read_case
from house_map import ROOT
from house_rules import IDS, OUTCOMES, Rule, Show, rules


def yuan(amount: int) -> str:
    """Write fen as yuan with two decimals."""
    return f"{'-' if amount < 0 else ''}{abs(amount) // 100}.{abs(amount) % 100:02d}"


def claims(run: Run) -> dict[str, dict[str, str]]:
    """Return what each claim is awarded, by step; copies of one step together."""
    found: dict[str, dict[str, str]] = {}
    for node in run.nodes:
        if node.division is not None:
            pairs = zip(node.division.ids, map(yuan, node.division.amounts), strict=True)
            found.setdefault(node.step, {}).update(pairs)
    return found


def used(run: Run) -> dict[str, dict[str, str]]:
    """Return what each copy of a step used; the only copy of a scope is `all`."""
    found: dict[str, dict[str, str]] = {}
    for node in run.nodes:
        found.setdefault(node.step, {})[node.copy or "all"] = yuan(node.used)
    return found


def kept(run: Run | SlicedRun) -> dict[str, dict[str, str]]:
    """Return the balance of each account after the run."""
    found: dict[str, dict[str, str]] = {}
    for flow in slices_of(run)[-1].accounts:
        found.setdefault(flow.account, {})[flow.holder or "all"] = yuan(flow.closing)
    return found


def leaves(run: Run) -> dict[str, dict[str, str]]:
    """Return all that was ever put into an account less all that was ever taken out of it."""
    found: dict[str, dict[str, str]] = {}
    for row in balances_after(run):
        text = f"{yuan(row.put_in)} - {yuan(row.taken_out)}"
        found.setdefault(row.account, {})[row.holder or "all"] = text
    return found


def points(run: Run) -> dict[str, str]:
    """Return the points of each household."""
    assert run.sheet is not None
    return {party: str(total) for party, total in run.sheet.totals.items()}


SEEN: Mapping[str, Callable[[Any], Mapping[str, Any]]] = MappingProxyType(
    {
        "gives": lambda run: {party: yuan(amount) for party, amount in run.given.items()},
        "paid": lambda run: {one.payee: yuan(one.amount) for one in run.payments},
        "claims": claims,
        "used": used,
        "kept": kept,
        "leaves": leaves,
        "points": points,
    }
)
"""How each expectation is read off a run."""
WHOLE = frozenset({"gives", "paid", "points"})
"""Expectations that name every party; the others name what matters of a step or an account."""


def codes(refused: Refused) -> list[str]:
    """Return the codes of the errors, each once."""
    return sorted({one.code for one in refused.findings if one.is_error})


def faults(plan: str) -> list[str]:
    """Return the codes of the errors in a plan by itself."""
    try:
        plan_from_bytes(plan.encode())
    except Refused as refused:
        return codes(refused)
    return []


def outcome(show: Show, folder: Path) -> Run | SlicedRun | list[str]:
    """Run a case from its files; return the codes of the errors if it is refused."""
    for name, content in show.files.items():
        (folder / name).write_text(content, encoding="utf-8", newline="\n")
    try:
        return run_case(read_case(folder))
    except Refused as refused:
        return codes(refused)


def expected(show: Show, key: str) -> Any:
    """Return what is expected, numbers of points as plain fractions."""
    value = show.expected[key]
    if key == "points":
        return {party: str(Fraction(number)) for party, number in value.items()}
    return value


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_a_snippet_pays_what_was_worked_out_by_hand(rule: Rule, tmp_path: Path) -> None:
    """To the fen, with the warnings that are expected and no others."""
    for place, show in enumerate(rule.shows):
        folder = tmp_path / str(place)
        folder.mkdir()
        found = outcome(show, folder)

        assert set(show.expected) - {"warns"}, "nothing is expected"
        if "refuses" in show.expected:
            assert found == show.expected["refuses"]
            continue
        assert isinstance(found, Run | SlicedRun), found
        warned = sorted({str(one.code) for one in found.findings if str(one.severity) != "note"})
        assert warned == show.expected.get("warns", [])
        for key in SEEN.keys() & show.expected.keys():
            seen = SEEN[key](found)
            wanted = expected(show, key)
            if key in WHOLE:
                assert seen == wanted
            else:
                assert {name: seen.get(name) for name in wanted} == wanted


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_a_snippet_is_a_plan_without_an_error(rule: Rule) -> None:
    """With the frame around it; where an entry shows a fault, it is the one that is expected."""
    for show in rule.shows:
        found = faults(show.files["plan.yaml"])

        assert found in ([], show.expected.get("refuses"))


def test_every_rule_of_the_catalogue_has_one_entry() -> None:
    """And none has two; a file is called after its first one."""
    found = [one for rule in rules() for one in rule.ids]

    assert sorted(found) == sorted(IDS)
    assert all(rule.name == rule.ids[0] for rule in rules())


@pytest.mark.parametrize(
    "place", sorted(house_rules.pages()), ids=lambda place: place.relative_to(ROOT).as_posix()
)
def test_the_page_of_rules_is_that_of_the_cases(place: Path) -> None:
    """After a change of a case, `python tests/plugins/house_rules.py` writes both anew."""
    assert place.read_text(encoding="utf-8") == house_rules.pages()[place]


def test_every_expectation_is_looked_at() -> None:
    """A key that nothing reads would expect nothing."""
    assert {*SEEN, "warns", "refuses"} == set(OUTCOMES)
