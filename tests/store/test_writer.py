"""What many threads write at one moment: one transaction, one witness, and no harm from a neighbour."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event
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
