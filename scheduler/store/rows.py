"""Rows read back as deliveries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from scheduler.model.delivery import Approval, Delivery, Receipt, State
from scheduler.model.variant import Variant
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
    return [_delivery(row, from_json(row.variant), tuple(yes[row.id]), tuple(out[row.id])) for row in rows]


def one(connection: Connection, delivery_id: int) -> Delivery | None:
    """The delivery of that id; None where there is none."""
    found = load(connection, deliveries.c.id == delivery_id)
    return found[0] if found else None


def again(connection: Connection, known: Iterable[Delivery]) -> dict[int, Delivery]:
    """The rows of `known` as they are now, by id. A variant whose digest is the same is not read again."""
    given = {one.id: one for one in known}
    if not given:
        return {}
    theirs = deliveries.c.id.in_(list(given))
    rows = connection.execute(select(*_ALL_BUT_VARIANT).where(theirs)).all()
    yes, out = _approvals(connection, (theirs,)), _receipts(connection, (theirs,))
    found = {}
    for row in rows:
        old = given[row.id]
        if row.digest != old.digest:
            old = one(connection, row.id) or old
        found[row.id] = _delivery(row, old.variant, tuple(yes[row.id]), tuple(out[row.id]))
    return found


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


_ALL_BUT_VARIANT = [column for column in deliveries.c if column.name != "variant"]


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
