"""Rows read back as deliveries."""

from collections import defaultdict
from dataclasses import fields
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from scheduler.model.delivery import Approval, Delivery, Receipt, State
from scheduler.store import handed
from scheduler.store.tables import approvals, deliveries, receipts
from scheduler.store.variants import from_json

ORDER = (deliveries.c.due.asc().nulls_last(), deliveries.c.id)


def load(connection: Connection, *conditions: ColumnElement[bool]) -> list[Delivery]:
    """All deliveries that meet `conditions`, with their approvals and receipts, in order of due instant, then id."""
    rows = connection.execute(select(deliveries).where(*conditions).order_by(*ORDER)).all()
    if not rows:
        return []
    yes, out = _approvals(connection, conditions), _receipts(connection, conditions)
    return [_delivery(row, tuple(yes[row.id]), tuple(out[row.id])) for row in rows]


def one(connection: Connection, delivery_id: int) -> Delivery | None:
    """The delivery of that id; None where there is none."""
    found = load(connection, deliveries.c.id == delivery_id)
    return found[0] if found else None


def _approvals(connection: Connection, conditions: tuple[ColumnElement[bool], ...]) -> dict[int, list[Approval]]:
    found: dict[int, list[Approval]] = defaultdict(list)
    query = (
        select(approvals)
        .join(deliveries, deliveries.c.id == approvals.c.delivery_id)
        .where(approvals.c.taken_back_at.is_(None), *conditions)
        .order_by(approvals.c.id)
    )
    for row in connection.execute(query):
        given = Approval(
            role=row.role,
            by=row.by,
            how=row.how,
            at=row.at,
            digest=row.digest,
            not_before=row.not_before,
            identity=row.identity,
        )
        found[row.delivery_id].append(given)
    return found


def _receipts(connection: Connection, conditions: tuple[ColumnElement[bool], ...]) -> dict[int, list[Receipt]]:
    found: dict[int, list[Receipt]] = defaultdict(list)
    query = (
        select(receipts)
        .join(deliveries, deliveries.c.id == receipts.c.delivery_id)
        .where(*conditions)
        .order_by(receipts.c.part)
    )
    for row in connection.execute(query):
        found[row.delivery_id].append(Receipt(part=row.part, remote_id=row.remote_id, url=row.url, at=row.at))
    return found


_OTHERWISE = {"state", "variant", "roles", "approvals", "receipts", "handed"}
_COPIED = [field.name for field in fields(Delivery) if field.name not in _OTHERWISE]


def _delivery(row: Row[Any], yes: tuple[Approval, ...], out: tuple[Receipt, ...]) -> Delivery:
    return Delivery(
        **{name: getattr(row, name) for name in _COPIED},
        state=State(row.state),
        variant=from_json(row.variant),
        roles=tuple(row.roles),
        approvals=yes,
        receipts=out,
        handed=handed.read(row.handed),
    )
