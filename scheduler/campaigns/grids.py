"""A spreadsheet as rows of cells: a CSV of any encoding and separator, or the sheets of a workbook.

What comes from outside is bounded before it is opened: a workbook of 736 kB took 463 MB, so its unpacked size and how much it
was squeezed are read from the archive's own table first, and cells are read one row at a time.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeAlias

from scheduler.campaigns import compound, oldbooks
from scheduler.errors import Problem
from scheduler.model.cells import unguarded
from scheduler.patterns import lazy_pattern

Value: TypeAlias = str | int | float | bool | datetime | date | time | None
KINDS = (str, int, float, datetime, date, time)
"""Of which a cell is, where it is not empty."""
BYTES = 20_000_000
UNPACKED = 60_000_000
RATIO = 150
"""Times that a part of a workbook may be squeezed; tables of real text reach 30."""
SMALL = 1_000_000
"""Parts below this may be squeezed as they like."""
PARTS, SHEETS, ROWS, COLUMNS = 2_000, 20, 5_000, 100
LAST = 4 * ROWS
"""The last row that is looked for; what stands far below a table was not meant to be read."""
CELL = 100_000
ENCODINGS = {"utf-8": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
_DOCTYPE = tuple(
    word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
)
_ESCAPED = lazy_pattern(r"_x000[dD]_")


class Faulty(str):
    """A cell that holds the error of a formula (`#REF!`) instead of a value."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row that is not empty; `number` is what the spreadsheet shows beside it."""

    number: int
    cells: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One sheet. `encoding` is that of a CSV, empty for a workbook's."""

    name: str
    rows: tuple[Row, ...]
    encoding: str = ""


