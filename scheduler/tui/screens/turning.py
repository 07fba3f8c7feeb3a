"""Arrows and pages: from post to post, day to day, week to week, in whichever view is shown; and what a narrow window shows."""

from datetime import date, timedelta

from textual import on

from scheduler.tui.screens.hands import Hands
from scheduler.tui.widgets.listing import Listing
from scheduler.tui.widgets.month_grid import MonthGrid, first_of
from scheduler.tui.widgets.ribbon import LEAST, Ribbon
from scheduler.tui.widgets.week_grid import WeekGrid


class Turning(Hands):
    """The room's ways. `day` is the day that is read; `narrow` says that the week's columns have no room."""

    day: date | None

    def __init__(self) -> None:
        super().__init__()
        self.narrow = False

    def narrowed(self, wide: int) -> bool:
        """Turn from the week to its days, or back, where a new width asks for it; False where it does not."""
        before, self.narrow = self.narrow, wide < LEAST
        self.query_one(Ribbon).display = self.narrow
        turned = before != self.narrow and self.view == ("week" if self.narrow else "day")
        if turned:
            self.look("week")
        return turned

    @property
    def home(self) -> str:
        """The view that Escape leads to: the week, or its days one by one where its columns have no room."""
        return "day" if self.narrow else "week"

    @on(MonthGrid.Chosen)
    def choose_day(self, event: MonthGrid.Chosen) -> None:
        """Another day was chosen: its month is counted where it is not shown."""
        self.day = event.day
        grid = self.query_one(MonthGrid)
        if not grid.first <= event.day < grid.first + timedelta(days=42):
            self.review.load_month(first_of(event.day))

    @on(WeekGrid.Turned)
    def turned(self, event: WeekGrid.Turned) -> None:
        """The cursor left the week."""
        self.action_turn(event.weeks)

    def action_move(self, days: int, posts: int) -> None:
        """An arrow."""
        if self.carry(days=days, hours=posts):
            return
        if self.view == "week":
            self.query_one(WeekGrid).step(days=days, posts=posts)
        elif self.view == "month":
            self.query_one(MonthGrid).step(days + 7 * posts)
        elif days and self.view == "day" and self.day is not None:
            self.go_to(self.day + timedelta(days=days))
        else:
            self.query_one(f"#{self.view}", Listing).step(posts=posts)

    def action_end(self, last: bool) -> None:
        """Home and End."""
        if self.view == "week":
            self.query_one(WeekGrid).to_end(last=last)
        elif self.view != "month":
            self.query_one(f"#{self.view}", Listing).to_end(last=last)

    def action_turn(self, by: int) -> None:
        """The week before or after; in the month, the month."""
        if self.agenda is None:
            return
        if self.view == "month":
            grid = self.query_one(MonthGrid)
            first = (grid.first + timedelta(days=15)).replace(day=15) + timedelta(days=30 * by)
            grid.chosen = first.replace(day=1)
            self.review.load_month(first_of(first))
        else:
            self.go_to((self.day if self.view == "day" and self.day else self.agenda.monday) + timedelta(days=7 * by))

    def go_to(self, day: date) -> None:
        """Show the week of `day`."""
