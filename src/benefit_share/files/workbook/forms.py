"""The sheets of a result workbook: how they look, and the forms of their cells."""

from __future__ import annotations

import datetime as dt
import io
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from benefit_share.values import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Sheets", "both", "numbered", "width"]


class Sheets:
    """A workbook in the making, row after row, in little memory.

    The formats are its attributes: `text`, `wrapped`, `money`, `whole`, `number`, `fine`, `truth`,
    `bold`, `big`.
    """

    def __init__(self, exponent: int, footer: str, created: dt.date) -> None:
        """Begin a book of amounts with *exponent* decimals, dated, with a line below each page."""
        import xlsxwriter

        self.exponent = exponent
        self._footer = footer
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
        decimals = f"#,##0.{'0' * self.exponent}" if self.exponent else "#,##0"
        self.text = add({**font, "num_format": "@"})
        self.wrapped = add({**font, "num_format": "@", "text_wrap": True, "valign": "top"})
        self.money = add({**font, "num_format": decimals})
        self.whole = add({**font, "num_format": "0"})
        self.number = add(font)
        self.fine = add({**font, "num_format": "0.000000"})
        self.truth = add({**font, "align": "center"})
        self.bold = add({**font, "bold": True, "num_format": "@"})
        self.big = add({**font, "bold": True, "font_size": 14})
        self._head = add(
            {**font, "bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF",
             "text_wrap": True, "valign": "top", "border": 1}
        )  # fmt: skip

    def sheet(self, title: Text, widths: Iterable[int], heads: Iterable[Text]) -> Any:  # noqa: ANN401  (XlsxWriter has no types)
        """Return a new sheet with its headers, to be printed across on A4."""
        sheet = self._book.add_worksheet(both(title))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{self._footer}&R&P / &N")
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

    def main(self, minor: int) -> float:
        """Return an amount in main units, for the eye; formulas reckon in minor units."""
        return float(Fraction(minor, 10**self.exponent))

    def close(self) -> bytes:
        """Finish the book and return its bytes; raise `OSError` when the computer cannot."""
        from xlsxwriter.exceptions import FileCreateError

        try:
            self._book.close()
        except FileCreateError as error:
            # The package puts what the system said into an error of its own.
            raise OSError(*error.args[0].args) from error
        return self._out.getvalue()


def both(title: Text) -> str:
    """Return a title in both languages, as a sheet is called."""
    return f"{title.zh} {title.en}"


def numbered(title: Text, number: int) -> Text:
    """Return the title of the sheet of a slice; 0: there is only one."""
    return Text(zh=f"{title.zh}{number}", en=f"{title.en} {number}") if number else title


def width(text: str) -> int:
    """Return how many columns of letters a text takes."""
    return sum(1 if sign < "\u0300" else 2 for sign in text)
