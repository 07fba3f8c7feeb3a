"""Statements for many rows: each row gets its own values, a fence holds for each alone, and nothing is written twice."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from scheduler.store import many
from scheduler.store.tables import meta
from tests.store.making import opened

NAMES = ("name", "value")
MANY = many.MOST * 2 + 1


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    with closing(opened(tmp_path)) as database, database.write() as one:
        yield one


def kept(connection: Connection) -> dict[str, str]:
    return dict(map(tuple, many.ask(connection, "SELECT name, value FROM meta WHERE name LIKE ?", "row-%")))


@pytest.mark.parametrize("number", [1, 2, MANY])
def test_each_row_has_its_own_values(connection: Connection, number: int) -> None:
    rows = [(f"row-{one}", str(one)) for one in range(number)]
    many.add(connection, meta, NAMES, rows)
    assert kept(connection) == dict(rows)
    many.change(connection, meta, ("value",), ("name",), [(f"new {value}", name) for name, value in rows])
    assert kept(connection) == {name: f"new {value}" for name, value in rows}


@pytest.mark.parametrize("number", [1, 2, MANY])
def test_a_row_that_is_not_as_given_stays_as_it_is(connection: Connection, number: int) -> None:
    rows = [(f"row-{one}", "a") for one in range(number)]
    many.add(connection, meta, NAMES, rows)
    many.change(connection, meta, ("value",), ("name",), [("b", "row-0")])
    many.change(connection, meta, ("value",), ("name", "value"), [("c", name, "a") for name, _ in rows])
    assert kept(connection) == {name: "c" for name, _ in rows} | {"row-0": "b"}


def test_what_is_there_stays_and_what_was_added_is_told(connection: Connection) -> None:
    many.add(connection, meta, NAMES, [("row-0", "first")])
    many.add(connection, meta, NAMES, [("row-0", "second"), ("row-1", "second")], unless_there=True)
    assert kept(connection) == {"row-0": "first", "row-1": "second"}
    assert [one.name for one in many.add(connection, meta, NAMES, [("row-2", "")], returning="name")] == ["row-2"]


def test_a_list_stands_for_all_that_is_in_it_and_an_empty_one_finds_nothing(connection: Connection) -> None:
    many.add(connection, meta, NAMES, [("row-0", "a"), ("row-1", "b"), ("row-2", "c")])
    asked = "SELECT name FROM meta WHERE name IN (?) AND value <> ?"
    assert {one.name for one in many.ask(connection, asked, ["row-0", "row-1"], "b")} == {"row-0"}
    assert not many.ask(connection, asked, [], "b")


def test_an_instant_comes_back_as_it_was() -> None:
    at = datetime(2027, 6, 7, 9, 0, 0, 123456, tzinfo=UTC)
    assert many.told(many.instant(at)) == at
    assert many.told(many.instant(None)) is None
    assert many.instant(at + timedelta(microseconds=1)) != many.instant(at)


@pytest.mark.parametrize("number", [1, MANY])
def test_rows_are_poured_with_what_they_share_and_leave_what_is_there(connection: Connection, number: int) -> None:
    many.add(connection, meta, NAMES, [("row-0", "before")])
    rows = [(f"row-{one}",) for one in range(number)]
    many.pour(connection, meta, ("name",), rows, {"value": 'it\'s "shared"'})
    assert kept(connection) == {name: 'it\'s "shared"' for (name,) in rows} | {"row-0": "before"}


@pytest.mark.parametrize("number", [1, 2, MANY])
def test_a_bundle_is_made_as_its_statements_would_be(connection: Connection, number: int) -> None:
    rows = [(f"row-{one}", "a") for one in range(number)]
    many.add(connection, meta, NAMES, rows)
    fresh = [(f"row-new-{one}", "«é» 'q' \\ %s") for one in range(number)]
    with many.bundled(connection):
        many.change(connection, meta, ("value",), ("name",), [("b", name) for name, _ in rows])
        many.add(connection, meta, NAMES, fresh)
        added = many.add(connection, meta, NAMES, [("row-last", "z")], returning="name")
    assert [one.name for one in added] == ["row-last"]
    assert kept(connection) == {name: "b" for name, _ in rows} | dict(fresh) | {"row-last": "z"}


def test_a_bundle_can_be_made_before_its_end_and_nothing_of_a_broken_one_is(connection: Connection) -> None:
    with many.bundled(connection):
        many.add(connection, meta, NAMES, [("row-0", "a")])
        many.unbundle(connection)
        assert kept(connection) == {"row-0": "a"}
        many.change(connection, meta, ("value",), ("name",), [("b", "row-0")])
    assert kept(connection) == {"row-0": "b"}
