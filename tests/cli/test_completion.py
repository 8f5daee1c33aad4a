"""Completion: the script works in the shell that it is for, and nothing is installed."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from benefit_share.cli.app import COMMANDS
from house_world import call

CHECKERS = {"bash": ["bash", "-n"], "zsh": ["zsh", "-n"], "fish": ["fish", "--no-execute"]}


def completed(script: Path, words: list[str]) -> set[str]:
    """Return what bash offers for the last of *words*."""
    asked = " ".join(map(shlex.quote, words))
    program = (
        f"source {shlex.quote(str(script))}\n"
        f"COMP_WORDS=({asked})\nCOMP_CWORD={len(words) - 1}\n"
        f"COMP_LINE={shlex.quote(' '.join(words))}\nCOMP_POINT=${{#COMP_LINE}}\n"
        "complete -p benefit-share >/dev/null || exit 9\n"
        "function=$(complete -p benefit-share | sed 's/.*-F \\([^ ]*\\).*/\\1/')\n"
        "COMPREPLY=(); $function benefit-share\n"
        'printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    done = subprocess.run(
        ["bash", "--norc", "--noprofile", "-c", program],  # noqa: S607 - whichever is on the path
        capture_output=True,
        text=True,
        check=True,
    )
    return {line.strip() for line in done.stdout.splitlines() if line.strip()}


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """The script for bash, in a file."""
    path = tmp_path / "benefit-share.bash"
    path.write_text(call(tmp_path, ["completion", "bash"]).out, encoding="utf-8")
    return path


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash here")
def test_bash_completes_commands_options_and_choices(script: Path) -> None:
    """As a person at a keyboard would be shown."""
    first = {name.split()[0] for name in COMMANDS}

    assert completed(script, ["benefit-share", ""]) >= first
    assert completed(script, ["benefit-share", "rec"]) == {"reconcile"}
    assert completed(script, ["benefit-share", "keys", ""]) >= {"new", "show", "revoke"}
    assert {"--out", "--workbook"} <= completed(script, ["benefit-share", "run", "--"])
    assert completed(script, ["benefit-share", "run", "x", "--encoding", "g"]) == {"gb18030"}


@pytest.mark.parametrize("shell", sorted(CHECKERS))
def test_the_script_is_one_that_its_shell_can_read(shell: str, tmp_path: Path) -> None:
    """Every shell of this machine reads its own; the others are at least not empty."""
    done = call(tmp_path, ["completion", shell])
    path = tmp_path / "script"
    path.write_text(done.out, encoding="utf-8")

    assert "reconcile" in done.out
    if shutil.which(shell):
        subprocess.run([*CHECKERS[shell], str(path)], check=True)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_script_describes_options_in_the_readers_language(
    tmp_path: Path, language: str
) -> None:
    """Fish and zsh show what an option means."""
    says = {"zh": "放结果的文件夹", "en": "Folder for the result"}

    told = call(tmp_path, ["completion", "fish", "--lang", language]).out

    assert says[language] in told
    assert says[{"zh": "en", "en": "zh"}[language]] not in told


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a startup file nor any other."""
    monkeypatch.setitem(os.environ, "HOME", str(tmp_path))

    for shell in CHECKERS:
        assert call(tmp_path, ["completion", shell]).code == 0

    assert list(tmp_path.iterdir()) == []
