"""What must not stand in the repository: paths of one machine, registries, lock files."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

from house_map import ROOT

# Taken apart, so that this file does not find itself.
REGISTRIES = tuple(
    ".".join(words)
    for words in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("deb", "debian", "org"),
        ("conda", "anaconda", "org"),
    )
)
LOCK_FILES = frozenset(
    {
        "Pipfile.lock",
        "package-lock.json",
        "pdm.lock",
        "poetry.lock",
        "pylock.toml",
        "uv.lock",
        "yarn.lock",
    }
)
MACHINE_PATH = re.compile(r"(?<![\w./~-])/(?:work|root|tmp|home)(?:/|\b(?![\w.-]))")
LEFT_OUT = frozenset({"build", "dist", "mutants", "site", "result"})


@cache
def tracked() -> tuple[Path, ...]:
    """Return the files of the repository, or those of an unpacked sdist."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        listed = subprocess.run(
            ["git", "ls-files", "-z"],  # noqa: S607 - whichever git is on the path
            cwd=ROOT,
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout
        paths = [ROOT / name for name in listed.split("\0") if name]
    else:
        paths = [
            path
            for path in ROOT.rglob("*")
            if not LEFT_OUT & set(path.relative_to(ROOT).parts)
            and not any(
                part.startswith(".") and part != ".ci" for part in path.relative_to(ROOT).parts
            )
            and "__pycache__" not in path.parts
        ]
    return tuple(path for path in paths if path.is_file())


@cache
def texts() -> dict[str, str]:
    """Return the text of each tracked file that is text, by its path."""
    found: dict[str, str] = {}
    for path in tracked():
        try:
            found[path.relative_to(ROOT).as_posix()] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return found


def test_the_repository_is_found() -> None:
    """Or else the tests below would pass on nothing."""
    assert {"pyproject.toml", "README.md", "conftest.py"} <= set(texts())


def test_no_path_of_one_machine_is_written_down() -> None:
    """Tests may name one, to see it refused."""
    found = [
        f"{name}: {match.group()}"
        for name, text in texts().items()
        if not name.startswith("tests/")
        for match in MACHINE_PATH.finditer(text)
    ]

    assert found == []


def test_no_registry_and_no_lock_file_is_tracked() -> None:
    """Which registry serves the packages is for the one who installs to say."""
    named = [
        f"{name}: {host}" for name, text in texts().items() for host in REGISTRIES if host in text
    ]

    assert named == []
    assert [path.name for path in tracked() if path.name in LOCK_FILES] == []


def test_text_ends_its_lines_with_one_character() -> None:
    """A carriage return, or a byte order mark, would change digests (bad input has its folder)."""
    odd = [
        name
        for name, text in texts().items()
        if ("\r" in text or text.startswith("\ufeff")) and not name.startswith("tests/")
    ]

    assert odd == []
