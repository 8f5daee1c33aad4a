"""The examples as the tests see them: read and run once, and their two scripts as modules."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from benefit_share.distribution import Run, SlicedRun, distribute, run_case
from benefit_share.files import read_case, result_files

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@cache
def script(name: str) -> ModuleType:
    """Return a script of `examples/` as a module."""
    spec = importlib.util.spec_from_file_location(f"examples_{name}", EXAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def ran(example: str) -> Run:
    """Return the run of an example with one version of the rules."""
    return distribute(read_case(EXAMPLES / example))


@cache
def shared(example: str) -> Run | SlicedRun:
    """Return the run of an example, with however many versions."""
    case = read_case(EXAMPLES / example)
    return run_case(case) if case.versions else ran(example)


@cache
def written(example: str) -> dict[str, bytes]:
    """Return all files of the result of an example."""
    return result_files(shared(example), each=True)


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of the examples."""
    return EXAMPLES


@pytest.fixture(scope="session")
def make_tables() -> ModuleType:
    """The script that makes the tables."""
    return script("make_tables")


@pytest.fixture(scope="session")
def refresh() -> ModuleType:
    """The script that writes the results."""
    return script("refresh")


@pytest.fixture(scope="session")
def run_of() -> Callable[[str], Run]:
    """Return the run of an example by its name, made once."""
    return ran


@pytest.fixture(scope="session")
def shared_by() -> Callable[[str], Run | SlicedRun]:
    """Return the run of an example, with however many versions of the rules."""
    return shared


@pytest.fixture(scope="session")
def files_of() -> Callable[[str], dict[str, bytes]]:
    """Return the files of the result of an example by its name, made once."""
    return written
