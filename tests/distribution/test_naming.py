"""Words that a plan explains are words of something."""

from __future__ import annotations

from typing import Any

import pytest

from benefit_share.assets import Asset, Contract
from benefit_share.distribution import RegisterRow, distribute
from benefit_share.plan.model import FactDeclaration, Register, Table, TableRow
from benefit_share.values import Text
from house_case import among, case_of, fact, has, plan_of, q, step

TITLE = Text(zh="名称", en="name")
STATUS = {"status": FactDeclaration(values=("policy", "ordinary"), none="ordinary")}


def said(*words: str, **keys: Any) -> list[tuple[str, str]]:
    """Return what is said of these words, with the nearest one."""
    steps = (step("land", to="payee.lessor", take="1 yuan"), among(share=q("household.size")))
    given = {
        "facts": STATUS,
        "tables": {"need": Table((TableRow(has("status", "policy"), q("1")),))},
    }
    given |= keys.pop("plan", {})
    plan = plan_of(*steps, words=dict.fromkeys(words, TITLE), **given)
    found = [one for one in distribute(case_of(plan, **keys)).findings if "word" in one.code]
    return [(one.code, str(dict(one.params).get("nearest", ""))) for one in found]


@pytest.mark.parametrize(
    "word", ["policy", "need", "kept", "lessor", "status", "rent", "greenhouse"]
)
def test_what_the_plan_or_a_table_is_called_by_is_known(word: str) -> None:
    """Values, tables, accounts, payees, facts, kinds of income and of assets."""
    assert said(word) == []


@pytest.mark.parametrize(
    ("word", "nearest"),
    [("polcy", "policy"), ("ordinry", "ordinary"), ("lesor", "lessor"), ("rents", "rent")],
)
def test_a_misspelt_word_is_named_with_the_nearest(word: str, nearest: str) -> None:
    """Otherwise the statement shows the bare word, and nobody knows why."""
    assert said(word) == [("run.word-meant", nearest)]


def test_a_word_of_another_year_is_only_noted() -> None:
    """It is like nothing, and may be a kind of income that did not come this year."""
    assert said("insurance_payment") == [("run.word-unused", "")]


def test_a_contract_is_called_by_its_id() -> None:
    """The table of arrears on the summary says what it is called."""
    lease = Contract("lease", "a", "rent", amount=100_00)

    assert said("lease", contracts=(lease,)) == []
    assert said("lese", contracts=(lease,)) == [("run.word-meant", "lease")]


def test_words_of_the_people_s_tables_are_known_and_never_offered() -> None:
    """A value of a fact may be somebody's illness."""
    illness = (fact("h1", "health", "silicosis"),)
    plan = {"facts": STATUS | {"health": FactDeclaration(none="")}}
    register = {"registers": {"duty": Register("person", columns={"kind": "text"})}}
    rows = {"duty": (RegisterRow("r", "h1.1", {"kind": "sweeping"}),)}

    assert said("silicosis", facts=illness, plan=plan) == []
    assert said("silicosi", facts=illness, plan=plan) == [("run.word-unused", "")]
    assert said("sweeping", plan=register, registers=rows) == []
    assert said("greenhouses", assets=(Asset("a", "greenhouse"),)) == [
        ("run.word-meant", "greenhouse")
    ]
