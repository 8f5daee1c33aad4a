"""Keys, keyrings and envelopes: who signed, counted by key, by person and by role."""

from __future__ import annotations

import base64
import datetime as dt
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from benefit_share.errors import Refused
from benefit_share.seal.envelope import (
    PAYLOAD_TYPE,
    Envelope,
    Signature,
    check_signatures,
    pae,
    read_envelope,
    signed,
)
from benefit_share.seal.keys import (
    Key,
    Keyring,
    from_base64,
    key_id,
    public_key_of,
    read_keyring,
    signature_fits,
    signer_from_seed,
    vkey,
)

DAY = dt.date(2026, 12, 4)
ROLES = ("county", "township", "village")


def codes(call: Callable[[], object]) -> list[str]:
    """Return the codes of what a call is refused with."""
    with pytest.raises(Refused) as refused:
        call()
    return [one.code for one in refused.value.findings]


@pytest.fixture
def signing() -> None:
    """Leave a test out where the extra is not installed."""
    pytest.importorskip("cryptography")


def ring_of(vectors: Any) -> Keyring:
    """The three test keys of RFC 8032, each with a person."""
    return Keyring.of(
        Key(bytes.fromhex(one["public_hex"]), one["role"], f"person of {one['role']}", DAY)
        for one in vectors["design_v1"]["keys"].values()
    )


@pytest.mark.usefixtures("signing")
def test_the_published_keys_sign_and_verify_as_published(vectors: Any) -> None:
    """RFC 8032, section 7.1."""
    for case in vectors["ed25519_rfc8032"]["cases"]:
        seed, public, message, signature = (
            bytes.fromhex(case[name]) for name in ("secret", "public", "message", "signature")
        )
        made, sign = signer_from_seed(seed)
        assert (made, sign(message)) == (public, signature)
        assert public_key_of(seed) == public
        assert signature_fits(public, message, signature)


@pytest.mark.usefixtures("signing")
def test_the_answers_of_wycheproof_are_given(vectors: Any) -> None:
    """Edge cases of Ed25519: every recorded signature has its recorded answer."""
    for case in vectors["ed25519_wycheproof"]["cases"]:
        public, message, signature = (bytes.fromhex(case[name]) for name in ("pk", "msg", "sig"))
        expected = case["result"] == "valid"
        assert signature_fits(public, message, signature) is expected, case["tcId"]


@pytest.mark.usefixtures("signing")
def test_the_twelve_odd_signatures_have_the_recorded_answer(vectors: Any) -> None:
    """What two other implementations answer; the bad keys among them a keyring refuses."""
    check = vectors["ed25519_speccheck"]
    answers = "".join(
        "V"
        if signature_fits(
            *(bytes.fromhex(case[name]) for name in ("pub_key", "message", "signature"))
        )
        else "X"
        for case in check["cases"]
    )

    assert answers == check["observed"]["Node 20.20.2 WebCrypto"]


@pytest.mark.parametrize("place", [0, 1, 10, 11])
def test_a_keyring_refuses_keys_of_small_order_and_other_writings(vectors: Any, place: int) -> None:
    """Under such a key one signature fits many messages."""
    public = bytes.fromhex(vectors["ed25519_speccheck"]["cases"][place]["pub_key"])

    assert codes(lambda: Keyring.of([Key(public, "county", "A", DAY)])) == ["seal.bad-key"]
    assert codes(lambda: vkey("county/A", public)) == ["seal.bad-key"]


@pytest.mark.parametrize(
    "public",
    ["00" * 31, "00" * 33, "ed" + "ff" * 30 + "7f", "01" + "00" * 30 + "80", "ff" * 32],
)
def test_a_key_of_another_length_or_beyond_the_field_is_refused(public: str) -> None:
    """The order of the field itself is zero, written otherwise."""
    keys = [Key(bytes.fromhex(public), "county", "A", DAY)]

    assert codes(lambda: Keyring.of(keys)) == ["seal.bad-key"]


