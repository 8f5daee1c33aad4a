"""What keeps an audit from looking: a kind for each reason, told beside the answer of a check."""

from __future__ import annotations

from benefit_share.findings import Kind, Severity

__all__ = [
    "CELLS_EMPTY",
    "CONTRACTS_SILENT",
    "DAYS_UNSAID",
    "LIST_ABSENT",
    "LIST_FAULTY",
    "NOTHING_OF_THE_KIND",
    "NOT_ON_LIST",
    "REFUSED",
    "ROWS_STRANGE",
    "TABLE_EMPTY",
    "YEAR_UNLISTED",
]

N = Severity.NOTE

LIST_ABSENT = Kind(
    "audit.lacks-list",
    N,
    "{wanted} is not there.",
    "Lay it into the folder 'audit' of the case; a table without rows says that there are none.",
)
LIST_FAULTY = Kind(
    "audit.lacks-sound-list",
    N,
    "{wanted} has faults and was not used.",
    "Mend what is said of it.",
)
TABLE_EMPTY = Kind(
    "audit.lacks-rows",
    N,
    "{wanted} has no rows.",
    "Fill it in, if there are any.",
)
CELLS_EMPTY = Kind(
    "audit.lacks-cells",
    N,
    "{what} is empty in {count} of the rows of {wanted}.",
    "Fill it in, so that they can be compared.",
)
ROWS_STRANGE = Kind(
    "audit.lacks-match",
    N,
    "{count} of the rows of {wanted} name nobody by an id or a name that this case has.",
    "Write the ids of the tables of the case, or names as they stand there.",
)
NOT_ON_LIST = Kind(
    "audit.lacks-entry",
    N,
    "{wanted} has no row for {count} of the {what}.",
    "Add the rows, so that they can be compared.",
)
CONTRACTS_SILENT = Kind(
    "audit.lacks-due",
    N,
    "Nothing is due in the period by {count} of the contracts.",
    "Fill in amount, rate and principal, or unit price, if something is due.",
)
NOTHING_OF_THE_KIND = Kind(
    "audit.lacks-kind",
    N,
    "{why}",
    "Nothing has to be done if the rules and the data have none.",
)
REFUSED = Kind(
    "audit.lacks-run",
    N,
    "The run was refused, so that there is no result to look at.",
    "Mend what refused it, and audit again.",
)
DAYS_UNSAID = Kind(
    "audit.lacks-days",
    N,
    "The plan does not say for how many days it is posted (procedure: notice, contact: days).",
    "Write it into the plan.",
)
YEAR_UNLISTED = Kind(
    "audit.lacks-calendar",
    N,
    "The working days of {year} are not listed, so that a posting by working days is not counted.",
    "List the year under procedure: calendar.",
)
