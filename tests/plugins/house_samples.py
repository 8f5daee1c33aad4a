"""One instance of each public class that cannot be built from its annotations alone.

The tests of test_carry.py copy and pickle them.
A room that adds an error or an exported value adds a line here when the test asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from benefit_share.errors import Refused
from benefit_share.findings import Kind, Severity

A_KIND = Kind(
    code="house.sample",
    severity=Severity.ERROR,
    says="There are {count} of them.",
    do="Write fewer.",
)

SAMPLES: Mapping[str, Callable[[], object]] = MappingProxyType(
    {
        "benefit_share.errors.Refused": lambda: Refused([A_KIND.at("steps[1]", count=3)]),
        "benefit_share.findings.Finding": lambda: A_KIND.at("steps[1]", count=3),
        "benefit_share.findings.Kind": lambda: A_KIND,
    }
)
"""Dotted name of a class, and how to make one."""
