"""What is wrong with a part of a tree: many problems in one exception, each with its path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.files import faults

if TYPE_CHECKING:
    from benefit_share.findings import Kind, Param
    from benefit_share.values import ValueFault

__all__ = ["Misread", "Notebook", "Problem", "shape_of", "together", "walk"]

_SHOWN: Final = 60


@attrs.frozen
class Problem:
    """One thing that is wrong.

    Attributes:
        path: below the part: empty, `.key`, `[0].key`.
        kind: what it is.
        params: its figures.
        on_key: whether the key is wrong, not the value.
    """

    path: str
    kind: Kind
    params: dict[str, Param]
    on_key: bool = False


class Misread(Exception):
    """A part of a tree could not be read."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Carry *problems*."""
        self.problems = tuple(problems)
        super().__init__(len(self.problems))


class Notebook:
    """Collects problems while a part is read."""

    def __init__(self) -> None:
        """Begin without a problem."""
        self.problems: list[Problem] = []

    def add(self, kind: Kind, at: str, /, **params: Param) -> None:
        """Note a problem with the value at *at*."""
        self.problems.append(Problem(at, kind, params))

    def add_key(self, kind: Kind, at: str, /, **params: Param) -> None:
        """Note a problem with the key before the value at *at*."""
        self.problems.append(Problem(at, kind, params, on_key=True))

    def refuse(self, fault: ValueFault, at: str) -> None:
        """Note what is wrong with a single value."""
        self.problems.append(Problem(at, fault.kind, fault.params))

    def take(self, error: BaseException, at: str) -> None:
        """Note all the problems that an exception carries, below *at*."""
        self.problems.extend(walk(error, at))

    def unknown(self, key: str, at: str, accepted: Iterable[str]) -> None:
        """Note a key that is not known."""
        from benefit_share.files.places import nearest

        known = list(accepted)
        self.add_key(
            faults.UNKNOWN_KEY,
            f"{at}.{key}",
            key=key[:_SHOWN],
            nearest=nearest(key, known),
            accepted=", ".join(known),
        )

    def shape(self, node: object, wanted: str, example: str, at: str) -> None:
        """Note a value of the wrong shape."""
        self.add(faults.WRONG_SHAPE, at, found=shape_of(node), wanted=wanted, example=example)

    def close(self) -> None:
        """Raise `Misread` if there is a problem."""
        if self.problems:
            raise Misread(self.problems)


def together(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Say in one what is wrong with a key misspelt: that it is not known, and which is missing.

    An unknown key whose nearest is missing from the same mapping is taken for that one, once.
    """
    whole = list(problems)
    missing = {
        (one.path, one.params["key"]): one for one in whole if one.kind is faults.MISSING_KEY
    }
    meant: dict[int, Problem] = {}
    for one in whole:
        if one.kind is faults.UNKNOWN_KEY:
            above = one.path.removesuffix(f".{one.params['key']}")
            found = missing.pop((above, one.params["nearest"]), None)
            if found is not None:
                params = {key: one.params[key] for key in ("key", "accepted")}
                meant[id(found)] = one
                meant[id(one)] = attrs.evolve(
                    one, kind=faults.KEY_MEANT, params=params | {"missing": found.params["key"]}
                )
    for one in whole:
        if one.kind is not faults.MISSING_KEY or id(one) not in meant:
            yield meant.get(id(one), one)


def shape_of(node: object) -> str:
    """Say in words what stands in the file."""
    if isinstance(node, dict):
        return "a mapping"
    if isinstance(node, list):
        return "a list"
    return "a text" if node else "nothing"


def walk(error: BaseException, at: str = "") -> Iterator[Problem]:
    """Yield every problem in an exception of cattrs or of this room, with its path."""
    import cattrs

    if isinstance(error, Misread):
        for problem in error.problems:
            yield attrs.evolve(problem, path=at + problem.path)
    elif isinstance(error, cattrs.ClassValidationError | cattrs.IterableValidationError):
        noted, others = error.group_exceptions()
        for inner, note in noted:
            step = note.name.rstrip("_") if hasattr(note, "name") else note.index
            below = f"{at}[{step}]" if isinstance(step, int) else f"{at}.{step}"
            if isinstance(inner, KeyError):
                yield Problem(at, faults.MISSING_KEY, {"key": str(step)})
            else:
                yield from walk(inner, below)
        for other in others:
            yield from walk(other, at)
    elif isinstance(error, cattrs.ForbiddenExtraKeysError):
        yield from _extra(error, at)
    else:
        yield from _value(error, at)


def _extra(error: Any, at: str) -> Iterator[Problem]:  # noqa: ANN401  (an exception of cattrs)
    notes = Notebook()
    known = [field.name.rstrip("_") for field in attrs.fields(error.cl)]
    for key in sorted(error.extra_fields):
        notes.unknown(key, at, known)
    yield from notes.problems


def _value(error: BaseException, at: str) -> Iterator[Problem]:
    from benefit_share.values import ValueFault

    if not isinstance(error, ValueFault):
        raise error
    yield Problem(at, error.kind, error.params)
