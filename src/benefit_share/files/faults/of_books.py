"""What can be wrong with a workbook, its sheets and the cells of a spreadsheet program."""

from __future__ import annotations

from benefit_share.findings import Kind, Severity

__all__ = [
    "BOOK_TYPE",
    "CELL_BOOLEAN",
    "CELL_DATE",
    "CELL_DAY",
    "CELL_DIGITS",
    "CELL_ERROR",
    "CELL_FORMAT",
    "CELL_FORMULA",
    "CELL_NUMBER",
    "COLUMN_HIDDEN",
    "DAMAGED_BOOK",
    "DOCTYPE",
    "LINKED",
    "MACROS",
    "MERGED",
    "NOT_MARKED",
    "NOT_READ",
    "NO_BOOK",
    "NO_PYARROW",
    "PARTS",
    "PART_PATH",
    "PART_TWICE",
    "PLAN_COLUMN",
    "RATIO",
    "ROW_HIDDEN",
    "SEVERAL_PLANS",
    "SHEET_HIDDEN",
    "SHEET_UNKNOWN",
    "TOO_MANY_ROWS",
    "TWO_SHEETS",
    "UNPACKED",
]

ERROR, NOTE = Severity.ERROR, Severity.NOTE

BOOK_TYPE = Kind(
    "workbook.other-type",
    ERROR,
    "The file is {what}, whatever its name says.",
    "Open it in a spreadsheet program, and save it as 'Excel workbook (*.xlsx)'.",
)
DAMAGED_BOOK = Kind(
    "workbook.damaged",
    ERROR,
    "The workbook cannot be read: {why}.",
    "Open it in a spreadsheet program, and save it again under a new name.",
)
PARTS = Kind(
    "workbook.too-many-parts",
    ERROR,
    "The workbook has {found} parts; at most {limit} are read.",
    "Keep the tables of the case alone, without pictures and charts.",
)
UNPACKED = Kind(
    "workbook.too-large",
    ERROR,
    "Unpacked, the workbook has more than {limit} bytes.",
    "Delete what is not asked for; for very large tables use CSV files.",
)
RATIO = Kind(
    "workbook.bomb",
    ERROR,
    "The workbook unpacks to more than {limit} times its size, as a file made to do harm does.",
    "Ask where the file comes from; copy the values by hand into a new workbook.",
)
PART_PATH = Kind(
    "workbook.part",
    ERROR,
    "The part '{name}' has no place in a workbook of tables.",
    "Copy the values into a new workbook.",
)
PART_TWICE = Kind(
    "workbook.part-twice",
    ERROR,
    "Two parts share the name '{name}' or the same bytes, so programs would read different tables.",
    "Ask where the file comes from; copy the values by hand into a new workbook.",
)
MACROS = Kind(
    "workbook.macros",
    ERROR,
    "The workbook holds a program: {name}.",
    "Save it as 'Excel workbook (*.xlsx)', without macros.",
)
LINKED = Kind(
    "workbook.linked",
    ERROR,
    "The workbook takes values from elsewhere: {name}.",
    "Break the links (Data, Edit links), paste the values, and save it again.",
)
DOCTYPE = Kind(
    "workbook.doctype",
    ERROR,
    "The part '{name}' declares a document type, which no spreadsheet program writes.",
    "Ask where the file comes from; copy the values by hand into a new workbook.",
)
NOT_READ = Kind(
    "workbook.not-read",
    NOTE,
    "This workbook is not read: in a folder only '{name}' is.",
    "Rename it, or give the workbook itself as the case; nothing has to be done if it is a copy.",
)
NO_BOOK = Kind(
    "workbook.none",
    ERROR,
    "There is no workbook here in which faults could be marked.",
    "Give a workbook as the case, or leave --mark out: faults of other files name row and column.",
)
NOT_MARKED = Kind(
    "workbook.not-marked",
    ERROR,
    "The workbook was not opened, so no copy of it was written.",
    "Mend first what is said about the file as a whole.",
)
NO_PYARROW = Kind(
    "file.no-parquet",
    ERROR,
    "Parquet files are written by pyarrow, which is not installed.",
    'Install it with: pip install "benefit-share[columns]".',
)
TWO_SHEETS = Kind(
    "workbook.two-for-one",
    ERROR,
    "This and '{other}' say the same thing.",
    "Keep one of them.",
)
SHEET_UNKNOWN = Kind(
    "workbook.unknown-sheet",
    ERROR,
    "No table is called like this sheet, so nothing of it would be read.",
    "The nearest is '{nearest}', the known ones are {known}; begin the name of a sheet for notes"
    " with '#'.",
)
SHEET_HIDDEN = Kind(
    "workbook.hidden-sheet",
    ERROR,
    "The sheet is hidden.",
    "Show it, so that everybody sees what is read, or delete it.",
)
ROW_HIDDEN = Kind(
    "workbook.hidden-row",
    ERROR,
    "The row is hidden, by hand or by a filter.",
    "Clear the filter and show the row, so that everybody sees what is read, or delete it.",
)
COLUMN_HIDDEN = Kind(
    "workbook.hidden-column",
    ERROR,
    "The column is hidden.",
    "Show it, so that everybody sees what is read, or delete it.",
)
MERGED = Kind(
    "workbook.merged",
    ERROR,
    "The cells {range} are merged into one.",
    "Unmerge them, and write the value into each row that it belongs to.",
)
CELL_FORMULA = Kind(
    "workbook.formula",
    ERROR,
    "The cell holds a formula.",
    "Copy the cell and paste it as a value (Paste special, Values).",
)
CELL_BOOLEAN = Kind(
    "workbook.boolean",
    ERROR,
    "The cell of '{column}' is TRUE or FALSE, as spreadsheets make of these words.",
    "Format the column as text, then type the cell again.",
)
CELL_FORMAT = Kind(
    "workbook.format",
    ERROR,
    "The cell is formatted as '{format}', which shows something else than the number it holds.",
    "Format the cell as a number or as text, and see whether it is the one that is meant.",
)
CELL_ERROR = Kind(
    "workbook.cell-error",
    ERROR,
    "The cell holds an error of the spreadsheet program.",
    "Type the value.",
)
CELL_NUMBER = Kind(
    "workbook.number-for-text",
    ERROR,
    "The cell of '{column}' is a number, and a spreadsheet keeps only 15 digits of one.",
    "Format the column as text, then type the cell again from the document.",
)
CELL_DIGITS = Kind(
    "workbook.number-digits",
    ERROR,
    "The number has more than 15 digits, of which a spreadsheet has already lost some.",
    "Format the column as text, then type the cell again from the document.",
)
CELL_DATE = Kind(
    "workbook.date-for-text",
    ERROR,
    "The cell of '{column}' is a date; spreadsheets make one of a text such as 3-1.",
    "Format the column as text, then type the cell again.",
)
CELL_DAY = Kind(
    "workbook.day",
    ERROR,
    "The cell holds {what}, not a plain day.",
    "Format the cell as text and type the day, such as 2026-01-31.",
)
SEVERAL_PLANS = Kind(
    "workbook.several-plans",
    ERROR,
    "A workbook holds one version of the rules, and this case has {count}.",
    "Keep plans and case.yaml as files, and put the tables alone into case.xlsx beside them.",
)
PLAN_COLUMN = Kind(
    "workbook.plan-column",
    ERROR,
    "The text of this sheet stands in column A alone, and this cell lies beside it.",
    "Move it into column A, or delete it.",
)
TOO_MANY_ROWS = Kind(
    "workbook.too-many-rows",
    ERROR,
    "The sheet '{sheet}' of the result would have more than {limit} rows, which no spreadsheet"
    " holds.",
    "Leave --workbook out and take --csv or --parquet: the tables are the same.",
)
