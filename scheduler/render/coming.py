"""The coming week, of one client or of all: a table by day."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Protocol

from scheduler.model.delivery import Delivery
from scheduler.model.notice import Notice
from scheduler.plain import harmless, visible
from scheduler.render.ink import out, paint
from scheduler.render.surface import Json, instant, local, problem
from scheduler.render.terminal import SIGNS, line
from scheduler.sentences import label


class Entry(Protocol):
    """One post with all its networks."""

    @property
    def post(self) -> str: ...
    @property
    def campaign(self) -> str: ...
    @property
    def occurrence(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def deliveries(self) -> tuple[Delivery, ...]: ...


class Due(Protocol):
    """One line of the week."""

    @property
    def client(self) -> str: ...
    @property
    def entry(self) -> Entry: ...
    @property
    def day(self) -> date: ...
    @property
    def at(self) -> datetime | None: ...
    @property
    def local(self) -> datetime | None: ...
    @property
    def title(self) -> str: ...
    @property
    def asked(self) -> tuple[str, ...]: ...
    @property
    def mine(self) -> tuple[datetime, datetime] | None: ...
    @property
    def beside(self) -> tuple[str, ...]: ...


class Coming(Protocol):
    """The week."""

    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date: ...
    @property
    def zone(self) -> str: ...
    @property
    def posts(self) -> Sequence[Due]: ...
    @property
    def problems(self) -> Sequence[tuple[str, Notice]]: ...


def surface(one: Coming, language: str) -> Json:
    """As `week --json` shows it."""
    return {
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "timezone": one.zone,
        "posts": [_surface(each) for each in one.posts],
        "problems": [{"workspace": name} | problem(notice, language) for name, notice in one.problems],
    }


def _surface(one: Due) -> Json:
    entry = one.entry
    return {
        "workspace": one.client,
        "day": one.day.isoformat(),
        "due": instant(one.at),
        "local": local(one.local),
        "campaign": entry.campaign,
        "title": one.title,
        "post": entry.post,
        "occurrence": entry.occurrence,
        "code": entry.code,
        "networks": [each.network for each in entry.deliveries],
        "states": [each.state.value for each in entry.deliveries],
        "needs_yes_from": list(one.asked),
        "by_hand": {"from": instant(one.mine[0]), "until": instant(one.mine[1])} if one.mine else None,
        "same_time_as": list(one.beside),
    }


def show(one: Coming, language: str) -> None:
    """Print the week, a heading a day; behind each post of whom a yes is missing, and what else wants the person then."""
    if not one.posts:
        out(label("coming-none", language, first=one.first, last=one.last))
    widest = max((len(each.client) for each in one.posts), default=0)
    for day, posts in groupby(one.posts, key=lambda each: each.day):
        out("\n" + paint(label("day", language, day=day), "strong"))
        for each in posts:
            _line(each, widest, language)
    for name, notice in one.problems:
        out(f"{paint(SIGNS[notice.severity], 'error')} {harmless(name)}: {line(notice, language, colour=True)}")
    asked = sum(1 for each in one.posts if each.asked)
    clashes = sum(1 for each in one.posts if each.beside)
    said = [
        label("coming-posts", language, n=len(one.posts)),
        *([label("coming-asked", language, n=asked)] * bool(asked)),
    ]
    said += [label("coming-clashes", language, n=clashes)] * bool(clashes)
    if one.posts:
        zones = any(_elsewhere(each) for each in one.posts)
        out(f"\n{', '.join(said)}.{' ' + label('coming-zone', language, zone=one.zone) if zones else ''}")


def _line(one: Due, widest: int, language: str) -> None:
    networks = ", ".join(dict.fromkeys(each.network for each in one.entry.deliveries))
    states = dict.fromkeys(
        label(f"state-{each.state.value}", language, network=each.network) for each in one.entry.deliveries
    )
    hour = f"{one.at:%H:%M}" if one.at else ""
    client = f"{visible(one.client):<{widest}}  " if widest else ""
    own = f" ({one.local:%H:%M})" if one.local and _elsewhere(one) else ""
    out(f"  {hour or '··:··'}{own}  {client}{visible(_named(one.entry))} · {visible(networks)} · {', '.join(states)}")
    below = " " * 9
    if one.asked:
        out(below + paint(label("coming-yes-from", language, roles=one.asked), "warning"))
    if one.mine:
        begin, end = one.mine
        if end.date() == begin.date():
            out(below + label("coming-by-hand", language, first=begin.time(), last=end.time()))
        else:
            out(below + label("coming-by-hand-until", language, until=end))
    if one.beside:
        out(below + paint(label("coming-beside", language, names=one.beside), "warning"))


def _named(entry: Entry) -> str:
    """The post, or the timed reply under it."""
    _, under, reply = entry.occurrence.partition("+")
    return f"{entry.post} +{reply}" if under else entry.post


def _elsewhere(one: Due) -> bool:
    """Whether the client's own clock shows another hour."""
    return one.local is not None and one.at is not None and one.local.utcoffset() != one.at.utcoffset()
