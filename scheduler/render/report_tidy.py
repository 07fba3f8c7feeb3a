"""One table of the report as CSV for programs: stable names of columns, codes instead of words, ISO dates, a dot in numbers.

UTF-8; with the mark in front that Excel needs to see accents only where it is asked for. A missing number is an empty field, and
its reason stands in the column `reason`. Text that a spreadsheet would run as a formula is made harmless.
"""

import csv
import io
from datetime import UTC, date, datetime

from scheduler.model.cells import guarded
from scheduler.plain import redact
from scheduler.render.report_sheets import Raw, Sheet


def tidy(sheet: Sheet, *, excel: bool = False) -> str | bytes:
    """The table as CSV (RFC 4180): text, or for Excel the bytes of a file with its mark."""
    out = io.StringIO()
    made = csv.writer(out, lineterminator="\r\n" if excel else "\n")
    made.writerow(sheet.columns)
    made.writerows([_field(value) for value in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig") if excel else out.getvalue()


def _field(value: Raw) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        if value.tzinfo is UTC:
            return f"{value:%Y-%m-%dT%H:%M:%SZ}"
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return repr(round(value, 6)).removesuffix(".0")
    if isinstance(value, int):
        return str(value)
    return guarded(redact(str(value)).replace("\r\n", "\n"))
