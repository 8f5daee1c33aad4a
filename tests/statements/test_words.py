"""What a plan calls its own words stands on statements, in the language of the reader."""

from __future__ import annotations

from typing import Any

import pytest

from benefit_share.expressions.quantity import TableOf
from benefit_share.plan.model import FactDeclaration, Table, TableRow
from benefit_share.rendering import render
from benefit_share.statements import statement, summary
from benefit_share.values import Text
from house_case import HOUSEHOLDS, among, fact, has, plan_of, q, rest, run_of

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


def test_without_words_the_ids_stand_there() -> None:
    """Nothing is guessed."""
    assert "workers" in page("zh")
    assert "need" in page("zh")
