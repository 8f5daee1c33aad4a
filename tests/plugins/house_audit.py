"""The page of the audit checks, made from the code: `python tests/plugins/house_audit.py`."""

from __future__ import annotations

from types import MappingProxyType

from benefit_share.audit import CHECKS
from benefit_share.audit import faults as kinds
from benefit_share.files.audit_lists import AUDIT_TABLES
from benefit_share.findings import Kind
from benefit_share.rendering import words_in
from benefit_share.rendering.catalogues import catalogue
from house_map import ROOT

PAGES = MappingProxyType(
    {"en": ROOT / "docs/reference/audit.md", "zh": ROOT / "docs/zh/reference/audit.md"}
)
OPENINGS = MappingProxyType(
    {
        "en": """# The audit checks

`benefit-share audit CASE` asks twenty-eight questions about a case and its run, made from the code.
Each answers with what it looked at and what it found, or with *NOT CHECKED* and what is missing: a check never says that it found nothing where it did not look.
What the run or the linter has found already is told again under its number, not looked for a second time.
A fault that refuses the run, as a split that is not 100 % (C14) or households added to persons (C16), never reaches the audit.
From Python it is `benefit_share.audit.audit(run, lists)`.

## What may be given

Lists of other offices and what happened afterwards lie as tables in the folder `audit` inside the case.
They test a run and never enter one, so they change no amount and no digest.
A row meets a party by its id; where a list has only names, a match is a question and not a fault, for names are shared.

| Table | Chinese name | Columns |
| --- | --- | --- |
""",
        "zh": """# 审计检查

`benefit-share audit 案例` 对案例及其结果提出二十八个问题，本页由代码生成。
每项都说明核对了什么、发现了什么，或写明*未查*和缺少什么：没有看过的，绝不说没有问题。
计算或检查办法时已发现的，在其编号下再说一次，不另行查找。
会使计算被拒绝的错误，如拆分不足 100%（C14）、户与人相加（C16），不会到审计这一步。
在 Python 中为 `benefit_share.audit.audit(run, lists)`。

## 可以提供什么

其他部门的名单和事后的记录，以表格放在案例中的 `audit` 文件夹里。
它们只检验结果，不进入计算，因此不改变任何金额和摘要。
各行按编号对应对象；名单只有姓名时，相符只是疑点而不是错误，因为姓名可能重复。

| 表 | 中文名 | 列 |
| --- | --- | --- |
""",
    }
)
HEADS = MappingProxyType(
    {
        "en": ("## The checks", ("Check", "Name", "What it asks", "Needs", "What it may find")),
        "zh": ("## 各项检查", ("检查", "名称", "问什么", "需要", "可能发现")),
    }
)


def page(language: str) -> str:
    """Return the page in one language."""
    words = words_in(language)
    tables = "".join(
        f"| `{one.name}` | {one.title} | {', '.join(f'`{c.name}`' for c in one.columns)} |\n"
        for one in AUDIT_TABLES.values()
    )
    title, columns = HEADS[language]
    lines = [f"| {' | '.join(columns)} |", "| --- | --- | --- | --- | --- |"]
    all_kinds = [one for one in vars(kinds).values() if isinstance(one, Kind)]
    for code, check in CHECKS.items():
        own = [one for one in all_kinds if one.code.split("-")[0] == f"audit.{code.lower()}"]
        found = "<br>".join(said(one, language) for one in own)
        needs = ", ".join(f"`{one}`" for one in check.needs.split(", ") if one)
        lines.append(f"| {code} | `{check.name}` | {words.tell(check.says)} | {needs} | {found} |")
    return f"{OPENINGS[language]}{tables}\n{title}\n\n" + "\n".join(lines) + "\n"


def said(kind: Kind, language: str) -> str:
    """Return the sentence of a kind with its braces, as the page of findings has them."""
    return f"`{kind.code}`: {catalogue(language).get(kind.says, kind.says)}"


def main() -> None:
    """Write both pages."""
    for language, path in PAGES.items():
        path.write_text(page(language), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
