"""A signed bundle and an unsigned one, made once."""

from __future__ import annotations

import pytest

from house_bundle import Bundle, bundle


@pytest.fixture(scope="session")
def signed_bundle() -> Bundle:
    """Signed by three roles and the journal; left out where the extra is not installed."""
    pytest.importorskip("cryptography")
    return bundle()


@pytest.fixture(scope="session")
def plain_bundle() -> Bundle:
    """Without any key."""
    return bundle(is_signed=False)
