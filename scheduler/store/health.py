"""What each account's network last said of it: the fact `health`, written by whoever asked, read by whoever shows or warns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from scheduler.model.health import Finding, Health
from scheduler.model.notice import Severity
from scheduler.plain import one_line, redact
from scheduler.sentences.stored import LONGEST
from scheduler.store import accounts
from scheduler.store.accounts import Fact
from scheduler.store.database import Database
from scheduler.store.tables import facts

FACT = "health"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An account's health, and when its network said so."""

    health: Health
    at: datetime


def keep(database: Database, account: str, health: Health, *, at: datetime) -> None:
    """Remember what the network says of `account` at `at`, in place of what it said before; secrets are redacted."""
    accounts.remember(database, account, {FACT: _written(health)}, at=at)


def told(database: Database) -> Mapping[str, Told]:
    """What is known of every account that was ever asked, by name. What cannot be read is left out: it is asked anew."""
    query = sa.select(facts).where(facts.c.name == FACT).order_by(facts.c.account)
    with database.read() as connection:
        rows = [(row.account, Fact(value=row.value, read_at=row.read_at)) for row in connection.execute(query)]
    read = {account: _read(fact) for account, fact in rows}
    return {account: one for account, one in read.items() if one is not None}


def _written(health: Health) -> Mapping[str, object]:
    return {
        "identity": _clean(health.identity),
        "name": _clean(health.name),
        "url": _clean(health.url),
        "expires_at": health.expires_at.isoformat() if health.expires_at else None,
        "findings": [
            {
                "severity": one.severity.value,
                "code": one.code,
                "arguments": {name: _plain(value) for name, value in one.arguments.items()},
            }
            for one in health.findings
        ],
    }


def _plain(value: object) -> object:
    """An argument as JSON keeps it: numbers as they are, lists in words, all else as text."""
    if isinstance(value, bool | int | float):
        return value
    return _clean(", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value))


def _clean(text: str) -> str:
    return redact(one_line(text))[:LONGEST]


def _read(fact: Fact) -> Told | None:
    try:
        given: Mapping[str, Any] = fact.value
        ends = given["expires_at"]
        health = Health(
            identity=given["identity"],
            name=given["name"],
            url=given["url"],
            expires_at=datetime.fromisoformat(ends) if ends else None,
            findings=tuple(
                Finding(severity=Severity(one["severity"]), code=one["code"], arguments=one["arguments"])
                for one in given["findings"]
            ),
        )
    except (KeyError, TypeError, ValueError):
        return None
    return Told(health=health, at=fact.read_at)
