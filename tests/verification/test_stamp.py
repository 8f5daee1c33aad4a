"""V15: a time stamp by a local office made with OpenSSL, and levels L3 and L4."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path

import attrs
import pytest

from benefit_share.verification import Outcome, Rerun, Verdict, verify
from house_bundle import INPUT, Bundle

pytest.importorskip("rfc3161_client")

CONFIG = """[tsa]
default_tsa = office
[office]
serial = serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
ess_cert_id_alg = sha256
"""


@attrs.frozen
class Office:
    """A time-stamping office of this test alone.

    Attributes:
        folder: where its key and certificates lie.
    """

    folder: Path

    @classmethod
    def of(cls, folder: Path, *, days: int = 10) -> Office:
        """Make one whose certificate holds for *days* from 20 days ago on."""
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import ec
        from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

        folder.mkdir()
        now = dt.datetime.now(dt.UTC)
        root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))

        def named(text: str) -> x509.Name:
            return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

        def certificate(
            subject: str, public: ec.EllipticCurvePublicKey, last: dt.datetime, *, ca: bool
        ) -> bytes:
            use = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            made = (
                x509.CertificateBuilder()
                .subject_name(named(subject))
                .issuer_name(named("Made-up root"))
                .public_key(public)
                .serial_number(x509.random_serial_number())
                .not_valid_before(now - dt.timedelta(days=20))
                .not_valid_after(last)
                .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            )
            if not ca:
                made = made.add_extension(use, critical=True)
            signed = made.sign(root_key, hashes.SHA256())
            return signed.public_bytes(serialization.Encoding.PEM)

        long = now + dt.timedelta(days=3_650)
        short = now + dt.timedelta(days=days)
        root = certificate("Made-up root", root_key.public_key(), long, ca=True)
        (folder / "root.pem").write_bytes(root)
        (folder / "tsa.pem").write_bytes(
            certificate("Made-up office", key.public_key(), short, ca=False)
        )
        (folder / "key.pem").write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        (folder / "tsa.cnf").write_text(CONFIG, encoding="utf-8")
        (folder / "serial").write_text("01\n", encoding="utf-8")
        return cls(folder)

    @property
    def root(self) -> bytes:
        """Its root certificate."""
        return (self.folder / "root.pem").read_bytes()

    def stamp(self, data: bytes) -> bytes:
        """Return its stamp over some bytes."""
        (self.folder / "data").write_bytes(data)
        ask = ("-query", "-data", "data", "-sha256", "-cert", "-no_nonce", "-out", "ask.tsq")
        answer = ("-config", "tsa.cnf", "-queryfile", "ask.tsq", "-signer", "tsa.pem")
        more = ("-inkey", "key.pem", "-out", "answer.tsr")
        for words in (ask, ("-reply", *answer, *more)):
            subprocess.run(
                ["openssl", "ts", *words],  # noqa: S607 - whichever openssl is on the path
                cwd=self.folder,
                check=True,
                capture_output=True,
            )
        return (self.folder / "answer.tsr").read_bytes()


def outcome(verdict: Verdict) -> Outcome:
    """Return how V15 came out."""
    return verdict.by_name["V15"]


@pytest.mark.needs("openssl")
def test_a_stamp_over_the_manifest_is_an_anchor_from_outside(
    signed_bundle: Bundle, tmp_path: Path
) -> None:
    """With pinned keys it is L3, and computed again from the inputs L4; without keys it is L0."""
    office, made = Office.of(tmp_path / "office"), signed_bundle
    stamp = office.stamp(made.manifest)
    verdict = verify(made.files, keys=made.ring, stamp=stamp, stamp_roots=office.root)

    assert (outcome(verdict), verdict.level) == (Outcome.PASSED, "L3")
    alone = verify(made.files, stamp=stamp, stamp_roots=office.root)
    assert (outcome(alone), alone.level) == (Outcome.PASSED, "L0")
    kept = {"inputs/households.csv": INPUT, "statements.jsonl": made.rows.statements_file}
    again = Rerun("0.1.0", "0" * 64, made.rows.rows_file, made.rows.statements_file)
    for rerun, level in ((again, "L4"), (None, "L3")):
        whole = verify(
            made.files,
            keys=made.ring,
            stamp=stamp,
            stamp_roots=office.root,
            restricted=kept,
            rerun=rerun,
        )
        assert whole.level == level


@pytest.mark.needs("openssl")
def test_t28_a_stamp_of_another_file_or_office_or_day_fails(
    signed_bundle: Bundle, tmp_path: Path
) -> None:
    """Another file, an office nobody named, one whose certificate had expired, changed bytes."""
    office, other = Office.of(tmp_path / "office"), Office.of(tmp_path / "other")
    late = Office.of(tmp_path / "late", days=-1)
    good = office.stamp(signed_bundle.manifest)
    for stamp, roots in (
        (office.stamp(signed_bundle.manifest + b" "), office.root),
        (good, other.root),
        (late.stamp(signed_bundle.manifest), late.root),
        (good[:-1] + bytes([good[-1] ^ 1]), office.root),
        (good[:100], office.root),
        (b"", office.root),
        (good, b"no certificate"),
        (good, (office.folder / "tsa.pem").read_bytes()),
    ):
        verdict = verify(
            signed_bundle.files, keys=signed_bundle.ring, stamp=stamp, stamp_roots=roots
        )
        assert (outcome(verdict), verdict.level) == (Outcome.FAILED, "")


def test_a_stamp_that_cannot_be_checked_is_said_to_be_unchecked(
    signed_bundle: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without certificates, without a manifest, without the package: never good, not complete."""
    files = signed_bundle.files
    unread = signed_bundle.changed(manifest__dsse__json=b"{}")
    verdicts = [verify(files, stamp=b"x"), verify(unread, stamp=b"x", stamp_roots=b"x")]
    monkeypatch.setitem(__import__("sys").modules, "rfc3161_client", None)
    verdicts.append(verify(files, stamp=b"x", stamp_roots=b"x"))

    for verdict in verdicts:
        assert outcome(verdict) is Outcome.NOT_CHECKED
        assert not verdict.is_complete
    assert outcome(verify(files)) is Outcome.NOT_CHECKED
    assert verify({**files}).is_complete
