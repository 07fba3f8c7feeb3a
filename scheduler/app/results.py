"""What came back, as the review shows it: the last counts of each post that is out, and which campaigns are over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.model.engagement import COMPONENTS, Counts, Snapshot
from scheduler.store import documents, snapshots, spans
from scheduler.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """The newest reading of one delivery: all its parts together at the highest age at which any was read.

    A count that one part lacks is None, as is one that no network gives: it is not zero. `by` typed it in, if a person did.
    """

    age: timedelta
    taken: datetime
    counts: Counts
    simulated: bool
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Over:
    """A campaign of which nothing is to come, with its first and its last day."""

    slug: str
    title: str
    first: date
    last: date


def latest(database: Database, tags: Sequence[str]) -> Mapping[str, Latest]:
    """The newest reading of each of these deliveries; those that nobody read are left out."""
    found: dict[str, list[Snapshot]] = {}
    for one in snapshots.select(database, tags=tags) if tags else ():
        found.setdefault(one.tag, []).append(one)
    return {tag: _newest(some) for tag, some in found.items()}


def _newest(readings: Sequence[Snapshot]) -> Latest:
    age = max(one.age for one in readings)
    parts = {one.part for one in readings}
    last = {one.part: one for one in readings if one.age == age}
    counts = {
        name: _sum([getattr(last[part].counts, name) if part in last else None for part in parts])
        for name in COMPONENTS
    }
    return Latest(
        age=age,
        taken=max(one.taken for one in last.values()),
        counts=Counts(**counts),
        simulated=any(one.simulated for one in last.values()),
        by=next((one.by for one in last.values() if one.by), ""),
    )


def _sum(values: Iterable[int | None]) -> int | None:
    whole = 0
    for one in values:
        if one is None:
            return None
        whole += one
    return whole


def over(database: Database, now: datetime, zone: str) -> tuple[Over, ...]:
    """The campaigns of which something went out and nothing is to come, the last one first."""
    titles = documents.titles(database)
    here = ZoneInfo(zone)
    found = [one for one in spans.of_campaigns(database) if one.out and one.last < now and one.slug in titles]
    found.sort(key=lambda one: one.last, reverse=True)
    return tuple(
        Over(
            slug=one.slug,
            title=titles[one.slug] or one.slug,
            first=one.first.astimezone(here).date(),
            last=one.last.astimezone(here).date(),
        )
        for one in found
    )
