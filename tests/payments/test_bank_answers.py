"""What banks answer: four formats that say the same, and what is refused of them."""

from __future__ import annotations

import datetime as dt
import logging

import pytest

from benefit_share.errors import Refused
from benefit_share.files.bank.answers import read_answer
from benefit_share.files.bank.reasons import reason_in
from benefit_share.payments import Said, reconcile
from benefit_share.verification.answers import moved_in
from house_answers import (
    BATCH,
    BOOKED,
    FIRST,
    MADE,
    REPORT,
    SECOND,
    STATEMENT,
    TABLE,
    THIRD,
    camt,
    entry,
)
from house_payments import CNY


def read(data: str | bytes, **options: str) -> tuple[str, list[tuple[str, str, int | None, str]]]:
    """Return the format of an answer, and reference, what is said, amount and reason of each."""
    told = read_answer(data if isinstance(data, bytes) else data.encode(), CNY, **options)
    return told.form, [
        (line.reference, line.said.value, line.amount, line.why) for line in told.lines
    ]


def codes(data: str | bytes, **options: str) -> list[str]:
    """Return the codes with which an answer is refused; nothing of it is repeated."""
    with pytest.raises(Refused) as refused:
        read(data, **options)
    assert "6228480012345678" not in str(refused.value)
    return [one.code for one in refused.value.findings]


def test_a_table_says_what_became_of_each_payment() -> None:
    """Headers and words in either language, yuan or fen; a reason keeps no account."""
    fen = (
        TABLE.replace("金额", "amount_minor").replace("100.00", "10000").replace(",200,", ",20000,")
    )

    assert read(TABLE) == read(fen) == read(TABLE.encode("gb18030"), encoding="gb18030")
    assert read(TABLE) == (
        "csv",
        [
            (FIRST, "paid", 10_000, ""),
            (SECOND, "returned", 20_000, "户名不符 …"),
            (THIRD, "rejected", None, "AC04"),
        ],
    )
    assert read_answer(TABLE.encode(), CNY).lines[1].on == dt.date(2026, 12, 22)


def test_a_report_settles_nothing_without_an_amount() -> None:
    """By reference and amount; a rejection needs none."""
    assert read(REPORT) == (
        "pain.002",
        [
            (FIRST, "paid", 10_000, ""),
            (SECOND, "rejected", None, "AC01"),
            (THIRD, "pending", None, ""),
        ],
    )


def test_a_batch_that_is_rejected_whole_rejects_its_lines() -> None:
    """And what is said of the whole is not a payment."""
    lines = REPORT.index("<TxInfAndSts>"), REPORT.rindex("</TxInfAndSts>") + 14
    whole = (REPORT[: lines[0]] + REPORT[lines[1] :]).replace("PART", "RJCT")

    state = reconcile([MADE], [read_answer(whole.encode(), CNY)])

    assert [one.because.value for one in state.items] == ["returned"] * 3


@pytest.mark.parametrize("kind", ["053", "054"])
def test_bookings_say_what_went_and_what_came_back(kind: str) -> None:
    """Debits and credits by transaction; a return with its code."""
    data = (
        BOOKED
        if kind == "054"
        else BOOKED.replace(b"camt.054", b"camt.053")
        .replace(b"BkToCstmrDbtCdtNtfctn", b"BkToCstmrStmt")
        .replace(b"Ntfctn", b"Stmt")
    )

    form, lines = read(data)

    assert form == f"camt.{kind}"
    assert lines == [
        (FIRST, "paid", 10_000, ""),
        (SECOND, "paid", 20_000, ""),
        (SECOND, "returned", 20_000, "AC04"),
        (THIRD, "paid", 29_900, ""),
    ]


def test_a_booking_on_its_way_or_without_transactions_is_read_as_what_it_is() -> None:
    """Not booked: pending. A batch booked whole: under the reference of the batch."""
    batch = (
        '<Ntry><Amt Ccy="CNY">600</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts>'
        f"<NtryDtls><Btch><PmtInfId>{BATCH.reference}</PmtInfId></Btch></NtryDtls></Ntry>"
    )
    waiting = entry("DBIT", FIRST, "100", "B1").replace("BOOK", "PDNG")
    bare = entry("DBIT", "NOTPROVIDED", "5", "B7")

    assert read(camt(batch, waiting, bare)) == (
        "camt.054",
        [
            (BATCH.reference, "paid", 60_000, ""),
            (FIRST, "pending", None, ""),
            ("", "paid", 500, ""),
        ],
    )


