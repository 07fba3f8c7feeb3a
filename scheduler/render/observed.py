"""Site visits and series from outside, as commands answer: what was kept, and what is there."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from scheduler.errors import SchedulerError
from scheduler.plain import visible
from scheduler.render.ink import out, paint
from scheduler.sentences import label, say

Json = Mapping[str, Any]


class Taken(Protocol):
    """What was kept, over some days."""

    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date: ...
    @property
    def kept(self) -> Mapping[str, int]: ...
    @property
    def failed(self) -> Mapping[str, SchedulerError]: ...


class Series(Protocol):
    """One series of one source."""

    @property
    def series(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def method(self) -> str: ...
    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date: ...
    @property
    def days(self) -> int: ...
    @property
    def collected(self) -> datetime: ...


def show(taken: Taken, language: str) -> None:
    """Print what was kept of each source, and who did not answer."""
    for source, number in taken.kept.items():
        given = {"source": source, "n": number, "first": taken.first, "last": taken.last}
        out(str(say("observed-kept", given, language)))
    for source, problem in taken.failed.items():
        out(f"{paint('✗', 'error')} {visible(source)}: {say(problem.code, problem.arguments, language)}")


def surface(taken: Taken, language: str) -> Json:
    """As `--json` shows it."""
    return {
        "first": taken.first.isoformat(),
        "last": taken.last.isoformat(),
        "kept": dict(taken.kept),
        "failed": {
            source: str(say(problem.code, problem.arguments, language)) for source, problem in taken.failed.items()
        },
    }


def listed(found: Sequence[Series], language: str) -> None:
    """Print one line a series and source."""
    if not found:
        out(label("observed-none", language))
    for one in found:
        given = {"name": one.series, "source": one.source, "n": one.days, "first": one.first, "last": one.last}
        out(str(say("observed-series", given, language)))


def listed_surface(found: Sequence[Series]) -> Json:
    """As `series --json` shows it."""
    return {
        "series": [
            {
                "name": one.series,
                "source": one.source,
                "method": one.method,
                "first": one.first.isoformat(),
                "last": one.last.isoformat(),
                "days": one.days,
                "collected": one.collected.isoformat(timespec="seconds").replace("+00:00", "Z"),
            }
            for one in found
        ]
    }
