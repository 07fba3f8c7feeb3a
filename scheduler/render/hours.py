"""Minutes, told and for scripts."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from scheduler.plain import visible
from scheduler.render.days import day_name
from scheduler.render.ink import out, paint
from scheduler.render.surface import Json, instant
from scheduler.render.workspaces import budgeted, minutes
from scheduler.sentences import label, say


class Minutes(Protocol):
    """One entry."""

    @property
    def id(self) -> int: ...
    @property
    def day(self) -> date: ...
    @property
    def minutes(self) -> int: ...
    @property
    def by(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def campaign(self) -> str: ...
    @property
    def post(self) -> str: ...
    @property
    def note(self) -> str: ...
    @property
    def undoes(self) -> int | None: ...


class Timer(Protocol):
    """What runs."""

    @property
    def began(self) -> datetime: ...
    @property
    def campaign(self) -> str: ...
    @property
    def post(self) -> str: ...


class Hours(Protocol):
    """A period of one client."""

    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date: ...
    @property
    def period(self) -> str: ...
    @property
    def entries(self) -> Sequence[Minutes]: ...
    @property
    def spent(self) -> int | None: ...
    @property
    def planned(self) -> int | None: ...
    @property
    def budget(self) -> int | None: ...
    @property
    def left(self) -> int | None: ...
    @property
    def running(self) -> Timer | None: ...
    @property
    def zone(self) -> str: ...


def entry(one: Minutes) -> Json:
    """One entry, for scripts."""
    return {
        "id": one.id,
        "day": one.day.isoformat(),
        "minutes": one.minutes,
        "campaign": one.campaign,
        "post": one.post,
        "note": one.note,
        "by": one.by,
        "at": instant(one.at),
        "undoes": one.undoes,
    }


def surface(one: Hours) -> Json:
    """As `time --json` shows a period."""
    return {
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "period": one.period,
        "spent": one.spent,
        "planned": one.planned,
        "budget": one.budget,
        "left": one.left,
        "running": running_surface(one.running),
        "entries": [entry(each) for each in one.entries],
    }


def running_surface(one: Timer | None) -> Json | None:
    """What runs, or null."""
    return {"began": instant(one.began), "campaign": one.campaign, "post": one.post} if one else None


def show(one: Hours, language: str) -> None:
    """Print every entry of the period, its sum against what was agreed, and what the files plan."""
    undone = {each.undoes for each in one.entries}
    for each in one.entries:
        about = visible(" · ".join(filter(None, ("/".join(filter(None, (each.campaign, each.post))), each.note))))
        text = f"{each.id:>4}  {day_name(each.day, 'long', language):<20} {minutes(each.minutes, language):>9}  {about}"
        out(paint(text.rstrip(), "faint") if each.id in undone or each.undoes else text.rstrip())
    out(label("hours-span", language, first=one.first, last=one.last))
    out(budgeted(one.spent, one.budget, one.period, language))
    if one.planned is not None:
        out(label("hours-planned", language, planned=minutes(one.planned, language)))
    if one.running is not None:
        out(running(one.running, one.zone, language))


def running(one: Timer, zone: str, language: str) -> str:
    """That a timer runs."""
    return label("timer-running", language, began=one.began.astimezone(ZoneInfo(zone)))


def started(one: Timer, zone: str, language: str) -> None:
    """Say that a timer was started."""
    out(str(say("timer-started", {"began": one.began.astimezone(ZoneInfo(zone))}, language)))


def written(one: Minutes, language: str) -> None:
    """Say what was written down."""
    about = "/".join(filter(None, (one.campaign, one.post)))
    code = "hours-taken-back" if one.undoes else "hours-added-about" if about else "hours-added"
    said = {"spent": minutes(abs(one.minutes), language), "day": one.day, "id": one.id, "about": about}
    out(str(say(code, said | {"was": one.undoes}, language)))


def everyone(found: Mapping[str, Hours], problems: Mapping[str, str], language: str) -> None:
    """Print each client's sum against its budget, then all of them together."""
    widest = max(map(len, (*found, *problems)), default=0)
    for name, one in found.items():
        out(f"{paint(f'{visible(name):<{widest}}', 'strong')}  {budgeted(one.spent, one.budget, one.period, language)}")
        if one.planned is not None:
            out(f"{'':<{widest}}  {label('hours-planned', language, planned=minutes(one.planned, language))}")
        if one.running is not None:
            out(f"{'':<{widest}}  {running(one.running, one.zone, language)}")
    for name, why in problems.items():
        out(f"{visible(name):<{widest}}  {paint('✗', 'error')} {why}")
    written_down = [one.spent for one in found.values() if one.spent is not None]
    over = sum(1 for one in found.values() if one.left is not None and one.left < 0)
    if written_down:
        about = {
            "spent": minutes(sum(written_down), language),
            "n": len(written_down),
            "of": len(found) + len(problems),
        }
        out("\n" + label("hours-all", language, **about))
    if over:
        out(paint(label("hours-all-over", language, n=over), "error"))
