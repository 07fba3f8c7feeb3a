"""A database file is opened durably or refused with a way out; nothing of it is lost either way."""

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import text

from scheduler.clock import SimulatedClock
from scheduler.errors import Problem
from scheduler.sentences import sentences
from scheduler.store import deliveries, engines, history, place, tables
from scheduler.store.database import Database, open_database, sqlite_path
from scheduler.store.deliveries import Add
from tests.store.making import NOW, add, new, opened


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(Problem) as raised:
        act()
    assert sentences()[raised.value.code][1].advice, "a problem has a way out"
    assert raised.value.where or raised.value.code == "calendar-id-odd"
    return raised.value.code


def test_every_connection_is_durable(database: Database) -> None:
    together = Barrier(8)

    def look(_: int) -> tuple[int, str, int]:
        with database.read() as connection:
            together.wait(timeout=20)
            return (
                connection.exec_driver_sql("PRAGMA synchronous").scalar_one(),
                connection.exec_driver_sql("PRAGMA journal_mode").scalar_one(),
                connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one(),
            )

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(look, range(8))) == {(2, "wal", 1)}
    with database.write() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2


def test_a_connection_that_would_not_sync_is_refused(tmp_path: Path) -> None:
    class Lax(sqlite3.Connection):
        def execute(self, sql: str, parameters: Any = ()) -> sqlite3.Cursor:
            return super().execute(sql.replace("synchronous=FULL", "synchronous=NORMAL"), parameters)

    with closing(sqlite3.connect(tmp_path / "a.db", factory=Lax)) as connection, pytest.raises(RuntimeError):
        engines._connected(connection, None)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_nobody_else_may_read_it_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        database = opened(tmp_path)
        add(database, new())
        database.backup(tmp_path / "copies" / "copy.db")
        database.close()
    finally:
        os.umask(before)
    for path in (tmp_path / "place").rglob("*.db*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    for folder in ("place", "state", "copies"):
        assert stat.S_IMODE((tmp_path / folder).stat().st_mode) == 0o700


def test_a_calendar_has_a_folder_of_its_own_in_the_state_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert sqlite_path("6f1c2a90") == tmp_path / "editorial-scheduler" / "6f1c2a90" / "queue.db"
    for odd in ("../up", "", ".", "..", "a/b", "a\0b"):
        assert code_of(lambda odd=odd: sqlite_path(odd)) == "calendar-id-odd"  # type: ignore[misc]


def test_it_opens_by_path_and_by_address_and_keeps_its_id(tmp_path: Path) -> None:
    path = tmp_path / "a b#c?" / "queue.db"
    with closing(open_database(path, clock=SimulatedClock(NOW), state=tmp_path / "state")) as first:
        assert add(first, new())[0].tag == "museumweek-2027/reserves/once/musee-mastodon"
        assert first.damage() == ()
    plain = tmp_path / "plain" / "week.db"
    with closing(open_database(f"sqlite:///{plain}", clock=SimulatedClock(NOW), state=tmp_path / "state")) as second:
        assert second.id != first.id
        assert second.folder == tmp_path / "plain" / "week.state"
    with closing(open_database(path, clock=SimulatedClock(NOW), state=tmp_path / "state")) as again:
        assert again.id == first.id
        assert len(deliveries.select(again)) == 1


def test_another_engine_is_refused_by_name(tmp_path: Path) -> None:
    for url in ("mysql://a@localhost/b", "sqlite://", "sqlite:///:memory:"):
        with pytest.raises(Problem) as raised:
            open_database(url, clock=SimulatedClock(NOW), state=tmp_path)
        assert raised.value.code == "database-engine-unknown"


@pytest.mark.parametrize("text", ["env:DATABASE_URL", "queue.db", "sqlite:queue.db", "sqlite:///queue.db", "a b://"])
def test_text_that_would_mean_another_file_in_each_folder_is_refused(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Problem) as raised:
        open_database(text, clock=SimulatedClock(NOW), state=tmp_path / "state")
    assert raised.value.code == "database-engine-unknown"
    assert list(tmp_path.iterdir()) == []


def test_a_missing_one_is_not_made_by_those_who_only_look(tmp_path: Path) -> None:
    assert code_of(lambda: opened(tmp_path, create=False)) == "database-missing"
    assert not (tmp_path / "place").exists()


def test_one_that_was_emptied_or_deleted_is_not_begun_anew(tmp_path: Path) -> None:
    database = opened(tmp_path)
    add(database, new())
    database.close()
    path = tmp_path / "place" / "queue.db"
    whole = path.read_bytes()
    path.write_bytes(b"")
    assert code_of(lambda: opened(tmp_path)) == "database-vanished"
    path.unlink()
    assert code_of(lambda: opened(tmp_path)) == "database-vanished"
    path.write_bytes(whole)
    with closing(opened(tmp_path)) as back:
        assert back.doubt is None
        assert len(deliveries.select(back)) == 1


def test_a_file_of_garbage_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "place" / "queue.db"
    path.parent.mkdir()
    path.write_bytes(b"Liste de courses\n" * 4096)
    assert code_of(lambda: opened(tmp_path)) == "database-not-ours"
    assert path.read_bytes() == b"Liste de courses\n" * 4096


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "place" / "queue.db"
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE meta (name, value)")
        other.execute("CREATE TABLE deliveries (a)")
        other.commit()
    before = path.read_bytes()
    assert code_of(lambda: opened(tmp_path)) == "database-not-ours"
    assert path.read_bytes() == before


def test_a_damaged_one_says_so_and_a_copy_helps(tmp_path: Path) -> None:
    database = opened(tmp_path)
    add(database, *(new(f"p{i}", text="x" * 400) for i in range(200)))
    database.backup(tmp_path / "copy.db")
    database.close()
    path = tmp_path / "place" / "queue.db"
    data = bytearray(path.read_bytes())
    data[8 * 4096 :] = b"\xff" * (len(data) - 8 * 4096)
    path.write_bytes(data)
    assert code_of(lambda: deliveries.select(opened(tmp_path))) == "database-damaged"
    path.write_bytes((tmp_path / "copy.db").read_bytes())
    with closing(opened(tmp_path)) as mended:
        assert len(deliveries.select(mended)) == 200
        assert mended.damage() == ()


def test_damage_that_no_query_meets_is_found_by_the_check(tmp_path: Path) -> None:
    database = opened(tmp_path)
    database.close()
    with closing(sqlite3.connect(tmp_path / "place" / "queue.db")) as raw:
        raw.execute("PRAGMA writable_schema=ON")
        raw.execute(
            "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name='facts') WHERE name='codes'"
        )
        raw.commit()
    with closing(opened(tmp_path)) as damaged:
        assert damaged.damage()


def test_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    opened(tmp_path).close()
    path = tmp_path / "place" / "queue.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE meta SET value = '99' WHERE name = 'schema_version'")
        raw.commit()
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = path.read_bytes()
    with pytest.raises(Problem) as raised:
        opened(tmp_path)
    assert (raised.value.code, raised.value.arguments) == (
        "database-newer",
        {"version": 99, "known": tables.SCHEMA_VERSION},
    )
    assert path.read_bytes() == before


