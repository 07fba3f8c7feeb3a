"""The week in two lines where its columns have no room: seven days, what waits on each, the one that is read below."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from scheduler.render.days import day_name
from scheduler.tui import signs
from scheduler.tui.pen import Line
from scheduler.tui.widgets.drawn import Drawn

if TYPE_CHECKING:
    from scheduler.app.agenda import Agenda, Entry

LEAST = 80
"""Columns from which the week itself is shown."""


class Ribbon(Drawn):
    """Names and counts; a click on a day turns to it."""

    agenda: "Agenda | None" = None
    entries: "Sequence[Entry]" = ()
    day: date | None = None

    def show(
        self, agenda: "Agenda", entries: "Sequence[Entry]", day: date | None, sign: "Callable[[Entry], signs.Sign]"
    ) -> None:
        """Show a week, `day` of it chosen."""
        self.agenda, self.entries, self.day, self._sign = agenda, entries, day, sign
        self.refresh()

    def draw(self, line: Line, y: int) -> None:
        """Names, then counts."""
        if self.agenda is None:
            return
        each = max(self.size.width // 7, 6)
        for n in range(7):
            day = self.agenda.monday + timedelta(days=n)
            line.on = "selection" if day == self.day else self.GROUND
            left = line.length
            if y == 0:
                today = day == self.agenda.now.date()
                line.add("▌" if day == self.day else "▸" if today else " ", "accent", bold=True)
                self.hot(
                    line, y, day_name(day, "two", self.language), f"date {day}", f"theme-{n}", bold=day == self.day
                )
            else:
                self._counts(line, [self._sign(one) for one in self.entries if one.day == day], each)
            line.add("", most=each - (line.length - left))
        line.on = self.GROUND

    @staticmethod
    def _counts(line: Line, found: Sequence[signs.Sign], each: int) -> None:
        if not found:
            return
        waiting = sum(1 for one in found if one is signs.AWAITING)
        trouble = sum(1 for one in found if one in signs.TROUBLES)
        line.add(f" {len(found)}", "muted")
        for sign, n, token in (("!", trouble, "trouble"), ("○", waiting, "awaiting")):
            if n and len(f" {len(found)} {sign}{n}") < each - 1:
                line.add(f" {sign}{n}", token, bold=True)
                return
