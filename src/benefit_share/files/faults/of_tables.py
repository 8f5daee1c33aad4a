"""What can be wrong with the rows and cells of a table."""

from __future__ import annotations

from benefit_share.findings import Kind, Severity

__all__ = [
    "ACCOUNT_CHECK",
    "ACCOUNT_FORM",
    "BORN_EARLY",
    "CELL_CONTROL",
    "CELL_EMPTY",
    "CELL_LINES",
    "CELL_TOO_LONG",
    "DELIMITER",
    "HEADER_EMPTY",
    "HEADER_MISSING",
    "HEADER_TWICE",
    "HEADER_UNIT",
    "HEADER_UNKNOWN",
    "ID_CAPITAL",
    "NAME_FORMULA",
    "NAME_MENDED",
    "NO_FINAL_LINE_END",
    "NO_HEADER",
    "QUOTE_OPEN",
    "QUOTE_WRONG",
    "ROWS_STATED",
    "ROW_LONG",
    "ROW_SHORT",
    "SEVERAL_PAYEES",
    "TOO_MANY_COLUMNS",
    "TOO_MANY_ROWS",
]

ERROR, NOTE, WARNING = Severity.ERROR, Severity.NOTE, Severity.WARNING

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
    "Write 6 to 32 digits, or an IBAN in capitals without spaces; format the column as text, or a"
    " spreadsheet spoils the number.",
)
ACCOUNT_CHECK = Kind(
    "table.account-check",
    WARNING,
    "The check digit of the account does not fit, as may be with a passbook.",
    "Compare the number with the passbook.",
)
