"""What can be wrong with a file: every kind of finding that this room makes.

`file.*` is about a file as such, `table.*` about rows and cells, `plan.*` and `case.*` about what
was written there.
"""

from __future__ import annotations

from benefit_share.findings import Kind, Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

# ---- files as such -----------------------------------------------------------------------------

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

# ---- tables ------------------------------------------------------------------------------------

TOO_MANY_ROWS = Kind(
    "table.too-many-rows",
    ERROR,
    "There is a value beyond row {limit}.",
    "Split the table, or raise the limit if so many rows are meant.",
)
TOO_MANY_COLUMNS = Kind(
    "table.too-many-columns",
    ERROR,
    "There is a value beyond column {limit}.",
    "Leave out the columns that are not asked for.",
)
CELL_TOO_LONG = Kind(
    "table.cell-too-long",
    ERROR,
    "A cell of this row has more than {limit} characters.",
    "Shorten it; a missing quotation mark may have joined many cells.",
)
NO_HEADER = Kind(
    "table.no-header",
    ERROR,
    "The table is empty.",
    "Write the names of the columns into the first row: {accepted}.",
)
DELIMITER = Kind(
    "table.delimiter",
    ERROR,
    "The cells seem to be divided by {found}.",
    "Divide them by the comma ',': save the file as 'CSV UTF-8 (comma delimited)'.",
)
HEADER_TWICE = Kind(
    "table.header-twice",
    ERROR,
    "Columns {first} and {second} are both '{column}'.",
    "Keep one of them.",
)
HEADER_UNKNOWN = Kind(
    "table.header-unknown",
    ERROR,
    "There is no column '{header}' in this table.",
    "The nearest is '{nearest}'; the columns are {accepted}.",
)
HEADER_EMPTY = Kind(
    "table.header-empty",
    ERROR,
    "Column {column} has values but no name.",
    "Write its name into the first row, or empty the column; the columns are {accepted}.",
)
HEADER_MISSING = Kind(
    "table.header-missing",
    ERROR,
    "The column '{column}' is missing.",
    "Add it; its header may also be '{other}'.",
)
HEADER_UNIT = Kind(
    "table.header-unit",
    ERROR,
    "'{unit}' is not a unit of this column.",
    "Write one of {accepted}, or no unit.",
)
ROW_SHORT = Kind(
    "table.row-short",
    ERROR,
    "The row has {found} cells and the header {wanted}.",
    "Add the missing cells (empty ones too); the file may have been cut off here.",
)
ROW_LONG = Kind(
    "table.row-long",
    ERROR,
    "The row has {found} cells and the header {wanted}.",
    "Put a cell that holds a comma between quotation marks.",
)
QUOTE_OPEN = Kind(
    "table.quote-open",
    ERROR,
    "A quotation mark that opens in this row is never closed.",
    "Close it; all rows after it would be lost in one cell.",
)
QUOTE_WRONG = Kind(
    "table.quote-wrong",
    ERROR,
    "Something follows a closing quotation mark in this row.",
    "Write a quotation mark inside a quoted cell twice.",
)
CELL_CONTROL = Kind(
    "table.control-character",
    ERROR,
    "The cell holds the character {character}, which cannot be seen.",
    "Delete it, or type the cell again.",
)
CELL_LINES = Kind(
    "table.line-break",
    ERROR,
    "A cell of this row goes over more than one line.",
    "Write each cell on one line.",
)
CELL_EMPTY = Kind(
    "table.cell-empty",
    ERROR,
    "The cell of '{column}' is empty.",
    "Write {accepted}.",
)
NO_FINAL_LINE_END = Kind(
    "table.last-row-open",
    WARNING,
    "The last row does not end with a line break; a copy may have been cut off there.",
    "Compare the last row with the original, and save the file again.",
)
ROWS_STATED = Kind(
    "table.rows-stated",
    ERROR,
    "The table has {found} rows, but case.yaml states {stated}.",
    "The file is not complete, or the stated number is not the filed one; mend what is wrong.",
)
NAME_MENDED = Kind(
    "table.name-mended",
    WARNING,
    "The name was put right (changes: {count}; the first: {was} at place {position}).",
    "Write the dot of a name as U+00B7, and no space around a name.",
)
NAME_FORMULA = Kind(
    "table.name-formula",
    ERROR,
    "The name begins like a formula.",
    "Write the name as the register has it.",
)
ID_CAPITAL = Kind(
    "table.id-capital",
    NOTE,
    "The small x of the identity number was read as X.",
    "Nothing has to be done.",
)
BORN_EARLY = Kind(
    "table.born-early",
    WARNING,
    "By the identity number the holder was born in {year}.",
    "Check the number against the document.",
)
SEVERAL_PAYEES = Kind(
    "table.several-payees",
    ERROR,
    "The payee is not one name (a text of the form '{form}').",
    "Write one name; who receives for another is shown by an authorisation, not in the name.",
)
ACCOUNT_FORM = Kind(
    "table.account",
    ERROR,
    "The account has the form '{form}' ({length} characters).",
    "Write 6 to 32 digits; format the column as text, or a spreadsheet spoils the number.",
)
ACCOUNT_CHECK = Kind(
    "table.account-check",
    WARNING,
    "The check digit of the account does not fit, as may be with a passbook.",
    "Compare the number with the passbook.",
)

