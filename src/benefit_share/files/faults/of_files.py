"""What can be wrong with a file as such."""

from __future__ import annotations

from benefit_share.findings import Kind, Severity

__all__ = [
    "ALREADY_THERE",
    "CANNOT_READ",
    "CANNOT_WRITE",
    "CHANGED",
    "CONTROL",
    "DAMAGED",
    "ENCODING_UNKNOWN",
    "EXISTS",
    "FOREIGN_FOLDER",
    "HELD",
    "KEY_NOT_THEIRS",
    "LOOKS_UTF8",
    "MORE",
    "MORE_WARNINGS",
    "NAMES_COLLIDE",
    "NAME_REFUSED",
    "NOT_A_FILE",
    "NOT_A_FOLDER",
    "NOT_A_MOMENT",
    "NOT_EMPTY",
    "NOT_FOUND",
    "NOT_GB18030",
    "NOT_UTF8",
    "NO_CHECKPOINT",
    "NO_JOURNAL",
    "NO_JOURNAL_KEY",
    "NO_SUCH_KEY",
    "OTHER_TYPE",
    "TOO_LARGE",
    "TWO_FILES",
    "UNKNOWN_FILE",
    "UTF16",
]

ERROR, WARNING = Severity.ERROR, Severity.WARNING

NOT_FOUND = Kind(
    "file.not-found", ERROR, "There is no {what} here.", "Check the name and where you stand."
)
NOT_A_FILE = Kind(
    "file.not-a-file",
    ERROR,
    "This is not an ordinary file.",
    "Give the file itself; links, folders and devices are not read.",
)
TOO_LARGE = Kind(
    "file.too-large",
    ERROR,
    "The file has more than {limit} bytes.",
    "Split it, or check whether it is the right file.",
)
CHANGED = Kind(
    "file.changed-while-reading",
    ERROR,
    "The file changed while it was being read.",
    "Close the program that writes it, then try again.",
)
HELD = Kind(
    "file.held",
    ERROR,
    "Another process is writing here.",
    "Wait until it is done, then look first whether there is still something to do.",
)
NO_CHECKPOINT = Kind(
    "file.no-checkpoint",
    ERROR,
    "The journal has lost its checkpoint.",
    "Write nothing more; compare with the copies of the other offices.",
)
NO_JOURNAL = Kind(
    "file.no-journal",
    ERROR,
    "There is no journal here.",
    "Name the folder of the distribution that 'propose' made.",
)
NOT_A_MOMENT = Kind(
    "file.not-a-moment",
    ERROR,
    "The time is not written as YYYY-MM-DDThh:mm:ssZ.",
    "Give it in UTC, to the second, or leave it out: the clock of this computer is then read.",
)
KEY_NOT_THEIRS = Kind(
    "file.key-not-theirs",
    ERROR,
    "The key is not one that this person may sign with in the role '{role}' on {on}.",
    "Use the person's own key, and let keys.json of the folder list it with person and role.",
)
ALREADY_THERE = Kind(
    "file.already-there",
    ERROR,
    "There is already such a file.",
    "Give another name; nothing was written over it.",
)
NO_SUCH_KEY = Kind(
    "file.no-such-key",
    ERROR,
    "Of the keys that can be revoked, {found} begin so; exactly one is needed.",
    "Look up the id with 'keys show', and write more of it.",
)
NO_JOURNAL_KEY = Kind(
    "file.no-journal-key",
    ERROR,
    "The journal is signed with a key of its own, and that key was not given.",
    "Give its private key with --journal-key, so that the checkpoint can be signed.",
)
DAMAGED = Kind(
    "file.journal-damaged",
    ERROR,
    "The journal does not hold the {size} entries of its checkpoint.",
    "Write nothing more; compare with the copies of the other offices.",
)
CANNOT_READ = Kind(
    "file.cannot-read",
    ERROR,
    "The computer cannot read this: {reason}.",
    "Check the disk and your rights, then try again.",
)
CANNOT_WRITE = Kind(
    "file.cannot-write",
    ERROR,
    "The computer cannot write this: {reason}.",
    "Check space, rights and disk, then try again; what was there before is still whole.",
)
MORE = Kind(
    "file.more",
    ERROR,
    "There are {count} more faults in this file.",
    "Mend those that are shown, then read the file again.",
)
MORE_WARNINGS = Kind(
    "file.more-warnings",
    WARNING,
    "There are {count} more warnings about this file.",
    "Look at those that are shown; the others are of the same kinds.",
)
UTF16 = Kind(
    "file.utf-16",
    ERROR,
    "The file is written in {encoding} (what Excel calls Unicode text).",
    "Save it as 'CSV UTF-8 (comma delimited)'.",
)
NOT_UTF8 = Kind(
    "file.not-utf-8",
    ERROR,
    "Byte {offset} (line {line}) is not UTF-8.",
    "Save the file as UTF-8; if it comes from an older Chinese program, say --encoding gb18030.",
)
NOT_GB18030 = Kind(
    "file.not-gb18030",
    ERROR,
    "Byte {offset} (line {line}) is not GB18030.",
    "Leave --encoding out if the file is UTF-8, or save it again.",
)
LOOKS_UTF8 = Kind(
    "file.looks-like-utf-8",
    ERROR,
    "The file was to be read as GB18030, but it looks like UTF-8.",
    "Leave --encoding gb18030 out; names would become other names without an error.",
)
ENCODING_UNKNOWN = Kind(
    "file.encoding",
    ERROR,
    "The encoding '{encoding}' is not offered.",
    "Say utf-8 or gb18030.",
)
OTHER_TYPE = Kind(
    "file.other-type",
    ERROR,
    "The file is {what}, whatever its name says.",
    "Open it, and save it as 'CSV UTF-8 (comma delimited)'.",
)
CONTROL = Kind(
    "file.control-character",
    ERROR,
    "Character {character} cannot stand in this file.",
    "Delete it, or type the line again.",
)
UNKNOWN_FILE = Kind(
    "file.unknown-table",
    WARNING,
    "No table has this name, so the file is not read.",
    "Rename it or move it away; the nearest table is '{nearest}'.",
)
TWO_FILES = Kind(
    "file.two-for-one",
    ERROR,
    "This and '{other}' are the same table.",
    "Keep one of them.",
)
NAME_REFUSED = Kind(
    "file.name",
    ERROR,
    "'{name}' cannot be the name of a file on every computer.",
    "Use other letters; names such as CON, and names ending in a point, are not accepted.",
)
NAMES_COLLIDE = Kind(
    "file.names-collide",
    ERROR,
    "'{name}' and '{other}' are one file on some computers.",
    "Let identifiers differ by more than capitals and small letters.",
)
NOT_A_FOLDER = Kind(
    "file.not-a-folder",
    ERROR,
    "This is not a folder.",
    "Give the name of a folder, not of a file or a link.",
)
EXISTS = Kind(
    "file.exists",
    ERROR,
    "There is already something of this name.",
    "Give a new name; nothing is ever written over.",
)
NOT_EMPTY = Kind(
    "file.folder-not-empty",
    ERROR,
    "The folder is not empty: it holds '{name}'.",
    "Give a new folder.",
)
FOREIGN_FOLDER = Kind(
    "file.foreign-folder",
    ERROR,
    "The folder holds something that is not an earlier result: '{name}'.",
    "Give another folder, or empty this one yourself.",
)
