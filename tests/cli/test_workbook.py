"""The commands on a workbook: begin it, check it, mark its faults, run, explain and seal it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from benefit_share.cli import main
from benefit_share.files import case_book
from house_map import ROOT
from house_workbook import formula, number, pages_of, workbook

SMALL = ROOT / "examples/houjialou-posts"


def call(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Run a command; return its exit code and what it wrote to both outputs."""
    code = main([str(word) for word in words])
    out, err = capsys.readouterr()
    return code, out, err


def files_of(folder: Path) -> dict[str, str]:
    """Return the files of a case folder as text."""
    wanted = {".csv", ".yaml"}
    paths = (path for path in sorted(folder.iterdir()) if path.suffix in wanted)
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook of a case in which there is nothing to find."""
    path = tmp_path / "village.xlsx"
    files = {name: text.encode("utf-8") for name, text in files_of(SMALL).items()}
    path.write_bytes(case_book(files, "zh"))
    return path


def test_init_writes_a_workbook_as_a_file_or_into_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And never over anything."""
    file, folder = tmp_path / "a.xlsx", tmp_path / "b"

    assert call(capsys, "init", file, "--workbook", "--lang", "zh")[0] == 0
    assert call(capsys, "init", folder, "--workbook", "--lang", "zh")[0] == 0
    assert (folder / "case.xlsx").read_bytes() == file.read_bytes()
    assert [path.name for path in folder.iterdir()] == ["case.xlsx"]

    before = file.read_bytes()
    code, _, told = call(capsys, "init", file, "--workbook", "--lang", "en")

    assert (code, "file.exists" in told) == (1, True)
    assert file.read_bytes() == before


def test_init_takes_over_another_case(
    tmp_path: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From files into a workbook, from files into files, and a workbook as it is."""
    made = tmp_path / "made.xlsx"

    assert call(capsys, "init", made, "--workbook", "--like", SMALL, "--lang", "zh")[0] == 0
    assert made.read_bytes() == book.read_bytes()

    copy, again = tmp_path / "copy", tmp_path / "again.xlsx"

    assert call(capsys, "init", copy, "--like", SMALL)[0] == 0
    assert files_of(copy) == files_of(SMALL)
    assert call(capsys, "init", again, "--workbook", "--like", book)[0] == 0
    assert again.read_bytes() == book.read_bytes()


@pytest.mark.parametrize("command", ["check", "audit", "explain", "run", "seal"])
def test_a_command_takes_a_workbook_where_it_takes_a_folder(
    command: str, tmp_path: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And says the same."""
    more: dict[str, list[object]] = {"explain": ["p1"], "run": ["--out"], "seal": ["--out"]}
    told = []
    for case in (book, SMALL):
        words = more.get(command, [])
        if words == ["--out"]:
            words = ["--out", tmp_path / f"{command}-{case.name}"]
        if command == "seal":
            key = tmp_path / "key"
            key.write_text("ab" * 32, encoding="ascii")
            words += ["--at", "2026-12-01T08:00:00Z", "--run-key", key]
        code, out, _ = call(capsys, command, case, *words, "--json")
        body = json.loads(out)
        body["findings"] = [{**one, "place": ""} for one in body["findings"]]
        told.append((code, {**body, "findings": [one["code"] for one in body["findings"]]}))
    if command == "seal":  # the digests of the source files differ, and so does the fingerprint
        for _, body in told:
            del body["fingerprint"], body["files"]

    assert told[0] == told[1]


def test_faults_are_marked_at_their_cells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A note and a colour at each, in the language asked for; the workbook itself is untouched."""
    pages = pages_of(files_of(SMALL))
    pages["income"] = pages["income"].put("E2", formula("1+1"))
    pages["households"] = pages["households"].put("B2", "nowhere").put("A3", number("0.5"))
    path, copy = tmp_path / "village.xlsx", tmp_path / "marked.xlsx"
    path.write_bytes(workbook(pages))
    before = path.read_bytes()
    code, _, told = call(capsys, "check", path, "--mark", copy, "--lang", "zh")
    marked = load_workbook(io.BytesIO(copy.read_bytes()))

    assert code == 1
    assert path.read_bytes() == before
    assert str(copy) in told
    comment = marked["income"]["E2"].comment
    assert comment is not None
    assert comment.text == "单元格里是公式。 请复制该单元格，粘贴为数值（选择性粘贴，数值）。"
    assert marked["income"]["E2"].fill.fgColor.rgb == "FFFFC7CE"
    assert marked["households"]["A3"].comment is not None
    assert marked["income"]["A2"].comment is None

    again = call(capsys, "check", path, "--mark", copy, "--lang", "en")

    assert "file.exists" in again[2]


def test_a_note_at_a_header_keeps_what_stood_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The fault first, then the note of the form; a fault of a whole sheet stands at its head."""
    path, copy = tmp_path / "village.xlsx", tmp_path / "marked.xlsx"
    call(capsys, "init", path, "--workbook", "--lang", "zh")
    call(capsys, "check", path, "--mark", copy, "--lang", "zh")
    comment = load_workbook(io.BytesIO(copy.read_bytes()))["户"]["A1"].comment

    assert comment is not None
    assert comment.text.startswith("没有任何户")
    assert comment.text.endswith("另一语言的表头：id")


@pytest.mark.parametrize("kind", ["folder", "damaged"])
def test_what_has_no_cell_cannot_be_marked(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And says so, instead of writing a copy without a mark."""
    case = SMALL
    if kind == "damaged":
        case = tmp_path / "village.xlsx"
        case.write_bytes(b"no workbook")
    copy = tmp_path / "marked.xlsx"
    code, _, told = call(capsys, "check", case, "--mark", copy, "--lang", "en")

    assert code == 1
    assert {"folder": "workbook.none", "damaged": "workbook.not-marked"}[kind] in told
    assert not copy.exists()
