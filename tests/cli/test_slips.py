"""`slips`, as an office uses it."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from benefit_share.cli import main
from house_paper import BOLD, REGULAR, pages

WENDENG = Path(__file__).resolve().parents[2] / "examples" / "wendeng-points"


def call(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Return exit code, standard output and standard error of a command."""
    code = main([str(word) for word in words])
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.fixture
def sealed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """An example, sealed."""
    out = tmp_path / "sealed"
    assert call(capsys, "seal", WENDENG, "--out", out, "--at", "2026-12-01T08:00:00Z")[0] == 0
    return out


@pytest.mark.needs("noto-cjk")
def test_an_office_prints_the_slips_of_a_sealed_run(
    sealed: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The fonts come from the option, or from the environment; the folder is private."""
    fonts = ("--font-path", REGULAR, "--font-path", BOLD)
    code, told, _ = call(capsys, "slips", sealed, "--out", tmp_path / "a", *fonts, "--lang", "zh")
    monkeypatch.setenv("BENEFIT_SHARE_FONT_PATH", os.pathsep.join(map(str, (REGULAR, BOLD))))
    again = call(capsys, "slips", sealed, "--out", tmp_path / "b", "--json")

    assert code == 0
    assert "明细条已排好，指纹" in told
    assert json.loads(again[1])["files"] == ["slips.en.pdf", "slips.zh.pdf"]
    for name in ("slips.en.pdf", "slips.zh.pdf"):
        data = (tmp_path / "a" / name).read_bytes()
        assert data == (tmp_path / "b" / name).read_bytes()
        assert len(pages(data)) == 10
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700


def test_a_public_folder_that_does_not_verify_is_not_printed(
    sealed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fen changed in the notice: no slip, and the reason."""
    notice = sealed / "public" / "notice.csv"
    notice.write_bytes(notice.read_bytes().replace(b"250.00", b"250.01", 1))
    code, _, said = call(capsys, "slips", sealed, "--out", tmp_path / "a", "--font-path", REGULAR)

    assert code == 1
    assert "notice.csv" in said
    assert not (tmp_path / "a").exists()


def test_without_a_font_or_a_private_folder_nothing_is_printed(
    sealed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, with what to do."""
    none = call(capsys, "slips", sealed, "--out", tmp_path / "a", "--lang", "zh")
    public = call(capsys, "slips", sealed / "public", "--out", tmp_path / "a", "--json")

    assert none[0] == 1
    assert "font.none" in none[2]
    assert public[0] == 1
    assert json.loads(public[1])["findings"][0]["code"] == "file.not-found"
    assert not (tmp_path / "a").exists()
