"""What an earlier version sealed still verifies, whatever has become of the writer."""

from __future__ import annotations

from pathlib import Path

import pytest

from benefit_share.verification import Outcome, verify
from house_bundle import ID_NUMBER

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
BUNDLES = sorted(path for path in GOLDEN.iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", BUNDLES, ids=lambda folder: folder.name)
def test_a_golden_bundle_verifies_with_and_without_its_keys(folder: Path) -> None:
    """Pinned keys reach the level of keys; without them nothing fails."""
    pytest.importorskip("cryptography")
    files = {path.name: path.read_bytes() for path in (folder / "public").iterdir()}
    slip, detail, keys = (
        (folder / f"{name}.json").read_bytes() for name in ("slip", "detail", "keys")
    )
    plain = verify(files, slip=slip, detail=detail, id_number=ID_NUMBER)
    pinned = verify(files, keys=keys)

    assert plain.holds
    assert plain.by_name["H6"] is Outcome.PASSED
    assert (plain.level, pinned.level) == ("L0", "L2")
