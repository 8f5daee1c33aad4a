"""The checks V1 to V8, V13 and V14: what anybody can check with the public folder alone."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, Final

from benefit_share.values import MINOR_LIMIT, digest, minor_text
from benefit_share.verification import faults
from benefit_share.verification.proofs import root_of
from benefit_share.verification.reading import (
    CLOSING,
    CSV,
    HTML,
    LIMITS,
    OPTIONAL,
    REQUIRED,
    ROWS,
    is_digest,
    is_whole,
)
from benefit_share.verification.verdict import Check, judged, unchecked

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.verification.reading import Parts

__all__ = ["public_checks"]

AWARD: Final = "award"
"""The built-in pool of every claimant."""

ROWS_LIMIT: Final = 300_000
_NAME: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,63}")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def public_checks(parts: Parts, /) -> tuple[Check, ...]:
    """Return the checks V1 to V8, V13 and V14 of a bundle."""
    unread = parts.manifest is None or parts.rows is None
    made = [
        judged("V1", _sizes(parts)),
        judged("V2", _names(parts)),
        judged("V3", _digests(parts)) if parts.manifest else unchecked("V3", faults.NOT_READ),
        judged("V4", parts.findings),
    ]
    for name, look in (("V5", _numbers), ("V6", _sums), ("V7", _root)):
        made.append(unchecked(name, faults.NOT_READ) if unread else judged(name, look(parts)))
    if parts.manifest is None:
        made += [unchecked(name, faults.NOT_READ) for name in ("V8", "V13", "V14")]
    else:
        made.append(judged("V8", _closes(parts.predicate)))
        made.append(unchecked("V13", faults.NOT_READ) if unread else judged("V13", _notice(parts)))
        made.append(_supersedes(parts))
    return tuple(made)


def _sizes(parts: Parts) -> Iterator[Finding]:
    limits = dict(LIMITS)
    for name, data in parts.files.items():
        limit = limits.get(name, 0)
        if name in limits and len(data) > limit:
            yield faults.TOO_LARGE.at("", limit=limit).placed(name)
    if len(parts.row_lines) > ROWS_LIMIT:
        yield faults.TOO_MANY.at("", limit=ROWS_LIMIT).placed(ROWS)


def _names(parts: Parts) -> Iterator[Finding]:
    """What is there is what the manifest stands for, and what closes the bundle; no more."""
    subjects = [one["name"] for one in parts.manifest["subject"]] if parts.manifest else []
    for name in sorted(parts.files):
        if not _NAME.fullmatch(name) or name.endswith("."):
            yield faults.UNSAFE_NAME.at("").placed(_shown(name))
        elif name not in CLOSING and name not in subjects:
            yield faults.EXTRA_FILE.at("").placed(name)
    wanted = REQUIRED | CLOSING | set(subjects)
    for name in sorted(wanted - set(parts.files)):
        yield faults.MISSING_FILE.at("").placed(_shown(name))
    strange = [name for name in subjects if name not in REQUIRED | OPTIONAL]
    double = {name for name in subjects if subjects.count(name) > 1}
    unstated = REQUIRED - set(subjects) if parts.manifest else set()
    for name in sorted({*strange, *double, *unstated}):
        yield faults.UNSAFE_NAME.at("").placed(_shown(name))


def _shown(name: str) -> str:
    return name if _NAME.fullmatch(name) else ascii(name[:60])


def _digests(parts: Parts) -> Iterator[Finding]:
    manifest = parts.manifest or {}
    for one in manifest["subject"]:
        data = parts.files.get(one["name"])
        if data is None or digest(data) != one["digest"]["sha256"]:
            yield faults.DIGEST.at("").placed(_shown(one["name"]))


def _numbers(parts: Parts) -> Iterator[Finding]:
    seen: set[str] = set()
    for place, row in enumerate(parts.rows or ()):
        where = f"{ROWS}:{place + 1}"
        if row["no"] != place:
            yield faults.NUMBER.at("", expected=place).placed(where)
        if row["commit"] in seen:
            yield faults.SAME_COMMITMENT.at("").placed(where)
        seen.add(row["commit"])
        if not 0 <= row["amount_minor"] <= MINOR_LIMIT:
            yield faults.RANGE.at("").placed(where)


def _sums(parts: Parts) -> Iterator[Finding]:
    rows, totals = parts.rows or (), parts.predicate["totals"]
    found = sum(row["amount_minor"] for row in rows)
    if found != totals["awarded_minor"]:
        yield faults.SUM.at("", found=found, said=totals["awarded_minor"]).placed(ROWS)
    if len(rows) != totals["rows"] or len(rows) != parts.predicate["tree"]["size"]:
        yield faults.COUNT.at("", found=len(rows), said=totals["rows"]).placed(ROWS)
    if not rows:
        # An empty list agrees with every other one: a pass must not look like any other.
        yield faults.NO_ROWS.at("").placed(ROWS)


def _root(parts: Parts) -> Iterator[Finding]:
    if root_of(parts.row_lines).hex() != parts.predicate["tree"]["root"]:
        yield faults.ROOT.at("").placed(ROWS)


# ---- V8


def _closes(said: Mapping[str, Any]) -> Iterator[Finding]:
    """Every step sends on what it used, every pool and the whole close."""
    steps, pools = _flow(said["waterfall"])
    if steps is None or pools is None:
        yield faults.FORM.at("", key="waterfall")
        return
    yield from _flows_close(steps, pools)
    totals = {key.removesuffix("_minor"): value for key, value in said["totals"].items()}
    whole = totals["income"] + totals["deferred"] - totals["earlier"] + totals["opening"]
    kept = totals["held"] + totals["offset"] + totals["payable"]
    for difference in (
        whole - totals["paid"] - totals["closing"],
        totals["awarded"] + totals["released"] - kept,
    ):
        if difference:
            yield faults.WHOLE.at("", difference=difference)
    if totals["payable"] > totals["paid"]:
        yield faults.WHOLE.at("", difference=totals["payable"] - totals["paid"])


def _flows_close(steps: list[Any], pools: list[Any]) -> Iterator[Finding]:
    used: dict[tuple[str, str], int] = {}
    for step in steps:
        if sum(out["amount_minor"] for out in step["outs"]) != step["used_minor"]:
            yield faults.STEP.at("", step=step["step"])
        key = step["pool"], step["copy"]
        used[key] = used.get(key, 0) + step["used_minor"]
    for pool in pools:
        came = pool["opening_minor"] + pool["fed_minor"] + pool["topped_up_minor"]
        # Taken out, so that a step from a pool nobody lists, or a pool listed twice, is seen.
        drawn = used.pop((pool["pool"], pool["copy"]), 0)
        if came != pool["used_minor"] + pool["left_minor"] or drawn != pool["used_minor"]:
            yield faults.POOL.at("", pool=pool["pool"])
    for (name, _), unlisted in used.items():
        # What claimants were awarded is a pool of each of them, and no manifest lists those.
        if unlisted and name != AWARD:
            yield faults.POOL.at("", pool=name)


def _flow(waterfall: Any) -> tuple[list[Any] | None, list[Any] | None]:  # noqa: ANN401  (JSON, before it is looked at)
    if not isinstance(waterfall, dict) or set(waterfall) != {"steps", "pools"}:
        return None, None
    steps, pools = waterfall["steps"], waterfall["pools"]
    figures = [f"{name}_minor" for name in ("opening", "fed", "topped_up", "used", "left")]
    good = (
        isinstance(steps, list)
        and isinstance(pools, list)
        and all(
            _has(step, ("step", "pool", "copy"), ("used_minor", "residue_minor"), ("outs",))
            and isinstance(step["outs"], list)
            and all(_has(out, ("to", "id", "holder"), ("amount_minor",)) for out in step["outs"])
            for step in steps
        )
        and all(_has(pool, ("pool", "copy"), figures) for pool in pools)
    )
    return (steps, pools) if good else (None, None)


def _has(
    value: object, words: Iterable[str], figures: Iterable[str], others: Iterable[str] = ()
) -> bool:
    words, figures = tuple(words), tuple(figures)
    return (
        isinstance(value, dict)
        and set(value) == {*words, *figures, *others}
        and all(isinstance(value[key], str) for key in words)
        and all(is_whole(value[key]) for key in figures)
    )


# ---- V13

_CELL: Final = r'<td(?: class="[a-z -]*")?>(?:<bdi>)?([^<]*)(?:</bdi>)?</td>'
_LINE: Final = re.compile(rf'<tr(?: class="[a-z -]*")?>{_CELL * 5}</tr>\s*')
_OPENING: Final = re.compile(r'<table id="rows">\s*<thead>(.*?)</thead>\s*<tbody>\s*', re.DOTALL)
_CLOSING: Final = re.compile(r"</tbody>\s*</table>")


class _Around(HTMLParser):
    """Looks at what stands around the rows: nothing there may run, or pretend to be the rows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.is_clean = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        runs = tag in {"script", "iframe", "object", "embed", "base", "link", "template"}
        doubles = ("id", "rows") in attrs
        if runs or doubles or any(name.startswith("on") for name, _ in attrs):
            self.is_clean = False


