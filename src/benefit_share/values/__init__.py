"""Values: exact numbers, money, rates, bands, days, identifiers, names, canonical bytes.

Text comes in here and is refused or becomes an int, a Fraction, a date or checked text; everything
below reckons with those alone.
What never lives here: files, clocks, locales, chance, binary floats, and any rule about sharing.
"""

from __future__ import annotations

from benefit_share.values import faults
from benefit_share.values.bands import (
    Band,
    Gap,
    Overlap,
    check_bands,
    number_text,
)
from benefit_share.values.canonical import (
    KEY_PATTERN,
    Json,
    canonical_bytes,
    digest,
    read_canonical,
)
from benefit_share.values.counts import (
    DayCount,
    months_between,
    months_complete,
    months_day_15,
    months_in,
    months_started,
    year_fraction,
)
from benefit_share.values.dated import (
    UNKNOWN,
    Conflict,
    Dated,
    Unknown,
    as_of,
)
from benefit_share.values.faults import ValueFault, form_of
from benefit_share.values.frozen import FrozenMap
from benefit_share.values.identifiers import (
    check_character_for_credit_code,
    check_digit_for_luhn,
    check_digit_for_resident_id,
    credit_code,
    has_iban_form,
    iban,
    identifier,
    luhn,
    resident_born_on,
    resident_id,
    sample_resident_id,
)
from benefit_share.values.money import (
    AMOUNT_UNITS,
    MINOR_LIMIT,
    AmountText,
    Currency,
    Money,
    currency,
    minor_text,
    parse_minor,
)
from benefit_share.values.names import (
    INTERPUNCT,
    NAME_LIMIT,
    Mended,
    mend_name,
    name,
    plain_text,
)
from benefit_share.values.numbers import (
    Rounding,
    decimal_text,
    exact,
    fraction_text,
    round_fraction,
)
from benefit_share.values.periods import (
    ALWAYS,
    DaysMissing,
    DaysOutside,
    DaysTwice,
    Period,
    Span,
    add_months,
    age_on,
    day,
    days,
    split_by_days,
    tile,
)
from benefit_share.values.rates import (
    Rate,
    percent,
    percent_text,
)
from benefit_share.values.text import (
    TEXT_LIMIT,
    Text,
)

__all__ = [
    "ALWAYS",
    "AMOUNT_UNITS",
    "INTERPUNCT",
    "KEY_PATTERN",
    "MINOR_LIMIT",
    "NAME_LIMIT",
    "TEXT_LIMIT",
    "UNKNOWN",
    "AmountText",
    "Band",
    "Conflict",
    "Currency",
    "Dated",
    "DayCount",
    "DaysMissing",
    "DaysOutside",
    "DaysTwice",
    "FrozenMap",
    "Gap",
    "Json",
    "Mended",
    "Money",
    "Overlap",
    "Period",
    "Rate",
    "Rounding",
    "Span",
    "Text",
    "Unknown",
    "ValueFault",
    "add_months",
    "age_on",
    "as_of",
    "canonical_bytes",
    "check_bands",
    "check_character_for_credit_code",
    "check_digit_for_luhn",
    "check_digit_for_resident_id",
    "credit_code",
    "currency",
    "day",
    "days",
    "decimal_text",
    "digest",
    "exact",
    "faults",
    "form_of",
    "fraction_text",
    "has_iban_form",
    "iban",
    "identifier",
    "luhn",
    "mend_name",
    "minor_text",
    "months_between",
    "months_complete",
    "months_day_15",
    "months_in",
    "months_started",
    "name",
    "number_text",
    "parse_minor",
    "percent",
    "percent_text",
    "plain_text",
    "read_canonical",
    "resident_born_on",
    "resident_id",
    "round_fraction",
    "sample_resident_id",
    "split_by_days",
    "tile",
    "year_fraction",
]
