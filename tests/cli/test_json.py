"""Under --json standard output is one document, whatever a command comes to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benefit_share.cli.app import COMMANDS
from house_world import call, refused_words

NAMES = sorted(COMMANDS)
# That a command succeeds, and what its document holds then, is asked with the examples of the help.


@pytest.mark.parametrize("name", NAMES)
def test_a_refusal_is_one_document_and_the_same_exit_code(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file that the line names is missing; each command says so, and nothing else."""
    monkeypatch.setattr("sys.stdin", _Empty())
    words = refused_words(name, "absent")

    for place in ("plain", "json"):
        (tmp_path / place).mkdir()
    plain = call(tmp_path / "plain", words)
    done = call(tmp_path / "json", [*words, "--json"])

    document = done.document
    assert done.err == ""
    assert done.code == plain.code
    assert document["ok"] is (done.code == 0)
    findings = document["findings"]
    assert isinstance(findings, list)
    assert findings or done.code == 0
    for finding in findings:
        assert {"code", "severity", "message", "params"} <= set(finding)
        assert set(finding["message"]) == {"zh", "en"}
        assert finding["message"]["zh"] != finding["message"]["en"]
    if done.code:
        assert plain.err or plain.out


@pytest.mark.parametrize("name", NAMES)
def test_help_is_one_document(name: str, tmp_path: Path) -> None:
    """In both languages, since a program does not know its reader's."""
    done = call(tmp_path, [*name.split(), "--help", "--json"])

    assert done.code == 0
    help_ = done.document["help"]
    assert isinstance(help_, dict)
    assert set(help_) == {"zh", "en"}
    assert f"benefit-share {name}" in help_["en"]


@pytest.mark.parametrize("words", [[], ["keys"], ["--lang", "zh"]], ids=" ".join)
def test_a_line_without_a_command_is_one_document(words: list[str], tmp_path: Path) -> None:
    """The commands are for a reader; a program is told what is missing."""
    done = call(tmp_path, [*words, "--json"])

    findings = done.document["findings"]
    assert isinstance(findings, list)
    assert [one["params"]["problem"] for one in findings] == ["no-command"]
    assert done.code == 2


def test_json_stands_anywhere_on_the_line(tmp_path: Path) -> None:
    """Before the command as well as behind it."""
    before = call(tmp_path, ["--json", "check", "absent"])

    assert before == call(tmp_path, ["check", "absent", "--json"])
    assert json.loads(before.out)["ok"] is False


class _Empty:
    """A standard input with nothing in it, at which nobody sits."""

    class buffer:  # noqa: N801  (its name in sys.stdin)
        """The bytes."""

        @staticmethod
        def read() -> bytes:
            """Return none."""
            return b""

    @staticmethod
    def isatty() -> bool:
        """Say that nobody does."""
        return False
