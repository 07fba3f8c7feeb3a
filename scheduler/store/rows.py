"""Rows read back as deliveries."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from functools import partial
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from scheduler.clock import aware
from scheduler.model.delivery import Approval, Delivery, Receipt, State
from scheduler.model.variant import Variant
from scheduler.store import many, reading
from scheduler.store.tables import approvals, deliveries, receipts
from scheduler.store.variants import from_json

ORDER = (deliveries.c.due.asc().nulls_last(), deliveries.c.id)


def load(connection: Connection, *conditions: ColumnElement[bool]) -> list[Delivery]:
    """All deliveries that meet `conditions`, with their approvals and receipts, in order of due instant, then id."""
    rows = connection.execute(select(deliveries).where(*conditions).order_by(*ORDER)).all()
    if not rows:
        return []
    yes, out = _approvals(connection, conditions), _receipts(connection, conditions)
    return [_delivery(row, from_json(row.variant), tuple(yes[row.id]), tuple(out[row.id])) for row in rows]


def one(connection: Connection, delivery_id: int) -> Delivery | None:
    """The delivery of that id; None where there is none."""
    found = those(connection, [delivery_id])
    return found[0] if found else None


def those(connection: Connection, ids: Sequence[int]) -> list[Delivery]:
    """The deliveries of these ids, as `load` gives them, without what SQLAlchemy does for each value."""
    return reading.found(partial(many.ask, connection), "id IN (?)", ids) if ids else []


def again(connection: Connection, known: Iterable[Delivery]) -> dict[int, Delivery]:
    """The rows of `known` as they are now, by id. A variant whose digest is the same is not read again."""
    old = {one.id: one for one in known}
    rows = many.ask(connection, _THOSE_WITHOUT_VARIANT, old) if old else []
    if any(row.digest != old[row.id].digest for row in rows):
        return {one.id: one for one in those(connection, list(old))}
    return {
        one.id: one for one in reading.read(partial(many.ask, connection), rows, [old[row.id].variant for row in rows])
    }


def changed(one: Delivery, **now: Any) -> Delivery:
    """`one` with other values: what `dataclasses.replace` does, at a fifth of its cost: what was checked once stays so."""
    new = object.__new__(Delivery)
    for put, value in zip(_PUT.values(), _VALUES(one), strict=True):
        put(new, value)
    for name, value in now.items():
        _PUT[name](new, aware(value) if isinstance(value, datetime) else value)
    return new


def _approvals(connection: Connection, conditions: tuple[ColumnElement[bool], ...]) -> dict[int, list[Approval]]:
    joined = _APPROVALS.join(deliveries, deliveries.c.id == approvals.c.delivery_id).where(*conditions)
    return _approved(connection.execute(joined))


def _approved(rows: Iterable[Row[Any]]) -> dict[int, list[Approval]]:
    found: dict[int, list[Approval]] = defaultdict(list)
    for row in rows:
        given = Approval(
            role=row.role,
            by=row.by,
            how=row.how,
            at=row.at,
            digest=row.digest,
            not_before=row.not_before,
            identity=row.identity,
            proof=row.proof,
        )
        found[row.delivery_id].append(given)
    return found


def _receipts(connection: Connection, conditions: tuple[ColumnElement[bool], ...]) -> dict[int, list[Receipt]]:
    joined = _RECEIPTS.join(deliveries, deliveries.c.id == receipts.c.delivery_id).where(*conditions)
    return _received(connection.execute(joined))


def _received(rows: Iterable[Row[Any]]) -> dict[int, list[Receipt]]:
    found: dict[int, list[Receipt]] = defaultdict(list)
    for row in rows:
        found[row.delivery_id].append(Receipt(part=row.part, remote_id=row.remote_id, url=row.url, at=row.at))
    return found


def _delivery(row: Row[Any], variant: Variant, yes: tuple[Approval, ...], out: tuple[Receipt, ...]) -> Delivery:
    return Delivery(
        **{name: getattr(row, name) for name in _COPIED},
        state=State(row.state),
        variant=variant,
        roles=tuple(row.roles),
        approvals=yes,
        receipts=out,
        handed=reading.handing(row.handed),
    )


_APPROVALS = select(approvals).where(approvals.c.taken_back_at.is_(None)).order_by(approvals.c.id)
_RECEIPTS = select(receipts).order_by(receipts.c.part)
_OTHERWISE = {"state", "variant", "roles", "approvals", "receipts", "handed"}
_COPIED = [field.name for field in fields(Delivery) if field.name not in _OTHERWISE]

_FIELDS = tuple(field.name for field in fields(Delivery))
_VALUES: Callable[[Delivery], tuple[Any, ...]] = attrgetter(*_FIELDS)
_PUT: dict[str, Callable[[Delivery, Any], None]] = {name: getattr(Delivery, name).__set__ for name in _FIELDS}
_THOSE_WITHOUT_VARIANT = f"SELECT {', '.join(reading.KEPT)} FROM deliveries WHERE id IN (?)"  # noqa: S608 - words of ours
