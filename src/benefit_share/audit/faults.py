"""What an audit finds: a kind for each finding, by the number of its check."""

from __future__ import annotations

from benefit_share.findings import Kind, Severity

__all__ = [
    "ARREARS",
    "CAP_EXCEEDED",
    "CONTROL_TOTAL",
    "COUNTED_TWICE",
    "DEFICIT",
    "ELSEWHERE",
    "ENTRY_EXPIRED",
    "ENTRY_TWICE",
    "ENTRY_UNPROVED",
    "EVENT_ORDER",
    "EXCLUDED",
    "EXCLUDED_LIKE",
    "EXCLUDED_USUAL",
    "FLAT",
    "HANDED_OUT",
    "IDLE",
    "IDLE_STILL",
    "INELIGIBLE",
    "INELIGIBLE_NAME",
    "KIN",
    "KIN_NAME",
    "LATE_ENTRY",
    "LUMP",
    "NOTHING_PAID",
    "NOT_COVERED",
    "NOT_POSTED",
    "NOT_POSTED_AGAIN",
    "NO_EVENT",
    "NO_QUORUM",
    "NO_USE",
    "NO_YIELD",
    "OVER_BUDGET",
    "PAID_OPEN",
    "PAYMENT_DIFFERS",
    "POOL_OPEN",
    "POSTED_SHORT",
    "POST_TWICE",
    "POST_UNEQUAL",
    "POST_UNPROVED",
    "PROMISE",
    "ROUNDED_RATE",
    "SHARED_ACCOUNT",
    "STEP_OPEN",
    "TOO_EARLY",
    "TWICE",
    "TWICE_NAME",
    "UNANSWERED",
    "UNCOUNTED",
    "USUAL_ORDER",
    "WEAK_LINK",
    "WHO_MET",
    "YIELD",
    "YIELD_SEEN",
]

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

