"""When posts were tried, and what came of it: days and hours, with how often each was tried."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from scheduler.model.figure import Finding


class Days(StrEnum):
    """The groups of days of a week."""

    WEEKDAYS = "weekdays"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class Known(StrEnum):
    """How much is known of a cell."""

    TRIED = "tried"
    FEW = "few"
    """Under ten posts: its own mean says nothing, and is not shown."""
    NEVER = "never"
    """Nothing was ever posted then: unknown, which is neither good nor bad."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A group of days and three hours from `hour` (0, 3, ... 21, on the wall clock of the zone)."""

    days: Days
    hour: int
    posts: int
    known: Known
    usual: float | None
    """A typical post of this cell over a typical post of all, drawn towards 1 the more the fewer posts there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hourly:
    """What the hour explains. `p` and `explained` are of the eight bands of hours alone, once each account's level is off."""

    zone: str
    age: timedelta
    posts: int
    networks: tuple[str, ...]
    accounts: tuple[str, ...]
    cells: tuple[Cell, ...]
    p: float | None
    explained: float | None
    simulated: bool
    findings: tuple[Finding, ...]
    reason: str = ""
    """Why nothing can be said, where nothing can."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """How networks are written, by name."""
