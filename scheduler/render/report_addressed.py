"""Tables whose cells bear the addresses of their numbers: the page holds them as `data-why`, `scheduler why` answers them."""

from collections.abc import Sequence
from dataclasses import replace

from scheduler.model.addresses import keyed
from scheduler.render.report_page import Cell, Table


def lines(field: str, rows: Sequence[object]) -> list[str]:
    """The address of each line of a part of the report."""
    return [f"{field}/{name}" for name, _ in keyed(rows)]


def addressed(table: Table, at: Sequence[str], fields: Sequence[str]) -> Table:
    """`table` with an address on each cell: its line's, then the field that its column shows ("": no number of the report's).

    Lines and columns beyond those given bear none (a sum of lines is in no report).
    """

    def cell(one: Cell, line: int, place: int) -> Cell:
        known = line < len(at) and place < len(fields) and fields[place]
        return replace(one, at=f"{at[line]}/{fields[place]}") if known else one

    rows = [[cell(one, line, place) for place, one in enumerate(row)] for line, row in enumerate(table.rows)]
    return replace(table, rows=rows)


def turned(table: Table, at: Sequence[str], fields: Sequence[str]) -> Table:
    """The same for a table that has its lines as columns, after a first column of names."""

    def cell(one: Cell, line: int, place: int) -> Cell:
        known = 0 < place <= len(at) and line < len(fields) and fields[line]
        return replace(one, at=f"{at[place - 1]}/{fields[line]}") if known else one

    rows = [[cell(one, line, place) for place, one in enumerate(row)] for line, row in enumerate(table.rows)]
    return replace(table, rows=rows)
