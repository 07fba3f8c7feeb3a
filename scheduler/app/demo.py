"""`scheduler demo`: the sample MuseumWeek from file to report, on a simulated clock. Only clock, alarm and connectors differ.

Eight ordinary weeks go out first (the sample's rendez-vous, a series), then the week, then the weeks after; counts are read
back as the daemon would. The audience is invented from a seed, and said to be wherever its numbers appear.
"""

import hashlib
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol, TypeVar

from scheduler import config as configuration
from scheduler.app.scheduler import Scheduler
from scheduler.clock import SimulatedClock
from scheduler.connector import discover
from scheduler.errors import Problem
from scheduler.model.change import Answers
from scheduler.model.delivery import Delivery, State
from scheduler.store import deliveries, snapshots
from scheduler.store.place import sqlite_path, state_root
from scheduler.wake import SimulatedAlarm

CAMPAIGN = "museumweek-2027"
START = datetime(2027, 4, 5, 4, tzinfo=UTC)
"""A Monday, nine weeks before the week: eight of them are its baseline."""
LIVE = timedelta(minutes=20)
"""How long after its window opens the demo's person sends a live post."""
END = datetime(2027, 7, 13, 20, tzinfo=UTC)
"""Four weeks after the week's last post: every age has been reached."""

T = TypeVar("T")


class Progress(Protocol):
    """How the demo tells what it does."""

    def stage(self, code: str, **arguments: object) -> None: ...

    def steps(self, code: str, total: int, items: Iterable[T], **arguments: object) -> Iterable[T]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What the demo left."""

    published: int
    accounts: int
    readings: int
    states: Mapping[str, int]
    report: Path
    timelines: Mapping[str, Path]
    calendar: Path
    config: Path

    def surface(self) -> dict[str, Any]:
        """As `demo --json` shows it."""
        pages = {name: str(page) for name, page in self.timelines.items()}
        paths = {name: str(getattr(self, name)) for name in ("report", "calendar", "config")}
        numbers = {name: getattr(self, name) for name in ("published", "accounts", "readings")}
        return numbers | {"campaign": CAMPAIGN, "states": dict(self.states), "timelines": pages} | paths


def sample() -> Path:
    """The sample calendar: shipped in the package, or the checkout's own."""
    here = Path(__file__).parent.parent
    for folder in (here / "sample", here.parent / "calendars"):
        if (folder / "config.toml").is_file():
            return folder
    raise Problem("demo-no-sample", where=str(here))


def demo(folder: Path | None, *, seed: int, language: str, progress: Progress) -> Played:
    """Play the sample week in `folder` (by default in the state folder), from the beginning each time.

    Raises `Problem` where `folder` holds something that is no demo of ours: it is not emptied then.
    """
    place = folder or state_root() / "demo"
    calendar = _fresh(place)
    clock = SimulatedClock(START)
    config = configuration.load(calendar / "config.toml", networks=discover.names())
    shutil.rmtree(sqlite_path(config.calendar_id).parent, ignore_errors=True)
    with Scheduler(config, clock=clock, seed=seed) as scheduler:
        scheduler.language = language
        progress.stage("check")
        proposal = scheduler.queue.propose((), Answers())
        progress.stage("apply", n=len(proposal.steps))
        scheduler.queue.apply(proposal, by="demo")
        progress.stage("approve")
        _approve(scheduler)
        for _ in progress.steps("publish", (END - START).days, _days(scheduler, clock)):
            pass
        progress.stage("report")
        return _written(scheduler, place, calendar, language)


def _fresh(place: Path) -> Path:
    """Empty `place` of an earlier demo and copy the sample into it."""
    calendar = place / "calendars"
    if place.exists() and any(place.iterdir()) and not (place / ".demo").exists():
        raise Problem("demo-folder-taken", where=str(place))
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True, exist_ok=True)  # the folder one stands in is emptied, and stays
    (place / ".demo").touch()
    shutil.copytree(sample(), calendar, ignore=shutil.ignore_patterns("freelance", "__pycache__"))
    config = calendar / "config.toml"
    own = hashlib.sha256(str(place.resolve()).encode()).hexdigest()[:8]  # a database of its own, not the sample's
    config.write_text(re.sub(r'(?m)^id = "\w+"', f'id = "{own}"', config.read_text(encoding="utf-8")), encoding="utf-8")
    return calendar


def _approve(scheduler: Scheduler) -> None:
    """Each role says yes to what awaits it, as its first person would."""
    waiting = deliveries.select(scheduler.ground.database, states=[State.AWAITING])
    for key in dict.fromkeys(role for one in waiting for role in one.missing_roles):
        posts = dict.fromkeys(
            f"{one.campaign}/{one.post}/{one.occurrence}" for one in waiting if key in one.missing_roles
        )
        person = scheduler.config.roles[key].people[0]
        scheduler.queue.approve(list(posts), role=key, by=person, how="demo")


def _days(scheduler: Scheduler, clock: SimulatedClock) -> Iterable[None]:
    """Run the daemon's own code a day at a time, until END; live posts are sent by hand in their window."""
    live = _live(scheduler)
    day = START
    while day < END:
        start, day = day, min(day + timedelta(days=1), END)
        for moment, one in (each for each in live if start <= each[0] < day):
            scheduler.engine.simulate(SimulatedAlarm(clock, until=moment))
            scheduler.queue.send_now([one.tag], by="demo")
        scheduler.engine.simulate(SimulatedAlarm(clock, until=day))
        yield


def _live(scheduler: Scheduler) -> list[tuple[datetime, Delivery]]:
    """The live posts, each with the moment in its window at which a person sends it, in that order."""
    ready = deliveries.select(scheduler.ground.database, states=[State.READY])
    moments = [(one.local.astimezone(UTC) + LIVE, one) for one in ready if one.due is None and one.local is not None]
    return sorted(moments, key=lambda pair: (pair[0], pair[1].id))


def _written(scheduler: Scheduler, place: Path, calendar: Path, language: str) -> Played:
    page = place / "report.html"
    page.write_text(scheduler.insight.page(CAMPAIGN, language), encoding="utf-8")
    rows = deliveries.select(scheduler.ground.database)
    states = [one.state.value for one in rows]
    return Played(
        published=sum(1 for one in rows if one.state is State.PUBLISHED),
        accounts=len(scheduler.config.accounts),
        readings=len(snapshots.select(scheduler.ground.database)),
        states={state: states.count(state) for state in dict.fromkeys(states)},
        report=page,
        timelines=scheduler.engine.draw(),
        calendar=calendar,
        config=calendar / "config.toml",
    )
