"""The application: its commands, its exit codes, and what happens when something goes wrong."""

from __future__ import annotations

import json
import sys
from importlib import metadata
from typing import TYPE_CHECKING

from cyclopts import App, CycloptsError

from benefit_share.cli import (
    allocate,
    audit,
    board,
    check,
    exchange,
    explain,
    file,
    init,
    keys,
    meet,
    object,  # noqa: A004  (the command's own name)
    one_card,
    pay,
    post,
    propose,
    reconcile,
    resolve,
    return_,
    review,
    run,
    seal,
    slips,
    status,
    supersede,
    verify,
    void,
)
from benefit_share.cli.console import Console, language_of
from benefit_share.cli.notice import notice

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["application", "main"]

DONE, REFUSED, USAGE, INTERRUPTED = 0, 1, 2, 130


def application() -> App:
    """Return the application with all its commands."""
    app = App(
        name="benefit-share",
        help="Share the yearly income of what people own together. 分配共有资产的年度收益。",
        version=lambda: metadata.version("benefit-share"),
    )
    commands = (init.init, check.check, run.run, explain.explain, allocate.allocate)
    office = (audit.audit, seal.seal, slips.slips, board.board, verify.verify)
    for command in (*commands, *office, pay.pay, reconcile.reconcile):
        app.command(command)
    app.command(notice)
    app.command(one_card.one_card, name="one-card")
    app.command(exchange.export, name="export")
    app.command(exchange.import_, name="import")
    procedure = (propose.propose, meet.meet, post.post, object.object_, resolve.resolve)
    ending = (review.review, return_.return_, file.file, supersede.supersede, void.void)
    app.command(keys.keys)
    app.command(status.status)
    for step in (*procedure, *ending):
        app.command(step, name=step.__name__.rstrip("_"))
    return app


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Args:
        arguments: the words after the program's name; those of the process if None.

    Returns:
        0 done; 1 refused, with the reasons; 2 wrong usage; 3 verify could not check something
        that was asked; 130 interrupted.

    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    as_json = "--json" in words
    _utf8()
    try:
        code = application()(
            words, exit_on_error=False, print_error=not as_json, result_action="return_value"
        )
    except CycloptsError as error:
        return _wrong_usage(str(error), as_json=as_json)
    except KeyboardInterrupt:
        from benefit_share.cli.words import word

        sys.stderr.write(word("interrupted", language_of(None)) + "\n")
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    return code if isinstance(code, int) else DONE


def _utf8() -> None:
    """Write UTF-8 with plain line ends, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", newline="\n")


def _wrong_usage(message: str, *, as_json: bool) -> int:
    if as_json:
        found = [{"code": "cli.usage", "severity": "error", "message": {"en": message}}]
        sys.stdout.write(json.dumps({"ok": False, "findings": found}, ensure_ascii=False) + "\n")
    return USAGE


def console(lang: str | None, *, as_json: bool) -> Console:
    """Return the console of one command."""
    return Console(language_of(lang), as_json)
