"""The results that are checked in, and that nothing but the values changes a byte of them."""

from __future__ import annotations

import hashlib
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from benefit_share.distribution import Run, SlicedRun, run_case
from benefit_share.files import read_case, result_files
from benefit_share.statements import parties, statement

FilesOf = Callable[[str], dict[str, bytes]]
SharedBy = Callable[[str], Run | SlicedRun]

NAMES = (
    "dachong-points",
    "donglu-roster",
    "erling-unaccounted",
    "gaoxian-shares",
    "houjialou-posts",
    "huaian-posts",
    "lingtai-versions",
    "qianhezhong-equal",
    "saga-categories",
    "shenzhou-greenhouse",
    "wendeng-points",
    "yongji-residue",
    "zhangzhai-projects",
    "zhangzhai-solar",
)
LONG_NUMBER = re.compile(r"[0-9]{15}")


def test_every_example_is_named_here(examples: Path, refresh: ModuleType) -> None:
    """Another would be run by nobody."""
    found = sorted(path.parent.name for path in examples.glob("*/plan.yaml"))

    assert found == list(NAMES)
    assert sorted(refresh.KEPT) == found


@pytest.mark.parametrize("example", NAMES)
def test_the_tables_are_those_the_script_makes(
    example: str, examples: Path, make_tables: ModuleType
) -> None:
    """Byte for byte, and no table stands there that it does not make."""
    made = {name: text.encode() for name, text in make_tables.EXAMPLES[example]().items()}
    folder = examples / example

    assert {path.name: path.read_bytes() for path in folder.glob("*.csv")} == made


@pytest.mark.parametrize("example", NAMES)
def test_the_result_is_the_one_checked_in(
    example: str, examples: Path, refresh: ModuleType, files_of: FilesOf
) -> None:
    """Byte for byte; `python examples/refresh.py` writes it anew."""
    folder = examples / example / "result"
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }

    assert refresh.kept(example, files_of(example)) == files


@pytest.mark.parametrize("example", NAMES)
def test_the_order_of_rows_changes_no_byte(
    example: str, examples: Path, tmp_path: Path, files_of: FilesOf
) -> None:
    """Every table shuffled."""
    folder = tmp_path / example
    shutil.copytree(examples / example, folder, ignore=shutil.ignore_patterns("result"))
    chance = random.Random(7)  # noqa: S311  (a shuffle, and the same one every time)
    for path in folder.glob("*.csv"):
        header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        chance.shuffle(rows)
        path.write_text(header + "".join(rows), encoding="utf-8")

    assert result_files(run_case(read_case(folder)), each=True) == files_of(example)


@pytest.mark.parametrize("example", NAMES)
def test_every_formula_makes_the_figure_beside_it(example: str, shared_by: SharedBy) -> None:
    """On every statement, whatever row of a register a claim rests on."""
    run = shared_by(example)
    wrong = [
        (party, line.step.step, line.step.copy)
        for party in parties(run)
        for line in statement(run, party).lines
        if line.made is not None and not line.bound and line.made.value != line.asked
    ]

    assert wrong == []


PROGRAM = """
import hashlib, sys
from pathlib import Path
from benefit_share import read_case, result_files
from benefit_share.distribution import run_case

files = result_files(run_case(read_case(Path(sys.argv[1]))))
whole = b"".join(name.encode() + b"\\0" + data for name, data in sorted(files.items()))
print(hashlib.sha256(whole).hexdigest())
"""


@pytest.mark.parametrize(
    "surroundings",
    [
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2", "LANG": "zh_CN.UTF-8"},
        {"LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "3", "BENEFIT_SHARE_LANG": "zh"},
    ],
    ids=["far-east", "far-west-in-chinese", "bare"],
)
def test_surroundings_change_no_byte(
    surroundings: dict[str, str], examples: Path, files_of: FilesOf
) -> None:
    """Clock zone, locale and hash seed of the machine are none of the inputs."""
    case = examples / "shenzhou-greenhouse"
    files = files_of("shenzhou-greenhouse")
    whole = b"".join(name.encode() + b"\0" + data for name, data in sorted(files.items()))
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LC_", "BENEFIT_SHARE_"))
    }
    printed = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(case)],
        env={**environment, **surroundings},
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout

    assert printed.strip() == hashlib.sha256(whole).hexdigest()


def test_two_processes_at_once_make_the_same_bytes(examples: Path, files_of: FilesOf) -> None:
    """Nothing is shared between runs, on disk or elsewhere."""
    case = examples / "shenzhou-greenhouse"
    files = files_of("shenzhou-greenhouse")
    whole = b"".join(name.encode() + b"\0" + data for name, data in sorted(files.items()))
    both = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(case)], stdout=subprocess.PIPE, encoding="utf-8"
        )
        for _ in range(2)
    ]

    assert {one.communicate()[0].strip() for one in both} == {hashlib.sha256(whole).hexdigest()}
    assert [one.returncode for one in both] == [0, 0]


@pytest.mark.parametrize("example", NAMES)
def test_every_page_says_what_is_made_up(example: str, examples: Path) -> None:
    """On each summary and each statement, in its language."""
    case = read_case(examples / example)
    assert case.synthetic is not None
    words = {"zh": case.synthetic.zh, "en": case.synthetic.en}
    pages = sorted((examples / example / "result").rglob("*.md"))

    assert pages
    for page in pages:
        text = re.sub(r"\s+", "", page.read_text(encoding="utf-8"))
        assert re.sub(r"\s+", "", words[page.name.split(".")[-2]]) in text, page.name


def test_no_table_holds_an_identity_number_or_an_account(examples: Path) -> None:
    """Nor a table of payees, nor any number of fifteen digits."""
    tables = sorted(examples.glob("*/*.csv"))

    assert "payees.csv" not in {path.name for path in tables}
    assert [path for path in tables if LONG_NUMBER.search(path.read_text(encoding="utf-8"))] == []


ENGLISH = re.compile(r"[a-z_]{3,}")
IDENTIFIES = (
    *("分配名称", "分配办法", "输入摘要", "办法摘要", "户编号", "原文依据"),
    *("第 1 分段适用办法", "第 2 分段适用办法"),
)
FILE = "findings.json"
CODE = re.compile(r"^- \S+：[a-z-]+\.[a-z-]+：")


@pytest.mark.parametrize("example", NAMES)
def test_a_chinese_page_has_no_english_word(example: str, examples: Path) -> None:
    """Every id that a reader meets has a title or stands under `words`; codes and ids identify."""
    pages = (examples / example / "result").rglob("*.zh.md")
    left = {
        (page.name, word)
        for page in pages
        for line in page.read_text(encoding="utf-8").splitlines()
        if not any(line.startswith(f"- **{one}**") for one in IDENTIFIES)
        for word in ENGLISH.findall(CODE.sub("", line.replace("\\", "").replace(FILE, "")))
    }

    assert sorted(left) == []
