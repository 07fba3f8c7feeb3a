"""What the review reads of a calendar's queue: its weeks, its list, what a name means. It loads the store."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.app import agenda as laid
from scheduler.app import health, weekly
from scheduler.app.agenda import Agenda, Entry
from scheduler.app.scheduler import Scheduler
from scheduler.app.weekly import TROUBLED
from scheduler.errors import Problem
from scheduler.model.delivery import SETTLED, Delivery, State
from scheduler.store import agenda, history
from scheduler.store.heartbeat import last_beat

MOST = 400
"""Deliveries that a list shows: more than a person can look at in one go."""
SUFFIXES = frozenset({".yaml", ".yml", ".toml"})


class Weeks:
    """One calendar's queue, open. Every method may be called from any thread."""

    def __init__(self, scheduler: Scheduler) -> None:
        self.scheduler = scheduler
        self.zone = ZoneInfo(scheduler.config.timezone)
        _ = scheduler.ground.database

    def now(self) -> datetime:
        """This moment, by the calendar's wall clock."""
        return self.scheduler.ground.clock.now().astimezone(self.zone)

    def first(self) -> date:
        """The day to begin with."""
        with agenda.seen(self.scheduler.ground.database) as seen:
            return weekly.first_day(seen, self.now())

    def week(self, monday: date) -> Agenda:
        """The week that begins on `monday`."""
        ground, accounts = self.scheduler.ground, self.scheduler.config.accounts
        beat = None if ground.database.several else last_beat(ground.database.folder)
        publishes = health.publishes(ground)
        with agenda.seen(ground.database) as seen:
            return weekly.week(seen, monday, self.now(), accounts, beat=beat, publishes=publishes)

    def days(self, first: date, n: int) -> Mapping[date, Mapping[State, int]]:
        """How many deliveries stand in which state on each of `n` days from `first`; days without any are left out."""
        found: dict[date, dict[State, int]] = {}
        for one in agenda.counted(self.scheduler.ground.database, *self._span(first, n)):
            found.setdefault(one.day, {})[one.state] = one.n
        return found

    def todo(self) -> tuple[Entry, ...]:
        """What needs a person, the most urgent kind first, then by its hour; what a person may send now, what awaits a yes."""
        database = self.scheduler.ground.database
        trouble = agenda.in_states(database, TROUBLED, most=MOST)
        waiting = agenda.in_states(database, [State.AWAITING, State.HELD], most=MOST)
        hand = agenda.by_hand(database, self.now(), most=MOST)
        known = {one.id for one in (*trouble, *waiting)}
        hand = [one for one in hand if one.id not in known]
        return (*self._entries(trouble), *self._entries(hand), *self._entries(waiting))

    def search(self, text: str) -> tuple[Entry, ...]:
        """The posts whose name, code, theme or words hold `text`."""
        return self._entries(agenda.searched(self.scheduler.ground.database, text, most=MOST))

    def named(self, text: str) -> Entry:
        """The post that a code, an id, a tag or a post's own name means. Raises `Problem` where none does."""
        try:
            found = self.scheduler.queue.named([text])
        except Problem as problem:
            meant = [one for one in self.search(text) if text.casefold() in one.key.casefold()]
            if not meant:
                raise problem from None
            return next((one for one in meant if one.deliveries[0].state not in SETTLED), meant[0])
        whole = self._entries(
            self.scheduler.queue.named([f"{found[0].campaign}/{found[0].post}/{found[0].occurrence}"])
        )
        if not whole:
            raise Problem("no-such-delivery", name=text)
        return whole[0]

    def pulse(self) -> tuple[int, int]:
        """Two numbers that change when the queue does, and when the files do."""
        return history.head(self.scheduler.ground.database).seq, hash(tuple(self._files()))

    def _entries(self, found: Iterable[Delivery]) -> tuple[Entry, ...]:
        return laid.entries(found, self.scheduler.config.accounts)

    def _span(self, first: date, n: int) -> tuple[datetime, datetime]:
        now = self.now()
        return weekly.instant(first, now), weekly.instant(first + timedelta(days=n), now)

    def _files(self) -> Iterable[tuple[str, int, int, int]]:
        """Every file of the calendar by its name, age and size: bytes are not read, and a share that says nothing is asked."""
        config = self.scheduler.config
        folder = config.folder if config.folder.is_dir() else config.path.parent
        for path in sorted((config.path, *(one for one in folder.rglob("*") if one.suffix in SUFFIXES))):
            try:
                seen = path.stat()
            except OSError:
                continue
            yield str(path), seen.st_mtime_ns, seen.st_size, seen.st_ino
