"""Two averages of a rate, which differ and bear both their names. A rate with any part missing is no number."""

from collections.abc import Sequence
from statistics import fmean


def ratio_of_sums(numerators: Sequence[float | None], denominators: Sequence[float | None]) -> float | None:
    """All of the one over all of the other: a post that many saw weighs more. None where any part is missing, or nothing is."""
    pairs = _whole(numerators, denominators)
    if not pairs:
        return None
    below = sum(one for _, one in pairs)
    return sum(one for one, _ in pairs) / below if below else None


def mean_of_ratios(numerators: Sequence[float | None], denominators: Sequence[float | None]) -> float | None:
    """The mean of each post's own rate: every post weighs the same. None where any part is missing, or a denominator is 0."""
    pairs = _whole(numerators, denominators)
    if not pairs or not all(one for _, one in pairs):
        return None
    return fmean(one / below for one, below in pairs)


def _whole(
    numerators: Sequence[float | None], denominators: Sequence[float | None]
) -> list[tuple[float, float]] | None:
    pairs = list(zip(numerators, denominators, strict=True))
    found = [(one, below) for one, below in pairs if one is not None and below is not None]
    return found if len(found) == len(pairs) else None
