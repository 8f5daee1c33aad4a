"""Salts, holders and commitments: recorded vectors, lengths, and what may be hashed."""

from __future__ import annotations

import hmac
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.errors import Refused
from benefit_share.seal import commitment, holder_mark, opens, salt_of
from benefit_share.seal.documents import document_bytes

KEY = bytes(range(32))


def test_the_recorded_run_has_the_recorded_salts_holders_statements_and_commitments(
    vectors: Any,
) -> None:
    """The primitives on the bytes of the prototype, five households."""
    design = vectors["design_v1"]
    key = bytes.fromhex(design["K_run_hex"])
    for one in design["households"]:
        salt = salt_of(key, run_id=design["run_id"], party=one["hh"])
        statement = document_bytes(one["statement"])

        assert salt.hex() == one["salt_hex"]
        assert statement.decode() == one["statement_jcs"]
        assert holder_mark(salt, one["id_number"]) == one["statement"]["holder"]
        assert commitment(salt, statement) == one["row"]["commit"]
        assert opens(one["row"]["commit"], salt=salt, statement=statement)
        assert not opens(one["row"]["commit"], salt=salt, statement=statement + b" ")


def test_the_mac_is_that_of_rfc_4231(vectors: Any) -> None:
    """The standard library meets the published answers that the formats stand on."""
    for case in vectors["hmac_sha256_rfc4231"]["cases"]:
        made = hmac.digest(bytes.fromhex(case["key"]), bytes.fromhex(case["msg"]), "sha256").hex()
        assert made.startswith(case["mac"])


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_salt_of_another_length_is_refused(vectors: Any, length: int) -> None:
    """HMAC pads: 31 bytes, and the same with a zero behind, commit alike."""
    attack = vectors["design_v1"]["attacks"]["hmac_key_padding"]
    short, padded = bytes.fromhex(attack["key31_hex"]), bytes.fromhex(attack["key32_hex"])
    salt = (short * 2)[:length]

    assert hmac.digest(short, b"x", "sha256") == hmac.digest(padded, b"x", "sha256")
    for asked in (
        lambda: commitment(salt, b"{}"),
        lambda: holder_mark(salt, "11010519491231002X"),
        lambda: salt_of(salt, run_id="r", party="h"),
    ):
        with pytest.raises(Refused) as refused:
            asked()
        assert [one.code for one in refused.value.findings] == ["seal.secret-length"]
    made = hmac.digest(salt, b"benefit_share/v1/statement\n{}", "sha256").hex()
    assert not opens(made, salt=salt, statement=b"{}")


@pytest.mark.parametrize("text", ["", "a\nb", "户1", "x" * 65, "a b"])
def test_an_identifier_in_which_a_line_end_could_hide_is_refused(text: str) -> None:
    """Otherwise two pairs of run and party could be one message."""
    for asked in ({"run_id": text, "party": "h"}, {"run_id": "r", "party": text}):
        with pytest.raises(Refused) as refused:
            salt_of(KEY, **asked)
        assert [one.code for one in refused.value.findings] == ["seal.identifier"]


def test_no_number_leaves_no_mark_and_a_wide_digit_is_refused() -> None:
    """A full-width digit would never match what somebody types."""
    salt = salt_of(KEY, run_id="r", party="h")

    assert holder_mark(salt, "") == ""
    with pytest.raises(Refused):
        holder_mark(salt, "１１０１０５１９４９１２３１００２Ｘ")


IDS = st.from_regex(r"[A-Za-z0-9._-]{1,12}", fullmatch=True)


@given(IDS, IDS, IDS, IDS)
def test_law_another_run_or_party_has_another_salt(a: str, b: str, c: str, d: str) -> None:
    """And the same has the same, so that a run can be made again."""
    one, two = salt_of(KEY, run_id=a, party=b), salt_of(KEY, run_id=c, party=d)

    assert (one == two) is ((a, b) == (c, d))
