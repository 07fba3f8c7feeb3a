"""The report as a workbook: a sheet a part, numbers as numbers, an empty cell with its reason beside it, and the definitions.

Every text is typed as one, whatever it begins with: nothing of it is ever a formula.
"""

import io
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from scheduler.errors import Problem
from scheduler.model.addresses import numbers
from scheduler.model.cells import letters
from scheduler.model.registry import registry
from scheduler.plain import redact
from scheduler.render.report_sheets import Raw, Sheet
from scheduler.render.report_words import Words

_LONGEST = 32_767
"""Characters that a cell takes: https://support.microsoft.com/en-us/office/excel-specifications-and-limits, read 2026-11-22."""
_WORDED = {
    "Verdict": "report-verdict",
    "Reached": "report-reached",
    "Metric": "report-metric",
    "Role": "week-role",
    "Standing": "standing",
    "Source": "reading-source",
}
"""Words that have sentences, by the name of their kind; the others stand as they are."""
_WIDE = {"title": 60, "how": 60, "care": 60, "formula": 40, "cells": 40, "cell": 34, "tag": 40, "reason": 34, "url": 30}
_PREFIXES = (
    *("ordinary", "figure", "unsent", "others", "goals", "aside", "site", "rank", "usual", "rights", "alone", "gaps"),
    *("steps", "pooled", "parts", "days"),
)


def workbook(found: Sequence[Sheet], language: str, *, age: timedelta, made: datetime, title: str) -> bytes:
    """A workbook of `found`, headings and words in `language`. `Problem` where the extra is not installed."""
    try:
        from openpyxl import Workbook  # noqa: PLC0415 - an extra
    except ImportError as absent:
        raise Problem("export-needs-openpyxl", where="xlsx") from absent
    book = Workbook(write_only=True)
    book.properties.title = title
    book.properties.creator = "scheduler"
    # The report's own moment: the same report is the same file.
    book.properties.created = book.properties.modified = made.replace(tzinfo=None)
    words = Words(language)
    for one in found:
        _sheet(book, one, words, age)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def definitions(report: object, words: Words, age: timedelta, among: Sequence[Sheet] = ()) -> Sheet:
    """What each number of `report` is (of the sheets `among`, where some are given): in words, as arithmetic, where it stands."""
    told = {
        row[0].partition("/")[0]
        for one in among
        for row in one.rows
        if one.columns[0] == "cell" and isinstance(row[0], str)
    }
    used: dict[str, list[str]] = {}
    formulas: dict[str, dict[str, None]] = {}
    for number in numbers(report):
        found = registry().at(number.address)
        table = number.address.partition("/")[0]
        if found is not None and (not among or table in told or table == number.address):
            used.setdefault(found[0].id, []).append(number.address)
            formulas.setdefault(found[0].id, {})[found[1]] = None
    rows = []
    for one in registry().all:
        if one.id in used:
            given = {"age": words.age(age)}
            care = words.say(one.care, **given) if one.care else ""
            arithmetic = "\n".join(text for text in formulas[one.id] if text)
            where = "\n".join(used[one.id][:12]) + ("\n…" if len(used[one.id]) > 12 else "")
            name, how = words.say(one.name), words.say(one.how, **given)
            rows.append((one.id, name, how, arithmetic, ", ".join(one.components), care, "\n".join(one.sources), where))
    columns = ("id", "name", "how", "formula", "components", "care", "sources", "cells")
    return Sheet(name="definitions", columns=columns, rows=tuple(rows))


def _sheet(book: Any, one: Sheet, words: Words, age: timedelta) -> None:
    sheet = book.create_sheet(_said(f"sheet-of-{one.name.replace('_', '-')}", words, one.name)[:31])
    sheet.freeze_panes = "B2"
    for number, name in enumerate(one.columns, 1):
        sheet.column_dimensions[letters(number)].width = _WIDE.get(name, 16)
    sheet.append([_text(sheet, heading(name, words, one.name), bold=True) for name in one.columns])
    for row in one.rows:
        given = zip(one.columns, row, strict=True)
        sheet.append([_cell(sheet, name, value, words, age) for name, value in given])
    if one.rows:
        sheet.auto_filter.ref = f"A1:{letters(len(one.columns))}{len(one.rows) + 1}"


def heading(name: str, words: Words, table: str = "") -> str:
    """A column's name in words, as its table has it; a name that nobody translated stands as it is."""
    dashed = name.replace("_", "-")
    plain = _said(f"sheet-column-{table}-{dashed}", words, "") or _said(f"sheet-column-{dashed}", words, "")
    for prefix in () if plain else _PREFIXES:
        if name.startswith(f"{prefix}_"):
            inner = heading(name[len(prefix) + 1 :], words, table)
            return words.say("sheet-within", what=heading(prefix, words, table), which=inner)
    return plain or name.replace("_", " ")


def _said(code: str, words: Words, otherwise: str) -> str:
    try:
        return words.say(code)
    except KeyError:
        return otherwise


def _cell(sheet: Any, column: str, value: Raw, words: Words, age: timedelta) -> Any:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - as above

    if value is None:
        return None
    if isinstance(value, bool):
        return _text(sheet, words.say("sheet-yes" if value else "sheet-no"))
    if isinstance(value, datetime):
        cell: Any = WriteOnlyCell(sheet, value.replace(tzinfo=None))
        cell.number_format = "yyyy-mm-dd hh:mm"
        return cell
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]  # its types forget days
        cell.number_format = "yyyy-mm-dd"
        return cell
    if isinstance(value, int | float):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = _format(value)
        return cell
    return _text(sheet, _worded(column, value, words, age))


def _format(value: float) -> str:
    if float(value).is_integer():
        return "#,##0"
    return "0.0000" if abs(value) < 0.1 else "#,##0.00"


def _worded(column: str, value: str, words: Words, age: timedelta) -> str:
    if isinstance(value, StrEnum):
        family = _WORDED.get(type(value).__name__)
        return _said(f"{family}-{value.value}", words, value.value) if family else value.value
    if column == "reason" and value:
        try:
            return words.say(value, age=words.age(age))
        except KeyError:
            return value
    if column == "by":
        return _said("sheet-by-weeks" if value == "weeks" else f"report-by-{value}", words, value)
    if column == "what":
        return heading(value, words)
    return value


def _text(sheet: Any, text: str, *, bold: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - as above
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    cell: Any = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("�", redact(text))[:_LONGEST])
    cell.data_type = "s"
    cell.number_format = "@"
    if "\n" in text:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell
