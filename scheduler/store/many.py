"""Rows by the hundred: statements in SQL's own words, built once and given values as they lie in the tables.

SQLAlchemy looks at each value of each row. Where a thousand posts fall due at one moment, that was most of what they cost.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.engine.default import DefaultDialect

from scheduler.store.values import Plain, filled, instant, moment, told

__all__ = ["MOST", "Plain", "add", "ask", "change", "instant", "moment", "told"]

MOST = 200
"""Rows of one statement: a statement is one walk of the engine, and all other threads go on meanwhile."""


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
        sql = _adding(table.name, names, len(some), _mark(connection)) + end
        added = connection.exec_driver_sql(sql, tuple(value for row in some for value in row))
        if returning:
            found += added.all()
    return found


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
        sql = _changing(table, names, keys, len(some), _mark(connection))
        connection.exec_driver_sql(sql, tuple(value for row in some for value in row))


def ask(connection: Connection, sql: str, *given: Plain | Iterable[Plain]) -> Sequence[Any]:
    """The rows that `sql` finds. Each `?` in it stands for what is given at its place; for a list, for all that is in it.

    An empty list finds nothing, as `IN ()` has it.
    """
    return connection.exec_driver_sql(*filled(sql, given, _mark(connection))).all()


def _mark(connection: Connection) -> str:
    return "?" if connection.dialect.name == "sqlite" else "%s"


@cache
def _adding(table: str, names: tuple[str, ...], number: int, mark: str) -> str:
    row = f"({', '.join([mark] * len(names))})"
    return f"INSERT INTO {table} ({_quoted(names, ', ')}) VALUES {', '.join([row] * number)}"  # noqa: S608 - names of ours


@cache
def _changing(table: Table, names: tuple[str, ...], keys: tuple[str, ...], number: int, mark: str) -> str:
    if number == 1:
        setting, given = (", ".join(f'"{name}" = {mark}' for name in names), [f'"{name}" = {mark}' for name in keys])
        return f"UPDATE {table.name} SET {setting}" + (f" WHERE {' AND '.join(given)}" if given else "")  # noqa: S608
    # The first row says of which type its columns are: a server asks for that. Plus: SQLite is to find rows by the first key.
    kinds = (table.c[name].type.dialect_impl(_ANY).compile(_ANY) for name in (*names, *keys))
    typed = ", ".join(f"CAST({mark} AS {kind})" for kind in kinds)
    row = ", ".join([mark] * len((*names, *keys)))
    setting = ", ".join(f'"{name}" = given.column{place}' for place, name in enumerate(names, 1))
    other = "+" if mark == "?" else ""
    where = [
        f'{other if place else ""}{table.name}."{name}" = given.column{len(names) + place + 1}'
        for place, name in enumerate(keys)
    ]
    values = f"VALUES ({typed})" + f", ({row})" * (number - 1)
    return f"UPDATE {table.name} SET {setting} FROM ({values}) AS given WHERE {' AND '.join(where)}"  # noqa: S608


_ANY = DefaultDialect()


def _quoted(names: tuple[str, ...], between: str) -> str:
    return between.join(f'"{name}"' for name in names)
