"""Rows P of the reliability list: what is planted in a case is in nothing that others see."""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
import re
import shutil
import stat
from pathlib import Path

import attrs
import pytest

from benefit_share import distribute, read_case
from benefit_share.cli import main
from benefit_share.values import check_digit_for_luhn, sample_resident_id

WENDENG = Path(__file__).resolve().parents[2] / "examples" / "wendeng-points"
RUN_KEY = "5e" * 32
ID = re.compile(r"(?<![0-9a-f])\d{17}[\dX](?![0-9a-f])")


@attrs.frozen
class Planted:
    """A case with numbers of persons, and what is planted in it."""

    case: Path
    numbers: tuple[str, ...]
    names: tuple[str, ...]


@pytest.fixture
def planted(tmp_path: Path) -> Planted:
    """An example whose households have payees with identity numbers and accounts."""
    case = tmp_path / "case"
    shutil.copytree(WENDENG, case, ignore=shutil.ignore_patterns("result"))
    run = distribute(read_case(WENDENG))
    heads = {one.id: one.head for one in run.case.households}
    names = {one.id: one.name for one in run.case.members}
    numbers, told, lines = [], [], ["household,payee,id_number,account"]
    for place, household in enumerate(sorted(heads)):
        number = sample_resident_id(dt.date(1961, 2, 3), place + 1)
        digits = f"00000098765{place:04}"
        account = digits + check_digit_for_luhn(digits)
        payee = names.get(heads[household], heads[household])
        numbers += [number, account]
        told.append(payee)
        lines.append(f"{household},{payee},{number},{account}")
    (case / "payees.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Planted(case, tuple(numbers), tuple(told))


def sealed(planted: Planted, tmp_path: Path) -> Path:
    """Seal the case with a known key."""
    (tmp_path / "run.key").write_text(RUN_KEY + "\n", encoding="utf-8")
    out = tmp_path / "place" / "sealed"
    out.parent.mkdir()
    words = ["seal", planted.case, "--out", out, "--run-key", tmp_path / "run.key"]
    assert main([*map(str, words), "--at", "2026-12-01T08:00:00Z"]) == 0
    return out


def secrets_of(planted: Planted, out: Path) -> list[str]:
    """Return every planted number, the run key, and every salt of the slips."""
    salts = [json.loads(path.read_bytes())["salt"] for path in (out / "restricted/slips").iterdir()]
    assert salts
    return [*planted.numbers, RUN_KEY, *salts]


def test_p1_nothing_planted_is_in_anything_public(
    planted: Planted,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """No file, message, log or look of a value holds a number, an account, a salt or the key."""
    caplog.set_level(logging.DEBUG)
    out = sealed(planted, tmp_path)
    hidden = secrets_of(planted, out)
    assert main(["verify", str(out), "--restricted", str(out / "restricted")]) == 0
    assert main(["run", str(planted.case), "--out", str(tmp_path / "result")]) == 0
    said = capfd.readouterr()
    case = read_case(planted.case)
    told = {
        "output": said.out,
        "errors": said.err,
        "log": caplog.text,
        "case": repr(case),
        "run": repr(distribute(case)),
        **{path.name: path.read_bytes().decode() for path in (out / "public").iterdir()},
    }

    assert "rows.jsonl" in told
    assert case.payees
    for name, text in told.items():
        assert [one for one in hidden if one in text or one[-4:] in ID.findall(text)] == [], name
        assert not ID.search(text), name
    public = "".join(path.read_bytes().decode() for path in (out / "public").iterdir())
    assert [name for name in planted.names if name in public] == []


def test_p2_no_message_of_a_bad_case_holds_what_was_planted(
    planted: Planted, capfd: pytest.CaptureFixture[str]
) -> None:
    """Wrong digits, numbers twice, a column too many: what was found is described, not shown."""
    table = planted.case / "payees.csv"
    head, first, second, *rest = table.read_text(encoding="utf-8").splitlines()
    number, account = planted.numbers[:2]
    wrong = number[:-1] + ("1" if number[-1] != "1" else "2")
    mutants = (
        [head, first.replace(number, wrong), second, *rest],
        [head, first, first, second, *rest],
        [head, f"{first},{account}", second, *rest],
        [head, first.replace(account, f"{account} x"), second, *rest],
        [head, f"{number},{number},{account},{number}", *rest],
        [f"{head},{number}", *(f"{line}," for line in (first, second, *rest))],
    )
    for lines in mutants:
        table.write_text("\n".join(lines) + "\n", encoding="utf-8")
        for language in ("en", "zh"):
            assert main(["check", str(planted.case), "--lang", language]) == 1
            said = "".join(capfd.readouterr())
            assert [one for one in (*planted.numbers, wrong) if one in said] == []


def test_p4_only_the_owner_opens_what_is_private(planted: Planted, tmp_path: Path) -> None:
    """Every folder 0700 and every file 0600, whatever the mask of the process."""
    if os.name == "nt":
        pytest.skip("Windows keeps no modes")
    before = os.umask(0)
    try:
        out = sealed(planted, tmp_path)
    finally:
        os.umask(before)
    private = out / "restricted"
    for path in (private, *private.rglob("*")):
        expected = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == expected, path.name


def test_p6_nothing_is_left_beside_the_bundle(planted: Planted, tmp_path: Path) -> None:
    """No temporary file, and the run key in one private file alone."""
    out = sealed(planted, tmp_path)

    assert [path.name for path in out.parent.iterdir()] == ["sealed"]
    assert sorted(path.name for path in out.iterdir()) == ["public", "restricted"]
    holders = [
        path.relative_to(out).as_posix()
        for path in out.rglob("*")
        if path.is_file()
        and (bytes.fromhex(RUN_KEY) in (data := path.read_bytes()) or RUN_KEY.encode() in data)
    ]
    assert holders == ["restricted/run_key.bin"]
