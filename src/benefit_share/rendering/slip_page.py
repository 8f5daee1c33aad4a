"""The paper slip of one household as data for its template: every word of it, in one language.

What it says is the explained statement, shorter; no figure is made here.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from benefit_share.rendering.capitals import capitals
from benefit_share.rendering.flow_blocks import contact_fields
from benefit_share.rendering.names import Names
from benefit_share.rendering.slip_reckoning import slip_rows
from benefit_share.rendering.statement_page import ladder, line_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from benefit_share.rendering.languages import Words
    from benefit_share.seal.slips import Slip
    from benefit_share.statements import Line, Statement

__all__ = ["PAPERS", "qr_code", "slip_pages", "slip_texts"]

PAPERS: Final = ("a5", "a4")
"""A slip a page, or four on a page that is cut twice."""

CAPITALS_OF: Final = "CNY"


def slip_pages(
    slips: Iterable[tuple[Slip, Statement]],
    language: str,
    *,
    paper: str,
    codes: Mapping[int, bytes],
) -> dict[str, Any]:
    """Return what the template shows: the words all slips share, and each slip.

    Args:
        slips: the sealed slip and the explained statement of each household, in order of printing.
        language: `zh` or `en`.
        paper: one of `PAPERS`.
        codes: the QR code of each slip by its row, as `qr_code` makes it.

    Returns:
        Texts and numbers, nested; the families of the fonts are added by whoever has them.
    """
    pairs = list(slips)
    first, told = pairs[0]
    names = Names.of(told, language)
    words = names.words
    return {
        "paper": paper,
        "lang": language,
        "region": "cn" if language == "zh" else "gb",
        "title": words.tell("Slips of {run}", run=first.run_id),
        "run": first.run_id,
        "fingerprint": first.fingerprint,
        "words": _shared_words(words),
        "slips": [_slip(slip, statement, language, codes[slip.no]) for slip, statement in pairs],
    }


def slip_texts(page: Any) -> Iterable[str]:  # noqa: ANN401  (nested data)
    """Yield every text of a page or of a part of it, to look for characters without a glyph."""
    if isinstance(page, str):
        yield page
    elif isinstance(page, dict):
        for name, value in page.items():
            if name not in {"qr", "fonts", "slips"}:
                yield from slip_texts(value)
    elif isinstance(page, list | tuple):
        for value in page:
            yield from slip_texts(value)


def _shared_words(words: Words) -> dict[str, str]:
    tell = words.tell
    return {
        "payable": tell("Payable to you"),
        "reckoned": tell("How it was reckoned"),
        "briefly": tell("Every step stands in the full statement, which the office shows you."),
        "fingerprint": tell("Fingerprint; on the board stand the same 16 digits"),
        "code": tell("QR code that opens the statement of this household"),
        "private": tell(
            "This slip is for you alone. Whoever has the QR code can open your statement and try"
            " out identity numbers on it: keep it, and send nobody a photograph."
        ),
        "tear": tell("tear off here, and hand in"),
        "receipt": tell("Receipt of payment"),
        "signature": tell("Signature or thumbprint"),
        "day": tell("Date"),
    }


def _slip(slip: Slip, told: Statement, language: str, code: bytes) -> dict[str, Any]:
    names = Names.of(told, language)
    words = names.words
    first, last = told.period.text()
    plan = words.text(told.plan_title, told.plan_id)
    account = words.tell("to the account ending in {digits}", digits=slip.account_last4)
    made_up = words.tell("MADE-UP DATA. {what}", what=words.text(told.synthetic))
    return {
        "no": slip.no,
        "made_up": made_up if told.synthetic is not None else "",
        "title": words.text(told.title, plan),
        "kind": words.tell("Slip"),
        "period": words.tell("{first} to {last}", first=first, last=last),
        "name": slip.name,
        "whose": " · ".join(filter(None, (told.collective_name, told.group, told.party))),
        "amount": names.money(told.payable),
        "capitals": capitals(told.payable) if told.currency.code == CAPITALS_OF else "",
        "account": account if slip.account_last4 else "",
        "entries": [_entry(one, told, names) for one in told.lines],
        "rests": [_rest(told.lines, place, names) for place in range(len(told.lines) + 1)],
        "ladder": _ladder(told, names),
        "row": words.tell(
            "Row {no} of the public list, check code {check}", no=slip.no, check=slip.check
        ),
        "ask": _ask(told, names),
        "qr": list(code),
        "sign": _sign(told, words),
    }


def _entry(line: Line, told: Statement, names: Names) -> dict[str, Any]:
    rows = slip_rows(line, names)
    reckoned = [row for row in rows if row[0] == names.words.tell("Reckoned")]
    return {
        "name": line_name(line, told, names),
        "amount": names.money(line.amount),
        "rows": rows,
        "brief": reckoned or rows[:1],
    }


def _rest(lines: tuple[Line, ...], shown: int, names: Names) -> str:
    """Return what is said of the lines that are left when only the first are *shown*."""
    rest = lines[shown:]
    told = {"count": len(rest), "amount": names.money(sum(line.amount for line in rest))}
    if not rest:
        return ""
    if not shown:
        return names.words.tell("{count} amounts, together {amount}", **told)
    return names.words.tell("and {count} more, together {amount}", **told)


def _ladder(told: Statement, names: Names) -> list[tuple[str, ...]]:
    """Return the sum, where there is something to add up or between awarded and payable."""
    if not told.movements and told.payable == told.awarded:
        total = (names.words.tell("Together"), names.money(told.payable))
        return [total] if len(told.lines) > 1 else []
    table = ladder(told, names)
    return [*table.rows, *(() if table.total is None else (table.total,))]


def _ask(told: Statement, names: Names) -> list[str]:
    words = names.words
    if told.contact is None:
        collective = told.collective_name or told.collective
        return [words.tell("Questions: the office of {collective}", collective=collective)]
    (_, office), *more = contact_fields(told.contact, names).rows
    said = [words.tell("Questions and objections: {office}", office=office)]
    return [*said, *(text for _, text in more)]


def _sign(told: Statement, words: Words) -> str:
    if told.payable <= 0:
        return words.tell("I have seen this slip; nothing is payable to me.")
    return words.tell("I have received this amount. Sign only once you have the money.")


def qr_code(code: str) -> bytes:
    """Return a QR code as a PNG without a margin: the paper around it is white."""
    import segno

    out = io.BytesIO()
    segno.make(code, error="m", micro=False).save(out, kind="png", scale=4, border=0)
    return out.getvalue()
