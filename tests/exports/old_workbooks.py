"""Workbooks of before 2007, made here."""

import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

import xlwt


def saved(fill: Callable[[Any], None]) -> bytes:
    book = xlwt.Workbook()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table(*rows: list[Any], title: str = "Sheet", epoch: int = 0) -> bytes:
    def fill(book: Any) -> None:
        book.dates_1904 = bool(epoch)
        put(book.add_sheet(title), rows)

    return saved(fill)


def put(sheet: Any, rows: Iterable[Sequence[Any]]) -> None:
    style = {datetime: "yyyy-mm-dd hh:mm", date: "yyyy-mm-dd", time: "hh:mm:ss"}
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            shown = style.get(type(cell))
            if cell is not None:
                sheet.write(at, place, cell, *([xlwt.easyxf(num_format_str=shown)] if shown else []))
