"""What the guided tour of `benefit-share demo` says, in both languages."""

from __future__ import annotations

from benefit_share.values import Text

__all__ = ["TOUR"]

TOUR = (
    (
        "tour-opening",
        Text(
            zh="八座大棚一年的收益，已分给 {paid} 户。收入、户数和人数是真实的，人和户是虚构的。",
            en="A year of eight greenhouses, shared among {paid} households. The income and their "
            "number are real; every household and person is made up.",
        ),
    ),
    ("tour-folder", Text(zh="全部在这里：", en="It all lies in")),
    ("tour-made", Text(zh="一、生成了什么", en="1. What was made")),
    (
        "tour-case",
        Text(
            zh="会计填的：办法 plan.yaml，每张表一个文件",
            en="what an accountant fills in: the rules, and the tables",
        ),
    ),
    (
        "tour-summary",
        Text(
            zh="汇总：收入、去向，分文不差",
            en="what came in and where it went, to the fen",
        ),
    ),
    (
        "tour-statements",
        Text(
            zh="花名册上 {roster} 户每户一份明细单，中英文都有",
            en="a page for each of {roster} households, in both languages",
        ),
    ),
    (
        "tour-public",
        Text(
            zh="封存的结果，公开；用浏览器打开 verify.html 即可核验",
            en="the sealed result, for everybody; verify.html checks it",
        ),
    ),
    (
        "tour-restricted",
        Text(
            zh="留在办公室：明细、原始表、密钥",
            en="stays in the office: statements, inputs, the run key",
        ),
    ),
    (
        "tour-notice",
        Text(
            zh="网上公示：用浏览器打开，手机上也能看",
            en="the notice for the web: open it in a browser",
        ),
    ),
    (
        "tour-slips",
        Text(zh="发给各户的纸质明细条", en="a slip of paper for each household"),
    ),
    (
        "tour-board",
        Text(zh="张贴在村里的公示，A3 纸", en="the notice for the village board, on A3"),
    ),
    (
        "tour-not-printed",
        Text(
            zh="没有打印明细条和张贴用公示——{why}",
            en="Slips and the notice for the board were not printed. {why}",
        ),
    ),
    (
        "tour-household",
        Text(zh="二、拿计算器算一户：{household}", en="2. One household by hand: {household}"),
    ),
    ("tour-page", Text(zh="整页明细单：{file}", en="The whole page: {file}")),
    ("tour-change", Text(zh="三、改动一个数字", en="3. Change one number")),
    (
        "tour-verified",
        Text(
            zh="现在核验：{passed} 项通过，没有一项不符；由原始表重新计算，逐字节相同。",
            en="Verified now: {passed} checks passed, none failed; computed again from the "
            "inputs, it comes out to the byte.",
        ),
    ),
    (
        "tour-do-change",
        Text(
            zh="用记事本打开下面的文件，把第 2 行的金额 {old} 改成 {new}，保存：",
            en="Open this file in a text editor, write {new} instead of {old} in its line 2, and "
            "save it:",
        ),
    ),
    ("tour-ask", Text(zh="再核验一次：", en="Then ask again:")),
    (
        "tour-refused",
        Text(
            zh="V3 和 V13 不符，写明是哪个文件、哪一行，命令以 1 结束。改回 {old}，就又相符了。",
            en="V3 and V13 fail and name the file and the row; the command ends with 1. "
            "Put {old} back, and all holds.",
        ),
    ),
    ("tour-next", Text(zh="四、接下来可以输入", en="4. What to type next")),
    (
        "tour-explain",
        Text(
            zh="{household} 为什么只到每户上限为止",
            en="Why {household} gets no more than the limit a household",
        ),
    ),
    (
        "tour-init",
        Text(
            zh="开始您自己的案例，用表格软件填写",
            en="Begin a case of your own, in a spreadsheet",
        ),
    ),
    ("tour-help", Text(zh="全部命令", en="Every command")),
    (
        "tour-stays",
        Text(
            zh="文件夹会一直保留，看完可自行删除。",
            en="The folder stays until you delete it.",
        ),
    ),
)
"""Every message of the tour: its name and its text."""
