"""`notice`, as the office uses it: of a sealed folder, and refused for what is not sealed so."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from benefit_share.cli import main
from house_map import ROOT
from house_notice import sealed_in

SHENZHOU = ROOT / "examples" / "shenzhou-greenhouse"


def call(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str]:
    """Return exit code and what a command says."""
    code = main([*map(str, words), "--lang", "en"])
    told = capsys.readouterr()
    return code, told.out + told.err


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    """A sealed village."""
    sealed_in(tmp_path / "sealed", SHENZHOU)
    return tmp_path / "sealed"


def test_the_last_day_follows_from_the_first(
    sealed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both days count; the rows are the sealed ones, and the fingerprint that of the manifest."""
    code, told = call(
        capsys, "notice", sealed, "--out", tmp_path / "web", "--posted", "2026-12-22", "--json"
    )
    page = (tmp_path / "web" / "notice.html").read_text("utf-8")
    plain = re.sub(r"<[^>]+>", "", page)
    sealed_page = (sealed / "public" / "notice.html").read_text("utf-8")
    body = re.compile(r"<tbody>.*?</tbody>", re.DOTALL)

    assert code == 0
    assert json.loads(told)["files"] == ["notice.html"]
    assert "2026-12-22 to 2026-12-31" in plain
    assert body.findall(sealed_page)[-1] in page
    assert not {one.name for one in (tmp_path / "web").iterdir()} - {"notice.html"}


def test_the_same_folder_gives_the_same_page(
    sealed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Anybody who has the sealed folder can make the page again and compare."""
    for name in ("one", "two"):
        assert call(capsys, "notice", sealed, "--out", tmp_path / name)[0] == 0

    pages = [(tmp_path / name / "notice.html").read_bytes() for name in ("one", "two")]
    assert pages[0] == pages[1]


@pytest.mark.parametrize("missing", ["public/manifest.dsse.json", "public/rows.jsonl"])
def test_what_is_not_sealed_has_no_notice(
    sealed: Path, tmp_path: Path, missing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The missing file is named, and nothing is written."""
    (sealed / missing).unlink()
    code, told = call(capsys, "notice", sealed, "--out", tmp_path / "web")

    assert code == 1
    assert (
        f"error[notice.not-sealed]: There is no sealed run in this folder: '{missing}'"
        in " ".join(told.split())
    )
    assert not (tmp_path / "web").exists()


def test_without_the_inputs_there_is_no_notice(
    sealed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The public folder alone does not tell the way of the money in words."""
    (sealed / "restricted" / "run_key.bin").unlink()
    code, told = call(capsys, "notice", sealed, "--out", tmp_path / "web")

    assert code == 1
    assert "'restricted/' is missing" in " ".join(told.split())


def test_changed_inputs_are_refused(
    sealed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever changes an amount after sealing gets no page that looks like the sealed notice."""
    income = sealed / "restricted" / "inputs" / "income.csv"
    income.write_text(income.read_text("utf-8").replace("96792.15", "96792.16"), "utf-8")
    code, told = call(capsys, "notice", sealed, "--out", tmp_path / "web")

    assert code == 1
    assert "notice.other-rows" in told


@pytest.mark.parametrize(
    ("link", "code"),
    [("https://x.example/verify.html", 0), ("../verify.html", 0), ("javascript:alert(1)", 2)],
)
def test_a_link_is_a_page(
    sealed: Path, tmp_path: Path, link: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """A path or an address; nothing that runs."""
    out = tmp_path / "web"

    assert call(capsys, "notice", sealed, "--out", out, "--verifier", link)[0] == code
