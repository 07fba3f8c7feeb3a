"""What came back of a campaign that is over, judged by its ordinary weeks; arrows scroll, and go to other campaigns."""

from collections.abc import Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen

from scheduler.app.results import Over
from scheduler.errors import SchedulerError
from scheduler.model.report import Report
from scheduler.plain import harmless
from scheduler.render.days import day_name
from scheduler.sentences import label, say
from scheduler.tui import results
from scheduler.tui.cells import cells, wrapped
from scheduler.tui.host import Host
from scheduler.tui.pen import Line
from scheduler.tui.widgets.drawn import Drawn
from scheduler.tui.widgets.listing import Item, Listing
from scheduler.tui.widgets.small import Small

CSS = """
#campaign { dock: top; height: 1; }
#results { margin-top: 1; }
#hint { dock: bottom; height: 1; }
"""


class Judged(Message):
    """A report was made, or why there is none."""

    def __init__(self, slug: str, found: Report | SchedulerError) -> None:
        super().__init__()
        self.slug = slug
        self.found = found


class Said(Drawn):
    """One line."""

    said = ""
    quiet = False

    def draw(self, line: Line, y: int) -> None:
        """What it says."""
        line.add(" ").add(self.said, "muted" if self.quiet else "text", bold=not self.quiet)


class Results(Screen[None]):
    """The last campaigns that are over, one after the other."""

    CSS = CSS
    BINDINGS = [  # noqa: RUF012 - Textual's way
        ("escape,q,b", "leave", ""),
        ("up", "scroll(-1)", ""),
        ("down", "scroll(1)", ""),
        ("pageup", "scroll(-10)", ""),
        ("pagedown,space", "scroll(10)", ""),
        ("home", "scroll(-9999)", ""),
        ("end", "scroll(9999)", ""),
        ("left", "beside(1)", ""),
        ("right", "beside(-1)", ""),
        ("question_mark,f1", "help", ""),
        ("f9", "theme", ""),
    ]

    def __init__(self, review: Host, over: Sequence[Over], place: int) -> None:
        super().__init__()
        self._review = review
        self._language = review.reviewing.language
        self._over = over
        self._place = place
        self._found: dict[str, Report | SchedulerError] = {}

    def compose(self) -> ComposeResult:
        """Which campaign, what came back, keys."""
        yield Said(self._language, id="campaign")
        yield Listing(id="results")
        yield Said(self._language, id="hint")
        yield Small(self._language)

    def on_mount(self) -> None:
        """Say that it is being read, and read."""
        hint = self.query_one("#hint", Said)
        hint.said, hint.quiet = label("viewing-results-keys", self._language), True
        self._turn()

    def on_resize(self) -> None:
        """Lines of the new width."""
        self._draw()

    @property
    def _now(self) -> Over:
        return self._over[self._place]

    def _turn(self) -> None:
        one = self._now
        self._draw()
        if one.slug not in self._found:
            self._judge(one.slug)

    @work(thread=True, group="results")
    def _judge(self, slug: str) -> None:
        found: Report | SchedulerError
        try:
            found = self._review.reviewing.scheduler.insight.report(slug)
        except SchedulerError as problem:
            found = problem
        self.post_message(Judged(slug, found))

    @on(Judged)
    def judged(self, event: Judged) -> None:
        """Show it, where it is still looked at."""
        self._found[event.slug] = event.found
        self._draw()

    def _draw(self) -> None:
        wide, found = max(self.app.size.width - 3, 20), self._found.get(self._now.slug)
        self._head(found if isinstance(found, Report) else self._now)
        if isinstance(found, Report):
            items = results.lines(found, self._language, wide)
        elif found is not None:
            said = say(found.code, found.arguments, self._language)
            told = wrapped(cells(harmless(f"{said.text} {said.advice}".rstrip())), wide)
            items = [Item(key="", lines=tuple(((one, "trouble", False),) for one in told))]
        else:
            reading = label("viewing-results-reading", self._language)
            items = [Item(key="", lines=(((reading, "muted", False),),))]
        self.query_one(Listing).show(items, "")

    def _head(self, span: Over | Report) -> None:
        """Which campaign, and its days: those that were judged, once they are known."""
        first, last = (day_name(day, "short", self._language) for day in (span.first, span.last))
        place = f"◂ {self._place + 1}/{len(self._over)} ▸" if len(self._over) > 1 else ""
        given = {"title": self._now.title, "first": first, "last": f"{last} {span.last.year}", "place": place}
        heading = self.query_one("#campaign", Said)
        heading.said = cells(label("viewing-results-place", self._language, **given))
        heading.refresh()

    def action_scroll(self, lines: int) -> None:
        """Up or down."""
        page = self.query_one(Listing)
        page.scroll_to(y=page.scroll_y + lines, animate=False)

    def action_beside(self, by: int) -> None:
        """The campaign before, or after."""
        place = min(max(self._place + by, 0), len(self._over) - 1)
        if place != self._place:
            self._place = place
            self.query_one(Listing).scroll_to(y=0, animate=False)
            self._turn()

    def action_leave(self) -> None:
        """Back to where one came from."""
        self.app.pop_screen()

    def action_help(self) -> None:
        """Signs and keys."""
        self._review.act("help")

    def action_theme(self) -> None:
        """The next set of colours."""
        self._review.act("theme")
