"""The result workbook: the tables of a run, and formulas that reckon the shares again beside them.

A formula stands only where a spreadsheet reckons exactly: whole numbers below 2^53.
Elsewhere the cell says why not.
"""

from __future__ import annotations

import datetime as dt
import io
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

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
from benefit_share.values import Text, currency

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benefit_share.distribution import Division, Run
    from benefit_share.files.result_tables import ResultTable

__all__ = ["result_book"]


@attrs.frozen
class _Claim:
    """One claim of a division: its place, what a unit of weight gets, and the row of its step."""

    division: Division
    place: int
    price: Price | None
    head: int


class _Writer:
    """Writes one result workbook, row after row, in little memory."""

    def __init__(self, run: Run, created: dt.date) -> None:
        import xlsxwriter

        self._run = run
        self._exponent = currency(run.case.plan.plan.currency).exponent
        self._out = io.BytesIO()
        self._book: Any = xlsxwriter.Workbook(
            self._out,
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self._book.set_properties(
            {"author": "benefit-share", "created": dt.datetime.combine(created, dt.time())}
        )
        font = {"font_name": "Noto Sans CJK SC", "font_size": 10}
        add = self._book.add_format
        decimals = f"#,##0.{'0' * self._exponent}" if self._exponent else "#,##0"
        self._text = add({**font, "num_format": "@"})
        self._wrapped = add({**font, "num_format": "@", "text_wrap": True, "valign": "top"})
        self._money = add({**font, "num_format": decimals})
        self._whole = add({**font, "num_format": "0"})
        self._fine = add({**font, "num_format": "0.000000"})
        self._truth = add({**font, "align": "center"})
        self._bold = add({**font, "bold": True, "num_format": "@"})
        self._big = add({**font, "bold": True, "font_size": 14})
        self._head = add(
            {**font, "bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF",
             "text_wrap": True, "valign": "top", "border": 1}
        )  # fmt: skip
        self._nodes = [node for node in run.nodes if node.division is not None]
        self._rows: dict[int, tuple[int, int]] = {}

    def book(self, tables: Iterable[ResultTable]) -> bytes:
        """Write every sheet and return the bytes."""
        by_name = {table.name: table for table in tables}
        self._front()
        for name in ("roster", "points"):
            if name in by_name:
                self._table(by_name[name])
        self._shares()
        self._steps()
        for name in ("conservation", "payout", "checks"):
            self._table(by_name[name])
        self._book.close()
        return self._out.getvalue()

    def _sheet(self, title: Text, widths: Iterable[int], heads: Iterable[Text]) -> Any:  # noqa: ANN401
        sheet = self._book.add_worksheet(_both(title))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        made_up = "" if self._run.case.synthetic is None else "   合成数据 / synthetic data"
        sheet.set_footer(f"&L{self._run.distribution_id}{made_up}&R&P / &N")
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        told = list(heads)
        if told:
            sheet.freeze_panes(1, 0)
            sheet.repeat_rows(0)
            sheet.set_row(0, 56)
        for place, head in enumerate(told):
            sheet.write_string(0, place, f"{head.zh}\n{head.en}", self._head)
        return sheet

    def _front(self) -> None:
        run, plan = self._run, self._run.case.plan.plan
        sheet = self._sheet(Text(zh="汇总", en="summary"), (34, 70), ())
        title = run.case.title or plan.title
        said = "" if title is None else f"{title.zh} / {title.en}"
        sheet.write_string(0, 0, said, self._big)
        made_up = run.case.synthetic
        lines: list[tuple[str, str | int]] = [
            ("分配编号 / distribution", run.distribution_id),
            ("办法 / plan", f"{plan.id}@{plan.version}"),
            ("期间 / period", f"{run.case.period.start} … {run.case.period.last}"),
            ("数据 / data", "" if made_up is None else f"{made_up.zh}\n{made_up.en}"),
            ("输入摘要 / digest of the inputs", run.inputs_digest),
            ("办法摘要 / digest of the plan", run.plan_digest),
            ("软件版本 / program", run.engine),
        ]
        row = 2
        for label, value in lines:
            if value:
                sheet.write_string(row, 0, label, self._bold)
                lines_of = sum(1 + _width(line) // 68 for line in str(value).splitlines())
                sheet.set_row(row, 15 * lines_of)
                sheet.write_string(row, 1, str(value), self._wrapped)
                row += 1
        row += 1
        totals = run.totals
        first = row
        for label, amount in (
            ("期初代管 / held before", totals.opening_held),
            ("本次收入 / income", totals.came),
            ("发放 / paid", totals.paid),
            ("期末代管 / held after", totals.closing_held),
        ):
            sheet.write_string(row, 0, label, self._bold)
            sheet.write_number(row, 1, self._main(amount), self._money)
            row += 1
        sheet.write_string(row, 0, "收支相符 / it closes", self._bold)
        a, b, c, d = (f"B{first + one}" for one in range(1, 5))
        formula = f"=ROUND(({a}+{b}-{c}-{d})*{10**self._exponent},0)=0"
        sheet.write_formula(row, 1, formula, self._truth, totals.difference == 0)
        note = (
            "私密：含每户信息，不得公布。蓝色表头之下，“分配”表的公式把每一份重新算了一遍。",
            "Private, not for the board. Formulas on the sheet of the allocation reckon it again.",
        )
        for at, line in enumerate(note, row + 2):
            sheet.write_string(at, 0, line, self._text)

    def _main(self, minor: int) -> float:
        """Return an amount in main units, for the eye; formulas reckon in minor units."""
        return float(Fraction(minor, 10**self._exponent))

    def _table(self, table: ResultTable) -> None:
        widths = [
            max(12, _width(column.title.zh) + 3, len(column.title.en) // 2 + 3)
            if column.name not in {"basis", "zh", "en"}
            else 48
            for column in table.columns
        ]
        sheet = self._sheet(table.title, widths, (column.title for column in table.columns))
        forms = [column.form for column in table.columns]
        for at, row in enumerate(table.rows(), 1):
            for place, (value, form) in enumerate(zip(row, forms, strict=True)):
                if isinstance(value, int) and form == "money":
                    sheet.write_number(at, place, self._main(value), self._money)
                elif isinstance(value, int):
                    sheet.write_number(at, place, value, self._whole)
                elif value:
                    sheet.write_string(at, place, value, self._text)

    # ---- the allocation

    def _shares(self) -> None:
        """Write a row a claim, with the formulas that reckon its amount again."""
        sheet = self._sheet(
            ALLOCATION, (14, 12, 14, 14, 14, 14, 16, 14, 16, 10, 14, 14, 14, 12), SHARES
        )
        row = 1
        for number, node in enumerate(self._nodes):
            division = node.division
            assert division is not None  # noqa: S101  (only such nodes were kept)
            first = row
            price = Price.of(division)
            for place in range(len(division.ids)):
                sheet.write_string(row, 0, node.step, self._text)
                sheet.write_string(row, 1, node.copy, self._text)
                sheet.write_string(row, 2, division.ids[place], self._text)
                sheet.write_string(row, 3, division.parties[place], self._text)
                sheet.write_string(row, 4, str(division.asked[place]), self._text)
                why = self._reckoned(sheet, row, _Claim(division, place, price, number + 2))
                amount = division.amounts[place]
                sheet.write_number(row, 11, amount, self._whole)
                sheet.write_number(row, 12, self._main(amount), self._money)
                if why:
                    sheet.write_string(row, 13, why, self._text)
                else:
                    formula = f"=K{row + 1}=L{row + 1}"
                    sheet.write_formula(row, 13, formula, self._truth, True)  # noqa: FBT003
                row += 1
            self._rows[number] = (first + 1, row)

    def _reckoned(self, sheet: Any, row: int, claim: _Claim) -> str:  # noqa: ANN401
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
        at, head = row + 1, f"'{_both(STEPS_TITLE)}'!"
        p, q, u, c = (f"{head}${letter}${claim.head}" for letter in "GHIJ")
        rest = product % step
        cut_off = (product - rest) // price.q
        sheet.write_number(row, 5, whole, self._whole)
        share = product / price.q / 10**self._exponent
        sheet.write_formula(row, 6, f"={p}*F{at}/{q}/{10**self._exponent}", self._fine, share)
        down = f"=({p}*F{at}-MOD({p}*F{at},{q}*{u}))/{q}"
        sheet.write_formula(row, 7, down, self._whole, cut_off)
        sheet.write_formula(row, 8, f"=MOD({p}*F{at},{q}*{u})", self._whole, rest)
        total = f"=H{at}"
        if price.cut is not None:
            if rest == price.cut:
                sheet.write_number(row, 9, int(place in division.raised), self._whole)
            total = f"=H{at}+{u}*IF(I{at}>{c},1,IF(I{at}={c},J{at},0))"
        sheet.write_formula(row, 10, total, self._whole, amount)
        return ""

    def _wanted(self, sheet: Any, row: int, division: Division, place: int) -> str:  # noqa: ANN401
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
        sheet.write_number(row, 5, a, self._whole)
        scale = 10**self._exponent
        sheet.write_formula(row, 6, f"=F{at}/{b}/{scale}", self._fine, a / b / scale)
        amount = division.amounts[place]
        over = b * many
        inside = f"({many}*F{at}+{b * max(more, 0) + (b - 1 if more < 0 else 0)})"
        formula = f"=({inside}-MOD({inside},{over}))/{over}"
        sheet.write_formula(row, 10, formula, self._whole, amount)
        return ""

    def _steps(self) -> None:
        """Write a row a step and copy: what a unit of weight gets, and whether it adds up."""
        sheet = self._sheet(
            STEPS_TITLE, (16, 14, 30, 14, 12, 14, 18, 18, 12, 18, 14, 12, 14), STEPS
        )
        allocation = f"'{_both(ALLOCATION)}'!"
        for number, node in enumerate(self._nodes):
            division = node.division
            assert division is not None  # noqa: S101  (only such nodes were kept)
            row, at = number + 1, number + 2
            step = self._run.case.plan.steps[node.position]
            title = "" if step.title is None else f"{step.title.zh} / {step.title.en}"
            sheet.write_string(row, 0, node.step, self._text)
            sheet.write_string(row, 1, node.copy, self._text)
            sheet.write_string(row, 2, title, self._text)
            sheet.write_number(row, 3, node.offered, self._whole)
            first, last = self._rows[number]
            price = Price.of(division)
            if price is not None:
                self._price(sheet, row, division, price, (first, last, node.offered))
            if last >= first:
                total = f"=SUM({allocation}L{first}:L{last})"
                sheet.write_formula(row, 10, total, self._whole, sum(division.amounts))
            else:
                sheet.write_number(row, 10, 0, self._whole)
            used = f"=K{at}={node.used}"
            sheet.write_formula(row, 11, used, self._truth, sum(division.amounts) == node.used)

    def _price(
        self,
        sheet: Any,  # noqa: ANN401
        row: int,
        division: Division,
        price: Price,
        where: tuple[int, int, int],
    ) -> None:
        """Write what a unit of weight gets; where no limit binds, that it is E / W."""
        first, last, offered = where
        at = row + 1
        allocation = f"'{_both(ALLOCATION)}'!"
        whole = [int(one * price.scale) for one in division.asked]
        sheet.write_number(row, 4, price.scale, self._whole)
        if max(price.p, price.q, price.cut or 0) >= EXACT:
            sheet.write_string(row, 12, TOO_LARGE, self._text)
            return
        sheet.write_number(row, 6, price.p, self._whole)
        sheet.write_number(row, 7, price.q, self._whole)
        sheet.write_number(row, 8, price.unit, self._whole)
        if price.cut is not None:
            sheet.write_number(row, 9, price.cut, self._whole)
        total = sum(whole)
        if division.bound or last < first:
            sheet.write_string(row, 12, LIMITED.format(bound=len(division.bound)), self._text)
            return
        sheet.write_formula(row, 5, f"=SUM({allocation}F{first}:F{last})", self._whole, total)
        if max(offered * price.q, total * price.p) >= EXACT:
            sheet.write_string(row, 12, TOO_LARGE, self._text)
        elif offered * price.q == total * price.p:
            formula = f"=D{at}*H{at}=F{at}*G{at}"
            sheet.write_formula(row, 12, formula, self._truth, True)  # noqa: FBT003


def _both(title: Text) -> str:
    return f"{title.zh} {title.en}"


def _width(text: str) -> int:
    return sum(1 if sign < "\u0300" else 2 for sign in text)


def result_book(run: Run, tables: Iterable[ResultTable]) -> bytes:
    """Return the workbook of a result.

    Args:
        run: the record of the run.
        tables: its tables, from `result_tables`.

    Returns:
        The bytes of an `.xlsx` file, in both languages; the same run gives the same bytes with the
        same version of XlsxWriter.
    """
    return _Writer(run, run.case.period.last).book(tables)
