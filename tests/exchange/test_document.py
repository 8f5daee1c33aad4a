"""A case as one JSON document: the same case comes back, and every fault has its place in it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from benefit_share.distribution import run_case
from benefit_share.errors import Refused
from benefit_share.files import read_case, read_folder, result_files
from benefit_share.files.cases.document import (
    DOCUMENT_FORMAT,
    case_files,
    read_document_case,
    written_case,
)
from benefit_share.files.exchange.document import case_document

ROOT = Path(__file__).resolve().parents[2] / "examples"
EXAMPLES = sorted(plan.parent.name for plan in ROOT.glob("*/plan.yaml"))
SMALL: dict[str, Any] = {
    "format": DOCUMENT_FORMAT,
    "plans": {
        "plan.yaml": {
            "plan": {
                "id": "p",
                "version": 1,
                "from": "2020-01-01",
                "to": "2020-12-31",
                "currency": "CNY",
            },
            "pools": {"net": {"per": "collective", "fed_by": {"income": {}}}},
            "steps": [
                {
                    "id": "all",
                    "from": "net",
                    "take": "remaining",
                    "among": "households",
                    "share": "equal",
                    "if_none": "refuse",
                    "clause": "1",
                }
            ],
        }
    },
    "case": {"collectives": [{"id": "v"}]},
    "tables": {
        "assets": [{"id": "a", "kind": "solar"}],
        "income": [
            {"asset": "a", "received_on": "2020-05-01", "kind": "rent", "amount": "90.10"},
            {"asset": "a", "received_on": "2020-06-01", "kind": "rent", "amount": 10},
        ],
        "households": [{"id": "h1", "collective": "v"}, {"id": "h2", "collective": "v"}],
        "members": [{"id": "p1", "household": "h1"}, {"id": "p2", "household": "h2"}],
    },
}


def changed(**changes: Any) -> dict[str, Any]:
    """Return the small document with other values for some of its keys."""
    return {**SMALL, **changes}


def said(document: Any) -> list[tuple[str, str]]:
    """Return code and place of everything that is found."""
    found = read_document_case(document).findings
    return [(one.code, one.place or one.path) for one in found]


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_case_comes_back_from_its_document(example: str) -> None:
    """Through JSON text, with the same digests and so the same result."""
    text = json.dumps(case_document(ROOT / example), ensure_ascii=False)
    reading = read_document_case(text)

    assert reading.case is not None, reading.findings
    ours, theirs = run_case(read_case(ROOT / example)), run_case(reading.case)
    assert theirs.inputs_digest == ours.inputs_digest
    assert result_files(theirs) == result_files(ours)


@pytest.mark.parametrize("example", ["lingtai-versions", "shenzhou-greenhouse"])
def test_a_folder_is_written_from_a_document(example: str, tmp_path: Path) -> None:
    """And read again, it is the same case; so is the document beside it."""
    document = case_document(ROOT / example)
    for name, data in written_case(document).items():
        (tmp_path / name).write_bytes(data)
    file = tmp_path / "whole.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    digest = run_case(read_case(ROOT / example)).inputs_digest

    assert case_document(file) == document
    assert run_case(read_case(file)).inputs_digest == digest
    file.unlink()
    assert run_case(read_case(tmp_path)).inputs_digest == digest


def test_every_value_of_a_document_is_text() -> None:
    """No program on the way can make a number of it."""

    def texts(value: object) -> bool:
        if isinstance(value, dict):
            return all(texts(one) for one in value.values())
        return all(texts(one) for one in value) if isinstance(value, list) else type(value) is str

    assert texts(case_document(ROOT / "shenzhou-greenhouse"))


def test_another_system_needs_no_files() -> None:
    """A mapping from its own store is enough; whole numbers may stand for their text."""
    reading = read_document_case(SMALL)

    assert reading.case is not None, reading.findings
    assert run_case(reading.case).given == {"h1": 50_05, "h2": 50_05}
    assert reading.case == read_document_case(json.dumps(SMALL)).case


@pytest.mark.parametrize(
    ("document", "wanted"),
    [
        ("{", [("document.not-json", "")]),
        ("[" * 100_000, [("document.not-json", "")]),
        ("[]", [("document.not-an-object", "")]),
        ('{"format": 1, "format": 2}', [("document.key-twice", "")]),
        (changed(format="other/1"), [("document.format", "format")]),
        (changed(extra=1), [("document.unknown-key", "")]),
        (changed(plans=[]), [("document.not-a-mapping", "plans")]),
        (changed(plans={"../p.yaml": {}}), [("document.plan-name", "plans")]),
        (changed(tables={"../x": []}), [("document.table-name", "tables")]),
        (changed(tables={"income": {}}), [("document.not-rows", "tables.income")]),
        (changed(tables={"income": [1]}), [("document.not-a-mapping", "tables.income[0]")]),
        (
            changed(tables={"income": [{"amount": 0.1}]}),
            [("document.not-text", "tables.income[0].amount")],
        ),
        (changed(case={"scope": [0.5]}), [("document.not-text", "case.scope[0]")]),
    ],
)
def test_a_document_of_another_shape_is_refused(
    document: Any, wanted: list[tuple[str, str]]
) -> None:
    """Each fault at its place, and nothing is read of it."""
    assert said(document) == wanted
    with pytest.raises(Refused):
        case_files(document)


def test_faults_of_a_case_are_placed_in_the_document() -> None:
    """In a row of a table, in a plan, in the head; also what only a run finds."""
    tables = {**SMALL["tables"], "income": [{**SMALL["tables"]["income"][0], "amount": "1,000"}]}
    plan = SMALL["plans"]["plan.yaml"]
    wrong = {**plan, "steps": [{**plan["steps"][0], "claus": "1"}]}

    assert said(changed(tables=tables)) == [("values.number-separator", "tables.income[0].amount")]
    assert said(changed(plans={"plan.yaml": wrong})) == [
        ("plan.unknown-key", "plans.plan.yaml.steps[0].claus")
    ]
    assert said(changed(case={"kind": "other", **SMALL["case"]})) == [
        ("plan.not-one-of", "case.kind")
    ]


def test_a_case_with_faults_is_not_exported(tmp_path: Path) -> None:
    """What is exported can be run."""
    shutil.copytree(ROOT / "yongji-residue", tmp_path / "case")
    (tmp_path / "case" / "income.csv").write_text("id,asset\n1,2\n", encoding="utf-8")

    with pytest.raises(Refused):
        case_document(tmp_path / "case")
    assert read_folder(tmp_path / "case").case is None