# ---- plan files --------------------------------------------------------------------------------

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
RATE_BARE = Kind(
    "plan.rate-bare",
    ERROR,
    "'{text}' does not say whether it is a percentage.",
    "Write '{text} %', or a fraction such as 3/5.",
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

# ---- cases -------------------------------------------------------------------------------------

PLAN_MISSING = Kind(
    "case.no-plan",
    ERROR,
    "There is no plan file '{file}' in the folder.",
    "Put the rules there as plan.yaml, or name the file in case.yaml under 'plan'.",
)
TABLE_NEEDED = Kind(
    "case.table-missing",
    ERROR,
    "The table '{table}' is missing or empty.",
    "{advice}",
)
NO_HOUSEHOLDS = Kind(
    "case.no-households",
    ERROR,
    "There are no households, but the plan shares among {among}.",
    "Fill in households.csv; nothing is ever shared among nobody.",
)
NO_MEMBERS = Kind(
    "case.no-members",
    ERROR,
    "There are no members, but the plan shares among persons.",
    "Fill in members.csv.",
)
PERIOD_OUTSIDE = Kind(
    "case.period-not-the-plan",
    ERROR,
    "The period of the run is {period}, but the plan holds for {plan}.",
    "Give the plan of that period, or the period of that plan.",
)
UNKNOWN_REFERENCE = Kind(
    "case.unknown-reference",
    ERROR,
    "'{id}' is not in the table '{table}'.",
    "Write an id of that table; the nearest is '{nearest}'.",
)
NOT_A_PARTY = Kind(
    "case.unknown-party",
    ERROR,
    "'{id}' is no {kind} of this case.",
    "Write the id of one; the nearest is '{nearest}'.",
)
ID_TWICE = Kind(
    "case.id-twice",
    ERROR,
    "'{id}' stands in row {first} and in row {second}.",
    "Let each row have its own id.",
)
ID_TWO_KINDS = Kind(
    "case.id-two-kinds",
    ERROR,
    "'{id}' is the id of two things: {one} and {other}.",
    "Let ids differ among households, persons, collectives and assets.",
)
TWICE_ON_A_DAY = Kind(
    "case.twice-on-a-day",
    ERROR,
    "'{id}' stands in rows {first} and {second} on the same day {day}.",
    "Let the earlier row end on the day before the later one begins.",
)
TWO_HOUSEHOLDS = Kind(
    "case.two-households",
    ERROR,
    "'{id}' is in the households '{one}' (row {first}) and '{other}' (row {second}) on {day}.",
    "Let a person be in one household at a time: give the day on which the first one ends.",
)
FACT_UNKNOWN = Kind(
    "case.fact-unknown",
    WARNING,
    "The plan does not ask for the fact '{fact}'.",
    "Check its name; the nearest is '{nearest}'.",
)
FACT_SUBJECT = Kind(
    "case.fact-subject",
    ERROR,
    "The fact '{fact}' is about a {kind}, but '{id}' is none.",
    "Write the id of a {kind}.",
)
FACT_VALUE = Kind(
    "case.fact-value",
    ERROR,
    "The value of '{fact}' has the form '{form}' ({length} characters), which is not accepted.",
    "Write {accepted}.",
)
FACT_CONFLICT = Kind(
    "case.fact-conflict",
    ERROR,
    "Row {second} contradicts row {first} about '{fact}' of '{id}' on {day}.",
    "Let one of them end, or give the later one the day on which it was recorded.",
)
SAME_ROW = Kind(
    "case.same-row",
    WARNING,
    "Rows {first} and {second} are the same in every column.",
    "Delete one if it was entered twice; give the rows ids if both are meant.",
)
NEGATIVE_INCOME = Kind(
    "case.negative-amount",
    ERROR,
    "The amount is negative, but the kind is not a claw-back.",
    "Write kind 'clawback' (追回) if money was paid back, or mend the amount.",
)
AMOUNT_NEGATIVE = Kind(
    "case.negative",
    ERROR,
    "The value of '{column}' is negative.",
    "Write a number of 0 or more.",
)
ACCOUNT_UNKNOWN = Kind(
    "case.account-unknown",
    ERROR,
    "The plan has no account '{id}'.",
    "Write an account of the plan; the nearest is '{nearest}'.",
)
ACCOUNT_KIND = Kind(
    "case.account-kind",
    ERROR,
    "The account '{id}' is '{wanted}' in the plan, not '{found}'.",
    "Write the kind that the plan gives.",
)
FIGURE_UNKNOWN = Kind(
    "case.figure-unknown",
    ERROR,
    "The plan leaves no figure '{id}' to a decision.",
    "Write the id of a figure with 'is: decided'; the nearest is '{nearest}'.",
)
NO_MEMBERS_OF = Kind(
    "case.household-without-members",
    WARNING,
    "The household '{id}' has no members on {day}.",
    "Add its members, or the day on which it ended.",
)
MANY_MEMBERS = Kind(
    "case.household-large",
    WARNING,
    "The household '{id}' has {count} members on {day}.",
    "Check whether two households were entered under one id.",
)
HEAD_UNKNOWN = Kind(
    "case.head-not-a-member",
    WARNING,
    "The head of the household '{id}' is not among its members on {day}.",
    "Write the head's id or name as in the members table.",
)
ID_NUMBER_TWICE = Kind(
    "case.id-number-twice",
    ERROR,
    "Rows {first} and {second} have the same identity number.",
    "Check both against the documents; a person is paid in one household.",
)
SAME_ACCOUNT = Kind(
    "case.account-twice",
    WARNING,
    "Rows {first} and {second} have the same account.",
    "Check both; a shared account needs a signed authorisation.",
)
PAYEE_TWICE = Kind(
    "case.payee-twice",
    ERROR,
    "Rows {first} and {second} give '{id}' two payees.",
    "Keep one row for each household.",
)
PAYEE_NOT_MEMBER = Kind(
    "case.payee-not-a-member",
    WARNING,
    "The payee is neither head nor member of '{id}'.",
    "Check the name, and keep the authorisation if another person receives.",
)
