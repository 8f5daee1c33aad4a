"""The payment list in its two documents."""

from __future__ import annotations

import json

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.errors import Refused
from benefit_share.payments.documents import PaymentFile, list_documents, read_list
from benefit_share.seal.documents import document_bytes
from benefit_share.values import Json, digest
from house_payments import account, listed

FILES = (PaymentFile("batch.csv", "c" * 64, 2, 300),)


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=5))
def test_a_list_is_read_back_as_it_was_written(amounts: list[int]) -> None:
    """Head and lines say the same list."""
    made = listed(*amounts)

    assert read_list(*list_documents(made, FILES)) == made


def test_the_head_holds_no_name_and_no_account() -> None:
    """It is what the journal names by its digest."""
    head, lines = list_documents(listed(100, 200), FILES)

    assert account(1).encode() not in head
    assert "户主".encode() not in head
    assert account(1).encode() in lines
    assert json.loads(head)["total_minor"] == 300


def edited(data: bytes, **fields: Json) -> bytes:
    """Return a document with other values, in canonical bytes."""
    return document_bytes({**json.loads(data), **fields})


@pytest.mark.parametrize(
    "fields",
    [
        {"count": 2},
        {"total_minor": 101},
        {"lines_sha256": "0" * 64},
        {"manifest_sha256": "no digest"},
        {"root": 1},
        {"run_id": 1},
        {"attempt": 0},
        {"attempt": "1"},
        {"currency": "XYZ"},
        {"exponent": 3},
    ],
)
def test_a_changed_head_is_refused(fields: dict[str, Json]) -> None:
    """Count, total, digest, binding and currency are held against the lines."""
    head, lines = list_documents(listed(100), FILES)

    with pytest.raises(Refused) as refused:
        read_list(edited(head, **fields), lines)

    assert [one.code for one in refused.value.findings] == ["payments.list-changed"]


@pytest.mark.parametrize(
    "fields",
    [
        {"amount_minor": "100"},
        {"amount_minor": True},
        {"amount_minor": -1},
        {"name": 7},
        {"reference": "short"},
        {"by": "pigeon"},
    ],
)
def test_a_changed_line_is_refused(fields: dict[str, Json]) -> None:
    """Even when the head was made to fit."""
    head, lines = list_documents(listed(100), FILES)
    line = edited(lines.rstrip(b"\n"), **fields) + b"\n"

    with pytest.raises(Refused) as refused:
        read_list(edited(head, lines_sha256=digest(line)), line)

    assert [one.code for one in refused.value.findings] == ["payments.list-changed"]


def test_a_name_that_cannot_be_written_down_is_refused_by_its_party() -> None:
    """An invisible character is found before any file is made; the name is not repeated."""
    made = listed(100)
    bad = attrs.evolve(made, lines=(attrs.evolve(made.lines[0], name="户\u200b主"),))

    with pytest.raises(Refused) as refused:
        list_documents(bad, FILES)

    assert refused.value.findings[0].path.startswith("payments.h001")
    assert "户" not in str(refused.value)
