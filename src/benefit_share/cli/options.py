"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

__all__ = [
    "At",
    "By",
    "CaseFolder",
    "Encoding",
    "FontPath",
    "JournalFolder",
    "JournalKey",
    "JournalPassphrase",
    "Json",
    "Lang",
    "SealedFolder",
    "now",
]

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
JournalFolder = Annotated[
    Path | None,
    Parameter(name="--journal", help="The living journal; else the one beside the folder."),
]
JournalKey = Annotated[
    Path | None,
    Parameter(name="--journal-key", help="Private key of the journal: signs its checkpoint."),
]
JournalPassphrase = Annotated[
    Path | None, Parameter(name="--journal-passphrase", help="File with its passphrase.")
]
By = Annotated[str, Parameter(name="--by", help="Who does it, for the journal.")]
At = Annotated[
    str | None, Parameter(name="--at", help="When, UTC: 2026-12-01T08:00:00Z; default now.")
]


def now() -> str:
    """Return the moment in UTC, to the second."""
    import datetime as dt

    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
