"""Campaigns that series name and that are not in hand: their days count all the same, or a post would go out among them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from scheduler.flow import recur, seasons
from scheduler.model.campaign import Campaign

if TYPE_CHECKING:
    from scheduler.store.database import Database


def beside(given: Sequence[Campaign], read: Callable[[], Iterable[Campaign]]) -> tuple[Campaign, ...]:
    """Those among all that `read` gives, which is asked only where `given` lack one."""
    wanted = _missing(given)
    return tuple(one for one in read() if one.slug in wanted) if wanted else ()


def as_applied(database: "Database", given: Sequence[Campaign]) -> Mapping[str, tuple[date, date]]:
    """Their first and last days as they were applied: also of a file that is gone, or broken by now."""
    if not (wanted := _missing(given)):
        return {}
    from scheduler.app import applied  # noqa: PLC0415 - brings Pydantic, and the next the database: a check does without
    from scheduler.store import documents  # noqa: PLC0415 - as above

    known = documents.applied(database)
    return {slug: days for slug in wanted & known.keys() if (days := recur.days_of(applied.read(known[slug])))}


def _missing(given: Sequence[Campaign]) -> set[str]:
    return seasons.named(given) - {one.slug for one in given}
