"""The page verify.html: a second verifier, in one file that a browser opens without a network.

Its checks are written in JavaScript beside this module and share no code with `verification`.
Only the sentences are those of the catalogues, so that both verifiers say one thing in the same
words.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Final

from benefit_share.findings import Kind
from benefit_share.rendering.reports.verdict import LEVELS
from benefit_share.rendering.web.inlined import hash_of, part
from benefit_share.rendering.words.catalogues import catalogue
from benefit_share.verification import WHAT, faults

__all__ = ["verify_page"]

SCRIPTS: Final = ("checks.js", "household.js", "public.js", "signing.js", "page.js")
FORMAT: Final = "verify.html 2"
"""What the page says of itself; it changes when the bytes of a bundle are read otherwise."""


@cache
def verify_page() -> bytes:
    """Return the page; the same program gives the same bytes.

    Its content security policy names the hashes of its one script and its one style sheet, and
    allows nothing else: it can load nothing and send nothing.
    """
    words = json.dumps(_words(), ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    script = "".join(map(part, SCRIPTS)).replace(
        '"use strict";\n', f'"use strict";\nconst WORDS = {words};\n', 1
    )
    style = part("verify.css")
    values = {
        "script_hash": hash_of(script),
        "style_hash": hash_of(style),
        "version": FORMAT,
        "style": style,
        "script": script,
    }
    page = part("verify.html")
    for name, value in values.items():
        page = page.replace(f"{{{name}}}", value, 1)
    return page.encode("utf-8")


def _words() -> dict[str, dict[str, str]]:
    """Return by language the sentence of each check, finding and level."""
    kinds = [one for one in vars(faults).values() if isinstance(one, Kind)]
    english = {one.code.removeprefix("verification."): one.says for one in kinds}
    english |= {name: kind.says for name, kind in WHAT}
    english |= {f"level-{level}": said for level, said in LEVELS}
    told = {}
    for language in ("zh", "en"):
        known = catalogue(language)
        told[language] = {code: known.get(said, said) for code, said in english.items()}
    return told
