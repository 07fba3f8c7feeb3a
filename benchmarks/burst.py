"""1,000 deliveries of 1,000 accounts due in the same instant, each call lasting 50 ms, beside APScheduler's own store."""

import sys
import tempfile
import threading
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import median

from benchmarks import engine
from benchmarks.engine import CALL, Log
from scheduler.clock import SystemClock
from scheduler.model.delivery import State
from scheduler.store import deliveries

CALLS = 1_000
BOUNDS = {200: 1.5, 50: 1.15}
"""The last call may begin so many times the floor late, by threads. On two quiet cores it was 1.25 to 1.30 and 1.05 to 1.07.
All threads share one interpreter: what is left to do once the hour has struck is to write attempts and receipts, 0.17 ms a
delivery. Threads that do nothing but sleep are at the floor."""
AHEAD = timedelta(seconds=6)
PATIENCE = 120.0


def floor(threads: int) -> float:
    """Milliseconds after which the last of all calls begins where nothing but the calls takes time."""
    return (CALLS / threads - 1) * CALL * 1000


def ours(threads: int, url: str = "", took: list[float] | None = None) -> list[float]:
    """How late each call of the daemon began, in ms. Raises `RuntimeError` where one was missed.

    `took` is given the processor's time for each delivery, in ms, from its hour until the last of all is written down.
    """
    with tempfile.TemporaryDirectory() as name, engine.opened(Path(name), url) as database:
        log, over, ended = Log(SystemClock()), threading.Event(), []

        def published() -> None:
            ended.append(1)
            if len(ended) == CALLS:
                over.set()

        news = [engine.new(number, log.clock.now()) for number in range(CALLS)]
        engine.connect(database, [one.account for one in news])
        due = log.clock.now() + AHEAD
        engine.apply(database, [replace(one, due=due, local=due, too_late_at=due + AHEAD * 100) for one in news])
        with engine.daemon(database, log, Path(name), threads, published):
            over.wait(max(0.0, (due - log.clock.now()).total_seconds()))
            began = time.process_time()
            over.wait(PATIENCE)
            if took is not None:
                took.append((time.process_time() - began) * 1000 / CALLS)
        out = deliveries.select(database, states=[State.PUBLISHED])
        if len(out) != CALLS or len(log.began) != CALLS:
            raise RuntimeError(f"{CALLS - len(out)} of {CALLS} were missed")
        return log.late(due)


_LOG = Log(SystemClock())
_CALLED = threading.Semaphore(0)


def called(number: int) -> None:
    """APScheduler's job: it is stored by this name."""
    _LOG.call(str(number))
    _CALLED.release()


def theirs(threads: int) -> list[float]:
    """The same calls as date jobs of APScheduler in its SQLAlchemy store, with the durability that we have, and no grace."""
    with (
        tempfile.TemporaryDirectory() as name,
        engine.apscheduler(Path(name), threads=threads, paused=True) as scheduler,
    ):
        _LOG.began.clear()
        due = _LOG.clock.now() + 1.5 * AHEAD
        for number in range(CALLS):
            scheduler.add_job(called, "date", run_date=due, args=[number])
        scheduler.resume()
        for _ in range(CALLS):
            _CALLED.acquire(timeout=PATIENCE)
        return _LOG.late(due)


def measure(threads: int, rounds: int) -> int:
    """Both in turn; 0 where the promise is kept."""
    took: list[float] = []
    pairs = [(theirs(threads)[-1], ours(threads, took=took)[-1]) for _ in range(rounds)]
    its, mine = (sorted(one) for one in zip(*pairs, strict=True))
    least, most = floor(threads), BOUNDS[threads]
    ratio = median(mine) / least
    print(
        f"{CALLS} deliveries due at once, {threads} threads: the last begins {median(mine):.0f} ms late"
        f" ({mine[0]:.0f} to {mine[-1]:.0f})\n"
        f"  against APScheduler's SQLAlchemy store: {median(its):.0f} ms ({its[0]:.0f} to {its[-1]:.0f})\n"
        f"  the processor's time for one of ours: {median(took):.2f} ms\n"
        f"  {ratio:.2f} times the floor of {least:.0f} ms, at most {most} (median of {rounds} rounds in turn):"
        f" {'kept' if ratio <= most else 'BROKEN'}"
    )
    return int(ratio > most)


def main(rounds: int = 5) -> int:
    """Measure with each number of threads; 0 where all promises are kept."""
    return max([measure(threads, rounds) for threads in BOUNDS])


if __name__ == "__main__":
    sys.exit(main())
