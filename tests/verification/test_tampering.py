"""The rows T of the reliability list that `test_verify` does not try: each fails where it must."""

from __future__ import annotations

import base64
import json
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from benefit_share.seal.envelope import Envelope, signed
from benefit_share.seal.keys import signer_from_seed
from benefit_share.values import canonical_bytes, digest
from benefit_share.verification import Outcome, Verdict, verify
from house_bundle import Bundle, bundle

ENVELOPE = "manifest.dsse.json"


def bad(verdict: Verdict) -> set[str]:
    """Return the checks that failed."""
    return {name for name, outcome in verdict.by_name.items() if outcome is Outcome.FAILED}


def codes(verdict: Verdict, name: str) -> list[str]:
    """Return what one check found."""
    (check,) = (one for one in verdict.checks if one.name == name)
    return [one.code.removeprefix("verification.") for one in check.findings]


def with_envelope(made: Bundle, **changes: Any) -> dict[str, bytes]:
    """Return the files with other values in the envelope."""
    document = {**json.loads(made.files[ENVELOPE]), **changes}
    data = json.dumps(document, sort_keys=True, separators=(",", ":")).encode()
    return {**made.files, ENVELOPE: data}


def test_t1_a_fen_moved_between_two_rows(plain_bundle: Bundle) -> None:
    """The sum stays, the digest, the root and the notice do not."""
    data = plain_bundle.files["rows.jsonl"]
    moved = data.replace(b'"amount_minor":450', b'"amount_minor":449')
    moved = moved.replace(b'"amount_minor":49,', b'"amount_minor":50,')
    assert moved != data

    assert bad(verify(plain_bundle.changed(rows__jsonl=moved))) == {"V3", "V7", "V13"}


def made_again(made: Bundle) -> bytes:
    """Return a manifest of other inputs, as if everything had been computed again."""
    document = json.loads(made.manifest)
    document["predicate"]["inputs"][0]["sha256"] = "f" * 64
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def test_t3_rows_and_manifest_made_again_have_nobodys_signature(signed_bundle: Bundle) -> None:
    """Everything agrees with itself, and no pinned key has signed it."""
    other = bundle(is_signed=False)
    verdict = verify(other.files, keys=signed_bundle.ring)

    assert "V9" in bad(verdict)
    payload = base64.b64encode(made_again(signed_bundle)).decode()
    kept = verify(with_envelope(signed_bundle, payload=payload), keys=signed_bundle.ring)
    assert {"V9", "V10"} <= bad(kept)


def test_t4_a_fresh_key_is_no_pinned_key(signed_bundle: Bundle) -> None:
    """It signs well, and stands in no keyring: every role is missing, and it is reported."""
    fresh = signed(Envelope(made_again(signed_bundle)), *signer_from_seed(b"\x07" * 32))
    files = {**signed_bundle.files, ENVELOPE: fresh.document()}
    verdict = verify(files, keys=signed_bundle.ring)

    assert {"V9", "V10"} <= bad(verdict)
    assert codes(verdict, "V9").count("role") == 3


def test_t8_a_signature_more_or_less_is_another_envelope(signed_bundle: Bundle) -> None:
    """The journal names the envelope that was filed: later signatures show."""
    signatures = json.loads(signed_bundle.files[ENVELOPE])["signatures"]
    fewer = verify(with_envelope(signed_bundle, signatures=signatures[:-1]))
    assert "V10" in bad(fewer)
    stranger = signed(Envelope(signed_bundle.manifest), *signer_from_seed(b"\x07" * 32))
    more = [*signatures, *json.loads(stranger.document())["signatures"]]
    more.sort(key=lambda one: str(one["keyid"]))
    verdict = verify(with_envelope(signed_bundle, signatures=more), keys=signed_bundle.ring)
    assert "V10" in bad(verdict)


@pytest.mark.parametrize(
    "written",
    [
        lambda text: text.rstrip("=") + "=" * 3,
        lambda text: text + "\n",
        lambda text: text[:76] + "\n" + text[76:],
        lambda text: base64.urlsafe_b64encode(base64.b64decode(text) + b"\xff\xff\xfe").decode(),
        lambda text: " " + text,
    ],
    ids=["padding", "newline", "wrapped", "url-safe", "space"],
)
def test_t9_a_payload_written_otherwise(
    signed_bundle: Bundle, written: Callable[[str], str]
) -> None:
    """Base64 has one spelling, that with which it was made."""
    payload = json.loads(signed_bundle.files[ENVELOPE])["payload"]
    verdict = verify(
        with_envelope(signed_bundle, payload=written(payload)), keys=signed_bundle.ring
    )

    assert "V4" in bad(verdict)
    assert not verdict.holds


