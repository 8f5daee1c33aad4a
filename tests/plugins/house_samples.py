"""One instance of each public class that cannot be built from its annotations alone.

The tests of test_carry.py copy and pickle them.
A room that adds an error or an exported value adds a line here when the test asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType

import pytest

import benefit_share
from benefit_share.errors import Refused
from benefit_share.findings import Kind, Severity
from benefit_share.values import Money, currency
from house_map import ROOT

FLAGSHIP = ROOT / "examples" / "shenzhou-greenhouse"

A_KIND = Kind(
    code="house.sample",
    severity=Severity.ERROR,
    says="There are {count} of them.",
    do="Write fewer.",
)


@cache
def flagship() -> benefit_share.Case:
    """Return the case of the flagship: a whole year, so a whole value of every public kind."""
    if not (FLAGSHIP / "plan.yaml").exists():
        pytest.skip("there is no examples/shenzhou-greenhouse yet")
    return benefit_share.read_case(FLAGSHIP)


@cache
def run() -> benefit_share.Run:
    """Return its run."""
    return benefit_share.distribute(flagship())


def first_statement() -> benefit_share.Statement:
    """Return the statement of its first party."""
    return benefit_share.statement(run(), benefit_share.parties(run())[0])


SAMPLES: Mapping[str, Callable[[], object]] = MappingProxyType(
    {
        "benefit_share.distribution.case.Case": flagship,
        "benefit_share.distribution.run.Run": run,
        "benefit_share.errors.Refused": lambda: Refused([A_KIND.at("steps[1]", count=3)]),
        "benefit_share.findings.Finding": lambda: A_KIND.at("steps[1]", count=3),
        "benefit_share.findings.Kind": lambda: A_KIND,
        "benefit_share.plan.model.Plan": lambda: flagship().plan,
        "benefit_share.statements.data.Statement": first_statement,
        "benefit_share.statements.data.Summary": lambda: benefit_share.summary(run()),
        "benefit_share.values.money.Money": lambda: Money(19_479_215, currency("CNY")),
    }
)
"""Dotted name of a class, and how to make one."""
