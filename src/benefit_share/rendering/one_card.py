"""The one-card list (一卡通发放清册): every payment on paper, to be signed for; both languages.

It holds the last four digits of an account and no more, and is private all the same: it names
everybody with an amount.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from benefit_share.payments import Channel
from benefit_share.rendering.catalogues import marked
from benefit_share.rendering.languages import words_in
from benefit_share.values import minor_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from benefit_share.payments import PaymentLine, PaymentList

__all__ = ["one_card"]

_STYLE: Final = (
    "@page{size:A4 landscape;margin:12mm}"
    "body{font-family:sans-serif;margin:1em;font-size:10pt}"
    "table{border-collapse:collapse;width:100%}"
    "thead{display:table-header-group}tr{break-inside:avoid}"
    "td,th{border:1px solid;padding:.3em .5em;text-align:left}"
    ".n{text-align:right;white-space:nowrap}.sign{min-width:9em}"
    "tbody tr{height:2.4em}"
)
_COLUMNS: Final = (
    marked("No."),
    marked("Group"),
    marked("Household"),
    marked("Name on the account"),
    marked("Awarded"),
    marked("Held or offset"),
    marked("To be paid"),
    marked("Bank"),
    marked("Account, last four"),
    marked("Signature and date"),
)


def one_card(payments: PaymentList, fingerprint: str, /) -> bytes:
    """Return the list as one page to print, without a script.

    Args:
        payments: the payment list.
        fingerprint: of the filed manifest, to compare by eye.
    """
    zh, en = words_in("zh"), words_in("en")

    def both(sentence: str) -> str:
        return " / ".join(dict.fromkeys(escape(one.tell(sentence)) for one in (zh, en)))

    def amount(minor: int) -> str:
        return minor_text(minor, payments.currency.exponent)

    heads = "".join(f"<th>{both(name)}</th>" for name in _COLUMNS)
    facts = (
        (both(marked("Run")), payments.run_id),
        (both(marked("Fingerprint")), fingerprint),
        (both(marked("Attempt")), str(payments.attempt)),
        (both(marked("Payments")), str(payments.count)),
        (both(marked("Control total")), f"{amount(payments.total)} {payments.currency.code}"),
    )
    title = both(marked("One-card payment list, to be signed"))
    cash = both(marked("cash"))
    rows = "".join(
        _row(number, line, amount, cash) for number, line in enumerate(payments.lines, start=1)
    )
    foot = (
        f'<tr><th colspan="6">{both(marked("Together"))}</th>'
        f'<th class="n">{amount(payments.total)}</th><th colspan="3"></th></tr>'
    )
    page = (
        '<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        f'<meta name="robots" content="noindex"><title>{title}</title><style>{_STYLE}</style>'
        f"</head><body><h1>{title}</h1>"
        + "".join(f"<p>{name}: <bdi>{escape(told)}</bdi></p>" for name, told in facts)
        + f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}{foot}</tbody></table>"
        "</body></html>\n"
    )
    return page.encode("utf-8")


def _row(number: int, line: PaymentLine, amount: Callable[[int], str], cash: str) -> str:
    is_cash = line.by is Channel.CASH
    texts = (str(number), line.group, line.party, line.name)
    figures = (line.awarded, line.amount - line.awarded, line.amount)
    place = (cash if is_cash else escape(line.bank), escape(line.account[-4:]))
    return (
        "<tr>"
        + "".join(f"<td><bdi>{escape(text)}</bdi></td>" for text in texts)
        + "".join(f'<td class="n">{amount(figure)}</td>' for figure in figures)
        + "".join(f"<td>{text}</td>" for text in place)
        + '<td class="sign"></td></tr>'
    )
