"""The notice as a table for a spreadsheet, as a plain page, and the paper that lies beside it.

Both languages stand on one page, and amounts are plain digits: what a reader sees is what a program
reads back and compares with the sealed rows.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from benefit_share.rendering.catalogues import marked
from benefit_share.rendering.languages import words_in
from benefit_share.values import minor_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from benefit_share.seal.notice import Notice
    from benefit_share.values import Text

__all__ = ["CSV_HEADER", "notice_csv", "notice_html", "readme_txt"]

CSV_HEADER: Final = ("no", "name", "group", "amount", "check")
"""The columns of notice.csv and of the table `rows`."""

_FORMULA: Final = frozenset("=+-@\t\r\n＝＋－＠")

_NOBODY: Final = marked(
    "Nobody is awarded anything in this run; the manifest says what became of the income."
)

_STYLE: Final = (
    "body{font-family:sans-serif;margin:2em;max-width:60em}"
    "table{border-collapse:collapse}"
    "td,th{border:1px solid;padding:.2em .6em;text-align:left}"
    "td:nth-child(4){text-align:right}"
    "code{overflow-wrap:anywhere}"
)


def _cells(notice: Notice) -> Iterator[tuple[str, ...]]:
    exponent = notice.currency.exponent
    for row in notice.rows:
        amount = minor_text(row.amount, exponent)
        yield str(row.no), row.name, row.group, amount, row.check


def _inert(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in _FORMULA else text


def _quoted(text: str) -> str:
    if any(sign in text for sign in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def notice_csv(notice: Notice) -> bytes:
    """Return the rows as CSV: UTF-8 without a mark, LF, amounts in main units, no formula."""
    rows = [CSV_HEADER, *_cells(notice)]
    lines = (",".join(_quoted(_inert(cell)) for cell in row) for row in rows)
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def notice_html(notice: Notice) -> bytes:
    """Return the notice as one page without a script, in both languages."""
    zh, en = words_in("zh"), words_in("en")

    def both(sentence: str, **figures: object) -> str:
        told = {language.tell(sentence, **figures): None for language in (zh, en)}
        return escape(" / ".join(told))

    first, last = notice.period.text()
    title = _both(notice.title or notice.plan_title, notice.run_id)
    exponent = notice.currency.exponent
    facts = [
        (both(marked("Run")), f"<code>{escape(notice.run_id)}</code>"),
        (both(marked("Period")), both(marked("{first} to {last}"), first=first, last=last)),
        (
            both(marked("Rules")),
            _both(notice.plan_title, notice.plan_id) + f" ({escape(notice.plan_id)}, "
            f"{notice.plan_version})",
        ),
        *(
            (both(name), escape(minor_text(amount, exponent)))
            for name, amount in (
                (marked("Awarded in all"), notice.totals.awarded),
                (marked("Released"), notice.totals.released),
                (marked("Held"), notice.totals.held),
                (marked("Offset"), notice.totals.offset),
                (marked("Payable in all"), notice.totals.payable),
            )
        ),
        (both(marked("Rows")), str(notice.totals.rows)),
        (both(marked("Root of the rows (SHA-256)")), f"<code>{notice.root}</code>"),
    ]
    if notice.contact is not None:
        office = _both(notice.contact.office, "")
        facts.append((both(marked("Objections")), office))
    heads = (
        both(marked("No.")),
        both(marked("Name")),
        both(marked("Group")),
        both(marked("Amount ({currency})"), currency=notice.currency.code),
        both(marked("Check code")),
    )
    synthetic = both(marked("MADE-UP DATA. {what}"), what="") + _both(notice.synthetic, "")
    nobody = both(_NOBODY)
    how = both(
        marked(
            "The fingerprint of this run is the first 16 digits of the SHA-256 of the manifest; "
            "ask three offices for it, and compare."
        )
    )
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">\n',
            '<meta http-equiv="Content-Security-Policy" ',
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
            '<meta name="robots" content="noindex">\n',
            f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n",
            f"<p><strong>{synthetic}</strong></p>\n" if notice.synthetic is not None else "",
            '<table id="facts">\n',
            *(f"<tr><th>{name}</th><td>{value}</td></tr>\n" for name, value in facts),
            "</table>\n",
            f"<p>{nobody}</p>\n" if not notice.rows else "",
            f'<p>{how}</p>\n<table id="rows">\n<thead>\n{_row("th", heads)}</thead>\n',
            "<tbody>\n",
            *(_row("td", map(_shown, cells)) for cells in _cells(notice)),
            "</tbody>\n</table>\n</body>\n</html>\n",
        )
    ).encode("utf-8")


def _both(text: Text | None, otherwise: str) -> str:
    if text is None:
        return escape(otherwise)
    return escape(" / ".join(dict.fromkeys((text.zh, text.en))))


def _row(tag: str, cells: Iterable[str]) -> str:
    return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>\n"


def _shown(cell: str) -> str:
    """Isolate the direction of a name, so that none can turn an amount beside it round."""
    return f"<bdi>{escape(cell)}</bdi>"


def readme_txt(notice: Notice) -> bytes:
    """Return the sheet that says, in both languages, what the files are and how to check them."""
    parts = []
    for language in ("zh", "en"):
        tell = words_in(language).tell
        parts += [
            tell("This folder is the sealed public record of the run {run}.", run=notice.run_id),
            tell(
                "{rows} rows, {amount} {currency} awarded in all.",
                rows=notice.totals.rows,
                amount=minor_text(notice.totals.awarded, notice.currency.exponent),
                currency=notice.currency.code,
            ),
            *([] if notice.rows else [tell(_NOBODY)]),
            tell("Root of the rows (SHA-256): {root}", root=notice.root),
            tell("Check it with: benefit-share verify FOLDER"),
            tell("Or open verify.html in a browser and drop this folder on it."),
            tell(
                "It shows that nothing was changed since it was sealed. It cannot show that every "
                "household exists: names, cross-checks and the bank do that."
            ),
            "",
        ]
        if notice.synthetic is not None:
            made = words_in(language).text(notice.synthetic)
            parts.insert(-1, tell("MADE-UP DATA. {what}", what=made))
    return "\n".join(parts).encode("utf-8")
