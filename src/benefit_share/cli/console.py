"""Where results and messages go, and in which language: the one place that knows the terminal."""

from __future__ import annotations

import json
import locale
import os
import sys
from typing import TYPE_CHECKING, Any

import attrs

from benefit_share.cli.terminal import columns_of, painter
from benefit_share.findings import Finding, errors_of, hushed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from benefit_share.rendering.reports.excerpt import SourceLine

__all__ = ["SHOWN", "Console", "counted", "finding_json", "language_of"]

SHOWN = 200
"""So many findings are shown; the rest is counted."""

_LANGUAGE_VARIABLES = ("BENEFIT_SHARE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where a language is asked for, first to last; the last three in the order of POSIX."""


def language_of(chosen: str | None) -> str:
    """Return the language of messages: the option, else the environment, else the locale.

    The variables of the locale are read as they stand, so that `LANG=zh_CN.UTF-8` means Chinese
    on a machine that has no such locale installed; Windows sets none of them.

    Args:
        chosen: `zh`, `en`, or None.
    """
    told = (os.environ.get(name) for name in _LANGUAGE_VARIABLES)
    asked = chosen or next(filter(None, told), None) or locale.getlocale()[0] or ""
    return "zh" if asked.lower().startswith(("zh", "chinese")) else "en"


@attrs.frozen
class Console:
    """One command's way to its reader.

    Attributes:
        language: the language of messages.
        json: whether standard output is exactly one JSON document.
    """

    language: str
    json: bool = False

    def result(self, text: str) -> None:
        """Write a result for a reader to standard output; nothing under `--json`."""
        if not self.json:
            sys.stdout.write(text if text.endswith("\n") else text + "\n")

    def message(self, text: str) -> None:
        """Write a message to standard error."""
        if not self.json:
            sys.stderr.write(text + "\n")

    def findings(
        self, findings: Iterable[Finding], case: Path | None = None, encoding: str = "utf-8"
    ) -> None:
        """Write findings to standard error, errors first, at most 200 of them.

        Args:
            findings: what was found.
            case: the case, or the folder of the files, so that the lines that findings speak of
                can be shown.
            encoding: of its tables.
        """
        from benefit_share.cli.words import word
        from benefit_share.rendering.reports.findings import finding_rows
        from benefit_share.rendering.reports.folding import folded

        ranked = () if self.json else folded(findings)
        if not ranked:
            return
        shown = ranked[:SHOWN]
        lines: Callable[[Finding], Sequence[SourceLine]] = lambda _: ()  # noqa: E731  (one of two ways to find lines, in one place)
        if case is not None:
            from benefit_share.files.excerpts import Sources

            lines = Sources(case, [one.finding for one in shown], encoding=encoding).lines
        paint, columns = painter(sys.stderr), columns_of(sys.stderr)
        for one in shown:
            found = lines(one.finding)
            for row in finding_rows(
                one.finding, found, self.language, rest=one.rest, columns=columns
            ):
                sys.stderr.write(paint(row) + "\n")
            sys.stderr.write("\n")
        named = [one for fold in shown for one in (fold.finding, *fold.rest)]
        left = counted(one for fold in ranked for one in (fold.finding, *fold.rest))
        if more := left - sum(not _only_counts(one) for one in named):
            self.message(word("more", self.language, more=more))

    def document(self, findings: Iterable[Finding], **fields: Any) -> int:  # noqa: ANN401  (whatever JSON can hold)
        """Write the one JSON document under `--json`; return the exit code.

        Args:
            findings: what was found; the document is `ok` if none of it is an error.
            **fields: what else the command tells.
        """
        found = tuple(findings)
        failed = bool(errors_of(found))
        if self.json:
            body = {"ok": not failed, "findings": [finding_json(one) for one in found], **fields}
            sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=2) + "\n")
        return int(failed)


def counted(findings: Iterable[Finding]) -> int:
    """Return how many there are, with those that a file had no room for and only counted."""
    return sum(int(dict(one.params)["count"]) if _only_counts(one) else 1 for one in findings)


def _only_counts(finding: Finding) -> bool:
    """Say whether a finding stands for others, of which it only says how many they are."""
    from benefit_share.files.faults import MORE, MORE_WARNINGS

    return finding.code in {MORE.code, MORE_WARNINGS.code}


def finding_json(finding: Finding) -> dict[str, Any]:
    """Return a finding as JSON: code, severity, path, place, message in both languages, numbers."""
    from benefit_share.rendering import say

    known = finding.at.known()
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": hushed(finding.path),
        "place": finding.place,
        **({"at": known} if known.keys() - {"text"} else {}),
        "message": {"zh": say(finding, "zh"), "en": say(finding, "en")},
        "params": dict(finding.params),
    }
