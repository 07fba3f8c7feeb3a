"""A delivery's life, told in words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from scheduler.plain import visible
from scheduler.render.ink import out, paint
from scheduler.render.surface import Json, instant
from scheduler.sentences import label
from scheduler.sentences.stored import said


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


def surface(one: Entry) -> Json:
    """As `history --json` shows it."""
    return {
        "at": instant(one.at),
        "event": one.event,
        "from": one.before or None,
        "to": one.after or None,
        "by": one.by,
        "why": one.why,
        "token": one.token,
    }


def show(tag: str, entries: Sequence[Entry], language: str, zone: str) -> None:
    """Print one line an entry: when (in `zone`, the calendar's), by whom, what, and the state it led to."""
    out(paint(visible(tag), "strong"))
    for one in entries:
        when = label("instant", language, at=one.at.astimezone(ZoneInfo(zone)))
        # The word without its network, of which the journal knows nothing: «refusé», not «refusé par».
        moved = one.after and one.after != one.before
        state = label(f"states-{one.after}", language, n=1).partition(" ")[2] if moved else ""
        why = said(one.why, language)
        event = label(f"event-{one.event.replace(' ', '-').replace(',', '')}", language)
        state = "" if state == event else state
        out(
            f"  {when}  {event}{' → ' + state if state else ''}  {paint(visible(one.by), 'faint')}{'  ' + why if why else ''}"
        )
