"""What the morning's message says, read from the queue."""

from collections.abc import Collection, Iterable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduler.model.delivery import NEEDS_PERSON, Delivery, State
from scheduler.model.greeting import is_greeting
from scheduler.notify.digest import Digest, Entry
from scheduler.store import accounts, deliveries, health
from scheduler.store.database import Database

AHEAD = timedelta(days=7)
BACK = timedelta(days=1)
WARNED = timedelta(days=14)


def digest(database: Database, now: datetime, zone: str, known: Collection[str]) -> Digest:
    """The day of `now` in `zone`; `known` are the accounts of the configuration."""
    local = now.astimezone(ZoneInfo(zone))
    first = datetime.combine(local.date(), time(), ZoneInfo(zone))
    last = datetime.combine(local.date() + timedelta(days=1), time(), ZoneInfo(zone))
    today = deliveries.select(database, due_from=first, due_until=last)
    waiting = deliveries.select(database, states=[State.AWAITING], due_from=now, due_until=now + AHEAD)
    person = deliveries.select(database, states=NEEDS_PERSON - {State.AWAITING})
    out = deliveries.select(database, states=[State.PUBLISHED], due_from=now - BACK, due_until=now)
    ends = [(name, one.health.expires_at) for name, one in health.told(database).items() if name in known]
    return Digest(
        day=local.date(),
        out=len(out),
        today=_entries(
            one
            for one in today
            if one.state not in {State.CANCELLED, State.WITHDRAWN} and not is_greeting(one.occurrence)
        ),
        waiting=_entries(waiting, now),
        person=_entries(person, now),
        blocked=tuple(accounts.blocked(database)),
        ends=tuple((name, end.astimezone(ZoneInfo(zone))) for name, end in ends if end and end <= now + WARNED),
    )


def _entries(found: Iterable[Delivery], now: datetime | None = None) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            subject=one.tag,
            state=one.state.value,
            network=one.network,
            hour=one.local if one.due else None,
            until=_until(one, now) if now else None,
        )
        for one in found
    )


def _until(one: Delivery, now: datetime) -> datetime | None:
    """Until when a person's act still has it go out as meant; None where that is over, or does not depend on the hour."""
    if one.state not in {State.AWAITING, State.HELD, State.EXPECTED}:
        return None
    ends = [end for end in (one.due if one.state is State.AWAITING else one.too_late_at, one.closes) if end]
    end = min(ends, default=None)
    return end.astimezone(ZoneInfo(one.zone)) if end is not None and end > now else None
