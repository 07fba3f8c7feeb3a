"""How engagement gathers with the age of posts: whether the compared age is old enough, network by network."""

from collections.abc import Mapping, Sequence
from statistics import median

from scheduler.flow.evaluate.ages import CORE, Measured, Standing
from scheduler.flow.evaluate.weeks import Study
from scheduler.model.accumulation import Accumulation
from scheduler.model.engagement import AGES

FEWEST_POSTS, FEWEST = 5, 5
"""Posts that a curve needs, and engagements that a post needs to have a share worth the name."""


def accumulation(study: Study, curves: Mapping[str, Sequence[Measured]]) -> tuple[Accumulation, ...]:
    """By network, from each post's counts at the ages of `AGES` up to the compared one. A network without enough is left out."""
    ages = [age for age in AGES if age <= study.age]
    if len(ages) < 2 or ages[-1] != study.age:
        return ()
    rows: dict[str, list[list[float]]] = {}
    for one in study.operation.posts:
        values = [_engagement(study, each) for each in curves.get(one.post.tag, ())][: len(ages)]
        known = [value for value in values if value is not None]
        if len(known) == len(ages) and known[-1] >= FEWEST:
            rows.setdefault(one.post.network, []).append([value / known[-1] for value in known])
    return tuple(
        Accumulation(
            network=network,
            posts=len(shares),
            until=study.age,
            steps=tuple((age, median(row[place] for row in shares)) for place, age in enumerate(ages)),
        )
        for network, shares in sorted(rows.items())
        if len(shares) >= FEWEST_POSTS
    )


def _engagement(study: Study, one: Measured) -> float | None:
    """By the components that the network gives, as everywhere; None where one of them is missing at that age."""
    if one.standing is not Standing.MEASURED:
        return None
    values = [getattr(one, name) for name in CORE if name in study.components.get(one.post.network, ())]
    return None if None in values else float(sum(values))
