"""What the help says of each command, in both languages: `texts/<command>.toml`, a file a command.

A command of two words has a hyphen in the name of its file; `shared.toml` says what an option means
where a command says nothing else of it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import attrs

from benefit_share.values import Text

__all__ = ["GROUPS", "Example", "Manual", "Option", "heading_of", "manual_of"]

GROUPS: Mapping[str, Text] = MappingProxyType(
    {
        "begin": Text(zh="开始和检查", en="Begin and check"),
        "compute": Text(zh="计算", en="Compute"),
        "decide": Text(zh="按程序办理", en="Decide, by the procedure"),
        "seal": Text(zh="封存和公示", en="Seal and give notice"),
        "verify": Text(zh="核验和审计", en="Verify and audit"),
        "pay": Text(zh="付款和对账", en="Pay and settle"),
        "exchange": Text(zh="交换数据", en="Exchange data"),
        "others": Text(zh="其他", en="Others"),
    }
)
"""The work that commands are grouped by, in the order of a year."""


@attrs.frozen
class Option:
    """What the help says of an option or an argument.

    Attributes:
        says: what it means.
        value: what stands for its value, as DIR; empty for a flag.
    """

    says: Text
    value: str = ""


@attrs.frozen
class Example:
    """A line that works, and what it does."""

    run: str
    says: Text


@attrs.frozen
class Manual:
    """What the help says of a command.

    Attributes:
        group: the work that it belongs to, a key of `GROUPS`.
        says: what it does, one sentence.
        see: the page of the documentation about it, below `docs`.
        more: what else is to be known before it is used.
        writes: what it writes, and where.
        options: by name, without the hyphens.
        examples: lines that work.
        fields: what its JSON document has beside `ok` and `findings`, and what each is.
    """

    group: str
    says: Text
    see: str
    more: Text | None = None
    writes: Text | None = None
    options: Mapping[str, Option] = attrs.field(factory=dict)
    examples: tuple[Example, ...] = ()
    fields: Mapping[str, Text] = attrs.field(factory=dict)


def heading_of(command: str) -> tuple[str, Text]:
    """Return the group of a command and what it does, and read no more than that needs."""
    read = _read(command)
    return read["group"], Text(**read["says"])


def manual_of(command: str) -> Manual:
    """Return what the help says of *command*, such as `run` or `keys new`."""
    read = _read(command)
    shared = _read("shared")
    options = shared["options"] | read.get("options", {})
    return Manual(
        group=read["group"],
        says=Text(**read["says"]),
        see=read["see"],
        more=Text(**read["more"]) if "more" in read else None,
        writes=Text(**read["writes"]) if "writes" in read else None,
        options={
            name: Option(Text(zh=one["zh"], en=one["en"]), one.get("value", ""))
            for name, one in options.items()
        },
        examples=tuple(
            Example(one["run"], Text(zh=one["zh"], en=one["en"])) for one in read["examples"]
        ),
        fields={name: Text(**shared["fields"][name]) for name in read["fields"]},
    )


def _read(name: str) -> dict[str, Any]:
    file = files("benefit_share.cli") / "texts" / f"{name.replace(' ', '-')}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
