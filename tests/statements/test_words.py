"""What a plan calls its own words stands on statements, in the language of the reader."""

from __future__ import annotations

from typing import Any

import pytest

from benefit_share.distribution import RegisterRow
from benefit_share.expressions.condition import AllOf, Named
from benefit_share.expressions.quantity import TableOf
from benefit_share.plan.model import Check, FactDeclaration, Register, Table, TableRow
from benefit_share.rendering import render
from benefit_share.statements import statement, summary
from benefit_share.values import Text
from house_case import HOUSEHOLDS, among, fact, has, limits, plan_of, q, rest, run_of

WORDS = {
    "policy": Text("政策户", "policy household"),
    "need": Text("困难系数", "coefficient of need"),
    "workers": Text("施工队", "the builders"),
}


def page(language: str, **keys: Any) -> str:
    """Return the statement of a household that a table looks up by its category."""
    plan = plan_of(
        among("all", take="60 yuan", share=TableOf("need"), who=has("status", "policy")),
        rest(to="payee.workers"),
        facts={"status": FactDeclaration(values=("policy", "other"))},
        tables={"need": Table((TableRow(has("status", "policy"), q("2")),))},
        **keys,
    )
    run = run_of(plan, facts=tuple(fact(one.id, "status", "policy") for one in HOUSEHOLDS))
    pages = (statement(run, "h1"), summary(run))
    return "\n".join(render(told, language=language, form="text") for told in pages)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", ("政策户", "困难系数", "施工队")),
        ("en", ("policy household", "coefficient of need", "the builders")),
    ],
)
def test_the_words_of_a_plan_are_said_in_the_language_of_the_page(
    language: str, said: tuple[str, ...]
) -> None:
    """Values of categories, names of tables, payees."""
    text = page(language, words=WORDS)

    assert [word for word in said if word not in text] == []
    assert "workers" not in text


def test_columns_definitions_and_checks_have_words_too() -> None:
    """A reason names the column and the definition; a warning names the check."""
    step = among(
        "clean",
        among="posts",
        take="10 yuan",
        who=AllOf((has("row.duty", "cleaning"), Named("able"))),
        several_lists="each",
    )
    words = {
        "duty": Text("岗位", "kind of post"),
        "cleaning": Text("保洁", "cleaning of streets"),
        "able": Text("有劳动能力", "able to work"),
        "enough": Text("发足", "enough is paid"),
    }
    plan = plan_of(
        step,
        rest(),
        registers={"posts": Register(holder="person", columns={"duty": "text"})},
        define={"able": limits("age", at_least="16")},
        checks=(
            Check(
                "enough",
                q("10 yuan"),
                at_least=q("2000 yuan"),
                otherwise="finding",
                clause="第九条",
            ),
        ),
        words=words,
    )
    rows = (RegisterRow("r1", "h1.1", {"duty": "cleaning"}),)
    told = statement(run_of(plan, registers={"posts": rows}), "h1")

    chinese, english = (render(told, language=one, form="text") for one in ("zh", "en"))
    for word, text in words.items():
        assert text.zh in chinese
        assert text.en in english
        assert word not in chinese
    assert "2,000.00" in chinese


def test_without_words_the_ids_stand_there() -> None:
    """Nothing is guessed."""
    assert "workers" in page("zh")
    assert "need" in page("zh")
