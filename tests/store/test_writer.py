"""What many threads write at one moment: one transaction, one witness, and no harm from a neighbour."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from queue import SimpleQueue
from threading import Event, get_ident
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select

from scheduler.errors import Problem
from scheduler.store.database import Database
from scheduler.store.journal import Head, Line, append
from scheduler.store.tables import meta
from scheduler.store.writer import Unwitnessed, Work
from tests.store.making import NOW, opened

PATIENCE = 20


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(opened(tmp_path)) as one:
        yield one


def _kept(connection: Connection, names: Sequence[str]) -> list[str]:
    if "bad" in names:
        raise ValueError("bad")
    connection.execute(insert(meta), [{"name": name, "value": str(len(names))} for name in names])
    append(connection, [Line(at=NOW, event=name) for name in names])
    return [name.upper() for name in names]


KEEP = Work(_kept)
WITNESSED = Work(_kept, witnessed=True)


@contextmanager
def while_one_writes(database: Database) -> Iterator[Callable[..., Any]]:
    """What is asked for inside waits for the writer, and is written in one group once the block is over."""
    begun, go = Event(), Event()

    def slow(_: Connection, names: Sequence[str]) -> Sequence[str]:
        begun.set()
        assert go.wait(PATIENCE)
        return names

    with ThreadPoolExecutor(20) as pool:
        first = pool.submit(database.together, Work(slow), 0, "first")
        assert begun.wait(PATIENCE)
        asked = 0

        def ask(work: Work[str, str], about: int, name: str) -> Any:
            nonlocal asked
            asked += 1
            future = pool.submit(database.together, work, about, name)
            while len(database._group._waiting) < asked:
                assert not future.done()
            return future

        try:
            yield ask
        finally:
            go.set()
        first.result(PATIENCE)


def sizes(database: Database) -> dict[str, str]:
    """Each name that was kept, with the size of its group."""
    with database.read() as connection:
        rows = connection.execute(select(meta.c.name, meta.c.value).where(meta.c.name.like("post-%"))).all()
    return {row.name: row.value for row in rows}


def test_what_waits_is_written_together_and_each_has_its_own_answer(database: Database) -> None:
    with while_one_writes(database) as ask:
        futures = [ask(KEEP, number, f"post-{number}") for number in range(1, 9)]
    assert [one.result(PATIENCE) for one in futures] == [f"POST-{number}" for number in range(1, 9)]
    assert set(sizes(database).values()) == {"8"}


def test_one_that_fails_takes_no_other_with_it(database: Database) -> None:
    with while_one_writes(database) as ask:
        futures = [ask(KEEP, 1, "post-1"), ask(KEEP, 2, "bad"), ask(KEEP, 3, "post-3")]
    assert futures[0].result(PATIENCE) == "POST-1"
    assert futures[2].result(PATIENCE) == "POST-3"
    with pytest.raises(ValueError, match="bad"):
        futures[1].result(PATIENCE)
    assert sizes(database) == {"post-1": "1", "post-3": "1"}, "each alone"


def test_two_about_the_same_row_are_never_in_one_group(database: Database) -> None:
    with while_one_writes(database) as ask:
        futures = [ask(KEEP, 1, "post-1"), ask(KEEP, 1, "post-1b"), ask(KEEP, 2, "post-2")]
    assert [one.result(PATIENCE) for one in futures] == ["POST-1", "POST-1B", "POST-2"]
    assert sizes(database) == {"post-1": "2", "post-2": "2", "post-1b": "1"}


def test_a_group_is_witnessed_once_after_its_commit_and_before_its_answers(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[Head, int]] = []
    monkeypatch.setattr(database.witness, "write", lambda head: seen.append((head, len(sizes(database)))))
    with while_one_writes(database) as ask:
        futures = [ask(WITNESSED if number % 2 else KEEP, number, f"post-{number}") for number in range(1, 5)]
    answers = [one.result(PATIENCE) for one in futures]
    assert len(answers) == 4
    ((head, written),) = seen
    assert written == 4, "committed before it was witnessed"
    assert head.seq >= 4


def test_without_its_witness_nothing_that_needs_one_is_answered(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Head) -> None:
        raise Problem("disk-full", where="witness")

    monkeypatch.setattr(database.witness, "write", refuse)
    with while_one_writes(database) as ask:
        sends, other = ask(WITNESSED, 1, "post-1"), ask(KEEP, 2, "post-2")
    with pytest.raises(Unwitnessed) as failed:
        sends.result(PATIENCE)
    assert (failed.value.answer, failed.value.problem.code) == ("POST-1", "disk-full")
    assert other.result(PATIENCE) == "POST-2"


def test_a_commit_that_fails_fails_for_all_and_the_next_group_is_written(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    write: Any = Database.write
    full = [False, True]

    @contextmanager
    def filling(self: Database) -> Iterator[Connection]:
        with write(self) as connection:
            yield connection
            if full and full.pop(0):
                raise Problem("disk-full", where="queue.db")

    monkeypatch.setattr(Database, "write", filling)
    with while_one_writes(database) as ask:
        futures = [ask(KEEP, 1, "post-1"), ask(KEEP, 2, "post-2")]
    for one in futures:
        with pytest.raises(Problem):
            one.result(PATIENCE)
    assert sizes(database) == {}
    assert database.together(KEEP, 1, "post-1") == "POST-1"


def test_inside_a_write_it_refuses_instead_of_waiting_for_itself(database: Database) -> None:
    with database.write(), pytest.raises(RuntimeError):
        database.together(KEEP, 1, "post-1")


@contextmanager
def left_while_one_writes(database: Database, work: Work[str, str], *names: str) -> Iterator[SimpleQueue[Any]]:
    """`names` are left with whoever writes by a thread that does not wait; what it is told is in the queue."""
    told: SimpleQueue[Any] = SimpleQueue()
    begun, go = Event(), Event()

    def slow(_: Connection, given: Sequence[str]) -> Sequence[str]:
        begun.set()
        assert go.wait(PATIENCE)
        return given

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(database.together, Work(slow), 0, "first")
        assert begun.wait(PATIENCE)
        for number, name in enumerate(names, 1):
            database.later(work, number, name, told.put)
        assert told.empty(), "nobody is told before it is durable"
        go.set()
        yield told
        assert first.result(PATIENCE) == "first"


def test_who_leaves_a_request_with_others_goes_on_and_is_told(database: Database) -> None:
    with left_while_one_writes(database, KEEP, "post-1", "post-2") as told:
        assert {told.get(timeout=PATIENCE) for _ in range(2)} == {"POST-1", "POST-2"}
    assert sizes(database) == {"post-1": "2", "post-2": "2"}


def test_who_leaves_a_request_is_told_of_its_failure_alone(database: Database) -> None:
    with left_while_one_writes(database, KEEP, "post-1", "bad", "post-3") as told:
        answers = [told.get(timeout=PATIENCE) for _ in range(3)]
    assert {one for one in answers if isinstance(one, str)} == {"POST-1", "POST-3"}
    assert [str(one) for one in answers if isinstance(one, ValueError)] == ["bad"]
    assert sizes(database) == {"post-1": "1", "post-3": "1"}


def test_a_request_that_is_left_where_nobody_writes_holds_up_nobody(database: Database) -> None:
    told: SimpleQueue[Any] = SimpleQueue()
    go, writers = Event(), []

    def slow(_: Connection, given: Sequence[str]) -> Sequence[str]:
        writers.append(get_ident())
        assert go.wait(PATIENCE)
        return given

    database.later(Work(slow), 1, "post-1", told.put)
    go.set()
    assert told.get(timeout=PATIENCE) == "post-1"
    assert get_ident() not in writers
    assert database.together(KEEP, 1, "post-1") == "POST-1", "and whoever comes next may write"


def test_whoever_waits_for_its_own_does_not_write_on_for_those_who_do_not(database: Database) -> None:
    told: SimpleQueue[Any] = SimpleQueue()
    writers: dict[str, int] = {}

    def noted(_: Connection, names: Sequence[str]) -> Sequence[str]:
        if names[0] == "own":
            database._group.later(Work(noted), 2, "left", told.put)
        writers[names[0]] = get_ident()
        return names

    assert database.together(Work(noted), 1, "own") == "own"
    assert told.get(timeout=PATIENCE) == "left"
    assert writers["own"] == get_ident() != writers["left"]


def test_the_next_group_is_written_while_the_witness_is_told_of_the_last(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, go = Event(), Event()

    def telling(_: Head) -> None:
        slow.set()
        assert go.wait(PATIENCE)

    monkeypatch.setattr(database.witness, "write", telling)
    with ThreadPoolExecutor(2) as pool:
        sends = pool.submit(database.together, WITNESSED, 1, "post-1")
        assert slow.wait(PATIENCE)
        following = pool.submit(database.together, KEEP, 2, "post-2")
        assert following.result(PATIENCE) == "POST-2"
        assert not sends.done(), "nothing is sent before its witness knows of it"
        go.set()
        assert sends.result(PATIENCE) == "POST-1"


def test_those_who_wait_go_before_what_was_left_but_only_so_often(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups: list[list[str]] = []

    def noted(_: Connection, names: Sequence[str]) -> Sequence[str]:
        groups.append(list(names))
        return names

    monkeypatch.setattr("scheduler.store.writer.PASSED", 2)
    monkeypatch.setattr("scheduler.store.writer.start_new_thread", lambda *_: None)  # nobody else keeps it
    told: SimpleQueue[Any] = SimpleQueue()
    work = Work(noted)
    database.later(work, 0, "left", told.put)
    for number in (1, 2, 3):
        assert database.together(work, number, f"post-{number}") == f"post-{number}"
    assert groups == [["post-1"], ["post-2"], ["post-3", "left"]]
    assert told.get(timeout=PATIENCE) == "left"
