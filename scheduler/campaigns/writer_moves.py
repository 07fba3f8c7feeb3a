"""A post at another hour or on another day, a copy of it beside it: which changes of its file that asks for. Pure.

Everything that has an hour goes along: what single networks are given instead, a window for sending by hand, replies with a
day of their own. What could not be said in the file afterwards is refused.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from scheduler.campaigns.writer import Carry, Change, Copy, Place, Put, Take, part
from scheduler.errors import Problem
from scheduler.model import spelling
from scheduler.model.spelling import Misspelt
from scheduler.patterns import lazy_pattern

_HOUR = lazy_pattern(r"(\d{1,2})(\s?)([hH:])(\s?)(\d{2})?(:00)?")
_NUMBERED = lazy_pattern(r"(.+?)-(\d+)")


def moved(said: Any, place: Place, by: timedelta) -> list[Change]:
    """What moves the post (or reply) at `place` by so much of the wall clock. `said` are the file's values.

    Raises `Problem` for a series, for what waits for a free slot, and where its hours would not stay on one day.
    """
    item = part(said, place)
    if "repeat" in item or "repeat" in part(said, place[:2] if place[0] == "posts" else place[:4]):
        raise Problem("move-series", post=str(item.get("id", "")))
    day = _day(said, place)
    hours = list(_hours(place, item))
    if not hours:
        raise Problem("move-no-hour", post=str(item.get("id", "")))
    after = {where: datetime.combine(day, hour) + by for where, hour, _ in hours}
    days = {one.date() for one in after.values()}
    if len(days) > 1:
        raise Problem("move-hours-apart", post=str(item.get("id", "")))
    new = days.pop()
    changes: list[Change] = [
        Put(place=where, value=_spelt(old, after[where].time()))
        for where, hour, old in hours
        if after[where].time() != hour
    ]
    if new != day:
        first = min(after.values()).time()
        changes += _to_day(said, place, item, new, first, new - day)
    return changes


def waits(said: Any, place: Place) -> bool:
    """Whether the post at `place` waits for a slot, on one of its accounts at least."""
    item = part(said, place)
    own = item.get("networks")
    parts = [item, *(own.values() if isinstance(own, dict) else ())]
    return any(isinstance(one, dict) and str(one.get("at")).strip() == "slot" for one in parts)


def fixed(said: Any, place: Place, hours: Mapping[str, datetime], by: timedelta) -> list[Change]:
    """What gives the post at `place`, which waits for a slot, a day and an hour: those of `hours`, by account, moved by `by`.

    Accounts with other hours than the first get theirs below `networks`. Raises `Problem` where they are on several days.
    """
    item = part(said, place)
    after = {account: at + by for account, at in hours.items()}
    if len({at.date() for at in after.values()}) != 1:
        raise Problem("move-hours-apart", post=str(item.get("id", "")))
    first = min(after.values())
    changes: list[Change] = [Put(place=(*place, "at"), value=_spelt("", first.time()), behind=("date", "id"))]
    own = item.get("networks")
    for name, one in own.items() if isinstance(own, dict) else ():
        if isinstance(one, dict) and "at" in one and name not in after:
            changes.append(Put(place=(*place, "networks", name, "at"), value=_spelt("", first.time())))
    for account, at in after.items():
        said_apart = isinstance(own, dict) and isinstance(own.get(account), dict) and "at" in own[account]
        if at != first or said_apart:
            changes.append(Put(place=(*place, "networks", account, "at"), value=_spelt("", at.time())))
    changes += [Take(place=(*place, key)) for key in ("from", "until", "priority") if key in item]
    day = _read(item.get("date")) or (_read(part(said, place[:2]).get("date")) if place[0] == "days" else None)
    if day != first.date():
        changes += _to_day(said, place, item, first.date(), first.time(), first.date() - (day or first.date()))
    return changes


def copied(said: Any, place: Place) -> tuple[str, Place, list[Change]]:
    """What sets a copy behind the post at `place`: its new id, where it stands then, and the changes."""
    item = part(said, place)
    if "repeat" in item:
        raise Problem("copy-series", post=str(item.get("id", "")))
    known = {str(one.get("id")) for one in _all(said)}
    found = _NUMBERED.fullmatch(str(item["id"]))
    base, number = (found[1], int(found[2])) if found else (str(item["id"]), 1)
    while (name := f"{base}-{number + 1}") in known:
        number += 1
    beside = (*place[:-1], cast("int", place[-1]) + 1)
    return name, beside, [Copy(place=place), Put(place=(*beside, "id"), value=name)]


def _to_day(said: Any, place: Place, item: Any, new: date, first: time, by: timedelta) -> Iterator[Change]:
    """Another day: another `date`, or the day's list of posts; a day that no theme has is outside the themed ones."""
    for number, reply in enumerate(item.get("replies") or []):
        if isinstance(reply, dict) and "date" in reply:
            yield Put(place=(*place, "replies", number, "date"), value=_later(reply["date"], by))
    if "replies" in place or place[0] == "posts":
        yield Put(place=(*place, "date"), value=new.isoformat(), behind=("id",))
        return
    target = next((n for n, one in enumerate(said["days"]) if _read(one.get("date")) == new), None)
    if target is None or "date" in item:
        yield Put(place=(*place, "date"), value=new.isoformat(), behind=("id",))
    to: Place = ("posts",) if target is None else ("days", target, "posts")
    listed = part(said, to[:-1]).get("posts") or []
    later = (n for n, one in enumerate(listed) if (hour := _hour(one.get("at"))) is not None and hour > first)
    number = next(later, len(listed)) if target is not None else len(listed)
    yield Carry(place=place, to=to, number=number)


