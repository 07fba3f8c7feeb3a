"""Tables whose cells bear the addresses of their numbers: the page holds them as `data-why`, `scheduler why` answers them."""

from collections.abc import Sequence
from dataclasses import replace

from scheduler.model.addresses import keyed, numbers
from scheduler.render.report_page import Cell, Table

Line = tuple[str, object]
"""The address of a line, and the value that it shows."""
NOTHING: Line = ("", None)
"""A line that shows no line of the report: a sum."""


def lines(field: str, rows: Sequence[object]) -> list[Line]:
    """Each line of a part of the report with its address."""
    return [(f"{field}/{name}", row) for name, row in keyed(rows)]


def addressed(table: Table, given: Sequence[Line], fields: Sequence[str]) -> Table:
    """`table` with an address on each cell that shows a number: its line's, then the field of its column ("": none)."""
    known = _known(given)

    def cell(one: Cell, line: int, place: int) -> Cell:
        at = f"{given[line][0]}/{fields[place]}" if line < len(given) and place < len(fields) else ""
        return replace(one, at=at) if at in known else one

    rows = [[cell(one, line, place) for place, one in enumerate(row)] for line, row in enumerate(table.rows)]
    return replace(table, rows=rows)


def turned(table: Table, given: Sequence[Line], fields: Sequence[str]) -> Table:
    """The same for a table that has its lines as columns, after a first column of names."""
    known = _known(given)

    def cell(one: Cell, line: int, place: int) -> Cell:
        at = f"{given[place - 1][0]}/{fields[line]}" if 0 < place <= len(given) and line < len(fields) else ""
        return replace(one, at=at) if at in known else one

    rows = [[cell(one, line, place) for place, one in enumerate(row)] for line, row in enumerate(table.rows)]
    return replace(table, rows=rows)


def _known(given: Sequence[Line]) -> set[str]:
    return {one.address for at, value in given for one in numbers(value, at)}
