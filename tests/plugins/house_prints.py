"""Pictures of printed pages for the documents: `python tests/plugins/house_prints.py`.

A slip, a board and a sheet of the result workbook, as they come out of the program.
Pixels differ with the versions of poppler, LibreOffice and the fonts, so a picture also carries the
digest of the text that stood on its page; the tests make the page again and compare the text.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import struct
import subprocess
import tempfile
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import attrs

from benefit_share.cli import main
from house_map import ROOT
from house_paper import NOTO, pages
from house_pictures import IMAGES, RUN_KEY
from house_write import write

CASE = ROOT / "examples/shenzhou-greenhouse"
MOMENT, POSTED, HOUSEHOLD = "2026-12-01T08:00:00Z", "2026-12-01", "H005"
FINGERPRINT = re.compile("[0-9a-f]{4}(?: [0-9a-f]{4}){3}")
"""It names the version of the program, and so differs with every line of its source."""
WORD = b"text-sha256\0"
BYTES_MAX = 150_000


@attrs.frozen
class Print:
    """One picture: a page of a document that the program makes.

    Attributes:
        document: the PDF, below the folder of work.
        holds: a text that stands on the page and on none before it.
        dpi: how finely it is painted.
        top: how many rows of points are shown, from above; 0 for all of the page.
    """

    document: str
    holds: str
    dpi: int
    top: int = 0


PRINTS: Mapping[str, Print] = MappingProxyType(
    {
        "slip.zh.png": Print("paper/slips.zh.pdf", HOUSEHOLD, 75),
        "slip.en.png": Print("paper/slips.en.pdf", HOUSEHOLD, 75),
        "board.zh.png": Print("board/board.zh.pdf", "", 45),
        "board.en.png": Print("board/board.en.pdf", "", 45),
        "result-workbook.png": Print("result.pdf", "318/5", 120, top=420),
    }
)


def _done(*words: str | Path) -> None:
    code = main([str(word) for word in words])
    if code:
        raise RuntimeError(f"{words} ended with {code}")


def make(folder: Path) -> None:
    """Print slip, board and workbook into a folder."""
    (folder / "run.key").write_text(RUN_KEY, encoding="utf-8")
    sealed, fonts = folder / "sealed", ("--font-path", NOTO)
    _done("seal", CASE, "--out", sealed, "--run-key", folder / "run.key", "--at", MOMENT)
    _done("slips", sealed, "--out", folder / "paper", *fonts, "--household", HOUSEHOLD)
    _done("board", sealed, "--out", folder / "board", *fonts, "--posted", POSTED)
    _done("run", CASE, "--out", folder / "result", "--workbook")
    home, program = folder / "home", shutil.which("soffice") or shutil.which("libreoffice")
    assert program is not None
    subprocess.run(
        [program, f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), str(folder / "result/result.xlsx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip


@cache
def documents() -> Mapping[str, bytes]:
    """Return the documents, made once."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        make(folder)
        names = {one.document for one in PRINTS.values()}
        return {name: (folder / name).read_bytes() for name in names}


def page_of(one: Print) -> tuple[int, str]:
    """Return number and text of the page that is shown, one space between its words."""
    for number, text in enumerate(pages(documents()[one.document]), 1):
        plain = " ".join(text.split())
        if one.holds in plain:
            return number, plain
    raise ValueError(f"no page of {one.document} holds {one.holds!r}")


def digest_of(one: Print) -> str:
    """Return the digest of the text of the page that is shown, its fingerprint aside."""
    text = FINGERPRINT.sub("", page_of(one)[1])
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def painted(one: Print) -> bytes:
    """Return the picture, with the digest of its text inside."""
    number = str(page_of(one)[0])
    command = ["pdftoppm", "-gray", "-png", "-r", str(one.dpi), "-f", number, "-l", number]
    command += ["-H", str(one.top)] if one.top else []
    done = subprocess.run(
        [*command, "-"], input=documents()[one.document], capture_output=True, check=True
    ).stdout
    head = 33  # signature and the first part, which says the size
    return done[:head] + _part(b"tEXt", WORD + digest_of(one).encode("ascii")) + done[head:]


def _part(kind: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check


def digest_in(picture: bytes) -> str:
    """Return the digest that a picture carries."""
    at = picture.index(WORD) + len(WORD)
    return picture[at : at + 64].decode("ascii")


def size_of(picture: bytes) -> tuple[int, int]:
    """Return width and height."""
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def pictures() -> dict[Path, bytes]:
    """Return every picture by its place."""
    return {IMAGES / name: painted(one) for name, one in PRINTS.items()}


if __name__ == "__main__":
    write(pictures())
