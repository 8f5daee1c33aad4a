"""The files for a bank: read back, validated against the schema, refused rather than changed."""

from __future__ import annotations

import csv
import io
import json
import re
from importlib import resources
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.errors import Refused
from benefit_share.files.bank.instructions import BATCH_ENCODINGS, FORMATS, Sending, payment_files
from benefit_share.households import Payee
from benefit_share.payments import PaymentList, batches_of, payment_list
from benefit_share.payments.batches import BATCH_LIMIT
from benefit_share.payments.documents import read_list
from benefit_share.values import currency, digest
from benefit_share.values.frozen import FrozenMap
from house_payments import RUN, account, due, filing, listed

PAYER = Payee("v1", "前进村股份经济合作社", account="8" * 16, bank="农商银行")
SENDING = Sending(
    at="2026-12-20T08:00:00Z",
    on="2026-12-21",
    fingerprint="0123 4567 89ab cdef",
    payers=FrozenMap({"v1": PAYER}),
    provider="rcb.example",
)


def one(files: dict[str, bytes], ending: str) -> bytes:
    """Return the one batch with an ending."""
    (found,) = (data for name, data in files.items() if name.startswith("batches/"))
    assert any(name.endswith(ending) for name in files)
    return found


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    """Return the codes of a refusal."""
    return [found.code for found in refused.value.findings]


def renamed(made: PaymentList, **fields: Any) -> PaymentList:
    """Return a list whose first line says something else."""
    return attrs.evolve(made, lines=(attrs.evolve(made.lines[0], **fields), *made.lines[1:]))


@pytest.mark.parametrize("encoding", BATCH_ENCODINGS)
@given(amounts=st.lists(st.integers(1, 10**9), min_size=1, max_size=5))
def test_a_batch_in_csv_is_read_back_to_the_fen(encoding: str, amounts: list[int]) -> None:
    """The control record says count and total; each row account, name, bank, amount, reference."""
    made = listed(*amounts)

    data = one(payment_files(made, attrs.evolve(SENDING, encoding=encoding), ["csv"]), ".csv")
    control, *rows = csv.reader(io.StringIO(data.decode(encoding)), strict=True)

    (batch,) = batches_of(made)
    remark = f"{RUN} 0123 4567 89ab cdef"
    total = str(sum(amounts))
    assert control == [batch.reference, "8" * 16, str(len(rows)), total, "CNY", remark]
    assert rows == [
        [str(no), line.account, line.name, line.bank, str(line.amount), line.reference]
        for no, line in enumerate(made.lines, start=1)
    ]


def schema() -> str:
    """Return the schema of pain.001.001.09, as a package of the development tools carries it."""
    found = resources.files("sepaxml") / "schemas" / "pain.001.001.09.xsd"
    return found.read_text("utf-8")


@pytest.mark.parametrize("banks", [True, False])
def test_the_iso_20022_message_is_valid_against_its_schema(banks: bool) -> None:  # noqa: FBT001  (a table of cases)
    """pain.001.001.09 with count and control total, twice, in digits and not in floats."""
    xmlschema = pytest.importorskip("xmlschema")
    pytest.importorskip("sepaxml")
    made = listed(1, 98_529_869_99, 7)
    sending = SENDING
    if not banks:
        made = attrs.evolve(made, lines=tuple(attrs.evolve(x, bank="") for x in made.lines))
        sending = attrs.evolve(SENDING, payers=FrozenMap({"v1": attrs.evolve(PAYER, bank="")}))

    data = one(payment_files(made, sending, ["pain.001"]), ".xml")

    xmlschema.XMLSchema(schema()).validate(data.decode("utf-8"))
    root = ET.fromstring(data)  # noqa: S314 - written a line above
    texts = [x.text for x in root.iterfind(".//{*}CtrlSum")]
    assert texts == ["98529870.07", "98529870.07"]
    assert [x.text for x in root.iterfind(".//{*}NbOfTxs")] == ["3", "3"]
    assert [x.text for x in root.iterfind(".//{*}EndToEndId")] == [
        line.reference for line in made.lines
    ]


EUROS = {
    "DE89370400440532013000": "COBADEFFXXX",  # a BIC of the country of the account
    "NL91ABNA0417164300": "POSTBANK",  # eight letters, and a name
    "BE68539007547034": "",
}


