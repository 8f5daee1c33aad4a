"""`pay` and `reconcile` in an office with keys: the journal stays signed, or nothing is written."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benefit_share.cli import main
from house_office import PEOPLE, moment, written

PAYEES = "household,payee,account,bank\n" + "".join(
    f"h{no},合成{name},9{no:015d},农商银行\n" for no, name in enumerate("甲乙丙", start=1)
)
ACKNOWLEDGED = ("--acknowledge", "table.account-check")
JOURNAL = "benefit-share.example/village.v1.2020.regular/journal"
Call = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run a command; return its exit code and its document."""
    (tmp_path / "phrase.txt").write_text("four words with nothing\n", encoding="utf-8")

    def run(*words: object) -> tuple[int, dict[str, Any]]:
        code = main([*map(str, words), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run


def codes(told: dict[str, Any]) -> list[str]:
    """Return what a command was refused with."""
    return [one["code"] for one in told["findings"]]


@pytest.fixture
def office(call: Call, tmp_path: Path) -> Path:
    """An office in which every role and the journal have keys, and whose run is filed."""
    case = written(tmp_path / "case", {"payees.csv": PAYEES})
    phrase = tmp_path / "phrase.txt"
    for role, person in (
        ("village", "Wang"),
        ("township", "Li"),
        ("county", "Zhang"),
        ("journal", JOURNAL),
    ):
        words = ("--person", person, "--role", role, "--from", "2021-01-01")
        files = ("--keyring", tmp_path / "keys.json", "--passphrase", phrase)
        assert call("keys", "new", tmp_path / f"{role}.pem", *words, *files)[0] == 0
    folder = tmp_path / "office"
    for command, day in (("propose", 1), ("post", 1), ("review", 5), ("file", 6)):
        person, role = PEOPLE[command]
        what = (
            (case, "--to", folder, "--keys", tmp_path / "keys.json", *ACKNOWLEDGED)
            if command == "propose"
            else (folder,)
        )
        who = ("--person", person, "--role", role, "--at", moment(day))
        own = ("--key", tmp_path / f"{role}.pem", "--passphrase", phrase)
        code, told = call(command, *what, *who, *own, *journal_key(tmp_path))
        assert code == 0, told
    return folder


def journal_key(folder: Path) -> tuple[object, ...]:
    """Return the options that sign the checkpoint."""
    key, phrase = folder / "journal.pem", folder / "phrase.txt"
    return "--journal-key", key, "--journal-passphrase", phrase


def head(office: Path) -> str:
    """Return the checkpoint of the living journal."""
    return (office / "journal/checkpoint.txt").read_text("utf-8")


def outcomes(call: Call, bundle: Path, keys: Path) -> dict[str, str]:
    """Return what each check of the bundle comes to, with the keys pinned."""
    _, told = call("verify", bundle, "--keys", keys)
    return {one["name"]: one["outcome"] for one in told["checks"]}


def with_living_journal(office: Path, to: Path) -> Path:
    """Return the public folder with the journal as it is now, for a verifier to follow."""
    shutil.copytree(office / "e1/public", to)
    for name in ("journal.jsonl", "checkpoint.txt"):
        shutil.copy(office / "journal" / name, to / name)
    return to


def test_the_journal_stays_signed_over_a_payment_and_its_answer(
    call: Call, office: Path, tmp_path: Path
) -> None:
    """Without its key nothing is written; with it a verifier follows the journal to its end."""
    keys, answer, at = tmp_path / "keys.json", tmp_path / "answer.csv", ("--at", moment(8))
    before = head(office)
    assert before.count("— ") == 1

    refused = call("pay", office / "e1", *at)
    assert (refused[0], codes(refused[1])) == (1, ["file.no-journal-key"])
    other = (
        "--journal-key",
        tmp_path / "county.pem",
        "--journal-passphrase",
        journal_key(tmp_path)[3],
    )
    assert codes(call("pay", office / "e1", *at, *other)[1]) == ["file.no-journal-key"]
    assert not (office / "e1/restricted/payments").exists()
    assert head(office) == before

    assert call("pay", office / "e1", *at, *journal_key(tmp_path))[0] == 0
    text = (office / "e1/restricted/payments/1/lines.jsonl").read_text("utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    answer.write_text(
        "reference,said,amount_minor\n"
        + "".join(f"{row['reference']},paid,{row['amount_minor']}\n" for row in rows),
        encoding="utf-8",
    )
    refused = call("reconcile", office / "e1", answer, *at)
    assert (refused[0], codes(refused[1])) == (1, ["file.no-journal-key"])
    assert not (office / "e1/restricted/payments/answers").exists()
    assert call("reconcile", office / "e1", answer, *at, *journal_key(tmp_path))[0] == 0
    assert call("reconcile", office / "e1")[0] == 0  # to look at it takes no key

    now = head(office)
    assert now.splitlines()[1] == "6"
    assert now.count("— ") == 1
    told = outcomes(call, with_living_journal(office, tmp_path / "copy"), keys)
    assert {name: told[name] for name in ("V9", "V10", "V11")} == dict.fromkeys(
        ("V9", "V10", "V11"), "PASSED"
    )
    assert outcomes(call, office / "e1", keys)["V11"] == "PASSED"


def test_a_journal_that_was_signed_asks_for_its_key_even_without_a_keyring(
    call: Call, office: Path, tmp_path: Path
) -> None:
    """The checkpoint itself says that it was signed."""
    (office / "keys.json").unlink()

    refused = call("pay", office / "e1", "--at", moment(8))

    assert (refused[0], codes(refused[1])) == (1, ["file.no-journal-key"])
    assert call("pay", office / "e1", "--at", moment(8), *journal_key(tmp_path))[0] == 0
