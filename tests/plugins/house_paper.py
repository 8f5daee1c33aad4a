"""Paper for the tests: fonts, sealed runs with the names a test wants, PDF files read back.

A PDF is opened by pypdf, its pages are painted by poppler, and QR codes are read by zxing-cpp: none
of the three has a part in making it.
"""

from __future__ import annotations

import atexit
import io
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

import attrs
import pypdf
import zxingcpp

from benefit_share.distribution import Case, distribute
from benefit_share.files import read_folder, write_new
from benefit_share.files.pages.fonts import FontChain, font_chain
from benefit_share.files.sealed.sealing import engine_of, input_files, seal_run
from benefit_share.seal.manifest import Engine
from benefit_share.seal.parties import awarded_parties
from house_map import ROOT

NOTO = Path("/usr/share/fonts/opentype/noto")
REGULAR = NOTO / "NotoSansCJK-Regular.ttc"
BOLD = NOTO / "NotoSansCJK-Bold.ttc"
RARE = Path("/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf")
RUN_KEY = bytes(range(32))


@attrs.frozen
class SealedRun:
    """The two folders of a sealed run, in memory."""

    public: Mapping[str, bytes]
    restricted: Mapping[str, bytes]


def sealed(
    example: str, names: Sequence[str] = (), change: Callable[[Case], Case] | None = None
) -> SealedRun:
    """Seal an example of the repository.

    Args:
        example: name of its folder.
        names: what the heads of the first households with a slip are called instead.
        change: what is done to the case before it is shared.
    """
    case = read_folder(ROOT / "examples" / example).case
    assert case is not None
    case = case if change is None else change(case)
    if names:
        heads = {one.id: one.head for one in case.households}
        called = dict(zip(map(heads.get, awarded_parties(distribute(case))), names, strict=False))
        members = (attrs.evolve(one, name=called.get(one.id, one.name)) for one in case.members)
        case = attrs.evolve(case, members=tuple(members))
    engine = Engine("benefit-share", "0", "0" * 64)
    made = seal_run(distribute(case), run_key=RUN_KEY, engine=engine, inputs={})
    parts: dict[str, dict[str, bytes]] = {"public": {}, "restricted": {}}
    for path, data in made.files.items():
        where, _, name = path.partition("/")
        parts[where][name] = data
    return SealedRun(parts["public"], parts["restricted"])


@cache
def _held(*paths: Path) -> FontChain:
    """Return a chain that is kept until the tests end: copying fonts takes a second."""
    kept = ExitStack()
    atexit.register(kept.close)
    return kept.enter_context(font_chain(paths))


@contextmanager
def fonts(*paths: Path) -> Iterator[FontChain]:
    """Hold the fonts of Debian's Noto ready, or those given."""
    yield _held(*(paths or (REGULAR, BOLD)))


def pages(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def heights(pdf: bytes, page: int) -> list[tuple[int, str]]:
    """Return the texts of a page, counted from 0, each with its height above the lower edge."""
    found: list[tuple[int, str]] = []

    def seen(text: str, outer: list[float], inner: list[float], *_: object) -> None:
        if text.strip():
            above = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
            found.append((round(above), text.strip()))

    pypdf.PdfReader(io.BytesIO(pdf)).pages[page].extract_text(visitor_text=seen)
    return found


def painted(pdf: bytes, page: int, *, dpi: int = 150) -> memoryview:
    """Return one page, counted from 1, as rows of grey points."""
    command = ["pdftoppm", "-gray", "-r", str(dpi), "-f", str(page), "-l", str(page), "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    kind, size, depth, points = done.stdout.split(b"\n", 3)
    assert (kind, depth) == (b"P5", b"255")
    width, height = map(int, size.split())
    return memoryview(points[: width * height]).cast("B", (height, width))


def qr_codes(pdf: bytes, page: int, *, dpi: int = 150) -> list[str]:
    """Return what the QR codes of a painted page say, from above and left to below and right."""
    kinds = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = zxingcpp.read_barcodes(painted(pdf, page, dpi=dpi), formats=kinds)
    found = sorted(found, key=lambda one: (one.position.top_left.y, one.position.top_left.x))
    return [one.text for one in found]


def sealed_folder(example: str, out: Path) -> Path:
    """Seal an example of the repository, as it lies on the disk, into a new folder."""
    folder = ROOT / "examples" / example
    case = read_folder(folder).case
    assert case is not None
    made = seal_run(
        distribute(case), run_key=RUN_KEY, engine=engine_of(), inputs=input_files(folder)
    )
    write_new(made.files, out)
    return out
