"""What planning does to the queue: add, move, replace, cancel; all of it in one transaction or none of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from operator import attrgetter

from sqlalchemy import Connection, insert, select, update

from scheduler.clock import aware
from scheduler.errors import Problem
from scheduler.model.campaign import ONCE
from scheduler.model.delivery import FINAL, UNSENT, Delivery, Event, State, hour_of
from scheduler.model.variant import Variant, tag
from scheduler.sentences.stored import stored
from scheduler.store import codes, documents, earlier, remarks, rows
from scheduler.store.approvals import inherited
from scheduler.store.database import Database
from scheduler.store.journal import Line, append, note
from scheduler.store.tables import approvals, deliveries
from scheduler.store.transitions import must, settle, step
from scheduler.store.variants import to_json

MENDABLE = frozenset({State.FAILED, State.MISSED})
"""Nothing of it is out: an edit of its file puts it back into the queue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """What planning adds: a delivery without what only the queue knows. Its code is made when it is applied."""

    campaign: str
    post: str
    occurrence: str
    account: str
    network: str
    variant: Variant
    digest: str
    due: datetime | None
    local: datetime | None
    zone: str
    too_late_at: datetime | None
    closes: datetime | None = None
    embargo: datetime | None = None
    roles: tuple[str, ...] = ()
    theme: str = ""
    category: str = ""
    under: str = ""
    source: str = ""
    content: str = ""
    """Which content of its post's pool it says: chosen when it was laid out, and kept."""
    conditions: str = ""
    follower: str = ""
    code: str = ""

    def __post_init__(self) -> None:
        for instant in (self.due, self.local, self.too_late_at, self.closes, self.embargo):
            if instant is not None:
                aware(instant)

    @property
    def tag(self) -> str:
        """`campaign/post/occurrence/account`."""
        return tag(self.campaign, self.post, self.occurrence, self.account)

    @property
    def hour(self) -> datetime | None:
        """The instant that a yes would be bound to."""
        return hour_of(self.due, self.local, self.closes, self.zone)


@dataclass(frozen=True, slots=True)
class Add:
    """A delivery that the queue does not have. `held`: it comes back into its file, out of which it was taken while held."""

    new: New
    held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Another hour for the same text; an earlier one than was approved asks again."""

    id: int
    due: datetime | None
    local: datetime | None
    zone: str
    too_late_at: datetime | None
    closes: datetime | None = None
    embargo: datetime | None = None


@dataclass(frozen=True, slots=True)
class Replace:
    """Another text (or hour, or roles) for the same tag. What failed or was missed is put back into the queue by it."""

    id: int
    new: New


@dataclass(frozen=True, slots=True)
class Cancel:
    """It will not go out; `reason` is a stored sentence that says why, by which planning knows its own cancels again."""

    id: int
    reason: str = ""


def apply(
    database: Database,
    changes: Sequence[Add | Move | Replace | Cancel],
    *,
    by: str,
    at: datetime,
    campaigns: Mapping[str, str],
    forget: Iterable[str] = (),
) -> None:
    """Do all `changes`, keep `campaigns` (slug -> canonical JSON) as applied and drop those to `forget`, or do nothing.

    Raises `Problem("changed-meanwhile")` where a delivery is no longer unsent, or has a part out, or a tag is there already.
    """
    with database.write() as connection:
        added = [change for change in changes if isinstance(change, Add)]
        touched = _add(connection, [change.new for change in added], by, at)
        for tag_held in (one.new.tag for one in added if one.held):
            _hold_again(connection, tag_held, by, at)
        mended: list[Delivery] = []
        for change in changes:
            if not isinstance(change, Add):
                touched.add(_change(connection, change, by, at, mended))
        _hold_asked(connection, [one.new for one in added], mended, by, at)
        codes.renew(connection, touched, at)
        documents.forget(connection, forget)
        documents.keep(connection, campaigns, by=by, at=at)


def add(connection: Connection, news: Sequence[New], *, by: str, at: datetime) -> None:
    """Add deliveries in the caller's transaction, each AWAITING or READY as its roles say."""
    codes.renew(connection, _add(connection, news, by, at), at)


def _add(connection: Connection, news: Sequence[New], by: str, at: datetime) -> set[codes.PostKey]:
    _refuse_double(connection, news)
    if not news:
        return set()
    yes = [inherited(connection, new) if new.roles and new.occurrence.split("+")[0] != ONCE else [] for new in news]
    states = [_first_state(new, {row["role"] for row in given}) for new, given in zip(news, yes, strict=True)]
    values = [
        columns_of(new) | {"tag": new.tag, "state": state.value, "changed_at": at}
        for new, state in zip(news, states, strict=True)
    ]
    # By tag, not by order: an order that is asked for costs a statement a row.
    numbered = {row.tag: row.id for row in connection.execute(_INSERT, values)}
    ids = [numbered[new.tag] for new in news]
    if given := [row | {"delivery_id": key} for key, rows_ in zip(ids, yes, strict=True) for row in rows_]:
        connection.execute(insert(approvals), given)
    append(connection, [_planned(*one, by, at) for one in zip(ids, news, states, strict=True)])
    return {codes.post_key(new) for new in news}


