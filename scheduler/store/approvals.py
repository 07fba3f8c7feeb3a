"""Yeses, each bound to the digest that was seen, the account's remote identity, and the earliest hour it was given for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import Connection, func, insert, select, update

from scheduler.errors import Problem
from scheduler.model.delivery import UNSENT, Delivery, Event, State
from scheduler.plain import redact
from scheduler.store import rows
from scheduler.store.database import Database
from scheduler.store.journal import append, note
from scheduler.store.tables import accounts, approvals, deliveries
from scheduler.store.transitions import must, settle, step


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a yes changed: `deliveries` as they are now, `ready` those that it made ready."""

    deliveries: tuple[Delivery, ...]
    ready: tuple[Delivery, ...]


class Occurring(Protocol):
    """What approvals of earlier occurrences may cover: one content of a series on one account."""

    @property
    def campaign(self) -> str: ...
    @property
    def post(self) -> str: ...
    @property
    def account(self) -> str: ...
    @property
    def digest(self) -> str: ...
    @property
    def hour(self) -> datetime | None: ...
    @property
    def roles(self) -> tuple[str, ...]: ...


def give(
    database: Database,
    delivery_ids: Iterable[int],
    *,
    role: str,
    by: str,
    how: str,
    at: datetime,
    seen: Iterable[Delivery] = (),
    proof: str = "",
) -> Given:
    """Record the yes of `role` for each delivery, for its text and hour as they are now; one transaction.

    A delivery whose last yes this is becomes READY; one held stays held. A yes that is there already is not written twice; a
    delivery that does not ask for the role, or is past approving, is left alone and not in the answer. `seen` are deliveries
    as the person saw them: `Problem("changed-meanwhile")` where one has another text or hour by now. `proof` is what a role
    that wants one was given (`flow.signing`).
    """
    as_seen = {one.id: (one.digest, one.hour) for one in seen}
    with database.write() as connection:
        given: list[Delivery] = []
        ready: list[Delivery] = []
        for old in _asked(connection, delivery_ids):
            if as_seen.get(old.id, (old.digest, old.hour)) != (old.digest, old.hour):
                raise Problem("changed-meanwhile", tag=old.tag)
            if role not in old.roles:
                continue
            if role in old.missing_roles or (proof and all(yes.proof != proof for yes in old.approvals)):
                _write(connection, old, role=role, by=by, how=how, at=at, proof=proof)
            now = settle(connection, old.id, by=by, at=at)
            given.append(now)
            if now.state is not old.state:
                ready.append(now)
    return Given(deliveries=tuple(given), ready=tuple(ready))


def take_back(
    database: Database, delivery_ids: Iterable[int], *, role: str, by: str, why: str = "", at: datetime
) -> tuple[Delivery, ...]:
    """Take back every yes of `role` for these deliveries; what needs it is AWAITING again. Returns those changed."""
    with database.write() as connection:
        changed: list[Delivery] = []
        for old in _asked(connection, delivery_ids):
            mine = (approvals.c.delivery_id == old.id, approvals.c.role == role, approvals.c.taken_back_at.is_(None))
            taken = connection.execute(update(approvals).where(*mine).values(taken_back_at=at))
            if not taken.rowcount:
                continue
            append(connection, [note(old, "yes taken back", by=by, at=at, why=why, details={"role": role})])
            changed.append(_again(connection, old, by=by, why=why, at=at))
    return tuple(changed)


def inherited(connection: Connection, new: Occurring) -> list[dict[str, Any]]:
    """Yeses given for the same text on the same account in an earlier occurrence of the same series, as rows to be added.

    In a series one yes covers its contents until one of them changes; for an earlier hour than it was given for it does not.
    """
    same = (
        deliveries.c.campaign == new.campaign,
        deliveries.c.post == new.post,
        deliveries.c.account == new.account,
        approvals.c.digest == new.digest,
        approvals.c.role.in_(new.roles),
        approvals.c.taken_back_at.is_(None),
    )
    query = select(approvals).join(deliveries, deliveries.c.id == approvals.c.delivery_id).where(*same)
    found: dict[str, dict[str, Any]] = {}
    for row in connection.execute(query.order_by(approvals.c.id)):
        if row.not_before is None or new.hour is None or row.not_before <= new.hour:
            copied = ("role", "by", "how", "at", "digest", "not_before", "identity", "proof")
            found[row.role] = {name: getattr(row, name) for name in copied}
    return list(found.values())


def waiting(database: Database, first: datetime, last: datetime) -> list[Delivery]:
    """What awaits a yes, or is held, and stands from `first` to `last`: at its hour, or at the end of its window."""
    with database.read() as connection:
        return rows.load(connection, _WAITING, first <= _STANDS, last >= _STANDS)


def next_warning(database: Database, now: datetime, ahead: Iterable[timedelta]) -> datetime | None:
    """The next instant after `now` that lies so long `ahead` of the hour of something that waits; None where nothing does."""
    found = []
    with database.read() as connection:
        for distance in ahead:
            query = select(func.min(_STANDS)).where(_WAITING, now + distance < _STANDS)
            hour: datetime | None = connection.execute(query).scalar_one_or_none()
            found += [hour - distance] if hour is not None else []
    return min(found, default=None)


_STANDS = func.coalesce(deliveries.c.due, deliveries.c.closes)
_WAITING = deliveries.c.state.in_([State.AWAITING.value, State.HELD.value])


def _asked(connection: Connection, delivery_ids: Iterable[int]) -> Sequence[Delivery]:
    wanted = (deliveries.c.id.in_(sorted(set(delivery_ids))), deliveries.c.state.in_([one.value for one in UNSENT]))
    return rows.load(connection, *wanted)


def _write(connection: Connection, old: Delivery, *, role: str, by: str, how: str, at: datetime, proof: str) -> None:
    identity = select(accounts.c.identity).where(accounts.c.account == old.account)
    row = {
        "delivery_id": old.id,
        "role": role,
        "by": redact(by),
        "how": redact(how),
        "at": at,
        "digest": old.digest,
        "not_before": old.hour,
        "identity": connection.execute(identity).scalar_one_or_none() or "none",
        "proof": proof,
    }
    connection.execute(insert(approvals).values(row))
    details = {"role": role, "how": how, "digest": old.digest, "code": old.code}
    append(connection, [note(old, "yes given", by=by, at=at, details=details)])


def _again(connection: Connection, old: Delivery, *, by: str, why: str, at: datetime) -> Delivery:
    found = must(rows.one(connection, old.id), old)
    if found.state is State.READY and found.missing_roles:
        return must(step(connection, found, Event.CHANGED, by=by, why=why, at=at), found)
    return found
