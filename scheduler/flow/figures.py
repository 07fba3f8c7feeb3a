"""Figures that a person read on the network and types in: a reading like any other, with that person's name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.errors import Problem
from scheduler.flow.hand import instant_of
from scheduler.flow.naming import named_each
from scheduler.model.delivery import Delivery
from scheduler.model.engagement import AGES, Counts, Snapshot
from scheduler.store import snapshots
from scheduler.store.database import Database

ASKED_AT = (timedelta(hours=24), timedelta(days=7))
"""The ages at which a person is asked: the first day's, and that at which a report compares. More is welcome, not asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was kept of it; `new` is False where the same figures were known already."""

    delivery: Delivery
    reading: Snapshot
    published: datetime
    new: bool


def delivery_of(database: Database, name: str) -> Delivery:
    """The one delivery that is out and has figures. Raises `Problem` for several, and for one that is not out."""
    (found,) = named_each(database, [name])
    if len(found.deliveries) != 1:
        raise Problem(
            "names-several", where=name, n=len(found.deliveries), tags=[one.tag for one in found.deliveries[:4]]
        )
    (one,) = found.deliveries
    if not one.receipts:
        raise Problem("figures-not-out", where=one.tag, tag=one.tag)
    return one


def instant(text: str, zone: str, *, now: datetime) -> datetime:
    """The instant that a person wrote, in `zone` where it names none. Raises `Problem` for what is none, or lies ahead."""
    read = instant_of(text, zone)
    if read is None:
        raise Problem("not-an-instant", where="--at", given=text)
    if read > now:
        raise Problem("published-in-future", where="--at", at=read)
    return read


def type_in(
    database: Database, name: str, counts: Counts, *, at: datetime | None = None, by: str, now: datetime
) -> Typed:
    """Keep `counts` of the whole post as read at `at` (now, where it is not given). What is not given stays missing.

    Raises `Problem` where the post is not out, or was not at that hour.
    """
    if not counts.given:
        raise Problem("figures-none", where=name)
    one = delivery_of(database, name)
    published, taken = one.receipts[0].at, at or now
    if taken < published:
        zone = ZoneInfo(one.zone)
        raise Problem("figures-before", where="--at", at=taken.astimezone(zone), published=published.astimezone(zone))
    part = one.receipts[0].part
    reading = Snapshot(tag=one.tag, part=part, age=_age(taken - published), taken=taken, counts=counts, by=by)
    return Typed(delivery=one, reading=reading, published=published, new=bool(snapshots.add(database, [reading])))


def _age(elapsed: timedelta, ages: Sequence[timedelta] = AGES) -> timedelta:
    """The age that a reading stands for: the last one reached, while it still counts as one; else its own, to the second."""
    reached = max((age for age in ages if age <= elapsed < age + snapshots.tolerance(age)), default=None)
    return reached or timedelta(seconds=int(elapsed.total_seconds()))
