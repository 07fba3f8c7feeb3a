"""Wall-clock time and IANA zone made into an instant, by the rule of the design for the two odd hours of the year."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo


class Odd(StrEnum):
    """What is odd about a wall-clock time in its zone."""

    NO = ""
    GAP = "gap"
    """The clock change skips it: the offset before the change holds (02:30 is published at 03:30)."""
    FOLD = "fold"
    """The clock change repeats it: the first is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """`instant` in UTC; `local` the wall time that clocks will show at that instant, with its offset."""

    instant: datetime
    local: datetime
    odd: Odd


def resolve(wall: datetime, zone: str) -> Resolved:
    """Resolve the naive wall-clock time `wall` in `zone`.

    Raises ValueError for an aware `wall` and `zoneinfo.ZoneInfoNotFoundError` for an unknown zone.
    """
    if wall.tzinfo is not None:
        raise ValueError(f"wall time with an offset: {wall.isoformat()}")
    return _resolved(wall, ZoneInfo(zone))


@lru_cache(maxsize=256)
def _resolved(wall: datetime, place: ZoneInfo) -> Resolved:
    """An answer is kept, since a post goes to all its accounts at one hour: for as long as `place`, which new rules replace."""
    first = wall.replace(tzinfo=place, fold=0)
    instant = first.astimezone(UTC)
    local = instant.astimezone(place)
    if local.replace(tzinfo=None) != wall:
        return Resolved(instant=instant, local=local, odd=Odd.GAP)
    twice = wall.replace(tzinfo=place, fold=1).utcoffset() != first.utcoffset()
    return Resolved(instant=instant, local=local, odd=Odd.FOLD if twice else Odd.NO)
