"""`benefit-share export` and `import`, as another program's author would use them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from benefit_share.cli import main

ROOT = Path(__file__).resolve().parents[2] / "examples"


def test_a_case_goes_out_and_comes_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As one file, which every command takes, and as a folder that a person can edit."""
    document, folder = tmp_path / "case.json", tmp_path / "case"

    assert (
        main(["export", str(ROOT / "yongji-residue"), "--as", "document", "--out", str(document)])
        == 0
    )
    assert main(["import", str(document), "--out", str(folder)]) == 0
    assert main(["check", str(folder)]) == main(["check", str(document)]) == 0
    assert sorted(path.suffix for path in folder.iterdir()) == [".csv"] * 3 + [".yaml"] * 2
    capsys.readouterr()
    assert main(["run", str(document), "--out", str(tmp_path / "result"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True


def test_a_run_goes_out_as_books_and_as_a_package(tmp_path: Path) -> None:
    """A file, and a folder."""
    case = str(ROOT / "yongji-residue")

    assert main(["export", case, "--as", "beancount", "--out", str(tmp_path / "b.bean")]) == 0
    assert main(["export", case, "--as", "package", "--out", str(tmp_path / "p")]) == 0
    assert "balance Expenses:Shared" in (tmp_path / "b.bean").read_text(encoding="utf-8")
    assert (tmp_path / "p" / "datapackage.json").is_file()


@pytest.mark.parametrize("form", ["document", "beancount"])
def test_nothing_is_ever_written_over(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip of the pen does not cost the plan of the case, nor whatever else stands there."""
    case = tmp_path / "case"
    shutil.copytree(ROOT / "yongji-residue", case)
    plan = (case / "plan.yaml").read_bytes()

    assert main(["export", str(case), "--as", form, "--out", str(case / "plan.yaml")]) == 1
    assert "file.exists" in capsys.readouterr().err
    assert (case / "plan.yaml").read_bytes() == plan


def test_what_is_wrong_is_said_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A document with a fault, a case with a fault, a folder that holds something."""
    bad = tmp_path / "bad.json"
    bad.write_text('{"format": "x"}', encoding="utf-8")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "own.txt").write_text("mine", encoding="utf-8")
    good = str(ROOT / "yongji-residue")

    assert main(["import", str(bad), "--out", str(tmp_path / "new")]) == 1
    assert "document.format" in capsys.readouterr().err
    assert main(["export", str(bad), "--as", "package", "--out", str(tmp_path / "new")]) == 1
    assert main(["export", good, "--as", "package", "--out", str(tmp_path / "full")]) == 1
    assert not (tmp_path / "new").exists()
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["own.txt"]
