"""What a terminal is shown: colours, and how far long work has come. A pipe sees neither."""

from __future__ import annotations

import os
import re
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from benefit_share.cli import main

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal")
if os.name == "posix":
    import fcntl
    import pty
    import termios

FLAGSHIP = Path(__file__).resolve().parents[2] / "examples" / "shenzhou-greenhouse"
ESCAPE = "\x1b"
NONE: Mapping[str, str] = MappingProxyType({})
OURS = frozenset({"NO_COLOR", "COLUMNS", "LINES"})
LONG = """
import sys, time
from benefit_share.cli.console import Console
from benefit_share.cli.progress import working
console = Console(sys.argv[1], sys.argv[2] == "json")
with working(console, "reading") as work:
    time.sleep(float(sys.argv[3]))
    work.goes_on("setting")
    for number in work.each(range(1_000)):
        if number % 100 == 0:
            time.sleep(float(sys.argv[3]) / 10)
print("result")
"""
# A shell that starts a job in the background lets it ignore SIGINT, and children inherit that.
INTERRUPTED = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from benefit_share import distribution
from benefit_share.cli import main
distribution.run_case = lambda case: time.sleep(60)
sys.exit(main(["check", sys.argv[1]]))
"""


class Terminal:
    """A program on a pseudo-terminal, and what it shows."""

    def __init__(self, *words: str, columns: int = 80, variables: Mapping[str, str] = NONE) -> None:
        """Start the program with *variables* in its environment."""
        known = {"TERM": "xterm-256color", "BENEFIT_SHARE_LANG": "en", **variables}
        self.screen, own = pty.openpty()
        fcntl.ioctl(own, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        kept = {
            key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "COLUMNS"}
        }
        self.program = subprocess.Popen(
            [sys.executable, *words], stdin=own, stdout=own, stderr=own, env=kept | known
        )
        os.close(own)
        self.shown = ""

    def until(self, text: str = "", seconds: float = 30) -> str:
        """Return all that is shown up to *text*; without it, until the program has ended."""
        data = self.shown.encode("utf-8")
        ends = time.monotonic() + seconds
        while time.monotonic() < ends and not (text and text in data.decode("utf-8", "ignore")):
            try:
                more = os.read(self.screen, 65_536)
            except OSError:
                more = b""
            if not more:
                break
            data += more
        self.shown = data.decode("utf-8")
        return self.shown

    def ended(self) -> int:
        """Return what the program ended with, when it has."""
        self.until()
        os.close(self.screen)
        return self.program.wait(30)


@pytest.fixture
def faulty(tmp_path: Path) -> str:
    """A case whose plan does not know what it says."""
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "plan.yaml").write_text("plan: {}\nstep: []\n", encoding="utf-8")
    return str(folder)


def check(faulty: str, *words: str, **variables: str) -> str:
    """Return what `check` shows on a terminal."""
    code = "import sys; from benefit_share.cli import main; sys.exit(main(sys.argv[1:]))"
    terminal = Terminal("-c", code, "check", faulty, *words, variables=variables)
    assert terminal.ended() == 1
    return terminal.shown


def plain(shown: str) -> str:
    """Return what is shown without colours and with plain line ends."""
    return re.sub(r"\x1b\[[0-9;]*m", "", shown).replace("\r\n", "\n")


def test_on_a_terminal_a_finding_is_coloured(faulty: str) -> None:
    """The words are the same as elsewhere."""
    shown = check(faulty)

    assert f"{ESCAPE}[1;31merror[plan.key-meant]{ESCAPE}[0m" in shown
    assert "\n2 | step: []\n  | ^^^^\n" in plain(shown)


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"TERM": "unknown"}])
def test_who_wants_no_colours_gets_none(faulty: str, variables: dict[str, str]) -> None:
    """Not one escape."""
    shown = check(faulty, **variables)

    assert ESCAPE not in shown
    assert "error[plan.key-meant]" in shown
    assert plain(shown) == plain(check(faulty))


def test_what_is_no_terminal_gets_no_colours(
    faulty: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a pipe the same words in eighty columns."""
    assert main(["check", faulty, "--lang", "en"]) == 1

    told = capsys.readouterr()
    assert ESCAPE not in told.err
    assert told.err + told.out == plain(check(faulty))


def test_a_narrow_terminal_is_not_overrun(faulty: str) -> None:
    """Lines are as wide as the terminal and no wider."""
    code = "import sys; from benefit_share.cli import main; sys.exit(main(sys.argv[1:]))"
    terminal = Terminal("-c", code, "check", faulty, columns=50)
    terminal.ended()

    lines = plain(terminal.shown).splitlines()
    assert 45 < max(map(len, lines)) <= 50


def test_long_work_says_how_far_it_has_come_and_leaves_nothing() -> None:
    """The stage and the count; then the line is taken away and the cursor comes back."""
    terminal = Terminal("-c", LONG, "en", "text", "1.5")

    terminal.until("Reading")
    terminal.until("/ 1,000")
    assert terminal.ended() == 0
    assert "Setting pages" in terminal.shown
    assert terminal.shown.endswith(f"{ESCAPE}[2Kresult\r\n")
    assert terminal.shown.count(f"{ESCAPE}[?25l") == terminal.shown.count(f"{ESCAPE}[?25h") == 1


def test_the_stage_is_told_in_the_language_of_messages() -> None:
    """Chinese where messages are Chinese."""
    terminal = Terminal("-c", LONG, "zh", "text", "1.2")

    assert terminal.ended() == 0
    assert "正在读取" in terminal.shown
    assert "正在排版" in terminal.shown


@pytest.mark.parametrize(
    ("form", "seconds", "variables"),
    [
        ("text", "0", {}),
        ("json", "1.2", {}),
        ("text", "1.2", {"NO_COLOR": "1"}),
        ("text", "1.2", {"TERM": "dumb"}),
    ],
    ids=["short", "json", "no colour", "dumb"],
)
def test_otherwise_nothing_is_shown_of_it(
    form: str, seconds: str, variables: dict[str, str]
) -> None:
    """Short work, a script, and a terminal that cannot, see the result alone."""
    terminal = Terminal("-c", LONG, "en", form, seconds, variables=variables)

    assert terminal.ended() == 0
    assert terminal.shown == "result\r\n"


def test_a_pipe_sees_the_result_alone() -> None:
    """Nothing moves where nobody looks."""
    words = [sys.executable, "-c", LONG, "en", "text", "1.2"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)

    assert (done.stdout, done.stderr) == ("result\n", "")


def test_interrupted_work_leaves_a_clean_line() -> None:
    """The line is taken away and the cursor comes back, before a word is said."""
    terminal = Terminal("-c", INTERRUPTED, str(FLAGSHIP))
    terminal.until("Computing")

    terminal.program.send_signal(signal.SIGINT)

    assert terminal.ended() == 130
    assert terminal.shown.endswith(f"{ESCAPE}[2KInterrupted.\r\n")
    assert terminal.shown.count(f"{ESCAPE}[?25l") == terminal.shown.count(f"{ESCAPE}[?25h") == 1
