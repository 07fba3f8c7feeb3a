"""The report on one campaign, as frozen values: what evaluation found, before any word is chosen for it.

A number that could not be had is None beside a `reason` (the code of a sentence); it is never 0. What the report says in
sentences stands as `Finding`s: a code with `Quantity` arguments, so that each language writes its own numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from scheduler.model.accumulation import Accumulation
from scheduler.model.comparison import Comparison
from scheduler.model.conversation import Contributions, Conversations, Verbatim
from scheduler.model.effort import Effort
from scheduler.model.figure import (
    Argument,
    Decomposition,
    Effect,
    Figure,
    Finding,
    Kind,
    Metric,
    Quantity,
    Range,
    Rank,
    Reached,
    Role,
    Verdict,
)
from scheduler.model.lessons import Lessons
from scheduler.model.publics import Publics
from scheduler.model.surroundings import Gap, Growth, Outside, PlatformNote, Visits
from scheduler.model.tested import (
    Aftermath,
    Apart,
    Matched,
    Newcomers,
    Objective,
    Resampled,
    Sensitivity,
    Together,
    Top,
)

__all__ = [
    "Accumulation",
    "Aftermath",
    "Apart",
    "Argument",
    "Contributions",
    "Conversations",
    "Coverage",
    "Decomposition",
    "Effect",
    "Effort",
    "Figure",
    "Finding",
    "Gap",
    "Group",
    "Growth",
    "Kind",
    "Lessons",
    "Matched",
    "Metric",
    "NetworkRow",
    "Newcomers",
    "Objective",
    "Outside",
    "PlatformNote",
    "PostRow",
    "Publics",
    "Quantity",
    "Range",
    "Rank",
    "Reached",
    "Report",
    "Resampled",
    "Role",
    "Sensitivity",
    "Together",
    "Top",
    "Verbatim",
    "Verdict",
    "Visits",
    "WeekRow",
    "to_json",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekRow:
    """One week (ISO), or the operation's days brought to seven."""

    label: str
    first: date
    last: date
    role: Role
    posts: int
    engagement: float | None
    per_post: float | None
    title: str = ""
    """The other operation's title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A line of a table: a day, a theme, a category. `few`: under five posts, so that nothing is derived from it."""

    key: str
    day: date | None
    contents: int
    posts: int
    engagement: float | None
    replies: float | None
    shares: float | None
    reactions: float | None
    per_post: float | None
    median: float | None
    few: bool
    values: tuple[tuple[str, float], ...] = ()
    """(network, engagement) of each post: the dots of the chart."""
    shrunk: float | None = None
    """The typical post, drawn towards the week's the more the fewer posts there are (empirical Bayes); None under five."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkRow:
    """One network: what it gives, and how its week compares with its own weeks."""

    network: str
    components: tuple[str, ...]
    posts: int
    engagement: float | None
    replies: float | None
    shares: float | None
    reactions: float | None
    views: float | None
    figure: Figure
    gained: int | None = None
    """Followers at the end of the window minus those at its beginning, where both were read."""
    gaps: Mapping[str, Gap] = field(default_factory=dict)
    """Why a number of this row is None, by field (`engagement`, `replies`, `shares`, `reactions`, `views`, `gained`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """One post among the most and least followed, ranked against the median of its own network."""

    tag: str
    title: str
    network: str
    account: str
    at: datetime
    url: str
    engagement: float
    reactions: float | None
    replies: float | None
    shares: float | None
    median: float
    ratio: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the figures rest on. `published` = `measured` + `young` + `missing`."""

    published: int
    measured: int
    young: int
    """Posts younger than the age at which posts are compared."""
    missing: int
    """Old enough, but no reading around that age (or a component that the network gives elsewhere is lacking)."""
    baseline_missing: int
    outside: int
    """The campaign's posts outside its days: neither in the week nor in the baseline."""
    unsent: Mapping[str, int] = field(default_factory=dict)
    """Deliveries that did not go out, by state."""
    withdrawn: int = 0
    """Deliveries that went out and were taken back: they count nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that the pages show; nothing is computed after it but the writing of numbers."""

    campaign: str
    title: str
    zone: str
    first: date
    last: date
    scale: float
    """What brings the operation's totals to seven days; 1 for a week."""
    age: timedelta
    made: datetime
    version: str
    simulated: bool
    """Whether any number comes from the simulated audience: then it is said wherever numbers appear."""
    simulated_accounts: tuple[str, ...]
    """Those whose counts are simulated, where not all are."""
    accounts: tuple[str, ...]
    networks: tuple[str, ...]
    titles: Mapping[str, str]
    """How networks are written, by name."""
    coverage: Coverage
    brief: tuple[Finding, ...]
    reservations: tuple[Finding, ...]
    objectives: tuple[Objective, ...]
    figures: tuple[Figure, ...]
    decomposition: Decomposition | None
    effect: Effect | None
    sensitivity: tuple[Sensitivity, ...]
    weeks: tuple[WeekRow, ...]
    aftermath: tuple[Aftermath, ...]
    days: tuple[Group, ...]
    past_median: float | None
    """The median engagement of the baseline's posts."""
    per_network: tuple[NetworkRow, ...]
    categories: tuple[Group, ...]
    most: tuple[PostRow, ...]
    least: tuple[PostRow, ...]
    top: Top | None
    newcomers: Newcomers | None
    effort: Effort | None
    cannot: tuple[Finding, ...]
    read_from: datetime | None
    read_until: datetime | None
    """The first and the last reading used."""
    accumulation: tuple[Accumulation, ...] = ()
    """How engagement gathers with the age of posts, network by network."""
    together: tuple[Together, ...] = ()
    """Whether themes, and categories, differ at all."""
    resampled: Resampled | None = None
    matched: Matched | None = None
    apart: Apart | None = None
    publics: Publics | None = None
    """Who engaged: new, returning, known; None where no network of the operation says who engages."""
    notes: tuple[PlatformNote, ...] = ()
    """What platforms did to their figures in the weeks shown: dated, with its source."""
    growth: tuple[Growth, ...] = ()
    """Each account's followers, beyond its own trend."""
    visits: tuple[Visits, ...] = ()
    """Visits of the site, a source each, side by side."""
    outside: tuple[Outside, ...] = ()
    """Series from outside, a source each, side by side."""
    conversations: Conversations | None = None
    contributions: Contributions | None = None
    comparison: Comparison | None = None
    """Earlier editions of the operation and this one; None where there is no earlier one."""
    verbatims: tuple[Verbatim, ...] = ()
    """Cited with consent, in the order of picking. No level but the institution's own carries them."""
    lessons: Lessons | None = None
    """What the edition teaches the next one, by its own figures."""

    def figure(self, metric: Metric) -> Figure:
        """The key figure of `metric`; each metric has one."""
        return next(one for one in self.figures if one.metric is metric)


def to_json(value: object) -> object:
    """Return a report (or a part of one) as values that JSON knows.

    Instants are UTC with `Z`, days `2027-06-07`, durations whole or decimal hours, numbers rounded to six decimals. Fields
    are only ever added.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: to_json(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        hours = value.total_seconds() / 3600
        return int(hours) if hours.is_integer() else round(hours, 3)
    return round(value, 6) if isinstance(value, float) else value
