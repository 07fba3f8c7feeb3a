"""What the tests of slots and pools are made of: accounts with a week of slots, posts, series, and a queue of what was laid."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from scheduler.flow.filling import tag_of
from scheduler.flow.laying import Terms, laid
from scheduler.flow.recur import Recurred, Span
from scheduler.model.account import Account
from scheduler.model.campaign import At, Campaign, Content, Moment, Occurrence, Post
from scheduler.model.delivery import State
from scheduler.model.notice import Where
from scheduler.model.pool import Entry, Pool
from scheduler.model.queued import UNKNOWN, Lying, Queued
from scheduler.model.series import Repeat
from scheduler.model.slot import Grid, grid

HERE = Where(file="campaign.yaml", line=1, column=1)
NOW = datetime(2027, 3, 1, 7, tzinfo=UTC)
"""A Monday, 8:00 in Paris."""
SLOT = Moment(kind=At.SLOT)
PARIS = "Europe/Paris"
WEEK = grid(("monday..friday 9h", "tuesday 18h"))


def account(name: str, network: str = "", slots: Any = WEEK, distance: timedelta = timedelta(0)) -> Account:
    given = Grid(slots=slots, distance=distance, zone=PARIS)
    return Account(name=name, network=network or name, through="rehearsal", where=HERE, grid=given)


def says(text: str) -> Content:
    return Content(where=HERE, text=text)


def post(name: str, **other: Any) -> Post:
    values: dict[str, Any] = {"id": name, "content": says(f"Texte de {name}."), "where": HERE, "moment": SLOT}
    return Post(**values | other)


def hour(text: str) -> Moment:
    return Moment(kind=At.HOUR, hour=time.fromisoformat(text))


def weekly(*days: int, slot: bool = True, first: date = date(2027, 3, 1)) -> Repeat:
    return Repeat(every="week", hour=time() if slot else time(10), days=days, first=first, slot=slot, where=HERE)


def pooled(name: str, entries: Sequence[Entry], repeat: Repeat | None = None, **pool: Any) -> Post:
    """A series with a pool; each content says its own id in words that no other one shares."""
    made = Pool(entries=tuple(entries), where=HERE, **pool)
    rotate = tuple(says(" ".join(f"{one.id}{word}" for word in "abcdefgh")) for one in entries)
    return Post(
        id=name, content=says(""), where=HERE, repeat=repeat or weekly(0), rotate=rotate, pool=made, moment=None
    )


def entry(name: str, **other: Any) -> Entry:
    return Entry(id=name, where=HERE, **other)


def campaign(*posts: Post, slug: str = "atelier", accounts: Iterable[str] = ("x",), **other: Any) -> Campaign:
    values: dict[str, Any] = {"title": slug, "language": "fr", "timezone": PARIS, "where": HERE}
    return Campaign(slug=slug, accounts=tuple(accounts), posts=posts, **values | other)


def lay(
    *campaigns: Campaign,
    accounts: Sequence[Account] = (),
    queued: Queued = UNKNOWN,
    now: datetime = NOW,
    days: int = 60,
    **terms: Any,
) -> Recurred:
    """Everything that is laid out of `campaigns`, and all that is said of it."""
    known = {one.name: one for one in accounts or (account("x"),)}
    span = Span(now=now, until=now + timedelta(days=days), days_of={})
    found = laid(campaigns, known, span, queued, Terms(**terms))
    return Recurred(
        occurrences=tuple(one for each in found for one in each.occurrences),
        notices=tuple(one for each in found for one in each.notices),
    )


def lying(one: Occurrence, state: State = State.READY, **other: Any) -> Lying:
    """What the queue holds once `one` was applied."""
    text = one.content.text or ""
    made = Lying(
        tag=tag_of(one),
        campaign=one.campaign,
        post=one.post.id,
        occurrence=one.key,
        account=one.account,
        network=one.account.partition("-")[0],
        state=state,
        hour=one.due,
        content=one.entry,
        texts=(text,),
    )
    return replace(made, **other)


def applied(found: Recurred, state: State = State.READY) -> Queued:
    """The queue once everything that was laid out has been applied."""
    return Queued(lying=tuple(lying(one, state) for one in found.occurrences))


def local(found: Recurred) -> dict[str, str]:
    """When each post goes out, by its name (that of its account behind it where there are several)."""
    several = len({one.account for one in found.occurrences}) > 1
    named = {}
    for one in found.occurrences:
        name = one.post.id + (f"/{one.key}" if one.key != "once" else "") + (f"@{one.account}" if several else "")
        named[name] = f"{one.local:%a %d %H:%M}" if one.local else "?"
    return named
