"""Pictures of the terminal for the documents: `python tests/plugins/house_pictures.py`.

Each shows what a command really prints, at 80 columns, as an SVG of our own: rich's `export_svg`
loads a font from elsewhere, and stretches a Chinese line to half its width.
Every run of characters is given the width of its columns, so that whatever font a reader has the
table stays straight.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from xml.sax.saxutils import escape

import attrs
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from house_console import Workspace, run
from house_gallery import faults
from house_map import ROOT
from house_write import write

IMAGES = ROOT / "docs" / "images"
LANGUAGES = ("en", "zh")
NBSP = "\u00a0"
COLUMNS = 80
CELL, LINE, SIZE = 8.4, 19, 14
MARGIN, TOP = 14, 40
"""All in the units of the picture."""

RUN_KEY = "".join(f"{byte:02x}" for byte in range(32)) + "\n"
PAGE = "(in place of the scan of the signed page)\n"
GREEN, RED, PLAIN = "#7ee787", "#ffa198", "#e6edf3"
COLOURS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {GREEN: ("PASSED", "通过"), RED: ("FAILED", "未通过")}
)
"""Words that stand out where the program itself prints no colours."""


@attrs.frozen
class Scene:
    """What is shown: commands that are run unseen, and one that is seen.

    Attributes:
        name: of the picture.
        seen: the command that is shown.
        before: commands before it.
        lines: how many lines are shown at most; what is cut off is marked.
    """

    name: str
    seen: str
    before: Sequence[str] = ()
    lines: int = 40


SIGNED = "--page page.txt"
VILLAGE = f"--person Wang --role village --post accountant {SIGNED}"
SCENES = (
    Scene("terminal-run", "benefit-share run huaian-posts --out result", lines=44),
    Scene("terminal-check", "benefit-share check case"),
    # A bundle that never changes: the fingerprint of a new one names the version of the program.
    Scene("terminal-verify", "benefit-share verify public --keys keys.json"),
    Scene(
        "terminal-status",
        "benefit-share status office",
        (
            (
                "benefit-share propose shenzhou-greenhouse --to office --at 2021-01-11T02:00:00Z"
                f" {VILLAGE}"
            ),
            f"benefit-share post office --at 2021-01-12T02:00:00Z {VILLAGE}",
            (
                "benefit-share object office --at 2021-01-18T03:00:00Z --number 1 --person Wang"
                f" --role village {SIGNED}"
            ),
        ),
    ),
)
SHOWN_FAULTS = ("percentage-without-sign", "currency-sign", "id-number-check")
"""What is wrong at once in the case that is checked."""


def _case(folder: Path) -> None:
    """Write a case with several faults of the gallery, and what the other scenes need."""
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    golden = ROOT / "tests/golden/second"
    shutil.copytree(golden / "public", folder / "public")
    shutil.copyfile(golden / "keys.json", folder / "keys.json")
    (folder / "case").mkdir()
    chosen = [one for one in faults() if one.id in SHOWN_FAULTS]
    files = dict(chosen[0].mended)
    for one in chosen:
        for old, new in zip(
            one.mended[one.file].splitlines(), one.wrong[one.file].splitlines(), strict=True
        ):
            if old != new:
                files[one.file] = files[one.file].replace(old, new)
    for name, data in files.items():
        (folder / "case" / name).write_bytes(data)


@cache
def transcripts(language: str) -> Mapping[str, str]:
    """Return what each scene's command prints, by the name of the scene."""
    with tempfile.TemporaryDirectory() as root:
        place = Workspace.of(Path(root), ROOT / "examples", language)
        _case(place.folder)
        told = {}
        for scene in SCENES:
            for line in scene.before:
                run(line, place)
                if place.status:
                    raise RuntimeError(f"{line}\nended with {place.status}")
            told[scene.name] = run(scene.seen, place)
        return told


# ---- the picture


def rows_of(text: str) -> Iterator[Text]:
    """Yield the lines of a terminal: longer ones go on in the next row."""
    for line in Text.from_ansi(text).split("\n"):
        at = width = 0
        for place, character in enumerate(line.plain):
            wide = cell_len(character)
            if width + wide > COLUMNS:
                yield line[at:place]
                at, width = place, 0
            width += wide
        yield line[at:]


def _runs(row: Text) -> Iterator[tuple[str, int, str]]:
    """Yield pieces of one colour and one width: text, first column, style."""
    console = Console(width=COLUMNS, file=None)
    marked = [
        (character, cell_len(character), _style(row, place, console))
        for place, character in enumerate(row.plain)
    ]
    column = 0
    for (wide, style), piece in groupby(marked, key=lambda one: one[1:]):
        text = "".join(character for character, _, _ in piece)
        yield text, column, style
        column += wide * len(text)


def _style(row: Text, place: int, console: Console) -> str:
    style = row.get_style_at_offset(console, place)
    colour = style.color.get_truecolor().hex if style.color else ""
    for shade, words in COLOURS.items():
        for word in words:
            at = row.plain.find(word)
            if at >= 0 and at <= place < at + len(word):
                colour = colour or shade
    parts = [f'fill="{colour}"'] if colour else []
    return " ".join((*parts, *(['font-weight="bold"'] if style.bold else [])))


def picture(scene: Scene, printed: str) -> str:
    """Return the picture of a command and of what it printed."""
    rows = list(rows_of(f"$ {scene.seen}\n{printed.rstrip()}"))
    if len(rows) > scene.lines:
        rows = [*rows[: scene.lines], Text("⋮")]
    width, height = round(COLUMNS * CELL + 2 * MARGIN), TOP + LINE * len(rows) + MARGIN
    drawn = []
    for number, row in enumerate(rows):
        y = TOP + LINE * number + SIZE
        for text, column, style in _runs(row):
            if text.strip():
                x, length = MARGIN + column * CELL, cell_len(text) * CELL
                drawn.append(
                    f'<text x="{x:.1f}" y="{y}" textLength="{length:.1f}" {style}>'
                    f"{escape(text.replace(' ', NBSP))}</text>"
                )
    body = "\n".join(drawn)
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" role="img">
<title>{escape(scene.seen)}</title>
<rect width="{width}" height="{height}" rx="8" fill="#0d1117"/>
<circle cx="20" cy="18" r="6" fill="#ff5f57"/><circle cx="40" cy="18" r="6" fill="#febc2e"/>
<circle cx="60" cy="18" r="6" fill="#28c840"/>
<g font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace"
 font-size="{SIZE}" fill="{PLAIN}">
{body}
</g>
</svg>
"""  # noqa: E501 - one attribute


def pictures() -> dict[Path, str]:
    """Return every picture by its place."""
    return {
        IMAGES / f"{scene.name}.{language}.svg": picture(scene, transcripts(language)[scene.name])
        for language in LANGUAGES
        for scene in SCENES
    }


if __name__ == "__main__":
    write(pictures())
