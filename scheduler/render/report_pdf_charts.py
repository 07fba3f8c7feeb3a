"""A drawing as strokes of a PDF: the same parts that become SVG elsewhere, with 0.75 points for a pixel."""

from scheduler.render.drawing import (
    ACCENT,
    BAND,
    DOTS,
    HATCH,
    LINES,
    MUTED,
    PAPER,
    SLATE,
    TINT,
    Box,
    Drawing,
    Label,
    Line,
    Sign,
)
from scheduler.render.report_pdf_sheet import Sheet
from scheduler.render.report_pdf_type import PT, Run, rgb

PIXEL = 0.75 * PT
"""Millimetres for a pixel: type keeps the size that it has when a browser prints the page."""


def height_of(drawing: Drawing) -> float:
    """In millimetres."""
    return drawing.height * PIXEL


def draw(sheet: Sheet, drawing: Drawing, x: float, y: float, width: float) -> None:
    """The whole drawing, its upper left corner at a point."""
    for part in drawing.parts:
        match part:
            case Line():
                _line(sheet, part, x, y, width)
            case Box():
                _box(sheet, part, x, y, width)
            case Label():
                _label(sheet, part, x, y, width)
            case Sign():
                _sign(sheet, part, x, y, width)


def _line(sheet: Sheet, one: Line, x: float, y: float, width: float) -> None:
    pdf = sheet.pdf
    pdf.set_draw_color(*rgb(one.colour))
    pdf.set_line_width(one.width * PIXEL)
    if one.dash:
        dash, gap = (float(number) * PIXEL for number in one.dash.split())
        pdf.set_dash_pattern(dash=dash, gap=gap)
    pdf.line(x + one.x1 / 100 * width, y + one.y1 * PIXEL, x + one.x2 / 100 * width, y + one.y2 * PIXEL)
    if one.dash:
        pdf.set_dash_pattern()


def _box(sheet: Sheet, one: Box, x: float, y: float, width: float) -> None:
    pdf = sheet.pdf
    left, top = x + one.x1 / 100 * width, y + one.y * PIXEL
    wide, high = (one.x2 - one.x1) / 100 * width, one.height * PIXEL
    if wide <= 0 or high <= 0:
        return
    if one.fill in {HATCH, DOTS, LINES}:
        _pattern(sheet, one.fill, left, top, wide, high)
    elif one.fill != "none":
        pdf.set_fill_color(*rgb(one.fill))
        pdf.rect(left, top, wide, high, style="F")
    if one.edge:
        pdf.set_draw_color(*rgb(one.edge))
        pdf.set_line_width(one.width * PIXEL)
        pdf.rect(left, top, wide, high, style="D")


def _pattern(sheet: Sheet, fill: str, left: float, top: float, wide: float, high: float) -> None:
    pdf = sheet.pdf
    # The clip alone would leave fpdf2 with the colours of within, and the next box without its own.
    with pdf.local_context(), pdf.rect_clip(left, top, wide, high):
        pdf.set_fill_color(*rgb({HATCH: TINT, DOTS: BAND, LINES: PAPER}[fill]))
        pdf.rect(left, top, wide, high, style="F")
        if fill == DOTS:
            pdf.set_fill_color(*rgb(SLATE))
            step = 7 * PIXEL
            for row in range(int(high / step) + 1):
                for column in range(int(wide / step) + 1):
                    pdf.circle(left + (column + 0.5) * step, top + (row + 0.5) * step, 1.5 * PIXEL, style="F")
            return
        upright = fill == LINES
        step = (6 if upright else 8.5) * PIXEL
        pdf.set_draw_color(*rgb(SLATE if upright else ACCENT))
        pdf.set_line_width((1.6 if upright else 2.6) * PIXEL)
        lean, begin = (0.0, left) if upright else (high, left - high)
        while begin < left + wide + high:
            pdf.line(begin, top + high, begin + lean, top)
            begin += step


def _label(sheet: Sheet, one: Label, x: float, y: float, width: float) -> None:
    family = "sans"
    run = sheet.type.known(Run(one.words, family, "B" if one.weight >= 600 else "", one.size * 0.75, one.colour))
    wide = sheet.type.width(run)
    left = x + one.x / 100 * width + one.shift * PIXEL
    left -= wide if one.anchor == "end" else wide / 2 if one.anchor == "middle" else 0.0
    left = min(max(left, x), x + width - wide) if wide < width else x
    found = sheet.type.set([run], width * 2, 1.0)
    top = y + one.y * PIXEL - 0.74 * found.leading
    if "halo" in one.kind:
        sheet.pdf.set_fill_color(255, 255, 255)
        with sheet.pdf.local_context(fill_opacity=0.72):
            sheet.pdf.rect(left - 0.4, top - 0.1, wide + 0.8, found.leading + 0.2, style="F")
    sheet.type.draw(found, left, top)
    if one.more:
        quiet = sheet.type.set([Run(one.more, family, "", one.size * 0.75, MUTED)], width * 2, 1.0)
        sheet.type.draw(quiet, left + wide + 7 * PIXEL, top)


def _sign(sheet: Sheet, one: Sign, x: float, y: float, width: float) -> None:
    filled = one.fill != PAPER
    colour = one.fill if filled else one.edge
    sheet.type.sign(one.shape, filled, x + one.x / 100 * width, y + one.y * PIXEL, PIXEL, colour)
