"""What can be wrong with a run: the content is there, but the rules cannot be carried out on it."""

from __future__ import annotations

from benefit_share.findings import Kind, Severity

E = Severity.ERROR
W = Severity.WARNING

FACT_UNKNOWN = Kind(
    "run.fact-unknown",
    E,
    "The step '{step}' asks for '{fact}' of '{party}', which is not known.",
    "Record it with its date, or let the rules say what then (facts: none: …).",
)
TOP_TIE = Kind(
    "run.top-tie",
    E,
    "At the edge of the best in the step '{step}' several are equal, with {value}.",
    "Let the rules say ties: all_in or ties: all_out.",
)
SEVERAL_ROWS = Kind(
    "run.several-rows",
    E,
    "'{party}' stands in the step '{step}' through more than one row.",
    "Let the rules say several_lists: each or first, or take a row away.",
)
NOBODY = Kind(
    "run.nobody-entitled",
    E,
    "Nobody is entitled in the step '{step}'{copy}.",
    "Check the condition 'who' and the roster of the record date, or let the rules say"
    " if_none: skip.",
)
ZERO_WEIGHT = Kind(
    "run.zero-total-weight",
    E,
    "The weights of the {count} claimants of the step '{step}'{copy} add up to 0.",
    "Check what the shares are measured by; somebody must have more than 0.",
)
NEGATIVE = Kind(
    "run.negative",
    E,
    "The step '{step}' gives a negative {what} for '{party}': {value}.",
    "Limit it from below, such as {{most: [0, …]}}, or correct the data.",
)
TAKE_NEGATIVE = Kind(
    "run.take-negative",
    E,
    "The step '{step}'{copy} would take a negative amount: {value}.",
    "Limit it from below, such as {{most: [0 yuan, …]}}, or correct the data.",
)
SHORT = Kind(
    "run.short",
    E,
    "The step '{step}'{copy} needs {needed}, but there is {there}: {missing} is missing.",
    "Correct the amounts, or let the rules say what then (short: …).",
)
POOL_NOT_EMPTY = Kind(
    "run.pool-not-empty",
    E,
    "{left} is left in the pool '{pool}'{copy} and has no owner.",
    "End the pool with a step that takes 'remaining' to an account, a payee or another pool.",
)
NO_COPY = Kind(
    "run.no-copy",
    E,
    "{amount} for the pool '{pool}' has no {per} that it belongs to: '{of}'.",
    "Say who owns it in the table 'ownership', or let the pool have one copy in all.",
)
INCOME_NOWHERE = Kind(
    "run.income-nowhere",
    E,
    "The receipt '{income}' of the kind '{kind}' enters no pool.",
    "Add its kind to 'fed_by' of a pool, or give it a pool of its own.",
)
INCOME_OUTSIDE = Kind(
    "run.income-outside",
    Severity.NOTE,
    "The receipt '{income}' of {day} belongs to another period and is left out.",
    "Nothing has to be done if that is right.",
)
INCOME_STRADDLES = Kind(
    "run.income-straddles",
    E,
    "The receipt '{income}' was earned from {from_} to {to}, partly outside the period.",
    "Record it as two receipts, one for each period, with the amount that belongs to each, or let"
    " the rules say how it is told apart (basis: spread: days).",
)
SLICES_TILE = Kind(
    "run.slices-tile",
    E,
    "Slice {number} goes from {from_} to {to}, but must begin on {wanted} and end by {last}.",
    "Let the slices follow each other day by day, from the first day of the period to its last.",
)
SLICES_NONE = Kind(
    "run.slices-none",
    E,
    "No slice of the period is given.",
    "Give the days and the version of the rules of each.",
)
SLICES_DIFFER = Kind(
    "run.slices-differ",
    E,
    "The plan of slice {number} has another {what} than that of the first.",
    "The slices of a run go by versions of one plan, so these must be the same.",
)
SLICES_ASKED = Kind(
    "run.slices-asked",
    E,
    "The rules change inside the period: {count} versions hold in it, not one.",
    "Call distribute_slices, or run_case, which takes both.",
)
INCOME_BEFORE = Kind(
    "run.income-before",
    Severity.NOTE,
    "{amount} of the receipt '{income}' was earned before the period and is left out.",
    "Share it in a run of the period it was earned in, if that has not been done.",
)
SPREAD_OPEN = Kind(
    "run.spread-open",
    E,
    "'{row}' is to be told apart over the days it was earned in, but the first or the last of them"
    " is not given.",
    "Fill in for_from and for_to of the row, or from and to of its contract.",
)
SPREAD_WORD = Kind(
    "run.spread-word",
    E,
    "The contract '{contract}' is told apart by '{word}', which is no way.",
    "Write one of: {accepted}; or leave it empty for the way of the plan.",
)
UNEARNED_NOWHERE = Kind(
    "run.unearned-nowhere",
    E,
    "A part of the receipt '{income}' belongs to another period than the one it came in, and the"
    " plan names no account that keeps it.",
    "Name a held account: basis: {{unearned: …}}.",
)
UNEARNED_MISSING = Kind(
    "run.unearned-missing",
    E,
    "{amount} of the receipt '{income}' of an earlier period belongs to this one, but only {there}"
    " is left for it in the account '{account}'.",
    "Give the table 'balances' what the run before left (balances_next.csv), or, if all of the"
    " receipt was shared when it came, take the receipt out.",
)
LIMITS = Kind(
    "run.limits-impossible",
    E,
    "The limits of the step '{step}'{copy} cannot be kept: {why}",
    "Change the limits, or the amount to be divided.",
)
CHECK_FAILED = Kind(
    "run.check-failed",
    E,
    "The check '{check}'{copy} fails: {seen} is not {wanted}.",
    "The rules require it ({clause}); change the plan, or the amounts.",
)
CHECK_WARNS = Kind(
    "run.check-differs",
    W,
    "The check '{check}'{copy} differs: {seen} is not {wanted}.",
    "Compare both with the minutes ({clause}); what was computed was not changed.",
)
PARTY_FAILED = Kind(
    "run.party-check-failed",
    E,
    "'{party}' does not meet the check '{check}'{figures}.",
    "The rules require it ({clause}); correct the facts, or change the plan.",
)
PARTY_WARNS = Kind(
    "run.party-check",
    W,
    "'{party}' does not meet the check '{check}'{figures}.",
    "Look at its case ({clause}); what was computed was not changed.",
)
PARTIES_WARNED = Kind(
    "run.party-checks",
    W,
    "{count} do not meet the check '{check}', which looks at each {kind}.",
    "Their statements and findings.json name them; what was computed was not changed.",
)
FIGURE_UNDECIDED = Kind(
    "run.figure-undecided",
    E,
    "The figure '{figure}' has not been decided for '{of}'.",
    "Add it to the table 'decisions' with its minute.",
)
FIGURE_OUTSIDE = Kind(
    "run.figure-outside",
    E,
    "The figure '{figure}' was decided as {seen}, which is not {wanted}.",
    "Decide it within the limits of the rules, or correct the table 'decisions'.",
)
ROW_TWICE = Kind(
    "run.row-twice",
    E,
    "'{id}' stands more than once in the table '{table}', so that one of the rows would be lost.",
    "Take one of them away; rows of one household or person must not share a day.",
)
REGISTER_TWICE = Kind(
    "run.register-twice",
    E,
    "The rows '{other}' and '{row}' of the register '{register}' hold on the same day and have this"
    " in common: {same}.",
    "Take one of them away, or end it before the other begins (column 'to').",
)
REGISTER_ROW = Kind(
    "run.register-row",
    E,
    "The row '{row}' of the register '{register}' does not meet a check of the plan: {why}.",
    "Correct the row, or the plan (registers: {register}: checks).",
)
REGISTER_SUM = Kind(
    "run.register-sum",
    E,
    "The rows of the register '{register}'{group} add up to {seen}, which is not {wanted}.",
    "Correct the rows; a row may be missing, or stand twice.",
)
REGISTER_TWICE_WARNS = Kind(
    "run.register-twice-found",
    W,
    REGISTER_TWICE.says,
    "Ask whether both are right; the plan lets the run go on (otherwise: finding).",
)
REGISTER_ROW_WARNS = Kind(
    "run.register-row-found",
    W,
    REGISTER_ROW.says,
    "Ask whether the row is right; the plan lets the run go on (otherwise: finding).",
)
REGISTER_SUM_WARNS = Kind(
    "run.register-sum-found",
    W,
    REGISTER_SUM.says,
    "Ask whether a row is missing, or stands twice; the plan lets the run go on "
    "(otherwise: finding).",
)
REGISTER_UNKNOWN = Kind(
    "run.register-unknown",
    E,
    "The row '{row}' of the register '{register}' cannot be checked: '{fact}' is not known.",
    "Fill in the cell, or record the fact with its date.",
)
BALANCE_KIND = Kind(
    "run.balance-kind",
    E,
    "The balance of '{account}' is {kind}, but the account is {declared} in the plan.",
    "Write {declared} in the table 'balances', or correct the plan.",
)
BALANCE_NEGATIVE = Kind(
    "run.balance-negative",
    E,
    "More was taken out of the account '{account}' of '{holder}' than was ever put in.",
    "Correct the table 'balances': put_in and taken_out are sums over all earlier runs.",
)
EARLIER_NONE = Kind(
    "run.earlier-none",
    W,
    "The plan asks what earlier runs gave in {steps}, and the table 'earlier' is empty: it counts"
    " as nothing.",
    "Give it what the run before left (earlier_next.csv); in a first run nothing has to be done.",
)
EARLIER_OWN = Kind(
    "run.earlier-own",
    E,
    "The table 'earlier' holds what '{run}' gave, which is this distribution itself.",
    "Take its rows out: a new edition replaces the one before, and nothing counts twice.",
)
EARLIER_LATER = Kind(
    "run.earlier-later",
    E,
    "The table 'earlier' holds what '{run}' gave for a period to {to}, after this one, which ends"
    " on {last}.",
    "Take its rows out, or mend the column 'to'.",
)
EARLIER_STEP = Kind(
    "run.earlier-step",
    W,
    "The table 'earlier' holds what a step '{step}' gave, and the plan has none of this name.",
    "Correct its name; if it is a step of an older version, nothing has to be done.",
)
SETTLED_TOO_MUCH = Kind(
    "run.settled-too-much",
    E,
    "The step '{step}' settles {amount} of '{account}', but that of '{party}' holds {there}.",
    "Limit what it gives: {{least: [balance, …]}}.",
)
AMOUNT_UNKNOWN = Kind(
    "run.amount-unknown",
    E,
    "The step '{step}'{copy} asks for '{fact}' of '{party}', which is not known.",
    "Record it, or correct the name.",
)
DISTRIBUTION_ID = Kind(
    "run.id-too-long",
    E,
    "The name of the distribution, '{id}', is longer than 36 characters.",
    "Give the plan or the collective a shorter id.",
)
ROUNDED_AWAY = Kind(
    "run.price-rounded",
    Severity.NOTE,
    "The price of the step '{step}'{copy} is rounded down; {residue} stays in the pool.",
    "Nothing has to be done: the rules say so.",
)
NO_INCOME = Kind(
    "run.no-income",
    E,
    "No income enters this run.",
    "Record what was received in the table 'income', or check the period and the kinds.",
)
NEGATIVE_POOL = Kind(
    "run.pool-negative",
    E,
    "The pool '{pool}'{copy} would begin with {amount}: there is nothing to distribute.",
    "A loss is carried, never distributed; correct the receipts, or wait for the next period.",
)
WORD_MEANT = Kind(
    "run.word-meant",
    W,
    "'words' explains '{word}', which nothing in the plan or its tables is called; the nearest is "
    "'{nearest}'.",
    "Write '{nearest}', or take the entry away.",
)
WORD_UNUSED = Kind(
    "run.word-unused",
    Severity.NOTE,
    "'words' explains '{word}', which nothing in the plan or its tables is called.",
    "Nothing has to be done if it belongs to another year.",
)
