"""The command line: one file a command, each reads, makes one pure call, renders, writes.

Here the clock, the locale and the terminal enter; no rule is ever decided here.
"""

from benefit_share.cli.app import main

__all__ = ["main"]
