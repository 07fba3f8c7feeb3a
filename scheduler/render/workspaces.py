"""The list of clients, and the heading under which a command speaks of one."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from scheduler.model.delivery import Delivery
from scheduler.model.notice import Notice, Severity
from scheduler.plain import harmless
from scheduler.render.ink import out, paint
from scheduler.render.surface import Json, instant, local, problem
from scheduler.render.terminal import SIGNS, line
from scheduler.sentences import label, say


class Workspace(Protocol):
    """One client."""

    @property
    def name(self) -> str: ...
    @property
    def folder(self) -> Path: ...
    @property
    def config(self) -> Path: ...
    @property
    def budget(self) -> int | None: ...
    @property
    def period(self) -> str: ...


class Hours(Protocol):
    """What a client took of its period."""

    @property
    def spent(self) -> int | None: ...
    @property
    def left(self) -> int | None: ...


class Standing(Protocol):
    """How one client stands."""

    @property
    def workspace(self) -> Workspace: ...
    @property
    def problems(self) -> Sequence[Notice]: ...
    @property
    def calendar_id(self) -> str: ...
    @property
    def daemon(self) -> str: ...
    @property
    def beat(self) -> datetime | None: ...
    @property
    def upcoming(self) -> Delivery | None: ...
    @property
    def needs_person(self) -> int | None: ...
    @property
    def awaiting(self) -> int | None: ...
    @property
    def hours(self) -> Hours | None: ...


def heading(name: str, config: str) -> None:
    """The line above what a command says of one client."""
    out(f"\n{paint(f'== {harmless(name)} ==', 'strong')} {paint(harmless(config), 'faint')}")


def minutes(number: int | None, language: str) -> str:
    """Minutes as hours are said; a dash where nobody knows."""
    if number is None:
        return "–"
    said = label("duration", language, lasting=timedelta(minutes=abs(number)))
    return f"−{said}" if number < 0 else said


def surface(one: Standing, language: str) -> Json:
    """As `workspaces --json` shows a client."""
    space, hours, coming = one.workspace, one.hours, one.upcoming
    return {
        "name": space.name,
        "folder": str(space.folder),
        "config": str(space.config),
        "calendar": one.calendar_id,
        "daemon": one.daemon,
        "beat": instant(one.beat),
        "next": {"tag": coming.tag, "due": instant(coming.due), "local": local(coming.local)} if coming else None,
        "needs_person": one.needs_person,
        "awaiting": one.awaiting,
        "minutes": hours.spent if hours else None,
        "budget": space.budget,
        "period": space.period,
        "left": hours.left if hours else None,
        "problems": [problem(each, language) for each in one.problems],
    }


def show(found: Sequence[Standing], language: str, *, file: str) -> None:
    """Print each client: its folder, what publishes, what is next, what waits, and the minutes of its period."""
    if not found:
        out(str(say("workspaces-empty", {}, language)))
        return
    for one in found:
        wrong = any(each.severity is Severity.ERROR for each in one.problems)
        sign = paint("✗", "error") if wrong else paint("~", "warning") if one.needs_person else paint("✓", "good")
        out(
            f"{sign} {paint(harmless(one.workspace.name), 'strong')}  {paint(harmless(str(one.workspace.folder)), 'faint')}"
        )
        for said in _said(one, language):
            out(f"    {said}")
        for notice in one.problems:
            out(f"    {paint(SIGNS[notice.severity], notice.severity.value)} {line(notice, language, colour=True)}")
    out("\n" + paint(label("workspaces-file", language, file=file), "faint"))


def _said(one: Standing, language: str) -> Iterable[str]:
    if one.hours is None and not one.calendar_id:
        return
    if one.hours is None:
        yield label("workspace-nothing-queued", language, id=one.calendar_id)
        return
    coming = one.upcoming
    if coming is None:
        following = label("workspace-next-none", language)
    else:
        following = label(
            "workspace-next", language, at=coming.local or coming.due, post=coming.post, account=coming.account
        )
    yield f"{label(f'workspace-daemon-{one.daemon}', language, at=one.beat)} · {following}"
    waits = [label("workspace-awaiting", language, n=one.awaiting)] if one.awaiting else []
    waits += [paint(label("workspace-needs", language, n=one.needs_person), "warning")] if one.needs_person else []
    if waits:
        yield " · ".join(waits)
    yield budgeted(one.hours.spent, one.workspace.budget, one.workspace.period, language)


def budgeted(spent: int | None, budget: int | None, period: str, language: str) -> str:
    """Minutes spent against what was agreed, in one sentence: what is left, or how far it was passed."""
    about = {
        "spent": minutes(spent, language),
        "budget": minutes(budget, language),
        "period": label(f"period-{period}", language),
    }
    if spent is None:
        code = "hours-unwritten" if budget is None else "hours-unwritten-of"
        return label(code, language, **about)
    if budget is None:
        return label("hours-spent", language, **about)
    if spent > budget:
        return paint(label("hours-over", language, over=minutes(spent - budget, language), **about), "error")
    return label("hours-left", language, left=minutes(budget - spent, language), **about)
