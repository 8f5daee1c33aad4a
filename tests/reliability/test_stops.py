"""Row C11 of the reliability list: stopped from outside, nothing half-done stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

WENDENG = Path(__file__).resolve().parents[2] / "examples" / "wendeng-points"
STOPPED = """
import os, signal, sys
from benefit_share.cli import main
# A shell that starts the tests in the background lets its children ignore Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)
real = os.fsync
count = 0
def fsync(descriptor):
    global count
    count += 1
    if count == 5:
        os.kill(os.getpid(), int(sys.argv[1]))
    return real(descriptor)
os.fsync = fsync
sys.exit(main(["seal", sys.argv[2], "--out", sys.argv[3], "--lang", "en"]))
"""


def test_c11_ctrl_c_and_a_stop_signal_leave_no_bundle(tmp_path: Path) -> None:
    """In the middle of writing: the target does not exist, and Ctrl-C ends with 130 and a word."""
    if os.name == "nt":
        pytest.skip("Windows has other signals")
    for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)):
        out = tmp_path / f"out{int(number)}"
        words = [sys.executable, "-c", STOPPED, str(int(number)), str(WENDENG), str(out)]
        done = subprocess.run(words, capture_output=True, check=False, encoding="utf-8")
        assert done.returncode == code
        assert not out.exists()
        assert "Traceback" not in done.stderr
        again = [sys.executable, "-m", "benefit_share", "seal", str(WENDENG), "--out", str(out)]
        assert subprocess.run(again, capture_output=True, check=False).returncode == 0
        assert sorted(path.name for path in out.iterdir()) == ["public", "restricted"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out15", "out2"]


def test_c11_a_closed_output_is_no_traceback() -> None:
    """As when `head` has read enough."""
    words = [sys.executable, "-m", "benefit_share", "check", str(WENDENG), "--json"]
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            words, stdout=write, stderr=subprocess.PIPE, check=False, encoding="utf-8"
        )
    finally:
        os.close(write)
    assert "Traceback" not in done.stderr
