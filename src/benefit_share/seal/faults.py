"""What can be wrong with a thing that is to be sealed, or with the bytes of a sealed one."""

from __future__ import annotations

from benefit_share.findings import Kind, Severity

__all__ = [
    "BAD_EVENT",
    "BAD_IDENTIFIER",
    "BAD_KEY",
    "BAD_KEY_NAME",
    "BAD_NOTE",
    "BAD_SECRET",
    "BAD_SIGNATURE",
    "BAD_TIME",
    "CHAIN_BROKEN",
    "KEY_TWICE",
    "LINE_END",
    "LOCKED",
    "NOT_BASE64",
    "NO_PASSPHRASE",
    "NUMBER_IN_TEXT",
    "PERSON_TWICE",
    "ROLE_MISSING",
    "SHORT_PASSPHRASE",
    "SIGN_EXTRA",
    "SLIPS_COUNT",
    "SLIPS_FILE",
    "SLIPS_KEY",
    "SLIP_CODE",
    "SLIP_DETAIL",
    "SLIP_DIFFERS",
    "SLIP_PRIVATE",
    "SLIP_ROW",
    "TOO_MANY_ROWS",
    "TOTALS",
    "UNKNOWN_KEYS",
    "UNKNOWN_SIGNER",
    "WRONG_KEYS",
    "WRONG_TYPE",
    "WRONG_VALUE",
]


def _kind(code: str, says: str, do: str, severity: Severity = Severity.ERROR) -> Kind:
    return Kind(code=f"seal.{code}", severity=severity, says=says, do=do)


