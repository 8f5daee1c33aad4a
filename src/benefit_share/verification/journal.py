"""The checks V10 to V12: the chain, the checkpoint, and what was seen before."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from benefit_share.values import digest
from benefit_share.verification import faults
from benefit_share.verification.proofs import (
    SignaturesNotInstalled,
    bytes_of_base64,
    fits,
    root_of,
)
from benefit_share.verification.reading import CHECKPOINT, ENVELOPE, JOURNAL
from benefit_share.verification.signing import is_day
from benefit_share.verification.verdict import Check, Outcome, failed, judged, unchecked

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.verification.reading import Parts
    from benefit_share.verification.signing import Keys

__all__ = ["chain_check", "checkpoint_check", "is_named", "remembered_check", "signing_day"]

EVENTS: Final = frozenset(
    {
        *("run_proposed", "meeting_recorded", "reviewed", "returned", "notice_posted"),
        *("objection", "objection_resolved", "notice_ended", "filed", "checkpoint"),
        *("bank_sent", "bank_result", "superseded", "voided", "key_added", "key_revoked"),
    }
)
SIGN_OFFS: Final = ("run_proposed", "reviewed", "filed")
NAMED: Final = frozenset({"person", "post", "on", "scan_sha256"})


def chain_check(parts: Parts, /) -> Check:
    """Return the check V10: every line follows the one before, in an order that can be."""
    if parts.entries is None:
        return unchecked("V10", faults.NOT_READ)
    if not parts.entries:
        return unchecked("V10", faults.NOT_PRESENT)
    return judged("V10", (*_links(parts), *_order(parts)))


def _links(parts: Parts) -> Iterator[Finding]:
    before, last = "0" * 64, ""
    for place, (entry, line) in enumerate(zip(parts.entries or (), parts.entry_lines, strict=True)):
        where = f"{JOURNAL}:{place + 1}"
        if entry["seq"] != place or entry["prev"] != before:
            yield faults.CHAIN.at("").placed(where)
        if not _is_time(entry["at"]) or entry["at"] < last:
            yield faults.TIME.at("").placed(where)
        if entry["type"] not in EVENTS:
            yield faults.EVENT.at("").placed(where)
        before, last = hashlib.sha256(line).hexdigest(), entry["at"]


def _is_time(text: str) -> bool:
    try:
        read = dt.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC)
    except ValueError:
        return False
    return read.strftime("%Y-%m-%dT%H:%M:%SZ") == text


def _own(parts: Parts) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the entries about this run with their places."""
    run = parts.predicate.get("run_id")
    for place, entry in enumerate(parts.entries or ()):
        if run is not None and entry["body"].get("run_id") == run:
            yield f"{JOURNAL}:{place + 1}", entry


def _order(parts: Parts) -> Iterator[Finding]:
    """The run is proposed first and filed last, by others, with no objection open."""
    proposer, is_filed, is_open = "", False, set[str]()
    for where, entry in _own(parts):
        kind, body = entry["type"], entry["body"]
        yield from _about(parts, body, where)
        if kind == "run_proposed":
            proposer = entry["actor"]
        elif not proposer or (kind == "filed" and is_filed):
            yield faults.EVENT.at("").placed(where)
        elif kind in {"reviewed", "filed"} and entry["actor"] == proposer:
            yield faults.SAME_PERSON.at("").placed(where)
        if kind == "objection":
            is_open.add(str(body.get("objection", where)))
        elif kind == "objection_resolved":
            is_open.discard(str(body.get("objection")))
        elif kind == "filed" and is_open:
            yield faults.OPEN_OBJECTION.at("").placed(where)
        is_filed |= kind == "filed"
    if parts.entries and parts.manifest and not proposer:
        yield faults.EVENT.at("").placed(JOURNAL)


def _about(parts: Parts, body: Mapping[str, Any], where: str) -> Iterator[Finding]:
    """An entry that names a manifest or an envelope names these."""
    envelope = digest(parts.files.get(ENVELOPE, b""))
    named = (("manifest_sha256", parts.digest), ("envelope_sha256", envelope))
    if any(body.get(key, own) != own for key, own in named):
        yield faults.OTHER_MANIFEST.at("").placed(where)


