"""Several real workers on one PostgreSQL, killed, frozen and cut off; only the networks' own logs are believed."""

import os
import random
import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from scheduler.clock import SystemClock
from scheduler.model.delivery import State
from scheduler.model.variant import Options, Part, Role, Variant
from scheduler.store import deliveries, history, workers
from scheduler.store.database import Database, open_database
from scheduler.store.deliveries import Add, New
from scheduler.testing.fake_mastodon import FakeMastodon, Fault
from scheduler.testing.fake_mastodon import State as Server
from tests.flow import judge
from tests.servers import postgres

ROOT = Path(__file__).parent.parent.parent
CHATTER = "bruit de fond"
PATIENCE = 60
END = 420
"""Seconds in which the last worker ends: it looks for all that the killed ones left unknown, one after the other."""
ACCOUNTS = ("louvre", "orsay", "pompidou", "picasso")
FAULTS = (Fault.NONE, Fault.NONE, Fault.DROP, Fault.LOST, Fault.NONE, Fault.ERROR)
KILLS = int(os.environ.get("KILLS", "12"))

pytestmark = [
    pytest.mark.servers,
    pytest.mark.skipif(bool(postgres.missing()), reason=postgres.missing()),
]


class Agency:
    """Four accounts on four servers that ignore idempotency keys, one database, and as many hosts as a test starts."""

    def __init__(self, folder: Path, *, posts: int, faults: int = 0, seed: int = 0, after: float = 0.0) -> None:
        self.folder = folder
        self.clock = SystemClock()
        self.after = after
        self.chance = random.Random(seed)
        self.url = postgres.shared().of(folder)
        # A network without any key that helps: what keeps posts single is ours alone.
        self.servers = {
            name: FakeMastodon(Server(honours_keys=False, faults=[self.chance.choice(FAULTS) for _ in range(faults)]))
            for name in ACCOUNTS
        }
        self.wanted: dict[str, list[tuple[str, ...]]] = {name: [] for name in ACCOUNTS}
        with self.database() as database:
            made = [self._new(name, number) for number in range(posts) for name in ACCOUNTS]
            deliveries.apply(database, [Add(one) for one in made], by="test", at=self.clock.now(), campaigns={})

    @contextmanager
    def database(self) -> Iterator[Database]:
        database = open_database(self.url, clock=self.clock, state=self.folder / "desk", folder=self.folder / "desk")
        try:
            yield database
        finally:
            database.close()

    def _new(self, account: str, number: int) -> New:
        texts = (f"{account} : salle {number}.", f"{account} : suite de la salle {number}.")[: 1 + number % 2]
        self.wanted[account].append(texts)
        parts = tuple(Part(role=Role.POST, text=text, length=len(text), limit=500) for text in texts)
        variant = Variant(account=account, network="mastodon", parts=parts, options=Options(language="fr"))
        due = self.clock.now() + timedelta(seconds=self.after + 0.3 * number)
        return New(
            campaign="agence",
            post=f"salle-{number}",
            occurrence="once",
            account=account,
            network="mastodon",
            variant=variant,
            digest=variant.digest,
            due=due,
            local=due,
            zone="UTC",
            too_late_at=due + timedelta(hours=2),
        )

    def start(self, host: str, url: str = "") -> "subprocess.Popen[str]":
        hosts = [f"{name}={server.base_url}" for name, server in self.servers.items()]
        command = [sys.executable, "-m", "tests.servers.worker", str(self.folder / host), url or self.url, *hosts]
        with (self.folder / f"{host}.log").open("a") as log:
            return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, encoding="utf-8")

    @contextmanager
    def open(self) -> Iterator[None]:
        """The servers, and people who post there by hand: a list proves an absence only beyond a newer post."""
        quiet = Event()

        def talk() -> None:
            while not quiet.wait(1.0):
                for server in self.servers.values():
                    with server.state.changed:
                        server.state.create({"status": [CHATTER]}, "")

        with ExitStack() as stack:
            for server in self.servers.values():
                stack.enter_context(server)
            thread = Thread(target=talk)
            thread.start()
            try:
                yield
            finally:
                quiet.set()
                thread.join()

    def judge(self) -> None:
        """Every part once, each second one under its first; the queue knows all of it, and the journal holds."""
        for name, server in self.servers.items():
            posted = [one for one in server.state.posted if one.text != CHATTER]
            wanted = [text for texts in self.wanted[name] for text in texts]
            counted = Counter(one.text for one in posted)
            assert {text: times for text, times in counted.items() if times > 1} == {}, "nothing arrives twice"
            assert set(wanted) - counted.keys() == set(), "nothing is lost"
            ids, under = {one.text: one.id for one in posted}, {one.text: one.in_reply_to for one in posted}
            assert all(under[texts[1]] == ids[texts[0]] for texts in self.wanted[name] if len(texts) > 1)
        with self.database() as database:
            judge.never_lost(database)
            assert {one.state for one in deliveries.select(database)} == {State.PUBLISHED}
            assert history.verify(database) is None

    def log(self, host: str) -> str:
        return (self.folder / f"{host}.log").read_text()


@pytest.fixture
def agency(tmp_path: Path) -> Agency:
    return Agency(tmp_path, posts=6)


