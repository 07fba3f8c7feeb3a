"""The first week, seen before the database is opened: the same as after it, or none at all."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from scheduler.app.weekly import at_once
from scheduler.store.place import sqlite_path
from tests.tui import little, week
from tests.tui.screen import Player, play


def database(config: Path) -> Path:
    with week.opened(config, by="a.martin") as room:
        return sqlite_path(room.scheduler.config.calendar_id)


def test_the_week_at_a_glance_is_that_of_the_opened_database(living: Path) -> None:
    with week.opened(living, by="a.martin") as room:
        seen = at_once(room.scheduler.ground, room.now())
        assert not room.scheduler.ground.is_open
        assert seen is not None
        assert seen.entries
        assert seen.blocked
        assert seen == room.week(room.opening())


def test_a_look_waits_for_no_writer_and_sees_what_was_committed(small: Path) -> None:
    with week.opened(small, by="a.martin") as room:
        before = at_once(room.scheduler.ground, room.now())
    with closing(sqlite3.connect(database(small), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE deliveries SET theme = 'nobody has said so yet'")
        with week.opened(small, by="a.martin") as room:
            assert at_once(room.scheduler.ground, room.now()) == before


def _gone(path: Path) -> None:
    path.unlink()


def _other(path: Path) -> None:
    path.write_bytes(b"not a database" * 100)


def _run(statement: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as file:
            file.execute(statement)

    return change


@pytest.mark.parametrize(
    "change",
    [
        _gone,
        _other,
        _run("UPDATE meta SET value = '1' WHERE name = 'schema_version'"),
        _run("PRAGMA application_id = 1"),
        _run("DROP TABLE receipts"),
    ],
)
def test_a_file_that_must_be_opened_first_is_not_looked_into(small: Path, change: Callable[[Path], None]) -> None:
    path = database(small)
    change(path)
    with week.opened(small, by="a.martin") as room:
        assert at_once(room.scheduler.ground, room.now()) is None
    assert path.exists() is (change is not _gone)


def test_an_address_of_a_database_is_opened(small: Path) -> None:
    small.write_text(f"{small.read_text()}\n[database]\nurl = 'sqlite:{database(small)}'\n", encoding="utf-8")
    with week.opened(small, by="a.martin") as room:
        assert room.scheduler.config.database_url
        assert at_once(room.scheduler.ground, room.now()) is None
        assert room.begin().entries


def test_what_only_a_person_sends_is_counted_while_it_may_be_sent(small: Path) -> None:
    """A welcome that waits as a draft has no hour, and no network's post does; nothing else needs anybody."""
    _run("UPDATE deliveries SET state = 'published'")(database(small))
    later = int(little.NOW.timestamp() * 1_000_000) + 60_000_000
    draft = f"state = 'ready', occurrence = 'w-' || id, due = NULL, local = NULL, closes = {later}"

    async def story(player: Player) -> None:
        assert "rien à régler" in player.text
        _run(f"UPDATE deliveries SET {draft} WHERE id IN (1, 2)")(database(small))
        await player.press("f5")
        assert "rien à régler" not in player.text
        assert "● 2 à envoyer à la main" in player.text
        assert "4 À traiter (2)" in player.text
        with week.opened(small, by="a.martin", now=little.NOW) as room:
            seen = at_once(room.scheduler.ground, room.now())
            assert seen is not None
            assert seen.hand == room.week(seen.monday).hand == 2
        with week.opened(small, by="a.martin", now=little.NOW + timedelta(minutes=2)) as room:
            assert room.week(room.opening()).hand == 0, "its window is over"

    play(small, story)
