"""The brake on the terminal and as JSON: what is paused and why, what that stops, and what became of it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from scheduler.model.delivery import Delivery
from scheduler.plain import visible
from scheduler.render.ink import out, paint
from scheduler.render.queue import SIGNS
from scheduler.render.queue import surface as shown
from scheduler.render.surface import Json, instant
from scheduler.sentences import label, say

MOST = 10
"""Posts that are named; the number of all stands before them."""


class Pause(Protocol):
    """Something that is paused."""

    @property
    def scope(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def by(self) -> str: ...
    @property
    def at(self) -> datetime | None: ...
    @property
    def file(self) -> str: ...


def surface(one: Pause) -> Json:
    """As `queue --json`, `pause --json` and `resume --json` show a pause."""
    return {
        "scope": str(one.scope),
        "name": one.name,
        "reason": one.reason,
        "by": one.by,
        "at": instant(one.at),
        "file": one.file,
    }


def line(one: Pause, language: str, zone: str) -> str:
    """One pause in words: what, by whom, why, since when, and how it ends."""
    if not one.by and one.file:
        said = say("doctor-paused", {}, language)
        return f"{one.file}: {said}"
    since = label("paused-since", language, at=one.at.astimezone(ZoneInfo(zone))) if one.at else ""
    why = one.reason or label("paused-no-reason", language)
    said = say(f"paused-{one.scope}", {"name": one.name, "by": one.by or "?", "why": why}, language)
    return f"{said.text[:-1]}{', ' + since if since else ''}. {said.advice}"


def paused(found: Sequence[Pause], language: str, zone: str) -> None:
    """Print what is paused, before anything that one might expect to go out."""
    for one in found:
        out(f"{paint('‖', 'warning')} {visible(line(one, language, zone))}")


def pulled_surface(
    pause: Pause, file: Path, stopped: Sequence[Delivery], flying: Sequence[Delivery], language: str, why: str
) -> Json:
    """As `pause --json` shows what was done."""
    return {
        "paused": True,
        "file": str(file),
        **{name: value for name, value in surface(pause).items() if name != "file"},
        "told": not why,
        "trouble": why,
        "stopped": [shown(one, language) for one in stopped],
        "flying": [shown(one, language) for one in flying],
    }


def pulled(pause: Pause, stopped: Sequence[Delivery], flying: Sequence[Delivery], language: str, why: str) -> None:
    """Say that it is paused, and what that stops."""
    code = "paused-now" if pause.scope == "all" else f"paused-now-{pause.scope}"
    out(paint(label(code, language, name=pause.name), "good"))
    if why:
        out(f"{paint('!', 'warning')} {say('paused-untold', {'why': why}, language)}")
        return
    out(label("paused-stops" if stopped else "paused-stops-nothing", language, n=len(stopped)))
    rows(stopped, language)
    if flying:
        out(label("paused-flying", language, n=len(flying)))
        rows(flying, language)


def rows(found: Sequence[Delivery], language: str) -> None:
    """Print deliveries, one a line, the first ones."""
    for one in found[:MOST]:
        out(f"  {SIGNS[one.state]} {visible(row(one, language))}")
    if len(found) > MOST:
        out(f"  {label('news-more', language, n=len(found) - MOST)}")


def row(one: Delivery, language: str) -> str:
    """A delivery with its hour and its state."""
    state = label(f"state-{one.state.value}", language, network=one.network)
    return label("late-row", language, tag=one.tag, hour=one.local or one.due, state=state)


def resumed_surface(
    lifted: Sequence[Pause],
    left: Sequence[Pause],
    settled: Sequence[Delivery],
    late: Sequence[Delivery],
    language: str,
    file: Path,
) -> Json:
    """As `resume --json` shows what was done, or (`late`) what somebody must decide first."""
    return {
        "paused": bool(left) or bool(late),
        "file": str(file),
        "resumed": [surface(one) for one in lifted],
        "left": [surface(one) for one in left],
        "settled": [shown(one, language) for one in settled],
        "late": [shown(one, language) for one in late],
    }


def resumed(pause: Pause, settled: Sequence[Delivery], left: Sequence[Pause], language: str, zone: str) -> None:
    """Say what goes on, what became of what was late, and what is still paused."""
    code = "resumed" if pause.scope == "all" else f"resumed-{pause.scope}"
    out(paint(label(code, language, name=pause.name), "good"))
    rows(settled, language)
    if left:
        out(label("resume-others", language))
        paused(left, language, zone)
