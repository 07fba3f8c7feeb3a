"""What the daemon and people ask of a queue of a million deliveries, beside the same of ten thousand: the growth of years."""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import insert

from benchmarks import engine
from scheduler.clock import SystemClock
from scheduler.model.delivery import State
from scheduler.store import deliveries, rows, snapshots
from scheduler.store.changes import columns_of
from scheduler.store.database import Database
from scheduler.store.present import of_interest
from scheduler.store.tables import deliveries as table
from scheduler.store.tables import receipts

FEW = 10_000
QUICK = 100_000
WHOLE = 1_000_000
CAMPAIGN = 2_000
"""Deliveries of one campaign; half of the newest one is still to come."""
APART = timedelta(minutes=5)
"""So far from one delivery to the next: two thousand a week."""
BOUND = 3.0
DUE = 20
"""Deliveries that are claimed at once."""


def laid(database: Database, number: int, now: datetime) -> None:
    """So many deliveries: years of published ones with their receipts, and half a campaign to come."""
    alike = columns_of(engine.new(0, now))
    for first in range(0, number, CAMPAIGN):
        batch = [
            alike | _row(each, now + APART * (each - number + CAMPAIGN // 2), now)
            for each in range(first, first + CAMPAIGN)
        ]
        out = [one for one in batch if one["state"] == State.PUBLISHED.value]
        sent = [{"delivery_id": one["id"], "part": 0, "remote_id": str(one["id"]), "at": one["due"]} for one in out]
        with database.write() as connection:
            connection.execute(insert(table), batch)
            if sent:
                connection.execute(insert(receipts), sent)


def _row(number: int, due: datetime, now: datetime) -> dict[str, object]:
    campaign, post, account = f"week-{number // CAMPAIGN}", f"post-{number}", f"musee-{number % (2 * DUE)}"
    return {
        "id": number + 1,
        "tag": f"{campaign}/{post}/once/{account}",
        "campaign": campaign,
        "post": post,
        "account": account,
        "due": due,
        "local": due,
        "too_late_at": due + timedelta(hours=2),
        "state": (State.READY if due > now - APART * DUE else State.PUBLISHED).value,
        "changed_at": due,
    }


def asked(database: Database, number: int, now: datetime) -> dict[str, Callable[[], object]]:
    """The questions, each with how it is asked."""
    newest = f"week-{(number - 1) // CAMPAIGN}"
    back = random.Random(1)  # noqa: S311 - a row, no secret

    def claim() -> None:
        claimed = deliveries.claim(database, now=now, lease=timedelta(minutes=3), most=DUE // 4)
        if not claimed:
            raise RuntimeError("nothing was due")

    week = timedelta(days=7)
    ages = (timedelta(hours=1), timedelta(days=1), week)
    return {
        "claim": claim,
        "what is late, what is next": lambda: (
            deliveries.overdue(database, now),
            deliveries.next_due(database, now),
            deliveries.soon(database, now, now + timedelta(seconds=30)),
            snapshots.next_due(database, now, ages),
        ),
        "queue of one week": lambda: deliveries.select(database, due_from=now - week / 2, due_until=now + week / 2),
        "plan's view of the queue": lambda: of_interest(database, campaigns=[newest], now=now),
        "one delivery": lambda: _one(database, back.randrange(number) + 1),
    }


def _one(database: Database, number: int) -> None:
    with database.read() as connection:
        rows.one(connection, number)


@contextmanager
def queue(number: int) -> Iterator[dict[str, Callable[[], object]]]:
    """A database of so many deliveries, and its questions."""
    with tempfile.TemporaryDirectory() as name, engine.opened(Path(name)) as database:
        now = SystemClock().now()
        laid(database, number, now)
        yield asked(database, number, now)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of processor and disk."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def main(rounds: int = 3, *, long: bool = False) -> int:
    """Ask both in turn; 0 where every promise is kept."""
    many = WHOLE if long else QUICK
    broken = 0
    with queue(FEW) as few, queue(many) as grown:
        for name in few:
            pairs = [(timed(few[name]), timed(grown[name])) for _ in range(rounds + 1)][1:]
            small, large = (median(one) for one in zip(*pairs, strict=True))
            kept = large <= BOUND * small
            broken |= not kept
            print(
                f"{name}: {large:.1f} ms of {many:,} deliveries\n"
                f"  against {small:.1f} ms of {FEW:,}: {large / small:.2f} times, at most {BOUND}"
                f" (median of {rounds} rounds in turn): {'kept' if kept else 'BROKEN'}"
            )
    return int(broken)


if __name__ == "__main__":
    sys.exit(main(long="--long" in sys.argv))
