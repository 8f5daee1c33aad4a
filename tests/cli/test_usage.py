"""Wrong usage: what is wrong, what is accepted, what was meant, and where to look."""

from __future__ import annotations

import inspect
import json
import re
import shlex

import pytest
from cyclopts import exceptions

from benefit_share.cli import main
from benefit_share.cli.app import COMMANDS
from house_world import refused_words

LINES = [
    ("frob", "unknown-command", "'frob'", ""),
    ("rnu case", "unknown-command", "'rnu'", "run"),
    ("keys nw", "unknown-command", "'nw'", "new"),
    ("--bogus", "unknown-option", "'--bogus'", ""),
    ("--hepl", "unknown-option", "'--hepl'", "--help"),
    ("run", "missing-argument", "CASE", ""),
    ("run case", "missing-option", "--out", ""),
    ("run case --bogus", "unknown-option", "'--bogus'", ""),
    ("run case --otu x", "unknown-option", "'--otu'", "--out"),
    ("run case --out x --workbok", "unknown-option", "'--workbok'", "--workbook"),
    ("run case --out", "missing-value", "--out", ""),
    ("run case --lang", "missing-value", "--lang", ""),
    ("run case --out a --out b", "twice", "--out", ""),
    ("run case extra --out x", "too-many", "'extra'", ""),
    ("run case --out x --encoding utf8", "not-a-choice", "utf-8, gb18030", "utf-8"),
    ("run case --out x --lang fr", "not-a-choice", "zh, en", ""),
    ("run case --out x --each=5", "not-a-flag", "--each", ""),
    ("seal case --out x --edition z", "not-a-number", "--edition", ""),
    ("board s --out x --posted soon", "not-a-day", "--posted", ""),
    ("notice s --out x --posted soon", "not-a-day", "--posted", ""),
    ("notice s --out x --verifier javascript:x", "not-a-link", "--verifier", ""),
    ("explain --case x h1", "not-understood", "", ""),
]
"""A line, what is wrong with it, what the sentence names, and what was meant."""


@pytest.mark.parametrize(("line", "problem", "named", "nearest"), LINES)
def test_a_wrong_line_is_told_with_what_is_accepted_and_where_to_look(
    capsys: pytest.CaptureFixture[str], line: str, problem: str, named: str, nearest: str
) -> None:
    """Two lines of a reader's own language; under --json one document with both."""
    assert main([*shlex.split(line), "--json"]) == 2
    (found,) = json.loads(capsys.readouterr().out)["findings"]
    said = found["message"]

    for language in ("zh", "en") if "--lang" not in line else ():
        assert main(["--lang", language, *shlex.split(line)]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        what, look = told.err.splitlines()
        assert what.endswith(said[language])
        assert look.endswith(found["params"]["look"])

    assert found["code"] == "cli.usage"
    assert found["params"]["problem"] == problem
    assert found["params"].get("nearest", "") == nearest
    assert named in said["en"]
    assert re.search(r"[\u4e00-\u9fff]", said["zh"])
    assert not re.search(r"[A-Za-z]{3,} [a-z]{2,} [a-z]", said["zh"])


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_names_an_option_that_it_does_not_have(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """With everything it needs, or with nothing."""
    for words in (name.split(), refused_words(name, "absent")):
        assert main([*words, "--no-such-option", "--json"]) == 2
        (found,) = json.loads(capsys.readouterr().out)["findings"]
        assert found["params"]["look"] == f"benefit-share {name} --help"
        problem = found["params"]["problem"]

    assert (problem, found["params"]["word"]) == ("unknown-option", "--no-such-option")


def test_no_error_of_the_parser_is_forgotten(capsys: pytest.CaptureFixture[str]) -> None:
    """An error that a newer parser brings is told in our words too, without its own."""
    from benefit_share.cli.console import Console
    from benefit_share.cli.usage import wrong_usage

    kinds = [
        one
        for _, one in inspect.getmembers(exceptions, inspect.isclass)
        if issubclass(one, exceptions.CycloptsError)
    ]
    assert len(kinds) > 10
    for kind in kinds:
        error = kind.__new__(kind)
        exceptions.CycloptsError.__init__(error, msg="its own words")
        for field in ("argument", "token", "unused_tokens", "keyword", "tokens_so_far"):
            if not hasattr(error, field):
                setattr(error, field, None)

        if kind in {exceptions.UnknownOptionError, exceptions.RepeatArgumentError}:
            continue  # they hold a token always, and the lines above show them

        assert wrong_usage(error, "run", Console("zh")) == 2
        assert "its own words" not in capsys.readouterr().err


def test_what_follows_two_hyphens_is_no_option(capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` behind them is a name, and so is `--json`."""
    assert main(["check", "--lang", "en", "--", "--help"]) == 1

    assert "--help: file.not-found" in capsys.readouterr().err
