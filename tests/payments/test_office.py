"""`pay` and `reconcile`, as an office uses them: once, whole, and recorded."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
from pathlib import Path
from typing import Any

import attrs
import pytest

from benefit_share.cli import main
from benefit_share.errors import Refused
from benefit_share.files.bank.filed_run import filed_run
from benefit_share.files.bank.paying import Order, pay, settle, state
from benefit_share.files.disk import COMPUTER
from benefit_share.files.storage import Storage
from benefit_share.households import Payee
from benefit_share.seal.journal import Entry, read_journal
from benefit_share.values import digest
from house_payments import office

ORDER = Order(who="county", at="2026-12-20T08:00:00Z", on="2026-12-21")
AT = ("--at", "2026-12-20T08:00:00Z", "--lang", "en")


def call(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Return exit code, standard output and standard error of a command."""
    code = main([str(word) for word in words])
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office whose run is filed; every test works on a copy."""
    return office(tmp_path_factory.mktemp("filed")).parent


@pytest.fixture
def edition(filed: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(filed, tmp_path / "office")
    return tmp_path / "office" / "e1"


def lines(edition: Path, attempt: int = 1) -> list[dict[str, Any]]:
    """Return the lines of a payment list."""
    text = (edition / "restricted/payments" / str(attempt) / "lines.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def entries(edition: Path) -> tuple[Entry, ...]:
    """Return the journal of the office."""
    return read_journal((edition.parent / "journal/journal.jsonl").read_bytes())


def table(edition: Path, attempt: int = 1, **odd: str) -> str:
    """Return a bank's answer that pays every line, but for the odd places."""
    rows = ["reference,said,amount_minor,on,why\n"]
    for place, line in enumerate(lines(edition, attempt)):
        row = f"{line['reference']},paid,{line['amount_minor']},2026-12-22,\n"
        rows.append(odd.get(f"at{place}", row).replace("REF", line["reference"]))
    return "".join([*rows, odd.get("more", "")])


def six(edition: Path) -> str:
    """Return an answer with three returns, an unknown line, a double and a short payment."""
    whole = [line["amount_minor"] for line in lines(edition)]
    return table(
        edition,
        at3=f"REF,returned,{whole[3]},2026-12-22,AC04\n",
        at7="REF,rejected,,2026-12-22,AC01\n",
        at9=f"REF,returned,{whole[9]},2026-12-22,户名不符\n",
        at20=f"REF,paid,{whole[20]},2026-12-22,\n" * 2,
        at30=f"REF,paid,{whole[30] - 1},2026-12-22,\n",
        more="NOBODY,paid,500,2026-12-22,\n",
    )


