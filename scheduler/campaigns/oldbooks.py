"""The sheets of a workbook of Excel 5 to 2003 (`.xls`), as LinkedIn still gives them; no formula and no macro is ever run.

The library that reads them believes what a file says. So the records are walked first: what holds no cell is put out of its
sight (names, whose formulas it would reckon; links, drawings), a password is told, and cells are counted before they are made.
Records as [MS-XLS] has them (https://learn.microsoft.com/openspecs/office_file_formats/ms-xls/, 2026-11-22).
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from math import isfinite
from struct import pack_into, unpack_from
from typing import Any, TypeAlias

from scheduler.campaigns.compound import Compound, Damaged
from scheduler.errors import Problem

Value: TypeAlias = str | int | float | bool | datetime | date | time | None
Rows: TypeAlias = list[tuple[int, Sequence[Value]]]
BYTES = 40_000_000
"""Of the workbook in its container: what that many cells take."""
CELLS = 3_000_000
"""With the empty ones to the left of each row's last: 45 columns of a sheet's 65,536 rows. They take 300 MB at most."""
FORMAT = 1_024
"""Bytes of a number's format; Excel writes 255 signs at most."""
_WHOLE = 1e16
"""Below it a whole number is written without an exponent."""
_BEGIN, _END, _PASSWORD, _SHEET, _FORMAT, _MANY, _UNREAD = 0x809, 0x0A, 0x2F, 0x85, 0x41E, 0xBD, 0x863
_CELLS = frozenset({0x203, 0x204, 0x205, 0x27E, 0xBD, 0xD6, 0xFD, 0x06, 0x206, 0x406})
"""NUMBER, LABEL, BOOLERR, RK, MULRK, RSTRING, LABELSST, FORMULA."""
_OF_CELLS = _CELLS | {0x207, 0x221, 0x236, 0x4BC, 0x3C}
"""With what follows a formula: STRING, ARRAY, TABLE, SHRFMLA, CONTINUE."""
_OF_BOOK = frozenset({_SHEET, 0x22, 0x42, 0xE0, 0xFC, 0x3C})
"""BOUNDSHEET, DATEMODE, CODEPAGE, XF, SST, CONTINUE; and FORMAT where it is short."""


def read(data: bytes, name: str, most: int, fault: Callable[[str], Value] = str) -> list[tuple[str, Rows]]:
    """(title, rows) of each sheet that is shown, `most` of them: rows with something in them by the number beside them.

    `fault` makes the value of a cell that holds an error. Raises `Problem` for what is no workbook, locked, damaged, or too much.
    """
    try:
        stream, shown = _seen(_stream(data, name), name)
        try:
            import xlrd  # noqa: PLC0415 - an extra
        except ImportError as absent:
            raise Problem("sheet-needs-xlrd", where=name) from absent
        with open(os.devnull, "w", encoding="utf-8") as silent:  # noqa: PTH123 - what the library tells is for its makers
            book = xlrd.open_workbook(file_contents=stream, on_demand=True, ragged_rows=True, logfile=silent)
            return [(book.sheet_names()[place], _rows(xlrd, book, place, fault)) for place in shown[:most]]
    except Problem:
        raise
    except Exception as broken:  # the library raises whatever a crafted file makes its types raise
        raise Problem("sheet-broken-workbook", where=name) from broken


