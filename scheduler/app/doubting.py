"""Settling what only a person can know, for one calendar: what is in question, shown beside what its network lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from scheduler.app import handing
from scheduler.app.connectors import Connectors
from scheduler.app.ground import Ground
from scheduler.flow.beside import Beside, beside
from scheduler.flow.voices import Voices
from scheduler.model.delivery import Delivery
from scheduler.store import health


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One delivery in question. `until`: before that it cannot be said absent (None: it can); `address` is the account's."""

    delivery: Delivery
    beside: Beside
    until: datetime | None = None
    address: str = ""


def doubt(ground: Ground, connectors: Connectors, found: Sequence[Delivery], name: str) -> Doubt:
    """What `confirm` would settle, with what the network shows. Raises `Problem` where there is nothing to settle."""
    one, until = handing.in_question(ground, found, name)
    voices = Voices(ground.database, connectors, ground.clock, by="confirm")
    told = health.told(ground.database).get(one.account)
    address = told.health.url if told else ""
    return Doubt(delivery=one, beside=beside(ground.database, voices, one), until=until, address=address)
