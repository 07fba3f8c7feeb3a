"""The single dates of a series that differ from it, each read and held against the days that the series has."""

from collections.abc import Iterable
from datetime import date, time, timedelta

from scheduler.campaigns import contents
from scheduler.campaigns.contents import Frame
from scheduler.campaigns.desk import Desk, Wrong
from scheduler.campaigns.fields import WRONG, Values
from scheduler.campaigns.shapes import OCCURRENCE
from scheduler.campaigns.tree import Items, Keyed
from scheduler.model.campaign import Content, Edited, Post
from scheduler.model.series import Order, Repeat, nominal

_APART = {"date", "skip", "to", "at", "networks", WRONG}
CHANGES = time(4)
"""Clocks are changed at night."""
YEAR = timedelta(days=366)
NEAR = timedelta(days=400)
"""How far around a date that the series does not have one of its own is looked for."""


def edited(
    node: Keyed, values: Values, desk: Desk, frame: Frame, repeat: Repeat | None, *, draft: bool
) -> tuple[Edited, ...]:
    """Make the single dates of a post. Notes what is wrong with each of them."""
    inner = values.get("occurrences")
    if type(inner) is not Items:
        return ()
    if "repeat" not in values and "repeat" not in values.get(WRONG, ()):
        desk.error("occurrences-without-series", desk.key(node, "occurrences"))
    made: list[Edited] = []
    for item in inner.items:
        try:
            own = OCCURRENCE.read(item, desk)
        except Wrong:
            continue
        assert type(item) is Keyed
        one = _one(item, own, desk, frame, draft=draft)
        if one is None:
            continue
        if one.day in {other.day for other in made}:
            desk.error("occurrence-twice", desk.key(item, "date"), day=one.day)
        elif repeat is not None:
            _there(item, one, desk, repeat)
        made.append(one)
    return tuple(made)


def judged(node: Keyed, post: Post, desk: Desk, frame: Frame) -> None:
    """What the dates of a series make of what stands beside them: its hour, its replies, its countdown, its order."""
    if post.repeat is None and post.countdown is None:
        return
    for one in post.occurrences:
        for reply in post.replies if one.hour else ():
            if reply.day is None and reply.moment.hour is not None and one.hour and reply.moment.hour <= one.hour:
                desk.error("reply-before-post", one.where, hour=reply.moment.hour, post=one.hour)
    if post.repeat is not None and post.repeat.order is not Order.TURN and len(post.rotate) < 2:
        desk.warning("rotation-of-one", post.repeat.where)
    if post.repeat is not None and post.repeat.hour < CHANGES and not (post.repeat.closes or post.repeat.slot):
        _odd_hours(post.repeat, desk, frame)
    if "{days}" in "".join(one.text or "" for one in post.contents):
        if post.countdown is not None:
            _counted(node, post, post.countdown, desk)
        elif post.repeat is not None and not (frame.themed or post.draft or "countdown" in node.entries):
            desk.error("countdown-missing", post.repeat.where)


def _odd_hours(repeat: Repeat, desk: Desk, frame: Frame) -> None:
    """Name the dates of the coming year on which the clocks skip or repeat the hour of the series."""
    today = desk.known.today
    if today is not None:
        for _, day in nominal(repeat, begin=today, until=today + YEAR):
            contents.odd_hour(day, repeat.hour, frame.zone, repeat.where, desk)


def _counted(node: Keyed, post: Post, day: date, desk: Desk) -> None:
    """Where a countdown says 0, which is no lie, and where it would go on saying so, which is one."""
    if _goes_out(post, day):
        desk.info("countdown-zero", desk.key(node, "countdown"), day=day, written=day.isoformat())
    for one in post.occurrences:
        if one.to and one.to > day and (one.content is None or "{days}" in (one.content.text or "{days}")):
            desk.error("countdown-over", one.where, day=day, first=one.to)


def _goes_out(post: Post, day: date) -> bool:
    """Whether the post goes out on `day` with its common words."""
    if post.repeat is None:
        return post.day == day
    apart = any(one.day == day and (one.skip or one.to or one.content) for one in post.occurrences)
    return not apart and any(
        nearest(day, (found,), post.repeat) for _, found in nominal(post.repeat, begin=day, until=day)
    )


def _one(item: Keyed, own: Values, desk: Desk, frame: Frame, *, draft: bool) -> Edited | None:
    if "date" not in own:
        return None
    day, skip, to, moment = own["date"], own.get("skip", False), own.get("to"), own.get("at")
    says = set(own) - _APART
    if skip and (says or to or moment):
        desk.error("occurrence-skipped-and", desk.key(item, "skip"))
    elif not (skip or says or to or moment or "networks" in own) and not own.get(WRONG):
        desk.error("occurrence-empty", desk.at(item))
    if to and moment:
        contents.odd_hour(to, moment, frame.zone, desk.key(item, "at"), desk)
    said: Content | None = None
    if says:
        said = contents.content(item, own, desk, frame, day=to or day, draft=draft)
    changed = contents.overrides(own, desk, frame, day=to or day, draft=draft)
    return Edited(day=day, skip=skip, to=to, hour=moment, content=said, overrides=changed, where=desk.at(item))


def _there(item: Keyed, one: Edited, desk: Desk, repeat: Repeat) -> None:
    """Refuse a date that the series does not have, and name the nearest that it has."""
    where = desk.key(item, "date")
    if any(first <= one.day <= last for first, last in repeat.excepted):
        desk.error("occurrence-excepted", where, day=one.day)
        return
    if any(True for _ in nominal(repeat, begin=one.day, until=one.day)):
        return
    meant = nearest(one.day, (day for _, day in nominal(repeat, begin=one.day - NEAR, until=one.day + NEAR)), repeat)
    if meant is None:
        desk.error("occurrence-unknown", where, day=one.day)
    else:
        desk.error("occurrence-unknown-meant", where, day=one.day, meant=meant, written=meant.isoformat())


def nearest(day: date, days: Iterable[date], repeat: Repeat) -> date | None:
    """That of `days` which lies next to `day`, without the exceptions."""
    kept = [one for one in days if not any(first <= one <= last for first, last in repeat.excepted)]
    return min(kept, key=lambda one: (abs((one - day).days), one), default=None)
