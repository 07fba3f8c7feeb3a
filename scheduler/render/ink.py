"""Colour where it helps and can be seen; plain text when piped, under NO_COLOR, or on a dumb terminal.

Lists of problems are printed on every save of a file: they are written without rich, whose import takes longer than a check.
"""

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

CODES = {
    "error": "1;31",
    "warning": "33",
    "info": "36",
    "good": "32",
    "strong": "1",
    "faint": "2",
    "add": "32",
    "remove": "31",
}


def coloured(stream: TextIO) -> bool:
    """Whether `stream` shows colour: a terminal, unless NO_COLOR is set; FORCE_COLOR wins over not being one."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def paint(text: str, style: str, stream: TextIO | None = None) -> str:
    """`text` in a style of CODES where `stream` (stdout) shows colour. The text is ours, or has passed `visible`."""
    return f"\x1b[{CODES[style]}m{text}\x1b[0m" if coloured(stream or sys.stdout) else text


def out(text: str = "") -> None:
    """One line of the answer, on stdout."""
    sys.stdout.write(text + "\n")


Row = Sequence[tuple[str, str]]
"""A line in pieces, each with its style of CODES, or "" for none: what terminal and review both show."""


def print_rows(rows: Iterable[Row]) -> None:
    """Lines of the answer, in their colours."""
    for row in rows:
        out("".join(paint(text, style) if style else text for text, style in row))


def console() -> "Console":
    """A rich console on stdout: as wide as the terminal, 120 columns when piped, without markup, emoji codes or highlighting."""
    from rich.console import Console  # noqa: PLC0415 - rich takes longer to load than most answers to make

    from scheduler.render.unbroken import keep_words_whole  # noqa: PLC0415 - only where something is drawn

    keep_words_whole()
    width = shutil.get_terminal_size((120, 40)).columns if sys.stdout.isatty() else 120
    return Console(
        file=sys.stdout, width=width, markup=False, emoji=False, highlight=False, no_color=not coloured(sys.stdout)
    )
