"""What refuses a line or its input, where there is no content yet that a finding could be about."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benefit_share.cli.console import Console

__all__ = ["refusal", "refuse"]


def refusal(
    code: str, message: Mapping[str, str], params: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return the one JSON document of a refusal, in the form that findings have.

    Args:
        code: of the reason.
        message: the sentence in both languages.
        params: what it names.
    """
    told = {"code": code, "severity": "error", "path": "", "place": ""}
    return {"ok": False, "findings": [{**told, "message": message, "params": params or {}}]}


def refuse(console: Console, document: Mapping[str, Any]) -> int:
    """Say what a refusal says, or write its document; return the exit code."""
    for finding in document["findings"]:
        console.message(finding["message"][console.language])
    if console.json:
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    return 1
