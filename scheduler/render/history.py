"""A delivery's life, told in words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Protocol
from zoneinfo import ZoneInfo

from scheduler.plain import visible
from scheduler.render.ink import Row, out, paint, print_rows
from scheduler.render.surface import Json, instant, state_word
from scheduler.sentences import label, say
from scheduler.sentences.stored import said

PROGRAM = frozenset({"dispatcher", "horizon", "welcome"})
"""Who the journal names where nobody did it."""
MOST = 5
"""So many tags are named."""
UNTOLD = frozenset({"claimed", "attempt written"})
"""Events of which the state that they lead to says nothing more."""


class Entry(Protocol):
    """One row of the journal."""

    @property
    def at(self) -> datetime: ...
    @property
    def event(self) -> str: ...
    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...
    @property
    def by(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def token(self) -> int: ...
    @property
    def details(self) -> Mapping[str, object]: ...


def surface(one: Entry, language: str) -> Json:
    """As `history --json` shows it."""
    return {
        "at": instant(one.at),
        "event": one.event,
        "from": one.before or None,
        "to": one.after or None,
        "by": one.by,
        "why": said(one.why, language),
        "token": one.token,
        "details": dict(one.details),
    }


def show(tag: str, entries: Sequence[Entry], language: str, zone: str, parts: int = 1) -> None:
    """Print a delivery's life."""
    print_rows(rows(tag, entries, language, zone, parts))


def rows(tag: str, entries: Sequence[Entry], language: str, zone: str, parts: int = 1) -> Iterator[Row]:
    """One line an entry under its day (in `zone`, the calendar's): when, what, the state it led to, by whom, and why."""
    yield [(visible(tag), "strong")]
    local = ZoneInfo(zone)
    for day, of_day in groupby(entries, key=lambda one: one.at.astimezone(local).date()):
        yield [(label("day", language, day=day), "")]
        for one in of_day:
            about = " · ".join(_about(one, language, local, parts))
            shown = f"  {one.at.astimezone(local):%H:%M:%S}  {visible(_what(one, language))}"
            yield [(f"{shown}  ", ""), (visible(about), "faint")]
            if one.why and not one.why.startswith("http"):  # an address stands among what it was about
                yield [(f"            {visible(said(one.why, language))}", "")]


class Verified(Protocol):
    """What following the whole journal came to."""

    @property
    def seq(self) -> int: ...
    @property
    def hash(self) -> str: ...
    @property
    def deliveries(self) -> int: ...
    @property
    def broken(self) -> int | None: ...
    @property
    def unlike(self) -> Sequence[str]: ...
    @property
    def doubted(self) -> bool: ...
    @property
    def whole(self) -> bool: ...


def verified_surface(found: Verified) -> Json:
    """As `history --verify --json` shows it."""
    return {
        "whole": found.whole,
        "lines": found.seq,
        "head": found.hash,
        "deliveries": found.deliveries,
        "broken": found.broken,
        "unlike": list(found.unlike),
        "doubted": found.doubted,
    }


def verified(found: Verified, language: str) -> None:
    """Say whether the history is as it was written, and its end: whoever noted it before can compare."""
    if found.broken is not None:
        out(paint(str(say("history-broken", {"n": found.broken}, language)), "error"))
    if found.unlike:
        out(paint(str(say("history-unlike", {"n": len(found.unlike), "tags": found.unlike[:MOST]}, language)), "error"))
    if found.doubted:
        out(paint(str(say("history-doubted", {}, language)), "error"))
    if found.whole:
        out(str(say("history-whole", {"lines": found.seq, "n": found.deliveries}, language)))
    out(label("history-head", language, n=found.seq, head=found.hash))


def _what(one: Entry, language: str) -> str:
    event = label(f"event-{one.event.replace(' ', '-').replace(',', '')}", language)
    if not one.after or one.after == one.before or one.event in UNTOLD:
        return event
    state = state_word(one.after, language)
    return event if event.endswith(state) else f"{event} → {state}"


def _about(one: Entry, language: str, zone: ZoneInfo, parts: int) -> Iterator[str]:
    given = one.details
    part, number = given.get("part"), given.get("number")
    if isinstance(part, int) and parts > 1:
        yield label("history-part", language, part=part + 1, parts=parts)
    if isinstance(number, int) and number > 1:
        yield label("history-try", language, number=number)
    if "due" in given:
        due = datetime.fromisoformat(str(given["due"])).astimezone(zone) if given["due"] else None
        yield label("history-due", language, due=due) if due else label("history-due-by-hand", language)
    if role := given.get("role"):
        yield label("history-role", language, role=role)
    if isinstance(code := given.get("code"), str) and not one.why.startswith(code):
        yield said(code, language)
    yield from dict.fromkeys(
        str(value) for value in given.values() if str(value).startswith(("http", "file:", "at://"))
    )
    if one.event == "claimed":
        yield label("history-token", language, token=one.token)
    yield (
        label("history-by-program", language) if one.by in PROGRAM else label("history-by", language, by=one.by or "?")
    )
