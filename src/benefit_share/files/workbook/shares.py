"""The sheets of the allocation and of the steps: every share beside the formulas of it.

A formula stands only where a spreadsheet reckons exactly: whole numbers below 2^53.
Elsewhere the cell says why not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from benefit_share.files.workbook.forms import both, numbered
from benefit_share.files.workbook.prices import (
    ALLOCATION,
    EXACT,
    LIMITED,
    OTHER_RULE,
    RAISED,
    SHARES,
    STEPS,
    STEPS_TITLE,
    TOO_LARGE,
    Price,
)

if TYPE_CHECKING:
    from benefit_share.distribution import Division, Run
    from benefit_share.files.workbook.forms import Sheets

__all__ = ["SharesAgain"]


@attrs.frozen
class _Claim:
    """One claim of a division: its place, what a unit of weight gets, and the row of its step."""

    division: Division
    place: int
    price: Price | None
    head: int


class SharesAgain:
    """Writes the allocation of one run and its steps, first the one and then the other."""

    def __init__(self, on: Sheets, run: Run, number: int = 0) -> None:
        """Begin the two sheets of a run, or of the slice of this *number*."""
        self._on = on
        self._allocation = numbered(ALLOCATION, number)
        self._steps_title = numbered(STEPS_TITLE, number)
        self._run = run
        self._nodes = [node for node in run.nodes if node.division is not None]
        self._rows: dict[int, tuple[int, int]] = {}

    def shares(self) -> None:
        """Write a row a claim, with the formulas that reckon its amount again."""
        sheet = self._on.sheet(
            self._allocation, (14, 12, 14, 14, 14, 14, 16, 14, 16, 10, 14, 14, 14, 12), SHARES
        )
        row = 1
        for number, node in enumerate(self._nodes):
            division = node.division
            assert division is not None  # noqa: S101  (only such nodes were kept)
            first = row
            price = Price.of(division)
            for place in range(len(division.ids)):
                sheet.write_string(row, 0, node.step, self._on.text)
                sheet.write_string(row, 1, node.copy, self._on.text)
                sheet.write_string(row, 2, division.ids[place], self._on.text)
                sheet.write_string(row, 3, division.parties[place], self._on.text)
                sheet.write_string(row, 4, str(division.asked[place]), self._on.text)
                why = self._reckoned(sheet, row, _Claim(division, place, price, number + 2))
                amount = division.amounts[place]
                sheet.write_number(row, 11, amount, self._on.whole)
                sheet.write_number(row, 12, self._on.main(amount), self._on.money)
                if why:
                    sheet.write_string(row, 13, why, self._on.text)
                else:
                    formula = f"=K{row + 1}=L{row + 1}"
                    sheet.write_formula(row, 13, formula, self._on.truth, True)  # noqa: FBT003  (the value of the cell, not an option)
                row += 1
            self._rows[number] = (first + 1, row)

    def _reckoned(self, sheet: Any, row: int, claim: _Claim) -> str:  # noqa: ANN401  (XlsxWriter has no types)
        """Write the formulas of one claim, or return why there are none."""
        division, place, price = claim.division, claim.place, claim.price
        amount = division.amounts[place]
        if place in division.bound:
            return LIMITED.format(bound=division.bound[place])
        if price is None:
            return self._wanted(sheet, row, division, place)
        whole = int(division.asked[place] * price.scale)
        if division.numerators[place] * price.q != division.denominator * price.p * whole:
            return OTHER_RULE.format(rule=division.rule)
        product, step = price.p * whole, price.q * price.unit
        if product >= EXACT or step >= EXACT:
            return TOO_LARGE
        at, head = row + 1, f"'{both(self._steps_title)}'!"
        p, q, u, c = (f"{head}${letter}${claim.head}" for letter in "GHIJ")
        rest = product % step
        cut_off = (product - rest) // price.q
        sheet.write_number(row, 5, whole, self._on.whole)
        share = product / price.q / 10**self._on.exponent
        sheet.write_formula(row, 6, f"={p}*F{at}/{q}/{10**self._on.exponent}", self._on.fine, share)
        down = f"=({p}*F{at}-MOD({p}*F{at},{q}*{u}))/{q}"
        sheet.write_formula(row, 7, down, self._on.whole, cut_off)
        sheet.write_formula(row, 8, f"=MOD({p}*F{at},{q}*{u})", self._on.whole, rest)
        total = f"=H{at}"
        if price.cut is not None:
            if rest == price.cut:
                sheet.write_number(row, 9, int(place in division.raised), self._on.whole)
            total = f"=H{at}+{u}*IF(I{at}>{c},1,IF(I{at}={c},J{at},0))"
        sheet.write_formula(row, 10, total, self._on.whole, amount)
        return ""

    def _wanted(self, sheet: Any, row: int, division: Division, place: int) -> str:  # noqa: ANN401  (XlsxWriter has no types)
        """Write the formula of a fixed sum that is paid in full, or return why there is none."""
        times = RAISED.get(division.rounding)
        exact = division.exact(place)
        if division.mode != "pay" or times is None or exact != division.asked[place]:
            return OTHER_RULE.format(rule=division.rule)
        if exact < 0 or division.unit != 1:
            return OTHER_RULE.format(rule=division.rule)
        a, b = exact.numerator, exact.denominator
        if 4 * max(a, b) >= EXACT:
            return TOO_LARGE
        at = row + 1
        many, more = times
        sheet.write_number(row, 5, a, self._on.whole)
        scale = 10**self._on.exponent
        sheet.write_formula(row, 6, f"=F{at}/{b}/{scale}", self._on.fine, a / b / scale)
        amount = division.amounts[place]
        over = b * many
        inside = f"({many}*F{at}+{b * max(more, 0) + (b - 1 if more < 0 else 0)})"
        formula = f"=({inside}-MOD({inside},{over}))/{over}"
        sheet.write_formula(row, 10, formula, self._on.whole, amount)
        return ""

    def steps(self) -> None:
        """Write a row a step and copy: what a unit of weight gets, and whether it adds up."""
        sheet = self._on.sheet(
            self._steps_title, (16, 14, 30, 14, 12, 14, 18, 18, 12, 18, 14, 12, 14), STEPS
        )
        allocation = f"'{both(self._allocation)}'!"
        for number, node in enumerate(self._nodes):
            division = node.division
            assert division is not None  # noqa: S101  (only such nodes were kept)
            row, at = number + 1, number + 2
            step = self._run.case.plan.steps[node.position]
            title = "" if step.title is None else f"{step.title.zh} / {step.title.en}"
            sheet.write_string(row, 0, node.step, self._on.text)
            sheet.write_string(row, 1, node.copy, self._on.text)
            sheet.write_string(row, 2, title, self._on.text)
            sheet.write_number(row, 3, node.offered, self._on.whole)
            first, last = self._rows[number]
            price = Price.of(division)
            if price is not None:
                self._price(sheet, row, division, price, (first, last, node.offered))
            if last >= first:
                total = f"=SUM({allocation}L{first}:L{last})"
                sheet.write_formula(row, 10, total, self._on.whole, sum(division.amounts))
            else:
                sheet.write_number(row, 10, 0, self._on.whole)
            used = f"=K{at}={node.used}"
            sheet.write_formula(row, 11, used, self._on.truth, sum(division.amounts) == node.used)

    def _price(
        self,
        sheet: Any,  # noqa: ANN401  (XlsxWriter has no types)
        row: int,
        division: Division,
        price: Price,
        where: tuple[int, int, int],
    ) -> None:
        """Write what a unit of weight gets; where no limit binds, that it is E / W."""
        first, last, offered = where
        at = row + 1
        allocation = f"'{both(self._allocation)}'!"
        whole = [int(one * price.scale) for one in division.asked]
        sheet.write_number(row, 4, price.scale, self._on.whole)
        if max(price.p, price.q, price.cut or 0) >= EXACT:
            sheet.write_string(row, 12, TOO_LARGE, self._on.text)
            return
        sheet.write_number(row, 6, price.p, self._on.whole)
        sheet.write_number(row, 7, price.q, self._on.whole)
        sheet.write_number(row, 8, price.unit, self._on.whole)
        if price.cut is not None:
            sheet.write_number(row, 9, price.cut, self._on.whole)
        total = sum(whole)
        if division.bound or last < first:
            sheet.write_string(row, 12, LIMITED.format(bound=len(division.bound)), self._on.text)
            return
        sheet.write_formula(row, 5, f"=SUM({allocation}F{first}:F{last})", self._on.whole, total)
        if max(offered * price.q, total * price.p) >= EXACT:
            sheet.write_string(row, 12, TOO_LARGE, self._on.text)
        elif offered * price.q == total * price.p:
            formula = f"=D{at}*H{at}=F{at}*G{at}"
            sheet.write_formula(row, 12, formula, self._on.truth, True)  # noqa: FBT003  (the value of the cell, not an option)
