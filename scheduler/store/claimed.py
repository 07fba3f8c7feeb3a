"""Deliveries that show a picture whose rights set a limit, found without reading the whole queue."""

from collections.abc import Iterable

from scheduler.model.delivery import Delivery, State
from scheduler.store import rows
from scheduler.store.database import Database
from scheduler.store.tables import deliveries

_SIGN = '%"claim":[%'
"""As `store.variants` writes a claim. Within a text the quotes are escaped, so no text looks like one."""


def claimed(database: Database, states: Iterable[State]) -> list[Delivery]:
    """Those in one of `states`."""
    column = deliveries.c
    among = column.state.in_([state.value for state in states])
    with database.read() as connection:
        return rows.load(connection, among, column.variant.like(_SIGN))
