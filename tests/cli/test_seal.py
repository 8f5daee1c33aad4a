"""`seal` and `verify`, as an office and a stranger use them."""

from __future__ import annotations

import io
import json
import os
import shutil
import stat
from pathlib import Path

import pytest

from benefit_share.cli import main
from house_bundle import ID_NUMBER, bundle

WENDENG = Path(__file__).resolve().parents[2] / "examples" / "wendeng-points"


def call(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Return exit code, standard output and standard error of a command."""
    code = main([str(word) for word in words])
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.fixture
def sealed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """An example, sealed with a given key and time."""
    key = tmp_path / "run.key"
    key.write_text("0f" * 32 + "\n", encoding="utf-8")
    out = tmp_path / "sealed"
    words = ("--run-key", key, "--at", "2026-12-01T08:00:00Z", "--lang", "en")
    code, told, _ = call(capsys, "seal", WENDENG, "--out", out, *words)
    assert code == 0
    assert "10 rows sealed, fingerprint" in told
    return out


def test_a_sealed_case_is_private_where_it_must_be_and_verifies(
    sealed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The outer folder and the public one inside it read the same."""
    code, told, _ = call(capsys, "verify", sealed, "--lang", "en")
    inner = call(capsys, "verify", sealed / "public", "--lang", "en")

    assert (code, inner[:2]) == (0, (0, told))
    assert "V7  PASSED" in told
    assert "V9  NOT CHECKED" in told
    assert "keys not pinned" in told
    assert "Level L0" in told
    if os.name != "nt":
        assert stat.S_IMODE((sealed / "restricted").stat().st_mode) == 0o700
        assert stat.S_IMODE((sealed / "restricted" / "run_key.bin").stat().st_mode) == 0o600


def test_the_auditor_computes_it_again_to_the_byte(
    sealed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And an input changed afterwards is found, and comes out otherwise."""
    slip = next((sealed / "restricted" / "slips").iterdir())
    asked = ("verify", sealed, "--restricted", sealed / "restricted", "--household", slip)
    code, told, _ = call(capsys, *asked, "--lang", "zh")

    assert code == 0
    assert "A2  通过" in told
    assert "H5  通过" in told
    assert "H6  通过" in told
    income = sealed / "restricted" / "inputs" / "income.csv"
    income.write_text(income.read_text("utf-8").replace("00", "01", 1), encoding="utf-8")
    code, told, _ = call(capsys, *asked, "--json")
    outcomes = {one["name"]: one["outcome"] for one in json.loads(told)["checks"]}
    assert code == 1
    assert (outcomes["A1"], outcomes["V7"]) == ("FAILED", "PASSED")


def test_a_changed_fen_is_found_with_its_place(
    sealed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, and the file is named."""
    rows = sealed / "public" / "rows.jsonl"
    data = rows.read_bytes()
    rows.write_bytes(data.replace(b'"no":1,', b'"no":2,', 1))

    code, told, _ = call(capsys, "verify", sealed, "--lang", "en")

    assert code == 1
    assert "rows.jsonl:2: verification.number" in told
    assert "No level" in told


def test_a_link_in_the_public_folder_is_refused(
    sealed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It would lead out of the bundle."""
    if os.name == "nt":
        pytest.skip("links need rights on Windows")
    readme = sealed / "public" / "README.txt"
    readme.unlink()
    readme.symlink_to(sealed / "restricted" / "run_key.bin")

    code, _, told = call(capsys, "verify", sealed, "--lang", "en")

    assert code == 1
    assert "README.txt" in told


def test_what_is_remembered_is_compared_and_replaced(
    sealed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first time it is only kept."""
    seen = tmp_path / "seen.txt"
    first = call(capsys, "verify", sealed, "--remember", seen, "--lang", "en")
    again = call(capsys, "verify", sealed, "--remember", seen, "--lang", "en")

    assert (first[0], again[0]) == (0, 0)
    assert "V12 NOT CHECKED" in first[1]
    assert "V12 PASSED" in again[1]
    assert seen.read_bytes() == (sealed / "public" / "checkpoint.txt").read_bytes()


def test_t14_two_heads_that_contradict_each_other_are_printed_side_by_side(
    sealed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of one size and with another root: the pair is the proof, so nothing is replaced."""
    seen, now = tmp_path / "seen.txt", (sealed / "public" / "checkpoint.txt").read_bytes()
    origin, size, _ = now.split(b"\n", 2)
    before = b"\n".join((origin, size, b"A" * 43 + b"=", b"", b""))
    seen.write_bytes(before)
    told = call(capsys, "verify", sealed, "--remember", seen, "--lang", "en")
    code, document, _ = call(capsys, "verify", sealed, "--remember", seen, "--json")

    assert (told[0], code) == (1, 1)
    assert "V12 FAILED" in told[1]
    assert f"then the one of now:\n{before.decode()}\n{now.decode()}" in told[1]
    assert json.loads(document)["contradicting"] == [before.decode(), now.decode()]
    assert seen.read_bytes() == before


def test_pinned_keys_a_slip_and_a_typed_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A signed bundle from elsewhere; what was asked and cannot be checked is exit code 3."""
    pytest.importorskip("cryptography")
    made, folder = bundle(), tmp_path / "public"
    folder.mkdir()
    for name, data in made.files.items():
        (folder / name).write_bytes(data)
    keys = tmp_path / "keys.json"
    keys.write_bytes(made.ring)
    for no, expected in ((0, 0), (1, 3)):
        (tmp_path / "slip.json").write_bytes(made.slip(no))
        monkeypatch.setattr("sys.stdin", io.StringIO(f" {ID_NUMBER.lower()} \n"))
        words = ("--keys", keys, "--household", tmp_path / "slip.json", "--ask-id")
        code, told, errors = call(capsys, "verify", folder, *words, "--lang", "en")
        assert code == expected
        assert "Level L2" in told
        assert ID_NUMBER not in told + errors


def test_a_bad_key_or_time_leaves_nothing_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Refused, with what to give instead, and without repeating the key."""
    key, out = tmp_path / "run.key", tmp_path / "out"
    key.write_text("not a key", encoding="utf-8")
    code, _, told = call(capsys, "seal", WENDENG, "--out", out, "--run-key", key, "--lang", "en")
    late = call(capsys, "seal", WENDENG, "--out", out, "--at", "now", "--lang", "en")

    assert (code, late[0]) == (1, 1)
    assert "seal.secret-length" in told
    assert "not a key" not in told
    assert "seal.bad-time" in late[2]
    assert not out.exists()
    assert call(capsys, "verify", tmp_path / "none", "--lang", "en")[0] == 1


def test_a_run_that_cannot_be_computed_again_is_not_checked(
    sealed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Inputs that cannot be read, no key, no folder: never a pass of A2."""
    private = sealed / "restricted"
    asked = ("verify", sealed, "--restricted", private, "--json")
    (private / "inputs" / "plan.yaml").write_text("plan: {", encoding="utf-8")
    code, told, _ = call(capsys, *asked)
    outcomes = {one["name"]: one["outcome"] for one in json.loads(told)["checks"]}
    assert (code, outcomes["A1"], outcomes["A2"]) == (1, "FAILED", "NOT CHECKED")
    (private / "inputs" / "plan.yaml").write_bytes((WENDENG / "plan.yaml").read_bytes())
    (private / "run_key.bin").unlink()
    code, told, _ = call(capsys, *asked)
    assert code == 3
    assert call(capsys, "verify", sealed / "public" / "rows.jsonl")[0] == 1


def test_a_case_with_faults_is_not_sealed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is drawn, and nothing is written."""
    case = tmp_path / "case"
    shutil.copytree(WENDENG, case)
    (case / "plan.yaml").write_text("plan: {", encoding="utf-8")

    assert call(capsys, "seal", case, "--out", tmp_path / "out")[0] == 1
    assert not (tmp_path / "out").exists()


def test_two_drawn_keys_differ(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a given key a new one is drawn, and stays in the restricted folder."""
    keys = set()
    for name in ("one", "two"):
        assert call(capsys, "seal", WENDENG, "--out", tmp_path / name, "--json")[0] == 0
        keys.add((tmp_path / name / "restricted" / "run_key.bin").read_bytes())

    assert len(keys) == 2


def test_who_stands_twice_in_the_sealed_inputs_is_found(
    sealed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A5 fails on a payee that stands twice, and never passes: nobody knows the dead."""
    private = sealed / "restricted"
    asked = ("verify", sealed, "--restricted", private, "--lang", "en")
    code, told, _ = call(capsys, *asked)
    assert code == 0
    assert "A5  NOT CHECKED" in told
    assert "verification.no-deaths" in told
    household = next((private / "slips").iterdir()).stem
    table = f"household,payee\n{household},合成甲\n{household},合成乙\n"
    (private / "inputs" / "payees.csv").write_text(table, encoding="utf-8")
    code, told, _ = call(capsys, *asked)
    assert code == 1
    assert "A5  FAILED" in told
    assert "case.payee-twice" in told
    shutil.rmtree(private / "inputs")
    code, told, _ = call(capsys, *asked)
    assert "A5  NOT CHECKED" in told
    assert "verification.not-given" in told


def test_the_roles_that_must_have_signed_can_be_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those of a plan may be others; one that has not signed fails the bundle."""
    made = bundle()
    folder = tmp_path / "public"
    folder.mkdir()
    for name, data in made.files.items():
        (folder / name).write_bytes(data)
    ring = tmp_path / "keys.json"
    ring.write_bytes(made.ring)
    words = ("verify", folder, "--keys", ring, "--lang", "en")

    two, told, _ = call(capsys, *words, "--role", "village", "--role", "county")
    none, failed, _ = call(capsys, *words, "--role", "treasurer")

    assert (two, none) == (0, 1)
    assert "V9  PASSED" in told
    assert "V9  FAILED" in failed
