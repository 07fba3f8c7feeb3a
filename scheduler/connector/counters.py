"""What counts visits of a site, asked day by day: of the whole site, and of the links that bear our campaigns' names.

Importing this module loads requests.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import requests

from scheduler.connector.http import Session
from scheduler.connector.outcome import failure
from scheduler.errors import SchedulerError
from scheduler.model.surroundings import GOAL, VISITS, Observed

DAY = timedelta(days=1)
NAMELESS = frozenset({"", "(none)", "(not set)"})
"""How a link without content is called."""


class Unanswered(SchedulerError):
    """A counter refused, or could not be reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of a counter: whole days, `first` to `last`, of `site`, and the links of `campaigns`."""

    address: str
    site: str
    token: str
    first: date
    last: date
    campaigns: tuple[str, ...]
    now: datetime
    timeout: float = 20.0

    @property
    def days(self) -> list[date]:
        """Each of the days."""
        return [self.first + DAY * number for number in range((self.last - self.first).days + 1)]


class Line:
    """One counter's line: its origin pinned, no redirect followed, time bounded, every failure a sentence."""

    def __init__(self, name: str, asked: Asked) -> None:
        parts = urlsplit(asked.address)
        self.name = name
        self._base = f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"
        self._session = Session(f"{parts.scheme}://{parts.netloc}", timeout=asked.timeout)
        self._now = asked.now

    def post(self, path: str, **named: Any) -> Any:
        """What it answers to a question, as JSON. Raises `Unanswered`."""
        try:
            answer = self._session.post(f"{self._base}{path}", **named)
        except requests.RequestException as problem:
            found = failure(problem, now=self._now, writing=False)
            raise Unanswered("visits-unreachable", where=self.name, detail=found.detail) from problem
        if answer.status_code != requests.codes.ok:
            found = failure(answer, now=self._now, writing=False)
            raise Unanswered("visits-refused", where=self.name, detail=found.detail, said=found.detail)
        try:
            return answer.json()
        except ValueError:
            raise Unanswered("visits-senseless", where=self.name) from None

    def close(self) -> None:
        """Let go of the connection."""
        self._session.close()


Cells = Mapping[tuple[str, str, str, date], float]
"""By (series, campaign, content, day)."""


def observed(asked: Asked, cells: Cells, *, source: str, method: str) -> list[Observed]:
    """`cells` as readings of `source`, with each campaign's sum where it is not told, and 0 where nothing is listed.

    It lists what was visited: a day of a campaign that it leaves out is a day without a visit.
    """
    whole: dict[tuple[str, str, str, date], float] = dict(cells)
    told = {(series, campaign, day) for series, campaign, content, day in cells if campaign and not content}
    for (series, campaign, content, day), value in cells.items():
        if campaign and content and (series, campaign, day) not in told:
            key = (series, campaign, "", day)
            whole[key] = whole.get(key, 0.0) + value
    for campaign in asked.campaigns:
        for day in asked.days:
            whole.setdefault((VISITS, campaign, "", day), 0.0)
    return [
        Observed(
            series=series,
            campaign=campaign,
            content="" if content in NAMELESS else content,
            day=day,
            value=value,
            source=source,
            method=method,
            collected=asked.now,
        )
        for (series, campaign, content, day), value in sorted(whole.items())
        if not (campaign and content in NAMELESS and content)
    ]


def number(value: object) -> float | None:
    """A number of an answer; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    return float(value) if isinstance(value, str) and value.isdecimal() else None


Counting = Callable[[Asked], Sequence[Observed]]


def goal(name: object) -> str:
    """The series of a goal."""
    return f"{GOAL}{' '.join(str(name).split())}"


def only_days(given: object, days: Iterable[date]) -> Mapping[date, Any]:
    """What an answer holds by day, of the days that were asked for."""
    wanted = {day.isoformat(): day for day in days}
    if not isinstance(given, Mapping):
        return {}
    return {wanted[name]: value for name, value in given.items() if name in wanted}
