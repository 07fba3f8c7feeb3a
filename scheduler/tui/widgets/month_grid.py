"""The month: a week a row, a day a field with how many posts stand where on it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from scheduler.app.reviewing import monday_of
from scheduler.render.days import day_name, weekdays
from scheduler.sentences import label
from scheduler.tui import signs
from scheduler.tui.pen import Line
from scheduler.tui.tokens import palette

if TYPE_CHECKING:
    from scheduler.model.delivery import State

WEEKS = 6
GUTTER = 4


def first_of(month: date) -> date:
    """The Monday from which a month is shown: six weeks from there hold all of it."""
    return monday_of(month.replace(day=1))


class MonthGrid(Widget, can_focus=True):
    """Draws its own lines from counts alone: nothing of a post is read. `chosen` is a day."""

    chosen: reactive[date] = reactive(date(1970, 1, 1))

    class Chosen(Message):
        """Another day was chosen."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    class Opened(Message):
        """The chosen day is to be opened."""

    def __init__(self, language: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.language = language
        self.first = date(1970, 1, 5)
        self.today = date(1970, 1, 1)
        self.days: Mapping[date, Mapping[State, int]] = {}

    def show(self, first: date, days: "Mapping[date, Mapping[State, int]]", today: date) -> None:
        """Show the six weeks from `first` on."""
        self.first, self.days, self.today = first, days, today
        self.refresh()

    def watch_chosen(self, before: date, after: date) -> None:
        """Draw again, and tell."""
        if before != after:
            self.refresh()
            self.post_message(self.Chosen(after))

    def step(self, days: int) -> None:
        """Go some days on."""
        self.chosen += timedelta(days=days)

    def on_click(self, event: events.Click) -> None:
        """Choose the day that was clicked; twice opens it."""
        each, high = self._each, self._high
        week, day = (event.y - 2) // high, (event.x - GUTTER) // each
        if event.y >= 2 and 0 <= week < WEEKS and 0 <= day < 7 and event.x >= GUTTER:
            self.chosen = self.first + timedelta(days=7 * week + day)
            if event.chain == 2:
                self.post_message(self.Opened())

    @property
    def spot(self) -> Offset:
        """Where in the widget the chosen day begins."""
        week, day = divmod((self.chosen - self.first).days, 7)
        return Offset(GUTTER + day * self._each, 2 + week * self._high)

    @property
    def _each(self) -> int:
        return max((self.size.width - GUTTER) // 7, 6)

    @property
    def _high(self) -> int:
        return max((self.size.height - 1) // WEEKS, 2)

    def render_line(self, y: int) -> Strip:
        """One line: the days' names, a rule, or a line of a week."""
        line = Line(palette(self.app.theme))
        each, high = self._each, self._high
        if y == 0:
            line.add(label("review-week-short", self.language), "muted", most=GUTTER)
            for name in weekdays(self.language, long=each > 10):
                line.add("│", "line").add(f" {name}", bold=True, most=each - 1)
            return line.strip(self.size.width)
        week, inner = divmod(y - 1, high)
        if week >= WEEKS:
            return line.strip(self.size.width)
        monday = self.first + timedelta(days=7 * week)
        line.add(f" {monday.isocalendar().week}" if inner == 1 else "", "muted", most=GUTTER)
        for n in range(7):
            self._field(line, monday + timedelta(days=n), inner, each)
        return line.strip(self.size.width)

    def _field(self, line: Line, day: date, inner: int, each: int) -> None:
        line.add("┼" if inner == 0 else "│", "line")
        if inner == 0:
            line.add("─" * (each - 1), "line")
            return
        chosen = day == self.chosen
        line.on = "selection" if chosen else "background"
        line.add("▌" if chosen else " ", "accent")
        before = line.length
        if inner == 1:
            mine = day.month == (self.first + timedelta(days=15)).month
            today = day == self.today
            narrow = self._high < 3  # no line of their own for the counts: they stand beside the day
            plain = mine or (narrow and day.day > 1)
            name = str(day.day) if plain else day_name(day, "short", self.language).partition(" ")[2]
            line.add("▸" if today else "", bold=True)
            line.add(name, "text" if mine else "muted", bold=mine, underline=today)
            if narrow:
                line.add(" ")
                self._counts(line, self.days.get(day, {}), each - 2 - (line.length - before))
        elif inner == 2:
            self._counts(line, self.days.get(day, {}), each - 3)
        line.add("", most=each - 2 - (line.length - before))
        line.on = "background"

    def _counts(self, line: Line, found: "Mapping[State, int]", room: int) -> None:
        counts: dict[signs.Sign, int] = {}
        for state, n in found.items():
            sign = signs.of_state(state)
            counts[sign] = counts.get(sign, 0) + n
        apart = ""
        for sign in signs.GRAVEST_FIRST:
            text = f"{apart}{sign.glyph}{counts.get(sign, 0)}"
            if sign in counts and len(text) <= room:
                line.add(text, sign.token, bold=sign in signs.TROUBLES)
                room, apart = room - len(text), " "
