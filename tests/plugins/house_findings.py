"""The page of all findings, made from the code: `python tests/plugins/house_findings.py`.

The English words stand at the kinds, the Chinese ones in the catalogue of `rendering`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path
from types import MappingProxyType

import attrs
from babel.messages.pofile import read_po

import house_gallery
from benefit_share import rendering
from benefit_share.findings import Kind, Severity
from house_map import ROOT, sources
from house_write import write

CATALOGUE = Path(rendering.__file__).parent / "locale/zh/LC_MESSAGES/benefit_share.po"


@attrs.frozen
class Words:
    """What the page says in one language.

    Attributes:
        path: of the page, in the repository.
        opening: everything above the tables.
        columns: the heads of a table.
        severities: the word for each severity.
    """

    path: str
    opening: str
    columns: tuple[str, ...]
    severities: Mapping[Severity, str]


ENGLISH = Words(
    "docs/reference/findings.md",
    """# The findings

Everything that can be found in a plan, a case or a run, made from the code.
A word in braces stands for what was found there.
An *error* refuses, a *warning* stands on the result, a *note* asks for nothing.
The codes are stable; the sentences get better.
A code that is a link has an example in [the error gallery](errors.md).
""",
    ("Code", "Severity", "What is wrong", "What to do"),
    MappingProxyType({severity: severity.value for severity in Severity}),
)
CHINESE = Words(
    "docs/zh/reference/findings.md",
    """# 发现

办法、案例或运行中可能发现的一切，由代码生成。
花括号里的词代表在那里发现的内容。
*错误*表示拒绝；*警告*写在结果上；*提示*不要求做什么。
代码是稳定的，句子会改进。
带链接的代码在[错误图鉴](errors.md)里有例子。
""",
    ("代码", "轻重", "什么不对", "怎么办"),
    MappingProxyType({Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"}),
)


@cache
def kinds() -> tuple[Kind, ...]:
    """Return every kind of finding once, in order of code: of its own, or of a refusal."""
    values = (value for source in sources() for value in vars(source.module()).values())
    named = (getattr(value, "kind", None) if isinstance(value, type) else value for value in values)
    found = {kind.code: kind for kind in named if isinstance(kind, Kind)}
    return tuple(found[code] for code in sorted(found))


@cache
def chinese() -> Mapping[str, str]:
    """Return the Chinese sentence of each English one."""
    with CATALOGUE.open("rb") as file:
        return MappingProxyType(
            {str(entry.id): str(entry.string) for entry in read_po(file) if entry.string}
        )


def in_chinese(sentence: str) -> str:
    """Return the Chinese words of *sentence*, or itself where there are none yet."""
    return chinese().get(sentence, sentence)


def cell(text: str) -> str:
    """Return *text* so that Markdown shows each of its signs."""
    for sign in "\\|*_<[`":
        text = text.replace(sign, f"\\{sign}")
    return text


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _room(kind: Kind) -> str:
    return kind.code.partition(".")[0]


def page(words: Words, told: Callable[[str], str]) -> str:
    """Return the page, one table for the findings of each room."""
    text = words.opening
    for room, members in groupby(kinds(), _room):
        text += f"\n## {room}\n\n" + _row(words.columns) + _row("---" for _ in words.columns)
        for kind in members:
            sentences = (cell(told(kind.says)), cell(told(kind.do)))
            at = house_gallery.anchors().get(kind.code)
            code = f"[`{kind.code}`](errors.md#{at})" if at else f"`{kind.code}`"
            text += _row((code, words.severities[kind.severity], *sentences))
    return text


def pages() -> dict[Path, str]:
    """Return both pages by their place."""
    return {
        ROOT / ENGLISH.path: page(ENGLISH, str),
        ROOT / CHINESE.path: page(CHINESE, in_chinese),
    }


if __name__ == "__main__":
    write(pages())
