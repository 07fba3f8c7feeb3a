"""Who sits before the program: the streams, whether they are a screen, the person's name, what both ways in let them type."""

import sys
from io import TextIOWrapper

CONFIG = ("--config", "-c")
"""How a configuration is named, on every command."""
WORKSPACE = "--workspace"
"""How a client's is."""


def speak_utf8() -> None:
    """French under LANG=C (a cron job) is still French."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def on_screen() -> bool:
    """Whether a whole screen can be drawn: keys come in, and what goes out is seen."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def person(by: str | None = None) -> str:
    """Who acts: `--by`, else the name of the operating system's account (a record, no proof: security A2)."""
    if by:
        return by
    from getpass import getuser  # noqa: PLC0415

    try:
        return getuser()
    except (KeyError, OSError):
        return "?"
