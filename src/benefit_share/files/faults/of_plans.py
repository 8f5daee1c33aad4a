"""What can be wrong with a plan file, or with the head of a case."""

from __future__ import annotations

from benefit_share.findings import Kind, Severity

__all__ = [
    "ANCHOR",
    "BAND_OR_LIST",
    "DOCUMENTS",
    "EMPTY",
    "FORMAT_NEWER",
    "FORMAT_UNKNOWN",
    "FORM_KEYS",
    "KEY_SHAPE",
    "KEY_TWICE",
    "MISSING_KEY",
    "NOT_BILINGUAL",
    "NOT_BOOLEAN",
    "NOT_NAME",
    "NOT_QUANTITY",
    "NOT_UTF8_PLAN",
    "NOT_WHOLE",
    "NOT_WORD",
    "RATE_RANGE",
    "REGISTER_NAME",
    "TAG",
    "TOO_DEEP",
    "TOO_LONG",
    "TOO_MANY",
    "UNKNOWN_KEY",
    "WRONG_SHAPE",
    "YAML",
]

ERROR = Severity.ERROR

NOT_UTF8_PLAN = Kind(
    "plan.not-utf-8",
    ERROR,
    "Byte {offset} (line {line}) is not UTF-8.",
    "Save this file as UTF-8; only tables may be in another encoding.",
)
YAML = Kind(
    "plan.yaml",
    ERROR,
    "The file cannot be read from here on: {problem}.",
    "Check indentation, colons, brackets and quotation marks on this line and the one above.",
)
KEY_TWICE = Kind(
    "plan.key-twice",
    ERROR,
    "The key '{key}' stands on line {first} and again on line {second}.",
    "Keep one of them.",
)
ANCHOR = Kind(
    "plan.anchor",
    ERROR,
    "Anchors, aliases and merge keys are not accepted ('{found}').",
    "Write the values out where they belong.",
)
TAG = Kind(
    "plan.tag",
    ERROR,
    "The tag '{tag}' is not accepted.",
    "Leave it out; the field decides what its text means.",
)
DOCUMENTS = Kind(
    "plan.documents",
    ERROR,
    "A second document begins here.",
    "Write one document to a file.",
)
KEY_SHAPE = Kind(
    "plan.key-shape",
    ERROR,
    "A key must be a word.",
    "Write a word before the colon; put a text with brackets or braces between quotation marks.",
)
TOO_DEEP = Kind(
    "plan.too-deep",
    ERROR,
    "More than {limit} lists and mappings lie in one another here.",
    "Give names to the inner parts under 'define'.",
)
TOO_MANY = Kind(
    "plan.too-many",
    ERROR,
    "There are more than {limit} values in this file.",
    "Put rows into a table of the case.",
)
TOO_LONG = Kind(
    "plan.too-long",
    ERROR,
    "The text has {length} characters.",
    "Write at most {limit}.",
)
EMPTY = Kind(
    "plan.empty",
    ERROR,
    "Nothing is written here.",
    "Begin with 'plan:', 'pools:' and 'steps:'.",
)
FORMAT_NEWER = Kind(
    "plan.format-newer",
    ERROR,
    "The file was made by a newer version (format {found}; this one reads up to {known}).",
    "Install the newer version of benefit-share.",
)
FORMAT_UNKNOWN = Kind(
    "plan.format",
    ERROR,
    "'{found}' is not the format of this file.",
    "Write 'format: {known}', or leave the line out.",
)
UNKNOWN_KEY = Kind(
    "plan.unknown-key",
    ERROR,
    "There is no key '{key}' here.",
    "The nearest is '{nearest}'; the keys are {accepted}.",
)
KEY_MEANT = Kind(
    "plan.key-meant",
    ERROR,
    "There is no key '{key}' here, and the key '{missing}' is missing.",
    "Write '{missing}' instead, if that is meant; the keys are {accepted}.",
)
MISSING_KEY = Kind(
    "plan.missing-key",
    ERROR,
    "The key '{key}' is missing here.",
    "Add it.",
)
WRONG_SHAPE = Kind(
    "plan.wrong-shape",
    ERROR,
    "Here stands {found}, but {wanted} is needed.",
    "Write it like this: {example}.",
)
NOT_WHOLE = Kind(
    "plan.not-whole",
    ERROR,
    "'{text}' is not a whole number.",
    "Write digits alone, without a leading zero, such as 10.",
)
NOT_BOOLEAN = Kind(
    "plan.not-boolean",
    ERROR,
    "'{text}' is neither yes nor no.",
    "Write true or false (also yes, no, 是, 否).",
)
NOT_BILINGUAL = Kind(
    "plan.not-bilingual",
    ERROR,
    "The words are needed in Chinese and in English.",
    "Write {example}.",
)
NOT_QUANTITY = Kind(
    "plan.not-a-quantity",
    ERROR,
    "'{text}' is not a quantity.",
    "Write a number with its unit ('400 yuan/mu', '29 %'), a rate of a name ('60 % of net'),"
    " or a name.",
)
RATE_RANGE = Kind(
    "plan.rate-range",
    ERROR,
    "The rate {rate} lies outside 0 % to 100 %.",
    "Write a rate from 0 % to 100 %; a multiple is written {example}.",
)
FORM_KEYS = Kind(
    "plan.quantity-form",
    ERROR,
    "No form of quantity has the key '{key}'.",
    "The nearest is '{nearest}'; the forms are {accepted}.",
)
NOT_NAME = Kind(
    "plan.not-a-name",
    ERROR,
    "'{text}' cannot be a name in a plan.",
    "Write 1 to 40 of the letters a to z, digits, underline and hyphen, beginning with a letter.",
)
NOT_WORD = Kind(
    "plan.not-one-of",
    ERROR,
    "'{text}' is not accepted here.",
    "Write one of {accepted}.",
)
BAND_OR_LIST = Kind(
    "plan.band-or-list",
    ERROR,
    "A list of bands and words together means nothing.",
    "Write bands alone, each between quotation marks, or words alone.",
)

REGISTER_NAME = Kind(
    "plan.register-name",
    ERROR,
    "A register cannot be called '{name}': every case has a table of this name.",
    "Give it another name.",
)
