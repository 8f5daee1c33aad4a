"""Every refusal of a single value, as a leaf of `ValueRefused`.

    ValueFault
    ├── FloatRefused  NumberTypeRefused  NumberNotFinite  PlacesRefused  StepRefused
    ├── CheckDigitRefused
    ├── NumberRefused      text that is no number, one leaf a reason
    ├── MoneyFault         currencies, units of amounts, the limit of 2^53 - 1
    ├── RateFault          rates and their base
    ├── BandFault          bands
    ├── DayFault           days
    ├── PeriodFault        periods, spans, day counts
    ├── IdentifierFault    ids, resident identity numbers, card numbers, credit codes
    ├── TextFault          names, titles, two languages
    └── CanonicalFault     canonical bytes

A leaf has a `kind` (code, words, advice) and keeps what its words need as attributes of `str` or
`int`, so that `at` makes a finding of it.
No leaf ever holds the value it refuses: in the wrong column it may be an identity number.
What it holds instead is the form of the value (`form_of`) and its length.
"""

from __future__ import annotations

from benefit_share.values.faults.base import (
    ValueFault,
    form_of,
)
from benefit_share.values.faults.canonical import (
    CanonicalDepth,
    CanonicalDiffers,
    CanonicalDuplicate,
    CanonicalFault,
    CanonicalInteger,
    CanonicalKey,
    CanonicalLimit,
    CanonicalSize,
    CanonicalText,
    CanonicalTextLength,
    CanonicalType,
    CanonicalUnreadable,
)
from benefit_share.values.faults.days import (
    DayFault,
    DayForm,
    DayNotReal,
    DayType,
    DayYear,
    PartsDoNotTile,
    PeriodFault,
    PeriodOpen,
    PeriodReversed,
    UnknownDayCount,
)
from benefit_share.values.faults.identifiers import (
    CardCheck,
    CardForm,
    CheckDigitRefused,
    CreditCodeCheck,
    CreditCodeForm,
    IdentifierFault,
    ResidentIdCheck,
    ResidentIdDate,
    ResidentIdForm,
    ResidentIdLater,
    ResidentIdOld,
)
from benefit_share.values.faults.money import (
    AmountTooLarge,
    BandEmpty,
    BandFault,
    BandOpenEnd,
    CurrencyMismatch,
    MoneyFault,
    RateBare,
    RateFault,
    RateNegative,
    RateTooHigh,
    RateWithoutBase,
    StepRefused,
    UnknownAmountUnit,
    UnknownCurrency,
)
from benefit_share.values.faults.numbers import (
    FloatRefused,
    NumberBarePoint,
    NumberCurrencySign,
    NumberDecimals,
    NumberEmpty,
    NumberExponent,
    NumberFullWidth,
    NumberLeadingZero,
    NumberNotFinite,
    NumberPercent,
    NumberPlusSign,
    NumberRefused,
    NumberSeparated,
    NumberSpaced,
    NumberTooLong,
    NumberTypeRefused,
    NumberZeroDenominator,
    PlacesRefused,
)
from benefit_share.values.faults.texts import (
    CharacterCompatibility,
    CharacterHidden,
    CharacterInterpunct,
    CharacterLookalike,
    CharacterNotNormal,
    CharacterPrivate,
    CharacterRadical,
    CharacterRefused,
    CharacterSpace,
    LanguageUnknown,
    TextEmpty,
    TextFault,
    TextTooLong,
    TextType,
)

__all__ = [
    "AmountTooLarge",
    "BandEmpty",
    "BandFault",
    "BandOpenEnd",
    "CanonicalDepth",
    "CanonicalDiffers",
    "CanonicalDuplicate",
    "CanonicalFault",
    "CanonicalInteger",
    "CanonicalKey",
    "CanonicalLimit",
    "CanonicalSize",
    "CanonicalText",
    "CanonicalTextLength",
    "CanonicalType",
    "CanonicalUnreadable",
    "CardCheck",
    "CardForm",
    "CharacterCompatibility",
    "CharacterHidden",
    "CharacterInterpunct",
    "CharacterLookalike",
    "CharacterNotNormal",
    "CharacterPrivate",
    "CharacterRadical",
    "CharacterRefused",
    "CharacterSpace",
    "CheckDigitRefused",
    "CreditCodeCheck",
    "CreditCodeForm",
    "CurrencyMismatch",
    "DayFault",
    "DayForm",
    "DayNotReal",
    "DayType",
    "DayYear",
    "FloatRefused",
    "IdentifierFault",
    "LanguageUnknown",
    "MoneyFault",
    "NumberBarePoint",
    "NumberCurrencySign",
    "NumberDecimals",
    "NumberEmpty",
    "NumberExponent",
    "NumberFullWidth",
    "NumberLeadingZero",
    "NumberNotFinite",
    "NumberPercent",
    "NumberPlusSign",
    "NumberRefused",
    "NumberSeparated",
    "NumberSpaced",
    "NumberTooLong",
    "NumberTypeRefused",
    "NumberZeroDenominator",
    "PartsDoNotTile",
    "PeriodFault",
    "PeriodOpen",
    "PeriodReversed",
    "PlacesRefused",
    "RateBare",
    "RateFault",
    "RateNegative",
    "RateTooHigh",
    "RateWithoutBase",
    "ResidentIdCheck",
    "ResidentIdDate",
    "ResidentIdForm",
    "ResidentIdLater",
    "ResidentIdOld",
    "StepRefused",
    "TextEmpty",
    "TextFault",
    "TextTooLong",
    "TextType",
    "UnknownAmountUnit",
    "UnknownCurrency",
    "UnknownDayCount",
    "ValueFault",
    "form_of",
]
