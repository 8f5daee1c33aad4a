"""The forms in which a case or its run goes out: the list to add one to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from benefit_share.distribution import run_case
from benefit_share.files.exchange.books import beancount_books
from benefit_share.files.exchange.document import case_document
from benefit_share.files.exchange.package import data_package

if TYPE_CHECKING:
    from benefit_share.distribution import Case

__all__ = ["exported"]


def exported(place: Path, form: str, case: Case, *, encoding: str = "utf-8") -> dict[str, bytes]:
    """Return the files of a form by name; one, but for a package.

    Args:
        place: the folder, workbook or document of the case.
        form: `document`, `beancount` or `package`.
        case: what was read there.
        encoding: of its CSV tables.

    Raises:
        Refused: when the case cannot be run, or two ids would be one account.
    """
    if form == "beancount":
        return {"books.beancount": beancount_books(run_case(case)).encode("utf-8")}
    document = case_document(place, encoding=encoding)
    if form == "package":
        return data_package(run_case(case), document["tables"])
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    return {"case.json": text.encode("utf-8")}
