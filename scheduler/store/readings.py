"""What evaluation reads, by the hundred thousand: bare rows one after the other, no variant, and nothing held."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from sys import intern

from scheduler.model.engagement import Counts, Reading, Readings, Snapshot
from scheduler.model.making import maker
from scheduler.store import many
from scheduler.store.database import Database
from scheduler.store.variants import from_json

_READINGS = "SELECT {columns} FROM snapshots{where} ORDER BY tag, part, age"
_OF_ACCOUNTS = (
    " WHERE tag IN (SELECT tag FROM deliveries WHERE account IN (?)"
    " UNION SELECT tag FROM past_posts WHERE account IN (?))"
)
_OUT = (
    "SELECT d.id, d.tag, d.campaign, d.post, d.network, d.account, d.theme, d.category, d.under, d.occurrence, d.state,"
    " r.at, r.remote_id <> '' FROM deliveries d JOIN receipts r ON r.delivery_id = d.id{where} ORDER BY d.id, r.part"
)
_PAST = (
    "SELECT tag, campaign, post, network, account, theme, category, at, parts, title, url, precision FROM past_posts{where}"
    " ORDER BY at, tag"
)
_NAMED = (
    "SELECT d.tag, d.variant, r.url FROM deliveries d JOIN receipts r ON r.delivery_id = d.id"
    " WHERE d.id IN (?) ORDER BY d.id, r.part"
)
_SECOND = timedelta(seconds=1)


class Stored(Readings):
    """The readings of `accounts` (none named: of all) as the database holds them, those of past posts included."""

    def __init__(self, database: Database, accounts: Collection[str] = ()) -> None:
        self._database = database
        self._accounts = tuple(accounts)

    def rows(self) -> Iterator[Reading]:
        """As `Readings` says."""
        return self._read("tag, part, taken, counts, simulated")

    def __iter__(self) -> Iterator[Snapshot]:
        """Each as a value, in the same order."""
        return self._values(None)

    def of(self, tags: Collection[str]) -> Iterator[Snapshot]:
        """As `Readings` says."""
        return self._values(frozenset(tags))

    def _values(self, tags: frozenset[str] | None) -> Iterator[Snapshot]:
        for tag, part, age, taken, counts, simulated, by in self._read("tag, part, age, taken, counts, simulated, by"):
            if tags is not None and tag not in tags:
                continue
            yield Snapshot(
                tag=tag,
                part=part,
                age=age * _SECOND,
                taken=many.moment(taken),
                counts=Counts(**json.loads(counts)),
                simulated=bool(simulated),
                by=by,
            )

    def _read(self, columns: str) -> Iterator[tuple]:  # type: ignore[type-arg]
        where, given = (_OF_ACCOUNTS, (self._accounts, self._accounts)) if self._accounts else ("", ())
        with self._database.read() as connection:
            yield from many.walk(connection, _READINGS.format(columns=columns, where=where), *given)


def newest(database: Database) -> datetime | None:
    """When the last reading of all was taken; None before the first."""
    with database.read() as connection:
        (row,) = many.ask(connection, "SELECT MAX(taken) FROM snapshots")
    return many.told(row[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Out:
    """One delivery of which something went out, without what it says."""

    id: int
    tag: str
    campaign: str
    post: str
    network: str
    account: str
    theme: str
    category: str
    under: str
    occurrence: str
    state: str
    at: datetime
    """When its first part went out."""
    sent: int
    """Parts that went out."""
    known: int
    """Of them, those that have an id of their own at the network: counts are read of these."""


_made = maker(Out)


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One post that went out before this program, or beside it."""

    tag: str
    campaign: str
    post: str
    network: str
    account: str
    theme: str
    category: str
    at: datetime
    parts: int
    title: str
    url: str
    day_only: bool
    """Whether nobody knows its hour."""


def out(database: Database, accounts: Collection[str] = ()) -> Iterator[Out]:
    """What went out on `accounts` (none named: on all), in the order in which it was planned. Read while it is gone through."""
    where, given = (" WHERE d.account IN (?)", (tuple(accounts),)) if accounts else ("", ())
    with database.read() as connection:
        last: tuple = ()  # type: ignore[type-arg]
        sent = known = 0
        for row in many.walk(connection, _OUT.format(where=where), *given):
            if last and row[0] != last[0]:
                yield _out(last, sent, known)
                last = ()
            if not last:
                last, sent, known = row, 0, 0
            sent += 1
            known += row[12]
        if last:
            yield _out(last, sent, known)


def _out(row: tuple, sent: int, known: int) -> Out:  # type: ignore[type-arg]
    return _made(
        id=row[0],
        tag=row[1],
        # The few words that all rows share are held once.
        campaign=intern(row[2]),
        post=row[3],
        network=intern(row[4]),
        account=intern(row[5]),
        theme=intern(row[6]),
        category=intern(row[7]),
        under=row[8],
        occurrence=row[9],
        state=row[10],
        at=many.moment(row[11]),
        sent=sent,
        known=known,
    )


def past(database: Database, accounts: Collection[str] = ()) -> Iterator[Past]:
    """What went out before this program on `accounts` (none named: on all), in order of time. Read while it is gone through."""
    where, given = (" WHERE account IN (?)", (tuple(accounts),)) if accounts else ("", ())
    with database.read() as connection:
        for row in many.walk(connection, _PAST.format(where=where), *given):
            yield Past(
                tag=row[0],
                campaign=intern(row[1]),
                post=row[2],
                network=intern(row[3]),
                account=intern(row[4]),
                theme=intern(row[5]),
                category=intern(row[6]),
                at=many.moment(row[7]),
                parts=row[8],
                title=row[9],
                url=row[10],
                day_only=row[11] != "",
            )


def named(database: Database, ids: Iterable[int]) -> dict[str, tuple[str, str]]:
    """(what its first part says; its address) of each of these deliveries, by tag."""
    wanted, found = list(ids), dict[str, tuple[str, str]]()
    with database.read() as connection:
        for first in range(0, len(wanted), many.MOST):
            for tag, variant, url in many.ask(connection, _NAMED, wanted[first : first + many.MOST]):
                if tag not in found:
                    parts = from_json(variant).parts
                    found[tag] = (parts[0].text if parts else "", url)
    return found


def states(database: Database, campaign: str) -> dict[str, int]:
    """How many deliveries of `campaign` stand in each state, in the order in which they were planned."""
    query = "SELECT state, COUNT(*) FROM deliveries WHERE campaign = ? GROUP BY state ORDER BY MIN(id)"
    with database.read() as connection:
        return dict(many.ask(connection, query, campaign))
