"""The notice as a table for a spreadsheet, as a plain page, and the paper that lies beside it.

Both languages stand on one page, and amounts are plain digits: what a reader sees is what a program
reads back and compares with the sealed rows.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from benefit_share.rendering.words.catalogues import marked
from benefit_share.rendering.words.languages import words_in
from benefit_share.values import minor_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benefit_share.seal.notice import Board, Notice
    from benefit_share.values import Text

__all__ = [
    "CSV_HEADER",
    "NOBODY",
    "board_html",
    "notice_csv",
    "notice_html",
    "readme_txt",
    "row_lines",
]

CSV_HEADER: Final = ("no", "name", "group", "amount", "check")
"""The columns of notice.csv and of the table `rows`."""

_FORMULA: Final = frozenset("=+-@\t\r\n＝＋－＠")

NOBODY: Final = marked(
    "Nobody is awarded anything in this run; the manifest says what became of the income."
)

_COMPARE: Final = marked(
    "The fingerprint of this run is the first 16 digits of the SHA-256 of the manifest; "
    "ask three offices for it, and compare."
)
_BOARD: Final = marked(
    "FOR THE BOARD IN THE VILLAGE ONLY: this page shows full names; never put it on a website. "
    "Fingerprint of this run: {fingerprint}."
)

_STYLE: Final = (
    "body{font-family:sans-serif;margin:2em;max-width:60em}"
    "table{border-collapse:collapse}"
    "td,th{border:1px solid;padding:.2em .6em;text-align:left}"
    "td:nth-child(4){text-align:right}"
    "code{overflow-wrap:anywhere}"
)


def _cells(notice: Notice, names: Sequence[str] | None = None) -> Iterator[tuple[str, ...]]:
    exponent = notice.currency.exponent
    for row, name in zip(notice.rows, names or [row.name for row in notice.rows], strict=True):
        amount = minor_text(row.amount, exponent)
        yield str(row.no), name, row.group, amount, row.check


def row_lines(notice: Notice) -> Iterator[str]:
    """Yield each row as a line of the table `rows`, which verifiers read to the letter."""
    return (_row("td", map(_shown, cells)) for cells in _cells(notice))


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
    return _page(notice, _COMPARE, _cells(notice))


def board_html(board: Board) -> bytes:
    """Return the notice for the board in the village: the same rows, with full names; private."""
    cells = _cells(board.notice, board.names)
    return _page(board.notice, _BOARD, cells, fingerprint=board.fingerprint)


def _said(sentence: str, **figures: object) -> str:
    """Return a sentence in both languages; one alone where they do not differ."""
    both = (words_in(language).tell(sentence, **figures) for language in ("zh", "en"))
    return escape(" / ".join(dict.fromkeys(both)))


def _page(notice: Notice, how: str, cells: Iterable[tuple[str, ...]], **figures: object) -> bytes:
    title = _both(notice.title or notice.plan_title, notice.run_id)
    heads = (
        *map(_said, (marked("No."), marked("Name"), marked("Group"))),
        _said(marked("Amount ({currency})"), currency=notice.currency.code),
        _said(marked("Check code")),
    )
    synthetic = _said(marked("MADE-UP DATA. {what}"), what="") + _both(notice.synthetic, "")
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">\n',
            '<meta http-equiv="Content-Security-Policy" ',
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
            '<meta name="robots" content="noindex">\n',
            f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n",
            f"<p><strong>{synthetic}</strong></p>\n" if notice.synthetic is not None else "",
            '<table id="facts">\n',
            *(f"<tr><th>{name}</th><td>{value}</td></tr>\n" for name, value in _facts(notice)),
            "</table>\n",
            *_groups(notice),
            f"<p>{_said(NOBODY)}</p>\n" if not notice.rows else "",
            f"<p>{_said(how, **figures)}</p>\n",
            f'<table id="rows">\n<thead>\n{_row("th", heads)}</thead>\n<tbody>\n',
            *(_row("td", map(_shown, row)) for row in cells),
            "</tbody>\n</table>\n</body>\n</html>\n",
        )
    ).encode("utf-8")


def _facts(notice: Notice) -> Iterator[tuple[str, str]]:
    """Yield what stands above the rows: name and value, both ready for the page."""
    first, last = notice.period.text()
    yield _said(marked("Run")), f"<code>{escape(notice.run_id)}</code>"
    yield _said(marked("Period")), _said(marked("{first} to {last}"), first=first, last=last)
    one_version = ((None, notice.plan_title, notice.plan_version),)
    for days, title, version in notice.versions or one_version:
        when = f" {escape('–'.join(days.text()))}" if days else ""
        rules = f" ({escape(notice.plan_id)}, {version})"
        yield _said(marked("Rules")) + when, _both(title, notice.plan_id) + rules
    for name, amount in (
        (marked("Awarded in all"), notice.totals.awarded),
        (marked("Released"), notice.totals.released),
        (marked("Held"), notice.totals.held),
        (marked("Offset"), notice.totals.offset),
        (marked("Payable in all"), notice.totals.payable),
    ):
        yield _said(name), escape(minor_text(amount, notice.currency.exponent))
    yield _said(marked("Rows")), str(notice.totals.rows)
    yield _said(marked("Root of the rows (SHA-256)")), f"<code>{notice.root}</code>"
    if notice.contact is not None:
        yield _said(marked("Objections")), _both(notice.contact.office, "")


def _groups(notice: Notice) -> Iterator[str]:
    """Yield what the groups are awarded together, where there are several large enough."""
    cells = notice.groups
    if len(cells) < 2:
        return
    heads = (marked("Group"), marked("Rows"), marked("Awarded in all"))
    yield f'<table id="groups">\n{_row("th", map(_said, heads))}'
    for cell in cells:
        name = _said(marked("others, together")) if cell.name is None else _shown(cell.name)
        amount = minor_text(cell.amount, notice.currency.exponent)
        yield _row("td", (name, str(cell.parties), amount))
    yield "</table>\n"


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
            *([] if notice.rows else [tell(NOBODY)]),
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
            parts.insert(-1, words_in(language).made_up(notice.synthetic))
    return "\n".join(parts).encode("utf-8")
