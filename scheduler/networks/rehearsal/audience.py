"""A simulated audience: counts and followers from a seed, deterministic and said to be simulated wherever they appear.

Nothing here is measured. The half-lives are those published for real networks (Graffius 2018; ours for the two networks it
did not know), the sizes are invented. Weeks differ from each other and posts scatter far more than chance alone would
(over-dispersion), as on real accounts; a post gathers its counts with age and never loses one.
"""

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from statistics import NormalDist

from scheduler.model.engagement import Counts

FIRST_DAY = datetime(2025, 1, 1, tzinfo=UTC)
"""Followers grow from here, a little every day."""

POST_SPREAD = 0.75
WEEK_SPREAD = 0.12
THEME_SPREAD = 0.15
SHAPE = 0.85
"""Of the curve of accumulation: below 1, a quick start and a long tail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Public:
    """A network's invented public: engagement per 1,000 followers and post, and when the counts can first be read."""

    followers: int
    half_life: timedelta
    rates: Mapping[str, float]
    """Components that the network gives; those that are not here are None, as on the real one."""
    late: Mapping[str, timedelta] = field(default_factory=dict)
    """Components that the network gives only from this age on."""
    reach: float | None = None
    """People among the views, about; None where the network does not say."""
    growth: float = 0.0002
    """A day."""


USUAL = Public(
    followers=1100,
    half_life=timedelta(hours=2),
    rates={"reactions": 9.0, "replies": 1.3, "shares": 3.2},
)
PUBLICS: Mapping[str, Public] = {
    "x": Public(
        followers=8400,
        half_life=timedelta(minutes=21),
        rates={"reactions": 2.4, "replies": 0.32, "shares": 0.85, "saves": 0.25, "views": 240.0},
        growth=0.00005,
    ),
    "facebook": Public(
        followers=12600,
        half_life=timedelta(minutes=30),
        rates={"reactions": 2.6, "replies": 0.38, "shares": 0.45, "views": 160.0},
        late={"views": timedelta(hours=24)},
        reach=0.74,
        growth=0.00008,
    ),
    "instagram": Public(
        followers=15200,
        half_life=timedelta(hours=19),
        rates={"reactions": 9.5, "replies": 0.35, "shares": 0.5, "saves": 0.6, "views": 260.0},
        late={"views": timedelta(hours=6)},
        reach=0.68,
        growth=0.0003,
    ),
    "linkedin": Public(
        followers=3100,
        half_life=timedelta(hours=24),
        rates={"reactions": 7.0, "replies": 0.6, "shares": 0.5, "clicks": 9.0, "views": 300.0},
    ),
    "mastodon": USUAL,
    "bluesky": Public(
        followers=2300,
        half_life=timedelta(hours=2),
        rates={"reactions": 7.5, "replies": 0.9, "shares": 1.9},
        growth=0.0006,
    ),
}

WEEKDAYS = (0.96, 1.02, 1.04, 1.06, 0.98, 0.95, 1.0)
"""From Monday on."""
PART = {"post": 1.0, "reply": 0.35, "comment": 0.08}
LATER_PART = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the public sees of a post and answers to."""

    remote_id: str
    at: datetime
    role: str = "post"
    part: int = 0
    pictures: int = 0
    question: bool = False
    hashtags: Sequence[str] = ()


def counts(seen: Seen, *, network: str, account: str, seed: int, now: datetime) -> Counts:
    """What this network would give for the post at `now`: the same answer for the same arguments, never less later."""
    public = PUBLICS.get(network, USUAL)
    age = max(now - seen.at, timedelta(0))
    grown = accumulated(age, public.half_life)
    base = followers(network=network, account=account, seed=seed, now=seen.at) / 1000 * _liking(seen, account, seed)
    given = {}
    for name, rate in public.rates.items():
        if age < public.late.get(name, timedelta(0)):
            continue
        mean = base * rate * _answer(seen, name) * math.exp(0.25 * _normal(seed, seen.remote_id, name))
        given[name] = _poisson(_uniform(seed, seen.remote_id, name, "count"), mean * grown)
    if public.reach and "views" in given:
        share = public.reach + 0.2 * (_uniform(seed, seen.remote_id, "reach") - 0.5)
        given["reach"] = math.floor(given["views"] * share)
    return Counts(**given)


def followers(*, network: str, account: str, seed: int, now: datetime) -> int:
    """The account's followers at `now`: slowly more, with a day's small ups and downs."""
    public = PUBLICS.get(network, USUAL)
    days = (now - FIRST_DAY).total_seconds() / 86400
    size = public.followers * math.exp(0.2 * _normal(seed, account, "followers") + public.growth * days)
    wobble = 1 + 0.0004 * _normal(seed, account, "followers", str(math.floor(days)))
    return max(0, round(size * wobble))


def accumulated(age: timedelta, half_life: timedelta) -> float:
    """The share of its final engagement that a post has at `age`: 0 at first, a half at the half-life, nearly 1 in the end."""
    ratio: float = (age / half_life) ** SHAPE
    return ratio / (1 + ratio)


def _liking(seen: Seen, account: str, seed: int) -> float:
    """How well this post does beside an ordinary one; its mean over posts is about one."""
    week = "{}-{}".format(*seen.at.isocalendar()[:2])
    spread = (
        POST_SPREAD * _normal(seed, seen.remote_id)
        + WEEK_SPREAD * _normal(seed, account, week)
        + (THEME_SPREAD * _normal(seed, seen.hashtags[-1].casefold()) if seen.hashtags else 0.0)
        - POST_SPREAD**2 / 2
    )
    night = 0.6 if seen.at.hour < 5 else 1.0
    place = PART.get(seen.role, 1.0) * (LATER_PART if seen.role == "post" and seen.part else 1.0)
    pictured = 1.25 if seen.pictures else 1.0
    return math.exp(spread) * WEEKDAYS[seen.at.weekday()] * night * place * pictured


def _answer(seen: Seen, component: str) -> float:
    """A question is answered, a hashtag carries a little further: modest effects, the same in every week."""
    if component == "replies":
        return 1.7 if seen.question else 1.0
    if component == "shares":
        return 1.15 if seen.hashtags else 1.0
    return 1.0


def _uniform(seed: int, *names: str) -> float:
    digest = hashlib.sha256("\n".join([str(seed), *names]).encode()).digest()
    return (int.from_bytes(digest[:7], "big") + 0.5) / 2**56


def _normal(seed: int, *names: str) -> float:
    return NormalDist().inv_cdf(_uniform(seed, *names, "normal"))


EXACT = 120.0


def _poisson(level: float, mean: float) -> int:
    """The `level` quantile of a Poisson law: for one level it never falls when the mean grows."""
    if mean > EXACT:
        rough = mean + math.sqrt(mean) * NormalDist().inv_cdf(level)
        return max(round(rough), _poisson(level, EXACT))
    chance = total = math.exp(-mean)
    number = 0
    while total < level and number < 8 * EXACT:
        number += 1
        chance *= mean / number
        total += chance
    return number
