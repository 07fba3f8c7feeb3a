"""What a terminal is told beside the screen: letters where it knows no signs, its window's title, where the cursor stands."""

import os
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from io import TextIOWrapper

from rich.cells import cell_len
from textual.driver import Driver
from textual.geometry import Offset
from textual.widget import Widget

from scheduler.tui import signs
from scheduler.tui.cells import cells
from scheduler.tui.weekplan import columns
from scheduler.tui.widgets.listing import Listing
from scheduler.tui.widgets.month_grid import MonthGrid
from scheduler.tui.widgets.week_grid import WeekGrid

KEEP_TITLE, GIVE_TITLE_BACK = "\x1b[22;2t", "\x1b[23;2t"
"""XTPUSHTITLE and XTPOPTITLE: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html (read 2026-11-20)."""
LONGEST = 120
"""Signs of a title: a window's bar holds no more."""
DRAWN = (
    ("▁▂▃▄▅▆▇▪", "#######."),
    ("♥±◇▸◂▌█■▀▣▤", "h+H><>#####"),
    ("│┃─━╌┼┿┌┐└┘", "||-=-++++++"),
    ("┏┓┗┛╭╮╰╯▒▓░", "++++++++##."),
    ("…↳↑↓←⇧•·’‘−", ".>^v<^*.''-"),
    ("“”«»—×°\u202f\u00a0", '""">-xo  '),
)
OURS: Mapping[str, str] = {
    **{sign: letter for some, letters in DRAWN for sign, letter in zip(some, letters, strict=True)},
    **{one.glyph: one.letter for one in signs.GRAVEST_FIRST},
}
"""A letter for each sign that the room draws, one cell for one cell."""


def spoken(environ: Mapping[str, str] | None = None) -> str:
    """The terminal's character set where it is known not to be UTF-8, as Python names it; else nothing."""
    given = os.environ if environ is None else environ
    name = next((given[one] for one in ("LC_ALL", "LC_CTYPE", "LANG") if given.get(one)), "")
    if sys.platform == "win32" or not name:
        return ""
    if name in {"C", "POSIX"}:
        return "ascii"
    charset = name.partition(".")[2].partition("@")[0]
    if not charset:
        return "iso8859-15" if name.endswith("@euro") else ""
    try:
        "é".encode(charset)
    except (LookupError, UnicodeEncodeError):
        return "ascii"
    return "" if charset.lower().replace("-", "") == "utf8" else charset


def lettered(text: str, charset: str) -> str:
    """`text` in signs of `charset` alone, each as wide as before: letters for ours, plain letters for accented ones."""
    return "".join(one if one.isascii() else _in(one, charset) for one in text)


@cache
def _in(one: str, charset: str) -> str:
    try:
        one.encode(charset)
    except UnicodeEncodeError:
        pass
    else:
        return one
    plain = OURS.get(one) or "".join(each for each in unicodedata.normalize("NFKD", one) if each.isascii())
    wide = cell_len(one)
    return plain if len(plain) == wide else "?" * wide


def in_letters(kind: type[Driver], charset: str) -> type[Driver]:
    """A driver that sends no sign that `charset` has not."""

    class Lettered(kind):  # type: ignore[misc, valid-type] # the platform's own
        def write(self, data: str) -> None:
            super().write(lettered(data, charset))

    return Lettered


@contextmanager
def lent(headless: bool) -> Iterator[None]:
    """Speak the terminal's character set for as long as the room is open, and give the window its title back."""
    charset, file = spoken(), sys.__stderr__
    if headless or file is None or not file.isatty():
        yield
        return
    before = file.encoding
    if charset and isinstance(file, TextIOWrapper):
        file.reconfigure(encoding=charset, errors="replace")
    try:
        yield
    finally:
        file.write(GIVE_TITLE_BACK)
        file.flush()
        if charset and isinstance(file, TextIOWrapper):
            file.reconfigure(encoding=before, errors="backslashreplace")


def title(text: str) -> str:
    """What names a window; the text is harmless first, and cannot end it."""
    shown = cells(text)[:LONGEST]
    return f"\x1b]2;{shown}\x07"


def place(widget: Widget | None) -> Offset | None:
    """Where on the screen the choice of a widget begins: there the cursor is put, which a screen reader follows."""
    if widget is None or not widget.region:
        return None
    left, top = widget.region.offset
    if isinstance(widget, Listing):
        line = next((n for n, key in enumerate(widget.keys) if key and key == widget.chosen), None)
        return None if line is None else Offset(left, top + max(line - round(widget.scroll_y), 0))
    if isinstance(widget, WeekGrid):
        return _of_week(widget, left, top)
    if isinstance(widget, MonthGrid):
        return Offset(left, top) + widget.spot
    return Offset(left, top)


def _of_week(grid: WeekGrid, left: int, top: int) -> Offset | None:
    gutter, wide = columns(grid.size.width)
    starts = [gutter + sum(wide[:day]) + 1 for day in range(7)]  # behind the line between two days
    for y in range(grid.size.height):
        for x in starts:
            found = grid.at(x, y)
            if found is not None and found.key == grid.chosen:
                return Offset(left + x, top + y)
    return None
