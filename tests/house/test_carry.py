"""Every error and every public value can be copied and pickled: results cross processes."""

from __future__ import annotations

import contextlib
import copy
import datetime as dt
import enum
import inspect
import pickle
import typing
from fractions import Fraction
from types import MappingProxyType

import attrs
import pytest

import benefit_share
from benefit_share.errors import BenefitShareError
from house_map import sources
from house_samples import A_KIND, SAMPLES

BY_ANNOTATION = MappingProxyType(
    {
        "int": 7,
        "str": "sample",
        "bool": True,
        "Fraction": Fraction(1, 3),
        "Fraction | int": Fraction(1, 3),
        "int | Fraction": Fraction(1, 3),
        "date": dt.date(2020, 12, 31),
        "dt.date": dt.date(2020, 12, 31),
        "tuple[str, ...]": ("a", "b"),
        "tuple[int, ...]": (1, 2),
        "Sequence[str]": ("a", "b"),
        "Iterable[str]": ("a", "b"),
        "str | None": None,
        "int | None": None,
        "object": "sample",
        "Finding": A_KIND.at("steps[1]", count=3),
        "Kind": A_KIND,
    }
)
"""A value for a parameter of a constructor, by how it is annotated."""


def errors() -> list[type[BenefitShareError]]:
    """Return every error of the package, the base first."""
    for source in sources():
        # This runs while tests are collected, where a failure would stop them all; a module that
        # cannot be imported fails in test_exports.py, by name.
        with contextlib.suppress(ImportError):
            source.module()
    found: list[type[BenefitShareError]] = [BenefitShareError]
    for error in found:
        found.extend(child for child in error.__subclasses__() if child not in found)
    return [error for error in found if error.__module__.startswith("benefit_share.")]


def public_values() -> list[type]:
    """Return the exported classes whose instances are values: attrs classes and enumerations."""
    exported: list[object] = []
    for name in getattr(benefit_share, "__all__", ()):
        # A name that is not there fails in test_exports.py.
        with contextlib.suppress(AttributeError, ImportError):
            exported.append(getattr(benefit_share, name))
    return [
        value
        for value in exported
        if isinstance(value, type) and (attrs.has(value) or issubclass(value, enum.Enum))
    ]


def sample(kind: type) -> object:
    """Return an instance of *kind*: from the table, of an enumeration, or by its annotations."""
    name = f"{kind.__module__}.{kind.__qualname__}"
    if name in SAMPLES:
        return SAMPLES[name]()
    if issubclass(kind, enum.Enum):
        return next(iter(kind))
    if issubclass(kind, Exception) and kind.__init__ in {
        base.__init__ for base in (BenefitShareError, Exception, ValueError)
    }:
        return kind("a sentence")
    positional, keywords = [], {}
    for parameter in inspect.signature(kind).parameters.values():
        if parameter.default is not parameter.empty:
            continue
        if str(parameter.annotation) not in BY_ANNOTATION:
            pytest.fail(
                f"{name}: no sample for {parameter}; add {name!r} to SAMPLES in "
                "tests/plugins/house_samples.py"
            )
        value = BY_ANNOTATION[str(parameter.annotation)]
        if parameter.kind is parameter.KEYWORD_ONLY:
            keywords[parameter.name] = value
        else:
            positional.append(value)
    return kind(*positional, **keywords)


def carried(value: object) -> list[object]:
    """Return what comes back from every way a value travels."""
    pickled = [
        pickle.loads(pickle.dumps(value, protocol))
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)
    ]
    return [copy.copy(value), copy.deepcopy(value), *pickled]


@pytest.mark.parametrize("error", errors(), ids=lambda error: error.__qualname__)
def test_an_error_survives_copying_and_pickling(error: type[BenefitShareError]) -> None:
    """Same class, same sentence, same arguments, same figures."""
    original = typing.cast("BenefitShareError", sample(error))

    for back in carried(original):
        assert isinstance(back, BenefitShareError)
        assert type(back) is error
        assert str(back) == str(original)
        assert back.args == original.args
        assert vars(back) == vars(original)


@pytest.mark.parametrize("error", errors(), ids=lambda error: error.__qualname__)
def test_an_error_reads_as_a_sentence(error: type[BenefitShareError]) -> None:
    """What it prints is neither empty nor the repr of its arguments."""
    text = str(sample(error))

    assert text
    assert not text.startswith(("(", "<", "["))


@pytest.mark.parametrize("error", errors(), ids=lambda error: error.__qualname__)
def test_an_error_says_in_its_docstring_when_it_is_raised(error: type[BenefitShareError]) -> None:
    """Its own docstring, not the one it inherits."""
    assert error.__dict__.get("__doc__")


@pytest.mark.parametrize("kind", public_values(), ids=lambda kind: kind.__qualname__)
def test_a_public_value_survives_copying_and_pickling(kind: type) -> None:
    """Equal, and of the same class."""
    original = sample(kind)

    for back in carried(original):
        assert type(back) is kind
        assert back == original
