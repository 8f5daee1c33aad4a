"""What the charts of a run read: the summary of the year before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from benefit_share.errors import Refused
from benefit_share.files.faults.of_notices import NO_CHARTS, NOT_A_RESULT
from benefit_share.files.storage import STORAGE, Storage
from benefit_share.statements.comparisons import Year, year_read

__all__ = ["NO_CHARTS", "last_year"]

SUMMARY: Final = "summary.json"
LIMIT: Final = 200_000_000


def last_year(folder: Path, *, storage: Storage = STORAGE) -> Year:
    """Return the sums of an earlier result.

    Args:
        folder: the folder that `run` wrote.
        storage: how files are read.

    Raises:
        Refused: when there is no summary of a result.
    """
    data = storage.read_bytes(folder / SUMMARY, LIMIT, what="summary")
    try:
        return year_read(json.loads(data))
    except (ValueError, RecursionError, KeyError, TypeError):
        raise Refused([NOT_A_RESULT.at("").placed(str(folder / SUMMARY))]) from None
