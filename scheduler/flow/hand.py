"""Handing a delivery to a person: nothing is sent, so nothing is ever unknown; it waits as EXPECTED until somebody says."""

import os
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.connector.base import Ability, Connector, Handed, Outgoing, SendFailure
from scheduler.flow.objections import under
from scheduler.flow.parts import missing, outgoing, since_of
from scheduler.model.delivery import Delivery, Handing, Receipt
from scheduler.model.failure import Failure, Kind
from scheduler.sentences.stored import stored
from scheduler.store import attempts, deliveries
from scheduler.store.database import Database

REMIND_AFTER = timedelta(minutes=30)
REMIND_BEFORE_LATE = timedelta(minutes=10)
REMIND_SOONEST = timedelta(minutes=5)


def by_hand(connector: Connector) -> bool:
    """Whether a person publishes for this account."""
    return Ability.HAND_OFF in connector.can


def over(connector: Connector, parts: Sequence[Outgoing]) -> Handed | Failure:
    """Lay `parts` out for a person. Whatever goes wrong, nothing was sent: it may always be tried again."""
    try:
        return connector.hand_off(parts)
    except SendFailure as failed:
        code, detail = failed.failure.code, failed.failure.detail
    except Exception as fault:  # noqa: BLE001 - wherever it breaks, the post is still only ours
        code, detail = "handing-broke", f"{type(fault).__name__}: {fault}"
    return Failure(kind=Kind.NOT_SENT, code=code, detail=detail)


def gone(handing: Handing) -> bool:
    """Whether what a person was given is not there any more: deleted, or on a share that is not mounted now."""
    return not os.path.exists(handing.page or handing.folder)  # noqa: PTH110 - Path.exists raises where it may not look


def parts_of(
    database: Database, delivery: Delivery, read: Callable[[str], bytes], now: datetime
) -> tuple[Outgoing, ...]:
    """What a person was given of `delivery`, made anew from what is frozen. Raises `Fault` where its bytes are gone."""
    first, tried = missing(delivery) or 0, attempts.of(database, delivery.id)
    post = None
    if delivery.under and first == 0:
        above = max(deliveries.select(database, tags=[delivery.under]), key=lambda one: one.id, default=None)
        found = under(delivery, above, now)
        post = found if isinstance(found, Receipt) else None
    return tuple(
        outgoing(delivery, number, under=post, read=read, since=since_of(tried, number))
        for number in range(first, len(delivery.variant.parts))
    )


def handing_of(handed: Handed, at: datetime) -> Handing:
    """What was handed, as it is kept with the delivery."""
    page = str(handed.page) if handed.page else ""
    return Handing(folder=str(handed.folder), page=page, address=handed.address, at=at)


def why(handing: Handing) -> str:
    """What people are told of it: where everything lies, never the text; as a stored reason."""
    page = handing.page.replace("\\", "/").rpartition("/")[2]
    given = {"folder": handing.folder, "page": page or "README"}
    if not handing.address:
        return stored("handed-off", **given)
    return stored("handed-off-at", address=handing.address, **given)


def remind_at(delivery: Delivery) -> datetime | None:
    """When the person is to be reminded; None: never (again). Half an hour after being told, and before it is too late."""
    if delivery.handed is None or delivery.reminded_at is not None:
        return None
    told = delivery.handed.at
    limits = [limit - REMIND_BEFORE_LATE for limit in (delivery.too_late_at, delivery.closes) if limit is not None]
    return max(told + REMIND_SOONEST, min([told + REMIND_AFTER, *limits]))


def published_at(delivery: Delivery, now: datetime) -> datetime:
    """When a handed-off post went out, where nobody says: now, or, beyond its patience, when it was handed.

    A person who confirms the next morning published at the hour that they were told.
    """
    if delivery.handed is None or delivery.too_late_at is None or now <= delivery.too_late_at:
        return now
    return delivery.handed.at


def instant_of(text: str, zone: str) -> datetime | None:
    """The instant that a person writes as `2027-06-08T10:00`, in `zone` where it names no offset; None for anything else."""
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=ZoneInfo(zone))
