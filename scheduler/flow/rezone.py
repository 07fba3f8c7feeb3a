"""What new rules of a time zone change: the wall time that was meant holds, its instant moves. Pure but for the zones' data."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scheduler.model.zone import resolve
from scheduler.store.changes import Move
from scheduler.store.zones import Hours


def moved(found: Iterable[Hours], now: datetime) -> Iterator[tuple[Hours, Move]]:
    """What is to be moved, and how: its hour by the rules of today is another instant than the one that was laid out.

    Left alone: what is due already, what somebody has given an hour of its own (sent now, put off), and zones that are gone.
    """
    for one in found:
        if one.due is not None and (one.due <= now or one.due != one.local):
            continue
        wall = one.local.replace(tzinfo=None)
        try:
            if _is_still(wall, one):
                continue
            new = resolve(wall, one.zone)
        except ZoneInfoNotFoundError:
            continue
        yield one, _move(one, new.instant.astimezone(UTC), new.local)


def _is_still(wall: datetime, one: Hours) -> bool:
    """Whether the wall time still means that instant: in a repeated hour, the second one may have been meant."""
    zone = ZoneInfo(one.zone)
    return any(wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) == one.local for fold in (0, 1))


def _move(one: Hours, instant: datetime, local: datetime) -> Move:
    by = instant - one.local
    embargo = one.embargo and max(one.embargo, one.embargo + by)  # never earlier: that promise was given to somebody
    return Move(
        id=one.id,
        due=one.due and instant,
        local=local,
        zone=one.zone,
        too_late_at=one.too_late_at and one.too_late_at + by,
        closes=one.closes and one.closes + by,
        embargo=embargo,
    )
