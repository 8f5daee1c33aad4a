"""Paper: a template of this package and data become a PDF; the only module that speaks to typst.

Names and titles go in as data, never as markup, so that no name can become a command.
Only the fonts of one folder are used: no font of the system, none that comes with typst, and no
second choice for a character that they lack; whoever calls has looked for those before.
The same data, fonts and version of typst give the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.errors import BenefitShareError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["DoesNotFit", "Face", "TypesettingFailed", "faces_in", "typeset"]

BOARD: Final = "board"
SLIP: Final = "slip"
KEPT_FOR: Final = 11

_UNFIT: Final = re.compile(r"does not fit: (\d+)")


class DoesNotFit(BenefitShareError, ValueError):
    """Something is too long for its paper even in the smallest letters.

    Attributes:
        place: its number, as the data have it.
    """

    def __init__(self, place: int) -> None:
        """Say that what has the number *place* does not fit."""
        super().__init__(place)
        self.place = place

    def __str__(self) -> str:
        """Say which one."""
        return f"number {self.place} does not fit on its paper"


class TypesettingFailed(BenefitShareError, RuntimeError):
    """The typesetter refused a template or warned of it: a fault of this library.

    Attributes:
        reason: what it said.
    """

    def __init__(self, reason: str) -> None:
        """Keep the *reason*."""
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        """Say what the typesetter said."""
        return f"the page could not be set, please report this: {self.reason}"


@attrs.frozen
class Face:
    """One face of a font file, as the typesetter knows it.

    Attributes:
        file: the name of the file.
        index: its number in the file.
        family: by which it is asked for.
        style: `normal`, `italic` or `oblique`.
        weight: 400 is regular, 700 bold.
    """

    file: str
    index: int
    family: str
    style: str
    weight: int


def faces_in(folder: Path) -> tuple[Face, ...]:
    """Return the faces of all font files in a folder, by file and number."""
    found = (
        Face(
            str(one.path).replace("\\", "/").rpartition("/")[2],
            one.index,
            one.family,
            one.style,
            one.weight,
        )
        for one in _fonts(folder).fonts()
    )
    return tuple(sorted(found, key=lambda face: (face.file, face.index)))


def _fonts(folder: Path) -> Any:  # noqa: ANN401  (a class of the extra)
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    )


def typeset(template: str, data: Mapping[str, Any], fonts: Path, *, tagged: bool = False) -> bytes:
    """Return a PDF.

    Args:
        template: `slip` or `board`.
        data: what the template shows; `fonts` in it are the families, in order.
        fonts: the folder of the font files.
        tagged: whether programs that read aloud find the structure; the file is then larger.

    Raises:
        DoesNotFit: when one of the papers has more text than room.
        TypesettingFailed: when the typesetter refuses or warns.
    """
    import typst

    source = "".join(_part(name) for name in ("paper", template)).encode("utf-8")
    compiler = typst.Compiler(
        source, root=str(fonts), font_paths=_fonts(fonts), ignore_system_fonts=True
    )
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    try:
        made, warned = compiler.compile_with_warnings(
            format="pdf", sys_inputs=inputs, pdf_tags=tagged
        )
    except typst.TypstError as error:
        unfit = _UNFIT.search(str(error))
        if unfit is not None:
            raise DoesNotFit(int(unfit[1])) from None
        raise TypesettingFailed(str(error)) from error
    finally:
        _forget()
    if warned or not isinstance(made, bytes):
        raise TypesettingFailed("; ".join(map(str, warned)))
    return made


def _forget() -> None:
    """Let the typesetter drop what it keeps of a document: it does so after ten others.

    A thousand slips in several files would otherwise hold the memory of all of them.
    """
    import typst

    none = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    for _ in range(KEPT_FOR):
        typst.Compiler(b" ", font_paths=none, ignore_system_fonts=True).compile(format="svg")


def _part(name: str) -> str:
    return (files("benefit_share.rendering") / "pages" / f"{name}.typ").read_text("utf-8")
