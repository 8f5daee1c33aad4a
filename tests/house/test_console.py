"""The runner of the console blocks in the documents."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from sybil import Document, Example

import house_console
from house_console import (
    FileParser,
    NotRunnable,
    Workspace,
    agrees,
    commands_of,
    evaluate,
    run,
    write,
)


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    """A workspace over two small examples."""
    examples = tmp_path / "examples"
    (examples / "village").mkdir(parents=True)
    (examples / "village" / "plan.yaml").write_text("one\ntwo\nthree\n", encoding="utf-8")
    return Workspace.of(tmp_path / "copy", examples, "en")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A benefit-share that prints its arguments, its input and its language, and may fail."""
    scripts = tmp_path / "scripts"
    scripts.mkdir()
    program = scripts / "program.py"
    program.write_text(
        "import os, sys\n"
        "print('arguments', *sys.argv[1:])\n"
        "print('language', os.environ['BENEFIT_SHARE_LANG'], file=sys.stderr)\n"
        "if '-' in sys.argv: print('input', sys.stdin.read().strip())\n"
        "sys.stdout.flush()\n"
        "sys.exit(1 if 'refuse' in sys.argv else 0)\n",
        encoding="utf-8",
    )
    # Through a shell: a first line "#!" cannot name an interpreter whose path holds a space.
    script = scripts / "benefit-share"
    script.write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(str(program))} "$@"\n',
        encoding="utf-8",
    )
    script.chmod(0o700)
    monkeypatch.setattr("sysconfig.get_path", lambda _name: str(scripts))


def fault(source: str, place: Workspace) -> str:
    """Return what is wrong with a block, or nothing."""
    return evaluate(_example(source, place)) or ""


def _example(parsed: object, place: Workspace) -> Example:
    example = SimpleNamespace(parsed=parsed, namespace={house_console.WORKSPACE: place})
    return cast("Example", example)


def test_a_transcript_is_split_into_commands_and_what_they_print() -> None:
    """A blank line belongs to the output; a backslash continues a command."""
    source = "$ echo a\na\n\nb\n$ benefit-share run x \\\n>     --out y\n"

    commands = list(commands_of(source))

    assert [command.line for command in commands] == ["echo a", "benefit-share run x --out y"]
    assert [command.expected for command in commands] == [("a", "", "b"), ()]


@pytest.mark.parametrize(
    "source",
    ["", "benefit-share run\n", "$ benefit-share \\\nrun\n"],
    ids=["empty", "bare", "torn"],
)
def test_what_is_no_transcript_is_refused(source: str) -> None:
    """A block without a command would otherwise pass unchecked."""
    with pytest.raises(NotRunnable):
        list(commands_of(source))


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        ("", "", True),
        ("a b", "a b", True),
        ("a b", "a  b", False),
        ("a", "a ", True),
        ("a", " a", False),
        ("a", "", False),
        ("", "a", False),
        ("...", "", True),
        ("...", "a\nb", True),
        ("a\n...\nd", "a\nb\nc\nd", True),
        ("a\n...\nd", "a\nd", True),
        ("a\n...\nd", "a\nb", False),
        ("a ...", "a b", False),
        ("a.c", "abc", False),
    ],
)
def test_output_is_compared_exactly_but_for_lines_left_out(
    expected: str,
    printed: str,
    same: bool,  # noqa: FBT001 - a table of cases
) -> None:
    """Only a line that is exactly three dots stands for others."""
    assert same is agrees(tuple(expected.splitlines()), tuple(printed.splitlines()))


@pytest.mark.usefixtures("program")
def test_a_command_runs_in_the_copy_with_both_streams_and_the_language(place: Workspace) -> None:
    """What a terminal would show is what is compared."""
    assert fault("$ benefit-share run village\narguments run village\nlanguage en\n", place) == ""
    assert "it printed:\n    arguments run village\n" in fault(
        "$ benefit-share run village\n", place
    )


@pytest.mark.usefixtures("program")
def test_a_failure_must_be_shown(place: Workspace) -> None:
    """An exit code other than 0 is part of the transcript."""
    shown = "$ benefit-share refuse\narguments refuse\n...\n"

    assert "ended with 1" in fault(shown, place)
    assert fault(shown + "$ echo $?\n1\n", place) == ""
    assert "it printed:\n    1" in fault(shown + "$ echo $?\n2\n", place)