def _hold_again(connection: Connection, tag: str, by: str, at: datetime) -> None:
    living = (deliveries.c.tag == tag, deliveries.c.state.in_([state.value for state in UNSENT]))
    (one,) = rows.load(connection, *living)
    must(step(connection, one, Event.HELD, by=by, at=at, columns={"reason": stored("held-before-removal")}), one)


def _hold_asked(connection: Connection, news: Sequence[New], mended: Sequence[Delivery], by: str, at: datetime) -> None:
    """Hold what came to a post, or back into it, of which a question is open: the others of that post are held for it."""
    came: list[New | Delivery] = [*news, *mended]
    asked = remarks.holding(connection, {codes.post_key(one) for one in came})
    if not asked:
        return
    tags = [one.tag for one in came if codes.post_key(one) in asked]
    free = (deliveries.c.tag.in_(tags), deliveries.c.state.in_([State.AWAITING.value, State.READY.value]))
    for one in rows.load(connection, *free):
        question = asked[codes.post_key(one)]
        columns = {"reason": remarks.because(question.by, question.text)}
        must(step(connection, one, Event.HELD, by=by, why=question.text, at=at, columns=columns), one)


def _first_state(new: New, given: set[str]) -> State:
    return State.READY if set(new.roles) <= given else State.AWAITING


def _planned(delivery_id: int, new: New, state: State, by: str, at: datetime) -> Line:
    event = Event.PLANNED_READY if state is State.READY else Event.PLANNED_AWAITING
    return Line(
        at=at,
        event=event.value,
        delivery_id=delivery_id,
        tag=new.tag,
        after=state.value,
        by=by,
        # Of a text that names somebody not even the digest: who knows the words could try names.
        details={"digest": "" if new.follower else new.digest, "due": _iso(new.due)},
    )


def _refuse_double(connection: Connection, news: Sequence[New]) -> None:
    tags = [new.tag for new in news]
    double = {one for one, times in Counter(tags).items() if times > 1}
    for start in range(0, len(tags), 500):
        found = select(deliveries.c.tag).where(
            deliveries.c.tag.in_(tags[start : start + 500]),
            deliveries.c.state.not_in([state.value for state in FINAL]),
        )
        double |= set(connection.execute(found).scalars())
    if double:
        raise Problem("changed-meanwhile", tag=min(double))


def _change(
    connection: Connection, change: Move | Replace | Cancel, by: str, at: datetime, mended: list[Delivery]
) -> codes.PostKey:
    old = rows.one(connection, change.id)
    if old is None:
        raise Problem("changed-meanwhile", tag=f"#{change.id}")
    mendable = isinstance(change, Replace) and old.state in MENDABLE
    if not mendable and old.state not in UNSENT:
        raise Problem("changed-meanwhile", tag=old.tag)
    if old.receipts:
        raise Problem("changed-meanwhile", tag=old.tag)
    if isinstance(change, Cancel):
        must(step(connection, old, Event.CANCELLED, by=by, at=at, columns={"reason": change.reason}), old)
        return codes.post_key(old)
    if mendable:
        old = must(step(connection, old, Event.RETRIED, by=by, at=at), old)
        mended.append(old)
    if isinstance(change, Move):
        names = ("due", "local", "zone", "too_late_at", "closes", "embargo")
        _rewrite(connection, old, "moved", {name: getattr(change, name) for name in names}, by, at)
    else:
        if change.new.digest != old.digest:
            earlier.keep(connection, old, at)
        _rewrite(connection, old, "replaced", columns_of(change.new), by, at)
    settle(connection, old.id, by=by, at=at)
    return codes.post_key(old)


def _rewrite(
    connection: Connection, old: Delivery, event: str, values: Mapping[str, object], by: str, at: datetime
) -> None:
    connection.execute(update(deliveries).where(deliveries.c.id == old.id).values(dict(values) | {"changed_at": at}))
    due = values["due"]
    details = {
        "was": _iso(old.due),
        "due": _iso(due if isinstance(due, datetime) else None),
        "digest": "" if old.follower else str(values.get("digest", old.digest)),
    }
    append(connection, [note(old, event, by=by, at=at, details=details)])


_INSERT = insert(deliveries).returning(deliveries.c.id, deliveries.c.tag)
_COPIED = [field.name for field in fields(New) if field.name not in {"variant", "code"}]
_copied = attrgetter(*_COPIED)


def columns_of(new: New) -> dict[str, object]:
    """The columns of the queue that `new` fills; its tag, state and times are its caller's."""
    return dict(zip(_COPIED, _copied(new), strict=True)) | {"variant": to_json(new.variant)}


def _iso(instant: datetime | None) -> str:
    return instant.isoformat() if instant else ""