def test_a_filed_run_is_paid_once_and_what_came_back_is_issued_again(
    edition: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the list to the last open item, with the sums closing at every step."""
    code, told, _ = call(capsys, "pay", edition, *AT)
    assert code == 0
    assert "151 payments, ¥194,792.15" in told

    answer = tmp_path / "answer.csv"
    answer.write_text(six(edition), encoding="utf-8")
    code, told, _ = call(capsys, "reconcile", edition, answer, *AT)
    assert code == 0
    assert "Settled: 147 of 151; open items: 6" in told
    words = ("sent back", "paid short", "unknown line", "paid more than once")
    assert [told.count(f"\n  {word}") for word in words] == [3, 1, 1, 1]
    assert "sent back: put the account right, and issue it again (pay --again)." in told

    code, told, _ = call(capsys, "pay", edition, "--again", *AT)
    assert code == 0
    assert "Payment list 2" in told
    assert {one["party"] for one in lines(edition, 2)} == {"H004", "H008", "H010", "H031"}

    answer.write_text(table(edition, 2), encoding="utf-8")
    code, told, _ = call(capsys, "reconcile", edition, answer, *AT)
    assert "Settled: 151 of 151; open items: 2" in told
    assert "Paid ¥194,792.15 + open ¥0.00 = instructed ¥194,792.15" in told
    kinds = [one.type for one in entries(edition)]
    assert kinds[-4:] == ["bank_sent", "bank_result", "bank_sent", "bank_result"]
    assert entries(edition)[-1].body["open_minor"] == 0


def test_the_audit_reads_what_was_instructed_and_what_was_paid(
    edition: Path, filed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """C24 finds the run's lines and total; C11 whoever got another sum than awarded."""
    case, answer = tmp_path / "case", tmp_path / "answer.csv"
    shutil.copytree(filed.parent / "case", case)
    pay(filed_run(edition), ORDER)
    answer.write_text(six(edition), encoding="utf-8")

    code, _, _ = call(capsys, "reconcile", edition, answer, "--tables", case / "audit", *AT)
    assert code == 0
    told = json.loads(call(capsys, "audit", case, "--json")[1])

    found = [one for one in told["findings"] if one["code"].startswith(("audit.c11", "audit.c24"))]
    parties = sorted(one["params"].get("party", "") for one in found)
    assert {one["code"] for one in found} == {"audit.c11"}
    assert parties == ["H004", "H008", "H010", "H021", "H031"]


def test_the_journal_names_the_list_by_its_digest_count_and_total(edition: Path) -> None:
    """And the list names every batch, so no line of them can be another."""
    pay(filed_run(edition), ORDER)

    body = entries(edition)[-1].body
    head = (edition / "restricted/payments/1/list.json").read_bytes()
    assert body["sha256"] == digest(head)
    assert (body["count"], body["total_minor"], body["attempt"]) == (151, 19_479_215, 1)
    assert body["manifest_sha256"] == filed_run(edition).filing().manifest_sha256


def test_what_is_not_filed_superseded_voided_or_paid_is_refused(
    edition: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the journal; nothing is written, and the exit code is 1."""
    proposal = office(tmp_path / "other", is_filed=False)
    code, _, told = call(capsys, "pay", proposal, *AT)
    assert (code, "payments.not-filed" in told) == (1, True)
    assert not (proposal / "restricted/payments").exists()

    assert call(capsys, "pay", edition, *AT)[0] == 0
    before = entries(edition)
    code, _, told = call(capsys, "pay", edition, *AT)
    assert (code, "payments.already-sent" in told) == (1, True)
    assert entries(edition) == before

    journal = filed_run(edition).journal
    assert journal is not None
    run = {"run_id": filed_run(edition).predicate["run_id"]}
    journal.append(Entry("superseded", "village", AT[1], {**run, "by_run": "other.e2"}))
    journal.append(Entry("voided", "county", AT[1], run))
    code, _, told = call(capsys, "pay", edition, "--again", *AT)
    assert code == 1
    assert "payments.superseded" in told
    assert "payments.voided" in told


def test_an_answer_given_twice_or_of_another_run_changes_nothing(
    edition: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is told so; the journal has it once."""
    assert call(capsys, "reconcile", edition, *AT)[0] == 1
    pay(filed_run(edition), ORDER)
    answer, foreign = tmp_path / "answer.csv", tmp_path / "foreign.csv"
    answer.write_text(six(edition), encoding="utf-8")
    foreign.write_text("reference,said,amount\nOTHER,paid,5\n", encoding="utf-8")
    first = call(capsys, "reconcile", edition, answer, "--json", *AT)
    before = entries(edition)

    second = call(capsys, "reconcile", edition, answer, *AT)
    other = call(capsys, "reconcile", edition, foreign, *AT)
    now = call(capsys, "reconcile", edition, "--json")

    assert "This answer came before" in second[2]
    assert (other[0], "payments.foreign-answer" in other[2]) == (1, True)
    assert json.loads(now[1]) == json.loads(first[1])
    assert entries(edition) == before


def test_the_journal_is_read_again_before_anything_is_written_and_does_not_go_back(
    edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What somebody else did meanwhile counts; a clock set back is refused, and writes nothing."""
    early = ("--at", "2026-12-17T08:00:00Z", "--lang", "en")
    code, _, told = call(capsys, "pay", edition, *early)
    assert (code, "payments.clock-back" in told) == (1, True)
    assert not (edition / "restricted/payments").exists()

    for words, found in (
        (("--at", "tomorrow"), "seal.bad-time"),
        ((*AT, "--on", "2026-02-30"), "values."),
        ((*AT, "--on", "2026-12-19"), "payments.day-past"),
    ):
        code, _, told = call(capsys, "pay", edition, *words)
        assert (code, found in told) == (1, True)
    assert not (edition / "restricted/payments").exists()

    before = filed_run(edition)
    assert before.journal is not None
    run = {"run_id": before.predicate["run_id"]}
    before.journal.append(Entry("voided", "county", AT[1], run))
    with pytest.raises(Refused, match=r"payments\.voided"):
        pay(before, ORDER)
    assert not (edition / "restricted/payments").exists()


def test_who_has_no_account_signs_the_one_card_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Refused first, by party; cash is in no batch, and every row has a place to sign."""
    edition = office(tmp_path, leave_out=2)
    code, _, told = call(capsys, "pay", edition, *AT)
    assert (code, told.count("payments.no-account")) == (1, 2)

    code, told, _ = call(capsys, "pay", edition, "--cash", *AT)

    assert code == 0
    assert "of these against a signature: 2" in told
    page = (edition / "restricted/payments/1/one-card.html").read_text("utf-8")
    (batch,) = (edition / "restricted/payments/1/batches").iterdir()
    assert page.count('<td class="sign"></td>') == 151
    assert len(batch.read_text("utf-8").splitlines()) == 1 + 149
    assert not re.search("[0-9]{12}", page)
    assert "194792.15 CNY" in page


def test_accounts_of_a_table_replace_those_of_the_inputs(
    edition: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A corrected account, and the payer's own, which ISO 20022 and G2P Connect need."""
    accounts = tmp_path / "accounts.csv"
    accounts.write_text(
        "household,payee,account,bank\nH001,合成001,9000000000000777,邮储银行\n"
        "shenzhou,莘州街道办事处,8000000000000001,农商银行\n",
        encoding="utf-8",
    )
    words = ("--format", "csv", "--format", "pain.001", "--format", "g2p", "--provider", "rcb")
    code, _, told = call(capsys, "pay", edition, *words, *AT)
    assert (code, told.count("payments.payer-account")) == (1, 2)

    code, _, told = call(capsys, "pay", edition, *words, "--accounts", accounts, *AT)

    assert code == 0
    assert lines(edition)[0]["account"] == "9000000000000777"
    names = sorted(one.suffix for one in (edition / "restricted/payments/1/batches").iterdir())
    assert names == [".csv", ".json", ".xml"]
    assert "table.account-check" in told  # H001 fails its check digit: a warning
    accounts.write_text("household,payee,acount\nH001,x,1\n", encoding="utf-8")
    assert call(capsys, "pay", edition, "--accounts", accounts, *AT)[0] == 1


def test_a_bundle_that_fails_and_inputs_that_are_others_are_not_paid(
    edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A row of the public folder; an amount of the inputs."""
    income = edition / "restricted/inputs/income.csv"
    kept = income.read_bytes()
    income.write_bytes(re.sub(rb"[0-9]\.([0-9]{2})", rb"1.\1", kept))
    assert income.read_bytes() != kept
    code, _, told = call(capsys, "pay", edition, *AT)
    assert (code, "payments.inputs-changed" in told) == (1, True)
    income.write_bytes(b"nothing\n")
    assert call(capsys, "pay", edition, *AT)[0] == 1

    income.write_bytes(kept)
    rows = edition / "public/rows.jsonl"
    rows.write_bytes(rows.read_bytes().replace(b'"no":0', b'"no":9'))
    code, _, told = call(capsys, "pay", edition, *AT)
    assert (code, "verification.digest" in told) == (1, True)
    assert not (edition / "restricted/payments").exists()


def test_without_a_living_journal_it_says_what_nobody_can_know(
    edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The copy in the bundle is read; here it ends with the proposal, so nothing is paid."""
    shutil.rmtree(edition.parent / "journal")

    code, _, told = call(capsys, "pay", edition, *AT)

    assert (code, "payments.not-filed" in told) == (1, True)


def test_names_and_accounts_are_in_no_message_and_no_journal(
    edition: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not on the screen, in JSON, in the journal, in an error; files are for the owner alone."""
    answer = tmp_path / "answer.csv"
    said = list(call(capsys, "pay", edition, "--json", *AT)[1:])
    answer.write_text(six(edition), encoding="utf-8")
    said += call(capsys, "reconcile", edition, answer, "--json", *AT)[1:]
    said += call(capsys, "reconcile", edition, answer, *AT)[1:]
    answer.write_text("reference,said\n9000000000000003,合成001\n", encoding="utf-8")
    said += call(capsys, "reconcile", edition, answer, *AT)[1:]
    said.append((edition.parent / "journal/journal.jsonl").read_text("utf-8"))

    text = "".join(said)
    for line in lines(edition):
        assert line["account"] not in text
        assert line["name"] not in text
    if os.name != "nt":
        for path in (edition / "restricted/payments").rglob("*"):
            mode = stat.S_IMODE(path.stat().st_mode)
            assert mode == (0o700 if path.is_dir() else 0o600)


WRITING = frozenset({"append", "lock", "make_folder", "rename", "settle", "write"})


@attrs.define
class Stopping:
    """A disk that fails at one call that writes and at all after it, as when power is lost."""

    at: int
    calls: int = 0

    def __getattr__(self, name: str) -> Any:  # noqa: D105  (every call goes through it)
        real = getattr(COMPUTER, name)

        def call(*words: Any) -> Any:
            self.calls += name in WRITING
            if self.calls >= self.at and name != "unlock":
                raise OSError(28, "No space left on device")
            return real(*words)

        return call


def test_stopped_at_any_call_a_payment_is_made_once_under_the_same_references(
    tmp_path: Path,
) -> None:
    """C1, C3, C7: no batch without its list; the next call finishes or begins anew."""
    start = office(tmp_path, "wendeng-points")
    done = _copy(start, tmp_path / "done")
    pay(filed_run(done), ORDER)
    expected = [line["reference"] for line in lines(done)]
    for at in range(1, 10_000):
        edition = _copy(start, tmp_path / f"stop{at}")
        whole = filed_run(edition)
        assert whole.journal is not None
        storage = Storage(Stopping(at))
        journal = attrs.evolve(whole.journal, storage=storage)
        try:
            pay(attrs.evolve(whole, storage=storage, journal=journal), ORDER)
        except Refused:
            folder = edition / "restricted/payments/1"
            assert not folder.exists() or sorted(one.name for one in folder.iterdir()) == [
                *("batches", "lines.jsonl", "list.json", "one-card.html")
            ]
        else:
            assert at > 15
            break
        fresh = filed_run(edition)
        if not list(fresh.told("bank_sent")):
            pay(fresh, ORDER)
        sent = [one for one in entries(edition) if one.type == "bank_sent"]
        assert len(sent) == 1
        assert [line["reference"] for line in lines(edition)] == expected


def _copy(edition: Path, to: Path) -> Path:
    shutil.copytree(edition.parent, to)
    return to / "e1"


def test_a_changed_list_or_answer_is_refused(edition: Path) -> None:
    """Nothing is reconciled against what is not what it was."""
    pay(filed_run(edition), ORDER)
    data = six(edition).encode("utf-8")
    settle(filed_run(edition), data, name="a.csv", encoding="utf-8", who="county", at=AT[1])
    (answer,) = (edition / "restricted/payments/answers").iterdir()
    (answer / "answer").write_bytes(data + b"\n")
    with pytest.raises(Refused, match="answer-changed"):
        state(filed_run(edition))
    (answer / "answer").write_bytes(data)
    state(filed_run(edition))

    shutil.move(edition / "restricted/payments/1", edition / "restricted/payments/2")
    with pytest.raises(Refused):
        state(filed_run(edition))


def rewrite(edition: Path, amount: int) -> None:
    """Make the payment list anew with another amount, as its writer would."""
    folder = edition / "restricted/payments/1"
    rows = lines(edition)
    rows[0]["amount_minor"], rows[1]["amount_minor"] = (
        rows[0]["amount_minor"] + amount,
        rows[1]["amount_minor"] - amount,
    )
    text = [
        json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for row in rows
    ]
    data = "".join(f"{row}\n" for row in text).encode()
    head = json.loads((folder / "list.json").read_bytes()) | {"lines_sha256": digest(data)}
    (folder / "lines.jsonl").write_bytes(data)
    (folder / "list.json").write_bytes(
        json.dumps(head, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    )


def test_a_list_that_is_not_the_one_in_the_journal_is_refused_and_never_recorded(
    edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Made anew with equal sums and digests of its own, it is still not what was sent."""
    pay(filed_run(edition), ORDER)
    before = entries(edition)
    rewrite(edition, 100)

    for words in (("pay", edition), ("pay", edition, "--again"), ("reconcile", edition)):
        code, _, told = call(capsys, *words, *AT)
        assert (code, "payments.list-changed" in told) == (1, True)
    assert entries(edition) == before


def test_a_list_or_an_answer_that_is_gone_is_missed(
    edition: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The journal names both: without an answer nobody knows what was paid."""
    pay(filed_run(edition), ORDER)
    answer = tmp_path / "answer.csv"
    answer.write_text(six(edition), encoding="utf-8")
    assert call(capsys, "reconcile", edition, answer, *AT)[0] == 0
    payments = edition / "restricted/payments"

    shutil.move(payments / "answers", tmp_path / "answers")
    for words in (("pay", edition, "--again"), ("reconcile", edition)):
        code, _, told = call(capsys, *words, *AT)
        assert (code, "payments.answer-missing" in told) == (1, True)
    shutil.move(tmp_path / "answers", payments / "answers")
    shutil.rmtree(payments / "1")
    code, _, told = call(capsys, "reconcile", edition, *AT)
    assert (code, "payments.list-changed" in told) == (1, True)
    assert call(capsys, "pay", edition, *AT)[0] == 1


def test_an_answer_from_before_the_list_was_made_is_refused(
    edition: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It cannot be one to it; a day before by the clock of the bank may be the same moment."""
    pay(filed_run(edition), ORDER)
    answer = tmp_path / "answer.csv"
    before = entries(edition)
    answer.write_text(table(edition).replace("2026-12-22", "2026-12-18"), encoding="utf-8")

    code, _, told = call(capsys, "reconcile", edition, answer, *AT)

    assert (code, "payments.before-sent]: 151 lines" in told) == (1, True)
    assert entries(edition) == before
    answer.write_text(table(edition).replace("2026-12-22", "2026-12-19"), encoding="utf-8")
    assert call(capsys, "reconcile", edition, answer, *AT)[0] == 0


def test_a_table_of_accounts_is_looked_at_as_closely_as_the_inputs(
    edition: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A card by its check digit, a number by its form, a payee by its one row; all at once."""
    accounts = tmp_path / "accounts.csv"
    accounts.write_text(
        "household,payee,account,bank\nH001,甲,6228480012345672,农商银行\n"
        "H002,乙,62284800,农商银行\nH002,乙,9000000000000777,农商银行\nH003,丙,62-28,农商银行\n",
        encoding="utf-8",
    )

    code, _, told = call(capsys, "pay", edition, "--accounts", accounts, *AT)

    assert code == 1
    for place, found in (
        ("2:account", "values.card-check"),
        ("4:household", "case.payee-twice"),
        ("5:account", "table.account"),
    ):
        assert f"accounts.csv:{place}" in told
        assert found in told
    assert "6228480012345672" not in told
    assert not (edition / "restricted/payments").exists()


def test_the_day_of_payment_is_the_day_where_the_plan_counts_its_days(edition: Path) -> None:
    """An order at six in the morning in China is one of that day, though in UTC it is not yet."""
    early = attrs.evolve(ORDER, at="2026-12-20T22:00:00Z", on="", formats=("g2p",), provider="rcb")
    payer = Payee("shenzhou", "莘州街道办事处", account="8000000000000001")

    pay(filed_run(edition), attrs.evolve(early, accounts=(payer,)))

    (batch,) = (edition / "restricted/payments/1/batches").iterdir()
    assert '"scheduled_timestamp": "2026-12-21T00:00:00Z"' in batch.read_text("utf-8")


@pytest.mark.parametrize("command", ["pay", "reconcile"])
def test_a_moment_that_has_not_come_is_refused_and_the_journal_stays(
    command: str, edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistyped year would close the journal until then."""
    before = entries(edition)

    code, _, told = call(capsys, command, edition, "--at", "2062-12-20T08:00:00Z", "--lang", "en")

    assert (code, "procedure.clock-ahead" in told) == (1, True)
    assert entries(edition) == before
    assert not (edition / "restricted/payments").exists()
