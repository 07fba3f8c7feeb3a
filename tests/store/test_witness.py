"""A copy that knows less than its witness, or went its own way, sends nothing by itself."""

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from threading import Event as Flag

import pytest

from scheduler.clock import SimulatedClock
from scheduler.errors import Problem
from scheduler.model.delivery import Event, Receipt, State
from scheduler.store import attempts, deliveries, history
from scheduler.store.database import Database, open_database
from scheduler.store.journal import Head
from scheduler.store.witness import Witness
from tests.store.making import HOUR, NOW, add, claimed, new, opened


def publish(database: Database) -> None:
    """Send the next due delivery, as far as the store is concerned."""
    one = claimed(database)
    attempt = attempts.begin(database, one, part=0, key="k", at=NOW, deadline=NOW + HOUR, by="d")
    assert attempt
    receipt = Receipt(part=0, remote_id="1", url="", at=NOW)
    assert attempts.end(database, one, attempt, receipt=receipt, event=Event.SENT, by="d", at=NOW)


def restore(tmp_path: Path, copy: Path) -> None:
    for path in (tmp_path / "place").glob("queue.db*"):
        path.unlink()
    shutil.copy(copy, tmp_path / "place" / "queue.db")


def restore_in_place(tmp_path: Path, copy: Path) -> None:
    """As `sqlite3 queue.db ".restore copy.db"`: the file at the path stays the same one."""
    with closing(sqlite3.connect(copy)) as old, closing(sqlite3.connect(tmp_path / "place" / "queue.db")) as live:
        old.backup(live)


def doubt(tmp_path: Path) -> str:
    with closing(opened(tmp_path)) as database:
        return database.doubt.code if database.doubt else ""


def test_every_intent_is_witnessed_before_begin_returns(database: Database) -> None:
    add(database, new("a"), new("b", account="musee-x"))
    publish(database)
    first = database.witness.read()
    assert first
    one = claimed(database)
    assert database.witness.read() == first, "a claim is no intent"
    assert attempts.begin(database, one, part=0, key="k", at=NOW, deadline=NOW + HOUR, by="d")
    assert database.witness.read() == history.head(database)


def test_an_intent_whose_witness_cannot_be_written_is_a_problem(database: Database) -> None:
    add(database, new())
    one = claimed(database)
    database.witness.path.unlink()
    database.witness.path.mkdir()
    with pytest.raises(Problem) as raised:
        attempts.begin(database, one, part=0, key="k", at=NOW, deadline=NOW + HOUR, by="d")
    assert [attempt.outcome for attempt in attempts.of(database, one.id)] == ["not-sent"]
    now = deliveries.get(database, one.id)
    assert now
    assert (now.state, now.reason) == (State.READY, raised.value.code)


@pytest.mark.parametrize("seqs", [(8, 10, 12), (7, 8, 9), (3, 4, 40)])
def test_a_record_never_goes_over_the_newest(tmp_path: Path, seqs: tuple[int, ...]) -> None:
    for before, seq in pairwise(seqs):
        Witness(tmp_path, "abc").write(Head(seq=before, hash="a" * 64))
        Witness(tmp_path, "abc").write(Head(seq=seq, hash="b" * 64))
        data = (tmp_path / "abc.witness").read_bytes()
        assert f"abc {before} ".encode() in data
        assert f"abc {seq} ".encode() in data


