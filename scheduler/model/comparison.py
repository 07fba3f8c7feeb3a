"""Editions of an operation beside each other: each against its own ordinary weeks, then one against the other."""

from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.model.figure import Decomposition, Finding, Range, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One operation against the weeks before it. Ratios are None with a `reason`: there is no verdict, or not yet the whole."""

    campaign: str
    title: str
    first: date
    last: date
    accounts: tuple[str, ...]
    networks: tuple[str, ...]
    components: tuple[str, ...]
    """What its engagement is made of, over all its networks."""
    posts: int
    """Measured at the age, in the operation's days."""
    engagement: float | None
    per_post: float | None
    parts: Decomposition | None
    ordinary: Range | None
    """Of engagement per post."""
    verdict: Verdict
    total_verdict: Verdict
    ratio: float | None
    """Per post, by the mean of baseline weeks with the variance between them; `error` is the standard error of its logarithm."""
    error: float | None
    weeks: int
    """Baseline weeks."""
    spread: float | None
    """The standard deviation of the logarithms of the baseline's weekly engagement per post."""
    simulated: bool
    age: timedelta
    """The post age at which it was measured."""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A later edition beside the one before it: raw, and net of what each year's ordinary weeks were."""

    earlier: str
    later: str
    total: float | None
    """The later engagement over the earlier, as counted: the account itself has changed between them."""
    per_post: float | None
    net_total: float | None
    """The later edition's ratio to its ordinary weeks over the earlier's: the ratio of ratios."""
    net_volume: float | None
    net: float | None
    """Per post."""
    low: float | None
    high: float | None
    """Where the net ratio per post would fall 19 times in 20 if weeks alone decided; None where a week range is missing."""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """All editions judged together, per post (DerSimonian and Laird, the variance between weeks in each error)."""

    ratio: float
    low: float
    high: float
    heterogeneity: float
    """Cochran's Q."""
    tau2: float
    editions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Editions in the order of their days; each step compares with the one before."""

    editions: tuple[Edition, ...]
    steps: tuple[Step, ...]
    pooled: Pooled | None
    findings: tuple[Finding, ...]
