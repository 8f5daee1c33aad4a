"""What the tests share beyond the plugins of the root."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout, or of an unpacked sdist."""
    return Path(__file__).parent.parent
