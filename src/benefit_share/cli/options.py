"""The options that several commands share; what they mean stands in `texts/shared.toml`."""

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

CaseFolder = Path
Lang = Annotated[Literal["zh", "en"] | None, Parameter(name="--lang")]
Json = Annotated[bool, Parameter(name="--json", negative="")]
Encoding = Annotated[Literal["utf-8", "gb18030"], Parameter(name="--encoding")]
SealedFolder = Path
FontPath = Annotated[
    tuple[Path, ...], Parameter(name="--font-path", negative="", env_var="BENEFIT_SHARE_FONT_PATH")
]
JournalFolder = Annotated[Path | None, Parameter(name="--journal")]
JournalKey = Annotated[Path | None, Parameter(name="--journal-key")]
JournalPassphrase = Annotated[Path | None, Parameter(name="--journal-passphrase")]
By = Annotated[str, Parameter(name="--by")]
At = Annotated[str | None, Parameter(name="--at")]


def now() -> str:
    """Return the moment in UTC, to the second."""
    import datetime as dt

    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
