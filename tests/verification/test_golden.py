"""What an earlier version sealed still verifies, whatever has become of the writer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benefit_share.verification import Outcome, verify
from house_bundle import ID_NUMBER, bundle

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
BUNDLES = sorted(path for path in GOLDEN.iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", BUNDLES, ids=lambda folder: folder.name)
def test_a_golden_bundle_verifies_with_and_without_its_keys(folder: Path) -> None:
    """Pinned keys reach the level of keys; without them nothing fails."""
    pytest.importorskip("cryptography")
    files = {path.name: path.read_bytes() for path in (folder / "public").iterdir()}
    pinned = verify(files, keys=(folder / "keys.json").read_bytes())

    assert verify(files).holds
    assert (verify(files).level, pinned.level) == ("L0", "L2")


@pytest.mark.parametrize("folder", BUNDLES, ids=lambda folder: folder.name)
def test_a_slip_of_a_golden_bundle_still_opens_its_row(folder: Path) -> None:
    """Handed out once, good for ever; a bundle without a slip is one without a row."""
    files = {path.name: path.read_bytes() for path in (folder / "public").iterdir()}
    if not files["rows.jsonl"]:
        assert not (folder / "slip.json").exists()
        return
    slip, detail = ((folder / f"{name}.json").read_bytes() for name in ("slip", "detail"))
    verdict = verify(files, slip=slip, detail=detail, id_number=ID_NUMBER)

    assert verdict.holds
    assert {verdict.by_name[f"H{number}"] for number in range(1, 7)} == {Outcome.PASSED}


def test_what_is_written_today_is_what_the_newest_golden_bundle_holds() -> None:
    """Another byte is another format: then a folder is added, and a slip printed today differs."""
    pytest.importorskip("cryptography")
    golden, made = GOLDEN / "second", bundle()

    for name in ("rows.jsonl", "notice.csv", "vkeys.txt"):
        assert made.files[name] == (golden / "public" / name).read_bytes(), name
    for part in ("statement", "row", "salt", "path", "root"):
        told = json.loads((golden / "slip.json").read_bytes())[part]
        assert json.loads(made.slip(0))[part] == told, part