def test_a_statement_in_mt940_is_read_with_its_reversals() -> None:
    """RD takes a debit back; NONREF is no reference."""
    pytest.importorskip("mt940")

    assert read(STATEMENT) == read(STATEMENT.replace("\n", "\r\n"))
    assert read(STATEMENT) == (
        "mt940",
        [
            (FIRST, "paid", 10_000, ""),
            (SECOND, "paid", 20_000, ""),
            (SECOND, "returned", 20_000, "AC04"),
            ("", "paid", 5_000, ""),
        ],
    )


def test_a_reversal_of_a_credit_is_money_that_went() -> None:
    """RC lowers the balance."""
    pytest.importorskip("mt940")
    back = STATEMENT.replace("D50,00NTRFNONREF", "RC50,00NTRFNONREF")

    assert read(back) == read(STATEMENT)


PARTS = (
    "<NtryDtls><Btch><PmtInfId>Q</PmtInfId></Btch>{}</NtryDtls>",
    '<TxDtls><Refs><EndToEndId>{}</EndToEndId></Refs><Amt Ccy="CNY">{}</Amt></TxDtls>',
)


def booked_whole(total: str, *parts: tuple[str, str]) -> bytes:
    """Return a batch booked in one entry, with its transactions."""
    inside = "".join(PARTS[1].format(*part) for part in parts)
    return camt(
        f'<Ntry><Amt Ccy="CNY">{total}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts>'
        f"{PARTS[0].format(inside)}</Ntry>"
    )


@pytest.mark.parametrize(("total", "left"), [("300.00", None), ("310.00", 1_000), ("295", 500)])
def test_an_entry_moves_what_it_says_whatever_its_transactions_say(
    total: str, left: int | None
) -> None:
    """What they do not explain is a line of its own, which no payment is behind: charges, a gap."""
    data = booked_whole(total, (FIRST, "100.00"), (SECOND, "200.00"))

    _, lines = read(data)

    rest = [] if left is None else [("", "paid" if total > "300" else "returned", left, "")]
    assert lines == [(FIRST, "paid", 10_000, ""), (SECOND, "paid", 20_000, ""), *rest]


def test_an_entry_without_an_amount_of_its_own_is_not_taken() -> None:
    """Nobody could say whether it closes."""
    whole = booked_whole("300.00", (FIRST, "100.00"), (SECOND, "200.00"))
    assert codes(whole.replace(b'<Amt Ccy="CNY">300.00</Amt>', b"")) == ["payments.bad-amount"]


def test_a_reversal_of_a_reversal_leaves_the_payment_made() -> None:
    """Debit, credit, debit: each by its way, whatever the reversal indicator says."""
    back = entry("CRDT", FIRST, "100.00", "B2").replace("<Sts>", "<RvslInd>true</RvslInd><Sts>", 1)
    again = entry("DBIT", FIRST, "100.00", "B3").replace("<Sts>", "<RvslInd>true</RvslInd><Sts>", 1)
    told = camt(entry("DBIT", FIRST, "100.00", "B1"), back, again)

    (first, *_) = reconcile([MADE], [read_answer(told, CNY)]).settled

    assert (first.paid, first.moved, first.open) == (10_000, 10_000, 0)


def test_a_reference_that_came_back_in_groups_or_small_letters_is_the_same() -> None:
    """And one that only looks like it, or an amount without any, is nobody's."""
    groups = " ".join(FIRST[at : at + 4] for at in range(0, 16, 4)).lower()
    table = (
        f"reference,said,amount\n{groups},paid,100.00\n{SECOND[:-1]},paid,200.00\n,paid,300.00\n"
    )

    state = reconcile([MADE], [read_answer(table.encode(), CNY)])

    assert [(one.because.value, one.party, one.owed, one.beyond) for one in state.items] == [
        ("unanswered", "h002", 20_000, 0),
        ("unanswered", "h003", 30_000, 0),
        ("unknown", "", 0, 30_000),
        ("unknown", "", 0, 20_000),
    ]