def test_a_folder_in_its_place_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "place" / "queue.db").mkdir(parents=True)
    assert code_of(lambda: opened(tmp_path)) == "database-unreadable"


def test_a_file_where_its_folder_should_be_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "place").write_text("")
    assert code_of(lambda: opened(tmp_path)) == "database-unreadable"


NOBODY = """
import os, sys
from pathlib import Path
from scheduler.clock import SystemClock
from scheduler.errors import Problem
from scheduler.store.database import open_database
def opened():
    open_database(Path(sys.argv[1]), clock=SystemClock(), state=Path(sys.argv[2])).close()
opened()  # with all rights, so that everything is imported
for path in Path(sys.argv[1]).parent.iterdir():
    path.chmod(0o644)
os.setgroups([])
os.setuid(65534)
try:
    opened()
except Problem as problem:
    print(problem.code)
"""


@pytest.mark.parametrize("folder_mode", [0o700, 0o755])
def test_without_permission_it_says_so(folder_mode: int) -> None:
    if not hasattr(os, "setuid") or os.geteuid() != 0:
        pytest.skip("only root can become nobody")
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        opened(base).close()
        for folder, mode in ((base, 0o711), (base / "state", 0o755), (base / "place", folder_mode)):
            folder.chmod(mode)
        (base / "state" / "installation.id").chmod(0o644)
        told = subprocess.run(
            [sys.executable, "-c", NOBODY, base / "place" / "queue.db", base / "state"],
            capture_output=True,
            encoding="utf-8",
            check=False,
            cwd=Path(__file__).parent.parent.parent,
        )
    assert told.stdout.strip() in {"database-no-permission", "database-unreadable"}, told.stderr


