"""Tables on paper: columns as wide as their words ask, rows that are never cut, headings on every sheet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scheduler.model.report import Verdict
from scheduler.render.drawing import ACCENT, INK, MUTED, RULE, SLATE
from scheduler.render.report_page import Cell, Table
from scheduler.render.report_pdf_charts import draw, height_of
from scheduler.render.report_pdf_sheet import COLUMN, LEFT, Sheet
from scheduler.render.report_pdf_type import Run, Set
from scheduler.render.report_words import FIXED, MARKS

GAP, PAD = 3.2, 1.25
STRIP = 34.0
"""Millimetres for the small picture of a row."""
WHOLE = 120.0
"""A table up to so high stays on one sheet."""


@dataclass(frozen=True, slots=True)
class _Laid:
    """A row ready to be drawn."""

    cells: tuple[Set | None, ...]
    height: float


def table(sheet: Sheet, block: Table, badge: str) -> None:
    """The whole table."""
    size = 7.4 if block.kind == "tight" else 8.3
    widths = _widths(sheet, block, size)
    heads = _row(sheet, [[Run(column.title, "sans", "", size - 0.5, MUTED)] for column in block.columns], widths)
    last = len(block.rows) - 1
    rows = [
        _row(
            sheet,
            [
                _runs(cell, size, strong=block.total and number == last, first=not place)
                for place, cell in enumerate(row)
            ],
            widths,
        )
        for number, row in enumerate(block.rows)
    ]
    caption = f"{block.caption} [{badge}]" if badge and block.caption and not block.ids else block.caption
    laid = sheet.type.set([Run(caption, "sans", "", 8.3, MUTED)], COLUMN)
    height = laid.height * bool(caption) + heads.height + sum(row.height for row in rows) + 3
    sheet.room(height if height <= WHOLE else laid.height + heads.height + (rows[0].height if rows else 0) + 12)
    if caption:
        sheet.place(laid, LEFT, kind="Caption")
        sheet.y += laid.height + 0.6
    _heads(sheet, block, heads, widths)
    for number, row in enumerate(rows):
        if row.height > sheet.left_over:
            sheet.turn()
            _heads(sheet, block, heads, widths)
        _draw(sheet, block, row, widths, cells=block.rows[number], summed=block.total and number == last)
    sheet.y += 3.0


def _heads(sheet: Sheet, block: Table, heads: _Laid, widths: Sequence[float]) -> None:
    _draw(sheet, block, heads, widths, cells=())
    sheet.rule(sheet.y, colour=INK, weight=0.32)


def _runs(cell: Cell, size: float, *, strong: bool, first: bool) -> list[Run]:
    runs = []
    if cell.verdict is not None:
        colour = {Verdict.ORDINARY: SLATE, Verdict.TOO_LITTLE: MUTED}.get(cell.verdict, ACCENT)
        runs.append(Run(MARKS[cell.verdict] + FIXED, "sans", "", size, colour))
    bold = strong or cell.strong or first or cell.verdict is not None
    text = cell.text if cell.verdict is None else cell.text.replace(" ", FIXED)
    runs.append(Run(text, "sans", "B" if bold else "", size, INK))
    return [*runs, Run(f" {cell.more}", "sans", "", size - 0.4, MUTED)] if cell.more else runs


def _row(sheet: Sheet, cells: Sequence[Sequence[Run]], widths: Sequence[float]) -> _Laid:
    laid = [sheet.type.set(runs, width, 1.3) for runs, width in zip(cells, widths, strict=True)]
    return _Laid(tuple(laid), max(one.height for one in laid) + 2 * PAD)


def _widths(sheet: Sheet, block: Table, size: float) -> list[float]:
    """What each column needs at least, and the rest shared by what it would like."""
    least, liked = [], []
    free = COLUMN - GAP * (len(block.columns) - 1)
    for place, column in enumerate(block.columns):
        if column.drawn and any(row[place].picture for row in block.rows):
            least.append(STRIP)
            liked.append(STRIP)
            continue
        cells = [_runs(row[place], size, strong=False, first=not place) for row in block.rows]
        head = sheet.type.set([Run(column.title, "sans", "", size - 0.5)], 1000)
        whole = [sheet.type.set(runs, 1000).width for runs in cells]
        words = [_longest(sheet, runs) for runs in cells]
        title = _longest(sheet, [Run(column.title, "sans", "", size - 0.5)])
        like = max([*whole, head.width if column.number else title, title])
        liked.append(min(like, 70.0))
        least.append(like if column.number and like < 26 else max([*words, title]))
    spare = free - sum(least)
    wanted = [max(like - low, 0.0) for like, low in zip(liked, least, strict=True)]
    total = sum(wanted)
    if spare <= 0 or not total:
        return [low * free / sum(least) for low in least] if spare < 0 else [low + spare / len(least) for low in least]
    given = [low + min(want, spare * want / total) for low, want in zip(least, wanted, strict=True)]
    over = (free - sum(given)) / len(given)
    return [one + over for one in given]


def _longest(sheet: Sheet, runs: Sequence[Run]) -> float:
    """The width of the longest word; a verdict's sign stays with its first."""
    words = [replace(run, text=word) for run in runs for word in run.text.split(" ")]
    widths = [sheet.type.width(sheet.type.known(word)) for word in words]
    return sum(widths[:2]) if runs and runs[0].text.endswith(FIXED) else max(widths, default=0.0)


def _draw(
    sheet: Sheet, block: Table, row: _Laid, widths: Sequence[float], *, cells: Sequence[Cell], summed: bool = False
) -> None:
    if summed:
        sheet.rule(sheet.y, colour=INK, weight=0.32)
    x = LEFT
    with sheet.tagged("P"):
        for place, (laid, width) in enumerate(zip(row.cells, widths, strict=True)):
            column = block.columns[place]
            picture = cells[place].picture if cells else None
            if picture is not None:
                draw(sheet, picture.drawing, x, sheet.y + (row.height - height_of(picture.drawing)) / 2, width)
            elif laid is not None:
                align = "right" if column.number else "left"
                sheet.type.draw(laid, x, sheet.y + PAD, width=width, align=align)
            x += width + GAP
    sheet.y += row.height
    if cells:
        sheet.rule(sheet.y, colour=RULE)
