"""The map of the rooms, read from the import contract, and their modules.

The list in pyproject.toml is the only one: the house tests, `.ci/run` and the contract read it.
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import pkgutil
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import attrs

ROOT = Path(__file__).parent.parent.parent

PURE_BEFORE = "rendering"
"""Rooms below this one read no file, clock, chance, locale or log."""

ARITHMETIC = ("allocation", "distribution", "payments", "points", "values", "waterfall")
"""Rooms of which every branch is tested."""


@attrs.frozen
class Source:
    """One module of the package, wherever it is installed.

    Attributes:
        name: dotted, `benefit_share.values.money`.
        path: its file.
        room: the layer it belongs to, `values`; empty for the package itself.
    """

    name: str
    path: Path
    room: str

    def __str__(self) -> str:
        """Read as the dotted name, which is the test's id."""
        return self.name

    @property
    def is_room(self) -> bool:
        """Whether this is the `__init__` of a room."""
        return self.path.name == "__init__.py" and self.name.count(".") == 1

    @property
    def is_pure(self) -> bool:
        """Whether it stands below `rendering`."""
        return self.room in pure_rooms()

    @property
    def text(self) -> str:
        """The source."""
        return self.path.read_text(encoding="utf-8")

    def tree(self) -> ast.Module:
        """Return the parsed source."""
        return ast.parse(self.text)

    def module(self) -> ModuleType:
        """Import it."""
        return importlib.import_module(self.name)


@cache
def layers() -> tuple[tuple[str, ...], ...]:
    """Return the layers from the bottom up, siblings together, rooms to come included."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    (listed,) = (contract["layers"] for contract in contracts if contract["id"] == "rooms")
    return tuple(
        tuple(room.strip(" ()") for room in layer.replace(":", "|").split("|"))
        for layer in reversed(listed)
    )


@cache
def pure_rooms() -> frozenset[str]:
    """Return every room below `rendering`."""
    rooms = [room for layer in layers() for room in layer]
    return frozenset(rooms[: rooms.index(PURE_BEFORE)])


@cache
def package_folder() -> Path:
    """Return where benefit_share is installed: src/, or the site-packages of a wheel's run."""
    spec = importlib.util.find_spec("benefit_share")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


@cache
def sources() -> tuple[Source, ...]:
    """Return every module of the package, the package itself first."""
    return tuple(_walk())


def _walk() -> Iterator[Source]:
    folder = package_folder()
    yield Source("benefit_share", folder / "__init__.py", "")
    for found in pkgutil.walk_packages([str(folder)], "benefit_share."):
        parts = found.name.split(".")
        path = folder.joinpath(*parts[1:])
        path = path / "__init__.py" if found.ispkg else path.with_suffix(".py")
        yield Source(found.name, path, parts[1])
