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
BARE_SIGNATURES = SIGNATURES.replace("fits(", "ed25519(")
IS_REFUSED = """(text) =>
    readCanonical(Uint8Array.from(atob(text), (one) => one.charCodeAt(0))) === undefined"""
NOTE_FITS = """async ([vkey, text, tail]) => {
    const {named} = await bundleKeys(utf8(`${vkey}\\n`));
    const [, name, signature] = SIGNED.exec(tail.trimEnd());
    return fits(named.get(name), utf8(`${text}\\n`), unbase64(signature).slice(4));
}"""
DESIGN = """async (design) => {
    const all = (list, how) => Promise.all(list.map(how));
    const people = design.households, lines = design.journal_lines.map(utf8);
    const salts = people.map((one) => unhex(one.salt_hex));
    const rows = people.map((one) => canonical(one.row));
    const keys = Object.values(design.keys).map((one) => unhex(one.public_hex));
    const payload = unbase64(design.dsse_envelope.payload);
    const message = signedBytes(design.dsse_envelope.payloadType, payload);
    const [, origin, size, stated, tail] = NOTE.exec(design.checkpoint);
    const held = await bundleKeys(utf8(`${design.checkpoint_vkey}\\n`));
    const head = {entryLines: lines, file: () => utf8(design.checkpoint)};
    const previous = await all(lines.slice(0, -1), digestOf);
    return {
        statements: people.map((one) => textOf(canonical(one.statement))),
        rows: rows.map(textOf),
        holders: await all(people, (one, no) => mac(salts[no], "holder", utf8(one.id_number))),
        commits: await all(people, (one, no) =>
            mac(salts[no], "statement", canonical(one.statement))),
        root: hex(await rootOf(rows)),
        paths: await all(people, async (one, no) =>
            hex(await rootThrough(rows[no], no, 5, one.path.map(unhex)))),
        manifest: await digestOf(payload),
        signatures: await all(design.dsse_envelope.signatures, (one, no) =>
            fits(keys[no], message, unbase64(one.sig))),
        chain: ["0".repeat(64), ...previous],
        journal: hex(await rootOf(lines)),
        journal2: hex(await rootOf(lines.slice(0, 2))),
        checkpoint: (await checkpointCheck(head, held, true)).outcome === PASSED,
    };
}"""
VALUES = VECTORS.parents[1] / "values"
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


def test_the_twelve_odd_signatures_have_the_recorded_answer(page: Page, vectors: Any) -> None:
    """As the library of the program; the first and last two keys are refused before it is asked."""
    cases = vectors["ed25519_speccheck"]["cases"]
    given = [(one["pub_key"], one["message"], one["signature"]) for one in cases]
    bare = page.tab.evaluate(BARE_SIGNATURES, given)
    told = page.tab.evaluate(SIGNATURES, given)

    (answers,) = set(list(vectors["ed25519_speccheck"]["observed"].values())[:2])
    assert "".join("V" if one else "X" for one in bare) == answers == "VVVVXXXXXXXV"
    assert "".join("V" if one else "X" for one in told) == "XXVVXXXXXXXX"


def test_the_mac_and_the_hash_are_the_published_ones(page: Page, vectors: Any) -> None:
    """RFC 4231, of which one answer is cut short, and FIPS 180-4."""
    cases = vectors["hmac_sha256_rfc4231"]["cases"]
    found = page.tab.evaluate(
        "(cases) => Promise.all(cases.map(([key, text]) => hmac(unhex(key), unhex(text))))",
        [(one["key"], one["msg"]) for one in cases],
    )
    hashes = vectors["sha256"]["cases"]
    told = page.tab.evaluate(
        "(texts) => Promise.all(texts.map((text) => digestOf(unhex(text))))",
        [text for text, _ in hashes],
    )

    assert len(found) == 6
    assert all(mac.startswith(one["mac"]) for one, mac in zip(cases, found, strict=True))
    assert told == [hashed for _, hashed in hashes]


