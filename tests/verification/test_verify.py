"""Verification: honest bundles pass, changed ones fail where they were changed."""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Mapping

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.seal.journal import Checkpoint, journal_bytes, journal_tree
from benefit_share.seal.keys import read_keyring
from benefit_share.values import digest
from benefit_share.verification import Outcome, Rerun, Verdict, verify
from benefit_share.verification.proofs import root_of, root_through
from house_bundle import (
    DETAIL,
    EVENTS,
    ID_NUMBER,
    INPUT,
    ORIGIN,
    TOTALS,
    WATERFALL,
    Bundle,
    bundle,
    journal_lines,
)

PUBLIC = [f"V{number}" for number in range(1, 16)]


def bad(verdict: Verdict) -> set[str]:
    """Return the checks that failed."""
    return {name for name, outcome in verdict.by_name.items() if outcome is Outcome.FAILED}


def open_(verdict: Verdict) -> set[str]:
    """Return the checks that were not made."""
    return {name for name, outcome in verdict.by_name.items() if outcome is Outcome.NOT_CHECKED}


def codes(verdict: Verdict, name: str) -> list[str]:
    """Return what one check found."""
    (check,) = (one for one in verdict.checks if one.name == name)
    return [one.code.removeprefix("verification.") for one in check.findings]


def test_a_signed_bundle_with_pinned_keys_reaches_the_level_of_keys(signed_bundle: Bundle) -> None:
    """Every check is made but those that need something from outside."""
    verdict = verify(signed_bundle.files, keys=signed_bundle.ring)

    assert list(verdict.by_name) == PUBLIC
    assert (bad(verdict), open_(verdict)) == (set(), {"V12", "V15"})
    assert (verdict.level, verdict.is_complete, verdict.is_pinned) == ("L2", True, True)
    assert verdict.fingerprint.replace(" ", "") == digest(signed_bundle.manifest)[:16]


def test_without_pinned_keys_a_bundle_only_agrees_with_itself(signed_bundle: Bundle) -> None:
    """It holds, and says that its keys are its own."""
    verdict = verify(signed_bundle.files)

    assert bad(verdict) == set()
    assert (verdict.level, verdict.is_pinned) == ("L0", False)
    assert codes(verdict, "V9") == ["not-pinned"]


def test_a_bundle_without_keys_says_what_was_not_checked(plain_bundle: Bundle) -> None:
    """Nobody signed: that is no fault, and no success of V9 and V11."""
    verdict = verify(plain_bundle.files)

    assert bad(verdict) == set()
    assert open_(verdict) == {"V9", "V11", "V12", "V15"}
    assert (verdict.level, verdict.holds, verdict.is_complete) == ("L0", True, True)


def test_a_bundle_without_signatures_fails_where_keys_were_handed_over(
    signed_bundle: Bundle, plain_bundle: Bundle
) -> None:
    """Whoever pins keys expects signatures: leaving them out is no way to pass."""
    verdict = verify(plain_bundle.files, keys=signed_bundle.ring)

    assert bad(verdict) == {"V9", "V11"}
    assert codes(verdict, "V9") == ["role"] * 3
    assert codes(verdict, "V11") == ["no-journal-key"]


