"""For whom a report is: one page for the management, all of it for the community manager, indices alone for partners."""

from dataclasses import replace
from enum import StrEnum

from scheduler.model.report import Report
from scheduler.render.report_page import Page
from scheduler.render.report_sections import page


class Level(StrEnum):
    """The readers of a report. What partners get is made of `model.indices`, which holds no count, handle or post."""

    DIRECTION = "direction"
    CM = "cm"
    PARTNERS = "partners"


def page_for(report: Report, language: str, level: Level) -> Page:
    """The page that those readers get, ready to be drawn in any format."""
    if level is Level.PARTNERS:
        from scheduler.render.report_partners import partners  # noqa: PLC0415 - only this level pays for it

        return partners(report, language)
    whole = page(report, language)
    return replace(whole, sections=(), contents="") if level is Level.DIRECTION else whole
