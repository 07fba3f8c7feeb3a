"""The report's values as files, for each level of readers: a workbook, or one table of it.

The management gets the tables of the first page, partners the tables of `model.indices`: no count, no post, no handle.
"""

from scheduler.errors import Problem
from scheduler.model.evidence import Evidence
from scheduler.model.indices import indices
from scheduler.model.report import Report
from scheduler.render.report_levels import Level
from scheduler.render.report_sheets import SHORT, Sheet, sheets
from scheduler.render.report_tidy import tidy
from scheduler.render.report_words import Words
from scheduler.render.report_xlsx import definitions, workbook


def tables(report: Report, evidence: Evidence | None, level: Level) -> list[Sheet]:
    """The tables that those readers may see."""
    if level is Level.PARTNERS:
        return list(sheets(indices(report)))
    if level is Level.DIRECTION:
        return [one for one in sheets(report) if one.name in SHORT]
    return list(sheets(report, evidence))


def workbook_of(report: Report, evidence: Evidence | None, language: str, level: Level) -> bytes:
    """Those tables as a workbook, with the definitions of all numbers in them."""
    found = tables(report, evidence, level)
    shown = indices(report) if level is Level.PARTNERS else report
    explained = definitions(shown, Words(language), report.age, found)
    return workbook([*found, explained], language, age=report.age, made=report.made, title=report.title)


def table_of(report: Report, evidence: Evidence | None, name: str, level: Level, *, excel: bool = False) -> str | bytes:
    """One of those tables as CSV. `Problem` where those readers may not see it."""
    for one in tables(report, evidence, level):
        if one.name == name:
            return tidy(one, excel=excel)
    raise Problem("report-no-such-table", where="--format", name=name, level=level.value)
