"""The calculator: one document in, one document out, both plain JSON values.

What never lives here: reading or writing of files, and words in any other language.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

import attrs

from benefit_share.allocation.faults import (
    BadOption,
    MissingOption,
    NotAWholeUnit,
    UnknownKey,
)
from benefit_share.allocation.numbers import read_number
from benefit_share.allocation.problem import Rounded, Shares
from benefit_share.allocation.reading import Question, read_problem
from benefit_share.allocation.rounding import POLICIES, round_to_units
from benefit_share.allocation.rules import RULES
from benefit_share.errors import AllocationError

__all__ = ["DEFAULT_SEED", "calculate"]

_OPTIONS = frozenset({field.name for field in attrs.fields(Question)} - {"tie_seed"})
_KEYS = _OPTIONS | {"unit", "rounding", "tie_seed"}
_NEEDED = MappingProxyType(
    {
        "rule": "the name of a rule, as 'proportional'",
        "estate": "the amount to divide",
        "claims": "a mapping of claimant to number",
    }
)
DEFAULT_SEED = "benefit-share/allocate"
"""What decides among equals when no seed is given: fixed for ever, so known before any data."""

_DECIMALS = 12
"""The most decimals that a unit may have."""


@attrs.frozen
class _Unit:
    """The step in which amounts are paid, in major units, and how it is printed."""

    size: Fraction
    decimals: int


def calculate(document: Mapping[str, object]) -> dict[str, object]:
    """Divide as *document* says, exactly and then in whole units, and show both.

    Needed are `rule`, `estate` and `claims`; the other keys are the options of `solve`, and
    `unit` (the step in which amounts are paid, "0.01" when left out, "1" for whole things),
    `rounding` (a policy of `round_to_units`, "largest_remainder" when left out) and `tie_seed`
    (`DEFAULT_SEED` when left out; a note then says that it decided a tie).
    Estate, claims, floors, caps, incomes and line are in major units.
    A number is an int or text, as "12.50" or "1/3"; a float is refused.

    Returns:
        `ok` true, with the exact shares and the multiplier as "p/q", what held each share,
        the amounts as text with the decimals of the unit, what is left over, the residue,
        who was raised and among whom the seed decided;
        or `ok` false, with every fault found as a finding: code, severity, message and params.
    """
    faults: list[AllocationError] = []
    if not isinstance(document, Mapping):
        return _refused(None, [BadOption("document", "an object with rule, estate and claims")])
    _check_keys(document, faults)
    rule = document.get("rule")
    entry = RULES.get(rule) if isinstance(rule, str) else None
    whole = entry is not None and entry.kind == "whole"
    unit = _unit(document.get("unit", "1" if whole else "0.01"), faults)
    if whole and unit is not None and unit.size != 1:
        faults.append(BadOption("unit", '"1", since these things cannot be cut'))
    policy = document.get("rounding", "largest_remainder")
    if not isinstance(policy, str) or policy not in POLICIES:
        faults.append(BadOption("rounding", " or ".join(repr(name) for name in POLICIES)))
    chosen = document.get("tie_seed")
    seed = DEFAULT_SEED if chosen is None else chosen
    if not isinstance(seed, str) or not seed:
        faults.append(BadOption("tie_seed", "a text fixed before the data were known"))
    if all(name in document for name in _NEEDED):
        # An option that is null is one that was left out; a null rule or amount is a fault.
        options = {
            name: value
            for name, value in document.items()
            if name in _OPTIONS and (value is not None or name in _NEEDED)
        }
        read = read_problem(Question(**options, tie_seed=seed if whole else None), faults)
        if read is not None and not faults:
            try:
                shares = read[0].solve(read[1])
                answer = _answer(shares, read[1].amount(read[1].estate), unit, policy, seed)  # type: ignore[arg-type]  # checked at run time: a wrong word is a finding
                return answer | {"findings": _notes(answer, chosen)}
            except AllocationError as fault:
                faults.append(fault)
    return _refused(rule, faults)


def _check_keys(document: Mapping[str, object], faults: list[AllocationError]) -> None:
    """Report keys that mean nothing, and those that are missing."""
    for name in document:
        if name not in _KEYS:
            near = difflib.get_close_matches(str(name), sorted(_KEYS), n=1)
            faults.append(UnknownKey(str(name), near[0] if near else ""))
    faults.extend(
        MissingOption(name, accepted) for name, accepted in _NEEDED.items() if name not in document
    )


def _refused(rule: object, faults: list[AllocationError]) -> dict[str, object]:
    """Return the document of what was found wrong."""
    unique = {(type(fault), str(fault)): fault for fault in faults}
    return {
        "ok": False,
        "rule": rule if isinstance(rule, str) else None,
        "findings": [_finding(fault) for fault in unique.values()],
    }


def _unit(written: object, faults: list[AllocationError]) -> _Unit | None:
    """Return the unit, or None and a fault."""
    try:
        size = Fraction(read_number(written, "unit"))
    except AllocationError as fault:
        faults.append(fault)
        return None
    decimals = _decimals(size)
    if size <= 0 or decimals is None:
        faults.append(BadOption("unit", f'above 0 with at most {_DECIMALS} decimals, as "0.01"'))
        return None
    if isinstance(written, str):
        # "0.10" asks for two decimals although one would do.
        decimals = max(decimals, len(written.partition(".")[2]))
    return _Unit(size, decimals)


def _decimals(number: Fraction) -> int | None:
    """Return how many decimals *number* needs, or None when it never ends."""
    for decimals in range(_DECIMALS + 1):
        if 10**decimals % number.denominator == 0:
            return decimals
    return None


def _answer(
    shares: Shares, estate: Fraction, unit: _Unit, policy: str, seed: str
) -> dict[str, object]:
    """Return the document of what was computed."""
    # Amounts are counted in the largest part of the unit of which the estate is a whole number.
    steps = Fraction(estate, unit.size)
    if policy == "unit_price" and steps.denominator != 1:
        raise NotAWholeUnit(estate, unit.size)
    part = Fraction(unit.size, steps.denominator)
    counted = attrs.evolve(
        shares,
        numerators=tuple(number * part.denominator for number in shares.numerators),
        denominator=shares.denominator * part.numerator,
        left_over=Fraction(shares.left_over, part),
    )
    rounded = round_to_units(
        counted,
        steps.numerator,
        policy=policy,  # type: ignore[arg-type]  # checked at run time: a wrong word is a finding
        tie_seed=seed,
        unit=steps.denominator,
    )
    return _document(shares, rounded, part, unit)


def _document(shares: Shares, rounded: Rounded, part: Fraction, unit: _Unit) -> dict[str, object]:
    """Return shares and amounts as plain values."""
    return {
        "ok": True,
        "rule": shares.rule,
        "exact": {one: str(share) for one, share in shares.as_dict().items()},
        "multiplier": None if shares.multiplier is None else str(shares.multiplier),
        "bound": shares.bound,
        "left_over": str(shares.left_over),
        "amounts": {one: _text(amount * part, unit) for one, amount in rounded.as_dict().items()},
        "residue": _text(rounded.residue * part, unit),
        "rounding": rounded.policy,
        "price": None if rounded.price is None else str(rounded.price * part),
        "raised": sorted(rounded.raised),
        "tie_decided": list(rounded.tie_decided),
    }


def _notes(answer: Mapping[str, object], chosen: object) -> list[dict[str, object]]:
    """Note that the default seed decided a tie: nobody had fixed one."""
    if chosen is not None or not answer["tie_decided"]:
        return []
    return [
        {
            "code": "allocation.tie-by-default-seed",
            "severity": "note",
            "message": f"nobody fixed a tie_seed, so '{DEFAULT_SEED}' decided among equals;"
            " fix a text of your own before the data are known.",
            "params": {"ids": answer["tie_decided"], "seed": DEFAULT_SEED},
        }
    ]


def _text(amount: Fraction, unit: _Unit) -> str:
    """Return *amount*, 0 or more, with the unit's decimals, more if needed, or as a fraction."""
    needed = _decimals(amount)
    if needed is None:
        return str(amount)
    decimals = max(needed, unit.decimals)
    digits = str(int(amount * 10**decimals)).zfill(decimals + 1)
    return f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits


def _finding(fault: AllocationError) -> dict[str, object]:
    """Return one *fault* as data."""
    name = type(fault).__name__
    return {
        "code": "allocation." + re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower(),
        "severity": "error",
        "message": str(fault),
        "params": {name: _plain(value) for name, value in vars(fault).items()},
    }


def _plain(value: object) -> object:
    """Return *value* as JSON knows it."""
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, Fraction) else value
