"""What would go out twice on an account if it were added: the same words, a date of a series, the place of another. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from scheduler.flow.likeness import alike
from scheduler.model.delivery import UNSENT, Delivery, State
from scheduler.store.deliveries import New

ALIKE_DAYS = timedelta(days=30)


def twin_of(new: New, sent: Sequence[Delivery], now: datetime) -> Delivery | None:
    """What nearly equals `new` and went out (or may have) on its account in the last 30 days; a series is exempt."""
    for old in sent:
        if old.account != new.account or (old.campaign, old.post) == (new.campaign, new.post):
            continue
        if (old.due or now) >= now - ALIKE_DAYS and alike(new.variant, old.variant):
            return old
    return None


def dates_of(
    sent: Iterable[Delivery], present: Iterable[Delivery], now: datetime
) -> Mapping[tuple[str, ...], tuple[str, str]]:
    """The dates of series that are not free, each with the code that says why and the tag of what it had.

    They went out, are going or due by now, or somebody has stopped them. `present` is without what planning took out.
    """
    stopped, going = [], []
    for old in present:
        if old.state is State.CANCELLED:
            stopped.append(old)
        elif old.state is State.CLAIMED or (old.state in UNSENT and old.due is not None and old.due <= now):
            going.append(old)
    found = {date_of(old): ("date-was-cancelled", old.tag) for old in stopped}
    found |= {date_of(old): ("date-went-out", old.tag) for old in (*going, *sent)}
    return {date: why for date, why in found.items() if date}


def places_of(one: New | Delivery) -> set[tuple[object, ...]]:
    """What two deliveries cannot both have: a date of a series, an hour of an account."""
    date = date_of(one)
    return {place for place in (date, (one.account, one.due) if one.due else ()) if place}


def date_of(one: New | Delivery) -> tuple[str, ...]:
    """The date of a series on an account, whatever its hour; () for what is none. An edited hour makes another occurrence."""
    if not one.occurrence[:1].isdecimal():
        return ()
    return one.campaign, one.post, one.occurrence[:10], one.occurrence.partition("+")[2], one.account
