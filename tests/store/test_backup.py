"""A copy is of one moment, is looked through before it is called one, and never takes another file's place."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from scheduler.errors import Problem
from scheduler.model.delivery import State
from scheduler.store import backup, deliveries, history, migrate
from scheduler.store.blobs import Blobs
from scheduler.store.database import Database
from tests.flow.world import World
from tests.store.making import add, new


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    one = World(tmp_path)
    yield one
    one.database.close()


def blobs(database: Database) -> Blobs:
    return Blobs(database.folder / "blobs")


def test_a_copy_holds_the_queue_and_its_journal_and_is_nobody_elses(database: Database, tmp_path: Path) -> None:
    add(database, new("un"), new("deux", account="autre"))
    (tmp_path / "copies").mkdir()
    before = os.umask(0)
    try:
        found = backup.copy(database, blobs(database), tmp_path / "copies" / "monday.db")
    finally:
        os.umask(before)
    end = history.head(database)
    assert (found.deliveries, found.lines, found.head) == (2, end.seq, end.hash)
    assert found.pictures is None
    assert stat.S_IMODE(found.path.stat().st_mode) == 0o600
    assert found.size == found.path.stat().st_size
    assert [path.name for path in found.path.parent.iterdir()] == ["monday.db"], "nothing is left beside it"
    assert sqlite3.connect(found.path).execute("SELECT count(*) FROM deliveries").fetchone() == (2,)


def test_a_copy_of_what_another_process_is_writing_is_of_one_moment(database: Database, tmp_path: Path) -> None:
    add(database, new("un"))
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE deliveries SET state = 'nonsense'")
        found = backup.copy(database, blobs(database), tmp_path / "copy.db")
        connection.exec_driver_sql("UPDATE deliveries SET state = 'ready'")
    assert sqlite3.connect(found.path).execute("SELECT state FROM deliveries").fetchone() == ("ready",)


def test_without_a_name_it_lies_with_the_others_by_its_hour_and_in_a_folder_too(
    database: Database, tmp_path: Path
) -> None:
    assert backup.copy(database, blobs(database)).path == database.folder / "backups" / "backup-20270607T060000Z.db"
    assert backup.copy(database, blobs(database), tmp_path).path == tmp_path / "backup-20270607T060000Z.db"


def test_a_disk_that_is_not_mounted_gets_no_copy_on_this_one(database: Database, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="backup-nowhere"):
        backup.copy(database, blobs(database), tmp_path / "stick" / "monday.db")
    assert not (tmp_path / "stick").exists()


def test_a_file_that_is_there_stays_as_it_is(database: Database, tmp_path: Path) -> None:
    for taken in (tmp_path / "copy.db", database.path):
        before = taken.read_bytes() if taken == database.path else b"mine"
        if taken != database.path:
            taken.write_bytes(before)
        with pytest.raises(Problem) as raised:
            backup.copy(database, blobs(database), taken)
        assert raised.value.code == "backup-exists"
        assert taken.read_bytes() == before


def test_one_that_came_there_meanwhile_stays_too(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to, real = tmp_path / "copy.db", migrate.backup

    def slow(path: Path, fresh: Path) -> Path:
        to.write_bytes(b"mine")
        return real(path, fresh)

    monkeypatch.setattr(migrate, "backup", slow)
    with pytest.raises(Problem) as raised:
        backup.copy(database, blobs(database), to)
    assert raised.value.code == "backup-exists"
    assert [path.name for path in tmp_path.glob("*copy*")] == ["copy.db"]
    assert to.read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        ("PRAGMA writable_schema=ON; DELETE FROM sqlite_master WHERE type = 'index' AND sql IS NULL", "backup-damaged"),
        ("UPDATE journal SET by = 'someone else' WHERE seq = 1", "backup-journal"),
        ("DELETE FROM journal WHERE seq = 1", "backup-journal"),
    ],
)
def test_a_copy_that_is_not_whole_is_thrown_away(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str, code: str
) -> None:
    add(database, new("un"))
    real = migrate.backup

    def harmed(path: Path, fresh: Path) -> Path:
        real(path, fresh)
        with sqlite3.connect(fresh) as connection:
            connection.executescript(harm)
        connection.close()
        return fresh

    monkeypatch.setattr(migrate, "backup", harmed)
    with pytest.raises(Problem) as raised:
        backup.copy(database, blobs(database), tmp_path / "copy.db")
    assert raised.value.code == code
    assert not list(tmp_path.glob("*copy*"))


def test_the_pictures_that_posts_still_need_go_with_it(world: World, tmp_path: Path) -> None:
    out, waiting, stray = (world.blobs.put(data) for data in (b"out", b"waiting", b"stray"))
    world.add(world.new("un", "un", pictures=[(out, "alt")]))
    assert world.once().published == 1
    world.add(world.new("deux", "deux", after=timedelta(days=2), pictures=[(waiting, "alt")]))
    found = backup.copy(world.database, world.blobs, tmp_path / "copy.db")
    assert found.pictures == tmp_path / "copy.pictures"
    kept = Blobs(found.pictures)
    assert kept.get(waiting) == b"waiting"
    assert not kept.has(out)
    assert not kept.has(stray)


@pytest.mark.parametrize(
    ("url", "command"),
    [
        ("", None),
        ("sqlite:////srv/queue.db", None),
        ("/srv/queue.db", None),
        (
            "postgresql+psycopg://museum:s3cret@db.example:5433/calendar",
            "pg_dump --format=custom --file=calendar.dump --host=db.example --port=5433 --username=museum calendar",
        ),
        (
            "postgresql+psycopg:///the calendar",
            "pg_dump --format=custom --file=calendar.dump 'the calendar'",
        ),
    ],
)
def test_what_a_server_has_it_copies_itself(url: str, command: str | None) -> None:
    assert backup.elsewhere(url) == command


def test_the_drill_copy_destroy_restore_adopt_and_nothing_goes_twice(world: World) -> None:
    """As docs/where-it-runs.md says it, on real files: what went out after the copy was made is not sent again."""
    picture = world.blobs.put(b"picture")
    sent, due, later = world.add(
        world.new("un", after=timedelta(minutes=10)),
        world.new("deux", after=timedelta(minutes=40), patience=timedelta(hours=5)),
        world.new("trois", "trois", after=timedelta(hours=6), pictures=[(picture, "alt")]),
    )
    (world.folder / "elsewhere").mkdir()
    copied = backup.copy(world.database, world.blobs, world.folder / "elsewhere" / "copy.db")
    world.run(timedelta(minutes=50))
    assert world.network.texts() == ["un on musee", "deux on musee"]
    world.database.close()
    for left in [*world.folder.glob("queue.db*"), *world.blobs.folder.rglob("*")]:
        if left.is_file():
            left.unlink()

    # The documented restore: the copy in the queue's place, the pictures in theirs.
    (world.folder / "queue.db").write_bytes(copied.path.read_bytes())
    assert copied.pictures
    for file in copied.pictures.rglob("*"):
        if file.is_file():
            world.blobs.put(file.read_bytes())
    world.reopen()
    assert world.database.doubt
    world.run(timedelta(hours=1))
    assert [world.state(one) for one in (sent, due, later)] == [State.HELD, State.HELD, State.READY]
    world.database.adopt(by="a.martin")
    world.run(timedelta(hours=8))
    assert world.network.texts() == ["un on musee", "deux on musee", "trois"], "each once, and what was still to come"
    assert {one.state for one in deliveries.select(world.database)} <= {State.HELD, State.MISSED, State.PUBLISHED}
