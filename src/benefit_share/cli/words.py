"""What the commands themselves say, in both languages; findings have their own words."""

from __future__ import annotations

from pathlib import Path

from benefit_share.cli.demo_words import TOUR
from benefit_share.cli.procedure_words import PROCEDURE
from benefit_share.values import Text

__all__ = ["WORDS", "both", "word", "written"]

WORDS = (
    (
        "written",
        Text(zh="已写入 {files} 个文件到 {folder}", en="{files} files written to {folder}"),
    ),
    (
        "written-one",
        Text(zh="已写入 1 个文件到 {folder}", en="1 file written to {folder}"),
    ),
    (
        "sealed",
        Text(
            zh="{run}：{rows} 行已封存，指纹 {fingerprint}",
            en="{run}: {rows} rows sealed, fingerprint {fingerprint}",
        ),
    ),
    (
        "board",
        Text(
            zh="{run}：张贴用公示已排好，指纹 {fingerprint}",
            en="{run}: notice for the board, fingerprint {fingerprint}",
        ),
    ),
    (
        "two-heads",
        Text(
            zh="这两个检查点互相矛盾；有签名时，凭它们就能向任何人证明。先是以前见过的，后是现在的：",
            en="These two checkpoints contradict each other; where they are signed, they prove it "
            "to anybody. First the one seen before, then the one of now:",
        ),
    ),
    (
        "slips",
        Text(
            zh="{run}：明细条已排好，指纹 {fingerprint}",
            en="{run}: slips, fingerprint {fingerprint}",
        ),
    ),
    (
        "one-card",
        Text(zh="{run}：一卡通发放清册已排好", en="{run}: one-card payment list"),
    ),
    (
        "recorded",
        Text(
            zh="清册此前已写入 {folder}；现已记入日志",
            en="the list had been written to {folder}; it is in the journal now",
        ),
    ),
    (
        "no-journal",
        Text(
            zh="没有日志：取代和作废无从得知，付款也未记录。",
            en="There is no living journal: nothing tells of a later run, and nothing is recorded.",
        ),
    ),
    (
        "answer-known",
        Text(
            zh="这份回执此前已收到，不改变任何结果。",
            en="This answer came before; it changes nothing.",
        ),
    ),
    ("no-errors", Text(zh="未发现错误。", en="No errors found.")),
    (
        "counts",
        Text(
            zh="{errors} 个错误，{warnings} 个警告，{notes} 个提示",
            en="Errors: {errors}, warnings: {warnings}, notes: {notes}",
        ),
    ),
    (
        "more",
        Text(zh="……另有 {more} 项未列出", en="… and {more} more that are not shown"),
    ),
    ("interrupted", Text(zh="已中断。", en="Interrupted.")),
    (
        "no-result",
        Text(
            zh="{folder} 中没有 plan.yaml，也没有 statements.jsonl：不是案例，也不是结果。",
            en="{folder} is neither a case (plan.yaml) nor a result (statements.jsonl).",
        ),
    ),
    (
        "no-household",
        Text(
            zh="{folder} 中没有“{household}”：不在花名册上，也没有应得的份额。",
            en="There is no '{household}' in {folder}: not on the roster, and owed nothing.",
        ),
    ),
    (
        "absent-household",
        Text(
            zh="“{household}”在登记日（{day}）不在花名册上，也没有应得的份额。",
            en="'{household}' is not on the roster of the record date, {day}, and is owed nothing.",
        ),
    ),
    (
        "nearest-household",
        Text(
            zh="没有“{household}”。是不是“{nearest}”？",
            en="There is no '{household}'. Did you mean '{nearest}'?",
        ),
    ),
    (
        "statements-left-out",
        Text(
            zh="共 {count} 份明细单，逐户文件未写出；加 --each 可全部写出。",
            en="{count} statements, without a file for each (--each writes them all).",
        ),
    ),
    (
        "created",
        Text(
            zh="已在 {folder} 建立新案例。请填写表格，再运行 benefit-share check {folder}",
            en="A new case stands in {folder}: fill it in, then benefit-share check {folder}",
        ),
    ),
    (
        "not-empty",
        Text(
            zh="{folder} 不是空文件夹，未作任何改动。",
            en="{folder} is not empty; nothing was changed.",
        ),
    ),
    (
        "not-json",
        Text(
            zh="标准输入不是一个 JSON 文档：第 {line} 行第 {column} 列读不下去。",
            en="Standard input is not one JSON document: it cannot be read at line {line}, column "
            "{column}.",
        ),
    ),
    (
        "not-utf8",
        Text(
            zh="标准输入不是 UTF-8，或嵌套太深；请写 UTF-8 编码的 JSON。",
            en="Standard input is not UTF-8, or nested too deep; write JSON in UTF-8.",
        ),
    ),
    (
        "json-twice",
        Text(zh="“{names}”写了两次；每个只写一次。", en="'{names}' stands twice; write it once."),
    ),
    (
        "json-number",
        Text(
            zh="“{text}”不是数；请写整数，或 '1/3' 这样的文本。",
            en="'{text}' is not a number; write a whole number or text such as '1/3'.",
        ),
    ),
    (
        "not-an-object",
        Text(
            zh="标准输入不是 JSON 对象：{{…}}。",
            en="Standard input is not a JSON object: {{…}}.",
        ),
    ),
    (
        "not-a-pair",
        Text(
            zh="“{pair}”不是一个对象和一个数；请写 a=100，每个对象只写一次。",
            en="'{pair}' is not one claimant and a number; write a=100, each claimant once.",
        ),
    ),
    (
        "marked",
        Text(
            zh="已写入 {file}，标出 {cells} 个单元格",
            en="{file} is written, cells marked: {cells}",
        ),
    ),
    ("share", Text(zh="应得", en="share")),
    ("claimant", Text(zh="对象", en="claimant")),
    ("amount", Text(zh="金额", en="amount")),
    ("bound", Text(zh="受限", en="bound")),
    ("multiplier", Text(zh="乘数", en="multiplier")),
    ("residue", Text(zh="尾差", en="residue")),
    ("total", Text(zh="合计", en="total")),
)
"""Every message: its name and its text."""


def word(name: str, language: str, **params: object) -> str:
    """Return a message in *language* with its *params* put in."""
    text = dict((*WORDS, *PROCEDURE, *TOUR))[name]
    return (text.zh if language == "zh" else text.en).format(**params)


def both(name: str, **params: object) -> dict[str, str]:
    """Return a message in every language, as a JSON document says it."""
    return {language: word(name, language, **params) for language in ("zh", "en")}


def written(files: int, folder: Path, language: str) -> str:
    """Return how many files were written, and where."""
    return word("written-one" if files == 1 else "written", language, files=files, folder=folder)
