"""What can be wrong with a payment list, or with what a bank answers to it."""

from __future__ import annotations

from benefit_share.findings import Kind, Severity

__all__ = [
    "ACCOUNT_FORM",
    "ALREADY_SENT",
    "AMOUNT_LARGE",
    "AMOUNT_MISSING",
    "ANSWER_CHANGED",
    "ANSWER_MISSING",
    "BAD_AMOUNT",
    "BAD_STATEMENT",
    "BANK_EXTRA",
    "BEFORE_SENT",
    "CHARACTER",
    "CLOCK_BACK",
    "CONTESTED",
    "CONTROL_TOTAL",
    "DAY_PAST",
    "DECIMALS",
    "DELIMITER",
    "FOREIGN_ANSWER",
    "FORMULA",
    "INPUTS_CHANGED",
    "LIST_CHANGED",
    "LIST_MISSING",
    "NEGATIVE",
    "NOTHING_DUE",
    "NOTHING_TO_ISSUE",
    "NOT_FILED",
    "NOT_OPEN",
    "NOT_PAID",
    "NOT_XML",
    "NO_ACCOUNT",
    "NO_LINES",
    "OPEN_STATEMENT",
    "OTHER_MESSAGE",
    "OTHER_RUN",
    "PAID_BEFORE",
    "PARTY_TWICE",
    "PAYER_ACCOUNT",
    "PROVIDER",
    "SAID_UNKNOWN",
    "SAME_ACCOUNT",
    "STILL_OUT",
    "SUPERSEDED",
    "TOO_LONG",
    "VOIDED",
    "XML_REFUSED",
]


def _kind(code: str, says: str, do: str, severity: Severity = Severity.ERROR) -> Kind:
    return Kind(code=f"payments.{code}", severity=severity, says=says, do=do)


