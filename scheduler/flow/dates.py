"""The dates of one series that lie ahead: which it keeps, where an edit moves them, what they say. The same for all accounts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from scheduler.flow import draws, rotation, seasons
from scheduler.model.campaign import At, Content, Edited, Moment, Override, Post
from scheduler.model.line import Line
from scheduler.model.series import Repeat, nominal

AROUND = timedelta(days=2)
"""A day may begin fourteen hours before it does in UTC, and a timed reply follow on the next one."""
_PLACES = frozenset({"where", "text_where"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """One nominal date: its number, the day and the hour at which it goes out, and what differs on it."""

    nominal: date
    number: int
    day: date
    moment: Moment
    edited: Edited | None = None

    @property
    def moved(self) -> bool:
        """Whether an edit gives it a day of its own: as a post with a date, it is laid out however far that is."""
        return self.edited is not None and self.edited.to is not None

    @property
    def hour(self) -> Moment | None:
        """The hour that an edit gives it, whatever the accounts' own are."""
        return self.moment if self.edited and self.edited.hour else None


def ahead(
    slug: str, post: Post, now: datetime, until: datetime, runs: seasons.Runs, line: Line | None
) -> Iterator[Dated]:
    """The dates of the series `post` of the campaign `slug` that may go out from `now` to `until`; moved ones also later."""
    repeat = post.repeat
    if repeat is None:
        return
    kept = seasons.kept(repeat, runs, line)
    begin, end = now.date() - AROUND, until.date() + AROUND
    edits = {one.day: one for one in post.occurrences}
    for number, day in _nominal(repeat, begin, end, edits):
        edited = edits.get(day)
        if edited is not None and edited.skip:
            continue
        if kept(day) or (edited is not None and edited.to is not None):  # who moves a date wants it
            yield _dated(slug, post, repeat, number, day, edited)


def _nominal(repeat: Repeat, begin: date, end: date, edits: Mapping[date, Edited]) -> Iterator[tuple[int, date]]:
    """The nominal dates of a span, and those outside it that an edit moves into it or beyond."""
    far = sorted(day for day, one in edits.items() if one.to and begin <= one.to and not begin <= day <= end)
    for day in far:
        yield from nominal(repeat, begin=day, until=day)
    yield from nominal(repeat, begin=begin, until=end)


def _dated(slug: str, post: Post, repeat: Repeat, number: int, day: date, edited: Edited | None) -> Dated:
    own = edited.hour if edited else None
    if repeat.slot and own is None:
        moment = Moment(kind=At.SLOT, hour=repeat.hour)
    else:
        moment = Moment(kind=At.HOUR, hour=own or _hour(slug, post, repeat, day))
    to = edited.to if edited and edited.to else day
    return Dated(nominal=day, number=number, day=to, moment=moment, edited=edited)


def _hour(slug: str, post: Post, repeat: Repeat, day: date) -> time:
    return draws.minute(slug, post.id, day, repeat.hour, repeat.closes) if repeat.closes else repeat.hour


def said(post: Post, one: Dated, slug: str, kept: str = "") -> tuple[Content, str]:
    """What `post` says on a date, and which content that is: the one that it was queued with (`kept`), else the next in turn."""
    content, entry = post.content, ""
    if post.rotate and post.repeat:
        index = rotation.place(kept, post.rotate)
        if index is None:
            index = draws.turn(post.repeat.order, one.number, len(post.rotate), f"{slug}/{post.id}")
        content = post.rotate[index]
        entry = rotation.entry(index, content)
    if one.edited is not None and one.edited.content is not None:
        content = over(content, one.edited.content)
    return content, entry


def edited_post(post: Post, one: Edited | None) -> Post:
    """`post` as it is on an edited date: what is said there alone wins over what networks are given in the series."""
    if one is None or (one.content is None and not one.overrides):
        return post
    freed = {name: replace(own, content=_without(own.content, one.content)) for name, own in post.overrides.items()}
    for name, own in one.overrides.items():
        below = freed.get(name)
        freed[name] = own if below is None else _override(below, own)
    return replace(post, overrides=freed)


def _override(below: Override, own: Override) -> Override:
    return replace(own, content=over(below.content, own.content), moment=own.moment or below.moment)


def over(below: Content, above: Content) -> Content:
    """`below` with what `above` says; a text in several languages replaces one in a single language, and the other way round."""
    given = {name: getattr(above, name) for name in _said(above)}
    if "text" in given or "texts" in given:
        given = {"text": None, "texts": None, **given, "text_where": above.text_where or above.where}
    return replace(below, where=above.where, **given)


def _without(content: Content, above: Content | None) -> Content:
    """`content` without all that `above` says."""
    names = set(_said(above)) if above is not None else set()
    if names & {"text", "texts"}:
        names |= {"text", "texts", "text_where"}
    nothing: dict[str, Any] = dict.fromkeys(names - {"conditions"})
    return replace(content, **nothing) if names else content


def _said(content: Content) -> list[str]:
    """The fields that say something: an empty list does, since it replaces."""
    named = [one.name for one in fields(Content) if one.name not in _PLACES]
    return [
        name for name in named if getattr(content, name) is not None and (name != "conditions" or content.conditions)
    ]