def test_the_same_database_and_its_future_are_trusted(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as database:
        add(database, new("a"), new("b", account="musee-x"))
        publish(database)
        add(database, new("c"))
    assert doubt(tmp_path) == ""


def test_a_copy_from_before_an_intent_is_older(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as database:
        add(database, new("a"), new("b", account="musee-x"))
        publish(database)
        copy = database.backup(tmp_path / "copy.db")
        publish(database)
    restore(tmp_path, copy)
    assert doubt(tmp_path) == "restored-older"


def test_a_copy_that_went_on_by_itself_is_forked(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as database:
        add(database, new("a"), new("b", account="musee-x"))
        publish(database)
        copy = database.backup(tmp_path / "copy.db")
        publish(database)
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "place").mkdir(parents=True)
    shutil.copy(copy, elsewhere / "place" / "queue.db")
    with closing(opened(elsewhere)) as other:
        add(other, *(new(f"c{i}") for i in range(9)))
        other.backup(tmp_path / "forked.db")
    restore(tmp_path, tmp_path / "forked.db")
    assert doubt(tmp_path) == "restored-forked"


def test_a_database_whose_witness_is_gone_is_doubted_once_it_has_sent(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as database:
        add(database, new("a"))
        path = database.witness.path
    assert doubt(tmp_path) == "", "it has never sent"
    with closing(opened(tmp_path)) as database:
        publish(database)
    path.unlink()
    assert doubt(tmp_path) == "restored-unwitnessed"


def test_another_database_in_the_same_place_is_doubted(tmp_path: Path) -> None:
    opened(tmp_path).close()
    with closing(
        open_database(tmp_path / "b" / "queue.db", clock=SimulatedClock(NOW), state=tmp_path / "state")
    ) as other:
        add(other, new("a"))
        publish(other)
        copy = other.backup(tmp_path / "copy.db")
    restore(tmp_path, copy)
    assert doubt(tmp_path) == "restored-another"


def test_what_is_due_in_a_doubted_one_is_held_until_a_person_takes_it(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as database:
        add(database, new("a"), new("b", account="musee-x"), new("later", due=NOW + 3 * HOUR))
        copy = database.backup(tmp_path / "copy.db")
        publish(database)
    restore(tmp_path, copy)
    with closing(opened(tmp_path)) as database:
        assert database.doubt
        held = deliveries.hold_due(database, now=NOW, reason=database.doubt.code)
        assert [(one.post, one.state, one.reason) for one in held] == [
            ("a", State.HELD, "restored-older"),
            ("b", State.HELD, "restored-older"),
        ]
        assert deliveries.claim(database, now=NOW, lease=HOUR, most=9) == []
        assert deliveries.hold_due(database, now=NOW, reason="x") == []
    # Its journal has grown past the witness by now: the doubt stays all the same.
    with closing(opened(tmp_path)) as database:
        add(database, *(new(f"c{i}", due=NOW + 3 * HOUR) for i in range(9)))
    assert doubt(tmp_path) == "restored-older"
    with closing(opened(tmp_path)) as database:
        database.adopt(by="a.martin")
        assert not database.foreign
    assert doubt(tmp_path) == ""


def test_a_database_of_another_installation_stands_by_until_adopted(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as database:
        add(database, new())
        publish(database)
        copy = database.backup(tmp_path / "copy.db")
    laptop = tmp_path / "laptop"
    (laptop / "place").mkdir(parents=True)
    shutil.copy(copy, laptop / "place" / "queue.db")
    with closing(opened(laptop)) as moved:
        assert (moved.foreign, moved.doubt) == (True, None)
        moved.adopt(by="a.martin")
        assert (moved.foreign, moved.owner) == (False, moved.installation)
    with closing(opened(laptop)) as moved:
        assert (moved.foreign, moved.doubt) == (False, None)
        assert history.verify(moved) is None


def test_an_older_copy_that_a_person_took_is_trusted_at_once(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as database:
        add(database, *(new(f"p{i}", account=f"musee-{i}") for i in range(6)))
        copy = database.backup(tmp_path / "copy.db")
        for _ in range(6):
            publish(database)
    restore(tmp_path, copy)
    with closing(opened(tmp_path)) as database:
        assert database.doubt
        database.adopt(by="a.martin")
    assert doubt(tmp_path) == ""
    with closing(opened(tmp_path)) as database:
        publish(database)
        assert database.witness.read() != Head(seq=0, hash="")
    assert doubt(tmp_path) == ""


def test_a_command_that_looks_while_the_daemon_sends_suspects_nothing(tmp_path: Path) -> None:
    """The witness may only ever be behind the database: it is written after the commit, and read before the journal."""
    with closing(opened(tmp_path)) as daemon:
        add(daemon, *(new(f"p{i}", account=f"musee-{i}") for i in range(30)))
        done = Flag()

        def look() -> list[str]:
            seen = []
            while not done.is_set():
                seen.append(doubt(tmp_path))
            return seen

        with ThreadPoolExecutor(2) as pool:
            looks = [pool.submit(look) for _ in range(2)]
            for _ in range(30):
                publish(daemon)
            done.set()
            assert {one for each in looks for one in each.result(timeout=60)} == {""}


def test_a_witness_is_laid_before_anything_can_be_sent(database: Database) -> None:
    assert database.witness.read() == history.head(database)


def test_a_record_cut_in_the_middle_leaves_the_one_before(tmp_path: Path) -> None:
    witness = Witness(tmp_path, "abc")
    for seq in (7, 8, 9):
        witness.write(Head(seq=seq, hash=f"{seq:064}"))
    assert Witness(tmp_path, "abc").read() == Head(seq=9, hash=f"{9:064}")
    data = bytearray(witness.path.read_bytes())
    at = data.index(b"abc 9 ")
    data[at + 20 : at + 40] = b"\0" * 20
    witness.path.write_bytes(data)
    assert Witness(tmp_path, "abc").read() == Head(seq=8, hash=f"{8:064}")
    assert Witness(tmp_path, "other").read() is None


def test_the_witness_never_goes_back(tmp_path: Path) -> None:
    witness = Witness(tmp_path, "abc")
    witness.write(Head(seq=9, hash="b" * 64))
    witness.write(Head(seq=8, hash="a" * 64))
    assert witness.read() == Head(seq=9, hash="b" * 64)


@pytest.mark.parametrize("grown", [0, 30])
def test_a_copy_put_into_the_live_file_takes_no_intent(tmp_path: Path, grown: int) -> None:
    """The daemon opened the file long ago: only what it witnessed itself tells it that the file holds another past now."""
    with closing(opened(tmp_path)) as daemon:
        add(daemon, new("a"), new("b", account="musee-x"))
        copy = daemon.backup(tmp_path / "copy.db")
        publish(daemon)
        other = claimed(daemon)
        restore_in_place(tmp_path, copy)
        with closing(opened(tmp_path)) as command:
            assert command.doubt
            add(command, *(new(f"c{i}", due=NOW + 3 * HOUR) for i in range(grown)))
        daemon.check_place()
        for act in (
            daemon.check_journal,
            lambda: claimed(daemon),
            lambda: attempts.begin(daemon, other, part=0, key="k", at=NOW, deadline=NOW + HOUR, by="d"),
        ):
            with pytest.raises(Problem) as raised:
                act()
            assert raised.value.code == "database-replaced"


def test_a_journal_that_others_go_on_writing_is_the_same_one(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as daemon, closing(opened(tmp_path)) as command:
        add(daemon, new("a"), new("b", account="musee-x"))
        publish(daemon)
        add(command, new("c"))
        daemon.check_journal()
        publish(daemon)
