"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

__all__ = ["CaseFolder", "Encoding", "FontPath", "Json", "Lang", "SealedFolder"]

CaseFolder = Annotated[
    Path, Parameter(help="Folder of the case, its workbook, or its JSON document.")
]
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
SealedFolder = Annotated[
    Path, Parameter(help="Folder that `seal` wrote, with public/ and restricted/.")
]
FontPath = Annotated[
    tuple[Path, ...],
    Parameter(
        name="--font-path",
        negative="",
        env_var="BENEFIT_SHARE_FONT_PATH",
        help="Font file or folder; may be given again, the first is asked first.",
    ),
]