@pytest.mark.usefixtures("program")
def test_input_comes_from_a_file_or_a_pipe_and_a_variable_holds_for_one_command(
    place: Workspace,
) -> None:
    """The two ways to feed standard input that a page may show."""
    echoed = run('echo \'{"rule": "equal"}\' | benefit-share -', place)
    from_file = run("BENEFIT_SHARE_LANG=zh benefit-share - < village/plan.yaml", place)

    assert 'input {"rule": "equal"}' in echoed
    assert "input one\ntwo\nthree" in from_file
    assert "language zh" in from_file
    assert "language en" in echoed


def test_the_small_commands_are_known_without_a_shell(place: Workspace) -> None:
    """They read the copy, and move within it."""
    source = (
        "$ ls\nvillage\n$ cat village/plan.yaml\none\n...\n$ head -n 1 village/plan.yaml\none\n"
        "$ mkdir mine\n$ cd mine\n$ ls\n$ cd ../..\n$ ls\nexamples\nhome\n"
    )
    place.environment({})  # makes the home folder

    assert fault(source, place) == ""


@pytest.mark.parametrize(
    "line",
    [
        "rm -r village",
        "benefit-share run > out.txt",
        "benefit-share run && ls",
        "ls | head -n 1 x",
        "cd ../../..",
        "cat nothing",
        "head -c 3 village/plan.yaml",
    ],
)
def test_what_needs_a_shell_or_leaves_the_copy_is_refused(line: str, place: Workspace) -> None:
    """A page that shows it fails, rather than pass unchecked."""
    with pytest.raises(NotRunnable):
        run(line, place)


def test_the_copy_is_a_copy(tmp_path: Path, place: Workspace) -> None:
    """What a page writes never reaches the repository."""
    (place.folder / "village" / "plan.yaml").write_text("changed", encoding="utf-8")

    assert (tmp_path / "examples" / "village" / "plan.yaml").read_text(encoding="utf-8") == (
        "one\ntwo\nthree\n"
    )


def test_a_page_is_collected_by_the_root_conftest(
    pytester: pytest.Pytester, repository: Path
) -> None:
    """Console and Python blocks of a page share a folder, and a wrong block fails."""
    text = (repository / "conftest.py").read_text(encoding="utf-8")
    pytester.makeconftest(text.replace('["house_needs", "pytester"]', '["house_needs"]'))
    village = pytester.mkdir("examples") / "village"
    village.mkdir()
    (village / "plan.yaml").write_text("one\n", encoding="utf-8")
    pytester.makefile(
        ".md",
        page="""
```console
$ mkdir mine
$ ls
mine
village
```

```python
from pathlib import Path

assert sorted(path.name for path in Path().iterdir()) == ["mine", "village"]
```

```python
>>> Path("village/plan.yaml").read_text()
'one\\n'
```

```sh
rm -rf village
```

<!-- console: repository -->

```console
$ ls
examples
```

```console
$ cat examples/village/plan.yaml
two
```
""",
    )

    result = pytester.runpytest_inprocess("-p", "no:cacheprovider", "page.md")

    result.assert_outcomes(passed=5, failed=1)
    result.stdout.fnmatch_lines(["the document shows:", "    two", "it printed:", "    one"])


def test_a_block_below_a_file_comment_is_written(place: Workspace) -> None:
    """What the reader is asked to write is there for the next command; the rest is not touched."""
    text = "<!-- file: village/a.csv -->\n\n```csv\nid\nh1\n```\n\n```csv\nid\nh2\n```\n"
    (region,) = FileParser()(Document(text, "page.md"))

    assert write(_example(region.parsed, place)) is None
    assert run("cat village/a.csv", place) == "id\nh1\n"


@pytest.mark.parametrize("name", ["../../a.csv", "absent/a.csv"])
def test_a_file_is_written_inside_the_copy_only(place: Workspace, name: str) -> None:
    """A page cannot write outside its copy, nor to a folder that is not there."""
    (region,) = FileParser()(Document(f"<!-- file: {name} -->\n```csv\nid\n```\n", "page.md"))

    assert write(_example(region.parsed, place)) == (
        f"{name}: no such folder in the copy of the examples"
    )