def test_forged_paths_are_refused_and_honest_ones_accepted(page: Page, vectors: Any) -> None:
    """The 65 recorded inclusion proofs, most of them forged."""
    cases = vectors["merkle_proof_negative"]["inclusion"]
    given = [
        [
            raw(one["leafHash"] or ""),
            one["leafIdx"],
            one["treeSize"],
            list(map(raw, one["proof"] or ())),
        ]
        for one in cases
    ]
    found = page.tab.evaluate(PATHS.replace("rootThrough", "climbed"), given)
    fits = [root == raw(one["root"] or "") for one, root in zip(cases, found, strict=True)]

    assert len(cases) == 65
    assert fits == [not one["wantErr"] for one in cases]


def raw(text: str) -> str:
    """Return base64 as hexadecimal."""
    return base64.b64decode(text).hex()


def test_what_is_signed_is_the_encoding_of_dsse(page: Page, vectors: Any) -> None:
    """The published example."""
    case = vectors["dsse"]
    told = page.tab.evaluate(
        "([type, body]) => textOf(signedBytes(type, utf8(body)))",
        [case["payloadType"], case["body"]],
    )

    assert told == case["pae"]


def test_the_published_note_fits_under_its_key(page: Page, vectors: Any) -> None:
    """The example of C2SP; with one letter changed it does not."""
    case = vectors["signed_note_c2sp"]
    text, _, tail = case["note"].partition("\n\n")
    for message, expected in ((text, True), (text + "x", False)):
        fit = page.tab.evaluate(NOTE_FITS, [case["vkey"], message, tail])
        assert fit is expected


def test_the_recorded_run_is_the_recorded_run(page: Page, vectors: Any) -> None:
    """Five households from statement to checkpoint: every primitive on the bytes of a prototype."""
    design = vectors["design_v1"]
    told = page.tab.evaluate(DESIGN, design)
    households = design["households"]

    assert told["statements"] == [one["statement_jcs"] for one in households]
    assert told["rows"] == [one["row_jcs"] for one in households]
    assert told["holders"] == [one["statement"]["holder"] for one in households]
    assert told["commits"] == [one["row"]["commit"] for one in households]
    assert told["root"] == design["tree"]["root"]
    assert told["paths"] == [design["tree"]["root"]] * 5
    assert told["manifest"] == design["manifest_sha256"]
    assert told["signatures"] == [True] * 3
    assert told["chain"] == [json.loads(line)["prev"] for line in design["journal_lines"]]
    assert (told["journal"], told["journal2"]) == (design["journal_root"], design["journal_root_2"])
    assert told["checkpoint"] is True


def test_the_recorded_attacks_fail(page: Page, vectors: Any) -> None:
    """A last leaf twice and a node given as a leaf have other roots than the tree they imitate."""
    attacks = vectors["design_v1"]["attacks"]
    forged = attacks["second_preimage"]["forged_leaf_hex"]
    roots = page.tab.evaluate(
        """(trees) => Promise.all(trees.map(async (leaves) =>
            hex(await rootOf(leaves.map(unhex)))))""",
        [["61", "62", "63"], ["61", "62", "63", "63"], [forged], ["61", "62"]],
    )

    assert roots[0] == attacks["cve_2012_2459"]["rfc9162_abc"]
    assert roots[1] == attacks["cve_2012_2459"]["rfc9162_abcc"]
    assert roots[2] != roots[3]


def test_published_canonical_bytes_are_read_and_others_are_not(page: Page) -> None:
    """The vectors of RFC 8785 that the profile can hold, and thirteen writings of one document."""
    published = json.loads((VALUES / "vectors.json").read_text("utf-8"))["rfc8785"]
    arrays = next(one for one in published["cases"] if one["name"] == "arrays")
    written = page.tab.evaluate(
        "(text) => hex(utf8(written(JSON.parse(text), {keys: /^.*$/, text: 200, depth: 8})))",
        arrays["input"],
    )

    assert written == arrays["output_hex"]
    assert len(published["must_reject_as_not_canonical"]) == 13
    for text in (one["text"] for one in published["must_reject_as_not_canonical"]):
        coded = base64.b64encode(text.encode("utf-8", "surrogatepass")).decode()
        assert page.tab.evaluate(IS_REFUSED, coded) is True, text


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

    assert page.tab.evaluate(IS_REFUSED, coded) is True
