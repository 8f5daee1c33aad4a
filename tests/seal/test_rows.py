"""Public rows and private statements: masks, numbers, bytes."""

from __future__ import annotations

import hashlib
import json

import attrs
import pytest

from benefit_share.errors import Refused
from benefit_share.seal.commitments import commitment, holder_mark
from benefit_share.seal.manifest import fingerprint
from benefit_share.seal.rows import SealedRows, masked, seal_rows
from benefit_share.seal.tree import leaf_hash, verify_inclusion
from benefit_share.values import currency
from house_bundle import ID_NUMBER, PARTIES, RUN, RUN_KEY, bundle, notice, sealed_rows


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("", ""),
        ("甲", "*"),
        ("张三", "张*"),
        ("欧阳修", "欧**"),
        ("买买提·吐尔逊", "买**"),
        ("合成001", "合**"),
        ("𠎦三", "𠎦*"),
    ],
)
def test_a_name_is_masked_so_that_its_length_beyond_two_is_not_seen(name: str, shown: str) -> None:
    """One star for a name of two, two for a longer one; no digit of a name remains."""
    assert masked(name) == shown


def test_the_same_arguments_give_the_same_bytes_and_another_key_or_run_others() -> None:
    """Commitments of two runs cannot be put side by side."""
    one = sealed_rows()
    other = [
        seal_rows(PARTIES, run_id=run, run_key=key, currency=currency("CNY"))
        for run, key in ((RUN, b"\x01" * 32), (RUN[:-1] + "2", RUN_KEY))
    ]

    assert one == sealed_rows()
    assert bundle(is_signed=False) == bundle(is_signed=False)
    for again in other:
        pairs = zip(one.rows, again.rows, strict=True)
        assert all(first.commit != second.commit for first, second in pairs)


def test_a_row_shows_a_mask_an_amount_and_a_commitment_and_nothing_else() -> None:
    """A village's own name is shown; an account and a number never are."""
    rows = sealed_rows()
    public = [json.loads(line) for line in rows.rows_file.splitlines()]

    assert [row["name"] for row in public] == ["合**", "合*", "合成村, 集体"]
    assert [row["amount_minor"] for row in public] == [450, 1, 49]
    assert {frozenset(row) for row in public} == {
        frozenset({"t", "no", "name", "group", "amount_minor", "commit"})
    }
    first = json.loads(rows.statements_file.splitlines()[0])
    assert first["account_last4"] == "1234"
    assert first["holder"] == holder_mark(rows.salts[0], ID_NUMBER)
    assert commitment(rows.salts[0], rows.statements[0]) == public[0]["commit"]


def test_a_receipt_opens_its_row_and_proves_it() -> None:
    """Salt, statement, row and path of one household, and nobody else's."""
    made = bundle(is_signed=False)
    for no, party in enumerate(PARTIES):
        slip = json.loads(made.slip(no))
        row = json.dumps(slip["row"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert slip["statement"]["household"] == party.id
        assert verify_inclusion(
            leaf_hash(row.encode()),
            index=no,
            size=slip["size"],
            path=[bytes.fromhex(one) for one in slip["path"]],
            root=bytes.fromhex(slip["root"]),
        )
    with pytest.raises(IndexError):
        made.slip(3)


def codes(**changes: object) -> list[str]:
    """Return the codes of what the rows of changed parties are refused with."""
    keys = {"run_id": RUN, "run_key": RUN_KEY, "currency": currency("CNY")}
    parties = changes.pop("parties", PARTIES)
    with pytest.raises(Refused) as refused:
        seal_rows(parties, **{**keys, **changes})  # type: ignore[arg-type]  # keys of many types, from a table of cases
    return [one.code for one in refused.value.findings]


def test_what_cannot_be_sealed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many, a long run id, a short key, a hidden character."""
    assert codes(run_id="x" * 41) == ["seal.identifier"]
    assert codes(run_key=b"short") == ["seal.secret-length"]
    hidden = attrs.evolve(PARTIES[0], group="一\u200b组")
    assert codes(parties=[hidden]) == ["values.canonical-text"]
    monkeypatch.setattr("benefit_share.seal.rows.ROWS_LIMIT", 2)
    assert codes() == ["seal.too-many-rows"]


def test_nothing_private_stands_in_a_public_file_or_in_the_look_of_a_value() -> None:
    """No number, account, whole name of a person, salt or run key."""
    made = bundle(is_signed=False)
    private = [ID_NUMBER, "62001234", "1234", "合成甲", RUN_KEY.hex(), made.rows.salts[0].hex()]
    for name, data in made.files.items():
        text = data.decode("utf-8")
        assert [one for one in private if one in text] == [], name
    shown = repr(made.rows) + repr(PARTIES)
    assert [one for one in (ID_NUMBER, "62001234", made.rows.salts[0].hex()) if one in shown] == []


def test_the_notice_shows_the_rows_and_cannot_run_anything() -> None:
    """Markup in a title is text, and a formula in a group is inert."""
    told = notice(sealed_rows())
    made = bundle(is_signed=False).files
    page, table = made["notice.html"].decode(), made["notice.csv"].decode()

    assert "合成示例 &lt;甲&gt;" in page
    assert "<script" not in page
    assert '<table id="rows">' in page
    assert "MADE-UP DATA" in page
    assert table.splitlines()[0] == "no,name,group,amount,check"
    assert table.splitlines()[2] == f"1,合*,'=1+1,0.01,{told.rows[1].check}"
    assert table.splitlines()[3] == f'2,"合成村, 集体",,0.49,{told.rows[2].check}'
    assert told.root in page


def test_a_fingerprint_is_four_times_four_digits_of_the_manifest() -> None:
    """For eyes alone."""
    told = fingerprint(b"{}")

    assert told.replace(" ", "") == hashlib.sha256(b"{}").hexdigest()[:16]
    assert list(map(len, told.split(" "))) == [4, 4, 4, 4]


def test_the_type_of_sealed_rows_keeps_what_is_private_out_of_its_look() -> None:
    """Whoever logs it shows no statement."""
    hidden = {field.name for field in attrs.fields(SealedRows) if not field.repr}

    assert {"statements", "salts", "parties"} <= hidden
