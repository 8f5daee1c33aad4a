"""Tables on the screen: aligned with Chinese in them, eighty columns, names and amounts whole."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from benefit_share.cli import main
from benefit_share.findings import Finding, Kind, Severity
from benefit_share.rendering.reports.verdict import verdict_text
from benefit_share.verification import verify

FLAGSHIP = Path(__file__).resolve().parents[2] / "examples" / "shenzhou-greenhouse"
AMOUNT = re.compile(r"[0-9]+\.[0-9]{2}(?= )")
HAN = re.compile(r"  ([\u4e00-\u9fff]+)")
NAME = "张家村集体经济合作社" * 4


def wide(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(1 + (unicodedata.east_asian_width(one) in "WF") for one in text)


def allocate(capsys: pytest.CaptureFixture[str], *claims: str) -> list[str]:
    """Return the lines of a table of shares."""
    words = [word for claim in claims for word in ("--claim", claim)]
    rule = ["--rule", "constrained_equal_awards", "--estate", "12345678.91", "--lang", "zh"]
    assert main(["allocate", *rule, *words]) == 0
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("name", ["[b]x", "[red]", ":smile:", "[/]", "a b"])
def test_a_claimant_is_called_as_it_was_typed(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Brackets and colons are signs like others."""
    lines = allocate(capsys, f"{name}=20000000", "other=20000000")

    assert any(line.startswith(f"  {name}  ") for line in lines)


def test_no_claimant_steers_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Escapes and marks that turn the line around are shown as a sign of their own."""
    lines = allocate(capsys, "e\x1b[31mvil\u202e=20000000", "other=20000000")

    assert any("e\ufffd[31mvil\ufffd" in line for line in lines)
    assert not {"\x1b", "\u202e"} & set("".join(lines))


@pytest.mark.parametrize("columns", ["20", "60", "80", "300"])
def test_amounts_stand_whole_and_end_under_one_another(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    """A long name goes on below; no amount is cut and none is left out."""
    monkeypatch.setenv("COLUMNS", columns)

    lines = allocate(capsys, f"{NAME}=10000000000", "乙=20000000", "丙=4")

    found = [match for line in lines if (match := AMOUNT.search(line))]
    assert sum(int(match[0].replace(".", "")) for match in found) == 1_234_567_891
    assert len({wide(match.string[: match.end()]) for match in found}) == 1
    names = [match[1] for line in lines if (match := HAN.match(line))]
    assert NAME in "".join(names)
    assert max(map(wide, lines)) <= max(60, min(int(columns), 100))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_verdict_stands_in_columns_and_fits(tmp_path: Path, language: str) -> None:
    """What a check came to, and what it looks for, each begin under one another."""
    main(["seal", str(FLAGSHIP), "--out", str(tmp_path / "sealed"), "--run-key", key(tmp_path)])
    public = tmp_path / "sealed" / "public"
    files = {one.name: one.read_bytes() for one in public.iterdir() if one.is_file()}

    lines = verdict_text(verify(files | {"e\x1b[31m" * 30: b""}), language).splitlines()

    assert max(map(wide, lines)) <= 80
    assert "\x1b" not in "".join(lines)
    checks = [line for line in lines if line[0] in "VHA" and line[1].isdigit()]
    assert len(checks) == 15
    column = {"zh": 10, "en": 17}[language]
    for line in checks:
        before = next(place for place in range(len(line)) if wide(line[:place]) == column)
        assert line[before - 2 : before] == "  "
        assert line[before] != " "


def key(folder: Path) -> str:
    """Return a file with a run key."""
    file = folder / "key"
    file.write_text("5" * 64, encoding="ascii")
    return str(file)


def test_the_place_of_a_finding_is_data_under_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """File, line and column apart; the place as it is written stays."""
    (tmp_path / "plan.yaml").write_text("plan: {}\nstep: []\n", encoding="utf-8")

    main(["check", str(tmp_path), "--json"])

    found = json.loads(capsys.readouterr().out)["findings"]
    meant = next(one for one in found if one["code"] == "plan.key-meant")
    assert meant["place"] == "plan.yaml:2:1"
    assert meant["at"] == {"file": "plan.yaml", "line": 2, "column": 1}


def test_a_place_of_which_no_more_is_known_is_no_data(capsys: pytest.CaptureFixture[str]) -> None:
    """What is only written is not taken apart."""
    from benefit_share.cli.console import finding_json

    kind = Kind("test.kind", Severity.NOTE, "Something.", "Nothing.")
    found = Finding(kind, "").placed("rows.jsonl:3")

    assert finding_json(found)["place"] == "rows.jsonl:3"
    assert "at" not in finding_json(found)
    assert capsys.readouterr().out == ""
