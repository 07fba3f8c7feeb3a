"""Site visits and other series from outside: asked of their counters, or read from files; kept with where they come from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler import secrets
from scheduler.app import tabled
from scheduler.app.ground import Ground
from scheduler.config.values import Counter
from scheduler.connector.platforms import shipped
from scheduler.errors import Problem, SchedulerError
from scheduler.model.surroundings import GOAL, VISITS, Observed, PlatformNote
from scheduler.store import documents, outside
from scheduler.store.outside import Series

BACK = timedelta(weeks=13)
"""How far back visits are asked for, where nothing else is said: a baseline and what lies between."""
DAY = timedelta(days=1)
FILE = "csv"
"""How a file was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was kept: new numbers by source, over these days."""

    first: date
    last: date
    kept: Mapping[str, int] = field(default_factory=dict)
    failed: Mapping[str, SchedulerError] = field(default_factory=dict)
    """Counters that did not answer."""


class Observing:
    """What surrounds the counts, for one calendar."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def visits(self, *, since: date | None = None, until: date | None = None, by: str = "") -> Taken:
        """Ask each counter of `[visits]` for the whole days from `since` to `until` (yesterday). One's trouble stops no other.

        Raises `Problem` where none is named, or where there is no such day.
        """
        one = self._ground
        counters = one.config.counters
        if not counters:
            raise Problem("visits-no-counter", where=str(one.config.path))
        yesterday = one.clock.now().astimezone(ZoneInfo(one.config.timezone)).date() - DAY
        last = min(until or yesterday, yesterday)
        first = since or last - BACK + DAY
        if first > last:
            raise Problem("visits-no-day", where="--from", first=first, last=last)
        kept, failed = {}, {}
        for counter in counters:
            try:
                kept[counter.kind] = outside.add(one.database, self._ask(counter, first, last), by=by)
            except SchedulerError as problem:
                failed[counter.kind] = problem
        return Taken(first=first, last=last, kept=kept, failed=failed)

    def _ask(self, counter: Counter, first: date, last: date) -> Sequence[Observed]:
        from scheduler.connector.counters import Asked  # noqa: PLC0415 - loads requests

        one = self._ground
        asked = Asked(
            address=counter.address,
            site=counter.site,
            token=secrets.resolve(counter.token, one.config.path.parent),
            first=first,
            last=last,
            campaigns=tuple(documents.titles(one.database)),
            now=one.clock.now(),
        )
        count: Callable[[Asked], Sequence[Observed]]
        count = import_module(f"scheduler.connector.counter_{counter.kind}").count
        return count(asked)

    def import_visits(self, path: Path, *, source: str = "", by: str = "") -> Taken:
        """Keep the visits of a CSV file. Raises `tabled.Unreadable` with each cell that cannot be read."""
        return self._keep(tabled.visits(path), path, source, by)

    def add_series(self, name: str, path: Path, *, source: str = "", by: str = "") -> Taken:
        """Keep a series of a CSV file under `name`. Raises as `import_visits`, and `Problem` for a name that is taken."""
        name = " ".join(name.split())
        if not name or name == VISITS or name.startswith(GOAL):
            raise Problem("series-name-unfit", where=name or "series", name=name)
        return self._keep(tabled.series(path, name), path, source, by)

    def _keep(self, cells: Sequence[tabled.Cell], path: Path, source: str, by: str) -> Taken:
        one = self._ground
        named, now = " ".join(source.split()) or path.name, one.clock.now()
        numbers = [
            Observed(
                series=cell.series,
                campaign=cell.campaign,
                content=cell.content,
                day=cell.day,
                value=cell.value,
                source=named,
                method=FILE,
                collected=now,
            )
            for cell in cells
        ]
        kept = {named: outside.add(one.database, numbers, by=by)}
        return Taken(first=min(cell.day for cell in cells), last=max(cell.day for cell in cells), kept=kept)

    def listed(self) -> list[Series]:
        """Every series of every source."""
        return outside.listed(self._ground.database)


def notes(ground: Ground) -> tuple[PlatformNote, ...]:
    """What platforms did to their figures: what comes with the program, and what the user noted."""
    return (*shipped(), *ground.config.events)
