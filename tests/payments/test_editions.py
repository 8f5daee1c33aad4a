"""A corrected run after the first was paid: nobody is paid twice, and nobody is left without."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benefit_share.cli import main
from house_office import FILES, PEOPLE, moment, written

PAYEES = "household,payee,account,bank\n" + "".join(
    f"h{no},合成{name},9{no:015d},农商银行\n" for no, name in enumerate("甲乙丙", start=1)
)


class Village:
    """An office and its case, spoken to by commands alone."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Write the case, and file the first edition."""
        self.folder, self.capsys = folder, capsys
        self.case = written(folder / "case", {"payees.csv": PAYEES})
        self.office = folder / "office"
        self.edition("propose", 1)

    def call(self, *words: object) -> tuple[int, list[str]]:
        """Run a command; return its exit code and the codes of what it found."""
        code = main([*map(str, words), "--json"])
        told = json.loads(self.capsys.readouterr().out)
        return code, [one["code"] for one in told["findings"] if one["severity"] == "error"]

    def act(self, command: str, day: int) -> None:
        """Do a stage, as the right person."""
        person, role = PEOPLE[command]
        what: tuple[object, ...] = (self.office,)
        if command in {"propose", "supersede"}:
            what = (self.case, "--to", self.office, "--acknowledge", "table.account-check")
        who = ("--person", person, "--role", role, "--at", moment(day))
        assert self.call(command, *what, *who) == (0, [])

    def edition(self, first: str, day: int) -> None:
        """Take an edition from its proposal to its filing."""
        for command, after in ((first, 0), ("post", 0), ("review", 4), ("file", 5)):
            self.act(command, day + after)

    def correct(self, day: int) -> None:
        """File a second edition, with more income."""
        income = FILES["income.csv"].replace("1000.00", "1200.00")
        (self.case / "income.csv").write_text(income, encoding="utf-8")
        self.edition("supersede", day)

    def pay(self, edition: str, day: int, *more: str) -> tuple[int, list[str]]:
        """Pay an edition."""
        return self.call("pay", self.office / edition, "--at", moment(day), *more)

    def answer(self, edition: str, day: int, *said: str) -> None:
        """Let the bank say this of each payment, in order."""
        folder = self.office / edition / "restricted/payments/1"
        rows = map(json.loads, (folder / "lines.jsonl").read_text("utf-8").splitlines())
        answer = self.folder / "answer.csv"
        answer.write_text(
            "reference,said,amount_minor\n"
            + "".join(
                f"{row['reference']},{word},{row['amount_minor']}\n"
                for row, word in zip(rows, said, strict=True)
            ),
            encoding="utf-8",
        )
        code, found = self.call("reconcile", self.office / edition, answer, "--at", moment(day))
        assert (code, found) == (0, [])


@pytest.fixture
def village(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Village:
    """A village whose first edition is filed."""
    return Village(tmp_path, capsys)


def test_a_correction_of_a_paid_run_does_not_pay_everybody_again(village: Village) -> None:
    """The first is superseded, the second replaces what was paid: only differences are left."""
    assert village.pay("e1", 7) == (0, [])
    village.correct(8)

    assert village.pay("e1", 14, "--again") == (1, ["payments.superseded"])
    assert village.pay("e2", 14) == (1, ["payments.paid-before"])
    village.answer("e1", 15, "paid", "paid", "rejected")
    assert village.pay("e2", 16) == (1, ["payments.paid-before"])
    assert not (village.office / "e2/restricted/payments").exists()


def test_status_says_what_was_paid_and_what_is_open(
    village: Village, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before a list is made, after, and where a correction has taken the place of what was paid."""

    def status() -> tuple[str, str, Any]:
        assert main(["status", str(village.office), "--lang", "zh"]) == 0
        said = capsys.readouterr()
        main(["status", str(village.office), "--json"])
        return said.out, said.err, json.loads(capsys.readouterr().out)["paid"]

    out, err, paid = status()
    assert "已备案，还没有发放清册" in err
    assert paid == {"lists": [], "reconciliation": None}

    village.pay("e1", 7)
    village.answer("e1", 8, "paid", "paid", "returned")
    told = [status()]
    village.correct(9)
    told.append(status())
    for out, err, paid in told:
        assert "第 1 次发放清册：3 笔" in out
        assert "已结清 2 / 3；未结事项 1" in out
        assert "还没有发放清册" not in err
        assert [one["run"][-2:] for one in paid["lists"]] == ["e1"]
        assert len(paid["reconciliation"]["items"]) == 1


def test_a_correction_is_paid_where_nothing_of_the_first_was(village: Village) -> None:
    """It was never paid."""
    village.correct(8)

    assert village.pay("e1", 14) == (1, ["payments.superseded"])
    assert village.pay("e2", 14) == (0, [])


def test_a_correction_is_paid_when_all_of_the_first_came_back(village: Village) -> None:
    """By the bank's own word for each payment; nobody is left without money."""
    assert village.pay("e1", 7) == (0, [])
    village.correct(8)
    village.answer("e1", 14, "rejected", "returned", "rejected")

    assert village.pay("e2", 15) == (0, [])


def test_a_run_filed_anew_after_a_paid_one_was_voided_pays_nobody_again(village: Village) -> None:
    """To void a run brings no money back."""
    assert village.pay("e1", 7) == (0, [])
    village.act("void", 8)
    assert village.pay("e1", 9, "--again") == (1, ["payments.voided"])
    village.edition("propose", 9)

    assert village.pay("e2", 15) == (1, ["payments.paid-before"])
