"""The slips read back from a sealed run: each opened, none that is not the sealed one."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Mapping

import pytest

from benefit_share.errors import Refused
from benefit_share.seal.slips import slip_code, slips_of
from benefit_share.values import digest
from house_paper import RUN_KEY, SealedRun, sealed

EXAMPLE = "wendeng-points"


@pytest.fixture(scope="module")
def run() -> SealedRun:
    """A sealed run of ten households."""
    return sealed(EXAMPLE)


def codes(public: Mapping[str, bytes], restricted: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """Return code and place of what refuses."""
    with pytest.raises(Refused) as refused:
        slips_of(public, restricted)
    return [(one.code, one.place) for one in refused.value.findings]


def test_a_slip_says_what_stands_in_its_row_and_opens_it(run: SealedRun) -> None:
    """The salt in the code is the one under which the statement gives the commitment."""
    rows = [json.loads(line) for line in run.public["rows.jsonl"].splitlines()]
    statements = run.restricted["statements.jsonl"].splitlines()
    slips = slips_of(run.public, run.restricted)

    assert [slip.amount for slip in slips] == [row["amount_minor"] for row in rows]
    assert [slip.check for slip in slips] == [row["commit"][:8] for row in rows]
    for slip, row, statement in zip(slips, rows, statements, strict=True):
        tag, run_id, no, salt, manifest = slip.code.split(":")
        assert (tag, run_id, no) == ("BS1", slip.run_id, str(row["no"]))
        assert slip.fingerprint.replace(" ", "") == manifest[:16]
        key = base64.urlsafe_b64decode(salt + "=")
        opened = hmac.digest(key, b"benefit_share/v1/statement\n" + statement, "sha256").hex()
        assert opened == row["commit"]
        assert digest(slip.detail) == json.loads(statement)["detail_sha256"]


def test_the_code_names_run_row_salt_and_manifest() -> None:
    """It is at most 128 characters, so that a coarse QR code holds it."""
    code = slip_code("r" * 40, 299_999, bytes(32), b"manifest")

    assert code == f"BS1:{'r' * 40}:299999:{'A' * 43}:{digest(b'manifest')[:32]}"
    assert len(code) == 128


def test_nothing_private_stands_in_the_look_of_a_slip(run: SealedRun) -> None:
    """A log of it gives away neither the name nor the salt."""
    slip = slips_of(run.public, run.restricted)[0]

    assert slip.name not in repr(slip)
    assert slip.code not in repr(slip)


def test_an_edited_statement_is_refused_with_its_row(run: SealedRun) -> None:
    """One fen more in the private file is not printed, and every such row is named."""
    lines = run.restricted["statements.jsonl"].splitlines(keepends=True)
    for place in (1, 3):
        said = json.loads(lines[place])
        was, more = (f'"amount_minor":{said["amount_minor"] + add},' for add in (0, 1))
        lines[place] = lines[place].replace(was.encode(), more.encode(), 1)
    edited = {**run.restricted, "statements.jsonl": b"".join(lines)}

    found = codes(run.public, edited)

    assert found == [
        ("seal.slip-differs", "statements.jsonl:2"),
        ("seal.slip-differs", "statements.jsonl:4"),
    ]


def test_another_name_on_the_right_amount_is_refused(run: SealedRun) -> None:
    """The commitment is over the whole statement, not over the amount."""
    lines = run.restricted["statements.jsonl"].splitlines(keepends=True)
    said = json.loads(lines[2])["name"].encode()
    lines[2] = lines[2].replace(said, "合成乙".encode())
    found = codes(run.public, {**run.restricted, "statements.jsonl": b"".join(lines)})

    assert found == [("seal.slip-differs", "statements.jsonl:3")]


def test_statements_that_changed_places_are_refused(run: SealedRun) -> None:
    """A household is never given the slip of another row."""
    lines = run.restricted["statements.jsonl"].splitlines(keepends=True)
    lines[0], lines[1] = lines[1], lines[0]
    found = codes(run.public, {**run.restricted, "statements.jsonl": b"".join(lines)})

    assert {place for _, place in found} == {"statements.jsonl:1", "statements.jsonl:2"}


def test_what_is_missing_or_of_another_run_is_told_as_such(run: SealedRun) -> None:
    """A wrong key is one finding, not one for each row."""
    private = run.restricted
    without = {name: data for name, data in private.items() if name != "details.jsonl"}
    shorter = b"".join(private["statements.jsonl"].splitlines(keepends=True)[:-1])
    lines = private["details.jsonl"].splitlines(keepends=True)
    explained = b"".join([lines[0].replace(b"2", b"3", 1), *lines[1:]])

    assert codes({}, private)[0] == ("seal.slips-file", "manifest.dsse.json")
    assert codes(run.public, without) == [("seal.slips-file", "details.jsonl")]
    assert codes(run.public, {**private, "run_key.bin": bytes(32)}) == [
        ("seal.slips-key", "run_key.bin")
    ]
    assert codes(run.public, {**private, "run_key.bin": RUN_KEY[1:]})[0][0] == "seal.secret-length"
    assert codes(run.public, {**private, "statements.jsonl": shorter}) == [
        ("seal.slips-count", "statements.jsonl")
    ]
    assert codes(run.public, {**private, "details.jsonl": explained}) == [
        ("seal.slip-detail", "statements.jsonl:1")
    ]
