"""What can be wrong with a plan, decided before any money is known."""

from __future__ import annotations

from benefit_share.findings import Kind, Severity

E = Severity.ERROR
W = Severity.WARNING

AMONG_UNKNOWN = Kind(
    "plan.among-unknown",
    E,
    "There is no register called '{among}' to divide among.",
    "Write households, persons, collectives, owed.<account>, held.<account> or a register of the"
    " plan; the nearest is '{nearest}'.",
)
UNIT_NOT_WHOLE = Kind(
    "plan.unit-not-whole",
    E,
    "The smallest amount is {unit} minor units, which is not a whole number above 0.",
    "Write a fixed amount such as 0.01 yuan, 1 yuan or 10 yuan.",
)
CURRENCY_UNKNOWN = Kind(
    "plan.currency-unknown",
    E,
    "'{currency}' is not a currency of ISO 4217.",
    "Write its three letters, such as CNY, EUR or NPR.",
)
POOL_UNKNOWN = Kind(
    "plan.pool-unknown",
    E,
    "There is no pool called '{pool}'.",
    "Write one of the pools of the plan ({known}), or add it under 'pools'.",
)
POOL_LEFT = Kind(
    "plan.pool-not-emptied",
    E,
    "Nothing empties the pool '{pool}': what its steps leave would have no owner.",
    "End it with a step that takes 'remaining' to an account, a payee or another pool.",
)
POOL_FED_LATE = Kind(
    "plan.pool-fed-late",
    E,
    "The pool '{pool}' is fed by this step after the step '{drawn}' has drawn from it.",
    "Move this step above '{drawn}'.",
)
STEP_UNREACHED = Kind(
    "plan.step-unreached",
    W,
    "The step '{step}' comes below '{taker}', which takes all that is left of the pool '{pool}'.",
    "Move it above '{taker}', or take it away; as it stands it never finds money.",
)
TABLE_GAP = Kind(
    "plan.table-gap",
    W,
    "No row of the table '{name}' holds {where}.",
    "Let the bands meet, one end closed and one open; a value in the gap stops the run.",
)
TABLE_OVERLAP = Kind(
    "plan.table-overlap",
    E,
    "Two rows of the table '{name}' hold {where}.",
    "Let the rows differ, or say which of them counts where the table is used: several: highest.",
)
TABLE_CATEGORY = Kind(
    "plan.table-category",
    W,
    "The table '{name}' has no row for these values of '{fact}': {missing}.",
    "Add rows, or let conditions keep those out who have such a value: for them it stops the run.",
)
TABLE_ROW_UNREACHED = Kind(
    "plan.table-row-unreached",
    W,
    "Row {row} of the table '{name}' fits always, so that the rows below it are never reached.",
    "Move that row to the end.",
)
TABLE_ROW_ALWAYS = Kind(
    "plan.table-row-always",
    E,
    "Row {row} of the table '{name}' fits always, so that beside any other row two rows fit.",
    "Put it at the end, and write several: first where the table is used.",
)
POOL_UNFED = Kind(
    "plan.pool-unfed",
    W,
    "Nothing ever enters the pool '{pool}'.",
    "Give it 'fed_by' or 'opening', send money to it by a step above, or take it away.",
)
INCOME_TWICE = Kind(
    "plan.income-twice",
    E,
    "Both the pools '{one}' and '{other}' take income of the kind '{kind}'.",
    "Let every receipt enter exactly one pool.",
)
OPENED_TWICE = Kind(
    "plan.opened-twice",
    E,
    "Both the pools '{one}' and '{other}' open with the account '{account}'.",
    "Let one pool open an account.",
)
ACCOUNT_UNKNOWN = Kind(
    "plan.account-unknown",
    E,
    "There is no account called '{account}'.",
    "Write one of the accounts of the plan ({known}), or add it under 'accounts'.",
)
ACCOUNT_KIND = Kind(
    "plan.account-kind",
    E,
    "The account '{account}' is {kind}, which cannot be used here.",
    "{instead}",
)
UNEARNED_MISSING = Kind(
    "plan.unearned-nowhere",
    E,
    "Income is told apart by periods, and no account keeps what later periods will have earned.",
    "Name a held account: basis: {{spread: {spread}, unearned: …}}, and add it under 'accounts'.",
)
UNEARNED_USED = Kind(
    "plan.unearned-used",
    E,
    "The account '{account}' keeps what later periods will have earned, and '{name}' uses it.",
    "Use another account here; it is filled and emptied by the receipts themselves.",
)
STEP_TWICE = Kind(
    "plan.id-twice",
    E,
    "The name '{name}' is used twice.",
    "Give every step, pool, figure and definition a name of its own.",
)
NAME_RESERVED = Kind(
    "plan.name-reserved",
    E,
    "'{name}' is a word of the plan language and cannot be a name.",
    "Choose another name for it.",
)
STEP_SHAPE = Kind(
    "plan.step-shape",
    E,
    "The step '{step}' {what}.",
    "{instead}",
)
CLAUSE_MISSING = Kind(
    "plan.clause-missing",
    W,
    "The step '{step}' names no clause of the rules.",
    "Write where the adopted rules say so: clause: §3(2).",
)
RATES_ABOVE = Kind(
    "plan.rates-above",
    E,
    "The steps {steps} take {sum} of the pool '{pool}', which is more than there is.",
    "Lower the rates, take them of 'remaining', or say what then (short: {{take: partial, …}}).",
)
RATES_BELOW = Kind(
    "plan.rates-below",
    E,
    "The rates of the pool '{pool}' add up to {sum}, not to 100 %.",
    "Name an owner for the difference of {difference}.",
)
FLOOR_ABOVE = Kind(
    "plan.floor-above",
    E,
    "The step '{step}' gives each claim at least {floor}, but there is at most {most}.",
    "Lower at_least, or raise what it is held against.",
)
WEIGHT_ZERO = Kind(
    "plan.weight-zero",
    E,
    "The share of the step '{step}' is always 0, so that nothing can be divided by it.",
    "Write a weight that somebody has, or share: equal.",
)
NEVER_HOLDS = Kind(
    "plan.never-holds",
    W,
    "The condition of '{name}' can never hold: it asks at once for values of '{fact}' that exclude"
    " each other.",
    "Write any: [...] if one of them is enough, or correct the values.",
)
CATEGORY_UNASKED = Kind(
    "plan.category-unasked",
    Severity.NOTE,
    "Values of '{fact}' have rules of their own, but no rule asks for: {missing}.",
    "Nothing has to be done if those who have such a value get nothing.",
)
SPLIT_SUM = Kind(
    "plan.share-sum",
    E,
    "The rates of the step '{step}' add up to {sum}, not to 100 %.",
    "Name an owner for the difference of {difference}.",
)
WORD_NOT_ACCEPTED = Kind(
    "plan.word",
    E,
    "'{word}' cannot be written here.",
    "Write one of: {accepted}.",
)
BASE_OTHER_COPY = Kind(
    "plan.base-other-copy",
    E,
    "'{base}' has one copy per {per}, which a step from a pool per {own} cannot see.",
    "Use a base with one copy in all, or one per {own}.",
)
POOL_EARLY = Kind(
    "plan.pool-not-full",
    E,
    "The step '{step}' asks for the pool '{pool}', which is not full before the step '{feeder}'.",
    "Move this step below '{feeder}', or name another base.",
)
SHORT_MISSING = Kind(
    "plan.shortage-undecided",
    E,
    "The step '{step}' may ask for more than there is, and the rules do not say what then.",
    "Write short: refuse, or short: {{take: partial, divide: proportional, unpaid: lapse}}.",
)
IF_NONE_MISSING = Kind(
    "plan.none-undecided",
    E,
    "The step '{step}' does not say what happens if nobody is entitled.",
    "Write if_none: refuse or if_none: skip.",
)
FIGURE_VERSION = Kind(
    "plan.figure-versions",
    E,
    "The figure '{figure}' is given twice for the same day.",
    "Let its spans from … to follow each other.",
)
USE_UNKNOWN = Kind(
    "plan.use-not-allowed",
    E,
    "The use '{use}' is not among the lawful uses of the plan.",
    "Write one of: {accepted}.",
)
DEFINE_UNUSED = Kind(
    "plan.definition-unused",
    W,
    "The definition '{name}' is never used.",
    "Use it, or take it away.",
)
FACT_UNDECLARED = Kind(
    "plan.fact-undeclared",
    Severity.NOTE,
    "The fact '{fact}' is asked for but not declared; any word is accepted as its value.",
    "Declare it under 'facts' with its values, so that a slip of the pen is found.",
)
PERIOD = Kind(
    "plan.period",
    E,
    "The plan ends on {to}, before it begins on {from_}.",
    "Write the first day under 'from' and the last day under 'to'.",
)
