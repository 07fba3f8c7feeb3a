"""Where one number of a report comes from: its formula, the numbers that went in, the posts behind them, what was left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from scheduler.model.addresses import Number
from scheduler.model.evidence import PostEvidence, Standing
from scheduler.model.figure import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekTerm:
    """A week that went in, or was looked at and is no reference: its posts, those of them that count, their sum."""

    label: str
    first: date
    last: date
    role: Role
    posts: int
    measured: int
    sum: float | None
    title: str = ""
    """The other operation that makes it no reference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountReading:
    """An account's followers at one moment near an end of the operation, as they were read."""

    account: str
    taken: datetime
    count: int
    simulated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """The answer. `formula` worked out over `terms` gives `value`; where it is "", `definition` says in words how it is made."""

    campaign: str
    cell: str
    """The address of the number; "" for a definition that has no number in this report."""
    definition: str
    """The id of what it is."""
    formula: str
    value: Number | None
    reason: str = ""
    """Why there is no number, or no verdict on it: the code of a sentence."""
    terms: Mapping[str, Number | None] = field(default_factory=dict)
    age: timedelta = timedelta(days=7)
    weeks: tuple[WeekTerm, ...] = ()
    posts: tuple[PostEvidence, ...] = ()
    """Every post that was looked at for it, those left out included."""
    left_out: Mapping[Standing, int] = field(default_factory=dict)
    """How many of `posts` do not count, by reason."""
    accounts: tuple[AccountReading, ...] = ()
    """For numbers of followers: the readings around both ends of the operation."""
    elsewhere: Mapping[str, int] = field(default_factory=dict)
    """What is counted nowhere: `withdrawn`, and deliveries that did not go out, by state."""
    simulated: bool = False