def read(data: bytes, name: str) -> list[Grid]:
    """The sheets of a file, hidden ones left out. Raises `Problem` for what is no spreadsheet, or one too big to be honest."""
    if len(data) > BYTES:
        raise Problem("sheet-too-big", where=name, most=BYTES // 1_000_000)
    if data.startswith(b"PK\x03\x04"):
        return _workbook(data, name)
    if data.startswith(compound.SIGNATURE):
        found = oldbooks.read(data, name, SHEETS, Faulty)
        return [Grid(name=title, rows=tuple(_rows(rows, title))) for title, rows in found]
    text, encoding = decoded(data, name)
    return [Grid(name=name, rows=tuple(_rows(_records(text, name), name)), encoding=encoding)]


def _rows(records: Iterable[tuple[int, Sequence[Value]]], name: str) -> Iterator[Row]:
    """Rows with something in them, as bounded as a table that people fill."""
    found = 0
    for number, cells in records:
        kept = [_clean(cell) for cell in cells]
        while kept and kept[-1] is None:
            kept.pop()
        if not kept:
            continue
        found += 1
        if found > ROWS or number > LAST:
            raise Problem("sheet-too-many-rows", where=name, most=ROWS)
        if len(kept) > COLUMNS:
            raise Problem("sheet-too-many-columns", where=name, most=COLUMNS)
        yield Row(number=number, cells=tuple(kept))


def _clean(cell: Value) -> Value:
    if not isinstance(cell, str) or isinstance(cell, Faulty):
        return cell
    text = _ESCAPED.sub("", cell).replace("\r\n", "\n").replace("\r", "\n")
    return text[:CELL].strip(" \n\t\u00a0\u202f\ufeff") or None


# -- CSV


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """The text and its encoding: by its mark, else UTF-8 where that fits, else what Excel writes on Windows."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        codes: tuple[tuple[str, str], ...] = (("utf-16", "utf-16"),)
    elif b"\x00" in data[:4096]:
        few = data[:4096]
        little = few[1::2].count(0) > few[::2].count(0)
        codes = (("utf-16-le" if little else "utf-16-be", "utf-16"),)
    else:
        codes = (("utf-8-sig", "utf-8"), ("cp1252", "cp1252"))
    for code, called in codes:
        try:
            text = data.decode(code)
        except UnicodeDecodeError:
            continue
        if (
            "\x00" not in text
            and sum(sign < " " and sign not in "\t\r\n\x0b\x0c" for sign in text[:4096]) <= len(text) // 50
        ):
            return text, called
    raise Problem("sheet-not-text", where=name)


def separated(text: str) -> tuple[str, int, str]:
    """(the separator, lines skipped, the records): a first line `sep=;`, which Excel reads, is obeyed."""
    first, _, rest = text.partition("\n")
    said = first.strip().strip('"').lower()
    if said.startswith("sep=") and len(said) <= 5:
        return first.strip().strip('"')[4:5] or "\t", 1, rest
    return _separator(text), 0, text


def _records(text: str, name: str) -> Iterator[tuple[int, Sequence[Value]]]:
    """Each record by its number."""
    sign, number, text = separated(text)
    made = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    try:
        for record in made:
            number += 1
            yield number, [unguarded(cell) for cell in record]
    except csv.Error as broken:
        raise Problem("sheet-broken", where=name, row=number + 1) from broken


def _separator(text: str) -> str:
    """The sign that parts most cells of the first lines into equally many; what stands in quotes does not count."""
    head = text[:20_000]
    best, most = ";", (0, 0)
    for sign in ";,\t|":
        try:
            records = [one for one in csv.reader(io.StringIO(head, newline=""), delimiter=sign) if any(one)][:12]
        except csv.Error:
            continue
        widths = [len(one) for one in records[: max(1, len(records) - 1)]]
        if widths and widths[0] > 1:
            alike = sum(width == widths[0] for width in widths)
            most, best = max((most, best), ((alike * 100 // len(widths), widths[0]), sign))
    return best


# -- workbooks


def _workbook(data: bytes, name: str) -> list[Grid]:
    bounded(data, name)
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - an extra
    except ImportError as absent:
        raise Problem("export-needs-openpyxl", where=name) from absent
    import warnings  # noqa: PLC0415 - a workbook's extensions that are not read are none of the user's business

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            try:
                shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
                return [_sheet(sheet) for sheet in shown[:SHEETS]]
            finally:
                book.close()
    except Problem:
        raise
    except Exception as broken:  # the library raises whatever a crafted file makes its XML parser and types raise
        raise Problem("sheet-broken-workbook", where=name) from broken


def _sheet(sheet: Any) -> Grid:
    sheet.reset_dimensions()  # what the file says of its size may be a lie
    return Grid(name=str(sheet.title), rows=tuple(_rows(_filled(sheet), str(sheet.title))))


def _filled(sheet: Any) -> Iterator[tuple[int, Sequence[Value]]]:
    """Rows with a value. Between two of them the library yields one and the same empty row, a million times if need be."""
    empty: object = None
    for number, cells in enumerate(sheet.iter_rows(max_col=COLUMNS + 1), 1):
        if cells is empty:
            continue
        values = [_value(cell) for cell in cells]
        if any(value is not None for value in values):
            yield number, values
        else:
            empty = cells


def _value(cell: Any) -> Value:
    value = cell.value
    if cell.data_type == "e" and value is not None:
        return Faulty(value)
    if value is None or isinstance(value, str | int | float | datetime | date | time):
        return value
    return str(value)


def bounded(data: bytes, name: str) -> None:
    """Refuse what is no workbook, and a bomb before a byte of it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if "xl/workbook.xml" not in {one.filename for one in parts}:
                raise Problem("sheet-other-kind", where=name)
            squeezed = (one.file_size > SMALL and one.file_size > RATIO * max(one.compress_size, 1) for one in parts)
            if len(parts) > PARTS or sum(one.file_size for one in parts) > UNPACKED or any(squeezed):
                raise Problem("sheet-bomb", where=name)
            # A part is read to its declared size and no further, so the limits above hold for what is unpacked here, too.
            for one in parts:
                if one.filename.endswith((".xml", ".rels")) and any(sign in archive.read(one) for sign in _DOCTYPE):
                    raise Problem("sheet-bomb", where=name)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError) as broken:
        raise Problem("sheet-broken-workbook", where=name) from broken
    except zipfile.zlib.error as broken:  # type: ignore[attr-defined]
        raise Problem("sheet-broken-workbook", where=name) from broken
