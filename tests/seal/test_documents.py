"""Documents of the seal: canonical, of one type, with a closed set of keys, and placed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from benefit_share.errors import Refused
from benefit_share.seal.documents import (
    DOCUMENT,
    ENVELOPE,
    MANIFEST,
    Profile,
    closed,
    document_bytes,
    join_lines,
    read_document,
    read_lines,
    split_lines,
    typed,
)


def codes(call: Callable[[], object]) -> list[tuple[str, str]]:
    """Return code and place of each finding that a call is refused with."""
    with pytest.raises(Refused) as refused:
        call()
    return [(one.code, one.place) for one in refused.value.findings]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'{"a":1,"a":2}', "values.canonical-duplicate"),
        (b'{"a":1.0}', "values.canonical-type"),
        (b'{"a": 1}', "values.canonical-differs"),
        (b'{"b":1,"a":1}', "values.canonical-differs"),
        (b"\xef\xbb\xbf{}", "values.canonical-unreadable"),
        (b'{"a":9007199254740992}', "values.canonical-integer"),
        (b'{"_type":"x"}', "values.canonical-key"),
        (b"{}\n", "values.canonical-differs"),
    ],
)
def test_a_reader_refuses_other_bytes_with_their_place(data: bytes, code: str) -> None:
    """Read, written again, compared: each refusal is a finding that says where."""
    assert codes(lambda: read_document(data, place="rows.jsonl:3")) == [(code, "rows.jsonl:3")]


@pytest.mark.parametrize(
    ("profile", "key"),
    [(MANIFEST, "_type"), (MANIFEST, "predicateType"), (ENVELOPE, "payloadType")],
)
def test_the_keys_of_a_standard_are_taken_where_they_belong(profile: Profile, key: str) -> None:
    """And nowhere else."""
    data = document_bytes({key: "x"}, profile)

    assert read_document(data, profile) == {key: "x"}
    assert codes(lambda: document_bytes({key: "x"}, DOCUMENT)) == [("values.canonical-key", "")]


def test_a_document_of_another_type_or_with_another_key_is_refused() -> None:
    """A journal line is no row; an unknown key is no key."""
    row = {"t": "a/v1", "no": 1}

    assert typed(row, "a/v1", ["no"]) == row
    assert codes(lambda: typed(row, "b/v1", ["no"], place="f:1")) == [("seal.wrong-type", "f:1")]
    assert codes(lambda: typed([], "a/v1", ["no"])) == [("seal.wrong-type", "")]
    assert codes(lambda: typed(row, "a/v1", ["no", "x"])) == [("seal.wrong-keys", "")]
    assert codes(lambda: closed({"a": 1, "b": 2}, ["a"])) == [("seal.wrong-keys", "")]
    assert codes(lambda: closed([], [])) == [("seal.wrong-keys", "")]


@pytest.mark.parametrize("data", [b"{}", b"{}\n\n", b"{}\r\n", b"\n", b"{}\n{}"])
def test_a_file_of_lines_ends_each_with_one_line_feed(data: bytes) -> None:
    """No blank line, no carriage return, no torn end."""
    assert codes(lambda: split_lines(data, place="f")) == [("seal.line-end", "f")]


def test_lines_are_read_as_they_were_written_and_every_bad_one_is_named() -> None:
    """All faults at once, each with its line."""
    lines = [document_bytes({"no": number}) for number in range(3)]

    assert read_lines(join_lines(lines), place="f") == tuple(
        (line, {"no": number}) for number, line in enumerate(lines)
    )
    assert read_lines(b"", place="f") == ()
    bad = b'{"no":0}\n{"no": 1}\n{"no":1e0}\n'
    assert codes(lambda: read_lines(bad, place="f")) == [
        ("values.canonical-differs", "f:2"),
        ("values.canonical-type", "f:3"),
    ]