def is_named(parts: Parts, /) -> bool:
    """Say whether the journal names who proposed, reviewed and filed, with the scanned page."""
    named = {entry["type"] for _, entry in _own(parts) if set(entry["body"]) >= NAMED}
    return named >= set(SIGN_OFFS)


def signing_day(parts: Parts, /) -> str:
    """Return the local day of filing, else the day of the last entry about the run, or empty."""
    day = ""
    for _, entry in _own(parts):
        stated = entry["body"].get("filed_on", entry["body"].get("on"))
        day = stated if is_day(stated) else entry["at"][:10]
    return day


# ---- the checkpoint

_NOTE: Final = re.compile(
    r"([^\s+][^\n]*)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/=]{44})\n\n((?:— [^\n]+\n)*)"
)
_SIGNATURE: Final = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/=]+)")


def _note(data: bytes) -> re.Match[str] | None:
    try:
        return _NOTE.fullmatch(data.decode("utf-8"))
    except UnicodeDecodeError:
        return None


def checkpoint_check(parts: Parts, keys: Keys, /, *, is_pinned: bool) -> Check:
    """Return the check V11: size and root are those of the journal, and its key signed them."""
    data = parts.files.get(CHECKPOINT, b"")
    match = _note(data)
    if match is None:
        return failed("V11", faults.CHECKPOINT, CHECKPOINT)
    root = root_of(parts.entry_lines)
    if int(match[2]) != len(parts.entry_lines) or bytes_of_base64(match[3]) != root:
        return failed("V11", faults.CHECKPOINT, CHECKPOINT)
    lines = match[4].split("\n")[:-1]
    text = data.decode("utf-8").split("\n\n", 1)[0].encode() + b"\n"
    known, found = 0, []
    for line in lines:
        signed = _SIGNATURE.fullmatch(line)
        raw = bytes_of_base64(signed[2]) if signed else None
        if signed is None or raw is None:
            return failed("V11", faults.CHECKPOINT, CHECKPOINT)
        public = keys.named.get(signed[1])
        mark = hashlib.sha256(signed[1].encode() + b"\n\x01" + (public or b"")).digest()[:4]
        if public is None or raw[:4] != mark:
            found.append(faults.UNKNOWN_KEY.at("", key=raw[:4].hex()).placed(CHECKPOINT))
            continue
        try:
            if not fits(public, text, raw[4:]):
                shown = faults.SIGNATURE.at("", key=raw[:4].hex())
                found.append(shown.placed(CHECKPOINT))
        except SignaturesNotInstalled:
            return unchecked("V11", faults.NOT_INSTALLED, required=True)
        known += signed[1] == match[1]
    if not known and match[1] in keys.named:
        found.append(faults.NO_JOURNAL_KEY.at("").placed(CHECKPOINT))
    if not known and not any(one.is_error for one in found):
        why = (faults.NOT_SIGNED.at(""), *found, faults.NAME_UNBOUND.at("").placed(CHECKPOINT))
        return Check("V11", Outcome.NOT_CHECKED, why, required=is_pinned)
    return judged("V11", found)


def remembered_check(parts: Parts, remembered: bytes | None, /) -> Check:
    """Return the check V12: the journal begins with the lines of a checkpoint seen before.

    Args:
        parts: the bundle.
        remembered: the checkpoint that was seen last, or None.
    """
    if remembered is None:
        return unchecked("V12", faults.NOT_GIVEN)
    before, now = _note(remembered), _note(parts.files.get(CHECKPOINT, b""))
    if before is None or now is None or before[1] != now[1]:
        return failed("V12", faults.CHECKPOINT, CHECKPOINT)
    size = int(before[2])
    if size > len(parts.entry_lines):
        return judged("V12", [faults.ROLLED_BACK.at("", size=size).placed(JOURNAL)])
    if bytes_of_base64(before[3]) != root_of(parts.entry_lines[:size]):
        return judged("V12", [faults.FORKED.at("", size=size).placed(JOURNAL)])
    return judged("V12")
