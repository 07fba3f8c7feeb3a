"""The four lines above the week's columns: each day's name, theme and counts, and a rule in its colour."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from scheduler.render.days import day_name
from scheduler.sentences import label
from scheduler.tui import signs
from scheduler.tui.cells import cells, fit, width
from scheduler.tui.pen import Line
from scheduler.tui.weekplan import WIDE, columns

if TYPE_CHECKING:
    from textual.geometry import Size

    from scheduler.app.agenda import Agenda, Entry

HEAD = 4
"""Day, theme, counts, rule."""


class Grid(Protocol):
    """What is headed."""

    language: str
    agenda: "Agenda | None"
    entries: "tuple[Entry, ...]"

    @property
    def size(self) -> "Size": ...

    def sign(self, one: "Entry") -> signs.Sign: ...


def draw_head(grid: Grid, line: Line, y: int) -> None:
    """Draw line `y` of the header."""
    assert grid.agenda is not None
    gutter, wide = columns(grid.size.width)
    roomy = grid.size.width >= WIDE
    line.add("", most=gutter)
    for day, each in enumerate(wide):
        date = grid.agenda.monday + timedelta(days=day)
        of_day = [one for one in grid.entries if one.day == date]
        token = f"theme-{day}"
        today = date == grid.agenda.now.date()
        line.add("┿" if y == HEAD - 1 else "│", "line")
        if y == 0:
            name = day_name(date, "short" if roomy else "two", grid.language)
            line.add("▸" if today else " ", "text", bold=True)
            line.add(fit(name, each - 3).rstrip(), bold=True, underline=today)
            line.add("", most=max(each - 2 - min(width(name), each - 3), 0))
        elif y == 1:
            theme = next((one.theme for one in of_day if one.theme), "")
            line.add(" ").add(cells(theme), token, most=each - 3, bold=True).add(" ")
        elif y == 2:
            _counts(grid, line, of_day, each - 1, roomy=roomy)
        else:
            line.add("━" * (each - 1), token)


def _counts(grid: Grid, line: Line, of_day: "Sequence[Entry]", room: int, *, roomy: bool) -> None:
    found = [grid.sign(one) for one in of_day]
    trouble = sum(1 for one in found if one in signs.TROUBLES)
    waiting = sum(1 for one in found if one is signs.AWAITING)
    before = line.length
    if found:
        n = len(found)
        line.add(" ").add(label("viewing-posts", grid.language, n=n) if roomy else str(n), "muted")
        if waiting:
            line.add(f" ○{waiting}", "awaiting")
        if trouble:
            line.add(f" !{trouble}", "trouble")
    line.add("", most=room - (line.length - before))
