"""The commands, as a person or a script uses them."""

from __future__ import annotations

import gc
import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from benefit_share.cli import main
from benefit_share.cli.console import language_of

ROOT = Path(__file__).resolve().parents[2]
FLAGSHIP = ROOT / "examples" / "shenzhou-greenhouse"

PLAN = """\
plan: {id: tea, version: 1, from: 2020-01-01, to: 2020-12-31, currency: CNY}
pools: {net: {per: collective, fed_by: {income: {}}}}
facts: {status: {values: [policy, ordinary]}}
steps:
  - {id: shared, from: net, take: remaining, among: households, who: {status: policy},
     share: equal, if_none: refuse, clause: "1"}
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case of three households, two of them entitled."""
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    for name, text in {
        "collectives": "id,name\nv,Village\n",
        "assets": "id,kind\na,greenhouse\n",
        "income": "id,asset,received_on,kind,amount\ni,a,2020-05-01,rent,100.01\n",
        "households": "id,collective,status\nh1,v,policy\nh2,v,policy\nh3,v,ordinary\n",
    }.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def call(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Return exit code, standard output and standard error of a command."""
    code = main([str(word) for word in words])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_a_command_leaves_the_collector_of_garbage_as_it_was(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who calls it from a program goes on living, and on making garbage."""
    assert gc.isenabled()

    assert call(capsys, "run", case, "--out", tmp_path / "result")[0] == 0

    assert gc.isenabled()


def test_run_writes_the_result_and_prints_the_summary(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A run ends with 0, its summary on standard output, and a private folder that is whole."""
    out = tmp_path / "result"

    code, told, _ = call(capsys, "run", case, "--out", out, "--lang", "en")

    assert code == 0
    assert "100.01" in told
    assert sorted(path.name for path in out.iterdir()) == [
        "balances_next.csv",
        "findings.json",
        "statements",
        "statements.jsonl",
        "summary.en.md",
        "summary.json",
        "summary.zh.md",
    ]
    assert len(list((out / "statements").iterdir())) == 6
    if os.name == "posix":
        assert stat.S_IMODE(out.stat().st_mode) == 0o700


def test_run_twice_gives_the_same_bytes(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second run replaces the first by the same bytes."""
    out = tmp_path / "result"
    call(capsys, "run", case, "--out", out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}

    code, _, _ = call(capsys, "run", case, "--out", out)

    assert code == 0
    assert before == {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_run_refuses_a_folder_with_other_things(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder that holds anything else is refused and left as it is."""
    out = tmp_path / "home"
    out.mkdir()
    (out / "letter.txt").write_text("dear", encoding="utf-8")

    code, told, message = call(capsys, "run", case, "--out", out, "--lang", "en")

    assert (code, told) == (1, "")
    assert "letter.txt" in message
    assert [path.name for path in out.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_explain_says_why_and_why_not_from_a_case_and_from_its_result(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    """Case and result explain a household in the same words."""
    out = tmp_path / "result"
    call(capsys, "run", case, "--out", out)
    from_case = call(capsys, "explain", case, "h3", "--lang", language)

    from_result = call(capsys, "explain", out, "h3", "--lang", language)

    assert from_case == from_result
    assert from_case[0] == 0
    assert {"en": "ordinary", "zh": "一般户"}[language] in from_case[1]


def test_explain_of_somebody_who_is_not_there_ends_with_1(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody of that name: the message names those who might be meant."""
    code, told, message = call(capsys, "explain", case, "h9", "--lang", "en")

    assert (code, told) == (1, "")
    assert "h9" in message


def test_check_names_every_fault_with_its_place(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two faults in two tables are told at once, each with file and row."""
    (case / "income.csv").write_text(
        'id,asset,received_on,kind,amount\ni,a,2020-05-01,rent,"1,000.00"\n', encoding="utf-8"
    )
    (case / "households.csv").write_text("id,collective,status\nh1,w,policy\n", encoding="utf-8")

    code, _, message = call(capsys, "check", case, "--lang", "en")

    assert code == 1
    assert "income.csv:2" in message
    assert "households.csv:2" in message


@pytest.mark.parametrize(
    "words",
    [
        ("check", "CASE"),
        ("run", "CASE", "--out", "OUT"),
        ("explain", "CASE", "h1"),
        ("explain", "CASE", "nobody"),
        ("explain", "OUT", "h1"),
        ("check", "MISSING"),
        ("run", "CASE"),
        ("frobnicate",),
        ("init", "NEW"),
        ("init", "CASE"),
        ("allocate", "--rule", "talmud", "--estate", "5", "--claim", "a=1", "--claim", "b=9"),
        ("allocate", "--rule", "nothing", "--estate", "5", "--claim", "a=1"),
        ("allocate", "--rule", "talmud", "--estate", "5", "--claim", "a"),
    ],
    ids=" ".join,
)
def test_with_json_standard_output_is_one_document(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    """Whatever happens, `--json` prints exactly one document with `ok` and `findings`."""
    places = {
        "CASE": str(case),
        "OUT": str(tmp_path / "out"),
        "NEW": str(tmp_path / "new"),
        "MISSING": str(tmp_path / "missing"),
    }

    code, told, _ = call(capsys, *(places.get(word, word) for word in words), "--json")

    document = json.loads(told)
    assert document["ok"] is (code == 0)
    assert isinstance(document["findings"], list)


def test_a_new_case_is_accepted_by_check_but_for_what_is_to_be_filled_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`init` makes the same tables in both languages, and none is refused for its headers."""
    for language in ("zh", "en"):
        folder = tmp_path / language
        code, _, _ = call(capsys, "init", folder, "--lang", language)
        assert code == 0
        _, _, message = call(capsys, "check", folder, "--lang", "en")
        assert "unknown-column" not in message


def test_the_calculator_reads_a_document_from_standard_input() -> None:
    """Numbers with a point stay exact, and only three keys are needed."""
    document = '{"rule": "proportional", "estate": 0.30, "claims": {"a": 1, "b": 2}}'

    done = subprocess.run(
        [sys.executable, "-m", "benefit_share", "allocate"],
        input=document,
        capture_output=True,
        text=True,
        check=False,
    )

    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert answer["amounts"] == {"a": "0.10", "b": "0.20"}


def test_help_is_quick_because_it_reads_no_room() -> None:
    """Help imports neither the engine nor any language data."""
    script = (
        "import sys; from benefit_share.cli import main; main(['--help']);"
        "print([m for m in sys.modules if m.startswith('benefit_share.dist') or m == 'babel'])"
    )

    words = [sys.executable, "-c", script]

    done = subprocess.run(words, capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "[]"


def test_the_environment_decides_the_language(
    case: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the option the variable decides the language of messages."""
    monkeypatch.setenv("BENEFIT_SHARE_LANG", "zh")

    _, told, _ = call(capsys, "check", case)

    assert "错误" in told


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C", "LC_ALL": "zh_CN.GB18030"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "BENEFIT_SHARE_LANG": "en"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
    ],
)
def test_the_locale_asked_for_decides_the_language_installed_or_not(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
) -> None:
    """A Chinese computer speaks Chinese, even where no Chinese locale has been generated."""
    for name in ("BENEFIT_SHARE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert language_of(None) == language


@pytest.mark.skipif(not FLAGSHIP.is_dir(), reason="the examples are not in this checkout")
def test_the_result_depends_on_no_locale_time_zone_or_hash_seed(tmp_path: Path) -> None:
    """The flagship's bytes are the same under three environments."""
    results = []
    settings = (
        {"LANG": "C", "TZ": "UTC", "PYTHONHASHSEED": "0"},
        {"LANG": "C.UTF-8", "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"},
        {"LC_ALL": "C", "TZ": "America/New_York", "PYTHONHASHSEED": "4242"},
    )
    for place, setting in enumerate(settings):
        out = tmp_path / str(place)
        subprocess.run(
            [sys.executable, "-m", "benefit_share", "run", str(FLAGSHIP), "--out", str(out)],
            env=os.environ | setting,
            capture_output=True,
            check=True,
        )
        results.append({str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*.*")})
        shutil.rmtree(out)

    assert results[0] == results[1] == results[2]


def test_one_file_is_not_files(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence counts as its reader does."""
    out = tmp_path / "case.json"

    _, _, message = call(capsys, "export", case, "--as", "document", "--out", out, "--lang", "en")

    assert message == f"1 file written to {out}\n"


def test_at_a_terminal_the_next_command_is_named(
    case: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A person sees it, written so that it can be copied; a script never does."""
    spaced = case.rename(tmp_path / "my case")
    _, _, message = call(capsys, "check", spaced, "--lang", "en")
    assert "Next:" not in message

    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    _, _, message = call(capsys, "check", spaced, "--lang", "en")

    assert message.splitlines()[-1] == f"Next: benefit-share run '{spaced}' --out result"


def test_who_has_left_is_told_so_and_sent_to_nobody_else(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A household of the table that is gone by the record date is not taken for a typing error."""
    table = case / "households.csv"
    rows = "id,collective,status,to\nh1,v,policy,\nh2,v,policy,2020-08-03\nh3,v,ordinary,\n"
    table.write_text(rows, encoding="utf-8")

    code, _, told = call(capsys, "explain", case, "h2", "--lang", "zh")

    assert code == 1
    assert "“h2”在登记日（2020-12-31）不在花名册上，也没有应得的份额。" in told
