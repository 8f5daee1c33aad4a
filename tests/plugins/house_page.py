"""The page verify.html in a browser, asked for its verdict as a program would."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs


@attrs.frozen
class Page:
    """The page in a browser.

    Attributes:
        browser: Chromium.
        tab: where the page is open, from a file.
        path: the file.
    """

    browser: Any
    tab: Any
    path: Path

    def verdict(self, files: Mapping[str, bytes], **besides: bytes | str) -> dict[str, Any]:
        """Return what the page says of a folder and what came besides."""
        texts = {name: text for name, text in besides.items() if isinstance(text, str)}
        data = {name: _text(one) for name, one in besides.items() if isinstance(one, bytes)}
        told: dict[str, Any] = self.tab.evaluate(
            """async ([files, data, texts]) => {
                const raw = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
                const map = new Map(Object.entries(files).map(([name, one]) => [name, raw(one)]));
                const given = Object.entries(data).map(([name, one]) => [name, raw(one)]);
                return verify(map, {...Object.fromEntries(given), ...texts});
            }""",
            [{name: _text(one) for name, one in files.items()}, data, texts],
        )
        return told


def problems_of(tab: Any) -> list[str]:
    """Return what axe-core finds wrong for a reader with a screen reader, or weak eyes or hands."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(tab).response["violations"]
    return [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
