"""The journal: entries that each name the one before, and a checkpoint over all of them.

Entries and checkpoints are values and bytes here; when they are written, and how, is decided in
other rooms. Anybody with `sha256sum` can follow the chain; the tree gives two offices a short proof
that one copy is the beginning of the other.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import attrs

from benefit_share.errors import Refused
from benefit_share.findings import Finding
from benefit_share.seal import faults
from benefit_share.seal.documents import document_bytes, join_lines, read_lines, typed
from benefit_share.seal.keys import Signer, from_base64, note_key_id, to_base64
from benefit_share.seal.tree import Tree
from benefit_share.values.frozen import FrozenMap

__all__ = [
    "EVENT_TYPES",
    "JOURNAL_TYPE",
    "NO_LINE",
    "Checkpoint",
    "Entry",
    "NoteSignature",
    "entry_bytes",
    "extended",
    "journal_bytes",
    "journal_tree",
    "read_checkpoint",
    "read_journal",
    "signed_checkpoint",
]

JOURNAL_TYPE: Final = "benefit_share/journal/v1"
NO_LINE: Final = "0" * 64
"""What the first entry names as the one before it."""

EVENT_TYPES: Final = frozenset(
    {
        *("run_proposed", "meeting_recorded", "reviewed", "returned", "notice_posted"),
        *("objection", "objection_resolved", "notice_ended", "filed", "checkpoint"),
        *("bank_sent", "bank_result", "superseded", "voided", "key_added", "key_revoked"),
    }
)

_KEYS: Final = ("actor", "at", "body", "prev", "seq", "type")
_TIME: Final = re.compile(
    r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])(:[0-5]\d){2}Z", re.ASCII
)


def _frozen(body: Mapping[str, Any]) -> FrozenMap[str, Any]:
    return FrozenMap(body)


@attrs.frozen
class Entry:
    """One line of the journal.

    Attributes:
        type: what happened, one of `EVENT_TYPES`.
        actor: who says so.
        at: when it was written, UTC, `YYYY-MM-DDThh:mm:ssZ`.
        body: what there is to say; days that count are local dates in it.
        seq: its place, from 0.
        prev: the SHA-256 of the line before, or 64 zeros.
    """

    type: str
    actor: str
    at: str
    body: Mapping[str, Any] = attrs.field(converter=_frozen)
    seq: int = 0
    prev: str = NO_LINE


def entry_bytes(entry: Entry, /) -> bytes:
    """Return the canonical bytes of an entry, without the line feed.

    Raises:
        Refused: for an unknown type, another form of time, or a body outside the profile.
    """
    path = f"journal[{entry.seq}]"
    if entry.type not in EVENT_TYPES:
        raise Refused([faults.BAD_EVENT.at(path)])
    if _TIME.fullmatch(entry.at) is None:
        raise Refused([faults.BAD_TIME.at(path)])
    fields = {name: getattr(entry, name) for name in _KEYS}
    return document_bytes({"t": JOURNAL_TYPE, **fields}, path=path)


def extended(lines: Sequence[bytes], entry: Entry, /) -> tuple[bytes, ...]:
    """Return the lines of a journal with *entry* put behind the last of them.

    Args:
        lines: the lines so far, without line feeds.
        entry: what is new; its `seq` and `prev` are set here.
    """
    prev = hashlib.sha256(lines[-1]).hexdigest() if lines else NO_LINE
    return (*lines, entry_bytes(attrs.evolve(entry, seq=len(lines), prev=prev)))


def journal_bytes(lines: Iterable[bytes], /) -> bytes:
    """Return the file of a journal: one line feed after each line."""
    return join_lines(lines)


def read_journal(data: bytes, /, *, place: str = "journal.jsonl") -> tuple[Entry, ...]:
    """Return the entries of a journal; every line is read, and every link followed.

    Args:
        data: the file.
        place: its name, for the findings.

    Raises:
        Refused: with a finding for each line that is not canonical or does not follow the one
            before it.
    """
    found: list[Finding] = []
    entries: list[Entry] = []
    prev = NO_LINE
    for seq, (line, document) in enumerate(read_lines(data, place=place)):
        where = f"{place}:{seq + 1}"
        fields = typed(document, JOURNAL_TYPE, _KEYS, place=where)
        if (fields["seq"], fields["prev"]) != (seq, prev) or isinstance(fields["seq"], bool):
            found.append(faults.CHAIN_BROKEN.at("", seq=seq).placed(where))
        if fields["type"] not in EVENT_TYPES:
            found.append(faults.BAD_EVENT.at("").placed(where))
        if not isinstance(fields["at"], str) or _TIME.fullmatch(fields["at"]) is None:
            found.append(faults.BAD_TIME.at("").placed(where))
        if not isinstance(fields["actor"], str) or not isinstance(fields["body"], dict):
            found.append(faults.WRONG_VALUE.at("", key="body").placed(where))
        else:
            entries.append(Entry(**{name: fields[name] for name in _KEYS}))
        prev = hashlib.sha256(line).hexdigest()
    if found:
        raise Refused(found)
    return tuple(entries)


def journal_tree(lines: Sequence[bytes], /) -> Tree:
    """Return the tree over the lines of a journal, without their line feeds."""
    return Tree.of(lines)


# ---- the checkpoint


@attrs.frozen
class NoteSignature:
    """One signature line of a note: the key's name, its four bytes, and 64 bytes."""

    name: str
    key: bytes
    sig: bytes