def test_without_the_extra_signatures_are_not_checked_and_never_ok(
    signed_bundle: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hashes are checked; the verdict is not complete."""
    for name in [name for name in sys.modules if name.startswith("cryptography.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "cryptography", None)
    verdict = verify(signed_bundle.files, keys=signed_bundle.ring)

    assert {"V9", "V11"} <= open_(verdict)
    assert (verdict.holds, verdict.is_complete, verdict.level) == (True, False, "L0")
    assert codes(verdict, "V9") == ["not-installed"]


def test_every_data_file_with_one_byte_changed_left_out_or_cut_off_is_refused(
    signed_bundle: Bundle,
) -> None:
    """A flip and a deletion at every eleventh byte, and a cut there: none is accepted."""
    accepted = []
    for name, data in signed_bundle.files.items():
        for place in range(len(name) % 11, len(data), 11):
            flipped = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
            for mutant in (flipped, data[:place] + data[place + 1 :], data[:place]):
                files = {**signed_bundle.files, name: mutant}
                if verify(files, keys=signed_bundle.ring).holds:
                    accepted.append((name, place))

    assert accepted == []


@given(st.data())
def test_law_any_other_bytes_never_raise_and_never_hold(data: st.DataObject) -> None:
    """Whatever stands in a file, the answer is a verdict."""
    honest = bundle(is_signed=False)
    name = data.draw(st.sampled_from(sorted(honest.files)))
    if name == "checkpoint.txt":
        return  # the name of the journal is bound by its signature alone
    other = data.draw(st.binary(max_size=80))
    if other == honest.files[name]:
        return

    assert not verify({**honest.files, name: other}).holds


def resealed(plain: Bundle, old: bytes, new: bytes) -> Mapping[str, bytes]:
    """Return the files with one text changed in rows.jsonl, nothing else mended."""
    data = plain.files["rows.jsonl"]
    assert old in data
    return plain.changed(rows__jsonl=data.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "failing"),
    [
        (b'"amount_minor":450', b'"amount_minor":451', {"V3", "V6", "V7", "V13"}),
        (b'"amount_minor":450', b'"amount_minor":450.0', {"V3", "V4"}),
        (b'"amount_minor":450', b'"amount_minor":"450"', {"V3", "V4"}),
        (b'"amount_minor":450', b'"amount_minor":-450', {"V3", "V5", "V6", "V7", "V13"}),
        (b'"no":1', b'"no":2', {"V3", "V5", "V7", "V13"}),
        (b'"no":1', b'"no":true', {"V3", "V4"}),
        (b"row/v1", b"row/v2", {"V3", "V4"}),
        (b"\n", b"\r\n", {"V3", "V4"}),
        (b"\n", b"\n\n", {"V3", "V4"}),
    ],
)
def test_a_changed_row_fails_where_it_was_changed(
    plain_bundle: Bundle, old: bytes, new: bytes, failing: set[str]
) -> None:
    """One fen, another type, another number, another line end."""
    assert bad(verify(resealed(plain_bundle, old, new))) == failing


def test_rows_left_out_swapped_or_doubled_are_found(plain_bundle: Bundle) -> None:
    """By number, commitment, sum and root."""
    one, two, three = plain_bundle.files["rows.jsonl"].splitlines(keepends=True)

    assert {"V6", "V7"} <= bad(verify(plain_bundle.changed(rows__jsonl=one + two)))
    assert {"V5", "V7"} <= bad(verify(plain_bundle.changed(rows__jsonl=two + one + three)))
    double = verify(plain_bundle.changed(rows__jsonl=one + one + three))
    assert "same-commitment" in codes(double, "V5")


def test_files_that_do_not_belong_or_lack_are_found(plain_bundle: Bundle) -> None:
    """An extra one, a missing one, a name that leads elsewhere, one too large."""
    extra = verify({**plain_bundle.files, "more.csv": b""})
    assert (bad(extra), codes(extra, "V2")) == ({"V2"}, ["extra-file"])
    up = verify({**plain_bundle.files, "../rows.jsonl": b""})
    assert codes(up, "V2") == ["unsafe-name"]
    lacking = verify(plain_bundle.changed(notice__csv=None))
    assert "missing-file" in codes(lacking, "V2")
    assert {"V2", "V3", "V13"} <= bad(lacking)
    large = verify(plain_bundle.changed(README__txt=b" " * 65_537))
    assert codes(large, "V1") == ["too-large"]
    nothing = verify({})
    assert not nothing.holds
    assert nothing.level == ""


def test_money_that_does_not_close_is_found_even_when_it_was_sealed_so() -> None:
    """A step, a pool, the whole, and the sum of the rows."""
    steps = json.loads(json.dumps(WATERFALL))
    steps["steps"][0]["outs"][0]["amount_minor"] = 99
    assert codes(verify(bundle(is_signed=False, waterfall=steps).files), "V8") == ["step"]
    pools = json.loads(json.dumps(WATERFALL))
    pools["pools"][0]["fed_minor"] = 1_001
    assert codes(verify(bundle(is_signed=False, waterfall=pools).files), "V8") == ["pool"]
    unlisted = {**json.loads(json.dumps(WATERFALL)), "pools": []}
    assert "pool" in codes(verify(bundle(is_signed=False, waterfall=unlisted).files), "V8")
    twice = json.loads(json.dumps(WATERFALL))
    twice["pools"].append(twice["pools"][0])
    assert "pool" in codes(verify(bundle(is_signed=False, waterfall=twice).files), "V8")
    odd = {"steps": [], "pools": [1]}
    assert codes(verify(bundle(is_signed=False, waterfall=odd).files), "V8") == ["form"]
    for change in ({"closing": 494}, {"held": 11}, {"payable": 606, "released": 121}):
        totals = attrs.evolve(TOTALS, **change)
        assert not verify(bundle(is_signed=False, totals=totals).files).holds
    less = attrs.evolve(TOTALS, awarded=499, payable=504)
    assert codes(verify(bundle(is_signed=False, totals=less).files), "V6") == ["sum"]
    more = attrs.evolve(TOTALS, rows=4)
    assert codes(verify(bundle(is_signed=False, totals=more).files), "V6") == ["count"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("notice.html", ">4.50<", ">4.51<"),
        ("notice.html", "<bdi>一组</bdi>", "<bdi>一<i></i>组</bdi>"),
        ("notice.html", "</body>", "<script>1</script></body>"),
        ("notice.html", "<h1>", '<h1 onclick="x">'),
        ("notice.html", "<h1>", "<table id=rows><tr><td>9</td></tr></table><h1>"),
        ("notice.html", "<thead>\n", "<thead><script></script>"),
        ("notice.html", "</tbody>", "<tr><td>3</td></tr></tbody>"),
        ("notice.html", '<table id="rows">', "<table>"),
        ("notice.html", "<h1>", "<![unknown[x]]><h1>"),
        ("notice.csv", "'=1+1", "=1+1"),
        ("notice.csv", "4.50", "4.5"),
        ("notice.csv", '"合成村', '合成"村'),
        ("notice.csv", "amount", "Amount"),
    ],
)
def test_a_notice_that_shows_something_else_is_found_even_when_it_was_sealed_so(
    plain_bundle: Bundle, name: str, old: str, new: str
) -> None:
    """Another amount, markup in a cell, something that runs, a second table, a live formula."""
    text = plain_bundle.files[name].decode()
    assert old in text
    changed = bundle(is_signed=False, pages={name: text.replace(old, new, 1).encode()})

    assert bad(verify(changed.files)) == {"V13"}


@pytest.mark.parametrize("name", ["notice.html", "notice.csv"])
def test_a_row_is_told_by_the_number_that_stands_on_paper(plain_bundle: Bundle, name: str) -> None:
    """Rows begin with 0 in the list, on the slip and in what is found; a header is none of them."""
    rows = [json.loads(line) for line in plain_bundle.files["rows.jsonl"].splitlines()]
    text = plain_bundle.files[name].decode()
    for row in rows:
        code = row["commit"][:8]
        assert text.count(code) == 1
        changed = bundle(is_signed=False, pages={name: text.replace(code, "00000000").encode()})
        (check,) = (one for one in verify(changed.files).checks if one.name == "V13")
        assert [dict(one.params) for one in check.findings] == [{"row": row["no"]}]


def test_a_run_that_replaces_another_names_it_by_its_digest() -> None:
    """Whether two replace the same one is seen only beside the others."""
    assert "V14" in open_(verify(bundle(is_signed=False, supersedes="a" * 64).files))
    assert "V14" in bad(verify(bundle(is_signed=False, supersedes="the first").files))


def test_another_manifest_with_the_signatures_of_this_one_is_refused(
    signed_bundle: Bundle, plain_bundle: Bundle
) -> None:
    """Signatures are over the payload; the journal names the envelope."""
    envelope = json.loads(signed_bundle.files["manifest.dsse.json"])
    other = json.loads(plain_bundle.files["manifest.dsse.json"])
    mixed = {**other, "signatures": envelope["signatures"]}
    data = json.dumps(mixed, sort_keys=True, separators=(",", ":")).encode()
    verdict = verify(signed_bundle.changed(manifest__dsse__json=data), keys=signed_bundle.ring)

    assert {"V3", "V9", "V10"} <= bad(verdict)
    assert codes(verdict, "V9").count("signature") == 3


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_each_role_is_needed(signed_bundle: Bundle, kept: int) -> None:
    """One real signature, or two, is not three; a signature twice is one."""
    envelope = json.loads(signed_bundle.files["manifest.dsse.json"])
    some = envelope["signatures"][:kept] + envelope["signatures"][:1] * (3 - kept)
    data = json.dumps({**envelope, "signatures": some}, sort_keys=True, separators=(",", ":"))
    verdict = verify(
        signed_bundle.changed(manifest__dsse__json=data.encode()), keys=signed_bundle.ring
    )

    assert {"V9", "V10"} <= bad(verdict)
    assert set(codes(verdict, "V9")) == {"role"}


def test_a_revoked_key_and_a_keyring_of_another_form_do_not_count(signed_bundle: Bundle) -> None:
    """Filing was on the twelfth."""
    ring = signed_bundle.ring.replace(b'"revoked_at":null', b'"revoked_at":"2026-12-12"', 1)
    assert codes(verify(signed_bundle.files, keys=ring), "V9") == ["signature", "role"]
    later = signed_bundle.ring.replace(b'"revoked_at":null', b'"revoked_at":"2026-12-13"')
    assert verify(signed_bundle.files, keys=later).holds
    assert "V9" in bad(verify(signed_bundle.files, keys=b"{}"))
    assert "V9" in bad(verify(signed_bundle.files, keys=b"{"))
    twice = signed_bundle.ring.replace(b"person-of-county", b"person-of-village")
    assert codes(verify(signed_bundle.files, keys=twice), "V9") == ["person"]
    assert len(read_keyring(signed_bundle.ring).keys) == 4


@pytest.mark.parametrize(
    ("events", "code"),
    [
        ((("reviewed", "b"), ("filed", "c")), "event"),
        ((("run_proposed", "a"), ("reviewed", "a")), "same-person"),
        ((("run_proposed", "a"), ("filed", "a")), "same-person"),
        ((("run_proposed", "a"), ("objection", "h"), ("filed", "c")), "open-objection"),
        ((("run_proposed", "a"), ("filed", "c"), ("filed", "c")), "event"),
    ],
)
def test_an_order_that_cannot_be_is_found(
    plain_bundle: Bundle, events: tuple[tuple[str, str], ...], code: str
) -> None:
    """Never proposed, reviewed by the proposer, filed twice or over an objection."""
    lines = journal_lines(plain_bundle.manifest, plain_bundle.files["manifest.dsse.json"], events)
    head = Checkpoint(ORIGIN, len(lines), journal_tree(lines).root).document()
    files = plain_bundle.changed(journal__jsonl=journal_bytes(lines), checkpoint__txt=head)

    assert code in codes(verify(files), "V10")


def test_a_journal_cut_back_or_written_anew_is_found_beside_what_was_seen(
    plain_bundle: Bundle,
) -> None:
    """Rolled back, or forked: both copies together prove it."""
    files, manifest = plain_bundle.files, plain_bundle.manifest
    seen = files["checkpoint.txt"]
    assert codes(verify(files, remembered=seen), "V12") == []
    for events, code in ((EVENTS[:3], "rolled-back"), ((*EVENTS[1:], EVENTS[0]), "forked")):
        lines = journal_lines(manifest, files["manifest.dsse.json"], events)
        head = Checkpoint(ORIGIN, len(lines), journal_tree(lines).root).document()
        other = plain_bundle.changed(journal__jsonl=journal_bytes(lines), checkpoint__txt=head)
        assert codes(verify(other, remembered=seen), "V12") == [code]
    early = journal_lines(manifest, files["manifest.dsse.json"], EVENTS[:2])
    before = Checkpoint(ORIGIN, 2, journal_tree(early).root).document()
    assert codes(verify(files, remembered=before), "V12") == []
    assert codes(verify(files, remembered=b"x"), "V12") == ["checkpoint"]


def test_a_household_finds_its_row_with_its_slip(plain_bundle: Bundle) -> None:
    """All six, and the number that was typed."""
    verdict = verify(
        plain_bundle.files, slip=plain_bundle.slip(0), id_number=ID_NUMBER, detail=DETAIL
    )

    assert bad(verdict) == set()
    assert [name for name in verdict.by_name if name[0] == "H"] == [f"H{n}" for n in range(1, 7)]
    assert not open_(verdict) & {f"H{n}" for n in range(1, 7)}
    other = verify(plain_bundle.files, slip=plain_bundle.slip(0), id_number="440524188001010014")
    assert bad(other) == {"H3"}
    none = verify(plain_bundle.files, slip=plain_bundle.slip(1), id_number=ID_NUMBER)
    assert ("H3" in open_(none), none.is_complete) == (True, False)


@pytest.mark.parametrize(
    ("old", "new", "failing"),
    [
        (b'"amount_minor":300', b'"amount_minor":301', {"H2", "H4"}),
        (b'"name":"\xe5\x90\x88\xe6\x88\x90\xe7\x94\xb2"', b'"name":"x"', {"H2"}),
        (b'"size":3', b'"size":4', {"H5"}),
        (b'"path":["', b'"path":["' + b"0" * 64 + b'","', {"H5"}),
        (b"e1", b"e2", {"H5"}),
    ],
)
def test_a_slip_that_was_changed_fails(
    plain_bundle: Bundle, old: bytes, new: bytes, failing: set[str]
) -> None:
    """A line, a name, the size, the path, the run."""
    slip = plain_bundle.slip(0)
    assert old in slip

    assert bad(verify(plain_bundle.files, slip=slip.replace(old, new, 1))) == failing


def test_a_salt_of_another_length_and_somebody_elses_detail_fail(plain_bundle: Bundle) -> None:
    """A zero behind the salt would commit alike under HMAC."""
    slip = json.loads(plain_bundle.slip(0))
    for salt in (slip["salt"] + "00", slip["salt"][:-2]):
        data = json.dumps(
            {**slip, "salt": salt}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        assert codes(verify(plain_bundle.files, slip=data.encode()), "H1") == ["salt"]
    wrong = verify(plain_bundle.files, slip=plain_bundle.slip(0), detail=DETAIL + b" ")
    assert bad(wrong) == {"H6"}
    assert bad(verify(plain_bundle.files, slip=plain_bundle.slip(1), detail=DETAIL)) == {"H6"}
    assert bad(verify(plain_bundle.files, slip=b"{}")) == {"H1"}


@pytest.mark.parametrize(
    ("part", "key", "value", "failing"),
    [
        ("", "salt", "x", {"H1"}),
        ("", "size", True, {"H1"}),
        ("", "path", ["0"], {"H1"}),
        ("", "row", [], {"H1"}),
        ("row", "no", "0", {"H4", "H5"}),
        ("row", "no", 7, {"H4", "H5"}),
        ("row", "commit", None, {"H2", "H5"}),
        ("statement", "lines", [1], {"H2", "H4"}),
        ("statement", "lines", [{"amount_minor": "450"}], {"H2", "H4"}),
        ("statement", "currency", "USD", {"H2", "H4"}),
        ("statement", "no", 1, {"H2", "H4"}),
        ("statement", "holder", 1, {"H2", "H3"}),
    ],
)
def test_a_slip_of_another_form_fails_and_never_raises(
    plain_bundle: Bundle, part: str, key: str, value: object, failing: set[str]
) -> None:
    """Whatever stands where a number or a text should be."""
    slip = json.loads(plain_bundle.slip(0))
    (slip[part] if part else slip)[key] = value
    data = json.dumps(slip, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    assert bad(verify(plain_bundle.files, slip=data, id_number=ID_NUMBER)) == failing


def test_without_rows_or_manifest_a_slip_and_the_private_folder_are_not_checked(
    plain_bundle: Bundle,
) -> None:
    """Asked for and not made: the verdict is not complete."""
    files = plain_bundle.changed(manifest__dsse__json=b"{}", rows__jsonl=b"{}\n")
    verdict = verify(files, slip=plain_bundle.slip(0), restricted={})

    names = {*(f"H{n}" for n in range(1, 7)), *(f"A{n}" for n in range(1, 6))}
    assert names <= open_(verdict)
    assert not verdict.is_complete


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"keyid":"', b'"keyid":"0'),
        (b'"role":"county"', b'"role":""'),
        (b'"valid_from":"2026-12-01"', b'"valid_from":"1 December"'),
        (b'"valid_to":null', b'"valid_to":7'),
        (b'"valid_from":"2026-12-01"', b'"valid_from":null'),
    ],
)
def test_a_keyring_with_a_bad_row_decides_nothing(
    signed_bundle: Bundle, old: bytes, new: bytes
) -> None:
    """It is refused whole, and no signature is looked at."""
    assert old in signed_bundle.ring
    ring = signed_bundle.ring.replace(old, new, 1)

    assert codes(verify(signed_bundle.files, keys=ring), "V9") == ["bad-key"]


@pytest.mark.parametrize(
    ("key", "value"),
    [("_type", "x"), ("predicateType", "x"), ("subject", [{}]), ("predicate", {}), ("more", 1)],
)
def test_a_manifest_of_another_form_is_not_read_on(
    plain_bundle: Bundle, key: str, value: object
) -> None:
    """V4 says where; what needs it is not checked."""
    manifest = {**json.loads(plain_bundle.manifest), key: value}
    payload = json.dumps(manifest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    envelope = {**json.loads(plain_bundle.files["manifest.dsse.json"])}
    envelope["payload"] = base64.b64encode(payload.encode()).decode()
    data = json.dumps(envelope, sort_keys=True, separators=(",", ":")).encode()
    verdict = verify(plain_bundle.changed(manifest__dsse__json=data))

    assert set(codes(verdict, "V4")) & {"form", "values.canonical-key"}
    assert {"V3", "V5", "V8", "V13", "V14"} <= open_(verdict)


def test_bytes_that_are_no_text_fail_their_check(plain_bundle: Bundle) -> None:
    """The checkpoint, the keys and the notice."""
    for name, check in (("checkpoint.txt", "V11"), ("vkeys.txt", "V9"), ("notice.html", "V13")):
        verdict = verify({**plain_bundle.files, name: b"\xff\n"})
        assert check in bad(verdict)


def test_a_list_beyond_the_limit_is_refused(
    plain_bundle: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three hundred thousand rows a bundle; here two."""
    monkeypatch.setattr("benefit_share.verification.public.ROWS_LIMIT", 2)

    assert codes(verify(plain_bundle.files), "V1") == ["too-many-rows"]


def test_an_auditor_compares_inputs_and_the_run_computed_again(plain_bundle: Bundle) -> None:
    """Another version of the program cannot decide."""
    rows, kept = plain_bundle.rows, {"inputs/households.csv": INPUT}
    kept["statements.jsonl"] = rows.statements_file
    again = Rerun("0.1.0", "0" * 64, rows.rows_file, rows.statements_file)

    def said(restricted: Mapping[str, bytes], rerun: Rerun | None) -> tuple[set[str], set[str]]:
        verdict = verify(plain_bundle.files, restricted=restricted, rerun=rerun)
        return bad(verdict), open_(verdict) & {"A1", "A2"}

    assert said(kept, again) == (set(), set())
    assert said(kept, None) == (set(), {"A2"})
    assert said(kept, attrs.evolve(again, version="9")) == (set(), {"A2"})
    assert said(kept, attrs.evolve(again, source="9" * 64)) == (set(), {"A2"})
    assert said(kept, attrs.evolve(again, rows=b"")) == ({"A2"}, set())
    assert said({**kept, "statements.jsonl": b""}, again) == ({"A2"}, set())
    assert said({**kept, "inputs/households.csv": b"id\nH2\n"}, again) == ({"A1"}, set())
    assert said({**kept, "inputs/more.csv": b""}, again) == ({"A1"}, set())


@given(st.lists(st.binary(max_size=4), max_size=40), st.data())
def test_law_both_ways_of_building_a_tree_agree(leaves: list[bytes], data: st.DataObject) -> None:
    """A stack here, level by level there; a path read from the root, and from the leaf."""
    from benefit_share.seal import Tree

    tree = Tree.of(leaves)
    assert root_of(leaves) == tree.root
    if leaves:
        index = data.draw(st.integers(0, len(leaves) - 1))
        path = tree.inclusion(index)
        assert root_through(leaves[index], index, tree.size, path) == tree.root
        assert root_through(leaves[index], index, tree.size, (*path, tree.root)) is None
        assert root_through(leaves[index], tree.size, tree.size, path) is None
