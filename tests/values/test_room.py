"""The room as a whole: what it shows, and what it costs to enter."""

from __future__ import annotations

import json
import subprocess
import sys

from benefit_share import values


def test_the_list_of_names_is_in_order_and_complete() -> None:
    """Constants, classes, functions, each there and each once."""
    order = sorted(
        set(values.__all__),
        key=lambda name: (not name.isupper(), not name[:1].isupper(), name),
    )

    assert values.__all__ == order
    assert all(hasattr(values, name) for name in values.__all__)


def test_entering_the_room_loads_neither_babel_nor_pendulum() -> None:
    """Who only adds amounts waits for no locale and no calendar."""
    code = "import benefit_share.values, json, sys; print(json.dumps(sorted(sys.modules)))"
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    ).stdout

    assert {"babel", "pendulum", "cattrs"}.isdisjoint(json.loads(printed))
