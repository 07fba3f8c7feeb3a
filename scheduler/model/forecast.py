"""What can be said of a week before it begins: how ordinary weeks vary, and what would have to happen to be seen."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from scheduler.model.figure import Finding, Metric, Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """One measure: its ordinary week, and the value and ratio that would be seen four times in five.

    Without a range there is a `reason`; ratios are to the mean ordinary week, as targets are.
    """

    metric: Metric
    mean: float | None
    ordinary: Range | None
    seen: float | None
    """The value from which a week is called «more than usual» four times in five."""
    ratio: float | None
    """The same over the mean."""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """One objective before its week. `met` of the `of` past weeks reached the same value without an operation."""

    name: str
    metric: str
    target: str
    age: timedelta
    value: float | None
    """What must be reached."""
    ratio: float | None
    ordinary: Range | None
    met: int
    of: int
    outside: bool
    """Whether reaching it would leave the ordinary range."""
    surely: bool
    """Whether four weeks in five whose true level is the target would leave it."""
    each: float | None
    """For a total, and for a number of posts: by how much each planned post must be multiplied; None elsewhere."""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """What would make smaller changes visible, engagement per post: `by` is `now` (as planned), `weeks`, `posts` or `editions`,
    `n` how many of them.
    """

    by: str
    n: int
    ratio: float
    """The ratio that would then be seen four times in five."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """Nothing here says what will happen; it says what could be told from chance if it did."""

    campaign: str
    title: str
    zone: str
    first: date
    last: date
    made: datetime
    age: timedelta
    posts: int
    """Publications planned on the operation's days, on all its accounts, those of other campaigns included."""
    drafts: int
    """Contents without a day or still a draft: not counted."""
    weeks: int
    """Ordinary weeks that can be used now; `history` counts all that are known."""
    history: int
    from_week: str
    until_week: str
    """The weeks used, as `2027-W14`; empty where there is none."""
    volume: float | None
    """Planned publications over those of a mean ordinary week, for as many days."""
    figures: tuple[Foreseen, ...]
    aims: tuple[Aim, ...]
    remedies: tuple[Remedy, ...]
    said: tuple[Finding, ...]
    simulated: bool
