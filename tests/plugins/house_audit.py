"""The page of the audit checks, made from the code: `python tests/plugins/house_audit.py`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from benefit_share.audit import CHECKS
from benefit_share.audit import faults as kinds
from benefit_share.files.tables.audit_lists import AUDIT_TABLES
from benefit_share.files.tables.declared import Column
from benefit_share.findings import Kind
from benefit_share.procedure.words import EVENTS, MEETINGS
from benefit_share.rendering import words_in
from benefit_share.rendering.words.catalogues import catalogue
from house_map import ROOT
from house_write import write

PAGES = MappingProxyType(
    {"en": ROOT / "docs/reference/audit.md", "zh": ROOT / "docs/zh/reference/audit.md"}
)
OPENINGS = MappingProxyType(
    {
        "en": """# The audit checks

`benefit-share audit CASE` asks twenty-eight questions about a case and its run, made from the code.
Each answers with how much it looked at and what it found, or with *NOT CHECKED* and why; what it had to leave out is said beside it.
A check never says that it found nothing where it did not look.
What the run or the linter has found already is told again under its number, not looked for a second time.
A case that is refused, for wages that the money cannot pay (C13), a split that is not 100 % (C14) or households added to persons (C16), is told under those numbers, and every other check says that there was no run.
From Python it is `benefit_share.audit.audit(run, lists)`, and `benefit_share.audit.refused(findings, plan)` for a refusal.

## What may be given

Lists of other offices and what happened afterwards lie as tables in the folder `audit` inside the case.
They test a run and never enter one, so they change no amount and no digest.
A row meets a party by its id; where a list has only names, a match is a question and not a fault, for names are shared.
A table with its header and no rows is an answer: nobody died, nothing has been paid.
File names and headers may be English or Chinese; `*` marks a column that must be there.

| Table | Chinese name | Columns and their Chinese headers |
| --- | --- | --- |
""",
        "zh": """# 审计检查

`benefit-share audit 案例` 对案例及其结果提出二十八个问题，本页由代码生成。
每项都说明核对了多少、发现了什么，或写明*未查*及原因；没能核对的部分也写在旁边。
没有看过的，绝不说没有问题。
计算或检查办法时已发现的，在其编号下再说一次，不另行查找。
被拒绝的案例，如岗位工资超出资金（C13）、拆分不足 100%（C14）、户与人相加（C16），在相应编号下说明，其余各项写明没有结果可查。
在 Python 中为 `benefit_share.audit.audit(run, lists)`，被拒绝时为 `benefit_share.audit.refused(findings, plan)`。

## 可以提供什么

其他部门的名单和事后的记录，以表格放在案例中的 `audit` 文件夹里。
它们只检验结果，不进入计算，因此不改变任何金额和摘要。
各行按编号对应对象；名单只有姓名时，相符只是疑点而不是错误，因为姓名可能重复。
只有表头而没有行的表也是一种回答：没有人死亡，分文未付。
文件名和表头可用中文或英文；`*` 表示必须有的列。

| 表 | 中文名 | 列及其中文表头 |
| --- | --- | --- |
""",
    }
)
EVENT_PAGES = MappingProxyType(
    {
        "en": (
            """## The words of a record of the procedure

The column `event` holds one of these words, in either language; capitals, spaces and hyphens make no difference.
Another word is refused with the nearest known one, and the record is not used.
The stages looked for, their quorums and the days of a posting are those of the plan's [procedure](plan.md#procedure); without one they are proposal, vote, posting, review and filing, in this order.
A vote then needs more than half of the members or two thirds of the representatives, and more than half of those present in favour; the column `meeting` says who met, or the word for the vote does.
""",
            ("Event", "Words"),
            ("Meeting", "Words"),
        ),
        "zh": (
            """## 程序记录的用词

`event`（环节）列写下列用词之一，中英文均可；大小写、空格和连字符不影响。
其他用词会被拒绝，并提示最接近的用词，整份记录不采用。
要核对的环节、法定人数和公示天数以办法的[程序](plan.md#procedure)为准；办法没有写的，按提出、表决、公示、审核、备案的次序。
此时表决须成员过半数到会，或代表三分之二以上到会，并经到会过半数赞成；`meeting`（会议）列写明是哪种会议，表决的用词也可以说明。
""",
            ("环节", "用词"),
            ("会议", "用词"),
        ),
    }
)
HEADS = MappingProxyType(
    {
        "en": (
            "## The checks",
            ("Check", "Name", "What it asks", "Needs", "What it may find", "Refusals it tells"),
        ),
        "zh": ("## 各项检查", ("检查", "名称", "问什么", "需要", "可能发现", "所说明的拒绝")),
    }
)


def page(language: str) -> str:
    """Return the page in one language."""
    words = words_in(language)
    tables = "".join(
        f"| `{one.name}` | {one.title} | {'<br>'.join(map(column, one.columns))} |\n"
        for one in AUDIT_TABLES.values()
    )
    title, columns = HEADS[language]
    lines = [f"| {' | '.join(columns)} |", "| --- | --- | --- | --- | --- | --- |"]
    all_kinds = [one for one in vars(kinds).values() if isinstance(one, Kind)]
    for code, check in CHECKS.items():
        own = [one for one in all_kinds if one.code.split("-")[0] == f"audit.{code.lower()}"]
        found = "<br>".join(said(one, language) for one in own)
        needs = ", ".join(f"`{one}`" for one in check.needs)
        refusals = ", ".join(f"`{one}`" for one in sorted(check.refusals))
        name = f"{words.tell(check.title)} `{check.name}`"
        cells = (code, name, words.tell(check.says), needs, found, refusals)
        lines.append(f"| {' | '.join(cells)} |")
    words_page, *heads = EVENT_PAGES[language]
    listed = "\n".join(
        table(head, known) for head, known in zip(heads, (EVENTS, MEETINGS), strict=True)
    )
    return (
        f"{OPENINGS[language]}{tables}\n{words_page}\n{listed}\n{title}\n\n"
        + "\n".join(lines)
        + "\n"
    )


def table(head: tuple[str, str], known: Mapping[str, tuple[str, ...]]) -> str:
    """Return the words for each event, or each kind of meeting."""
    rows = (
        f"| `{one}` | {'、'.join(f'`{word}`' for word in also)} |\n" for one, also in known.items()
    )
    return f"| {head[0]} | {head[1]} |\n| --- | --- |\n{''.join(rows)}"


def column(one: Column) -> str:
    """Return a column with its Chinese headers."""
    return f"`{one.name}`{'*' if one.required else ''} {'、'.join(one.headers)}"


def said(kind: Kind, language: str) -> str:
    """Return the sentence of a kind with its braces, as the page of findings has them."""
    return f"`{kind.code}`: {catalogue(language).get(kind.says, kind.says)}"


def pages() -> dict[Path, str]:
    """Return both pages."""
    return {path: page(language) for language, path in PAGES.items()}


if __name__ == "__main__":
    write(pages())
