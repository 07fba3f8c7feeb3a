"""Yeses, each bound to the digest that was seen, the account's remote identity, and the earliest hour it was given for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import Connection, func, insert, select, update

from scheduler.errors import Problem
from scheduler.model.campaign import ONCE
from scheduler.model.delivery import STOPPED, UNSENT, Delivery, Event, State
from scheduler.model.greeting import FOR_ALL
from scheduler.plain import redact
from scheduler.store import rows
from scheduler.store.database import Database
from scheduler.store.journal import append, note
from scheduler.store.tables import accounts, approvals, deliveries, journal
from scheduler.store.transitions import must, settle, step

TAKEN_BACK = "yes taken back"
"""The journal's word."""
REVOCABLE = UNSENT | STOPPED | {State.UNKNOWN}
"""Where a yes may be taken back: something may still be sent, and nothing is on its way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a yes changed: `deliveries` as they are now, `ready` those that it made ready, `fresh` those that it was new to.

    `said` has the latter by role: what one role had said before is not said anew because another role's yes is new.
    """

    deliveries: tuple[Delivery, ...]
    ready: tuple[Delivery, ...]
    fresh: tuple[Delivery, ...] = ()
    said: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


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
    @property
    def source(self) -> str: ...


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
    wanted = {role: delivery_ids}
    return give_all(database, wanted, by=by, how=how, at=at, seen=seen, proof=proof)


def give_all(
    database: Database,
    wanted: Mapping[str, Iterable[int]],
    *,
    by: str,
    how: str,
    at: datetime,
    seen: Iterable[Delivery] = (),
    proof: str = "",
) -> Given:
    """Record the yes of each role of `wanted` for its deliveries, as `give` does one: all roles in one transaction."""
    as_seen = {one.id: (one.digest, one.hour) for one in seen}
    with database.write() as connection:
        given: dict[int, Delivery] = {}
        ready: set[int] = set()
        said: dict[str, list[int]] = {}
        for role, ids in wanted.items():
            for old in _asked(connection, ids):
                if as_seen.get(old.id, (old.digest, old.hour)) != (old.digest, old.hour):
                    raise Problem("changed-meanwhile", tag=old.tag)
                if role not in old.roles:
                    continue
                if role in old.missing_roles or (proof and all(yes.proof != proof for yes in old.approvals)):
                    _write(connection, old, role=role, by=by, how=how, at=at, proof=proof)
                    said.setdefault(role, []).append(old.id)
                given[old.id] = now = settle(connection, old.id, by=by, at=at)
                if now.state is not old.state:
                    ready.add(old.id)
    found = tuple(given.values())
    fresh = {one for some in said.values() for one in some}
    made = (tuple(one for one in found if one.id in some) for some in (ready, fresh))
    by_role = {role: tuple(some) for role, some in said.items()}
    return Given(deliveries=found, ready=next(made), fresh=next(made), said=by_role)


def take_back(
    database: Database,
    delivery_ids: Iterable[int],
    *,
    role: str,
    by: str,
    why: str = "",
    at: datetime,
    how: str = "",
) -> tuple[Delivery, ...]:
    """Take back every yes of `role` for these deliveries; what needs it is AWAITING again. Returns those changed.

    One transaction. What is out or on its way when it begins (not REVOCABLE) is left alone, and not in the answer.
    """
    with database.write() as connection:
        return _taken_back(connection, delivery_ids, role=role, by=by, why=why, at=at, how=how)


def take_all_back(database: Database, wanted: Mapping[str, Iterable[int]], *, by: str, at: datetime) -> None:
    """Take back what `give_all` gave, in one transaction; raises `Problem` where one of them is out or on its way by now."""
    with database.write() as connection:
        for role, ids in wanted.items():
            known = sorted(set(ids))
            for one in rows.those(connection, known):
                if one.state not in REVOCABLE:
                    raise Problem(f"not-while-{one.state.value}", tag=one.tag, roles=one.missing_roles)
            _taken_back(connection, known, role=role, by=by, why="", at=at, how="")


def _taken_back(
    connection: Connection,
    delivery_ids: Iterable[int],
    *,
    role: str,
    by: str,
    why: str,
    at: datetime,
    how: str,
) -> tuple[Delivery, ...]:
    changed: list[Delivery] = []
    for old in _asked(connection, delivery_ids, REVOCABLE):
        mine = (approvals.c.delivery_id == old.id, approvals.c.role == role, approvals.c.taken_back_at.is_(None))
        taken = connection.execute(update(approvals).where(*mine).values(taken_back_at=at))
        if not taken.rowcount:
            continue
        details = {"role": role, "digest": old.digest} | ({"how": redact(how)} if how else {})
        if old.follower:
            del details["digest"]
        append(connection, [note(old, TAKEN_BACK, by=by, at=at, why=why, details=details)])
        changed.append(_again(connection, old, by=by, why=why, at=at))
    return tuple(changed)


