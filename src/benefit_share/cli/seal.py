"""`benefit-share seal`: a case becomes a bundle that a stranger can check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from benefit_share.cli.console import Console, language_of
from benefit_share.cli.options import CaseFolder, Encoding, Json, Lang
from benefit_share.cli.progress import working

__all__ = ["key_of", "seal"]

KEY_FILE_LIMIT = 4_096


def seal(
    case: CaseFolder,
    *,
    out: Annotated[Path, Parameter(name="--out")],
    by: Annotated[str, Parameter(name="--by")] = "village",
    at: Annotated[str | None, Parameter(name="--at")] = None,
    edition: Annotated[int, Parameter(name="--edition")] = 1,
    run_key: Annotated[Path | None, Parameter(name="--run-key")] = None,
    lang: Lang = None,
    json: Json = False,
    encoding: Encoding = "utf-8",
) -> int:
    """Seal a case: a public folder for everybody, and a restricted one that stays in the office."""
    from benefit_share.cli.hints import hint
    from benefit_share.cli.words import word, written
    from benefit_share.distribution import run_case
    from benefit_share.errors import Refused
    from benefit_share.files import read_folder, write_new
    from benefit_share.files.sealed.sealing import engine_of, input_files, seal_run

    console = Console(language_of(lang), json)
    with working(console, "reading"):
        reading = read_folder(case, encoding=encoding)
    values, findings = reading.case, reading.findings
    if values is None:
        console.findings(findings, case, encoding)
        return console.document(findings)
    try:
        with working(console, "computing") as work:
            done = run_case(values)
            found = tuple(dict.fromkeys((*findings, *done.findings)))
            work.goes_on("sealing")
            sealed = seal_run(
                done,
                run_key=key_of(run_key),
                engine=engine_of(),
                inputs=input_files(case),
                edition=edition,
                proposed=(by, at or _now()),
                watch=work.each,
            )
            work.goes_on("writing")
            write_new(sealed.files, out, watch=work.each)
    except Refused as refused:
        found = tuple(map(reading.placed, dict.fromkeys((*findings, *refused.findings))))
        console.findings(found, case, encoding)
        return console.document(found)
    found = tuple(map(reading.placed, found))
    console.findings(found, case, encoding)
    rows = len(sealed.rows.rows)
    told = {"run": sealed.run_id, "rows": rows, "fingerprint": sealed.fingerprint}
    console.result(word("sealed", console.language, **told))
    console.message(written(len(sealed.files), out, console.language))
    hint(console, "verify", out)
    return console.document(found, **told, files=sorted(sealed.files))


def key_of(path: Path | None) -> bytes:
    """Return the run key of a file, or a new one; never a key that was not asked for."""
    import secrets

    from benefit_share.errors import Refused
    from benefit_share.files import STORAGE
    from benefit_share.seal import faults

    if path is None:
        return secrets.token_bytes(32)
    text = STORAGE.read_bytes(path, KEY_FILE_LIMIT, what="run key").strip()
    try:
        return bytes.fromhex(text.decode("ascii"))
    except ValueError:
        finding = faults.BAD_SECRET.at("", found=len(text), expected=32)
        raise Refused([finding.placed(path.name)]) from None


def _now() -> str:
    import datetime as dt

    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
