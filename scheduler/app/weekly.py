"""A week of the queue as the review shows it, by whichever way the database is asked; the first one before it is opened."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from scheduler.app.agenda import Agenda, entries
from scheduler.app.ground import Ground
from scheduler.model.delivery import NEEDS_PERSON, State
from scheduler.store.glance import glance
from scheduler.store.heartbeat import Beat, last_beat
from scheduler.store.place import sqlite_path
from scheduler.store.seen import Seen

WEEK = timedelta(days=7)
TROUBLED = NEEDS_PERSON - {State.AWAITING, State.HELD}
"""States that a person must settle; what is held is held on purpose."""
STALE = timedelta(minutes=2)
"""A daemon beats every few seconds; after this it is taken for dead."""
PASSES = timedelta(hours=1)
"""Within this a single pass may have been cron's, and another is to come."""


def at_once(ground: Ground, now: datetime) -> Agenda | None:
    """The week to begin with, where a look into the file is enough; None where the database must be opened first.

    `now` is by the calendar's wall clock. Raises `Problem` as opening would.
    """
    if ground.config.database_url:
        return None
    path = sqlite_path(ground.config.calendar_id)
    beat = last_beat(path.parent)

    def look(seen: Seen) -> Agenda:
        monday = monday_of(first_day(seen, now))
        return week(
            seen, monday, now, ground.config.accounts, beat=beat, publishes=beat is not None and alive(beat, now)
        )

    return glance(path, look)


def first_day(seen: Seen, now: datetime) -> date:
    """The day to begin with: that of what first needs a person, else of what comes next, else today.

    Trouble that is weeks old does not hide a week that is near: then the coming days are shown, and it stands in the list.
    """
    here = instant(monday_of(now.date()), now)
    wanted = seen.first_in(NEEDS_PERSON, since=here - WEEK) or seen.first_in(State, since=now) or seen.last_due()
    return (wanted or now).astimezone(now.tzinfo).date()


def week(
    seen: Seen, monday: date, now: datetime, accounts: Iterable[str], *, beat: Beat | None, publishes: bool
) -> Agenda:
    """The week that begins on `monday`; `now` is by the calendar's wall clock."""
    found = seen.between(instant(monday, now), instant(monday + WEEK, now))
    return Agenda(
        monday=monday,
        entries=entries(found, accounts),
        now=now,
        seq=seen.end(),
        troubled=seen.posts_in(TROUBLED),
        awaiting=seen.posts_in([State.AWAITING]),
        hand=len({(one.campaign, one.post, one.occurrence) for one in seen.by_hand(now)}),
        blocked=seen.blocked(),
        titles=seen.titles(),
        beat=beat.at.astimezone(now.tzinfo) if beat else None,
        publishes=publishes,
        empty=not found and seen.last_due() is None,
    )


def alive(beat: Beat, now: datetime) -> bool:
    """Whether this sign of life is fresh enough; one from ahead of the clock is none."""
    return timedelta(0) - STALE <= now - beat.at < (STALE if beat.daemon else PASSES)


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def instant(day: date, now: datetime) -> datetime:
    """The beginning of `day` where the wall clock is that of `now`."""
    return datetime.combine(day, time(), now.tzinfo).astimezone(UTC)
