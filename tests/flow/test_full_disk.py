"""A full disk, a locked file, a disk that fails: no receipt is lost, nothing is sent again, and the daemon lives where it can."""

import logging
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlalchemy import event

from scheduler.connector.base import Outgoing
from scheduler.errors import Problem
from scheduler.flow.crew import Crew
from scheduler.model.delivery import Receipt, State
from scheduler.store import engines, history, place
from scheduler.store.slate import SLOT, SLOTS, Owing, Slate
from scheduler.wake import SimulatedAlarm
from tests.flow import judge
from tests.flow.remote import Blind
from tests.flow.world import World


class Usage(NamedTuple):
    total: int
    used: int
    free: int


class Wordy(Blind):
    """Nobody can ask this network what is there, and its addresses are long: no page has room for one."""

    def publish(self, outgoing: Outgoing) -> Receipt:
        receipt = super().publish(outgoing)
        return replace(receipt, url=f"{receipt.url}?{'x' * 6000}")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    one = World(tmp_path, kind=Wordy)
    yield one
    one.database.close()


class Disk:
    """SQLite's own limit on the pages of a file stands for the end of the disk."""

    def __init__(self, world: World) -> None:
        self.engine: Any = world.database._engine
        self.pages = 0

    def fill(self) -> None:
        with self.engine.connect() as connection:
            self.pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        event.listen(self.engine, "connect", self._limit)
        self.engine.dispose()

    def free(self) -> None:
        event.remove(self.engine, "connect", self._limit)
        self.engine.dispose()

    def _limit(self, connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count={self.pages}")


class Waiting(SimulatedAlarm):
    """Does something once the dispatcher has waited so many times."""

    def __init__(
        self, world: World, after: int, then: Callable[[], None], last: timedelta = timedelta(minutes=20)
    ) -> None:
        super().__init__(world.clock, until=world.clock.now() + last)
        self._left, self._then = after, then

    def wait(self, *, busy: bool) -> bool:
        self._left -= not busy
        if self._left == 0:
            self._left, then = -1, self._then
            then()
        return super().wait(busy=busy)


def test_receipts_outlive_a_full_disk_and_nothing_is_begun_meanwhile(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    disk, slate = Disk(world), Slate(world.database.witness)
    posts = world.add(*(world.new("un", account=name) for name in ("a", "b", "c")))
    (later,) = world.add(world.new("deux", account="a", after=timedelta(seconds=30)))
    world.network.after_send = lambda _: disk.fill() if world.network.requests == 1 else None
    seen: list[tuple[int, int]] = []

    def look() -> None:
        seen.append((len(slate.read()), len(world.network.log)))
        disk.free()

    world.dispatcher(threads=1).run(Waiting(world, 4, look))
    sent = {one.tag for one in posts} | {later.tag}
    assert {world.state(one) for one in (*posts, later)} == {State.PUBLISHED}
    assert len(world.network.log) == len(sent) == 4, "each once"
    ((kept, out),) = seen
    assert kept == out >= 1, "what was answered while the disk was full stood outside the database"
    assert slate.read() == [], "and was wiped once the database had it"
    told = [record.getMessage() for record in caplog.records]
    assert sum(one.startswith("receipt-owed") for one in told) == out
    assert told.count("answers-owed") == 1, "once, not at every pass"
    judge.never_lost(world.database)


@pytest.mark.parametrize("threads", [1, 3])
def test_a_death_with_a_full_disk_loses_no_receipt(world: World, threads: int) -> None:
    """The network cannot be asked: without the slate a person would have to look for every one of these."""
    disk = Disk(world)
    posts = world.add(*(world.new("un", account=name) for name in ("a", "b", "c")))
    world.network.before_send = lambda _: disk.fill() if not disk.pages else None

    class Death(Exception):
        pass

    def die() -> None:
        raise Death

    def end(crew: Crew) -> None:
        crew.close()  # a death settles nothing

    dispatcher = world.dispatcher(threads=threads)
    dispatcher._end = end  # type: ignore[method-assign]
    with pytest.raises(Death):
        dispatcher.run(Waiting(world, 3, die))
    out = len(world.network.log)
    assert out >= 1
    world.database.close()
    world.reopen()
    world.run(timedelta(minutes=5))
    assert {world.state(one) for one in posts} == {State.PUBLISHED}
    assert len(world.network.log) == 3, "each once"
    assert Slate(world.database.witness).read() == []
    judge.never_lost(world.database)


def test_what_a_slate_says_of_another_round_or_another_copy_changes_nothing(world: World) -> None:
    (post,) = world.add(world.new("un"))
    assert world.once().published == 1
    slate = Slate(world.database.witness)
    slate.lay()
    url = "https://network.example/else"
    true = Owing(
        delivery=post.id,
        tag=post.tag,
        token=1,
        part=1,
        number=1,
        remote_id="x",
        url=url,
        at="2027-06-07T07:00:00+00:00",
    )
    for odd in (true, replace(true, token=9), replace(true, tag="other/post"), replace(true, delivery=99)):
        assert slate.chalk(odd)
    before = history.head(world.database)
    world.once()
    assert history.head(world.database) == before
    assert slate.read() == []


def test_a_slate_is_as_large_as_it_will_ever_be_and_says_when_it_is_full(world: World) -> None:
    slate = Slate(world.database.witness)
    one = Owing(delivery=1, tag="t", token=1, part=1, number=1, remote_id="x", url="u", at="2027-06-07T07:00:00+00:00")
    assert not slate.chalk(one), "nothing is laid yet"
    slate.lay()
    size = slate.path.stat().st_size
    assert size == SLOT * SLOTS
    assert all(slate.chalk(replace(one, delivery=number)) for number in range(SLOTS))
    assert not slate.chalk(replace(one, delivery=SLOTS))
    assert slate.path.stat().st_size == size
    slate.wipe(replace(one, delivery=7))
    assert slate.chalk(replace(one, delivery=SLOTS))
    with slate.path.open("r+b") as file:  # a power cut in the middle of a record
        file.write(b"\n" * 100)
    assert len(slate.read()) == SLOTS - 1


def test_nothing_is_claimed_while_there_is_too_little_room(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (post,) = world.add(world.new("un"))
    room = [place.LEAST_FREE - 1]
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 0, room[0]))
    seen: list[tuple[State, int]] = []

    def make_room() -> None:
        seen.append((world.state(post), world.network.requests))
        room[0] = place.LEAST_FREE

    world.dispatcher().run(Waiting(world, 1, make_room))
    assert seen == [(State.READY, 0)]
    assert world.state(post) is State.PUBLISHED
    assert [one.getMessage().split()[0] for one in caplog.records].count("disk-low") == 1


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another program holds the file's write lock."""
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_the_daemon_outlives_a_locked_file(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    (post,) = world.add(world.new("un"))
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.01)
    world.database.close()
    world.reopen()
    lock = locked(world.database.path)
    lock.__enter__()
    seen: list[int] = []

    def let_go() -> None:
        seen.append(world.network.requests)
        lock.__exit__(None, None, None)

    world.dispatcher().run(Waiting(world, 4, let_go))
    assert seen == [0]
    assert world.state(post) is State.PUBLISHED
    told = [record.getMessage().split()[0] for record in caplog.records]
    assert told.count("store-rests") == 1
    assert told.count("store-is-back") == 1


def test_a_stop_is_obeyed_while_the_file_is_locked(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The brake is a file: nothing that anybody does to the database takes it away."""
    (post,) = world.add(world.new("un"))
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.01)
    world.database.close()
    world.reopen()
    lock = locked(world.database.path)

    def pull(_: Outgoing | None = None) -> None:
        world.stop_file.touch()

    def let_go() -> None:
        lock.__exit__(None, None, None)

    lock.__enter__()
    pull()
    world.dispatcher().run(Waiting(world, 4, let_go))
    assert world.network.requests == 0
    assert world.state(post) is State.READY


def test_a_disk_that_fails_ends_the_daemon_and_the_next_one_knows_what_is_out(world: World) -> None:
    """After a failed fsync nobody knows what the disk has: only a new process may read what is really there."""
    (post,) = world.add(world.new("un"))
    engine: Any = world.database._engine

    def fail(_: object) -> None:
        broken = sqlite3.OperationalError("disk I/O error")
        broken.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
        raise broken

    def break_it(_: Outgoing) -> None:
        event.listen(engine, "commit", fail)

    world.network.after_send = break_it
    with pytest.raises(Problem) as raised:
        world.run(timedelta(minutes=5))
    assert raised.value.code == "database-disk-error"
    event.remove(engine, "commit", fail)
    world.network.after_send = lambda _: None
    world.database.close()
    world.reopen()
    world.run(timedelta(minutes=5))
    assert world.state(post) is State.PUBLISHED
    assert len(world.network.log) == 1
