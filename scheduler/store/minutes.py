"""The minutes that people gave to a calendar: rows are only ever added, one that was wrong is taken back by another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from scheduler.errors import Problem
from scheduler.plain import redact
from scheduler.store import identity
from scheduler.store.database import Database
from scheduler.store.tables import meta, minutes
from scheduler.store.values import instant, told

TIMER = "timer"
"""Under this name the database keeps when the running timer was started, and for what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """One entry. `minutes` is below zero where it takes another (`undoes`) back; `began` is known where a timer ran."""

    id: int
    day: date
    minutes: int
    by: str
    at: datetime
    campaign: str = ""
    post: str = ""
    note: str = ""
    began: datetime | None = None
    undoes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """What runs."""

    began: datetime
    by: str
    campaign: str = ""
    post: str = ""
    note: str = ""


def add(
    database: Database,
    *,
    day: date,
    spent: int,
    by: str,
    at: datetime,
    campaign: str = "",
    post: str = "",
    note: str = "",
) -> Minutes:
    """Write minutes down."""
    with database.write() as connection:
        return _added(
            connection, day=day, minutes=spent, by=redact(by), at=at, campaign=campaign, post=post, note=redact(note)
        )


def undo(database: Database, number: int, *, by: str, at: datetime) -> Minutes:
    """Take an entry back by another. Raises `Problem` for one that is not there, or was taken back."""
    with database.write() as connection:
        one = _of(connection, minutes.c.id == number)
        if not one or one[0].undoes is not None:
            raise Problem("minutes-no-such", where=str(number))
        if _of(connection, minutes.c.undoes == number):
            raise Problem("minutes-undone-already", where=str(number))
        was = one[0]
        return _added(
            connection,
            day=was.day,
            minutes=-was.minutes,
            by=redact(by),
            at=at,
            campaign=was.campaign,
            post=was.post,
            note=was.note,
            undoes=was.id,
        )


def start(database: Database, *, by: str, at: datetime, campaign: str = "", post: str = "", note: str = "") -> Timer:
    """Start the timer. Raises `Problem` where it runs: two at once would count an hour twice."""
    with database.write() as connection:
        if (running := _timer(connection)) is not None:
            raise Problem("timer-runs", began=running.began)
        fresh = Timer(began=at, by=redact(by), campaign=campaign, post=post, note=redact(note))
        identity.keep(connection, TIMER, _written(fresh))
        return fresh


def stop(database: Database, *, day: date, spent: int, by: str, at: datetime, note: str = "") -> Minutes:
    """End the timer and write down `spent`, in one transaction. Raises `Problem` where none runs."""
    with database.write() as connection:
        running = _timer(connection)
        if running is None:
            raise Problem("timer-stands")
        connection.execute(sa.delete(meta).where(meta.c.name == TIMER))
        return _added(
            connection,
            day=day,
            minutes=spent,
            by=redact(by),
            at=at,
            campaign=running.campaign,
            post=running.post,
            note=redact(note) or running.note,
            began=running.began,
        )


def timer(database: Database) -> Timer | None:
    """What runs, if anything does."""
    with database.read() as connection:
        return _timer(connection)


def between(database: Database, first: date, last: date) -> list[Minutes]:
    """The entries of the days from `first` to `last`, both included, in the order in which they were written."""
    span = minutes.c.day.between(first.isoformat(), last.isoformat())
    with database.read() as connection:
        return _of(connection, span)


def total(found: Sequence[Minutes]) -> int | None:
    """The sum; None where nothing was ever written down: that is no zero."""
    return sum(one.minutes for one in found) if found else None


def _added(connection: sa.Connection, *, day: date, **values: object) -> Minutes:
    done = connection.execute(sa.insert(minutes).values(day=day.isoformat(), **values))
    key = done.inserted_primary_key
    assert key is not None, "a row that was inserted has its number"
    return _of(connection, minutes.c.id == key[0])[0]


def _of(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> list[Minutes]:
    found = connection.execute(sa.select(minutes).where(*conditions).order_by(minutes.c.id))
    return [Minutes(**(dict(row) | {"day": date.fromisoformat(row["day"])})) for row in found.mappings()]


def _written(one: Timer) -> str:
    import json  # noqa: PLC0415 - only a timer needs it

    return json.dumps([instant(one.began), one.by, one.campaign, one.post, one.note], ensure_ascii=False)


def _timer(connection: sa.Connection) -> Timer | None:
    import json  # noqa: PLC0415 - as above

    kept = identity.find(connection, TIMER)
    if kept is None:
        return None
    began, by, campaign, post, note = json.loads(kept)
    at = told(began)
    assert at is not None, "a timer has a beginning"
    return Timer(began=at, by=by, campaign=campaign, post=post, note=note)
