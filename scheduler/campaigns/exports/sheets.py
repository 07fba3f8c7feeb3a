"""A table of an export, as long as exports are: rows of cells, one at a time, of a CSV of any encoding or of a workbook's sheets.

The bounds are wider than those of a calendar that people fill (`campaigns.grids`), and everything else is the same.
"""

import csv
import io
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from scheduler.campaigns import compound, grids, oldbooks
from scheduler.campaigns.grids import Value
from scheduler.errors import Problem

BYTES = 400_000_000
ROWS = 2_000_000
COLUMNS = 400
HEAD = 1 << 18
"""Signs of a CSV in which headings are looked for."""
LOOKED = 30
"""Rows in which headings are looked for: exports have a note or two above them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table. `rows` gives (number as a spreadsheet shows it, cells) anew at each call; `size` is about how many there are.

    Whoever asked for the cells may keep and change them.
    """

    name: str
    rows: Callable[[], Iterator[tuple[int, Sequence[Value]]]]
    first: Callable[[], Iterator[tuple[int, Sequence[Value]]]]
    """The beginning of `rows`: the last of it may be cut off."""
    size: int
    encoding: str = ""
    """Of a CSV; empty for a workbook's."""

    def head(self) -> list[tuple[int, Sequence[Value]]]:
        """The first rows that hold something."""
        return list(
            islice(((n, cells) for n, cells in self.first() if any(cell not in {None, ""} for cell in cells)), LOOKED)
        )


def read(data: bytes, name: str) -> list[Sheet]:
    """The tables in a file. Raises `Problem` for what is none, or too big to be honest."""
    if len(data) > BYTES:
        raise Problem("arrival-too-big", where=name, most=BYTES // 1_000_000)
    if data.startswith(b"PK\x03\x04"):
        return _workbook(data, name)
    if data.startswith(compound.SIGNATURE):
        return [_held(title, rows) for title, rows in oldbooks.read(data, name, grids.SHEETS)]
    text, encoding = grids.decoded(data, name)
    sign, start, text = grids.separated(text)

    size = text.count("\n") + 1
    if size > 2 * ROWS:  # lines inside of cells count, too
        raise Problem("sheet-too-many-rows", where=name, most=ROWS)

    def rows(most: int | None = None) -> Iterator[tuple[int, Sequence[Value]]]:
        lines = io.StringIO(text if most is None else text[:most], newline="")
        return _records(csv.reader(lines, delimiter=sign), start, name)

    def first() -> Iterator[tuple[int, Sequence[Value]]]:
        return rows(HEAD)

    return [Sheet(name=name, rows=rows, first=first, size=size, encoding=encoding)]


def _records(made: Any, start: int, name: str) -> Iterator[tuple[int, Sequence[Value]]]:
    try:
        yield from enumerate(made, start + 1)
    except csv.Error as broken:
        raise Problem("sheet-broken", where=name, row=made.line_num) from broken


def _workbook(data: bytes, name: str) -> list[Sheet]:
    grids.bounded(data, name)
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - an extra
    except ImportError as absent:
        raise Problem("export-needs-openpyxl", where=name) from absent
    try:
        with warnings.catch_warnings():  # a workbook's extensions that are not read are none of the user's business
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"][: grids.SHEETS]
            found = [(str(sheet.title), list(_cells(sheet, name))) for sheet in shown]
            book.close()
    except Problem:
        raise
    except Exception as broken:  # the library raises whatever a crafted file makes its XML parser and types raise
        raise Problem("sheet-broken-workbook", where=name) from broken
    return [_held(title, rows) for title, rows in found]


def _held(title: str, held: list[tuple[int, Sequence[Value]]]) -> Sheet:
    def rows() -> Iterator[tuple[int, Sequence[Value]]]:
        return ((number, [*cells]) for number, cells in held)

    return Sheet(name=title, rows=rows, first=rows, size=len(held))


def _cells(sheet: Any, name: str) -> Iterator[tuple[int, Sequence[Value]]]:
    sheet.reset_dimensions()  # what the file says of its size may be a lie
    empty: object = None
    for number, cells in enumerate(sheet.iter_rows(max_col=COLUMNS, values_only=True), 1):
        if number > ROWS:
            raise Problem("sheet-too-many-rows", where=name, most=ROWS)
        if cells is empty:
            continue
        if any(cell is not None for cell in cells):
            yield (
                number,
                [cell if isinstance(cell, grids.KINDS) else None if cell is None else str(cell) for cell in cells],
            )
        else:
            empty = cells


def after(sheet: Sheet, row: int) -> Iterator[tuple[int, Sequence[Value]]]:
    """The rows below the headings in `row`."""
    rows = sheet.rows()
    for number, _ in rows:
        if number >= row:
            break
    return rows
