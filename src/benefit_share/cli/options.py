"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

__all__ = ["CaseFolder", "Encoding", "Json", "Lang"]

CaseFolder = Annotated[Path, Parameter(help="Folder of the case, or its workbook.")]
Lang = Annotated[
    Literal["zh", "en"] | None,
    Parameter(name="--lang", help="Language of messages; results are written in both."),
]
Json = Annotated[
    bool, Parameter(name="--json", negative="", help="Write exactly one JSON document.")
]
Encoding = Annotated[
    Literal["utf-8", "gb18030"],
    Parameter(name="--encoding", help="How the tables are encoded; never guessed."),
]
