"""What surrounds the counts: what platforms did, how accounts grew, site visits, and series from outside.

Here as everywhere, zero is a number; what is missing is None, and a `Gap` says which kind of nothing it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from scheduler.model.figure import Figure, Finding, Verdict


class Gap(StrEnum):
    """Why there is no number. The sentence `report-gap-VALUE` says it in words, `report-gap-VALUE-short` in a cell."""

    NOT_GIVEN = "not-given"
    """The network does not give it, to nobody and never."""
    MISSING = "missing"
    """It was to be had, and no reading stands around that age (or day)."""
    NOT_YET = "not-yet"
    """The age (or day) is still to come."""


class Sort(StrEnum):
    """What a platform did to its figures."""

    PURGE = "purge"
    """It removed accounts: followers fall without anybody leaving."""
    REMOVED = "removed"
    """A metric ended."""
    RENAMED = "renamed"
    """A metric goes by another name, or counts something else: a break in the series."""
    DELAYED = "delayed"
    """Figures came late, or were wrong for a while."""
    OTHER = "other"


VISITS = "visits"
GOAL = "goal:"
"""The series of site visits; with a name after it, that of a goal that visitors reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """A number of one day, as one source has it. `campaign` and `content` are those of a link (UTM): "" is the whole site, and
    a campaign without content is all of that campaign.
    """

    series: str
    day: date
    value: float
    source: str
    method: str
    collected: datetime
    campaign: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFigure:
    """What a network said of an account at one moment, besides its followers."""

    account: str
    name: str
    taken: datetime
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformNote:
    """Something dated that a reader must know beside the figures; the report holds those that touch its weeks or baseline.

    `said` is a sentence of ours for a shipped one (`platform-NAME`), and `platform-own` with the user's `text` for their own.
    """

    name: str
    first: date
    last: date
    sort: Sort
    said: Finding
    networks: tuple[str, ...] = ()
    """Those that it touches; empty: all."""
    accounts: tuple[str, ...] = ()
    """Of them, only these; empty: all."""
    metrics: tuple[str, ...] = ()
    source: str = ""
    """The address where it was read."""
    read: date | None = None
    """When it was read there."""
    own: bool = False
    """Written by the user (`[[events]]` in the configuration)."""

    def touches(self, first: date, last: date) -> bool:
        """Whether any of its days lies between those two, both included."""
        return self.first <= last and first <= self.last

    def concerns(self, account: str, network: str) -> bool:
        """Whether it is about that account."""
        return (not self.networks or network in self.networks) and (not self.accounts or account in self.accounts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """How one account's followers moved in the operation's days, and beyond its own trend.

    `rate` is `gained` / `start`; `trend` the mean rate of its own baseline weeks, brought to the operation's days; `net` their
    difference. `low` and `high` bound what one more ordinary week would bring, 19 times in 20. All rates are fractions.
    """

    account: str
    network: str
    start: int | None = None
    end: int | None = None
    gained: int | None = None
    rate: float | None = None
    trend: float | None = None
    net: float | None = None
    low: float | None = None
    high: float | None = None
    verdict: Verdict = Verdict.TOO_LITTLE
    p: float | None = None
    """How often an ordinary week falls as far from the middle."""
    weeks: int = 0
    """Baseline weeks whose growth is known."""
    purged: tuple[str, ...] = ()
    """Baseline weeks (`2027-W23`) left out because the platform removed accounts in them."""
    gap: Gap | None = None
    """Why `gained` is None."""
    reason: str = ""
    """Why there is no verdict: the code of a sentence."""
    others: Mapping[str, int] = field(default_factory=dict)
    """What else the network says of the account, as read last in those days: `posts`, `following`, `views`..."""
    simulated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRow:
    """Visits by the links of one content (`utm_content` = post.occurrence.account); `content` is "" where none was given."""

    content: str
    visits: float | None
    goals: Mapping[str, float] = field(default_factory=dict)
    title: str = ""
    """The post, where it is one of ours."""
    account: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    """Site visits as one source counts them. Two sources of one fact stand side by side: they are never added."""

    source: str
    """`matomo`, `plausible` or the name of an imported file."""
    method: str
    """How it was asked: the report of the API, or `csv`."""
    collected: datetime
    """When its newest reading was taken."""
    site: Figure
    """All visits of the site in the operation's days, judged by its ordinary weeks (`Metric.VISITS`)."""
    tagged: float | None
    """Visits by links that bear the campaign's name (`utm_campaign` = slug)."""
    share: float | None
    """`tagged` / all visits of these days."""
    goals: Mapping[str, float] = field(default_factory=dict)
    """Goals reached in tagged visits, by name."""
    rows: tuple[VisitRow, ...] = ()
    """By content, most visited first."""
    measured: int = 0
    """Days of the operation with a number, of `of`."""
    of: int = 0
    gap: Gap | None = None
    """Why `site.value` is None."""
    tagged_gap: Gap | None = None
    """Why `tagged` is None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """A series from outside (admissions, calls, newsletter sign-ups), as one source has it: beside the counts, never a proof.

    `figure.metric` is `Metric.OUTSIDE`; `days` holds every day of the operation, None where nothing was noted.
    """

    name: str
    source: str
    method: str
    collected: datetime
    figure: Figure
    days: tuple[tuple[date, float | None], ...] = ()
    measured: int = 0
    of: int = 0
    gap: Gap | None = None
    disagrees: tuple[str, ...] = ()
    """Other sources of the same name that say another number for a day that both have."""
