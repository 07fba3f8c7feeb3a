"""The room itself: week, day, month and list behind one header, with the strip that reads the chosen post below."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Static

from scheduler.app.reviewing import monday_of
from scheduler.tui import messages, signs
from scheduler.tui.acts import bindings
from scheduler.tui.filters import Filter
from scheduler.tui.host import Host
from scheduler.tui.screens.hands import ARROWS
from scheduler.tui.screens.turning import Turning
from scheduler.tui.widgets.drawn import Drawn
from scheduler.tui.widgets.header import Header, Seen
from scheduler.tui.widgets.keyline import KeyLine
from scheduler.tui.widgets.listing import Listing
from scheduler.tui.widgets.month_grid import MonthGrid, first_of
from scheduler.tui.widgets.ribbon import Ribbon
from scheduler.tui.widgets.small import Small
from scheduler.tui.widgets.strip import PostStrip
from scheduler.tui.widgets.week_grid import WeekGrid

if TYPE_CHECKING:
    from scheduler.app.agenda import Agenda, Entry
    from scheduler.tui.widgets.listing import Item

ROOMY = 30
"""Lines from which the strip has its seven; below it has three."""


class Room(Turning):
    """Shows what the application loaded; every change of a widget is made here."""

    BINDINGS = [  # noqa: RUF012 - Textual's way
        *bindings("room"),
        *ARROWS,
    ]

    def __init__(self, app: Host) -> None:
        super().__init__()
        self.review = app
        self.language = app.reviewing.language
        self.agenda: Agenda | None = None
        self.todo: tuple[Entry, ...] = ()
        self.asked = ""
        self.questions: Mapping[str, int] = {}
        self.view = "week"
        self.day: date | None = None
        self.filter = Filter()
        self.chosen = ""
        self._wanted_day: date | None = None

    def compose(self) -> ComposeResult:
        """Header, the four views, strip, keys."""
        yield Header(self.language, id="header")
        yield Ribbon(self.language, id="ribbon")
        with ContentSwitcher(initial="week"):
            yield WeekGrid(self.language, id="week")
            yield Listing(id="day")
            yield MonthGrid(self.language, id="month")
            yield Listing(id="todo")
            yield Static(id="empty")
        yield PostStrip(self.language, self.review.reviewing.role_name, id="strip")
        yield KeyLine(self.language, "room", self.refused, id="keys")
        yield Small(self.language)

    def on_mount(self) -> None:
        """Begin in the grid; the first frame needs no database."""
        self.query_one(WeekGrid).focus()
        self.on_resize()

    def on_resize(self, event: events.Resize | None = None) -> None:
        """Give the strip what the height allows."""
        size = event.size if event else self.app.size
        self.query_one(PostStrip).styles.height = 7 if size.height >= ROOMY else 3 if size.height >= 20 else 0
        if not self.narrowed(size.width) and self.agenda is not None:
            self.call_after_refresh(self._draw)

    # -- what is chosen

    @property
    def entry(self) -> "Entry | None":
        """The chosen post, whichever view it is chosen in."""
        listed = {one.key: one for one in self.todo} if self.view == "todo" else {}
        if self.chosen in listed:
            return listed[self.chosen]
        return self.agenda.find(self.chosen) if self.agenda else None

    @property
    def shown(self) -> "tuple[Entry, ...]":
        """The posts of the week that the filter lets through."""
        return self.filter.of(self.agenda.entries) if self.agenda else ()

    @property
    def blocked(self) -> dict[str, str]:
        """The accounts that wait for a person to connect them again."""
        return dict(self.agenda.blocked) if self.agenda else {}

    def sign(self, one: "Entry") -> signs.Sign:
        """The gravest sign of a post."""
        return self.query_one(WeekGrid).sign(one)

    # -- what was loaded

    @on(messages.WeekLoaded)
    async def show_week(self, event: messages.WeekLoaded) -> None:
        """Show a week; the cursor stays with its post, else goes to what needs a person, else to what comes next."""
        before, self.agenda = self.agenda, event.agenda
        if before is None or before.monday != event.agenda.monday:
            wanted = [one for one in self.shown if self._wanted_day is None or one.day == self._wanted_day]
            if self.agenda.find(self.chosen) is None:
                self.chosen = self._begin(wanted or list(self.shown))
        self._wanted_day = None
        if self.view == "day" and (self.day is None or monday_of(self.day) != event.agenda.monday):
            self.day = self.entry.day if self.entry else event.agenda.monday
        self._draw()
        await self.review.week_shown(event.agenda)

    def _begin(self, among: "list[Entry]") -> str:
        agenda = self.agenda
        if agenda is None or not among:
            return ""
        needs = [one for one in among if self.sign(one) in signs.TROUBLES | {signs.AWAITING}]
        coming = [one for one in among if one.hour is not None and one.hour >= agenda.now]
        return (needs or coming or among)[0].key

    @on(messages.TodoLoaded)
    def show_todo(self, event: messages.TodoLoaded) -> None:
        """Show what needs a person, or what was searched."""
        self.todo, self.asked = event.entries, event.asked
        self._draw()
        if not event.asked:
            self.review.count_asked(event.entries)

    @on(messages.AskedOf)
    def show_asked(self, event: messages.AskedOf) -> None:
        """Say which posts have open questions."""
        known = {one.key for one in self.todo}
        self.todo = (*self.todo, *(one for one in event.more if one.key not in known))
        self.questions = event.counts
        if self.view == "todo" and not self.asked:
            self._draw()

    @on(messages.MonthLoaded)
    def show_month(self, event: messages.MonthLoaded) -> None:
        """Show a month's counts."""
        today = self.review.reviewing.now().date()
        self.query_one(MonthGrid).show(event.first, event.days, today)

    def checked_anew(self) -> None:
        """The files were read: posts with an error in them bear the sign."""
        from scheduler.tui import lists  # noqa: PLC0415 - the first frame lists nothing

        checked = self.review.checked
        grid = self.query_one(WeekGrid)
        grid.problems = lists.faulty(self.agenda.entries if self.agenda else (), checked)
        grid.changed = checked.changed if checked else frozenset()
        self._draw()

    def counted(self) -> None:
        """What came back was read."""
        self.query_one(PostStrip).refresh()
        self.query_one(KeyLine).refresh()

    # -- drawing

    def _draw(self) -> None:
        agenda = self.agenda
        if agenda is None:
            return
        for one in (self.query_one(WeekGrid), *self.query(Listing)):
            one.ticked = frozenset(self.ticked)
        switcher = self.query_one(ContentSwitcher)
        nothing = agenda.empty and self.view in {"week", "day"}
        switcher.current = "empty" if nothing else self.view
        if nothing:
            from scheduler.tui.screens.empty import welcome  # noqa: PLC0415 - for a calendar that is still to be filled

            self.query_one("#empty", Static).update(welcome(self.language))
        from scheduler.tui import lists  # noqa: PLC0415 - as above

        width = self.app.size.width - 2
        if self.view == "week":
            self.lay(self.query_one(WeekGrid), agenda)
        elif self.view == "day":
            shown, chosen = self.laid()
            of_day = [one for one in shown if one.day == self.day]
            items = lists.day(of_day, self.sign, self.language, width)
            self.query_one("#day", Listing).show(items, chosen)
        elif self.view == "todo":
            self.query_one("#todo", Listing).show(self._listed(agenda, width), self.chosen)
        self._tell()

    def _listed(self, agenda: "Agenda", width: int) -> "list[Item]":
        from scheduler.tui import lists  # noqa: PLC0415 - as above

        found = self.filter.of(self.todo)
        if self.asked:
            return lists.found(found, self.language)
        name = self.review.reviewing.role_name
        return lists.todo(found, agenda, self.review.checked, self.language, name, width, self.questions)

    def redraw(self) -> None:
        """Draw again, the cursor where `chosen` says."""
        self._draw()

    def _tell(self) -> None:
        """Header, strip and keys say what is chosen now."""
        from scheduler.tui import lists  # noqa: PLC0415 - as above

        checked, entry = self.review.checked, self.entry
        seen = Seen(
            view=self.view,
            day=self.day,
            faults=lists.faults(checked),
            changes=checked.changes if checked else 0,
            filtered=self.filter.told(self.language) or self.asked,
            busy=self.review.checking,
            ticked=len(self.ticked),
        )
        self.query_one(Header).show(self.agenda, seen)
        sign = self.sign(entry) if entry else signs.READY
        if self.narrow and self.agenda is not None:
            self.query_one(Ribbon).show(self.agenda, self.shown, self.day, self.sign)
        strip = self.query_one(PostStrip)
        strip.show(entry, sign, self.blocked, self.review.counts)
        if self.moving is not None:
            strip.tell(self.on_its_way())
        self.query_one(KeyLine).refresh()
        self.review.name_window(entry, sign)

    # -- choosing and moving

    @on(WeekGrid.Chosen)
    @on(Listing.Chosen)
    def choose(self, event: WeekGrid.Chosen | Listing.Chosen) -> None:
        """Another post was chosen in the view that is shown."""
        if (
            self.moving is None
            and event.key != self.chosen
            and self.focused is not None
            and self.focused.id == self.view
        ):
            self.chosen = event.key
            self._tell()

    @on(WeekGrid.Opened)
    @on(Listing.Opened)
    @on(MonthGrid.Opened)
    def opened(self) -> None:
        """A double click."""
        self.action_act("open")

    @on(Drawn.Pressed)
    def pressed(self, event: Drawn.Pressed) -> None:
        """Something in the header or the key line was clicked."""
        if event.act.startswith("date "):
            self.go_to(date.fromisoformat(event.act.removeprefix("date ")))
        elif event.act in {"before", "after"}:
            self.action_turn(1 if event.act == "after" else -1)
        else:
            self.action_act(event.act)

    def go_to(self, day: date) -> None:
        """Show the week of `day`, and choose there."""
        if self.view == "day":
            self.day = day
        elif self.view != "week":
            self.look("week")
        if self.agenda is not None and monday_of(day) == self.agenda.monday:
            of_day = [one for one in self.shown if one.day == day]
            self.chosen = of_day[0].key if of_day else self.chosen
            self._draw()
            return
        self.chosen, self._wanted_day = "", day
        self.review.load_week(monday_of(day))

    def find(self, entry: "Entry") -> None:
        """Show `entry` in its week."""
        self.look("week")
        self.chosen = entry.key
        self.review.load_week(monday_of(entry.day))

    def look(self, view: str, asked: str = "") -> None:
        """Turn to another view; the chosen post stays chosen. The list may be of what was `asked` for."""
        entry = self.entry
        view = self.home if view == "week" else view
        self.view = view
        if self.agenda is not None and view in {"day", "month"}:
            today = self.agenda.now.date()
            here = monday_of(today) == self.agenda.monday
            self.day = entry.day if entry else today if here else self.agenda.monday
        if view == "month" and self.day is not None:
            self.query_one(MonthGrid).chosen = self.day
            self.review.load_month(first_of(self.day))
        if view == "todo":
            self.asked = asked
            if asked:
                self.review.load_search(asked)
            else:
                self.review.load_todo()
        self.query_one(ContentSwitcher).current = view
        self.query_one(f"#{view}", Widget).focus()
        self._draw()

    def set_filter(self, **given: str) -> None:
        """Let through only what fits; the cursor stays where it can."""
        self.filter = replace(self.filter, **given) if given else Filter()
        self._draw()
