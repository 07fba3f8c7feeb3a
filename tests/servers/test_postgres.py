"""What only a server of databases can do to us: passwords, outages, standbys, restores, newer schemas, frozen writers."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
import sqlalchemy as sa

from scheduler.clock import SimulatedClock, SystemClock
from scheduler.errors import Problem
from scheduler.model.delivery import Event as Moves
from scheduler.model.delivery import State
from scheduler.store import attempts, deliveries, journal, migrate, postgres, seat, tables, workers
from scheduler.store.database import Database, open_database
from scheduler.store.failures import Away
from scheduler.store.shared_blobs import SharedBlobs
from tests.servers import postgres as servers
from tests.store.making import LEASE, NOW, add, new

ROOT = Path(__file__).parent.parent.parent

pytestmark = [pytest.mark.servers, pytest.mark.skipif(bool(servers.missing()), reason=servers.missing())]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return servers.shared().of(tmp_path)


@contextmanager
def opened(url: str, host: Path, *, clock: SimulatedClock | SystemClock | None = None) -> Iterator[Database]:
    """The database as the program on one host has it."""
    one = open_database(url, clock=clock or SimulatedClock(NOW), state=host / "state", folder=host / "place")
    with closing(one):
        yield one


def refused(url: str, host: Path, password: str = "") -> Problem:
    with pytest.raises(Problem) as raised:
        open_database(url, clock=SystemClock(), state=host / "state", folder=host / "place", password=password).close()
    return raised.value


# -- getting in


def test_a_wrong_password_and_a_server_that_is_gone_are_told_without_a_secret(tmp_path: Path) -> None:
    here = servers.shared()
    if not here.admin("SELECT 1 FROM pg_database WHERE datname = 'locked'"):
        here.database("locked")
    problem = refused(here.url("locked"), tmp_path, "not-the-right-w0rd")
    assert isinstance(problem, Away)
    assert "not-the-right-w0rd" not in f"{problem} {problem.detail} {problem.arguments}"
    assert "password authentication failed" in problem.detail
    with closing(
        open_database(
            here.url("locked"), clock=SystemClock(), state=tmp_path, folder=tmp_path / "a", password=servers.PASSWORD
        )
    ) as database:
        assert servers.PASSWORD not in f"{database.where} {database._engine.url!r} {database._engine.url}"
    assert refused(here.url("x", port=servers.free_port()), tmp_path).code == "database-away"
    assert refused(here.url("no-such-database"), tmp_path).code in {"database-away", "database-refused"}


def test_a_database_that_is_not_ours_and_one_in_another_encoding_are_refused(tmp_path: Path, url: str) -> None:
    name = url.rpartition("/")[2]
    servers.shared().admin("CREATE TABLE customers (id int)", database=name)
    assert refused(url, tmp_path).code == "database-not-ours"
    servers.shared().admin(
        f'DROP DATABASE "{name}"',
        f"CREATE DATABASE \"{name}\" OWNER {servers.USER} TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'",
    )
    assert refused(url, tmp_path).code == "database-encoding"


def test_a_commit_is_on_the_disk_even_where_the_server_would_rather_not(tmp_path: Path, url: str) -> None:
    name = url.rpartition("/")[2]
    servers.shared().admin(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
    with opened(url, tmp_path) as database, database.write() as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar_one() == "on"
        assert connection.exec_driver_sql("SHOW idle_in_transaction_session_timeout").scalar_one() == "15s"


def test_a_writer_that_froze_in_its_transaction_holds_up_the_others_for_so_long_only(
    tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(postgres._SETTINGS, "idle_in_transaction_session_timeout", "1s")
    monkeypatch.setitem(postgres._SETTINGS, "lock_timeout", "5s")
    with opened(url, tmp_path / "a") as frozen, opened(url, tmp_path / "b") as other:
        with pytest.raises(Away), frozen.write():
            add(other, new("theirs"))  # it waits until the server has ended the frozen one's transaction
        assert [one.post for one in deliveries.select(frozen)] == ["theirs"]


def test_what_waits_too_long_for_a_lock_is_told_as_busy(
    tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(postgres._SETTINGS, "lock_timeout", "300ms")
    with opened(url, tmp_path / "a") as one, opened(url, tmp_path / "b") as other, one.write():
        with pytest.raises(Away) as raised:
            add(other, new("theirs"))
        assert raised.value.code == "database-busy"


def test_a_standby_is_told_as_one(tmp_path: Path, url: str) -> None:
    with opened(url, tmp_path) as database:
        servers.shared().admin(f'ALTER DATABASE "{url.rpartition("/")[2]}" SET default_transaction_read_only = on')
        database._engine.dispose()
        with pytest.raises(Away):
            add(database, new())


# -- the schema


@pytest.mark.parametrize("version", range(1, tables.SCHEMA_VERSION))
def test_every_schema_that_was_released_is_brought_up(tmp_path: Path, url: str, version: int) -> None:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        migrate.run(connection, f"{version:04}")
        connection.exec_driver_sql("INSERT INTO meta (name, value) VALUES ('database_id', 'x'), ('owner', 'y')")
    engine.dispose()
    with opened(url, tmp_path) as database:
        assert database.id == "x"
        (one,) = add(database, new("kept"))
        assert one.state is State.READY
        with database.read() as connection:
            found = connection.execute(sa.select(tables.meta.c.value).where(tables.meta.c.name == "schema_version"))
            assert found.scalar_one() == str(tables.SCHEMA_VERSION)


def test_the_revisions_make_exactly_the_tables(tmp_path: Path, url: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with opened(url, tmp_path) as database, database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []


def test_a_program_that_is_too_old_is_told_so_at_its_start_and_at_work(tmp_path: Path, url: str) -> None:
    with opened(url, tmp_path) as database, seat.taken(database) as mine:
        mine.beat(NOW, daemon=True, busy=0)
        with database.write() as connection:
            newer = str(tables.SCHEMA_VERSION + 1)
            connection.execute(sa.update(tables.meta).where(tables.meta.c.name == "schema_version").values(value=newer))
        with pytest.raises(Problem) as raised:
            mine.beat(NOW, daemon=True, busy=0)
        assert raised.value.code == "schema-newer"
    assert refused(url, tmp_path / "other").code == "database-newer"


def test_a_migration_that_does_more_than_add_waits_until_no_worker_lives(
    tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = SimulatedClock(NOW)
    with opened(url, tmp_path, clock=clock) as database, seat.taken(database) as mine:
        mine.beat(NOW, daemon=True, busy=0)
        older = tables.SCHEMA_VERSION - 1
        with database.write() as connection:
            connection.execute(
                sa.update(tables.meta).where(tables.meta.c.name == "schema_version").values(value=str(older))
            )
        monkeypatch.setattr(migrate, "LAST_THAT_CHANGED", tables.SCHEMA_VERSION)
        with pytest.raises(Problem) as raised:
            open_database(url, clock=clock, state=tmp_path / "b", folder=tmp_path / "b")
        assert raised.value.code == "migration-under-workers"
        monkeypatch.setattr(migrate, "make", lambda connection, owner: None)
        clock.advance(workers.STALE)
        open_database(url, clock=clock, state=tmp_path / "b", folder=tmp_path / "b").close()


def test_two_that_open_an_empty_database_at_once_make_one(tmp_path: Path, url: str) -> None:
    ids: list[str] = []

    def one(host: str) -> None:
        with opened(url, tmp_path / host) as database:
            ids.append(database.id)

    threads = [Thread(target=one, args=(host,)) for host in ("a", "b", "c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ids) == 3
    assert len(set(ids)) == 1


# -- several workers


def test_one_of_several_leads_until_it_ends_or_is_not_heard_of(tmp_path: Path, url: str) -> None:
    clock = SimulatedClock(NOW)
    with opened(url, tmp_path / "a", clock=clock) as here, opened(url, tmp_path / "b", clock=clock) as there:
        with seat.taken(here) as first, seat.taken(there) as second:
            for one in (first, second):
                one.beat(clock.now(), daemon=True, busy=1)
            assert (first.leads, second.leads) == (True, False)
            clock.advance(workers.STALE * 0.8)
            assert not first.leads, "on its own word it leads for less long than the others believe it"
            clock.advance(workers.STALE * 0.2)
            second.beat(clock.now(), daemon=True, busy=0)
            first.beat(clock.now(), daemon=True, busy=0)
            assert (first.leads, second.leads) == (False, True)
        with seat.taken(there) as third:
            third.beat(clock.now(), daemon=True, busy=0)
            assert third.leads, "who ends gives it up at once"


def test_what_lapsed_is_taken_over_by_another_worker_and_never_by_its_own(tmp_path: Path, url: str) -> None:
    clock = SimulatedClock(NOW)
    with opened(url, tmp_path / "a", clock=clock) as here, opened(url, tmp_path / "b", clock=clock) as there:
        add(here, new("sending", "one"), new("claimed", "two"))
        with seat.taken(here) as first, seat.taken(there) as second:
            mine = deliveries.claim(here, now=NOW, lease=LEASE, most=2, worker=first.worker)
            sending = next(one for one in mine if one.post == "sending")
            attempt = attempts.begin(
                here, sending, part=0, key="k", at=NOW, deadline=NOW + LEASE, by="x", lease=LEASE + LEASE
            )
            assert attempt
            clock.advance(LEASE)
            assert first.take_over(by="x", at=clock.now()) == attempts.Recovered()
            found = second.take_over(by="x", at=clock.now())
            assert [one.post for one in found.ready] == ["claimed"]
            assert not found.unknown, "the part has a lease of its own"
            clock.advance(LEASE)
            assert [one.post for one in second.take_over(by="x", at=clock.now()).unknown] == ["sending"]
            refused = attempts.end(here, sending, attempt, event=Moves.NOT_SENT, by="x", at=clock.now())
            assert refused is not None
            assert refused.state is State.READY, "what its sender knows for certain settles what another could not"


def test_of_this_machine_a_lock_proves_a_death_at_once(tmp_path: Path, url: str) -> None:
    with opened(url, tmp_path) as database:
        add(database, new())
        with seat.taken(database) as dead:
            (one,) = deliveries.claim(database, now=NOW, lease=LEASE, most=1, worker=dead.worker)
        with seat.taken(database) as alive:
            found = alive.inherit(by="x", at=NOW)
        assert [each.id for each in found.ready] == [one.id]


def test_a_claim_leaves_alone_what_somebody_holds_by_hand(tmp_path: Path, url: str) -> None:
    engine = sa.create_engine(url)
    with opened(url, tmp_path) as database, engine.begin() as hand:
        held, _ = add(database, new("held", "one"), new("free", "two"))
        hand.execute(sa.select(tables.deliveries.c.id).where(tables.deliveries.c.id == held.id).with_for_update()).all()
        assert [one.post for one in deliveries.claim(database, now=NOW, lease=LEASE, most=9)] == ["free"]
    engine.dispose()


def test_a_clock_that_is_far_from_the_servers_claims_nothing(tmp_path: Path, url: str) -> None:
    class Wrong(SystemClock):
        def now(self) -> datetime:
            return super().now() + timedelta(minutes=3)

    with opened(url, tmp_path, clock=Wrong()) as database, seat.taken(database) as mine:
        mine.beat(NOW, daemon=True, busy=0)
        assert mine.away.startswith("worker-clock")
        with database.read() as connection:
            (shown,) = workers.known(connection)
        assert timedelta(minutes=2, seconds=50) < shown.ahead < timedelta(minutes=3, seconds=10)


def test_what_another_process_writes_rings_at_once(tmp_path: Path, url: str) -> None:
    rung = Event()
    with opened(url, tmp_path / "a") as worker, opened(url, tmp_path / "b") as desk:
        with worker.listening(rung.set):
            for number in range(100):  # until it listens
                add(desk, new(f"p{number}"))
                if rung.wait(0.2):
                    break
        assert rung.is_set()


def test_pictures_are_found_by_every_host(tmp_path: Path, url: str) -> None:
    with opened(url, tmp_path / "a") as here, opened(url, tmp_path / "b") as there:
        digest = SharedBlobs(tmp_path / "a" / "blobs", here).put(b"a picture")
        theirs = SharedBlobs(tmp_path / "b" / "blobs", there)
        assert theirs.has(digest)
        assert theirs.get(digest) == b"a picture"
        path = next((tmp_path / "b" / "blobs").glob("*/*"))
        path.write_bytes(b"damaged")
        assert theirs.get(digest) == b"a picture"


# -- restored


def restored(url: str, copy: str) -> None:
    """Put `copy` in the place of the database, as a restore does."""
    name = url.rpartition("/")[2]
    servers.shared().admin(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",
        f'ALTER DATABASE "{name}" RENAME TO "{name}_gone"',
        f'ALTER DATABASE "{copy}" RENAME TO "{name}"',
    )


def copied(url: str) -> str:
    name = url.rpartition("/")[2]
    servers.shared().admin(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",
        f'CREATE DATABASE "{name}_copy" TEMPLATE "{name}" OWNER {servers.USER}',
    )
    return f"{name}_copy"


def test_a_restored_database_is_in_doubt_for_every_worker_until_a_person_has_looked(tmp_path: Path, url: str) -> None:
    with opened(url, tmp_path / "a") as here:
        add(here, new("before"))
        here._engine.dispose()
        copy = copied(url)
        add(here, new("after"))
        here.check_journal()
    restored(url, copy)
    with opened(url, tmp_path / "a") as here, opened(url, tmp_path / "b") as newcomer:
        assert [one.doubt is None for one in (here, newcomer)] == [False, False], "one worker's doubt is every worker's"
        newcomer.adopt(by="a.martin")
        here.check_journal()
        assert [one.doubt is None for one in (here, newcomer)] == [True, True], "and so is a person's word"
        add(here, new("afterwards"))
    with opened(url, tmp_path / "a") as again:
        assert again.doubt is None


def test_a_worker_at_work_notices_that_the_journal_ran_backwards(tmp_path: Path, url: str) -> None:
    with opened(url, tmp_path) as database:
        add(database, new("one"), new("two", "other"))
        database.check_journal()
        with database.write() as connection:
            last = journal.head(connection).seq
            before = connection.execute(sa.select(tables.journal.c.hash).where(tables.journal.c.seq == last - 1))
            connection.execute(sa.update(tables.journal_head).values(seq=last - 1, hash=before.scalar_one()))
            connection.execute(sa.delete(tables.journal).where(tables.journal.c.seq == last))
        database.check_journal()
        assert database.doubt is not None
        assert database.doubt.code == "restored-older"


# -- the program as people run it


def test_the_program_itself_with_its_password_by_reference_and_its_worker_in_the_doctor(tmp_path: Path) -> None:
    here = servers.shared()
    if not here.admin("SELECT 1 FROM pg_database WHERE datname = 'locked'"):
        here.database("locked")
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state"), "DATABASE_PASSWORD": servers.PASSWORD}
    file = tmp_path / "calendar" / "config.toml"
    command = [sys.executable, "-m", "scheduler"]

    def run(*words: str) -> "subprocess.CompletedProcess[str]":
        done = subprocess.run(
            [*command, *words], capture_output=True, env=environment, cwd=ROOT, check=False, encoding="utf-8"
        )
        assert servers.PASSWORD not in done.stdout + done.stderr
        return done

    assert run("init", str(file.parent)).returncode == 0
    where = f'[database]\nurl = "{here.url("locked")}"\npassword = "env:DATABASE_PASSWORD"\n'
    file.write_text(file.read_text(encoding="utf-8") + f"\n{where}", encoding="utf-8")
    done = run("--config", str(file), "apply", "--yes")
    assert done.returncode == 0, done.stderr
    with subprocess.Popen(
        [*command, "--config", str(file), "run"], env=environment, cwd=ROOT, stderr=subprocess.PIPE, encoding="utf-8"
    ) as daemon:
        assert daemon.stderr is not None
        while "Next" not in (line := daemon.stderr.readline()):
            assert line, "it ended"
        told = json.loads(run("--config", str(file), "doctor", "--json").stdout)
        daemon.terminate()
        daemon.stderr.read()
        assert daemon.wait(30) == 0
    (worker,) = [one["message"] for one in told["findings"] if one["code"].startswith("doctor-worker")]
    assert f"/{daemon.pid}/" in worker
    file.write_text(file.read_text(encoding="utf-8").replace("127.0.0.1", "127.0.0.2"), encoding="utf-8")
    again = subprocess.run(
        [*command, "queue"], capture_output=True, env=environment, cwd=file.parent, check=False, encoding="utf-8"
    )
    assert again.returncode == 4, "the password goes to no other address than the one that a person named"
