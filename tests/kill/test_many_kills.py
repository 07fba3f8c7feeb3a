"""Hundreds of real processes, killed with SIGKILL or frozen with SIGSTOP at any moment, while the server goes on working.

A server that ignores idempotency keys and loses answers goes on with a request whose client has died. Its own log is the
judge: each part of each post once, in order. The numbers are printed.
"""

import hashlib
import os
import random
import signal
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from scheduler.model.delivery import State
from scheduler.store import deliveries
from scheduler.store.database import Database, open_database
from scheduler.store.deliveries import Add, New
from scheduler.testing.fake_mastodon import Fault
from tests.conftest import PRINTED
from tests.flow import judge
from tests.kill.test_processes import CHATTER, SINGLES, THREAD, Case, part
from tests.servers import postgres

KILLS = {"sqlite": int(os.environ.get("KILLS", "200")), "postgresql": int(os.environ.get("KILLS_ON_SERVER", "100"))}
"""Of the long run on each kind of database, over all its calendars."""
CALENDARS = 8
"""Each is a test of its own, so that several processes of tests share them."""
POSTS = 16
ACCOUNTS = 8
END = 600
"""Seconds in which the last process ends: it looks for all that the others left unknown, one after the other."""
FAULTS = (Fault.NONE, Fault.NONE, Fault.DROP, Fault.LOST, Fault.NONE, Fault.ERROR)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL and its guarantees are POSIX's")


def said(what: str) -> str:
    """A text about `what` that is like no other: all accounts are one on the server, and what nearly said the same would be
    held as a stranger's.
    """
    word = hashlib.sha256(what.encode()).hexdigest()
    return f"{what} : {' '.join(word[at : at + 6] for at in range(0, 48, 6))}."


class Calendar(Case):
    """A calendar of many threads of two parts, on as many accounts of one server as there are threads to send."""

    def __init__(self, folder: Path, seed: int, address: str = "") -> None:
        self.address = address
        super().__init__(folder)
        self.chance = random.Random(seed)
        self.server.state.faults.extend(self.chance.choice(FAULTS) for _ in range(4 * POSTS))
        self.texts: list[tuple[str, str]] = []
        self.killed = self.frozen = 0
        self.more()

    def more(self) -> None:
        """Another sixteen threads, due now."""
        begin = len(self.texts)
        fresh = [
            (said(f"Salle {number}"), said(f"Suite de la salle {number}")) for number in range(begin, begin + POSTS)
        ]
        with self.database() as database:
            posts = [
                self._on(f"musee-{at % ACCOUNTS}", f"salle-{begin + at}", *texts) for at, texts in enumerate(fresh)
            ]
            deliveries.apply(database, [Add(one) for one in posts], by="test", at=self.clock.now(), campaigns={})
        self.texts += fresh

    @contextmanager
    def database(self) -> Iterator[Database]:
        """On a server, the senders share it: each is one of several workers."""
        if not self.address:
            with super().database() as database:
                yield database
            return
        about: dict[str, Any] = {"state": self.folder / "state", "folder": self.folder}
        database = open_database(self.address, clock=self.clock, **about)
        try:
            yield database
        finally:
            database.close()

    def _on(self, account: str, post: str, *texts: str) -> New:
        made = self.new(post, *map(part, texts))
        variant = replace(made.variant, account=account)
        return replace(made, account=account, variant=variant, digest=variant.digest)

    def wanted(self) -> set[str]:
        """All that was planned."""
        return {*THREAD, *SINGLES, *(text for pair in self.texts for text in pair)}

    def life(self) -> bool:
        """One process, to its end by itself (True) or by us; some are frozen for a while before."""
        with self.start() as sender:
            assert sender.stdout is not None
            sender.stdout.readline()
            if self.chance.random() < 0.25:
                self._freeze(sender)
            try:
                sender.wait(self.chance.uniform(0.0, 0.6))
            except subprocess.TimeoutExpired:
                sender.kill()
                self.killed += 1
                return False
        return sender.returncode == 0

    def _freeze(self, sender: "subprocess.Popen[str]") -> None:
        """Stop it for less or more than its window to send, as a sleeping laptop does; then it goes on, or is killed."""
        with suppress(subprocess.TimeoutExpired):
            sender.wait(self.chance.uniform(0.0, 0.3))
            return
        sender.send_signal(signal.SIGSTOP)
        self.frozen += 1
        with suppress(subprocess.TimeoutExpired):
            sender.wait(self.chance.choice([0.1, 0.5, 4.0]))
        sender.send_signal(signal.SIGCONT)

    def count(self) -> Counter[str]:
        """What the server has, by its own log: each text and how often."""
        return Counter(one.text for one in self.server.state.posted if one.text != CHATTER)


ON_SERVER = [
    pytest.mark.servers,
    pytest.mark.skipif(bool(postgres.missing()), reason=postgres.missing() or "PostgreSQL is there"),
]


@pytest.mark.long
@pytest.mark.parametrize("seed", range(CALENDARS))
@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgresql", marks=ON_SERVER)])
def test_killed_and_frozen_at_any_moment_nothing_is_lost_and_nothing_doubled(
    tmp_path: Path,
    seed: int,
    engine: str,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    address = postgres.shared().of(tmp_path) if engine == "postgresql" else ""
    monkeypatch.setenv("DATABASE", address)
    calendar = Calendar(tmp_path, seed, address)
    # On a server a second worker goes on while the first one is killed, frozen and started again.
    with calendar.server, calendar.chatter(), beside(calendar, wanted=bool(address)):
        while calendar.killed < KILLS[engine] / CALENDARS:
            if calendar.life():
                calendar.more()
        with calendar.start() as sender:
            assert sender.wait(END) == 0
    counted = calendar.count()
    lost, doubled = calendar.wanted() - counted.keys(), [text for text, times in counted.items() if times > 1]
    with calendar.database() as database:
        found = deliveries.select(database)
        judge.never_lost(database)
    unknown = [one.tag for one in found if one.state is State.UNKNOWN]
    said = f"{calendar.killed} real kills, {calendar.frozen} freezes, {len(calendar.wanted())} parts"
    left = f"{len(lost)} lost, {len(doubled)} doubled, {len(unknown)} left unknown"
    record_property(PRINTED, f"{engine}, calendar {seed}: {said}, {left}")
    record_property("real kills", calendar.killed)
    record_property("freezes", calendar.frozen)
    record_property("parts", len(calendar.wanted()))
    record_property("lost", len(lost))
    record_property("doubled", len(doubled))
    record_property("left unknown", len(unknown))
    assert not lost
    assert not doubled
    assert not unknown
    assert {one.state for one in found} == {State.PUBLISHED}
    _in_order(calendar)


@contextmanager
def beside(calendar: Calendar, *, wanted: bool) -> Iterator[None]:
    """A second worker, started again whenever it has nothing more to do."""
    quiet = Event()

    def work() -> None:
        while not quiet.is_set():
            with calendar.start() as sender:
                while sender.poll() is None and not quiet.wait(0.2):
                    pass
                if sender.poll() is None:
                    sender.terminate()  # it finishes what it has in hand

    thread = Thread(target=work)
    if wanted:
        thread.start()
    try:
        yield
    finally:
        quiet.set()
        if wanted:
            thread.join()


def _in_order(calendar: Calendar) -> None:
    """Each second part stands under its first one."""
    ids = {one.text: one.id for one in calendar.server.state.posted}
    under = {one.text: one.in_reply_to for one in calendar.server.state.posted}
    for first, second in calendar.texts:
        assert under[second] == ids[first]
