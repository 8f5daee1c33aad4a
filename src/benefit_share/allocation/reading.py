"""From what a caller wrote to a `Problem`, with every fault on the way collected.

What never lives here: mathematics, and wording (the faults know theirs).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import cast

import attrs

from benefit_share.allocation.faults import (
    BadClaimantId,
    BadOption,
    CapBelowFloor,
    DuplicateClaimant,
    MissingClaimant,
    MissingOption,
    NegativeBound,
    NegativeClaim,
    NegativeEstate,
    NegativeWeight,
    OptionNotTaken,
    UnknownClaimant,
    UnknownRule,
)
from benefit_share.allocation.numbers import Exact, read_number, scaled
from benefit_share.allocation.problem import Problem, Rule, Tier
from benefit_share.allocation.rules import RULES, TIER_RULES
from benefit_share.errors import AllocationError

__all__ = ["Question", "check_ids", "read_problem"]

PLAIN = 10**18
"""Below this an int needs no further look."""

_WORDS = MappingProxyType(
    {
        "floor_meaning": ("topup", "additive"),
        "cap_surplus": ("redistribute", "keep"),
        "surplus": ("error", "return"),
    }
)


@attrs.frozen
class Question:
    """What a caller wrote, unread: the arguments of `solve`."""

    rule: object
    estate: object
    claims: object
    weights: object = None
    floors: object = None
    caps: object = None
    floor_meaning: object = None
    cap_surplus: object = None
    tiers: object = None
    sizes: object = None
    incomes: object = None
    line: object = None
    surplus: object = "error"
    tie_seed: object = None

    def given(self) -> list[str]:
        """Return the names of the options that were written, in order of name."""
        fixed = {"rule", "estate", "claims"}
        return sorted(
            field.name
            for field in attrs.fields(Question)
            if field.name not in fixed and getattr(self, field.name) != field.default
        )


def check_ids(ids: Iterable[object], faults: list[AllocationError]) -> tuple[str, ...]:
    """Return *ids* if all are non-empty text that UTF-8 can write, each only once.

    One fault an id goes to *faults*, and the id is left out.
    """
    written = tuple(ids)
    if (
        set(map(type, written)) <= {str}
        and (isinstance(ids, Mapping) or len(set(written)) == len(written))
        and "".join(texts := cast("tuple[str, ...]", written)).isascii()
        and "" not in texts
    ):
        return texts
    kept: list[str] = []
    seen: set[str] = set()
    for position, one in enumerate(written):
        if not isinstance(one, str):
            faults.append(BadClaimantId(position, f"a {type(one).__name__}"))
        elif not one:
            faults.append(BadClaimantId(position, "empty"))
        elif not one.isascii() and any("\ud800" <= mark <= "\udfff" for mark in one):
            faults.append(BadClaimantId(position, "text with half a character (a surrogate)"))
        elif one in seen:
            faults.append(DuplicateClaimant(one))
        else:
            kept.append(one)
            seen.add(one)
    return tuple(kept)


class _Reader:
    """Reads one question, collecting faults instead of stopping at the first."""

    def __init__(self, question: Question, rule: Rule, faults: list[AllocationError]) -> None:
        self.question, self.rule, self.faults = question, rule, faults
        self.ids: tuple[str, ...] = ()

    def number(self, value: object, path: str) -> Exact:
        """Return a number, or 0 and a fault."""
        try:
            return read_number(value, path)
        except AllocationError as fault:
            self.faults.append(fault)
            return 0

    def numbers(
        self,
        option: str,
        negative: type[NegativeClaim | NegativeWeight] | None,
        *,
        complete: bool = True,
    ) -> dict[str, Exact]:
        """Return the numbers of one mapping, by claimant."""
        written = getattr(self.question, option)
        if not isinstance(written, Mapping):
            self.faults.append(BadOption(option, "a mapping of claimant to number"))
            return {}
        # The claims name the claimants; looking each of them up again would only cost time.
        all_known = option == "claims" and len(self.ids) == len(written)
        known: Mapping[object, object] = written if all_known else dict.fromkeys(self.ids)
        if (
            set(map(type, written.values())) == {int}
            and max(map(abs, written.values())) < PLAIN
            and (all_known or written.keys() <= known.keys())
        ):
            found = dict(written)
        else:
            found = {
                one: self.number(value, f"{option}.{one}")
                for one, value in written.items()
                if one in known
            }
        if option != "claims":
            self.faults.extend(
                UnknownClaimant(option, str(one)) for one in written if one not in known
            )
            if complete:
                self.faults.extend(
                    MissingClaimant(option, one) for one in self.ids if one not in written
                )
        if min(found.values(), default=0) < 0 and option != "incomes":
            self.faults.extend(
                negative(one) if negative else NegativeBound(option, one)
                for one, value in found.items()
                if value < 0
            )
        return found

    def word(self, option: str) -> None:
        """Check a word of a closed list."""
        value = getattr(self.question, option)
        if value not in _WORDS[option]:
            accepted = " or ".join(repr(word) for word in _WORDS[option])
            self.faults.append(BadOption(option, accepted))

    def bounds(self, option: str, says: str) -> dict[str, Exact]:
        """Return floors or caps, whose meaning must be said with them."""
        written, meaning = getattr(self.question, option), getattr(self.question, says)
        if written is None:
            if meaning is not None:
                self.faults.append(MissingOption(option, f"the {option} that {says} is about"))
            return {}
        if meaning is None:
            accepted = " or ".join(repr(word) for word in _WORDS[says])
            self.faults.append(MissingOption(says, accepted))
        else:
            self.word(says)
        return self.numbers(option, None, complete=False)

    def levels(self) -> tuple[dict[str, Exact], dict[str, Exact], Exact | None]:
        """Return incomes, sizes and the line of a levelling."""
        question = self.question
        found: list[dict[str, Exact]] = []
        for option in ("incomes", "sizes"):
            if getattr(question, option) is None:
                self.faults.append(MissingOption(option, "a mapping of every claimant to a number"))
                found.append({})
            else:
                found.append(self.numbers(option, NegativeWeight))
        line = None if question.line is None else self.number(question.line, "line")
        return found[0], found[1], line

    def tiers(self) -> tuple[Tier, ...]:
        """Return the tiers, which must hold each claimant once."""
        written = self.question.tiers
        rules = ", ".join(sorted(TIER_RULES))
        accepted = f'a list of {{"rule": …, "ids": […]}} or Tier, the rule being one of {rules}'
        if written is None:
            self.faults.append(MissingOption("tiers", accepted))
            return ()
        if isinstance(written, str) or not isinstance(written, Sequence):
            self.faults.append(BadOption("tiers", accepted))
            return ()
        tiers = [_tier(one) for one in written]
        self.faults.extend(
            BadOption(f"tiers[{position}]", accepted)
            for position, tier in enumerate(tiers)
            if tier is None
        )
        read = tuple(tier for tier in tiers if tier is not None)
        if len(read) == len(tiers):
            served = check_ids((one for tier in read for one in tier.ids), self.faults)
            known, seen = set(self.ids), set(served)
            self.faults.extend(UnknownClaimant("tiers", one) for one in served if one not in known)
            self.faults.extend(MissingClaimant("tiers", one) for one in self.ids if one not in seen)
        return read


def _tier(written: object) -> Tier | None:
    """Return the tier that *written* says, or None."""
    entry = attrs.asdict(written) if isinstance(written, Tier) else written
    if not isinstance(entry, Mapping) or set(entry) != {"rule", "ids"}:
        return None
    rule, ids = entry["rule"], entry["ids"]
    if not isinstance(rule, str) or rule not in TIER_RULES:
        return None
    if isinstance(ids, str) or not isinstance(ids, Sequence):
        return None
    return Tier(rule, tuple(ids))


def read_problem(question: Question, faults: list[AllocationError]) -> tuple[Rule, Problem] | None:
    """Return the rule and the problem that *question* states, or None after a fault.

    Args:
        question: the arguments of `solve`.
        faults: to which every fault found is appended.
    """
    rule = RULES.get(question.rule) if isinstance(question.rule, str) else None
    if rule is None:
        name = question.rule if isinstance(question.rule, str) else type(question.rule).__name__
        near = difflib.get_close_matches(name, RULES, n=1)
        faults.append(UnknownRule(name, near[0] if near else "", tuple(sorted(RULES))))
        return None
    faults.extend(
        OptionNotTaken(rule.name, option, tuple(sorted(rule.options)))
        for option in question.given()
        if option not in rule.options
    )
    problem = _read(_Reader(question, rule, faults))
    return None if problem is None else (rule, problem)


def _read(reader: _Reader) -> Problem | None:
    """Read everything the rule takes; the result counts only if no fault was found."""
    question, rule, faults = reader.question, reader.rule, reader.faults
    estate = reader.number(question.estate, "estate")
    if estate < 0:
        faults.append(NegativeEstate(Fraction(estate)))
    if isinstance(question.claims, Mapping):
        reader.ids = check_ids(question.claims, faults)
    claims = reader.numbers(
        "claims", NegativeClaim if rule.claims_are == "claims" else NegativeWeight
    )
    parts = _options(reader, claims)
    if faults:
        return None
    ids = reader.ids
    weighing = list(map(parts.weights.__getitem__, ids)) if parts.weights else [1] * len(ids)
    money: list[list[Exact]] = [
        [estate, *([] if parts.line is None else [parts.line])],
        [claims[one] for one in ids] if rule.claims_are == "claims" else [],
        list(parts.floors.values()),
        list(parts.caps.values()),
        [parts.incomes[one] for one in ids] if parts.incomes else [],
    ]
    try:
        (head, claimed, floors, caps, incomes), scale = scaled(money)
        (weights,), weight_scale = scaled([weighing])
    except AllocationError as fault:
        faults.append(fault)
        return None
    floor_of = dict(zip(parts.floors, floors, strict=True))
    cap_of = dict(zip(parts.caps, caps, strict=True))
    bounded = question.floors is not None or question.caps is not None
    place = {one: index for index, one in enumerate(ids)} if parts.tiers else {}
    return Problem(
        rule=rule.name,
        ids=ids,
        estate=head[0],
        claims=tuple(weights if rule.claims_are == "weights" else claimed),
        weights=tuple(weights),
        scale=scale,
        weight_scale=weight_scale,
        floors=tuple(floor_of.get(one, 0) for one in ids) if bounded else (),
        caps=tuple(cap_of.get(one) for one in ids) if bounded else (),
        floor_meaning=question.floor_meaning,  # type: ignore[arg-type]  # checked at run time: a wrong word is a finding
        cap_surplus=question.cap_surplus,  # type: ignore[arg-type]  # checked at run time: a wrong word is a finding
        surplus=question.surplus,  # type: ignore[arg-type]  # checked at run time: a wrong word is a finding
        incomes=tuple(incomes),
        line=head[1] if parts.line is not None else None,
        tiers=tuple(
            (RULES[tier.rule], tuple(place[one] for one in tier.ids)) for tier in parts.tiers
        ),
        tie_seed=question.tie_seed,  # type: ignore[arg-type]  # checked at run time: a wrong word is a finding
    )


@attrs.frozen
class _Parts:
    """The options, read."""

    weights: dict[str, Exact]
    floors: dict[str, Exact]
    caps: dict[str, Exact]
    incomes: dict[str, Exact]
    line: Exact | None
    tiers: tuple[Tier, ...]


def _options(reader: _Reader, claims: dict[str, Exact]) -> _Parts:
    """Read the options that the rule takes."""
    question, takes, faults = reader.question, reader.rule.options, reader.faults
    weights: dict[str, Exact] = claims if reader.rule.claims_are == "weights" else {}
    floors: dict[str, Exact] = {}
    caps: dict[str, Exact] = {}
    incomes: dict[str, Exact] = {}
    line: Exact | None = None
    if "surplus" in takes:
        reader.word("surplus")
    if "weights" in takes and question.weights is not None:
        weights = reader.numbers("weights", NegativeWeight)
    if "floors" in takes:
        floors = reader.bounds("floors", "floor_meaning")
        caps = reader.bounds("caps", "cap_surplus")
        faults.extend(CapBelowFloor(one) for one, cap in caps.items() if cap < floors.get(one, 0))
    if "incomes" in takes:
        incomes, weights, line = reader.levels()
    if "tie_seed" in takes and not isinstance(question.tie_seed, str | None):
        faults.append(BadOption("tie_seed", "a text fixed before the data were known"))
    return _Parts(weights, floors, caps, incomes, line, reader.tiers() if "tiers" in takes else ())
