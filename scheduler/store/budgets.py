"""How long networks want accounts, and the apps that these share, to be left alone: kept, so that a restart asks no sooner."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from scheduler.plain import redact
from scheduler.sentences.stored import LONGEST
from scheduler.store import accounts
from scheduler.store.database import Database
from scheduler.store.tables import attempts, deliveries, facts

_ACCOUNT = "wait"
_APP = "wait/"
"""A wait of an app is a fact of no account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Nothing is sent before `until`; `why` is the network's own word."""

    until: datetime
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """All that are kept, those that are over included."""

    accounts: Mapping[str, Wait]
    apps: Mapping[str, Wait]


def keep(database: Database, wait: Wait, *, account: str = "", app: str = "", at: datetime) -> None:
    """Leave `account`, or everybody who speaks through `app`, alone until then."""
    value = {"until": wait.until.isoformat(), "why": redact(wait.why)[:LONGEST]}
    accounts.remember(database, "" if app else account, {_APP + app if app else _ACCOUNT: value}, at=at)


def waits(database: Database) -> Waits:
    """What is kept of all accounts and apps."""
    wanted = sa.or_(facts.c.name == _ACCOUNT, facts.c.name.startswith(_APP, autoescape=True))
    with database.read() as connection:
        rows = connection.execute(sa.select(facts).where(wanted)).all()
    of_accounts = {row.account: _read(row.value) for row in rows if row.name == _ACCOUNT}
    of_apps = {row.name.removeprefix(_APP): _read(row.value) for row in rows if row.name != _ACCOUNT}
    return Waits(accounts=of_accounts, apps=of_apps)


def refused_before(database: Database, account: str, delivery_id: int, status: int) -> bool:
    """Whether what `account` tried last, for another delivery, was refused with this status too."""
    query = (
        sa.select(attempts.c.outcome, attempts.c.status)
        .join(deliveries, deliveries.c.id == attempts.c.delivery_id)
        .where(deliveries.c.account == account, attempts.c.delivery_id != delivery_id, attempts.c.ended.is_not(None))
        .order_by(attempts.c.id.desc())
        .limit(1)
    )
    with database.read() as connection:
        last = connection.execute(query).one_or_none()
    return last is not None and last.outcome == "refused" and last.status == status


def _read(value: Mapping[str, str]) -> Wait:
    return Wait(until=datetime.fromisoformat(value["until"]), why=value["why"])