def euros(*, payer: str) -> tuple[PaymentList, Sending]:
    """Return a list in euros to IBANs, and an account that pays."""
    made = attrs.evolve(listed(1_250, 300, 7), currency=currency("EUR"))
    lines = zip(made.lines, EUROS.items(), strict=True)
    told = tuple(attrs.evolve(one, account=to, bank=bank) for one, (to, bank) in lines)
    paying = attrs.evolve(PAYER, account=payer, bank="Volksbank")
    return (
        attrs.evolve(made, lines=told),
        attrs.evolve(SENDING, payers=FrozenMap({"v1": paying})),
    )


def test_euros_to_ibans_are_a_sepa_transfer() -> None:
    """Valid against the schema; a bank stands as a BIC of the country of the account, or not."""
    xmlschema = pytest.importorskip("xmlschema")
    pytest.importorskip("sepaxml")

    data = one(payment_files(*euros(payer="AT611904300234573201"), ["pain.001"]), ".xml")

    xmlschema.XMLSchema(schema()).validate(data.decode("utf-8"))
    root = ET.fromstring(data)  # noqa: S314 - written a line above
    assert [x.text for x in root.iterfind(".//{*}IBAN")] == ["AT611904300234573201", *EUROS]
    assert [x.text for x in root.iterfind(".//{*}BICFI")] == ["COBADEFFXXX"]
    assert [x.text for x in root.iterfind(".//{*}SvcLvl/{*}Cd")] == ["SEPA"]
    assert [x.text for x in root.iterfind(".//{*}ChrgBr")] == ["SLEV"]
    assert not list(root.iterfind(".//{*}FinInstnId/{*}Nm"))
    assert {x.get("Ccy") for x in root.iterfind(".//{*}InstdAmt")} == {"EUR"}


def test_euros_from_another_account_are_no_sepa_transfer() -> None:
    """The service level is not promised where one account is no IBAN."""
    data = one(payment_files(*euros(payer="8" * 16), ["pain.001"]), ".xml").decode("utf-8")

    assert "SEPA" not in data
    assert "<Othr><Id>8888888888888888</Id></Othr>" in data
    assert "<IBAN>NL91ABNA0417164300</IBAN>" in data


def test_the_schema_refuses_a_message_with_a_field_too_much() -> None:
    """The validation above can fail."""
    xmlschema = pytest.importorskip("xmlschema")
    pytest.importorskip("sepaxml")
    data = one(payment_files(listed(1), SENDING, ["pain.001"]), ".xml").decode("utf-8")
    bad = data.replace("<PmtMtd>TRF</PmtMtd>", "<PmtMtd>TRF</PmtMtd><PmtMtd>TRF</PmtMtd>")

    assert not xmlschema.XMLSchema(schema()).is_valid(bad)


@pytest.mark.parametrize(("code", "amount"), [("CNY", "129.00"), ("JPY", "12900.0")])
def test_the_request_of_g2p_connect_has_amounts_of_its_pattern(code: str, amount: str) -> None:
    """One or two decimals, of a currency without any too; addresses name the provider."""
    made = attrs.evolve(listed(12_900), currency=currency(code))

    told = json.loads(one(payment_files(made, SENDING, ["g2p"]), ".json"))

    (payment,) = told["message"]["disbursements"]
    assert re.fullmatch(r"\d{1,13}\.\d{1,2}", payment["amount"])
    assert payment["amount"] == amount
    assert payment["payee_fa"] == f"account:{account(1)}@rcb.example"
    assert (told["header"]["action"], told["header"]["total_count"]) == ("disburse", 1)
    assert len(payment["note"]) <= 99


def test_the_head_names_every_file_with_its_digest() -> None:
    """The journal keeps the digest of the head, so no batch can be another."""
    files = payment_files(listed(1, 2), SENDING, FORMATS)

    head = json.loads(files["list.json"])

    assert len(head["files"]) == 3
    for told in head["files"]:
        assert told["sha256"] == digest(files[f"batches/{told['name']}"])
        assert (told["count"], told["total_minor"]) == (2, 3)
    assert read_list(files["list.json"], files["lines.jsonl"]) == listed(1, 2)


def test_the_same_list_gives_the_same_bytes() -> None:
    """A second call after a stop writes what the first would have."""
    assert payment_files(listed(1, 2), SENDING, FORMATS) == payment_files(
        listed(1, 2), SENDING, FORMATS
    )


