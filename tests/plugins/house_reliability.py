"""The page of what is tried against the library: `python tests/plugins/house_reliability.py`.

`tests/reliability/rows.txt` holds one thing that is tried a line, the tests that try it, and what
of it is not tried yet; nothing is dropped from the list.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from functools import cache
from itertools import groupby
from pathlib import Path
from types import MappingProxyType

import attrs

from house_map import ROOT
from house_write import write

TABLE = ROOT / "tests/reliability/rows.txt"
BAD_INPUT = "files/test_bad_input.py::test_what_is_wrong_is_found_with_its_place_and_nothing_else"

COUNTS: Mapping[str, int] = MappingProxyType(
    {"E": 14, "X": 14, "J": 9, "M": 11, "D": 16, "W": 12, "T": 30, "C": 15, "P": 6}
)
"""Each group of the list, and how many rows it has."""

IDS = tuple(f"{letter}{n}" for letter, count in COUNTS.items() for n in range(1, count + 1))

REASONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "<procedure>": (
            "Not tried yet: it belongs to the journal of the office.",
            "还没有试：属于办公室日志。",
        ),
    }
)


@attrs.frozen
class Tried:
    """One row of the list.

    Attributes:
        id: `T11`.
        en: what is tried.
        zh: the same.
        tests: where, below `tests`.
        left_en: what of it is not tried yet, or nothing.
        left_zh: the same.
    """

    id: str
    en: str
    zh: str
    tests: tuple[str, ...]
    left_en: str = ""
    left_zh: str = ""


def _test(word: str, row: str) -> str:
    return f"{BAD_INPUT}[{word[1:] or row}]" if word.startswith("@") else word


@cache
def rows() -> tuple[Tried, ...]:
    """Return the list, in its order."""
    found = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        row, en, zh, tests, *left = (cell.strip() for cell in line.split("|"))
        left = list(REASONS[left[0]]) if left and left[0] in REASONS else left
        found.append(Tried(row, en, zh, tuple(_test(one, row) for one in tests.split()), *left))
    return tuple(found)


@cache
def _source(path: str) -> str:
    return (ROOT / "tests" / path).read_text(encoding="utf-8")


def is_there(test: str) -> bool:
    """Whether a test of the list exists; one in brackets is a row of the table of bad inputs."""
    path, _, name = test.partition("::")
    name, _, parameter = name.rstrip("]").partition("[")
    named = (
        node.name for node in ast.parse(_source(path)).body if isinstance(node, ast.FunctionDef)
    )
    row = rf'Row\(f?"{parameter}([a-z]|\{{letter\}})?"'
    return name in named and (not parameter or re.search(row, _source(path)) is not None)


@attrs.frozen
class Words:
    """What the page says in one language: its path, opening, heads, groups and states."""

    path: str
    opening: str
    columns: tuple[str, ...]
    groups: tuple[str, ...]
    states: tuple[str, str, str]
    is_chinese: bool


ENGLISH = Words(
    "docs/reference/reliability.md",
    """# What is tried against it

Every bad input, fault and attack that this library is meant to stand,
made from the list that the tests read.
*Tried* names the tests that try it; *in part* also says what of it they leave out;
*not yet* says why.
A test that is named here exists, or the tests fail.
""",
    ("Row", "What is tried", "State", "Tests", "Not tried yet"),
    (
        "Encoding and CSV",
        "Workbooks",
        "Plans, JSON and YAML",
        "Money and points",
        "People and accounts",
        "Procedure",
        "Tampering",
        "Crash, disk, environment",
        "Privacy",
    ),
    ("tried", "in part", "not yet"),
    is_chinese=False,
)
CHINESE = Words(
    "docs/zh/reference/reliability.md",
    """# 对它试过什么

本库应当经受的每一种坏输入、故障和攻击，由测试所读的清单生成。
*已试*列出试它的测试；*部分*还写明漏了什么；*尚未*写明原因。
这里写到的测试都存在，否则测试不通过。
""",
    ("编号", "试什么", "状态", "测试", "还没有试的"),
    (
        "编码与 CSV",
        "工作簿",
        "办法、JSON 与 YAML",
        "金额与积分",
        "人员与账户",
        "程序",
        "篡改",
        "崩溃、磁盘、环境",
        "隐私",
    ),
    ("已试", "部分", "尚未"),
    is_chinese=True,
)


def page(words: Words) -> str:
    """Return the page: how many of each state, then one table a group."""
    states = [words.states[0 if not one.left_en else 1 if one.tests else 2] for one in rows()]
    counts = "; ".join(f"{state}: {states.count(state)}" for state in words.states)
    text = f"{words.opening}\n{counts}.\n"
    if words.is_chinese:
        text = f"{words.opening}\n{counts.replace('; ', '；').replace(': ', '：')}。\n"
    told = dict(zip((one.id for one in rows()), states, strict=True))
    for (_, members), title in zip(
        groupby(rows(), lambda one: one.id[0]), words.groups, strict=True
    ):
        text += f"\n## {title}\n\n| {' | '.join(words.columns)} |\n"
        text += "| --- | --- | --- | --- | --- |\n"
        for one in members:
            what, left = (one.zh, one.left_zh) if words.is_chinese else (one.en, one.left_en)
            tests = "<br>".join(f"`{test}`" for test in one.tests)
            text += f"| {one.id} | {what} | {told[one.id]} | {tests} | {left} |\n"
    return text


def pages() -> dict[Path, str]:
    """Return both pages by their place."""
    return {ROOT / words.path: page(words) for words in (ENGLISH, CHINESE)}


if __name__ == "__main__":
    write(pages())
