"""The coming week over all clients: one table by day, for the one person who serves them all."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler.app import agenda as laid
from scheduler.app import workspaces
from scheduler.app.agenda import Entry
from scheduler.app.finding import calendar_of
from scheduler.app.ground import Ground
from scheduler.app.names import BY_HAND
from scheduler.clock import Clock, SystemClock
from scheduler.errors import SchedulerError, Usage
from scheduler.model.delivery import FINAL, SETTLED, UNSENT, State
from scheduler.model.greeting import is_greeting
from scheduler.model.notice import Notice, error
from scheduler.store import agenda, documents

DAY = timedelta(days=1)
WEEK = 7 * DAY
MOST = 1000
"""Greetings by hand that are listed."""
AT_IT = timedelta(minutes=15)
"""How long a person is taken up by a post that is published by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One post of the week. `at` is by the one clock of the table, `local` by the client's own; None where it has no hour.

    `mine`: from when to when a person must be there for it; None: it goes out by itself. `beside`: what else wants the person
    then, and cannot be done before or after it. `asked`: of whom a yes is missing, the roles by their names.
    """

    client: str
    entry: Entry
    day: date
    at: datetime | None
    local: datetime | None
    title: str
    asked: tuple[str, ...]
    mine: tuple[datetime, datetime] | None = None
    beside: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """How another line calls it."""
        return f"{self.client}/{self.entry.post}" if self.client else self.entry.post


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """The week: posts by day and hour, and the clients whose queue could not be read."""

    first: date
    last: date
    zone: str
    posts: tuple[Due, ...]
    problems: tuple[tuple[str, Notice], ...] = ()
    language: str = ""
    """The calendar's, where it is one alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Client:
    """What was read of one client: its entries around the week, and what they are called."""

    name: str
    zone: str
    language: str
    entries: tuple[Entry, ...]
    titles: dict[str, str]
    roles: dict[str, str]
    by_hand: frozenset[str]


def week(explicit: Path | None, *, everywhere: bool, since: str | None = None, clock: Clock | None = None) -> Coming:
    """The seven days from today (or `since`) of one calendar, or of every client."""
    clock = clock or SystemClock()
    if everywhere:
        return _everywhere(since, clock)
    ground = Ground(calendar_of(explicit, []), clock=clock)
    try:
        read = _read("", ground, since)
        return replace(_table([read], [], since, clock), language=read.language)
    finally:
        ground.close()


def _everywhere(since: str | None, clock: Clock) -> Coming:
    read: list[_Client] = []
    problems: list[tuple[str, Notice]] = []
    for one, ground in workspaces.grounds(clock):
        try:
            if isinstance(ground, SchedulerError):
                raise ground
            read.append(_read(one.name, ground, since))
        except Usage:
            raise
        except SchedulerError as problem:
            problems.append((one.name, error(problem.code, None, problem.where, **problem.arguments)))
    return _table(read, problems, since, clock)


def _read(name: str, ground: Ground, since: str | None) -> _Client:
    config = ground.config
    first = _first(since, ground.clock, config.timezone)
    # A day more on each side: the table's clock may be another client's.
    begin, end = (datetime.combine(day, time(), ZoneInfo(config.timezone)) for day in (first - DAY, first + WEEK + DAY))
    found = agenda.between(ground.database, begin, end)
    known, now = {one.id for one in found}, ground.clock.now()
    drafts = agenda.by_hand(ground.database, now, most=MOST, states=UNSENT)
    found += [one for one in drafts if one.id not in known and is_greeting(one.occurrence)]
    return _Client(
        name=name,
        zone=config.timezone,
        language=ground.language,
        entries=laid.entries(found, config.accounts),
        titles=documents.titles(ground.database),
        roles={key: role.name for key, role in config.roles.items()},
        by_hand=frozenset(key for key, account in config.accounts.items() if account.through == BY_HAND),
    )


def _first(since: str | None, clock: Clock, zone: str) -> date:
    if since is None:
        return clock.now().astimezone(ZoneInfo(zone)).date()
    try:
        return date.fromisoformat(since)
    except ValueError:
        raise Usage("day-odd", where="--from", given=since) from None


def _table(read: Sequence[_Client], problems: Iterable[tuple[str, Notice]], since: str | None, clock: Clock) -> Coming:
    zones = Counter(one.zone for one in read)
    zone = zones.most_common(1)[0][0] if zones else "UTC"  # of several as common, the first client's
    first = _first(since, clock, zone)
    found = [
        due
        for one in read
        for entry in one.entries
        if (due := _due(one, entry, first, clock.now().astimezone(ZoneInfo(zone))))
    ]
    mine = [one for one in found if first <= one.day < first + WEEK]
    return Coming(
        first=first,
        last=first + WEEK - DAY,
        zone=zone,
        posts=tuple(_beside(one, mine) for one in sorted(mine, key=_place)),
        problems=tuple(problems),
    )


def _due(client: _Client, entry: Entry, first: date, now: datetime) -> Due | None:
    """One line; None for what was cancelled or withdrawn. `now` is by the table's clock, `first` its first day.

    A greeting that waits for a person stands on the first day on which it can be sent, not on the last.
    """
    if not entry.has(*(set(State) - FINAL)):
        return None
    zone = now.tzinfo
    at = entry.hour.astimezone(zone) if entry.hour else None
    draft = is_greeting(entry.occurrence) and entry.by_hand and entry.has(*UNSENT)
    day = min(max(first, now.date()), entry.day) if draft else entry.day
    return Due(
        client=client.name,
        entry=entry,
        day=at.date() if at else day,
        at=at,
        local=entry.hour,
        title=client.titles.get(entry.campaign, entry.campaign),
        asked=tuple(client.roles.get(role, role) for role in _asked(entry)),
        mine=(mine[0].astimezone(zone), mine[1].astimezone(zone)) if (mine := _mine(client, entry, now)) else None,
    )


def _asked(entry: Entry) -> tuple[str, ...]:
    awaiting = [one for one in entry.deliveries if one.state is State.AWAITING]
    return tuple(dict.fromkeys(role for one in awaiting for role in one.missing_roles))


def _mine(client: _Client, entry: Entry, now: datetime) -> tuple[datetime, datetime] | None:
    left = [one for one in entry.deliveries if one.state not in SETTLED]
    windows = [(now if is_greeting(one.occurrence) else one.hour, one.closes) for one in left if one.due is None]
    found = [(opens, closes) for opens, closes in windows if opens is not None and closes is not None]
    found += [(one.due, one.due + AT_IT) for one in left if one.due is not None and one.account in client.by_hand]
    return (min(begin for begin, _ in found), max(end for _, end in found)) if found else None


def _beside(one: Due, others: Iterable[Due]) -> Due:
    if one.mine is None:
        return one
    found = (other.name for other in others if other is not one and other.mine and not _both(one.mine, other.mine))
    return replace(one, beside=tuple(found))


def _both(one: tuple[datetime, datetime], other: tuple[datetime, datetime]) -> bool:
    """Whether one person can do both, one after the other, each within its time."""
    return any(max(second[0], first[0] + AT_IT) + AT_IT <= second[1] for first, second in ((one, other), (other, one)))


def _place(one: Due) -> tuple[date, bool, datetime, str, str]:
    at = one.at or datetime.combine(one.day, time(), ZoneInfo("UTC"))
    return one.day, one.at is None, at, one.client, one.entry.key
