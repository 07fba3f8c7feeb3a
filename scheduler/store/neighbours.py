"""What else the queue holds that a condition asks about: the deliveries of another post, and when an account last spoke."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from scheduler.model.delivery import State
from scheduler.model.greeting import BEGINS
from scheduler.store.database import Database
from scheduler.store.tables import attempts, deliveries, receipts

MAYBE_OUT = (State.SENDING.value, State.UNKNOWN.value, State.EXPECTED.value)
"""It may be on the network, though no receipt says so yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Where a delivery stands, of which nothing else matters."""

    account: str
    state: State
    due: datetime | None


def of_post(database: Database, campaign: str, post: str) -> Sequence[Other]:
    """The newest delivery of each key of a post, its timed replies left out."""
    column = deliveries.c
    newest = (
        sa.select(sa.func.max(column.id))
        .where(column.campaign == campaign, column.post == post, column.occurrence.not_like("%+%"))
        .group_by(column.tag)
    )
    asked = sa.select(column.account, column.state, column.due).where(column.id.in_(newest)).order_by(column.id)
    with database.read() as connection:
        return [Other(account=row.account, state=State(row.state), due=row.due) for row in connection.execute(asked)]


def last_out(database: Database, account: str, *, but: int) -> datetime | None:
    """When something public last went out on `account`, or may have; the delivery `but` left aside."""
    public = (deliveries.c.account == account, deliveries.c.id != but, ~_TO_ONE)
    with database.read() as connection:
        return max(_instants(connection, 1, *public), default=None)


def messages(database: Database, account: str, *, since: datetime) -> Sequence[datetime]:
    """When messages to single people went out on `account`, or may have, since then; oldest first."""
    with database.read() as connection:
        found = _instants(connection, MOST, deliveries.c.account == account, _TO_ONE)
    return sorted(at for at in found if at >= since)


def _instants(connection: sa.Connection, most: int, *conditions: sa.ColumnElement[bool]) -> list[datetime]:
    """The newest, `most` of each kind."""
    recent = (
        sa.select(receipts.c.at).join(deliveries, deliveries.c.id == receipts.c.delivery_id).where(*conditions),
        sa.select(attempts.c.started)
        .join(deliveries, deliveries.c.id == attempts.c.delivery_id)
        .where(*conditions, deliveries.c.state.in_(MAYBE_OUT)),
    )
    newest = (one.order_by(sa.desc(one.selected_columns[0])).limit(most) for one in recent)
    return [at for one in newest for at in connection.execute(one).scalars()]


MOST = 500
"""More than may be told in a day."""
_TO_ONE = deliveries.c.occurrence.startswith(BEGINS, autoescape=True)