def _shown_rows(page: str) -> list[list[str]] | None:
    """Return the cells of the table `rows`, or None when the page is not one to trust.

    The rows are matched to the letter, for a page of 100,000 is long; the rest is parsed.
    """
    opening = _OPENING.search(page)
    if opening is None:
        return None
    rows, place = [], opening.end()
    while (line := _LINE.match(page, place)) is not None:
        rows.append([unescape(cell) if "&" in cell else cell for cell in line.groups()])
        place = line.end()
    closing = _CLOSING.match(page, place)
    if closing is None:
        return None
    around = _Around()
    try:
        around.feed(page[: opening.start()] + opening[1] + page[closing.end() :])
        around.close()
    except AssertionError:
        # What the parser of the standard library says to a declaration that it does not know.
        return None
    return rows if around.is_clean else None


def _notice(parts: Parts) -> Iterator[Finding]:
    """The table and the page show the rows, each cell as it must be, and nothing runs in them."""
    exponent = parts.predicate["exponent"]
    expected = [
        [
            str(row["no"]),
            row["name"],
            row["group"],
            minor_text(row["amount_minor"], exponent),
            row["commit"][:8],
        ]
        for row in parts.rows or ()
    ]
    try:
        page = parts.files.get(HTML, b"").decode("utf-8")
        table = parts.files.get(CSV, b"").decode("utf-8")
    except UnicodeDecodeError:
        yield faults.NOTICE.at("", row=0).placed(HTML)
        return
    shown = _shown_rows(page)
    if shown is None:
        yield faults.NOTICE.at("", row=0).placed(HTML)
    else:
        yield from _differs(shown, expected, HTML)
    inert = [
        [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in expected
    ]
    head = [["no", "name", "group", "amount", "check"]]
    try:
        # Not splitlines: a name may hold other signs that it takes for line ends.
        *lines, rest = table.split("\n")
        read = list(csv.reader([*lines, *filter(None, [rest])], strict=True))
    except csv.Error:
        yield faults.NOTICE.at("", row=0).placed(CSV)
        return
    yield from _differs(read, head + inert, CSV, above=len(head))


def _differs(
    shown: list[list[str]], expected: list[list[str]], place: str, *, above: int = 0
) -> Iterator[Finding]:
    """Say the first row that differs, by the number that it has on paper: they begin with 0."""
    for number in range(max(len(shown), len(expected))):
        if shown[number : number + 1] != expected[number : number + 1]:
            yield faults.NOTICE.at("", row=max(number - above, 0)).placed(place)
            return


def _supersedes(parts: Parts) -> Check:
    named = parts.predicate["supersedes"]
    if named is not None and not is_digest(named):
        return judged("V14", [faults.SUPERSEDES.at("")])
    # Whether two runs replace the same one is seen only beside the other bundles.
    return judged("V14") if named is None else unchecked("V14", faults.NOT_GIVEN)
