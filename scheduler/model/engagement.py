"""Counts read back from a network. A count that was not given is None, never 0."""

from abc import abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

AGES: tuple[timedelta, ...] = (
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(hours=24),
    timedelta(hours=72),
    timedelta(days=7),
    timedelta(days=28),
)
"""The post ages at which counts are read back; evaluation uses 24 hours and later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a network says of one post. None: not given; 0: given, and none."""

    reactions: int | None = None
    replies: int | None = None
    shares: int | None = None
    """Reposts and quotes together."""
    saves: int | None = None
    clicks: int | None = None
    views: int | None = None
    reach: int | None = None

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if value is not None and value < 0:
                raise ValueError(f"negative {field.name}: {value}")

    @property
    def given(self) -> tuple[str, ...]:
        """The names of the components that the network gave."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name) is not None)


COMPONENTS = tuple(field.name for field in fields(Counts))
"""The names of all components, in the order in which people are asked for them."""
SUMS: Mapping[str, tuple[str, ...]] = {
    "engagement": ("reactions", "replies", "shares"),
    "conversation": ("replies",),
    "amplification": ("shares",),
    "applause": ("reactions",),
}
"""What is told of several components together, or under another name."""


def reached(counts: Counts, metric: str) -> int | None:
    """What a post reached of a component, or of one of `SUMS`; None where any component of it was not given."""
    values = [getattr(counts, name) for name in SUMS.get(metric, (metric,))]
    return None if None in values else sum(values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Counts of one delivery's part at one moment; append-only. `age` is the target age it was read for."""

    tag: str
    part: int
    age: timedelta
    taken: datetime
    counts: Counts
    simulated: bool = False
    by: str = ""
    """The person who typed them in; empty where they were read from the network."""


Reading = tuple[str, int, int, str, bool]
"""(tag, part, taken in microseconds since 1970 in UTC, counts as a JSON object of those given, simulated)."""


class Readings(Iterable[Snapshot]):
    """Snapshots that are read each time they are gone through, and never all held. `rows` are the same, barer and faster."""

    @abstractmethod
    def rows(self) -> Iterator[Reading]:
        """In order of tag, part and target age."""

    @abstractmethod
    def of(self, tags: Collection[str]) -> Iterator[Snapshot]:
        """Those of `tags` alone, in the same order: only they are made into values."""
