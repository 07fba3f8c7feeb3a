"""Real senders, a server that ignores idempotency keys and drops answers, and SIGKILL. Only the server's own log is believed."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from scheduler.clock import SystemClock
from scheduler.model.delivery import State
from scheduler.model.variant import Media, Options, Part, Role, Variant
from scheduler.store import deliveries, history
from scheduler.store.blobs import Blobs
from scheduler.store.database import Database, open_database
from scheduler.store.deliveries import Add, New
from scheduler.testing.fake_mastodon import FakeMastodon, Fault
from scheduler.testing.fake_mastodon import State as Server
from scheduler.testing.samples import picture
from tests.flow import judge

ROOT = Path(__file__).parent.parent.parent
CHATTER = "bruit de fond"
PATIENCE = 120
THREAD = ("Les réserves ouvrent.", "Une toile y dort depuis 1974.", "Quatorze mètres.")
SINGLES = tuple(f"Annonce {number} du musée." for number in range(3))
ALT = "Deux régisseuses déroulent une toile"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL and its guarantees are POSIX's")


def part(text: str, *media: Media) -> Part:
    return Part(role=Role.POST, text=text, length=len(text), limit=500, media=media)


class Case:
    """A calendar on disk with a thread and three posts, all due now; and a server."""

    def __init__(self, folder: Path, *faults: Fault) -> None:
        self.folder = folder
        self.clock = SystemClock()
        self.server = FakeMastodon(Server(honours_keys=False, faults=list(faults)))
        data = picture()
        blob = Blobs(folder / "blobs").put(data)
        image = Media(file="toile.png", alt=ALT, blob=blob, mime="image/png", size=len(data))
        first, *rest = THREAD
        with self.database() as database:
            posts = [self.new("fil", part(first, image), *map(part, rest))]
            posts += [self.new(f"annonce-{number}", part(text)) for number, text in enumerate(SINGLES)]
            deliveries.apply(database, [Add(one) for one in posts], by="test", at=self.clock.now(), campaigns={})

    @contextmanager
    def database(self) -> Iterator[Database]:
        database = open_database(self.folder / "queue.db", clock=self.clock, state=self.folder / "state")
        try:
            yield database
        finally:
            database.close()

    def new(self, post: str, *parts: Part) -> New:
        variant = Variant(account="musee", network="mastodon", parts=parts, options=Options(language="fr"))
        due = self.clock.now()
        return New(
            campaign="museumweek",
            post=post,
            occurrence="once",
            account="musee",
            network="mastodon",
            variant=variant,
            digest=variant.digest,
            due=due,
            local=due,
            zone="UTC",
            too_late_at=due + timedelta(hours=2),
        )

    def start(self, kill_at: str = "", tick: float = 0.3) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "tests.kill.sender", str(self.folder), self.server.base_url]
        environment = {**os.environ, "KILL_AT": kill_at, "TICK": str(tick)}
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, encoding="utf-8")

    def finish(self) -> None:
        """Start it once more and let it end by itself, while the account goes on being used by its people."""
        with self.chatter(), self.start() as sender:
            assert sender.wait(PATIENCE) == 0

    @contextmanager
    def chatter(self) -> Iterator[None]:
        """Somebody else posts from the account now and then: a list proves an absence only beyond a newer post."""
        quiet = Event()

        def talk() -> None:
            while not quiet.wait(1.0):
                with self.server.state.changed:
                    self.server.state.create({"status": [CHATTER]}, "")

        thread = Thread(target=talk)
        thread.start()
        try:
            yield
        finally:
            quiet.set()
            thread.join()

    def judge(self) -> None:
        """Every part once, in order, each under the one before, with its alternative text; and the queue knows it."""
        posted = [one for one in self.server.state.posted if one.text != CHATTER]
        thread = [one for one in posted if one.text in THREAD]
        assert [one.text for one in thread] == list(THREAD)
        assert [one.in_reply_to for one in thread] == ["", thread[0].id, thread[1].id]
        assert [description for _, description, _ in thread[0].media] == [ALT]
        assert sorted(one.text for one in posted if one.text not in THREAD) == sorted(SINGLES)
        with self.database() as database:
            judge.never_lost(database)
            found = deliveries.select(database)
            assert {one.state for one in found} == {State.PUBLISHED}
            known = {receipt.remote_id for one in found for receipt in one.receipts}
            assert known == {one.id for one in posted}


POINTS = [
    pytest.param("claim written, not committed:1", marks=pytest.mark.long),
    pytest.param("claimed:1", marks=pytest.mark.long),
    pytest.param("attempt committed:1", marks=pytest.mark.long),
    pytest.param("attempt committed:2", marks=pytest.mark.long),
    pytest.param("answered:1", marks=pytest.mark.long),
    pytest.param("answered:2", marks=pytest.mark.long),
    "receipt committed:2",
]


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_a_point_and_started_again_every_part_arrives_once(tmp_path: Path, point: str) -> None:
    case = Case(tmp_path)
    with case.server:
        with case.start(point) as sender:
            assert sender.wait(PATIENCE) == -signal.SIGKILL
        case.finish()
        case.judge()


@pytest.mark.long
def test_killed_after_the_server_accepted_and_before_it_answered(tmp_path: Path) -> None:
    case = Case(tmp_path, Fault.NONE, Fault.SLOW)
    with case.server:
        state = case.server.state
        with case.start() as sender:
            with state.changed:
                assert state.changed.wait_for(lambda: len(state.posted) == 2, PATIENCE)
            sender.kill()
        case.server.release.set()
        case.finish()
        case.judge()


@pytest.mark.long
def test_dropped_answers_and_kills_at_any_time(tmp_path: Path) -> None:
    chance = random.Random(20270607)
    faults = [Fault.NONE, Fault.DROP, Fault.LOST, Fault.ERROR, Fault.NONE, Fault.HTML, Fault.DROP]
    case = Case(tmp_path, *faults)
    with case.server, case.chatter():
        for _ in range(6):
            with case.start() as sender:
                assert sender.stdout is not None
                assert sender.stdout.readline() == "ready\n"
                try:
                    sender.wait(chance.uniform(0.0, 1.5))
                except subprocess.TimeoutExpired:
                    sender.kill()
        with case.start() as sender:
            assert sender.wait(PATIENCE) == 0
        case.judge()


@pytest.mark.long
def test_two_daemons_on_one_database_and_the_second_takes_over_at_once(tmp_path: Path) -> None:
    """Its clock ticks once an hour: nothing but the death of the first, and hours that are due, can wake it."""
    case = Case(tmp_path, Fault.SLOW)
    with case.server:
        state = case.server.state
        with case.start() as first, case.chatter():
            with state.changed:
                assert state.changed.wait_for(lambda: any(one.text != CHATTER for one in state.posted), PATIENCE)
            with case.start(tick=3600.0) as second:
                assert second.stdout is not None
                assert [second.stdout.readline() for _ in range(2)] == ["ready\n", "standing by\n"]
                first.kill()
                case.server.release.set()
                assert second.wait(PATIENCE) == 0
        case.judge()


@pytest.mark.parametrize("told", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.long)])
def test_told_to_stop_it_finishes_the_call_and_leaves_the_rest_ready(tmp_path: Path, told: signal.Signals) -> None:
    case = Case(tmp_path, Fault.SLOW)
    with case.server:
        state = case.server.state
        with case.start() as sender:
            with state.changed:
                assert state.changed.wait_for(lambda: len(state.posted) == 1, PATIENCE)
            sender.send_signal(told)
            case.server.release.set()
            assert sender.wait(PATIENCE) == 0
        with case.database() as database:
            found = {one.post: one for one in deliveries.select(database)}
            assert {one.state for one in found.values()} == {State.READY}
            assert len(found["fil"].receipts) == 1, "the call in flight was finished, and its receipt kept"
            assert history.verify(database) is None
        case.finish()
        case.judge()
