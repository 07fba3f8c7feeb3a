"""The command line: one file a group of commands, each of them a few lines around one call of `scheduler.app`."""

from scheduler.cli.program import main

__all__ = ["main"]
