"""The documents of the two languages keep step, and every page can be reached."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import attrs
import pytest

from house_map import ROOT

DOCS = ROOT / "docs"
FENCE = re.compile(
    r"^(?P<fence>`{3,})(?P<language>\S*)[^\n]*\n(?P<body>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL
)
HEADING = re.compile(r"^(#+) ", re.MULTILINE)
SAME = frozenset({"bat", "json", "sh", "toml"})
"""Languages whose blocks are the same, letter by letter, in both."""


@attrs.frozen
class Page:
    """The shape of a page.

    Attributes:
        headings: the depth of each, in order.
        blocks: language and content of each code block, in order.
    """

    headings: tuple[int, ...]
    blocks: tuple[tuple[str, str], ...]


class _WithoutText(ast.NodeTransformer):
    """Blanks the strings of a program: they may be in the reader's language."""

    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        """Blank a string."""
        return ast.Constant("") if isinstance(node.value, str) else node


def comparable(language: str, body: str) -> str:
    """Return what must agree between two blocks: commands, and code without its words."""
    if language == "console":
        return "\n".join(line for line in body.splitlines() if re.match(r"[$>] ", line))
    if language == "python" and not body.startswith(">>>"):
        return ast.dump(_WithoutText().visit(ast.parse(body)))
    if language == "yaml":
        return re.sub(r"(^|\s)#.*", "", body)
    return body if language in SAME else ""


def page(path: Path) -> Page:
    """Return the shape of a page."""
    text = path.read_text(encoding="utf-8")
    blocks = tuple(
        (match["language"], comparable(match["language"], match["body"]))
        for match in FENCE.finditer(text)
    )
    return Page(tuple(map(len, HEADING.findall(FENCE.sub("", text)))), blocks)


def pairs() -> list[tuple[Path, Path]]:
    """Return each English document with the place of its Chinese twin."""
    english = sorted(path for path in DOCS.rglob("*.md") if DOCS / "zh" not in path.parents)
    twins = [(path, DOCS / "zh" / path.relative_to(DOCS)) for path in english]
    readmes = sorted((ROOT / "examples").glob("*/README.md"))
    return [
        (ROOT / "README.md", ROOT / "README.zh-CN.md"),
        *((path, path.with_name("README.zh-CN.md")) for path in readmes),
        *twins,
    ]


def name(value: object) -> str:
    """Return a test's id: the path of the English document."""
    assert isinstance(value, tuple)
    return str(value[0].relative_to(ROOT).as_posix())


@pytest.mark.parametrize("pair", pairs(), ids=name)
def test_a_document_and_its_twin_have_the_same_headings_and_code(pair: tuple[Path, Path]) -> None:
    """Words may differ in length; what is said, in which order, and every command may not."""
    english, chinese = pair

    assert chinese.is_file(), f"{chinese.relative_to(ROOT)} is missing"
    assert page(english) == page(chinese)


def test_no_chinese_page_stands_alone() -> None:
    """A page that exists in one language is promised to half of the readers only."""
    english = {path.relative_to(DOCS) for path in DOCS.rglob("*.md")}
    chinese = {path.relative_to(DOCS / "zh") for path in (DOCS / "zh").rglob("*.md")}

    assert chinese <= english


def test_every_page_stands_in_the_navigation() -> None:
    """Mkdocs only notes a page nobody can reach."""
    lines = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    navigation = lines[lines.index("nav:") :]
    listed = set(re.findall(r"[\w./-]+\.md", "\n".join(navigation)))

    assert {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")} == listed


def test_shapes_are_told_apart(tmp_path: Path) -> None:
    """A changed command, number or heading is seen; a translated word is not."""
    text = "# Title\n\n```python\nshare('households', 3)\n```\n\n```console\n$ run x\nDone\n```\n"
    original = tmp_path / "original.md"
    original.write_text(text, encoding="utf-8")
    other = tmp_path / "other.md"

    def same(old: str, new: str) -> bool:
        other.write_text(text.replace(old, new), encoding="utf-8")
        return page(original) == page(other)

    assert same("households", "户")
    assert same("Done", "完成")
    assert same("Title", "标题")
    assert not same("3", "4")
    assert not same("run x", "run y")
    assert not same("# Title", "## Title")
    assert not same("```console", "```text")


def test_the_readme_holds_each_of_the_two_commands_once() -> None:
    """`.ci/run` takes them from there, word for word."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = [line for line in text.splitlines() if line.startswith("python3 -m venv ")]

    assert ["benefit-share run" in line for line in commands] == [True, False]
    assert commands[1].endswith(".venv/bin/python -m pytest")