def test_a_keyring_refuses_one_key_twice_and_one_person_in_two_roles(vectors: Any) -> None:
    """Four eyes are two keys and two persons."""
    one, two, _ = ring_of(vectors).keys
    again = Key(one.public, "township", "another", DAY)
    both = Key(two.public, "township", one.person, DAY)

    assert codes(lambda: Keyring.of([one, again])) == ["seal.key-twice"]
    assert codes(lambda: Keyring.of([one, both])) == ["seal.person-twice"]


def test_a_keyring_is_read_as_it_was_written(vectors: Any) -> None:
    """And is refused with anything else in it."""
    first, *others = ring_of(vectors).keys
    ended = Key(first.public, first.role, first.person, DAY, DAY, DAY + dt.timedelta(1))
    ring = Keyring.of([ended, *others])
    data = ring.document()

    assert read_keyring(data, place="keys.json") == ring
    for old, new, code in [
        (b'"role":"village"', b'"role":""', "seal.wrong-value"),
        (b'"2026-12-04"', b'"20261204"', "seal.wrong-value"),
        (b'"keyid":"', b'"keyid":"0', "seal.wrong-value"),
        (b'"public_hex":"', b'"public_hex":"0', "seal.bad-key"),
        (b'"revoked_at"', b'"revoked_by"', "seal.wrong-value"),
        (b'"valid_from":"2026-12-04"', b'"valid_from":null', "seal.wrong-value"),
        (b'"2026-12-04"', b'"4 December"', "seal.wrong-value"),
        (b"keyring/v1", b"keyring/v2", "seal.wrong-type"),
    ]:
        changed = data.replace(old, new, 1)
        assert codes(partial(read_keyring, changed)) == [code]
    assert codes(lambda: read_keyring(b'{"keys":1,"t":"benefit_share/keyring/v1"}')) == [
        "seal.wrong-value"
    ]


def test_the_days_of_a_key_end_with_its_last_day_and_begin_revocation_on_its_day() -> None:
    """The last day is included, the day of revocation is not."""
    day = dt.timedelta(1)
    key = Key(b"\x02" * 32, "county", "A", DAY, DAY + 9 * day, DAY + 5 * day)

    assert [key.holds_on(DAY + n * day) for n in (-1, 0, 4, 5)] == [False, True, True, False]
    assert not Key(b"\x02" * 32, "county", "A", DAY, DAY).holds_on(DAY + day)


def test_the_encoding_that_is_signed_is_that_of_the_standard(vectors: Any) -> None:
    """Lengths in decimal, counted in bytes."""
    case = vectors["dsse"]

    assert pae(case["payloadType"], case["body"].encode()).decode() == case["pae"]
    assert pae("é", b"") == b"DSSEv1 2 \xc3\xa9 0 "


@pytest.mark.usefixtures("signing")
def test_the_recorded_envelope_is_made_and_its_three_roles_are_counted(vectors: Any) -> None:
    """Same payload and keys, same bytes."""
    design = vectors["design_v1"]
    envelope = Envelope(design["manifest_jcs"].encode())
    seeds = [bytes.fromhex(one["secret"]) for one in vectors["ed25519_rfc8032"]["cases"]]
    for seed in seeds:
        envelope = signed(envelope, *signer_from_seed(seed))

    assert [
        {"keyid": one.keyid, "sig": base64.b64encode(one.sig).decode()}
        for one in envelope.signatures
    ] == design["dsse_envelope"]["signatures"]
    read = read_envelope(envelope.document(), place="manifest.dsse.json")
    assert read == envelope
    counted = check_signatures(read, ring_of(vectors), required=ROLES, on=DAY)
    assert counted.holds
    assert counted.roles == ROLES


