"""Write the results of the examples anew, so that a person reads the difference.

`python examples/refresh.py` runs every example, writes `<example>/result/`, and puts what the
commands in the README files print into their console blocks. Tests hold all of it against a run.
It also copies the flagship into the package, for `benefit-share demo`.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benefit_share.distribution import run_case
from benefit_share.files import read_case_findings, result_files, write_result
from benefit_share.files.sealed.sealing import input_files

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests" / "plugins"))

from house_console import Workspace, commands_of, run  # noqa: E402  (the path stands above)

KEPT: Mapping[str, tuple[str, ...]] = {
    "shenzhou-greenhouse": ("H005", "H019", "H020", "H153"),
    "zhangzhai-solar": ("Z010", "Z028"),
    "dachong-points": ("mengyuemei",),
    "qianhezhong-equal": ("Q001", "Q020"),
    "yongji-residue": (),
    "saga-categories": ("S0001", "S0945", "S1044"),
    "wendeng-points": ("W005", "W008", "W010", "W018"),
    "houjialou-posts": ("J01", "J20"),
    "erling-unaccounted": ("E01", "E21"),
    "huaian-posts": ("D01",),
    "gaoxian-shares": ("G001",),
    "donglu-roster": ("L020", "L021", "L209", "L215"),
    "zhangzhai-projects": ("B001", "N01", "N27"),
    "lingtai-versions": ("L01", "L61"),
}
"""Of each example, the households whose statements are checked in; those of all are too many."""

IN_THE_PACKAGE = HERE.parent / "src" / "benefit_share" / "files" / "flagship"

WHOLE = ("summary.json", "summary.zh.md", "summary.en.md", "balances_next.csv", "findings.json")
TITLES = frozenset(
    {
        "The steps in figures",
        "分配步骤（数字）",
        "The whole closes",
        "总体平衡",
        "Warnings and notes",
        "警告与提示",
        "Your points",
        "本户积分",
        "What you get, and how it was reckoned",
        "本户所得及算法",
    }
)
"""The sections of a summary and a statement that a README shows."""

SECTION = re.compile(r"^(?:[0-9]+\. |[一二三四五六七八九十]+、)(?P<title>.*)$")
LINES_MAX = 40
BLOCK = re.compile(r"^```console\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


def results(example: str, folder: Path = HERE) -> dict[str, bytes]:
    """Return the files of the result that are checked in, as a run makes them."""
    case, findings = read_case_findings(folder / example)
    if case is None:
        sys.exit("\n".join(map(str, findings)))
    done = run_case(case)
    found = tuple(dict.fromkeys((*findings, *done.findings)))
    return kept(example, result_files(done, findings=found, each=True))


def kept(example: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return those files of a result that are checked in."""
    wanted = {f"statements/{one}.{lang}.md" for one in KEPT[example] for lang in ("zh", "en")}
    return {name: data for name, data in files.items() if name in WHOLE or name in wanted}


def shown(printed: list[str]) -> list[str]:
    """Return the head of a page and the sections worth reading here, `...` for the rest."""
    pieces: list[list[str]] = [[]]
    for before, line, following in zip(["", *printed], printed, [*printed[1:], ""], strict=False):
        if not before and (SECTION.match(line) or following.startswith("----")):
            pieces.append([])
        pieces[-1].append(line)
    lines: list[str] = []
    for number, piece in enumerate(pieces):
        title = SECTION.match(piece[0]) if piece else None
        wanted = title is None or title["title"] in TITLES
        if number == 0 or (wanted and len(piece) <= LINES_MAX):
            lines += piece
        elif lines[-1:] != ["..."]:
            lines.append("...")
    return lines


def transcript(text: str, language: str) -> str:
    """Return a README with its console blocks showing what their commands print now."""
    with tempfile.TemporaryDirectory() as folder:
        place = Workspace.of(Path(folder), HERE, language)

        def block(match: re.Match[str]) -> str:
            lines = []
            for command in commands_of(match["body"]):
                printed = run(command.line, place).splitlines()
                lines += [f"$ {command.line}", *shown(printed)]
            return "\n".join(("```console", *lines, "```"))

        return BLOCK.sub(block, text)


def main() -> None:
    """Write every result and every transcript."""
    for example in KEPT:
        write_result(results(example), HERE / example / "result")
    for name, data in input_files(HERE / "shenzhou-greenhouse").items():
        (IN_THE_PACKAGE / name).write_bytes(data)
    for readme in sorted(HERE.glob("*/README*.md")):
        language = "zh" if readme.name.endswith("zh-CN.md") else "en"
        text = readme.read_text(encoding="utf-8")
        readme.write_text(transcript(text, language), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
