"""Several clients: each workspace is a calendar of its own, and this is the list of them."""

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from scheduler import config as configuration
from scheduler.app import health, hours, weekly
from scheduler.app.ground import Ground
from scheduler.app.hours import Hours
from scheduler.app.trust import trust
from scheduler.clock import Clock, SystemClock
from scheduler.config import Config, registry
from scheduler.config.registry import Workspace
from scheduler.connector import discover
from scheduler.errors import ExitCode, Problem, SchedulerError, Usage
from scheduler.model.delivery import NEEDS_PERSON, UNSENT, Delivery, State
from scheduler.model.notice import Notice, error, warning
from scheduler.model.spelling import Misspelt, slug
from scheduler.store import agenda, lock, place
from scheduler.store.files import replace

AHEAD = timedelta(days=366)
"""How far the next delivery is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one client stands. What cannot be read says so in `problems`; the rest is then unknown, not zero."""

    workspace: Workspace
    problems: tuple[Notice, ...]
    calendar_id: str = ""
    daemon: str = "none"
    """alive, passes (of cron), stale, or none."""
    beat: datetime | None = None
    upcoming: Delivery | None = None
    needs_person: int | None = None
    awaiting: int | None = None
    hours: Hours | None = None

    @property
    def wrong(self) -> bool:
        """Whether this client's calendar cannot be used as it is."""
        return any(one.severity.value == "error" for one in self.problems)


def file() -> Path:
    """Where the list is kept."""
    return registry.path()


def every() -> tuple[Workspace, ...]:
    """All workspaces. Raises `Problem` where there are none."""
    found = tuple(registry.load().values())
    if not found:
        raise Problem("workspaces-empty", where=str(registry.path()))
    return found


def ground_of(one: Workspace, clock: Clock | None = None) -> Ground:
    """The calendar of a workspace. Raises `Problem` where it cannot be used, or is not a client of its own."""
    registry.must_be_alone(one)
    return Ground(configuration.load(one.config, networks=discover.names()), clock=clock)


def listed(clock: Clock | None = None) -> list[Standing]:
    """How each client stands; nothing is made that was not there, and nobody is asked."""
    known = registry.load()
    shared = _shared(known.values())
    return [_standing(one, tuple(shared.get(one.name, ())), clock or SystemClock()) for one in known.values()]


def add(name: str, folder: Path, *, budget: int | None, period: str | None) -> Workspace:
    """Put a folder on the list, or change what the list says of it; the references to secrets in its configuration are trusted.

    Raises `Problem` for a name that is another folder's, or a folder that is not a client of its own beside the others.
    """
    if period is not None and period not in registry.PERIODS:
        raise Usage("unknown-period", where="--period", name=period, known=registry.PERIODS)
    try:
        slug(name)
    except Misspelt as wrong:
        about: dict[str, Any] = {"where": name, **wrong.arguments}
        raise Problem(wrong.code, **about) from None
    known, place_of_it = registry.load(), folder.expanduser().absolute()
    was = known.get(name)
    one = Workspace(
        name=name,
        folder=place_of_it,
        budget=budget if budget is not None else was.budget if was else None,
        period=period or (was.period if was else "month"),
    )
    if was is not None and os.path.realpath(was.config) != os.path.realpath(one.config):
        raise Problem("workspace-name-taken", where=name, name=name, folder=str(was.folder))
    if found := registry.clash(one, list(known.values())):
        code, other = found
        raise Problem(code, where=str(one.config), name=name, other=other.name, file=str(other.config))
    loaded = configuration.load(one.config, networks=discover.names())
    values = {"folder": str(one.folder), "budget": one.budget, "period": one.period if one.budget else None}
    _write(name, {key: value for key, value in values.items() if value is not None})
    trust(loaded)
    return one


def remove(name: str) -> Workspace:
    """Take a workspace off the list; its folder, its queue and its secrets stay where they are."""
    one = registry.named(name)
    _write(name, None)
    return one


