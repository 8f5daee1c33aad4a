"""The import contract covers the whole package, and each outside package has one room."""

from __future__ import annotations

import ast
import sys
import tomllib
from pathlib import Path

from house_map import ARITHMETIC, layers, pure_rooms, sources

OWNERS = {
    "babel": {"rendering"},
    "cattrs": {"files"},
    "cryptography": {"seal", "verification"},
    "rfc3161_client": {"verification"},
    "cyclopts": {"cli"},
    "fontTools": {"files"},
    "defusedxml": {"files"},
    "hypothesis": {"testing"},
    "mt940": {"files"},
    "pendulum": {"values"},
    "rich": {"cli"},
    "segno": {"rendering"},
    "typst": {"rendering"},
    "altair": {"rendering"},
    "vl_convert": {"rendering"},
    "yaml": {"files"},
    "openpyxl": {"files"},
    "pyarrow": {"files"},
    "xlsxwriter": {"files"},
}


def imported(path: Path) -> set[str]:
    """Return the top-level packages a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def test_every_room_stands_in_the_list_once() -> None:
    """A room in no layer would be free to import anything."""
    listed = [room for layer in layers() for room in layer]

    assert {source.room for source in sources()} - {""} <= set(listed)
    assert len(listed) == len(set(listed))
    assert set(ARITHMETIC) <= pure_rooms()


def test_an_outside_package_is_imported_by_its_room_alone() -> None:
    """What only one room speaks to can be replaced in that room."""
    users: dict[str, set[str]] = {}
    for source in sources():
        for name in imported(source.path) - sys.stdlib_module_names - {"benefit_share"}:
            users.setdefault(name, set()).add(source.room)

    assert users.pop("attrs", {"values"})
    assert {name: rooms for name, rooms in users.items() if rooms - OWNERS.get(name, set())} == {}


def test_the_contract_forbids_each_outside_package_everywhere_else(repository: Path) -> None:
    """The table above and the contracts of pyproject.toml say the same."""
    with (repository / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    allowed: dict[str, set[str]] = {}
    for contract in contracts:
        for line in contract.get("ignore_imports", ()):
            importer, _, package = line.partition(" -> ")
            allowed.setdefault(package, set()).add(importer.split(".")[1])

    assert allowed == OWNERS
