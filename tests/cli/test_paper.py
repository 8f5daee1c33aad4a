"""`slips` and `board`, as an office uses them."""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path

import pytest

from benefit_share.cli import main
from benefit_share.files.sealed.bundles import read_public, read_restricted
from benefit_share.seal.slips import slips_of
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
    files = {"nothing.en.pdf": 50, "nothing.zh.pdf": 50, "slips.en.pdf": 10, "slips.zh.pdf": 10}
    assert json.loads(again[1])["files"] == sorted(files)
    for name, count in files.items():
        data = (tmp_path / "a" / name).read_bytes()
        assert data == (tmp_path / "b" / name).read_bytes()
        assert len(pages(data)) == count
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700


@pytest.mark.needs("noto-cjk")
def test_whoever_is_awarded_nothing_reads_why(
    sealed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every household of the roster has one slip; without an award it has no row, code or words."""
    asked = ("slips", sealed, "--font-path", REGULAR)
    assert call(capsys, *asked, "--out", tmp_path / "a")[0] == 0
    household = ("--household", "W003", "--household", "W004")
    assert call(capsys, *asked, "--out", tmp_path / "b", *household)[0] == 0
    none = {
        one: pages((tmp_path / "a" / f"nothing.{one}.pdf").read_bytes()) for one in ("zh", "en")
    }
    given = pages((tmp_path / "a" / "slips.zh.pdf").read_bytes())
    two = {one.name: len(pages(one.read_bytes())) for one in (tmp_path / "b").iterdir()}
    of_w003 = {one: next(page for page in none[one] if "W003" in page) for one in none}
    roster = (WENDENG / "households.csv").read_text(encoding="utf-8").splitlines()[1:]

    assert sorted(
        re.findall(r"\bW[0-9]{3}\b", page)[0] for page in (*none["zh"], *given)
    ) == sorted(row.split(",")[0] for row in roster)
    assert "¥0.00" in of_w003["zh"]
    assert "星级是“二星”，规则要求：五星或四星或三星" in of_w003["zh"]
    assert "公示表里没有您这一行" in of_w003["zh"]
    assert "stars is 'two'; the rules ask for: five or four or three" in " ".join(
        of_w003["en"].split()
    )
    assert "two hundred and fifty yuan" in "".join(
        pages((tmp_path / "a" / "slips.en.pdf").read_bytes())
    )
    assert two == {
        **{f"nothing.{one}.pdf": 1 for one in ("zh", "en")},
        **{f"slips.{one}.pdf": 1 for one in ("zh", "en")},
    }


@pytest.mark.needs("noto-cjk")
def test_without_the_inputs_only_what_was_sealed_is_printed(
    sealed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And only when that is asked for: nobody is left out in silence."""
    (sealed / "restricted/inputs/plan.yaml").unlink()
    asked = ("slips", sealed, "--font-path", REGULAR, "--lang", "en")
    code, _, said = call(capsys, *asked, "--out", tmp_path / "a")
    only = call(capsys, *asked, "--out", tmp_path / "b", "--awarded-only")

    assert code == 1
    assert "paper.not-again" in said
    assert not (tmp_path / "a").exists()
    assert only[0] == 0
    assert sorted(one.name for one in (tmp_path / "b").iterdir()) == [
        "slips.en.pdf",
        "slips.zh.pdf",
    ]


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


def test_the_code_of_a_paper_slip_opens_its_row(
    sealed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the private folder; another salt, row or manifest fails, and other text is refused."""
    private = sealed / "restricted"
    slip = slips_of(read_public(sealed), read_restricted(private))[2]
    tag, run, no, salt, digits = slip.code.split(":")

    def outcomes(code: str) -> tuple[int, dict[str, str], list[str]]:
        asked = ("verify", sealed, "--restricted", private, "--code", code, "--json")
        status, told, _ = call(capsys, *asked)
        said = json.loads(told)
        checks = {one["name"]: one["outcome"] for one in said.get("checks", ())}
        return status, checks, [one["code"] for one in said["findings"]]

    status, checks, _ = outcomes(slip.code)
    assert status in {0, 3}
    assert [checks[name] for name in ("H1", "H2", "H4", "H5", "H6")] == ["PASSED"] * 5
    assert outcomes(f"{tag}:{run}:{no}:{'A' * 43}:{digits}")[1]["H2"] == "FAILED"
    assert outcomes(f"{tag}:{run}:{no}:{salt}:{'0' * 32}")[0] == 1
    assert outcomes(f"{tag}:{run}:1:{salt}:{digits}")[1]["H2"] == "FAILED"
    assert outcomes(f"{tag}:{run}:999:{salt}:{digits}")[2] == ["seal.slip-row"]
    assert outcomes("https://example.com")[2] == ["seal.slip-code"]
    alone = call(capsys, "verify", sealed, "--code", slip.code, "--lang", "zh")
    assert alone[0] == 1
    assert "seal.slip-private" in alone[2]


@pytest.mark.needs("noto-cjk")
def test_an_office_prints_the_notice_for_the_board(
    sealed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On A4, with the day of the posting, whole names or masked ones."""
    asked = ("board", sealed, "--font-path", REGULAR, "--paper", "a4")
    code, told, _ = call(
        capsys, *asked, "--out", tmp_path / "a", "--posted", "2026-12-01", "--lang", "en"
    )
    masked = call(capsys, *asked, "--out", tmp_path / "b", "--names", "masked", "--json")
    unfit = call(capsys, *asked, "--out", tmp_path / "c", "--posted", "December")

    assert (code, masked[0], unfit[0]) == (0, 0, 2)
    assert "notice for the board, fingerprint" in told
    assert json.loads(masked[1])["files"] == ["board.en.pdf", "board.zh.pdf"]
    full, short = (
        "".join(pages((tmp_path / folder / "board.zh.pdf").read_bytes())) for folder in "ab"
    )
    assert "2026-12-01 至 2026-12-07" in full
    assert "合成002" in full
    assert "合成002" not in short
    assert not (tmp_path / "c").exists()


def test_a_board_needs_a_verified_folder_and_a_font(
    sealed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, with what to do, and nothing written."""
    none = call(capsys, "board", sealed, "--out", tmp_path / "a", "--lang", "en")
    (sealed / "public" / "README.txt").write_text("changed", encoding="utf-8")
    changed = call(capsys, "board", sealed, "--out", tmp_path / "a", "--lang", "en")

    assert (none[0], changed[0]) == (1, 1)
    assert "font.none" in none[2]
    assert "README.txt" in changed[2]
    assert not (tmp_path / "a").exists()
