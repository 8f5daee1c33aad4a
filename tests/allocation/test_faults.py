"""Every error of the room: provoked once, with its message, its figures, and its copies."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from fractions import Fraction

import pytest

from benefit_share.allocation import Shares, faults, solve
from benefit_share.allocation.arrivals import ARRIVAL_LIMIT
from benefit_share.allocation.faults import (
    BadOption,
    DenominatorTooLarge,
    InexactNumber,
    MissingClaimant,
    MissingOption,
    OptionNotTaken,
    TooLarge,
    UnknownClaimant,
    UnknownRule,
    UnreadableNumber,
)
from benefit_share.errors import AllocationError

HALF = Fraction(1, 2)
EXAMPLES: tuple[tuple[AllocationError, str], ...] = (
    (faults.UnknownRule("talmu", "talmud"), "there is no rule 'talmu'; did you mean 'talmud'?"),
    (
        faults.UnknownRule("x", "", ("equal", "talmud")),
        "there is no rule 'x'; write one of: equal, talmud.",
    ),
    (faults.UnknownKey("unti", "unit"), "there is no key 'unti'; did you mean 'unit'?"),
    (faults.UnknownKey("x"), "there is no key 'x'; leave it out."),
    (faults.BadOption("tie", "'seed'"), "tie is not acceptable; write 'seed'."),
    (
        faults.OptionNotTaken("talmud", "caps", ("surplus",)),
        "talmud does not use caps; leave it out (it takes surplus).",
    ),
    (
        faults.OptionNotTaken("keep", "tie"),
        "keep does not use tie; leave it out (it takes no options).",
    ),
    (
        faults.MissingOption("tiers", "a list"),
        "tiers is missing and has no default; write a list.",
    ),
    (
        faults.UnknownClaimant("caps", "z"),
        "caps names 'z', who has no claim; add the claim or remove the id.",
    ),
    (
        faults.MissingClaimant("sizes", "a"),
        "sizes leaves out 'a'; every claimant needs an entry there.",
    ),
    (
        faults.DuplicateClaimant("a"),
        "claimant 'a' stands twice; merge the two entries or rename one.",
    ),
    (
        faults.BadClaimantId(3, "empty"),
        "the id of claimant 3 is empty; write non-empty text.",
    ),
    (
        faults.InexactNumber("estate", "float"),
        (
            "estate is a float, which is not an exact number;"
            ' write an int, a Fraction, a Decimal or text as "0.1" or "1/3".'
        ),
    ),
    (
        faults.UnreadableNumber("claims.a", 5),
        (
            "claims.a (text of 5 characters) is not a number;"
            ' write digits with at most one point, as "-12.50", or a fraction, as "1/3".'
        ),
    ),
    (
        faults.TooLarge("n", 9, 8),
        (
            "n is 9, more than the limit of 8;"
            " divide in coarser units, among fewer claimants, or by another rule."
        ),
    ),
    (
        faults.DenominatorTooLarge(120, 100),
        (
            "the common denominator of these numbers has about 120 digits, more than 100;"
            " write them with a common number of decimals."
        ),
    ),
    (
        faults.LengthMismatch("ids", 2, 3),
        "ids has 2 entries, not 3; give one for each.",
    ),
    (
        faults.NegativeEstate(Fraction(-5)),
        (
            "the estate -5 is negative; divide its absolute value and turn the signs,"
            " so that a reversal mirrors the original."
        ),
    ),
    (
        faults.NegativeClaim("a"),
        "the claim of 'a' is negative; write 0 or more, and book a debt apart.",
    ),
    (faults.NegativeWeight("a"), "the weight of 'a' is negative; write 0 or more."),
    (
        faults.NegativeBound("caps", "a"),
        "caps of 'a' is negative; write 0 or more, or leave it out.",
    ),
    (
        faults.ZeroWeight("a"),
        (
            "the weight of 'a' is 0, which would exempt it from every loss; write more than 0,"
            " or serve it first with the rule 'priority'."
        ),
    ),
    (
        faults.NoClaimants(HALF),
        "there is nobody to share 1/2; name a claimant, or keep the amount.",
    ),
    (
        faults.ZeroTotalWeight(HALF),
        "all weights are 0, so nobody draws 1/2; give somebody a weight, or use the rule 'equal'.",
    ),
    (
        faults.NoAbsorber(HALF),
        (
            "1/2 is left and all below their cap have weight 0;"
            ' raise a cap, or write surplus="return".'
        ),
    ),
    (
        faults.FloorsExceedEstate(HALF),
        "the floors exceed the estate by 1/2; lower them or add to the estate.",
    ),
    (
        faults.CapsBelowEstate(HALF),
        (
            "1/2 is left when everybody has reached the cap;"
            ' raise the caps, or write surplus="return" and say who keeps it.'
        ),
    ),
    (
        faults.CapBelowFloor("a"),
        "the cap of 'a' is below the floor; raise the cap or lower the floor.",
    ),
    (
        faults.ClaimsBelowEstate(HALF),
        (
            "1/2 is left when every claim is met in full;"
            ' lower the estate, or write surplus="return" and say who keeps it.'
        ),
    ),
    (
        faults.ShareSumMismatch(9, HALF),
        "the exact shares add up to 1/2, not to 9; round the shares of this very total.",
    ),
    (
        faults.NotAWholeUnit(HALF, Fraction(1)),
        "1/2 is not a multiple of the unit 1; change one of them, or let the rest be a residue.",
    ),
    (
        faults.NotProportional("a"),
        (
            "the share of 'a' is not its weight times one price;"
            ' use "largest_remainder" or "keep" with this rule.'
        ),
    ),
    (
        faults.AmbiguousTie(("a", "b", "c", "d", "e", "f", "g")),
        (
            "a, b, c, d, e and 2 more are equal and not all can get a rounding unit;"
            " give a tie_seed fixed in advance, or the order in which lots were drawn."
        ),
    ),
    (
        faults.NegativeIncome(2),
        "income 2 is negative; a Gini is defined for incomes of 0 or more.",
    ),
    (
        faults.NothingToMeasure(),
        "there is nobody to measure; give at least one income with a size above 0.",
    ),
)


@pytest.mark.parametrize(("fault", "message"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_error_says_what_to_write_and_can_be_copied(
    fault: AllocationError, message: str
) -> None:
    """Message, figures, arguments: the same after a copy and after a pickle."""
    assert str(fault) == message
    for twin in (copy.copy(fault), copy.deepcopy(fault), pickle.loads(pickle.dumps(fault))):
        assert type(twin) is type(fault)
        assert vars(twin) == vars(fault)
        assert twin.args == fault.args
        assert str(twin) == message


def test_every_error_has_an_example() -> None:
    """A new error is provoked here too."""
    assert {type(fault).__name__ for fault, _ in EXAMPLES} == set(faults.__all__)


# Numbers.


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (0.5, "float"),
        (True, "bool"),
        (None, "NoneType"),
        (1j, "complex"),
        (Decimal("NaN"), "Decimal that is not finite"),
        (Decimal("-Infinity"), "Decimal that is not finite"),
    ],
)
def test_what_is_not_exact_is_refused(value: object, form: str) -> None:
    """Wherever it stands."""
    with pytest.raises(InexactNumber) as caught:
        solve("equal", value, {"a": 1})  # type: ignore[arg-type]  # wrong on purpose: it is refused
    assert (caught.value.path, caught.value.form) == ("estate", form)
    with pytest.raises(InexactNumber) as caught:
        solve("proportional", 1, {"a": 1, "b": value})  # type: ignore[dict-item]  # wrong on purpose: it is refused
    assert (caught.value.path, caught.value.form) == ("claims.b", form)


@pytest.mark.parametrize(
    "text", ["", "1,000", "１", "1e3", "1_000", " 1", ".5", "5.", "1/0", "1/-2", "¥5", "1.5/2"]
)
def test_a_text_has_one_form(text: str) -> None:
    """And its length is said, never the text."""
    with pytest.raises(UnreadableNumber) as caught:
        solve("equal", text, {"a": 1})
    assert caught.value.length == len(text)


@pytest.mark.parametrize("value", [5, "05", "5.0", "10/2", Fraction(5), Decimal("5.00")])
def test_a_number_may_be_written_in_many_exact_ways(value: int) -> None:
    """All are the same number."""
    assert solve("equal", value, {"a": 1}).exact("a") == 5


@pytest.mark.parametrize(
    "value",
    [
        10**100,
        Fraction(1, 10**100),
        Decimal("1e200"),
        Decimal("1e-999999"),
        "9" * 101,
        "9" * 201,
    ],
)
def test_an_absurd_number_is_refused_before_it_fills_the_memory(value: int) -> None:
    """At a hundred digits, far beyond money."""
    for estate, claim in ((value, 1), (1, value)):
        with pytest.raises(TooLarge):
            solve("proportional", estate, {"a": claim})


def test_numbers_without_a_reasonable_common_denominator_are_refused() -> None:
    """Two large primes, so to speak."""
    with pytest.raises(DenominatorTooLarge) as caught:
        solve("proportional", 1, {"a": Fraction(1, 10**60 + 7), "b": Fraction(1, 10**60 + 9)})
    assert caught.value.digits == 121


# The question.


def test_a_rule_that_does_not_exist_names_its_neighbour() -> None:
    """Whatever stands there."""
    with pytest.raises(UnknownRule) as caught:
        solve("propotional", 1, {"a": 1})
    assert caught.value.nearest == "proportional"
    with pytest.raises(UnknownRule, match="NoneType"):
        solve(None, 1, {"a": 1})  # type: ignore[arg-type]  # wrong on purpose: it is refused


@pytest.mark.parametrize(
    ("rule", "options", "error"),
    [
        ("talmud", {"weights": {"a": 1, "b": 1}}, OptionNotTaken),
        ("proportional", {"weights": {"a": 1, "b": 1}}, OptionNotTaken),
        ("hamilton", {"surplus": "return"}, OptionNotTaken),
        ("equal", {"tie_seed": "s"}, OptionNotTaken),
        ("talmud", {"surplus": "keep"}, BadOption),
        ("equal", {"floors": {"a": 1}}, MissingOption),
        ("equal", {"floor_meaning": "topup"}, MissingOption),
        ("equal", {"caps": {"a": 1}}, MissingOption),
        ("equal", {"cap_surplus": "keep"}, MissingOption),
        ("equal", {"caps": {"a": 1}, "cap_surplus": "return"}, BadOption),
        ("equal", {"caps": [1], "cap_surplus": "keep"}, BadOption),
        ("equal", {"caps": {"z": 1}, "cap_surplus": "keep"}, UnknownClaimant),
        ("equal", {"caps": {"a": -1}, "cap_surplus": "keep"}, faults.NegativeBound),
        ("constrained_equal_awards", {"weights": {"a": 1}}, MissingClaimant),
        ("constrained_equal_awards", {"weights": {"a": 1, "b": -1}}, faults.NegativeWeight),
        ("level_up", {}, MissingOption),
        ("level_up", {"incomes": {"a": 1, "b": 1}}, MissingOption),
        ("level_up", {"incomes": {"a": 1}, "sizes": {"a": 1, "b": 1}}, MissingClaimant),
        ("hamilton", {"tie_seed": 7}, BadOption),
        ("priority", {}, MissingOption),
        ("priority", {"tiers": "ab"}, BadOption),
        ("priority", {"tiers": {"a": 1}}, BadOption),
        ("priority", {"tiers": ["a"]}, BadOption),
        ("priority", {"tiers": [{"rule": "talmud"}]}, BadOption),
        ("priority", {"tiers": [{"rule": "equal", "ids": ["a", "b"]}]}, BadOption),
        ("priority", {"tiers": [{"rule": "talmud", "ids": "ab"}]}, BadOption),
        ("priority", {"tiers": [{"rule": "talmud", "ids": 7}]}, BadOption),
        ("priority", {"tiers": [{"rule": [], "ids": ["a", "b"]}]}, BadOption),
        ("priority", {"tiers": [{"rule": "talmud", "ids": ["a"]}]}, MissingClaimant),
        (
            "priority",
            {"tiers": [{"rule": "talmud", "ids": ["a", "b", "c"]}]},
            UnknownClaimant,
        ),
        (
            "priority",
            {"tiers": [{"rule": "talmud", "ids": ["a", "b", "a"]}]},
            faults.DuplicateClaimant,
        ),
        ("priority", {"tiers": [{"rule": "talmud", "ids": ["a", 7]}]}, faults.BadClaimantId),
    ],
)
def test_an_option_that_is_missing_wrong_or_without_use_is_refused(
    rule: str, options: dict[str, object], error: type[Exception]
) -> None:
    """Never ignored."""
    with pytest.raises(error):
        solve(rule, 1, {"a": 1, "b": 1}, **options)  # type: ignore[arg-type]  # wrong on purpose: it is refused


@pytest.mark.parametrize(
    ("rule", "estate", "claims", "error"),
    [
        ("talmud", -1, {"a": 1}, faults.NegativeEstate),
        ("talmud", 1, {"a": -1, "b": 9}, faults.NegativeClaim),
        ("proportional", 1, {"a": -1}, faults.NegativeWeight),
        ("talmud", 1, [("a", 1)], BadOption),
        ("talmud", 1, {"": 1}, faults.BadClaimantId),
        ("talmud", 1, {7: 1}, faults.BadClaimantId),
        ("talmud", 1, {"a\ud800": 1}, faults.BadClaimantId),
    ],
)
def test_claims_that_make_no_problem_are_refused(
    rule: str, estate: int, claims: dict[str, int], error: type[Exception]
) -> None:
    """A negative estate is a reversal, to be computed with the signs turned."""
    with pytest.raises(error):
        solve(rule, estate, claims)


def test_shares_made_by_hand_name_each_claimant_once() -> None:
    """Two shares of one claimant would be one of them lost."""
    with pytest.raises(faults.DuplicateClaimant) as caught:
        Shares(("a", "b", "a"), (1, 1, 1), 1)
    assert caught.value.id == "a"


def test_an_id_may_be_any_text() -> None:
    """Of any script."""
    assert solve("equal", 1, {"户 0007": 1}).exact("户 0007") == 1


# Problems too large to be counted.


def test_random_arrival_is_counted_up_to_its_limit_and_refused_beyond() -> None:
    """Never sampled."""
    claims = {f"h{number}": number + 1 for number in range(50)}
    estate = ARRIVAL_LIMIT // 2500

    with pytest.raises(TooLarge) as caught:
        solve("random_arrival", estate + 1, {one: 100 * claim for one, claim in claims.items()})
    assert caught.value.size == 2500 * (estate + 1)
    assert solve("random_arrival", 200, claims).total == 200


def test_random_arrival_of_few_claims_is_counted_however_large_they_are() -> None:
    """By groups of claimants rather than by units."""
    shares = solve("random_arrival", 10**12 + 1, {"a": 10**12, "b": 10**12 - 1, "c": 3})

    assert shares.total == 10**12 + 1


def test_minimal_overlap_of_very_many_claims_is_refused() -> None:
    """Its denominator grows with every distinct claim."""
    claims = {f"h{number}": number + 1 for number in range(3000)}

    with pytest.raises(DenominatorTooLarge):
        solve("minimal_overlap", 10_000, claims)