def test_a_full_disk_undoes_the_whole_apply_and_loses_nothing(database: Database) -> None:
    (kept,) = add(database, new("kept"))
    with database.write() as connection:
        used = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    database._engine.dispose()
    many = [Add(new(f"p{i}", text="x" * 2000)) for i in range(400)]

    def small(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count={used + 20}")

    from sqlalchemy import event

    event.listen(database._engine, "connect", small)
    assert (
        code_of(lambda: deliveries.apply(database, many, by="a", at=NOW, campaigns={"c": '{"title":"C"}'}))
        == "disk-full"
    )
    assert [one.id for one in deliveries.select(database)] == [kept.id]
    event.remove(database._engine, "connect", small)
    database._engine.dispose()
    deliveries.apply(database, many, by="a", at=NOW, campaigns={})
    assert len(deliveries.select(database)) == 401
    assert history.verify(database) is None


def test_a_busy_one_says_so(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.01)
    database._engine.dispose()
    impatient = open_database(database.path, clock=database.clock, state=database.state)
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert code_of(lambda: add(impatient, new())) == "database-busy"
        other.execute("ROLLBACK")
    assert len(add(impatient, new())) == 1
    impatient.close()


def test_a_file_replaced_while_open_is_never_written_again(tmp_path: Path) -> None:
    database = opened(tmp_path)
    add(database, new("before"))
    copy = database.backup(tmp_path / "copy.db")
    copy.replace(database.path)
    assert code_of(database.check_place) == "database-replaced"
    assert code_of(lambda: add(database, new("lost"))) == "database-replaced"
    database.path.unlink()
    assert code_of(lambda: add(database, new("lost"))) == "database-replaced"
    database.close()


def test_a_write_that_fails_leaves_nothing_and_lets_the_next_one_in(database: Database) -> None:
    def fail() -> None:
        with database.write() as connection:
            connection.execute(text("INSERT INTO meta (name, value) VALUES ('x', 'y')"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM meta WHERE name = 'x'")).scalar_one() == 0
    assert len(add(database, new())) == 1


def test_a_write_inside_a_write_is_a_fault_not_a_hang(database: Database) -> None:
    with database.write(), pytest.raises(RuntimeError), database.write():
        pass


def test_two_that_open_an_empty_place_at_once_make_one_database(tmp_path: Path) -> None:
    together = Barrier(4)

    def make(_: int) -> str:
        together.wait(timeout=20)
        with closing(opened(tmp_path)) as one:
            return one.id + one.installation

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(make, range(4)))) == 1


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
nas:/vol /mnt/my\\040nas nfs4 rw 0 0
//srv/share /mnt/share cifs rw 0 0
me@host:/ /home/me/far fuse.sshfs rw 0 0
/dev/sdb1 /mnt/my\\040nas/local ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/me/queue.db", "ext4"),
        ("/mnt/my nas/queue.db", "nfs4"),
        ("/mnt/my nas/local/queue.db", "ext4"),
        ("/mnt/share/a/queue.db", "cifs"),
        ("/home/me/far/queue.db", "fuse.sshfs"),
        ("/mnt/shared/queue.db", "ext4"),
    ],
)
def test_the_file_system_of_a_path(path: str, kind: str) -> None:
    assert place.filesystem(Path(path), MOUNTS) == kind


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells its mounts in /proc")
@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs"])
def test_a_network_file_system_is_refused(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "_mounts", lambda: f"/dev/a / ext4 rw 0 0\nx {tmp_path} {kind} rw 0 0\n")
    assert code_of(lambda: opened(tmp_path)) == "database-on-network"
    assert not (tmp_path / "place").exists()


@pytest.mark.parametrize("marker", [".dropbox", ".nextcloudsync.log", ".stfolder", "._sync_0f3a.db"])
def test_a_folder_that_a_sync_client_copies_is_refused(tmp_path: Path, marker: str) -> None:
    (tmp_path / marker).write_text("")
    assert code_of(lambda: opened(tmp_path)) == "database-in-sync-folder"


@pytest.mark.parametrize("name", ["Dropbox", "Dropbox (Musée)", "OneDrive", "OneDrive - Musée", "com~apple~CloudDocs"])
def test_a_folder_with_a_sync_clients_name_is_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    assert code_of(lambda: opened(folder)) == "database-in-sync-folder"
