"""The tree of faults: each leaf can be carried, reads as two sentences, and makes a finding."""

from __future__ import annotations

import copy
import pickle
import re

import attrs
import pytest

from benefit_share.errors import ValueRefused
from benefit_share.findings import Severity
from benefit_share.values import faults


def tree() -> list[type[faults.ValueFault]]:
    """Return every class of faults of this room, the base first; others derive theirs from it."""
    found: list[type[faults.ValueFault]] = [faults.ValueFault]
    for fault in found:
        found.extend(
            one
            for one in fault.__subclasses__()
            if one.__module__.startswith("benefit_share.values")
        )
    return found


def sample(fault: type[faults.ValueFault]) -> faults.ValueFault:
    """Return a fault with a value for each of its attributes."""
    arguments = [7 if field.type in {"int", int} else "9{a}" for field in attrs.fields(fault)]
    return fault(*arguments)


@pytest.mark.parametrize("fault", tree(), ids=lambda fault: fault.__name__)
def test_a_fault_survives_pickling_and_copying(fault: type[faults.ValueFault]) -> None:
    """Same class, same figures, same sentence: results cross processes."""
    original = sample(fault)

    for back in (
        copy.copy(original),
        copy.deepcopy(original),
        pickle.loads(pickle.dumps(original)),
    ):
        assert type(back) is fault
        assert back.params == original.params
        assert str(back) == str(original)


@pytest.mark.parametrize("fault", tree(), ids=lambda fault: fault.__name__)
def test_a_fault_says_what_is_wrong_and_what_to_write(fault: type[faults.ValueFault]) -> None:
    """Two sentences with every figure put in, and a docstring of its own."""
    text = str(sample(fault))

    assert re.fullmatch(r"[^a-z].*\. [A-Z].*\.", text)
    assert "{" not in text.replace("9{a}", "")
    assert fault.__dict__["__doc__"]


@pytest.mark.parametrize("fault", tree(), ids=lambda fault: fault.__name__)
def test_a_fault_becomes_a_finding_at_a_place(fault: type[faults.ValueFault]) -> None:
    """An error, of the kind of the leaf, with the same words."""
    original = sample(fault)
    finding = original.at("income[4].amount")

    assert finding.path == "income[4].amount"
    assert finding.severity is Severity.ERROR
    assert f"{finding.message} {finding.advice}" == str(original)


def test_no_two_leaves_share_a_code() -> None:
    """Groups share the code of the base; a leaf that can be raised has one of its own."""
    kinds = {fault.kind.code: fault for fault in reversed(tree())}
    raised = [fault for fault in tree() if not fault.__subclasses__()]

    assert len({fault.kind.code for fault in raised}) == len(raised)
    assert all(code.startswith("values.") for code in kinds)


def test_every_fault_is_exported_and_is_a_refused_value() -> None:
    """The list of the package is the tree and `form_of`."""
    names = {fault.__name__ for fault in tree()}

    assert names | {"form_of", "kind_of"} >= set(faults.__all__) >= names | {"form_of"}
    assert all(issubclass(fault, ValueRefused) for fault in tree())


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("110105194912310021", "999999999999999999"),
        ("Zhang san-3", "Aaaaa aaa-9"),
        ("张三·１", "字字?９"),
        ("a\n\u200b", "a??"),
        ("", ""),
        ("1" * 24, "9" * 24),
        ("1" * 25, "9" * 24 + "…"),
    ],
)
def test_a_form_shows_kinds_of_characters_and_never_the_characters(text: str, form: str) -> None:
    """Digits are nines, letters are a letter, and a long text is cut."""
    assert faults.form_of(text) == form
