"""Slots: the hours of a week at which an account takes posts that name none, and which of them a post was given."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from scheduler.model.line_words import WEEKDAYS, weekday
from scheduler.model.spelling import Misspelt, folded, hour
from scheduler.patterns import lazy_pattern

PRIORITY = 5
"""That of a post which names none; 1 goes first, 9 last."""
EVERY_DAY = frozenset({"every_day", "everyday", "daily", "tous_les_jours", "chaque_jour", "quotidien"})
_WRITTEN = lazy_pattern(r"\s*(.*?[^\W\d_])\s+(\d.*)")
_RANGE = lazy_pattern(r"\s*(?:\.{2,3}|[-–])\s*|\s+(?:to|au|à)\s+", re.IGNORECASE)
_LIST = lazy_pattern(r"\s*(?:[,;+]|\bet\b|\band\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Weekly:
    """One slot: a weekday (Monday 0) and an hour of the wall clock."""

    weekday: int
    hour: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The slots of an account, by the clock of `zone`, in the order of the week; none: it has no grid.

    `distance` is the least time between a slot and any other post of the account.
    """

    slots: tuple[Weekly, ...] = ()
    distance: timedelta = timedelta(0)
    zone: str = "UTC"


NO_GRID = Grid()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a post without an hour asks for: a slot of `day`, else the first free one from `first` to `last` (both included)."""

    day: date | None = None
    first: date | None = None
    last: date | None = None
    after: datetime | None = None
    """An embargo: no slot before it."""
    priority: int = PRIORITY


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A slot that a post did not get: `by` is the tag of what stands there, or (`near`) too close to it.

    `shut`: nothing stands there, but the editorial line keeps that day or hour free.
    """

    at: datetime
    by: str = ""
    near: bool = False
    shut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The slot that a post was given, by the clock of its campaign.

    `kept`: it had it already, in the queue. `passed` are the slots before it that it might have had, the first of them alone
    where they are many; `more` says how many others there were.
    """

    at: datetime
    kept: bool = False
    passed: tuple[Passed, ...] = ()
    more: int = 0


def weekly(text: str) -> tuple[Weekly, ...]:
    """Read «monday 9h», «tue 12h30», «lundi..vendredi 18h», «sat, sun 10h 17h» or «every day 9h»."""
    found = _WRITTEN.fullmatch(text)
    if not found:
        raise Misspelt("slot-unreadable", given=text.strip()[:60])
    hours = [hour(one) for one in re.split(r"\s*[,;+]\s*|\s+(?=\d{1,2}\s?[hH:])", found[2].strip()) if one]
    days = _weekdays(found[1])
    return tuple(Weekly(weekday=day, hour=at) for day in days for at in hours)


def grid(texts: tuple[str, ...]) -> tuple[Weekly, ...]:
    """All slots of a list, each once, in the order of the week."""
    return tuple(sorted({one for text in texts for one in weekly(text)}))


def _weekdays(text: str) -> list[int]:
    if folded(text.strip()) in EVERY_DAY:
        return list(range(7))
    found: list[int] = []
    for piece in _LIST.split(text.strip()):
        first, *last = _RANGE.split(piece, maxsplit=1)
        begin = weekday(first)
        end = weekday(last[0]) if last else begin
        found += [(begin + step) % len(WEEKDAYS) for step in range((end - begin) % len(WEEKDAYS) + 1)]
    return found
