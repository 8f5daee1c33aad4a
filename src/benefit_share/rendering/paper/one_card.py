"""The one-card list (一卡通发放清册): every payment of one payer, to be signed for on paper.

As a page of a browser in both languages, and as data for the paper of one.
It holds the last four digits of an account and no more, and is private all the same: it names
everybody with an amount. The category of a household is on no list that a neighbour signs, too.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.payments import Channel
from benefit_share.rendering.words.capitals import capitals
from benefit_share.rendering.words.catalogues import marked
from benefit_share.rendering.words.languages import words_in
from benefit_share.values import minor_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benefit_share.payments import PaymentLine, PaymentList
    from benefit_share.rendering.words.languages import Words
    from benefit_share.values import Text

__all__ = ["Card", "cards_of", "one_card", "one_card_page"]

ROWS: Final = 14
"""So many payments stand on a page of paper, with room to sign and for the sums below them."""

CAPITALS_OF: Final = "CNY"

_STYLE: Final = (
    "@page{size:A4 landscape;margin:12mm}"
    "body{font-family:sans-serif;margin:1em;font-size:10pt}"
    "table{border-collapse:collapse;width:100%}"
    "thead{display:table-header-group}tr{break-inside:avoid}"
    "td,th{border:1px solid;padding:.3em .5em;text-align:left}"
    ".n{text-align:right;white-space:nowrap}.sign{min-width:9em}"
    "tbody tr{height:2.4em}"
)
_CHANGE: Final = marked("Held back or added")
_CHANGE_AGAIN: Final = marked("Paid before, held back or added")
"""Of what is issued again after it was short, the rest has arrived and is held back by nobody."""

_COLUMNS: Final = (
    marked("No."),
    marked("Group"),
    marked("Household"),
    marked("Name on the account"),
    marked("Awarded"),
    _CHANGE,
    marked("To be paid"),
    marked("Bank"),
    marked("Account, last four"),
    marked("Signature and date"),
)


@attrs.frozen
class Card:
    """The list of one payer.

    Attributes:
        payments: the payment list it is of.
        payer: who pays.
        lines: what it pays.
        fingerprint: of the filed manifest, to compare by eye.
        payer_name: what the payer is called, or empty.
        synthetic: which part of the data is made up, or None.
        is_only: whether nobody else pays anything of the payment list.
    """

    payments: PaymentList
    payer: str
    lines: tuple[PaymentLine, ...] = attrs.field(repr=False)
    fingerprint: str
    payer_name: str = ""
    synthetic: Text | None = None
    is_only: bool = True

    @property
    def name(self) -> str:
        """The name of its file, without an ending; only its own payer's office gets it."""
        return "one-card" if self.is_only else f"one-card.{self.payer}"

    @property
    def total(self) -> int:
        """The control total of the payer, minor units."""
        return sum(line.amount for line in self.lines)

    def text(self, minor: int) -> str:
        """Return an amount."""
        return minor_text(minor, self.payments.currency.exponent)

    def figures(self, line: PaymentLine) -> tuple[str, str, str]:
        """Return what was awarded, what is less (-) or more (+) by now, and what is paid."""
        change = line.amount - line.awarded
        sign = "+" if change > 0 else ""
        return self.text(line.awarded), f"{sign}{self.text(change)}", self.text(line.amount)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns, to be told in a language."""
        is_again = self.payments.attempt > 1
        return tuple(_CHANGE_AGAIN if is_again and one is _CHANGE else one for one in _COLUMNS)

    @property
    def capitals(self) -> str:
        """The total in capitals, of yuan."""
        is_yuan = self.payments.currency.code == CAPITALS_OF
        return capitals(self.total) if is_yuan else ""

    def facts(self, words: Words) -> tuple[tuple[str, str], ...]:
        """Return what stands in its head, each with its name."""
        payer = " ".join(dict.fromkeys(filter(None, (self.payer_name, self.payer))))
        return (
            (words.tell(marked("Payer")), payer),
            (words.tell(marked("Run")), self.payments.run_id),
            (words.tell(marked("Fingerprint")), self.fingerprint),
            (words.tell(marked("Attempt")), str(self.payments.attempt)),
            (words.tell(marked("Payments")), str(len(self.lines))),
            (
                words.tell(marked("Control total")),
                f"{self.text(self.total)} {self.payments.currency.code}",
            ),
        )


def cards_of(
    payments: PaymentList,
    fingerprint: str,
    /,
    *,
    names: Mapping[str, str] | None = None,
    synthetic: Text | None = None,
) -> tuple[Card, ...]:
    """Return the list of each payer, in order.

    Args:
        payments: the payment list.
        fingerprint: of the filed manifest.
        names: what payers are called, by id.
        synthetic: which part of the data is made up, or None.
    """
    by_payer = payments.by_payer()
    return tuple(
        Card(
            payments,
            payer,
            lines,
            fingerprint,
            payer_name=(names or {}).get(payer, ""),
            synthetic=synthetic,
            is_only=len(by_payer) == 1,
        )
        for payer, lines in by_payer.items()
    )


# ---- for a browser


def one_card(card: Card, /) -> bytes:
    """Return a list as one page to print, in both languages, without a script."""
    zh, en = words_in("zh"), words_in("en")

    def both(sentence: str) -> str:
        return " / ".join(dict.fromkeys(escape(one.tell(sentence)) for one in (zh, en)))

    heads = "".join(f"<th>{both(name)}</th>" for name in card.columns)
    facts = zip(card.facts(zh), card.facts(en), strict=True)
    title = both(marked("One-card payment list, to be signed"))
    cash = both(marked("cash"))
    rows = "".join(
        _row(number, line, card, cash) for number, line in enumerate(card.lines, start=1)
    )
    foot = (
        f'<tr><th colspan="6">{both(marked("Together"))} {card.capitals}</th>'
        f'<th class="n">{card.text(card.total)}</th><th colspan="3"></th></tr>'
    )
    made_up = " / ".join(dict.fromkeys(escape(words.made_up(card.synthetic)) for words in (zh, en)))
    page = (
        '<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        f'<meta name="robots" content="noindex"><title>{title}</title><style>{_STYLE}</style>'
        f"</head><body><h1>{title}</h1>"
        + (f"<p><strong>{made_up}</strong></p>" if made_up else "")
        + "".join(
            f"<p>{escape(name)} / {escape(other)}: <bdi>{escape(told)}</bdi></p>"
            for (name, told), (other, _) in facts
        )
        + f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}{foot}</tbody></table>"
        "</body></html>\n"
    )
    return page.encode("utf-8")


def _row(number: int, line: PaymentLine, card: Card, cash: str) -> str:
    is_cash = line.by is Channel.CASH
    texts = (str(number), line.group, line.party, line.name)
    place = (cash if is_cash else escape(line.bank), escape(line.account[-4:]))
    return (
        "<tr>"
        + "".join(f"<td><bdi>{escape(text)}</bdi></td>" for text in texts)
        + "".join(f'<td class="n">{figure}</td>' for figure in card.figures(line))
        + "".join(f"<td>{text}</td>" for text in place)
        + '<td class="sign"></td></tr>'
    )


# ---- for paper


def one_card_page(card: Card, language: str, /) -> dict[str, Any]:
    """Return what the template of the list shows: every page with its sum, the last with all.

    Args:
        card: the list of one payer.
        language: `zh` or `en`.

    Returns:
        Texts, nested; the families of the fonts are added by whoever has them.
    """
    words = words_in(language)
    tell = words.tell
    cuts = [card.lines[at : at + ROWS] for at in range(0, len(card.lines), ROWS)]
    return {
        "lang": language,
        "region": "cn" if language == "zh" else "gb",
        "title": tell(marked("One-card payment list, to be signed")),
        "made_up": words.made_up(card.synthetic),
        "run": card.payments.run_id,
        "fingerprint": card.fingerprint,
        "facts": [list(fact) for fact in card.facts(words)],
        "heads": [tell(name) for name in (*card.columns, marked("Remark"))],
        "pages": [
            {
                "rows": [
                    _cells(ROWS * number + place, line, card, tell(marked("cash")))
                    for place, line in enumerate(lines, start=1)
                ],
                "sum": card.text(sum(line.amount for line in lines)),
            }
            for number, lines in enumerate(cuts)
        ],
        "total": card.text(card.total),
        "capitals": card.capitals,
        "words": {
            "page": tell(marked("Page {page} of {pages}"), page="{page}", pages="{pages}"),
            "sum": tell(marked("This page together")),
            "total": tell(marked("All {count} payments together"), count=len(card.lines)),
            "capitals": tell(marked("in capitals")),
            "signers": [
                tell(name)
                for name in (
                    marked("Made by"),
                    marked("Checked by"),
                    marked("Paid out by"),
                    marked("Date"),
                )
            ],
        },
    }


def _cells(number: int, line: PaymentLine, card: Card, cash: str) -> list[str]:
    is_cash = line.by is Channel.CASH
    return [
        *(str(number), line.group, line.party, line.name),
        *card.figures(line),
        *((cash if is_cash else line.bank), line.account[-4:]),
    ]