def published(worker: "subprocess.Popen[str]") -> int:
    assert worker.stdout is not None
    *_, last = worker.stdout.read().splitlines()
    assert last.startswith("ended published="), last
    return int(last.partition("=")[2])


def test_two_workers_share_the_work_and_nothing_goes_out_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Both are there before the first hour, and one alone takes two of the four accounts at once: the rest is the other's.
    monkeypatch.setenv("THREADS", "1")
    agency = Agency(tmp_path, posts=6, after=6.0)
    with agency.open(), agency.start("paris") as first, agency.start("lyon") as second:
        assert first.wait(PATIENCE) == 0, agency.log("paris")
        assert second.wait(PATIENCE) == 0, agency.log("lyon")
        mine, theirs = published(first), published(second)
    agency.judge()
    assert mine + theirs == 24
    assert mine > 0
    assert theirs > 0
    with agency.database() as database, database.read() as connection:
        assert workers.known(connection) == [], "who ends takes its leave"


def test_a_worker_that_dies_is_relieved_by_another_host_when_its_lease_ends(agency: Agency) -> None:
    server = agency.servers["louvre"]
    server.state.faults[:] = [Fault.SLOW]
    with agency.open(), agency.start("paris") as first:
        with server.state.changed:
            taken = lambda: any(one.text != CHATTER for one in server.state.posted)  # noqa: E731
            assert server.state.changed.wait_for(taken, PATIENCE), agency.log("paris")
        first.kill()
        server.release.set()
        with agency.start("lyon") as second:
            assert second.wait(PATIENCE) == 0, agency.log("lyon")
    agency.judge()


@pytest.mark.parametrize("seed", range(2))
def test_workers_killed_and_frozen_at_any_moment(
    tmp_path: Path,
    seed: int,
    capsys: pytest.CaptureFixture[str],
    record_property: Callable[[str, object], None],
) -> None:
    agency = Agency(tmp_path, posts=40, faults=40, seed=seed)
    killed = frozen = 0
    with agency.open(), ExitStack() as stack:
        running = {host: stack.enter_context(agency.start(host)) for host in ("paris", "lyon")}
        try:
            while killed < KILLS / 2:
                host = agency.chance.choice(sorted(running))
                with suppress(subprocess.TimeoutExpired):
                    running[host].wait(agency.chance.uniform(0.2, 1.5))
                if agency.chance.random() < 0.2:
                    running[host].send_signal(signal.SIGSTOP)
                    frozen += 1
                    with suppress(subprocess.TimeoutExpired):  # for less or more than its lease
                        running[host].wait(agency.chance.choice([0.5, 4.0, 8.0]))
                    running[host].send_signal(signal.SIGCONT)
                    continue
                running[host].kill()
                killed += 1
                running[host] = stack.enter_context(agency.start(host))
        except BaseException:
            for one in running.values():
                one.kill()
            raise
        for host, one in running.items():
            assert one.wait(END) == 0, agency.log(host)
    with capsys.disabled():
        sys.stdout.write(f"\nPostgreSQL, seed {seed}: {killed} kills, {frozen} freezes of two workers\n")
    record_property("real kills", killed)
    record_property("freezes", frozen)
    agency.judge()


class Cable:
    """A cable between a worker and the database: what it is given it passes on, until it is cut; no end of it is told of that."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._cut = Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._open = [self._listener]
        Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        self._cut.set()

    def mend(self) -> None:
        self._cut.clear()

    def close(self) -> None:
        for one in self._open:
            one.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                if self._cut.is_set():
                    self._open.append(near)  # it is never answered
                    continue
                far = socket.create_connection(("127.0.0.1", self._to))
                self._open += [near, far]
                for one, other in ((near, far), (far, near)):
                    Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                if self._cut.is_set():
                    return  # swallowed, and nobody is told
                other.sendall(data)
            other.shutdown(socket.SHUT_WR)


def test_a_worker_cut_off_from_the_database_sends_nothing_more_and_another_goes_on(agency: Agency) -> None:
    """It goes on running all the while: a receipt that it cannot write is told on stderr, and written once it can."""
    cable = Cable(postgres.shared().port)
    name = agency.url.rpartition("/")[2]
    slow = agency.servers["orsay"]
    slow.state.faults[:] = [Fault.SLOW]
    with agency.open(), agency.start("paris", postgres.shared().url(name, port=cable.port)) as first:
        with slow.state.changed:
            taken = lambda: any(one.text != CHATTER for one in slow.state.posted)  # noqa: E731
            assert slow.state.changed.wait_for(taken, PATIENCE), agency.log("paris")
        cable.cut()
        slow.release.set()
        assert first.poll() is None
        with agency.start("lyon") as second:
            assert second.wait(PATIENCE) == 0, agency.log("lyon")
        before = {host: len(server.state.posted) for host, server in agency.servers.items()}
        assert before
        cable.mend()
        assert first.wait(PATIENCE) == 0, agency.log("paris")
    cable.close()
    agency.judge()
    said = agency.log("paris")
    assert "receipt-owed" in said, "what could not be written was told"
    assert "Traceback" not in said or "store-rests" in said
    assert postgres.PASSWORD not in said
