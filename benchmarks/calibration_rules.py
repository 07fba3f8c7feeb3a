"""Two stronger rules beside the verdict as it is, and the accounts on which they win or fail: for docs/calibration.md."""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean

from benchmarks.weeks import Setting, each, levels, share, total
from scheduler.flow.evaluate import intervals
from scheduler.flow.evaluate.judging import judged
from scheduler.model.figure import Verdict

WEEKS = 8
RATIOS = (1.0, 2.0, 3.0)
YEAR = 52

# --- the level of eight weeks, the width of a year's misses --------------------------------------------------------------

HARD = (
    ("the level drifts by 0.1 a week", Setting(0.15, 15, drift=0.1), None),
    ("the level grows by 1 % a week", Setting(0.15, 15, trend=0.01), None),
    ("calm for a year, restless for the last nine weeks", Setting(0.15, 15), 0.5),
    ("restless for a year, calm for the last nine weeks", Setting(0.5, 15), 0.15),
)


def by_misses(value: float, past: Sequence[float]) -> Verdict:
    """The proposal: the range is the mean of the last eight weeks, as wide as each week of the year missed its own eight."""
    logs = [math.log(max(one, 0.1)) for one in past]
    misses = [logs[i] - fmean(logs[i - WEEKS : i]) for i in range(WEEKS, len(logs))]
    width = intervals.student(intervals.LEVEL, len(misses)) * math.sqrt(fmean(one * one for one in misses))
    off = math.log(max(value, 0.1)) - fmean(logs[-WEEKS:])
    return Verdict.MORE if off > width else Verdict.LESS if off < -width else Verdict.ORDINARY


def side_by_side(
    setting: Setting, late: float | None, *, runs: int, seed: int
) -> tuple[dict[float, float], dict[float, float]]:
    """(the verdict as it is, the proposal) on the same years: alarms at ratio 1, finds above it."""
    lot = random.Random(seed)  # noqa: S311 - a lottery
    rules: tuple[Callable[[float, Sequence[float]], Verdict], ...] = (
        lambda value, past: judged(value, past[-WEEKS:]).verdict,
        by_misses,
    )
    seen: tuple[dict[float, list[bool]], ...] = ({}, {})
    for _ in range(runs):
        level = levels(lot, setting, YEAR + 1)
        if late is not None:
            level[-WEEKS - 1 :] = levels(lot, Setting(late, setting.posts), WEEKS + 1)
        past = [total(lot, setting.posts, one) / setting.posts for one in level[:-1]]
        for ratio in RATIOS:
            value = total(lot, setting.posts, level[-1] * ratio) / setting.posts
            for rule, found in zip(rules, seen, strict=True):
                verdict = rule(value, past)
                hit = verdict is not Verdict.ORDINARY if ratio == 1 else verdict is Verdict.MORE
                found.setdefault(ratio, []).append(hit)
    now, proposed = ({ratio: share(hits) for ratio, hits in found.items()} for found in seen)
    return now, proposed


# --- random effects with Student's quantile, from posts ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Odd:
    """How an account departs from the settings."""

    now: int = 0
    """Posts of the operation; 0: as many as in any week."""
    uneven: bool = False
    """Weeks of 4 posts to nearly twice the usual number."""
    viral: bool = False
    """One post in fifty draws twenty times as much."""


ODD = (
    ("15 posts in the week, 15 before: as set", Setting(0.3, 15), Odd()),
    ("three times as many posts as in an ordinary week", Setting(0.3, 8), Odd(now=24)),
    ("a third of the posts of an ordinary week", Setting(0.3, 15), Odd(now=5)),
    ("weeks of 4 to 26 posts", Setting(0.3, 15), Odd(uneven=True)),
    ("one post in fifty goes viral", Setting(0.15, 15), Odd(viral=True)),
)


def by_posts(value: Sequence[int], past: Sequence[Sequence[int]]) -> Verdict:
    """The proposal: the ratio to the baseline by random effects, its error from posts and weeks, Student's quantile."""
    weeks = [(len(one), float(sum(one))) for one in past if sum(one)]
    phi = intervals.dispersion(value, [each for one in past for each in one])
    if not phi or len(weeks) < 2:
        return Verdict.ORDINARY
    found = intervals.between_weeks(during=(len(value), float(sum(value))), weeks=weeks, phi=phi)
    off = math.log(found.ratio) / found.error / intervals.student(intervals.LEVEL, len(weeks) - 1)
    return Verdict.MORE if off > 1 else Verdict.LESS if off < -1 else Verdict.ORDINARY


def posts_beside(setting: Setting, odd: Odd, *, runs: int, seed: int) -> tuple[dict[float, float], dict[float, float]]:
    """(the verdict as it is, the proposal) on the same posts."""
    lot = random.Random(seed)  # noqa: S311 - a lottery

    def drawn(posts: int, level: float) -> list[int]:
        found = each(lot, posts, level)
        return [20 * one if lot.random() < 0.02 else one for one in found] if odd.viral else found

    seen: tuple[dict[float, list[bool]], ...] = ({}, {})
    for _ in range(runs):
        level = levels(lot, setting, WEEKS + 1)
        sizes = [lot.randint(4, 2 * setting.posts - 4) if odd.uneven else setting.posts for _ in range(WEEKS)]
        past = [drawn(size, one) for size, one in zip(sizes, level, strict=False)]
        for ratio in RATIOS:
            value = drawn(odd.now or setting.posts, level[-1] * ratio)
            now = judged(fmean(value), [fmean(one) for one in past]).verdict
            for verdict, found in zip((now, by_posts(value, past)), seen, strict=True):
                hit = verdict in {Verdict.MORE, Verdict.LESS} if ratio == 1 else verdict is Verdict.MORE
                found.setdefault(ratio, []).append(hit)
    mine, proposed = ({ratio: share(hits) for ratio, hits in found.items()} for found in seen)
    return mine, proposed
