"""What help and wrong usage say, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from benefit_share.values import Text

__all__ = ["HELP_WORDS"]

HELP_WORDS: Mapping[str, Text] = MappingProxyType(
    {
        "program": Text(
            zh="分配共有资产的年度收益：精确、讲得清、用计算器就能核对。",
            en="Share the yearly income of what people own together: exact, explained, and "
            "checkable with a pocket calculator.",
        ),
        "usage": Text(zh="用法", en="Usage"),
        "command": Text(zh="命令", en="COMMAND"),
        "some-options": Text(zh="[选项]", en="[OPTIONS]"),
        "arguments": Text(zh="参数", en="Arguments"),
        "options": Text(zh="选项", en="Options"),
        "general": Text(zh="通用选项", en="General options"),
        "writes": Text(zh="写出", en="Writes"),
        "examples": Text(zh="例子", en="Examples"),
        "see": Text(zh="另见", en="See also"),
        "begin-with": Text(zh="从这里开始", en="Where to begin"),
        "required": Text(zh="（必填）", en="(required)"),
        "default": Text(zh="（默认 {default}）", en="(default {default})"),
        "or-variable": Text(zh="（或环境变量 {name}）", en="(or the variable {name})"),
        "help": Text(zh="显示这份说明。", en="Show this help."),
        "version": Text(zh="显示版本。", en="Show the version."),
        "each": Text(
            zh="每个命令的说明：benefit-share {command} --help",
            en="Help of each command: benefit-share {command} --help",
        ),
        "wrong": Text(zh="用法不对：{what}", en="Wrong usage: {what}"),
        "look": Text(zh="请看：{line}", en="Look at: {line}"),
        "next": Text(zh="接着：{line}", en="Next: {line}"),
        "nearest": Text(zh="是不是“{nearest}”？", en="Did you mean '{nearest}'?"),
        "no-command": Text(zh="缺少命令。", en="A command is missing."),
        "unknown-command": Text(zh="没有命令“{word}”。", en="There is no command '{word}'."),
        "unknown-option": Text(
            zh="“{command}”没有选项“{word}”。", en="'{command}' has no option '{word}'."
        ),
        "missing-argument": Text(zh="缺少参数 {name}：{says}", en="{name} is missing: {says}"),
        "missing-option": Text(zh="缺少选项 {name}：{says}", en="{name} is missing: {says}"),
        "missing-value": Text(
            zh="选项 {name} 后面缺少内容：{says}", en="{name} needs a value: {says}"
        ),
        "not-a-choice": Text(
            zh="{name} 不接受“{word}”；接受 {accepted}。",
            en="{name} does not accept '{word}'; it accepts {accepted}.",
        ),
        "not-a-flag": Text(
            zh="{name} 后面不写内容，却给了“{word}”。",
            en="{name} takes no value, and '{word}' was given.",
        ),
        "not-a-number": Text(
            zh="{name} 要写整数，如 3，而不是“{word}”。",
            en="{name} is a whole number, such as 3, and not '{word}'.",
        ),
        "not-a-day": Text(
            zh="{name} 要写日子，如 2026-12-01，而不是“{word}”。",
            en="{name} is a day, such as 2026-12-01, and not '{word}'.",
        ),
        "not-a-link": Text(
            zh="{name} 要写路径，或以 https:// 开头的地址，而不是“{word}”。",
            en="{name} is a path, or an address that begins with https://, and not '{word}'.",
        ),
        "twice": Text(zh="{name} 只能写一次。", en="{name} can be given once only."),
        "too-many": Text(
            zh="“{word}”是多出来的：“{command}”到此已经写全。",
            en="'{word}' is one word too many for '{command}'.",
        ),
        "not-understood": Text(
            zh="这一行看不懂；请对照用法。", en="This line is not understood; compare the usage."
        ),
    }
)
"""Each sentence by its name."""
