"""The bundle: file names and bytes, made from a finished run; the same arguments, the same bytes.

What readers see (`notice.html`, `notice.csv`, `README.txt`) is made by other rooms and handed in as
bytes; what is signed is the manifest over them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from benefit_share.seal.envelope import Envelope
from benefit_share.seal.journal import Checkpoint, journal_bytes, journal_tree
from benefit_share.seal.keys import Keyring, vkey
from benefit_share.values.frozen import FrozenMap

__all__ = [
    "CHECKPOINT",
    "JOURNAL",
    "JOURNAL_ROLE",
    "MANIFEST_FILE",
    "ROWS",
    "SUBJECTS",
    "VKEYS",
    "public_files",
    "vkeys_file",
]

ROWS: Final = "rows.jsonl"
VKEYS: Final = "vkeys.txt"
MANIFEST_FILE: Final = "manifest.dsse.json"
JOURNAL: Final = "journal.jsonl"
CHECKPOINT: Final = "checkpoint.txt"

JOURNAL_ROLE: Final = "journal"
"""The role of the key that signs checkpoints; its holder is a journal, and no person."""

SUBJECTS: Final = (ROWS, "notice.html", "notice.csv", VKEYS, "README.txt", "verify.html")
"""The files that a manifest stands for."""


def vkeys_file(ring: Keyring, journal_key: tuple[str, bytes] | None = None) -> bytes:
    """Return the public keys of a bundle, a line each in the form of C2SP signed notes.

    Args:
        ring: the keys of those who sign; the name of each is `role/person`, and that of a
            journal's key (role `journal`) is the journal's.
        journal_key: origin and public key of the journal, or None.
    """
    named = [
        (key.person if key.role == JOURNAL_ROLE else f"{key.role}/{key.person}", key.public)
        for key in ring.keys
    ]
    if journal_key is not None:
        named.append(journal_key)
    return "".join(f"{vkey(name, public)}\n" for name, public in named).encode("utf-8")


def public_files(
    subjects: Mapping[str, bytes],
    envelope: Envelope,
    *,
    journal: Sequence[bytes],
    checkpoint: Checkpoint | None = None,
    origin: str,
) -> Mapping[str, bytes]:
    """Return the public folder of a bundle.

    Args:
        subjects: the files that the manifest stands for.
        envelope: the manifest with its signatures.
        journal: the lines of the journal up to now, without line feeds.
        checkpoint: the signed head of them; an unsigned one is made if None.
        origin: the name of the journal.

    Returns:
        File name to bytes, closed: subjects, manifest, journal and checkpoint.
    """
    tree = journal_tree(journal)
    head = checkpoint or Checkpoint(origin, tree.size, tree.root)
    return FrozenMap(
        {
            **subjects,
            MANIFEST_FILE: envelope.document(),
            JOURNAL: journal_bytes(journal),
            CHECKPOINT: head.document(),
        }
    )