POOL_OPEN = Kind(
    "audit.c01",
    E,
    "The pool '{pool}'{copy} does not close: {difference} is unaccounted for.",
    "Find out where it went before anything is paid.",
)
STEP_OPEN = Kind(
    "audit.c01-step",
    E,
    "The step '{step}'{copy} used {used}, but its lines add up to {lines}.",
    "Do not pay from this record; make the run anew.",
)
PAID_OPEN = Kind(
    "audit.c01-paid",
    E,
    "The payments add up to {payments}, but {paid} left the pools.",
    "Do not pay from this record; make the run anew.",
)
FLAT = Kind(
    "audit.c02",
    W,
    "All {count} parties of the step '{step}'{copy} get {amount}, although {what} differ.",
    "Ask whether the rules mean equal parts; flat distribution is a standing finding of audits.",
)
NOT_POSTED = Kind(
    "audit.c03",
    W,
    "The record of the procedure has no posting of the plan.",
    "Post it, or write the posting into the record with its days.",
)
POSTED_SHORT = Kind(
    "audit.c03-days",
    W,
    "The posting from {first} to {last} was too short: {needed} days end on {wanted}.",
    "Post again for the whole time; the first and the last day count.",
)
NOT_COVERED = Kind(
    "audit.c04",
    W,
    "The households with one of the values of '{fact}', {count} in all, get nothing.",
    "Ask whether the neediest were left out; their statements say why.",
)
KIN = Kind(
    "audit.c05",
    W,
    "'{party}' is on the list of cadres and their kin and gets {amount}.",
    "Ask who proposed and who decided; being kin is no fault by itself.",
)
KIN_NAME = Kind(
    "audit.c05-name",
    W,
    "The name of '{party}' is on the list of cadres and their kin, and it gets {amount}.",
    "Ask whether it is the same person: names are shared.",
)
INELIGIBLE = Kind(
    "audit.c06",
    E,
    "'{party}' stands in {what} since {since} and gets {amount}.",
    "Take the party out, or correct the list.",
)
INELIGIBLE_NAME = Kind(
    "audit.c06-name",
    W,
    "The name of '{party}' stands in {what}, and it gets {amount}.",
    "Ask whether it is the same person: names are shared.",
)
TWICE = Kind(
    "audit.c07",
    E,
    "'{one}' and '{other}' have the same identity number, and both get money.",
    "Keep the one that is right.",
)
TWICE_NAME = Kind(
    "audit.c07-name",
    W,
    "The persons '{one}' and '{other}' have the same name and day of birth in different "
    "households.",
    "Ask whether it is one person in two households.",
)
ELSEWHERE = Kind(
    "audit.c07-elsewhere",
    W,
    "'{party}' is also on the roster '{roster}'.",
    "Let one roster keep the party; the other takes it out.",
)
SHARED_ACCOUNT = Kind(
    "audit.c08",
    W,
    "'{one}' and '{other}' are paid to the same account.",
    "Ask for the authorisation, or for an account of their own.",
)
IDLE = Kind(
    "audit.c09",
    W,
    "The receipt '{income}' of {day} lay {days} days until the last payment on {last}.",
    "Say why; income should not lie idle for more than {limit} days.",
)
IDLE_STILL = Kind(
    "audit.c09-still",
    W,
    "The receipt '{income}' of {day} lay {days} days until {until}, and nothing was paid.",
    "Pay it out, or say why not.",
)
ARREARS = Kind(
    "audit.c10",
    W,
    "The contract '{contract}' owes {due} for the period, {received} came, {open} is open.",
    "Collect it, or record who agreed to less.",
)
PROMISE = Kind(
    "audit.c11",
    E,
    "'{party}' was to get {awarded} and was paid {paid}.",
    "Pay the difference, or take it back; both are entries of their own.",
)
NOTHING_PAID = Kind(
    "audit.c11-none",
    W,
    "{count} parties were to get {awarded} together, and nothing was paid.",
    "Pay it, or say why it was not paid yet.",
)
POST_TWICE = Kind(
    "audit.c12",
    W,
    "'{party}' holds the rows '{one}' and '{other}' of '{register}' on the same days.",
    "One person holds one post.",
)
POST_UNPROVED = Kind(
    "audit.c12-unproved",
    W,
    "The row '{row}' of '{register}', held by '{party}', names no evidence.",
    "Name the contract and the record of attendance.",
)
POST_UNEQUAL = Kind(
    "audit.c12-unequal",
    N,
    "The rows of '{register}' have {count} different values of '{column}'.",
    "Ask whether equal posts are paid alike.",
)
OVER_BUDGET = Kind(
    "audit.c13",
    W,
    "The claims of the step '{step}'{copy} need {asked}, and {used} was there: {missing} short.",
    "Take fewer posts or lower rates before the plan is approved.",
)
ROUNDED_RATE = Kind(
    "audit.c15",
    E,
    "{count} parties of the step '{step}'{copy} were paid a rounded unit value: {paid} "
    "instead of {awarded}.",
    "Pay the amounts of the statements, which come from the exact value.",
)
NO_USE = Kind(
    "audit.c17",
    W,
    "The step '{step}' pays {amount} for no use that the plan allows.",
    "Name the use: use: post_wages.",
)
HANDED_OUT = Kind(
    "audit.c17-all",
    N,
    "All of the income, {amount}, goes to households in equal parts.",
    "Ask whether the rules allow a plain hand-out.",
)
EXCLUDED = Kind(
    "audit.c19",
    E,
    "The receipt '{income}' of the kind '{kind}', {amount}, reaches households.",
    "Such money is not distributable: give it a pool of its own that is kept.",
)
EXCLUDED_LIKE = Kind(
    "audit.c19-like",
    W,
    "The receipt '{income}' of the kind '{kind}', {amount}, reaches households; money of such a "
    "name is usually not distributable.",
    "Ask what the local rules say, and lay the kinds into audit/excluded_kinds.csv.",
)
EXCLUDED_USUAL = Kind(
    "audit.c19-usual",
    N,
    "No list of kinds that may not be distributed was given; looked for were land compensation, "
    "sale of assets, donations, transferred quotas and loans, by the names of the kinds.",
    "Lay the kinds of the local rules into audit/excluded_kinds.csv.",
)
DEFICIT = Kind(
    "audit.c19-deficit",
    E,
    "The expenses of the period, {expenses}, are more than its income, {income}.",
    "Nothing may be distributed out of a deficit.",
)
LUMP = Kind(
    "audit.c20",
    W,
    "The receipt '{income}' was earned from {first} to {last}, and all of it, {amount}, "
    "counts in this period.",
    "Spread it over the periods it was earned in: basis: {{spread: months}}.",
)
NO_EVENT = Kind(
    "audit.c21",
    W,
    "The record of the procedure has no {what}{stage}.",
    "Make up for it, or write it into the record.",
)
EVENT_ORDER = Kind(
    "audit.c21-order",
    W,
    "The {one} of {day} came before the {other} of {before}.",
    "Ask which is right, the days or the order; a plan names its own under 'procedure'.",
)
NO_QUORUM = Kind(
    "audit.c21-quorum",
    W,
    "At the vote of {day} {present} of {entitled} were present and {in_favour} in favour.",
    "Vote again with enough of them: more than half of the members or two thirds of the "
    "representatives, and more than half of those in favour, unless the plan says otherwise.",
)
WHO_MET = Kind(
    "audit.c21-meeting",
    W,
    "At the vote of {day} {present} of {entitled} were present, which is enough of members and too "
    "few of representatives.",
    "Write who met into the column 'meeting': members or representatives.",
)
UNCOUNTED = Kind(
    "audit.c21-count",
    W,
    "The vote of {day} does not say how many were entitled, present and in favour.",
    "Write the three numbers of the minutes into the record.",
)
UNANSWERED = Kind(
    "audit.c21-objection",
    W,
    "The objection of {day} has no answer in the record.",
    "Answer it, or write the answer into the record.",
)
NOT_POSTED_AGAIN = Kind(
    "audit.c21-again",
    W,
    "The plan was {what} on {day} after it had been posted, and not posted again.",
    "Post the changed plan.",
)
USUAL_ORDER = Kind(
    "audit.c21-usual",
    N,
    "The plan names no procedure; looked for were proposal, vote, posting, review and filing, in "
    "this order.",
    "Write the adopted order into the plan, under 'procedure'.",
)
TOO_EARLY = Kind(
    "audit.c22",
    W,
    "The receipt '{income}' came from '{asset}' before it was put to use on {day}.",
    "Ask whether the asset is there.",
)
NO_YIELD = Kind(
    "audit.c22-none",
    W,
    "The asset '{asset}' was in use in the period and nothing came from it.",
    "Ask whether it is there and works.",
)
LATE_ENTRY = Kind(
    "audit.c23",
    W,
    "The entry '{entry}' was recorded on {day}, after the sheet of {frozen}.",
    "A frozen sheet takes no more entries; let it count next time.",
)
ENTRY_UNPROVED = Kind(
    "audit.c23-unproved",
    N,
    "{count} entries of points that count name no evidence.",
    "Name where each is proved.",
)
ENTRY_TWICE = Kind(
    "audit.c23-twice",
    W,
    "The entries '{one}' and '{other}' say the same of '{party}' on {day}.",
    "Ask whether one act was written down twice.",
)
CAP_EXCEEDED = Kind(
    "audit.c23-cap",
    E,
    "{points} points of '{item}' count for '{party}' in one window, and at most {most} may.",
    "Make the sheet anew from the entries.",
)
COUNTED_TWICE = Kind(
    "audit.c23-act",
    E,
    "The entries '{one}' and '{other}' of '{party}' both count, and only one of them may.",
    "Make the sheet anew from the entries.",
)
ENTRY_EXPIRED = Kind(
    "audit.c23-expired",
    E,
    "The entry '{entry}' of {day} counts for {points} points, although its time is over.",
    "Make the sheet anew from the entries.",
)
CONTROL_TOTAL = Kind(
    "audit.c24",
    E,
    "The payment file has {lines} lines with {total}, the run {parties} payees with {awarded}.",
    "Make the payment file from the run.",
)
PAYMENT_DIFFERS = Kind(
    "audit.c24-line",
    E,
    "The payment file pays '{party}' {amount}, the run {awarded}.",
    "Make the payment file from the run.",
)
WEAK_LINK = Kind(
    "audit.c25",
    W,
    "Nothing of the income of the asset '{asset}', {amount}, reaches a claimant.",
    "Give it a list of those who benefit, or say why it has none.",
)
YIELD = Kind(
    "audit.c27",
    W,
    "The asset '{asset}' earned {rate} of its capital; {least} to {most} is usual.",
    "Compare income and capital with their evidence.",
)
YIELD_SEEN = Kind(
    "audit.c27-seen",
    N,
    "The asset '{asset}' earned {rate} of its capital.",
    "Nothing has to be done.",
)
