"""The JavaScript of the page gives the answers of the published vectors."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from house_bundle import VECTORS
from house_page import Page

pytestmark = pytest.mark.needs("chromium")
SIGNATURES = """(cases) => Promise.all(cases.map(([key, message, signature]) =>
    fits(unhex(key), unhex(message), unhex(signature))))"""
PATHS = """(cases) => Promise.all(cases.map(async ([leaf, index, size, path]) => {
    const root = await rootThrough(unhex(leaf), index, size, path.map(unhex));
    return root && hex(root);
}))"""


@pytest.fixture(scope="module")
def vectors() -> Any:
    """The published vectors."""
    return json.loads(VECTORS.read_text("utf-8"))


def test_roots_are_those_of_rfc_9162(page: Page, vectors: Any) -> None:
    """Of no leaf, and of one to eight."""
    tree = vectors["rfc6962_9162_tree"]
    roots = page.tab.evaluate(
        """(leaves) => Promise.all([...Array(leaves.length + 1).keys()].map(async (size) =>
            hex(await rootOf(leaves.slice(0, size).map(unhex)))))""",
        tree["leaf_inputs_hex"],
    )

    assert roots == tree["roots_by_size"]


def test_paths_lead_to_the_root_and_nowhere_else(page: Page, vectors: Any) -> None:
    """Each of the 36 fits at its own place, and at no other of the same tree."""
    tree = vectors["rfc6962_9162_tree"]
    leaves, roots = tree["leaf_inputs_hex"], tree["roots_by_size"]
    cases = [
        (leaves[one["index"]], index, one["size"], one["path"], one)
        for one in tree["inclusion_paths"]
        for index in range(one["size"] + 1)
    ]
    found = page.tab.evaluate(PATHS, [case[:4] for case in cases])

    for (_, index, size, _, one), root in zip(cases, found, strict=True):
        assert (root == roots[size]) == (index == one["index"])


def test_signatures_of_rfc_8032_and_wycheproof(page: Page, vectors: Any) -> None:
    """What is valid fits, and what is not does not."""
    rfc = vectors["ed25519_rfc8032"]["cases"]
    wycheproof = vectors["ed25519_wycheproof"]["cases"]
    cases = [(one["public"], one["message"], one["signature"]) for one in rfc]
    cases += [(one["pk"], one["msg"], one["sig"]) for one in wycheproof]
    expected = [True] * len(rfc) + [one["result"] == "valid" for one in wycheproof]

    assert page.tab.evaluate(SIGNATURES, cases) == expected


def test_keys_of_low_order_are_refused(page: Page, vectors: Any) -> None:
    """The four cases whose key is of low order or not written canonically never fit."""
    cases = vectors["ed25519_speccheck"]["cases"]
    given = [(one["pub_key"], one["message"], one["signature"]) for one in cases]
    found = page.tab.evaluate(SIGNATURES, given)

    assert [found[place] for place in (0, 1, 10, 11)] == [False] * 4
    assert [found[place] for place in (2, 3)] == [True, True]


@pytest.mark.parametrize(
    "text",
    [
        '{"a":1.0}', '{"a":-0}', '{"a":1e2}', '{"a":9007199254740992}', '{"a":1,"a":1}',
        '{"b":1,"a":1}', '{ "a":1}', '{"a":"\\u0041"}', '{"a":"\\u200b"}', '{"__proto__":1}',
        '{"a":"e\\u0301"}', '\ufeff{"a":1}', '{"a":"\\ud800"}', '{"A":1}', "[" * 9 + "]" * 9, "",
    ],
)  # fmt: skip
def test_what_is_not_canonical_is_not_read(page: Page, text: str) -> None:
    """Each says something that other bytes say canonically, or nothing that may be said."""
    coded = base64.b64encode(text.encode()).decode()
    read = page.tab.evaluate(
        """(text) => readCanonical(
            Uint8Array.from(atob(text), (one) => one.charCodeAt(0))) === undefined""",
        coded,
    )

    assert read is True
