"""Rows by the hundred: statements in SQL's own words, built once and given values as they lie in the tables.

SQLAlchemy looks at each value of each row. Where a thousand posts fall due at one moment, that was most of what they cost.
A file is given each value; a server is given each column as one array, so that it knows a statement again whatever its rows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.engine.default import DefaultDialect

from scheduler.store.values import Plain, filled, instant, moment, told

__all__ = ["MOST", "Plain", "add", "ask", "change", "instant", "moment", "pour", "told", "walk"]

MOST = 200
"""Rows of one statement: a statement is one walk of the engine, and all other threads go on meanwhile."""
AT_ONCE = 1000
"""Rows that `walk` holds."""


def add(
    connection: Connection,
    table: Table,
    names: tuple[str, ...],
    rows: Sequence[tuple[Plain, ...]],
    *,
    unless_there: bool = False,
    returning: str = "",
) -> list[Any]:
    """Add `rows` to `table`; `unless_there`: those that are there stay as they are. Returns what `returning` names of each."""
    found: list[Any] = []
    end = " ON CONFLICT DO NOTHING" if unless_there else f" RETURNING {returning}" if returning else ""
    for first in range(0, len(rows), MOST):
        some = rows[first : first + MOST]
        if _is_file(connection):
            sql, values = _adding(table.name, names, len(some)), _each(some)
        else:
            sql, values = _adding_arrays(table, names), _arrays(some)
        added = connection.exec_driver_sql(sql + end, values)
        if returning:
            found += added.all()
    return found


def pour(
    connection: Connection,
    table: Table,
    names: tuple[str, ...],
    rows: Sequence[tuple[Plain, ...]],
    same: Mapping[str, Plain],
) -> None:
    """Add many thousand `rows`, all with the values of `same`; those that are there stay as they are.

    A file takes rows as they are, one by one: that is faster than a long statement where nobody else waits for the engine.
    """
    if _is_file(connection):
        marks = ", ".join("?" * len(names))
        mine = _quoted((*names, *same))
        rest = "".join(f", {_literal(value)}" for value in same.values())
        sql = f"INSERT INTO {table.name} ({mine}) VALUES ({marks}{rest}) ON CONFLICT DO NOTHING"  # noqa: S608 - names of ours
        connection.exec_driver_sql(sql, list(rows))
    else:
        add(connection, table, (*names, *same), [row + tuple(same.values()) for row in rows], unless_there=True)


def change(
    connection: Connection,
    table: Table,
    names: tuple[str, ...],
    keys: tuple[str, ...],
    rows: Sequence[tuple[Plain, ...]],
) -> None:
    """Set the columns `names` where the columns `keys` are as given: each row has the new values, then those of its keys.

    The first of the keys tells the rows apart.
    """
    for first in range(0, len(rows), MOST):
        some = rows[first : first + MOST]
        if len(some) == 1:
            sql, values = _changing_one(table.name, names, keys, _mark(connection)), _each(some)
        elif _is_file(connection):
            sql, values = _changing(table, names, keys, len(some)), _each(some)
        else:
            sql, values = _changing_by_arrays(table, names, keys), _arrays(some)
        connection.exec_driver_sql(sql, values)


def ask(connection: Connection, sql: str, *given: Plain | Iterable[Plain]) -> Sequence[Any]:
    """The rows that `sql` finds. Each `?` in it stands for what is given at its place; for a list, for all that is in it.

    An empty list finds nothing, as `IN ()` has it.
    """
    if _is_file(connection):
        return connection.exec_driver_sql(*filled(sql, given, "?")).all()
    values = tuple(one if one is None or isinstance(one, int | str) else list(one) for one in given)
    return connection.exec_driver_sql(_asked(sql), values).all()


def walk(connection: Connection, sql: str, *given: Plain | Iterable[Plain]) -> Iterator[tuple[Any, ...]]:
    """As `ask`, for more rows than should be held at once: they come as plain tuples while the transaction lasts."""
    if _is_file(connection):
        with connection.exec_driver_sql(*filled(sql, given, "?")) as found:
            while some := found.cursor.fetchmany(AT_ONCE):  # without what SQLAlchemy makes of each row
                yield from some
        return
    values = tuple(one if one is None or isinstance(one, int | str) else list(one) for one in given)
    streaming = {
        "stream_results": True,
        "max_row_buffer": AT_ONCE,
    }  # of this statement: the connection may write after it
    with connection.exec_driver_sql(_asked(sql), values, execution_options=streaming) as found:
        for rows in found.partitions(AT_ONCE):  # its first row has been fetched already
            yield from map(tuple, rows)


def _literal(value: Plain) -> str:
    """A value of ours as SQL writes it."""
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return "NULL" if value is None else str(int(value))


def _is_file(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


def _mark(connection: Connection) -> str:
    return "?" if _is_file(connection) else "%s"


def _each(rows: Sequence[tuple[Plain, ...]]) -> tuple[Any, ...]:
    return tuple(value for row in rows for value in row)


def _arrays(rows: Sequence[tuple[Plain, ...]]) -> tuple[Any, ...]:
    return tuple(list(column) for column in zip(*rows, strict=True))


@cache
def _asked(sql: str) -> str:
    return sql.replace(" IN (?)", " = ANY(?)").replace("?", "%s")


@cache
def _adding(table: str, names: tuple[str, ...], number: int) -> str:
    row = f"({', '.join('?' * len(names))})"
    return f"INSERT INTO {table} ({_quoted(names)}) VALUES {', '.join([row] * number)}"  # noqa: S608 - names of ours


@cache
def _adding_arrays(table: Table, names: tuple[str, ...]) -> str:
    given = ", ".join(f"%s::{kind}[]" for kind in _kinds(table, names))
    return f"INSERT INTO {table.name} ({_quoted(names)}) SELECT * FROM unnest({given})"  # noqa: S608 - names of ours


@cache
def _changing_one(table: str, names: tuple[str, ...], keys: tuple[str, ...], mark: str) -> str:
    setting, given = (", ".join(f'"{name}" = {mark}' for name in names), [f'"{name}" = {mark}' for name in keys])
    return f"UPDATE {table} SET {setting}" + (f" WHERE {' AND '.join(given)}" if given else "")  # noqa: S608 - as above


@cache
def _changing(table: Table, names: tuple[str, ...], keys: tuple[str, ...], number: int) -> str:
    # The first row says of which type its columns are.
    typed = ", ".join(f"CAST(? AS {kind})" for kind in _kinds(table, (*names, *keys)))
    row = ", ".join("?" * len((*names, *keys)))
    values = f"VALUES ({typed})" + f", ({row})" * (number - 1)
    # Plus: SQLite is to find rows by the first key.
    return _updating(table.name, names, keys, f"({values}) AS given", other="+")


@cache
def _changing_by_arrays(table: Table, names: tuple[str, ...], keys: tuple[str, ...]) -> str:
    arrays = ", ".join(f"%s::{kind}[]" for kind in _kinds(table, (*names, *keys)))
    columns = ", ".join(f"column{place}" for place in range(1, len((*names, *keys)) + 1))
    return _updating(table.name, names, keys, f"unnest({arrays}) AS given({columns})")


def _updating(table: str, names: tuple[str, ...], keys: tuple[str, ...], given: str, *, other: str = "") -> str:
    setting = ", ".join(f'"{name}" = given.column{place}' for place, name in enumerate(names, 1))
    where = [
        f'{other if place else ""}{table}."{name}" = given.column{len(names) + place + 1}'
        for place, name in enumerate(keys)
    ]
    return f"UPDATE {table} SET {setting} FROM {given} WHERE {' AND '.join(where)}"  # noqa: S608 - names of ours


def _kinds(table: Table, names: tuple[str, ...]) -> list[str]:
    return [table.c[name].type.dialect_impl(_ANY).compile(_ANY) for name in names]


_ANY = DefaultDialect()


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)