def test_a_payment_told_of_on_two_days_was_made_twice_and_one_told_twice_once() -> None:
    """The report of every day, with more in it, doubles nothing; another day of payment does."""
    row = f"{FIRST},paid,100.00,2026-12-{{}},\n"
    head = "reference,said,amount,on,why\n"
    first, copy, other = (
        read_answer((head + text).encode(), CNY)
        for text in (row.format(21), row.format(21) + f"{SECOND},paid,200,,\n", row.format(24))
    )

    assert [one.because.value for one in reconcile([MADE], [first, copy]).items] == ["unanswered"]
    assert reconcile([MADE], [first, copy, other]).items[0].beyond == 10_000


@pytest.mark.parametrize(
    "field",
    [
        "166?00TRANSFER?20EREF+{}?21SVWZ+DIVIDEND",
        "166?00TRANSFER?20EREF+{:.9}?21{:s}?22KREF+X",
        "166?00TRANSFER\n?20EREF+{}",
    ],
)
def test_the_end_to_end_id_in_the_parts_of_field_86_is_a_reference(field: str) -> None:
    """Both readers find it, over the end of a part, where field 61 says NONREF."""
    pytest.importorskip("mt940")
    text = field.format(FIRST) if "{:s}" not in field else field.format(FIRST, FIRST[9:])
    data = (
        ":20:S\n:25:ACCOUNT\n:28C:1/1\n:60F:C261220CNY1000,00\n"
        f":61:2612211221D100,00NTRFNONREF//B1\n:86:{text}\n"
        ":62F:C261221CNY900,00\n:86:EREF+NOTOFANYENTRYATALL\n"
    ).encode()

    assert read(data)[1] == [(FIRST, "paid", 10_000, "")]
    assert [(one.reference, one.amount) for one in moved_in(data, "utf-8", 2)[1]] == [
        (FIRST, 10_000)
    ]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("ACCP", "pending"),
        ("ACSP", "pending"),
        ("ACWC", "pending"),
        ("PDNG", "pending"),
        ("RCVD", "pending"),
        ("ACSC", "paid"),
        ("ACCC", "paid"),
        ("RJCT", "rejected"),
        ("CANC", "rejected"),
    ],
)
def test_only_a_settled_payment_is_paid_and_only_a_refused_one_can_be_issued_again(
    state: str, said: str
) -> None:
    """Accepted, forwarded and pending are on their way: neither paid nor open to another."""
    assert read(REPORT.replace("<TxSts>ACSC", f"<TxSts>{state}", 1))[1][0][1] == said


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ('"12,345.67"', "values.number-separator"),
        ('"12345,67"', "values.number-separator"),
        ("１２３.４５", "values.number-full-width"),
        ("¥100", "values.number-currency-sign"),
        ("100元", "values.number-currency-sign"),
        ("100.005", "values.number-decimals"),
        ("99999999999999999.00", "values.amount-limit"),
    ],
)
def test_an_amount_that_could_be_read_in_two_ways_is_refused_at_its_row(
    amount: str, code: str
) -> None:
    """Never guessed: a thousand for a decimal is a thousand times too much."""
    text = f"reference,said,amount\n{FIRST},paid,{amount}\n"
    with pytest.raises(Refused) as refused:
        read_answer(text.encode(), CNY, name="answer.csv")

    assert [(one.code, one.place) for one in refused.value.findings] == [
        (code, "answer.csv:2:amount")
    ]


