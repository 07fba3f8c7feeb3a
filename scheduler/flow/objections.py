"""What speaks against sending a claimed delivery now: asked before each part, right before the bytes leave."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.errors import Fault
from scheduler.flow.claims import shown
from scheduler.flow.parts import NAMELESS
from scheduler.model.delivery import Delivery, Event, Receipt, State
from scheduler.model.failure import Failure
from scheduler.sentences.stored import stored

THREAD_WINDOW = timedelta(minutes=30)
"""A thread that is not finished so long after its first part stays as it is until a person says."""

POST_SOON = timedelta(minutes=1)
POST_LATER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """Not now. `why` is a stored reason, `then` what follows once the delivery is given back (None: it waits)."""

    why: str
    then: Event | None = None
    not_before: datetime | None = None


def patience(delivery: Delivery, opened: datetime | None = None) -> datetime | None:
    """The instant from which it is too late to send its next part; None: never.

    Once a part is out the post is on the network: the rest has THREAD_WINDOW to follow, whatever its own hour says. `opened`
    is when a person's retry began this round, from which the rest of a thread counts anew.
    """
    if delivery.receipts:
        first = min(receipt.at for receipt in delivery.receipts)
        return max(first, opened or first) + THREAD_WINDOW
    limits = [limit for limit in (delivery.too_late_at, delivery.closes) if limit is not None]
    return min(limits, default=None)


def too_late(delivery: Delivery) -> Event:
    """The event of a delivery whose time is over: with parts already out it is published in part, not missed."""
    return Event.TOO_LATE_PARTLY if delivery.receipts else Event.TOO_LATE


def objection(delivery: Delivery, now: datetime, opened: datetime | None = None) -> Objection | None:
    """What the delivery's own values say against sending its next part at `now`; `opened` as in `patience`."""
    if delivery.variant.digest != delivery.digest:
        return Objection(why=stored("held-other-bytes"), then=Event.HELD)
    if delivery.missing_roles:
        return Objection(why=stored("waits-for-approval"), then=Event.CHANGED)
    if delivery.due is not None and now < delivery.due:
        return Objection(why=stored("waits-for-hour"))
    if against := unclaimed(delivery, now):
        return Objection(why=against, then=Event.HELD)
    limit = patience(delivery, opened)
    if limit is not None and now >= limit:
        return Objection(why=stored("thread-unfinished" if delivery.receipts else "missed"), then=too_late(delivery))
    return None


def unclaimed(delivery: Delivery, now: datetime) -> str:
    """Which picture's rights do not let it be shown now, as a stored reason; "" where all do.

    Rights were judged when the post was applied, for its hour then. It may have waited since: held, retried, sent by hand.
    """
    out = {receipt.part for receipt in delivery.receipts}
    day = now.astimezone(ZoneInfo(delivery.zone)).date()
    for number, media in shown(delivery.variant):
        if number not in out and media.claim is not None and (fault := media.claim.fault(day)):
            return stored(f"held-rights-{fault}", file=media.file)
    return ""


def under(delivery: Delivery, post: Delivery | None, now: datetime) -> Receipt | Objection:
    """The receipt that a timed reply stands under, or why it waits. It waits until it is missed: a person may mend the post."""
    if post is not None and post.state in {State.PUBLISHED, State.PARTIAL}:
        first = next((receipt for receipt in post.receipts if receipt.remote_id), None)
        return first or Objection(why=stored("held-post-without-id", tag=delivery.under), then=Event.HELD)
    going = post is not None and post.state in {
        State.AWAITING,
        State.READY,
        State.HELD,
        State.CLAIMED,
        State.SENDING,
        State.UNKNOWN,
    }
    return Objection(
        why=stored("waits-for-post" if going else "waits-for-lost-post", tag=delivery.under),
        not_before=now + (POST_SOON if going else POST_LATER),
    )


def unsendable(delivery: Delivery, fault: Fault) -> Objection:
    """What follows where a part cannot be made ready: held; unfinished, where only a person can put it in its place."""
    if fault.code == NAMELESS:
        why = stored(NAMELESS, url=str(fault.arguments["url"]), tag=delivery.tag)
        return Objection(why=why, then=too_late(delivery))
    return Objection(why=stored("held-fault", fault=fault.code, place=fault.where), then=Event.HELD)


def told(failure: Failure) -> str:
    """What a network answered, as a stored reason."""
    return stored(failure.code, detail=failure.detail)
