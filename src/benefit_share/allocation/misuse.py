"""The errors of a malformed call: rule, options, claimants and numbers that cannot be read.

They are exported by `benefit_share.allocation.faults`, where the tree of all errors is drawn.
What never lives here: problems that can be read and have no answer.
"""

from __future__ import annotations

import attrs

from benefit_share.errors import AllocationError

__all__ = [
    "BadClaimantId",
    "BadOption",
    "DenominatorTooLarge",
    "DuplicateClaimant",
    "InexactNumber",
    "LengthMismatch",
    "MissingClaimant",
    "MissingOption",
    "OptionNotTaken",
    "TooLarge",
    "UnknownClaimant",
    "UnknownKey",
    "UnknownRule",
    "UnreadableNumber",
]


@attrs.define(slots=False)
class UnknownRule(AllocationError):
    """No rule has this name.

    Attributes:
        name: the name asked for.
        nearest: the offered name that looks most like it, or "" when none does.
        known: the names of the rules there are.
    """

    name: str
    nearest: str = ""
    known: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Say which rule was perhaps meant, or which there are."""
        if self.nearest:
            return f"there is no rule {self.name!r}; did you mean {self.nearest!r}?"
        return f"there is no rule {self.name!r}; write one of: {', '.join(self.known)}."


@attrs.define(slots=False)
class UnknownKey(AllocationError):
    """A document has a key that means nothing.

    Attributes:
        name: the key.
        nearest: the known key that looks most like it, or "" when none does.
    """

    name: str
    nearest: str = ""

    def __str__(self) -> str:
        """Say which key was perhaps meant."""
        if self.nearest:
            return f"there is no key {self.name!r}; did you mean {self.nearest!r}?"
        return f"there is no key {self.name!r}; leave it out."


@attrs.define(slots=False)
class BadOption(AllocationError):
    """An option has a value that is not among those accepted.

    Attributes:
        option: the option's name.
        accepted: what may be written, in words.
    """

    option: str
    accepted: str

    def __str__(self) -> str:
        """Say what the option accepts."""
        return f"{self.option} is not acceptable; write {self.accepted}."


@attrs.define(slots=False)
class OptionNotTaken(AllocationError):
    """A rule or a policy was given an option that it does not use.

    Attributes:
        rule: the rule's or policy's name.
        option: the option it does not take.
        takes: the options it does take, sorted.
    """

    rule: str
    option: str
    takes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Say which options the rule takes."""
        takes = ", ".join(self.takes) or "no options"
        return f"{self.rule} does not use {self.option}; leave it out (it takes {takes})."


@attrs.define(slots=False)
class MissingOption(AllocationError):
    """Something that has no default was not said.

    Attributes:
        option: the option to add.
        accepted: what may be written, in words.
    """

    option: str
    accepted: str

    def __str__(self) -> str:
        """Say what to add."""
        return f"{self.option} is missing and has no default; write {self.accepted}."


@attrs.define(slots=False)
class UnknownClaimant(AllocationError):
    """An option names somebody who is not among the claimants.

    Attributes:
        option: where the id stands.
        id: the id.
    """

    option: str
    id: str

    def __str__(self) -> str:
        """Name the id and the option."""
        return f"{self.option} names {self.id!r}, who has no claim; add the claim or remove the id."


@attrs.define(slots=False)
class MissingClaimant(AllocationError):
    """An option that needs everybody leaves a claimant out.

    Attributes:
        option: the incomplete option.
        id: the claimant left out.
    """

    option: str
    id: str

    def __str__(self) -> str:
        """Name the claimant to add."""
        return f"{self.option} leaves out {self.id!r}; every claimant needs an entry there."


@attrs.define(slots=False)
class DuplicateClaimant(AllocationError):
    """The same id stands twice.

    Attributes:
        id: the id.
    """

    id: str

    def __str__(self) -> str:
        """Name the id."""
        return f"claimant {self.id!r} stands twice; merge the two entries or rename one."


@attrs.define(slots=False)
class BadClaimantId(AllocationError):
    """An id is not non-empty text that UTF-8 can write.

    Attributes:
        position: where it stands among the claimants, from 0.
        form: what was found, in words.
    """

    position: int
    form: str

    def __str__(self) -> str:
        """Say what an id is."""
        return f"the id of claimant {self.position} is {self.form}; write non-empty text."


@attrs.define(slots=False)
class InexactNumber(AllocationError):
    """A number is a float, a truth value, NaN or infinite.

    Attributes:
        path: where it stands, as `claims.h1`.
        form: the kind of value found, as `float`.
    """

    path: str
    form: str

    def __str__(self) -> str:
        """Say how to write it exactly."""
        return (
            f"{self.path} is a {self.form}, which is not an exact number;"
            ' write an int, a Fraction, a Decimal or text as "0.1" or "1/3".'
        )


@attrs.define(slots=False)
class UnreadableNumber(AllocationError):
    """A text is not a number in the accepted form.

    Attributes:
        path: where it stands.
        length: how many characters it has.
    """

    path: str
    length: int

    def __str__(self) -> str:
        """Say which form is accepted."""
        return (
            f"{self.path} (text of {self.length} characters) is not a number;"
            ' write digits with at most one point, as "-12.50", or a fraction, as "1/3".'
        )


@attrs.define(slots=False)
class TooLarge(AllocationError):
    """A number or the whole problem is larger than what is computed exactly here.

    Attributes:
        path: what is too large.
        size: its size, in the unit that *path* names.
        limit: the greatest size accepted.
    """

    path: str
    size: int
    limit: int

    def __str__(self) -> str:
        """Say the size and the limit."""
        return (
            f"{self.path} is {self.size}, more than the limit of {self.limit};"
            " divide in coarser units, among fewer claimants, or by another rule."
        )


@attrs.define(slots=False)
class DenominatorTooLarge(AllocationError):
    """The numbers have no common denominator of reasonable size.

    Attributes:
        digits: about how many decimal digits it would have.
        limit: how many are accepted.
    """

    digits: int
    limit: int

    def __str__(self) -> str:
        """Say how to get a smaller one."""
        return (
            f"the common denominator of these numbers has about {self.digits} digits, more than"
            f" {self.limit}; write them with a common number of decimals."
        )


@attrs.define(slots=False)
class LengthMismatch(AllocationError):
    """Two lists that go together have different lengths.

    Attributes:
        option: the list that does not fit.
        length: how many entries it has.
        needed: how many it needs.
    """

    option: str
    length: int
    needed: int

    def __str__(self) -> str:
        """Say both lengths."""
        return f"{self.option} has {self.length} entries, not {self.needed}; give one for each."
