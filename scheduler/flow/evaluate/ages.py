"""A post's counts at a fixed age, read between the snapshots around it: no post is compared with an older one."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from scheduler.flow.evaluate.question import Published
from scheduler.model.engagement import Snapshot

CORE = ("reactions", "replies", "shares")
"""What engagement is made of. Saves and clicks are left out: too few networks give them."""
READ = (*CORE, "views")
HOUR = timedelta(hours=1)
LATE = 1.05
"""A single reading up to a twentieth later than the age stands for it, where none came before it."""


class Standing(Enum):
    """Why a post is counted, or not."""

    MEASURED = "measured"
    YOUNG = "young"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One post and its counts at the age; None where they could not be had. `given`: components that were read at all."""

    post: Published
    standing: Standing
    reactions: float | None = None
    replies: float | None = None
    shares: float | None = None
    views: float | None = None

    @property
    def given(self) -> frozenset[str]:
        """The components of engagement that this post has."""
        return frozenset(name for name in CORE if getattr(self, name) is not None)


def at_age(readings: Iterable[tuple[float, float]], age: float) -> float | None:
    """The count at `age` from (age, count) readings: linear in log(1 + age) between the two around it, never beyond them.

    Ages in hours. Counts may fall (an unlike): they are kept as they are. A lone reading a little late stands for the age.
    """
    known = sorted(readings)
    before = [one for one in known if one[0] <= age]
    after = [one for one in known if one[0] >= age]
    if not after:
        return None
    (right, high) = after[0]
    if not before:
        return high if right <= age * LATE else None
    (left, low) = before[-1]
    if left == right:
        return low
    share = (math.log1p(age) - math.log1p(left)) / (math.log1p(right) - math.log1p(left))
    return low + (high - low) * share


def measure(
    posts: Sequence[Published], snapshots: Iterable[Snapshot], *, age: timedelta, now: datetime
) -> tuple[Measured, ...]:
    """Each of `posts` at `age`, in order of time and tag. A thread is the sum of its parts, and missing where a part is."""
    by_tag: dict[str, dict[int, list[Snapshot]]] = {}
    for snapshot in snapshots:
        if snapshot.taken <= now:
            by_tag.setdefault(snapshot.tag, {}).setdefault(snapshot.part, []).append(snapshot)
    ordered = sorted(posts, key=lambda post: (post.at, post.tag))
    return tuple(_one(post, list(by_tag.get(post.tag, {}).values()), age, now) for post in ordered)


def _one(post: Published, parts: Sequence[Sequence[Snapshot]], age: timedelta, now: datetime) -> Measured:
    if post.at + age > now:
        return Measured(post=post, standing=Standing.YOUNG)
    if len(parts) < post.parts:
        return Measured(post=post, standing=Standing.MISSING)
    counts = {name: _total(post, parts, name, age / HOUR) for name in READ}
    replies = counts["replies"]
    if replies is not None and not any(snapshot.simulated for part in parts for snapshot in part):
        counts["replies"] = max(replies - post.own_replies, 0.0)
    found = Measured(post=post, standing=Standing.MEASURED, **counts)
    return found if found.given else Measured(post=post, standing=Standing.MISSING)


def _total(post: Published, parts: Iterable[Iterable[Snapshot]], name: str, hours: float) -> float | None:
    total = 0.0
    for part in parts:
        value = at_age(
            (
                ((snapshot.taken - post.at) / HOUR, count)
                for snapshot in part
                if (count := getattr(snapshot.counts, name)) is not None
            ),
            hours,
        )
        if value is None:
            return None
        total += value
    return total
