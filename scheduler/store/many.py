"""Rows by the hundred: statements in SQL's own words, built once and given values as they lie in the tables.

SQLAlchemy looks at each value of each row. Where a thousand posts fall due at one moment, that was most of what they cost.
A file is given each value; a server is given all rows as one JSON text, so that it knows a statement again whatever its rows,
and several statements as one where nobody needs an answer between them: each would wait for the way there and back.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Connection, CursorResult, Table
from sqlalchemy.engine.default import DefaultDialect

from scheduler.store.values import Plain, filled, instant, moment, told

__all__ = [
    "MOST",
    "Plain",
    "add",
    "ask",
    "bundled",
    "change",
    "instant",
    "locked",
    "moment",
    "pour",
    "told",
    "unbundle",
    "walk",
]

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
            sql, values = _adding_json(table, names), _json(some)
        if returning:
            found += _bundle(connection, sql + end, values).all()
        else:
            _change(connection, sql + end, values)
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
            sql, values = _changing_by_json(table, names, keys), _json(some)
        _change(connection, sql, values)


@contextmanager
def bundled(connection: Connection) -> Iterator[None]:
    """Changes of different rows, made with `add` and `change`: a server is asked for all of them at once.

    Nothing in the block may read what it changes: at the latest it is done at the block's end, or when `add` returns
    something, or by `unbundle`.
    """
    if _is_file(connection):
        yield
        return
    connection.info[_BUNDLE] = []
    try:
        yield
        unbundle(connection)
    finally:
        connection.info.pop(_BUNDLE, None)


def unbundle(connection: Connection) -> None:
    """Have made what was put off until now."""
    if waiting := connection.info.get(_BUNDLE):
        sql, values = waiting.pop()
        _bundle(connection, sql, values)


def _change(connection: Connection, sql: str, values: tuple[Any, ...]) -> None:
    waiting = connection.info.get(_BUNDLE)
    if waiting is None:
        connection.exec_driver_sql(sql, values)
    else:
        waiting.append((sql, values))


def _bundle(connection: Connection, sql: str, values: tuple[Any, ...]) -> CursorResult[Any]:
    """Run `sql`, and all that waits with it."""
    waiting = connection.info.get(_BUNDLE) or []
    if waiting:
        first = ", ".join(f"change{place} AS ({one})" for place, (one, _) in enumerate(waiting))
        sql, values = f"WITH {first} {sql}", (*(value for _, given in waiting for value in given), *values)
        waiting.clear()
    return connection.exec_driver_sql(sql, values)


_BUNDLE = "many's bundle"


def ask(connection: Connection, sql: str, *given: Plain | Iterable[Plain]) -> Sequence[Any]:
    """The rows that `sql` finds. Each `?` in it stands for what is given at its place; for a list, for all that is in it.

    An empty list finds nothing, as `IN ()` has it.
    """
    if _is_file(connection):
        return connection.exec_driver_sql(*filled(sql, given, "?")).all()
    values = tuple(one if one is None or isinstance(one, int | str) else list(one) for one in given)
    return connection.exec_driver_sql(_asked(sql), values).all()


def locked(connection: Connection) -> str:
    """What ends a SELECT whose rows no other may change until this transaction is over: a file has one writer anyway."""
    return "" if _is_file(connection) else " FOR UPDATE"


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


def _json(rows: Sequence[tuple[Plain, ...]]) -> tuple[str]:
    """The driver would look at each value of an array; this is written at once."""
    names = [_column(place) for place in range(1, len(rows[0]) + 1)]
    return (json.dumps([dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False),)


@cache
def _asked(sql: str) -> str:
    return sql.replace(" IN (?)", " = ANY(?)").replace("?", "%s")


@cache
def _adding(table: str, names: tuple[str, ...], number: int) -> str:
    row = f"({', '.join('?' * len(names))})"
    return f"INSERT INTO {table} ({_quoted(names)}) VALUES {', '.join([row] * number)}"  # noqa: S608 - names of ours


@cache
def _adding_json(table: Table, names: tuple[str, ...]) -> str:
    return f"INSERT INTO {table.name} ({_quoted(names)}) SELECT * FROM {_recordset(table, names)}"  # noqa: S608 - names of ours


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
def _changing_by_json(table: Table, names: tuple[str, ...], keys: tuple[str, ...]) -> str:
    return _updating(table.name, names, keys, _recordset(table, (*names, *keys)))


def _recordset(table: Table, names: tuple[str, ...]) -> str:
    columns = ", ".join(f"{_column(place)} {kind}" for place, kind in enumerate(_kinds(table, names), 1))
    return f"json_to_recordset(%s::json) AS given({columns})"


def _updating(table: str, names: tuple[str, ...], keys: tuple[str, ...], given: str, *, other: str = "") -> str:
    setting = ", ".join(f'"{name}" = given.{_column(place)}' for place, name in enumerate(names, 1))
    where = [
        f'{other if place else ""}{table}."{name}" = given.{_column(len(names) + place + 1)}'
        for place, name in enumerate(keys)
    ]
    return f"UPDATE {table} SET {setting} FROM {given} WHERE {' AND '.join(where)}"  # noqa: S608 - names of ours


def _kinds(table: Table, names: tuple[str, ...]) -> list[str]:
    return [table.c[name].type.dialect_impl(_ANY).compile(_ANY) for name in names]


_ANY = DefaultDialect()


def _column(place: int) -> str:
    """As SQL calls the columns of VALUES."""
    return f"column{place}"


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)
