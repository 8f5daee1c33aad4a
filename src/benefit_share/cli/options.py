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
    "moment_of",
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


def moment_of(at: str | None) -> str:
    """Return the moment that `--at` gives, or that of the clock.

    Raises:
        Refused: when it lies ahead: a notice would have hung for days that have not come, and a
            journal with a mistyped year would take no entry until then.
    """
    from benefit_share.errors import Refused
    from benefit_share.procedure.faults import CLOCK_AHEAD
    from benefit_share.values.moments import is_moment

    if at is not None and is_moment(at) and at > now():
        raise Refused([CLOCK_AHEAD.at("at", at=at)])
    return at or now()
