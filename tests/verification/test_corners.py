"""The rarest answers of verification: what is odd in a file fails its check, and never raises."""

from __future__ import annotations

import json

import pytest

from benefit_share.values import canonical_bytes, digest
from benefit_share.verification import Outcome, verify
from benefit_share.verification.proofs import bytes_of_base64, fits, root_through
from house_bundle import Bundle, bundle


def test_a_slip_that_is_no_document_fails(plain_bundle: Bundle) -> None:
    """Half a file."""
    verdict = verify(plain_bundle.files, slip=plain_bundle.slip(0)[:40])

    assert verdict.by_name["H1"] is Outcome.FAILED


def test_an_explained_statement_that_is_no_document_fails(plain_bundle: Bundle) -> None:
    """The slip names its digest, and it cannot be read."""
    slip = json.loads(plain_bundle.slip(0))
    slip["statement"]["detail_sha256"] = digest(b"{")
    verdict = verify(plain_bundle.files, slip=canonical_bytes(slip), detail=b"{")

    assert verdict.by_name["H6"] is Outcome.FAILED


def test_a_table_with_an_open_quotation_mark_fails_even_when_it_was_sealed_so(
    plain_bundle: Bundle,
) -> None:
    """Nothing of it is compared."""
    table = plain_bundle.files["notice.csv"] + b'"open'
    changed = bundle(is_signed=False, pages={"notice.csv": table})

    assert verify(changed.files).by_name["V13"] is Outcome.FAILED


@pytest.mark.parametrize("key", ["name", "group"])
def test_a_row_whose_text_is_a_number_fails(plain_bundle: Bundle, key: str) -> None:
    """It is canonical, and not of the form of a row."""
    first, *rest = plain_bundle.files["rows.jsonl"].splitlines(keepends=True)
    odd = canonical_bytes({**json.loads(first), key: 7}) + b"\n"
    verdict = verify(plain_bundle.changed(rows__jsonl=b"".join([odd, *rest])))

    assert verdict.by_name["V4"] is Outcome.FAILED


def test_a_keyring_with_a_key_that_is_none_decides_nothing(signed_bundle: Bundle) -> None:
    """Not hexadecimal, or a row that is no object."""
    ring = json.loads(signed_bundle.ring)
    for row in ({**ring["keys"][0], "public_hex": "z" * 64}, 7):
        odd = canonical_bytes({**ring, "keys": [row, *ring["keys"][1:]]})
        verdict = verify(signed_bundle.files, keys=odd)
        assert verdict.by_name["V9"] is Outcome.FAILED


def test_what_is_too_short_or_no_base64_proves_nothing() -> None:
    """A path that ends early, a key or signature of another length, another text."""
    assert root_through(b"a", 0, 2, ()) is None
    assert [bytes_of_base64(text) for text in (7, "é", "a", "YQ")] == [None] * 4
    assert bytes_of_base64("YQ==") == b"a"
    pytest.importorskip("cryptography")
    assert not fits(bytes(31), b"", bytes(64))
    assert not fits(b"\x09" + bytes(31), b"", bytes(63))
