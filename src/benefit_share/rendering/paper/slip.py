"""The paper slip of one household as data for its template: every word of it, in one language.

What it says is the explained statement, shorter; no figure is made here.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.rendering.explained.names import Names
from benefit_share.rendering.paper.slip_reckoning import slip_rows
from benefit_share.rendering.reports.flow import contact_fields
from benefit_share.rendering.reports.statement import absence_reason, ladder, line_name
from benefit_share.rendering.words.capitals import capitals
from benefit_share.rendering.words.spelled import spelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from benefit_share.rendering.words.languages import Words
    from benefit_share.seal.slips import Slip
    from benefit_share.statements import Absence, Line, Statement

__all__ = ["PAPERS", "LeftOut", "left_out_pages", "qr_code", "slip_pages", "slip_texts"]

PAPERS: Final = ("a5", "a4")
"""A slip a page, or four on a page that is cut twice."""

CAPITALS_OF: Final = "CNY"
SPELLED_IN: Final = "en"


@attrs.frozen
class LeftOut:
    """Somebody to whom nothing is awarded: there is no row of it, and no code.

    Attributes:
        party: its id.
        name: its whole name.
        account_last4: the last characters of its account, or empty.
        told: its explained statement.
    """

    party: str
    name: str = attrs.field(repr=False)
    account_last4: str = attrs.field(repr=False)
    told: Statement = attrs.field(repr=False)


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
    made = [_slip(slip, statement, language, codes[slip.no]) for slip, statement in pairs]
    return _page(Names.of(told, language), paper, (first.run_id, first.fingerprint), made)


def left_out_pages(
    left_out: Iterable[LeftOut], language: str, *, paper: str, mark: tuple[str, str]
) -> dict[str, Any]:
    """Return the same for those to whom nothing is awarded: why not, step by step.

    Args:
        left_out: who they are, in order of printing.
        language: `zh` or `en`.
        paper: one of `PAPERS`.
        mark: the sealed run and its fingerprint.
    """
    every = list(left_out)
    made = [_left_out(no, one, language) for no, one in enumerate(every)]
    return _page(Names.of(every[0].told, language), paper, mark, made)


def _page(
    names: Names, paper: str, mark: tuple[str, str], slips: list[dict[str, Any]]
) -> dict[str, Any]:
    words, (run, fingerprint) = names.words, mark
    return {
        "paper": paper,
        "lang": words.language,
        "region": "cn" if words.language == "zh" else "gb",
        "title": words.tell("Slips of {run}", run=run),
        "run": run,
        "fingerprint": fingerprint,
        "words": _shared_words(words),
        "slips": slips,
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
        "briefly": tell("Every step stands in the full statement, which the office shows you."),
        "fingerprint": tell("Fingerprint; on the board stand the same 16 digits"),
        "code": tell("QR code that opens the statement of this household"),
        "tear": tell("tear off here, and hand in"),
        "receipt": tell("Receipt of payment"),
        "signature": tell("Signature or thumbprint"),
        "day": tell("Date"),
    }


def _slip(slip: Slip, told: Statement, language: str, code: bytes) -> dict[str, Any]:
    names = Names.of(told, language)
    words = names.words
    return {
        **_face(told, names, slip.name, slip.account_last4),
        "no": slip.no,
        "heading": words.tell("How it was reckoned"),
        "entries": [_entry(one, told, names) for one in told.lines],
        "rests": [_rest(told.lines, place, names) for place in range(len(told.lines) + 1)],
        "row": words.tell(
            "Row {no} of the public list, check code {check}", no=slip.no, check=slip.check
        ),
        "qr": list(code),
        "private": words.tell(
            "This slip is for you alone. Whoever has the QR code can open your statement and try"
            " out identity numbers on it: keep it, and send nobody a photograph."
        ),
    }


def _left_out(no: int, one: LeftOut, language: str) -> dict[str, Any]:
    told = one.told
    names = Names.of(told, language)
    words = names.words
    entries = [_entry(line, told, names) for line in told.lines]
    entries += [
        _not_given(absence, part, Names.of(part, language))
        for part in told.slices or (told,)
        for absence in part.absences
    ]
    rests = [
        words.tell("and {count} more steps that give nothing", count=len(entries) - shown)
        for shown in range(len(entries))
    ]
    return {
        **_face(told, names, one.name, one.account_last4),
        "no": no,
        "heading": words.tell("Nothing is awarded to you, and why"),
        "entries": entries,
        "rests": [*rests, "" if entries else words.tell("The rules share nothing among people.")],
        "row": words.tell("No row in the public list: it has those to whom something is awarded."),
        "qr": [],
        "private": words.tell("This slip is for you alone."),
    }


def _not_given(absence: Absence, told: Statement, names: Names) -> dict[str, Any]:
    """Return a step that gives nothing, and under it why not."""
    first, *more = (text for _, text in absence_reason(absence, told.party, names))
    label = names.words.tell("Why not")
    # A line that ends with a colon says only that something must hold; the next one says what.
    told_more = f" {more[0]}" if first.endswith(":") else more[0] if first.endswith("：") else ""
    return {
        "name": names.step(absence.step, absence.title, absence.clause),
        "amount": names.money(0),
        "rows": [(label, first), *(("", text) for text in more)],
        "brief": [(label, first + told_more)],
    }


def _face(told: Statement, names: Names, name: str, account_last4: str) -> dict[str, Any]:
    """Return what stands on every slip: whose it is, how much, and whom to ask."""
    words = names.words
    account = words.tell("to the account ending in {digits}", digits=account_last4)
    return {
        "made_up": words.made_up(told.synthetic),
        "title": names.heading(told),
        "kind": words.tell("Slip"),
        "period": names.span(told.period),
        "name": name,
        "whose": " · ".join(filter(None, (told.collective_name, told.group, told.party))),
        "amount": names.money(told.payable),
        "capitals": capitals(told.payable) if told.currency.code == CAPITALS_OF else "",
        "spelled": _spelled(told, names),
        "account": account if account_last4 and told.payable > 0 else "",
        "ladder": _ladder(told, names),
        "ask": _ask(told, names),
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


def _spelled(told: Statement, names: Names) -> str:
    """Return the amount in words where capitals are not what its reader knows."""
    if names.words.language != SPELLED_IN or not told.payable:
        return ""
    return spelled(told.payable, told.currency.exponent, names.unit)


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
