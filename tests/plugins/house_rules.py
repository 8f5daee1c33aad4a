"""The page of the rules found in published plans: `python tests/plugins/house_rules.py`.

Each file of `tests/rules` is one entry: what the rule is, the plan text that expresses it, small
tables, and the amounts worked out by hand; `tests/rules/test_rules.py` runs it.
The words above the entries stand in `opening.en.md` and `opening.zh.md` beside them.
All people and amounts in them are made up, but for figures whose place is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import attrs
import yaml

from house_map import ROOT
from house_write import write

FOLDER = ROOT / "tests/rules"
TEST = "test_a_snippet_pays_what_was_worked_out_by_hand"
LETTERS: Mapping[str, int] = MappingProxyType({"P": 11, "S": 7, "H": 24, "E": 8, "L": 20})
"""Each group of the catalogue, and how many rules it has."""

IDS = tuple(f"{letter}{n}" for letter, count in LETTERS.items() for n in range(1, count + 1))

FRAME: Mapping[str, str] = MappingProxyType(
    {
        "plan": "plan: {id: try, version: 1, from: 2020-01-01, to: 2020-12-31, currency: CNY}\n",
        "pools": "pools: {net: {per: collective, fed_by: {income: {}}}}\n",
        "steps": (
            "steps:\n"
            "  - {id: by_points, from: net, take: remaining, among: households,\n"
            '     share: points.total, if_none: refuse, clause: "§1"}\n'
        ),
    }
)
"""What stands in a plan for each part that a snippet leaves out."""

TABLES: Mapping[str, str] = MappingProxyType(
    {
        "collectives": "id,name\nv,Village\n",
        "assets": "id,kind\na,greenhouse\n",
        "income": "id,asset,received_on,kind,amount\ni,a,2020-05-01,rent,100.00\n",
        "households": "id,collective,head\nh1,v,p1\nh2,v,p2\nh3,v,p4\n",
        "members": (
            "id,household,born_on\np1,h1,1970-03-01\np2,h2,1970-03-01\np3,h2,1972-03-01\n"
            "p4,h3,1970-03-01\np5,h3,1972-03-01\np6,h3,2008-03-01\n"
        ),
    }
)
"""The tables of each case, unless it brings its own."""

HEAD = "format: benefit-share/case/1\nsynthetic: {zh: 全部为合成数据, en: all of it is synthetic}\n"
OUTCOMES = ("gives", "paid", "claims", "used", "kept", "leaves", "points", "warns", "refuses")
"""What a case may expect: see `test_rules`."""


@attrs.frozen
class Show:
    """One case of an entry.

    Attributes:
        says: what stands above the snippet, by language.
        snippet: the plan text, empty if it is that of the case before.
        head: what case.yaml says of slices, or empty.
        works: the reckoning by hand, in figures.
        files: name and content of every file of the case folder.
        expected: what comes of it.
    """

    says: Mapping[str, str]
    snippet: str
    head: str
    works: str
    files: Mapping[str, str]
    expected: Mapping[str, Any]


@attrs.frozen
class Rule:
    """One entry of the page.

    Attributes:
        name: of the file, without its ending.
        ids: the rules of the catalogue that it shows.
        title: what they are called, by language.
        not_yet: what cannot be expressed, and what happens today, by language; or empty.
        shows: its cases, in order.
    """

    name: str
    ids: tuple[str, ...]
    title: Mapping[str, str]
    not_yet: Mapping[str, str]
    shows: tuple[Show, ...]


def whole_plan(snippet: str) -> str:
    """Return a snippet with what the frame says of the parts it leaves out."""
    written = set(re.findall(r"^(\w+):", snippet, re.MULTILINE))
    return snippet + "".join(text for key, text in FRAME.items() if key not in written)


def read(path: Path) -> Rule:
    """Read one entry; every scalar stays text, so that 0.10 stays 0.10."""
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  (text)
    tables, plan, shows = dict(TABLES), "", []
    plans: list[str] = []
    for one in data["shows"]:
        tables |= one.get("tables", {})
        plan = one.get("plan", plan)
        plans.append(whole_plan(plan))
        files = {f"{name}.csv": text for name, text in tables.items() if text}
        files |= {"plan.yaml": whole_plan(plan), "case.yaml": HEAD + one.get("case", "")}
        # Of slices, a plan file may be that of an earlier case, by its number from 1.
        files |= {file: plans[int(n) - 1] for file, n in one.get("plans", {}).items()}
        head = one.get("case", "") if "plans" in one else ""
        expected = {key: one[key] for key in OUTCOMES if key in one}
        unknown = set(one) - {*OUTCOMES, "tables", "plan", "plans", "case", "says", "works"}
        assert not unknown, f"{path.name}: {unknown}"
        shows.append(
            Show(
                one.get("says", {}),
                one.get("plan", ""),
                head,
                one.get("works", ""),
                files,
                expected,
            )
        )
    ids = tuple(data["ids"].split())
    return Rule(path.stem, ids, data["title"], data.get("not_yet", {}), tuple(shows))


@cache
def rules() -> tuple[Rule, ...]:
    """Return every entry, in order of its first id."""
    found = (read(path) for path in FOLDER.glob("*.yaml"))
    return tuple(sorted(found, key=lambda rule: IDS.index(rule.ids[0])))


@attrs.frozen
class Words:
    """What the page says in one language.

    Attributes:
        path: of the page, in the repository.
        language: `en` or `zh`.
        groups: the heading of each group.
        not_yet: what stands before the words of what cannot be expressed.
        shown: the line that names the test; `{}` is its name.
    """

    path: str
    language: str
    groups: Mapping[str, str]
    not_yet: str
    shown: str


ENGLISH = Words(
    "docs/reference/rules.md",
    "en",
    MappingProxyType(
        {
            "P": "Getting to the pool",
            "S": "Splitting the pool",
            "H": "To households and persons",
            "E": "Who, and when",
            "L": "Points",
        }
    ),
    "Not expressible yet",
    "Shown by",
)
CHINESE = Words(
    "docs/zh/reference/rules.md",
    "zh",
    MappingProxyType(
        {
            "P": "归集到可分配收益",
            "S": "把收益切成块",
            "H": "分到户、分到人",
            "E": "谁、什么时候",
            "L": "积分",
        }
    ),
    "尚不能表达",
    "由此测试",
)


def block(language: str, text: str) -> str:
    """Return *text* as a block of code."""
    return f"```{language}\n{text}```\n"


def entry(rule: Rule, words: Words) -> Iterable[str]:
    """Yield the paragraphs of one entry."""
    language = words.language
    yield f"### {', '.join(rule.ids)} — {rule.title[language]}\n"
    if rule.not_yet:
        yield f"**{words.not_yet}**: {rule.not_yet[language].strip()}\n"
    for show in rule.shows:
        if show.says:
            yield f"{show.says[language].strip()}\n"
        if show.snippet:
            yield block("yaml", show.snippet)
        if show.head:
            yield block("yaml", show.head)
        if show.works:
            yield block("text", show.works)
    yield f"{words.shown}: `tests/rules/test_rules.py::{TEST}[{rule.name}]`\n"


def page(words: Words) -> str:
    """Return the page in one language."""
    opening = (FOLDER / f"opening.{words.language}.md").read_text(encoding="utf-8")
    text = opening.replace("{frame}", block("yaml", "".join(FRAME.values())))
    for letter, heading in words.groups.items():
        members = [rule for rule in rules() if rule.ids[0].startswith(letter)]
        if members:
            text += f"\n## {heading}\n"
        text += "".join(f"\n{part}" for rule in members for part in entry(rule, words))
    return text


def pages() -> dict[Path, str]:
    """Return both pages by their place."""
    return {ROOT / words.path: page(words) for words in (ENGLISH, CHINESE)}


if __name__ == "__main__":
    write(pages())
