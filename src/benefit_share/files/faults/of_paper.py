"""What can be wrong with fonts, and with what is to be printed."""

from __future__ import annotations

from benefit_share.findings import Kind, Severity

__all__ = [
    "COMPUTED_OTHERWISE",
    "DOES_NOT_FIT",
    "EXTRA",
    "NOTHING",
    "NOT_AGAIN",
    "NOT_EMBEDDABLE",
    "NO_FONT",
    "NO_FONT_HERE",
    "NO_GLYPH",
    "NO_GLYPH_WORDS",
    "NO_SUCH_SLIP",
    "UNREADABLE",
    "VARIABLE",
]

ERROR = Severity.ERROR

EXTRA = Kind(
    "paper.extra",
    ERROR,
    "Printing needs the package {name}, which is not installed.",
    'Install it with: pip install "benefit-share[statements]".',
)
NO_FONT = Kind(
    "font.none",
    ERROR,
    "No font was given; a font of the system is never taken unasked.",
    "Give one that has Chinese characters with --font-path, a file or a folder. Debian: install"
    " fonts-noto-cjk (licence OFL) and give /usr/share/fonts/opentype/noto. Windows: give"
    " C:\\Windows\\Fonts\\simhei.ttf, whose licence is that of Windows.",
)
NO_FONT_HERE = Kind(
    "font.no-file",
    ERROR,
    "There is no font file here.",
    "Give a file that ends with .ttf, .otf or .ttc, or a folder that holds some.",
)
UNREADABLE = Kind(
    "font.unreadable",
    ERROR,
    "This is no font that can be read.",
    "Get the file again, or give another font.",
)
VARIABLE = Kind(
    "font.variable",
    ERROR,
    "The font is variable: all its weights are in one file, which the typesetter cannot choose"
    " from.",
    "Give the static files of the same font, regular and bold.",
)
NOT_EMBEDDABLE = Kind(
    "font.not-embeddable",
    ERROR,
    "The font says of itself that it must not be embedded in a document.",
    "Give a font with another licence, such as Noto Sans CJK (OFL).",
)
NO_GLYPH = Kind(
    "font.no-glyph",
    ERROR,
    "What is printed for '{household}' needs characters that no given font has: {characters}.",
    "Give one more font that has them with --font-path, such as BabelStone Han (Debian:"
    " fonts-babelstone-han), or DejaVu Sans (fonts-dejavu-core) for letters of Europe. Nothing was"
    " printed.",
)
NO_GLYPH_WORDS = Kind(
    "font.no-glyph-words",
    ERROR,
    "The words of the page need characters that no given font has: {characters}.",
    "Give a font that has Chinese characters with --font-path. Nothing was printed.",
)
DOES_NOT_FIT = Kind(
    "paper.does-not-fit",
    ERROR,
    "The slip of '{household}' has more text than its paper, even in small letters.",
    "Print it on A5; if it is on A5 already, shorten the titles of the plan. Nothing was printed.",
)
NO_SUCH_SLIP = Kind(
    "paper.no-such-slip",
    ERROR,
    "There is no slip of '{household}': nothing is awarded to it in this run, or nobody is called"
    " so.",
    "Compare the id with the roster; `explain` says why a household gets nothing.",
)
NOTHING = Kind(
    "paper.nothing",
    ERROR,
    "Nobody is awarded anything in this run, so there is no slip to print.",
    "Post the notice; it says so.",
)
NOT_AGAIN = Kind(
    "paper.not-again",
    ERROR,
    "The run cannot be computed again from the private folder, so its steps cannot be told.",
    "Take an untouched copy of the folder, with inputs/ and run_key.bin.",
)
COMPUTED_OTHERWISE = Kind(
    "paper.computed-otherwise",
    ERROR,
    "Computed again from the private folder, the run is not the one that was sealed.",
    "Take an untouched copy of the folder, and the version of the program that sealed it:"
    " {version}. Nothing was printed.",
)
