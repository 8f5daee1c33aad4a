"""A3 and A4: the payment files held against the sealed inputs, and what the bank moved."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.files.bank.answers import read_answer
from benefit_share.files.bank.filed_run import filed_run
from benefit_share.files.bank.paying import Order, pay, settle
from benefit_share.files.sealed.bundles import owed_of, read_public, read_restricted
from benefit_share.households import Payee
from benefit_share.payments import Said
from benefit_share.values import digest
from benefit_share.verification import Check, Outcome, verify
from benefit_share.verification.answers import Unreadable, moved_in
from house_payments import CNY, IBAN, office

AT = "2026-12-20T08:00:00Z"
PAYER = Payee("shenzhou", "莘州街道办事处", account="8000000000000001", bank="农商银行")
ORDER = Order(
    who="county",
    at=AT,
    on="2026-12-21",
    formats=("csv", "pain.001", "g2p"),
    encoding="gb18030",
    provider="rcb",
    accounts=(PAYER,),
)


@pytest.fixture(scope="module")
def paid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with a paid run, in every format."""
    edition = office(tmp_path_factory.mktemp("paid"))
    pay(filed_run(edition), ORDER)
    return edition


@pytest.fixture
def edition(paid: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(paid.parent, tmp_path / "office")
    return tmp_path / "office" / "e1"


def checks(edition: Path, **given_: Any) -> tuple[Check, Check]:
    """Return A3 and A4 over a folder."""
    private = edition / "restricted"
    given_.setdefault("owed", owed_of(private))
    verdict = verify(read_public(edition), restricted=read_restricted(private), **given_)
    three, four = (one for one in verdict.checks if one.name in {"A3", "A4"})
    return three, four


def codes(check: Check) -> set[str]:
    """Return the codes of what a check found."""
    return {one.code.removeprefix("verification.") for one in check.findings}


def table(edition: Path, said: Callable[[int, int], Iterator[tuple[str, int]]]) -> bytes:
    """Return an answer: what is said of each line, by its place and amount."""
    rows = ["reference,said,amount_minor\n"]
    text = (edition / "restricted/payments/1/lines.jsonl").read_text("utf-8")
    for place, line in enumerate(map(json.loads, text.splitlines())):
        for word, amount in said(place, line["amount_minor"]):
            rows.append(f"{line['reference']},{word},{amount}\n")
    return "".join(rows).encode()


def answered(
    edition: Path, said: Callable[[int, int], Iterator[tuple[str, int]]], more: str = ""
) -> Check:
    """Reconcile an answer, and return A4."""
    data = table(edition, said) + more.encode()
    settle(filed_run(edition), data, name="a.csv", encoding="utf-8", who="county", at=AT)
    return checks(edition)[1]


def in_full(_place: int, amount: int) -> Iterator[tuple[str, int]]:
    """Say that the bank paid everything."""
    yield "paid", amount


def test_an_honest_payment_passes_in_every_format(edition: Path) -> None:
    """Line by line against the sealed inputs; no answer yet, so A4 is not checked."""
    three, four = checks(edition)

    assert (three.outcome, three.findings) == (Outcome.PASSED, ())
    assert (four.outcome, codes(four)) == (Outcome.NOT_CHECKED, {"no-answer"})
    assert not four.required


def test_an_iban_stands_in_every_format(edition: Path) -> None:
    """In pain.001 in the place of its own, and read there by the verifier."""
    for batch in (edition / "restricted/payments/1/batches").iterdir():
        assert IBAN in batch.read_text("gb18030" if batch.suffix == ".csv" else "utf-8")
    (xml,) = (edition / "restricted/payments/1/batches").glob("*.xml")
    assert xml.read_text("utf-8").count(f"<Id><IBAN>{IBAN}</IBAN></Id>") == 1


def test_a_run_that_was_not_paid_has_nothing_to_check(edition: Path) -> None:
    """NOT CHECKED, and not asked for."""
    shutil.rmtree(edition / "restricted/payments")

    for check in checks(edition):
        assert (check.outcome, codes(check)) == (Outcome.NOT_CHECKED, {"not-present"})


def test_without_the_inputs_a3_is_not_checked_and_never_passed(edition: Path) -> None:
    """It is asked for, and says so."""
    three, _ = checks(edition, owed=None)

    assert (three.outcome, codes(three), three.required) == (
        Outcome.NOT_CHECKED,
        {"not-given"},
        True,
    )


@pytest.mark.parametrize("ending", ["csv", "xml", "json"])
def test_a_batch_that_was_touched_is_found(edition: Path, ending: str) -> None:
    """A fen, a file less, a file more."""
    (batch,) = (edition / "restricted/payments/1/batches").glob(f"*.{ending}")
    kept = batch.read_bytes()
    for change in (kept.replace(b"9000000000000003", b"9000000000000004"), kept[:-9]):
        batch.write_bytes(change)
        assert codes(checks(edition)[0]) == {"payment-file"}
    batch.unlink()
    assert codes(checks(edition)[0]) == {"payment-file"}
    batch.write_bytes(kept)
    (batch.parent / "other.csv").write_bytes(kept)
    assert codes(checks(edition)[0]) == {"payment-file"}


def forge(edition: Path, change: Callable[[list[dict[str, Any]]], None], attempt: int = 1) -> None:
    """Write a payment list anew as its writer would, with other lines and no batch."""
    folder = edition / "restricted/payments" / str(attempt)
    rows = [json.loads(one) for one in (folder / "lines.jsonl").read_text("utf-8").splitlines()]
    change(rows)

    def canonical(value: Any) -> bytes:
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return text.encode()

    data = b"".join(canonical(row) + b"\n" for row in rows)
    head = json.loads((folder / "list.json").read_bytes())
    head |= {
        "lines_sha256": digest(data),
        "count": len(rows),
        "total_minor": sum(row["amount_minor"] for row in rows),
        "files": [],
    }
    (folder / "lines.jsonl").write_bytes(data)
    (folder / "list.json").write_bytes(canonical(head))
    shutil.rmtree(folder / "batches")


def raise_one(rows: list[dict[str, Any]]) -> None:
    """Pay one more and another less: the total stays."""
    rows[0]["amount_minor"] += 100
    rows[1]["amount_minor"] -= 100


def swap_accounts(rows: list[dict[str, Any]]) -> None:
    """Pay two households to each other's account."""
    rows[0]["account"], rows[1]["account"] = rows[1]["account"], rows[0]["account"]


def other_name(rows: list[dict[str, Any]]) -> None:
    """Pay under another name."""
    rows[0]["name"] = "别人"


def leave_out(rows: list[dict[str, Any]]) -> None:
    """Leave a household out."""
    rows.pop()


def ghost(rows: list[dict[str, Any]]) -> None:
    """Pay somebody who is owed nothing."""
    rows.append({**rows[0], "party": "H999", "reference": "A" * 16})


def stranger(rows: list[dict[str, Any]]) -> None:
    """Pay somebody who is owed nothing, to an account of nobody in the inputs."""
    ghost(rows)
    rows[-1]["account"] = "8" * 16


def other_payer(rows: list[dict[str, Any]]) -> None:
    """Let another collective pay."""
    rows[0]["payer"] = "v2"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (raise_one, {"payment-other"}),
        (swap_accounts, {"payment-account"}),
        (other_name, {"payment-account"}),
        (leave_out, {"payment-other", "payment-sum"}),
        (ghost, {"payment-other", "payment-sum", "payment-account"}),
        (stranger, {"payment-other", "payment-sum", "payment-elsewhere"}),
        (other_payer, {"payment-other"}),
    ],
)
def test_a_list_made_anew_with_other_lines_is_found_by_the_sealed_inputs(
    edition: Path, change: Callable[[list[dict[str, Any]]], None], expected: set[str]
) -> None:
    """T22, T23: equal sums, equal digests, and still another payee or amount."""

    def both(rows: list[dict[str, Any]]) -> None:
        change(rows)
        for row in rows:
            row["by"] = "bank"

    forge(edition, both)
    three, _ = checks(edition)

    # Without its batches, the list pays nobody by a file; the lines themselves are what differs.
    assert codes(three) >= expected
    assert three.outcome is Outcome.FAILED


