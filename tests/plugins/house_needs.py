"""Tests that need a program pip cannot install.

Such a test is marked `@pytest.mark.needs("chromium")`.
Where the program is missing, the test is left out and the terminal summary ends by naming what was
NOT RUN and how to get it.
With `--require-all`, which is how `.ci/run` calls, a missing program fails the test.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import attrs
import pytest

NOT_RUN = "not run"
"""The key under which a report carries the name of the missing program."""


@attrs.frozen
class Program:
    """A program some tests drive.

    Attributes:
        found: answers whether it is here.
        how_to_get_it: what to type on Debian, and what to look for elsewhere.
    """

    found: Callable[[], bool]
    how_to_get_it: str


def _on_path(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def _chinese_fonts() -> bool:
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(
        ["fc-list", ":lang=zh-cn", "family"],  # noqa: S607 - whichever fc-list is on the path
        capture_output=True,
        check=False,
    )
    return bool(listed.stdout.strip())


def _is_file(path: str) -> Callable[[], bool]:
    return lambda: Path(path).is_file()


PROGRAMS: Mapping[str, Program] = MappingProxyType(
    {
        "babelstone-han": Program(
            _is_file("/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf"),
            "apt-get install fonts-babelstone-han",
        ),
        "chromium": Program(
            _on_path("chromium", "chromium-browser", "google-chrome"), "apt-get install chromium"
        ),
        "fonts": Program(_chinese_fonts, "apt-get install fontconfig fonts-noto-cjk"),
        "git": Program(_on_path("git"), "apt-get install git"),
        "noto-cjk": Program(
            _is_file("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
            "apt-get install fonts-noto-cjk",
        ),
        "openssl": Program(_on_path("openssl"), "apt-get install openssl"),
        "poppler": Program(_on_path("pdftotext"), "apt-get install poppler-utils"),
        "spreadsheet": Program(
            _on_path("soffice", "libreoffice"), "apt-get install libreoffice-calc-nogui"
        ),
        "valgrind": Program(_on_path("valgrind"), "apt-get install valgrind"),
        "zbar": Program(_on_path("zbarimg"), "apt-get install zbar-tools"),
    }
)
"""Every program a test may name, by the name it uses."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--require-all`."""
    parser.addoption(
        "--require-all",
        action="store_true",
        help="fail the tests whose program is missing, instead of leaving them out",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Say what the marker means, to `pytest --markers` and to strict mode."""
    config.addinivalue_line(
        "markers", "needs(*programs): the test drives programs that pip cannot install"
    )


def needed(item: pytest.Item) -> Iterator[str]:
    """Yield the programs that *item* is marked with, each once."""
    names = [name for marker in item.iter_markers("needs") for name in marker.args]
    for name in dict.fromkeys(names):
        if name not in PROGRAMS:
            raise pytest.UsageError(
                f"{item.nodeid} needs {name!r}, which tests/plugins/house_needs.py does not "
                f"know; it knows {', '.join(PROGRAMS)}"
            )
        yield name


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a marker that names an unknown program, before any test has run."""
    for item in items:
        list(needed(item))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave the test out, or fail it, when a program it needs is missing."""
    for name in needed(item):
        program = PROGRAMS[name]
        if program.found():
            continue
        if item.config.getoption("--require-all"):
            pytest.fail(f"{name} is missing: {program.how_to_get_it}", pytrace=False)
        # A property of the report, so that it comes back from a worker of pytest-xdist as well.
        item.user_properties.append((NOT_RUN, name))
        pytest.skip(f"needs {name}")


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """End by naming what was not run, and how to get it."""
    counts: dict[str, int] = {}
    for report in terminalreporter.stats.get("skipped", ()):
        for key, name in getattr(report, "user_properties", ()):
            if key == NOT_RUN:
                counts[str(name)] = counts.get(str(name), 0) + 1
    if not counts:
        return
    terminalreporter.section("NOT RUN", sep="=", yellow=True, bold=True)
    for name in sorted(counts):
        tests = "1 test needs" if counts[name] == 1 else f"{counts[name]} tests need"
        terminalreporter.line(f"NOT RUN: {tests} {name}: {PROGRAMS[name].how_to_get_it}")
