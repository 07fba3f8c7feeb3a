"""What is known of each account: who it is at its network, whether it is blocked, dated facts, and its followers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from scheduler.plain import redact
from scheduler.store import many
from scheduler.store.database import Database
from scheduler.store.journal import Line, append
from scheduler.store.tables import account_figures, accounts, facts
from scheduler.store.tables import followers as follower_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """Who an account was when it was first connected. `identity` is its remote id, `reference` where its secret lies."""

    account: str
    network: str
    origin: str
    identity: str
    reference: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """An account that must not be spoken for until a person has acted, and why."""

    account: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something read from the network (a limit, a resolved handle), and when."""

    value: Any
    read_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Followers:
    """How many followers an account had."""

    account: str
    at: datetime
    count: int
    simulated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What a network said of an account, by name."""

    account: str
    name: str
    at: datetime
    value: int
    simulated: bool = False


def pin(
    database: Database,
    account: str,
    *,
    identity: str,
    at: datetime,
    network: str = "",
    origin: str = "",
    reference: str = "",
    by: str = "",
) -> Pin:
    """Remember who `account` is, in place of what was remembered, and lift its block; return it as it is kept."""
    identity = redact(identity)
    values = {"network": network, "origin": origin, "identity": identity, "reference": reference, "pinned_at": at}
    with database.write() as connection:
        _upsert(connection, account, values | {"blocked_at": None, "blocked_for": ""})
        details = {"account": account, "identity": identity, "origin": origin}
        append(connection, [Line(at=at, event="account pinned", by=by, details=details)])
    return Pin(account=account, network=network, origin=origin, identity=identity, reference=reference, at=at)


def pinned(database: Database, account: str) -> Pin | None:
    """Who `account` was when it was pinned; None where it never was."""
    query = sa.select(accounts).where(accounts.c.account == account, accounts.c.pinned_at.is_not(None))
    with database.read() as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return Pin(
        account=row.account,
        network=row.network,
        origin=row.origin,
        identity=row.identity,
        reference=row.reference,
        at=row.pinned_at,
    )


_ALL_BLOCKED = sa.select(accounts).where(accounts.c.blocked_at.is_not(None)).order_by(accounts.c.account)
_CONNECTED_AMONG = (
    "SELECT account, pinned_at FROM accounts WHERE account IN (?) AND pinned_at IS NOT NULL AND origin != ''"
)
_CONNECTED = sa.select(accounts.c.pinned_at).where(
    accounts.c.account == sa.bindparam("account"), accounts.c.pinned_at.is_not(None), accounts.c.origin != ""
)


def connected_at(database: Database, account: str) -> datetime | None:
    """When a person last connected `account`, or said that it points where it does; None where nobody ever did."""
    with database.read() as connection:
        return connection.execute(_CONNECTED, {"account": account}).scalar_one_or_none()


def connected_among(database: Database, names: Collection[str]) -> dict[str, datetime]:
    """When a person last connected each of `names`; those that nobody ever did are left out."""
    with database.read() as connection:
        return {account: many.moment(at) for account, at in many.ask(connection, _CONNECTED_AMONG, names)}


def block(database: Database, account: str, why: str, *, at: datetime, by: str = "") -> None:
    """Stop everything for `account`: nothing of it is claimed until `unblock` or `pin`. The first reason stands."""
    with database.write() as connection:
        if _blocked(connection, account):
            return
        _upsert(connection, account, {"blocked_at": at, "blocked_for": redact(why)})
        details = {"account": account}
        append(connection, [Line(at=at, event="account blocked", by=by, why=why, details=details)])


def unblock(database: Database, account: str, *, at: datetime, by: str = "") -> None:
    """Let `account` go on; nothing happens where it is not blocked."""
    with database.write() as connection:
        if not _blocked(connection, account):
            return
        _upsert(connection, account, {"blocked_at": None, "blocked_for": ""})
        append(connection, [Line(at=at, event="account unblocked", by=by, details={"account": account})])


def blocked(database: Database) -> Mapping[str, Block]:
    """Every blocked account, with why and since when."""
    with database.read() as connection:
        rows = connection.execute(_ALL_BLOCKED).all()
    return {row.account: Block(account=row.account, why=row.blocked_for, at=row.blocked_at) for row in rows}


def remember(database: Database, account: str, given: Mapping[str, object], *, at: datetime) -> None:
    """Keep facts of an account by name (values as JSON has them), dated `at`, in place of older ones."""
    with database.write() as connection:
        for name, value in given.items():
            connection.execute(sa.delete(facts).where(facts.c.account == account, facts.c.name == name))
            row = {"account": account, "name": name, "value": value, "read_at": at}
            connection.execute(sa.insert(facts).values(row))


def forget(database: Database, account: str, *, before: datetime) -> None:
    """Let go of the facts of `account` that were kept before that instant."""
    with database.write() as connection:
        connection.execute(sa.delete(facts).where(facts.c.account == account, facts.c.read_at < before))


def remembered(database: Database, account: str) -> Mapping[str, Fact]:
    """The facts kept of `account`, by name."""
    query = sa.select(facts).where(facts.c.account == account).order_by(facts.c.name)
    with database.read() as connection:
        return {row.name: Fact(value=row.value, read_at=row.read_at) for row in connection.execute(query)}


def count_followers(database: Database, account: str, count: int, *, at: datetime, simulated: bool = False) -> None:
    """Keep how many followers `account` has at `at`; a second count for the same instant replaces the first."""
    table = follower_table.c
    with database.write() as connection:
        connection.execute(sa.delete(follower_table).where(table.account == account, table.at == at))
        row = {"account": account, "at": at, "count": count, "simulated": simulated}
        connection.execute(sa.insert(follower_table).values(row))


def followers(
    database: Database, account: str | None = None, *, start: datetime | None = None, end: datetime | None = None
) -> list[Followers]:
    """The counts of one account or of all, from `start` on and before `end`, by account and time."""
    table = follower_table.c
    conditions = [table.account == account] if account is not None else []
    conditions += [table.at >= start] if start is not None else []
    conditions += [table.at < end] if end is not None else []
    query = sa.select(follower_table).where(*conditions).order_by(table.account, table.at)
    with database.read() as connection:
        return [Followers(**row) for row in connection.execute(query).mappings()]


def count(database: Database, account: str, given: Mapping[str, int], *, at: datetime, simulated: bool = False) -> None:
    """Keep what the network says of `account` at `at` besides its followers, by name."""
    rows = [
        {"account": account, "name": name, "at": at, "value": value, "simulated": simulated}
        for name, value in given.items()
    ]
    if rows:
        with database.write() as connection:
            table = account_figures.c
            same = sa.and_(table.account == account, table.at == at)
            connection.execute(sa.delete(account_figures).where(same))
            connection.execute(sa.insert(account_figures), rows)


def figures(
    database: Database, account: str, *, start: datetime | None = None, end: datetime | None = None
) -> list[Figure]:
    """What was counted of `account` besides its followers, from `start` on and before `end`, by name and time."""
    table = account_figures.c
    conditions = [table.account == account]
    conditions += [table.at >= start] if start is not None else []
    conditions += [table.at < end] if end is not None else []
    query = sa.select(account_figures).where(*conditions).order_by(table.name, table.at)
    with database.read() as connection:
        return [Figure(**row) for row in connection.execute(query).mappings()]


def latest_followers(database: Database) -> list[Followers]:
    """The last count of each account that ever was counted, by account."""
    table = follower_table.c
    last = sa.select(table.account, sa.func.max(table.at).label("at")).group_by(table.account).subquery()
    both = sa.and_(table.account == last.c.account, table.at == last.c.at)
    query = sa.select(follower_table).join(last, both).order_by(table.account)
    with database.read() as connection:
        return [Followers(**row) for row in connection.execute(query).mappings()]


def _blocked(connection: sa.Connection, account: str) -> bool:
    query = sa.select(accounts.c.account).where(accounts.c.account == account, accounts.c.blocked_at.is_not(None))
    return connection.execute(query).first() is not None


def _upsert(connection: sa.Connection, account: str, values: Mapping[str, object]) -> None:
    done = connection.execute(sa.update(accounts).where(accounts.c.account == account).values(dict(values)))
    if not done.rowcount:
        connection.execute(sa.insert(accounts).values({"account": account} | dict(values)))
