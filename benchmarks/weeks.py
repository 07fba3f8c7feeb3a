"""Ordinary weeks of an account, invented: negative binomial posts, weeks that differ among themselves. Standard library only."""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MEAN, ALPHA = 9.0, 0.9
"""A post's mean engagement and its dispersion: variance = mean + alpha x mean squared."""
SPREADS = (0.0, 0.15, 0.3, 0.5)
POSTS = (8, 15, 30)


@dataclass(frozen=True, slots=True)
class Setting:
    """How weeks differ: the deviation of their levels on the logarithm, and the posts in each."""

    spread: float
    posts: int
    drift: float = 0.0
    """The deviation of a level's step from one week to the next: 0 for an account that stays what it is."""
    trend: float = 0.0
    """What a week adds to the logarithm of the level."""

    def __str__(self) -> str:
        return f"log-sd {self.spread}, {self.posts} posts"


SETTINGS = tuple(Setting(spread, posts) for spread in SPREADS for posts in POSTS)


def poisson(lot: random.Random, mean: float) -> int:
    """A Poisson variate: by products where few are expected, else by transformed rejection.

    W. Hörmann, The transformed rejection method for generating Poisson random variables, 1993: algorithm PTRS.
    """
    if mean < 10:
        found, product, least = 0, lot.random(), math.exp(-mean)
        while product > least:
            product *= lot.random()
            found += 1
        return found
    root, log = math.sqrt(mean), math.log(mean)
    b = 0.931 + 2.53 * root
    a = -0.059 + 0.02483 * b
    alpha, quick = 1.1239 + 1.1328 / (b - 3.4), 0.9277 - 3.6224 / (b - 2)
    while True:
        u, v = lot.random() - 0.5, lot.random()
        reach = 0.5 - abs(u)
        k = math.floor((2 * a / reach + b) * u + mean + 0.43) if reach > 0 else -1
        if reach >= 0.07 and v <= quick:
            return k
        if k < 0 or (reach < 0.013 and v > reach):
            continue
        if math.log(v * alpha / (a / (reach * reach) + b)) <= k * log - mean - math.lgamma(k + 1):
            return k


def total(lot: random.Random, posts: int, level: float = 1.0) -> int:
    """The engagement of a week of `posts`: a sum of negative binomials is one, its shape that many times as large."""
    return poisson(lot, lot.gammavariate(posts / ALPHA, ALPHA * MEAN * level))


def each(lot: random.Random, posts: int, level: float = 1.0) -> list[int]:
    """The engagement of each post of a week."""
    return [poisson(lot, lot.gammavariate(1 / ALPHA, ALPHA * MEAN * level)) for _ in range(posts)]


def levels(lot: random.Random, setting: Setting, weeks: int) -> list[float]:
    """The levels of so many weeks, oldest first: scattered, drifting and growing as the setting has it."""
    found, place = [], 0.0
    for _ in range(weeks):
        place += setting.trend + (lot.gauss(0, setting.drift) if setting.drift else 0.0)
        found.append(math.exp(place + (lot.gauss(0, setting.spread) if setting.spread else 0.0)))
    return found


def totals(lot: random.Random, setting: Setting, weeks: int) -> Iterator[int]:
    """The engagement of each of so many weeks."""
    return (total(lot, setting.posts, level) for level in levels(lot, setting, weeks))


def share(of: Sequence[bool]) -> float:
    """The part of `of` that is true."""
    return sum(of) / len(of) if of else math.nan
