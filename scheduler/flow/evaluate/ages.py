"""A post's counts at a fixed age, read between the snapshots around it: no post is compared with an older one."""

import json
import math
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum
from operator import attrgetter
from typing import Any

from scheduler.flow.evaluate.question import Published
from scheduler.model.engagement import AGES, Readings, Snapshot
from scheduler.model.making import maker

CORE = ("reactions", "replies", "shares")
"""What engagement is made of. Saves and clicks are left out: too few networks give them."""
READ = (*CORE, "views")
EPOCH, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
HOUR = timedelta(hours=1) // MICROSECOND
LATE = 1.05
"""A single reading up to a twentieth later than the age stands for it, where none came before it."""

SOON = AGES[1] * LATE
"""A post's first reading comes no later where its growth is drawn."""


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


def at_age(readings: Iterable[tuple[float, float]], age: float, *, late: bool = False) -> float | None:
    """The count at `age` from (age, count) readings: linear in log(1 + age) between the two around it, never beyond them.

    Ages in hours. Counts may fall (an unlike): they are kept as they are. A lone reading a little late stands for the age,
    and with `late` one however late: that of an export.
    """
    known = sorted(readings)
    before = [one for one in known if one[0] <= age]
    after = [one for one in known if one[0] >= age]
    if not after:
        return None
    (right, high) = after[0]
    if not before:
        return high if late or right <= age * LATE else None
    (left, low) = before[-1]
    if left == right:
        return low
    share = (math.log1p(age) - math.log1p(left)) / (math.log1p(right) - math.log1p(left))
    return low + (high - low) * share


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What one pass through the readings found."""

    measured: Mapping[timedelta, tuple[Measured, ...]]
    """By age, each post in order of time and tag."""
    simulated: frozenset[str]
    """The accounts of whose counts some are simulated."""
    first: datetime | None
    last: datetime | None
    """When the first and the last reading was taken."""
    curves: Mapping[str, tuple[Measured, ...]] = field(default_factory=dict)
    """By tag, a post at each of `AGES`, from nothing at its birth: only of those whose curve was wanted."""


def measure(
    posts: Iterable[Published], snapshots: Iterable[Snapshot], *, age: timedelta, now: datetime
) -> tuple[Measured, ...]:
    """Each of `posts` at `age`, in order of time and tag. A thread is the sum of its parts, and missing where a part is."""
    return take(posts, snapshots, ages=(age,), now=now).measured[age]


def take(
    posts: Iterable[Published],
    snapshots: Iterable[Snapshot],
    *,
    ages: Iterable[timedelta],
    now: datetime,
    curve: Container[str] = (),
    since: Mapping[timedelta, datetime] | None = None,
) -> Taken:
    """Each of `posts` at each of `ages`, in one pass through `snapshots`, of which one post's are held at a time.

    Those whose tags are in `curve` also at each of `AGES`. An age in `since` holds only the posts from that instant on.
    """
    ordered = sorted(posts, key=lambda post: (post.at, post.tag))
    places = {post.tag: place for place, post in enumerate(ordered)}
    begins = {
        age: bisect_left(ordered, since[age], key=attrgetter("at")) if since and age in since else 0 for age in ages
    }
    wanted = {age: age // MICROSECOND for age in begins}
    found: dict[timedelta, list[Measured | None]] = {age: [None] * len(ordered) for age in wanted}
    end = _since(now)
    simulated: set[str] = set()
    curves: dict[str, tuple[Measured, ...]] = {}
    first, last = math.inf, -math.inf
    for tag, parts, invented in _by_post(snapshots, places, end):
        place = places[tag]
        post = ordered[place]
        if invented:
            simulated.add(post.account)
        for part in parts:
            first, last = min(first, part[0][0]), max(last, part[-1][0])
        for age, span in wanted.items():
            if place >= begins[age]:
                found[age][place] = _one(post, parts, span, end, invented=invented)
        if tag in curve and _followed(post, parts):
            born = [[(_since(post.at), dict.fromkeys(_given(part[0][1]), 0)), *part] for part in parts]
            curves[tag] = tuple(_one(post, born, age // MICROSECOND, end, invented=invented) for age in AGES)
    return Taken(
        measured={
            age: tuple(
                row[place] or _one(ordered[place], (), wanted[age], end) for place in range(begins[age], len(ordered))
            )
            for age, row in found.items()
        },
        simulated=frozenset(simulated),
        first=None if math.isinf(first) else EPOCH + first * MICROSECOND,
        last=None if math.isinf(last) else EPOCH + last * MICROSECOND,
        curves=curves,
    )


def _followed(post: Published, parts: Sequence["_Part"]) -> bool:
    """Whether it was read young. Counts from birth to one late reading are a line that we drew, and no curve of its own."""
    soon = _since(post.at) + SOON // MICROSECOND
    return not post.at_export and all(part[0][0] <= soon for part in parts)


_Counts = str | Mapping[str, int]
_Part = list[tuple[int, _Counts]]
_measured = maker(Measured)
_decode = json.JSONDecoder().raw_decode


def _since(instant: datetime) -> int:
    return (instant - EPOCH) // MICROSECOND


def _by_post(
    snapshots: Iterable[Snapshot], wanted: Mapping[str, Any], now: int
) -> Iterator[tuple[str, Sequence[_Part], bool]]:
    """(tag, its parts, whether any of it is simulated) of each wanted post: of each part (taken, counts) in order of time."""
    rows = snapshots.rows() if isinstance(snapshots, Readings) else _bare(snapshots)
    parts: dict[int, _Part] = {}
    current, mine, invented = "", False, False
    for tag, part, taken, counts, simulated in rows:
        if tag != current:
            if parts:
                yield current, _in_time(parts), invented
            current, mine, invented, parts = tag, tag in wanted, False, {}
        if mine and taken <= now:
            invented = invented or bool(simulated)
            parts.setdefault(part, []).append((taken, counts))
    if parts:
        yield current, _in_time(parts), invented


def _in_time(parts: Mapping[int, _Part]) -> list[_Part]:
    for one in parts.values():
        one.sort(key=_taken)
    return list(parts.values())


def _taken(one: tuple[int, _Counts]) -> int:
    return one[0]


def _bare(snapshots: Iterable[Snapshot]) -> Iterator[tuple[str, int, int, _Counts, bool]]:
    for one in sorted(snapshots, key=lambda one: (one.tag, one.part, one.taken)):
        given = {name: getattr(one.counts, name) for name in one.counts.given}
        yield one.tag, one.part, _since(one.taken), given, one.simulated


def _one(post: Published, parts: Sequence[_Part], age: int, now: int, *, invented: bool = False) -> Measured:
    out = _since(post.at)
    if out + age > now:
        return _measured(post=post, standing=Standing.YOUNG)
    if len(parts) < post.parts or not parts:
        return _measured(post=post, standing=Standing.MISSING)
    values = _at(parts[0], out, age, post.at_export)
    for part in parts[1:]:
        values = list(map(_plus, values, _at(part, out, age, post.at_export)))
    reactions, replies, shares, views = values
    if reactions is replies is shares is None:
        return _measured(post=post, standing=Standing.MISSING)
    if replies is not None and not invented:
        replies = max(replies - post.own_replies, 0.0)
    return _measured(
        post=post, standing=Standing.MEASURED, reactions=reactions, replies=replies, shares=shares, views=views
    )


def _plus(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


def _at(part: _Part, out: int, age: int, late: bool) -> list[float | None]:
    """What the part counts at `age`, by `READ`. The two readings around it say it all, but where one of them lacks a count."""
    wanted = out + age
    left = right = None
    for right in part:  # to the first that is not before the age
        if right[0] >= wanted:
            break
        left = right
    if right is None or right is left:
        return [None] * len(READ)
    if left is None or right[0] == wanted:
        return _walked(part, out, age, late)
    low, high = _given(left[1]), _given(right[1])
    if low.keys() != high.keys():
        return _walked(part, out, age, late)
    log = math.log1p((left[0] - out) / HOUR)
    share = (math.log1p(age / HOUR) - log) / (math.log1p((right[0] - out) / HOUR) - log)
    return [low[name] + (high[name] - low[name]) * share if name in low else None for name in READ]


def _walked(part: _Part, out: int, age: int, late: bool) -> list[float | None]:
    known = [((taken - out) / HOUR, _given(counts)) for taken, counts in part]
    return [
        at_age(((elapsed, counts[name]) for elapsed, counts in known if name in counts), age / HOUR, late=late)
        for name in READ
    ]


def _given(counts: _Counts) -> Mapping[str, int]:
    return _decode(counts)[0] if isinstance(counts, str) else counts
