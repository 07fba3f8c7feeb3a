"""Receipts that the database could not take: kept outside it, told on stderr, and brought back at the next start."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from scheduler.flow.parts import missing
from scheduler.model.delivery import Delivery, Event, Receipt, State
from scheduler.sentences.stored import LONGEST, stored
from scheduler.store import attempts, deliveries
from scheduler.store.attempts import Attempt
from scheduler.store.database import Database
from scheduler.store.slate import Owing, Slate

log = logging.getLogger(__name__)


class Owed(Exception):
    """An answer of the network could not be written down (a full disk): it waits in memory, and nothing is claimed."""


@contextmanager
def chalked(database: Database, delivery: Delivery, attempt: Attempt, outcome: object) -> Iterator[None]:
    """Where what is inside raises `Owed`, keep the receipt outside the database, and tell the log, before it goes on."""
    try:
        yield
    except Owed:
        if isinstance(outcome, Receipt):
            chalk(database, delivery, attempt, outcome)
        raise


def chalk(database: Database, delivery: Delivery, attempt: Attempt, outcome: Receipt) -> None:
    """Keep a receipt outside the database, as far as that is possible, and tell the log."""
    owing = _owing(delivery, attempt, outcome)
    kept = Slate(database.witness).chalk(owing)
    about = {"tag": delivery.tag, "part": owing.part, "remote_id": owing.remote_id, "url": owing.url}
    code = "receipt-owed" if kept else "receipt-owed-here-only"
    shown = owing.url if 0 < len(owing.url) <= LONGEST else owing.remote_id
    log.error("%s %s", code, f"{delivery.tag} {shown}", extra=about)


def paid(database: Database, delivery: Delivery, attempt: Attempt, outcome: object) -> None:
    """The database has it now."""
    if isinstance(outcome, Receipt):
        Slate(database.witness).wipe(_owing(delivery, attempt, outcome))


def _owing(delivery: Delivery, attempt: Attempt, receipt: Receipt) -> Owing:
    return Owing(
        delivery=delivery.id,
        tag=delivery.tag,
        token=delivery.token,
        part=receipt.part,
        number=attempt.number,
        remote_id=receipt.remote_id,
        url=receipt.url,
        at=receipt.at.isoformat(),
    )


def settle(database: Database, *, by: str, at: datetime) -> Iterator[Delivery]:
    """Give what a dead process was owed back to its deliveries; yields those that changed.

    Call it under the dispatcher's lock, after `attempts.recover`: what was in flight is UNKNOWN then.
    """
    slate = Slate(database.witness)
    for owed in slate.read():
        if (settled := _settled(database, owed, by=by, at=at)) is not None:
            yield settled
        slate.wipe(owed)


def _settled(database: Database, owed: Owing, *, by: str, at: datetime) -> Delivery | None:
    delivery = deliveries.get(database, owed.delivery)
    if delivery is None or delivery.tag != owed.tag or delivery.token != owed.token:
        return None  # another copy of the database, or a later round: a person has decided since
    tried = (one for one in attempts.of(database, delivery.id) if one.number == owed.number and one.part == owed.part)
    attempt = next(tried, None)
    if attempt is None or delivery.state is not State.UNKNOWN:
        return None
    receipt = owed.receipt
    whole = missing(replace(delivery, receipts=(*delivery.receipts, receipt))) is None
    event = Event.FOUND if whole else Event.FOUND_PARTLY
    reason = "" if whole else stored("restarted")
    return attempts.end(
        database,
        delivery,
        attempt,
        receipt=receipt,
        event=event,
        by=by,
        at=at,
        why="receipt-brought-back",
        reason=reason,
    )