def test_two_copies_of_a_statement_are_one_and_two_formats_tell_of_the_same_money() -> None:
    """The camt and the MT940 of one account, each twice: paid once, returned once."""
    pytest.importorskip("mt940")
    answers = [read_answer(data, CNY) for data in (BOOKED, STATEMENT.encode())]

    state = reconcile([MADE], [*answers, *answers])

    assert [(one.because.value, one.owed, one.beyond) for one in state.items] == [
        ("returned", 20_000, 0),
        ("short", 100, 0),
        ("unknown", 0, 5_000),
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("", ["table.no-header"]),
        ("reference,said\nX,perhaps\n", ["payments.said-unknown"]),
        ("reference,said\nX,paid\n", ["payments.amount-missing"]),
        ("reference,said,amount\nX,returned,-5\n", ["payments.amount-missing"]),
        ("reference,said,amount_minor\nX,paid,1.5\n", ["payments.amount-missing"]),
        ("reference,said,amount,amount_minor\nX,paid,1,100\n", ["payments.amount-missing"]),
        ("reference,said,amount\nX,paid,1e3\n", ["values.number-exponent"]),
        (b"\xff\xfe<\x00", ["file.utf-16"]),
        ("<a/>", ["payments.other-message"]),
        ("<a>", ["payments.not-xml"]),
        ("<a>张三</a>".encode("gb18030"), ["payments.not-xml"]),
        ('<?xml version="1.0"?><!DOCTYPE a><a/>', ["payments.xml-refused"]),
        ("<a>" * 50 + "</a>" * 50, ["payments.xml-refused"]),
        (BOOKED.replace(b"100.00", b"100.005"), ["payments.bad-amount"]),
        (BOOKED.replace(b'Ccy="CNY">100', b'Ccy="USD">100'), ["payments.bad-amount"]),
        (BOOKED.replace(b'<Amt Ccy="CNY">100.00</Amt>', b""), ["payments.bad-amount"]),
    ],
)
def test_what_cannot_be_read_whole_is_refused(data: str | bytes, expected: list[str]) -> None:
    """No part of it is used, and nothing private of it is said."""
    assert codes(data) == expected


BOMB = """<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>"""
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


@pytest.mark.parametrize("text", [BOMB, OUTSIDE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-7"])
def test_entities_and_document_types_are_refused_in_every_encoding(
    text: str, encoding: str
) -> None:
    """Before a parser sees them: in another encoding they are no UTF-8, or hide nothing."""
    assert set(codes(text.encode(encoding))) <= {
        "payments.xml-refused",
        "payments.not-xml",
        "file.utf-16",
        "file.no-header",
        "table.unknown-column",
        "table.column-missing",
        "file.no-final-line-end",
    }


@pytest.mark.parametrize(
    "bad",
    [
        STATEMENT.replace("D100,00", "D101,00"),
        STATEMENT.replace("850,00", "851,00"),
        STATEMENT.replace(":60F:C261220CNY1000,00\n", ""),
        STATEMENT.replace(":61:2612211221D100,00NTRF", ":61:6228480012345678 "),
        STATEMENT.replace("D100,00NTRF", "D1x0,00NTRF"),
        STATEMENT.replace(f":61:2612211221D200,NTRF{SECOND}//B2\n", ""),
        STATEMENT.replace("CNY", "USD"),
        STATEMENT.replace("D100,00", "D100,005").replace("850,00", "849,995"),
        STATEMENT.replace("ACCOUNT", "\udcff"),
    ],
)
def test_a_statement_that_does_not_close_or_cannot_be_read_whole_is_refused(
    bad: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The parser would take what it understands; nothing of a statement goes to a log."""
    pytest.importorskip("mt940")
    with caplog.at_level(logging.DEBUG):
        found = codes(bad.encode("utf-8", "surrogateescape"))

    assert len(found) == 1
    assert found[0] in {
        "payments.bad-statement",
        "payments.open-statement",
        "payments.bad-amount",
    }
    assert "6228480012345678" not in caplog.text


def test_an_encoding_is_never_guessed() -> None:
    """Only the two that are offered."""
    assert codes(TABLE, encoding="gbk") == ["file.encoding"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", ""),
        ("AC04 closed, then AC01", "AC04 AC01"),
        ("账号 6228 4800 1234 5678 已销户", "账号 … 已销户"),
        ("６２２８４８００１２３４５６７８", "…"),
        ("第2次", "第2次"),
        ("x" * 100, "x" * 60),
    ],
)
def test_a_reason_keeps_no_number_of_an_account(text: str, kept: str) -> None:
    """Codes alone where there are any."""
    assert reason_in(text) == kept


def test_what_is_said_of_the_same_payment_twice_in_one_answer_counts_twice() -> None:
    """And in two copies of it once."""
    double = TABLE + f"{FIRST},成功,100.00,2026-12-21,\n"
    told = read_answer(double.encode(), CNY)

    state = reconcile([MADE], [told, told])

    assert state.items[0].beyond == 10_000
    assert [line.said for line in told.lines].count(Said.PAID) == 2
