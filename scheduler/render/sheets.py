"""An export as a table: one row a delivery, one fact a column, for spreadsheets and statistics.

The headings are those that `scheduler import` knows, so that a colleague can fill the same table and give it back.
"""

import csv
import io
from collections.abc import Sequence
from datetime import date, time
from typing import Any

from scheduler.errors import Problem
from scheduler.model.cells import guarded, letters
from scheduler.render.entries import Entry, unpublished
from scheduler.sentences import label
from scheduler.sentences.words import written

COLUMNS = (
    *("date", "hour", "theme", "account", "network", "state", "text", "comment", "images", "alt", "post"),
    *("campaign", "published", "address", "code", "tag", "due"),
)
WIDTHS = {
    "date": 12,
    "hour": 8,
    "text": 70,
    "alt": 40,
    "comment": 30,
    "images": 24,
    "tag": 40,
    "address": 30,
    "due": 22,
}
Value = str | date | time
_LONGEST = 32_767
"""Characters that a cell takes: https://support.microsoft.com/en-us/office/excel-specifications-and-limits, read 2026-11-22."""


def table(entries: Sequence[Entry], language: str) -> tuple[list[str], list[list[Value]]]:
    """The headings, and a row for each entry; dates and hours as such, the author's wall time."""
    return [label(f"sheet-{name}", language) for name in COLUMNS], [_row(one, language) for one in entries]


def _row(one: Entry, language: str) -> list[Value]:
    local = one.local or one.opens
    hour: Value = local.time() if local else label("by-hand", language)
    if one.due is None and one.opens is not None and one.closes is not None:
        hour = f"{one.opens:%H:%M}-{one.closes.astimezone(one.opens.tzinfo):%H:%M}"
    return [
        local.date() if local else "",
        hour,
        one.theme,
        one.account,
        one.network,
        label(f"state-{one.state.value}", language, network=one.network_title)
        if one.state
        else label("state-file", language),
        one.source,
        one.source_comment,
        "\n".join(picture.file for picture in one.pictures),
        "\n".join(" ".join(picture.alt.split()) for picture in one.pictures),
        one.post if one.occurrence == "once" else f"{one.post}-{_plain(one.occurrence)}",
        one.campaign,
        label("yes" if one.published else "no", language),
        "\n".join(one.urls),
        one.code,
        one.tag,
        f"{one.due:%Y-%m-%dT%H:%M:%SZ}" if one.due else "",
    ]


def _plain(occurrence: str) -> str:
    """An occurrence as the end of a short name: `2027-01-05t1000-reponse`."""
    return occurrence.replace(":", "").replace("+", "-").removeprefix("once-").lower()


def as_csv(entries: Sequence[Entry], language: str) -> bytes:
    """UTF-8 with its mark, which Excel needs to see accents; semicolons in French, as Excel writes and reads them there."""
    headings, rows = table(entries, language)
    out = io.StringIO()
    made = csv.writer(out, delimiter=";" if language == "fr" else ",", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    made.writerow([guarded(one) for one in headings])
    made.writerows([guarded(_text(value, language)) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _text(value: Value, language: str) -> str:
    if isinstance(value, str):
        return value.replace("\r\n", "\n")
    if isinstance(value, time):
        return written(value, language)
    return value.isoformat()


def as_xlsx(entries: Sequence[Entry], language: str) -> bytes:
    """A workbook. Every text is typed as one, whatever it begins with: nothing of it is ever a formula."""
    try:
        from openpyxl import Workbook  # noqa: PLC0415 - an extra
    except ImportError as absent:
        raise Problem("export-needs-openpyxl", where="xlsx") from absent
    book = Workbook(write_only=True)
    if waiting := unpublished(entries, cancelled=True):
        book.properties.subject = label("export-unpublished", language, n=waiting)
    sheet = book.create_sheet(label("export-sheet", language))
    sheet.freeze_panes = "A2"
    for number, name in enumerate(COLUMNS, 1):
        sheet.column_dimensions[letters(number)].width = WIDTHS.get(name, 16)
    headings, rows = table(entries, language)
    sheet.append([_typed(sheet, one, bold=True) for one in headings])
    for row in rows:
        sheet.append([_typed(sheet, value) for value in row])
    sheet.auto_filter.ref = f"A1:{letters(len(COLUMNS))}{len(rows) + 1}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _typed(sheet: Any, value: Value, *, bold: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - as above
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    if not isinstance(value, str):
        cell: Any = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]  # its types forget hours
        cell.number_format = "hh:mm" if isinstance(value, time) else "yyyy-mm-dd"
    else:
        cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("�", value)[:_LONGEST])
        cell.data_type = "s"
        cell.number_format = "@"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell
