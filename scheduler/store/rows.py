"""Rows read back as deliveries."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from scheduler.model.delivery import Approval, Delivery, Receipt, State
from scheduler.model.variant import Variant
from scheduler.store import handed, many
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
    rows = many.ask(connection, _THOSE, ids) if ids else []
    return _read(connection, rows, [from_json(row[0]) for row in rows])


def again(connection: Connection, known: Iterable[Delivery]) -> dict[int, Delivery]:
    """The rows of `known` as they are now, by id. A variant whose digest is the same is not read again."""
    old = {one.id: one for one in known}
    rows = many.ask(connection, _THOSE_WITHOUT_VARIANT, old) if old else []
    if any(row.digest != old[row.id].digest for row in rows):
        return {one.id: one for one in those(connection, list(old))}
    return {one.id: one for one in _read(connection, rows, [old[row.id].variant for row in rows])}


def changed(one: Delivery, **now: Any) -> Delivery:
    """`one` with other values: what `dataclasses.replace` does, at a third of its cost."""
    return Delivery(**(dict(zip(_FIELDS, _VALUES(one), strict=True)) | now))


def _read(connection: Connection, rows: Sequence[Row[Any]], variants: Sequence[Variant]) -> list[Delivery]:
    """Deliveries of rows as the table has them, their variants read already."""
    if not rows:
        return []
    ids = [row.id for row in rows]
    yes: dict[int, list[Approval]] = defaultdict(list)
    for delivery_id, at, not_before, *rest in many.ask(connection, _APPROVED, ids):
        values = dict(zip(_OF_YES, rest, strict=True))
        yes[delivery_id].append(Approval(at=many.moment(at), not_before=many.told(not_before), **values))
    out: dict[int, list[Receipt]] = defaultdict(list)
    for delivery_id, part, remote_id, url, at in many.ask(connection, _RECEIVED, ids):
        out[delivery_id].append(Receipt(part=part, remote_id=remote_id, url=url, at=many.moment(at)))
    both = zip(rows, variants, strict=True)
    return [_of(row, variant, tuple(yes[row.id]), tuple(out[row.id])) for row, variant in both]


def _of(row: Row[Any], variant: Variant, yes: tuple[Approval, ...], out: tuple[Receipt, ...]) -> Delivery:
    values = dict(zip(_KEPT, row[-len(_KEPT) :], strict=True))
    for name, read in _READERS:
        if values[name] is not None:
            values[name] = read(values[name])
    return Delivery(**values, variant=variant, approvals=yes, receipts=out)


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
        handed=handed.read(row.handed),
    )


_APPROVALS = select(approvals).where(approvals.c.taken_back_at.is_(None)).order_by(approvals.c.id)
_RECEIPTS = select(receipts).order_by(receipts.c.part)
_OTHERWISE = {"state", "variant", "roles", "approvals", "receipts", "handed"}
_COPIED = [field.name for field in fields(Delivery) if field.name not in _OTHERWISE]

_FIELDS = tuple(field.name for field in fields(Delivery))
_VALUES: Callable[[Delivery], tuple[Any, ...]] = attrgetter(*_FIELDS)
_KEPT = tuple(name for name in _FIELDS if name in deliveries.c and name != "variant")
_OF_YES = tuple(name for name in (one.name for one in fields(Approval)) if name not in {"at", "not_before"})
_THESE = "FROM deliveries WHERE id IN (?)"
_THOSE_WITHOUT_VARIANT = f"SELECT {', '.join(_KEPT)} {_THESE}"
_THOSE = f"SELECT variant, {', '.join(_KEPT)} {_THESE} ORDER BY due ASC NULLS LAST, id"
_APPROVED = (
    "SELECT delivery_id, at, not_before, " + ", ".join(f'"{name}"' for name in _OF_YES) + " FROM approvals"  # noqa: S608
    " WHERE taken_back_at IS NULL AND delivery_id IN (?) ORDER BY id"
)
_RECEIVED = "SELECT delivery_id, part, remote_id, url, at FROM receipts WHERE delivery_id IN (?) ORDER BY part"


def _roles(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text != "[]" else ()


_INSTANTS = ("due", "too_late_at", "closes", "embargo", "not_before", "reminded_at")
_READERS: tuple[tuple[str, Callable[[Any], object]], ...] = (
    *((name, many.moment) for name in _INSTANTS),
    ("local", datetime.fromisoformat),
    ("state", State),
    ("roles", _roles),
    ("handed", handed.read),
)
