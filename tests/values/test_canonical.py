"""Canonical bytes: one value, one sequence of bytes; anything else is refused."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.values import canonical_bytes, digest, faults, read_canonical

VECTORS: Any = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))["rfc8785"]
ANY_KEY = re.compile(r".*", re.DOTALL)

KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,31}", fullmatch=True)
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cf", "Co", "Cs", "Cn"]), max_size=20).map(
    lambda text: unicodedata.normalize("NFC", text)
)
SCALARS = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS
DOCUMENTS = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def bytes_of(value: Any) -> bytes:
    """Write without the limit of depth, which is not what these laws are about."""
    return canonical_bytes(value, depth_limit=50)


@given(DOCUMENTS)
def test_law_the_bytes_are_those_of_a_full_implementation(value: Any) -> None:
    """On the profile, the standard library writes what RFC 8785 says."""
    oracle = pytest.importorskip("rfc8785")

    assert bytes_of(value) == oracle.dumps(value)


@given(DOCUMENTS)
def test_law_what_is_written_is_read_back(value: Any) -> None:
    """And is the only sequence of bytes that reads as it."""
    data = bytes_of(value)

    assert read_canonical(data, depth_limit=50) == value
    assert bytes_of(read_canonical(data, depth_limit=50)) == data


@given(DOCUMENTS, st.data())
def test_law_no_other_bytes_are_accepted_for_a_value(value: Any, data: st.DataObject) -> None:
    """A byte changed or left out is refused, or is the canonical form of something else."""
    written = bytes_of(value)
    place = data.draw(st.integers(0, len(written) - 1))
    other = data.draw(
        st.one_of(
            st.just(written[:place] + written[place + 1 :]),
            st.integers(0, 255).map(
                lambda byte: written[:place] + bytes([byte]) + written[place + 1 :]
            ),
        )
    )
    try:
        read = read_canonical(other, depth_limit=50)
    except faults.CanonicalFault:
        return

    assert bytes_of(read) == other


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_a_case_of_rfc_8785_is_written_as_published_or_refused_by_the_profile(case: Any) -> None:
    """Floats, keys beyond ASCII and text beyond NFC have no place in a sealed document."""
    value = json.loads(case["input"])
    if case["leaf"]:
        with pytest.raises(faults.CanonicalFault) as caught:
            canonical_bytes(value, key_pattern=ANY_KEY)
        assert type(caught.value).__name__ == case["leaf"]
    else:
        assert canonical_bytes(value, key_pattern=ANY_KEY).hex() == case["output_hex"]
        assert read_canonical(bytes.fromhex(case["output_hex"]), key_pattern=ANY_KEY) == value


@pytest.mark.parametrize(
    "vector", VECTORS["must_reject_as_not_canonical"], ids=lambda vector: ascii(vector["text"])
)
def test_what_is_not_canonical_is_refused(vector: dict[str, str]) -> None:
    """Duplicates, great integers, floats, escapes, spaces, order, line ends, marks, constants."""
    with pytest.raises(faults.CanonicalFault) as caught:
        read_canonical(vector["text"].encode("utf-8"))

    assert type(caught.value).__name__ == vector["leaf"]


@pytest.mark.parametrize(
    ("value", "data"),
    [
        (None, b"null"),
        ([], b"[]"),
        ({}, b"{}"),
        ((1, "b"), b'[1,"b"]'),
        ({"b": 1, "a": True}, b'{"a":true,"b":1}'),
        ({"name": "张三"}, '{"name":"张三"}'.encode()),
        ('"\\/', b'"\\"\\\\/"'),
        (-(2**53) + 1, b"-9007199254740991"),
    ],
)
def test_a_value_has_these_bytes(value: Any, data: bytes) -> None:
    """Keys in order, no spaces, characters as they are."""
    assert canonical_bytes(value) == data


@pytest.mark.parametrize(
    ("value", "leaf"),
    [
        (1.0, faults.CanonicalType),
        ([float("nan")], faults.CanonicalType),
        ({"a": b"x"}, faults.CanonicalType),
        ({1: "x"}, faults.CanonicalType),
        ({1, 2}, faults.CanonicalType),
        (2**53, faults.CanonicalInteger),
        (-(2**53), faults.CanonicalInteger),
        ({"A": 1}, faults.CanonicalKey),
        ({"": 1}, faults.CanonicalKey),
        ({"a" * 33: 1}, faults.CanonicalKey),
        ({"键": 1}, faults.CanonicalKey),
        ("a\nb", faults.CanonicalText),
        ("a\x7f", faults.CanonicalText),
        ("\u200b", faults.CanonicalText),
        ("\u202e", faults.CanonicalText),
        ("\ufeff", faults.CanonicalText),
        ("\ue000", faults.CanonicalText),
        ("\ud800", faults.CanonicalText),
        ("e\u0301", faults.CanonicalText),
        ("\uf9e1", faults.CanonicalText),
        ("x" * 201, faults.CanonicalTextLength),
        ([[[[[[[[[]]]]]]]]], faults.CanonicalDepth),
        (["x" * 200] * 400, faults.CanonicalSize),
    ],
)
def test_a_value_outside_the_profile_is_refused(
    value: Any, leaf: type[faults.CanonicalFault]
) -> None:
    """Before anything is written."""
    with pytest.raises(faults.CanonicalFault) as caught:
        canonical_bytes(value)

    assert type(caught.value) is leaf


def test_the_limits_are_the_last_that_is_accepted() -> None:
    """Eight deep, 200 characters, keys of 32; each can be set."""
    assert canonical_bytes([[[[[[[[]]]]]]]]) == b"[[[[[[[[]]]]]]]]"
    assert canonical_bytes("x" * 200)
    assert canonical_bytes({"a" * 32: 1})
    assert canonical_bytes(1, depth_limit=0) == b"1"
    assert canonical_bytes("x" * 8, size_limit=10) == b'"xxxxxxxx"'
    assert canonical_bytes("x" * 300, text_limit=300)
    assert canonical_bytes({"_type": 1, "predicateType": 2}, key_pattern=re.compile(r"[_a-zA-Z]+"))
    with pytest.raises(faults.CanonicalKey):
        canonical_bytes({"é": 1}, key_pattern=ANY_KEY)
    with pytest.raises(faults.CanonicalSize):
        canonical_bytes("x" * 9, size_limit=10)


@pytest.mark.parametrize(
    ("data", "leaf"),
    [
        (b"", faults.CanonicalUnreadable),
        (b"\xff", faults.CanonicalUnreadable),
        (b"{", faults.CanonicalUnreadable),
        (b"1" + b"0" * 5000, faults.CanonicalInteger),
        (b"-99999999999999999", faults.CanonicalInteger),
        (b"Infinity", faults.CanonicalType),
        (b'{"a":{"b":1,"b":1}}', faults.CanonicalDuplicate),
        (b"[" * 9 + b"]" * 9, faults.CanonicalDepth),
        (b"[" * 30_000 + b"]" * 30_000, faults.CanonicalDepth),
        (b" " * 65_537, faults.CanonicalSize),
        (b"[1 ]", faults.CanonicalDiffers),
        (b"1\r\n", faults.CanonicalDiffers),
    ],
)
def test_bytes_outside_the_profile_are_refused(
    data: bytes, leaf: type[faults.CanonicalFault]
) -> None:
    """Never by a fault of the parser: depth and long integers included."""
    with pytest.raises(faults.CanonicalFault) as caught:
        read_canonical(data)

    assert type(caught.value) is leaf


@pytest.mark.parametrize(
    ("data", "offset"), [(b'{"a": 1}', 5), (b"1\n", 1), (b'{"b":1,"a":2}', 2), (b'"\\u0041"', 1)]
)
def test_the_first_difference_is_told(data: bytes, offset: int) -> None:
    """So that an editor's work can be found in a file."""
    with pytest.raises(faults.CanonicalDiffers) as caught:
        read_canonical(data)

    assert caught.value.offset == offset


