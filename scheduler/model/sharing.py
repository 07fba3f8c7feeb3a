"""What an institution shares with others after an operation: ratios to its own weeks, rounded; nothing that says how many.

From a ratio, its error and the dispersion a count could be worked out: so the dispersion is never among them, and ratio and error
have two decimals. The number of publications over that of ordinary weeks is a fraction of small whole numbers, which two decimals
would give away (and with which an account could be told by who counts its public posts): it has one. Cells of few counts are left
out whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

FORMAT = "editorial-scheduler/contribution"
VERSION = 1
FEWEST_COUNTS = 20
FEWEST_POSTS = 5
SIZES = ((1_000, "<1k"), (5_000, "1-5k"), (20_000, "5-20k"), (100_000, "20-100k"))
LARGEST = ">100k"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One network: natural logarithms, rounded. `log_ratio` and `se` are per post, of the week against its ordinary weeks."""

    network: str
    metric: str
    components: tuple[str, ...]
    """What the metric counts."""
    weeks: int
    log_ratio: float
    se: float
    log_volume: float
    log_per_post: float
    """The parts: the total's logarithm is their sum, but for rounding (the volume's has one decimal)."""
    size: str
    """The band of the followers of its accounts together; "" where it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A network that is left out, and why: shown to its own people only."""

    network: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one institution shares of one operation."""

    operation: str
    week: str
    """The ISO week of its first day."""
    days: int
    age: timedelta | None
    """Of the posts when they were counted; None where exports counted them long after, at no one age."""
    entries: tuple[Entry, ...]
    refused: tuple[Refused, ...]
    simulated: bool
    titles: Mapping[str, str] = field(default_factory=dict)
    """How networks are written, by name: for its own people, not in the file."""


def size_of(followers: int | None) -> str:
    """The band of a number of followers."""
    if followers is None:
        return ""
    return next((name for limit, name in SIZES if followers < limit), LARGEST)
