"""What a check of a bundle can find: why it failed, or why it was not made."""

from __future__ import annotations

from typing import Final

from benefit_share.findings import Kind, Severity

TAKE_ANOTHER: Final = "Compare with another copy of the folder, and say which office it came from."


def _failed(code: str, says: str, do: str = TAKE_ANOTHER) -> Kind:
    return Kind(code=f"verification.{code}", severity=Severity.ERROR, says=says, do=do)


def _note(code: str, says: str, do: str) -> Kind:
    return Kind(code=f"verification.{code}", severity=Severity.NOTE, says=says, do=do)


TOO_LARGE = _failed("too-large", "The file has more than {limit} bytes.")
TOO_MANY = _failed("too-many-rows", "There are more than {limit} rows.")
MISSING_FILE = _failed("missing-file", "The file is missing.")
EXTRA_FILE = _failed("extra-file", "The manifest does not stand for this file.")
UNSAFE_NAME = _failed("unsafe-name", "The name of a file is not one that a bundle has.")
DIGEST = _failed("digest", "The SHA-256 of the file is not the one in the manifest.")
FORM = _failed("form", "The document has not the form of its type at '{key}'.")
LINES = _failed("lines", "The lines do not each end with exactly one line feed.")
NUMBER = _failed("number", "A row has not the number {expected}.")
SAME_COMMITMENT = _failed("same-commitment", "Two rows have the same commitment.")
RANGE = _failed("range", "An amount is below zero or beyond the limit.")
SUM = _failed("sum", "The rows add up to {found}, the manifest says {said} (minor units).")
COUNT = _failed("count", "There are {found} rows, the manifest says {said}.")
NO_ROWS = _note(
    "no-rows",
    "There is no row: the manifest says that nobody is awarded anything.",
    "Look in the manifest for what became of the income.",
)
ROOT = _failed("root", "The root over the lines is not the one that is stated.")
STEP = _failed("step", "The step {step} does not use what it sends on.")
POOL = _failed("pool", "The pool {pool} does not close.")
WHOLE = _failed("whole", "The whole does not close: {difference} minor units.")
SIGNATURE = _failed("signature", "The signature under the key {key} does not fit, or may not.")
ROLE = _failed("role", "No signature of the role {role} by a key and person of their own counts.")
BAD_KEY = _failed(
    "bad-key", "A key is not acceptable, stands twice, or its line is not well formed."
)
PERSON = _failed("person", "One person stands in two roles.")
UNKNOWN_KEY = _note(
    "unknown-key",
    "The key {key} of a signature is not among the keys; it counts for nothing.",
    "Ask whose it is.",
)
CHAIN = _failed("chain", "The line does not follow the line before it.")
EVENT = _failed("event", "The journal has no such event, or it is out of order.")
TIME = _failed("time", "The time of the entry is not well formed, or lies before the entry above.")
OTHER_MANIFEST = _failed("other-manifest", "The entry is about another manifest or envelope.")
SAME_PERSON = _failed("same-person", "Who proposed the run also reviewed or filed it.")
OPEN_OBJECTION = _failed("open-objection", "The run was filed while an objection was open.")
CHECKPOINT = _failed("checkpoint", "The checkpoint has another size or another root.")
NO_JOURNAL_KEY = _failed(
    "no-journal-key", "The key of the journal is known, but the checkpoint is not signed with it."
)
ROLLED_BACK = _failed(
    "rolled-back",
    "The journal is shorter than {size} lines, which were seen before.",
    "Keep both copies: together they prove that lines were taken away.",
)
FORKED = _failed(
    "forked",
    "The first {size} lines are not those that were seen before.",
    "Keep both copies: together they prove that there are two journals.",
)
NOTICE = _failed("notice", "The notice differs from the sealed rows at row {row}.")
SUPERSEDES = _failed("supersedes", "What the run replaces is not named by a digest.")
SALT = _failed("salt", "The salt has not exactly 32 bytes.", "Ask for the slip again.")
COMMITMENT = _failed(
    "commitment", "The statement of the slip is not the one behind the row.", "Object in writing."
)
HOLDER = _failed(
    "holder",
    "The slip is not made out to this identity number.",
    "Type it again; if it stays so, the slip is somebody else's.",
)
SLIP_LINES = _failed(
    "slip-lines", "The lines of the slip do not add up to the amount of the row.", "Object."
)
SLIP_PATH = _failed("slip-path", "The row of the slip is not among the sealed rows.", "Object.")
SLIP_RUN = _failed(
    "slip-run", "The slip is of another run or another manifest.", "Take the slip of this run."
)
DETAIL = _failed(
    "detail", "The explained statement is not the one that the slip names.", "Object in writing."
)
INPUT = _failed("input", "The input is missing or is not the file that was sealed.")
RERUN = _failed("rerun", "Computed again, the file comes out otherwise.")
PAYMENT_BINDING = _failed(
    "payment-binding", "The payment list is not of this run: its '{key}' is another."
)
PAYMENT_FILE = _failed(
    "payment-file", "The file is missing, is not the one of the payment list, or cannot be read."
)
PAYMENT_SUM = _failed("payment-sum", "Count or total of the payments is not what it must be.")
PAYMENT_LINE = _failed(
    "payment-line", "The payment {reference} stands otherwise in the list and in the file."
)
PAYMENT_OTHER = _failed(
    "payment-other",
    "{payer} pays {party} {amount}, and by the sealed inputs owes it {owed}.",
)
PAYMENT_ACCOUNT = _failed(
    "payment-account", "{party} is paid under another name or account than the sealed inputs have."
)
PAYMENT_ELSEWHERE = Kind(
    "verification.payment-elsewhere",
    Severity.WARNING,
    "{party} is paid to an account that the sealed inputs do not have.",
    "Ask who put it right, and on what paper.",
)
ISSUED_UNASKED = _failed(
    "issued-unasked",
    "{party} is issued a payment again, and no answer of the bank says that one came back.",
)
ANSWER_FILE = _failed("answer-file", "An answer of the bank is not what came.")
ANSWER_UNKNOWN = _failed(
    "answer-unknown", "The bank moved {amount} that belongs to no payment of the run."
)
ANSWER_DIFFERS = _failed(
    "answer-differs", "The bank moved {moved} to {party} under a payment of {amount}."
)
ANSWER_TWICE = _failed(
    "answer-twice", "The bank moved {moved} to {party} over all attempts; {owed} is owed."
)
ANSWER_OPEN = Kind(
    "verification.answer-open",
    Severity.WARNING,
    "{count} parties have not got all that they are owed; {amount} is open.",
    "Look with benefit-share reconcile which they are, and why.",
)
STAMP = _failed(
    "stamp",
    "The time stamp is not over this manifest, or not by an office under the certificates given.",
)