def test_a_list_of_another_run_or_with_bytes_that_are_not_canonical_is_found(
    edition: Path,
) -> None:
    """Every part of the binding is named."""
    head = edition / "restricted/payments/1/list.json"
    kept = head.read_bytes()
    told = json.loads(kept)
    for key in ("run_id", "manifest_sha256", "root", "attempt", "count", "currency"):
        changed = {**told, key: 7 if isinstance(told[key], int) else "0" * 64}
        text = json.dumps(changed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        head.write_bytes(text.encode())
        assert "payment-binding" in codes(checks(edition)[0])
    for bad in (b"{}", b"nothing", b""):
        head.write_bytes(bad)
        assert checks(edition)[0].outcome is Outcome.FAILED
    head.write_bytes(kept)
    rows = head.with_name("lines.jsonl")
    rows.write_bytes(rows.read_bytes()[:-1])
    three, four = checks(edition)
    assert (codes(three), four.outcome) == ({"form"}, Outcome.NOT_CHECKED)


def test_an_answer_that_pays_all_passes_and_one_with_open_lines_says_so(edition: Path) -> None:
    """A return is open, a warning; not a fault of the files."""

    def some(place: int, amount: int) -> Iterator[tuple[str, int]]:
        yield ("returned" if place < 3 else "paid"), (amount - 1 if place == 5 else amount)

    open_ = answered(edition, some)
    assert (open_.outcome, codes(open_)) == (Outcome.PASSED, {"answer-open"})
    assert dict(open_.findings[0].params)["count"] == 4

    pay(filed_run(edition), attrs.evolve(ORDER, again=True))
    again = filed_run(edition)
    rows = [f"{one.reference},paid,{one.amount}\n" for one in again.payments.lists()[1].lines]
    data = "".join(["reference,said,amount_minor\n", *rows]).encode()
    settle(again, data, name="b.csv", encoding="utf-8", who="county", at=AT)
    three, four = checks(edition)
    assert (three.outcome, four.outcome, four.findings) == (Outcome.PASSED, Outcome.PASSED, ())


def send_back(place: int, amount: int) -> Iterator[tuple[str, int]]:
    """Say that the bank sent back the fourth payment and paid the others."""
    yield ("returned" if place == 3 else "paid"), amount


def paid_again(edition: Path, account: str) -> tuple[Check, Check]:
    """Issue the fourth payment again to another account; return A3 and A4."""
    answered(edition, send_back)
    accounts = (*ORDER.accounts, Payee("H004", "合成004", account=account, bank="农商银行"))
    pay(filed_run(edition), attrs.evolve(ORDER, again=True, accounts=accounts))
    return checks(edition)


def test_an_account_that_was_put_right_after_a_return_is_shown_and_no_fault(edition: Path) -> None:
    """The sealed inputs stay as they are; the auditor is told whose account is another now."""
    three, four = paid_again(edition, "8000000000000077")

    (found,) = three.findings
    assert (three.outcome, found.code) == (Outcome.PASSED, "verification.payment-elsewhere")
    assert (dict(found.params)["party"], found.place) == ("H004", "payments/2/lines.jsonl")
    assert (four.outcome, codes(four)) == (Outcome.PASSED, {"answer-open"})


def test_a_payment_turned_to_the_account_of_another_household_is_a_fault(edition: Path) -> None:
    """After a return, too: putting an account right never makes it somebody else's."""
    three, _ = paid_again(edition, "9000000000000007")

    assert (three.outcome, codes(three)) == (Outcome.FAILED, {"payment-account"})


def test_a_second_list_that_no_answer_asked_for_is_a_fault(edition: Path) -> None:
    """Before any answer, and after one that says that everything was paid."""
    payments = edition / "restricted/payments"
    shutil.copytree(payments / "1", payments / "2")

    def again(rows: list[dict[str, Any]]) -> None:
        del rows[1:]
        rows[0]["reference"] = "B" * 16

    forge(edition, again, attempt=2)
    head = payments / "2/list.json"
    text = head.read_text("utf-8").replace('"attempt":1', '"attempt":2')
    head.write_text(text, encoding="utf-8")

    three, four = checks(edition)
    assert codes(three) == {"payment-file"}  # no batch holds what the list says
    assert (four.outcome, codes(four)) == (Outcome.FAILED, {"answer-open", "issued-unasked"})
    data = table(edition, in_full)
    shutil.move(payments / "2", edition / "2")
    settle(filed_run(edition), data, name="a.csv", encoding="utf-8", who="county", at=AT)
    shutil.move(edition / "2", payments / "2")
    assert codes(checks(edition)[1]) == {"issued-unasked"}


@pytest.mark.parametrize(
    ("said", "more", "code"),
    [
        (lambda p, a: iter([("paid", a)] * (1 + (p == 0))), "", "answer-differs"),
        (lambda p, a: iter([("paid", a + (p == 0))]), "", "answer-differs"),
        (in_full, "NOBODY,paid,5\n", "answer-unknown"),
    ],
    ids=["twice", "too much", "unknown"],
)
def test_money_that_moved_elsewhere_fails_a4(
    edition: Path, said: Callable[[int, int], Iterator[tuple[str, int]]], more: str, code: str
) -> None:
    """Twice, too much, or under a reference that nobody knows."""
    four = answered(edition, said, more)

    assert (four.outcome, code in codes(four)) == (Outcome.FAILED, True)


def test_an_answer_that_was_touched_or_cannot_be_read_is_not_passed(edition: Path) -> None:
    """FAILED for other bytes, NOT CHECKED for what this reader cannot take."""
    assert answered(edition, in_full).outcome is Outcome.PASSED
    (folder,) = (edition / "restricted/payments/answers").iterdir()
    kept, about = (folder / "answer").read_bytes(), (folder / "about.json").read_bytes()
    (folder / "answer").write_bytes(kept + b"\n")
    assert codes(checks(edition)[1]) == {"answer-file"}

    bad = b"<a/>"
    (folder / "answer").write_bytes(bad)
    told = about.replace(digest(kept).encode(), digest(bad).encode())
    (folder / "about.json").write_bytes(told)
    four = checks(edition)[1]
    assert (four.outcome, codes(four), four.required) == (
        Outcome.NOT_CHECKED,
        {"answer-unread"},
        True,
    )


def net(data: bytes, encoding: str) -> dict[str, int] | None:
    """Return what the reconciling program reads as moved, by reference."""
    found: dict[str, int] = {}
    for line in read_answer(data, CNY, encoding=encoding).lines:
        sign = {Said.PAID: 1, Said.RETURNED: -1}.get(line.said, 0)
        found[line.reference] = found.get(line.reference, 0) + sign * (line.amount or 0)
    return {key: value for key, value in found.items() if value}


ROW = st.tuples(
    st.sampled_from(["AAAA", "BBBB", ""]),
    st.sampled_from(["paid", "成功", "returned", "退回", "失败", "pending"]),
    st.integers(1, 10**9),
)


@given(st.lists(ROW, max_size=6), st.sampled_from(["utf-8", "gb18030"]), st.booleans())
def test_the_two_readers_of_tables_agree(
    rows: list[tuple[str, str, int]],
    encoding: str,
    main: bool,  # noqa: FBT001  (a table of cases)
) -> None:
    """Apart from one another, they read the same money."""
    name = "金额" if main else "amount_minor"
    text = f"参考号,结果,{name}\n" + "".join(
        f"{reference},{word},{f'{amount // 100}.{amount % 100:02d}' if main else amount}\n"
        for reference, word, amount in rows
    )
    data = text.encode(encoding)

    _, moved = moved_in(data, encoding, 2)

    found: dict[str, int] = {}
    for one in moved:
        found[one.reference] = found.get(one.reference, 0) + one.amount
    assert {key: value for key, value in found.items() if value} == net(data, encoding)


@pytest.mark.parametrize("name", ["BOOKED", "REPORT", "STATEMENT"])
def test_the_two_readers_of_messages_agree(name: str) -> None:
    """pain.002, camt.054 and MT940, as in the tests of the other reader."""
    import house_answers

    if name == "STATEMENT":
        pytest.importorskip("mt940")
    text = getattr(house_answers, name)
    data = text if isinstance(text, bytes) else text.encode()

    _, moved = moved_in(data, "utf-8", 2)

    found: dict[str, int] = {}
    for one in moved:
        found[one.reference] = found.get(one.reference, 0) + one.amount
    assert {key: value for key, value in found.items() if value} == net(data, "utf-8")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a,b\n1,2\n",
        b"reference,said,amount\nX,paid\n",
        b"reference,said,amount\nX,paid,\n",
        b"reference,said,amount\nX,paid,1.005\n",
        b"reference,said,amount\nX,paid,NaN\n",
        b'reference,said\n"X,paid\n',
        b"<!DOCTYPE a><a/>",
        b"<a>",
        b"<a/>",
        b":20:X\n:61:nothing\n",
        b"\xff",
    ],
)
def test_what_cannot_be_taken_whole_is_not_taken(data: bytes) -> None:
    """No half answer enters a check."""
    with pytest.raises(Unreadable):
        moved_in(data, "utf-8", 2)
