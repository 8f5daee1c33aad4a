"""What a caller may import, and what importing costs."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys

import pytest

import benefit_share
from house_map import Source, sources

NAMES_MAX = 30
LAZY = (
    *("babel", "cryptography", "cyclopts", "defusedxml", "fontTools", "hypothesis", "mt940"),
    *("rfc3161_client", "rich", "segno", "typst", "yaml"),
)


def exported() -> list[str]:
    """Return the public names, or leave the test out while there are none."""
    names: list[str] = list(getattr(benefit_share, "__all__", ()))
    if not names:
        pytest.skip("benefit_share exports no name yet")
    return names


def in_order(names: list[str]) -> list[str]:
    """Sort as ruff's RUF022 does: constants, then classes, then functions."""
    return sorted(names, key=lambda name: (not name.isupper(), not name[:1].isupper(), name))


def test_at_most_thirty_names_are_the_interface_in_order_and_without_repetition() -> None:
    """The list is short enough to promise (docs/reference/stability.md)."""
    names = exported()

    assert in_order(list(dict.fromkeys(names))) == names
    assert len(names) <= NAMES_MAX


def test_every_exported_name_can_be_imported_and_is_documented() -> None:
    """A class or a function has a docstring of its own; a constant stands in the reference."""
    undocumented = [
        name
        for name in exported()
        if callable(value := getattr(benefit_share, name)) and not inspect.getdoc(value)
    ]

    assert undocumented == []


def test_nothing_public_is_left_out_of_the_list() -> None:
    """What of ours the package shows beside its rooms is in `__all__`: the list keeps up."""
    shown = {
        name
        for name, value in vars(benefit_share).items()
        if not name.startswith("_")
        and not inspect.ismodule(value)
        and str(getattr(value, "__module__", "")).startswith("benefit_share")
    }

    assert shown <= set(exported())


@pytest.mark.parametrize("source", sources(), ids=str)
def test_what_a_module_exports_exists(source: Source) -> None:
    """Each name in the `__all__` of a module can be had from it, once."""
    module = source.module()
    names = list(getattr(module, "__all__", ()))

    assert [name for name in names if not hasattr(module, name)] == []
    assert len(set(names)) == len(names)


def test_importing_the_package_leaves_the_extras_and_the_locale_data_alone() -> None:
    """A caller who only computes pays for no reader, no terminal and no language."""
    code = "import benefit_share, json, sys; print(json.dumps(sorted(sys.modules)))"
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    imported = {name.partition(".")[0] for name in json.loads(printed)}

    assert imported.isdisjoint(LAZY)