def taken_back(database: Database, one: Delivery, role: str, *, as_now: bool = False) -> datetime | None:
    """When a yes of `role` to `one` was last taken back; None: never. The journal says so, which nobody alters unseen.

    `as_now`: only where it said then what it says now.

    Before `one` was planned, a yes to the same text counts that its forerunner had: the same key cancelled and planned
    anew, or an earlier occurrence of the same series.
    """
    columns = journal.c
    same = (
        deliveries.c.campaign == one.campaign,
        deliveries.c.post == one.post,
        deliveries.c.account == one.account,
        columns.event == TAKEN_BACK,
    )
    query = select(columns.seq, columns.at, columns.delivery_id, columns.details, deliveries.c.occurrence)
    with database.read() as connection:
        first = connection.execute(select(func.min(columns.seq)).where(columns.delivery_id == one.id)).scalar_one()
        found = connection.execute(query.join(deliveries, deliveries.c.id == columns.delivery_id).where(*same)).all()
    return max(
        (row.at for row in found if row.details.get("role") == role and _concerns(row, one, first, as_now)),
        default=None,
    )


def _concerns(row: Any, one: Delivery, first: int | None, as_now: bool) -> bool:
    same_text = row.details.get("digest", one.digest) == one.digest
    if row.delivery_id == one.id:
        return same_text or not as_now
    before = first is not None and row.seq < first
    return before and same_text and _kind(row.occurrence) == _kind(one.occurrence)


def _kind(occurrence: str) -> tuple[bool, str]:
    """Whether it is a date of its own or one of a series, and which reply."""
    date, _, reply = occurrence.partition("+")
    return date == ONCE, reply


def inherited(connection: Connection, new: Occurring) -> list[dict[str, Any]]:
    """Yeses given for the same text on the same account in an earlier occurrence of the same series, as rows to be added.

    In a series one yes covers its contents until one of them changes; for an earlier hour than it was given for it does not.
    A welcome that is approved once is covered by a yes to the same words for somebody else, unless that was signed.
    """
    for_all = new.source.startswith(FOR_ALL)
    to_others = (deliveries.c.source == new.source, approvals.c.digest == deliveries.c.digest, approvals.c.proof == "")
    same = (
        deliveries.c.campaign == new.campaign,
        deliveries.c.post == new.post,
        deliveries.c.account == new.account,
        approvals.c.role.in_(new.roles),
        *(to_others if for_all else (approvals.c.digest == new.digest,)),
    )
    query = select(approvals).join(deliveries, deliveries.c.id == approvals.c.delivery_id).where(*same)
    rows_ = connection.execute(query.order_by(approvals.c.id)).all()
    # What is out keeps its yes for the record; taken back on those that were still to come, it covers none that follow.
    over: dict[str, datetime] = {}
    for row in rows_:
        if row.taken_back_at is not None:
            over[row.role] = max(row.taken_back_at, over.get(row.role, row.taken_back_at))
    found: dict[str, dict[str, Any]] = {}
    for row in rows_:
        if row.taken_back_at is not None or (row.role in over and row.at <= over[row.role]):
            continue
        if row.not_before is None or new.hour is None or row.not_before <= new.hour:
            copied = ("role", "by", "how", "at", "digest", "not_before", "identity", "proof")
            found[row.role] = {name: getattr(row, name) for name in copied} | (
                {"digest": new.digest} if for_all else {}
            )
    return list(found.values())


def covered(database: Database, waiting: Iterable[Delivery], *, by: str, at: datetime) -> list[Delivery]:
    """Those of `waiting` that a yes which came since covers, READY by it: in one transaction."""
    done: list[Delivery] = []
    with database.write() as connection:
        for one in _asked(connection, [each.id for each in waiting]):
            given = [row for row in inherited(connection, one) if row["role"] in one.missing_roles]
            if one.state is State.AWAITING and given:
                connection.execute(insert(approvals), [row | {"delivery_id": one.id} for row in given])
                now = settle(connection, one.id, by=by, at=at)
                done += [now] if now.state is State.READY else []
    return done


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


def _asked(connection: Connection, delivery_ids: Iterable[int], states: Iterable[State] = UNSENT) -> Sequence[Delivery]:
    wanted = (deliveries.c.id.in_(sorted(set(delivery_ids))), deliveries.c.state.in_([one.value for one in states]))
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
    # Of a text that names somebody not even the digest is kept: who knows the words could try names.
    details = {"role": role, "how": how, "code": old.code} | ({} if old.follower else {"digest": old.digest})
    append(connection, [note(old, "yes given", by=by, at=at, details=details)])


def _again(connection: Connection, old: Delivery, *, by: str, why: str, at: datetime) -> Delivery:
    found = must(rows.one(connection, old.id), old)
    if found.state is State.READY and found.missing_roles:
        return must(step(connection, found, Event.CHANGED, by=by, why=why, at=at), found)
    return found
