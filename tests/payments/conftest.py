"""What the tests of payments share: a clock that stands, so that their days have come."""

from __future__ import annotations

import pytest

from benefit_share.cli import options


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be a day after all that the tests record: a moment that lies ahead is refused."""
    monkeypatch.setattr(options, "now", lambda: "2027-06-30T00:00:00Z")
