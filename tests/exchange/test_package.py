"""A run as a data package: another program validates it, and nothing secret is in it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import frictionless
import pytest

from benefit_share.distribution import run_case
from benefit_share.files import read_case
from benefit_share.files.exchange.document import case_document
from benefit_share.files.exchange.package import data_package
from benefit_share.values import minor_text

ROOT = Path(__file__).resolve().parents[2] / "examples"
EXAMPLES = sorted(plan.parent.name for plan in ROOT.glob("*/plan.yaml"))


def package(example: str) -> dict[str, bytes]:
    """Return the package of an example."""
    case = ROOT / example
    return data_package(run_case(read_case(case)), case_document(case)["tables"])


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_package_of_an_example_is_valid(
    example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Types, keys and references, digests and sizes, as the other program sees them."""
    for name, data in package(example).items():
        (tmp_path / name).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    report = frictionless.validate("datapackage.json")

    assert report.valid, report.flatten(["type", "message"])


def test_a_changed_row_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the digest of its table."""
    for name, data in package("yongji-residue").items():
        (tmp_path / name).write_bytes(data)
    payments = tmp_path / "payments.csv"
    payments.write_bytes(payments.read_bytes().replace(b"1", b"2", 1))
    monkeypatch.chdir(tmp_path)

    assert not frictionless.validate("datapackage.json").valid


def test_lines_add_up_to_parties_and_payments() -> None:
    """In main units, as text."""
    files = package("lingtai-versions")
    run = run_case(read_case(ROOT / "lingtai-versions"))

    def rows(name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(files[name].decode("utf-8"))))

    lines = [row["amount"] for row in rows("lines.csv") if row["party"] == "L01"]
    assert lines == ["324.75", "213.24"]
    assert {row["party"]: row["awarded"] for row in rows("parties.csv")} == {
        party: minor_text(amount, 2) for party, amount in run.given.items()
    }


def test_identity_numbers_accounts_and_telephones_are_left_out() -> None:
    """Whatever the table of payees holds."""
    secret = {"id_number": "110105194912310021", "account": "6222020000000000", "phone": "139"}
    run = run_case(read_case(ROOT / "yongji-residue"))
    files = data_package(run, {"payees": [{"household": "h1", "payee": "p1", **secret}]})
    table = files["case-payees.csv"].decode("utf-8")
    (described,) = [
        one for one in json.loads(files["datapackage.json"])["resources"] if "payees" in one["name"]
    ]

    assert table.splitlines()[0] == "household,payee"
    assert not any(value in table for value in secret.values() if len(value) > 4)
    assert [one["name"] for one in described["schema"]["fields"]] == ["household", "payee"]
