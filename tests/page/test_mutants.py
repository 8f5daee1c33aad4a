"""Both verifiers over mutants: none is accepted, and both say the same of every check.

As a rule some bytes of each file are tried. `MUTANTS=every` tries every byte of the data files and
of the slip, and every sixteenth of the pages, which takes minutes.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator, Mapping
from typing import Final

import pytest

from benefit_share.verification import Verdict, verify
from house_bundle import DETAIL, ID_NUMBER, Bundle
from house_page import Page

pytestmark = pytest.mark.needs("chromium")

EVERY: Final = os.environ.get("MUTANTS") == "every"
CHECKPOINT: Final = "checkpoint.txt"
DATA: Final = (
    *("rows.jsonl", "notice.csv", "vkeys.txt", "manifest.dsse.json", "journal.jsonl"),
    *(CHECKPOINT, "slip"),
)
PAGES: Final = ("notice.html", "README.txt", "verify.html")
WAYS: Final = ("flip", "delete", "cut")

SAYS: Final = """async ([files, given, name, mutants]) => {
    const raw = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
    const opened = (all) => Object.entries(all).map(([key, one]) => [key, raw(one)]);
    const honest = new Map(opened(files));
    const {idNumber, ...besides} = given;
    const held = Object.fromEntries(opened(besides));
    const data = name === "slip" ? held.slip : honest.get(name);
    const said = [];
    for (const [place, how] of mutants) {
        let other = data.slice(0, place);
        if (how !== "cut") {
            const middle = how === "flip" ? [data[place] ^ (1 << place % 8)] : [];
            other = Uint8Array.from([...other, ...middle, ...data.slice(place + 1)]);
        }
        const bundle = name === "slip" ? honest : new Map(honest).set(name, other);
        const besides = name === "slip" ? {...held, slip: other} : held;
        const {checks, holds} = await verify(bundle, {...besides, idNumber});
        const one = checks.map(({name, outcome}) => `${name} ${outcome[0]}`);
        said.push(`${holds}: ${one.join(", ")}`);
    }
    return said;
}"""


def step_of(name: str) -> int:
    """Return how many bytes lie between two that are tried."""
    if name in DATA:
        return 1 if EVERY else 23
    return 16 if EVERY else 997


def mutants_of(name: str, data: bytes) -> Iterator[tuple[int, str, bytes]]:
    """Yield place, way and bytes of each mutant: one byte changed or missing, or the rest gone."""
    for place in range(0, len(data), step_of(name)):
        flipped = bytes([data[place] ^ (1 << place % 8)])
        after = data[place + 1 :]
        yield place, "flip", data[:place] + flipped + after
        yield place, "delete", data[:place] + after
        yield place, "cut", data[:place]


def said(verdict: Verdict) -> str:
    """Return the outcome of the whole and of each check, as the page is asked for them."""
    outcomes = (f"{name} {outcome.value[0]}" for name, outcome in verdict.by_name.items())
    return f"{str(verdict.holds).lower()}: {', '.join(outcomes)}"


def both(page: Page, made: Bundle, name: str, keys: bytes | None) -> dict[tuple[int, str], str]:
    """Return what both verifiers say of each mutant of a file; they must say the same.

    All mutants of one file go through the page in one call.
    """
    slip = made.slip(0)
    found = list(mutants_of(name, slip if name == "slip" else made.files[name]))
    ours = [
        verify(
            made.files if name == "slip" else {**made.files, name: data},
            keys=keys,
            slip=data if name == "slip" else slip,
            id_number=ID_NUMBER,
            detail=DETAIL,
        )
        for _, _, data in found
    ]
    besides = {"slip": slip, "detail": DETAIL} | ({"keys": keys} if keys else {})
    places = [(place, how) for place, how, _ in found]
    theirs = page.tab.evaluate(
        SAYS, [coded(made.files), {**coded(besides), "idNumber": ID_NUMBER}, name, places]
    )
    differ = [
        (place, one, other)
        for place, one, other in zip(places, map(said, ours), theirs, strict=True)
        if one != other
    ]
    assert differ == []
    assert len(places) >= len(WAYS)
    return dict(zip(places, theirs, strict=True))


def coded(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return files as the browser takes them."""
    return {name: base64.b64encode(data).decode("ascii") for name, data in files.items()}


def accepted(told: Mapping[tuple[int, str], str]) -> list[tuple[int, str]]:
    """Return the mutants that hold."""
    return [place for place, one in told.items() if one.startswith("true")]


@pytest.mark.parametrize("name", [*DATA, *PAGES])
def test_no_mutant_is_accepted_under_pinned_keys(
    page: Page, signed_bundle: Bundle, name: str
) -> None:
    """Whatever byte is changed, taken away, or cut off after: both verifiers refuse it."""
    assert accepted(both(page, signed_bundle, name, signed_bundle.ring)) == []


@pytest.mark.parametrize("name", [name for name in DATA if name not in {"vkeys.txt", CHECKPOINT}])
def test_no_mutant_of_an_unsigned_bundle_is_accepted(
    page: Page, plain_bundle: Bundle, name: str
) -> None:
    """Nobody vouches for it, but its files still hold one another fast; it lists no key."""
    assert accepted(both(page, plain_bundle, name, None)) == []


def test_without_a_signature_the_name_of_the_journal_alone_is_loose_and_both_say_so(
    page: Page, plain_bundle: Bundle
) -> None:
    """The first line of the checkpoint is bound by its signature; size and root by the journal."""
    loose = accepted(both(page, plain_bundle, CHECKPOINT, None))
    name, _, _ = plain_bundle.files[CHECKPOINT].partition(b"\n")

    assert loose
    assert all(place < len(name) and how != "cut" for place, how in loose)
    (ours,) = (one for one in verify(plain_bundle.files).checks if one.name == "V11")
    (theirs,) = (one for one in page.verdict(plain_bundle.files)["checks"] if one["name"] == "V11")
    assert [one.code for one in ours.findings] == [
        "verification.not-signed",
        "verification.name-unbound",
    ]
    assert [one["code"] for one in theirs["findings"]] == ["not-signed", "name-unbound"]
