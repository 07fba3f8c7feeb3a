"""What the review asks of a calendar: its weeks, what needs a person, and each act with the way back from it.

Every method may be called from any thread. What it raises is a `SchedulerError`, to be said as it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from threading import Lock
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from scheduler.app import agenda as laid
from scheduler.app import health
from scheduler.app.agenda import Agenda, Checked, Entry
from scheduler.app.scheduler import Scheduler
from scheduler.app.thumbnails import Picture, picture
from scheduler.errors import Problem
from scheduler.model.change import Answers, ChangeKind
from scheduler.model.delivery import NEEDS_PERSON, SETTLED, Delivery, State
from scheduler.model.notice import Severity
from scheduler.patterns import lazy_pattern
from scheduler.store import accounts, agenda, documents, history, lock

if TYPE_CHECKING:
    from scheduler.model.network import Rules

WEEK = timedelta(days=7)
MOST = 400
"""Deliveries that a list shows: more than a person can look at in one go."""
TROUBLED = NEEDS_PERSON - {State.AWAITING, State.HELD}
"""States that a person must settle; what is held is held on purpose."""
_DAY = lazy_pattern(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})|(?P<day2>\d{1,2})[./](?P<month2>\d{1,2})[./]?(?P<year2>\d{4})?"
)
SUFFIXES = frozenset({".yaml", ".yml", ".toml"})


class Reviewing:
    """One calendar as one person reviews it."""

    def __init__(self, scheduler: Scheduler, *, by: str) -> None:
        self.scheduler = scheduler
        self.by = by
        self._opening = Lock()

    @property
    def language(self) -> str:
        """The language to speak."""
        return self.scheduler.language

    @property
    def zone(self) -> ZoneInfo:
        """The calendar's own zone."""
        return ZoneInfo(self.scheduler.config.timezone)

    def now(self) -> datetime:
        """This moment, by the calendar's wall clock."""
        return self.scheduler.ground.clock.now().astimezone(self.zone)

    def open(self) -> None:
        """Open the database, once, whichever thread comes first."""
        with self._opening:
            _ = self.scheduler.ground.database, self.scheduler.queue

    @property
    def rules(self) -> "Mapping[str, Rules]":
        """The rules that hold for each account."""
        with self._opening:
            return self.scheduler.ground.calendar.rules

    # -- looking

    def opening(self) -> date:
        """The Monday of the week to begin with: that which first needs a person, else that of what comes next, else this one.

        Trouble that is weeks old does not hide a week that is near: then the coming days are shown, and it stands in the list.
        """
        self.open()
        database, now = self.scheduler.ground.database, self.now()
        here = _instant(monday_of(now.date()), self.zone)
        wanted = (
            agenda.first_in(database, NEEDS_PERSON, since=here - WEEK)
            or agenda.first_in(database, State, since=now)
            or agenda.last_due(database)
        )
        return monday_of((wanted or now).astimezone(self.zone).date())

    def week(self, monday: date) -> Agenda:
        """The week that begins on `monday`."""
        self.open()
        ground, now = self.scheduler.ground, self.now()
        database = ground.database
        seq = history.head(database).seq
        found = agenda.between(database, *self._span(monday, 7))
        beat = None if database.several else lock.last_beat(database.folder)
        return Agenda(
            monday=monday,
            entries=self._entries(found),
            now=now,
            seq=seq,
            troubled=agenda.posts_in(database, TROUBLED),
            awaiting=agenda.posts_in(database, [State.AWAITING]),
            blocked={name: one.why for name, one in accounts.blocked(database).items()},
            titles=documents.titles(database),
            beat=beat.at.astimezone(self.zone) if beat else None,
            publishes=health.publishes(ground),
            empty=not found and agenda.last_due(database) is None,
        )

    def days(self, first: date, n: int) -> Mapping[date, Mapping[State, int]]:
        """How many deliveries stand in which state on each of `n` days from `first`; days without any are left out."""
        self.open()
        found: dict[date, dict[State, int]] = {}
        for one in agenda.counted(self.scheduler.ground.database, *self._span(first, n)):
            found.setdefault(one.day, {})[one.state] = one.n
        return found

    def todo(self) -> tuple[Entry, ...]:
        """What needs a person, the most urgent kind first, then by its hour; what awaits a yes comes last."""
        self.open()
        database = self.scheduler.ground.database
        trouble = agenda.in_states(database, TROUBLED, most=MOST)
        waiting = agenda.in_states(database, [State.AWAITING, State.HELD], most=MOST)
        return (*self._entries(trouble), *self._entries(waiting))

    def search(self, text: str) -> tuple[Entry, ...]:
        """The posts whose name, code, theme or words hold `text`."""
        self.open()
        return self._entries(agenda.searched(self.scheduler.ground.database, text, most=MOST))

    def named(self, text: str) -> Entry:
        """The post that a code, an id, a tag or a post's own name means. Raises `Problem` where none does."""
        self.open()
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

    def picture(self, digest: str) -> Picture:
        """A frozen picture, small enough for a terminal; empty where it cannot be shown."""
        self.open()
        return picture(self.scheduler.ground.blobs, digest)

    def check(self) -> Checked:
        """What the files say, and what applying them would do. It takes as long as `plan`."""
        self.open()
        proposal = self.scheduler.queue.propose((), Answers())
        changes = sum(1 for one in proposal.changes if one.kind is not ChangeKind.KEEP)
        said = tuple(one for one in proposal.notices if one.severity is not Severity.INFO)
        return Checked(changes=changes, notices=said)

    def pulse(self) -> tuple[int, int]:
        """Two numbers that change when the queue does, and when the files do."""
        self.open()
        return history.head(self.scheduler.ground.database).seq, hash(tuple(self._files()))

    def standing(self, entry: Entry) -> tuple[str, ...]:
        """The roles whose yes is missing on `entry` and for which this person may say it."""
        return tuple(role for role in entry.missing if role in self.roles)

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles for which this person may say yes; one without names is anybody's."""
        known = self.scheduler.config.roles
        return tuple(
            key
            for key, role in known.items()
            if self.by in (*role.people, *role.deputies) or not (role.people or role.deputies)
        )

    def role_name(self, key: str) -> str:
        """A role as people call it."""
        role = self.scheduler.config.roles.get(key)
        return role.name or key if role else key

    def _entries(self, found: Iterable[Delivery]) -> tuple[Entry, ...]:
        return laid.entries(found, self.scheduler.config.accounts)

    def _span(self, first: date, n: int) -> tuple[datetime, datetime]:
        return _instant(first, self.zone), _instant(first + timedelta(days=n), self.zone)

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


def day_meant(text: str, near: date) -> date | None:
    """The day that `2027-06-11`, `11/06/2027`, `11.6.` or `11/6` means; without a year the one nearest to `near`. Else None."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    given = {name.rstrip("2"): int(value) for name, value in found.groupdict().items() if value}
    years = [given["year"]] if "year" in given else [near.year - 1, near.year, near.year + 1]
    days = []
    for year in years:
        try:
            days.append(date(year, given["month"], given["day"]))
        except ValueError:
            continue  # 29 February, or no day at all
    return min(days, key=lambda day: abs(day - near), default=None)


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def _instant(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def ids_of(found: Iterable[Entry], states: Iterable[State]) -> Sequence[Delivery]:
    """The deliveries of `found` that are in one of `states`."""
    wanted = frozenset(states)
    return [one for entry in found for one in entry.deliveries if one.state in wanted]
