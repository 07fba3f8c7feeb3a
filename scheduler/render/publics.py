"""What is kept of who engages, told and for scripts: numbers, days and the key's place; nobody."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Protocol

from scheduler.render.ink import out, paint
from scheduler.render.surface import Json
from scheduler.sentences import say


class Kept(Protocol):
    """What is there."""

    @property
    def acts(self) -> int: ...
    @property
    def people(self) -> int: ...
    @property
    def posts(self) -> int: ...
    @property
    def oldest(self) -> date | None: ...
    @property
    def newest(self) -> date | None: ...
    @property
    def lost(self) -> int: ...
    @property
    def refused(self) -> int: ...
    @property
    def simulated(self) -> int: ...


class Week(Protocol):
    """Numbers that stay."""

    @property
    def week(self) -> str: ...
    @property
    def look_back(self) -> int: ...
    @property
    def posts(self) -> int: ...
    @property
    def people(self) -> int | None: ...
    @property
    def newcomers(self) -> int | None: ...
    @property
    def regulars(self) -> int | None: ...
    @property
    def institutions(self) -> int | None: ...
    @property
    def individuals(self) -> int | None: ...
    @property
    def simulated(self) -> bool: ...


class Standing(Protocol):
    """What is kept, and under which rules."""

    @property
    def collects(self) -> bool: ...
    @property
    def keep(self) -> int: ...
    @property
    def look_back(self) -> timedelta: ...
    @property
    def expires(self) -> date: ...
    @property
    def kept(self) -> Kept: ...
    @property
    def weeks(self) -> Sequence[Week]: ...
    @property
    def key(self) -> Path: ...
    @property
    def key_state(self) -> str: ...


def show(one: Standing, language: str) -> None:
    """A line for each thing to know."""
    for line in _lines(one, language):
        out(line)


def _lines(one: Standing, language: str) -> Iterator[str]:
    def told(code: str, **arguments: object) -> str:
        return str(say(code, arguments, language))

    kept = one.kept
    if not one.collects:
        yield paint(told("publics-off"), "warning")
    yield told("publics-kept", n=kept.acts, people=kept.people, posts=kept.posts)
    if kept.simulated:
        yield told("publics-kept-simulated", n=kept.simulated)
    if kept.oldest and kept.newest:
        yield told("publics-kept-since", oldest=kept.oldest, newest=kept.newest)
    yield told("publics-kept-for", months=one.keep, expires=one.expires)
    if kept.lost:
        yield paint(told("publics-kept-lost", n=kept.lost), "warning")
    if kept.refused:
        yield told("publics-kept-refused", n=kept.refused)
    if one.weeks:
        yield told("publics-kept-weeks", n=len(one.weeks))
    if one.key_state in {"there", "none"}:
        yield told(f"publics-key-{one.key_state}", path=str(one.key))
    else:
        yield paint(f"{one.key}: {told(f'publics-key-{one.key_state}')}", "error")


def surface(one: Standing) -> Json:
    """The same, for scripts."""
    kept = one.kept
    return {
        "collects": one.collects,
        "keep_months": one.keep,
        "look_back_days": one.look_back.days,
        "expires": one.expires.isoformat(),
        "key": one.key_state,
        "acts": kept.acts,
        "people": kept.people,
        "posts": kept.posts,
        "oldest": kept.oldest.isoformat() if kept.oldest else None,
        "newest": kept.newest.isoformat() if kept.newest else None,
        "lost": kept.lost,
        "refused": kept.refused,
        "simulated": kept.simulated,
        "weeks": [_week(each) for each in one.weeks],
    }


def _week(one: Week) -> Json:
    return {
        "week": one.week,
        "look_back_days": one.look_back,
        "posts": one.posts,
        "people": one.people,
        "new": one.newcomers,
        "returning": one.regulars,
        "institutions": one.institutions,
        "individuals": one.individuals,
        "simulated": one.simulated,
    }
