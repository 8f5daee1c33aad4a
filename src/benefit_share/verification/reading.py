"""A bundle taken apart: what could be read, and everything that could not."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.values import KEY_PATTERN, ValueFault, digest, read_canonical
from benefit_share.verification import faults
from benefit_share.verification.proofs import bytes_of_base64

if TYPE_CHECKING:
    from benefit_share.findings import Finding

__all__ = ["LIMITS", "Parts", "Reader", "is_digest", "is_whole", "parts_of"]

ENVELOPE, JOURNAL, CHECKPOINT = "manifest.dsse.json", "journal.jsonl", "checkpoint.txt"
ROWS, VKEYS = "rows.jsonl", "vkeys.txt"
HTML, CSV = "notice.html", "notice.csv"
CLOSING: Final = frozenset({ENVELOPE, JOURNAL, CHECKPOINT})
REQUIRED: Final = frozenset({ROWS, HTML, CSV, VKEYS, "README.txt"})
OPTIONAL: Final = frozenset({"verify.html"})

PAYLOAD_TYPE: Final = "application/vnd.in-toto+json"
ROW_KEYS: Final = frozenset({"t", "no", "name", "group", "amount_minor", "commit"})
ENTRY_KEYS: Final = frozenset({"t", "seq", "prev", "at", "type", "actor", "body"})
PREDICATE_KEYS: Final = frozenset(
    {
        *("run_id", "distribution_id", "edition", "period", "kind", "supersedes", "engine"),
        *("plan_sha256", "inputs_sha256", "inputs", "currency", "exponent", "synthetic"),
        *("warnings", "tree", "totals", "waterfall", "commit_alg", "mask"),
    }
)
TOTALS: Final = (
    *("awarded", "released", "held", "offset", "payable", "paid"),
    *("income", "deferred", "earlier", "opening", "closing"),
)

LIMITS: Final = (
    (ENVELOPE, 131_072),
    (CHECKPOINT, 65_536),
    (VKEYS, 65_536),
    ("README.txt", 65_536),
    ("verify.html", 4_194_304),
    (ROWS, 67_108_864),
    (JOURNAL, 67_108_864),
    (HTML, 134_217_728),
    (CSV, 67_108_864),
)
"""The most bytes of each file."""

_MIXED_KEYS: Final = re.compile(rf"{KEY_PATTERN.pattern}|_type|predicateType|payloadType")
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_RUN: Final = re.compile(r"[A-Za-z0-9._-]{1,40}")


def is_digest(value: object, /) -> bool:
    """Say whether a value is a SHA-256 in small hexadecimal digits."""
    return isinstance(value, str) and _DIGEST.fullmatch(value) is not None


def is_whole(value: object, /) -> bool:
    """Say whether a value is a whole number from 0 on; a boolean is none."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


@attrs.define
class Reader:
    """Reads documents and keeps what is wrong with them."""

    findings: list[Finding] = attrs.field(factory=list)

    def document(self, data: bytes, place: str, *, long: bool = False) -> Any:  # noqa: ANN401  (JSON, before it is looked at)
        """Return what canonical bytes say, or None after noting why not."""
        try:
            return read_canonical(
                data,
                key_pattern=_MIXED_KEYS,
                text_limit=131_072 if long else 200,
                size_limit=131_072,
            )
        except ValueFault as fault:
            self.findings.append(fault.at("").placed(place))
            return None

    def wrong(self, key: str, place: str) -> None:
        """Note that a document has not its form at *key*."""
        self.findings.append(faults.FORM.at("", key=key).placed(place))

    def lines(self, data: bytes | None, place: str) -> tuple[bytes, ...] | None:
        """Return the lines of a file, or None: it is not there, or they do not end well.

        A file without a byte has no lines, which is not the same as a file that is not there.
        """
        if not data:
            return None if data is None else ()
        lines = data.split(b"\n")
        if lines[-1] or b"" in lines[:-1] or b"\r" in data:
            self.findings.append(faults.LINES.at("").placed(place))
            return None
        return tuple(lines[:-1])

    def records(
        self, lines: Sequence[bytes] | None, place: str, is_good: Callable[[Any], str]
    ) -> tuple[Any, ...] | None:
        """Return the document of each line, or None when there are none or one of them is bad.

        Args:
            lines: the lines, or None.
            place: the file.
            is_good: returns the key that is wrong in a document, or empty.
        """
        if lines is None:
            return None
        read, before = [], len(self.findings)
        for number, line in enumerate(lines, start=1):
            document = self.document(line, f"{place}:{number}")
            if document is None:
                continue
            wrong = is_good(document)
            if wrong:
                self.wrong(wrong, f"{place}:{number}")
            read.append(document)
        return tuple(read) if len(self.findings) == before else None


@attrs.frozen
class Parts:
    """What could be read of a bundle; None stands for what could not.

    Attributes:
        files: the bundle.
        envelope: the DSSE envelope.
        payload: the bytes that were signed: the manifest.
        manifest: what they say.
        rows: the public rows.
        row_lines: their bytes.
        entries: the journal.
        entry_lines: its bytes.
        findings: everything that is not canonical or has not its form.
    """

    files: Mapping[str, bytes]
    envelope: Mapping[str, Any] | None
    payload: bytes
    manifest: Mapping[str, Any] | None
    rows: tuple[Mapping[str, Any], ...] | None
    row_lines: tuple[bytes, ...]
    entries: tuple[Mapping[str, Any], ...] | None
    entry_lines: tuple[bytes, ...]
    findings: tuple[Finding, ...]

    @property
    def predicate(self) -> Mapping[str, Any]:
        """What the manifest says of the run; empty if it could not be read."""
        return self.manifest["predicate"] if self.manifest else {}

    @property
    def digest(self) -> str:
        """The SHA-256 of the manifest."""
        return digest(self.payload)


