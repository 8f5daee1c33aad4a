"""Fonts for paper: the files that were given, the families they make, the characters they have.

A font is given or there is none: this never looks for one on the computer.
The files are copied into a folder of their own, so that the bytes that were looked at are the bytes
that are used, and nothing that lies beside them is.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import attrs

from benefit_share.errors import Refused
from benefit_share.files.faults import of_paper as faults
from benefit_share.files.storage import STORAGE, Storage
from benefit_share.findings import Finding
from benefit_share.rendering.paper.typeset import Face, faces_in

__all__ = ["FontChain", "code_points", "font_chain"]

EXTRA: Final = ("typst", "segno", "fontTools")
SUFFIXES: Final = (".ttf", ".otf", ".ttc", ".otc")
FONT_LIMIT: Final = 134_217_728
FOR_CHINA: Final = (" SC", " CN", " GB")
"""Ends of the names by which a collection calls its face for simplified characters."""

SHOWN: Final = 20
"""So many characters are told in one finding."""

NEVER_EMBED: Final = 0x0002
EMBEDDING: Final = 0x000E


@attrs.frozen
class FontChain:
    """The fonts of a paper, in the order in which they are asked for a character.

    Attributes:
        folder: where their files are.
        families: their names.
        characters: the code points that one of them has in every weight given.
    """

    folder: Path
    families: tuple[str, ...]
    characters: frozenset[int] = attrs.field(repr=False)

    def missing(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return the characters of *texts* that no font has, each once, in order."""
        seen = frozenset().union(*map(frozenset, texts))
        return tuple(sorted(one for one in seen if ord(one) not in self.characters))


def code_points(characters: Iterable[str]) -> str:
    """Return characters by their code points, which every screen can show."""
    points = sorted(map(ord, characters))
    some = ", ".join(f"U+{one:04X}" for one in points[:SHOWN])
    return some if len(points) <= SHOWN else f"{some}, …"


@contextmanager
def font_chain(paths: Sequence[Path], *, storage: Storage = STORAGE) -> Iterator[FontChain]:
    """Hold the fonts of *paths* ready as long as the block runs.

    Args:
        paths: font files, or folders of them, the first asked first; of a collection with faces
            for several countries the one for simplified characters is taken, else its first.
        storage: how files are read.

    Yields:
        The chain.

    Raises:
        Refused: when the extra is not installed, nothing was given, or a file is no font that may
            be embedded; all of them are named.
    """
    for name in EXTRA:
        if find_spec(name) is None:
            raise Refused([faults.EXTRA.at("", name=name)])
    files = _files(paths, storage)
    named = {f"f{place:03d}{path.suffix.lower()}": path for place, path in enumerate(files)}
    read = {
        name: storage.read_bytes(path.resolve(), FONT_LIMIT, what="font")
        for name, path in named.items()
    }
    with tempfile.TemporaryDirectory(prefix="benefit-share-") as place:
        folder = Path(place) / "fonts"
        storage.replace_folder(folder, read)
        yield _chain(folder, read, {name: path.name for name, path in named.items()})


def _files(paths: Sequence[Path], storage: Storage) -> list[Path]:
    """Return the font files of the paths, those of a folder in order of name."""
    if not paths:
        raise Refused([faults.NO_FONT.at("")])
    files: list[Path] = []
    found: list[Finding] = []
    for path in paths:
        here = path.resolve()
        inside = [here]
        if storage.kind(here) == "folder":
            inside = [here / name for name in storage.names(here)]
        fonts = [one for one in inside if one.suffix.lower() in SUFFIXES]
        files += (one for one in fonts if one not in files)
        if not fonts:
            found.append(faults.NO_FONT_HERE.at("").placed(str(path)))
    if found:
        raise Refused(found)
    return files


def _chain(folder: Path, read: dict[str, bytes], names: dict[str, str]) -> FontChain:
    """Return the families in order with what they have."""
    faces: dict[str, list[Face]] = {}
    for face in faces_in(folder):
        faces.setdefault(face.file, []).append(face)
    found: list[Finding] = []
    have: dict[str, frozenset[int]] = {}
    for name in sorted(read):
        family = _family(faces.get(name, []))
        for face in faces.get(name, []):
            if face.family != family:
                continue
            fault, characters = _characters(read[name], face.index)
            found += [fault.placed(names[name])] if fault is not None else []
            have[family] = have.get(family, characters) & characters
        if not family:
            found.append(faults.UNREADABLE.at("").placed(names[name]))
    if found:
        raise Refused(dict.fromkeys(found))
    return FontChain(folder, tuple(have), frozenset().union(*have.values()))


def _family(faces: Sequence[Face]) -> str:
    """Return the family to take from a file: that for simplified characters, else the first."""
    for_china = (face.family for face in faces if face.family.endswith(FOR_CHINA))
    return next(for_china, faces[0].family if faces else "")


def _characters(data: bytes, index: int) -> tuple[Finding | None, frozenset[int]]:
    """Return the code points of one face, or why it cannot be used."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        font: Any = TTFont(io.BytesIO(data), fontNumber=index, lazy=True)
        characters = frozenset(font.getBestCmap() or ())
        embedding = font["OS/2"].fsType & EMBEDDING if "OS/2" in font else 0
    except (TTLibError, KeyError, ValueError, IndexError):
        return faults.UNREADABLE.at(""), frozenset()
    if "fvar" in font:
        return faults.VARIABLE.at(""), characters
    if embedding == NEVER_EMBED:
        return faults.NOT_EMBEDDABLE.at(""), characters
    return None, characters