NOT_FILED = _kind(
    "not-filed",
    "The run {run} is not filed.",
    "File it first; nothing is paid out of a proposal.",
)
SUPERSEDED = _kind(
    "superseded",
    "The run {run} has been superseded by {other}.",
    "Pay the run that superseded it.",
)
VOIDED = _kind(
    "voided",
    "The run {run} has been voided.",
    "Propose and file a new run; a voided one is not paid.",
)
ALREADY_SENT = _kind(
    "already-sent",
    "The run {run} already has a payment list.",
    "Reconcile the bank's answer, then issue again what came back.",
)
PAID_BEFORE = _kind(
    "paid-before",
    "{other}, another edition of {run}, was paid: paying this one would pay everybody again.",
    "Take the differences into the next run (differences.csv); or reconcile, if all came back.",
)
NOTHING_DUE = _kind(
    "nothing-due",
    "The run pays nobody.",
    "Look at the summary of the run.",
)
NEGATIVE = _kind(
    "negative",
    "{party} would be paid less than nothing.",
    "Report this with the plan: a recovery is an offset, and never a payment.",
)
PARTY_TWICE = _kind(
    "party-twice",
    "{party} stands twice among those who are to be paid.",
    "Add the two amounts, or pay from one of them.",
)
CONTROL_TOTAL = _kind(
    "control-total",
    "The payments add up to {total}, and the filed run pays {filed}.",
    "Do not pay; find out which of the two was changed.",
)
NO_ACCOUNT = _kind(
    "no-account",
    "{party} has no account or no name on it.",
    "Give it a row in the table of --accounts, or let those without an account sign for cash.",
)
SAME_ACCOUNT = _kind(
    "same-account",
    "{party} and {other} have the same account.",
    "Ask for the written authorisation before the file goes to the bank.",
    Severity.WARNING,
)
LIST_MISSING = _kind(
    "list-missing",
    "The run has no payment list yet.",
    "Make one before answers are reconciled or lines issued again.",
)
OTHER_RUN = _kind(
    "other-run",
    "A payment list belongs to another run or another filing.",
    "Keep the payments of each run in the folder of its own bundle.",
)
NOT_PAID = _kind(
    "not-paid",
    "The payment lists of the run do not name {party}.",
    "Check the id of the party.",
)
NOT_OPEN = _kind(
    "not-open",
    "Nothing is open of {party}.",
    "Issue again only what the bank has sent back or paid too little of.",
)
STILL_OUT = _kind(
    "still-out",
    "The bank has not answered a payment to {party}.",
    "Wait for its answer, or ask for it: issued again, the payment could arrive twice.",
)
CONTESTED = _kind(
    "contested",
    "What the bank says of {party} does not fit together.",
    "Ask the bank which of it is true; nothing is issued again before its answers agree.",
)
NOTHING_TO_ISSUE = _kind(
    "nothing-to-issue",
    "No line has come back or been paid short.",
    "There is nothing to issue again.",
)
NO_LINES = _kind(
    "no-lines",
    "The answer names no payment, line by line.",
    "Ask the bank for an answer with a line for each payment; a total settles nothing.",
)
FOREIGN_ANSWER = _kind(
    "foreign-answer",
    "None of the {lines} lines of the answer belongs to this run.",
    "Take the answer to the payment list of this run.",
)
BEFORE_SENT = _kind(
    "before-sent",
    "{count} lines of the answer lie before {day}, when payment list {attempt} was made.",
    "Ask the bank for its answer to this list; a wrong day in a table of your own is corrected.",
)
LIST_CHANGED = _kind(
    "list-changed",
    "The payment list is not what it was when it was made.",
    "Take it from a copy; a payment list is never edited.",
)
CHARACTER = _kind(
    "character",
    "A cell '{column}' of {party} holds {character}, which {encoding} cannot write.",
    "Write the batches in gb18030 or utf-8, whichever the bank takes; nothing is replaced.",
)
FORMULA = _kind(
    "formula",
    "The cell '{column}' of {party} begins like a formula.",
    "Correct the row of payees; a file for a bank is refused rather than changed.",
)
DELIMITER = _kind(
    "delimiter",
    "The cell '{column}' of {party} holds a comma, a quotation mark or a line end.",
    "Correct the row of payees; a file for a bank is refused rather than changed.",
)
TOO_LONG = _kind(
    "too-long",
    "The cell '{column}' of {party} has {length} characters, and {format} takes {most}.",
    "Agree on a shorter form with the bank and write that into payees; nothing is cut.",
)
AMOUNT_LARGE = _kind(
    "amount-large",
    "The amount of {party} has more digits than the format {format} takes.",
    "Use another format.",
)
ACCOUNT_FORM = _kind(
    "account-form",
    "The account of {party} is written neither as 6 to 32 digits nor as an IBAN.",
    "Correct the row of payees.",
)
PAYER_ACCOUNT = _kind(
    "payer-account",
    "The payer {payer} has no account, which the format {format} needs.",
    "Give it a row in payees or in the table of accounts, with its name and bank.",
)
PROVIDER = _kind(
    "provider",
    "The format g2p needs the code of the provider that keeps the accounts.",
    "Give it in letters, digits, points and hyphens.",
)
DECIMALS = _kind(
    "decimals",
    "The format g2p has no place for amounts in {currency}, which has {exponent} decimals.",
    "Use another format.",
)
NOT_XML = _kind(
    "not-xml",
    "The answer is no well-formed XML in UTF-8.",
    "Take the file as the bank gave it out.",
)
XML_REFUSED = _kind(
    "xml-refused",
    "The answer declares a document type or entities, or is nested too deeply.",
    "A bank's message has neither; take the file as the bank gave it out.",
)
OTHER_MESSAGE = _kind(
    "other-message",
    "The answer is neither pain.002 nor camt.053 nor camt.054.",
    "Ask the bank for one of these, for an MT940, or for a table.",
)
BAD_AMOUNT = _kind(
    "bad-amount",
    "Entry {number} of the answer has no amount that can be read, or one in another currency.",
    "Ask the bank; the answer is not used in part.",
)
BAD_STATEMENT = _kind(
    "bad-statement",
    "The MT940 cannot be read whole.",
    "Take the file as the bank gave it out; it is not used in part.",
)
OPEN_STATEMENT = _kind(
    "open-statement",
    "Statement {number} of the MT940 does not close: its entries do not lead to its balance.",
    "Take the file as the bank gave it out; an entry is missing or changed.",
)
BANK_EXTRA = _kind(
    "bank-extra",
    "Answers in XML and MT940 need packages that are not installed.",
    'Install them with: pip install "benefit-share[bank]".',
)
SAID_UNKNOWN = _kind(
    "said-unknown",
    "'{form}' is not what a bank can say of a payment.",
    "Write paid, returned, rejected or pending (成功, 退回, 失败, 处理中).",
)
AMOUNT_MISSING = _kind(
    "amount-missing",
    "A payment that went or came back has no amount.",
    "Fill in 'amount', or 'amount_minor' in the smallest unit; not both.",
)
ANSWER_CHANGED = _kind(
    "answer-changed",
    "An answer of the bank is not what it was when it came.",
    "Take it from a copy; an answer is never edited.",
)
ANSWER_MISSING = _kind(
    "answer-missing",
    "The journal names an answer of the bank that is not among the payments.",
    "Take it from a copy; without it nobody knows what was paid.",
)
DAY_PAST = _kind(
    "day-past",
    "The day of payment, {day}, lies before the day of the order, {today}.",
    "Give a day on which the bank can still pay.",
)
INPUTS_CHANGED = _kind(
    "inputs-changed",
    "The inputs in the restricted folder do not give the run that was filed.",
    "Take the restricted folder from a copy; nothing is paid by other inputs.",
)
CLOCK_BACK = _kind(
    "clock-back",
    "The moment {at} lies before the last entry of the journal, {last}.",
    "Set the clock, or give the right moment; a journal does not go back.",
)
