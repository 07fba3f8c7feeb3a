"""What the tests of the store are made of: deliveries, databases in a folder of their own, and instants."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scheduler.clock import SimulatedClock
from scheduler.model.delivery import Delivery
from scheduler.model.variant import Part, Role, Variant
from scheduler.store import deliveries
from scheduler.store.database import Database
from scheduler.store.deliveries import Add, New
from tests import engines

NOW = datetime(2027, 6, 7, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)
LEASE = timedelta(minutes=2)


def opened(folder: Path, clock: SimulatedClock | None = None, *, create: bool = True) -> Database:
    """The database of a folder, its installation and witnesses beside it."""
    file, state = folder / "place" / "queue.db", folder / "state"
    return engines.opened(file, clock=clock or SimulatedClock(NOW), create=create, state=state)


def variant(text: str = "Les réserves s'ouvrent.", account: str = "musee-mastodon", parts: int = 1) -> Variant:
    """A variant of one or more parts."""
    texts = [text] if parts == 1 else [f"{text} {number}" for number in range(1, parts + 1)]
    return Variant(
        account=account,
        network="mastodon",
        parts=tuple(Part(role=Role.POST, text=one, length=len(one), limit=500) for one in texts),
    )


def new(post: str = "reserves", account: str = "musee-mastodon", due: datetime | None = NOW, **other: Any) -> New:
    """What planning would add."""
    made = other.pop("variant", None) or variant(other.pop("text", f"Texte de {post}."), account, other.pop("parts", 1))
    values: dict[str, Any] = {
        "campaign": "museumweek-2027",
        "post": post,
        "occurrence": "once",
        "account": account,
        "network": "mastodon",
        "variant": made,
        "digest": made.digest,
        "due": due,
        "local": due,
        "zone": "Europe/Paris",
        "too_late_at": other.pop("too_late_at") if "too_late_at" in other else due and due + 2 * HOUR,
        "source": "a:b",
    }
    return New(**values | other)


def add(database: Database, *news: New, at: datetime = NOW) -> list[Delivery]:
    """Apply adds and return what the queue holds of them, in their order."""
    deliveries.apply(database, [Add(one) for one in news], by="a.martin", at=at, campaigns={})
    by_tag = {one.tag: one for one in deliveries.select(database, tags=[one.tag for one in news])}
    return [by_tag[one.tag] for one in news]


def claimed(database: Database, at: datetime = NOW) -> Delivery:
    """The one delivery that is due, claimed."""
    (one,) = deliveries.claim(database, now=at, lease=LEASE, most=1, busy=())
    return one
