"""Rows M of the reliability list that no other test tries."""

from __future__ import annotations

import decimal
from fractions import Fraction
from pathlib import Path

from benefit_share import distribute, parties, read_case, statement
from benefit_share.allocation import round_to_units, solve
from benefit_share.rendering import statement_line

WENDENG = Path(__file__).resolve().parents[2] / "examples" / "wendeng-points"


def test_one_fen_among_three_hundred_goes_to_one_of_them() -> None:
    """M4: the sum is the fen, and whose it is depends on the seed, not on the order."""
    claims = {f"h{n}": Fraction(1) for n in range(300)}
    back = dict(reversed(claims.items()))
    one, two = (
        round_to_units(
            solve("proportional", 1, each), 1, policy="largest_remainder", tie_seed="published"
        )
        for each in (claims, back)
    )
    amounts = {name: one.amount(name) for name in claims}

    assert sorted(amounts.values()) == [0] * 299 + [1]
    assert amounts == {name: two.amount(name) for name in claims}


def test_the_decimal_context_of_the_caller_changes_nothing() -> None:
    """M11: three digits of precision, rounding up, every trap set."""

    def lines() -> list[bytes]:
        run = distribute(read_case(WENDENG))
        return [statement_line(statement(run, one)) for one in parties(run)]

    before = lines()
    traps = [decimal.Inexact, decimal.Rounded, decimal.Subnormal]
    with decimal.localcontext(decimal.Context(prec=3, rounding=decimal.ROUND_UP, traps=traps)):
        assert lines() == before
