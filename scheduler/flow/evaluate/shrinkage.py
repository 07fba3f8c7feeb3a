"""Groups of few posts drawn towards the whole, and one test of all groups at once: nobody is crowned by luck.

Everything is on ln(1 + engagement), where one post with thousands does not carry a day.
"""

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

DRAWS = 999
SEED = 20_270_607
"""Any number would do; this one is printed, so that anybody finds the same p."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """What groups have in common: the mean of all, the variance within groups and that between their true levels."""

    mean: float
    within: float
    between: float

    def weight(self, n: int) -> float:
        """How far a group of `n` is believed: 0 not at all, 1 wholly."""
        own = self.between + self.within / n
        return self.between / own if own else 0.0

    def shrink(self, mean: float, n: int) -> float:
        """The group's mean drawn towards that of all."""
        return self.mean + self.weight(n) * (mean - self.mean)


def prior(groups: Sequence[Sequence[float]]) -> Prior | None:
    """The prior by the method of moments (one-way analysis of variance); None where no group has two members, or one group is
    all there is.
    """
    known = [group for group in groups if group]
    sizes = [len(group) for group in known]
    n, k = sum(sizes), len(known)
    if k < 2 or n <= k:
        return None
    mean = sum(map(sum, known)) / n
    means = [fmean(group) for group in known]
    within = sum((one - m) ** 2 for group, m in zip(known, means, strict=True) for one in group) / (n - k)
    spread = sum(size * (m - mean) ** 2 for size, m in zip(sizes, means, strict=True)) / (k - 1)
    effective = (n - sum(size * size for size in sizes) / n) / (k - 1)
    return Prior(mean=mean, within=within, between=max(0.0, (spread - within) / effective))


def levelled(values: Sequence[tuple[str, float]]) -> list[float]:
    """ln(1 + engagement) of (network, engagement), each network's own level taken off and that of all put back.

    So a theme that went to a loud network is not better for it.
    """
    logs = [(network, math.log1p(max(value, 0.0))) for network, value in values]
    levels: dict[str, list[float]] = {}
    for network, log in logs:
        levels.setdefault(network, []).append(log)
    means = {network: fmean(found) for network, found in levels.items()}
    whole = fmean(log for _, log in logs) if logs else 0.0
    return [log - means[network] + whole for network, log in logs]


@dataclass(frozen=True, slots=True, kw_only=True)
class Omnibus:
    """One test of all groups: Kruskal and Wallis's H, its p by lot, and the share of variation that groups explain."""

    h: float
    p: float
    explained: float
    n: int


def omnibus(groups: Mapping[str, Sequence[float]], *, draws: int = DRAWS, seed: int = SEED) -> Omnibus | None:
    """Whether groups differ, by handing their members out by lot; None for under two groups, or no group of two.

    Deterministic: the same groups in any order give the same p.
    """
    known = sorted((sorted(group) for group in groups.values() if group), key=lambda group: (len(group), group))
    values = [one for group in known for one in group]
    n, k = len(values), len(known)
    if k < 2 or n <= k:
        return None
    ranks = ranked(values)
    sizes = [len(group) for group in known]
    lot, seen = random.Random(seed), list(ranks)  # noqa: S311 - a lottery, not a secret
    observed = _between(ranks, sizes)
    as_large = 1
    for _ in range(draws):
        lot.shuffle(seen)
        as_large += _between(seen, sizes) >= observed - 1e-9
    h = statistic(ranks, sizes)
    return Omnibus(h=h, p=as_large / (draws + 1), explained=explained(h, k, n), n=n)


def explained(h: float, groups: int, n: int) -> float:
    """Eta squared of Kruskal and Wallis's H: the share of the variation that groups explain beyond chance, never below 0."""
    return max(0.0, (h - groups + 1) / (n - groups))


def ranked(values: Sequence[float]) -> list[float]:
    """The rank of each value from 1, equal values sharing the mean of their ranks."""
    order = sorted(range(len(values)), key=values.__getitem__)
    found = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for index in order[start : end + 1]:
            found[index] = (start + end) / 2 + 1
        start = end + 1
    return found


def statistic(ranks: Sequence[float], sizes: Sequence[int]) -> float:
    """H, corrected for ties; 0 where all values are equal."""
    n = len(ranks)
    spread = sum((one - (n + 1) / 2) ** 2 for one in ranks)
    return (n - 1) * (_between(ranks, sizes) - n * ((n + 1) / 2) ** 2) / spread if spread else 0.0


def _between(ranks: Sequence[float], sizes: Sequence[int]) -> float:
    found, start = 0.0, 0
    for size in sizes:
        found += sum(ranks[start : start + size]) ** 2 / size
        start += size
    return found