WRONG_TYPE = _kind(
    "wrong-type",
    "The document is not of the type {expected}.",
    "Take the file as it was written; a document of another type cannot stand for it.",
)
WRONG_KEYS = _kind(
    "wrong-keys",
    "The document has {extra} unknown keys and lacks {missing}.",
    "Take the file as it was written; every type has a closed set of keys.",
)
WRONG_VALUE = _kind(
    "wrong-value",
    "The value of '{key}' is not of the form that this document needs.",
    "Take the file as it was written.",
)
LINE_END = _kind(
    "line-end",
    "The lines do not each end with exactly one line feed.",
    "Take the file as it was written; no blank line, no carriage return, one LF after each line.",
)
BAD_SECRET = _kind(
    "secret-length",
    "A key or salt has {found} bytes; exactly {expected} are needed.",
    "Give {expected} bytes from a source of chance; shorter ones would be padded without a word.",
)
BAD_IDENTIFIER = _kind(
    "identifier",
    "An identifier of {length} characters cannot be sealed.",
    "Use letters, digits, point, underline and hyphen, {limit} characters at most.",
)
NUMBER_IN_TEXT = _kind(
    "number-in-text",
    "A long number stands in what is to be public: {what}.",
    "Take it out of the table: an identity number, account or telephone has no place there.",
)
TOO_MANY_ROWS = _kind(
    "too-many-rows",
    "There are more than {limit} rows.",
    "Seal each collective by itself, in a bundle of its own.",
)
TOTALS = _kind(
    "totals",
    "Awarded and released, without what is held and offset, differ from payable by {difference}.",
    "Report this with the plan: the run should not have been returned.",
)
SIGN_EXTRA = _kind(
    "sign-extra",
    "Signatures need the package cryptography, which is not installed.",
    'Install it with: pip install "benefit-share[sign]".',
)
BAD_KEY = _kind(
    "bad-key",
    "A public key is no acceptable Ed25519 key: wrong length, not canonical, or of small order.",
    "Make a new key; under such a key one signature can fit many messages.",
)
BAD_KEY_NAME = _kind(
    "bad-key-name",
    "The name of a key is empty, or holds a space or a plus sign.",
    "Name it without spaces and plus signs, such as village/name.",
)
KEY_TWICE = _kind(
    "key-twice",
    "The same public key stands twice in the keyring.",
    "Let each person keep a key of their own; one key counts once.",
)
PERSON_TWICE = _kind(
    "person-twice",
    "One person holds keys of two roles: {first} and {second}.",
    "Let another person hold one of them; four eyes are two persons.",
)
LOCKED = _kind(
    "locked",
    "The private key cannot be opened: another passphrase, or no encrypted Ed25519 key.",
    "Give the passphrase with which the key was made.",
)
NO_PASSPHRASE = _kind(
    "no-passphrase",
    "The private key needs its passphrase, and nobody is there to type it.",
    "Write it into a file that only you can read, and name the file with --passphrase.",
)
SHORT_PASSPHRASE = _kind(
    "short-passphrase",
    "The passphrase is shorter than {least} characters.",
    "Take four words that have nothing to do with each other.",
)
NOT_BASE64 = _kind(
    "not-base64",
    "A text is not the base64 (with padding) of its own bytes.",
    "Take the file as it was written.",
)
BAD_SIGNATURE = _kind(
    "bad-signature",
    "The signature under the key {key} does not fit.",
    "Do not use this envelope: something was changed after it was signed.",
)
UNKNOWN_KEYS = _kind(
    "no-known-key",
    "No signature is by a key of the keyring.",
    "Use the keyring that was handed over on paper, or ask who signed.",
)
UNKNOWN_SIGNER = _kind(
    "unknown-signer",
    "The key {key} of a signature is not in the keyring.",
    "Ask whose it is; its signature counts for nothing.",
    Severity.NOTE,
)
ROLE_MISSING = _kind(
    "role-missing",
    "No valid signature of the role {role} by a person and key of their own.",
    "Get that signature; the others do not stand for it.",
)
BAD_EVENT = _kind(
    "unknown-event",
    "A journal has no event of this type.",
    "Use one of the types of the journal.",
)
BAD_TIME = _kind(
    "bad-time",
    "A time in a journal is not written as YYYY-MM-DDThh:mm:ssZ.",
    "Give the time in UTC, to the second.",
)
CHAIN_BROKEN = _kind(
    "chain-broken",
    "Entry {seq} does not follow the entry before it.",
    "Compare with another copy of the journal: a line was changed, left out, added or moved.",
)
BAD_NOTE = _kind(
    "bad-note",
    "The checkpoint is not a note in the form of its standard.",
    "Take the file as it was written.",
)
SLIPS_FILE = _kind(
    "slips-file",
    "The file {name} is missing.",
    "Give the whole folder that `seal` wrote, with public/ and restricted/.",
)
SLIPS_COUNT = _kind(
    "slips-count",
    "There are {statements} private statements for {rows} public rows.",
    "Take both folders from one sealed run, as they were written.",
)
SLIPS_KEY = _kind(
    "slips-key",
    "The run key opens none of the {rows} rows.",
    "Take the private folder of this very run; another edition has another key.",
)
SLIP_DIFFERS = _kind(
    "slip-differs",
    "The private statement is not the one that was sealed in its row.",
    "Print nothing from this folder: take an untouched copy, or run and seal again.",
)
SLIP_DETAIL = _kind(
    "slip-detail",
    "The explained statement that was sealed with this one is not in details.jsonl.",
    "Take an untouched copy of the private folder: the reckoning on the slip comes from there.",
)
SLIP_CODE = _kind(
    "slip-code",
    "This is not the text of the QR code of a slip.",
    "Scan it again: it begins with BS1: and has five parts.",
)
SLIP_ROW = _kind(
    "slip-row",
    "The slip names row {no}, and this run has {rows} rows, counted from 0.",
    "Take the folder of the run that the slip is of.",
)
SLIP_PRIVATE = _kind(
    "slip-private",
    "The QR code of a slip opens a statement that lies in the private folder.",
    "Give that folder too, with --restricted; a household has its slip as a file (--household).",
)
