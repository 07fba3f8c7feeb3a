"""What a report rests on: each post that it looked at, what was read of it and when, and why one was left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from scheduler.model.engagement import Counts
from scheduler.model.figure import Role
from scheduler.model.rates import Rates


class Standing(StrEnum):
    """Why a post counts in the figures, or not."""

    MEASURED = "measured"
    YOUNG = "young"
    """Younger than the age at which posts are compared."""
    MISSING = "missing"
    """Old enough, but without a reading around that age."""
    INCOMPLETE = "incomplete"
    """A component that its network gives elsewhere is lacking: smaller would be false, so it is left out."""
    OUTSIDE = "outside"
    """The campaign's own, but not on its days: in no week."""
    NO_REFERENCE = "no-reference"
    """In a week that another operation touches, or that was not needed as a reference."""


class Source(StrEnum):
    """Where a reading comes from."""

    NETWORK = "network"
    PERSON = "person"
    """Typed in by somebody who read it there."""
    IMPORT = "import"
    """Told by a file that was imported."""
    SIMULATED = "simulated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Counts of one part of a post at one moment. `hours` after its publication; `age` is the age it was read for."""

    part: int
    age: timedelta
    taken: datetime
    hours: float
    counts: Counts
    source: Source
    used: bool = False
    """Whether the counts at the compared age were read from it (the reading before that age, or the one after it)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostEvidence:
    """One post on one account. Counts are those at the compared age: between two readings they are no whole numbers."""

    tag: str
    campaign: str
    post: str
    network: str
    account: str
    at: datetime
    week: str
    role: Role
    standing: Standing
    title: str = ""
    theme: str = ""
    category: str = ""
    minutes: int | None = None
    url: str = ""
    engagement: float | None = None
    reactions: float | None = None
    replies: float | None = None
    shares: float | None = None
    views: float | None = None
    reach: float | None = None
    followers: int | None = None
    """The account's, read last before the post went out, at most a week before."""
    own_replies: int = 0
    """Our own parts and timed replies, taken off the replies."""
    readings: tuple[Reading, ...] = ()

    @property
    def counted(self) -> bool:
        """Whether it is in the figures of its week."""
        return self.standing is Standing.MEASURED


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The posts of the operation, of the weeks around it and of the campaign outside its days, in order of time."""

    age: timedelta
    zone: str
    posts: tuple[PostEvidence, ...]
    rates: tuple[Rates, ...] = ()
    """Engagement by what was seen, a network each, where it says what was seen."""

    def left_out(self) -> dict[Standing, int]:
        """How many posts do not count, by reason."""
        return standings(self.posts)


def standings(posts: Iterable[PostEvidence]) -> dict[Standing, int]:
    """How many of `posts` do not count, by reason, in the order in which they are met."""
    found: dict[Standing, int] = {}
    for one in posts:
        if not one.counted:
            found[one.standing] = found.get(one.standing, 0) + 1
    return found