@pytest.mark.usefixtures("signing")
def test_signatures_that_do_not_make_the_threshold_say_why(vectors: Any) -> None:
    """A role that lacks, a key nobody knows, a signature that does not fit, a revoked key."""
    ring = ring_of(vectors)
    cases = vectors["ed25519_rfc8032"]["cases"]
    one, two, three = (signer_from_seed(bytes.fromhex(case["secret"])) for case in cases)
    stranger = signer_from_seed(b"\x07" * 32)
    empty = Envelope(b"{}")
    village = signed(empty, *one)
    whole = signed(signed(village, *two), *three)

    def said(envelope: Envelope, on: dt.date = DAY) -> list[str]:
        return [
            finding.code
            for finding in check_signatures(envelope, ring, required=ROLES, on=on).findings
        ]

    assert said(whole) == []
    assert said(empty) == ["seal.no-known-key"] + ["seal.role-missing"] * 3
    assert said(signed(village, *one)) == ["seal.role-missing"] * 2
    assert said(signed(whole, *stranger)) == ["seal.unknown-signer"]
    assert check_signatures(signed(whole, *stranger), ring, required=ROLES, on=DAY).holds
    bad = Signature(key_id(one[0]), b"\x00" * 64)
    broken = Envelope(b"{}", (*whole.signatures, bad))
    assert said(broken) == ["seal.bad-signature"]
    assert not check_signatures(broken, ring, required=ROLES, on=DAY).holds
    short = Envelope(b"{}", (Signature(key_id(one[0]), b"\x00" * 63), *whole.signatures[1:]))
    assert said(short) == ["seal.bad-signature", "seal.role-missing"]
    assert said(whole, DAY - dt.timedelta(1)).count("seal.bad-signature") == 3
    other = Envelope(b"{ }", whole.signatures)
    assert said(other).count("seal.bad-signature") == 3


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b'"payload":"e30="', b'"payload":"e30"', "seal.not-base64"),
        (b'"payload":"e30="', b'"payload":"e31="', "seal.not-base64"),
        (b'"payload":"e30="', b'"payload":"-_8="', "seal.not-base64"),
        (b'"payload":"e30="', '"payload":"é"'.encode(), "seal.not-base64"),
        (b'"payload":"e30="', b'"payload":1', "seal.wrong-value"),
        (PAYLOAD_TYPE.encode(), b"text/plain", "seal.wrong-value"),
        (b'"keyid":"k"', b'"keyid":1', "seal.wrong-value"),
        (b'"sig"', b'"sip"', "seal.wrong-keys"),
        (b"}", b"} ", "values.canonical-differs"),
    ],
)
def test_an_envelope_written_otherwise_is_refused(old: bytes, new: bytes, code: str) -> None:
    """Without padding, url-safe, another type, another key, a space."""
    data = Envelope(b"{}", (Signature("k", b"x"),)).document()
    assert read_envelope(data).payload == b"{}"

    assert codes(lambda: read_envelope(data.replace(old, new, 1))) == [code]


def test_a_line_for_a_key_is_that_of_the_standard(vectors: Any) -> None:
    """The published key, and names that could be read as two."""
    line = vectors["signed_note_c2sp"]["vkey"]
    name, _, key = line.split("+", 2)
    public = base64.b64decode(key)[1:]

    assert vkey(name, public) == line
    for bad in ("", "a b", "a+b", "a\u3000b"):
        assert codes(partial(vkey, bad, public)) == ["seal.bad-key-name"]


def test_without_the_extra_a_finding_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """A signature that cannot be checked is neither good nor bad."""
    for name in [*(name for name in sys.modules if name.startswith("cryptography."))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "cryptography", None)

    assert codes(lambda: signer_from_seed(bytes(32))) == ["seal.sign-extra"]
    assert codes(lambda: signature_fits(bytes(32), b"", bytes(64))) == ["seal.sign-extra"]
    assert codes(lambda: signer_from_seed(bytes(31))) == ["seal.secret-length"]
    with pytest.raises(Refused) as refused:
        signer_from_seed(bytes(32))
    assert "benefit-share[sign]" in str(refused.value)


def test_base64_is_read_only_as_it_is_written() -> None:
    """One text for one sequence of bytes."""
    assert from_base64("AAE=") == b"\x00\x01"
    assert codes(lambda: from_base64("AAF=\n")) == ["seal.not-base64"]
