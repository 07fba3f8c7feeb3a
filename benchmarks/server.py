"""The burst on PostgreSQL, durable as it comes, with one worker and with two: each a process of its own."""

import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import median

from benchmarks import engine
from benchmarks.burst import CALLS, floor
from benchmarks.engine import CALL, Log
from scheduler.clock import SystemClock
from scheduler.model.delivery import Delivery, State
from scheduler.store import deliveries
from tests.servers import postgres

THREADS = 200
"""Calls at once, of all workers together."""
BOUND = 1.5
"""Times the floor. It is not kept: on two cores shared with the server and other work (load 4) it was 3.5 to 5 by one worker,
7.5 by two."""
AHEAD = timedelta(seconds=10)
PATIENCE = 60.0


def work(url: str, folder: Path, threads: int) -> None:
    """Be a worker, until whoever started it closes our stdin."""
    with engine.opened(folder, url) as database, engine.daemon(database, Log(SystemClock()), folder, threads, _nothing):
        sys.stdin.read()


def _nothing() -> None:
    pass


def late(url: str, workers: int) -> list[float]:
    """How late each call began, in ms, by the answers' own instants. Raises `RuntimeError` where one was missed."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:  # noqa: SIM117 - the workers end after our own look
        with engine.opened(Path(name, "own"), url) as database:
            due = SystemClock().now() + AHEAD
            news = [replace(engine.new(number, due), too_late_at=due + timedelta(hours=2)) for number in range(CALLS)]
            engine.connect(database, [one.account for one in news])
            engine.apply(database, news)
            for number in range(workers):
                folder = Path(name, f"worker-{number}")
                command = [sys.executable, "-m", "benchmarks.server", url, str(folder), str(THREADS // workers)]
                process = stack.enter_context(subprocess.Popen(command, stdin=subprocess.PIPE))
                assert process.stdin is not None
                stack.callback(process.stdin.close)
            end = time.monotonic() + PATIENCE
            out: list[Delivery] = []
            while len(out) < CALLS and time.monotonic() < end:
                time.sleep(5)
                out = deliveries.select(database, states=[State.PUBLISHED])
            if len(out) != CALLS:
                raise RuntimeError(f"{CALLS - len(out)} of {CALLS} were missed")
            return sorted((one.receipts[0].at - due).total_seconds() * 1000 - CALL * 1000 for one in out)


def main(rounds: int = 3) -> int:
    """Measure with one worker and with two; 0 where both promises are kept."""
    if postgres.missing():
        print(f"PostgreSQL: {postgres.missing()}: skipped")
        return 0
    broken, least = 0, floor(THREADS)
    with postgres.running(durable=True) as server:
        for workers in (1, 2):
            last = sorted(late(server.url(server.database(f"b{workers}{each}")), workers)[-1] for each in range(rounds))
            ratio = median(last) / least
            broken |= ratio > BOUND
            print(
                f"{CALLS} due at once on PostgreSQL, {workers} of {THREADS // workers} calls at once: the last begins"
                f" {median(last):.0f} ms late ({last[0]:.0f} to {last[-1]:.0f})\n"
                f"  {ratio:.2f} times the floor of {least:.0f} ms, at most {BOUND} (median of {rounds} rounds):"
                f" {'kept' if ratio <= BOUND else 'BROKEN'}"
            )
    return int(broken)


if __name__ == "__main__":
    work(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
