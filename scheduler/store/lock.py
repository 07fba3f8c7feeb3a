"""One dispatcher a database: a lock that the kernel frees at death, and a heartbeat beside it."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread

from filelock import BaseFileLock, FileLock, Timeout

from scheduler.errors import SchedulerError
from scheduler.store.failures import told
from scheduler.store.files import replace
from scheduler.store.heartbeat import HEARTBEAT, Beat, kept_in, last_beat
from scheduler.store.place import private_folder

__all__ = ["HEARTBEAT", "Beat", "Hold", "Outage", "beat", "dispatcher", "last_beat"]

LOCK = "dispatcher.lock"
RESTED = "rested.json"
"""The last heartbeat of a daemon that has ended: how long nothing was published is counted from it."""
OUTAGES = "outages.jsonl"
KEPT = 200
AWAY = timedelta(minutes=2)
"""A daemon beats every few seconds: after so long a silence it, or its machine, was away."""
AWAY_BETWEEN_PASSES = timedelta(hours=1)
"""Between two passes of cron."""
LISTEN = 0.1
"""Seconds between two looks of whoever stands by: a look is a few system calls. What the kernel would tell at once, only some
systems let a program wait for without being unable to stop."""


class Hold:
    """Whether this process has the lock, as a truth value, and whether it still has it."""

    def __init__(self, path: Path, *, held: bool) -> None:
        self._path = path
        self._held = held
        self._place = _place(path) if held else None

    def __bool__(self) -> bool:
        return self._held

    def still(self) -> bool:
        """Whether the file that is locked is still the one at its path: a replaced file lets a second process in."""
        return self._held and _place(self._path) == self._place


@contextmanager
def dispatcher(folder: Path) -> Iterator[Hold]:
    """Try to be the one dispatcher of the database whose `Database.folder` this is; never waits.

    False: another process (or another part of this one) holds it. The kernel lets go when the process dies.
    """
    path = private_folder(folder) / LOCK
    with exclusively(path, wait=0.0) as held:
        yield Hold(path, held=held)


@contextmanager
def vacancy(folder: Path, ring: Callable[[], None]) -> Iterator[None]:
    """While inside, have `ring` called as soon as nobody holds the lock, from a thread of its own: who stands by takes over at
    once, not at a next tick.
    """
    path, left = private_folder(folder) / LOCK, Event()

    def listen() -> None:
        while not left.wait(LISTEN):
            if _free(path):
                ring()
                return

    listener = Thread(target=listen, name="standby", daemon=True)
    listener.start()
    try:
        yield
    finally:
        left.set()
        listener.join()


def _free(path: Path) -> bool:
    """Whether the lock could be had this moment; what cannot be looked at is for whoever tries to take it."""
    try:
        with exclusively(path, wait=0.0) as ours:
            return ours
    except SchedulerError:
        return True


@contextmanager
def exclusively(path: Path, *, wait: float) -> Iterator[bool]:
    """Hold the lock file at `path`, waiting at most `wait` seconds; False where another has it."""
    # Neither a singleton nor reentrant by thread: two holders in one process are two holders.
    lock = FileLock(path, timeout=wait, mode=0o600, thread_local=False)
    with told(path):
        held = _acquired(lock)
    if not held:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def _acquired(lock: BaseFileLock) -> bool:
    try:
        lock.acquire()
    except Timeout:  # an OSError, but nothing is wrong
        return False
    return True


def beat(folder: Path, at: datetime, *, daemon: bool = False) -> None:
    """Say that the dispatcher was alive at `at`; a reader never sees half of it. A gap before it is kept as an outage."""
    path = folder / HEARTBEAT
    before = last_beat(folder) or kept_in(folder / RESTED)
    with told(path):
        replace(path, json.dumps({"at": at.isoformat(), "pid": os.getpid(), "daemon": daemon}).encode())
        if before is not None and at - before.at > (AWAY if daemon and before.daemon else AWAY_BETWEEN_PASSES):
            _keep_outage(folder, Outage(begin=before.at, end=at))


def rest(folder: Path) -> None:
    """Take the sign of life away: the daemon has ended, and whoever looks need not wait until its word is stale."""
    path = folder / HEARTBEAT
    with told(path), suppress(FileNotFoundError):
        path.replace(folder / RESTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """A time in which nothing was published: the machine was off or asleep, or the program was stopped."""

    begin: datetime
    end: datetime


def outages(folder: Path, since: datetime) -> list[Outage]:
    """Those that ended at or after `since`, oldest first, as far back as they are kept."""
    try:
        lines = (folder / OUTAGES).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return []
    found = []
    for line in lines:
        with suppress(ValueError, TypeError):
            begin, end = (datetime.fromisoformat(one) for one in json.loads(line))
            found.append(Outage(begin=begin, end=end))
    return [one for one in found if one.end >= since]


def _keep_outage(folder: Path, one: Outage) -> None:
    line = json.dumps([one.begin.isoformat(), one.end.isoformat()])
    with suppress(OSError):
        kept = (folder / OUTAGES).read_text(encoding="utf-8").splitlines() if (folder / OUTAGES).exists() else []
        replace(folder / OUTAGES, "".join(f"{each}\n" for each in [*kept[-KEPT:], line]).encode())


def _place(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
