"""Applying deliveries in one transaction, beside APScheduler's SQLAlchemy store adding as many jobs, as durably."""

import sys
import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from benchmarks import engine
from benchmarks.measure import Result, compare, report
from scheduler.clock import SystemClock
from scheduler.store.deliveries import New

QUICK = 5_000
WHOLE = 50_000
ACCOUNTS = 4
BOUND = 1 / 17
"""Wanted is a fifteenth. It was a 21st of 5,000 jobs and, on a machine with other work, a 70th of 50,000 (3.4 s, 242 s): each of
APScheduler's jobs is a commit of its own. Where a sync costs next to nothing (0.13 ms) it is a fifth: not kept there."""
AHEAD = timedelta(days=1)


def nothing(_: int) -> None:
    """What APScheduler's jobs would do."""


def planned(number: int) -> list[New]:
    """So many deliveries as planning hands them over: posts on four accounts each, due a minute apart."""
    due = SystemClock().now() + AHEAD
    return [
        engine.new(each // ACCOUNTS, due + timedelta(minutes=each), account=f"musee-{each % ACCOUNTS}")
        for each in range(number)
    ]


def ours(news: Sequence[New]) -> None:
    """Put `news` into the queue of a new database."""
    with tempfile.TemporaryDirectory() as name, engine.opened(Path(name)) as database:
        engine.apply(database, news)


def theirs(number: int) -> None:
    """Add as many date jobs to a new store."""
    with tempfile.TemporaryDirectory() as name, engine.apscheduler(Path(name), threads=1, paused=True) as scheduler:
        due = SystemClock().now() + AHEAD
        for each in range(number):
            scheduler.add_job(nothing, "date", run_date=due + timedelta(minutes=each), args=[each])


def measure(number: int, rounds: int) -> Result:
    """Both in turn."""
    news = planned(number)
    return compare(
        f"applying {number} deliveries in one transaction",
        lambda: ours(news),
        f"APScheduler's SQLAlchemy store adding {number} jobs",
        lambda: theirs(number),
        bound=BOUND,
        rounds=rounds,
    )


def main(*, long: bool = False) -> int:
    """Measure; 0 where the promise is kept. `long`: the whole number that is promised, which takes APScheduler a minute."""
    return report(measure(WHOLE, 1) if long else measure(QUICK, 3))


if __name__ == "__main__":
    sys.exit(main(long="--long" in sys.argv))
