"""The gallery of errors, made from provoking files: `python tests/plugins/house_gallery.py`.

`tests/gallery/case` is a small case that has nothing wrong with it; `tests/gallery/faults.yaml`
says what is changed in it, one place a fault, and why that is refused.
What the page shows is what `benefit-share check` prints of the changed case.
"""

from __future__ import annotations

import contextlib
import difflib
import io
import os
import re
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any
from unittest import mock

import attrs
import yaml

from benefit_share.cli import main
from house_map import ROOT
from house_workbook import MOMENT, Page, formula, number, pages_of, workbook
from house_write import write

CASE = ROOT / "tests/gallery/case"
FAULTS = ROOT / "tests/gallery/faults.yaml"
LANGUAGES = ("en", "zh")
BOOK = "case.xlsx"
SENTENCE = re.compile(r"(?<=[.?!]) (?=[A-Z`])|(?<=[。？！])(?=.)")
"""Where one sentence ends and another begins: each has a line."""

Pages = dict[str, Page]
Files = Mapping[str, bytes]


@attrs.frozen
class Fault:
    """One thing that real users write, and what becomes of it.

    Attributes:
        id: the anchor on the page.
        group: the heading it stands under.
        codes: what is found; the page is about the first.
        file: where it is written.
        wrong: the case with the fault.
        mended: the case without.
        shown: the lines in question, wrong and mended; a pair for each language.
        words: title and reason in each language.
    """

    id: str
    group: str
    codes: tuple[str, ...]
    file: str
    wrong: Files
    mended: Files
    shown: Mapping[str, tuple[str, str]]
    words: Mapping[str, tuple[str, str]]

    @property
    def code(self) -> str:
        """What the fault is called."""
        return self.codes[0]


def small_case() -> dict[str, str]:
    """Return the files of the case that has nothing wrong with it."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(CASE.iterdir())}


# ---- workbooks that are wrong


def _put(sheet: str, cell: str, value: Any) -> Callable[[Pages], bytes]:
    return lambda pages: workbook({**pages, sheet: pages[sheet].put(cell, value)})


def _page(sheet: str, **changes: Any) -> Callable[[Pages], bytes]:
    return lambda pages: workbook({**pages, sheet: attrs.evolve(pages[sheet], **changes)})


def _renamed(pages: Pages) -> bytes:
    return workbook({("membres" if one == "members" else one): pages[one] for one in pages})


MERGED = '<mergeCells count="1"><mergeCell ref="B2:B4"/></mergeCells>'
BOOKS: Mapping[str, Callable[[Pages], bytes]] = MappingProxyType(
    {
        "id_as_number": _put("payees", "C2", number("9.90000197001010E+17")),
        "formula_in_amount": _put("income", "E2", formula("4500*2", 9000)),
        "merged_cells": _page("households", after=MERGED),
        "hidden_row": _page("households", row_marks={3: 'hidden="1"'}),
        "sheet_misnamed": _renamed,
        "day_with_time": _put("income", "C2", number("46101.5", MOMENT)),
        "old_format": lambda _pages: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    }
)


# ---- the faults as they are written down


def _encoded(files: Mapping[str, str], **encodings: str) -> Files:
    return {name: text.encode(encodings.get(name, "utf-8")) for name, text in files.items()}


def _lines(file: str, wrong: str, mended: str) -> tuple[str, str]:
    """Return the lines that differ, wrong and mended; of what is missing, those around it."""
    one, other = wrong.splitlines(), mended.splitlines()
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    found: tuple[list[str], list[str]] = ([], [])
    for tag, *span in matcher.get_opcodes():
        if tag == "equal":
            continue
        wide = int(span[0] == span[1] or span[2] == span[3])
        found[0].extend(one[max(span[0] - wide, 0) : span[1] + wide])
        found[1].extend(other[max(span[2] - wide, 0) : span[3] + wide])
    if file.endswith(".csv"):
        for lines, whole in zip(found, (one, other), strict=True):
            if whole[0] not in lines:
                lines.insert(0, whole[0])
    return "\n".join(found[0]), "\n".join(found[1])


def _of_book(row: Mapping[str, Any], base: Mapping[str, str]) -> Fault:
    pages = pages_of(base)
    cell = row["cell"]
    shown = {
        language: (f"{cell}: {row['wrong'][language]}", f"{cell}: {row['right'][language]}")
        for language in LANGUAGES
    }
    wrong, mended = BOOKS[row["workbook"]](pages), workbook(pages)
    return _fault(row, BOOK, {BOOK: wrong}, {BOOK: mended}, shown)


def _of_files(row: Mapping[str, Any], base: Mapping[str, str]) -> Fault:
    file = row["in"]
    files = {**base, **row.get("given", {})}
    wrong, mended, encodings = dict(files), dict(files), {}
    if "encoding" in row:
        encodings[file] = row["encoding"]
        shown = dict.fromkeys(LANGUAGES, (f"{file}: {row['encoding']}", f"{file}: utf-8"))
    elif "from" in row:
        wrong[file] = wrong.pop(row["from"])
        shown = dict.fromkeys(LANGUAGES, (file, row["from"]))
    else:
        wrong[file] = _replaced(files[file], row["right"], row["wrong"])
        if "mended" in row:  # not by going back: what was added is right, and asks for more
            mended[file] = _replaced(wrong[file], row["mended"]["wrong"], row["mended"]["right"])
        shown = dict.fromkeys(LANGUAGES, _lines(file, wrong[file], mended[file]))
    return _fault(row, file, _encoded(wrong, **encodings), _encoded(mended), shown)


def _replaced(text: str, old: str, new: str) -> str:
    if text.count(old) != 1:
        raise ValueError(f"{old!r} stands {text.count(old)} times in the file, not once")
    return text.replace(old, new)


def _fault(
    row: Mapping[str, Any],
    file: str,
    wrong: Files,
    mended: Files,
    shown: Mapping[str, tuple[str, str]],
) -> Fault:
    codes = (row["code"], *row.get("also", ()))
    words = {language: tuple(row[language]) for language in LANGUAGES}
    return Fault(row["id"], row["group"], codes, file, wrong, mended, shown, words)


@cache
def faults() -> tuple[Fault, ...]:
    """Return the faults of the gallery, in its order."""
    base = small_case()
    rows = yaml.safe_load(FAULTS.read_text(encoding="utf-8"))
    return tuple(_of_book(row, base) if "workbook" in row else _of_files(row, base) for row in rows)


# ---- what is printed


def printed(files: Files, language: str) -> tuple[int, str]:
    """Return the exit code of `benefit-share check` on a case, and what it prints."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    plain = {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"}
    with tempfile.TemporaryDirectory() as folder, mock.patch.dict(os.environ, plain):
        place = Path(folder) / "case"
        place.mkdir()
        for name, data in files.items():
            (place / name).write_bytes(data)
        asked, stand = (BOOK, place) if BOOK in files else ("case", place.parent)
        with (
            contextlib.chdir(stand),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(out),
        ):
            code = main(["check", asked, "--lang", language])
    text = out.buffer.getvalue().decode("utf-8")
    return code, text