@attrs.frozen
class Checkpoint:
    """The head of a journal as a C2SP tlog-checkpoint.

    Attributes:
        origin: which journal.
        size: how many lines it has.
        root: the root of its tree, 32 bytes.
        signatures: by whom; none at the level without keys.
    """

    origin: str
    size: int
    root: bytes
    signatures: tuple[NoteSignature, ...] = ()

    def text(self) -> bytes:
        """Return what is signed: origin, size and root, a line each."""
        return f"{self.origin}\n{self.size}\n{to_base64(self.root)}\n".encode()

    def document(self) -> bytes:
        """Return the note: the text, and behind a blank line its signatures."""
        lines = (
            f"— {one.name} {to_base64(one.key + one.sig)}\n".encode() for one in self.signatures
        )
        return b"".join((self.text(), b"\n", *lines))


def signed_checkpoint(
    checkpoint: Checkpoint, public: bytes, signer: Signer, /, *, name: str = ""
) -> Checkpoint:
    """Return the checkpoint with one more signature.

    Args:
        checkpoint: origin, size and root.
        public: the public key, 32 bytes.
        signer: what makes a signature over bytes.
        name: the name of the key; the origin if it is the journal's own.
    """
    own = name or checkpoint.origin
    made = NoteSignature(own, note_key_id(own, public), signer(checkpoint.text()))
    return attrs.evolve(checkpoint, signatures=(*checkpoint.signatures, made))


_NOTE: Final = re.compile(
    r"(?P<origin>[^\s+][^\n]*)\n(?P<size>0|[1-9][0-9]{0,15})\n(?P<root>[A-Za-z0-9+/=]{44})\n\n"
    r"(?P<signatures>(?:— [^\s+]+ [A-Za-z0-9+/=]+\n)*)"
)


def read_checkpoint(data: bytes, /, *, place: str = "checkpoint.txt") -> Checkpoint:
    """Return the checkpoint that a note says.

    Args:
        data: the note.
        place: its file, for the finding.

    Raises:
        Refused: for anything but origin, size, root, a blank line and signature lines, written
            exactly as this room writes them.
    """
    bad = Refused([faults.BAD_NOTE.at("").placed(place)])
    try:
        match = _NOTE.fullmatch(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise bad from None
    if match is None:
        raise bad
    signatures = []
    for line in match["signatures"].splitlines():
        _, name, text = line.split(" ")
        raw = from_base64(text, place=place)
        signatures.append(NoteSignature(name, raw[:4], raw[4:]))
    root = from_base64(match["root"], place=place)
    read = Checkpoint(match["origin"], int(match["size"]), root, tuple(signatures))
    if read.document() != data:
        raise bad
    return read
