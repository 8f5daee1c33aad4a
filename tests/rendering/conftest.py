"""A small village whose year has every kind of step: read once, told in every test."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from benefit_share import distribute, parties, read_case, statement, summary
from benefit_share.distribution import Run
from benefit_share.statements import Statement, Summary

HERE = Path(__file__).parent


@cache
def sample_run() -> Run:
    """Return the run of `sample/`: floors, limits, shortages, a price, trust money, points."""
    return distribute(read_case(HERE / "sample"))


@pytest.fixture(scope="session")
def run() -> Run:
    """The run of the sample."""
    return sample_run()


@pytest.fixture(scope="session")
def told(run: Run) -> dict[str, Statement]:
    """The statements of the sample, by party."""
    return {party: statement(run, party) for party in parties(run)}


@pytest.fixture(scope="session")
def public(run: Run) -> Summary:
    """The summary of the sample."""
    return summary(run)


@pytest.fixture(scope="session")
def golden() -> Path:
    """The folder of the pages that somebody has read."""
    return HERE / "golden"
