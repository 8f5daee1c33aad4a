"""The published and recorded vectors of the seal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

VECTORS = Path(__file__).parent.parent / "vectors" / "seal.json"


@pytest.fixture(scope="session")
def vectors() -> Any:
    """The whole file; each part names its source."""
    return json.loads(VECTORS.read_text("utf-8"))
