"""`demo`, as somebody uses it who has just installed the program and nothing else."""

from __future__ import annotations

import io
import json
import re
import shlex
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from decimal import Decimal
from pathlib import Path

import attrs
import pytest

from benefit_share.cli import main
from benefit_share.files import demonstration
from benefit_share.files.demonstration import flagship_files
from benefit_share.files.pages import fonts
from benefit_share.files.sealed.bundles import read_public
from benefit_share.values.width import width
from house_paper import REGULAR, pages

FLAGSHIP = Path(__file__).resolve().parents[2] / "examples" / "shenzhou-greenhouse"


def call(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Return exit code, standard output and standard error of a command."""
    code = main([str(word) for word in words])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_the_case_of_the_demo_is_the_flagship_to_the_byte() -> None:
    """`examples/refresh.py` copies it; a demo of another case would show what no page explains."""
    names = [*FLAGSHIP.glob("*.csv"), *FLAGSHIP.glob("*.yaml")]

    assert flagship_files() == {path.name: path.read_bytes() for path in names}


@attrs.frozen
class Seen:
    """A demo: where it lies, what its tour said, and in which language."""

    folder: Path
    told: str
    language: str


@pytest.fixture(scope="module", params=["zh", "en"])
def seen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """One demo a language, in a folder with a space in its name."""
    folder = tmp_path_factory.mktemp("demo") / "to be seen"
    told, said = io.StringIO(), io.StringIO()
    with redirect_stdout(told), redirect_stderr(said):
        code = main(["demo", str(folder), "--lang", request.param])
    assert (code, said.getvalue()) == (0, "")
    return Seen(folder, told.getvalue(), request.param)


def test_the_tour_names_what_is_there_and_fits_a_terminal(seen: Seen) -> None:
    """Every file that it names lies in the folder; only a path may be wider than 80 columns."""
    named = re.findall(r"^  (\S+/\S*) ", seen.told.split("\n\n")[1], re.MULTILINE)
    page = f"result/statements/H005.{seen.language}.md"

    assert len(named) == 6
    assert all((seen.folder / name).exists() for name in named)
    assert page in seen.told
    assert (seen.folder / page).is_file()
    assert all(width(line) <= 80 for line in seen.told.splitlines() if str(seen.folder) not in line)


def test_the_notice_leads_to_the_page_that_checks_it(seen: Seen) -> None:
    """A link that leads nowhere would be the first thing that somebody tries."""
    notice = seen.folder / "notice" / "notice.html"
    links = re.findall(r'href="([^"#]+)"', notice.read_text("utf-8"))

    assert any(link.endswith("verify.html") for link in links)
    assert all((notice.parent / link).resolve().is_file() for link in links)


def test_the_reckoning_comes_out_on_a_pocket_calculator(seen: Seen) -> None:
    """The sum is that of its parts, and what the sealed list awards to the household."""
    plain = seen.told.replace(",", "")
    sums = re.findall(r"^  ([\d.]+) \+ ([\d.]+) = ([\d.]+)", plain, re.MULTILINE)
    one, two, total = map(Decimal, sums[0])
    slip = json.loads((seen.folder / "sealed/restricted/slips/H005.json").read_bytes())

    assert one + two == total
    assert total * 100 == slip["row"]["amount_minor"]


def test_what_the_tour_asks_to_change_is_refused_until_it_is_put_back(
    seen: Seen, capsys: pytest.CaptureFixture[str]
) -> None:
    """The words of the tour alone: the file, the line, both amounts, and the command to type."""
    between = seen.told.partition("notice.csv")[0].splitlines()
    file = Path(between[-1].strip() + "notice.csv")
    amounts = re.findall(r"\d+\.\d\d", " ".join(between[-3:-1]))
    new, old = amounts if seen.language == "en" else reversed(amounts)
    command = next(line for line in seen.told.splitlines() if "benefit-share verify" in line)
    words = shlex.split(command)[1:]

    lines = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text(lines[0] + lines[1].replace(old, new) + "".join(lines[2:]), "utf-8")
    refused = call(capsys, *words, "--lang", seen.language)
    file.write_text("".join(lines), "utf-8")
    held = call(capsys, *words, "--lang", seen.language)

    assert old in lines[1]
    assert refused[0] == 1
    failed = {"en": "FAILED", "zh": "不符"}[seen.language]
    assert re.findall(rf"^(\w+) +{failed} ", refused[1], re.MULTILINE) == ["V3", "V13"]
    assert "notice.csv" in refused[1]
    assert held[0] == 0


def test_the_next_commands_can_be_typed_as_they_stand(
    seen: Seen,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each ends with 0, also where the folder has a space in its name."""
    typed = [line for line in seen.told.splitlines() if line.startswith("  benefit-share ")]
    monkeypatch.chdir(tmp_path)

    codes = [call(capsys, *shlex.split(line)[1:])[0] for line in typed]

    assert len(typed) == 4
    assert codes == [0] * 4
    assert (tmp_path / "my-village.xlsx").is_file()


def test_without_a_folder_a_temporary_one_stays_and_json_names_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One document; every part of it lies in the folder; what was not printed says why."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    code, told, said = call(capsys, "demo", "--json")

    document = json.loads(told)
    (place,) = tmp_path.iterdir()
    assert (code, said, document["ok"]) == (0, "", True)
    assert document["folder"] == str(place.resolve())
    assert list(document["parts"]) == ["case", "result", "sealed", "notice"]
    assert all(Path(part).is_dir() for part in document["parts"].values())
    assert [one["code"] for one in document["not_printed"]] == ["font.none"]
    outcomes = {one["name"]: one["outcome"] for one in document["verdict"]["checks"]}
    assert "FAILED" not in outcomes.values()
    assert outcomes["A2"] == "PASSED"


def test_where_no_temporary_folder_can_be_made_it_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a finding, and not with a traceback."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))

    code, told, _ = call(capsys, "demo", "--json")

    assert code == 1
    assert [one["code"] for one in json.loads(told)["findings"]] == ["file.cannot-write"]


def test_a_demo_that_does_not_verify_is_no_tour(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tour says that no check failed, so it is told only where that is true."""
    monkeypatch.setattr(
        demonstration, "read_public", lambda folder: {**read_public(folder), "notice.csv": b""}
    )

    code, told, said = call(capsys, "demo", tmp_path / "seen", "--lang", "en")

    assert (code, told) == (1, "")
    assert "notice.csv" in said


def test_a_folder_that_holds_anything_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A demo is no reason to touch somebody's files."""
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")

    code, told, said = call(capsys, "demo", tmp_path, "--lang", "en")

    assert (code, told) == (1, "")
    assert "file.folder-not-empty" in said
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "were not printed. paper.extra"), ("zh", "没有打印明细条")]
)
def test_what_is_missing_for_paper_is_said_with_how_to_get_it(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    words: str,
) -> None:
    """Without the extra the rest is made all the same, and nothing is silently left out."""
    monkeypatch.setattr(fonts, "find_spec", lambda _name: None)

    code, told, _ = call(capsys, "demo", tmp_path / "seen", "--lang", language)

    assert code == 0
    assert words in told
    assert 'pip install "benefit-share[statements]"' in told.replace("\n", " ")
    assert not (tmp_path / "seen" / "slips").exists()


def test_a_font_that_is_none_is_an_error_of_who_gave_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The rest is made; the exit code says that not all that was asked for was done."""
    given = FLAGSHIP / "plan.yaml"

    code, told, said = call(capsys, "demo", tmp_path / "seen", "--font-path", given, "--lang", "en")

    assert code == 1
    assert "font.no-file" in told
    assert "font.no-file" in said
    assert (tmp_path / "seen" / "notice" / "notice.html").is_file()


@pytest.mark.needs("noto-cjk")
def test_with_a_font_slips_and_the_board_are_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip for each of 151 households, and one for each of the nine that get nothing."""
    folder = tmp_path / "seen"

    code, told, said = call(capsys, "demo", folder, "--font-path", REGULAR, "--lang", "zh")

    assert (code, said) == (0, "")
    assert "slips/slips.zh.pdf" in told
    assert "board/board.zh.pdf" in told
    assert len(pages((folder / "slips" / "slips.zh.pdf").read_bytes())) == 151
    assert len(pages((folder / "slips" / "nothing.zh.pdf").read_bytes())) == 9
    assert (folder / "board" / "board.en.pdf").is_file()
