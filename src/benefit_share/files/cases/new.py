"""The files of a new case: a commented plan and head, and every table with its headers."""

from __future__ import annotations

from typing import Final

from benefit_share.files.tables.declared import TABLES, TableOf

__all__ = ["new_case_files"]


def new_case_files(language: str) -> dict[str, bytes]:
    """Return the files of a case to be filled in: names and bytes.

    Args:
        language: `zh` for Chinese headers and comments, `en` for English ones; both can be read.

    Returns:
        plan.yaml, case.yaml and a CSV file a table, each with its header alone.
    """
    plan, head = (_PLAN_ZH, _HEAD_ZH) if language == "zh" else (_PLAN_EN, _HEAD_EN)
    files = {"plan.yaml": plan, "case.yaml": head}
    for table in TABLES.values():
        files[f"{table.name}.csv"] = _header(table, chinese=language == "zh")
    return {name: text.encode("utf-8") for name, text in files.items()}


def _header(table: TableOf, *, chinese: bool) -> str:
    return (
        ",".join(column.headers[0] if chinese else column.name for column in table.columns) + "\n"
    )


_STEPS: Final = """\
pools:
  net: {per: collective, fed_by: {income: {}}}

steps:
  - id: households
    from: net
    take: remaining
    among: households
    who: {status: policy}
    share: household.size
    if_none: refuse
    clause: "§2"
    title: {zh: 差异化分配, en: differentiated allocation}
"""
_FACTS: Final = """\
facts:
  status: {of: household, type: category, values: [policy, other],
           title: {zh: 户类型, en: standing}}
"""
_STAGES: Final = """\
# procedure:
#   stages:
#     - {id: proposal, act: propose, role: village, title: {zh: 村提方案, en: the village proposes}}
#     - {id: notice, act: post, role: village, title: {zh: 公示, en: public notice},
#        notice: {days: 10}, objections: {days: 10}}
#     - {id: review, act: review, role: township, title: {zh: 镇里审核, en: the township reviews}}
#     - {id: filing, act: file, role: county, title: {zh: 县里备案, en: the county files}}
"""
_NAMES: Final = """\
plan: {id: village, version: 1, from: 2026-01-01, to: 2026-12-31, currency: CNY,
       title: {zh: 收益分配办法, en: rules for sharing the income}}
"""

_PLAN_EN: Final = f"""\
# The rules as they were adopted. Every figure, pool and step is explained in the plan reference.
# Which rules these are; both days belong to them.
{_NAMES}
# What is known of households and persons, and which words it may be.
{_FACTS}
# The sums that money moves through; this one takes all the income of each collective.
# Then what is done with it, in order: the last step takes what remains.
{_STEPS}
# Who does what before the money is paid; without it a run is computed and sealed, but not filed
# and not paid. Make it yours, and take away the marks:
{_STAGES}"""
_PLAN_ZH: Final = f"""\
# 已通过的分配办法。各项的写法见“办法语言”。
# 办法的名称、版本和起止日期（首日、末日都在内）。
{_NAMES}
# 户和人的情况，以及可以填写的词。
{_FACTS}
# 资金池：此池接收各集体的全部收入。
# 分配步骤，从上到下；最后一步取剩余的全部。
{_STEPS}
# 发钱之前谁做什么。不写，可以计算和封存，但不能备案和付款。请改成你们的程序，再去掉行首的 #：
{_STAGES}"""
_HEAD_EN: Final = """\
# What is shared this time.
title: {zh: 2026年度收益分配, en: income of the year 2026}
period: {from: 2026-01-01, to: 2026-12-31}
# If the data are made up, say so on every page:
# synthetic: {zh: 示例数据, en: sample data}
"""
_HEAD_ZH: Final = """\
# 本次分配。
title: {zh: 2026年度收益分配, en: income of the year 2026}
period: {from: 2026-01-01, to: 2026-12-31}
# 如为虚构数据，请注明，每页都会显示：
# synthetic: {zh: 示例数据, en: sample data}
"""
