"""The check A4: what the bank moved under the payments, by its own words.

Its answers are read a second time, with none of the program that reconciled them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.values import digest, minor_text
from benefit_share.verification import faults
from benefit_share.verification.answers import Moved, Unreadable, moved_in
from benefit_share.verification.payment_lists import FOLDER, Line, ReadList, document
from benefit_share.verification.reading import is_whole
from benefit_share.verification.verdict import Check, judged, unchecked

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.verification.reading import Parts

__all__ = ["answer_check"]

ANSWERS: Final = f"{FOLDER}answers/"


@attrs.frozen
class _Said:
    """What all answers together say, by reference: sums of each format.

    Attributes:
        out: what went.
        back: what came back.
        refused: what was never made.
        least: the least that ever went at once: less than the payment is short of it.
    """

    out: dict[str, dict[str, int]] = attrs.field(factory=dict)
    back: dict[str, dict[str, int]] = attrs.field(factory=dict)
    refused: set[str] = attrs.field(factory=set)
    least: dict[str, int] = attrs.field(factory=dict)

    def take(self, form: str, one: Moved) -> None:
        """Count one movement, or that a payment was never made."""
        # A bank may give a reference back in groups or in small letters.
        name = "".join(one.reference.split()).upper() or one.mark
        if one.amount == 0:
            self.refused.add(name)
            return
        if one.amount > 0:
            self.least[name] = min(one.amount, self.least.get(name, one.amount))
        side = self.out if one.amount > 0 else self.back
        sums = side.setdefault(name, {})
        sums[form] = sums.get(form, 0) + abs(one.amount)

    def asks_again(self, line: Line) -> bool:
        """Say whether some answer gave a reason to issue a payment again."""
        name, amount = line["reference"], line["amount_minor"]
        return name in self.refused or name in self.back or self.least.get(name, amount) < amount


def answer_check(parts: Parts, restricted: Mapping[str, bytes], lists: Sequence[ReadList]) -> Check:
    """Return the check A4.

    Args:
        parts: the bundle.
        restricted: file name below the private folder, and bytes.
        lists: every payment list, each of which could be read.
    """
    names = sorted({name.split("/")[2] for name in restricted if name.startswith(ANSWERS)})
    if not names and len(lists) == 1:
        return unchecked("A4", faults.NO_ANSWER)
    said, seen = _Said(), set[tuple[str, Moved]]()
    for name in names:
        place = f"{ANSWERS}{name}"
        about = document(restricted.get(f"{place}/about.json"))
        data = restricted.get(f"{place}/answer")
        if about is None or data is None or about.get("sha256") != digest(data):
            return judged("A4", [faults.ANSWER_FILE.at("").placed(place)])
        try:
            form, moved = moved_in(data, str(about.get("encoding")), parts.predicate["exponent"])
        except Unreadable:
            return unchecked("A4", faults.ANSWER_UNREAD, required=True)
        for one in moved:
            if (form, one) not in seen:
                seen.add((form, one))
                said.take(form, one)
    found = (*_compared(lists, said, parts.predicate["exponent"]), *_unasked(lists, said))
    return judged("A4", found)


def _unasked(lists: Sequence[ReadList], said: _Said) -> Iterator[Finding]:
    """Nothing was issued again without a word of the bank that it came back or was short."""
    earlier: dict[tuple[str, str], bool] = {}
    for read in lists:
        whole = any(name in said.refused for name, _ in _batches([read]))
        for line in read.lines or ():
            key = (line["payer"], line["party"])
            if not earlier.get(key, True):
                yield faults.ISSUED_UNASKED.at("", party=key[1]).placed(f"{read.place}lines.jsonl")
            earlier[key] = whole or said.asks_again(line)


def _compared(lists: Sequence[ReadList], said: _Said, exponent: int) -> Iterator[Finding]:
    """No line moved more than it says, nobody got more than is owed, nothing unknown moved."""

    def shown(**figures: int) -> dict[str, str]:
        return {name: minor_text(amount, exponent) for name, amount in figures.items()}

    known = {line["reference"]: line for one in lists for line in one.lines or ()}
    whole = dict(_batches(lists))
    first = {(line["payer"], line["party"]): line["amount_minor"] for line in lists[0].lines or ()}
    got: dict[tuple[str, str], int] = {}
    differs = set[tuple[str, str]]()
    for reference in sorted({*said.out, *said.back}):
        went, came = (
            max(side.get(reference, {}).values(), default=0) for side in (said.out, said.back)
        )
        line = known.get(reference)
        if line is None:
            moved = went - came
            if moved not in {0, whole.get(reference, 0)}:
                yield faults.ANSWER_UNKNOWN.at("", **shown(amount=moved))
            continue
        key, amount = (line["payer"], line["party"]), line["amount_minor"]
        # A return alone is a payment that went with its batch, and came back.
        moved = 0 if not went and came == amount else went - came
        got[key] = got.get(key, 0) + moved
        if not 0 <= moved <= amount:
            differs.add(key)
            figures = shown(moved=moved, amount=amount)
            yield faults.ANSWER_DIFFERS.at("", party=key[1], **figures)
    for key, moved in sorted(got.items()):
        if moved > first.get(key, 0) and key not in differs:
            figures = shown(moved=moved, owed=first.get(key, 0))
            yield faults.ANSWER_TWICE.at("", party=key[1], **figures)
    unpaid = [owed - got.get(key, 0) for key, owed in first.items() if got.get(key, 0) < owed]
    if unpaid:
        yield faults.ANSWER_OPEN.at("", count=len(unpaid), **shown(amount=sum(unpaid)))


def _batches(lists: Sequence[ReadList]) -> Iterator[tuple[str, int]]:
    """Yield reference and total of each batch, by the names of its files."""
    for read in lists:
        for one in (read.head or {}).get("files", ()):
            if isinstance(one, dict) and is_whole(one.get("total_minor")):
                yield str(one.get("name")).partition(".")[0], one["total_minor"]
