"""Several looks at one week: p values corrected for how many there were. Pure functions; the order given is the order returned.

Holm is for what is claimed, Benjamini and Hochberg for what is only followed up, Bonferroni is here to be compared with.
"""

from collections.abc import Sequence


def bonferroni(values: Sequence[float]) -> list[float]:
    """Each p times their number, at most 1."""
    return [min(1.0, p * len(values)) for p in values]


def holm(values: Sequence[float]) -> list[float]:
    """Holm's step-down correction: the chance of a single false claim among all stays below the level."""
    order = sorted(range(len(values)), key=values.__getitem__)
    found = [0.0] * len(values)
    worst = 0.0
    for place, index in enumerate(order):
        worst = max(worst, min(1.0, (len(values) - place) * values[index]))
        found[index] = worst
    return found


def benjamini_hochberg(values: Sequence[float]) -> list[float]:
    """Benjamini and Hochberg's step-up correction: the share of false ones among those followed up stays below the level."""
    order = sorted(range(len(values)), key=values.__getitem__, reverse=True)
    found = [0.0] * len(values)
    best = 1.0
    for place, index in enumerate(order):
        best = min(best, values[index] * len(values) / (len(values) - place))
        found[index] = best
    return found
