"""Numbers of single days from outside, append-only: what a source said before stays, and what it said last holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from scheduler.model.surroundings import Observed
from scheduler.plain import redact
from scheduler.store import many
from scheduler.store.database import Database
from scheduler.store.tables import outside

_NEWEST = (
    "SELECT o.series, o.campaign, o.content, o.day, o.value, o.source, o.method, o.collected_at FROM outside o"
    " JOIN (SELECT MAX(id) AS id FROM outside{where} GROUP BY series, campaign, content, day, source) n ON n.id = o.id"
    " ORDER BY o.series, o.source, o.campaign, o.content, o.day"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One series of one source, in short."""

    series: str
    source: str
    method: str
    first: date
    last: date
    days: int
    collected: datetime


def add(database: Database, numbers: Iterable[Observed], *, by: str = "") -> int:
    """Keep what is new; return how many that were. What a source says again is not kept twice."""
    wanted = list(numbers)
    known = {_key(one): one.value for one in select(database, sources=sorted({one.source for one in wanted}))}
    rows = []
    for one in wanted:
        if known.get(_key(one)) != one.value:
            known[_key(one)] = one.value
            rows.append(_row(one, by))
    if rows:
        with database.write() as connection:
            connection.execute(sa.insert(outside), rows)
    return len(rows)


def select(database: Database, *, sources: Sequence[str] = ()) -> list[Observed]:
    """What each source (or only these) said last of each day, by series, source and day."""
    where, given = (" WHERE source IN (?)", (tuple(sources),)) if sources else ("", ())
    with database.read() as connection:
        return [
            Observed(
                series=series,
                campaign=campaign,
                content=content,
                day=date.fromisoformat(day),
                value=value,
                source=source,
                method=method,
                collected=many.moment(collected),
            )
            for series, campaign, content, day, value, source, method, collected in many.ask(
                connection, _NEWEST.format(where=where), *given
            )
        ]


def listed(database: Database) -> list[Series]:
    """Every series of every source, those of single campaigns and contents counted with the whole."""
    found: dict[tuple[str, str], list[Observed]] = {}
    for one in select(database):
        found.setdefault((one.series, one.source), []).append(one)
    return [
        Series(
            series=series,
            source=source,
            method=some[-1].method,
            first=min(one.day for one in some),
            last=max(one.day for one in some),
            days=len({one.day for one in some}),
            collected=max(one.collected for one in some),
        )
        for (series, source), some in sorted(found.items())
    ]


def _key(one: Observed) -> tuple[str, str, str, date, str]:
    return one.series, one.campaign, one.content, one.day, one.source


def _row(one: Observed, by: str) -> dict[str, object]:
    return {
        "series": one.series,
        "campaign": one.campaign,
        "content": one.content,
        "day": one.day.isoformat(),
        "value": one.value,
        "source": one.source,
        "method": one.method,
        "collected_at": one.collected,
        "by": redact(by),
    }