def test_no_batch_has_more_rows_than_a_bank_takes() -> None:
    """5,001 payments are two batches, each with a control record of its own."""
    count = BATCH_LIMIT + 1
    rows = tuple(attrs.evolve(due(1)[0], party=f"h{no:05d}") for no in range(count))
    accounts = tuple(Payee(row.party, "户主", account=account(no)) for no, row in enumerate(rows))
    made = payment_list(filing(count), rows, accounts, currency=currency("CNY"))

    files = payment_files(made, SENDING, ["csv"])

    counts = [data.count(b"\n") - 1 for name, data in files.items() if name.endswith(".csv")]
    assert sorted(counts) == [1, BATCH_LIMIT]


def test_a_rare_character_is_refused_by_its_party_before_anything_is_written() -> None:
    """䶮 is not in GBK; in GB18030 and UTF-8 it is."""
    made = renamed(listed(1, 2), name="张䶮")

    with pytest.raises(Refused) as refused:
        payment_files(made, attrs.evolve(SENDING, encoding="gbk"), ["csv"])

    (found,) = refused.value.findings
    assert (found.code, found.path) == ("payments.character", "payees.h001")
    assert dict(found.params)["character"] == "U+4DAE"
    assert "张" not in str(refused.value)
    for encoding in ("gb18030", "utf-8"):
        assert payment_files(made, attrs.evolve(SENDING, encoding=encoding), ["csv"])


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": "=HYPERLINK(1)"}, "payments.formula"),
        ({"name": "@SUM(A1)"}, "payments.formula"),
        ({"bank": "＝1"}, "payments.formula"),
        ({"name": "张,三"}, "payments.delimiter"),
        ({"bank": '"农商"'}, "payments.delimiter"),
        ({"name": "张\u2028三"}, "payments.delimiter"),
        ({"bank": "农商\x85"}, "payments.delimiter"),
        ({"name": "名" * 71}, "payments.too-long"),
        ({"bank": "行" * 141}, "payments.too-long"),
        ({"amount": 10**15}, "payments.amount-large"),
        ({"account": "62 2848"}, "payments.account-form"),
        ({"account": "６２２８４８"}, "payments.account-form"),
    ],
)
def test_what_would_have_to_be_escaped_is_refused(fields: dict[str, Any], code: str) -> None:
    """Nothing is put before a formula, round a comma, or into an account; nothing is repeated."""
    with pytest.raises(Refused) as refused:
        payment_files(renamed(listed(1), **fields), SENDING, FORMATS)

    assert codes(refused) == [code]
    assert not any(str(text) in str(refused.value) for text in fields.values())


def test_a_format_takes_what_just_fits_and_the_schema_agrees() -> None:
    """Seventy characters of a name, 140 of a bank, and the largest amount of G2P Connect."""
    xmlschema = pytest.importorskip("xmlschema")
    pytest.importorskip("sepaxml")
    most = renamed(listed(1), name="名" * 70, bank="行" * 140, amount=10**15 - 1)

    files = payment_files(most, SENDING, FORMATS)

    (message,) = (data for name, data in files.items() if name.endswith(".xml"))
    xmlschema.XMLSchema(schema()).validate(message.decode("utf-8"))
    (request,) = (
        data for name, data in files.items() if name.startswith("batches/") and b"disburse" in data
    )
    (payment,) = json.loads(request)["message"]["disbursements"]
    assert re.fullmatch(r"\d{1,13}\.\d{1,2}", payment["amount"])


def test_a_payer_whose_name_is_too_long_is_told_of_once() -> None:
    """However many batches it has."""
    long = FrozenMap({"v1": attrs.evolve(PAYER, payee="社" * 71)})
    with pytest.raises(Refused) as refused:
        payment_files(listed(1), attrs.evolve(SENDING, payers=long), ["pain.001"])

    assert codes(refused) == ["payments.too-long"]


def test_iso_20022_and_g2p_connect_need_the_account_of_the_payer() -> None:
    """A table of rows does not; a provider and few decimals are needed by G2P Connect."""
    bare = attrs.evolve(SENDING, payers=FrozenMap[str, Payee](), provider="")
    dinars = attrs.evolve(listed(1), currency=currency("KWD"))

    with pytest.raises(Refused) as refused:
        payment_files(dinars, bare, FORMATS)

    assert codes(refused) == [
        "payments.payer-account",
        "payments.payer-account",
        "payments.provider",
        "payments.decimals",
    ]
    assert payment_files(dinars, bare, ["csv"])
