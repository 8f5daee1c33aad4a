"""A mapping that does not change."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from benefit_share.values import FrozenMap


@pytest.mark.parametrize(
    "change",
    [
        lambda mapping: mapping.__setitem__("a", 2),
        lambda mapping: mapping.__delitem__("a"),
        lambda mapping: mapping.__ior__({"a": 2}),
        lambda mapping: mapping.clear(),
        lambda mapping: mapping.pop("a"),
        lambda mapping: mapping.popitem(),
        lambda mapping: mapping.setdefault("b", 2),
        lambda mapping: mapping.update(a=2),
    ],
    ids=["set", "delete", "merge", "clear", "pop", "popitem", "setdefault", "update"],
)
def test_every_change_is_refused(change: Callable[[Any], object]) -> None:
    """A mapping inside a frozen value stays what it was."""
    mapping = FrozenMap({"a": 1})

    with pytest.raises(TypeError, match="cannot be changed"):
        change(mapping)

    assert mapping == {"a": 1}


def test_a_frozen_mapping_travels_and_can_be_a_key() -> None:
    """Copied, pickled and hashed by its items, whatever their order."""
    mapping = FrozenMap({"a": 1, "b": 2})

    for back in (copy.copy(mapping), copy.deepcopy(mapping), pickle.loads(pickle.dumps(mapping))):
        assert type(back) is FrozenMap
        assert back == mapping
    assert hash(mapping) == hash(FrozenMap({"b": 2, "a": 1}))
