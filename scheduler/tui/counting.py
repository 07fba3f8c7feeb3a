"""What came back: the counts beside each post that is out, and the results of campaigns that are over."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.message import Message

from scheduler.errors import SchedulerError
from scheduler.tui import messages
from scheduler.tui.doing import Doing
from scheduler.tui.host import Host
from scheduler.tui.screens.acting import Acting, OfPost

if TYPE_CHECKING:
    from scheduler.app.agenda import Entry
    from scheduler.app.results import Latest, Over

MOST = 4000
"""Deliveries whose counts are kept; those of a few weeks."""


class Counted(Message):
    """Counts were read, by tag; and which campaigns are over."""

    def __init__(self, counts: "Mapping[str, Latest]", over: "tuple[Over, ...]", day: date) -> None:
        super().__init__()
        self.counts = counts
        self.over = over
        self.day = day


class Counting(Doing):
    """The application as one that knows what came back. A week is shown before its counts are read."""

    counts: "dict[str, Latest]"
    """The newest reading of each delivery that was looked at, by tag."""
    over: "tuple[Over, ...]" = ()
    _over_on: date | None = None

    def read_counts(self, entries: "Sequence[Entry]") -> None:
        """Read what came back of those that are out."""
        tags = [one.tag for entry in entries for one in entry.deliveries if one.receipts]
        if tags or self._over_on is None:
            self._read_counts(tags)

    @work(thread=True, group="counts")
    def _read_counts(self, tags: Sequence[str]) -> None:
        from scheduler.app import results  # noqa: PLC0415 - the first frame shows no counts

        reviewing = self.reviewing
        now = reviewing.now()
        try:
            reviewing.open()
            database = reviewing.scheduler.ground.database
            found = results.latest(database, tags)
            over = self.over
            if self._over_on != now.date():
                over = results.over(database, now, reviewing.scheduler.config.timezone)
        except SchedulerError as problem:
            self.post_message(messages.Refused(problem))
            return
        self.post_message(Counted(found, over, now.date()))

    @on(Counted)
    def show_counts(self, event: Counted) -> None:
        """Set them beside their posts."""
        if len(self.counts) > MOST:
            self.counts.clear()
        self.counts.update(event.counts)
        self.over, self._over_on = event.over, event.day
        self.room.counted()
        if isinstance(self.screen, OfPost):
            self.screen.counted()

    def act_results(self) -> None:
        """Of the chosen post's campaign where that is over, else of the one that ended last."""
        from scheduler.tui.screens.results import Results  # noqa: PLC0415 - loaded with the first that are looked at

        entry = self.screen.entry if isinstance(self.screen, Acting) else None
        slugs = [one.slug for one in self.over]
        place = slugs.index(entry.campaign) if entry is not None and entry.campaign in slugs else 0
        if slugs:
            self.push_screen(Results(cast("Host", self), self.over, place))
