"""Check one statement by its own figures: `python house_rederive.py < STATEMENT.json`.

It knows nothing of the program that wrote the statement: only json and fractions are imported.
"""

import json
import sys
from fractions import Fraction
from typing import Any


def rounded(exact: Fraction, how: str) -> int:
    """Return the whole number beside *exact* that the policy of a single amount names."""
    down, part = divmod(exact, 1)
    half = part == Fraction(1, 2)
    up = {"up": part > 0, "half_up": part > Fraction(1, 2) or half, "down": False}
    up["half_even"] = part > Fraction(1, 2) or (half and down % 2 == 1)
    return int(down) + up[how]


def amount(line: dict[str, Any], step: dict[str, Any]) -> int | None:
    """Return the amount of a line in minor units; None if the rule has no price to multiply by."""
    limits = {key: Fraction(line[f"{key}_minor"] or 0) for key in ("floor", "cap")}
    asked, unit = Fraction(line["asked"]), int(step["unit_minor"])
    if step["mode"] == "pay" and step["rule"] == "in_full":
        return rounded(limits.get(line["bound"], asked) / unit, step["share_rounding"]) * unit
    if step["multiplier"] is None:
        return None
    exact = limits.get(line["bound"], asked * Fraction(step["multiplier"]))
    if exact != Fraction(line["exact_minor"]):
        return None
    whole, part = divmod(exact / unit, 1)
    if step["share_rounding"] != "largest_remainder" or step["cut"] is None:
        return int(whole) * unit
    cut = Fraction(step["cut"])
    up = line["raised"] if line["edge"] else part > 0 and part >= cut
    return (int(whole) + up) * unit


def rederive(told: dict[str, Any]) -> list[tuple[str, int, int | None]]:
    """Return for each line its step, the amount it says, and the amount that its figures give."""
    return [
        (step["step"], line["amount_minor"], amount(line, step))
        for line in told["lines"]
        for step in [told["steps"][line["step_place"]]]
    ]


if __name__ == "__main__":
    for row in rederive(json.load(sys.stdin)):
        sys.stdout.write("{}: says {}, its figures give {}\n".format(*row))
