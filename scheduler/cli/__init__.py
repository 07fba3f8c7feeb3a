"""The command line: one file a group of commands, each of them a few lines around one call of `scheduler.app`."""

import sys

from scheduler.cli import door


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code. Nothing but a sentence reaches the user, whatever happens."""
    given = sys.argv[1:] if arguments is None else arguments
    ended = door.entered(given)
    if ended is None:
        from scheduler.cli.program import main as run  # noqa: PLC0415 - the parser, and the words of its help

        ended = run(given)
    return ended


__all__ = ["main"]
