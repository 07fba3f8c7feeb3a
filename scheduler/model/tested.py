"""What further looks at one week say: objectives, other baselines, what came after, all themes at once, like beside like."""

from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.model.figure import Range, Reached, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Whether the groups of a table differ at all, before any of them is called better.

    The unit is the content, however many networks took it; each network's own level is taken off first.
    """

    of: str
    """`themes` or `categories`."""
    groups: int
    contents: int
    p: float | None
    """How often as large a difference comes from handing the same contents out by lot; None with a `reason`."""
    explained: float | None
    """The share of the variation between contents that the groups explain beyond chance (0 to 1)."""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resampled:
    """The interval of the ratio per post when baseline weeks and the operation's posts are drawn again, with replacement."""

    low: float
    high: float
    draws: int
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """Each of the operation's posts beside the nearest ordinary posts of its network, group of weekdays and hours.

    A ratio without a verdict: posts of one week share its luck, so that no test on posts alone could be believed.
    """

    ratio: float
    """The geometric mean of (1 + engagement) over that of its like."""
    posts: int
    unmatched: int
    """Posts that have no like."""
    each: int
    """Ordinary posts beside each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """The gap between the campaign's posts and the other posts of the same days, each over its own network's baseline.

    What the week does to both alike (weather, holidays, the network's mood) falls out. It is a gap, not an effect: which posts
    were given to the campaign was a choice.
    """

    ratio: float | None
    low: float | None
    high: float | None
    posts: int
    others: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """What was fixed before the week, and what came of it."""

    name: str
    metric: str
    target: str
    age: timedelta
    aim: float | None
    value: float | None
    ratio: float | None
    ordinary: Range | None
    reached: Reached
    verdict: Verdict
    reason: str = ""
    on: date | None = None
    """When it can be read, where that is still to come."""
    p: float | None = None
    adjusted: float | None = None
    """`p` corrected (Holm) for all the objectives that could be judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """The same ratios by another baseline: the choice of one is a choice, not a finding."""

    by: str
    """`weeks`, `last-year` (the same ISO week a year before), `year-on-year` (this year's ratio over last year's, the same
    ISO weeks), `without-top`, `without-new` (networks that have no ordinary week), `matched` (like with like) or `medians`."""
    weeks: int
    per_post: float
    total: float | None
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftermath:
    """Weeks after the operation, compared with the same baseline; `on` where they can not be observed yet."""

    first: int
    last: int
    posts: int
    per_post: float | None
    on: date | None = None
    verdict: Verdict = Verdict.TOO_LITTLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Top:
    """What the most followed post alone weighs."""

    share: float
    per_post: float | None
    total: float | None
    changes: bool
    """Whether the verdict changes without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomers:
    """Networks of the operation that have no ordinary week: they shift the mix, so the rest is also judged without them."""

    networks: tuple[str, ...]
    share: float
    """Their part of the operation's engagement."""
    per_post: float | None
    total: float | None
    changes: bool
    """Whether a verdict changes without them."""