def test_a_digest_is_sha_256() -> None:
    """The vector of FIPS 180-4."""
    assert digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_document_of_64_kib_is_written_and_read_and_one_byte_more_is_not() -> None:
    """The limit stands in the refusal, at both doors."""
    texts = ["x" * 200] * 322
    texts.append("x" * (65_536 - len(canonical_bytes([*texts, ""]))))
    data = canonical_bytes(texts)
    more = [*texts[:-1], texts[-1] + "x"]

    assert (len(data), read_canonical(data)) == (65_536, texts)
    for refused in (
        lambda: canonical_bytes(more),
        lambda: read_canonical(canonical_bytes(more, size_limit=65_537)),
    ):
        with pytest.raises(faults.CanonicalSize) as caught:
            refused()
        assert caught.value.limit == 65_536


def test_a_number_with_a_point_is_called_by_its_type() -> None:
    """Written or read, the refusal says what it was."""
    for refused in (lambda: canonical_bytes([1.0]), lambda: read_canonical(b"[1.0]")):  # type: ignore[list-item]  # two refusals of different types
        with pytest.raises(faults.CanonicalType) as caught:
            refused()
        assert "float" in str(caught.value)


def test_the_greatest_and_least_number_and_the_deepest_document_are_written() -> None:
    """Both ends of the range, and eight levels; one more is refused with the limit."""
    most = 2**53 - 1
    assert canonical_bytes([most, -most]) == b"[9007199254740991,-9007199254740991]"
    for value in (most + 1, -most - 1):
        with pytest.raises(faults.CanonicalInteger):
            canonical_bytes(value)
    assert canonical_bytes([[[[[[[[]]]]]]]]) == b"[[[[[[[[]]]]]]]]"
    with pytest.raises(faults.CanonicalDepth) as caught:
        canonical_bytes([[[[[[[[[]]]]]]]]])
    assert caught.value.limit == 8