def parts_of(files: Mapping[str, bytes], /) -> Parts:
    """Return the parts of a bundle; nothing the writer says is taken on trust."""
    reader = Reader()
    envelope, payload, manifest = _envelope(files.get(ENVELOPE, b""), reader)
    row_lines = reader.lines(files.get(ROWS), ROWS)
    rows = reader.records(row_lines, ROWS, _wrong_in_row)
    entry_lines = reader.lines(files.get(JOURNAL), JOURNAL)
    entries = reader.records(entry_lines, JOURNAL, _wrong_in_entry)
    return Parts(
        files=files,
        envelope=envelope,
        payload=payload,
        manifest=manifest,
        rows=rows,
        row_lines=row_lines or (),
        entries=entries,
        entry_lines=entry_lines or (),
        findings=tuple(reader.findings),
    )


def _envelope(
    data: bytes, reader: Reader
) -> tuple[Mapping[str, Any] | None, bytes, Mapping[str, Any] | None]:
    document = reader.document(data, ENVELOPE, long=True)
    if document is None:
        return None, b"", None
    if not isinstance(document, dict) or set(document) != {"payload", "payloadType", "signatures"}:
        reader.wrong("envelope", ENVELOPE)
        return None, b"", None
    payload = bytes_of_base64(document["payload"])
    signatures = document["signatures"]
    good = isinstance(signatures, list) and all(
        isinstance(one, dict)
        and set(one) == {"keyid", "sig"}
        and is_digest(one["keyid"])
        and bytes_of_base64(one["sig"]) is not None
        for one in signatures
    )
    if payload is None or document["payloadType"] != PAYLOAD_TYPE or not good:
        reader.wrong("payload", ENVELOPE)
        return None, b"", None
    manifest = reader.document(payload, f"{ENVELOPE} (payload)")
    wrong = _wrong_in_manifest(manifest) if manifest is not None else ""
    if wrong:
        reader.wrong(wrong, f"{ENVELOPE} (payload)")
        return document, payload, None
    return document, payload, manifest


def _wrong_in_manifest(manifest: Any) -> str:  # noqa: ANN401  (JSON, before it is looked at)
    """Return the key at which a manifest has not its form, or empty."""
    if not _has(manifest, ("_type", "subject", "predicateType", "predicate")):
        return "manifest"
    said = manifest["predicate"]
    if not _has(said, PREDICATE_KEYS):
        return "predicate"
    forms = (
        ("_type", manifest["_type"] == "https://in-toto.io/Statement/v1"),
        ("predicateType", manifest["predicateType"] == "https://benefit-share.example/run/v1"),
        ("subject", _is_list(manifest["subject"], _is_subject)),
        ("tree", _is_tree(said["tree"])),
        ("totals", _are_totals(said["totals"])),
        ("exponent", is_whole(said["exponent"]) and said["exponent"] <= 4),
        ("run_id", isinstance(said["run_id"], str) and bool(_RUN.fullmatch(said["run_id"]))),
        ("engine", _has(said["engine"], ("name", "version", "source_sha256"))),
        ("inputs", _is_list(said["inputs"], _is_input)),
        ("commit_alg", said["commit_alg"] == "hmac-sha256/v1"),
        ("mask", said["mask"] == "mask/v1"),
    )
    return next((key for key, good in forms if not good), "")


def _has(value: object, keys: Collection[str]) -> bool:
    return isinstance(value, dict) and set(value) == set(keys)


def _is_list(value: object, is_good: Callable[[object], bool]) -> bool:
    return isinstance(value, list) and all(map(is_good, value))


def _is_tree(value: Any) -> bool:  # noqa: ANN401  (JSON, before it is looked at)
    return (
        _has(value, ("alg", "size", "root"))
        and value["alg"] == "rfc9162-sha256"
        and is_whole(value["size"])
        and is_digest(value["root"])
    )


def _are_totals(value: Any) -> bool:  # noqa: ANN401  (JSON, before it is looked at)
    keys = {"rows", *(f"{name}_minor" for name in TOTALS)}
    return _has(value, keys) and all(map(is_whole, value.values()))


def _is_subject(value: object) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == {"name", "digest"}
        and isinstance(value["name"], str)
        and isinstance(value["digest"], dict)
        and set(value["digest"]) == {"sha256"}
        and is_digest(value["digest"]["sha256"])
    )


def _is_input(value: object) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == {"name", "sha256", "bytes"}
        and isinstance(value["name"], str)
        and is_digest(value["sha256"])
        and is_whole(value["bytes"])
    )


def _wrong_in_row(row: Any) -> str:  # noqa: ANN401  (JSON, before it is looked at)
    if not isinstance(row, dict) or set(row) != ROW_KEYS:
        return "row"
    if row["t"] != "benefit_share/row/v1":
        return "t"
    for key in ("name", "group"):
        if not isinstance(row[key], str):
            return key
    # A boolean would pass for a number: 0 == False.
    if type(row["amount_minor"]) is not int or type(row["no"]) is not int:
        return "amount_minor"
    return "" if is_digest(row["commit"]) else "commit"


def _wrong_in_entry(entry: Any) -> str:  # noqa: ANN401  (JSON, before it is looked at)
    if not isinstance(entry, dict) or set(entry) != ENTRY_KEYS:
        return "entry"
    if entry["t"] != "benefit_share/journal/v1":
        return "t"
    if type(entry["seq"]) is not int or not is_digest(entry["prev"]):
        return "seq"
    words = ("at", "type", "actor")
    bad = next((key for key in words if not isinstance(entry[key], str)), "")
    return bad or ("" if isinstance(entry["body"], dict) else "body")
