"""Rows P of the reliability list: what is planted in a case is in nothing that others see."""

from __future__ import annotations

import base64
import csv
import datetime as dt
import json
import logging
import os
import re
import shutil
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from benefit_share import distribute, read_case
from benefit_share.cli import main
from benefit_share.files.pages.board import board_files
from benefit_share.files.pages.slips import slip_files
from benefit_share.files.sealed.bundles import read_public, read_restricted
from benefit_share.values import check_digit_for_luhn, sample_resident_id
from house_paper import fonts, pages

WENDENG = Path(__file__).resolve().parents[2] / "examples" / "wendeng-points"
RUN_KEY = "5e" * 32
PHONE = "13912345678"
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


def test_p1_tables_and_pictures_hold_no_number(planted: Planted, tmp_path: Path) -> None:
    """The workbook with its properties, CSV and Parquet files, charts, and whatever else is there.

    Of an account the last four digits stand in the payout list alone.
    """
    table = planted.case / "payees.csv"
    head, *lines = table.read_text(encoding="utf-8").splitlines()
    lines = [f"{head},phone", *(f"{line},{PHONE}" for line in lines)]
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    words = ["run", str(planted.case), "--out", str(tmp_path / "result"), "--charts"]
    assert main([*words, "--workbook", "--csv", "--parquet"]) == 0
    told = dict(texts_of(tmp_path / "result"))
    endings = {name.rpartition(".")[2] for name in told}

    assert {"csv", "parquet", "svg", "json", "jsonl"} <= endings
    assert "result.xlsx/docProps/core.xml" in told
    assert any("合成004" in text for name, text in told.items() if name.startswith("result.xlsx/"))
    for name, text in told.items():
        hidden = [one for one in (*planted.numbers, PHONE) if one in text]
        assert hidden == [], name
        assert not ID.search(text), name


def texts_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the text of every file of a folder; of a workbook each part, of Parquet every value."""
    from pyarrow import parquet

    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                for part in book.namelist():
                    yield f"{name}/{part}", book.read(part).decode("utf-8")
        elif path.suffix == ".parquet":
            yield name, repr(parquet.read_table(path).to_pylist())
        else:
            yield name, path.read_text(encoding="utf-8")


@pytest.mark.needs("noto-cjk")
def test_p1_paper_holds_no_number_but_the_last_digits_of_the_own_account(
    planted: Planted, tmp_path: Path
) -> None:
    """A slip shows four digits of its account, the board none; masked, it has no whole name."""
    out = sealed(planted, tmp_path)
    with fonts() as chain:
        public = read_public(out)
        slips = slip_files(public, read_restricted(out / "restricted"), chain)
        full = board_files(public, out / "restricted", chain)
        masked = board_files(public, out / "restricted", chain, is_masked=True)
    papers = {
        "slips": "\n".join(pages(slips["slips.zh.pdf"])),
        "board": "\n".join(pages(full["board.zh.pdf"])),
        "masked": "\n".join(pages(masked["board.zh.pdf"])),
    }
    last = [line for line in papers["slips"].splitlines() if "汇入尾号" in line]

    assert len(last) == len(pages(slips["slips.zh.pdf"]))
    assert all(re.search(r"尾号 ?\d{4} ?的账户", line) for line in last)
    for name, text in papers.items():
        assert [one for one in secrets_of(planted, out) if one in text] == [], name
        assert not ID.search(text), name
    assert "尾号" not in papers["board"]
    assert any(name in papers["board"] for name in planted.names)
    assert [name for name in planted.names if name in papers["masked"]] == []


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


ACCOUNT = "621700098765432" + check_digit_for_luhn("621700098765432")


ID_NUMBER = sample_resident_id(dt.date(1961, 2, 3), 7)
SEVERAL_VILLAGES = ("collectives.csv", "ownership.csv", "posts.csv")
"""The tables of the larger example that the smaller one has not."""


@pytest.mark.parametrize(
    ("example", "tables", "number"),
    [
        ("wendeng-points", (), ID_NUMBER),
        ("wendeng-points", (), PHONE),
        ("wendeng-points", (), ACCOUNT),
        ("zhangzhai-solar", SEVERAL_VILLAGES, ID_NUMBER),
    ],
)
def test_p1_a_number_in_any_column_of_any_table_gets_nowhere(
    example: str,
    tables: tuple[str, ...],
    number: str,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Typed where it does not belong: refused without being repeated, or not in what is public."""
    source, tried = WENDENG.parent / example, 0
    names = tables or [path.name for path in sorted(source.glob("*.csv"))]
    (tmp_path / "run.key").write_text(RUN_KEY + "\n", encoding="utf-8")
    for table in map(source.joinpath, names):
        with table.open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        for column in range(len(head)):
            case, out = (tmp_path / f"{name}{tried}" for name in ("case", "out"))
            shutil.copytree(source, case, ignore=shutil.ignore_patterns("result"))
            with (case / table.name).open("w", encoding="utf-8", newline="") as file:
                first = [*rows[0][:column], number, *rows[0][column + 1 :]]
                csv.writer(file, lineterminator="\n").writerows([head, first, *rows[1:]])
            words = ["seal", str(case), "--out", str(out), "--run-key", str(tmp_path / "run.key")]
            failed = main([*words, "--at", "2026-12-01T08:00:00Z", "--json"])
            assert (failed == 0) == out.exists()
            said = "".join(capfd.readouterr())
            told = {} if failed else public_texts(out)
            places = [name for name, text in {"said": said, **told}.items() if number in text]
            assert places == [], (table.name, head[column])
            shutil.rmtree(case)
            shutil.rmtree(out, ignore_errors=True)
            tried += 1

    assert tried > 8


def public_texts(out: Path) -> dict[str, str]:
    """Return every text of a public folder; of the manifest its texts, which amounts are not."""
    found = {path.name: path.read_text(encoding="utf-8") for path in (out / "public").iterdir()}
    payload = base64.b64decode(json.loads(found["manifest.dsse.json"])["payload"])
    found["manifest"] = " ".join(texts_in(json.loads(payload)))
    return found


def texts_in(value: object) -> Iterator[str]:
    """Yield the texts of a document, keys included."""
    if isinstance(value, str):
        yield value
    for one in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from texts_in(one)


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