def test_t10_another_type_of_payload(signed_bundle: Bundle) -> None:
    """The type is signed too."""
    for kind in ("application/json", "", "application/vnd.in-toto+json "):
        verdict = verify(with_envelope(signed_bundle, payloadType=kind), keys=signed_bundle.ring)
        assert bad(verdict) & {"V4", "V9"}
        assert not verdict.holds


@pytest.mark.parametrize(
    "edited",
    [
        lambda lines: [lines[0], *lines[2:]],
        lambda lines: [lines[0], lines[2], lines[1], *lines[3:]],
        lambda lines: [*lines[:2], lines[1], *lines[2:]],
        lambda lines: [lines[0].replace(b"T08:00:00Z", b"T08:00:01Z"), *lines[1:]],
        lambda lines: [lines[0].replace(b"person-of-village", b"person-of-nowhere"), *lines[1:]],
    ],
    ids=["left out", "swapped", "inserted", "time", "edited"],
)
def test_t11_a_journal_that_was_edited(
    signed_bundle: Bundle, edited: Callable[[list[bytes]], list[bytes]]
) -> None:
    """The chain breaks behind the line, and the head is that of another journal."""
    lines = signed_bundle.files["journal.jsonl"].splitlines(keepends=True)
    changed = b"".join(edited(lines))
    assert changed != signed_bundle.files["journal.jsonl"]
    verdict = verify(signed_bundle.changed(journal__jsonl=changed), keys=signed_bundle.ring)

    assert {"V10", "V11"} <= bad(verdict)


def test_t15_rows_of_another_run(signed_bundle: Bundle) -> None:
    """Rows are those that the manifest names."""
    lines = [json.loads(line) for line in signed_bundle.files["rows.jsonl"].splitlines()]
    for place, line in enumerate(lines):
        line["commit"] = digest(b"%d" % place)
    made = b"".join(canonical_bytes(line) + b"\n" for line in lines)

    assert {"V3", "V7"} <= bad(verify(signed_bundle.changed(rows__jsonl=made)))


def test_t17_another_salt(plain_bundle: Bundle) -> None:
    """Of the right length, and it opens nothing."""
    slip = json.loads(plain_bundle.slip(0))
    slip["salt"] = json.loads(plain_bundle.slip(1))["salt"]

    assert "H2" in bad(verify(plain_bundle.files, slip=canonical_bytes(slip)))


@pytest.mark.parametrize(
    "written",
    [
        lambda data: data.replace(b'"no":0', b'"no":0,"no":0', 1),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data.replace(b"\n", b" \n", 1),
        lambda data: unicodedata.normalize(
            "NFD", data.decode().replace("一组", "\u00e9组")
        ).encode(),
        lambda data: data.replace(b'"no":0', b'"no": 0', 1),
        lambda data: data.rstrip(b"\n"),
    ],
    ids=["key twice", "bom", "crlf", "space behind", "nfd", "space", "no line end"],
)
def test_t26_rows_written_otherwise(
    plain_bundle: Bundle, written: Callable[[bytes], bytes]
) -> None:
    """One value has one spelling."""
    data = written(plain_bundle.files["rows.jsonl"])
    assert data != plain_bundle.files["rows.jsonl"]

    assert {"V3", "V4"} <= bad(verify(plain_bundle.changed(rows__jsonl=data)))


@pytest.mark.parametrize("text", ["450.0", '"450"', "450e0", "-0", "9007199254740992", "0450"])
def test_t27_an_amount_written_otherwise(plain_bundle: Bundle, text: str) -> None:
    """An amount is a whole number of minor units within the limit, in its one spelling."""
    data = plain_bundle.files["rows.jsonl"].replace(
        b'"amount_minor":450', f'"amount_minor":{text}'.encode(), 1
    )

    assert bad(verify(plain_bundle.changed(rows__jsonl=data))) & {"V4", "V5"}
