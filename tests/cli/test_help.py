"""The help: in the reader's language, of every command and every option, with lines that work."""

from __future__ import annotations

import io
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from benefit_share import cli
from benefit_share.cli import main
from benefit_share.cli.app import COMMANDS, application
from benefit_share.cli.help import Help, rows_of
from benefit_share.cli.help_words import HELP_WORDS
from benefit_share.cli.manual import GROUPS, Example, heading_of, manual_of
from benefit_share.values.width import width
from house_map import ROOT
from house_world import World, call

CLI = Path(cli.__file__).parent
"""Where the commands are: in the source, or in the wheel that is tested."""
NAMES = sorted(COMMANDS)
CHINESE = r"[\u4e00-\u9fff]"
PRINTERS = {"board", "one-card", "slips"}
EXAMPLES = [
    pytest.param(
        name,
        example,
        marks=[pytest.mark.needs("noto-cjk")] if name in PRINTERS else [],
        id=f"{name}-{number}",
    )
    for name in NAMES
    for number, example in enumerate(manual_of(name).examples)
]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """What the examples read, made once."""
    return World(tmp_path_factory.mktemp("world"))


def lines_of(name: str, language: str, columns: int = 80) -> list[str]:
    """Return the help of a command."""
    app = application()
    for one in name.split():
        app = app[one]
    return Help(language, columns).of_command(app, name)


@pytest.mark.parametrize("name", NAMES)
def test_every_command_and_option_has_its_words_in_both_languages(name: str) -> None:
    """What the parser knows the manual explains, and nothing that it does not know."""
    manual = manual_of(name)
    app = application()
    for one in name.split():
        app = app[one]

    rows = {language: rows_of(app, manual, language) for language in ("zh", "en")}

    assert manual.group in GROUPS
    assert len(manual.examples) >= 2
    assert manual.writes is not None
    assert [row.label for row in rows["zh"]] == [row.label for row in rows["en"]]
    said = [manual.says, manual.more, manual.writes, *manual.fields.values()]
    said += [option.says for option in manual.options.values()]
    said += [example.says for example in manual.examples]
    for text in filter(None, said):
        assert re.search(CHINESE, text.zh), text
        assert not re.search(CHINESE, text.en), text


def test_no_text_stands_beside_the_manual() -> None:
    """An option explained in the code would be English only, and say it a second time."""
    app = application()
    told: dict[str, object] = {}
    for name in NAMES:
        one = app
        for part in name.split():
            one = one[part]
        told |= {
            f"{name} {argument.name}": argument.parameter.help
            for argument in one.assemble_argument_collection()
            if argument.parameter.help
        }

    assert told == {}


@pytest.mark.parametrize("name", NAMES)
def test_the_page_that_help_names_is_there(name: str) -> None:
    """Both pages, and the heading if it names one."""
    page, _, heading = manual_of(name).see.partition("#")

    for folder in ("docs", "docs/zh"):
        text = (ROOT / folder / page).read_text(encoding="utf-8")
        assert not heading or re.search(rf"^##+ {heading}$", text, re.MULTILINE)


@pytest.mark.parametrize("columns", [40, 80, 100])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_fits_the_terminal(language: str, columns: int) -> None:
    """No line but an example, which is to be copied whole, is wider."""
    written = {f"  {one.run}" for name in NAMES for one in manual_of(name).examples}
    pages = [lines_of(name, language, columns) for name in NAMES]
    pages.append(Help(language, columns).of_program(tuple(COMMANDS)))

    wide = [line for page in pages for line in page if width(line) > columns]

    assert set(wide) <= written


@pytest.mark.parametrize("name", NAMES)
def test_chinese_help_has_no_english_sentence(name: str) -> None:
    """Names of files, options and values stay; two English words side by side do not."""
    examples = {f"  {one.run}" for one in manual_of(name).examples}
    said = [line for line in lines_of(name, "zh") if line not in examples]

    left = re.sub(
        r"\{[^}]*\}|[A-Z-]{2,}|--[a-z-]+( [A-Z]+| \S*\|\S*)?|RFC 3161", "", "\n".join(said)
    )

    assert re.findall(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}", left.replace("benefit-share", "")) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_program_lists_every_command_under_its_work(
    capsys: pytest.CaptureFixture[str], language: str
) -> None:
    """Each command stands once, below the heading of its group, with its sentence."""
    assert main(["--help", "--lang", language]) == 0
    told = capsys.readouterr().out

    at = {group: told.index(f"\n{text.in_language(language)}") for group, text in GROUPS.items()}
    for name in NAMES:
        (place,) = (found.start() for found in re.finditer(rf"^  {name}  ", told, re.MULTILINE))
        before = [group for group in GROUPS if at[group] < place]
        assert before[-1] == heading_of(name)[0]


