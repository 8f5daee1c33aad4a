"""Write the results of the examples anew, so that a person reads the difference.

`python examples/refresh.py` runs every example, writes `<example>/result/`, and puts what the
commands in the README files print into their console blocks. Tests hold all of it against a run.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benefit_share.distribution import distribute
from benefit_share.files import read_case_findings, result_files, write_result

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests" / "plugins"))

from house_console import Workspace, commands_of, run  # noqa: E402  (the path stands above)

KEPT: Mapping[str, tuple[str, ...]] = {
    "shenzhou-greenhouse": ("H005", "H019", "H020", "H153"),
    "zhangzhai-solar": ("Z010", "Z011"),
    "dachong-points": ("mengyuemei",),
    "qianhezhong-equal": ("Q001", "Q020"),
    "yongji-residue": (),
    "saga-categories": ("S0001", "S0945", "S1044"),
}
"""Of each example, the households whose statements are checked in; those of all are too many."""

WHOLE = ("summary.json", "summary.zh.md", "summary.en.md", "balances_next.csv", "findings.json")
BLOCK = re.compile(r"^```console\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


def results(example: str, folder: Path = HERE) -> dict[str, bytes]:
    """Return the files of the result that are checked in, as a run makes them."""
    case, findings = read_case_findings(folder / example)
    if case is None:
        sys.exit("\n".join(map(str, findings)))
    done = distribute(case)
    found = tuple(dict.fromkeys((*findings, *done.findings)))
    files = result_files(done, findings=found, each=True)
    wanted = {f"statements/{one}.{lang}.md" for one in KEPT[example] for lang in ("zh", "en")}
    return {name: data for name, data in files.items() if name in WHOLE or name in wanted}


def transcript(text: str, language: str) -> str:
    """Return a README with its console blocks showing what their commands print now."""
    with tempfile.TemporaryDirectory() as folder:
        place = Workspace.of(Path(folder), HERE, language)

        def block(match: re.Match[str]) -> str:
            lines = []
            for command in commands_of(match["body"]):
                printed = run(command.line, place).splitlines()
                shown = command.expected if "..." in command.expected else printed
                lines += [f"$ {command.line}", *shown]
            return "\n".join(("```console", *lines, "```"))

        return BLOCK.sub(block, text)


def main() -> None:
    """Write every result and every transcript."""
    for example in KEPT:
        write_result(results(example), HERE / example / "result")
    for readme in sorted(HERE.glob("*/README*.md")):
        language = "zh" if readme.name.endswith("zh-CN.md") else "en"
        text = readme.read_text(encoding="utf-8")
        readme.write_text(transcript(text, language), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