NOT_READ = _note(
    "not-read", "What it needs could not be read.", "Look at the checks that failed before it."
)
NOT_GIVEN = _note("not-given", "What it needs was not given.", "Give it, if you have it.")
NOT_PRESENT = _note("not-present", "The bundle has none.", "Nothing; it is not required.")
NO_ANSWER = _note("no-answer", "No answer of the bank has come yet.", "Reconcile it when it comes.")
ANSWER_UNREAD = _note(
    "answer-unread",
    "An answer of the bank cannot be read apart from the program that reconciled it.",
    "Compare it by hand.",
)
NOT_SIGNED = _note("not-signed", "Nobody has signed with a key.", "Ask for signatures with keys.")
NAME_UNBOUND = _note(
    "name-unbound",
    "Size and root fit, but only a signature would bind the name of the journal in the first line.",
    "Do not rely on that name; ask for a signed checkpoint.",
)
NOT_PINNED = _note(
    "not-pinned",
    "It agrees with itself; the keys are the bundle's own and not pinned.",
    "Get the keyring on paper from the county, and give it with --keys.",
)
NOT_INSTALLED = _note(
    "not-installed",
    "Signatures need the package cryptography, which is not installed.",
    'Install it with: pip install "benefit-share[sign]".',
)
NO_ROOTS = _note(
    "no-roots",
    "The time stamp was given without certificates to check it under.",
    "Get the root certificate of the office from itself, and give it with --stamp-roots.",
)
STAMP_NOT_INSTALLED = _note(
    "stamp-not-installed",
    "Time stamps need the packages cryptography and rfc3161-client, which are not installed.",
    'Install them with: pip install "benefit-share[sign]".',
)
OTHER_ENGINE = _note(
    "other-engine",
    "It was computed with another version of the program, or with other source files.",
    "Install that version unchanged to compute it again.",
)
NO_DEATHS = _note(
    "no-deaths",
    "No identity number and no payee stands twice; there is no list of the dead to compare with.",
    "Compare the payees with the register of deaths by hand.",
)
