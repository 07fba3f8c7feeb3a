"""Readings that are still open: asked for, and answered with nothing yet, or with less than the network usually gives."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from scheduler.store import accounts
from scheduler.store.database import Database
from scheduler.store.tables import facts

_NAME = "readings still open"
Open = Mapping[str, datetime]
"""When each is asked for again, by `Due.key`."""


def still_open(database: Database) -> dict[str, Open]:
    """What is still open, by account."""
    query = sa.select(facts.c.account, facts.c.value).where(facts.c.name == _NAME)
    with database.read() as connection:
        rows = connection.execute(query).all()
    return {row.account: {one: datetime.fromisoformat(at) for one, at in row.value.items()} for row in rows}


def keep(database: Database, account: str, still: Open, *, at: datetime) -> None:
    """Remember what is open of `account`, in place of what was."""
    accounts.remember(database, account, {_NAME: {one: when.isoformat() for one, when in still.items()}}, at=at)
