"""One date of a series left out, moved, or given other words: which changes of its file that asks for. Pure.

They go into the post's `occurrences`, under the nominal date; the series and its other dates stay as they are. Raises `Problem`
for a post that is no series, and for a date that it does not have.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any

from scheduler.campaigns.writer import Add, Change, Place, Put, Take, part
from scheduler.errors import Problem
from scheduler.model import spelling
from scheduler.model.series import Repeat, nominal
from scheduler.model.spelling import Misspelt

KEY = "occurrences"
_ORDER = ("date", "skip", "to", "at")
NOBODY: Mapping[str, time] = MappingProxyType({})


def left_out(said: Any, place: Place, repeat: Repeat, day: date) -> list[Change]:
    """What leaves the nominal date `day` of the series at `place` out; all else that was said of that date goes."""
    here, known, changes = _item(said, place, repeat, day, flat=True)
    changes += [Take(place=(*here, key)) for key in known if key not in {"date", "skip"}]
    return [*changes, Put(place=(*here, "skip"), value="true", behind=("date",))]


def moved(
    said: Any, place: Place, repeat: Repeat, day: date, to: datetime, apart: Mapping[str, time] = NOBODY
) -> list[Change]:
    """What lets the nominal date `day` go out at `to` on the wall clock. Back at its own day and hour, nothing of a move is left.

    A window has no hour of its own: there the new one is always written. `to` is naive, as the file's hours are. Accounts that
    are `apart` keep hours of their own.
    """
    here, known, changes = _item(said, place, repeat, day, flat=True)
    if (
        known
        and to == datetime.combine(day, repeat.hour)
        and not (repeat.closes or repeat.slot or apart)
        and set(known) <= set(_ORDER)
    ):
        return as_the_series(said, place, day)
    # Beside an account that has one of its own, the hour of the others is written, too: else theirs of the series would hold.
    own_hour = None if repeat.closes or repeat.slot or apart else repeat.hour
    changes += [Take(place=(*here, "skip"))] if "skip" in known else []
    for key, value, there in (
        ("to", to.date().isoformat(), to.date() == day),
        ("at", _hour(to.time()), to.time() == own_hour),
    ):
        if not there:
            changes.append(Put(place=(*here, key), value=value, behind=_before(key)))
        elif key in known:
            changes.append(Take(place=(*here, key)))
    return [*changes, *_apart(said, here, known, apart)]


def _apart(said: Any, here: Place, known: Collection[str], apart: Mapping[str, time]) -> Iterator[Change]:
    """Hours of single accounts; one that was said of an account before goes where it has none now."""
    own = part(said, here)["networks"] if "networks" in known else {}
    for name, one in own.items() if isinstance(own, dict) else ():
        if isinstance(one, dict) and "at" in one and name not in apart:
            place = (*here, "networks", name)
            yield Take(place=(*place, "at") if len(one) > 1 else place if len(own) > 1 else place[:-1])
    for name, at in apart.items():
        yield Put(place=(*here, "networks", name, "at"), value=_hour(at))


def as_the_series(said: Any, place: Place, day: date) -> list[Change]:
    """What lets the nominal date `day` be again as the series has it. Nothing, where nothing was said of it."""
    days = list(_days(part(said, place).get(KEY) or []))
    if day not in days:
        return []
    return [Take(place=(*place, KEY, days.index(day)) if len(days) > 1 else (*place, KEY))]


def reworded(said: Any, place: Place, repeat: Repeat, day: date, text: str) -> list[Change]:
    """What gives the nominal date `day` a text of its own."""
    here, known, changes = _item(said, place, repeat, day, flat="\n" not in text and len(text) < 60)
    changes += [Take(place=(*here, "skip"))] if "skip" in known else []
    return [*changes, Put(place=(*here, "text"), value=text, behind=tuple(reversed(_ORDER)))]


def _item(
    said: Any, place: Place, repeat: Repeat, day: date, *, flat: bool
) -> tuple[Place, tuple[str, ...], list[Change]]:
    """Where the date stands below `occurrences`, what is said of it so far, and what puts it there, by its place in time."""
    post = part(said, place)
    if "repeat" not in post:
        raise Problem("occurrence-of-none", post=str(post.get("id", "")))
    if not any(True for _ in nominal(repeat, begin=day, until=day)):
        raise Problem("occurrence-not-there", post=str(post.get("id", "")), day=day)
    listed = post.get(KEY) or []
    days = list(_days(listed))
    if day in days:
        number = days.index(day)
        return (*place, KEY, number), tuple(listed[number]), []
    number = next((n for n, one in enumerate(days) if one is not None and one > day), len(listed))
    add = Add(
        place=(*place, KEY), number=number, key="date", value=day.isoformat(), flat=flat, behind=("rotate", "repeat")
    )
    return (*place, KEY, number), (), [add]


def _days(listed: list[Any]) -> Iterator[date | None]:
    for one in listed:
        try:
            yield spelling.day(str(one["date"]))
        except (Misspelt, KeyError, TypeError):
            yield None


def _before(key: str) -> tuple[str, ...]:
    return tuple(reversed(_ORDER[: _ORDER.index(key)]))


def _hour(at: time) -> str:
    return f"{at.hour}h{at.minute:02}" if at.minute else f"{at.hour}h"
