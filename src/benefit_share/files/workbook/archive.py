"""The archive that a workbook is: refused before any library opens it, if it can do harm.

Sizes that the archive states are compared with limits first; then every part is inflated with its
bytes counted, because a stated size may lie, and every part of XML is refused at a document type.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final
from xml.parsers import expat

import attrs

from benefit_share.files.faults import of_books

if TYPE_CHECKING:
    from benefit_share.files.places import Collector
    from benefit_share.files.tables.csv_reader import Limits

__all__ = ["Handlers", "kind_of_file", "open_archive", "walk"]

_CHUNK: Final = 1 << 16
_OLE: Final = b"\xd0\xcf\x11\xe0"
_ZIP: Final = b"PK\x03\x04"
_LOCAL_HEADER: Final = 30
_ENCRYPTED: Final = 0x41
"""The bits of a part that is encrypted, in one way or the other."""

_PLACES: Final = re.compile(
    r"\[Content_Types\]\.xml|(?:_rels|docProps|docMetadata|customXml|xl)/(?:[^/\\:]+/)*[^/\\:]*"
)
"""Where the parts of a workbook may lie; customXml and docMetadata are written by Excel and WPS."""
_PROGRAMS: Final = re.compile(r"(?i).*vbaproject.*|xl/(?:macrosheets|dialogsheets|activex)/.*")
_LINKS: Final = re.compile(
    r"(?i)xl/(?:externalLinks|queryTables)/.*|xl/connections\.xml|xl/embeddings/.*"
)
_TYPES: Final = (
    (b"<!doctype", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML document"),
    (b"{\\rtf", "a text document"),
    (b"%pdf", "a PDF document"),
)
_INSIDE: Final = (
    ("xl/workbook.bin", "a binary workbook (*.xlsb)"),
    ("word/document.xml", "a text document"),
    ("ppt/presentation.xml", "a presentation"),
    ("content.xml", "an OpenDocument spreadsheet (*.ods)"),
)

Handlers = Mapping[str, Callable[..., Any]]
"""What a part is read with: the name of a handler of the parser, and the function."""

_NOT_WHOLE: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError),
    *(expat.ExpatError, LookupError, ValueError),
)
"""What reading a part raises that was damaged, or made by hand."""


@attrs.frozen
class _Doctype(Exception):
    """A part declares a document type."""


def kind_of_file(data: bytes) -> str:
    """Say what a file is that is no workbook; empty for one that may be."""
    if data[:4] == _ZIP:
        return ""
    if data[:4] == _OLE:
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "a workbook with a password"
        return "a workbook of the old kind (*.xls, *.et)"
    start = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    known = (what for sign, what in _TYPES if start.startswith(sign))
    return next(known, "an empty file" if not data else "a text or another file")


def open_archive(data: bytes, found: Collector, limits: Limits) -> zipfile.ZipFile | None:
    """Return the archive of a workbook, or None after saying why it is not opened.

    Args:
        data: the bytes of the file.
        found: takes what is wrong.
        limits: how much it may hold.
    """
    other = kind_of_file(data)
    if other:
        found.add(of_books.BOOK_TYPE, "", what=other)
        return None
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        found.add(of_books.DAMAGED_BOOK, "", why="its archive is not whole")
        return None
    members = archive.infolist()
    before = found.errors
    _sizes(members, len(data), found, limits)
    names = {member.filename for member in members}
    what = next((what for name, what in _INSIDE if name in names), "another zip archive")
    if "xl/workbook.xml" not in names:
        found.add(of_books.BOOK_TYPE, "", what=what)
        return None
    _paths(members, found)
    _overlaps(members, archive.start_dir, found)
    return archive if found.errors == before else None


def _sizes(members: list[zipfile.ZipInfo], size: int, found: Collector, limits: Limits) -> None:
    if len(members) > limits.book_parts:
        found.add(of_books.PARTS, "", found=len(members), limit=limits.book_parts)
    stated = sum(member.file_size for member in members)
    if stated > limits.book_unpacked:
        found.add(of_books.UNPACKED, "", limit=limits.book_unpacked)
    elif stated > size * limits.book_ratio:
        found.add(of_books.RATIO, "", limit=limits.book_ratio)


def _paths(members: list[zipfile.ZipInfo], found: Collector) -> None:
    """Refuse names that lead elsewhere, programs, links, and two parts of one name."""
    seen: set[str] = set()
    for member in members:
        name = member.filename
        parts = name.split("/")
        if name.lower() in seen:
            found.add(of_books.PART_TWICE, "", name=_shown(name))
        seen.add(name.lower())
        if _PROGRAMS.fullmatch(name):
            found.add(of_books.MACROS, "", name=_shown(name))
        elif _LINKS.fullmatch(name):
            found.add(of_books.LINKED, "", name=_shown(name))
        elif not _PLACES.fullmatch(name) or {".", ".."} & set(parts):
            found.add(of_books.PART_PATH, "", name=_shown(name))
        if member.flag_bits & _ENCRYPTED or member.compress_type not in {0, zipfile.ZIP_DEFLATED}:
            found.add(of_books.DAMAGED_BOOK, "", why="a part is packed in an unknown way")


def _shown(name: str) -> str:
    """Return the name of a part as it may be shown: no control characters, not too long."""
    return "".join(sign if sign.isprintable() else "?" for sign in name[:80])


def _overlaps(members: list[zipfile.ZipInfo], end: int, found: Collector) -> None:
    """Refuse parts that share bytes: so a small file unpacks to a large one."""
    ordered = sorted(members, key=lambda member: member.header_offset)
    ends = [member.header_offset for member in ordered[1:]] + [end]
    for member, limit in zip(ordered, ends, strict=True):
        packed = member.header_offset + _LOCAL_HEADER + member.compress_size
        if packed > limit:
            found.add(of_books.PART_TWICE, "", name=_shown(member.filename))


def walk(
    archive: zipfile.ZipFile,
    found: Collector,
    limits: Limits,
    handlers: Callable[[str], Handlers],
) -> bool:
    """Inflate every part, and read those of XML with the handlers for them.

    Args:
        archive: an archive that `open_archive` let pass.
        found: takes what is wrong.
        limits: how much all parts may hold together.
        handlers: the handlers of a part, by its name.

    Returns:
        Whether all parts could be read.
    """
    left = limits.book_unpacked
    for member in archive.infolist():
        try:
            left -= _read(archive, member, left, handlers(member.filename))
        except _Doctype:
            found.add(of_books.DOCTYPE, "", name=_shown(member.filename))
            return False
        except _NOT_WHOLE:
            found.add(of_books.DAMAGED_BOOK, "", why="a part of it is not whole")
            return False
        if left < 0:
            found.add(of_books.UNPACKED, "", limit=limits.book_unpacked)
            return False
    return True


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int, handlers: Handlers) -> int:
    """Return how many bytes a part has, after reading it."""
    size = 0
    parser = _parser(handlers) if _is_xml(member.filename) else None
    for chunk in _chunks(archive, member):
        size += len(chunk)
        if size > left:
            return size
        if parser is not None:
            parser.Parse(chunk, False)  # noqa: FBT003  (the parser takes no keyword)
    if parser is not None and size:
        parser.Parse(b"", True)  # noqa: FBT003  (the parser takes no keyword)
    return size


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(member) as part:
        while chunk := part.read(_CHUNK):
            yield chunk


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _parser(handlers: Handlers) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    for name, handler in handlers.items():
        setattr(parser, name, handler)
    return parser


def _refuse_doctype(*_: object) -> None:
    raise _Doctype