def _hours(place: Place, item: Mapping[str, Any]) -> Iterator[tuple[Place, time, str]]:
    """Every hour that the post at `place` has: where it stands, what it is, how it is written."""
    own = item.get("networks")
    parts = [(place, item)]
    if isinstance(own, dict):
        parts += [((*place, "networks", name), one) for name, one in own.items() if isinstance(one, dict)]
    for where, one in parts:
        at = one.get("at")
        if at is None:
            continue
        if (hour := _hour(at)) is not None:
            yield (*where, "at"), hour, at
            continue
        between = one.get("between")
        ends = [_hour(end) for end in between] if isinstance(between, list) else []
        if not ends or None in ends:
            raise Problem("move-no-hour", post=str(item.get("id", "")))
        yield from (
            ((*where, "between", n), end, between[n]) for n, end in enumerate(ends) if end is not None and between
        )


def _spelt(old: str, new: time) -> str:
    """The new hour, written as the old one was."""
    found = _HOUR.fullmatch(old.strip())
    if found is None:
        return f"{new.hour}h{new.minute:02}" if new.minute else f"{new.hour}h"
    padded = found[1][0] == "0" or (found[3] == ":" and len(found[1]) == 2)
    hour = f"{new.hour:02}" if padded else str(new.hour)
    minute = f"{new.minute:02}" if new.minute or found[5] or found[3] == ":" else ""
    return f"{hour}{found[2]}{found[3]}{found[4] if minute else ''}{minute}{found[6] or ''}"


def _day(said: Any, place: Place) -> date:
    """The day of a post: its own date, else its themed day's; that of a reply is its post's where it has none."""
    for end in (len(place), len(place) - 2, len(place) - 4):
        found = part(said, place[:end]) if end > 0 else None
        if isinstance(found, dict) and (day := _read(found.get("date"))):
            return day
    raise Problem("move-no-hour", post=str(part(said, place).get("id", "")))


def _all(said: Any) -> Iterator[Any]:
    for one in [*(said.get("days") or []), said]:
        yield from (post for post in one.get("posts") or [] if isinstance(post, dict))


def _read(text: object) -> date | None:
    try:
        return spelling.day(str(text)) if text else None
    except Misspelt:
        return None


def _hour(text: object) -> time | None:
    try:
        return spelling.hour(str(text)) if text else None
    except Misspelt:
        return None


def _later(text: str, by: timedelta) -> str:
    day = _read(text)
    return (day + by).isoformat() if day else text
