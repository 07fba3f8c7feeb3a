"""Engagement rates by what was seen: two averages that differ, each under its own name.

The ratio of sums is the rate of everything together, so that posts seen by many weigh more. The mean of ratios gives each post
the same weight, and a post that few saw moves it most. On the same 500 posts the two may be 1.5 % and 2.4 %.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """One network's rates in the operation, as fractions. None where its network does not give the count, or no post has it.

    Each rests on the posts that have every count it needs: their number stands beside it.
    """

    network: str
    by_reach: float | None = None
    by_reach_mean: float | None = None
    by_reach_posts: int = 0
    by_views: float | None = None
    by_views_mean: float | None = None
    by_views_posts: int = 0
    by_followers_mean: float | None = None
    by_followers_posts: int = 0
    virality: float | None = None
    virality_posts: int = 0
    reason: str = ""
    """Why some are None: the code of a sentence."""

    @classmethod
    def of(
        cls,
        network: str,
        posts: Sequence["Seen"],
    ) -> "Rates":
        """The rates of `posts`, all on one network."""
        by_reach = whole([(one.engagement, one.reach) for one in posts])
        by_views = whole([(one.engagement, one.views) for one in posts])
        by_followers = whole([(one.engagement, one.followers) for one in posts])
        spread = whole([(one.shares, one.views) for one in posts])
        found = (by_reach, by_views, by_followers, spread)
        return cls(
            network=network,
            by_reach=ratio_of_sums(by_reach),
            by_reach_mean=mean_of_ratios(by_reach),
            by_reach_posts=len(by_reach),
            by_views=ratio_of_sums(by_views),
            by_views_mean=mean_of_ratios(by_views),
            by_views_posts=len(by_views),
            by_followers_mean=mean_of_ratios(by_followers),
            by_followers_posts=len(by_followers),
            virality=ratio_of_sums(spread),
            virality_posts=len(spread),
            reason="" if all(found) else "rates-not-seen",
        )

    @property
    def any(self) -> bool:
        """Whether there is a rate to show at all."""
        return any(one is not None for one in (self.by_reach, self.by_views, self.by_followers_mean, self.virality))


class Seen(Protocol):
    """What a rate is made of: a post's counts at one age."""

    @property
    def engagement(self) -> float | None: ...
    @property
    def shares(self) -> float | None: ...
    @property
    def views(self) -> float | None: ...
    @property
    def reach(self) -> float | None: ...
    @property
    def followers(self) -> int | None: ...


Pair = tuple[float | None, float | None]


def whole(pairs: Sequence[Pair]) -> list[tuple[float, float]]:
    """The pairs of which both are known, the second not 0: a rate with a missing component is none."""
    return [(top, bottom) for top, bottom in pairs if top is not None and bottom]


def ratio_of_sums(pairs: Sequence[Pair]) -> float | None:
    """The sum of the first over the sum of the second, of `whole` pairs; None where there are none."""
    known = whole(pairs)
    return sum(top for top, _ in known) / sum(bottom for _, bottom in known) if known else None


def sums(posts: Sequence[Seen], top: str, bottom: str) -> dict[str, float]:
    """What a ratio of sums over `posts` is made of, by the names of the counts; empty where no post has both."""
    known = whole([(getattr(one, top), getattr(one, bottom)) for one in posts])
    return {top: sum(one for one, _ in known), bottom: sum(one for _, one in known)} if known else {}


def mean_of_ratios(pairs: Sequence[Pair]) -> float | None:
    """The mean of each first over its second, of `whole` pairs; None where there are none."""
    known = whole(pairs)
    return fmean(top / bottom for top, bottom in known) if known else None


def per_post(values: Sequence[float | None]) -> float | None:
    """The mean of those that are known: conversation, amplification and applause rates."""
    known = [value for value in values if value is not None]
    return fmean(known) if known else None
