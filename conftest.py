"""What every test run shares: plugins, Hypothesis profiles, and the examples of the documents.

It stands at the root because examples are collected from README, docs and src, not from tests
alone.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser

from house_console import ConsoleParser, FileParser, PlaceParser, Workspace
from house_sheets import SheetParser

ROOT = Path(__file__).parent

pytest_plugins = ["house_needs", "pytester"]

settings.register_profile("dev", max_examples=50)
# Replaces the profile of the same name that Hypothesis loads by itself where CI is set: the same
# examples on every machine, more of them, and no deadline, since two cores are shared by many.
settings.register_profile(
    "ci", max_examples=150, derandomize=True, deadline=None, database=None, print_blob=True
)
# mutmut runs the suite twice in one process, which Hypothesis takes for a test with two executors.
settings.register_profile(
    "mutation",
    max_examples=50,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.differing_executors],
)


def profile() -> str:
    """Return the profile asked for by name, or else the one that fits where this runs."""
    if "MUTANT_UNDER_TEST" in os.environ:
        return "mutation"
    return os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev")


settings.load_profile(profile())


@pytest.fixture(scope="module")
def document_workspace(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Workspace:
    """A copy of the examples, one for each document."""
    path: Path = request.node.path
    chinese = "zh" in path.parts or path.name.endswith(".zh-CN.md")
    return Workspace.of(
        tmp_path_factory.mktemp("document"), ROOT / "examples", "zh" if chinese else "en"
    )


@pytest.fixture
def workspace(document_workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The copy, as the current folder for the length of one example."""
    monkeypatch.chdir(document_workspace.folder)
    return document_workspace


pytest_collect_file = (
    Sybil(
        parsers=[
            ConsoleParser(),
            PlaceParser(),
            FileParser(),
            SheetParser(),
            PythonCodeBlockParser(),
            SkipParser(),
        ],
        patterns=["*.md"],
        fixtures=["workspace"],
    )
    + Sybil(parsers=[DocTestParser()], patterns=["*.py"], path="src")
).pytest()