@pytest.mark.parametrize(
    "line",
    [
        "run --help --lang zh",
        "--lang zh run --help",
        "--lang=zh run -h",
        "run case --lang zh --out x --help",
        "--help run --lang zh",
    ],
)
def test_the_language_stands_anywhere_on_the_line(
    capsys: pytest.CaptureFixture[str], line: str
) -> None:
    """Help is asked for before, after and between."""
    assert main(shlex.split(line)) == 0

    assert capsys.readouterr().out == "\n".join(lines_of("run", "zh")) + "\n"


def test_the_environment_decides_the_language_of_help(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same rule as for messages."""
    monkeypatch.setenv("BENEFIT_SHARE_LANG", "zh")

    main(["check", "--help"])

    assert "检查一个案例" in capsys.readouterr().out


def test_help_and_version_under_json_are_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    """A program that asks for JSON gets JSON."""
    assert main(["run", "--help", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["help"]["zh"] == "\n".join(lines_of("run", "zh"))

    assert main(["--version", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["version"] == "0.1.0"


def test_every_word_of_the_help_is_used() -> None:
    """A sentence that nobody says would be translated for nothing."""
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in CLI.glob("*.py")
        if path.name != "help_words.py"
    )

    assert [name for name in HELP_WORDS if f'"{name}"' not in code] == []


def test_help_loads_nothing_heavy() -> None:
    """Help of the program and of a command is there before a package of any extra but `cli` is."""
    heavy = {"altair", "babel", "cryptography", "openpyxl", "pendulum", "typst", "yaml", "rich"}
    script = (
        "import sys; from benefit_share.cli import main; main(['--help']); main(['seal', '-h']);"
        f"print(sorted({heavy!r} & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_an_example_of_the_help_works(
    world: World,
    name: str,
    example: Example,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is run as it stands, on a desk where what it names lies; and under --json as well."""
    program, *words = shlex.split(example.run)
    assert (program, " ".join(words[: len(name.split())])) == ("benefit-share", name)
    monkeypatch.setattr("getpass.getpass", lambda: "a synthetic passphrase")
    monkeypatch.setattr("sys.stdin", _Terminal())

    for more in ([], ["--json"]):
        plain = [word for word in words if word != "--json"]
        desk = world.desk(f"{request.node.callspec.id}{''.join(more)}", name, example.run)
        if "KEYID" in plain:
            listed = call(desk, ["keys", "show", "keys.json", "--json"]).document["keys"]
            assert isinstance(listed, list)
            plain = [listed[0]["keyid"] if word == "KEYID" else word for word in plain]

        done = call(desk, [*plain, *more])

        assert done.code == 0, done.err
        if more:
            assert set(done.document) <= {"ok", "findings", *manual_of(name).fields}
            assert done.document["ok"] is True
            assert done.err == ""


class _Terminal(io.StringIO):
    """A keyboard at which somebody sits."""

    def isatty(self) -> bool:
        """Say that somebody does."""
        return True


def test_a_line_without_a_command_shows_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    """They stand where messages go, since nobody asked, and the code is that of wrong usage."""
    for words in ([], ["keys"]):
        assert main([*words, "--lang", "en"]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert "Usage: benefit-share" in told.err


def test_a_group_of_commands_has_its_own_help(capsys: pytest.CaptureFixture[str]) -> None:
    """It lists its own and no other."""
    assert main(["keys", "--help", "--lang", "en"]) == 0

    listed = re.findall(r"^  (\w[\w ]*?)  ", capsys.readouterr().out, re.MULTILINE)
    assert listed == ["keys new", "keys show", "keys revoke"]


def test_every_command_has_its_file() -> None:
    """By the name of the command, a hyphen between its words."""
    files = {path.stem for path in (CLI / "texts").glob("*.toml")}
    above = {name.split()[0] for name in NAMES if " " in name}

    assert {name.replace(" ", "-") for name in NAMES} == files - above - {"shared"}