def _stream(data: bytes, name: str) -> bytes:
    try:
        container = Compound(data)
        if "encryptedpackage" in container.names:
            raise Problem("sheet-locked", where=name)
        found = next((one for one in ("workbook", "book") if one in container.names), None)
        if found is None:
            raise Problem("sheet-other-kind", where=name)
        if container.size(found) > BYTES:
            raise Problem("sheet-too-big", where=name, most=BYTES // 1_000_000)
        return container.stream(found)
    except Damaged as broken:
        raise Problem("sheet-broken-workbook", where=name) from broken


@dataclass(slots=True, kw_only=True)
class _Walk:
    """What is known after each record."""

    name: str
    begun: set[int] = field(default_factory=set)
    """Where a sheet begins."""
    sheets: list[tuple[int, bool]] = field(default_factory=list)
    """(where it begins, whether it is shown), in the order in which the library numbers them."""
    widths: dict[int, int] = field(default_factory=dict)
    cells: int = 0

    def count(self, row: int, width: int) -> None:
        before = self.widths.get(row, 0)
        if width > before:
            self.widths[row] = width
            self.cells += width - before
            if self.cells > CELLS:
                raise Problem("sheet-too-many-cells", where=self.name, most=CELLS // 1_000_000)


def _seen(stream: bytes, name: str) -> tuple[bytes, list[int]]:
    """The stream without what is not to be read, and the places of the sheets that are shown."""
    left, walk, depth, at = bytearray(stream), _Walk(name=name), 0, 0
    while at + 4 <= len(stream):
        code, size = unpack_from("<HH", stream, at)
        if code == _BEGIN:
            depth += 1
            if depth == 1:
                walk.begun.add(at)
                walk.widths = {}
        if depth and at + 4 + size > len(stream):
            raise Damaged
        if depth and (depth > 1 or not _wanted(walk, code, stream, at, size)):
            pack_into("<H", left, at, _UNREAD)
        if code == _END and depth:
            depth -= 1
        at += 4 + size
    places = [begin for begin, _ in walk.sheets]
    if depth or 0 not in walk.begun or not walk.begun.issuperset(places) or len({*places}) < len(places):
        raise Damaged
    return bytes(left), [place for place, (_, shown) in enumerate(walk.sheets) if shown]


def _wanted(walk: _Walk, code: int, stream: bytes, at: int, size: int) -> bool:
    """Whether the library may see the record at `at`; what is counted of it is counted."""
    if code in {_BEGIN, _END}:
        return True
    if len(walk.begun) > 1:  # the first part is the book's, each further one a sheet's
        if code in _CELLS:
            row, column = unpack_from("<HH", stream, at + 4)
            last = unpack_from("<H", stream, at + 2 + size)[0] if code == _MANY else column
            walk.count(row, last + 1)
        return code in _OF_CELLS
    if code == _PASSWORD:
        raise Problem("sheet-locked", where=walk.name)
    if code == _SHEET:
        begin, hidden, kind = unpack_from("<IBB", stream, at + 4)
        if kind == 0:
            walk.sheets.append((begin, not hidden & 3))
    return code in _OF_BOOK or (code == _FORMAT and size <= FORMAT)


def _rows(xlrd: Any, book: Any, place: int, fault: Callable[[str], Value]) -> Rows:
    sheet = book.sheet_by_index(place)
    try:
        return [*_filled(xlrd, sheet, book.datemode, fault)]
    finally:
        book.unload_sheet(place)


def _filled(xlrd: Any, sheet: Any, epoch: int, fault: Callable[[str], Value]) -> Iterator[tuple[int, Sequence[Value]]]:
    made: Mapping[int, Callable[[Any], Value]] = {
        xlrd.XL_CELL_TEXT: lambda given: given or None,
        xlrd.XL_CELL_NUMBER: lambda given: _number(given, fault),
        xlrd.XL_CELL_DATE: lambda given: _date(xlrd, given, epoch, fault),
        xlrd.XL_CELL_BOOLEAN: bool,
        xlrd.XL_CELL_ERROR: lambda given: fault(xlrd.error_text_from_code.get(given, "#N/A")),
    }
    for row in range(sheet.nrows):
        kinds = sheet.row_types(row)
        cells = [
            made[kind](given) if kind in made else None
            for kind, given in zip(kinds, sheet.row_values(row), strict=True)
        ]
        if any(cell is not None for cell in cells):
            yield row + 1, cells


def _number(given: float, fault: Callable[[str], Value]) -> Value:
    """Whole ones without a point: the file knows no others than floating ones."""
    if not isfinite(given):
        return fault("#NUM!")
    return int(given) if given.is_integer() and abs(given) < _WHOLE else given


def _date(xlrd: Any, given: float, epoch: int, fault: Callable[[str], Value]) -> Value:
    """A moment by the file's own first day, 1900 or 1904; less than a day is an hour."""
    try:
        found: datetime = xlrd.xldate_as_datetime(given, epoch)
    except (ValueError, OverflowError):
        return fault("#VALUE!")
    return found.time() if 0 <= given < 1 else found
