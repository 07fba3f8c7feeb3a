"""The report as a PDF: the same blocks as everywhere, drawn on A4 with fonts of its own, for a host without a browser.

The extra `pdf` brings fpdf2 and two families of fonts. The file is tagged as far as fpdf2 can (headings, paragraphs, pictures
with their text in words), has an outline, a language, and fonts within it; the same report gives the same bytes.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from scheduler.errors import Problem
from scheduler.render.drawing import ACCENT, INK, MUTED
from scheduler.render.report_page import Page, Section
from scheduler.render.report_pdf_blocks import block, boxed, height
from scheduler.render.report_pdf_sheet import COLUMN, LEFT, Sheet
from scheduler.render.report_pdf_type import Run
from scheduler.sentences import label

if TYPE_CHECKING:
    from fpdf import FPDF

BOX = "#f7f4ee"


def pdf(page: Page, *, made: datetime) -> bytes:
    """The whole page as a file. Raises `Problem` (report-needs-pdf) where the extra is not installed."""
    try:
        from fpdf import FPDF  # noqa: PLC0415 - an extra
    except ImportError as absent:
        raise Problem("report-needs-pdf", where="pdf") from absent
    document = FPDF(format="A4", unit="mm")
    document.set_auto_page_break(False)
    _described(document, page, made)
    sheet = Sheet(document)
    _head(sheet, page)
    _first(sheet, page)
    if page.sections:
        sheet.turn()
        _contents(sheet, page)
    for number, section in enumerate(page.sections, 1):
        _section(sheet, section, number, page.badge)
    _closing(sheet, page)
    sheet.feet(page.title)
    return bytes(document.output())


def _described(document: "FPDF", page: Page, made: datetime) -> None:
    document.set_title(page.title)
    document.set_subject(page.description)
    document.set_lang(page.language)
    document.set_creator("editorial-scheduler")
    document.set_producer("editorial-scheduler, fpdf2")
    document.set_creation_date(made)
    document.set_display_mode("fullwidth")


def _head(sheet: Sheet, page: Page) -> None:
    document = sheet.pdf
    document.start_section(page.heading)
    sheet.text([Run(page.kicker.upper(), "sans", "B", 8.6, ACCENT)], after=0.5)
    sheet.text([Run(page.heading, size=24)], kind="H1", leading=1.16, after=1.2)
    if page.meta:
        sheet.text([Run(page.meta, "sans", "", 8.8, MUTED)], after=2.4)
    sheet.rule(sheet.y, colour=INK, weight=0.25)
    sheet.rule(sheet.y + 0.8, colour=INK, weight=0.25)
    sheet.y += 4
    if page.banner:
        sheet.text([Run(page.banner, "sans", "B", 8.4, ACCENT)], after=2.4)


def _first(sheet: Sheet, page: Page) -> None:
    sheet.text([Run(page.first_title.upper(), "sans", "B", 8.6, ACCENT)], kind="H2", after=0.8)
    badge = [Run(f" [{page.badge}]", "sans", "B", 8, ACCENT)] if page.badge else []
    sheet.text([Run(page.lead, size=13.2), *badge], leading=1.33, after=2.5)
    for one in page.first:
        block(sheet, one, page.badge)


def _contents(sheet: Sheet, page: Page) -> None:
    rows = -(-len(page.sections) // 2)
    high = 10 + rows * 5.2
    sheet.ground(sheet.y, high, BOX)
    sheet.y += 3.4
    sheet.text([Run(page.contents.upper(), "sans", "B", 8.6, ACCENT)], kind="H2", x=LEFT + 5, after=1)
    top = sheet.y
    for number, section in enumerate(page.sections):
        column, row = divmod(number, rows)
        sheet.y = top + row * 5.2
        words = sheet.type.set([Run(f"{number + 1}. {section.title}", size=9.5)], COLUMN / 2 - 8)
        sheet.place(words, LEFT + 5 + column * COLUMN / 2)
    sheet.y = top + rows * 5.2 + 6


def _section(sheet: Sheet, section: Section, number: int, badge: str) -> None:
    title = [Run(f"{number}   ", "sans", "B", 9.5, ACCENT), Run(section.title, size=15.5)]
    sheet.down(3)
    follows = [height(sheet, one) for one in section.blocks[:2]]
    # A short paragraph may not part a heading from the chart under it.
    sheet.room(16 + (sum(follows) if follows and follows[0] < 24 else follows[0] if follows else 0))
    sheet.pdf.start_section(section.title, level=1)
    if section.boxed:
        boxed(sheet, title, section.blocks, BOX)
        return
    sheet.rule(sheet.y, colour=INK, weight=0.25)
    sheet.y += 2
    sheet.text(title, kind="H2", after=2.2)
    for one in section.blocks:
        block(sheet, one, badge)


def _closing(sheet: Sheet, page: Page) -> None:
    sheet.down(2)
    sheet.text([Run(page.closing, "sans", "", 8.4, MUTED)], after=1)
    if sheet.type.lacking:
        sheet.text([Run(label("report-pdf-lacking", page.language), "sans", "", 8.4, MUTED)])