def worst(found: Collection[Standing]) -> ExitCode:
    """1 where a client's calendar cannot be used, 4 where one needs a person, else 0."""
    if any(one.needs_person for one in found):
        return ExitCode.NEEDS_PERSON
    return ExitCode.PROBLEMS if any(one.wrong for one in found) else ExitCode.DONE


def _write(name: str, values: dict[str, object] | None) -> None:
    path = registry.path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        replace(path, registry.written(text, name, values).encode())
    except OSError as failed:
        raise Problem("not-writable", where=str(path), reason=failed.strerror or "") from failed


def _standing(one: Workspace, shared: tuple[Notice, ...], clock: Clock) -> Standing:
    try:
        ground = ground_of(one, clock)
    except SchedulerError as problem:
        found = (*getattr(problem, "notices", ()), _told(problem))
        return Standing(workspace=one, problems=(*found, *shared))
    try:
        return _of_queue(one, ground, shared)
    except SchedulerError as problem:
        return Standing(workspace=one, problems=(_told(problem), *shared), calendar_id=ground.config.calendar_id)
    finally:
        ground.close()


def _of_queue(one: Workspace, ground: Ground, shared: tuple[Notice, ...]) -> Standing:
    config, now = ground.config, ground.clock.now()
    if not _queued(config):
        return Standing(workspace=one, problems=shared, calendar_id=config.calendar_id)
    beat = lock.last_beat(ground.database.folder)
    with agenda.seen(ground.database) as seen:
        coming = [row for row in seen.between(now, now + AHEAD) if row.state in UNSENT and row.due]
        needs = seen.posts_in(NEEDS_PERSON - {State.AWAITING, State.HELD})
        awaiting = seen.posts_in([State.AWAITING])
    return Standing(
        workspace=one,
        problems=(*health.hindered(ground), *shared),
        calendar_id=config.calendar_id,
        daemon=_daemon(ground, beat, now),
        beat=beat.at.astimezone(ZoneInfo(config.timezone)) if beat else None,
        upcoming=coming[0] if coming else None,
        needs_person=needs,
        awaiting=awaiting,
        hours=hours.of(ground, workspace=one),
    )


def _daemon(ground: Ground, beat: lock.Beat | None, now: datetime) -> str:
    if ground.database.several:
        return "alive" if health.publishes(ground) else "none"
    if beat is None:
        return "none"
    if not weekly.alive(beat, now):
        return "stale"
    return "alive" if beat.daemon else "passes"


def _queued(config: Config) -> bool:
    """Whether there is a database yet: a look makes none."""
    if config.database_url.startswith("postgresql"):
        return True
    from scheduler.store.address import sqlite_file  # noqa: PLC0415 - loads SQLAlchemy, as a queue does

    return sqlite_file(config.database_url or place.sqlite_path(config.calendar_id)).exists()


def _shared(known: Collection[Workspace]) -> dict[str, list[Notice]]:
    """Secrets that two clients name alike: one's token may be the other's."""
    named: dict[str, list[str]] = {}
    for one in known:
        for reference in registry.glance(one.config).references:
            named.setdefault(reference, []).append(one.name)
    found: dict[str, list[Notice]] = {}
    for reference, names in sorted(named.items()):
        for name in names if len(names) > 1 else ():
            others = [other for other in names if other != name]
            found.setdefault(name, []).append(warning("workspace-secret-shared", reference=reference, others=others))
    return found


def _told(problem: SchedulerError) -> Notice:
    return error(problem.code, None, problem.where, **problem.arguments)


def grounds(clock: Clock | None = None) -> Iterator[tuple[Workspace, Ground | SchedulerError]]:
    """Each client's calendar, open, or what keeps it from being opened; it is closed when the next is asked for."""
    for one in every():
        try:
            ground = ground_of(one, clock)
        except SchedulerError as problem:
            yield one, problem
            continue
        try:
            yield one, ground
        finally:
            ground.close()
