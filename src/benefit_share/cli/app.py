"""The application: its commands, its exit codes, and what happens when something goes wrong."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import metadata
from types import MappingProxyType

from cyclopts import App, CycloptsError

from benefit_share.cli import (
    allocate,
    audit,
    board,
    check,
    completion,
    demo,
    exchange,
    explain,
    file,
    init,
    keys,
    meet,
    notice,
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
from benefit_share.cli.command import PROGRAM, Command
from benefit_share.cli.console import Console
from benefit_share.cli.line import Line

__all__ = ["COMMANDS", "application", "main"]

DONE, INTERRUPTED = 0, 130

COMMANDS: Mapping[str, Callable[..., int]] = MappingProxyType(
    {
        "demo": demo.demo,
        "init": init.init,
        "check": check.check,
        "run": run.run,
        "explain": explain.explain,
        "allocate": allocate.allocate,
        "propose": propose.propose,
        "meet": meet.meet,
        "post": post.post,
        "object": object.object_,
        "resolve": resolve.resolve,
        "return": return_.return_,
        "review": review.review,
        "file": file.file,
        "supersede": supersede.supersede,
        "void": void.void,
        "status": status.status,
        "seal": seal.seal,
        "slips": slips.slips,
        "board": board.board,
        "notice": notice.notice,
        "keys new": keys.new,
        "keys show": keys.show,
        "keys revoke": keys.revoke,
        "verify": verify.verify,
        "audit": audit.audit,
        "pay": pay.pay,
        "one-card": one_card.one_card,
        "reconcile": reconcile.reconcile,
        "export": exchange.export,
        "import": exchange.import_,
        "completion": completion.completion,
    }
)
"""Every command in the order of the help; what the help says of it stands in `texts`."""


def application(language: str | None = None) -> App:
    """Return the application with all its commands.

    Args:
        language: `zh` or `en` if its texts will be asked for; without it they are not read.
    """
    app = Command(
        name=PROGRAM,
        version=lambda: metadata.version("benefit-share"),
        language=language,
        suppress_keyboard_interrupt=False,  # `main` has a word for it
    )
    for name, function in COMMANDS.items():
        above: App = app
        *parents, own = name.split()
        for parent in parents:
            if parent not in above:
                above.command(Command(name=parent, language=language, path=parent))
            above = above[parent]
        above.command(Command(name=own, default_command=function, language=language, path=name))
    return app


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Args:
        arguments: the words after the program's name; those of the process if None.

    Returns:
        0 done; 1 refused, with the reasons; 2 wrong usage; 3 verify could not check something
        that was asked; 130 interrupted.

    """
    line = Line.of(sys.argv[1:] if arguments is None else arguments)
    console = Console(line.language, line.json)
    _utf8()
    collects = gc.isenabled()
    try:
        return _obey(line, console)
    except KeyboardInterrupt:
        from benefit_share.cli.words import word

        console.message(word("interrupted", line.language))
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    finally:
        # A command may stop collecting garbage, as `run` does; who called it goes on living.
        if collects:
            gc.enable()


def _obey(line: Line, console: Console) -> int:
    """Do what a line says, or show help, or the version, or what is wrong with it."""
    if line.version:
        version = metadata.version("benefit-share")
        console.result(version)
        return console.document((), version=version)
    app = application()
    chain, apps, rest = app.parse_commands(list(line.command))
    command = " ".join(chain)
    is_complete = apps[-1].default_command is not None or not rest
    if is_complete and (line.help or apps[-1].default_command is None):
        from benefit_share.cli.help import show_help

        return show_help(apps[-1], command, tuple(COMMANDS), console, asked=line.help)
    try:
        code = app(line.words, exit_on_error=False, print_error=False, result_action="return_value")
    except CycloptsError as error:
        from benefit_share.cli.usage import wrong_usage

        return wrong_usage(error, command, console)
    return code if isinstance(code, int) else DONE


def _utf8() -> None:
    """Write UTF-8 with plain line ends, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", newline="\n")
