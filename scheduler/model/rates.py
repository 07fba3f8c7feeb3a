"""Engagement rates by what was seen: two averages that differ, each under its own name.

The ratio of sums is the rate of everything together, so that posts seen by many weigh more. The mean of ratios gives each post
the same weight, and a post that few saw moves it most. On the same 500 posts the two may be 1.5 % and 2.4 %.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean


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

    @property
    def any(self) -> bool:
        """Whether there is a rate to show at all."""
        return any(one is not None for one in (self.by_reach, self.by_views, self.by_followers_mean, self.virality))


Pair = tuple[float | None, float | None]


def whole(pairs: Sequence[Pair]) -> list[tuple[float, float]]:
    """The pairs of which both are known, the second not 0: a rate with a missing component is none."""
    return [(top, bottom) for top, bottom in pairs if top is not None and bottom]


def ratio_of_sums(pairs: Sequence[Pair]) -> float | None:
    """The sum of the first over the sum of the second, of `whole` pairs; None where there are none."""
    known = whole(pairs)
    return sum(top for top, _ in known) / sum(bottom for _, bottom in known) if known else None


def mean_of_ratios(pairs: Sequence[Pair]) -> float | None:
    """The mean of each first over its second, of `whole` pairs; None where there are none."""
    known = whole(pairs)
    return fmean(top / bottom for top, bottom in known) if known else None


def per_post(values: Sequence[float | None]) -> float | None:
    """The mean of those that are known: conversation, amplification and applause rates."""
    known = [value for value in values if value is not None]
    return fmean(known) if known else None
