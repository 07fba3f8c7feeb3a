"""How soon `scheduler review` shows something, then the week, and answers a key, beside an empty Textual application's start.

Each runs in a terminal of its own (a pseudo terminal of 120 by 40), as people start it.
"""

import fcntl
import os
import pty
import re
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks import engine
from benchmarks.measure import Result, report
from scheduler.app.scheduler import Scheduler
from scheduler.clock import SystemClock
from scheduler.model.variant import Options, Part, Role, Variant
from scheduler.store.deliveries import New

COLUMNS, LINES = 120, 40
QUEUED = 10_000
ACCOUNTS = tuple(f"musee-{number}" for number in range(1, 5))
WEEKLY = 40
"""Posts a week, each on every account: the queue reaches 62 weeks ahead."""
FIRST, WHOLE = 1.3, 2.2
"""At most so many times the start of an empty application: until there is a frame, until the week is in it.

The first frame knows no post, so it waits for no class of the model, no dialog and no screen below the room's own. The week
is read before SQLAlchemy is loaded.
"""
KEY = 50
"""Milliseconds within which a key is answered."""
ROUNDS, KEYS = 9, 12
PATIENCE = 30.0
EMPTY = "from textual.app import App; App().run()"
FRAME = f"\x1b[{LINES};1H".encode()
"""Textual goes there to write the last line of a frame."""
RIGHT = b"\x1b[C"
CONFIG = """\
[calendar]
id = "mesure"
timezone = "UTC"
language = "fr"
"""


class Terminal:
    """A program in a terminal of its own, and what it wrote since it was started."""

    def __init__(self, command: Sequence[str]) -> None:
        self._own, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        # It may write bytecode, whatever this process may: an installed program is compiled once, not at each start.
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        kept |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.written = b""
        self._began = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=kept, start_new_session=True
        )
        os.close(theirs)

    def until(self, wanted: bytes) -> float:
        """Seconds from its start until it has written what matches `wanted`. Raises TimeoutError where it never does."""
        while not re.search(wanted, self.written):
            if not self._read(PATIENCE):
                raise TimeoutError(self.written[-2000:].decode(errors="replace"))
        return time.perf_counter() - self._began

    def calm(self) -> None:
        """Wait until it has written nothing for a while."""
        while self._read(0.5):
            pass

    def press(self, key: bytes) -> float:
        """Seconds until the first of what a key changes is written."""
        began = time.perf_counter()
        os.write(self._own, key)
        if not self._read(PATIENCE):
            raise TimeoutError(key)
        taken = time.perf_counter() - began
        self.calm()
        return taken

    def close(self) -> None:
        """Kill it."""
        self._process.kill()
        self._process.wait()
        os.close(self._own)

    def _read(self, patience: float) -> bool:
        """Whether it has written anything within so many seconds."""
        if not select.select([self._own], [], [], patience)[0]:
            return False
        self.written += os.read(self._own, 1 << 16)
        return True


@contextmanager
def started(command: Sequence[str]) -> Iterator[Terminal]:
    """A program in a terminal, killed at the end."""
    terminal = Terminal(command)
    try:
        yield terminal
    finally:
        terminal.close()


def queue(now: datetime) -> list[New]:
    """Posts on four accounts, forty a week from this week on."""
    made = []
    first = now.replace(hour=9, minute=0, second=0, microsecond=0) - timedelta(days=now.weekday())
    for number in range(QUEUED // len(ACCOUNTS)):
        week, place = divmod(number, WEEKLY)
        due = first + timedelta(weeks=week, days=place % 7, hours=place // 7)
        for account in ACCOUNTS:
            text = f"Les réserves ouvrent leurs portes, salle {number}."
            part = Part(role=Role.POST, text=text, length=len(text), limit=500)
            variant = Variant(account=account, network="mastodon", parts=(part,), options=Options(language="fr"))
            made.append(
                New(
                    campaign="mesure",
                    post=f"salle-{number}",
                    occurrence="once",
                    account=account,
                    network="mastodon",
                    variant=variant,
                    digest=variant.digest,
                    due=due,
                    local=due,
                    zone="UTC",
                    too_late_at=due + timedelta(days=8),  # the posts of this week are still to come, on a Sunday too
                )
            )
    return made


@contextmanager
def calendar() -> Iterator[Path]:
    """A calendar with ten thousand deliveries in its queue: its configuration."""
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {"XDG_STATE_HOME": f"{name}/state", "SCHEDULER_LANGUAGE": "fr"}
        config = Path(name, "config.toml")
        accounts = "".join(f'\n[accounts.{one}]\nnetwork = "mastodon"\nthrough = "rehearsal"\n' for one in ACCOUNTS)
        config.write_text(CONFIG + accounts, encoding="utf-8")
        with Scheduler.find(config, []) as scheduler:
            engine.apply(scheduler.ground.database, queue(SystemClock().now()))
        yield config


def measured(config: Path) -> tuple[Result, Result, float]:
    """The first frame, the whole week, and the median answer to a key."""
    review = [str(Path(sys.executable).with_name("scheduler")), "review", "--config", str(config)]
    empty, first, whole, keys = [], [], [], []
    for round_number in range(ROUNDS + 1):  # the first one warms the caches
        with started([sys.executable, "-c", EMPTY]) as terminal:
            bare = terminal.until(re.escape(FRAME))
        with started(review) as terminal:
            frame, week = terminal.until(re.escape(FRAME)), terminal.until(rb"salle-\d+")
            if round_number:
                empty.append(bare)
                first.append(frame)
                whole.append(week)
            if round_number == ROUNDS:
                terminal.calm()
                keys = [terminal.press(RIGHT) for _ in range(KEYS)]
    reference = statistics.median(empty)
    results = [
        Result(
            what=what,
            against="the first frame of an empty Textual application",
            ours=statistics.median(ours),
            reference=reference,
            bound=bound,
            rounds=ROUNDS,
        )
        for what, ours, bound in (
            (f"scheduler review, {QUEUED:,} deliveries queued: the first frame", first, FIRST),
            (f"scheduler review, {QUEUED:,} deliveries queued: the whole week", whole, WHOLE),
        )
    ]
    return results[0], results[1], statistics.median(keys)


def main() -> int:
    """Measure all three; 0 where the promises are kept."""
    with calendar() as config:
        first, whole, key = measured(config)
    broken = report(first, whole)
    kept = key * 1000 <= KEY
    print(
        f"a key is answered within {key * 1000:.0f} ms (median of {KEYS}), at most {KEY}: {'kept' if kept else 'BROKEN'}"
    )
    return int(broken or not kept)


if __name__ == "__main__":
    sys.exit(main())
