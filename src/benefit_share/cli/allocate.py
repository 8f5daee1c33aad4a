"""`benefit-share allocate`: the calculator of allocation rules."""

from __future__ import annotations

import json as standard_json
import sys
from typing import Annotated, Any

from cyclopts import Parameter

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import Json, Lang
from benefit_share.cli.refusal import refusal

__all__ = ["allocate"]

LEAST = 60
"""A table narrower than this leaves its names no room."""

Pairs = Annotated[list[str] | None, Parameter(negative="")]


def allocate(
    *,
    rule: str | None = None,
    estate: str | None = None,
    claim: Pairs = None,
    weight: Pairs = None,
    floor: Pairs = None,
    cap: Pairs = None,
    floor_meaning: str | None = None,
    cap_surplus: str | None = None,
    size: Pairs = None,
    income: Pairs = None,
    line: str | None = None,
    surplus: str | None = None,
    unit: str | None = None,
    rounding: str | None = None,
    tie_seed: str | None = None,
    lang: Lang = None,
    json: Json = False,
) -> int:
    """Divide an amount among claims by a rule, exactly and then in whole units."""
    from benefit_share.allocation import calculate

    if rule is None:
        document, fault = _from_input()
    else:
        options = {
            "rule": rule,
            "estate": estate,
            "claims": claim,
            "weights": weight,
            "floors": floor,
            "caps": cap,
            "floor_meaning": floor_meaning,
            "cap_surplus": cap_surplus,
            "sizes": size,
            "incomes": income,
            "line": line,
            "surplus": surplus,
            "unit": unit,
            "rounding": rounding,
            "tie_seed": tie_seed,
        }
        document, fault = _from_options(options)
    result = _told(fault or calculate(document))
    if json or rule is None:
        sys.stdout.write(standard_json.dumps(result, ensure_ascii=False, indent=2) + "\n")
    else:
        _print(Console(language_of(lang)), result)
    return 0 if result["ok"] else 1


def _refusal(code: str, name: str, **params: str) -> dict[str, Any]:
    from benefit_share.cli.words import both

    return refusal(code, both(name, **params), params)


def _told(result: dict[str, Any]) -> dict[str, Any]:
    """Return *result* with what the calculator says in English said in both languages."""
    from benefit_share.rendering import words_in

    for finding in result["findings"]:
        message = finding["message"]
        if isinstance(message, str):
            finding["message"] = {
                language: words_in(language).phrase("what", message) for language in ("zh", "en")
            }
    return result


class _NotTaken(Exception):
    """JSON allows it, and the calculator does not.

    Attributes:
        name: of the message.
        params: what it names.
    """

    def __init__(self, name: str, **params: str) -> None:
        super().__init__(name)
        self.name, self.params = name, params


def _from_input() -> tuple[dict[str, Any], dict[str, Any] | None]:
    """Read one JSON document; a number with a point is kept as text, so that it stays exact."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in pairs]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise _NotTaken("json-twice", names=", ".join(twice))
        return dict(pairs)

    def refuse(text: str) -> None:
        raise _NotTaken("json-number", text=text)

    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
        document = standard_json.loads(
            text, parse_float=str, parse_constant=refuse, object_pairs_hook=once
        )
    except _NotTaken as error:
        return {}, _refusal("cli.not-json", error.name, **error.params)
    except standard_json.JSONDecodeError as error:
        place = {"line": str(error.lineno), "column": str(error.colno)}
        return {}, _refusal("cli.not-json", "not-json", **place)
    except (ValueError, RecursionError):
        return {}, _refusal("cli.not-json", "not-utf8")
    if not isinstance(document, dict):
        return {}, _refusal("cli.not-json", "not-an-object")
    return document, None


def _from_options(
    options: dict[str, Any],
) -> tuple[dict[str, Any], dict[str, Any] | None]:
    document: dict[str, Any] = {}
    for name, value in options.items():
        if value is None:
            continue
        if not isinstance(value, list):
            document[name] = value
            continue
        pairs: dict[str, str] = {}
        for pair in value:
            who, equals, number = pair.partition("=")
            if not equals or not who or who in pairs:
                return {}, _refusal("cli.pair", "not-a-pair", pair=pair)
            pairs[who] = number
        document[name] = pairs
    return document, None


def _print(console: Console, result: dict[str, Any]) -> None:
    """Print the shares as a table, or the faults."""
    from rich import box
    from rich.console import Console as Terminal
    from rich.table import Table

    from benefit_share.cli.terminal import columns_of
    from benefit_share.cli.words import word
    from benefit_share.values.width import clean, wrap

    if not result["ok"]:
        for finding in result["findings"]:
            said = wrap(clean(finding["message"][console.language]), columns_of(sys.stderr))
            console.message("\n".join(said))
        return
    table = Table(box=box.SIMPLE_HEAD)
    for name in ("claimant", "share", "amount", "bound"):
        # An amount stands whole on its line; a name goes on below, and nothing is ever left out.
        figures = name in {"share", "amount"}
        table.add_column(
            word(name, console.language),
            justify="right" if figures else "left",
            no_wrap=figures,
            overflow="fold",
        )
    for who, share in result["exact"].items():
        table.add_row(clean(who), share, result["amounts"][who], result["bound"].get(who, ""))
    screen = Terminal(
        file=sys.stdout,
        width=max(columns_of(sys.stdout), LEAST),
        highlight=False,
        markup=False,
        emoji=False,
    )
    screen.print(table)
    for name in ("multiplier", "residue"):
        if result.get(name) not in {None, ""}:
            console.result(f"{word(name, console.language)}: {result[name]}")