# ---- the page


@attrs.frozen
class Words:
    """What the page says in one language: its path, opening, heads of groups, labels."""

    path: str
    opening: str
    groups: Mapping[str, str]
    columns: tuple[str, str]
    labels: tuple[str, str, str]
    case: str
    ending: str


ENGLISH = Words(
    "docs/reference/errors.md",
    """# The error gallery

What people really mistype, what the program then prints, why, and the mended line.
Everything here is made by running `benefit-share check` on a small case with one place changed; the tests run it again, and check that the mended case has no errors.
Every finding there is, without examples, stands in [the findings](findings.md).
A message says its code and what is wrong; the file, the row or line, and the column; the line itself with a mark under what is meant; and what to do.
What may be private is shown by its form alone.
All faults are told at once:

![Three faults of one case, told at once](../images/terminal-check.en.svg)
""",  # noqa: E501 - a sentence a line
    MappingProxyType(
        {
            "plan": "In the rules",
            "table": "In the tables",
            "run": "When it is shared",
            "workbook": "In the workbook",
        }
    ),
    ("What happened", "Code"),
    ("Written in {file}:", "Printed:", "Mended:"),
    "The case in which all this is changed is synthetic: two households that are paid, one that is"
    " not, one post.",
    "## The small case\n",
)
CHINESE = Words(
    "docs/zh/reference/errors.md",
    """# 错误图鉴

大家真会写错的地方、程序打印什么、为什么，以及改好的那一行。
本页都是在一个小案例里改动一处、再运行 `benefit-share check` 得到的。
测试会重新运行，并核对改好的案例没有错误。
全部发现（不带例子）见[发现](findings.md)。
一条消息依次是：代码和什么不对；文件、行、列；那一行本身，所指之处下面有记号；怎么办。
可能涉及隐私的内容只显示格式。
所有错误一次说完：

![一个案例里的三处错误，一次说完](../../images/terminal-check.zh.svg)
""",
    MappingProxyType(
        {"plan": "办法里", "table": "表格里", "run": "计算时", "workbook": "工作簿里"}
    ),
    ("发生了什么", "代码"),
    ("写在 {file} 里：", "打印：", "改成："),
    "以上都是在这个合成案例里改动一处：两户分钱，一户不分，一个岗位。",
    "## 小案例\n",
)
PAGES: Mapping[str, Words] = MappingProxyType({"en": ENGLISH, "zh": CHINESE})


def anchors() -> dict[str, str]:
    """Return for each code the anchor of the fault that shows it."""
    return {one.code: one.id for one in reversed(faults())}


def page(language: str) -> str:
    """Return the page in one language."""
    words = PAGES[language]
    text = words.opening
    for group, members in groupby(faults(), lambda one: one.group):
        text += "\n| " + " | ".join((words.groups[group], words.columns[1])) + " |\n| --- | --- |\n"
        for one in members:
            text += f"| [{one.words[language][0]}](#{one.id}) | `{one.code}` |\n"
    for group, members in groupby(faults(), lambda one: one.group):
        text += f"\n## {words.groups[group]}\n"
        text += "".join(_entry(one, language) for one in members)
    text += f"\n{words.ending}\n{words.case}\n"
    for name, content in small_case().items():
        text += f"\n`{name}`\n\n" + _block(name, content)
    return text


def _entry(fault: Fault, language: str) -> str:
    title, why = fault.words[language]
    why = SENTENCE.sub("\n", why)
    labels = PAGES[language].labels
    wrong, mended = (_block(fault.file, lines) for lines in fault.shown[language])
    told = _block("", printed(fault.wrong, language)[1])
    return (
        f'\n<a id="{fault.id}"></a>\n\n### {title}\n\n{why}\n'
        f"\n{labels[0].format(file=f'`{fault.file}`')}\n\n{wrong}"
        f"\n{labels[1]}\n\n{told}\n{labels[2]}\n\n{mended}"
    )


def _block(file: str, content: str) -> str:
    kind = {"yaml": "yaml", "csv": "csv"}.get(file.rpartition(".")[2], "text")
    return f"```{kind}\n{content.rstrip()}\n```\n"


def pages() -> dict[Path, str]:
    """Return both pages by their place."""
    return {ROOT / words.path: page(language) for language, words in PAGES.items()}


if __name__ == "__main__":
    write(pages())
