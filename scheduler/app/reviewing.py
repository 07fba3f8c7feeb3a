"""What the review asks of a calendar: its weeks, what needs a person, and each act with the way back from it.

Every method may be called from any thread. What it raises is a `SchedulerError`, to be said as it is.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING

from scheduler.patterns import lazy_pattern

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from scheduler.app.agenda import Agenda, Checked, Entry
    from scheduler.app.queue import Proposal
    from scheduler.app.scheduler import Scheduler
    from scheduler.app.thumbnails import Brush, Drawing, Picture
    from scheduler.app.weeks import Weeks
    from scheduler.model.delivery import Delivery, State
    from scheduler.model.network import Rules

_DAY = lazy_pattern(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})|(?P<day2>\d{1,2})[./](?P<month2>\d{1,2})[./]?(?P<year2>\d{4})?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What the files would change, as it was shown: kind of change, post and day of each."""

    proposal: "Proposal"
    posts: tuple[tuple[str, str, date | None], ...]

    @property
    def steps(self) -> int:
        """How many deliveries would be changed."""
        return len(self.proposal.steps)

    @property
    def asked(self) -> int:
        """How many changes wait for an answer that only the command line takes."""
        return self.proposal.asked


class Reviewing:
    """One calendar as one person reviews it."""

    def __init__(self, scheduler: "Scheduler | Callable[[], Scheduler]", *, by: str, language: str = "") -> None:
        """`scheduler` may be how to find it, when something of it is first wanted; until then `language` is spoken."""
        self._found = None if callable(scheduler) else scheduler
        self._find = scheduler
        self._finding = Lock()
        self._language = language
        self.by = by
        self._opening = Lock()
        self._weeks: Weeks | None = None

    @property
    def scheduler(self) -> "Scheduler":
        """The calendar's parts. Raises what finding it raises."""
        with self._finding:
            if self._found is None:
                assert callable(self._find)
                self._found = self._find()
            return self._found

    @property
    def is_found(self) -> bool:
        """Whether the calendar was wanted yet, and found."""
        return self._found is not None

    @property
    def language(self) -> str:
        """The language to speak."""
        return self._found.language if self._found is not None else self._language

    @property
    def zone(self) -> "ZoneInfo":
        """The calendar's own zone."""
        from zoneinfo import ZoneInfo  # noqa: PLC0415 - the first frame shows no hour

        return ZoneInfo(self.scheduler.config.timezone)

    def now(self) -> datetime:
        """This moment, by the calendar's wall clock."""
        return self.scheduler.ground.clock.now().astimezone(self.zone)

    def open(self) -> "Weeks":
        """Open the database, once, whichever thread comes first; a first frame has been drawn without it."""
        with self._opening:
            if self._weeks is None:
                from scheduler.app.weeks import Weeks  # noqa: PLC0415 - SQLAlchemy, and what stands on it

                self._weeks = Weeks(self.scheduler)
            return self._weeks

    @property
    def rules(self) -> "Mapping[str, Rules]":
        """The rules that hold for each account."""
        with self._opening:
            return self.scheduler.ground.rulebook.rules

    # -- looking

    def opening(self) -> date:
        """The Monday of the week to begin with: that which first needs a person, else that of what comes next, else this one."""
        return monday_of(self.open().first())

    def begin(self) -> "Agenda":
        """The week to begin with: at a glance into the file where that is enough, else of the opened database."""
        from scheduler.app.weekly import at_once  # noqa: PLC0415 - the first frame shows no week

        return (None if self._weeks else at_once(self.scheduler.ground, self.now())) or self.week(self.opening())

    def week(self, monday: date) -> "Agenda":
        """The week that begins on `monday`."""
        return self.open().week(monday)

    def days(self, first: date, n: int) -> "Mapping[date, Mapping[State, int]]":
        """How many deliveries stand in which state on each of `n` days from `first`; days without any are left out."""
        return self.open().days(first, n)

    def todo(self) -> "tuple[Entry, ...]":
        """What needs a person, the most urgent kind first, then by its hour; what awaits a yes comes last."""
        return self.open().todo()

    def search(self, text: str) -> "tuple[Entry, ...]":
        """The posts whose name, code, theme or words hold `text`."""
        return self.open().search(text)

    def named(self, text: str) -> "Entry":
        """The post that a code, an id, a tag or a post's own name means. Raises `Problem` where none does."""
        return self.open().named(text)

    def pulse(self) -> tuple[int, int]:
        """Two numbers that change when the queue does, and when the files do."""
        return self.open().pulse()

    def picture(self, digest: str, columns: int, rows: int, shape: float) -> "Picture":
        """A frozen picture in at most so many cells, each `shape` times as high as wide; empty where it cannot be shown."""
        self.open()
        from scheduler.app.thumbnails import picture  # noqa: PLC0415 - the first frame shows none

        return picture(self.scheduler.ground.blobs, digest, columns, rows, shape)

    def drawing(self, digest: str, columns: int, rows: int, brush: "Brush") -> "Drawing":
        """The same over exactly so many cells, as the terminal draws pictures itself."""
        self.open()
        from scheduler.app.thumbnails import drawing  # noqa: PLC0415 - the first frame shows none

        return drawing(self.scheduler.ground.blobs, digest, columns, rows, brush)

    def check(self) -> "Checked":
        """What the files say, and what applying them would do. It takes as long as `plan`."""
        self.open()
        from scheduler.app.agenda import Checked  # noqa: PLC0415 - the first frame needs none of them
        from scheduler.model.change import Answers, ChangeKind  # noqa: PLC0415 - as above
        from scheduler.model.line import EXCUSED  # noqa: PLC0415 - as above
        from scheduler.model.notice import Severity  # noqa: PLC0415 - as above

        proposal = self.scheduler.queue.propose((), Answers())
        changes = [one for one in proposal.changes if one.kind is not ChangeKind.KEEP]
        said = tuple(one for one in proposal.notices if one.severity is not Severity.INFO or one.code == EXCUSED)
        changed = frozenset(one.tag.rpartition("/")[0] for one in changes)
        files = {one.campaign.where.file: one.campaign.slug for one in proposal.prepared.values()}
        return Checked(changes=len(changes), notices=said, changed=changed, campaigns=files)

    def changes(self) -> Changes:
        """What applying the files would do, post by post, in the order of their hour; to be shown before it is done."""
        self.open()
        from scheduler.model.change import Answers, ChangeKind  # noqa: PLC0415 - no frame needs them

        proposal = self.scheduler.queue.propose((), Answers())
        found: dict[tuple[ChangeKind, str], date | None] = {}
        for one in (each.change for each in proposal.planned if each.step is not None):
            post = " ".join(one.tag.split("/")[1:2])
            found.setdefault((one.kind, post), one.local.date() if one.local else None)
        posts = tuple((kind.value, post, day) for (kind, post), day in found.items())
        return Changes(proposal=proposal, posts=posts)

    def standing(self, entry: "Entry") -> tuple[str, ...]:
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


def ids_of(found: "Iterable[Entry]", states: "Iterable[State]") -> "Sequence[Delivery]":
    """The deliveries of `found` that are in one of `states`."""
    wanted = frozenset(states)
    return [one for entry in found for one in entry.deliveries if one.state in wanted]
